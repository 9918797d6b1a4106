//! What changes when a person, a title, an organisation or a count gets another name.
//!
//! What stands in somebody's words stays as it was said. A name that is written in several ways
//! changes part by part: who is “Anna Berg” once and “Berg” later becomes “Anna Lund” and “Lund”.

mod in_configuration;
mod names_of_people;

use crate::draft::BlockText;
use crate::facts::counts::number;
use crate::finding::Edit;
use crate::server::names::FormKind;
use crate::server::under_cursor::{Found, Lookup, PersonPart, Thing};
use crate::text::Span;

use in_configuration::InConfiguration;
use names_of_people::NewName;

/// What can be renamed at a place.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// The words under the cursor.
    pub(super) span: Span,
    /// What stands there, on one line.
    pub(super) words: String,
    /// The fact.
    thing: Thing,
}

/// What a rename changes.
#[derive(Default)]
pub(super) struct Plan {
    /// Sorted, disjoint edits.
    pub(super) edits: Vec<Edit>,
    /// Where the old name stays because it is part of a quotation: offsets in the text.
    pub(super) quoted: Vec<usize>,
    /// Where something like the old name stays because it is written in a way of its own.
    pub(super) left: Vec<usize>,
    /// What changes in the project's configuration, if that has an entry.
    pub(super) in_configuration: Option<InConfiguration>,
}

/// What can be renamed at `offset`.
///
/// # Errors
/// Nothing can; says why.
pub(super) fn target(lookup: &Lookup<'_>, offset: usize) -> Result<Target, String> {
    let here = lookup.at(offset);
    let Some(target) = here.iter().find_map(|it| renamed(lookup, it, offset)) else {
        return Err(match here.first().map(|it| it.thing) {
            Some(Thing::Relative(..)) => "a date is not renamed: write another one".to_owned(),
            Some(Thing::Dateline(_)) => "a dateline is not renamed: write another one".to_owned(),
            _ => {
                "only the name or title of a person, an organisation, an acronym or a count can be \
                  renamed"
                    .to_owned()
            }
        });
    };
    let outside = occurrences(lookup, &target).into_iter().any(|it| !lookup.is_quoted(it.start));
    if outside {
        Ok(target)
    } else {
        Err(format!(
            "“{}” stands in quotations only, and what somebody said is not renamed",
            target.words
        ))
    }
}

fn renamed(lookup: &Lookup<'_>, found: &Found, offset: usize) -> Option<Target> {
    let span = match found.thing {
        Thing::Person(person, PersonPart::Name(_)) => {
            lookup.persons().get(person).map(|_| found.span)
        }
        Thing::Person(person, PersonPart::Title) => lookup
            .titles(person)
            .into_iter()
            .map(|it| it.shown)
            .find(|it| it.start <= offset && offset <= it.end),
        Thing::Name(occurrence) => {
            let name = lookup.names.known.get(occurrence.name)?;
            (!name.is_term()).then_some(found.span)
        }
        Thing::Total(_) | Thing::Count(..) => {
            let same = lookup.same_counts(&found.thing);
            same.into_iter().find(|it| found.span.contains(*it))
        }
        _ => None,
    }?;
    let words = lookup.words_at(span);
    Some(Target { span, words, thing: found.thing })
}

/// The places whose words change when the target does.
fn occurrences(lookup: &Lookup<'_>, target: &Target) -> Vec<Span> {
    match target.thing {
        Thing::Person(person, PersonPart::Title) => {
            let titles = lookup.titles(person).into_iter().map(|it| it.shown);
            let same = |it: &Span| lookup.words_at(*it).eq_ignore_ascii_case(&target.words);
            titles.filter(same).collect()
        }
        Thing::Person(person, _) => {
            let mentions = lookup.persons().get(person).map_or(&[][..], |it| &it.mentions);
            mentions.iter().map(|it| it.name).collect()
        }
        Thing::Name(here) => {
            let same = lookup.names.places(here.name).filter(|it| it.form == here.form);
            same.map(|it| it.span).collect()
        }
        Thing::Total(_) | Thing::Count(..) => lookup.same_counts(&target.thing),
        Thing::Relative(..) | Thing::Dateline(_) => Vec::new(),
    }
}

/// What changes when the target is called `new_name`.
///
/// # Errors
/// It cannot be called so; says why.
pub(super) fn plan(lookup: &Lookup<'_>, target: &Target, new_name: &str) -> Result<Plan, String> {
    let new_name = new_name.trim();
    if new_name.is_empty() {
        return Err("the new name is empty".to_owned());
    }
    if new_name.contains(|it: char| it.is_control() || matches!(it, '\u{2028}' | '\u{2029}')) {
        return Err("the new name has a line break or another control character in it".to_owned());
    }
    if matches!(target.thing, Thing::Total(_) | Thing::Count(..)) && !is_number(new_name) {
        return Err(format!("“{new_name}” is no number, and a count is one"));
    }
    let mut plan = Plan::default();
    if new_name == target.words {
        return Ok(plan);
    }
    let new = match target.thing {
        Thing::Person(person, PersonPart::Name(mention)) => {
            Some(NewName::read(lookup, person, mention, new_name)?)
        }
        _ => None,
    };
    for span in occurrences(lookup, target) {
        if lookup.is_quoted(span.start) {
            plan.quoted.push(span.start);
            continue;
        }
        match &new {
            Some(new) => new.write(lookup, span, &mut plan),
            None if shows_markup(lookup, span) => plan.left.push(span.start),
            None => {
                let words = lookup.words_at(span);
                plan.edits.push(Edit::replace(span, like(&words, &target.words, new_name)));
            }
        }
    }
    let unlinked = new.as_ref().map(|it| it.unlinked(lookup)).unwrap_or_default();
    plan.in_configuration = InConfiguration::of(lookup, target, new_name, new);
    for offset in other_forms(lookup, target).into_iter().chain(unlinked) {
        let places = if lookup.is_quoted(offset) { &mut plan.quoted } else { &mut plan.left };
        places.push(offset);
    }
    plan.edits.sort_by_key(|it| it.span);
    plan.edits.dedup_by_key(|it| it.span);
    Ok(plan)
}

/// Whether markup stands inside a name, so that the name’s words are not the text’s.
fn shows_markup(lookup: &Lookup<'_>, span: Span) -> bool {
    lookup.shown_at(span) != lookup.context.text_at(span)
}

/// Where the same thing is said in another way that a rename does not touch: a number that
/// contradicts, a form that the house does not want.
fn other_forms(lookup: &Lookup<'_>, target: &Target) -> Vec<usize> {
    match target.thing {
        Thing::Total(index) => {
            let Some(here) = lookup.totals().get(index) else {
                return Vec::new();
            };
            let other = lookup
                .totals()
                .iter()
                .filter(|it| it.organisation == here.organisation && it.value != here.value);
            other.map(|it| it.number.start).collect()
        }
        Thing::Name(here) => {
            let Some(name) = lookup.names.known.get(here.name) else {
                return Vec::new();
            };
            let wrong =
                |form: usize| name.forms.get(form).is_some_and(|it| it.kind == FormKind::Wrong);
            let places = lookup.names.places(here.name);
            places
                .filter(|it| it.form != here.form && wrong(it.form))
                .map(|it| it.span.start)
                .collect()
        }
        _ => Vec::new(),
    }
}

/// `new` in the way in which `written` differs from `old`: in capitals, or in small letters.
pub(in crate::server) fn like(written: &str, old: &str, new: &str) -> String {
    let capitals =
        |it: &str| it.chars().any(char::is_alphabetic) && !it.chars().any(char::is_lowercase);
    let begins_small = |it: &str| it.starts_with(char::is_lowercase);
    if written == old {
        new.to_owned()
    } else if capitals(written) && !capitals(old) {
        new.to_uppercase()
    } else if capitals(old) && capitals(new) && !capitals(written) {
        // “Khoo”, who is “KHOO Boon Hui” elsewhere.
        new.split(' ').map(capitalised).collect::<Vec<_>>().join(" ")
    } else if written.chars().all(|it| !it.is_uppercase()) {
        new.to_lowercase()
    } else if begins_small(old) && !begins_small(written) {
        // At the start of a sentence.
        let mut letters = new.chars();
        letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
    } else {
        new.to_owned()
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |it| {
        it.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect()
    })
}

fn is_number(text: &str) -> bool {
    let words = BlockText::new(text);
    number::read(&words, 0).is_some_and(|it| it.end == words.tokens.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_name_is_written_like_the_old_one() {
        assert_eq!(like("BERG", "Berg", "Lund"), "LUND");
        assert_eq!(like("mayor", "Mayor", "Lord Mayor"), "lord mayor");
        assert_eq!(like("Mayor", "mayor", "governor"), "Governor");
        assert_eq!(like("Van den Berg", "van den Berg", "de Lund"), "De Lund");
        assert_eq!(like("Khoo", "KHOO", "LIM"), "Lim");
        assert_eq!(like("ORMA", "ORMA", "Orma"), "Orma");
    }

    #[test]
    fn numbers_are_told_from_words() {
        assert!(is_number("195") && is_number("1,950") && is_number("twelve"));
        assert!(!is_number("many") && !is_number("12 ferries") && !is_number("some 12"));
    }
}
