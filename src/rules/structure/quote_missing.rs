//! `quote-missing`: somebody speaks near the top.

use crate::draft::Zone;
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "quote-missing",
    asks: Asks::Draft,
    build: |options: &Options| {
        Box::new(QuoteMissing {
            paragraphs: usize::try_from(options.integer("paragraphs")).unwrap_or(usize::MAX),
        })
    },
};

struct QuoteMissing {
    /// So many paragraphs are looked at.
    paragraphs: usize,
}

/// A release of fewer paragraphs is a notice.
const FEWEST_PARAGRAPHS: usize = 3;

impl Rule for QuoteMissing {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let blocks = draft.blocks();
        let is_paragraph = |zone: Zone| matches!(zone, Zone::Lead | Zone::Body | Zone::Quotation);
        let paragraphs: Vec<usize> =
            (0..blocks.len()).filter(|&it| is_paragraph(blocks[it].zone)).collect();
        if paragraphs.len() < FEWEST_PARAGRAPHS || is_statement(draft) {
            return;
        }
        let Some(&last) = paragraphs[..self.paragraphs.min(paragraphs.len())].last() else {
            return;
        };
        let marked = draft.facts.quotations().iter().any(|quotation| {
            let near = quotation.pieces.first().is_some_and(|(block, _)| *block <= last);
            near && quotation.attribution.is_some()
        });
        let set_apart = blocks[..=last].iter().any(|it| it.zone == Zone::Quotation);
        if marked || set_apart {
            return;
        }
        let Some(lead) = paragraphs.first().map(|&it| &blocks[it]) else { return };
        let place = lead.words.sentences.first().map_or(lead.span, |it| lead.to_draft(it.span));
        let number = self.paragraphs;
        sink.report(place, format!("nobody is quoted in the first {number} paragraphs"));
    }
}

/// Statements and appeals are somebody's words themselves.
fn is_statement(draft: &DraftContext<'_>) -> bool {
    draft
        .blocks()
        .iter()
        .take_while(|it| it.zone != Zone::Lead)
        .filter(|it| matches!(it.zone, Zone::ReleaseLine | Zone::DateLine | Zone::Headline))
        .flat_map(|it| it.tokens().iter().map(|token| it.words.text_of(token)))
        .any(|word| {
            ["statement", "appeal", "communiqué", "advisory", "declaration", "remarks", "speech"]
                .iter()
                .any(|it| it.eq_ignore_ascii_case(word))
        })
}
