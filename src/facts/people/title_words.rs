//! Words of titles that mean something special.

/// Words that lower the title they stand before.
pub(super) const LOWERING: [&str; 6] =
    ["deputy", "vice", "assistant", "associate", "under", "lieutenant"];

/// Heads that are as often said of companies and things as of people.
pub(super) const AMBIGUOUS: [&str; 13] = [
    "executive",
    "premier",
    "partner",
    "leader",
    "lead",
    "principal",
    "general",
    "representative",
    "chief",
    "head",
    "counsel",
    "delegate",
    "major",
];

/// Titles after which “of” names an organisation, not a field of work.
pub(super) const HEADS_OF_ORGANISATIONS: [&str; 13] = [
    "ceo",
    "cfo",
    "coo",
    "cto",
    "cmo",
    "cio",
    "president",
    "chairman",
    "chairwoman",
    "chair",
    "founder",
    "co-founder",
    "mayor",
];

/// Words that begin a sentence and say nothing of the title after them.
pub(super) const OPENERS: [&str; 10] = [
    "additionally",
    "also",
    "furthermore",
    "however",
    "located",
    "meanwhile",
    "moreover",
    "only",
    "together",
    "according",
];

/// Fields of work that follow a title without “of”: “Vice President Clinical Operations”. Sorted.
pub(super) const FIELDS: [&str; 62] = [
    "accounting",
    "administration",
    "advisory",
    "affairs",
    "analytics",
    "brand",
    "clinical",
    "commerce",
    "commercial",
    "communication",
    "communications",
    "community",
    "compliance",
    "content",
    "corporate",
    "creative",
    "customer",
    "defence",
    "defense",
    "design",
    "diversity",
    "editorial",
    "engagement",
    "engineering",
    "enterprise",
    "environment",
    "exploration",
    "external",
    "government",
    "growth",
    "human",
    "immigration",
    "information",
    "infrastructure",
    "insights",
    "investments",
    "investor",
    "learning",
    "legal",
    "logistics",
    "marketing",
    "medical",
    "medicine",
    "natural",
    "operating",
    "operational",
    "operations",
    "people",
    "planning",
    "policing",
    "procurement",
    "product",
    "products",
    "public",
    "quality",
    "relations",
    "resources",
    "revenue",
    "safety",
    "sales",
    "social",
    "treasury",
];

/// What is written short and means several words.
pub(super) const ABBREVIATED: [(&str, &str); 13] = [
    ("ceo", "chief executive officer"),
    ("cfo", "chief financial officer"),
    ("coo", "chief operating officer"),
    ("cto", "chief technology officer"),
    ("cmo", "chief marketing officer"),
    ("cio", "chief information officer"),
    ("vp", "vice president"),
    ("svp", "senior vice president"),
    ("evp", "executive vice president"),
    ("pm", "prime minister"),
    ("gm", "general manager"),
    ("vicepresident", "vice president"),
    ("cofounder", "co founder"),
];

/// Whether the word names a field of work, and so is no part of a person’s name.
pub(super) fn is_field(word: &str) -> bool {
    // Nearly every capitalised word is asked for; most are ruled out by their length.
    (5..=14).contains(&word.len())
        && FIELDS
            .binary_search_by(|field| {
                field.bytes().cmp(word.bytes().map(|it| it.to_ascii_lowercase()))
            })
            .is_ok()
}

/// Whether the word, in lower case, is a title written short: “ceo”.
pub(super) fn is_abbreviation(word: &str) -> bool {
    ABBREVIATED.iter().any(|(short, _)| *short == word)
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, is_field};

    #[test]
    fn fields_are_found_in_any_case() {
        assert!(FIELDS.is_sorted());
        assert!(is_field("Marketing") && is_field("SALES"));
        assert!(!is_field("Berg"));
    }
}
