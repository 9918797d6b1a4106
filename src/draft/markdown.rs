//! Blocks of a Markdown draft: what the markup says they are.

use crate::draft::{BlockKind, RawBlock};
use crate::text::{Layout, LayoutKind};
use crate::text::{Masked, Span};

pub(super) fn split(masked: &Masked<'_>) -> Vec<RawBlock> {
    let mut end_of_last = masked.front_matter().span.end;
    let mut blocks = Vec::with_capacity(masked.layout().len());
    for layout in masked.layout() {
        let Some(span) = trim(masked.text(), layout.span) else {
            continue;
        };
        let between = masked.text().get(end_of_last..span.start).unwrap_or_default();
        let line_ends = between.bytes().filter(|&byte| byte == b'\n').count();
        blocks.push(RawBlock {
            span,
            kind: kind(layout),
            after_lost_break: false,
            same_line: false,
            indent: 0,
            blank_lines_before: line_ends.saturating_sub(1),
            marker: if layout.marker.is_empty() { Span::at(span.start) } else { layout.marker },
        });
        end_of_last = span.end;
    }
    blocks
}

fn kind(layout: &Layout) -> BlockKind {
    match layout.kind {
        LayoutKind::Paragraph => BlockKind::Paragraph,
        LayoutKind::Heading(depth) => BlockKind::Heading(depth),
        LayoutKind::ListItem(depth) => BlockKind::ListItem(depth),
        LayoutKind::BlockQuotation => BlockKind::BlockQuotation,
        LayoutKind::TableCell => BlockKind::TableCell,
        LayoutKind::ImageText => BlockKind::ImageText,
    }
}

/// The span without white space and mask at its ends, or `None` if nothing is left.
pub(super) fn trim(text: &str, span: Span) -> Option<Span> {
    let blank = |it: char| it.is_whitespace() || it == '\u{1}';
    let inside = &text[span.range()];
    let from_start = inside.trim_start_matches(blank);
    let start = span.end - from_start.len();
    let trimmed = from_start.trim_end_matches(blank);
    (!trimmed.is_empty()).then(|| Span::new(start, start + trimmed.len()))
}
