//! The language server, as an editor sees it: `presscheck lsp` is run, and spoken to over its
//! standard input and output.

mod actions;
mod configuration;
mod editor;
mod endings;
mod nonsense;
mod publishing;
mod suppressing;
mod sync;
