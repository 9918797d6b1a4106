//! Telling by the words before it that a word with a capital is a common noun.

use crate::dictionary;
use crate::draft::{BlockText, Class, Shape, Token, TokenKind};

/// What stands before “of” where things are counted: “a number of resolutions”.
const AMOUNTS: [&str; 16] = [
    "number",
    "range",
    "series",
    "variety",
    "majority",
    "handful",
    "couple",
    "set",
    "package",
    "dozens",
    "hundreds",
    "thousands",
    "many",
    "most",
    "some",
    "several",
];

/// What stands before things of which there are several.
const QUANTIFIERS: [&str; 12] = [
    "several", "many", "few", "various", "numerous", "these", "those", "such", "other", "some",
    "all", "both",
];

/// Whether the words before show that it is a common noun: one of many things.
pub(super) fn is_counted(words: &BlockText, at: usize) -> bool {
    let tokens = &words.tokens;
    let text = |token: &Token| words.text_of(token);
    let is_one_of =
        |token: &Token, list: &[&str]| list.iter().any(|it| it.eq_ignore_ascii_case(text(token)));
    let (Some(word), Some(before)) =
        (tokens.get(at), at.checked_sub(1).and_then(|it| tokens.get(it)))
    else {
        return false;
    };
    if !word.has(Shape::SPACE_BEFORE)
        || is_in_title_case(tokens, at)
        || word.is(Class::TIME_UNIT
            | Class::GIVEN_NAME
            | Class::WEEKDAY
            | Class::MONTH
            | Class::DIRECTION
            | Class::TITLE)
    {
        return false;
    }
    if is_one_of(before, &["a", "an"]) {
        return dictionary::is_word(text(word));
    }
    let plural = text(word).ends_with('s') && !text(word).ends_with("ss");
    let of_many = text(before) == "of"
        && at
            .checked_sub(2)
            .and_then(|it| tokens.get(it))
            .is_some_and(|it| is_one_of(it, &AMOUNTS));
    plural
        && (of_many
            || is_one_of(before, &QUANTIFIERS)
            || before.kind == TokenKind::Number && !is_year(text(before))
            || before.is(Class::NUMBER_WORD))
        && dictionary::is_word(text(word))
}

/// Whether most words around have capitals: then they say nothing.
fn is_in_title_case(tokens: &[Token], at: usize) -> bool {
    let around = at.saturating_sub(AROUND)..tokens.len().min(at + AROUND);
    let (mut capitals, mut small) = (0, 0);
    for token in tokens.get(around).unwrap_or_default() {
        if token.kind == TokenKind::Word && !token.is(Class::FUNCTION) {
            if token.has(Shape::CAPITAL) {
                capitals += 1;
            } else {
                small += 1;
            }
        }
    }
    capitals >= small
}

/// How many tokens to each side show the case of a line.
const AROUND: usize = 16;

/// “the 2014 Games” are named by their year.
fn is_year(number: &str) -> bool {
    number.len() == 4 && (number.starts_with("19") || number.starts_with("20"))
}
