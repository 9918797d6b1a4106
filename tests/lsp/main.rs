//! The language server, as an editor sees it: `presscheck lsp` is run, and spoken to over its
//! standard input and output.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod actions;
mod clients;
mod configuration;
mod declared;
mod editor;
mod endings;
mod features;
mod findings;
mod nonsense;
mod planted;
mod publishing;
mod replay;
mod suppressing;
mod sync;
