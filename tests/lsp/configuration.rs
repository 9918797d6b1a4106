//! The configuration: the same file as the command line's, without a restart.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::editor::{Editor, modern, modern_but, uri_of};

#[test]
fn the_client_is_asked_to_watch_the_configuration_if_it_can() {
    let mut editor = Editor::with(modern());
    let asked = editor.wait_for("a request", |it| it["method"] == "client/registerCapability");
    let watchers = &asked["params"]["registrations"][0]["registerOptions"]["watchers"];
    assert_eq!(watchers[0]["globPattern"], "**/presscheck.toml");
    let mut editor = Editor::with(modern_but("/workspace/didChangeWatchedFiles", json!({})));
    editor.open("untitled:a", "plaintext", "text");
    editor.text("untitled:a");
    let told = editor.everything_unread();
    assert!(!told.iter().any(|it| it["method"] == "client/registerCapability"), "{told:?}");
}

/// A folder with a configuration and the address of a draft in it.
struct Office {
    folder: TempDir,
    draft: String,
}

impl Office {
    fn new(configuration: &str) -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("drafts")).unwrap();
        let draft = uri_of(&folder.path().join("drafts/opening.txt"));
        let office = Self { folder, draft };
        office.write(configuration);
        office
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("presscheck.toml")
    }

    fn uri(&self) -> String {
        uri_of(&self.path())
    }

    fn write(&self, configuration: &str) {
        fs::write(self.path(), configuration).unwrap();
    }
}

const OFF: &str = "[rules]\ndoubled-word = \"off\"\n";
const ERROR: &str = "[rules]\ndoubled-word = \"error\"\n";
const TEXT: &str = "Valued at at four.\n";

#[test]
fn the_severity_is_that_of_the_configuration() {
    let office = Office::new(ERROR);
    let mut editor = Editor::with(modern());
    editor.open(&office.draft, "plaintext", TEXT);
    assert_eq!(editor.diagnostics(&office.draft, 1)[0]["severity"], 1);
}

#[test]
fn a_change_on_the_disk_takes_effect_when_the_client_tells_of_it() {
    let office = Office::new(OFF);
    let mut editor = Editor::with(modern());
    editor.open(&office.draft, "plaintext", TEXT);
    assert_eq!(editor.diagnostics(&office.draft, 1), [] as [Value; 0]);
    office.write(ERROR);
    let changes = json!({ "changes": [{ "uri": office.uri(), "type": 2 }] });
    editor.notify("workspace/didChangeWatchedFiles", changes.clone());
    assert_eq!(editor.diagnostics(&office.draft, 1)[0]["severity"], 1);
    fs::remove_file(office.path()).unwrap();
    editor.notify("workspace/didChangeWatchedFiles", changes);
    assert_eq!(editor.diagnostics(&office.draft, 1)[0]["severity"], 2);
}

#[test]
fn a_client_that_does_not_watch_files_is_served_when_it_saves_or_opens() {
    let office = Office::new(OFF);
    let mut editor = Editor::with(modern_but("/workspace/didChangeWatchedFiles", json!({})));
    editor.open(&office.draft, "plaintext", TEXT);
    assert_eq!(editor.diagnostics(&office.draft, 1), [] as [Value; 0]);
    office.write(ERROR);
    editor.notify("textDocument/didSave", json!({ "textDocument": { "uri": office.draft } }));
    assert_eq!(editor.diagnostics(&office.draft, 1)[0]["severity"], 1);
    office.write(OFF);
    editor.open("untitled:Untitled-1", "plaintext", "text");
    assert_eq!(editor.diagnostics(&office.draft, 1), [] as [Value; 0]);
}

#[test]
fn what_the_editor_shows_counts_over_the_disk_saved_or_not() {
    let office = Office::new("");
    let mut editor = Editor::with(modern());
    editor.open(&office.draft, "plaintext", TEXT);
    assert_eq!(editor.diagnostics(&office.draft, 1)[0]["severity"], 2);
    editor.open(&office.uri(), "toml", ERROR);
    assert_eq!(editor.diagnostics(&office.draft, 1)[0]["severity"], 1);
    editor.replace(&office.uri(), 2, OFF);
    assert_eq!(editor.diagnostics(&office.draft, 1), [] as [Value; 0]);
    // Closed without saving.
    editor.close(&office.uri());
    assert_eq!(editor.diagnostics(&office.draft, 1)[0]["severity"], 2);
}

#[test]
fn what_is_wrong_with_the_configuration_is_shown_in_it() {
    let office = Office::new("[rules]\n# 🚀\ndoubled-wort = \"off\"\n");
    let mut editor = Editor::with(modern());
    // A draft is open, the configuration is not.
    editor.open(&office.draft, "plaintext", TEXT);
    let published = editor.published(&office.uri());
    assert!(published.get("version").is_none());
    let diagnostic = &published["diagnostics"][0];
    assert_eq!(diagnostic["code"], "configuration");
    assert_eq!(diagnostic["severity"], 1);
    assert_eq!(diagnostic["range"]["start"], json!({ "line": 2, "character": 0 }));
    let message = diagnostic["message"].as_str().unwrap();
    assert!(message.contains("doubled-wort") && message.contains("doubled-word"), "{message}");

    // It is opened, and mended.
    editor.open(&office.uri(), "toml", "[rules]\ndoubled-wort = \"off\"\n");
    let published = editor.published(&office.uri());
    assert_eq!(published["version"], 1);
    assert_eq!(published["diagnostics"][0]["range"]["start"]["line"], 1);
    editor.replace(&office.uri(), 2, OFF);
    let published = editor.published(&office.uri());
    assert_eq!((&published["version"], &published["diagnostics"]), (&json!(2), &json!([])));

    // Broken, and left without saving: what is on the disk is wrong in its own way.
    editor.replace(&office.uri(), 3, "[rules\n");
    let published = editor.published(&office.uri());
    assert_eq!(published["version"], 3);
    assert!(published["diagnostics"][0]["message"].as_str().unwrap().contains("TOML"));
    editor.close(&office.uri());
    let published = editor.published(&office.uri());
    assert_eq!(published["diagnostics"][0]["range"]["start"]["line"], 2);
    // Nothing that is open needs it any more.
    editor.close(&office.draft);
    assert_eq!(editor.published(&office.uri())["diagnostics"], json!([]));
}

#[test]
fn a_configuration_is_checked_though_no_draft_is_open() {
    let office = Office::new("");
    let mut editor = Editor::with(modern());
    editor.open(&office.uri(), "toml", "[rules]\ndoubled-wort = \"off\"\n");
    assert_eq!(editor.published(&office.uri())["diagnostics"].as_array().unwrap().len(), 1);
    editor.close(&office.uri());
    assert_eq!(editor.published(&office.uri())["diagnostics"], json!([]));
}

#[test]
fn an_entry_that_suppresses_nothing_is_shown() {
    let office = Office::new(
        "[[ignore]]\nfile = \"drafts/opening.txt\"\nrule = \"doubled-word\"\nwords = \"at at\"\n",
    );
    let mut editor = Editor::with(modern());
    editor.open(&office.draft, "plaintext", TEXT);
    assert_eq!(editor.diagnostics(&office.draft, 1), [] as [Value; 0]);
    editor.replace(&office.draft, 2, "Valued at four.\n");
    let published = editor.published(&office.uri());
    assert_eq!(published["diagnostics"][0]["code"], "unused-suppression");
    editor.replace(&office.draft, 3, TEXT);
    assert_eq!(editor.published(&office.uri())["diagnostics"], json!([]));
}

#[test]
fn what_the_project_leaves_out_is_not_checked() {
    let office = Office::new("exclude = [\"old\"]\n");
    let mut editor = Editor::with(modern());
    let folder = office.folder.path();
    for (name, found) in [
        ("drafts/new.txt", 1),
        ("drafts/new", 1),
        ("old/2019.txt", 0),
        ("README.md", 0),
        ("drafts/LICENSE.txt", 0),
    ] {
        let uri = uri_of(&folder.join(name));
        editor.open(&uri, "plaintext", TEXT);
        // What nothing is found in for other reasons is published after it.
        editor.open(&office.draft, "plaintext", TEXT);
        editor.diagnostics(&office.draft, 1);
        let context = json!({ "diagnostics": [], "only": ["quickfix"] });
        let whole = json!({
            "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 }
        });
        let actions = editor.actions(&uri, whole, context);
        let fixes = actions.iter().filter(|it| it["title"] == "Delete the second “at”").count();
        assert_eq!(fixes, found, "{name}");
    }
}

#[test]
fn the_profile_can_be_picked_in_the_editor() {
    let draft = "untitled:Untitled-1";
    let mut editor = Editor::with(modern());
    // Interpol is INTERPOL to its own press office only.
    editor.open(draft, "plaintext", "Officers of Interpol met in Lyon on Monday.\n");
    let before = editor.published(draft)["diagnostics"].clone();
    let settings = json!({ "settings": { "presscheck": { "house": "interpol" } } });
    editor.notify("workspace/didChangeConfiguration", settings);
    assert_ne!(editor.published(draft)["diagnostics"], before);
    for settings in [json!({ "presscheck": { "house": "nobody" } }), json!({ "house": 7 })] {
        editor.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
        let told = editor.wait_for("a message", |it| it["method"] == "window/showMessage");
        assert!(told["params"]["message"].as_str().unwrap().contains("interpol"), "{told}");
    }
    for settings in [json!(null), json!([]), json!("x"), json!({ "presscheck": null })] {
        editor.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    }
    editor.text(draft);
}
