//! A release that says a little of everything, for the tests of what the server knows of a draft.

use serde_json::{Value, json};

use crate::editor::Editor;

/// The release. Who and what is in it was invented.
pub(crate) const RELEASE: &str = "\
Lake council opens river school in Ven

18 May 2026

GENEVA, Switzerland – The Ven Lake Council opened its river school today, Director of Support Anna \
Berg said. The school trains wardens of the Open Lakes Charter (OLC).

“The lakes need wardens, and Anna Berg will find them,” said Mayor Johan Lund. “Ms Berg knows every \
river that runs into them.”

All 12 member countries of the Ven Lake Council pay for the school. Ms Berg’s team moves in next \
month, and the OLC’s office follows. The Council’s 12 member countries meet in autumn.

“We begin with forty wardens, and the OLC pays,” Berg added. “Every lake has a warden in the end.”

The first lessons at the school

Photo: the OLC’s wardens on the quay

About the Ven Lake Council

The council looks after eleven lakes.

Contact

press@ven.example
";

/// The position of the `nth` place (from 0) where `words` stand in `text`, in UTF-16; and of their
/// end.
pub(crate) fn place(text: &str, words: &str, nth: usize) -> ((usize, usize), (usize, usize)) {
    let (offset, _) = text
        .match_indices(words)
        .nth(nth)
        .unwrap_or_else(|| panic!("“{words}” does not stand there {} times", nth + 1));
    (position_of(text, offset), position_of(text, offset + words.len()))
}

fn position_of(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |it| it + 1);
    (before.matches('\n').count(), before[line_start..].encode_utf16().count())
}

/// The parameters of a request about the place one letter into the `nth` `words`.
pub(crate) fn at(uri: &str, text: &str, words: &str, nth: usize) -> Value {
    let ((line, character), _) = place(text, words, nth);
    json!({
        "textDocument": { "uri": uri },
        "position": { "line": line, "character": character + 1 }
    })
}

/// What stands in a range of a text.
pub(crate) fn words_in(text: &str, range: &Value) -> String {
    let number = |place: &Value, key: &str| place[key].as_u64().unwrap() as usize;
    let offset = |place: &Value| {
        let start: usize =
            text.split_inclusive('\n').take(number(place, "line")).map(str::len).sum();
        let mut units = number(place, "character");
        let mut offset = start;
        for letter in text[start..].chars() {
            if units == 0 {
                break;
            }
            units -= letter.len_utf16();
            offset += letter.len_utf8();
        }
        offset
    };
    text[offset(&range["start"])..offset(&range["end"])].to_owned()
}

/// What a hover over the `nth` `words` shows, and over which words it is.
pub(crate) fn hover(
    editor: &mut Editor,
    uri: &str,
    text: &str,
    words: &str,
    nth: usize,
) -> (String, String) {
    let hover = editor.request("textDocument/hover", at(uri, text, words, nth));
    assert!(hover.is_object(), "no hover over “{words}”");
    let shown = hover["contents"]["value"].as_str().unwrap().to_owned();
    (shown, words_in(text, &hover["range"]))
}
