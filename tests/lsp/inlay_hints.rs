//! The date behind “today”, the weekday behind a date.

use serde_json::{Value, json};

use crate::editor::{Editor, range};
use crate::writing::{
    Columns, ENCODINGS, URI, about_range, byte_at, capabilities, capabilities_but, editor_with,
    everywhere,
};

const TEXT: &str = "Harbour opens its new quay\r\n\r\n\
    OSLO, Norway, 15 June 2026 – 🚀🚀 The harbour opened its quay today. The plan was adopted on \
    4 March 2024, and the ferry sails next month.\r\n\r\n\
    “We 🚀 opened it today, and it was planned on 5 May 2021,” said Mayor Anna Berg.\r\n\r\n\
    The fair lasts from 14-16 July 2026. The ferry sails on Friday, 3 July 2026. There is no \
    31 June 2026.\r\n";

/// The words before each hint, and the hint.
fn shown(text: &str, hints: &Value, columns: Columns) -> Vec<(String, String)> {
    let hints = hints.as_array().unwrap();
    hints
        .iter()
        .map(|it| {
            let before = &text[..byte_at(text, &it["position"], columns)];
            let words: Vec<&str> = before.split_whitespace().rev().take(2).collect();
            let label = it["label"].as_str().unwrap().to_owned();
            (format!("{} {}", words[1], words[0]), label)
        })
        .collect()
}

fn hints(editor: &mut Editor, range: Value) -> Value {
    editor.request("textDocument/inlayHint", about_range(URI, range))
}

fn labels(editor: &mut Editor) -> Vec<String> {
    let hints = hints(editor, everywhere());
    shown(TEXT, &hints, char::len_utf16).into_iter().map(|it| it.1).collect()
}

#[test]
fn dates_are_shown_behind_the_words_that_mean_them() {
    for (encoding, columns) in ENCODINGS {
        let mut editor = editor_with(capabilities(encoding), TEXT);
        let hints = hints(&mut editor, everywhere());
        let shown = shown(TEXT, &hints, columns);
        let shown: Vec<(&str, &str)> = shown.iter().map(|it| (&*it.0, &*it.1)).collect();
        assert_eq!(
            shown,
            [
                ("June 2026", "Monday"),
                ("quay today", "15 June 2026"),
                ("March 2024", "Monday"),
                ("next month", "July 2026"),
                ("July 2026", "Thursday"),
            ],
            "{encoding}"
        );
        assert_eq!(hints[0]["tooltip"], "15 June 2026 is a Monday");
        assert_eq!(
            hints[3]["tooltip"],
            "Wednesday, 1 July 2026 to Friday, 31 July 2026, counted from 15 June 2026 in the dateline"
        );
        assert_eq!(hints[1]["paddingLeft"], true);
    }
}

#[test]
fn only_what_is_seen_is_asked_for() {
    let mut editor = editor_with(capabilities("utf-16"), TEXT);
    let at_dateline = hints(&mut editor, range((0, 0), (2, 28)));
    assert_eq!(
        shown(TEXT, &at_dateline, char::len_utf16),
        [("June 2026".to_owned(), "Monday".to_owned())]
    );
    // A hint at the very end of the range is seen.
    let end = at_dateline[0]["position"].clone();
    let start = json!({ "line": 2, "character": 20 });
    let exact = hints(&mut editor, json!({ "start": start, "end": end }));
    assert_eq!(exact, at_dateline);
    assert_eq!(hints(&mut editor, range((0, 0), (1, 0))), json!([]));
}

#[test]
fn the_user_says_which_hints_are_shown() {
    for (settings, expected) in [
        (json!({ "relativeDates": false }), vec!["Monday", "Monday", "Thursday"]),
        (json!({ "weekdays": false }), vec!["15 June 2026", "July 2026"]),
        (
            json!({ "weekdays": false, "inQuotations": true }),
            vec!["15 June 2026", "July 2026", "15 June 2026"],
        ),
        (
            json!({ "relativeDates": false, "inQuotations": true }),
            vec!["Monday", "Monday", "Wednesday", "Thursday"],
        ),
        (json!({ "relativeDates": false, "weekdays": false }), vec![]),
    ] {
        let mut editor = Editor::introduced(json!({
            "processId": null,
            "initializationOptions": { "quietMilliseconds": 0, "inlayHints": settings },
            "capabilities": capabilities("utf-16")
        }));
        editor.open(URI, "plaintext", TEXT);
        assert_eq!(labels(&mut editor), expected, "{settings}");
    }
}

#[test]
fn a_change_of_the_settings_is_shown_at_once() {
    let mut editor = editor_with(capabilities("utf-16"), TEXT);
    editor.published(URI);
    assert_eq!(labels(&mut editor).len(), 5);
    let settings = json!({ "presscheck": { "inlayHints": { "weekdays": false } } });
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    let refresh = editor
        .wait_for("a request to refresh hints", |it| it["method"] == "workspace/inlayHint/refresh");
    editor.send(&json!({ "jsonrpc": "2.0", "id": refresh["id"], "result": null }));
    assert_eq!(labels(&mut editor), ["15 June 2026", "July 2026"]);
}

#[test]
fn who_cannot_refresh_hints_is_not_asked_to() {
    let capabilities = capabilities_but("/workspace/inlayHint", Value::Null);
    let mut editor = editor_with(capabilities, TEXT);
    editor.published(URI);
    let settings = json!({ "inlayHints": { "weekdays": false }, "house": "interpol" });
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    // The house's findings are others: once they are there, all that could be asked was asked.
    editor.published(URI);
    editor.text(URI);
    let unread = editor.everything_unread();
    assert!(!unread.iter().any(|it| it["method"] == "workspace/inlayHint/refresh"), "{unread:#?}");
}

#[test]
fn settings_that_make_no_sense_are_named() {
    let mut editor = editor_with(capabilities("utf-16"), TEXT);
    let settings = json!({ "inlayHints": { "weekdays": "no", "inQuotation": true } });
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    let mut told: Vec<String> = (0..2)
        .map(|_| {
            let message = editor.wait_for("a message", |it| it["method"] == "window/showMessage");
            message["params"]["message"].as_str().unwrap().to_owned()
        })
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            "settings: “inlayHints.weekdays” is true or false, and not \"no\"",
            "settings: “inlayHints” has no “inQuotation”; did you mean “inQuotations”?",
        ]
    );
    assert_eq!(labels(&mut editor).len(), 5);
}

#[test]
fn without_a_release_date_today_is_no_day() {
    let text = "Harbour opens its new quay\n\nThe harbour opened its quay today. It was planned on \
                5 May 2021.\n";
    let mut editor = editor_with(capabilities("utf-16"), text);
    let hints = hints(&mut editor, everywhere());
    assert_eq!(shown(text, &hints, char::len_utf16), [("May 2021".into(), "Wednesday".into())]);
}

#[test]
fn a_date_that_stands_beside_today_is_not_said_twice() {
    let text = "Harbour opens its new quay\n\nOSLO, Norway, 15 June 2026 – The harbour opened its \
                quay today (15 June) with a parade.\n";
    let mut editor = editor_with(capabilities("utf-16"), text);
    let hints = hints(&mut editor, everywhere());
    assert_eq!(shown(text, &hints, char::len_utf16), [("June 2026".into(), "Monday".into())]);
}

#[test]
fn dates_are_written_as_the_draft_writes_them() {
    let text = "Harbor opens its new quay\n\nBOSTON, June 15, 2026 – The harbor opened its quay \
                today. Work began on May 4, 2024, and goes on next week.\n";
    let mut editor = editor_with(capabilities("utf-16"), text);
    let hints = hints(&mut editor, everywhere());
    let labels: Vec<&Value> = hints.as_array().unwrap().iter().map(|it| &it["label"]).collect();
    assert_eq!(labels, ["Monday", "June 15, 2026", "Saturday", "June 22–28, 2026"]);
}
