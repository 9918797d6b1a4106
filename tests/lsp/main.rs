//! The language server, as an editor sees it: `presscheck lsp` is run, and spoken to over its
//! standard input and output.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod actions;
mod behaving;
mod clients;
mod configuration;
mod deeds;
mod editor;
mod endings;
mod nonsense;
mod publishing;
mod pulling;
mod status;
mod suppressing;
mod sync;
