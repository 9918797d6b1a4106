//! Addresses in the text lead somewhere.

use serde_json::{Value, json};

use crate::editor::Editor;
use crate::writing::{ENCODINGS, URI, about, capabilities, capabilities_but, editor_with, text_at};

const TEXT: &str = "Harbour opens its new quay 🚀\r\n\r\n\
    The plan is at 🚀 https://harbour.example/plan_(2026)?a=1&b=2, and at www.quay.example.\r\n\r\n\
    Contact: Lars Moe, press@harbour.example; see “https://harbour.example/hjælp”.\r\n";

#[test]
fn addresses_lead_where_they_say() {
    for (encoding, columns) in ENCODINGS {
        let mut editor = editor_with(capabilities(encoding), TEXT);
        let links = editor.request("textDocument/documentLink", about(URI));
        let links: Vec<(&str, &str, &str)> = links
            .as_array()
            .unwrap()
            .iter()
            .map(|it| {
                let target = it["target"].as_str().unwrap();
                (text_at(TEXT, &it["range"], columns), target, it["tooltip"].as_str().unwrap())
            })
            .collect();
        let plan = "https://harbour.example/plan_(2026)?a=1&b=2";
        assert_eq!(
            links,
            [
                (plan, plan, &*format!("Open {plan}")),
                ("www.quay.example", "https://www.quay.example/", "Open https://www.quay.example/"),
                (
                    "press@harbour.example",
                    "mailto:press@harbour.example",
                    "Write to press@harbour.example"
                ),
                (
                    "https://harbour.example/hjælp",
                    "https://harbour.example/hj%C3%A6lp",
                    "Open https://harbour.example/hj%C3%A6lp"
                ),
            ],
            "{encoding}"
        );
    }
}

#[test]
fn who_shows_no_tooltips_gets_none() {
    let capabilities = capabilities_but("/textDocument/documentLink", json!({}));
    let mut editor = editor_with(capabilities, TEXT);
    let links = editor.request("textDocument/documentLink", about(URI));
    assert_eq!(links.as_array().unwrap().len(), 4);
    assert!(links.as_array().unwrap().iter().all(|it| it.get("tooltip").is_none()), "{links:#}");
}

#[test]
fn links_of_markdown_are_the_editors_own() {
    let text =
        "# Harbour 🚀\n\nSee [www.quay.example](https://quay.example) or www.harbour.example.\n";
    let uri = "file:///tmp/presscheck-test/writing.md";
    let mut editor = Editor::with(capabilities("utf-16"));
    editor.open(uri, "markdown", text);
    let links = editor.request("textDocument/documentLink", about(uri));
    let shown: Vec<&str> = links
        .as_array()
        .unwrap()
        .iter()
        .map(|it| text_at(text, &it["range"], char::len_utf16))
        .collect();
    assert_eq!(shown, ["www.harbour.example"]);
}

#[test]
fn a_text_that_is_no_draft_has_none() {
    let uri = "file:///tmp/presscheck-test/presscheck.toml";
    let mut editor = Editor::with(capabilities("utf-16"));
    editor.open(uri, "toml", "# https://harbour.example\n");
    assert_eq!(editor.request("textDocument/documentLink", about(uri)), Value::Null);
}
