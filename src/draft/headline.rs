//! The headline: which block it is, and how long readers see it.

use crate::draft::{Block, BlockKind, Draft, Shape, TokenKind, Zone};

/// Joins the characters before and after it to one picture.
const JOINER: char = '\u{200d}';

impl Draft {
    /// The headline, if the text has one above its first paragraph. A first line that runs on into
    /// a paragraph is none, nor is a long one that ends as a sentence does.
    pub fn headline(&self) -> Option<&Block> {
        let index = self.blocks.iter().position(|it| it.zone == Zone::Headline)?;
        let runs_on = self.blocks.get(index + 1).is_some_and(|it| it.same_line);
        let has_text = self.blocks[index + 1..].iter().any(|it| it.zone.is_running_text());
        let block = &self.blocks[index];
        (!runs_on && has_text && !is_sentence(block)).then_some(block)
    }
}

/// Whether a first line is a sentence of the text: long, and with a stop at its end.
pub fn is_sentence(block: &Block) -> bool {
    /// Headlines that end with a stop have fewer words.
    const LONGEST_HEADLINE: usize = 16;
    let ends = block
        .tokens()
        .last()
        .is_some_and(|it| it.kind == TokenKind::Stop && !it.has(Shape::ABBREVIATION));
    ends && block.kind == BlockKind::Paragraph && block.words.word_count() > LONGEST_HEADLINE
}

/// How many characters readers see: accents and joined pictures belong to the character before
/// them, and markup shows nothing.
pub fn shown_characters(text: &str) -> usize {
    let mut joined = false;
    text.chars()
        .filter(|&it| {
            let counts = !joined && it != JOINER && !is_invisible(it);
            joined = it == JOINER;
            counts
        })
        .count()
}

/// Whether several lines were joined to this one: a letterhead that lost its line ends shows wide
/// gaps, a line below the headline that lost its own shows “opens new quayFerries sail in June”.
pub fn is_several_lines(headline: &Block) -> bool {
    // With fewer letters before the joint it is a name: “McAllister”.
    const SHORTEST_HALF: usize = 4;
    let joined_word = |word: &str| {
        let mut small = 0;
        word.chars().any(|it| {
            let joint = it.is_uppercase() && small >= SHORTEST_HALF;
            small = if it.is_lowercase() { small + 1 } else { 0 };
            joint
        })
    };
    headline.text().contains("  ")
        || headline
            .tokens()
            .iter()
            .filter(|it| it.kind == TokenKind::Word)
            .any(|it| joined_word(headline.words.text_of(it)))
}

fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{1}' | '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{2060}' | '\u{feff}'
        | '\u{300}'..='\u{36f}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_readers_see_is_counted() {
        for (text, shown) in
            [("Tromsø", 6), ("e\u{301}tude", 5), ("👩\u{200d}🚒 at work", 9), ("\u{1}\u{1}bold", 4)]
        {
            assert_eq!(shown_characters(text), shown, "{text}");
        }
    }
}
