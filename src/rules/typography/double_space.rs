//! `double-space`: one space between words and between sentences.

use crate::draft::{Block, BlockKind, Shape, TokenKind};
use crate::facts::{Lists, Sign, SignKind};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "double-space",
    asks: Asks::Draft,
    build: |options: &Options| {
        Box::new(DoubleSpace { between_sentences: options.bool("between-sentences") })
    },
};

struct DoubleSpace {
    /// Whether two spaces between sentences are the house's form.
    between_sentences: bool,
}

/// More white space than this is layout.
const WIDEST: usize = 3;

/// With more places than this, the draft's habit is reported once.
const MOST: usize = 5;

/// What lies between two tokens.
struct Gap {
    /// In bytes from the start of the block.
    span: Span,
    /// Whether a sentence ends before it.
    after_sentence: bool,
}

impl Rule for DoubleSpace {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let zones = sink.zones();
        let (mut after_sentences, mut after_words) = (Vec::new(), Vec::new());
        for (_, block, facts) in draft.facts.blocks_with(draft.draft, Lists::WIDE_GAPS) {
            if block.kind == BlockKind::TableCell {
                continue;
            }
            for gap in gaps(block, &facts.signs).unwrap_or_default() {
                if !zones.contains(facts.zone_at(block.zone, gap.span.start)) {
                    continue;
                }
                let span = block.to_draft(gap.span);
                if !gap.after_sentence {
                    after_words.push(span);
                } else if !self.between_sentences {
                    after_sentences.push(span);
                }
            }
        }
        report(&after_sentences, "between sentences", sink);
        report(&after_words, "between words", sink);
    }
}

/// The wide gaps of a block, with spans from its start; `None` if its words are set in columns.
fn gaps(block: &Block, signs: &[Sign]) -> Option<Vec<Gap>> {
    let mut gaps = Vec::new();
    for sign in signs.iter().filter(|it| it.kind == SignKind::WideGap) {
        let [before, after] = block.tokens().get(sign.at().checked_sub(1)?..=sign.at())? else {
            return None;
        };
        let start = before.end as usize;
        let between = &block.text()[start..after.start as usize];
        // Between the words may stand markup, which shows nothing.
        let mut at = 0;
        for run in between.split('\u{1}') {
            let width = run.chars().filter(|it| it.is_whitespace()).count();
            if width > WIDEST || run.contains('\t') {
                return None;
            }
            if width > 1 && run.chars().all(char::is_whitespace) {
                let from = start + at;
                let span = Span::new(from, from + run.len());
                let ends = before.kind == TokenKind::Stop && !before.has(Shape::ABBREVIATION)
                    || before.kind == TokenKind::CloseQuote
                    || before.kind == TokenKind::Colon;
                gaps.push(Gap { span, after_sentence: ends });
            }
            at += run.len() + 1;
        }
    }
    // A table, or a column of a page: a gap after every third word.
    let inside = gaps.iter().filter(|it| !it.after_sentence).count();
    (inside <= 2 || inside * 4 <= block.tokens().len()).then_some(gaps)
}

fn report(gaps: &[Span], place: &str, sink: &mut Sink<'_>) {
    let edit = |gap: &Span| Edit::replace(*gap, " ");
    match gaps {
        [] => {}
        [first, rest @ ..] if gaps.len() > MOST => {
            let message =
                format!("more than one space {place}, here and in {} other places", rest.len());
            let finding = sink.report(*first, message);
            finding.fix(Fix::safe("Make them single spaces", gaps.iter().map(edit).collect()));
        }
        _ => {
            for gap in gaps {
                sink.report(*gap, format!("more than one space {place}"))
                    .fix(Fix::safe("Make it one space", vec![edit(gap)]));
            }
        }
    }
}
