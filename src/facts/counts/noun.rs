//! The noun that a number counts.

use crate::draft::{BlockText, Class, Shape, Token, TokenKind};
use crate::facts::counts::number::Number;
use crate::text::WordList;

/// The words from a number's noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NounPhrase {
    /// The first token of the phrase, after “of our” if that stands there.
    pub(super) first: usize,
    /// The noun.
    pub(super) head: usize,
    /// The possessive or article after “of”: “46 of ACME’s bureaus”.
    pub(super) of: Option<usize>,
}

/// How far from its number a noun may stand, in tokens.
const REACH: usize = 8;

/// Words that look like a plural and are none.
static NO_PLURAL: WordList<22> = WordList::new([
    "plus", "minus", "less", "business", "process", "access", "success", "always", "perhaps",
    "news", "series", "gas", "bus", "thus", "this", "its", "is", "was", "has", "does", "towards",
    "besides",
]);

/// Plurals that do not end in “s”; those in “men” are told by that.
static PLURALS: WordList<8> = WordList::new([
    "people",
    "police",
    "personnel",
    "staff",
    "men",
    "children",
    "crew",
    "aircraft",
]);

/// What is money, time or a share, and no count.
static MEASURES: WordList<26> = WordList::new([
    "dollars",
    "euros",
    "pounds",
    "cents",
    "yen",
    "francs",
    "roubles",
    "rubles",
    "yuan",
    "shares",
    "points",
    "degrees",
    "am",
    "pm",
    "noon",
    "midnight",
    "shillings",
    "rand",
    "rupees",
    "times",
    "percents",
    "basis",
    "weekdays",
    "weekends",
    "nights",
    "ages",
]);

impl NounPhrase {
    /// Reads the phrase after `number`. `capitals` says that a capitalised noun will do.
    pub(super) fn read(words: &BlockText, number: Number, capitals: bool) -> Option<Self> {
        let mut at = number.end;
        if words.tokens.get(at).is_some_and(|it| it.kind == TokenKind::Symbol) {
            at += 1;
        }
        let mut of = None;
        if word_is(words, at, "of") {
            at += 1;
            if word_is(words, at, "all") {
                at += 1;
            }
            let determiner = words.tokens.get(at)?;
            if !determiner.is(Class::POSSESSIVE_DETERMINER | Class::ARTICLE)
                && !determiner.has(Shape::POSSESSIVE)
                && !word_is(words, at, "these")
                && !word_is(words, at, "those")
            {
                return None;
            }
            of = Some(at);
            at += 1;
            if let Some(inner) = super::number::read(words, at) {
                at = inner.end;
            }
        }
        let first = at;
        if words.tokens.get(first).is_some_and(|it| is_unit(words, it)) {
            return None;
        }
        let head = if number.value == 1 && of.is_none() {
            lone_noun(words, first)?
        } else {
            plural_noun(words, first)?
        };
        let token = &words.tokens[head];
        let text = words.text_of(token);
        if token.is(Class::TIME_UNIT | Class::MONTH | Class::WEEKDAY) || MEASURES.has(text) {
            return None;
        }
        // A capitalised noun after a bare number is an address or a name, save for “Member States”.
        let capital_fits = capitals
            || of.is_some()
            || !token.has(Shape::CAPITAL)
            || is_plural_acronym(text)
            || is_member(words, head.checked_sub(1))
            || text.eq_ignore_ascii_case("members")
            || text == "Allies";
        capital_fits.then_some(Self { first, head, of })
    }
}

/// Whether token `at` is “member” or “participating”.
pub(super) fn is_member(words: &BlockText, at: Option<usize>) -> bool {
    at.and_then(|it| words.tokens.get(it)).is_some_and(|it| {
        it.is(Class::MEMBERSHIP)
            && ["member", "participating"]
                .iter()
                .any(|word| word.eq_ignore_ascii_case(words.text_of(it)))
    })
}

fn word_is(words: &BlockText, at: usize, word: &str) -> bool {
    words.tokens.get(at).is_some_and(|it| {
        it.kind == TokenKind::Word && words.text_of(it).eq_ignore_ascii_case(word)
    })
}

/// “10 km stretches” and “7 day passes” count no stretches and no passes.
fn is_unit(words: &BlockText, token: &Token) -> bool {
    static UNITS: WordList<16> = WordList::new([
        "km", "m", "mm", "cm", "kg", "g", "ha", "mw", "gw", "kw", "ft", "metre", "meter", "mile",
        "acre", "minute",
    ]);
    token.kind == TokenKind::Word && (token.is(Class::TIME_UNIT) || UNITS.has(words.text_of(token)))
}

/// The noun after “one” or “1”.
fn lone_noun(words: &BlockText, at: usize) -> Option<usize> {
    let noun = |at: usize| {
        words.tokens.get(at).is_some_and(|it| {
            it.kind == TokenKind::Word
                && !it.is(Class::FUNCTION | Class::NUMBER_WORD | Class::ORDINAL_WORD | Class::MONTH)
                && !it.has(Shape::CAPITAL)
                && !words.text_of(it).ends_with('s')
                && words.text_of(it) != "not"
        })
    };
    let head = if is_member(words, Some(at)) { at + 1 } else { at };
    // Of two words one may be an adjective, and which is the noun cannot be told.
    let alone = words.tokens.get(head + 1).is_none_or(|it| {
        it.kind != TokenKind::Word
            || it.is(Class::FUNCTION | Class::SPEECH)
            || words.text_of(it).ends_with("ed")
    });
    (alone && noun(head)).then_some(head)
}

/// The first plural after the number, or the last of several in a row: “sports officials”.
fn plural_noun(words: &BlockText, first: usize) -> Option<usize> {
    let mut head = None;
    for at in first..first + REACH {
        let Some(token) = words.tokens.get(at) else {
            break;
        };
        match token.kind {
            TokenKind::Word => {
                let stops = token.is(Class::FUNCTION | Class::SPEECH | Class::NUMBER_WORD)
                    || token.has(Shape::POSSESSIVE)
                    || (token.is(Class::MONTH) && token.has(Shape::CAPITAL));
                if stops || (head.is_some() && token.has(Shape::LINE_START)) {
                    break;
                }
                if is_plural(words.text_of(token)) {
                    head = Some(at);
                } else if head.is_some() {
                    break;
                }
            }
            // “12 high-level delegates”
            TokenKind::Hyphen if head.is_none() && !token.has(Shape::SPACE_BEFORE) => {}
            TokenKind::Code if head.is_none() => {}
            _ => break,
        }
    }
    head
}

fn is_plural(text: &str) -> bool {
    if is_plural_acronym(text) {
        return true;
    }
    let bytes = text.as_bytes();
    let lower = |end: &str| {
        bytes.len() > end.len()
            && bytes[bytes.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
    };
    if lower("s") {
        return bytes.len() > 3
            && !["ss", "is"].iter().any(|end| lower(end))
            && (!lower("us") || lower("eaus"))
            && !NO_PLURAL.has(text);
    }
    lower("men") || PLURALS.has(text)
}

/// “NCBs”.
fn is_plural_acronym(text: &str) -> bool {
    text.strip_suffix('s')
        .is_some_and(|stem| stem.len() > 1 && stem.bytes().all(|it| it.is_ascii_uppercase()))
}

/// A noun in the singular and in lower case.
pub(super) fn singular(noun: &str) -> String {
    if is_plural_acronym(noun) {
        return noun.trim_end_matches('s').to_owned();
    }
    let noun = noun.to_lowercase();
    if noun == "people" {
        return "person".to_owned();
    }
    if noun == "children" {
        return "child".to_owned();
    }
    if let Some(stem) = noun.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = noun.strip_suffix("ies").filter(|it| it.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "puses", "tuses", "ruses"] {
        if noun.ends_with(ending) {
            return noun[..noun.len() - 2].to_owned();
        }
    }
    if noun.ends_with("ss") || !is_plural(&noun) {
        return noun;
    }
    noun.strip_suffix('s').map(str::to_owned).unwrap_or(noun)
}

/// Whether a token can stand between “our 190” and “member” and leave them all: an acronym, or the
/// name of an organisation.
pub(super) fn names_owner(words: &BlockText, first: usize, end: usize) -> bool {
    let tokens = words.tokens.get(first..end).unwrap_or_default();
    let capitals = tokens.iter().all(Token::is_capitalised_word);
    let acronym = matches!(tokens, [only] if only.has(Shape::ALL_CAPITALS));
    let organisation =
        tokens.len() > 1 && tokens.last().is_some_and(|it| it.is(Class::ORGANISATION));
    capitals && (acronym || organisation)
}
