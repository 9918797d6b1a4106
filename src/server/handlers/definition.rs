//! `textDocument/definition`: where the draft introduces what is under the cursor, or where
//! `presscheck.toml` does.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{GotoDefinitionParams, GotoDefinitionResponse, Location, LocationLink};

use crate::server::backend::Request;
use crate::server::config_places::location;
use crate::server::names::Origin;
use crate::server::people::{known_person, offices};
use crate::server::projects::Project;
use crate::server::records;
use crate::server::state::State;
use crate::server::under_cursor::{Found, Lookup, PersonPart, Thing};

/// Gives the first full mention of a person, the definition of an acronym, the first place of a
/// count or name. Who asks there, or about something that the draft does not introduce, is sent to
/// the entry in `presscheck.toml`, if there is one.
pub(in crate::server) fn handle(
    request: &Request,
    params: &GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let place = &params.text_document_position_params;
    let document = request.document(&place.text_document)?;
    let Some((checked, project)) = request.check(document) else {
        return Ok(None);
    };
    let client = &request.state.client;
    let lookup = Lookup::new(&checked);
    let offset = client.encoding.offset(&document.text, place.position);
    let found = lookup.at(offset);
    let answer = found.iter().find_map(|found| {
        let in_draft = introduction(&lookup, found)
            .filter(|it| !(it.start <= offset && offset <= it.end))
            .map(|it| {
                Location::new(document.uri.clone(), client.encoding.range(&document.text, it))
            });
        let target = match found.thing {
            // The house says how many; the draft only repeats it.
            Thing::Total(_) => {
                in_configuration(&request.state, &project, &lookup, found).or(in_draft)
            }
            _ => in_draft.or_else(|| in_configuration(&request.state, &project, &lookup, found)),
        };
        // Already there: a client that is told so can show the references instead.
        let target = target.or_else(|| {
            let here = introduction(&lookup, found)?;
            let range = client.encoding.range(&document.text, here);
            Some(Location::new(document.uri.clone(), range))
        });
        Some((found.span, target?))
    });
    Ok(answer.map(|(origin, target)| {
        if client.definition_links {
            GotoDefinitionResponse::Link(vec![LocationLink {
                origin_selection_range: Some(client.encoding.range(&document.text, origin)),
                target_range: target.range,
                target_selection_range: target.range,
                target_uri: target.uri,
            }])
        } else {
            GotoDefinitionResponse::Scalar(target)
        }
    }))
}

/// Where the draft introduces a thing.
fn introduction(lookup: &Lookup<'_>, found: &Found) -> Option<crate::text::Span> {
    match found.thing {
        Thing::Person(person, _) => lookup.first_mention(person).map(|it| it.name),
        Thing::Name(occurrence) => {
            let name = lookup.names.known.get(occurrence.name)?;
            match name.definition {
                Some((_, full)) => Some(full),
                // A term of the house is not introduced, and an acronym by being there neither.
                None if name.is_term() => None,
                None => lookup.names.places(occurrence.name).next().map(|it| it.span),
            }
        }
        Thing::Total(_) | Thing::Count(..) => lookup.same_counts(&found.thing).into_iter().min(),
        Thing::Relative(..) => lookup.context.facts.release_date().and_then(|it| it.span),
        Thing::Dateline(_) => None,
    }
}

/// Where `presscheck.toml` speaks of a thing.
fn in_configuration(
    state: &State,
    project: &Project,
    lookup: &Lookup<'_>,
    found: &Found,
) -> Option<Location> {
    let house = lookup.context.house;
    let at = |list: &str, wanted: &[(&str, &str)]| location(state, project, list, wanted);
    match found.thing {
        Thing::Person(index, part) => {
            let person = lookup.persons().get(index)?;
            let entry = known_person(house, person);
            let entry = || {
                entry.and_then(|it| {
                    let title = it.title.as_deref().filter(|_| part == PersonPart::Title);
                    let by_title = title
                        .and_then(|title| at("people", &[("title", title), ("name", &it.name)]));
                    by_title.or_else(|| at("people", &[("name", &it.name)]))
                })
            };
            let office = || {
                offices(house, person).find_map(|it| {
                    at("offices", &[("name", &it.name), ("from", &it.from.to_string())])
                })
            };
            entry().or_else(office)
        }
        Thing::Name(occurrence) => match lookup.names.known.get(occurrence.name)?.origin? {
            Origin::Organisation(it) => {
                at("organisations", &[("name", &house.organisations.get(it)?.name)])
            }
            Origin::Acronym(it) => at("acronyms", &[("acronym", &house.acronyms.get(it)?.acronym)]),
            Origin::Term(it) => at("terms", &[("use", &house.terms.get(it)?.use_)]),
        },
        Thing::Total(index) => {
            let total = lookup.totals().get(index)?;
            let date = lookup.context.facts.release_date().map(|it| it.date);
            let known = records::counts(house, total.organisation.as_deref()?, &total.lemma);
            let in_force = records::in_force(&known, date)?;
            at(
                "counts",
                &[("organisation", &in_force.organisation), ("from", &in_force.from.to_string())],
            )
        }
        Thing::Count(..) | Thing::Relative(..) | Thing::Dateline(_) => None,
    }
}
