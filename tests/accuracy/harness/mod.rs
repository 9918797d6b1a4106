//! How often the rules are right: defects planted one at a time in clean drafts, and real releases.
//!
//! Shared by `tests/accuracy.rs`, which asserts, and `examples/accuracy.rs`, which prints.

pub(crate) mod clean;
pub(crate) mod corpus;
mod kinds;
pub(crate) mod measure;
pub(crate) mod plant;
pub(crate) mod report;
mod words;

pub(crate) use clean::Clean;
pub(crate) use measure::measure;
