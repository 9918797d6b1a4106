//! `presscheck.toml` in the editor: completion and hover, from the JSON Schema of the file.

pub(super) mod completion;
mod guide;
pub(super) mod hover;
mod place;
