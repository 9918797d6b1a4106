//! The server's text is the editor's text, and every request sees the version it was sent at.

use serde_json::{Value, json};

use crate::editor::{Editor, modern, modern_but, position, range};

const URI: &str = "file:///tmp/presscheck-test/draft.txt";

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % bound
    }
}

/// The editor's own text, in a form that has nothing to do with the server's.
struct Buffer {
    lines: Vec<Vec<char>>,
    units: fn(char) -> usize,
}

impl Buffer {
    fn new(text: &str, units: fn(char) -> usize) -> Self {
        Self { lines: text.split('\n').map(|it| it.chars().collect()).collect(), units }
    }

    fn text(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(|it| it.iter().collect()).collect();
        lines.join("\n")
    }

    fn place(&self, numbers: &mut Numbers) -> (usize, usize) {
        let line = numbers.below(self.lines.len());
        (line, numbers.below(self.lines[line].len() + 1))
    }

    fn position(&self, (line, column): (usize, usize)) -> (usize, usize) {
        (line, self.lines[line][..column].iter().map(|it| (self.units)(*it)).sum())
    }

    /// Replaces what lies between two places, and says where the protocol sees them.
    fn replace(&mut self, one: (usize, usize), other: (usize, usize), text: &str) -> Value {
        let (start, end) = (one.min(other), one.max(other));
        let told = range(self.position(start), self.position(end));
        let rest = self.lines[end.0].split_off(end.1);
        self.lines[start.0].truncate(start.1);
        let removed: Vec<_> = self.lines.drain(start.0 + 1..=end.0.max(start.0)).collect();
        drop(removed);
        let mut at = start.0;
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                at += 1;
                self.lines.insert(at, Vec::new());
            }
            self.lines[at].extend(line.chars());
        }
        self.lines[at].extend(rest);
        told
    }
}

fn fire(encoding: &str, units: fn(char) -> usize) {
    const PIECES: [&str; 8] = ["the ", "🚀", "’", "\n", "naïve\nrest", "", "x", "the the"];
    let mut editor = Editor::with(modern_but("/general/positionEncodings", json!([encoding])));
    let mut buffer = Buffer::new("Rivers agreement\n\nThe 🚀 end.\n", units);
    editor.open(URI, "plaintext", &buffer.text());
    let mut numbers = Numbers(7);
    for version in 2..502 {
        let (one, other) = (buffer.place(&mut numbers), buffer.place(&mut numbers));
        // Mostly typing; deleting far and wide would leave nothing to edit.
        let other = if version % 3 == 0 { other } else { one };
        let text = PIECES[numbers.below(PIECES.len())];
        let told = buffer.replace(one, other, text);
        editor.edit(URI, version, told, text);
    }
    assert_eq!(editor.text(URI), buffer.text(), "in {encoding}");
}

#[test]
fn hundreds_of_edits_fired_without_waiting_arrive_in_order() {
    fire("utf-8", char::len_utf8);
    fire("utf-16", char::len_utf16);
    fire("utf-32", |_| 1);
}

#[test]
fn a_request_sees_the_version_at_which_it_was_sent() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", "the the");
    let mut asked = Vec::new();
    for version in 2..302 {
        editor.edit(URI, version, range((0, 0), (0, 0)), "\n");
        asked.push((version, editor.ask("presscheck/text", json!({ "uri": URI }))));
    }
    for (version, id) in asked {
        let result = editor.answer(id)["result"].clone();
        assert_eq!(result["version"], version);
        let lines = result["text"].as_str().unwrap().matches('\n').count();
        assert_eq!(lines + 1, usize::try_from(version).unwrap(), "the text of version {version}");
    }
}

#[test]
fn code_actions_are_those_of_the_version_at_which_they_were_asked_for() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", "Valued at at four.");
    let mut asked = Vec::new();
    for version in 2..42_i64 {
        editor.edit(URI, version, range((0, 0), (0, 0)), "A line.\n\n");
        let line = 2 * (usize::try_from(version).unwrap() - 1);
        let params = json!({
            "textDocument": { "uri": URI },
            "range": range((line, 0), (line, 20)),
            "context": { "diagnostics": [], "only": ["quickfix"] }
        });
        asked.push((version, editor.ask("textDocument/codeAction", params)));
    }
    for (version, id) in asked {
        let edit = editor.answer(id)["result"][0]["edit"]["documentChanges"][0].clone();
        assert_eq!(edit["textDocument"]["version"], version);
        assert_eq!(edit["edits"][0]["range"]["start"]["line"], 2 * (version - 1));
    }
}

#[test]
fn the_first_encoding_that_both_know_is_agreed_upon() {
    for (offered, agreed) in [
        (json!({ "positionEncodings": ["utf-8", "utf-16"] }), "utf-8"),
        (json!({ "positionEncodings": ["utf-16", "utf-8"] }), "utf-16"),
        (json!({ "positionEncodings": ["ebcdic", "utf-32"] }), "utf-32"),
        (json!({ "positionEncodings": [] }), "utf-16"),
        (json!({}), "utf-16"),
    ] {
        let mut editor = Editor::silent();
        let params = json!({ "processId": null, "capabilities": { "general": offered } });
        let result = editor.request("initialize", params);
        assert_eq!(result["capabilities"]["positionEncoding"], agreed);
        assert_eq!(result["capabilities"]["textDocumentSync"]["change"], 2);
    }
}

#[test]
fn whole_texts_are_taken_though_changes_were_asked_for() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "", "one");
    editor.replace(URI, 2, "two\n");
    editor.edit(URI, 3, range((1, 0), (1, 0)), "three");
    assert_eq!(editor.text(URI), "two\nthree");
    // Both kinds in one message, one after the other.
    editor.notify(
        "textDocument/didChange",
        json!({
            "textDocument": { "uri": URI, "version": 4 },
            "contentChanges": [
                { "range": range((0, 0), (0, 3)), "text": "2" },
                { "text": "all new" },
                { "range": range((0, 3), (0, 4)), "text": "-" }
            ]
        }),
    );
    assert_eq!(editor.text(URI), "all-new");
}

#[test]
fn positions_out_of_range_are_put_where_they_can_only_mean() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", "one\r\n🚀 two");
    editor.edit(URI, 2, range((0, 99), (0, 4_000_000_000)), "!");
    assert_eq!(editor.text(URI), "one!\r\n🚀 two");
    editor.edit(URI, 3, range((99, 99), (100, 0)), "?");
    assert_eq!(editor.text(URI), "one!\r\n🚀 two?");
    // Inside the rocket, and back to front.
    editor.edit(URI, 4, json!({ "start": position(1, 2), "end": position(1, 1) }), "");
    assert_eq!(editor.text(URI), "one!\r\n two?");
}

#[test]
fn lines_end_where_the_protocol_says() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", "a\u{2028}b\u{85}c\u{b}d\u{c}e\nf\rg\r\nh");
    editor.edit(URI, 2, range((3, 0), (3, 1)), "H");
    editor.edit(URI, 3, range((2, 0), (2, 1)), "G");
    editor.edit(URI, 4, range((0, 2), (0, 3)), "B");
    assert_eq!(editor.text(URI), "a\u{2028}B\u{85}c\u{b}d\u{c}e\nf\rG\r\nH");
}
