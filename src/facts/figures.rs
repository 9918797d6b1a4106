//! Where figures stand: what looks at numbers need not look at words.

use crate::draft::{Block, BlockText, Draft, TokenKind};
use crate::facts::{Facts, Lists};

/// The tokens of the block that begin with a figure.
pub(super) fn extract(words: &BlockText) -> Vec<u32> {
    let mut figures = Vec::new();
    if !words.has_any(&[TokenKind::Number, TokenKind::Ordinal, TokenKind::Code]) {
        return figures;
    }
    for (at, token) in words.notable() {
        let begins = match token.kind {
            TokenKind::Number | TokenKind::Ordinal => true,
            TokenKind::Code => words.text.as_bytes()[token.start as usize].is_ascii_digit(),
            _ => false,
        };
        if begins && let Ok(at) = u32::try_from(at) {
            figures.push(at);
        }
    }
    figures
}

impl Facts {
    /// Every block with its place in the draft and a token of it that begins with a figure.
    pub fn figures<'a>(
        &'a self,
        draft: &'a Draft,
    ) -> impl Iterator<Item = (usize, &'a Block, usize)> + 'a {
        self.blocks_with(draft, Lists::FIGURES).flat_map(|(index, block, facts)| {
            facts.figures.iter().map(move |&at| (index, block, at as usize))
        })
    }
}
