//! The rules: every page under `rules/`, and the code of those that need code.
//!
//! Written by `cargo test --test registry` from the files that are there; never by hand.

use crate::rule::Entry;

pub(crate) mod consistency {
    pub(crate) mod anniversary;
    pub(crate) mod date_form;
    pub(crate) mod duration_range;
    pub(crate) mod impossible_date;
    pub(crate) mod malformed_number;
    pub(crate) mod member_count_conflict;
    pub(crate) mod member_count_fact;
    pub(crate) mod name_spelling;
    pub(crate) mod number_conflict;
    pub(crate) mod number_style;
    pub(crate) mod ordinal_suffix;
    pub(crate) mod organisation_name;
    pub(crate) mod person_first_mention;
    pub(crate) mod person_title;
    pub(crate) mod range_order;
    pub(crate) mod relative_date;
    pub(crate) mod series_ordinal;
    pub(crate) mod spelling_variant;
    pub(crate) mod sum_mismatch;
    pub(crate) mod tense_date;
    pub(crate) mod time_form;
    pub(crate) mod unit_form;
    pub(crate) mod weekday_date;
}

pub(crate) mod quotes {
    pub(crate) mod quote_balance;
    pub(crate) mod quote_style;
}

pub(crate) mod residue {
    pub(crate) mod duplicate_paragraph;
    pub(crate) mod gallery_caption;
    pub(crate) mod page_navigation;
    pub(crate) mod photo_counter;
    pub(crate) mod placeholder;
}

pub(crate) mod structure {
    pub(crate) mod dateline_form;
    pub(crate) mod dateline_place;
    pub(crate) mod headline_missing;
    pub(crate) mod list_introduction;
    pub(crate) mod list_run_in;
    pub(crate) mod release_date_missing;
}

pub(crate) mod typography {
    pub(crate) mod apostrophe_style;
    pub(crate) mod doubled_word;
    pub(crate) mod invisible_characters;
    pub(crate) mod range_dash;
    pub(crate) mod space_after_stop;
}

/// Name, group and text of every page.
pub const PAGES: &[(&str, &str, &str)] = &[
    ("agreement", "style", include_str!("../rules/style/agreement.md")),
    ("anniversary", "consistency", include_str!("../rules/consistency/anniversary.md")),
    ("apostrophe-style", "typography", include_str!("../rules/typography/apostrophe-style.md")),
    ("configuration", "program", include_str!("../rules/program/configuration.md")),
    ("date-form", "consistency", include_str!("../rules/consistency/date-form.md")),
    ("dateline-form", "structure", include_str!("../rules/structure/dateline-form.md")),
    ("dateline-place", "structure", include_str!("../rules/structure/dateline-place.md")),
    ("doubled-word", "typography", include_str!("../rules/typography/doubled-word.md")),
    ("duplicate-paragraph", "residue", include_str!("../rules/residue/duplicate-paragraph.md")),
    ("duration-range", "consistency", include_str!("../rules/consistency/duration-range.md")),
    ("gallery-caption", "residue", include_str!("../rules/residue/gallery-caption.md")),
    ("headline-missing", "structure", include_str!("../rules/structure/headline-missing.md")),
    ("house-terms", "style", include_str!("../rules/style/house-terms.md")),
    ("hype", "style", include_str!("../rules/style/hype.md")),
    ("impossible-date", "consistency", include_str!("../rules/consistency/impossible-date.md")),
    (
        "invisible-characters",
        "typography",
        include_str!("../rules/typography/invisible-characters.md"),
    ),
    ("list-introduction", "structure", include_str!("../rules/structure/list-introduction.md")),
    ("list-run-in", "structure", include_str!("../rules/structure/list-run-in.md")),
    ("malformed-number", "consistency", include_str!("../rules/consistency/malformed-number.md")),
    (
        "member-count-conflict",
        "consistency",
        include_str!("../rules/consistency/member-count-conflict.md"),
    ),
    ("member-count-fact", "consistency", include_str!("../rules/consistency/member-count-fact.md")),
    ("name-spelling", "consistency", include_str!("../rules/consistency/name-spelling.md")),
    ("number-conflict", "consistency", include_str!("../rules/consistency/number-conflict.md")),
    ("number-style", "consistency", include_str!("../rules/consistency/number-style.md")),
    ("ordinal-suffix", "consistency", include_str!("../rules/consistency/ordinal-suffix.md")),
    ("organisation-name", "consistency", include_str!("../rules/consistency/organisation-name.md")),
    ("page-navigation", "residue", include_str!("../rules/residue/page-navigation.md")),
    (
        "person-first-mention",
        "consistency",
        include_str!("../rules/consistency/person-first-mention.md"),
    ),
    ("person-title", "consistency", include_str!("../rules/consistency/person-title.md")),
    ("photo-counter", "residue", include_str!("../rules/residue/photo-counter.md")),
    ("placeholder", "residue", include_str!("../rules/residue/placeholder.md")),
    ("quote-balance", "quotes", include_str!("../rules/quotes/quote-balance.md")),
    ("quote-style", "quotes", include_str!("../rules/quotes/quote-style.md")),
    ("range-dash", "typography", include_str!("../rules/typography/range-dash.md")),
    ("range-order", "consistency", include_str!("../rules/consistency/range-order.md")),
    ("relative-date", "consistency", include_str!("../rules/consistency/relative-date.md")),
    (
        "release-date-missing",
        "structure",
        include_str!("../rules/structure/release-date-missing.md"),
    ),
    ("series-ordinal", "consistency", include_str!("../rules/consistency/series-ordinal.md")),
    ("space-after-stop", "typography", include_str!("../rules/typography/space-after-stop.md")),
    ("spelling-variant", "consistency", include_str!("../rules/consistency/spelling-variant.md")),
    ("sum-mismatch", "consistency", include_str!("../rules/consistency/sum-mismatch.md")),
    ("tense-date", "consistency", include_str!("../rules/consistency/tense-date.md")),
    ("time-form", "consistency", include_str!("../rules/consistency/time-form.md")),
    ("unit-form", "consistency", include_str!("../rules/consistency/unit-form.md")),
    ("unused-suppression", "program", include_str!("../rules/program/unused-suppression.md")),
    ("weekday-date", "consistency", include_str!("../rules/consistency/weekday-date.md")),
    ("wordiness", "style", include_str!("../rules/style/wordiness.md")),
];

/// Every coded rule.
pub const ENTRIES: &[&Entry] = &[
    &consistency::anniversary::ENTRY,
    &consistency::date_form::ENTRY,
    &consistency::duration_range::ENTRY,
    &consistency::impossible_date::ENTRY,
    &consistency::malformed_number::ENTRY,
    &consistency::member_count_conflict::ENTRY,
    &consistency::member_count_fact::ENTRY,
    &consistency::name_spelling::ENTRY,
    &consistency::number_conflict::ENTRY,
    &consistency::number_style::ENTRY,
    &consistency::ordinal_suffix::ENTRY,
    &consistency::organisation_name::ENTRY,
    &consistency::person_first_mention::ENTRY,
    &consistency::person_title::ENTRY,
    &consistency::range_order::ENTRY,
    &consistency::relative_date::ENTRY,
    &consistency::series_ordinal::ENTRY,
    &consistency::spelling_variant::ENTRY,
    &consistency::sum_mismatch::ENTRY,
    &consistency::tense_date::ENTRY,
    &consistency::time_form::ENTRY,
    &consistency::unit_form::ENTRY,
    &consistency::weekday_date::ENTRY,
    &quotes::quote_balance::ENTRY,
    &quotes::quote_style::ENTRY,
    &residue::duplicate_paragraph::ENTRY,
    &residue::gallery_caption::ENTRY,
    &residue::page_navigation::ENTRY,
    &residue::photo_counter::ENTRY,
    &residue::placeholder::ENTRY,
    &structure::dateline_form::ENTRY,
    &structure::dateline_place::ENTRY,
    &structure::headline_missing::ENTRY,
    &structure::list_introduction::ENTRY,
    &structure::list_run_in::ENTRY,
    &structure::release_date_missing::ENTRY,
    &typography::apostrophe_style::ENTRY,
    &typography::doubled_word::ENTRY,
    &typography::invisible_characters::ENTRY,
    &typography::range_dash::ENTRY,
    &typography::space_after_stop::ENTRY,
];
