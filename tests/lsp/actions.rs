//! Code actions: each kind of client gets those that it can take.

use serde_json::{Value, json};

use crate::editor::{Editor, after, modern, modern_but, range};

const URI: &str = "file:///tmp/presscheck-test/draft.txt";
/// A safe fix, a fix that is for a person to accept, and a safe one.
const TEXT: &str =
    "The ferry 🚀 is valued at at four.\n\nThe plan plan was sent to to the mayor.\n";

fn everywhere() -> Value {
    range((0, 0), (9, 0))
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|it| it["title"].as_str().unwrap()).collect()
}

fn quick_fixes() -> Value {
    json!({ "diagnostics": [], "only": ["quickfix"] })
}

#[test]
fn a_quick_fix_mends_its_finding() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", TEXT);
    let diagnostics = editor.diagnostics(URI, 1);
    let there = range((0, 25), (0, 25));
    let actions = editor.actions(URI, there, quick_fixes());
    let action = &actions[0];
    assert_eq!(action["title"], "Delete the second “at”");
    assert_eq!(action["kind"], "quickfix");
    assert_eq!(action["isPreferred"], true);
    assert_eq!(action["diagnostics"][0], diagnostics[0]);
    assert_eq!(action["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    assert_eq!(after(TEXT, action, URI), TEXT.replace("at at", "at"));
}

#[test]
fn only_a_safe_fix_is_preferred() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", TEXT);
    let actions = editor.actions(URI, everywhere(), quick_fixes());
    let preferred: Vec<_> = actions
        .iter()
        .filter(|it| it["title"].as_str().unwrap().starts_with("Delete"))
        .map(|it| (it["title"].as_str().unwrap(), it["isPreferred"] == true))
        .collect();
    assert_eq!(
        preferred,
        [
            ("Delete the second “at”", true),
            ("Delete the second “plan”", false),
            ("Delete the second “to”", true),
        ]
    );
}

#[test]
fn all_safe_fixes_are_applied_at_once() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", TEXT);
    let fixed = TEXT.replace("at at", "at").replace("to to", "to");
    for only in ["source.fixAll.presscheck", "source.fixAll", "source"] {
        let context = json!({ "diagnostics": [], "only": [only] });
        let actions = editor.actions(URI, everywhere(), context);
        let [action] = &actions[..] else { panic!("{actions:#?}") };
        assert_eq!(action["kind"], "source.fixAll.presscheck");
        assert_eq!(after(TEXT, action, URI), fixed, "for {only}");
    }
    editor.replace(URI, 2, &fixed);
    let context = json!({ "diagnostics": [], "only": ["source.fixAll"] });
    assert_eq!(editor.actions(URI, everywhere(), context), [] as [Value; 0]);
}

#[test]
fn fixing_goes_on_until_nothing_is_left() {
    let mut editor = Editor::with(modern());
    let text = "Valued at at at at four.\n";
    editor.open(URI, "plaintext", text);
    let context = json!({ "diagnostics": [], "only": ["source.fixAll"] });
    let actions = editor.actions(URI, everywhere(), context);
    assert_eq!(after(text, &actions[0], URI), "Valued at four.\n");
}

#[test]
fn a_client_gets_the_kinds_it_asks_for() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", TEXT);
    let mut kinds = |context: Value| {
        let actions = editor.actions(URI, everywhere(), context);
        let mut kinds: Vec<String> =
            actions.iter().map(|it| it["kind"].as_str().unwrap().to_owned()).collect();
        kinds.sort();
        kinds.dedup();
        kinds
    };
    let all = ["quickfix", "source.fixAll.presscheck"];
    assert_eq!(kinds(json!({ "diagnostics": [] })), all);
    assert_eq!(kinds(json!({ "diagnostics": [], "only": [""] })), all);
    assert_eq!(kinds(json!({ "diagnostics": [], "only": ["quickfix", "source"] })), all);
    assert_eq!(kinds(quick_fixes()), all[..1]);
    let none: [&str; 0] = [];
    assert_eq!(kinds(json!({ "diagnostics": [], "only": ["refactor"] })), none);
    assert_eq!(kinds(json!({ "diagnostics": [], "only": ["source.organizeImports"] })), none);
    assert_eq!(kinds(json!({ "diagnostics": [], "only": ["quick"] })), none);
}

#[test]
fn the_diagnostics_that_a_client_names_are_the_ones_that_are_fixed() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", TEXT);
    let diagnostics = editor.diagnostics(URI, 1);
    for (diagnostic, word) in diagnostics.iter().zip(["at", "plan", "to"]) {
        // The way Kate asks: the whole document, and one diagnostic.
        let context = json!({ "diagnostics": [diagnostic], "only": ["quickfix"] });
        let actions = editor.actions(URI, everywhere(), context);
        let title = format!("Delete the second “{word}”");
        assert_eq!(titles(&actions)[0], title);
        assert!(!titles(&actions)[1..].iter().any(|it| it.starts_with("Delete")), "{actions:#?}");
    }
    let foreign = json!({
        "range": range((0, 0), (0, 3)), "message": "no", "code": "E1", "source": "other"
    });
    let context = json!({ "diagnostics": [foreign], "only": ["quickfix"] });
    assert_eq!(editor.actions(URI, everywhere(), context), [] as [Value; 0]);
}

#[test]
fn a_diagnostic_is_known_again_after_an_edit_that_moved_it() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", TEXT);
    let diagnostics = editor.diagnostics(URI, 1);
    editor.edit(URI, 2, range((0, 0), (0, 0)), "A line.\n\n");
    let context = json!({ "diagnostics": [diagnostics[2]], "only": ["quickfix"] });
    let actions = editor.actions(URI, everywhere(), context);
    assert_eq!(actions[0]["title"], "Delete the second “to”");
}

#[test]
fn a_client_that_applies_all_it_gets_is_sent_one_fix_a_finding() {
    let capabilities = modern_but("/textDocument/codeAction/isPreferredSupport", json!(false));
    let mut editor = Editor::introduced(json!({ "processId": 1, "capabilities": capabilities }));
    editor.open(URI, "plaintext", TEXT);
    let diagnostics = editor.diagnostics(URI, 1);
    for diagnostic in &diagnostics {
        let context = json!({ "diagnostics": [diagnostic] });
        let actions = editor.actions(URI, everywhere(), context);
        assert_eq!(actions.len(), 1, "{actions:#?}");
        assert!(actions[0].get("isPreferred").is_none());
    }
    let actions = editor.actions(URI, everywhere(), json!({ "diagnostics": [] }));
    assert_eq!(titles(&actions).len(), 3);
    // It may ask for all safe fixes.
    let context = json!({ "diagnostics": [], "only": ["source.fixAll"] });
    assert_eq!(editor.actions(URI, everywhere(), context).len(), 1);
}

#[test]
fn edits_name_a_version_only_to_a_client_that_says_it_reads_them() {
    let edits = json!({ "documentChanges": false });
    let mut editor = Editor::with(modern_but("/workspace/workspaceEdit", edits));
    editor.open(URI, "plaintext", TEXT);
    let actions = editor.actions(URI, everywhere(), quick_fixes());
    assert!(actions[0]["edit"].get("documentChanges").is_none());
    assert_eq!(after(TEXT, &actions[0], URI), TEXT.replace("at at", "at"));
}

#[test]
fn a_client_that_was_not_asked_what_it_counts_in_gets_edits_that_need_no_counting() {
    let mut editor = Editor::with(modern_but("/general", json!({})));
    editor.open(URI, "plaintext", TEXT);
    let actions = editor.actions(URI, everywhere(), quick_fixes());
    for action in &actions {
        if action["title"] == "Delete the second “at”" {
            let edit = &action["edit"]["documentChanges"][0]["edits"][0];
            assert_eq!(edit["range"], range((0, 0), (1, 0)));
            assert_eq!(after(TEXT, action, URI), TEXT.replace("at at", "at"));
        }
        // There is nothing but ASCII in the other line, where everything counts the same.
        if action["title"] == "Delete the second “to”" {
            let edit = &action["edit"]["documentChanges"][0]["edits"][0];
            assert_ne!(edit["range"]["start"]["character"], 0);
        }
    }
}

#[test]
fn a_client_that_takes_commands_only_gets_commands() {
    let capabilities = json!({ "workspace": { "applyEdit": true } });
    let mut editor = Editor::with(capabilities);
    editor.open(URI, "plaintext", "Valued at at four.");
    let actions = editor.actions(URI, everywhere(), json!({ "diagnostics": [] }));
    let command = &actions[0];
    assert_eq!(command["title"], "Delete the second “at”");
    let params = json!({ "command": command["command"], "arguments": command["arguments"] });
    assert_eq!(editor.request("workspace/executeCommand", params.clone()), Value::Null);
    let sent = editor.wait_for("the edit", |it| it["method"] == "workspace/applyEdit");
    let text = after("Valued at at four.", &sent["params"], URI);
    assert_eq!(text, "Valued at four.");
    editor.send(&json!({ "jsonrpc": "2.0", "id": sent["id"], "result": { "applied": true } }));
    // When the text has changed, the fix is for another one.
    editor.edit(URI, 2, range((0, 0), (0, 0)), "x");
    let error = editor.refused("workspace/executeCommand", params);
    assert_eq!(error["code"], -32801);
}

#[test]
fn a_client_that_takes_neither_actions_nor_edits_gets_none() {
    let mut editor = Editor::with(json!({}));
    editor.open(URI, "plaintext", TEXT);
    assert_eq!(editor.actions(URI, everywhere(), json!({ "diagnostics": [] })), [] as [Value; 0]);
}
