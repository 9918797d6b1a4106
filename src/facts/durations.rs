//! Durations: “four-day”, “10-day”, “the past four days”.

use crate::draft::lexicon;
use crate::draft::{BlockText, Class, Shape, Token, TokenKind};
use crate::text::Span;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeUnit {
    /// A day.
    Day,
    /// A night.
    Night,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// How a duration is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DurationForm {
    /// “four-day”, “four day” before its noun.
    Adjective,
    /// “the past four days”, “the last four days”.
    Past,
    /// “four days (9-12 May)”.
    Beside,
}

/// A duration in the text. Spans are bytes from the start of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DurationMention {
    /// From the number, or from “past”, to the unit.
    pub span: Span,
    /// How many units.
    pub count: u64,
    /// The unit.
    pub unit: TimeUnit,
    /// How it is said.
    pub form: DurationForm,
    /// The token after it.
    pub next: usize,
}

impl TimeUnit {
    /// The unit that a word names, singular or plural.
    fn of(word: &str) -> Option<(Self, bool)> {
        const NAMES: [(&str, TimeUnit); 5] = [
            ("day", TimeUnit::Day),
            ("night", TimeUnit::Night),
            ("week", TimeUnit::Week),
            ("month", TimeUnit::Month),
            ("year", TimeUnit::Year),
        ];
        NAMES.iter().find_map(|(name, unit)| {
            let (head, tail) = word.split_at_checked(name.len())?;
            let plural = tail.eq_ignore_ascii_case("s");
            (head.eq_ignore_ascii_case(name) && (tail.is_empty() || plural))
                .then_some((*unit, plural))
        })
    }

    /// “day” or “days”.
    pub fn name(self, count: u64) -> &'static str {
        match (self, count == 1) {
            (TimeUnit::Day, true) => "day",
            (TimeUnit::Day, false) => "days",
            (TimeUnit::Night, true) => "night",
            (TimeUnit::Night, false) => "nights",
            (TimeUnit::Week, true) => "week",
            (TimeUnit::Week, false) => "weeks",
            (TimeUnit::Month, true) => "month",
            (TimeUnit::Month, false) => "months",
            (TimeUnit::Year, true) => "year",
            (TimeUnit::Year, false) => "years",
        }
    }
}

/// The durations of a block, in the order of the text.
pub(super) fn extract(words: &BlockText) -> Vec<DurationMention> {
    let mut durations = Vec::new();
    if !words.has_class(Class::TIME_UNIT) {
        return durations;
    }
    for (at, token) in words.notable() {
        if token.is(Class::TIME_UNIT) && token.kind == TokenKind::Word {
            durations.extend(read(words, at, token));
        }
    }
    durations
}

fn read(words: &BlockText, at: usize, token: &Token) -> Option<DurationMention> {
    let (unit, plural) = TimeUnit::of(&words.text[token.stem_span().range()])?;
    let hyphen = words.tokens.get(at.checked_sub(1)?)?;
    let hyphenated = hyphen.kind == TokenKind::Hyphen
        && !hyphen.has(Shape::SPACE_BEFORE)
        && !token.has(Shape::SPACE_BEFORE);
    let number_at = if hyphenated { at.checked_sub(2)? } else { at - 1 };
    let (count, first) = number(words, number_at)?;
    let before = first.checked_sub(1).and_then(|it| words.tokens.get(it));
    let past = before.is_some_and(|it| {
        ["past", "last", "previous"].contains(&words.text_of(it).to_ascii_lowercase().as_str())
    });
    let form = match (plural, past) {
        (true, true) => DurationForm::Past,
        // “It lasted four days (9-12 May)”.
        (true, false) if !hyphenated && opens_bracket(words, at + 1) => DurationForm::Beside,
        (false, _) if hyphenated || count > 1 => DurationForm::Adjective,
        _ => return None,
    };
    // “day-to-day”, “a one-year-old”.
    let joined = words
        .tokens
        .get(at + 1)
        .is_some_and(|it| it.kind == TokenKind::Hyphen && !it.has(Shape::SPACE_BEFORE));
    if joined || token.has(Shape::POSSESSIVE) {
        return None;
    }
    let start = if form == DurationForm::Past { before? } else { words.tokens.get(first)? };
    Some(DurationMention { span: start.span().join(token.span()), count, unit, form, next: at + 1 })
}

fn opens_bracket(words: &BlockText, at: usize) -> bool {
    words.tokens.get(at).is_some_and(|it| it.kind == TokenKind::OpenBracket)
}

/// The number that ends at `at`, with its first token: “4”, “four”, “twenty-one”.
fn number(words: &BlockText, at: usize) -> Option<(u64, usize)> {
    let token = words.tokens.get(at)?;
    let text = words.text_of(token);
    match token.kind {
        TokenKind::Number if text.len() <= 3 => text.parse().ok().map(|it| (it, at)),
        TokenKind::Word if token.is(Class::NUMBER_WORD) => {
            let value = lexicon::number_word(text)?;
            let tens = (value < 10).then(|| at.checked_sub(2)).flatten().and_then(|tens_at| {
                let joint = words.tokens.get(at - 1)?;
                let tens = words.tokens.get(tens_at)?;
                let joined = joint.kind == TokenKind::Hyphen
                    && !joint.has(Shape::SPACE_BEFORE)
                    && tens.is(Class::NUMBER_WORD);
                let tens = joined.then(|| lexicon::number_word(words.text_of(tens))).flatten()?;
                (20..100).contains(&tens).then_some((tens + value, tens_at))
            });
            Some(tens.unwrap_or((value, at)))
        }
        _ => None,
    }
    .filter(|&(count, _)| count > 0 && count <= 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, u64)> {
        let words = BlockText::new(text);
        extract(&words).iter().map(|it| (text[it.span.range()].to_owned(), it.count)).collect()
    }

    #[test]
    fn durations_are_read_in_figures_and_words() {
        assert_eq!(found("a four-day fair"), [("four-day".to_owned(), 4)]);
        assert_eq!(found("a 10-day fair"), [("10-day".to_owned(), 10)]);
        assert_eq!(found("a twenty-one-day fair"), [("twenty-one-day".to_owned(), 21)]);
        assert_eq!(found("it lasted four days (9-12 May)"), [("four days".to_owned(), 4)]);
        assert_eq!(found("in the past four days"), [("past four days".to_owned(), 4)]);
    }

    #[test]
    fn other_uses_of_the_units_are_no_durations() {
        assert!(found("a one-year-old, day-to-day work, six days, on day two").is_empty());
    }
}
