//! The smallest pieces of a block that rules speak of.

use bitflags::bitflags;

use crate::draft::lexicon::Class;
use crate::text::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with apostrophes inside: “member”, “O’Brien”, “house’s”, “U.S.”.
    Word,
    /// Figures, with separators inside: “14”, “1,200.5”, “17:30”.
    Number,
    /// Figures with an ordinal ending: “42nd”.
    Ordinal,
    /// Letters and figures mixed: “COP25”, “H1N1”.
    Code,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// A full stop, question mark, exclamation mark or ellipsis; see [`Shape::ABBREVIATION`].
    Stop,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A hyphen.
    Hyphen,
    /// An en dash, an em dash or a double hyphen.
    Dash,
    /// A mark that opens a quotation.
    OpenQuote,
    /// A mark that closes a quotation.
    CloseQuote,
    /// A single mark at the end of a word that may close a quotation or be a plural's apostrophe.
    Apostrophe,
    /// An opening bracket.
    OpenBracket,
    /// A closing bracket.
    CloseBracket,
    /// A slash.
    Slash,
    /// Any other sign: “%”, “€”, “&”, “#”.
    Symbol,
    /// What the markup puts in place of text: code, an image.
    Object,
}

bitflags! {
    /// What can be seen of a token without knowing words.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Shape: u16 {
        /// Its first letter is a capital.
        const CAPITAL = 1;
        /// It has at least two letters, all capitals.
        const ALL_CAPITALS = 1 << 1;
        /// White space stands before it, or nothing.
        const SPACE_BEFORE = 1 << 2;
        /// It is the first of its line.
        const LINE_START = 1 << 3;
        /// A word in the possessive: “house’s”.
        const POSSESSIVE = 1 << 4;
        /// A full stop that ends an abbreviation or stands after an initial.
        const ABBREVIATION = 1 << 5;
        /// A single quotation mark or apostrophe.
        const SINGLE = 1 << 6;
        /// A curly quotation mark or apostrophe; a word that holds one.
        const CURLY = 1 << 7;
        /// A straight quotation mark or apostrophe; a word that holds one.
        const STRAIGHT = 1 << 8;
        /// The first word or figures of a sentence.
        const SENTENCE_START = 1 << 9;
        /// It stands in brackets.
        const BRACKETED = 1 << 11;
        /// It has a letter outside ASCII.
        const ACCENTED = 1 << 12;
        /// It has capitals behind its first letter, and small letters: “JavaScript”, “IGOs”.
        const MIXED_CAPITALS = 1 << 13;
    }
}

/// A word, a number or a mark, with its place in the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Offset of its first byte from the start of the block.
    pub start: u32,
    /// Offset just after its last byte.
    pub end: u32,
    /// Offset just after the word itself, without “’s”.
    pub stem_end: u32,
    /// What it is.
    pub kind: TokenKind,
    /// What can be seen of it.
    pub shape: Shape,
    /// What the lexicon knows of the word.
    pub class: Class,
}

impl Token {
    /// Its place in the block, in bytes.
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// The place of the word without “’s”.
    pub fn stem_span(&self) -> Span {
        Span::new(self.start as usize, self.stem_end as usize)
    }

    /// Whether the token has one of these classes.
    pub fn is(&self, class: Class) -> bool {
        self.class.intersects(class)
    }

    /// Whether the token has all of these shapes.
    pub fn has(&self, shape: Shape) -> bool {
        self.shape.contains(shape)
    }

    /// Whether it is read as a word: letters, figures or both.
    pub fn is_wordlike(&self) -> bool {
        matches!(
            self.kind,
            TokenKind::Word | TokenKind::Number | TokenKind::Ordinal | TokenKind::Code
        )
    }

    /// Whether it is a word that begins with a capital.
    pub fn is_capitalised_word(&self) -> bool {
        self.kind == TokenKind::Word && self.shape.contains(Shape::CAPITAL)
    }
}
