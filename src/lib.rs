//! Presscheck's engine: a press-release draft goes in, findings and fixes come out.
//!
//! ```text
//! text ──► draft (blocks, zones, sentences) ──► facts (people, dates, counts, …)
//!      ──► rules ──► findings with fixes
//! ```
//!
//! The engine is pure: it reads no file, no clock and no environment, and it cannot fail. Positions
//! are byte ranges in the text that was given; lines and columns exist at the edges only
//! ([`report`](crate::report) and the language server).
//!
//! ```
//! use presscheck::{Engine, House, Source};
//!
//! let engine = Engine::new(House::default_house());
//! let analysis = engine.check(&Source::plain("Rivers agreement\n\nThe the end."));
//! assert!(analysis.findings.iter().any(|finding| &*finding.rule == "doubled-word"));
//! ```

pub mod text;

pub mod draft;

pub mod dictionary;

pub mod gazetteer;

pub mod facts;

pub mod rule;

pub mod rules;

pub mod house;

pub mod finding;

pub mod engine;

#[cfg(feature = "cli")]
pub mod report;

#[cfg(feature = "cli")]
pub mod schema;

#[cfg(feature = "cli")]
pub mod workspace;

#[cfg(feature = "cli")]
pub mod cli;

#[cfg(feature = "lsp")]
pub mod server;

pub use crate::engine::{Analysis, Earlier, Engine, Fixed, Source, Stop};
pub use crate::finding::{Edit, Finding, Fix, Level, Related, Safety};
pub use crate::house::House;
pub use crate::text::{Markup, Span};
