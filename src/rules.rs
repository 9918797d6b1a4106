//! The rules: every page under `rules/`, and the code of those that need code.
//!
//! Written by `cargo test --test registry` from the files that are there; never by hand.

use crate::rule::Entry;

pub(crate) mod consistency {
    pub(crate) mod acronym_expansion;
    pub(crate) mod acronym_undefined;
    pub(crate) mod acronym_unused;
    pub(crate) mod duration_range;
    pub(crate) mod impossible_date;
    pub(crate) mod link_residue;
    pub(crate) mod member_count_conflict;
    pub(crate) mod member_count_fact;
    pub(crate) mod name_spelling;
    pub(crate) mod ordinal_suffix;
    pub(crate) mod organisation_name;
    pub(crate) mod person_first_mention;
    pub(crate) mod person_title;
    pub(crate) mod range_order;
    pub(crate) mod relative_date;
    pub(crate) mod spelling_variant;
    pub(crate) mod weekday_date;
}

pub(crate) mod quotes {
    pub(crate) mod attribution_verb;
    pub(crate) mod quote_attribution;
    pub(crate) mod quote_balance;
    pub(crate) mod quote_duplicate;
    pub(crate) mod quote_punctuation;
    pub(crate) mod quote_spacing;
    pub(crate) mod quote_style;
}

pub(crate) mod residue {
    pub(crate) mod correction_banner;
    pub(crate) mod duplicate_paragraph;
    pub(crate) mod edit_residue;
    pub(crate) mod feed_residue;
    pub(crate) mod foreign_residue;
    pub(crate) mod gallery_caption;
    pub(crate) mod joined_words;
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

pub(crate) mod style {
    pub(crate) mod exclamation;
    pub(crate) mod long_sentence;
}

pub(crate) mod typography {
    pub(crate) mod apostrophe_style;
    pub(crate) mod doubled_word;
    pub(crate) mod invisible_characters;
    pub(crate) mod space_after_stop;
}

/// Name, group and text of every page.
pub const PAGES: &[(&str, &str, &str)] = &[
    ("acronym-expansion", "consistency", include_str!("../rules/consistency/acronym-expansion.md")),
    ("acronym-undefined", "consistency", include_str!("../rules/consistency/acronym-undefined.md")),
    ("acronym-unused", "consistency", include_str!("../rules/consistency/acronym-unused.md")),
    ("agreement", "style", include_str!("../rules/style/agreement.md")),
    ("apostrophe-style", "typography", include_str!("../rules/typography/apostrophe-style.md")),
    ("attribution-verb", "quotes", include_str!("../rules/quotes/attribution-verb.md")),
    ("configuration", "program", include_str!("../rules/program/configuration.md")),
    ("correction-banner", "residue", include_str!("../rules/residue/correction-banner.md")),
    ("dateline-form", "structure", include_str!("../rules/structure/dateline-form.md")),
    ("dateline-place", "structure", include_str!("../rules/structure/dateline-place.md")),
    ("doubled-word", "typography", include_str!("../rules/typography/doubled-word.md")),
    ("duplicate-paragraph", "residue", include_str!("../rules/residue/duplicate-paragraph.md")),
    ("duration-range", "consistency", include_str!("../rules/consistency/duration-range.md")),
    ("edit-residue", "residue", include_str!("../rules/residue/edit-residue.md")),
    ("exclamation", "style", include_str!("../rules/style/exclamation.md")),
    ("feed-residue", "residue", include_str!("../rules/residue/feed-residue.md")),
    ("first-person", "style", include_str!("../rules/style/first-person.md")),
    ("foreign-residue", "residue", include_str!("../rules/residue/foreign-residue.md")),
    ("gallery-caption", "residue", include_str!("../rules/residue/gallery-caption.md")),
    ("gendered-title", "style", include_str!("../rules/style/gendered-title.md")),
    ("headline-missing", "structure", include_str!("../rules/structure/headline-missing.md")),
    ("house-terms", "style", include_str!("../rules/style/house-terms.md")),
    ("hype", "style", include_str!("../rules/style/hype.md")),
    ("impossible-date", "consistency", include_str!("../rules/consistency/impossible-date.md")),
    (
        "invisible-characters",
        "typography",
        include_str!("../rules/typography/invisible-characters.md"),
    ),
    ("jargon", "style", include_str!("../rules/style/jargon.md")),
    ("joined-words", "residue", include_str!("../rules/residue/joined-words.md")),
    ("link-residue", "consistency", include_str!("../rules/consistency/link-residue.md")),
    ("list-introduction", "structure", include_str!("../rules/structure/list-introduction.md")),
    ("list-run-in", "structure", include_str!("../rules/structure/list-run-in.md")),
    ("long-sentence", "style", include_str!("../rules/style/long-sentence.md")),
    (
        "member-count-conflict",
        "consistency",
        include_str!("../rules/consistency/member-count-conflict.md"),
    ),
    ("member-count-fact", "consistency", include_str!("../rules/consistency/member-count-fact.md")),
    ("name-spelling", "consistency", include_str!("../rules/consistency/name-spelling.md")),
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
    ("quote-attribution", "quotes", include_str!("../rules/quotes/quote-attribution.md")),
    ("quote-balance", "quotes", include_str!("../rules/quotes/quote-balance.md")),
    ("quote-duplicate", "quotes", include_str!("../rules/quotes/quote-duplicate.md")),
    ("quote-punctuation", "quotes", include_str!("../rules/quotes/quote-punctuation.md")),
    ("quote-spacing", "quotes", include_str!("../rules/quotes/quote-spacing.md")),
    ("quote-style", "quotes", include_str!("../rules/quotes/quote-style.md")),
    ("range-order", "consistency", include_str!("../rules/consistency/range-order.md")),
    ("relative-date", "consistency", include_str!("../rules/consistency/relative-date.md")),
    (
        "release-date-missing",
        "structure",
        include_str!("../rules/structure/release-date-missing.md"),
    ),
    ("space-after-stop", "typography", include_str!("../rules/typography/space-after-stop.md")),
    ("spelling-variant", "consistency", include_str!("../rules/consistency/spelling-variant.md")),
    ("unused-suppression", "program", include_str!("../rules/program/unused-suppression.md")),
    ("weekday-date", "consistency", include_str!("../rules/consistency/weekday-date.md")),
    ("which-comma", "style", include_str!("../rules/style/which-comma.md")),
    ("wordiness", "style", include_str!("../rules/style/wordiness.md")),
];

/// Every coded rule.
pub const ENTRIES: &[&Entry] = &[
    &consistency::acronym_expansion::ENTRY,
    &consistency::acronym_undefined::ENTRY,
    &consistency::acronym_unused::ENTRY,
    &consistency::duration_range::ENTRY,
    &consistency::impossible_date::ENTRY,
    &consistency::link_residue::ENTRY,
    &consistency::member_count_conflict::ENTRY,
    &consistency::member_count_fact::ENTRY,
    &consistency::name_spelling::ENTRY,
    &consistency::ordinal_suffix::ENTRY,
    &consistency::organisation_name::ENTRY,
    &consistency::person_first_mention::ENTRY,
    &consistency::person_title::ENTRY,
    &consistency::range_order::ENTRY,
    &consistency::relative_date::ENTRY,
    &consistency::spelling_variant::ENTRY,
    &consistency::weekday_date::ENTRY,
    &quotes::attribution_verb::ENTRY,
    &quotes::quote_attribution::ENTRY,
    &quotes::quote_balance::ENTRY,
    &quotes::quote_duplicate::ENTRY,
    &quotes::quote_punctuation::ENTRY,
    &quotes::quote_spacing::ENTRY,
    &quotes::quote_style::ENTRY,
    &residue::correction_banner::ENTRY,
    &residue::duplicate_paragraph::ENTRY,
    &residue::edit_residue::ENTRY,
    &residue::feed_residue::ENTRY,
    &residue::foreign_residue::ENTRY,
    &residue::gallery_caption::ENTRY,
    &residue::joined_words::ENTRY,
    &residue::page_navigation::ENTRY,
    &residue::photo_counter::ENTRY,
    &residue::placeholder::ENTRY,
    &structure::dateline_form::ENTRY,
    &structure::dateline_place::ENTRY,
    &structure::headline_missing::ENTRY,
    &structure::list_introduction::ENTRY,
    &structure::list_run_in::ENTRY,
    &structure::release_date_missing::ENTRY,
    &style::exclamation::ENTRY,
    &style::long_sentence::ENTRY,
    &typography::apostrophe_style::ENTRY,
    &typography::doubled_word::ENTRY,
    &typography::invisible_characters::ENTRY,
    &typography::space_after_stop::ENTRY,
];
