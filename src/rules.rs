//! The rules: every page under `rules/`, and the code of those that need code.
//!
//! Written by `cargo test --test registry` from the files that are there; never by hand.

use crate::rule::Entry;

pub(crate) mod consistency {
    pub(crate) mod acronym_expansion;
    pub(crate) mod acronym_undefined;
    pub(crate) mod acronym_unused;
    pub(crate) mod anniversary;
    pub(crate) mod case_variant;
    pub(crate) mod date_form;
    pub(crate) mod duration_range;
    pub(crate) mod impossible_date;
    pub(crate) mod link_residue;
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
    pub(crate) mod footnote_residue;
    pub(crate) mod foreign_residue;
    pub(crate) mod gallery_caption;
    pub(crate) mod joined_words;
    pub(crate) mod page_navigation;
    pub(crate) mod photo_counter;
    pub(crate) mod placeholder;
}

pub(crate) mod structure {
    pub(crate) mod boilerplate;
    pub(crate) mod contact_missing;
    pub(crate) mod dateline_elsewhere;
    pub(crate) mod dateline_form;
    pub(crate) mod dateline_place;
    pub(crate) mod embargo_incomplete;
    pub(crate) mod end_mark;
    pub(crate) mod headline_case;
    pub(crate) mod headline_full_stop;
    pub(crate) mod headline_length;
    pub(crate) mod headline_missing;
    pub(crate) mod lead_length;
    pub(crate) mod list_count;
    pub(crate) mod list_introduction;
    pub(crate) mod list_parallel;
    pub(crate) mod list_punctuation;
    pub(crate) mod list_run_in;
    pub(crate) mod paragraph_length;
    pub(crate) mod part_order;
    pub(crate) mod quote_missing;
    pub(crate) mod release_date_conflict;
    pub(crate) mod release_date_missing;
    pub(crate) mod release_length;
    pub(crate) mod release_line;
}

pub(crate) mod style {
    pub(crate) mod agreement;
    pub(crate) mod exclamation;
    pub(crate) mod long_sentence;
}

pub(crate) mod typography {
    pub(crate) mod apostrophe_style;
    pub(crate) mod comma_pair;
    pub(crate) mod compound_hyphen;
    pub(crate) mod dash_style;
    pub(crate) mod double_space;
    pub(crate) mod doubled_punctuation;
    pub(crate) mod doubled_word;
    pub(crate) mod honorific_stop;
    pub(crate) mod invisible_characters;
    pub(crate) mod mojibake;
    pub(crate) mod possessive_form;
    pub(crate) mod range_dash;
    pub(crate) mod space_after_comma;
    pub(crate) mod space_after_stop;
    pub(crate) mod space_before_punctuation;
    pub(crate) mod trailing_space;
}

/// Name, group and text of every page.
pub const PAGES: &[(&str, &str, &str)] = &[
    ("acronym-expansion", "consistency", include_str!("../rules/consistency/acronym-expansion.md")),
    ("acronym-undefined", "consistency", include_str!("../rules/consistency/acronym-undefined.md")),
    ("acronym-unused", "consistency", include_str!("../rules/consistency/acronym-unused.md")),
    ("agreement", "style", include_str!("../rules/style/agreement.md")),
    ("anniversary", "consistency", include_str!("../rules/consistency/anniversary.md")),
    ("apostrophe-style", "typography", include_str!("../rules/typography/apostrophe-style.md")),
    ("attribution-verb", "quotes", include_str!("../rules/quotes/attribution-verb.md")),
    ("boilerplate", "structure", include_str!("../rules/structure/boilerplate.md")),
    ("case-variant", "consistency", include_str!("../rules/consistency/case-variant.md")),
    ("comma-pair", "typography", include_str!("../rules/typography/comma-pair.md")),
    ("compound-hyphen", "typography", include_str!("../rules/typography/compound-hyphen.md")),
    ("configuration", "program", include_str!("../rules/program/configuration.md")),
    ("contact-missing", "structure", include_str!("../rules/structure/contact-missing.md")),
    ("correction-banner", "residue", include_str!("../rules/residue/correction-banner.md")),
    ("dash-style", "typography", include_str!("../rules/typography/dash-style.md")),
    ("date-form", "consistency", include_str!("../rules/consistency/date-form.md")),
    ("dateline-elsewhere", "structure", include_str!("../rules/structure/dateline-elsewhere.md")),
    ("dateline-form", "structure", include_str!("../rules/structure/dateline-form.md")),
    ("dateline-place", "structure", include_str!("../rules/structure/dateline-place.md")),
    ("double-space", "typography", include_str!("../rules/typography/double-space.md")),
    (
        "doubled-punctuation",
        "typography",
        include_str!("../rules/typography/doubled-punctuation.md"),
    ),
    ("doubled-word", "typography", include_str!("../rules/typography/doubled-word.md")),
    ("duplicate-paragraph", "residue", include_str!("../rules/residue/duplicate-paragraph.md")),
    ("duration-range", "consistency", include_str!("../rules/consistency/duration-range.md")),
    ("edit-residue", "residue", include_str!("../rules/residue/edit-residue.md")),
    ("embargo-incomplete", "structure", include_str!("../rules/structure/embargo-incomplete.md")),
    ("end-mark", "structure", include_str!("../rules/structure/end-mark.md")),
    ("exclamation", "style", include_str!("../rules/style/exclamation.md")),
    ("feed-residue", "residue", include_str!("../rules/residue/feed-residue.md")),
    ("first-person", "style", include_str!("../rules/style/first-person.md")),
    ("footnote-residue", "residue", include_str!("../rules/residue/footnote-residue.md")),
    ("foreign-residue", "residue", include_str!("../rules/residue/foreign-residue.md")),
    ("gallery-caption", "residue", include_str!("../rules/residue/gallery-caption.md")),
    ("gendered-title", "style", include_str!("../rules/style/gendered-title.md")),
    ("headline-case", "structure", include_str!("../rules/structure/headline-case.md")),
    ("headline-full-stop", "structure", include_str!("../rules/structure/headline-full-stop.md")),
    ("headline-length", "structure", include_str!("../rules/structure/headline-length.md")),
    ("headline-missing", "structure", include_str!("../rules/structure/headline-missing.md")),
    ("honorific-stop", "typography", include_str!("../rules/typography/honorific-stop.md")),
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
    ("lead-length", "structure", include_str!("../rules/structure/lead-length.md")),
    ("link-residue", "consistency", include_str!("../rules/consistency/link-residue.md")),
    ("list-count", "structure", include_str!("../rules/structure/list-count.md")),
    ("list-introduction", "structure", include_str!("../rules/structure/list-introduction.md")),
    ("list-parallel", "structure", include_str!("../rules/structure/list-parallel.md")),
    ("list-punctuation", "structure", include_str!("../rules/structure/list-punctuation.md")),
    ("list-run-in", "structure", include_str!("../rules/structure/list-run-in.md")),
    ("long-sentence", "style", include_str!("../rules/style/long-sentence.md")),
    ("malformed-number", "consistency", include_str!("../rules/consistency/malformed-number.md")),
    (
        "member-count-conflict",
        "consistency",
        include_str!("../rules/consistency/member-count-conflict.md"),
    ),
    ("member-count-fact", "consistency", include_str!("../rules/consistency/member-count-fact.md")),
    ("mojibake", "typography", include_str!("../rules/typography/mojibake.md")),
    ("name-spelling", "consistency", include_str!("../rules/consistency/name-spelling.md")),
    ("number-conflict", "consistency", include_str!("../rules/consistency/number-conflict.md")),
    ("number-style", "consistency", include_str!("../rules/consistency/number-style.md")),
    ("ordinal-suffix", "consistency", include_str!("../rules/consistency/ordinal-suffix.md")),
    ("organisation-name", "consistency", include_str!("../rules/consistency/organisation-name.md")),
    ("page-navigation", "residue", include_str!("../rules/residue/page-navigation.md")),
    ("paragraph-length", "structure", include_str!("../rules/structure/paragraph-length.md")),
    ("part-order", "structure", include_str!("../rules/structure/part-order.md")),
    (
        "person-first-mention",
        "consistency",
        include_str!("../rules/consistency/person-first-mention.md"),
    ),
    ("person-title", "consistency", include_str!("../rules/consistency/person-title.md")),
    ("photo-counter", "residue", include_str!("../rules/residue/photo-counter.md")),
    ("placeholder", "residue", include_str!("../rules/residue/placeholder.md")),
    ("possessive-form", "typography", include_str!("../rules/typography/possessive-form.md")),
    ("quote-attribution", "quotes", include_str!("../rules/quotes/quote-attribution.md")),
    ("quote-balance", "quotes", include_str!("../rules/quotes/quote-balance.md")),
    ("quote-duplicate", "quotes", include_str!("../rules/quotes/quote-duplicate.md")),
    ("quote-missing", "structure", include_str!("../rules/structure/quote-missing.md")),
    ("quote-punctuation", "quotes", include_str!("../rules/quotes/quote-punctuation.md")),
    ("quote-spacing", "quotes", include_str!("../rules/quotes/quote-spacing.md")),
    ("quote-style", "quotes", include_str!("../rules/quotes/quote-style.md")),
    ("range-dash", "typography", include_str!("../rules/typography/range-dash.md")),
    ("range-order", "consistency", include_str!("../rules/consistency/range-order.md")),
    ("relative-date", "consistency", include_str!("../rules/consistency/relative-date.md")),
    (
        "release-date-conflict",
        "structure",
        include_str!("../rules/structure/release-date-conflict.md"),
    ),
    (
        "release-date-missing",
        "structure",
        include_str!("../rules/structure/release-date-missing.md"),
    ),
    ("release-length", "structure", include_str!("../rules/structure/release-length.md")),
    ("release-line", "structure", include_str!("../rules/structure/release-line.md")),
    ("series-ordinal", "consistency", include_str!("../rules/consistency/series-ordinal.md")),
    ("space-after-comma", "typography", include_str!("../rules/typography/space-after-comma.md")),
    ("space-after-stop", "typography", include_str!("../rules/typography/space-after-stop.md")),
    (
        "space-before-punctuation",
        "typography",
        include_str!("../rules/typography/space-before-punctuation.md"),
    ),
    ("spelling-variant", "consistency", include_str!("../rules/consistency/spelling-variant.md")),
    ("sum-mismatch", "consistency", include_str!("../rules/consistency/sum-mismatch.md")),
    ("tense-date", "consistency", include_str!("../rules/consistency/tense-date.md")),
    ("time-form", "consistency", include_str!("../rules/consistency/time-form.md")),
    ("trailing-space", "typography", include_str!("../rules/typography/trailing-space.md")),
    ("unit-form", "consistency", include_str!("../rules/consistency/unit-form.md")),
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
    &consistency::anniversary::ENTRY,
    &consistency::case_variant::ENTRY,
    &consistency::date_form::ENTRY,
    &consistency::duration_range::ENTRY,
    &consistency::impossible_date::ENTRY,
    &consistency::link_residue::ENTRY,
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
    &residue::footnote_residue::ENTRY,
    &residue::foreign_residue::ENTRY,
    &residue::gallery_caption::ENTRY,
    &residue::joined_words::ENTRY,
    &residue::page_navigation::ENTRY,
    &residue::photo_counter::ENTRY,
    &residue::placeholder::ENTRY,
    &structure::boilerplate::ENTRY,
    &structure::contact_missing::ENTRY,
    &structure::dateline_elsewhere::ENTRY,
    &structure::dateline_form::ENTRY,
    &structure::dateline_place::ENTRY,
    &structure::embargo_incomplete::ENTRY,
    &structure::end_mark::ENTRY,
    &structure::headline_case::ENTRY,
    &structure::headline_full_stop::ENTRY,
    &structure::headline_length::ENTRY,
    &structure::headline_missing::ENTRY,
    &structure::lead_length::ENTRY,
    &structure::list_count::ENTRY,
    &structure::list_introduction::ENTRY,
    &structure::list_parallel::ENTRY,
    &structure::list_punctuation::ENTRY,
    &structure::list_run_in::ENTRY,
    &structure::paragraph_length::ENTRY,
    &structure::part_order::ENTRY,
    &structure::quote_missing::ENTRY,
    &structure::release_date_conflict::ENTRY,
    &structure::release_date_missing::ENTRY,
    &structure::release_length::ENTRY,
    &structure::release_line::ENTRY,
    &style::agreement::ENTRY,
    &style::exclamation::ENTRY,
    &style::long_sentence::ENTRY,
    &typography::apostrophe_style::ENTRY,
    &typography::comma_pair::ENTRY,
    &typography::compound_hyphen::ENTRY,
    &typography::dash_style::ENTRY,
    &typography::double_space::ENTRY,
    &typography::doubled_punctuation::ENTRY,
    &typography::doubled_word::ENTRY,
    &typography::honorific_stop::ENTRY,
    &typography::invisible_characters::ENTRY,
    &typography::mojibake::ENTRY,
    &typography::possessive_form::ENTRY,
    &typography::range_dash::ENTRY,
    &typography::space_after_comma::ENTRY,
    &typography::space_after_stop::ENTRY,
    &typography::space_before_punctuation::ENTRY,
    &typography::trailing_space::ENTRY,
];
