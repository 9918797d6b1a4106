//! `presscheck/status`: users can tell “clean” from “nobody looks”.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::editor::{Editor, modern, uri_of};
use crate::pulling::pulling;

fn showing(mut capabilities: Value) -> Editor {
    capabilities["experimental"] = json!({ "presscheckStatus": true });
    Editor::with(capabilities)
}

/// The next status of a document that is not that it is being checked.
fn status(editor: &mut Editor, uri: &str) -> Value {
    let message = editor.wait_for("a status", |it| {
        let params = &it["params"];
        it["method"] == "presscheck/status" && params["uri"] == uri && params["state"] != "checking"
    });
    message["params"].clone()
}

#[test]
fn it_says_how_it_stands_with_each_document() {
    let office = TempDir::new().unwrap();
    let toml = office.path().join("presscheck.toml");
    fs::write(&toml, "house = \"interpol\"\n").unwrap();
    let draft = uri_of(&office.path().join("a.txt"));
    for capabilities in [modern(), pulling()] {
        let mut editor = showing(capabilities);
        editor.open(&draft, "plaintext", "");
        let first = editor.wait_for("a status", |it| it["method"] == "presscheck/status");
        assert_eq!(first["params"]["state"], "checking");
        let clean = status(&mut editor, &draft);
        assert_eq!((&clean["state"], &clean["version"]), (&json!("clean"), &json!(1)), "{clean}");
        assert_eq!(clean["house"], "interpol");
        assert_eq!(clean["configuration"], uri_of(&toml));
        editor.replace(&draft, 2, "Valued at at four.\n");
        let found = status(&mut editor, &draft);
        assert_eq!((&found["state"], &found["version"]), (&json!("findings"), &json!(2)));
        assert!(found["warnings"].as_u64().unwrap() >= 1, "{found}");
        let message = found["message"].as_str().unwrap();
        assert!(message.contains("warning"), "{message}");
        // A change of the house is told, too.
        editor.open(&uri_of(&toml), "toml", "house = \"un\"\n");
        assert_eq!(status(&mut editor, &draft)["house"], "un");
        editor.replace(&uri_of(&toml), 2, "[rules]\nhupe = \"off\"\n");
        let mut wrong = status(&mut editor, &uri_of(&toml));
        while wrong["version"] != 2 {
            wrong = status(&mut editor, &uri_of(&toml));
        }
        assert_eq!((&wrong["state"], &wrong["errors"]), (&json!("findings"), &json!(1)));
    }
}

#[test]
fn what_is_not_checked_is_called_so() {
    let mut editor = showing(modern());
    let readme = "file:///tmp/presscheck-test/README.md";
    editor.open(readme, "markdown", "Valued at at four.\n");
    let told = status(&mut editor, readme);
    assert_eq!((&told["state"], &told["configuration"]), (&json!("not-a-draft"), &Value::Null));
    let lost = "untitled:a";
    editor.open(lost, "plaintext", "");
    assert_eq!(status(&mut editor, lost)["state"], "clean");
    let change = json!({ "textDocument": { "uri": lost, "version": 2 }, "contentChanges": "?" });
    editor.notify("textDocument/didChange", change);
    assert_eq!(status(&mut editor, lost)["state"], "failed");
    editor.replace(lost, 3, "");
    assert_eq!(status(&mut editor, lost)["state"], "clean");
}

#[test]
fn a_client_that_does_not_show_it_is_not_sent_it() {
    let mut editor = Editor::with(modern());
    editor.open("untitled:a", "plaintext", "Valued at at four.\n");
    editor.published("untitled:a");
    editor.text("untitled:a");
    let told = editor.everything_unread();
    assert!(!told.iter().any(|it| it["method"] == "presscheck/status"), "{told:#?}");
}
