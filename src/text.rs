//! Text and positions: spans, the line index, and the masks that hide markup from the rules.

mod line_index;
mod mask;
mod span;
pub(crate) mod unseen;
mod word_list;

pub use line_index::{LineColumn, LineIndex};
pub use mask::{Comment, FrontMatter, MASK, Markup, Masked, OBJECT};
pub(crate) use mask::{Layout, LayoutKind};
pub use span::Span;
pub(crate) use word_list::WordList;

/// The text on one line, white space made single: to name it in a message.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|it: char| it.is_whitespace() || it == char::from(MASK)) {
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    line
}

/// `text` in lower case.
pub(crate) fn lower_case(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let has_more = !lower.is_ascii() && lower.chars().any(char::is_uppercase);
    if has_more { text.to_lowercase() } else { lower }
}

/// A short word in lower case, kept in `buffer`; the empty text for one that is longer or has letters
/// beyond ASCII.
pub(crate) fn lower_word<'a>(word: &str, buffer: &'a mut [u8; 16]) -> &'a str {
    let Some(place) = buffer.get_mut(..word.len()) else {
        return "";
    };
    place.copy_from_slice(word.as_bytes());
    place.make_ascii_lowercase();
    std::str::from_utf8(place).ok().filter(|it| it.is_ascii()).unwrap_or_default()
}

/// The first eight bytes as a number, the first of them lowest, with zeros behind a text that is shorter.
pub(crate) fn first_eight(text: &[u8]) -> u64 {
    match text.first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => text.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)),
    }
}

/// Whether `text` begins with one of these beginnings in ASCII and small letters, in whatever case it
/// is written.
pub(crate) fn begins_with_any(text: &str, beginnings: &[&str]) -> bool {
    let text = text.as_bytes();
    let first = text.first().map(u8::to_ascii_lowercase);
    beginnings.iter().map(|it| it.as_bytes()).any(|it| {
        it.first().copied() == first
            && text.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it))
    })
}

/// The first characters of `text`, at most `count`.
pub(crate) fn first_characters(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}
