//! Text and positions: spans, the line index, and the masks that hide markup from the rules.

mod line_index;
mod mask;
mod span;

pub use line_index::{LineColumn, LineIndex};
pub use mask::{Comment, FrontMatter, MASK, Markup, Masked, OBJECT};
pub(crate) use mask::{Layout, LayoutKind};
pub use span::Span;
