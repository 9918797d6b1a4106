//! The zones of a draft, coloured.

#![expect(clippy::needless_pass_by_value, reason = "a message is made where it is sent")]

use serde_json::{Value, json};

use crate::editor::{Editor, range};
use crate::writing::{
    Columns, ENCODINGS, URI, about, about_range, byte_at, capabilities, capabilities_but,
};

const TEXT: &str = "FOR IMMEDIATE RELEASE\r\n\r\n\
    Harbour 🚀 opens its new quay\r\n\r\n\
    OSLO, Norway, 15 June 2026 – 🚀 The quay opened today, and “we are 🚀 glad,” said Mayor Anna \
    Berg. “Come.”\r\n\r\n\
    1 / 2\r\n\r\nCaption: The quay at dawn. Photo: Lars Moe\r\n\r\n\
    About the harbour\r\nThe Harbour Trust runs\r\n  the port. It was founded in 1901 by two men.\r\n\r\n\
    Media contact:\r\nLars Moe, press@harbour.example\r\n";

struct Zones {
    editor: Editor,
    types: Vec<Value>,
    modifiers: Vec<Value>,
    columns: Columns,
}

impl Zones {
    fn new(capabilities: Value, columns: Columns) -> Self {
        let mut editor = Editor::silent();
        let params = json!({
            "processId": null,
            "initializationOptions": { "quietMilliseconds": 0 },
            "capabilities": capabilities
        });
        let result = editor.request("initialize", params);
        editor.notify("initialized", json!({}));
        let legend = &result["capabilities"]["semanticTokensProvider"]["legend"];
        let types = legend["tokenTypes"].as_array().unwrap().clone();
        let modifiers = legend["tokenModifiers"].as_array().unwrap().clone();
        Self { editor, types, modifiers, columns }
    }

    /// What each token shows, its type and its modifier. Tokens that overlap are a failure.
    fn read<'a>(&self, text: &'a str, data: &[Value]) -> Vec<(&'a str, &str, &str)> {
        let numbers: Vec<u64> = data.iter().map(|it| it.as_u64().unwrap()).collect();
        assert_eq!(numbers.len() % 5, 0);
        let (mut line, mut character, mut end) = (0, 0, 0);
        let mut tokens = Vec::new();
        for token in numbers.chunks(5) {
            line += token[0];
            character = if token[0] == 0 { character + token[1] } else { token[1] };
            let place = |character: u64| json!({ "line": line, "character": character });
            let start = byte_at(text, &place(character), self.columns);
            assert!(start >= end, "tokens overlap");
            end = byte_at(text, &place(character + token[2]), self.columns);
            let modifier = if token[4] == 0 {
                ""
            } else {
                assert_eq!(token[4].count_ones(), 1);
                self.modifiers[token[4].trailing_zeros() as usize].as_str().unwrap()
            };
            let token_type = self.types[token[3] as usize].as_str().unwrap();
            tokens.push((&text[start..end], token_type, modifier));
        }
        tokens
    }

    fn full(&mut self) -> (String, Vec<Value>) {
        let tokens = self.editor.request("textDocument/semanticTokens/full", about(URI));
        let id = tokens["resultId"].as_str().unwrap().to_owned();
        (id, tokens["data"].as_array().unwrap().clone())
    }

    fn delta(&mut self, id: &str) -> Value {
        let mut params = about(URI);
        params["previousResultId"] = json!(id);
        self.editor.request("textDocument/semanticTokens/full/delta", params)
    }
}

#[test]
fn zones_have_types_and_their_own_names() {
    for (encoding, columns) in ENCODINGS {
        let mut zones = Zones::new(capabilities(encoding), columns);
        zones.editor.open(URI, "plaintext", TEXT);
        let (_, data) = zones.full();
        assert_eq!(
            zones.read(TEXT, &data),
            [
                ("FOR IMMEDIATE RELEASE", "macro", "release-line"),
                ("Harbour 🚀 opens its new quay", "class", "headline"),
                ("OSLO, Norway, 15 June 2026 –", "namespace", "dateline"),
                ("“we are 🚀 glad,”", "string", "quotation"),
                ("“Come.”", "string", "quotation"),
                ("1 / 2", "number", "photo-counter"),
                ("Caption: The quay at dawn. Photo: Lars Moe", "parameter", "caption"),
                ("About the harbour", "comment", "boilerplate"),
                ("The Harbour Trust runs", "comment", "boilerplate"),
                ("the port. It was founded in 1901 by two men.", "comment", "boilerplate"),
                ("Media contact:", "comment", "contact"),
                ("Lars Moe, press@harbour.example", "comment", "contact"),
            ],
            "{encoding}"
        );
    }
}

#[test]
fn a_range_has_what_can_be_seen_of_it() {
    let mut zones = Zones::new(capabilities("utf-16"), char::len_utf16);
    zones.editor.open(URI, "plaintext", TEXT);
    let params = about_range(URI, range((11, 4), (12, 5)));
    let tokens = zones.editor.request("textDocument/semanticTokens/range", params);
    let data = tokens["data"].as_array().unwrap();
    assert_eq!(
        zones.read(TEXT, data).iter().map(|it| it.0).collect::<Vec<_>>(),
        ["The Harbour Trust runs", "the port. It was founded in 1901 by two men."]
    );
    assert!(tokens.get("resultId").is_none());
}

#[test]
fn only_what_has_changed_is_sent_again() {
    let mut zones = Zones::new(capabilities("utf-16"), char::len_utf16);
    zones.editor.open(URI, "plaintext", TEXT);
    let (first, before) = zones.full();
    assert_eq!(zones.delta(&first)["edits"], json!([]));
    // Two lines are put before the counter, and the last quotation goes.
    let come = TEXT.lines().nth(4).unwrap().find("“Come").unwrap();
    let come = TEXT.lines().nth(4).unwrap()[..come].encode_utf16().count();
    zones.editor.edit(URI, 2, range((4, come), (4, come + 7)), "Come.\r\n\r\n1 / 2\r\n");
    let text = zones.editor.text(URI);
    let delta = zones.delta(&first);
    let [edit] = &delta["edits"].as_array().unwrap()[..] else { panic!("{delta:#}") };
    let number = |it: &str| edit[it].as_u64().unwrap() as usize;
    assert!(number("start") >= 4 * 5, "{edit}");
    assert!(number("deleteCount") <= 2 * 5, "{edit}");
    let mut data = before;
    let inserted = edit["data"].as_array().cloned().unwrap_or_default();
    data.splice(number("start")..number("start") + number("deleteCount"), inserted);
    let second = delta["resultId"].as_str().unwrap().to_owned();
    assert_ne!(first, second);
    let (_, all) = zones.full();
    assert_eq!(data, all);
    assert!(zones.read(&text, &all).iter().all(|it| it.0 != "“Come.”"));
    // A client that speaks of something else gets everything.
    assert_eq!(zones.delta("never sent")["data"], json!(all));
}

#[test]
fn the_legend_has_what_the_client_knows() {
    let place = "/textDocument/semanticTokens/tokenTypes";
    let mut zones = Zones::new(
        capabilities_but(place, json!(["string", "telepathy", "comment"])),
        char::len_utf16,
    );
    assert_eq!(zones.types, ["string", "comment"]);
    zones.editor.open(URI, "plaintext", TEXT);
    let (_, data) = zones.full();
    let types: Vec<_> = zones.read(TEXT, &data).iter().map(|it| it.1).collect();
    assert_eq!(types, ["string", "string", "comment", "comment", "comment", "comment", "comment"]);

    let place = "/textDocument/semanticTokens/augmentsSyntaxTokens";
    let mut zones = Zones::new(capabilities_but(place, json!(false)), char::len_utf16);
    assert_eq!(zones.modifiers, [] as [Value; 0]);
    zones.editor.open(URI, "plaintext", TEXT);
    let (_, data) = zones.full();
    assert_eq!(zones.read(TEXT, &data)[1], ("Harbour 🚀 opens its new quay", "class", ""));
}

#[test]
fn only_what_the_client_asks_for_is_offered() {
    let offered = |capabilities: Value| {
        let mut editor = Editor::silent();
        let result = editor.request("initialize", json!({ "capabilities": capabilities }));
        result["capabilities"]["semanticTokensProvider"].clone()
    };
    let place = "/textDocument/semanticTokens/requests";
    let full_only = offered(capabilities_but(place, json!({ "full": true })));
    assert_eq!(full_only["full"], true);
    assert!(full_only.get("range").is_none());
    let range_only = offered(capabilities_but(place, json!({ "range": true })));
    assert_eq!(range_only["range"], true);
    assert!(range_only.get("full").is_none());
    for (place, value) in [
        (place, json!({})),
        ("/textDocument/semanticTokens", Value::Null),
        ("/textDocument/semanticTokens/formats", json!(["absolute"])),
        ("/textDocument/semanticTokens/tokenTypes", json!([])),
    ] {
        assert_eq!(offered(capabilities_but(place, value)), Value::Null, "{place}");
    }
}

#[test]
fn markdown_shows_through() {
    let text =
        "# Harbour **opens** its quay\n\n> We are 🚀 glad,\n> all of us.\n\n- “Come,” she said.\n";
    let mut zones = Zones::new(capabilities("utf-16"), char::len_utf16);
    zones.editor.open(URI, "markdown", text);
    let (_, data) = zones.full();
    let shown: Vec<_> = zones.read(text, &data).iter().map(|it| (it.0, it.2)).collect();
    assert_eq!(
        shown,
        [
            ("Harbour **opens** its quay", "headline"),
            ("We are 🚀 glad,", "quotation"),
            ("all of us.", "quotation"),
            ("“Come,”", "quotation"),
        ]
    );
}
