//! What completion needs, whatever is completed: what the client can take, and items in that form.

pub(super) mod draft;
mod items;
mod traits;

pub(super) use items::{ItemKind, Suggestion, documentation};
pub(super) use traits::CompletionTraits;
