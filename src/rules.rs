//! The rules: every page under `rules/`, and the code of those that need code.
//!
//! Written by `cargo test --test registry` from the files that are there; never by hand.

use crate::rule::Entry;

pub(crate) mod structure {
    pub(crate) mod dateline_form;
    pub(crate) mod dateline_place;
    pub(crate) mod headline_missing;
}

pub(crate) mod typography {
    pub(crate) mod doubled_word;
}

/// Name, group and text of every page.
pub const PAGES: &[(&str, &str, &str)] = &[
    ("configuration", "program", include_str!("../rules/program/configuration.md")),
    ("dateline-form", "structure", include_str!("../rules/structure/dateline-form.md")),
    ("dateline-place", "structure", include_str!("../rules/structure/dateline-place.md")),
    ("doubled-word", "typography", include_str!("../rules/typography/doubled-word.md")),
    ("headline-missing", "structure", include_str!("../rules/structure/headline-missing.md")),
    ("unused-suppression", "program", include_str!("../rules/program/unused-suppression.md")),
];

/// Every coded rule.
pub const ENTRIES: &[&Entry] = &[
    &structure::dateline_form::ENTRY,
    &structure::dateline_place::ENTRY,
    &structure::headline_missing::ENTRY,
    &typography::doubled_word::ENTRY,
];
