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

mod backend;
mod checker;
mod client;
mod diagnostics;
mod edits;
mod folds;
mod frames;
mod gate;
mod handlers;
mod links;
mod pieces;
mod project_diagnostics;
mod projects;
mod proto;
mod refresher;
mod scheduler;
mod serve;
mod session;
mod state;
mod typesetting;

pub use serve::run;
