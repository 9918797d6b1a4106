//! The rules: every page under `rules/`, and the code of those that need code.
//!
//! Written by `cargo test --test registry` from the files that are there; never by hand.

use crate::rule::Entry;

pub(crate) mod consistency {
    pub(crate) mod member_count_conflict;
    pub(crate) mod member_count_fact;
    pub(crate) mod ordinal_suffix;
}

pub(crate) mod residue {
    pub(crate) mod duplicate_paragraph;
    pub(crate) mod placeholder;
}

pub(crate) mod typography {
    pub(crate) mod apostrophe_style;
    pub(crate) mod doubled_word;
    pub(crate) mod invisible_characters;
}

/// Name, group and text of every page.
pub const PAGES: &[(&str, &str, &str)] = &[
    ("apostrophe-style", "typography", include_str!("../rules/typography/apostrophe-style.md")),
    ("configuration", "program", include_str!("../rules/program/configuration.md")),
    ("doubled-word", "typography", include_str!("../rules/typography/doubled-word.md")),
    ("duplicate-paragraph", "residue", include_str!("../rules/residue/duplicate-paragraph.md")),
    (
        "invisible-characters",
        "typography",
        include_str!("../rules/typography/invisible-characters.md"),
    ),
    (
        "member-count-conflict",
        "consistency",
        include_str!("../rules/consistency/member-count-conflict.md"),
    ),
    ("member-count-fact", "consistency", include_str!("../rules/consistency/member-count-fact.md")),
    ("ordinal-suffix", "consistency", include_str!("../rules/consistency/ordinal-suffix.md")),
    ("placeholder", "residue", include_str!("../rules/residue/placeholder.md")),
    ("unused-suppression", "program", include_str!("../rules/program/unused-suppression.md")),
];

/// Every coded rule.
pub const ENTRIES: &[&Entry] = &[
    &consistency::member_count_conflict::ENTRY,
    &consistency::member_count_fact::ENTRY,
    &consistency::ordinal_suffix::ENTRY,
    &residue::duplicate_paragraph::ENTRY,
    &residue::placeholder::ENTRY,
    &typography::apostrophe_style::ENTRY,
    &typography::doubled_word::ENTRY,
    &typography::invisible_characters::ENTRY,
];
