//! Rename: another name in every place, but not in what somebody said.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::editor::{Editor, after, modern, modern_but, uri_of};
use crate::release::{RELEASE, at, words_in};

const URI: &str = "untitled:release";

fn preparing() -> Value {
    let mut capabilities = modern();
    capabilities["textDocument"]["rename"] = json!({ "prepareSupport": true });
    capabilities
}

fn annotating() -> Value {
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

const LEAD: &str = "Lake school opens\n\nOSLO, Norway – The lake school opened its doors to the \
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

/// A folder with a configuration, in which the release is a draft.
struct Office {
    folder: TempDir,
    editor: Editor,
}

const CONFIGURATION: &str = "\
# Our people.
[[people]]
name   = \"Anna Berg\"   # since 2019
title = 'Director of Support'
aliases = [ 'Anna Berg', \"the Bridge Builder\" ]
organisation = \"Ven Lake Council\"

[[people]]
name = \"Johan Berg\"

[[offices]]
title = \"Director of Support\"
organisation = \"Ven Lake Council\"
name = \"Anna Berg\"
from = 2019-03-01

# Berg is a name.
[[organisations]]
name = \"Ven Lake Council\"
acronym = \"VLC\"
wrong = [\"Lake Council\"]

[[counts]]
organisation = \"Ven Lake Council\"
noun = \"member countries\"
from = 2020-01-01
count = 12
";

impl Office {
    fn with(capabilities: Value, configuration: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let office = Self { folder, editor: Editor::with(capabilities) };
        fs::write(office.path(), configuration).unwrap();
        office
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("presscheck.toml")
    }

    fn configuration(&self) -> String {
        uri_of(&self.path())
    }

    fn draft(&self) -> String {
        uri_of(&self.folder.path().join("opening.txt"))
    }

    /// The edit of a rename.
    fn rename(&mut self, text: &str, words: &str, new_name: &str) -> Value {
        let uri = self.draft();
        self.editor.open(&uri, "plaintext", text);
        let mut params = at(&uri, text, words, 0);
        params["newName"] = json!(new_name);
        json!({ "edit": self.editor.request("textDocument/rename", params) })
    }

    /// What the user is told.
    fn told(&mut self) -> String {
        let shown = self.editor.wait_for("a message", |it| it["method"] == "window/showMessage");
        shown["params"]["message"].as_str().unwrap().to_owned()
    }
}

fn changes_configuration(edit: &Value) -> bool {
    edit.to_string().contains("presscheck.toml")
}

#[test]
fn the_entry_of_a_person_is_renamed_with_the_person() {
    let mut office = Office::with(preparing(), CONFIGURATION);
    let edit = office.rename(RELEASE, "Anna Berg", "Eva Holm");
    assert!(after(RELEASE, &edit, &office.draft()).contains("Support Eva Holm said"));
    assert_eq!(
        after(CONFIGURATION, &edit, &office.configuration()),
        CONFIGURATION.replace("Anna Berg", "Eva Holm")
    );
    let told = office.told();
    assert!(told.starts_with("changed in presscheck.toml too: lines 3, 5 and 14; "), "{told}");
    // From where the family name stands alone.
    let mut office = Office::with(preparing(), CONFIGURATION);
    let edit = office.rename(RELEASE, "Berg added", "van den Holm");
    assert_eq!(
        after(CONFIGURATION, &edit, &office.configuration()),
        CONFIGURATION.replace("Anna Berg", "Anna van den Holm")
    );
}

#[test]
fn a_family_name_that_stands_first_is_renamed_in_its_entry() {
    let configuration = "people = [{ name = \"Kim Jong Yang\", surname = \"Kim\" }] # ours\r\n";
    let text = format!("{LEAD}Mayor Kim Jong Yang spoke. Mr Kim left.\n");
    let mut office = Office::with(preparing(), configuration);
    let edit = office.rename(&text, "Kim Jong Yang", "Lee Jong Yang");
    assert_eq!(
        after(configuration, &edit, &office.configuration()),
        configuration.replace("Kim", "Lee")
    );
}

#[test]
fn the_entry_of_an_organisation_is_renamed_and_what_refers_to_it() {
    let mut office = Office::with(preparing(), CONFIGURATION);
    let edit = office.rename(RELEASE, "Ven Lake Council", "Ven Water Board");
    assert_eq!(
        after(CONFIGURATION, &edit, &office.configuration()),
        CONFIGURATION.replace("Ven Lake Council", "Ven Water Board")
    );
    assert_eq!(office.told(), "changed in presscheck.toml too: lines 6, 13, 19 and 24");
    // An acronym, in a list of them.
    let configuration = "acronyms = [\n  \"EU\",\n  \"OLC\", # lakes\n]\n";
    let mut office = Office::with(preparing(), configuration);
    let edit = office.rename(RELEASE, "OLC", "OLK");
    assert_eq!(
        after(configuration, &edit, &office.configuration()),
        configuration.replace("OLC", "OLK")
    );
}

#[test]
fn what_the_configuration_does_not_have_is_not_changed_there() {
    for (configuration, text, words, new_name) in [
        // Somebody else.
        ("[[people]]\nname = \"Johan Berg\"\n", RELEASE, "Anna Berg", "Eva Holm"),
        // A profile knows the organisation, and goes on knowing it under its name.
        (
            "house = \"interpol\"\n[[people]]\nname = \"Eva Lund\"\norganisation = \"Europol\"\n",
            "Ships sail\n\nLYON, France – Officers of Europol met in Lyon on Monday.\n",
            "Europol",
            "Eupol",
        ),
        // A wrong form is mended in the draft.
        (
            "[[organisations]]\nname = \"Ven Lake Council\"\nwrong = [\"Lakes Council\"]\n",
            "Ships sail\n\nVEN, Norway – The Lakes Council met in Ven on Monday.\n",
            "Lakes Council",
            "Ven Lake Council",
        ),
        ("[[people]\nname = \"Anna Berg\"\n", RELEASE, "Anna Berg", "Eva Holm"),
    ] {
        let mut office = Office::with(preparing(), configuration);
        let edit = office.rename(text, words, new_name);
        assert!(after(text, &edit, &office.draft()).contains(new_name), "{edit}");
        assert!(!changes_configuration(&edit), "{configuration}: {edit}");
    }
}

#[test]
fn a_client_that_changes_no_other_files_is_told_what_stays() {
    let mut capabilities = preparing();
    capabilities["workspace"] = json!({});
    let mut office = Office::with(capabilities, CONFIGURATION);
    let edit = office.rename(RELEASE, "Ven Lake Council", "Ven Water Board");
    assert!(after(RELEASE, &edit, &office.draft()).contains("The Ven Water Board opened"));
    assert!(!changes_configuration(&edit), "{edit}");
    assert_eq!(
        office.told(),
        "left as it is in presscheck.toml, for this editor changes no other file: lines 6, 13, 19 \
         and 24"
    );
    // Without versions, it is a change as any other.
    let edits = json!({ "documentChanges": false });
    let mut office = Office::with(modern_but("/workspace/workspaceEdit", edits), CONFIGURATION);
    let edit = office.rename(RELEASE, "Ven Lake Council", "Ven Water Board");
    assert!(edit["edit"]["changes"][office.configuration()].is_array(), "{edit}");
    assert_eq!(
        after(CONFIGURATION, &edit, &office.configuration()),
        CONFIGURATION.replace("Ven Lake Council", "Ven Water Board")
    );
}

#[test]
fn the_configuration_that_the_editor_shows_is_changed_and_annotated() {
    let mut office = Office::with(annotating(), "# Not saved yet.\n");
    let uri = office.configuration();
    office.editor.open(&uri, "toml", CONFIGURATION);
    let edit = office.rename(RELEASE, "Anna Berg", "Eva Holm");
    assert_eq!(after(CONFIGURATION, &edit, &uri), CONFIGURATION.replace("Anna Berg", "Eva Holm"));
    let changes = edit["edit"]["documentChanges"].as_array().unwrap();
    let in_configuration = changes.iter().find(|it| it["textDocument"]["uri"] == *uri).unwrap();
    assert_eq!(in_configuration["textDocument"]["version"], 1);
    let annotations = edit["edit"]["changeAnnotations"].as_object().unwrap();
    let (id, annotation) = annotations.iter().next().unwrap();
    let description = annotation["description"].as_str().unwrap();
    assert!(description.contains("presscheck.toml too: lines 3, 5 and 14"), "{description}");
    for it in in_configuration["edits"].as_array().unwrap() {
        assert_eq!(it["annotationId"], **id);
    }
}
