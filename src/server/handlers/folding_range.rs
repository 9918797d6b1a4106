//! `textDocument/foldingRange`: what can be folded away, as the client folds.

use std::cmp::Reverse;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use crate::server::backend::Request;
use crate::server::client::FoldingTraits;
use crate::server::folds::{Fold, FoldedPart, folds};
use crate::server::proto::Encoding;
use crate::server::state::Document;
use crate::text::Span;

/// Gives what can be folded in a draft.
pub(in crate::server) fn handle(
    request: &Request,
    params: &FoldingRangeParams,
) -> Result<Option<Vec<FoldingRange>>> {
    let document = request.document(&params.text_document)?;
    let Some((checked, _)) = request.check(document) else {
        return Ok(None);
    };
    let client = &request.state.client;
    let traits = client.writing.folding.clone().unwrap_or_default();
    let folds = folds(&checked.text, &checked.analysis);
    let ranges = folds
        .into_iter()
        .filter_map(|it| range(client.encoding, document, &checked.text, &traits, it));
    Ok(Some(within_limit(&traits, nested(ranges.collect()))))
}

/// A fold as the client shows it; `None` within one line.
fn range(
    encoding: Encoding,
    document: &Document,
    text: &str,
    traits: &FoldingTraits,
    fold: Fold,
) -> Option<FoldingRange> {
    let (start, end) = (fold.span.start, fold.span.end);
    let range = encoding.range(&document.text, Span::new(start, end));
    let first_line = start + text[start..end].find(['\n', '\r'])?;
    let character = |it| (!traits.lines_only).then_some(it);
    let kind = kind(fold.part).filter(|it| traits.kinds.contains(it));
    (range.start.line < range.end.line).then(|| FoldingRange {
        start_line: range.start.line,
        start_character: character(encoding.position(&document.text, first_line).character),
        end_line: range.end.line,
        end_character: character(range.end.character),
        kind,
        collapsed_text: collapsed_text(fold.part).filter(|_| traits.collapsed_text),
    })
}

/// What is beside the release's own text can be folded all at once, as regions.
fn kind(part: FoldedPart) -> Option<FoldingRangeKind> {
    match part {
        FoldedPart::Comment => Some(FoldingRangeKind::Comment),
        FoldedPart::PageChrome
        | FoldedPart::Gallery(_)
        | FoldedPart::Boilerplate
        | FoldedPart::Notes
        | FoldedPart::Contact
        | FoldedPart::AfterEnd
        | FoldedPart::FrontMatter => Some(FoldingRangeKind::Region),
        FoldedPart::List(_) | FoldedPart::Quotation | FoldedPart::Section => None,
    }
}

/// What stands in the place of what is folded, where the first line does not say it.
fn collapsed_text(part: FoldedPart) -> Option<String> {
    match part {
        FoldedPart::PageChrome => Some("Page navigation …".to_owned()),
        FoldedPart::Gallery(captions) if captions > 1 => Some(format!("{captions} captions …")),
        FoldedPart::List(items) if items > 1 => Some(format!("… {items} items")),
        FoldedPart::FrontMatter => Some("Front matter …".to_owned()),
        _ => None,
    }
}

/// The ranges in the order of the text, of two that begin on one line the longer one, and none that
/// crosses another or begins where it ends: no editor can show these.
fn nested(mut ranges: Vec<FoldingRange>) -> Vec<FoldingRange> {
    ranges.sort_by_key(|it| (it.start_line, Reverse(it.end_line)));
    let mut kept: Vec<FoldingRange> = Vec::new();
    // The last lines of the ranges that are open.
    let mut open: Vec<u32> = Vec::new();
    for range in ranges {
        while open.last().is_some_and(|end| *end < range.start_line) {
            open.pop();
        }
        let crosses = open.last().is_some_and(|&end| end < range.end_line);
        if crosses || kept.last().is_some_and(|it| it.start_line == range.start_line) {
            continue;
        }
        open.push(range.end_line);
        kept.push(range);
    }
    kept
}

/// As many ranges as the client wants, the longest ones.
fn within_limit(traits: &FoldingTraits, mut ranges: Vec<FoldingRange>) -> Vec<FoldingRange> {
    if let Some(limit) = traits.limit.filter(|it| *it < ranges.len()) {
        ranges.sort_by_key(|it| Reverse(it.end_line - it.start_line));
        ranges.truncate(limit);
        ranges.sort_by_key(|it| it.start_line);
    }
    ranges
}
