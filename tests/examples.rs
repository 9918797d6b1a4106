//! The drafts that are shipped as examples show what the README says of them.

#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use presscheck::{Engine, Finding, House, Source};

fn findings(name: &str) -> Vec<Finding> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let text = fs::read_to_string(path).unwrap();
    let source = Source { file: Some(name), ..Source::plain(&text) };
    Engine::new(House::default_house()).check(&source).findings
}

#[test]
fn the_clean_draft_is_clean() {
    let found = findings("clean.txt");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_faulty_draft_has_a_dozen_defects_of_different_kinds() {
    let found = findings("faulty.txt");
    let rules: BTreeSet<&str> = found.iter().map(|it| &*it.rule).collect();
    assert!(rules.len() >= 12, "{rules:?}");
    for rule in [
        "headline-missing",
        "ordinal-suffix",
        "space-after-stop",
        "photo-counter",
        "duration-range",
        "spelling-variant",
        "doubled-word",
        "quote-style",
        "person-title",
        "member-count-conflict",
        "apostrophe-style",
        "weekday-date",
        "impossible-date",
        "placeholder",
    ] {
        assert!(rules.contains(rule), "{rule} found nothing; found were {rules:?}");
    }
}
