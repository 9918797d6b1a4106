//! Blocks in which nothing shows that they are English.

use crate::draft::{BlockText, Class, Token, TokenKind};

/// Whether none of the words is one of the small words of English that no other language has.
pub(super) fn is_foreign(words: &BlockText) -> bool {
    !words.tokens.iter().any(|it| is_english(words, it))
}

/// Words that no line of another language has.
fn is_english(words: &BlockText, token: &Token) -> bool {
    token.kind == TokenKind::Word
        && token.is(Class::FUNCTION)
        && matches!(
            words.text_of(token),
            "the"
                | "The"
                | "and"
                | "with"
                | "from"
                | "by"
                | "are"
                | "were"
                | "been"
                | "has"
                | "have"
                | "would"
                | "this"
                | "This"
                | "that"
                | "these"
                | "their"
                | "its"
                | "which"
                | "who"
                | "about"
                | "into"
                | "our"
                | "your"
                | "of"
                | "you"
        )
}
