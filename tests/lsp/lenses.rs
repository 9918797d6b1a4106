//! The lens above a draft: what was found, and for which house.

use serde_json::{Value, json};

use crate::editor::{Editor, range};
use crate::writing::{URI, about, capabilities, capabilities_but, editor_with};

const TEXT: &str =
    "Harbour opens its quay 🚀\r\n\r\nThe quay is valued at at four million kroner.\r\n";

fn lens(editor: &mut Editor, uri: &str) -> Value {
    let lenses = editor.request("textDocument/codeLens", about(uri));
    let [lens] = &lenses.as_array().unwrap()[..] else { panic!("{lenses:#}") };
    lens.clone()
}

/// The lens's text as the diagnostics would have it.
fn title(diagnostics: &Value, house: &str) -> String {
    let mut counts = Vec::new();
    for (severity, name) in [(1, "error"), (2, "warning"), (3, "info")] {
        let all = diagnostics.as_array().unwrap().iter();
        match all.filter(|it| it["severity"] == severity).count() {
            0 => {}
            1 => counts.push(format!("1 {name}")),
            count => counts.push(format!("{count} {name}s")),
        }
    }
    let counts = if counts.is_empty() { "No findings".to_owned() } else { counts.join(", ") };
    format!("{counts} · house {house}")
}

#[test]
fn the_lens_counts_what_the_editor_shows() {
    let mut editor = editor_with(capabilities("utf-16"), TEXT);
    let published = editor.published(URI);
    let lens = lens(&mut editor, URI);
    assert_eq!(lens["command"]["title"], title(&published["diagnostics"], "default"));
    assert!(lens["command"]["title"].as_str().unwrap().contains("warning"), "{lens}");
    assert_eq!(lens["range"], range((0, 0), (0, 0)));
    // A command that the client does not have is none.
    assert_eq!(lens["command"]["command"], "");
    assert!(lens["command"].get("arguments").is_none());
}

#[test]
fn a_client_that_can_show_findings_is_asked_to() {
    let mut capabilities = capabilities("utf-16");
    capabilities["experimental"] = json!({ "presscheckCommands": ["presscheck.showFindings"] });
    let mut editor = editor_with(capabilities, TEXT);
    let lens = lens(&mut editor, URI);
    assert_eq!(lens["command"]["command"], "presscheck.showFindings");
    assert_eq!(lens["command"]["arguments"], json!([URI]));
}

fn refreshes(messages: &[Value]) -> usize {
    messages.iter().filter(|it| it["method"] == "workspace/codeLens/refresh").count()
}

#[test]
fn the_lens_is_refreshed_when_its_text_has_changed_and_not_before() {
    let mut editor = editor_with(capabilities("utf-16"), TEXT);
    let before = editor.published(URI);
    lens(&mut editor, URI);
    // A word more, and the same findings.
    editor.edit(URI, 2, range((2, 0), (2, 0)), "Now: ");
    let published = editor.published(URI);
    assert_eq!(
        title(&published["diagnostics"], "default"),
        title(&before["diagnostics"], "default")
    );
    editor.text(URI);
    assert_eq!(refreshes(&editor.everything_unread()), 0);
    // One finding less.
    editor.edit(URI, 3, range((2, 26), (2, 29)), "");
    assert_eq!(editor.diagnostics(URI, 3), [] as [Value; 0]);
    let refresh = editor
        .wait_for("a request to refresh lenses", |it| it["method"] == "workspace/codeLens/refresh");
    editor.send(&json!({ "jsonrpc": "2.0", "id": refresh["id"], "result": null }));
    lens(&mut editor, URI);
    // Another house.
    let settings = json!({ "presscheck": { "house": "interpol" } });
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    editor
        .wait_for("a request to refresh lenses", |it| it["method"] == "workspace/codeLens/refresh");
    let lens = lens(&mut editor, URI);
    let title = lens["command"]["title"].as_str().unwrap();
    assert!(title.ends_with(" · house interpol"), "{title}");
}

#[test]
fn who_cannot_refresh_lenses_is_not_asked_to() {
    let capabilities = capabilities_but("/workspace/codeLens", Value::Null);
    let mut editor = editor_with(capabilities, TEXT);
    editor.published(URI);
    lens(&mut editor, URI);
    editor.replace(URI, 2, "Harbour opens its quay\n");
    editor.published(URI);
    editor.text(URI);
    assert_eq!(refreshes(&editor.everything_unread()), 0);
}

#[test]
fn what_is_no_draft_has_no_lens() {
    let uri = "file:///tmp/presscheck-test/presscheck.toml";
    let mut editor = Editor::with(capabilities("utf-16"));
    editor.open(uri, "toml", "house = \"default\"\n");
    assert_eq!(editor.request("textDocument/codeLens", about(uri)), Value::Null);
}
