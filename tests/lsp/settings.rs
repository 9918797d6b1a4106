//! The user's settings: sent by the editor, or asked for.

#![expect(clippy::needless_pass_by_value, reason = "a message is made where it is sent")]

use serde_json::{Value, json};

use crate::editor::{Editor, modern};

const DRAFT: &str = "untitled:Untitled-1";
/// Interpol is INTERPOL to its own press office only.
const TEXT: &str = "Officers of Interpol met in Lyon on Monday.\n";

/// An editor that can be asked for settings, and says when they change if it is asked to.
fn asked() -> Value {
    let mut capabilities = modern();
    capabilities["workspace"]["configuration"] = json!(true);
    capabilities["workspace"]["didChangeConfiguration"] = json!({ "dynamicRegistration": true });
    capabilities
}

/// The next question for settings.
fn question(editor: &mut Editor) -> Value {
    let question = editor.wait_for("a question", |it| it["method"] == "workspace/configuration");
    assert_eq!(question["params"]["items"], json!([{ "section": "presscheck" }]));
    question["id"].clone()
}

fn reply(editor: &mut Editor, question: &Value, result: Value) {
    editor.send(&json!({ "jsonrpc": "2.0", "id": question, "result": result }));
}

/// Whether the draft is held to the profile of INTERPOL, when it has been checked anew.
fn is_interpol(editor: &mut Editor) -> bool {
    let published = editor.published(DRAFT);
    let diagnostics = published["diagnostics"].as_array().unwrap();
    diagnostics.iter().any(|it| it["message"].as_str().unwrap().contains("“INTERPOL”"))
}

/// Whether the draft, with another text, is held to the profile of INTERPOL.
fn is_interpol_after_edit(editor: &mut Editor, version: i64) -> bool {
    editor.replace(DRAFT, version, &format!("{TEXT}\nMore of it, line {version}.\n"));
    loop {
        let published = editor.published(DRAFT);
        if published["version"] == version {
            editor
                .keep(json!({ "method": "textDocument/publishDiagnostics", "params": published }));
            return is_interpol(editor);
        }
    }
}

fn changed(editor: &mut Editor, params: Value) {
    editor.notify("workspace/didChangeConfiguration", params);
}

/// An editor with the draft, and the first question for its settings.
fn questioned() -> (Editor, Value) {
    let mut editor = Editor::with(asked());
    editor.open(DRAFT, "plaintext", TEXT);
    assert!(!is_interpol(&mut editor));
    let first = question(&mut editor);
    (editor, first)
}

/// An editor with the draft that has answered: the profile is that of INTERPOL.
fn answered() -> Editor {
    let (mut editor, first) = questioned();
    reply(&mut editor, &first, json!([{ "house": "interpol" }]));
    assert!(is_interpol(&mut editor));
    editor
}

#[test]
fn a_client_is_asked_at_the_start_and_after_each_change() {
    let mut editor = answered();
    // What is not set any more is as it was at the beginning.
    for (params, settings, interpol) in [
        (json!({ "settings": null }), json!({}), false),
        (json!({}), json!({ "house": "interpol" }), true),
        (json!({ "settings": {} }), json!(null), false),
        (json!({ "settings": null }), json!({ "house": "interpol", "inlayHints": {} }), true),
    ] {
        changed(&mut editor, params);
        let next = question(&mut editor);
        reply(&mut editor, &next, json!([settings]));
        assert_eq!(is_interpol(&mut editor), interpol, "{settings}");
    }
}

#[test]
fn settings_that_are_sent_are_not_asked_for() {
    let (mut editor, first) = questioned();
    // The client has none under that name, and sends them by itself.
    reply(&mut editor, &first, json!([{}]));
    changed(&mut editor, json!({ "settings": { "presscheck": { "house": "interpol" } } }));
    assert!(is_interpol(&mut editor));
    editor.text(DRAFT);
    let told = editor.everything_unread();
    assert!(!told.iter().any(|it| it["method"] == "workspace/configuration"), "{told:?}");
}

#[test]
fn what_was_said_at_the_start_holds_where_the_answer_says_nothing() {
    for answer in [json!([null]), json!([{}]), json!([{ "inlayHints": { "weekdays": false } }])] {
        let mut editor = Editor::introduced(json!({
            "processId": null,
            "clientInfo": { "name": "test" },
            "initializationOptions": { "quietMilliseconds": 0, "house": "interpol" },
            "capabilities": asked()
        }));
        let first = question(&mut editor);
        reply(&mut editor, &first, answer);
        editor.open(DRAFT, "plaintext", TEXT);
        assert!(is_interpol(&mut editor));
        assert!(is_interpol_after_edit(&mut editor, 2));
    }
}

#[test]
fn a_client_that_never_answers_is_served() {
    let mut editor = Editor::with(asked());
    question(&mut editor);
    editor.open(DRAFT, "plaintext", TEXT);
    assert!(!is_interpol(&mut editor));
    changed(&mut editor, json!({ "settings": null }));
    question(&mut editor);
    assert!(!is_interpol_after_edit(&mut editor, 2));
    assert!(editor.leave().success());
}

#[test]
fn nonsense_is_no_answer() {
    let mut editor = answered();
    for (version, result) in (2..).zip([
        json!(null),
        json!([]),
        json!(7),
        json!("house"),
        json!({ "house": "un" }),
        json!([{ "house": "un" }, { "house": "un" }]),
        json!([[{ "house": "un" }]]),
        json!(["un"]),
    ]) {
        changed(&mut editor, json!({ "settings": null }));
        let next = question(&mut editor);
        reply(&mut editor, &next, result.clone());
        assert!(is_interpol_after_edit(&mut editor, version), "{result}");
    }
    changed(&mut editor, json!({ "settings": null }));
    let next = question(&mut editor);
    let error = json!({ "code": -32601, "message": "no" });
    editor.send(&json!({ "jsonrpc": "2.0", "id": next, "error": error }));
    assert!(is_interpol_after_edit(&mut editor, 20));
    // A setting that cannot be read is told, and the others are read.
    changed(&mut editor, json!({ "settings": null }));
    let next = question(&mut editor);
    reply(&mut editor, &next, json!([{ "house": "nobody", "quietMilliseconds": 0 }]));
    let told = editor.wait_for("a message", |it| it["method"] == "window/showMessage");
    assert!(told["params"]["message"].as_str().unwrap().contains("interpol"), "{told}");
    assert!(is_interpol_after_edit(&mut editor, 21));
}

#[test]
fn an_answer_that_comes_late_does_not_undo_a_newer_one() {
    let (mut editor, first) = questioned();
    changed(&mut editor, json!({ "settings": null }));
    let second = question(&mut editor);
    reply(&mut editor, &second, json!([{ "house": "interpol" }]));
    assert!(is_interpol(&mut editor));
    reply(&mut editor, &first, json!([{ "house": "un" }]));
    assert!(is_interpol_after_edit(&mut editor, 2));
}

#[test]
fn the_client_is_asked_to_tell_of_changes_if_it_can() {
    let is_registration = |it: &Value| {
        it["method"] == "client/registerCapability"
            && it["params"]["registrations"][0]["method"] == "workspace/didChangeConfiguration"
    };
    let mut editor = Editor::with(asked());
    let told = editor.wait_for("a registration", is_registration);
    assert!(told["params"]["registrations"][0].get("registerOptions").is_none(), "{told}");
    // Who cannot be asked is to send them along.
    let mut capabilities = asked();
    capabilities["workspace"]["configuration"] = json!(false);
    let mut editor = Editor::with(capabilities);
    let told = editor.wait_for("a registration", is_registration);
    let options = &told["params"]["registrations"][0]["registerOptions"];
    assert_eq!(*options, json!({ "section": "presscheck" }));
    let mut capabilities = asked();
    capabilities["workspace"]["didChangeConfiguration"]["dynamicRegistration"] = json!(false);
    for capabilities in [capabilities, modern()] {
        let mut editor = Editor::with(capabilities);
        editor.open(DRAFT, "plaintext", TEXT);
        editor.published(DRAFT);
        let told = editor.everything_unread();
        assert!(!told.iter().any(is_registration), "{told:?}");
    }
}

#[test]
fn a_client_that_cannot_be_asked_is_not_asked() {
    let mut editor = Editor::with(modern());
    editor.open(DRAFT, "plaintext", TEXT);
    assert!(!is_interpol(&mut editor));
    changed(&mut editor, json!({ "settings": null }));
    changed(&mut editor, json!({ "settings": { "house": "interpol" } }));
    assert!(is_interpol(&mut editor));
    editor.text(DRAFT);
    let told = editor.everything_unread();
    assert!(!told.iter().any(|it| it["method"] == "workspace/configuration"), "{told:?}");
}
