//! Formatting: marks and spaces, and nothing else.

#![expect(clippy::needless_pass_by_value, reason = "a message is made where it is sent")]

use serde_json::{Value, json};

use crate::editor::{Editor, position, range};
use crate::writing::{
    ENCODINGS, URI, about, capabilities, capabilities_but, edited, editor_with, text_at,
};

const TEXT: &str = "Harbour opens its new quay 🚀\r\n\r\n\
    OSLO, Norway, 15 June 2026 – The 🚀 harbour’s new quay opened today , with 300 guests.  It \
    took the the town’s builders two years.\r\n\r\n\
    “We planned it,and we don't  regret it - ever,” said Mayor Anna Berg. She’s glad, and it's \
    done – so far - at last – and for all.   \r\n\r\n\r\n\
    The ferry sails to Bergen.\r\n";

const FORMATTED: &str = "Harbour opens its new quay 🚀\r\n\r\n\
    OSLO, Norway, 15 June 2026 – The 🚀 harbour’s new quay opened today, with 300 guests. It \
    took the the town’s builders two years.\r\n\r\n\
    “We planned it, and we don't regret it - ever,” said Mayor Anna Berg. She’s glad, and it’s \
    done – so far – at last – and for all.\r\n\r\n\
    The ferry sails to Bergen.\r\n";

fn options() -> Value {
    json!({ "tabSize": 4, "insertSpaces": true })
}

fn format(editor: &mut Editor, uri: &str, options: Value) -> Value {
    let mut params = about(uri);
    params["options"] = options;
    editor.request("textDocument/formatting", params)
}

fn format_range(editor: &mut Editor, range: Value) -> Value {
    let params = json!({ "textDocument": { "uri": URI }, "range": range, "options": options() });
    editor.request("textDocument/rangeFormatting", params)
}

#[test]
fn a_whole_draft_is_formatted_once_and_for_all() {
    for (encoding, columns) in ENCODINGS {
        let mut editor = editor_with(capabilities(encoding), TEXT);
        let edits = format(&mut editor, URI, options());
        let formatted = edited(TEXT, &edits, columns);
        assert_eq!(formatted, FORMATTED, "{encoding}");
        editor.replace(URI, 2, &formatted);
        assert_eq!(format(&mut editor, URI, options()), json!([]), "{encoding}");
    }
}

#[test]
fn edits_are_as_small_as_can_be() {
    let mut editor = editor_with(capabilities("utf-16"), TEXT);
    let edits = format(&mut editor, URI, options());
    for edit in edits.as_array().unwrap() {
        let replaced = text_at(TEXT, &edit["range"], char::len_utf16);
        let new = edit["newText"].as_str().unwrap();
        assert!(replaced.len() <= 3 && new.len() <= 3, "{edit} replaces {replaced:?}");
    }
    assert_eq!(edits.as_array().unwrap().len(), 8);
}

#[test]
fn a_part_is_formatted_and_nothing_outside_of_it() {
    let mut editor = editor_with(capabilities("utf-16"), TEXT);
    // From the start of the quotation to its end.
    let edits = format_range(&mut editor, range((4, 0), (4, 48)));
    let expected = TEXT.replace("it,and", "it, and").replace("don't  regret", "don't regret");
    assert_eq!(edited(TEXT, &edits, char::len_utf16), expected);
    assert_eq!(format_range(&mut editor, range((2, 0), (2, 10))), json!([]));
    assert_eq!(format_range(&mut editor, range((4, 10), (4, 10))), json!([]));
    // The lines one by one make the whole.
    let mut text = TEXT.to_owned();
    for (line, version) in (0..TEXT.matches('\n').count()).rev().zip(2..) {
        let edits = format_range(&mut editor, range((line, 0), (line + 1, 0)));
        text = edited(&text, &edits, char::len_utf16);
        editor.replace(URI, version, &text);
    }
    assert_eq!(text, FORMATTED);
}

#[test]
fn white_space_is_also_as_the_editor_wants_it() {
    let text = "Harbour opens its quay\n\nThe quay is open. \nIt took two years.  \n\n\n\n";
    let without = |key: &str| {
        let mut options = options();
        options[key] = json!(false);
        options
    };
    for (options, expected) in [
        (options(), "Harbour opens its quay\n\nThe quay is open.\nIt took two years.\n\n"),
        (
            without("trimTrailingWhitespace"),
            "Harbour opens its quay\n\nThe quay is open. \nIt took two years.  \n\n",
        ),
        (
            without("trimFinalNewlines"),
            "Harbour opens its quay\n\nThe quay is open.\nIt took two years.\n\n\n\n",
        ),
        (
            json!({ "tabSize": 8, "insertSpaces": false, "trimFinalNewlines": true }),
            "Harbour opens its quay\n\nThe quay is open.\nIt took two years.\n",
        ),
    ] {
        let mut editor = editor_with(capabilities("utf-16"), text);
        let edits = format(&mut editor, URI, options.clone());
        assert_eq!(edited(text, &edits, char::len_utf16), expected, "{options}");
    }
    let unfinished = "Harbour opens its quay\r\n\r\nThe quay is open.";
    let mut editor = editor_with(capabilities("utf-16"), unfinished);
    assert_eq!(format(&mut editor, URI, without("insertFinalNewline")), json!([]));
    let mut finished = options();
    finished["insertFinalNewline"] = json!(true);
    let edits = format(&mut editor, URI, finished);
    assert_eq!(edited(unfinished, &edits, char::len_utf16), format!("{unfinished}\r\n"));
}

#[test]
fn a_line_break_of_markdown_stays() {
    let text = "# Harbour opens its quay\n\nThe quay  \nis open. \n";
    let uri = "file:///tmp/presscheck-test/writing.md";
    let mut editor = Editor::with(capabilities("utf-16"));
    editor.open(uri, "markdown", text);
    let mut options = options();
    options["trimTrailingWhitespace"] = json!(true);
    let edits = format(&mut editor, uri, options);
    let expected = "# Harbour opens its quay\n\nThe quay  \nis open.\n";
    assert_eq!(edited(text, &edits, char::len_utf16), expected);
}

#[test]
fn what_is_ignored_is_not_formatted() {
    let text = "# Harbour opens its quay\n\n<!-- presscheck-ignore double-space: as signed -->\n\
                The quay  is open.\n\nThe  ferry sails.\n";
    let uri = "file:///tmp/presscheck-test/writing.md";
    let mut editor = Editor::with(capabilities("utf-16"));
    editor.open(uri, "markdown", text);
    let edits = format(&mut editor, uri, options());
    assert_eq!(edited(text, &edits, char::len_utf16), text.replace("The  ferry", "The ferry"));
}

#[test]
fn an_editor_of_old_gets_whole_lines() {
    // It never says what it counts columns in, so columns of 0 alone are safe.
    let mut editor = editor_with(capabilities_but("/general", Value::Null), TEXT);
    let edits = format(&mut editor, URI, options());
    assert_eq!(edited(TEXT, &edits, char::len_utf16), FORMATTED);
    for edit in edits.as_array().unwrap() {
        for end in ["start", "end"] {
            assert_eq!(edit["range"][end]["character"], 0, "{edit}");
        }
    }
    assert_ne!(edits[0]["range"]["start"], position(0, 0));
}

#[test]
fn a_configuration_is_not_formatted() {
    let uri = "file:///tmp/presscheck-test/presscheck.toml";
    let mut editor = Editor::with(capabilities("utf-16"));
    editor.open(uri, "toml", "house  = \"default\"   \n");
    assert_eq!(format(&mut editor, uri, options()), Value::Null);
}
