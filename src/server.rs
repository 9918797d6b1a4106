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
mod config_edits;
mod diagnostics;
mod edits;
mod frames;
mod gate;
mod handlers;
mod links;
mod outbox;
mod project_diagnostics;
mod projects;
mod proto;
mod scheduler;
mod serve;
mod session;
mod state;
mod status;
mod survey;
mod watching;

pub use serve::run;
