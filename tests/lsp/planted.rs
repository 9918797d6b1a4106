//! The witness is itself held to account: what is planted is caught, and what is declared is let
//! pass.

#![expect(clippy::needless_pass_by_value, reason = "a message is made where it is sent")]

use serde_json::{Map, Value, json};

use crate::declared::Witness;

mod undeclared;

const URI: &str = "file:///tmp/presscheck-test/planted.txt";
const TEXT: &str = "One 🚀 line.\nAnother.\n";

/// Capabilities with `value` at `place`, and nothing else but what they all have.
fn declaring(place: &str, value: &Value) -> Value {
    let mut capabilities = json!({
        "general": { "positionEncodings": ["utf-16"] },
        "textDocument": {
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
            "semanticTokens": { "formats": ["relative"], "tokenTypes": [], "tokenModifiers": [] }
        }
    });
    if place.is_empty() {
        return capabilities;
    }
    let mut inside = &mut capabilities;
    for name in place.trim_start_matches('/').split('/') {
        if inside.is_null() {
            *inside = Value::Object(Map::new());
        }
        inside = inside.as_object_mut().unwrap().entry(name).or_insert(Value::Null);
    }
    *inside = value.clone();
    capabilities
}

/// A session in which a document is open, with what is wrong with the introduction.
fn session(capabilities: Value, server: Value) -> (Witness, Vec<String>) {
    let mut witness = Witness::default();
    let params = json!({ "capabilities": capabilities, "clientInfo": { "name": "test" } });
    witness.client_sent(&json!({ "id": 0, "method": "initialize", "params": params }));
    let result = json!({ "capabilities": server });
    let found = witness.server_sent(&json!({ "jsonrpc": "2.0", "id": 0, "result": result }));
    witness.client_sent(&json!({ "method": "initialized", "params": {} }));
    witness.client_sent(&json!({ "method": "textDocument/didOpen", "params": { "textDocument":
        { "uri": URI, "languageId": "", "version": 3, "text": TEXT } } }));
    (witness, found)
}

/// What is wrong with the answer to a request.
fn answered(witness: &mut Witness, method: &str, params: Value, result: Value) -> Vec<String> {
    witness.client_sent(&json!({ "id": 1, "method": method, "params": params }));
    witness.server_sent(&json!({ "jsonrpc": "2.0", "id": 1, "result": result }))
}

fn called(witness: &mut Witness, method: &str, params: Value) -> Vec<String> {
    let answered = !["textDocument/publishDiagnostics", "presscheck/status"].contains(&method);
    let mut message = json!({ "jsonrpc": "2.0", "method": method, "params": params });
    if answered {
        message["id"] = json!(900);
    }
    witness.server_sent(&message)
}

fn range(line: usize, start: usize, end: usize) -> Value {
    json!({ "start": { "line": line, "character": start },
            "end": { "line": line, "character": end } })
}

#[test]
fn an_introduction_that_promises_too_much_is_caught() {
    let nothing = json!({});
    for (server, capabilities) in [
        (json!({ "positionEncoding": "utf-8" }), &nothing),
        (json!({ "positionEncoding": "utf-7" }), &nothing),
        (json!({ "codeActionProvider": { "codeActionKinds": ["quickfix"] } }), &nothing),
        (json!({ "renameProvider": { "prepareProvider": true } }), &nothing),
        (json!({ "diagnosticProvider": { "interFileDependencies": false } }), &nothing),
        (
            json!({ "semanticTokensProvider": { "legend": { "tokenTypes": ["zone"] } } }),
            &json!({ "textDocument": { "semanticTokens": { "tokenTypes": ["string"] } } }),
        ),
    ] {
        let (_, found) = session(capabilities.clone(), server.clone());
        assert!(!found.is_empty(), "{server}");
    }
    let (_, found) =
        session(nothing, json!({ "positionEncoding": "utf-16", "hoverProvider": true }));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn places_that_are_none_are_caught() {
    let all = || {
        declaring("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport", &json!(true))
    };
    let here = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 2 } });
    // The emoji has two units: 5 is inside of it. The first line has 12, the last one none.
    for (range, good) in [
        (range(0, 4, 6), true),
        (range(0, 0, 12), true),
        (range(2, 0, 0), true),
        (range(0, 5, 6), false),
        (range(0, 0, 13), false),
        (range(3, 0, 0), false),
        (range(0, 6, 4), false),
        (json!({ "start": { "line": 0 } }), false),
    ] {
        let (mut witness, _) = session(all(), json!({}));
        let result = json!([{ "range": range }]);
        let found = answered(&mut witness, "textDocument/documentHighlight", here.clone(), result);
        assert_eq!(found.is_empty(), good, "{range}: {found:?}");
    }
}

#[test]
fn an_answer_is_held_against_the_text_for_which_it_was_asked() {
    let (mut witness, _) = session(declaring("", &Value::Null), json!({}));
    let params =
        json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 0 } });
    let ask =
        |id: i64| json!({ "id": id, "method": "textDocument/documentHighlight", "params": params });
    let answer =
        |id: i64| json!({ "jsonrpc": "2.0", "id": id, "result": [{ "range": range(1, 0, 8) }] });
    witness.client_sent(&ask(7));
    witness.client_sent(&json!({ "method": "textDocument/didChange", "params": {
        "textDocument": { "uri": URI, "version": 4 }, "contentChanges": [
            { "range": range(1, 0, 99), "text": "" }, { "range": range(0, 0, 6), "text": "’" }] } }));
    assert_eq!(witness.texts.now[URI].text.as_ref().unwrap().content, "’ line.\n\n");
    witness.client_sent(&ask(8));
    assert_eq!(witness.server_sent(&answer(7)), Vec::<String>::new());
    assert_eq!(witness.unanswered(), ["textDocument/documentHighlight"]);
    assert!(!witness.server_sent(&answer(8)).is_empty());
    // Once more is once too often.
    assert!(!witness.server_sent(&answer(8)).is_empty());
}

#[test]
fn edits_that_would_spoil_the_text_are_caught() {
    let edit = |ranges: &[Value]| {
        let edits: Vec<Value> =
            ranges.iter().map(|it| json!({ "range": it, "newText": "x" })).collect();
        json!(edits)
    };
    let asked = json!({ "textDocument": { "uri": URI }, "options": {} });
    let formatted = |capabilities: Value, edits: Value| {
        let (mut witness, _) = session(capabilities, json!({}));
        answered(&mut witness, "textDocument/formatting", asked.clone(), edits)
    };
    let knows = || declaring("", &Value::Null);
    assert!(formatted(knows(), edit(&[range(0, 7, 9), range(0, 0, 3)])).is_empty());
    assert!(!formatted(knows(), edit(&[range(0, 0, 3), range(0, 2, 4)])).is_empty());
    // Who never heard of encodings is safe up to the emoji, and in the first column.
    assert!(formatted(json!({}), edit(&[range(0, 0, 4), range(1, 2, 3)])).is_empty());
    assert!(!formatted(json!({}), edit(&[range(0, 7, 9)])).is_empty());
    let old = json!({ "documentChanges": [{ "textDocument": { "uri": URI, "version": 2 },
        "edits": [] }] });
    let (mut witness, _) =
        session(declaring("/workspace/workspaceEdit/documentChanges", &json!(true)), json!({}));
    assert!(!answered(&mut witness, "textDocument/rename", asked.clone(), old).is_empty());
}

#[test]
fn whoever_applies_everything_gets_one_fix_for_each_finding() {
    let capabilities =
        json!({ "textDocument": { "codeAction": { "codeActionLiteralSupport": {} } } });
    let mut witness = Witness::default();
    let params = json!({ "capabilities": capabilities });
    witness.client_sent(&json!({ "id": 0, "method": "initialize", "params": params }));
    witness.server_sent(&json!({ "jsonrpc": "2.0", "id": 0, "result": { "capabilities": {} } }));
    let fix = |message: &str, line: usize| {
        let diagnostic = json!({ "range": range(line, 0, 1), "message": message, "code": "c" });
        json!({ "title": "Mend", "kind": "quickfix", "diagnostics": [diagnostic],
            "edit": { "changes": { URI: [{ "range": range(line, 0, 1), "newText": "" }] } } })
    };
    let asked = |named: Value| {
        json!({ "textDocument": { "uri": URI }, "range": range(0, 0, 0),
        "context": { "diagnostics": named } })
    };
    let code = |it: &str| json!([{ "code": it }]);
    for (fixes, named, good) in [
        (json!([fix("a", 0), fix("b", 1)]), code("c"), true),
        (json!([fix("a", 0), fix("a", 0)]), code("c"), false),
        (json!([fix("a", 0), fix("b", 0)]), code("c"), false),
        (json!([fix("a", 0)]), code("d"), false),
    ] {
        let found = answered(&mut witness, "textDocument/codeAction", asked(named), fixes);
        assert_eq!(found.is_empty(), good, "{found:?}");
    }
}

#[test]
fn who_is_pulled_from_is_not_pushed_to() {
    let capabilities = || declaring("/textDocument/diagnostic", &json!({}));
    let pushed = json!({ "uri": URI, "version": 3, "diagnostics": [] });
    let offer = json!({ "diagnosticProvider": { "interFileDependencies": true } });
    let (mut witness, found) = session(capabilities(), offer);
    assert_eq!(found, Vec::<String>::new());
    assert!(!called(&mut witness, "textDocument/publishDiagnostics", pushed.clone()).is_empty());
    let asked =
        |previous: &str| json!({ "textDocument": { "uri": URI }, "previousResultId": previous });
    let same = json!({ "kind": "unchanged", "resultId": "7" });
    let method = "textDocument/diagnostic";
    assert!(answered(&mut witness, method, asked("7"), same.clone()).is_empty());
    assert!(!answered(&mut witness, method, asked("6"), same).is_empty());
    assert!(!answered(&mut witness, method, asked("6"), json!({ "items": [] })).is_empty());
    let (mut witness, _) = session(capabilities(), json!({}));
    assert!(called(&mut witness, "textDocument/publishDiagnostics", pushed).is_empty());
}

#[test]
fn progress_begins_and_ends_once() {
    let (mut witness, _) = session(declaring("/window/workDoneProgress", &json!(true)), json!({}));
    let progress = |kind: &str| {
        json!({ "jsonrpc": "2.0", "method": "$/progress", "params":
        { "token": 5, "value": { "kind": kind, "title": "Checking" } } })
    };
    assert!(!witness.server_sent(&progress("begin")).is_empty(), "nobody made the token");
    assert!(
        called(&mut witness, "window/workDoneProgress/create", json!({ "token": 5 })).is_empty()
    );
    assert!(!witness.server_sent(&progress("report")).is_empty(), "not begun");
    for kind in ["begin", "report", "end"] {
        assert_eq!(witness.server_sent(&progress(kind)), Vec::<String>::new(), "{kind}");
    }
    assert!(!witness.server_sent(&progress("report")).is_empty(), "ended");
}

#[test]
fn tokens_that_make_no_sense_are_caught() {
    let capabilities = || {
        declaring(
            "/textDocument/semanticTokens",
            &json!({ "formats": ["relative"],
        "tokenTypes": ["string", "comment"], "tokenModifiers": [] }),
        )
    };
    let offer = || {
        json!({ "semanticTokensProvider": { "full": true, "legend":
        { "tokenTypes": ["string", "comment"], "tokenModifiers": [] } } })
    };
    for (data, good) in [
        (json!([0, 0, 3, 0, 0, 0, 4, 2, 1, 0, 1, 0, 8, 0, 0]), true),
        (json!([0, 0, 3, 0, 0, 0, 2, 2, 1, 0]), false),
        (json!([0, 0, 13, 0, 0]), false),
        (json!([0, 0, 3, 2, 0]), false),
        (json!([0, 0, 3, 0, 1]), false),
        (json!([0, 0, 0, 0, 0]), false),
        (json!([9, 0, 1, 0, 0]), false),
        (json!([0, 0, 3]), false),
    ] {
        let (mut witness, found) = session(capabilities(), offer());
        assert_eq!(found, Vec::<String>::new());
        let params = json!({ "textDocument": { "uri": URI } });
        let method = "textDocument/semanticTokens/full";
        let found = answered(&mut witness, method, params, json!({ "data": data }));
        assert_eq!(found.is_empty(), good, "{data}: {found:?}");
    }
}

#[test]
fn what_is_offered_is_not_refused() {
    let (mut witness, _) = session(declaring("", &Value::Null), json!({ "hoverProvider": true }));
    for (method, good) in [("textDocument/hover", false), ("textDocument/references", true)] {
        witness.client_sent(&json!({ "id": 4, "method": method, "params": {} }));
        let error = json!({ "code": -32601, "message": "no such method" });
        let found = witness.server_sent(&json!({ "jsonrpc": "2.0", "id": 4, "error": error }));
        assert_eq!(found.is_empty(), good, "{method}: {found:?}");
    }
    assert!(!called(&mut witness, "workspace/telepathy", json!({})).is_empty());
}
