//! The configuration: the same file as the command line's, without a restart.

use std::path::Path;

use serde_json::{Value, json};

use crate::editor::{Editor, modern, modern_but};

fn uri_of(path: &Path) -> String {
    format!("file://{}", path.display())
}

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
