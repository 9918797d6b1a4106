//! A phrase of a page: found across line breaks, in any case, with either apostrophe.

use std::ops::Range;

use crate::text::{MASK, Span};

/// Words to look for. White space in them stands for any run of white space, an apostrophe and a
/// hyphen for every form of theirs; a trailing `*` stands for any letters that follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Single spaces, straight apostrophes, plain hyphens; in lower case unless case matters.
    text: String,
    /// Whether letters may follow.
    open: bool,
    match_case: bool,
    /// The longest piece without space or mark: the automaton looks for this.
    anchor: Range<usize>,
}

/// Where a phrase was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// All of it, with the letters that a trailing `*` stands for.
    pub(crate) span: Span,
    /// Where those letters begin.
    pub(crate) tail: usize,
}

impl Phrase {
    /// Reads a phrase as a page writes it.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub(crate) fn new(written: &str, match_case: bool) -> Result<Self, &'static str> {
        let words = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let (words, open) = match words.strip_suffix('*') {
            Some(words) => (words, true),
            None => (words.as_str(), false),
        };
        if words.contains('*') {
            return Err("“*” can stand at the end only");
        }
        let mut text = String::with_capacity(words.len());
        for character in words.chars().map(plain) {
            if match_case {
                text.push(character);
            } else {
                text.extend(character.to_lowercase());
            }
        }
        let anchor = longest_piece(&text);
        if anchor.is_empty() {
            return Err("a phrase needs a letter or a figure");
        }
        Ok(Self { text, open, match_case, anchor })
    }

    /// The phrase as it was written, spaces and marks made plain.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether letters may follow.
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    /// The piece that the automaton looks for.
    pub(crate) fn anchor(&self) -> &str {
        &self.text[self.anchor.clone()]
    }

    /// The phrase in `text` whose anchor stands at `at`, if it stands there. With `joined` it may
    /// be part of a hyphenated compound.
    pub(crate) fn find(&self, text: &str, at: Span, joined: bool) -> Option<Found> {
        let before = &self.text[..self.anchor.start];
        let after = &self.text[self.anchor.end..];
        if self.match_case && &text[at.range()] != self.anchor() {
            return None;
        }
        let start = at.start - self.read(text[..at.start].chars().rev(), before.chars().rev())?;
        let tail = at.end + self.read(text[at.end..].chars(), after.chars())?;
        let mut end = tail;
        if self.open {
            let letters = text[tail..].chars().take_while(|it| it.is_alphabetic());
            end += letters.map(char::len_utf8).sum::<usize>();
        }
        let span = Span::new(start, end);
        (is_free(text, span) && (joined || !is_hyphenated(text, span)))
            .then_some(Found { span, tail })
    }

    /// How many bytes of `text` the `wanted` characters cover.
    fn read(
        &self,
        text: impl Iterator<Item = char>,
        wanted: impl Iterator<Item = char>,
    ) -> Option<usize> {
        let mut text = text.peekable();
        let mut length = 0;
        for wanted in wanted {
            while let Some(hidden) = text.next_if(|&it| is_hidden(it)) {
                length += hidden.len_utf8();
            }
            let character = text.next()?;
            length += character.len_utf8();
            let same = if wanted == ' ' {
                character.is_whitespace()
            } else {
                let character = plain(character);
                character == wanted
                    || !self.match_case && character.to_lowercase().eq(std::iter::once(wanted))
            };
            if !same {
                return None;
            }
            if wanted == ' ' {
                while let Some(space) = text.next_if(|&it| it.is_whitespace() || is_hidden(it)) {
                    length += space.len_utf8();
                }
            }
        }
        Some(length)
    }
}

/// The longest run of letters and figures that begins a word; one in ASCII rather than one that is
/// not, since the automaton folds the case of ASCII only.
fn longest_piece(text: &str) -> Range<usize> {
    let mut longest = 0..0;
    let mut weight = (false, 0);
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        if character.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            let piece = &text[from..at];
            // “clock” of “o'clock” begins no word.
            let before = &text[..from];
            let begins = before.is_empty() || before.ends_with([' ', '-']);
            if begins && weight < (piece.is_ascii(), piece.len()) {
                weight = (piece.is_ascii(), piece.len());
                longest = from..at;
            }
        }
    }
    longest
}

/// An apostrophe or a hyphen in its plain form.
fn plain(character: char) -> char {
    match character {
        '’' | 'ʼ' => '\'',
        '‐' | '‑' => '-',
        _ => character,
    }
}

fn is_hidden(character: char) -> bool {
    character == char::from(MASK) || matches!(character, '\u{ad}' | '\u{200b}' | '\u{2060}')
}

fn before(text: &str, at: usize) -> impl Iterator<Item = char> {
    text[..at].chars().rev().filter(|&it| !is_hidden(it))
}

fn after(text: &str, at: usize) -> impl Iterator<Item = char> {
    text[at..].chars().filter(|&it| !is_hidden(it))
}

fn is_inside(character: Option<char>) -> bool {
    character.is_some_and(|it| it.is_alphanumeric() || it == '_')
}

/// Whether no word goes on at either end of `span`, and it is no hashtag and no account.
pub(super) fn is_free(text: &str, span: Span) -> bool {
    let found = &text[span.range()];
    let (first, last) = (found.chars().next(), found.chars().next_back());
    let before = before(text, span.start).next();
    !(is_inside(first) && (is_inside(before) || matches!(before, Some('#' | '@')))
        || is_inside(last) && is_inside(after(text, span.end).next()))
}

/// Whether a hyphen joins `span` to a word on either side.
pub(super) fn is_hyphenated(text: &str, span: Span) -> bool {
    let joins = |mut side: Box<dyn Iterator<Item = char> + '_>| {
        side.next().map(plain) == Some('-') && side.next().is_some_and(char::is_alphanumeric)
    };
    joins(Box::new(before(text, span.start))) || joins(Box::new(after(text, span.end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(phrase: &str, text: &'a str) -> Option<&'a str> {
        let phrase = Phrase::new(phrase, false).unwrap();
        let folded = text.to_ascii_lowercase();
        folded.match_indices(phrase.anchor()).find_map(|(at, anchor)| {
            let found = phrase.find(text, Span::new(at, at + anchor.len()), false)?;
            Some(&text[found.span.range()])
        })
    }

    #[test]
    fn white_space_marks_and_case_do_not_hide_a_phrase() {
        assert_eq!(found("in order to", "It met in order\n  to vote."), Some("in order\n  to"));
        assert_eq!(found("in order to", "In\u{a0}order to vote"), Some("In\u{a0}order to"));
        assert_eq!(found("today's world", "in TODAY’S world."), Some("TODAY’S world"));
        assert_eq!(found("world-class", "a World‑Class port"), Some("World‑Class"));
        assert_eq!(found("in order to", "in \u{1}order\u{1} to go"), Some("in \u{1}order\u{1} to"));
        assert_eq!(found("co-operat*", "Co-operation"), Some("Co-operation"));
    }

    #[test]
    fn a_part_of_a_word_is_not_the_word() {
        for text in ["uniquely", "ununique", "#unique", "@unique", "unique_id", "unique-looking"] {
            assert_eq!(found("unique", text), None, "{text}");
        }
        assert_eq!(found("unique", "“unique”"), Some("unique"));
        assert_eq!(found("in order to", "in good order to"), None);
    }

    #[test]
    fn what_is_no_phrase_is_refused() {
        assert!(Phrase::new(" – ", false).is_err());
        assert!(Phrase::new("a*b", false).is_err());
    }
}
