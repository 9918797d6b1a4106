//! Family names that stand for somebody who was named before, almost.

use crate::facts::Lists;
use crate::facts::people::{Form, Person, plain};
use crate::rule::{DraftContext, Sink};
use crate::text::Span;

use super::{are_words, is_near, report_wrong, same_letters, word_in};

/// Somebody who is named by the family name alone, and whom nobody introduced, but whose name is
/// almost that of somebody who was named before: “Anna Lindqvist from Lund” and “Ms Lindqist”.
pub(super) fn check_short_forms(draft: &DraftContext<'_>, reported: &[Span], sink: &mut Sink<'_>) {
    let persons = &draft.facts.people().persons;
    let short = |it: &&Person| {
        it.mentions.len() <= 2
            && it.mentions.iter().all(|it| matches!(it.form, Form::Honorific | Form::Titled))
    };
    let mut names = None;
    for person in persons.iter().filter(short) {
        let names = names.get_or_insert_with(|| longer_names(draft));
        let Some(place) = person.mentions.first().map(|it| it.name) else { continue };
        if reported.iter().any(|it| place.contains(*it)) {
            continue;
        }
        let surname = plain(person.surname());
        let words = |name: &LongerName| draft.text_at(name.span).split_whitespace().skip(1);
        let mut alike = names
            .iter()
            .filter(|it| it.folded.contains(&surname))
            .flat_map(|it| words(it).map(|word| (it.span, word)))
            .filter(|it| plain(it.1) == surname)
            .peekable();
        if alike.peek().is_some() {
            // “Ingrid Åström, a diver” and “Ms Astrom”.
            if alike.clone().all(|it| !same_letters(it.1, person.surname()))
                && let Some((name, right)) = alike.next()
                && name.end <= place.start
            {
                report_short_form(draft, person, name, right, sink);
            }
            continue;
        }
        // Two people with titles are compared by their titles elsewhere.
        let is_titled = person.mentions.iter().any(|it| it.form == Form::Titled);
        let near = names
            .iter()
            .filter(|it| it.span.end <= place.start && !(is_titled && it.has_title))
            .find_map(|it| {
                words(it)
                    .find(|it| is_near(it, person.surname()) && !are_words(it, person.surname()))
                    .map(|right| (it.span, right))
            });
        if let Some((name, right)) = near {
            report_short_form(draft, person, name, right, sink);
        }
    }
}

/// Every mention of somebody whose name is spelled `right` in `name`.
fn report_short_form(
    draft: &DraftContext<'_>,
    person: &Person,
    name: Span,
    right: &str,
    sink: &mut Sink<'_>,
) {
    for mention in &person.mentions {
        if let Some(place) = word_in(draft, mention.name, person.surname()) {
            report_wrong(draft, place, right, name, mention.zone, sink);
        }
    }
}

/// A name of several words.
struct LongerName {
    span: Span,
    has_title: bool,
    /// Its words but the first, without diacritics.
    folded: Vec<String>,
}

/// Names of several words that the draft's own words hold, of people and of what may be people, in
/// the order of the text.
fn longer_names(draft: &DraftContext<'_>) -> Vec<LongerName> {
    let mut names = Vec::new();
    let some = Lists::NAMED | Lists::CANDIDATES;
    for (_, block, facts) in draft.facts.blocks_with(draft.draft, some) {
        let people = facts.people.named.iter().filter(|it| it.is_full());
        let people = people.map(|it| (it.name, !it.titles.is_empty()));
        let candidates = facts.people.candidates.iter().filter(|it| it.words > 1 && !it.quoted);
        let all = people.chain(candidates.map(|it| (it.span, false)));
        names.extend(all.map(|(span, has_title)| {
            let span = block.to_draft(span);
            let folded = draft.text_at(span).split_whitespace().skip(1).map(plain).collect();
            LongerName { span, has_title, folded }
        }));
    }
    names.sort_unstable_by_key(|it| it.span);
    names
}
