//! Reading a number, in figures or in words.

use crate::draft::lexicon;
use crate::draft::{BlockText, Class, Shape, Token, TokenKind};

/// A number as it was read from the tokens of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// Its value.
    pub(crate) value: u64,
    /// The token after its last.
    pub(crate) end: usize,
    /// Written in words, in whole.
    pub(crate) in_words: bool,
}

/// The number that begins at token `at`: “190”, “6 758”, “1.2 million”, “one hundred and ninety”.
pub(crate) fn read(words: &BlockText, at: usize) -> Option<Number> {
    let token = words.tokens.get(at)?;
    match token.kind {
        TokenKind::Number => in_figures(words, at),
        TokenKind::Word if token.is(Class::NUMBER_WORD) => in_words(words, at),
        _ => None,
    }
}

/// Whether `token` is written against the token before it.
fn is_joined(token: &Token) -> bool {
    !token.has(Shape::SPACE_BEFORE)
}

fn in_figures(words: &BlockText, at: usize) -> Option<Number> {
    let token = words.tokens.get(at)?;
    let text = words.text_of(token);
    let mut end = at + 1;
    let mut value = whole(text);
    // “6 758”: a space may part the thousands.
    if let (Some(thousands), Some(rest)) = (value.filter(|it| *it < 1000), words.tokens.get(end)) {
        let parted = rest.kind == TokenKind::Number
            && rest.start == token.end + space_length(words, token)
            && words.text_of(rest).len() == 3;
        let more = |index: Option<usize>| {
            index
                .and_then(|it| words.tokens.get(it))
                .is_some_and(|it| matches!(it.kind, TokenKind::Number | TokenKind::Code))
        };
        if parted && thousands > 0 && !more(at.checked_sub(1)) && !more(Some(end + 1)) {
            value = whole(words.text_of(rest)).map(|it| thousands * 1000 + it);
            end += 1;
        }
    }
    if let Some(scale) = words.tokens.get(end).and_then(|it| scale(words, it)) {
        let value = scaled(text, scale)?;
        return Some(Number { value, end: end + 1, in_words: false });
    }
    value.map(|value| Number { value, end, in_words: false })
}

/// The length in bytes of the single space after `token`; 0 if there is none.
fn space_length(words: &BlockText, token: &Token) -> u32 {
    words.text[token.end as usize..]
        .chars()
        .next()
        .filter(|it| matches!(it, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}'))
        .map_or(0, |it| it.len_utf8() as u32)
}

/// “million” and the like, where the token is such a word.
fn scale(words: &BlockText, token: &Token) -> Option<u64> {
    if token.kind != TokenKind::Word || !token.is(Class::NUMBER_WORD) {
        return None;
    }
    lexicon::number_word(words.text_of(token)).filter(|&it| it == 12 || it >= 100).filter(|_| {
        let text = words.text_of(token);
        !text.eq_ignore_ascii_case("twelve")
    })
}

/// “1,200” as a number; `None` for “1,20”, “17:30”, “2.5” and “3m”.
fn whole(text: &str) -> Option<u64> {
    // Most numbers have no separators.
    if let Some(value) = digits(text) {
        return Some(value);
    }
    let mut groups = text.split(',');
    let first = groups.next()?;
    let mut value: u64 = digits(first)?;
    let mut grouped = false;
    for group in groups {
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        grouped = true;
        value = value.checked_mul(1000)?.checked_add(digits(group)?)?;
    }
    (grouped || text.len() == first.len()).then_some(value)
}

fn digits(text: &str) -> Option<u64> {
    if text.is_empty() || !text.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// “1.2” times `scale`, if that is a whole number.
fn scaled(text: &str, scale: u64) -> Option<u64> {
    let Some((before, after)) = text.split_once('.') else {
        return whole(text)?.checked_mul(scale);
    };
    let places = u32::try_from(after.len()).ok().filter(|it| *it <= 6)?;
    let shift = 10_u64.pow(places);
    let value = whole(before)?.checked_mul(shift)?.checked_add(digits(after)?)?;
    let value = value.checked_mul(scale)?;
    (value % shift == 0).then_some(value / shift)
}

fn in_words(words: &BlockText, at: usize) -> Option<Number> {
    let mut total: u64 = 0;
    let mut current: u64 = 0;
    let mut end = at;
    while let Some(token) = words.tokens.get(end) {
        if token.kind != TokenKind::Word || !token.is(Class::NUMBER_WORD) {
            break;
        }
        let text = words.text_of(token);
        let value = lexicon::number_word(text)?;
        let is_scale = value >= 100 || text.eq_ignore_ascii_case("dozen");
        if !is_scale {
            let room =
                if value < 10 { current.is_multiple_of(10) } else { current.is_multiple_of(100) };
            let after_teens = (1..20).contains(&(current % 100));
            if !room || after_teens {
                break;
            }
            current += value;
        } else if value >= 1000 {
            total = total.checked_add(current.max(1).checked_mul(value)?)?;
            current = 0;
        } else if current < 100 {
            current = current.max(1) * value;
        } else {
            break;
        }
        end += 1;
        end = next_number_word(words, end, is_scale, value);
    }
    (end > at).then_some(Number { value: total.checked_add(current)?, end, in_words: true })
}

/// Steps over the hyphen of “twenty-five” and the “and” of “one hundred and ninety”.
fn next_number_word(words: &BlockText, end: usize, after_scale: bool, value: u64) -> usize {
    let is_number_word = |index: usize| {
        words
            .tokens
            .get(index)
            .is_some_and(|it| it.kind == TokenKind::Word && it.is(Class::NUMBER_WORD))
    };
    let Some(link) = words.tokens.get(end) else {
        return end;
    };
    let hyphen = link.kind == TokenKind::Hyphen
        && is_joined(link)
        && (20..100).contains(&value)
        && words.tokens.get(end + 1).is_some_and(is_joined);
    let and = after_scale && words.text_of(link).eq_ignore_ascii_case("and");
    if (hyphen || and) && is_number_word(end + 1) { end + 1 } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<(u64, usize)> {
        read(&BlockText::new(text), 0).map(|it| (it.value, it.end))
    }

    #[test]
    fn figures_keep_their_separators_and_scales() {
        assert_eq!(value("190 members"), Some((190, 1)));
        assert_eq!(value("1,200 members"), Some((1200, 1)));
        assert_eq!(value("6 758 officers"), Some((6758, 2)));
        assert_eq!(value("1.25 million people"), Some((1_250_000, 2)));
        assert_eq!(value("1,20 members"), None);
        assert_eq!(value("17:30 today"), None);
    }

    #[test]
    fn words_add_up() {
        assert_eq!(value("one hundred and ninety members"), Some((190, 4)));
        assert_eq!(value("Twenty-five members"), Some((25, 3)));
        assert_eq!(value("two thousand three hundred people"), Some((2300, 4)));
        assert_eq!(value("three dozen boats"), Some((36, 2)));
        assert_eq!(value("twelve boats"), Some((12, 1)));
        assert_eq!(value("one or all"), Some((1, 1)));
    }
}
