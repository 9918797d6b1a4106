//! Reading a draft again after an edit: only what stands around the edit is read.
//!
//! A paragraph that begins in the first column behind a blank line is in no list, quotation, table or
//! comment, and no code stands open before it. From such a place on a text reads the same whatever
//! stands above it, unless a definition (“[1]: …”) reaches further. So the text between two of
//! them is read alone, and if the second one is still there, all that follows is as it was.

use std::sync::Arc;

use crate::draft::{
    Block, BlockKind, BlockText, Draft, LostBreak, RawBlock, breaks, may_define, split, starts,
    zones,
};
use crate::text::{Comment, FrontMatter, Markup, Masked, Span, unseen};

/// A draft as it was before an edit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Earlier<'a> {
    /// The text that it was read from.
    pub(crate) text: &'a str,
    pub(crate) draft: &'a Draft,
}

/// What differs between two texts: behind `start` and before the last `same_at_end` bytes.
struct Difference {
    start: usize,
    same_at_end: usize,
}

/// How many bytes are compared at once.
const STRIDE: usize = 4_096;

impl Difference {
    fn between(old: &[u8], new: &[u8]) -> Self {
        let strides = old.chunks_exact(STRIDE).zip(new.chunks_exact(STRIDE));
        let far = strides.take_while(|(old, new)| old == new).count() * STRIDE;
        let near = old[far..].iter().zip(&new[far..]);
        let start = far + near.take_while(|(old, new)| old == new).count();
        let (old, new) = (&old[start..], &new[start..]);
        let strides = old.rchunks_exact(STRIDE).zip(new.rchunks_exact(STRIDE));
        let far = strides.take_while(|(old, new)| old == new).count() * STRIDE;
        let near = old[..old.len() - far].iter().rev().zip(new[..new.len() - far].iter().rev());
        let same_at_end = far + near.take_while(|(old, new)| old == new).count();
        Self { start, same_at_end }
    }
}

/// Whether the block is a paragraph that begins in the first column behind a blank line. `next` is
/// the block behind it.
fn stands_free(text: &str, block: &Block, next: Option<&Block>) -> bool {
    let before = text.as_bytes().get(..block.span.start).unwrap_or_default();
    let is_first_column = || before.last() == Some(&b'\n');
    let is_behind_blank = || {
        let above = before[..before.len() - 1].iter().rev();
        let mut shown = above.skip_while(|it| matches!(it, b' ' | b'\t' | b'\r'));
        shown.next() == Some(&b'\n')
    };
    block.kind == BlockKind::Paragraph
        && !block.same_line
        && next.is_none_or(|it| !it.same_line)
        && block.marker.is_empty()
        && is_first_column()
        && is_behind_blank()
}

/// The part of a draft that is read again.
struct Window {
    /// The first block that is read again, as its place among the old blocks.
    first_block: usize,
    /// The place of the first block that stands free behind them; that of none if there is none.
    end_block: usize,
    /// Where the part that is read stands in the old text: from the first block to so far behind the
    /// end block that one sees whether that still stands free.
    text: Span,
}

/// How many blocks may be read again one by one; more of them are read with the whole text.
const LONGEST: usize = 64;

impl Window {
    fn find(old: &str, blocks: &[Block], top: usize, difference: &Difference) -> Option<Self> {
        let free = |at: usize| stands_free(old, &blocks[at], blocks.get(at + 1));
        // What stands above the first one, and how it begins, must be what it was.
        let untouched = blocks.partition_point(|it| it.span.end < difference.start);
        let first = (0..untouched).rev().take(LONGEST).find(|&at| free(at));
        // Of the other one, the blank line before it must stand behind the edit.
        let edit_end = old.len() - difference.same_at_end;
        let next_block = 1 + blocks.partition_point(|it| it.span.end < edit_end);
        let end = (next_block..blocks.len()).take(LONGEST).find(|&at| free(at));
        let window = first.unwrap_or(0)..end.unwrap_or(blocks.len());
        if window.len() > LONGEST {
            return None;
        }
        let apart = |at: &usize| blocks[*at].blank_lines_before > 0 && !blocks[*at].same_line;
        let behind = end.and_then(|end| (end + 1..blocks.len()).find(apart));
        let text = Span::new(
            first.map_or(top, |it| blocks[it].span.start),
            behind.map_or(old.len(), |it| blocks[it].span.start),
        );
        Some(Self { first_block: window.start, end_block: window.end, text })
    }

    /// Takes what was only looked at off the blocks that were read, and says how many blank lines
    /// stand before the first of them and before the end block. Returns where the end block begins,
    /// in the old text and in the new one. `None` if one of the two does not stand free any more.
    fn fit(
        &self,
        raw_blocks: &mut Vec<RawBlock>,
        blocks: &mut [Block],
        top: usize,
        moved: impl Fn(Span) -> Span,
    ) -> Option<[usize; 2]> {
        let mut ends = [usize::MAX; 2];
        if let Some(end) = blocks.get_mut(self.end_block) {
            let place = moved(end.span);
            let still = raw_blocks.iter().position(|it| {
                it.span.shifted(self.text.start) == place && it.kind == BlockKind::Paragraph
            })?;
            end.blank_lines_before = raw_blocks[still].blank_lines_before;
            raw_blocks.truncate(still);
            ends = [end.span.start, place.start];
        }
        if self.text.start > top {
            let first = raw_blocks.first_mut().filter(|it| it.span.start == 0)?;
            first.blank_lines_before = blocks[self.first_block].blank_lines_before;
        }
        Some(ends)
    }

    /// The blocks that were read, with the words of the old ones where they are the same.
    fn blocks(&self, masked: &Masked<'_>, raw_blocks: Vec<RawBlock>, old: &[Block]) -> Vec<Block> {
        let block = |raw: RawBlock| {
            let shown = &masked.text()[raw.span.range()];
            let known = old.iter().map(|it| &it.words).find(|it| it.text == shown);
            let words = known.map_or_else(|| Arc::new(BlockText::new(shown)), Arc::clone);
            let span = raw.span.shifted(self.text.start);
            let marker = raw.marker.shifted(self.text.start);
            Block::new(RawBlock { span, marker, ..raw }, words)
        };
        raw_blocks.into_iter().map(block).collect()
    }
}

/// The blocks of a draft with its dateline in the paragraph that it was cut off.
fn uncut(draft: &Draft) -> Vec<Block> {
    let mut blocks = draft.blocks.clone();
    if let Some(cut) = &draft.cut_paragraph
        && cut.index + 1 < blocks.len()
    {
        blocks[cut.index] = cut.block.clone();
        blocks.remove(cut.index + 1);
    }
    blocks
}

/// Those of a list that stand before the window, those that were found in it, and those behind it.
fn around<T: Clone>(
    old: &[T],
    window: Span,
    start: impl Fn(&T) -> usize,
    inside: impl IntoIterator<Item = T>,
    moved: impl Fn(&T) -> T,
) -> Vec<T> {
    let before = old.iter().filter(|it| start(it) < window.start).cloned();
    let behind = old.iter().filter(|it| start(it) >= window.end).map(moved);
    before.chain(inside).chain(behind).collect()
}

/// Whether the metadata above the text are what they were.
fn keeps_front_matter(draft: &Draft, text: &str, difference: &Difference) -> bool {
    let span = draft.front_matter.span;
    if span.is_empty() { !FrontMatter::may_begin(text) } else { difference.start > span.end }
}

impl Draft {
    /// Reads `text`, which differs from an earlier one in one place. The result is that of
    /// [`Draft::parse`]. `None` if the whole text has to be read.
    pub(crate) fn reread(text: &str, markup: Markup, earlier: Earlier<'_>) -> Option<Self> {
        let Earlier { text: old, draft } = earlier;
        if draft.markup != markup || draft.length != old.len() || draft.has_definitions {
            return None;
        }
        let difference = Difference::between(old.as_bytes(), text.as_bytes());
        if !keeps_front_matter(draft, text, &difference) {
            return None;
        }
        let top = draft.front_matter.span.end;
        let mut blocks = uncut(draft);
        let window = Window::find(old, &blocks, top, &difference)?;
        let moved = |span: Span| span.moved(old.len(), text.len());
        let start = window.text.start;
        let part = text.get(start..moved(Span::at(window.text.end)).start)?;
        if markup == Markup::Markdown && may_define(part) {
            return None;
        }
        let masked = Masked::part(part, markup);
        let mut raw_blocks = split(&masked, markup);
        let [old_end, new_end] = window.fit(&mut raw_blocks, &mut blocks, top, moved)?;
        let (raw_blocks, lost_breaks) = breaks::restore(masked.text(), raw_blocks);
        for block in &mut blocks[window.end_block..] {
            block.span = moved(block.span);
            block.marker = moved(block.marker);
        }
        let replaced = window.first_block..window.end_block;
        let inside = window.blocks(&masked, raw_blocks, &blocks[replaced.clone()]);
        blocks.splice(replaced, inside);
        let cut = draft.cut_paragraph.as_ref().map_or(0, |it| it.index);
        let pieces = draft.blocks.get(cut..cut + 2).unwrap_or_default();
        let mut words = |text: &str| {
            let known = pieces.iter().map(|it| &it.words).find(|it| it.text == text);
            known.map_or_else(|| Arc::new(BlockText::new(text)), Arc::clone)
        };
        let cut_paragraph = zones::assign(&mut blocks, &draft.front_matter, &mut words);
        let (old_part, here) = (Span::new(start, old_end), |span: Span| span.shifted(start));
        let lost_breaks = around(
            &draft.lost_breaks,
            old_part,
            |it| it.at,
            lost_breaks.iter().map(|it| LostBreak {
                span: here(it.span),
                at: it.at + start,
                is_paragraph: it.is_paragraph,
            }),
            |it| LostBreak { span: moved(it.span), at: moved(Span::at(it.at)).start, ..*it },
        );
        let comments = around(
            &draft.comments,
            old_part,
            |it| it.span.start,
            masked
                .comments()
                .iter()
                .map(|it| Comment { span: here(it.span), text: it.text.clone() })
                .filter(|it| it.span.start < new_end),
            |it| Comment { span: moved(it.span), text: it.text.clone() },
        );
        let links = around(
            &draft.links,
            old_part,
            |it| it.start,
            masked.links().iter().map(|it| here(*it)).filter(|it| it.start < new_end),
            |it| moved(*it),
        );
        Some(Self {
            starts: starts(&blocks),
            blocks,
            lost_breaks,
            front_matter: draft.front_matter.clone(),
            comments,
            links,
            length: text.len(),
            markup,
            may_hide: draft.may_hide || unseen::may_be_in(part.as_bytes()),
            cut_paragraph,
            has_definitions: false,
        })
    }
}
