//! Words that are family names too: “Stock”, “Law”, “Church”.
//!
//! The lexicon lists these words because, with a capital, they are mostly something else. What
//! stands beside them outweighs that: a courtesy, a title, a given name, a title in apposition.

use crate::draft::{BlockText, Class, Shape, Token, TokenKind};
use crate::facts::people::is_place;
use crate::facts::people::names::{Name, NamePartKind, is_family_first, is_last};
use crate::facts::people::titles::{self, word};

/// What stands before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// Nothing that tells of a person.
    None,
    /// A title, with a comma between: “the Director of Support, …”.
    Apart,
    /// A title, or an honorific that things have as well: “Lady”, “Prince”.
    Title {
        /// Whether the title is one of people only.
        shows: bool,
        /// Whether a verb of saying stands before it.
        speaks: bool,
    },
    /// “Mr”, “Dr”.
    Honorific,
}

impl Address {
    /// Whether an honorific or a title stands directly before the name, so that a word such as
    /// “King” or “KHOO” is a name there.
    pub(super) fn is_direct(self) -> bool {
        matches!(self, Self::Title { .. } | Self::Honorific)
    }
}

/// How much it takes for a word to be a family name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// In running text it has a capital only as a name.
    Plain,
    /// It has a capital in other places too: “in May”, “the French”, “Canada Day”.
    Other,
    /// Names of places, institutions and firms that are named after people end in it: “Grace
    /// Church”, “Berg Law”.
    Institution,
}

/// Family names among the words that the lexicon knows as something else.
const SURNAMES: [(&str, Kind); 28] = [
    ("Bank", Kind::Institution),
    ("Brand", Kind::Other),
    ("Church", Kind::Institution),
    ("Court", Kind::Institution),
    ("Day", Kind::Other),
    ("East", Kind::Other),
    ("English", Kind::Other),
    ("Force", Kind::Institution),
    ("French", Kind::Other),
    ("Fund", Kind::Institution),
    ("German", Kind::Other),
    ("Home", Kind::Institution),
    ("House", Kind::Institution),
    ("Law", Kind::Institution),
    ("March", Kind::Other),
    ("May", Kind::Other),
    ("North", Kind::Other),
    ("Park", Kind::Institution),
    ("Read", Kind::Plain),
    ("Sales", Kind::Institution),
    ("Service", Kind::Institution),
    ("South", Kind::Other),
    ("Stock", Kind::Plain),
    ("Street", Kind::Institution),
    ("Summit", Kind::Institution),
    ("Sun", Kind::Other),
    ("Weeks", Kind::Other),
    ("West", Kind::Other),
];

/// Titles that stand in names of places and institutions as well: “Queen Mary College”.
const IN_NAMES_OF_PLACES: [&str; 9] = [
    "king",
    "queen",
    "emperor",
    "pope",
    "archbishop",
    "bishop",
    "cardinal",
    "president",
    "general",
];

/// Whether a title before a given name and a word such as “Church” tells of a person.
pub(super) fn shows_person(words: &BlockText, title: titles::Phrase) -> bool {
    let is_long = title.core_end - title.core > 1;
    let head = word(words, title.core_end - 1);
    !titles::is_ambiguous(words, title)
        && (is_long || !IN_NAMES_OF_PLACES.iter().any(|it| it.eq_ignore_ascii_case(head)))
}

/// Inhabitants of a city that is thought of before anybody of its name.
const CITY: u32 = 250_000;

fn kind_of(text: &str) -> Option<Kind> {
    // Nearly every word that gets here is none of them.
    (3..=8)
        .contains(&text.len())
        .then(|| SURNAMES.binary_search_by(|(surname, _)| (*surname).cmp(text)).ok())
        .flatten()
        .and_then(|at| SURNAMES.get(at))
        .map(|it| it.1)
}

/// Whether the capitalised word at token `at`, which the lexicon knows as something else, ends the
/// name read so far.
pub(super) fn ends_name(words: &BlockText, at: usize, address: Address, name: &Name) -> bool {
    let Some(token) = words.tokens.get(at) else { return false };
    if token.has(Shape::ALL_CAPITALS)
        || !is_last(words, at)
        || matches!(word(words, at + 1), "of" | "for")
    {
        return false;
    }
    let text = word(words, at);
    let kind = kind_of(text);
    if name.count() == 0 {
        return match (address, kind) {
            (Address::Honorific, None) => !token.is(Class::FUNCTION) || is_family_first(text),
            (Address::Honorific | Address::Title { .. }, _) => kind.is_some(),
            (Address::None, Some(kind)) => stands_alone(words, at, kind),
            (Address::Apart | Address::None, _) => false,
        };
    }
    let Some(kind) = kind else { return false };
    if address == Address::Honorific {
        return true;
    }
    let titled_after = || {
        !token.has(Shape::POSSESSIVE)
            && titles::after(words, at + 1).is_some_and(|it| !titles::is_ambiguous(words, it))
    };
    let known = name.parts.iter().all(|it| it.is_given || it.kind != NamePartKind::Name);
    // “Victoria Park”, “Austin West”.
    let given = known && !name.parts.iter().any(|it| is_place(&words.text[it.span.range()], CITY));
    match (kind, address) {
        (Kind::Other, Address::Title { shows, .. }) => known && shows,
        (Kind::Other, _) => given,
        (Kind::Plain, Address::Title { shows, .. }) => given || shows,
        // Whether it is somebody, what stands around it says, or the rest of the draft.
        (Kind::Plain, _) => given || name.parts.len() == 1,
        (Kind::Institution, Address::Apart) => given,
        (Kind::Institution, Address::Title { shows, speaks }) => {
            known && shows && (speaks || acts(words, at) || titled_after())
        }
        (Kind::Institution, _) => given && titled_after(),
    }
}

/// Whether what ends at token `at` says or does something: “Church said”, “Church has”.
fn acts(words: &BlockText, at: usize) -> bool {
    words.tokens.get(at + 1).is_some_and(|it| {
        it.kind == TokenKind::Word
            && !it.has(Shape::CAPITAL)
            && it.is(Class::SPEECH | Class::AUXILIARY)
    })
}

/// Whether the word is alone and can only be a name there, if it is anybody's: “Stock said”.
fn stands_alone(words: &BlockText, at: usize, kind: Kind) -> bool {
    let before = at.checked_sub(1).and_then(|it| words.tokens.get(it));
    let belongs_to_other = before.is_some_and(|it| match it.kind {
        TokenKind::Word => {
            it.is(Class::ARTICLE | Class::POSSESSIVE_DETERMINER | Class::PRONOUN)
                || it.has(Shape::CAPITAL) && !it.is(Class::FUNCTION | Class::SPEECH)
        }
        TokenKind::Comma | TokenKind::Stop | TokenKind::Dash | TokenKind::Colon => false,
        TokenKind::OpenQuote | TokenKind::CloseQuote => false,
        TokenKind::OpenBracket | TokenKind::Semicolon => false,
        _ => true,
    });
    let speaks =
        |it: Option<&Token>| it.is_some_and(|it| it.is(Class::SPEECH) && !it.has(Shape::CAPITAL));
    let token = words.tokens.get(at);
    let starts = token.is_some_and(|it| it.has(Shape::SENTENCE_START | Shape::LINE_START))
        || before.is_none_or(|it| it.kind != TokenKind::Word);
    !belongs_to_other
        && (speaks(before) || speaks(words.tokens.get(at + 1)) || kind == Kind::Plain && !starts)
}

/// Whether a title and this word alone, “Secretary General Stock”, name a person whatever else the
/// draft says: otherwise “Chancellor Street” would be somebody.
pub(super) fn is_plain(text: &str) -> bool {
    kind_of(text) == Some(Kind::Plain)
}

/// Whether the word is a family name and something else as well.
pub(super) fn is_word_too(text: &str) -> bool {
    kind_of(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::SURNAMES;

    #[test]
    fn names_are_sorted() {
        assert!(SURNAMES.is_sorted_by_key(|it| it.0));
    }
}
