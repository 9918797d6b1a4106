//! Telling the parts of a release apart.

use std::sync::Arc;

use crate::draft::{Block, BlockText, RawBlock, Zone};
use crate::text::{FrontMatter, Span};

pub(super) fn assign(
    raw_blocks: Vec<RawBlock>,
    _front_matter: &FrontMatter,
    words: &dyn Fn(Span) -> Arc<BlockText>,
) -> Vec<Block> {
    raw_blocks
        .into_iter()
        .map(|raw| Block {
            span: raw.span,
            kind: raw.kind,
            zone: Zone::Body,
            after_lost_break: raw.after_lost_break,
            same_line: raw.same_line,
            indent: raw.indent,
            blank_lines_before: raw.blank_lines_before,
            marker: raw.marker,
            words: words(raw.span),
        })
        .collect()
}
