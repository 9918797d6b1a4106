//! What is taken over from an earlier analysis.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::draft::{Block, BlockText, Zone};

/// How far from the last block that was found the next one is looked for, in blocks.
const NEAR: usize = 3;

/// How many blocks at the top are looked at for a text that is not near: the dateline is cut off its
/// paragraph when all other blocks have been read.
const TOP: usize = 40;

/// How many blocks may be new before they are looked for elsewhere: a text that is typed has one or
/// two.
const MOST_NEW: usize = 2;

/// Takes words from the blocks of an earlier draft. Most blocks stand where they stood, one behind
/// the other: they are looked for there first.
pub(super) struct MemoReader<'a> {
    blocks: &'a [Block],
    /// The block behind the last one that was found.
    next: usize,
    /// How many were not found near their place.
    missed: usize,
    /// Their places by their texts; made when first needed.
    by_text: Option<FxHashMap<&'a str, usize>>,
}

impl<'a> MemoReader<'a> {
    pub(super) fn new(blocks: &'a [Block]) -> Self {
        Self { blocks, next: 0, missed: 0, by_text: None }
    }

    pub(super) fn words(&mut self, text: &str) -> Option<Arc<BlockText>> {
        if self.blocks.is_empty() {
            return None;
        }
        let is_same = |(_, it): &(usize, &Block)| it.words.text == text;
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

/// The place that each block had among the `old` ones, where one of them has the same words in the
/// same zone.
pub(super) fn old_places(blocks: &[Block], old: &[Block]) -> Vec<Option<usize>> {
    let mut next = 0;
    let mut by_zone: Option<FxHashMap<(*const BlockText, Zone), usize>> = None;
    let find = |block: &Block| {
        let is_same = |(_, it): &(usize, &Block)| {
            Arc::ptr_eq(&it.words, &block.words) && it.zone == block.zone
        };
        let mut near = old.iter().enumerate().skip(next).take(NEAR);
        let found = near.find(is_same).map(|(at, _)| at);
        // Words that nobody else holds are new.
        if found.is_none() && (old.is_empty() || Arc::strong_count(&block.words) == 1) {
            return None;
        }
        let at = found.or_else(|| {
            let all = || {
                let all = old.iter().enumerate();
                all.map(|(at, it)| ((Arc::as_ptr(&it.words), it.zone), at)).collect()
            };
            let key = (Arc::as_ptr(&block.words), block.zone);
            by_zone.get_or_insert_with(all).get(&key).copied()
        })?;
        next = at + 1;
        Some(at)
    };
    blocks.iter().map(find).collect()
}
