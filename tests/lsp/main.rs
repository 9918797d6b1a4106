//! The language server, as an editor sees it: `presscheck lsp` is run, and spoken to over its
//! standard input and output.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod actions;
mod clients;
mod configuration;
mod editor;
mod endings;
mod folding;
mod formatting;
mod inlay_hints;
mod lenses;
mod links;
mod nonsense;
mod offers;
mod publishing;
mod rule_pages;
mod suppressing;
mod sync;
mod writing;
mod zones;
