//! What can be folded away.

use serde_json::{Value, json};

use crate::editor::Editor;
use crate::writing::{URI, about, capabilities, capabilities_but, editor_with};

const TEXT: &str = "Harbour opens its new quay 🚀\r\n\r\n\
    OSLO, Norway, 15 June 2026 – The harbour’s new quay opened today with 300 guests.\r\n\r\n\
    “It is the town’s largest quay,” said Mayor Anna Berg. “It took two years.\r\n\r\n\
    “It will be used by ferries,” she added.\r\n\r\n\
    The plan has three parts:\r\n\r\n\
    - a quay\r\n- a ferry\r\n- a crane\r\n\r\n\
    1 / 2\r\n\r\nCaption: The quay at dawn. Photo: Lars Moe\r\n\r\n\
    2 / 2\r\n\r\nCaption: The quay at dusk. Photo: Lars Moe\r\n\r\n\
    About the harbour\r\nThe Harbour Trust runs the port.\r\n\r\n\
    About the town\r\nThe town lies on the fjord.\r\n\r\n\
    Notes to editors\r\n1. The quay is 300 m long.\r\n\r\n\
    Media contact:\r\nLars Moe, press@harbour.example\r\n";

fn folds(editor: &mut Editor, uri: &str) -> Vec<Value> {
    editor.request("textDocument/foldingRange", about(uri)).as_array().unwrap().clone()
}

/// The first and the last line of each.
fn lines<'a>(text: &'a str, folds: &[Value]) -> Vec<(&'a str, &'a str)> {
    let lines: Vec<&str> = text.lines().collect();
    let line = |it: &Value| lines[it.as_u64().unwrap() as usize];
    folds.iter().map(|it| (line(&it["startLine"]), line(&it["endLine"]))).collect()
}

#[test]
fn the_parts_of_a_release_can_be_folded() {
    for encoding in ["utf-8", "utf-16"] {
        let mut editor = editor_with(capabilities(encoding), TEXT);
        let folds = folds(&mut editor, URI);
        assert_eq!(
            lines(TEXT, &folds),
            [
                (
                    "“It is the town’s largest quay,” said Mayor Anna Berg. “It took two years.",
                    "“It will be used by ferries,” she added."
                ),
                ("The plan has three parts:", "- a crane"),
                ("1 / 2", "Caption: The quay at dusk. Photo: Lars Moe"),
                ("About the harbour", "The Harbour Trust runs the port."),
                ("About the town", "The town lies on the fjord."),
                ("Notes to editors", "1. The quay is 300 m long."),
                ("Media contact:", "Lars Moe, press@harbour.example"),
            ]
        );
        assert_eq!(folds[1]["collapsedText"], "… 3 items");
        assert_eq!(folds[2]["collapsedText"], "2 captions …");
        for (fold, kind) in folds.iter().zip([Value::Null, Value::Null, json!("region")]) {
            assert_eq!(fold["kind"], kind, "{fold}");
            assert!(fold.get("startCharacter").is_none(), "{fold}");
        }
    }
}

#[test]
fn what_the_editor_does_not_declare_is_not_sent() {
    let mut editor = editor_with(capabilities_but("/textDocument/foldingRange", json!({})), TEXT);
    let folds = folds(&mut editor, URI);
    assert_eq!(folds.len(), 7);
    for fold in &folds {
        assert!(fold.get("kind").is_none() && fold.get("collapsedText").is_none(), "{fold}");
    }
    // It folds from anywhere to anywhere: what is left of the first line is all of it.
    assert_eq!(folds[2]["startCharacter"], 5);
    let mut editor = Editor::silent();
    let capabilities = capabilities_but("/textDocument/foldingRange", Value::Null);
    let result = editor.request("initialize", json!({ "capabilities": capabilities }));
    assert!(result["capabilities"].get("foldingRangeProvider").is_none());
}

#[test]
fn of_too_many_the_longest_are_left() {
    let mut capabilities = capabilities("utf-16");
    capabilities["textDocument"]["foldingRange"]["rangeLimit"] = json!(2);
    let mut editor = editor_with(capabilities, TEXT);
    let folds = folds(&mut editor, URI);
    assert_eq!(
        lines(TEXT, &folds),
        [
            ("The plan has three parts:", "- a crane"),
            ("1 / 2", "Caption: The quay at dusk. Photo: Lars Moe"),
        ]
    );
}

#[test]
fn sections_of_markdown_lie_inside_one_another() {
    let text = "---\ntitle: A quay\ndate: 2026-06-15\n---\n\n# Harbour opens its quay\n\n\
                <!-- one\ntwo -->\n\nThe quay is open to all ferries since this morning.\n\n\
                ## What it cost\n\nNothing.\n\n### In kroner\n\nNothing at all.\n\n## What is next\n\n\
                - a quay\n  - a wall\n  - a stair\n- a ferry\n";
    let uri = "file:///tmp/presscheck-test/writing.md";
    let mut editor = Editor::with(capabilities("utf-16"));
    editor.open(uri, "markdown", text);
    let folds = folds(&mut editor, uri);
    assert_eq!(
        lines(text, &folds),
        [
            ("---", "---"),
            ("# Harbour opens its quay", "- a ferry"),
            ("<!-- one", "two -->"),
            ("## What it cost", "Nothing at all."),
            ("### In kroner", "Nothing at all."),
            ("## What is next", "- a ferry"),
            ("- a quay", "- a ferry"),
        ]
    );
    assert_eq!(folds[2]["kind"], "comment");
}

#[test]
fn folds_never_cross_nor_share_their_first_line() {
    // Whatever the text is.
    let pieces = TEXT.split("\r\n").collect::<Vec<_>>();
    let mut editor = Editor::with(capabilities("utf-16"));
    editor.open(URI, "plaintext", "");
    for (shift, version) in (0..pieces.len()).zip(2..) {
        let mut text = pieces[shift..].join("\r\n");
        text.push_str(&pieces[..shift].join("\n"));
        editor.replace(URI, version, &text);
        let folds = folds(&mut editor, URI);
        assert!(!folds.is_empty());
        let ends: Vec<(u64, u64)> = folds
            .iter()
            .map(|it| (it["startLine"].as_u64().unwrap(), it["endLine"].as_u64().unwrap()))
            .collect();
        for (at, one) in ends.iter().enumerate() {
            assert!(one.0 < one.1);
            for other in &ends[at + 1..] {
                assert!(one.0 < other.0, "{ends:?}");
                assert!(other.0 > one.1 || other.1 <= one.1, "{ends:?}");
            }
        }
    }
}
