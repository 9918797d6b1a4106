//! The facts of a draft's blocks before they are linked.

use std::sync::Arc;

use crate::draft::{Block, Draft};
use crate::facts::{BlockFacts, Lists};

/// The blocks of a draft with what was extracted from each.
#[derive(Clone, Copy)]
pub(super) struct Extracted<'a> {
    pub(super) draft: &'a Draft,
    pub(super) blocks: &'a [Arc<BlockFacts>],
    /// What each block has; side by side, so that a walk over the draft is quick.
    pub(super) lists: &'a [Lists],
}

impl<'a> Extracted<'a> {
    /// Every block.
    pub(super) fn all(
        self,
    ) -> impl DoubleEndedIterator<Item = (&'a Block, &'a BlockFacts)> + ExactSizeIterator {
        self.draft.blocks.iter().zip(self.blocks.iter().map(|it| &**it))
    }

    /// One block.
    pub(super) fn at(self, index: usize) -> Option<(&'a Block, &'a BlockFacts)> {
        Some((self.draft.blocks.get(index)?, &**self.blocks.get(index)?))
    }

    /// The blocks that have some of these facts, with their places.
    pub(super) fn with(
        self,
        wanted: Lists,
    ) -> impl Iterator<Item = (usize, &'a Block, &'a BlockFacts)> {
        let with = self.lists.iter().enumerate().filter(move |(_, it)| it.intersects(wanted));
        with.filter_map(move |(at, _)| {
            Some((at, self.draft.blocks.get(at)?, &**self.blocks.get(at)?))
        })
    }
}
