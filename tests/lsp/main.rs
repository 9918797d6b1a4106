//! The language server, as an editor sees it: `presscheck lsp` is run, and spoken to over its
//! standard input and output.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod actions;
mod behaving;
mod clients;
mod completion;
mod configuration;
mod declared;
mod deeds;
mod editor;
mod endings;
mod features;
mod findings;
mod folding;
mod formatting;
mod hovering;
mod inlay_hints;
mod lenses;
mod links;
mod navigating;
mod nonsense;
mod offers;
mod outline;
mod planted;
mod publishing;
mod pulling;
mod release;
mod renaming;
mod renaming_in_configuration;
mod replay;
mod rule_pages;
mod settings;
mod status;
mod suppressing;
mod sync;
mod toml;
mod workspace_symbols;
mod writing;
mod zones;
