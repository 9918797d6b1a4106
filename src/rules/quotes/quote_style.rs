//! `quote-style`: quotation marks of one kind.

use crate::draft::{Shape, TokenKind, Zone};
use crate::facts::{Mark, QuotationPiece};
use crate::finding::{Edit, Fix};
use crate::rule::{DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

pub(crate) static ENTRY: Entry =
    Entry { name: "quote-style", build: |_: &Options| Box::new(QuoteStyle) };

struct QuoteStyle;

/// How many curly marks stand against a straight one before it counts as a stranger.
const MAJORITY: usize = 3;

impl Rule for QuoteStyle {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let mut straight: Vec<(Span, Vec<Edit>)> = Vec::new();
        let (mut curly_count, mut straight_count) = (0, 0);
        for (index, block) in draft.blocks().iter().enumerate() {
            if matches!(block.zone, Zone::PageChrome | Zone::AfterEnd | Zone::Contact | Zone::Table)
            {
                continue;
            }
            let Some(facts) = draft.facts.of_block(index) else { continue };
            curly_count += block
                .tokens()
                .iter()
                .filter(|it| {
                    it.has(Shape::CURLY) && (it.kind == TokenKind::Word || it.has(Shape::SINGLE))
                })
                .count();
            for piece in &facts.quotations {
                let Some(close) = piece.close else {
                    count(piece.open, &mut curly_count, &mut straight_count);
                    continue;
                };
                count(piece.open, &mut curly_count, &mut straight_count);
                count(close, &mut curly_count, &mut straight_count);
                let span = block.to_draft(piece.span);
                if piece.open.curly != close.curly {
                    report_mismatch(draft, span, piece, close, sink);
                } else if !close.curly {
                    straight.push((span, curly_edits(span, piece.open, close)));
                }
            }
        }
        report_mixed(&straight, curly_count, straight_count, sink);
    }
}

fn count(mark: Mark, curly: &mut usize, straight: &mut usize) {
    if mark.curly {
        *curly += 1;
    } else {
        *straight += 1;
    }
}

fn report_mismatch(
    draft: &DraftContext<'_>,
    span: Span,
    piece: &QuotationPiece,
    close: Mark,
    sink: &mut Sink<'_>,
) {
    let opening = &draft.text[span.start..span.start + piece.open.span.len()];
    let closing = &draft.text[span.end - close.span.len()..span.end];
    sink.report(span, format!("this quotation opens with {opening} and closes with {closing}"))
        .fix(Fix::safe("Make both marks curly", curly_edits(span, piece.open, close)));
}

/// Straight marks in a text that is otherwise curly: one report for all.
fn report_mixed(
    straight: &[(Span, Vec<Edit>)],
    curly_count: usize,
    straight_count: usize,
    sink: &mut Sink<'_>,
) {
    // Half of the marks may be lost to a copy; apostrophes show what the text was typed with.
    let outnumbered = curly_count >= straight_count + MAJORITY;
    let Some((first, rest)) = straight.split_first().filter(|_| outnumbered) else { return };
    let message = "straight quotation marks in a text that is otherwise curly";
    let finding = sink.report_case("mixed", first.0, message);
    for (span, _) in rest {
        finding.related(*span, "and here");
    }
    let edits = straight.iter().flat_map(|(_, edits)| edits.clone()).collect();
    finding.fix(Fix::safe("Make the quotation marks curly", edits));
}

/// The edits that make both marks of a quotation at `span` curly.
fn curly_edits(span: Span, open: Mark, close: Mark) -> Vec<Edit> {
    let marks = if open.single { ("‘", "’") } else { ("“", "”") };
    let opening = Span::new(span.start, span.start + open.span.len());
    let closing = Span::new(span.end - close.span.len(), span.end);
    [(open, opening, marks.0), (close, closing, marks.1)]
        .into_iter()
        .filter(|(mark, _, _)| !mark.curly)
        .map(|(_, span, sign)| Edit::replace(span, sign))
        .collect()
}
