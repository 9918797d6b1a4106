//! `acronym-unused`: an acronym that is explained is used.

use crate::draft::{TokenKind, Zone};
use crate::finding::{Edit, Fix};
use crate::rule::{DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "acronym-unused", build: |_: &Options| Box::new(AcronymUnused) };

struct AcronymUnused;

impl Rule for AcronymUnused {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        for located in draft.facts.acronym_definitions(draft.draft) {
            let acronym = &located.block.text()[located.fact.acronym.range()];
            let span = located.to_draft(located.fact.acronym);
            // Letters that the name does not spell may be a ticker.
            if !located.fact.initials_agree
                || !located.zone().is_running_text()
                || draft.zone_at(span.start) == Zone::Quotation
                || is_used(draft, acronym, span)
            {
                continue;
            }
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

/// Whether the letters stand anywhere else in the draft: also in a hashtag or a table, or in small
/// letters in an address.
fn is_used(draft: &DraftContext<'_>, acronym: &str, definition: Span) -> bool {
    let written =
        memchr::memmem::find_iter(draft.text.as_bytes(), acronym).any(|at| at != definition.start);
    written || {
        let small = acronym.to_ascii_lowercase();
        draft.blocks().iter().any(|block| {
            block
                .tokens()
                .iter()
                .filter(|it| matches!(it.kind, TokenKind::Url | TokenKind::Email))
                .any(|it| block.text()[it.span().range()].to_ascii_lowercase().contains(&small))
        })
    }
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
