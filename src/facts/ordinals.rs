//! Ordinals, and the series that they number: “the 42nd European Rivers Conference”.

use crate::draft::lexicon;
use crate::draft::{BlockText, Class, Draft, Shape, Token, TokenKind};
use crate::facts::{Facts, Lists, Located};
use crate::text::Span;

/// An ordinal. Spans are bytes from the start of the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordinal {
    /// The ordinal as it is written: “42nd”, “twenty-fifth”, or the lone ending “nd”.
    pub span: Span,
    /// Its number; `None` where the number was lost and only the ending is left.
    pub value: Option<u64>,
    /// The ending after figures: “nd”. `None` if the ordinal is written in words.
    pub suffix: Option<Span>,
    /// What it numbers, if that is named.
    pub series: Option<NumberedSeries>,
    /// Whether the members of somebody are numbered: “the 64th member country”.
    pub numbers_member: bool,
}

/// A series of meetings, sessions or editions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedSeries {
    /// Its name as it is written: “INTERPOL General Assembly”.
    pub span: Span,
    /// Its name in lower case, without acronyms: “general assembly”.
    pub name: String,
}

impl Ordinal {
    /// The ending that figures of this value take: “nd” for 42.
    pub fn right_suffix(value: u64) -> &'static str {
        match (value % 10, value % 100) {
            (_, 11..=13) => "th",
            (1, _) => "st",
            (2, _) => "nd",
            (3, _) => "rd",
            _ => "th",
        }
    }
}

impl Facts {
    /// Ordinals, in the order of the text.
    pub fn ordinals<'a>(
        &'a self,
        draft: &'a Draft,
    ) -> impl Iterator<Item = Located<'a, Ordinal>> + 'a {
        self.all(draft, Lists::ORDINALS, |it| &it.ordinals)
    }
}

pub(super) fn extract(words: &BlockText) -> Vec<Ordinal> {
    let mut ordinals = Vec::new();
    for (at, token) in words.notable() {
        let found = match token.kind {
            TokenKind::Ordinal => in_figures(words, token),
            TokenKind::Word if token.is(Class::ORDINAL_WORD) => in_words(words, at),
            TokenKind::Word if token.end - token.start == 2 => lone_ending(words, at),
            _ => None,
        };
        let Some((span, value, suffix)) = found else {
            continue;
        };
        ordinals.push(Ordinal {
            span,
            value,
            suffix,
            series: value.and_then(|_| series(words, at + 1)),
            numbers_member: words.tokens.get(at + 1).is_some_and(|it| {
                it.is(Class::MEMBERSHIP) && !words.text_of(it).eq_ignore_ascii_case("membership")
            }),
        });
    }
    ordinals
}

type Found = (Span, Option<u64>, Option<Span>);

fn in_figures(words: &BlockText, token: &Token) -> Option<Found> {
    let text = words.text_of(token);
    let figures = text.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    let value = figures.replace(',', "").parse().ok()?;
    let suffix = Span::new(token.start as usize + figures.len(), token.end as usize);
    Some((token.span(), Some(value), Some(suffix)))
}

/// “third”, “twenty-fifth”, “one hundred and first”.
fn in_words(words: &BlockText, at: usize) -> Option<Found> {
    let last = &words.tokens[at];
    let mut value = lexicon::ordinal_word(words.text_of(last))?;
    let mut first = last;
    let tens = at.checked_sub(2).map(|it| (&words.tokens[it], &words.tokens[it + 1]));
    if let Some((tens, hyphen)) = tens
        && hyphen.kind == TokenKind::Hyphen
        && !hyphen.has(Shape::SPACE_BEFORE)
        && !last.has(Shape::SPACE_BEFORE)
        && tens.is(Class::NUMBER_WORD)
        && value < 10
    {
        value += lexicon::number_word(words.text_of(tens))?;
        first = tens;
    }
    Some((first.span().join(last.span()), Some(value), None))
}

/// “the nd member country”: an ending whose number was lost.
fn lone_ending(words: &BlockText, at: usize) -> Option<Found> {
    let token = &words.tokens[at];
    if !matches!(words.text_of(token), "st" | "nd" | "rd" | "th") || !token.has(Shape::SPACE_BEFORE)
    {
        return None;
    }
    let before = words.tokens.get(at.checked_sub(1)?)?;
    let after = words.tokens.get(at + 1)?;
    let introduced = before.is(Class::POSSESSIVE_DETERMINER)
        || words.text_of(before).eq_ignore_ascii_case("the")
        || before.has(Shape::POSSESSIVE);
    (introduced && after.kind == TokenKind::Word && after.has(Shape::SPACE_BEFORE))
        .then(|| (token.span(), None, Some(token.span())))
}

/// What stands between an ordinal and the name of its series: “82nd session of the …”.
const MEETINGS: [&str; 14] = [
    "session",
    "edition",
    "meeting",
    "plenary",
    "annual",
    "anniversary",
    "round",
    "sitting",
    "regular",
    "ordinary",
    "extraordinary",
    "special",
    "biennial",
    "congress",
];

/// The name of the series that begins at token `at`.
fn series(words: &BlockText, at: usize) -> Option<NumberedSeries> {
    let mut first = at;
    let word = |at: usize| words.tokens.get(at).filter(|it| it.kind == TokenKind::Word);
    while word(first).is_some_and(|it| {
        !it.has(Shape::CAPITAL) && MEETINGS.iter().any(|name| *name == words.text_of(it))
    }) {
        first += 1;
    }
    if first > at && word(first).is_some_and(|it| words.text_of(it) == "of") {
        first += 1;
        if word(first).is_some_and(|it| it.is(Class::ARTICLE)) {
            first += 1;
        }
    } else if first > at && !word(first).is_some_and(|it| it.has(Shape::CAPITAL)) {
        return None;
    }
    // “22nd Annual Boat Show” and “23rd Boat Show” are one series.
    if word(first).is_some_and(|it| words.text_of(it).eq_ignore_ascii_case("annual")) {
        first += 1;
    }
    let mut end = first;
    let mut name = String::new();
    while let Some(token) = word(end) {
        let link = matches!(words.text_of(token), "of" | "on" | "for" | "and" | "the");
        let links_on = link
            && end > first
            && (1..=2).any(|it| {
                word(end + it).is_some_and(|it| {
                    it.has(Shape::CAPITAL) && !it.is(Class::MONTH | Class::WEEKDAY)
                })
            });
        if !token.has(Shape::CAPITAL) && !links_on || end > first && token.has(Shape::LINE_START) {
            break;
        }
        if !token.has(Shape::ALL_CAPITALS) && !token.has(Shape::POSSESSIVE) {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(&words.text_of(token).to_lowercase());
        }
        end += 1;
    }
    if name.is_empty() {
        return None;
    }
    let span = words.tokens[first].span().join(words.tokens[end - 1].span());
    // “the 4th July” numbers no series.
    (!words.tokens[first].is(Class::MONTH | Class::WEEKDAY))
        .then_some(NumberedSeries { span, name })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Option<u64>, Option<String>)> {
        extract(&BlockText::new(text))
            .into_iter()
            .map(|it| (text[it.span.range()].to_owned(), it.value, it.series.map(|it| it.name)))
            .collect()
    }

    fn one(text: &str) -> (String, Option<u64>, Option<String>) {
        let mut found = found(text);
        assert_eq!(found.len(), 1, "{text}");
        found.remove(0)
    }

    #[test]
    fn figures_and_words_number_a_series() {
        let named = |name: &str| Some(name.to_owned());
        assert_eq!(
            one("the 42nd Northern Rivers Conference has closed"),
            ("42nd".to_owned(), Some(42), named("northern rivers conference"))
        );
        assert_eq!(
            one("The 82nd session of the ORMA General Assembly closed"),
            ("82nd".to_owned(), Some(82), named("general assembly"))
        );
        assert_eq!(
            one("Sixty-seventh World Canoe Assembly"),
            ("Sixty-seventh".to_owned(), Some(67), named("world canoe assembly"))
        );
        assert_eq!(one("its twenty-fifth session").1, Some(25));
        assert_eq!(one("on 4th July").2, None);
    }

    #[test]
    fn an_ending_without_its_number_is_an_ordinal_without_a_value() {
        assert_eq!(one("making Ruritania the nd member country"), ("nd".to_owned(), None, None));
        assert_eq!(found("the ST newspaper, and the 21 st of May, in St Ives"), []);
    }

    #[test]
    fn endings_follow_the_number() {
        let right: Vec<&str> =
            [1, 2, 3, 4, 11, 12, 13, 21, 22, 111, 112].map(Ordinal::right_suffix).into();
        assert_eq!(right, ["st", "nd", "rd", "th", "th", "th", "th", "st", "nd", "th", "th"]);
    }
}
