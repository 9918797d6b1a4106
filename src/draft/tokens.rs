//! Cutting a block's text into tokens.

mod addresses;
mod letters;

use crate::draft::lexicon::{self, Class};
use crate::draft::token::{Shape, Token, TokenKind};
use crate::text::{MASK, OBJECT};

use addresses::address_at;
use letters::Letters;

/// The tokens of `text`, in order. Every byte that is not white space or mask lies in one token.
pub(super) fn tokenize(text: &str) -> Vec<Token> {
    let tokens = Vec::with_capacity(text.len() / 5);
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0, tokens, brackets: false };
    reader.run();
    if reader.brackets {
        mark_brackets(&mut reader.tokens);
    }
    reader.tokens
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    tokens: Vec<Token>,
    /// Whether a bracket opens.
    brackets: bool,
}

impl Reader<'_> {
    fn run(&mut self) {
        let mut gap = Shape::SPACE_BEFORE | Shape::LINE_START;
        while self.at < self.bytes.len() {
            let byte = self.bytes[self.at];
            match byte {
                b' ' | b'\t' => {
                    gap |= Shape::SPACE_BEFORE;
                    self.at += 1;
                }
                b'\n' | b'\r' | 0x0b | 0x0c => {
                    gap |= Shape::SPACE_BEFORE | Shape::LINE_START;
                    self.at += 1;
                }
                _ if byte == MASK => self.at += 1,
                _ if byte < 0x80 => {
                    self.ascii(byte, gap);
                    gap = Shape::empty();
                }
                _ => {
                    let Some(character) = self.text[self.at..].chars().next() else {
                        break;
                    };
                    if character.is_whitespace() {
                        gap |= Shape::SPACE_BEFORE;
                        self.at += character.len_utf8();
                    } else if is_invisible(character) {
                        self.at += character.len_utf8();
                    } else {
                        self.beyond_ascii(character, gap);
                        gap = Shape::empty();
                    }
                }
            }
        }
    }

    fn ascii(&mut self, byte: u8, gap: Shape) {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {
                if !self.plain_word(gap) {
                    self.word(gap);
                }
            }
            b'0'..=b'9' => self.number(gap),
            b'.' => {
                let length = self.run_of(b'.');
                let shape = if length == 1 && self.ends_abbreviation() {
                    gap | Shape::ABBREVIATION
                } else {
                    gap
                };
                self.push(TokenKind::Stop, length, shape);
            }
            b'!' | b'?' => self.push(TokenKind::Stop, 1, gap),
            b',' => self.push(TokenKind::Comma, 1, gap),
            b':' => self.push(TokenKind::Colon, 1, gap),
            b';' => self.push(TokenKind::Semicolon, 1, gap),
            b'-' => {
                let length = self.run_of(b'-');
                let kind = if length == 1 { TokenKind::Hyphen } else { TokenKind::Dash };
                self.push(kind, length, gap);
            }
            b'(' | b'[' | b'{' => {
                self.brackets = true;
                self.push(TokenKind::OpenBracket, 1, gap);
            }
            b')' | b']' | b'}' => self.push(TokenKind::CloseBracket, 1, gap),
            b'/' => self.push(TokenKind::Slash, 1, gap),
            b'"' => {
                let opens = self.opens_here(gap, 1);
                let kind = if opens { TokenKind::OpenQuote } else { TokenKind::CloseQuote };
                self.push(kind, 1, gap | Shape::STRAIGHT);
            }
            b'\'' => self.single_mark(1, gap | Shape::STRAIGHT),
            _ if byte == OBJECT => {
                let length = self.run_of(OBJECT);
                self.push(TokenKind::Object, length, gap);
            }
            _ => self.push(TokenKind::Symbol, 1, gap),
        }
    }

    fn beyond_ascii(&mut self, character: char, gap: Shape) {
        let length = character.len_utf8();
        match character {
            '“' | '„' | '«' => self.push(TokenKind::OpenQuote, length, gap | Shape::CURLY),
            '”' | '»' => self.push(TokenKind::CloseQuote, length, gap | Shape::CURLY),
            '‘' | '‚' => {
                self.push(TokenKind::OpenQuote, length, gap | Shape::CURLY | Shape::SINGLE);
            }
            '’' => self.single_mark(length, gap | Shape::CURLY),
            '–' | '—' | '―' | '−' => self.push(TokenKind::Dash, length, gap),
            '‐' | '‑' => self.push(TokenKind::Hyphen, length, gap),
            '…' => self.push(TokenKind::Stop, length, gap),
            _ if character.is_alphabetic() => self.word(gap),
            _ => self.push(TokenKind::Symbol, length, gap),
        }
    }

    /// A straight mark opens where nothing, white space or a bracket stands before it and something
    /// readable follows.
    fn opens_here(&self, gap: Shape, length: usize) -> bool {
        let followed =
            self.text[self.at + length..].chars().next().is_some_and(|next| !next.is_whitespace());
        let before = self.tokens.last().map(|token| token.kind);
        followed
            && (gap.contains(Shape::SPACE_BEFORE)
                || matches!(
                    before,
                    Some(TokenKind::OpenBracket | TokenKind::OpenQuote | TokenKind::Dash)
                ))
    }

    /// A single mark that stands outside a word.
    fn single_mark(&mut self, length: usize, shape: Shape) {
        let shape = shape | Shape::SINGLE;
        let next = self.text[self.at + length..].chars().next();
        if shape.contains(Shape::STRAIGHT) && self.opens_here(shape, length) {
            // “’90s” leaves out figures; it opens nothing.
            let years = next.is_some_and(|it| it.is_ascii_digit())
                && self.text[self.at + length..].get(2..3) == Some("s");
            let kind = if years { TokenKind::Apostrophe } else { TokenKind::OpenQuote };
            self.push(kind, length, shape);
            return;
        }
        let joined = !shape.contains(Shape::SPACE_BEFORE);
        let after_s = joined
            && self.at > 0
            && matches!(self.bytes[self.at - 1], b's' | b'S' | b'z' | b'x')
            && next.is_none_or(|it| !it.is_alphanumeric());
        let elision = !joined && next.is_some_and(char::is_alphanumeric);
        let kind = if after_s || elision { TokenKind::Apostrophe } else { TokenKind::CloseQuote };
        self.push(kind, length, shape);
    }

    fn run_of(&self, byte: u8) -> usize {
        self.bytes[self.at..].iter().take_while(|&&it| it == byte).count()
    }

    fn push(&mut self, kind: TokenKind, length: usize, shape: Shape) {
        let start = self.at as u32;
        let end = start + length as u32;
        self.tokens.push(Token { start, end, stem_end: end, kind, shape, class: Class::empty() });
        self.at += length;
    }

    /// Whether the full stop at the reader's place belongs to the word before it.
    fn ends_abbreviation(&self) -> bool {
        let Some(last) = self.tokens.last() else {
            return false;
        };
        if last.end as usize != self.at || last.kind != TokenKind::Word {
            return false;
        }
        let word = &self.text[last.start as usize..last.end as usize];
        let single_capital = last.shape.contains(Shape::CAPITAL) && word.chars().count() == 1;
        // “I.” ends a sentence more often than it is an initial.
        if single_capital {
            return word != "I" || self.tokens.len() < 2;
        }
        if !last.is(Class::ABBREVIATION) {
            return word.contains('.');
        }
        const IN_LOWER_CASE: [&str; 20] = [
            "etc", "vs", "approx", "al", "e.g", "i.e", "a.m", "p.m", "cf", "est", "vol", "eds",
            "pp", "inc", "ltd", "mr", "mrs", "ms", "dr", "ca",
        ];
        let next = self.bytes.get(self.at + 1..).unwrap_or_default();
        let next = next.iter().find(|byte| !byte.is_ascii_whitespace());
        if word.eq_ignore_ascii_case("no")
            || word.eq_ignore_ascii_case("p")
            || word.eq_ignore_ascii_case("art")
        {
            return next.is_some_and(u8::is_ascii_digit);
        }
        last.shape.contains(Shape::CAPITAL) || IN_LOWER_CASE.contains(&word)
    }

    /// A word of ASCII letters with nothing inside or behind it that could be more than a word: most
    /// words of most texts.
    fn plain_word(&mut self, gap: Shape) -> bool {
        let start = self.at;
        let rest = &self.bytes[start..];
        let Letters { length, all_capitals, later_capitals } = Letters::at_start_of(rest);
        let ends = match rest.get(length) {
            None | Some(b' ' | b',' | b';' | b')' | b'!' | b'?' | b'"' | b'\n' | b'\r') => true,
            Some(b'.') => {
                length > 1
                    && matches!(rest.get(length + 1), None | Some(b' ' | b'\n' | b'\r' | b'"'))
            }
            _ => false,
        };
        if length == 0 || !ends {
            return false;
        }
        let end = start + length;
        let mut shape = gap;
        shape.set(Shape::CAPITAL, rest[0].is_ascii_uppercase());
        shape.set(Shape::ALL_CAPITALS, length >= 2 && all_capitals);
        shape.set(Shape::MIXED_CAPITALS, later_capitals && !all_capitals);
        self.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            stem_end: end as u32,
            kind: TokenKind::Word,
            shape,
            class: lexicon::class_at(self.bytes, start, length),
        });
        self.at = end;
        true
    }

    fn word(&mut self, gap: Shape) {
        let start = self.at;
        if let Some((kind, length)) = address_at(self.text, start) {
            self.push(kind, length, gap);
            return;
        }
        let mut shape = gap;
        let mut stem_end = None;
        let (mut letters, mut capitals, mut digits) = (0, 0, false);
        let mut at = start;
        while at < self.bytes.len() {
            let byte = self.bytes[at];
            if byte.is_ascii_alphabetic() {
                letters += 1;
                capitals += usize::from(byte.is_ascii_uppercase());
                at += 1;
            } else if byte.is_ascii_digit() {
                digits = true;
                at += 1;
            } else if byte == b'\'' || byte == b'.' || byte >= 0x80 {
                let Some(character) = self.text[at..].chars().next() else {
                    break;
                };
                let after = at + character.len_utf8();
                match character {
                    '\'' | '’' if letter_at(self.text, after) => {
                        shape |= if character == '’' { Shape::CURLY } else { Shape::STRAIGHT };
                        stem_end = Some(at);
                        at = after;
                    }
                    // “U.S.”, “a.m.”: single letters with stops; the last stop belongs to the
                    // word when a letter stood before it.
                    '.' if at - start == 1 || (at > start + 2 && self.bytes[at - 2] == b'.') => {
                        let next = self.bytes.get(after).copied().unwrap_or(b' ');
                        let next_but_one = self.bytes.get(after + 1).copied().unwrap_or(b' ');
                        let goes_on = next.is_ascii_alphabetic()
                            && (next_but_one == b'.' || !next_but_one.is_ascii_alphanumeric());
                        if !goes_on {
                            break;
                        }
                        at = after;
                    }
                    _ if character.is_alphabetic() || is_combining(character) => {
                        shape |= Shape::ACCENTED;
                        letters += 1;
                        capitals += usize::from(character.is_uppercase());
                        at = after;
                    }
                    '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}'
                        if letter_at(self.text, after) =>
                    {
                        at = after;
                    }
                    _ => break,
                }
            } else if byte == MASK
                && letter_at(self.text, at + 1)
                && !self.bytes[start..at].ends_with(b"\x01")
            {
                at += 1;
            } else {
                break;
            }
        }
        // “’s” alone makes a possessive; “O’Brien” and “don’t” keep their tail.
        let end = at;
        let tail = stem_end.map(|stem| &self.text[stem..end]);
        let possessive = matches!(tail, Some("’s" | "'s" | "’S" | "'S"));
        let stem_end = if possessive { stem_end.unwrap_or(end) } else { end };
        let stem = &self.text[start..stem_end];
        let capital = stem.chars().next().is_some_and(char::is_uppercase);
        shape.set(Shape::CAPITAL, capital);
        let own_capitals = capitals - usize::from(matches!(tail, Some("’S" | "'S")));
        let own_letters = letters - usize::from(possessive);
        shape.set(Shape::ALL_CAPITALS, own_letters >= 2 && own_capitals == own_letters);
        let mixed = own_capitals > usize::from(capital) && own_capitals < own_letters;
        shape.set(Shape::MIXED_CAPITALS, mixed);
        shape.set(Shape::POSSESSIVE, possessive);
        let kind = if digits { TokenKind::Code } else { TokenKind::Word };
        self.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            stem_end: stem_end as u32,
            kind,
            shape,
            class: if digits { Class::empty() } else { lexicon::class_of(stem) },
        });
        self.at = end;
    }

    fn number(&mut self, gap: Shape) {
        let start = self.at;
        let mut at = start;
        loop {
            while self.bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            // A separator belongs to the number when a figure follows it.
            let separator = self.bytes.get(at).copied();
            let inside = matches!(separator, Some(b',' | b'.' | b':'))
                && self.bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            if !inside {
                break;
            }
            at += 1;
        }
        let letters = self.bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let followed = self.bytes.get(at + letters).copied().unwrap_or(b' ');
        let tail = &self.text[at..at + letters];
        let ordinal = letters == 2
            && !followed.is_ascii_alphanumeric()
            && ["st", "nd", "rd", "th"].iter().any(|it| it.eq_ignore_ascii_case(tail));
        let kind = if ordinal {
            at += letters;
            TokenKind::Ordinal
        } else if letters > 0 && !is_unit(tail) {
            if let Some((kind, length)) = address_at(self.text, start) {
                self.push(kind, length, gap);
                return;
            }
            while self.bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
                at += 1;
            }
            TokenKind::Code
        } else {
            TokenKind::Number
        };
        self.push(kind, at - start, gap);
    }
}

/// Units that are written against their number: “5pm”, “3m”, “20km”.
fn is_unit(tail: &str) -> bool {
    const UNITS: [&str; 12] =
        ["am", "pm", "m", "bn", "k", "km", "kg", "mm", "cm", "gb", "mw", "th"];
    UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(tail))
}

fn letter_at(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic)
}

fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

/// Characters that show nothing and separate nothing.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{feff}'
    )
}

fn mark_brackets(tokens: &mut [Token]) {
    let mut depth = 0_u32;
    for token in tokens {
        match token.kind {
            TokenKind::OpenBracket => depth += 1,
            TokenKind::CloseBracket => depth = depth.saturating_sub(1),
            _ if depth > 0 => token.shape |= Shape::BRACKETED,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
        tokenize(text).iter().map(|it| (it.kind, &text[it.span().range()])).collect()
    }

    #[test]
    fn words_keep_their_apostrophes_and_numbers_their_separators() {
        assert_eq!(
            kinds("O’Hara’s 1,200.5 v. 42nd"),
            [
                (TokenKind::Word, "O’Hara’s"),
                (TokenKind::Number, "1,200.5"),
                (TokenKind::Word, "v"),
                (TokenKind::Stop, "."),
                (TokenKind::Ordinal, "42nd"),
            ]
        );
        let tokens = tokenize("O’Hara’s");
        assert!(tokens[0].has(Shape::POSSESSIVE | Shape::CURLY));
        assert_eq!(tokens[0].stem_span().len(), "O’Hara".len());
    }

    #[test]
    fn addresses_are_one_token_without_the_stop_that_follows() {
        assert_eq!(
            kinds("See www.TheSite.com. Or a.b@house.gov, please")[1],
            (TokenKind::Url, "www.TheSite.com")
        );
        assert_eq!(kinds("a.b@house.gov, please")[0], (TokenKind::Email, "a.b@house.gov"));
        assert_eq!(kinds("the plan.All")[2], (TokenKind::Stop, "."));
    }

    #[test]
    fn single_marks_are_told_apart() {
        let single = |text: &str| {
            tokenize(text)
                .iter()
                .filter(|it| it.has(Shape::SINGLE))
                .map(|it| it.kind)
                .collect::<Vec<_>>()
        };
        assert_eq!(single("the states' plan"), [TokenKind::Apostrophe]);
        assert_eq!(single("'Go,' he said"), [TokenKind::OpenQuote, TokenKind::CloseQuote]);
        assert_eq!(single("the ’90s"), [TokenKind::Apostrophe]);
    }

    #[test]
    fn stops_of_abbreviations_and_initials_end_nothing() {
        let stops = |text: &str| {
            tokenize(text)
                .iter()
                .filter(|it| it.kind == TokenKind::Stop)
                .map(|it| it.has(Shape::ABBREVIATION))
                .collect::<Vec<_>>()
        };
        assert_eq!(stops("Dr. Ann K. Reed left."), [true, true, false]);
        assert_eq!(stops("She said no. They left."), [false, false]);
        assert_eq!(stops("Case No. 12."), [true, false]);
    }
}
