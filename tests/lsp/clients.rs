//! Each editor is sent only what it says it can take. The editors' own introductions, as they were
//! recorded, stand in `clients/`.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::editor::{Editor, doubled_words, modern, range};

const URI: &str = "file:///tmp/presscheck-test/draft.md";
const TEXT: &str = "# 🚀\n\nValued at at four.\n";

pub(crate) fn introductions() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lsp/clients");
    let mut introductions: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
        })
        .collect();
    introductions.sort_by(|a, b| a.0.cmp(&b.0));
    introductions
}

/// How one editor introduced itself.
pub(crate) fn introduction(name: &str) -> Value {
    introductions().into_iter().find(|it| it.0 == name).unwrap_or_else(|| panic!("no {name}")).1
}

#[test]
fn an_editor_of_tomorrow_is_taken_for_what_can_be_read_of_it() {
    let mut capabilities = modern();
    capabilities["workspace"]["workspaceEdit"]["resourceOperations"] = json!(["create", "beam"]);
    capabilities["window"] = json!(17);
    capabilities["telepathy"] = json!({ "range": "far" });
    let mut editor = Editor::with(capabilities);
    editor.open(URI, "markdown", TEXT);
    assert!(editor.diagnostics(URI, 1)[0].get("codeDescription").is_some());
    let context = json!({ "diagnostics": [] });
    let actions = editor.actions(URI, range((0, 0), (9, 0)), context);
    assert!(actions[0]["edit"].get("changes").is_some());
    assert_eq!(actions[0]["isPreferred"], true);
}

#[test]
fn every_editor_is_sent_what_it_declares() {
    let introductions = introductions();
    assert!(introductions.len() >= 10);
    for (name, params) in introductions {
        let declared =
            |place: &str| params["capabilities"].pointer(place).cloned().unwrap_or_default();
        let mut editor = Editor::silent();
        let result = editor.request("initialize", params.clone());
        let encoding = &result["capabilities"]["positionEncoding"];
        let offered = declared("/general/positionEncodings");
        let first = offered.get(0).cloned().unwrap_or_else(|| json!("utf-16"));
        assert_eq!(*encoding, first, "{name}");
        editor.notify("initialized", json!({}));
        editor.open(URI, "markdown", TEXT);

        let pulls = params.pointer("/capabilities/textDocument/diagnostic").is_some()
            && declared("/workspace/diagnostics/refreshSupport") == true;
        assert_eq!(result["capabilities"].get("diagnosticProvider").is_some(), pulls, "{name}");
        let diagnostics = if pulls {
            let document = json!({ "textDocument": { "uri": URI } });
            let report = editor.request("textDocument/diagnostic", document);
            doubled_words(&json!({ "diagnostics": report["items"] }))
        } else {
            editor.diagnostics(URI, 1)
        };
        let [diagnostic] = &diagnostics[..] else { panic!("{name}: {diagnostics:#?}") };
        let links = declared("/textDocument/publishDiagnostics/codeDescriptionSupport") == true
            || declared("/textDocument/diagnostic/codeDescriptionSupport") == true;
        assert_eq!(diagnostic.get("codeDescription").is_some(), links, "{name}");

        let context = json!({ "diagnostics": [diagnostic] });
        let actions = editor.actions(URI, range((0, 0), (9, 0)), context);
        assert_eq!(actions[0]["title"], "Delete the second “at”", "{name}");
        let preferring = declared("/textDocument/codeAction/isPreferredSupport") == true;
        assert_eq!(actions[0].get("isPreferred").is_some(), preferring, "{name}");
        let versioned = declared("/workspace/workspaceEdit/documentChanges") == true;
        let edit = &actions[0]["edit"];
        assert_eq!(edit.get("documentChanges").is_some(), versioned, "{name}");
        assert_eq!(edit.get("changes").is_none(), versioned, "{name}");
        let unknown = params.get("clientInfo").is_none();
        if unknown && !preferring {
            assert_eq!(actions.len(), 1, "{name}: {actions:#?}");
        }

        let place = json!({ "line": 2, "character": 9 });
        let params = json!({ "textDocument": { "uri": URI }, "position": place });
        let hover = editor.request("textDocument/hover", params);
        let formats = declared("/textDocument/hover/contentFormat");
        assert_eq!(hover["contents"]["kind"], formats[0], "{name}");

        let watching = declared("/workspace/didChangeWatchedFiles/dynamicRegistration") == true;
        let is_asked = |it: &Value| it["method"] == "client/registerCapability";
        if watching {
            editor.wait_for("a request to watch files", is_asked);
        } else {
            assert!(!editor.everything_unread().iter().any(is_asked), "{name}");
        }
        assert!(editor.leave().success(), "{name}");
    }
}
