//! What is published, and when.

use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::editor::{Editor, doubled_words, modern, modern_but, range};

const URI: &str = "file:///tmp/presscheck-test/draft.txt";

#[test]
fn a_finding_is_published_with_all_that_the_editor_can_show() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", "The 🚀 is valued at at four.\n");
    let diagnostics = editor.diagnostics(URI, 1);
    let [diagnostic] = &diagnostics[..] else { panic!("{diagnostics:#?}") };
    assert_eq!(diagnostic["message"], "“at” stands twice");
    assert_eq!(diagnostic["code"], "doubled-word");
    assert_eq!(diagnostic["source"], "presscheck");
    assert_eq!(diagnostic["severity"], 2);
    assert_eq!(diagnostic["range"], range((0, 17), (0, 22)));
    let page = diagnostic["codeDescription"]["href"].as_str().unwrap();
    assert!(page.ends_with("/doubled-word"), "{page}");
}

#[test]
fn what_the_editor_does_not_declare_is_not_sent() {
    let mut editor = Editor::with(modern_but("/textDocument/publishDiagnostics", json!({})));
    editor.open(URI, "plaintext", "Valued at at four.");
    let diagnostics = editor.diagnostics(URI, 1);
    for key in ["codeDescription", "relatedInformation", "tags", "data"] {
        assert!(diagnostics[0].get(key).is_none(), "{key} in {diagnostics:#?}");
    }
}

#[test]
fn the_language_says_what_a_draft_is_written_in() {
    // In plain text, a comment is text like any other.
    let text = "<!-- at at -->\n\nA line.\n";
    for (name, language, found) in [
        ("a.txt", "plaintext", 1),
        ("b.txt", "markdown", 0),
        ("c.md", "", 0),
        ("d.MD", "plaintext", 0),
        ("e", "text", 1),
    ] {
        let mut editor = Editor::with(modern());
        let uri = format!("file:///tmp/presscheck-test/{name}");
        editor.open(&uri, language, text);
        assert_eq!(editor.diagnostics(&uri, 1).len(), found, "{name} in “{language}”");
    }
}

#[test]
fn a_stale_result_is_never_published() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", "Valued at at four.");
    let last = 400;
    for version in 2..=last {
        // The finding stands in line `version - 1`, two lines further down with each version.
        editor.edit(URI, version, range((0, 0), (0, 0)), "A line.\n\n");
        if version % 50 == 0 {
            thread::sleep(Duration::from_millis(20));
        }
    }
    let mut newest = 0;
    while newest < last {
        let published = editor.published(URI);
        let version = published["version"].as_i64().unwrap();
        assert!(version > newest, "version {version} after {newest}");
        newest = version;
        let found = doubled_words(&published);
        let lines: Vec<&Value> = found.iter().map(|it| &it["range"]["start"]["line"]).collect();
        assert_eq!(lines, [2 * (version - 1)], "in version {version}");
    }
    editor.text(URI);
    let after = editor.everything_unread();
    assert!(!after.iter().any(|it| it["method"] == "textDocument/publishDiagnostics"), "{after:?}");
}

#[test]
fn nothing_is_published_while_somebody_types() {
    let mut editor = Editor::introduced(json!({
        "processId": null,
        "initializationOptions": { "quietMilliseconds": 1000 },
        "capabilities": modern()
    }));
    editor.open(URI, "plaintext", "One.");
    editor.diagnostics(URI, 1);
    for version in 2..20 {
        editor.edit(URI, version, range((0, 0), (0, 0)), "x");
        thread::sleep(Duration::from_millis(2));
    }
    assert_eq!(editor.published(URI)["version"], 19);
}

#[test]
fn a_closed_draft_has_no_diagnostics() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", "Valued at at four.");
    assert_eq!(editor.diagnostics(URI, 1).len(), 1);
    editor.close(URI);
    assert_eq!(editor.published(URI)["diagnostics"], json!([]));
}

#[test]
fn a_draft_that_becomes_right_has_no_diagnostics() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", "Valued at at four.");
    assert_eq!(editor.diagnostics(URI, 1).len(), 1);
    editor.edit(URI, 2, range((0, 9), (0, 12)), "");
    assert_eq!(editor.diagnostics(URI, 2), [] as [Value; 0]);
}

#[test]
fn a_draft_without_a_file_is_checked_too() {
    let mut editor = Editor::with(modern());
    for uri in ["untitled:Untitled-1", "vscode-vfs://github/o/r/draft.txt", "git:/a%20b.txt?x#y"] {
        editor.open(uri, "plaintext", "Valued at at four.");
        assert_eq!(editor.diagnostics(uri, 1).len(), 1, "{uri}");
    }
}

#[test]
fn hovering_over_a_finding_explains_its_rule() {
    for (formats, kind) in [(json!(["markdown"]), "markdown"), (json!(["plaintext"]), "plaintext")]
    {
        let mut editor = Editor::with(modern_but("/textDocument/hover/contentFormat", formats));
        editor.open(URI, "plaintext", "Valued at at four.");
        let at = |character: usize| {
            json!({
                "textDocument": { "uri": URI },
                "position": { "line": 0, "character": character }
            })
        };
        let hover = editor.request("textDocument/hover", at(9));
        assert_eq!(hover["contents"]["kind"], kind);
        let text = hover["contents"]["value"].as_str().unwrap();
        assert!(text.contains("doubled-word") && text.contains("No word stands twice"), "{text}");
        assert!(text.contains("Readers stumble"), "{text}");
        assert!(!text.contains("```"), "{text}");
        assert_eq!(text.contains("**"), kind == "markdown");
        assert_eq!(hover["range"], range((0, 7), (0, 12)));
        assert_eq!(editor.request("textDocument/hover", at(1)), Value::Null);
    }
}
