//! What is taken over from an earlier analysis.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::draft::{Block, BlockText, Zone};
use crate::engine::{Analysis, BlockAnalysis};

/// What an earlier analysis found out.
pub(super) struct Memo<'a> {
    blocks: &'a [Arc<BlockAnalysis>],
}

/// How far from the last block that was found the next one is looked for, in blocks.
const NEAR: usize = 3;

/// How many blocks at the top are looked at for a text that is not near: the dateline is cut off its
/// paragraph when all other blocks have been read.
const TOP: usize = 40;

/// How many blocks may be new before they are looked for elsewhere: a text that is typed has one or
/// two.
const MOST_NEW: usize = 2;

/// Takes words from a [`Memo`]. Most blocks stand where they stood, one behind the other: they are
/// looked for there first.
pub(super) struct MemoReader<'a> {
    blocks: &'a [Arc<BlockAnalysis>],
    /// The block behind the last one that was found.
    next: usize,
    /// How many were not found near their place.
    missed: usize,
    /// Their places by their texts; made when first needed.
    by_text: Option<FxHashMap<&'a str, usize>>,
}

impl<'a> Memo<'a> {
    pub(super) fn new(previous: Option<&'a Analysis>) -> Self {
        Self { blocks: previous.map_or(&[], |it| &it.blocks) }
    }

    pub(super) fn reader(&self) -> MemoReader<'a> {
        MemoReader { blocks: self.blocks, next: 0, missed: 0, by_text: None }
    }

    /// What is known of each block with the same words in the same zone.
    pub(super) fn analyses(&self, blocks: &[Block]) -> Vec<Option<&'a Arc<BlockAnalysis>>> {
        let mut next = 0;
        let mut by_zone: Option<FxHashMap<(*const BlockText, Zone), usize>> = None;
        let find = |block: &Block| {
            // Words that nobody else holds are new.
            if Arc::strong_count(&block.words) == 1 {
                return None;
            }
            let is_same = |kept: &BlockAnalysis| {
                Arc::ptr_eq(&kept.words, &block.words) && kept.zone == block.zone
            };
            let near = self.blocks.iter().enumerate().skip(next).take(NEAR);
            let found = near.into_iter().find(|(_, it)| is_same(it)).map(|(at, _)| at);
            let at = found.or_else(|| {
                let all = || {
                    let all = self.blocks.iter().enumerate();
                    all.map(|(at, it)| ((Arc::as_ptr(&it.words), it.zone), at)).collect()
                };
                let key = (Arc::as_ptr(&block.words), block.zone);
                by_zone.get_or_insert_with(all).get(&key).copied()
            })?;
            next = at + 1;
            self.blocks.get(at)
        };
        blocks.iter().map(find).collect()
    }
}

impl MemoReader<'_> {
    pub(super) fn words(&mut self, text: &str) -> Option<Arc<BlockText>> {
        if self.blocks.is_empty() {
            return None;
        }
        let is_same = |(_, it): &(usize, &Arc<BlockAnalysis>)| it.words.text == text;
        let mut near = self.blocks.iter().enumerate().skip(self.next).take(NEAR);
        let found = near.find(is_same).map(|(at, _)| at);
        if found.is_none()
            && let Some((_, kept)) = self.blocks.iter().enumerate().take(TOP).find(is_same)
        {
            return Some(Arc::clone(&kept.words));
        }
        let at = found.or_else(|| {
            self.missed += 1;
            if self.missed <= MOST_NEW {
                return None;
            }
            let all = self.blocks.iter().enumerate().map(|(at, it)| (&*it.words.text, at));
            self.by_text.get_or_insert_with(|| all.collect()).get(text).copied()
        })?;
        let kept = self.blocks.get(at)?;
        self.next = at + 1;
        Some(Arc::clone(&kept.words))
    }
}
