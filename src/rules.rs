//! The rules: every page under `rules/`, and the code of those that need code.
//!
//! Written by `cargo test --test registry` from the files that are there; never by hand.

use crate::rule::Entry;

pub(crate) mod quotes {
    pub(crate) mod quote_balance;
    pub(crate) mod quote_style;
}

pub(crate) mod residue {
    pub(crate) mod gallery_caption;
    pub(crate) mod page_navigation;
    pub(crate) mod photo_counter;
}

pub(crate) mod structure {
    pub(crate) mod dateline_form;
    pub(crate) mod dateline_place;
    pub(crate) mod headline_missing;
    pub(crate) mod list_introduction;
    pub(crate) mod list_run_in;
}

pub(crate) mod typography {
    pub(crate) mod doubled_word;
    pub(crate) mod space_after_stop;
}

/// Name, group and text of every page.
pub const PAGES: &[(&str, &str, &str)] = &[
    ("configuration", "program", include_str!("../rules/program/configuration.md")),
    ("dateline-form", "structure", include_str!("../rules/structure/dateline-form.md")),
    ("dateline-place", "structure", include_str!("../rules/structure/dateline-place.md")),
    ("doubled-word", "typography", include_str!("../rules/typography/doubled-word.md")),
    ("gallery-caption", "residue", include_str!("../rules/residue/gallery-caption.md")),
    ("headline-missing", "structure", include_str!("../rules/structure/headline-missing.md")),
    ("list-introduction", "structure", include_str!("../rules/structure/list-introduction.md")),
    ("list-run-in", "structure", include_str!("../rules/structure/list-run-in.md")),
    ("page-navigation", "residue", include_str!("../rules/residue/page-navigation.md")),
    ("photo-counter", "residue", include_str!("../rules/residue/photo-counter.md")),
    ("quote-balance", "quotes", include_str!("../rules/quotes/quote-balance.md")),
    ("quote-style", "quotes", include_str!("../rules/quotes/quote-style.md")),
    ("space-after-stop", "typography", include_str!("../rules/typography/space-after-stop.md")),
    ("unused-suppression", "program", include_str!("../rules/program/unused-suppression.md")),
];

/// Every coded rule.
pub const ENTRIES: &[&Entry] = &[
    &quotes::quote_balance::ENTRY,
    &quotes::quote_style::ENTRY,
    &residue::gallery_caption::ENTRY,
    &residue::page_navigation::ENTRY,
    &residue::photo_counter::ENTRY,
    &structure::dateline_form::ENTRY,
    &structure::dateline_place::ENTRY,
    &structure::headline_missing::ENTRY,
    &structure::list_introduction::ENTRY,
    &structure::list_run_in::ENTRY,
    &typography::doubled_word::ENTRY,
    &typography::space_after_stop::ENTRY,
];
