//! Definition, references and highlights: where else the draft says the same.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::editor::{Editor, modern, range};
use crate::release::{RELEASE, at, place, words_in};

const URI: &str = "untitled:release";

fn opened(text: &str) -> Editor {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", text);
    editor
}

/// The words to which the definition of the `nth` `words` leads, and their line, from 1.
fn definition(editor: &mut Editor, words: &str, nth: usize) -> (String, u64) {
    let found = editor.request("textDocument/definition", at(URI, RELEASE, words, nth));
    assert_eq!(found["uri"], URI, "{words}: {found}");
    (words_in(RELEASE, &found["range"]), found["range"]["start"]["line"].as_u64().unwrap() + 1)
}

fn is(words: &str, line: u64) -> (String, u64) {
    (words.to_owned(), line)
}

#[test]
fn a_person_leads_to_the_first_full_mention() {
    let mut editor = opened(RELEASE);
    assert_eq!(definition(&mut editor, "Berg added", 0), is("Anna Berg", 5));
    assert_eq!(definition(&mut editor, "Berg’s team", 0), is("Anna Berg", 5));
    assert_eq!(definition(&mut editor, "Director of Support", 0), is("Anna Berg", 5));
}

#[test]
fn an_acronym_leads_to_its_definition() {
    let mut editor = opened(RELEASE);
    for nth in 0..4 {
        assert_eq!(definition(&mut editor, "OLC", nth), is("Open Lakes Charter", 5));
    }
}

#[test]
fn a_relative_date_leads_to_the_release_date_and_a_count_to_the_first() {
    let mut editor = opened(RELEASE);
    assert_eq!(definition(&mut editor, "next month", 0), is("18 May 2026", 3));
    assert_eq!(definition(&mut editor, "12 member countries meet", 0), is("12", 9));
}

#[test]
fn links_go_only_to_clients_that_take_them() {
    let mut capabilities = modern();
    capabilities["textDocument"]["definition"] = json!({ "linkSupport": true });
    let mut editor = Editor::with(capabilities);
    editor.open(URI, "plaintext", RELEASE);
    let found = editor.request("textDocument/definition", at(URI, RELEASE, "Berg added", 0));
    assert_eq!(found[0]["targetUri"], URI);
    assert_eq!(words_in(RELEASE, &found[0]["originSelectionRange"]), "Berg");
    assert_eq!(words_in(RELEASE, &found[0]["targetSelectionRange"]), "Anna Berg");
}

/// A project that knows a person, an organisation, an acronym, a word and a count.
const CONFIGURATION: &str = "\
acronyms = [\"ORP\"]

[[people]]
name = \"Anna Berg\"
title = \"Director of Support\"

[[organisations]]
name = \"Ven Lake Council\"

[[terms]]
use = \"river school\"
avoid = [\"water school\"]

[[counts]]
organisation = \"Ven Lake Council\"
noun = \"member countries\"
from = 2019-03-01
count = 11

[[counts]]
organisation = \"Ven Lake Council\"
noun = \"member countries\"
from = 2024-02-01
count = 12
";

struct Office {
    _folder: TempDir,
    draft: String,
    configuration: String,
}

fn office() -> Office {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("presscheck.toml"), CONFIGURATION).unwrap();
    let path = folder.path().canonicalize().unwrap();
    Office {
        draft: format!("file://{}/opening.txt", path.display()),
        configuration: format!("file://{}/presscheck.toml", path.display()),
        _folder: folder,
    }
}

#[test]
fn what_the_project_knows_leads_to_its_entry() {
    let office = office();
    let text = RELEASE.replace("eleven lakes", "eleven lakes, and the ORP");
    let mut editor = Editor::with(modern());
    editor.open(&office.draft, "plaintext", &text);
    // The places that introduce something lead to the entry; a count and a term always do.
    let cases = [
        ("Anna Berg", 0, "\"Anna Berg\"", 0),
        ("Ven Lake Council", 0, "\"Ven Lake Council\"", 0),
        ("ORP", 0, "\"ORP\"", 0),
        ("river school", 1, "\"river school\"", 0),
        ("12 member countries of", 0, "\"Ven Lake Council\"", 2),
    ];
    for (words, nth, entry, entry_nth) in cases {
        let found = editor.request("textDocument/definition", at(&office.draft, &text, words, nth));
        assert_eq!(found["uri"], office.configuration, "{words}: {found}");
        let (start, end) = place(CONFIGURATION, entry, entry_nth);
        assert_eq!(found["range"], range(start, end), "{words}");
    }
    // A later place leads to the first one.
    let found =
        editor.request("textDocument/definition", at(&office.draft, &text, "Berg added", 0));
    assert_eq!(found["uri"], office.draft);
}

#[test]
fn a_configuration_that_is_not_saved_is_led_into_as_it_is_shown() {
    let office = office();
    let mut editor = Editor::with(modern());
    editor.open(&office.configuration, "toml", &format!("# new\n{CONFIGURATION}"));
    editor.open(&office.draft, "plaintext", RELEASE);
    let params = at(&office.draft, RELEASE, "Anna Berg", 0);
    let found = editor.request("textDocument/definition", params);
    let ((line, start), (_, end)) = place(CONFIGURATION, "\"Anna Berg\"", 0);
    assert_eq!(found["range"], range((line + 1, start), (line + 1, end)));
}

fn references(editor: &mut Editor, words: &str, nth: usize, declaration: bool) -> Vec<String> {
    let mut params = at(URI, RELEASE, words, nth);
    params["context"] = json!({ "includeDeclaration": declaration });
    let found = editor.request("textDocument/references", params);
    let shown = |it: &Value| {
        let line = it["range"]["start"]["line"].as_u64().unwrap() + 1;
        format!("{line} {}", words_in(RELEASE, &it["range"]))
    };
    found.as_array().unwrap().iter().map(shown).collect()
}

#[test]
fn every_mention_and_title_of_a_person_is_a_reference() {
    let mut editor = opened(RELEASE);
    let all =
        ["5 Director of Support", "5 Anna Berg", "7 Anna Berg", "7 Berg", "9 Berg", "11 Berg"];
    assert_eq!(references(&mut editor, "Berg added", 0, true), all);
    assert_eq!(references(&mut editor, "Director of Support", 0, true), all);
    let others: Vec<&str> = all.iter().copied().filter(|it| *it != "5 Anna Berg").collect();
    assert_eq!(references(&mut editor, "Berg added", 0, false), others);
}

#[test]
fn an_acronym_and_its_long_form_are_one() {
    let mut editor = opened(RELEASE);
    let all = ["5 Open Lakes Charter", "5 OLC", "9 OLC", "11 OLC", "15 OLC"];
    assert_eq!(references(&mut editor, "OLC", 2, true), all);
    assert_eq!(references(&mut editor, "Open Lakes", 0, true), all);
    assert_eq!(references(&mut editor, "OLC", 2, false), all[2..]);
}

#[test]
fn an_organisation_and_a_count_have_references() {
    let mut editor = opened(RELEASE);
    let council = references(&mut editor, "Ven Lake Council", 0, true);
    assert_eq!(council, ["5 Ven Lake Council", "9 Ven Lake Council", "17 Ven Lake Council"]);
    let count = references(&mut editor, "12 member countries of", 0, true);
    assert_eq!(count[0], "9 12", "{count:?}");
}

#[test]
fn highlights_are_the_same_places_and_the_first_stands_out() {
    let mut editor = opened(RELEASE);
    let params = at(URI, RELEASE, "OLC", 3);
    let found = editor.request("textDocument/documentHighlight", params);
    let shown: Vec<(String, u64)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (words_in(RELEASE, &it["range"]), it["kind"].as_u64().unwrap()))
        .collect();
    let (write, read) = (3, 2);
    let expected = [
        ("Open Lakes Charter", write),
        ("OLC", write),
        ("OLC", read),
        ("OLC", read),
        ("OLC", read),
    ];
    assert_eq!(shown, expected.map(|(words, kind)| (words.to_owned(), kind)));
}

#[test]
fn where_nothing_is_known_there_is_nowhere_to_go() {
    let mut editor = opened(RELEASE);
    for method in ["definition", "references", "documentHighlight"] {
        let mut params = at(URI, RELEASE, "lessons", 0);
        params["context"] = json!({ "includeDeclaration": true });
        let answer = editor.request(&format!("textDocument/{method}"), params);
        assert_eq!(answer, Value::Null, "{method}");
    }
}
