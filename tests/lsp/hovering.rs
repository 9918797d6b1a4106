//! Hovers: what is known of the fact under the mouse.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::editor::{Editor, modern, modern_but};
use crate::release::{RELEASE, at, hover};

const URI: &str = "untitled:release";

fn opened(text: &str) -> Editor {
    let mut editor = Editor::with(modern_but("/textDocument/hover", json!({})));
    editor.open(URI, "plaintext", text);
    editor
}

/// A folder with a `presscheck.toml`, and the address of a draft in it.
fn office(configuration: &str) -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("presscheck.toml"), configuration).unwrap();
    let draft = format!("file://{}/opening.txt", folder.path().display());
    (folder, draft)
}

#[test]
fn a_person_shows_titles_and_every_mention() {
    let mut editor = opened(RELEASE);
    let (shown, words) = hover(&mut editor, URI, RELEASE, "Berg added", 0);
    assert_eq!(words, "Berg");
    assert!(shown.starts_with("Anna Berg (person)\n"), "{shown}");
    assert!(shown.contains("Titles here: Director of Support"), "{shown}");
    assert!(
        shown.contains("5 mentions: line 5 “Anna Berg”; line 7 “Anna Berg”, quoted"),
        "{shown}"
    );
    assert!(shown.contains("line 11 “Berg”"), "{shown}");
}

#[test]
fn an_office_holder_is_held_against_the_release_date() {
    let (_folder, draft) = office("house = \"interpol\"\n");
    let text = "Police meet\n\n18 October 2010\n\nLYON, France – INTERPOL Secretary General Ronald \
                K. Noble opened the meeting today.\n";
    let mut editor = Editor::with(modern());
    editor.open(&draft, "plaintext", text);
    let (shown, words) = hover(&mut editor, &draft, text, "Ronald", 0);
    assert_eq!(words, "Ronald K. Noble");
    assert!(shown.contains("**Ronald K. Noble** (person)"), "{shown}");
    let term = "- In office on 18 October 2010: Secretary General of INTERPOL, 1 November 2000 to \
                7 November 2014 (";
    assert!(shown.contains(term), "{shown}");

    let later = text.replace("2010", "2015");
    editor.replace(&draft, 2, &later);
    let (shown, _) = hover(&mut editor, &draft, &later, "Ronald", 0);
    assert!(shown.contains("- Not in office on 18 October 2015: Secretary General"), "{shown}");
    let other =
        "- Secretary General on 18 October 2015: Jürgen Stock: Secretary General of INTERPOL";
    assert!(shown.contains(other), "{shown}");
}

#[test]
fn a_person_of_the_project_shows_what_the_project_says() {
    let configuration = "[[people]]\nname = \"Anna Berg\"\ntitle = \"Director of Wardens\"\n\
                         organisation = \"Ven Lake Council\"\naliases = [\"the Lake Warden\"]\n";
    let (_folder, draft) = office(configuration);
    let mut editor = Editor::with(modern_but("/textDocument/hover", json!({})));
    editor.open(&draft, "plaintext", RELEASE);
    let (shown, _) = hover(&mut editor, &draft, RELEASE, "Berg added", 0);
    let known = "The house knows: Anna Berg, Director of Wardens, Ven Lake Council";
    assert!(shown.contains(known), "{shown}");
    assert!(shown.contains("Also right: the Lake Warden"), "{shown}");
}

#[test]
fn a_count_shows_the_facts_of_the_house_with_their_source() {
    let configuration = "\
[[organisations]]
name = \"Ven Lake Council\"
[[counts]]
organisation = \"Ven Lake Council\"
noun = \"member countries\"
from = 2019-03-01
count = 11
source = \"minutes of 2019\"
[[counts]]
organisation = \"Ven Lake Council\"
noun = \"member countries\"
from = 2024-02-01
count = 12
source = \"minutes of 2024\"
";
    let (_folder, draft) = office(configuration);
    let mut editor = Editor::with(modern_but("/textDocument/hover", json!({})));
    editor.open(&draft, "plaintext", RELEASE);
    let (shown, words) = hover(&mut editor, &draft, RELEASE, "12 member countries of", 0);
    assert_eq!(words, "12 member countries");
    assert!(shown.contains("Members of: Ven Lake Council"), "{shown}");
    let fact = "The house’s facts, on 18 May 2026: 12 member countries since 1 February 2024 \
                (minutes of 2024)";
    assert!(shown.contains(fact), "{shown}");
    let before = "Before: 11 member countries since 1 March 2019 (minutes of 2019)";
    assert!(shown.contains(before), "{shown}");
}

#[test]
fn an_acronym_shows_its_definition() {
    let mut editor = opened(RELEASE);
    for nth in 0..4 {
        let (shown, words) = hover(&mut editor, URI, RELEASE, "OLC", nth);
        assert_eq!(words, "OLC");
        assert!(shown.contains("OLC (acronym)\n\nStands for: Open Lakes Charter"), "{shown}");
        assert!(shown.contains("Defined in: line 5"), "{shown}");
    }
}

#[test]
fn an_acronym_of_the_house_shows_its_meaning() {
    let configuration = "acronyms = [{ acronym = \"ORP\", meaning = \"Open River Permit\" }]\n";
    let (_folder, draft) = office(configuration);
    let mut editor = Editor::with(modern());
    let text = "Permits are cheap\n\nEvery ORP of the year was sold in the town hall today.\n";
    editor.open(&draft, "plaintext", text);
    let (shown, _) = hover(&mut editor, &draft, text, "ORP", 0);
    assert!(shown.contains("**ORP** (acronym)\n\n- Stands for: Open River Permit"), "{shown}");
}

#[test]
fn a_relative_date_shows_the_date_it_means() {
    let mut editor = opened(RELEASE);
    let (shown, words) = hover(&mut editor, URI, RELEASE, "today", 0);
    assert_eq!(words, "today");
    assert!(shown.contains("Means: Monday, 18 May 2026"), "{shown}");
    assert!(shown.contains("Counted from: 18 May 2026"), "{shown}");
    assert!(shown.contains("line 3"), "{shown}");
    let (shown, words) = hover(&mut editor, URI, RELEASE, "next month", 0);
    assert_eq!(words, "next month");
    assert!(shown.contains("Means: Monday, 1 June 2026 to Tuesday, 30 June 2026"), "{shown}");

    let undated = RELEASE.replace("18 May 2026\n\n", "");
    editor.replace(URI, 2, &undated);
    let (shown, _) = hover(&mut editor, URI, &undated, "next month", 0);
    assert!(shown.contains("the draft does not say when it is released"), "{shown}");
}

#[test]
fn a_dateline_shows_where_the_place_lies() {
    let mut editor = opened(RELEASE);
    let (shown, words) = hover(&mut editor, URI, RELEASE, "GENEVA", 0);
    assert!(words.starts_with("GENEVA"), "{words}");
    assert!(shown.contains("GENEVA (dateline)"), "{shown}");
    assert!(shown.contains("Country: Switzerland"), "{shown}");
    assert!(shown.contains("number 2 in the country"), "{shown}");

    let wrong = RELEASE.replace("GENEVA, Switzerland", "GENEVA, Norway");
    editor.replace(URI, 2, &wrong);
    let (shown, _) = hover(&mut editor, URI, &wrong, "GENEVA", 0);
    assert!(shown.contains("is not in Norway"), "{shown}");

    let foreign = RELEASE.replace("GENEVA, Switzerland", "KIEV, Ukraine");
    editor.replace(URI, 3, &foreign);
    let (shown, _) = hover(&mut editor, URI, &foreign, "KIEV", 0);
    assert!(shown.contains("Usual or local form: Kyiv"), "{shown}");
    assert!(shown.contains("the most populous place of the country"), "{shown}");
}

#[test]
fn a_finding_and_a_fact_at_one_place_are_both_shown() {
    let text = "Lake school opens\n\n18 May 2026\n\nThe school opened today today in the town of \
                Ven, where it stays.\n";
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", text);
    let (shown, words) = hover(&mut editor, URI, text, "today", 1);
    assert_eq!(words, "today");
    let (rule, fact) = shown.split_once("\n\n---\n\n").unwrap();
    assert!(rule.contains("**doubled-word**"), "{shown}");
    assert!(fact.contains("Means: Monday, 18 May 2026"), "{shown}");
}

#[test]
fn what_a_draft_says_is_not_taken_for_markup() {
    let configuration = "acronyms = [{ acronym = \"ORP\", meaning = \"Open *River* [Permit]\" }]\n";
    let (_folder, draft) = office(configuration);
    let text = "Permits are cheap\n\nEvery ORP of the year was sold in the town hall today.\n";
    let mut editor = Editor::with(modern());
    editor.open(&draft, "plaintext", text);
    let (shown, _) = hover(&mut editor, &draft, text, "ORP", 0);
    assert!(shown.contains("Stands for: Open \\*River\\* \\[Permit\\]"), "{shown}");
    let mut editor = Editor::with(modern_but("/textDocument/hover", json!({})));
    editor.open(&draft, "plaintext", text);
    let (shown, _) = hover(&mut editor, &draft, text, "ORP", 0);
    assert!(shown.contains("Stands for: Open *River* [Permit]"), "{shown}");
}

#[test]
fn where_nothing_is_known_nothing_is_shown() {
    let mut editor = opened(RELEASE);
    for words in ["follows", "lessons", "trains"] {
        let answer = editor.request("textDocument/hover", at(URI, RELEASE, words, 0));
        assert_eq!(answer, Value::Null, "{words}");
    }
}
