//! The parts of a draft that can be folded away.

use crate::draft::{Block, BlockKind, Draft, TokenKind, Zone};
use crate::engine::Analysis;
use crate::text::Span;

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FoldedPart {
    /// Navigation and share bars of a web page.
    PageChrome,
    /// Captions and counters, one below the other, and how many blocks of them.
    Gallery(usize),
    /// “About …”.
    Boilerplate,
    Notes,
    Contact,
    AfterEnd,
    /// A list, with what introduces it, and how many items it has.
    List(usize),
    /// Several paragraphs of one quotation.
    Quotation,
    /// A heading and what stands under it.
    Section,
    FrontMatter,
    Comment,
}

/// A part of a draft that can be folded away, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fold {
    pub(super) span: Span,
    pub(super) part: FoldedPart,
}

/// Every part of a draft that can be folded, in no certain order; also those within one line, and
/// those that cross.
pub(super) fn folds(text: &str, analysis: &Analysis) -> Vec<Fold> {
    let Analysis { draft, facts, .. } = analysis;
    let mut folds = Vec::new();
    if !draft.front_matter.span.is_empty() {
        let span = draft.front_matter.span;
        let end = span.start + text[span.range()].trim_end().len();
        folds.push(Fold { span: Span::new(span.start, end), part: FoldedPart::FrontMatter });
    }
    let comments = draft.comments.iter();
    folds.extend(comments.map(|it| Fold { span: it.span, part: FoldedPart::Comment }));
    runs(&draft.blocks, &mut folds);
    lists(text, draft, &mut folds);
    sections(&draft.blocks, &mut folds);
    for quotation in facts.quotations().iter().filter(|it| it.pieces.len() > 1) {
        let mut pieces = quotation.pieces.iter().filter_map(|&(block, piece)| {
            let piece = facts.of_block(block)?.quotations.get(piece)?;
            Some(draft.blocks.get(block)?.to_draft(piece.span))
        });
        if let Some(first) = pieces.next() {
            let span = first.join(pieces.next_back().unwrap_or(first));
            folds.push(Fold { span, part: FoldedPart::Quotation });
        }
    }
    folds
}

/// Neighbouring blocks that are one part of the release.
fn runs(blocks: &[Block], folds: &mut Vec<Fold>) {
    let mut at = 0;
    while let Some(first) = blocks.get(at) {
        let Some(part) = part_of(first.zone) else {
            at += 1;
            continue;
        };
        let length = 1 + blocks[at + 1..]
            .iter()
            .take_while(|it| {
                let same = part_of(it.zone) == Some(part);
                same && !(part == FoldedPart::Boilerplate && begins_boilerplate(it))
            })
            .count();
        let run = &blocks[at..at + length];
        let counted = match part {
            FoldedPart::Gallery(_) => {
                FoldedPart::Gallery(run.iter().filter(|it| it.zone == Zone::Caption).count())
            }
            other => other,
        };
        folds.push(Fold { span: span_of(run), part: counted });
        at += length;
    }
}

fn part_of(zone: Zone) -> Option<FoldedPart> {
    match zone {
        Zone::PageChrome => Some(FoldedPart::PageChrome),
        Zone::Caption | Zone::PhotoCounter => Some(FoldedPart::Gallery(0)),
        Zone::Boilerplate => Some(FoldedPart::Boilerplate),
        Zone::Notes => Some(FoldedPart::Notes),
        Zone::Contact => Some(FoldedPart::Contact),
        Zone::AfterEnd => Some(FoldedPart::AfterEnd),
        // Neighbouring paragraphs that are one as the markup has them, or as the text says.
        Zone::Quotation => Some(FoldedPart::Quotation),
        _ => None,
    }
}

/// Whether another “About …” begins here.
fn begins_boilerplate(block: &Block) -> bool {
    let ends = block.tokens().last().is_some_and(|it| it.kind == TokenKind::Stop);
    block.words.is_word(0, &["about"]) && !ends
}

fn lists(text: &str, draft: &Draft, folds: &mut Vec<Fold>) {
    for list in draft.lists(text) {
        let (Some(&first), Some(last)) = (list.items.first(), draft.blocks.get(list.end - 1))
        else {
            continue;
        };
        let introduction = list
            .introduction
            .and_then(|it| draft.blocks.get(it))
            .filter(|it| it.tokens().last().is_some_and(|token| token.kind == TokenKind::Colon));
        // What introduces the list stays to be seen.
        let start = match introduction {
            Some(block) => {
                let lines = &text[block.span.range()];
                block.span.start + lines.rfind(['\n', '\r']).map_or(0, |it| it + 1)
            }
            None => draft.blocks[first].span.start,
        };
        let part = FoldedPart::List(list.items.len());
        folds.push(Fold { span: Span::new(start, last.span.end), part });
        // An item with what belongs to it.
        let ends = list.items.iter().skip(1).copied().chain([list.end]);
        for (&item, end) in list.items.iter().zip(ends) {
            let inner = &draft.blocks[item..end];
            if inner.len() > 1 {
                let part = FoldedPart::List(inner.len() - 1);
                folds.push(Fold { span: span_of(inner), part });
            }
        }
    }
}

/// Headings with what stands under them: in Markdown to the next heading of the same depth, in plain
/// text to the next one or the end of the running text.
fn sections(blocks: &[Block], folds: &mut Vec<Fold>) {
    for (at, block) in blocks.iter().enumerate() {
        let under = &blocks[at + 1..];
        let length = match (block.kind, block.zone) {
            (BlockKind::Heading(depth), _) => under
                .iter()
                .take_while(|it| !matches!(it.kind, BlockKind::Heading(other) if other <= depth))
                .count(),
            (_, Zone::Heading) => under
                .iter()
                .take_while(|it| {
                    it.zone.is_running_text() || matches!(it.zone, Zone::Quotation | Zone::Table)
                })
                .count(),
            _ => continue,
        };
        if length > 0 {
            let span = span_of(&blocks[at..=at + length]);
            folds.push(Fold { span, part: FoldedPart::Section });
        }
    }
}

fn span_of(blocks: &[Block]) -> Span {
    let spans = blocks.iter().map(|it| it.span);
    spans.reduce(Span::join).unwrap_or_default()
}
