//! What words say that stand for numbers, months and weekdays.

use crate::draft::lexicon::{Class, class_of};

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [(&str, u64); 6] = [
    ("dozen", 12),
    ("hundred", 100),
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
];

fn position(words: &[&str], word: &str) -> Option<u64> {
    words.iter().position(|it| it.eq_ignore_ascii_case(word)).map(|at| at as u64)
}

/// The value of a number word: “seven” is 7, “ninety” 90, “hundred” 100.
pub fn number_word(word: &str) -> Option<u64> {
    position(&UNITS, word).or_else(|| position(&TENS, word).map(|tens| (tens + 2) * 10)).or_else(
        || SCALES.iter().find(|(scale, _)| scale.eq_ignore_ascii_case(word)).map(|&(_, n)| n),
    )
}

const ORDINAL_UNITS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const ORDINAL_TENS: [&str; 8] = [
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "sixtieth",
    "seventieth",
    "eightieth",
    "ninetieth",
];

/// The value of an ordinal word: “third” is 3, “sixtieth” 60.
pub fn ordinal_word(word: &str) -> Option<u64> {
    position(&ORDINAL_UNITS, word)
        .or_else(|| position(&ORDINAL_TENS, word).map(|tens| (tens + 2) * 10))
        .or_else(|| word.eq_ignore_ascii_case("hundredth").then_some(100))
}

/// The month of that name or abbreviation, 1 to 12.
pub fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    by_prefix(&MONTHS, word, 3)
}

/// The weekday of that name or abbreviation, 1 (Monday) to 7 (Sunday).
pub fn weekday(word: &str) -> Option<i8> {
    const WEEKDAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    by_prefix(&WEEKDAYS, word, 3)
}

fn by_prefix(names: &[&str], word: &str, shortest: usize) -> Option<i8> {
    if word.len() < shortest || !class_of(word).intersects(Class::MONTH | Class::WEEKDAY) {
        return None;
    }
    let at = names.iter().position(|name| {
        name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    })?;
    i8::try_from(at + 1).ok()
}
