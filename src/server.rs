//! The language server: drafts are checked while they are written.
//!
//! ```text
//! standard input ──► frames ──► tower-lsp ──► gate ──► session: State ──► scheduler ──► diagnostics
//!                                               │                │
//!                                               └─► handlers ◄───┘ the state when the request came
//! ```
//!
//! `docs/lsp.md` says what `tower-lsp` 0.20 cannot do by itself, and which piece here makes up for
//! it. Nothing outside this module knows the protocol.

mod asking;
mod backend;
mod cards;
mod checker;
mod client;
mod completion;
mod config_edits;
mod config_places;
mod configuration;
mod diagnostics;
mod edits;
mod folds;
mod frames;
mod gate;
mod handlers;
mod links;
mod names;
mod outbox;
mod outline;
mod people;
mod pieces;
mod project_diagnostics;
mod projects;
mod proto;
mod records;
mod refresher;
mod renaming;
mod scheduler;
mod serve;
mod session;
mod state;
mod status;
mod survey;
mod threads;
mod typesetting;
mod under_cursor;
mod watching;
mod workspace_index;

pub use serve::run;
