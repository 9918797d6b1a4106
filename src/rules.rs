//! The rules: every page under `rules/`, and the code of those that need code.
//!
//! Written by `cargo test --test registry` from the files that are there; never by hand.

use crate::rule::Entry;

pub(crate) mod typography {
    pub(crate) mod doubled_word;
}

/// Name, group and text of every page.
pub const PAGES: &[(&str, &str, &str)] = &[
    ("configuration", "program", include_str!("../rules/program/configuration.md")),
    ("doubled-word", "typography", include_str!("../rules/typography/doubled-word.md")),
    ("unused-suppression", "program", include_str!("../rules/program/unused-suppression.md")),
];

/// Every coded rule.
pub const ENTRIES: &[&Entry] = &[&typography::doubled_word::ENTRY];
