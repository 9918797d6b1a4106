//! The rules: every page under `rules/`, and the code of those that need code.
//!
//! Written by `cargo test --test registry` from the files that are there; never by hand.

use crate::rule::Entry;

pub(crate) mod consistency {
    pub(crate) mod name_spelling;
    pub(crate) mod person_first_mention;
    pub(crate) mod person_title;
}

pub(crate) mod typography {
    pub(crate) mod doubled_word;
}

/// Name, group and text of every page.
pub const PAGES: &[(&str, &str, &str)] = &[
    ("configuration", "program", include_str!("../rules/program/configuration.md")),
    ("doubled-word", "typography", include_str!("../rules/typography/doubled-word.md")),
    ("name-spelling", "consistency", include_str!("../rules/consistency/name-spelling.md")),
    (
        "person-first-mention",
        "consistency",
        include_str!("../rules/consistency/person-first-mention.md"),
    ),
    ("person-title", "consistency", include_str!("../rules/consistency/person-title.md")),
    ("unused-suppression", "program", include_str!("../rules/program/unused-suppression.md")),
];

/// Every coded rule.
pub const ENTRIES: &[&Entry] = &[
    &consistency::name_spelling::ENTRY,
    &consistency::person_first_mention::ENTRY,
    &consistency::person_title::ENTRY,
    &typography::doubled_word::ENTRY,
];
