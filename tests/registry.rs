//! `src/rules.rs` lists every page under `rules/` and every coded rule under `src/rules/`.
//!
//! When a rule was added or removed the test rewrites the file, fails once, and passes the next
//! time.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Folders under `rules/` whose pages are no rules.
const NOT_RULES: [&str; 2] = ["houses", "data"];

fn names(folder: &Path, ending: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .map(|entries| {
            entries
                .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
                .filter_map(|name| Some(name.strip_suffix(ending)?.to_owned()))
                .collect()
        })
        .unwrap_or_default();
    names.sort();
    names
}

fn groups(root: &Path) -> Vec<String> {
    let mut groups: Vec<String> = fs::read_dir(root.join("rules"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| !NOT_RULES.contains(&name.as_str()))
        .collect();
    groups.sort();
    groups
}

#[test]
fn the_registry_lists_every_rule() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = String::from(
        "//! The rules: every page under `rules/`, and the code of those that need code.\n\
         //!\n\
         //! Written by `cargo test --test registry` from the files that are there; never by hand.\n\
         \n\
         use crate::rule::Entry;\n",
    );
    let mut pages = Vec::new();
    let mut entries = Vec::new();
    for group in groups(root) {
        let coded = names(&root.join("src/rules").join(&group), ".rs");
        if !coded.is_empty() {
            write!(text, "\npub(crate) mod {group} {{\n").unwrap();
            for name in &coded {
                writeln!(text, "    pub(crate) mod {name};").unwrap();
                entries.push(format!("{group}::{name}::ENTRY"));
            }
            text.push_str("}\n");
        }
        for page in names(&root.join("rules").join(&group), ".md") {
            pages.push((page, group.clone()));
        }
    }
    pages.sort();
    text.push_str(
        "\n/// Name, group and text of every page.\npub const PAGES: &[(&str, &str, &str)] = &[\n",
    );
    for (page, group) in &pages {
        let line = format!(
            "    (\"{page}\", \"{group}\", include_str!(\"../rules/{group}/{page}.md\")),\n"
        );
        if line.len() > 101 {
            write!(
                text,
                "    (\n        \"{page}\",\n        \"{group}\",\n        include_str!(\"../rules/{group}/{page}.md\"),\n    ),\n"
            )
            .unwrap();
        } else {
            text.push_str(&line);
        }
    }
    text.push_str("];\n\n/// Every coded rule.\npub const ENTRIES: &[&Entry] = &[\n");
    for entry in &entries {
        writeln!(text, "    &{entry},").unwrap();
    }
    text.push_str("];\n");

    let path = root.join("src/rules.rs");
    let current = fs::read_to_string(&path).unwrap_or_default();
    if current != text {
        fs::write(&path, text).unwrap();
        panic!("src/rules.rs was stale and has been rewritten; run the tests again");
    }
}

#[test]
fn every_coded_rule_has_a_page_of_its_name() {
    for entry in presscheck::rules::ENTRIES {
        assert!(
            presscheck::rules::PAGES.iter().any(|(name, _, _)| *name == entry.name),
            "rules/*/{}.md is missing",
            entry.name
        );
    }
}
