//! The lists of a draft: which blocks are the items of one.

use crate::draft::{Block, BlockKind, Draft, Zone};

/// A list in the running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The block before the first item.
    pub introduction: Option<usize>,
    /// Its items, as indices of blocks; items of lists inside it are left out.
    pub items: Vec<usize>,
    /// The block after its last item.
    pub end: usize,
    /// Whether every item is one block, without lists inside it.
    pub is_flat: bool,
}

/// What kind of marker an item has: “1.” and “•” side by side are two levels.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marker {
    Number,
    Letter,
    Sign(char),
}

impl Draft {
    /// The lists of the running text, in its order. `text` is that of the draft.
    pub fn lists(&self, text: &str) -> Vec<List> {
        let mut lists = Vec::new();
        let mut at = 0;
        while at < self.blocks.len() {
            if !is_item(&self.blocks[at]) {
                at += 1;
                continue;
            }
            let length = self.blocks[at..].iter().take_while(|it| is_item(it)).count();
            let end = at + length;
            lists.push(list(text, &self.blocks, at, end));
            at = end;
        }
        lists
    }
}

fn is_item(block: &Block) -> bool {
    matches!(block.kind, BlockKind::ListItem(_)) && block.zone == Zone::ListItem
}

fn list(text: &str, blocks: &[Block], start: usize, end: usize) -> List {
    let outermost = blocks[start..end].iter().map(depth).min().unwrap_or(0);
    let mut first_marker = None;
    let items: Vec<usize> = (start..end)
        .filter(|&index| {
            let block = &blocks[index];
            let Some(marker) = marker(text, block) else { return false };
            depth(block) == outermost && *first_marker.get_or_insert(marker) == marker
        })
        .collect();
    List { introduction: start.checked_sub(1), is_flat: items.len() == end - start, items, end }
}

fn depth(block: &Block) -> u8 {
    match block.kind {
        BlockKind::ListItem(depth) => depth,
        _ => 0,
    }
}

/// The marker of an item; none where the block is another paragraph of the item above.
fn marker(text: &str, block: &Block) -> Option<Marker> {
    let shown = text[block.marker.range()].trim();
    let first = shown.trim_start_matches('(').chars().next()?;
    Some(match first {
        '0'..='9' => Marker::Number,
        it if it.is_ascii_alphabetic() => Marker::Letter,
        it => Marker::Sign(it),
    })
}
