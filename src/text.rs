//! Text and positions: spans, the line index, and the masks that hide markup from the rules.

mod line_index;
mod mask;
mod span;

pub use line_index::{LineColumn, LineIndex};
pub use mask::{Comment, FrontMatter, MASK, Markup, Masked, OBJECT};
pub(crate) use mask::{Layout, LayoutKind};
pub use span::Span;

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
