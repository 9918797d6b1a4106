//! What the tests of hints, formatting, folding, links, lenses and zones share.

#![expect(clippy::needless_pass_by_value, reason = "a message is made where it is sent")]

use serde_json::{Value, json};

use crate::editor::{Editor, range};

pub(crate) const URI: &str = "file:///tmp/presscheck-test/writing.txt";

/// An editor that shows everything there is in a text, with columns counted in `encoding`.
pub(crate) fn capabilities(encoding: &str) -> Value {
    json!({
        "general": { "positionEncodings": [encoding] },
        "workspace": {
            "codeLens": { "refreshSupport": true },
            "inlayHint": { "refreshSupport": true }
        },
        "textDocument": {
            "publishDiagnostics": { "versionSupport": true },
            "codeLens": {},
            "documentLink": { "tooltipSupport": true },
            "foldingRange": {
                "lineFoldingOnly": true,
                "foldingRangeKind": { "valueSet": ["comment", "region"] },
                "foldingRange": { "collapsedText": true }
            },
            "inlayHint": {},
            "semanticTokens": {
                "requests": { "range": true, "full": { "delta": true } },
                "tokenTypes": [
                    "class", "type", "namespace", "macro", "number", "keyword", "string",
                    "parameter", "comment"
                ],
                "tokenModifiers": [],
                "formats": ["relative"],
                "augmentsSyntaxTokens": true
            }
        }
    })
}

/// The same with one place changed, or taken out where the value is null.
pub(crate) fn capabilities_but(place: &str, value: Value) -> Value {
    let mut capabilities = capabilities("utf-16");
    let (parent, name) = place.rsplit_once('/').unwrap();
    let parent = capabilities.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        parent.remove(name).unwrap();
    } else {
        parent.insert(name.to_owned(), value);
    }
    capabilities
}

/// How many columns a character takes.
pub(crate) type Columns = fn(char) -> usize;

/// The encodings that the tests are run in: what is agreed, and how wide a character then is.
pub(crate) const ENCODINGS: [(&str, Columns); 3] =
    [("utf-8", char::len_utf8), ("utf-16", char::len_utf16), ("utf-32", |_| 1)];

/// The byte of `text` at a position, counted by hand. A place that does not exist is a failure.
pub(crate) fn byte_at(text: &str, position: &Value, columns: Columns) -> usize {
    let line = position["line"].as_u64().unwrap() as usize;
    let mut rest = position["character"].as_u64().unwrap() as usize;
    let mut offset: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    assert!(line <= text.matches('\n').count(), "there is no line {line}");
    for character in text[offset..].chars() {
        if rest == 0 {
            break;
        }
        assert!(!matches!(character, '\r' | '\n'), "{position} is beyond the end of its line");
        assert!(rest >= columns(character), "{position} is inside “{character}”");
        rest -= columns(character);
        offset += character.len_utf8();
    }
    assert_eq!(rest, 0, "{position} is beyond the end");
    offset
}

/// The text at a range.
pub(crate) fn text_at<'a>(text: &'a str, range: &Value, columns: Columns) -> &'a str {
    &text[byte_at(text, &range["start"], columns)..byte_at(text, &range["end"], columns)]
}

/// The text after edits that do not touch one another.
pub(crate) fn edited(text: &str, edits: &Value, columns: Columns) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let at = |end: &str| byte_at(text, &it["range"][end], columns);
            (at("start"), at("end"), it["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_unstable();
    assert!(edits.windows(2).all(|it| it[0].1 <= it[1].0), "edits overlap: {edits:?}");
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

/// The parameters of a request about the whole document.
pub(crate) fn about(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

/// The parameters of a request about a range.
pub(crate) fn about_range(uri: &str, range: Value) -> Value {
    json!({ "textDocument": { "uri": uri }, "range": range })
}

/// More than any document.
pub(crate) fn everywhere() -> Value {
    range((0, 0), (9999, 0))
}

/// An editor in which `text` is open.
pub(crate) fn editor_with(capabilities: Value, text: &str) -> Editor {
    let mut editor = Editor::with(capabilities);
    editor.open(URI, "plaintext", text);
    editor
}
