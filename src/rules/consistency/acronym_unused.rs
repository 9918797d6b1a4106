//! `acronym-unused`: an acronym that is explained is used.

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;

use crate::draft::{TokenKind, Zone};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "acronym-unused",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(AcronymUnused),
};

struct AcronymUnused;

impl Rule for AcronymUnused {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let mut unused = explained(draft);
        drop_used(draft, &mut unused);
        for (acronym, span) in unused {
            let finding =
                sink.report(span, format!("“{acronym}” is explained, but not used again"));
            finding.unnecessary();
            if let Some(bracket) = bracket(draft, span) {
                finding.fix(Fix::by_hand(
                    format!("Delete “({acronym})”"),
                    vec![Edit::delete(bracket)],
                ));
            }
        }
    }
}

/// The acronyms that the running text explains and that stand nowhere else by themselves, with
/// their places.
fn explained<'a>(draft: &DraftContext<'a>) -> Vec<(&'a str, Span)> {
    let mut explained: Vec<(&str, Span)> = draft
        .facts
        .acronym_definitions(draft.draft)
        // Letters that the name does not spell may be a ticker.
        .filter(|it| it.fact.initials_agree && it.zone().is_running_text())
        .map(|it| (&it.block.text()[it.fact.acronym.range()], it.to_draft(it.fact.acronym)))
        .filter(|(_, span)| draft.zone_at(span.start) != Zone::Quotation)
        .collect();
    if explained.is_empty() {
        return explained;
    }
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for mention in draft.facts.acronyms(draft.draft) {
        *times.entry(&mention.block.text()[mention.fact.span.range()]).or_default() += 1;
    }
    explained.retain(|(acronym, _)| times.get(acronym).is_none_or(|it| *it < 2));
    explained
}

/// Drops the acronyms whose letters stand anywhere else in the draft: in a hashtag, inside a longer
/// word, or in small letters in an address.
fn drop_used(draft: &DraftContext<'_>, unused: &mut Vec<(&str, Span)>) {
    if unused.is_empty() {
        return;
    }
    let letters = unused.iter().map(|(acronym, _)| *acronym);
    let Ok(search) = AhoCorasick::builder().ascii_case_insensitive(true).build(letters) else {
        return;
    };
    let mut used = vec![false; unused.len()];
    for found in search.find_overlapping_iter(draft.text) {
        let index = found.pattern().as_usize();
        let (acronym, definition) = unused[index];
        let elsewhere = found.start() != definition.start;
        if elsewhere && !used[index] {
            let written = &draft.text[found.range()] == acronym;
            used[index] = written || is_in_address(draft, found.start());
        }
    }
    let mut used = used.into_iter();
    unused.retain(|_| !used.next().unwrap_or_default());
}

/// Whether the byte at `offset` stands in a web or e-mail address.
fn is_in_address(draft: &DraftContext<'_>, offset: usize) -> bool {
    let Some(index) = draft.draft.block_at(offset) else { return false };
    let block = &draft.blocks()[index];
    let inside = offset - block.span.start;
    let behind = block.tokens().partition_point(|it| it.start as usize <= inside);
    behind
        .checked_sub(1)
        .and_then(|it| block.tokens().get(it))
        .is_some_and(|it| matches!(it.kind, TokenKind::Url | TokenKind::Email))
}

/// “ (NRB)” with the space before it, if there is nothing but the acronym between the brackets.
fn bracket(draft: &DraftContext<'_>, acronym: Span) -> Option<Span> {
    let text = draft.text;
    let before = text[..acronym.start].strip_suffix('(')?;
    let rest = &text[acronym.end..];
    let plural = usize::from(rest.starts_with('s'));
    rest[plural..].starts_with(')').then(|| {
        Span::new(before.trim_end_matches([' ', '\u{a0}']).len(), acronym.end + plural + 1)
    })
}
