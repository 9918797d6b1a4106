//! The rules: every page under `rules/`, and the code of those that need code.
//!
//! Written by `cargo test --test registry` from the files that are there; never by hand.

use crate::rule::Entry;

pub(crate) mod consistency {
    pub(crate) mod organisation_name;
    pub(crate) mod spelling_variant;
}

pub(crate) mod typography {
    pub(crate) mod doubled_word;
}

/// Name, group and text of every page.
pub const PAGES: &[(&str, &str, &str)] = &[
    ("agreement", "style", include_str!("../rules/style/agreement.md")),
    ("configuration", "program", include_str!("../rules/program/configuration.md")),
    ("doubled-word", "typography", include_str!("../rules/typography/doubled-word.md")),
    ("house-terms", "style", include_str!("../rules/style/house-terms.md")),
    ("hype", "style", include_str!("../rules/style/hype.md")),
    ("organisation-name", "consistency", include_str!("../rules/consistency/organisation-name.md")),
    ("spelling-variant", "consistency", include_str!("../rules/consistency/spelling-variant.md")),
    ("unused-suppression", "program", include_str!("../rules/program/unused-suppression.md")),
    ("wordiness", "style", include_str!("../rules/style/wordiness.md")),
];

/// Every coded rule.
pub const ENTRIES: &[&Entry] = &[
    &consistency::organisation_name::ENTRY,
    &consistency::spelling_variant::ENTRY,
    &typography::doubled_word::ENTRY,
];
