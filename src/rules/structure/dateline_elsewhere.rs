//! `dateline-elsewhere`: the dateline is where the news is.

use crate::draft::dateline;
use crate::draft::{Block, Class, Shape, Token, TokenKind, Zone};
use crate::facts::relative::RelativeDate;
use crate::gazetteer::{self, Area, Country};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "dateline-elsewhere",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(DatelineElsewhere),
};

struct DatelineElsewhere;

/// A place that people know, in inhabitants.
const TOWN: u32 = 50_000;

impl Rule for DatelineElsewhere {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let blocks = draft.blocks();
        let Some(index) = blocks.iter().position(|it| it.zone == Zone::Dateline) else { return };
        let Some(lead) = blocks.get(index + 1).filter(|it| it.zone == Zone::Lead) else { return };
        let Some(facts) = draft.facts.of_block(index + 1) else { return };
        // Only what happens on the day of the release happens where the release comes from.
        let today = facts
            .relative_dates
            .iter()
            .find(|it| it.date == RelativeDate::Day(0) && !facts.is_quoted(it.span.start));
        let Some(today) = today else { return };
        let Some(dateline) = dateline::read(&blocks[index].words) else { return };
        let Some(&city_span) = dateline.places.first() else { return };
        let home: Vec<&str> =
            dateline.places.iter().map(|it| &blocks[index].text()[it.range()]).collect();
        let Some((place, span)) = event_place(lead, today.span) else { return };
        if is_same(&home, place) {
            return;
        }
        let city = &blocks[index].text()[city_span.range()];
        if names_again(draft, index + 1, city) {
            return;
        }
        let message = format!("the dateline is “{city}”, the event is in {place}");
        sink.report(blocks[index].to_draft(city_span), message)
            .related(lead.to_draft(span), "here");
    }
}

/// The place of the event in the sentence that has “today”: “in Budapest” near the verb.
fn event_place(lead: &Block, today: Span) -> Option<(&str, Span)> {
    let sentence = lead.words.sentences.iter().find(|it| it.span.contains(today))?;
    let tokens = &lead.tokens()[sentence.first as usize..sentence.end as usize];
    let mut found = None;
    for (at, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Word || lead.words.text_of(token) != "in" {
            continue;
        }
        let names: Vec<&Token> = tokens[at + 1..]
            .iter()
            .take(3)
            .take_while(|it| it.is_capitalised_word() && !it.has(Shape::POSSESSIVE))
            .collect();
        let (Some(first), Some(last)) = (names.first(), names.last()) else { continue };
        let span = first.span().join(last.span());
        let name = &lead.text()[span.range()];
        let of_an_event = at
            .checked_sub(1)
            .and_then(|it| tokens.get(it))
            .is_some_and(|it| is_event(lead.words.text_of(it)));
        let beside_today = last.end as usize + 2 >= today.start && last.end as usize <= today.start
            || tokens[at].start as usize <= today.end + 2 && tokens[at].start as usize >= today.end;
        if (of_an_event || beside_today) && is_known(name) && !first.is(Class::MONTH) {
            // Two places in one sentence: the event may be in either.
            if found.is_some() {
                return None;
            }
            found = Some((name, span));
        }
    }
    found
}

fn is_event(word: &str) -> bool {
    [
        "assembly",
        "ceremony",
        "conference",
        "congress",
        "exercise",
        "exhibition",
        "fair",
        "festival",
        "forum",
        "hearing",
        "meeting",
        "seminar",
        "session",
        "summit",
        "symposium",
        "talks",
        "workshop",
    ]
    .iter()
    .any(|it| it.eq_ignore_ascii_case(word))
}

fn is_known(name: &str) -> bool {
    gazetteer::is_country_or_region(name)
        || gazetteer::cities(name).any(|it| it.is_main_name && it.population >= TOWN)
}

/// Whether the place may be in the dateline's country, or be that country.
fn is_same(home: &[&str], place: &str) -> bool {
    let there = countries(place, &[]);
    let here = home.split_first().map_or(Vec::new(), |(city, areas)| countries(city, areas));
    here.is_empty() || here.iter().any(|it| there.contains(it))
}

/// The countries in which a place may lie: those that `areas` name, or those of its namesakes of
/// some size.
fn countries(name: &str, areas: &[&str]) -> Vec<Country> {
    let named = |it: &str| -> Vec<Country> {
        let country = |it: Area| match it {
            Area::Country(country) => country,
            Area::Region(region) => region.country(),
        };
        gazetteer::areas(it).map(country).collect()
    };
    let mut found: Vec<Country> = areas.iter().flat_map(|it| named(it)).collect();
    if found.is_empty() {
        let cities = gazetteer::cities(name).filter(|it| it.population >= TOWN);
        found = cities.map(|it| it.country).collect();
        found.extend(gazetteer::countries(name));
        found.extend(gazetteer::region(name).map(gazetteer::Region::country));
    }
    found
}

/// Whether the rest of the text speaks of the dateline's city too: whoever issues the release is
/// there.
fn names_again(draft: &DraftContext<'_>, from: usize, city: &str) -> bool {
    let Some(first) = city.split_whitespace().next() else { return true };
    draft.blocks()[from..].iter().any(|block| {
        block.tokens().iter().any(|it| {
            it.is_capitalised_word()
                && block.text()[it.stem_span().range()].eq_ignore_ascii_case(first)
        })
    })
}
