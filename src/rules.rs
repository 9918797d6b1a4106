//! The rules: every page under `rules/`, and the code of those that need code.
//!
//! Written by `cargo test --test registry` from the files that are there; never by hand.

use crate::rule::Entry;

pub(crate) mod consistency {
    pub(crate) mod duration_range;
    pub(crate) mod impossible_date;
    pub(crate) mod range_order;
    pub(crate) mod relative_date;
    pub(crate) mod weekday_date;
}

pub(crate) mod structure {
    pub(crate) mod release_date_missing;
}

pub(crate) mod typography {
    pub(crate) mod doubled_word;
}

/// Name, group and text of every page.
pub const PAGES: &[(&str, &str, &str)] = &[
    ("configuration", "program", include_str!("../rules/program/configuration.md")),
    ("doubled-word", "typography", include_str!("../rules/typography/doubled-word.md")),
    ("duration-range", "consistency", include_str!("../rules/consistency/duration-range.md")),
    ("impossible-date", "consistency", include_str!("../rules/consistency/impossible-date.md")),
    ("range-order", "consistency", include_str!("../rules/consistency/range-order.md")),
    ("relative-date", "consistency", include_str!("../rules/consistency/relative-date.md")),
    (
        "release-date-missing",
        "structure",
        include_str!("../rules/structure/release-date-missing.md"),
    ),
    ("unused-suppression", "program", include_str!("../rules/program/unused-suppression.md")),
    ("weekday-date", "consistency", include_str!("../rules/consistency/weekday-date.md")),
];

/// Every coded rule.
pub const ENTRIES: &[&Entry] = &[
    &consistency::duration_range::ENTRY,
    &consistency::impossible_date::ENTRY,
    &consistency::range_order::ENTRY,
    &consistency::relative_date::ENTRY,
    &consistency::weekday_date::ENTRY,
    &structure::release_date_missing::ENTRY,
    &typography::doubled_word::ENTRY,
];
