//! Rename: another name in every place, but not in what somebody said.

use serde_json::{Value, json};

use crate::editor::{Editor, after, modern, modern_but};
use crate::release::{RELEASE, at, words_in};

const URI: &str = "untitled:release";

pub(crate) fn preparing() -> Value {
    let mut capabilities = modern();
    capabilities["textDocument"]["rename"] = json!({ "prepareSupport": true });
    capabilities
}

pub(crate) fn annotating() -> Value {
    let mut capabilities = preparing();
    let support = json!({ "groupsOnLabel": true });
    capabilities["workspace"]["workspaceEdit"]["changeAnnotationSupport"] = support;
    capabilities
}

fn params(text: &str, words: &str, nth: usize, new_name: &str) -> Value {
    let mut params = at(URI, text, words, nth);
    params["newName"] = json!(new_name);
    params
}

/// The text after a rename.
fn renamed(text: &str, words: &str, nth: usize, new_name: &str) -> String {
    let mut editor = Editor::with(preparing());
    editor.open(URI, "plaintext", text);
    let edit = editor.request("textDocument/rename", params(text, words, nth, new_name));
    assert!(edit.is_object(), "nothing is renamed");
    after(text, &json!({ "edit": edit }), URI)
}

/// What the user is told of a rename.
fn told(text: &str, words: &str, nth: usize, new_name: &str) -> String {
    let mut editor = Editor::with(preparing());
    editor.open(URI, "plaintext", text);
    editor.request("textDocument/rename", params(text, words, nth, new_name));
    let shown = editor.wait_for("what was left", |it| it["method"] == "window/showMessage");
    shown["params"]["message"].as_str().unwrap().to_owned()
}

fn refused(text: &str, words: &str, nth: usize, new_name: &str) -> String {
    let mut editor = Editor::with(preparing());
    editor.open(URI, "plaintext", text);
    let error = editor.refused("textDocument/rename", params(text, words, nth, new_name));
    assert_eq!(error["code"], -32803);
    error["message"].as_str().unwrap().to_owned()
}

#[test]
fn a_person_is_renamed_everywhere_but_in_quotations() {
    let text = renamed(RELEASE, "Anna Berg", 0, "Eva Holm");
    let expected = RELEASE
        .replacen("Support Anna Berg", "Support Eva Holm", 1)
        .replace("Ms Berg’s team", "Ms Holm’s team")
        .replace("Berg added", "Holm added");
    assert_eq!(text, expected);
    let told = told(RELEASE, "Anna Berg", 0, "Eva Holm");
    assert_eq!(told, "left as it was said in quotations: line 7");
}

#[test]
fn a_family_name_is_renamed_from_where_it_stands_alone() {
    let text = renamed(RELEASE, "Berg added", 0, "van den Holm");
    assert!(text.contains("Support Anna van den Holm said"), "{text}");
    assert!(text.contains("Ms van den Holm’s team"), "{text}");
    assert!(text.contains("van den Holm added"), "{text}");
    assert_eq!(text.matches("Berg").count(), 2, "{text}");
    // Who writes the whole name there means the whole name.
    let text = renamed(RELEASE, "Berg added", 0, "Anna Holm");
    assert!(text.contains("Support Anna Holm said") && text.contains(" Holm added"), "{text}");
}

#[test]
fn a_given_name_leaves_the_family_name_alone() {
    let text = renamed(RELEASE, "Anna Berg", 0, "Hanna Berg");
    assert_eq!(text, RELEASE.replacen("Support Anna Berg", "Support Hanna Berg", 1));
}

pub(crate) const LEAD: &str = "Lake school opens\n\nOSLO, Norway – The lake school opened its doors to the \
                    first of its pupils in the morning.\n\n";

#[test]
fn a_name_that_is_written_in_another_way_is_told_of() {
    let text = format!(
        "{LEAD}Mayor Anna Berg opened the school on Monday. Mayor Annie Berg was there early. Ms \
         Berg’s car waited.\n"
    );
    let after = renamed(&text, "Anna Berg", 0, "Eva Holm");
    assert!(after.contains("Mayor Eva Holm opened"), "{after}");
    assert!(after.contains("Mayor Annie Holm was"), "{after}");
    assert!(after.contains("Ms Holm’s car"), "{after}");
    let told = told(&text, "Anna Berg", 0, "Eva Holm");
    let look = "look at these too, where it is written in another way or may be somebody else";
    assert_eq!(told, format!("{look}: line 5"));
}

#[test]
fn a_name_over_two_lines_stays_on_them() {
    let text = format!(
        "{LEAD}The school with its quays and its boats was opened on Monday by Mayor Anna\nBerg. The \
         school with its quays and its boats is for all of Ven, Berg said, and for\nthe wardens.\n"
    );
    let after = renamed(&text, "Berg said", 0, "Holm");
    assert!(after.contains("Mayor Anna\nHolm."), "{after}");
    let after = renamed(&text, "Anna\nBerg", 0, "Eva Holm");
    assert!(after.contains("Mayor Eva\nHolm."), "{after}");
    assert!(after.contains("all of Ven, Holm said"), "{after}");
}

#[test]
fn a_name_keeps_its_capitals_its_markup_and_its_accents() {
    let text = format!(
        "{LEAD}KHOO Boon Hui, President of the Lake Board, spoke. President Khoo came. Mr Khoo’s \
         car left.\n"
    );
    let new = renamed(&text, "KHOO", 0, "LIM Boon Hui");
    assert!(new.contains("LIM Boon Hui, President") && new.contains("President Lim"), "{new}");
    assert!(new.contains("Mr Lim’s car"), "{new}");

    let text = format!("{LEAD}Mayor **Anna** Berg spoke. Ms *Berg* left. Mayor Berg came back.\n");
    let mut editor = Editor::with(preparing());
    editor.open(URI, "markdown", &text);
    let edit = editor.request("textDocument/rename", params(&text, "Anna", 0, "Eva Holm"));
    let after = after(&text, &json!({ "edit": edit }), URI);
    assert!(after.contains("Mayor **Eva** Holm spoke. Ms *Holm* left. Mayor Holm came"), "{after}");
}

#[test]
fn a_family_name_is_renamed_with_its_small_words() {
    let text = format!(
        "{LEAD}Mayor Jan van den Berg spoke. “Yes,” said Mr van den Berg. Van den Berg left on \
         Monday. Mr Berg came back.\n"
    );
    let after = renamed(&text, "Jan van den Berg", 0, "Jan de Holm");
    assert!(
        after.contains("Mayor Jan de Holm spoke. “Yes,” said Mr de Holm. De Holm left"),
        "{after}"
    );
    assert!(after.contains("Mr Holm came back"), "{after}");
    let text = format!(
        "{LEAD}Mayor Ahmed al-Rashid spoke. “Yes,” said Mr al-Rashid. Al-Rashid said so on Monday. \
         Mr Rashid came back.\n"
    );
    let after = renamed(&text, "Ahmed al-Rashid", 0, "Ahmed al-Karim");
    assert!(after.contains("said Mr al-Karim. Al-Karim said so"), "{after}");
    assert!(after.contains("Mr Karim came back"), "{after}");
}

#[test]
fn a_family_name_that_is_a_word_is_renamed_and_the_word_is_not() {
    let text = format!(
        "{LEAD}Secretary General Jürgen Stock spoke at the Stock Exchange. “Yes,” said Mr Stock. \
         Jurgen Stock left, and Stock came back.\n"
    );
    let after = renamed(&text, "Jürgen Stock", 0, "Jürgen Holm");
    assert!(
        after.contains("Jürgen Holm spoke at the Stock Exchange. “Yes,” said Mr Holm."),
        "{after}"
    );
    assert!(after.contains("Jürgen Holm left, and Holm came back."), "{after}");
}

#[test]
fn what_may_be_somebody_else_is_left_and_told_of() {
    let text = format!(
        "{LEAD}Mayor Anna Berg spoke in Berg Street. Director Johan Berg came. Mr Berg left.\n"
    );
    let after = renamed(&text, "Anna Berg", 0, "Anna Holm");
    assert_eq!(after, text.replace("Anna Berg", "Anna Holm"));
    assert!(told(&text, "Anna Berg", 0, "Anna Holm").contains("may be somebody else: line 5"));
}

#[test]
fn a_title_is_renamed_for_its_person_alone() {
    let text = format!(
        "{LEAD}Mayor Anna Berg opened the school on Monday.\n\n“Come,” said Anna Berg, mayor. Mayor \
         Johan Lund of Oslo came too.\n\n“Mayor Anna Berg is right,” he said.\n"
    );
    let after = renamed(&text, "Mayor Anna", 0, "Lord Mayor");
    assert!(after.contains("\nLord Mayor Anna Berg opened"), "{after}");
    assert!(after.contains("Anna Berg, lord mayor."), "{after}");
    assert!(after.contains(" Mayor Johan Lund"), "{after}");
    assert!(after.contains("“Mayor Anna Berg is right"), "{after}");
    let told = told(&text, "Mayor Anna", 0, "Lord Mayor");
    assert_eq!(told, "left as it was said in quotations: line 9");
}

#[test]
fn an_organisation_keeps_its_possessives() {
    let text = RELEASE.replace("Every lake has", "The Ven Lake Council’s lake has");
    let text = text.replace("The council looks", "The Ven Lake Council’s wardens look");
    let after = renamed(&text, "Ven Lake Council", 0, "Ven Water Board");
    assert!(after.contains("The Ven Water Board’s wardens look"), "{after}");
    assert!(after.contains("About the Ven Water Board\n"), "{after}");
    assert!(after.contains("“The Ven Lake Council’s lake has"), "{after}");
    assert_eq!(after.matches("Ven Lake Council").count(), 1);
    assert!(told(&text, "Ven Lake Council", 0, "Ven Water Board").contains("line 11"));
}

#[test]
fn an_acronym_is_renamed_without_its_long_form() {
    let after = renamed(RELEASE, "OLC", 0, "OLK");
    assert_eq!(after.matches("OLK").count(), 3, "{after}");
    assert!(after.contains("Open Lakes Charter (OLK)"), "{after}");
    assert!(after.contains("and the OLC pays,”"), "{after}");
    assert!(told(RELEASE, "OLC", 0, "OLK").contains("quotations: line 11"));
}

#[test]
fn a_count_is_renamed_to_a_number() {
    let text = RELEASE.replace("The Council’s 12", "The Ven Lake Council’s 12");
    let after = renamed(&text, "12 member countries of", 0, "13");
    assert!(after.contains("All 13 member countries of"), "{after}");
    assert!(after.contains("Council’s 13 member countries meet"), "{after}");
    let text = format!(
        "{LEAD}There are 190 member countries in ORMA. All 190 member countries came. ORMA’s one \
         hundred and ninety member countries left. ORMA has 188 member countries.\n"
    );
    let after = renamed(&text, "190", 0, "195");
    assert_eq!(after.matches("195 member countries").count(), 3, "{after}");
    let refusal = refused(&text, "190", 0, "many");
    assert_eq!(refusal, "“many” is no number, and a count is one");
}

#[test]
fn what_cannot_be_renamed_is_refused_with_a_reason() {
    assert!(refused(RELEASE, "lessons", 0, "x").starts_with("only the name or title of a person"));
    assert_eq!(refused(RELEASE, "today", 0, "x"), "a date is not renamed: write another one");
    assert_eq!(refused(RELEASE, "Anna Berg", 0, "  "), "the new name is empty");
    let broken = refused(RELEASE, "Anna Berg", 0, "Anna\nBerg");
    assert!(broken.contains("line break"), "{broken}");
    let quoted = "Lake school opens\n\nThe school opened in the town of Ven on Monday.\n\n“We like \
                  Mayor Johan Lund here,” somebody said.\n";
    let refusal = refused(quoted, "Johan Lund", 0, "Olaf Lund");
    assert!(refusal.contains("stands in quotations only"), "{refusal}");
}

#[test]
fn the_editor_is_told_first_what_would_be_renamed() {
    let mut editor = Editor::with(preparing());
    editor.open(URI, "plaintext", RELEASE);
    let cases = [
        ("Berg’s team", 0, "Berg"),
        ("Anna Berg", 0, "Anna Berg"),
        ("Director of Support", 0, "Director of Support"),
        ("OLC", 1, "OLC"),
        ("member countries of", 0, "12"),
    ];
    for (words, nth, target) in cases {
        let answer = editor.request("textDocument/prepareRename", at(URI, RELEASE, words, nth));
        assert_eq!(answer["placeholder"], target, "{words}");
        assert_eq!(words_in(RELEASE, &answer["range"]), target, "{words}");
    }
    let error = editor.refused("textDocument/prepareRename", at(URI, RELEASE, "lessons", 0));
    assert_eq!(error["code"], -32803);
}

#[test]
fn preparing_is_offered_to_clients_that_prepare() {
    let offered = |capabilities: Value| {
        let mut editor = Editor::silent();
        let params = json!({ "processId": null, "capabilities": capabilities });
        editor.request("initialize", params)["capabilities"]["renameProvider"].clone()
    };
    assert_eq!(offered(preparing()), json!({ "prepareProvider": true }));
    assert_eq!(offered(modern()), json!(true));
}

#[test]
fn a_client_that_shows_annotations_gets_what_was_left_in_one() {
    let mut editor = Editor::with(annotating());
    editor.open(URI, "plaintext", RELEASE);
    let edit = editor.request("textDocument/rename", params(RELEASE, "Anna Berg", 0, "Eva Holm"));
    let annotations = edit["changeAnnotations"].as_object().unwrap();
    let (id, annotation) = annotations.iter().next().unwrap();
    assert_eq!(annotation["label"], "Rename “Anna Berg” to “Eva Holm”");
    assert_eq!(annotation["description"], "left as it was said in quotations: line 7");
    for it in edit["documentChanges"][0]["edits"].as_array().unwrap() {
        assert_eq!(it["annotationId"], **id);
    }
    assert!(after(RELEASE, &json!({ "edit": edit }), URI).contains("Eva Holm"));

    let mut editor = Editor::with(preparing());
    editor.open(URI, "plaintext", RELEASE);
    let edit = editor.request("textDocument/rename", params(RELEASE, "Anna Berg", 0, "Eva Holm"));
    assert!(edit.get("changeAnnotations").is_none());
    assert!(edit["documentChanges"][0]["edits"][0].get("annotationId").is_none());
}

#[test]
fn a_client_without_versions_gets_plain_changes() {
    let edits = json!({ "documentChanges": false, "changeAnnotationSupport": {} });
    let mut editor = Editor::with(modern_but("/workspace/workspaceEdit", edits));
    editor.open(URI, "plaintext", RELEASE);
    let edit = editor.request("textDocument/rename", params(RELEASE, "Anna Berg", 0, "Eva Holm"));
    assert!(edit.get("documentChanges").is_none() && edit.get("changeAnnotations").is_none());
    assert!(edit["changes"][URI].is_array());
    editor.wait_for("what was left", |it| it["method"] == "window/showMessage");
}

#[test]
fn the_same_name_changes_nothing() {
    let mut editor = Editor::with(preparing());
    editor.open(URI, "plaintext", RELEASE);
    let answer = editor.request("textDocument/rename", params(RELEASE, "OLC", 0, "OLC"));
    assert_eq!(answer, Value::Null);
}
