//! Asks for everything that a server offers, as an editor with all of its windows open would. What is
//! wrong with the answers is the witness's to say.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::declared::Units;
use super::editor::Editor;

/// Paragraphs in which there is something to find, to name, to count and to fold.
pub(crate) const TAIL: &str = "
TARNWICK, 18 May 2026 – The 🚢 Lantern Line’s new quay was opened at at noon on Tuesday 18 May 2026 by \
Harbour Master Oda Brevik, who said that the the crews of 12 ferries had waited for it since 2019.

“We are are proud of what stands here,” said Ms Brevik. “It it took nine years.”

The Tarnwick Harbour Union (THU) has 14 member ports. The THU plans a second quay for next month; \
its 15 member ports will vote on it on 3 June, said Harbour Master Brevik.

- 🎫 Tickets are sold from from Monday.
- Boats leave every hour
- The café opens at 9 a.m..

See https://www.example.org/quay or write to quay@example.org.

About the Tarnwick Harbour Union

Founded in 1974, the Tarnwick Harbour Union looks after the ports of the northern coast.

###
";

/// How many non-empty answers there were to each method.
pub(crate) type Answers = BTreeMap<String, usize>;

/// Whether the client pulls diagnostics from this server.
pub(crate) fn pulls(editor: &Editor) -> bool {
    offers(editor, "diagnosticProvider", "textDocument/diagnostic")
}

/// The diagnostics of a version of a document, pulled or pushed.
pub(crate) fn diagnostics(editor: &mut Editor, uri: &str, version: i64) -> Vec<Value> {
    let listed = if pulls(editor) {
        let params = json!({ "textDocument": { "uri": uri } });
        editor.request("textDocument/diagnostic", params)["items"].clone()
    } else {
        loop {
            let published = editor.published(uri);
            if published["version"].as_i64().is_none_or(|it| it >= version) {
                break published["diagnostics"].clone();
            }
        }
    };
    reply(editor);
    listed.as_array().cloned().unwrap_or_default()
}

/// Answers what the server has asked of the client.
pub(crate) fn reply(editor: &mut Editor) {
    let unread = editor.everything_unread();
    for message in unread {
        if message.get("id").is_none() || message.get("method").is_none() {
            editor.keep(message);
            continue;
        }
        let result = match message["method"].as_str().unwrap_or_default() {
            "workspace/configuration" => {
                let items = message["params"]["items"].as_array().map_or(0, Vec::len);
                json!(vec![Value::Null; items])
            }
            "workspace/applyEdit" => json!({ "applied": false }),
            "window/showDocument" => json!({ "success": false }),
            _ => Value::Null,
        };
        editor.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": result }));
    }
}

fn offers(editor: &Editor, provider: &str, method: &str) -> bool {
    let offer = &editor.witness.introduction()["capabilities"][provider];
    !matches!(offer, Value::Null | Value::Bool(false))
        || editor.witness.registrations().any(|it| it["method"] == method)
}

fn resolves(editor: &Editor, provider: &str) -> bool {
    editor.witness.introduction()["capabilities"][provider]["resolveProvider"] == true
}

/// Asks for all that is offered about an open document, at places spread over it. Fails where an
/// answer is an error.
pub(crate) fn ask_everything(editor: &mut Editor, uri: &str) -> Answers {
    let text = editor.witness.texts.now[uri].text.clone().unwrap();
    let units = editor.witness.units();
    let mut answers = Answers::new();
    let named = json!({ "uri": uri });
    let whole = json!({
        "start": { "line": 0, "character": 0 },
        "end": text.position(units, text.content.len())
    });
    let options = json!({ "tabSize": 4, "insertSpaces": true });
    let mut ask = |editor: &mut Editor, method: &str, params: Value| {
        let result = editor.request(method, params);
        let empty = result.is_null() || result.as_array().is_some_and(Vec::is_empty);
        *answers.entry(method.to_owned()).or_default() += usize::from(!empty);
        result
    };

    for (provider, method) in [
        ("documentSymbolProvider", "textDocument/documentSymbol"),
        ("foldingRangeProvider", "textDocument/foldingRange"),
        ("documentLinkProvider", "textDocument/documentLink"),
        ("codeLensProvider", "textDocument/codeLens"),
        ("inlayHintProvider", "textDocument/inlayHint"),
        ("documentFormattingProvider", "textDocument/formatting"),
        ("documentRangeFormattingProvider", "textDocument/rangeFormatting"),
    ] {
        if !offers(editor, provider, method) {
            continue;
        }
        let params = json!({ "textDocument": named, "range": whole, "options": options });
        let result = ask(editor, method, params);
        let resolving = match method {
            "textDocument/documentLink" => "documentLink/resolve",
            "textDocument/codeLens" => "codeLens/resolve",
            "textDocument/inlayHint" => "inlayHint/resolve",
            _ => continue,
        };
        for item in result.as_array().into_iter().flatten().take(3) {
            if resolves(editor, provider) {
                ask(editor, resolving, item.clone());
            }
        }
    }
    if offers(editor, "workspaceSymbolProvider", "workspace/symbol") {
        for query in ["", "bre", "no such thing"] {
            ask(editor, "workspace/symbol", json!({ "query": query }));
        }
    }
    if offers(editor, "semanticTokensProvider", "textDocument/semanticTokens") {
        let provider = &editor.witness.introduction()["capabilities"]["semanticTokensProvider"];
        let (full, range) = (provider["full"].clone(), provider["range"] == true);
        let tokens = "textDocument/semanticTokens";
        if full == true || full.is_object() {
            let before = ask(editor, &format!("{tokens}/full"), json!({ "textDocument": named }));
            if full["delta"] == true {
                let params =
                    json!({ "textDocument": named, "previousResultId": before["resultId"] });
                ask(editor, &format!("{tokens}/full/delta"), params);
            }
        }
        if range {
            let params = json!({ "textDocument": named, "range": whole });
            ask(editor, &format!("{tokens}/range"), params);
        }
    }
    if pulls(editor) {
        let params = json!({ "textDocument": named });
        let first = ask(editor, "textDocument/diagnostic", params);
        let params = json!({ "textDocument": named, "previousResultId": first["resultId"] });
        ask(editor, "textDocument/diagnostic", params);
        if editor.witness.introduction()["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"]
            == true
        {
            let params = json!({
                "previousResultIds": [{ "uri": uri, "value": first["resultId"] }]
            });
            let params = if first["resultId"].is_string() {
                params
            } else {
                json!({ "previousResultIds": [] })
            };
            ask(editor, "workspace/diagnostic", params);
        }
    }
    let actions = "textDocument/codeAction";
    let mut whole_actions = Vec::new();
    if offers(editor, "codeActionProvider", actions) {
        for only in [Value::Null, json!(["quickfix"]), json!(["source.fixAll"]), json!(["source"])]
        {
            let mut context = json!({ "diagnostics": [] });
            if !only.is_null() {
                context["only"] = only;
            }
            let params = json!({ "textDocument": named, "range": whole, "context": context });
            let result = ask(editor, actions, params);
            whole_actions.extend(result.as_array().cloned().unwrap_or_default());
        }
    }
    for action in whole_actions {
        if action["command"].is_string() {
            let params = json!({ "command": action["command"], "arguments": action["arguments"] });
            ask(editor, "workspace/executeCommand", params);
        } else if action["edit"].is_null() && resolves(editor, "codeActionProvider") {
            let resolved = ask(editor, "codeAction/resolve", action.clone());
            assert!(!resolved["edit"].is_null(), "resolved to nothing: {action}");
        }
    }
    for position in places(&text.content, units) {
        ask_at(editor, uri, &position, &mut ask);
    }
    reply(editor);
    answers
}

/// Asks for all that is offered about one place.
fn ask_at(
    editor: &mut Editor,
    uri: &str,
    position: &Value,
    ask: &mut impl FnMut(&mut Editor, &str, Value) -> Value,
) {
    let here = || json!({ "textDocument": { "uri": uri }, "position": position });
    for (provider, method) in [
        ("hoverProvider", "textDocument/hover"),
        ("definitionProvider", "textDocument/definition"),
        ("declarationProvider", "textDocument/declaration"),
        ("typeDefinitionProvider", "textDocument/typeDefinition"),
        ("implementationProvider", "textDocument/implementation"),
        ("documentHighlightProvider", "textDocument/documentHighlight"),
    ] {
        if offers(editor, provider, method) {
            ask(editor, method, here());
        }
    }
    if offers(editor, "referencesProvider", "textDocument/references") {
        for declaration in [true, false] {
            let mut params = here();
            params["context"] = json!({ "includeDeclaration": declaration });
            ask(editor, "textDocument/references", params);
        }
    }
    if offers(editor, "completionProvider", "textDocument/completion") {
        let result = ask(editor, "textDocument/completion", here());
        let items = if result.is_array() { &result } else { &result["items"] };
        if resolves(editor, "completionProvider") {
            for item in items.as_array().into_iter().flatten().take(3) {
                ask(editor, "completionItem/resolve", item.clone());
            }
        }
    }
    if offers(editor, "renameProvider", "textDocument/rename") {
        let provider = &editor.witness.introduction()["capabilities"]["renameProvider"];
        let mut params = here();
        params["newName"] = json!("Ottar Vik");
        if provider["prepareProvider"] == true {
            let range = ask(editor, "textDocument/prepareRename", here());
            if !range.is_null() {
                // What may not be the new name is an error, and says so.
                let id = editor.ask("textDocument/rename", params);
                let answer = editor.answer(id);
                let fine = answer["error"].is_null() || answer["error"]["code"] != -32603;
                assert!(fine, "{answer}");
            }
        } else {
            let id = editor.ask("textDocument/rename", params);
            let answer = editor.answer(id);
            assert!(answer["error"]["code"] != -32603, "{answer}");
        }
    }
}

/// Places in a text: at words all over it, at the end, and beyond the end of a line.
pub(crate) fn places(text: &str, units: Units) -> Vec<Value> {
    let mut places = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let words = line.match_indices(' ').map(|(at, _)| at + 1).step_by(4);
        for at in std::iter::once(0).chain(words) {
            places.push(json!({ "line": number, "character": units.count(&line[..at]) + 1 }));
        }
    }
    places.push(json!({ "line": 0, "character": 4000 }));
    places.push(json!({ "line": 4000, "character": 0 }));
    places
}

#[test]
fn everything_that_is_offered_can_be_asked_for() {
    let uri = "file:///tmp/presscheck-test/everything.txt";
    let mut editor = Editor::with(super::editor::modern());
    editor.open(uri, "plaintext", TAIL);
    assert!(diagnostics(&mut editor, uri, 1).len() > 4);
    let answers = ask_everything(&mut editor, uri);
    println!("{answers:#?}");
    for (method, count) in &answers {
        assert!(*count > 0, "nothing was ever answered to {method}");
    }
    assert!(answers["textDocument/hover"] > 2, "{answers:?}");
    assert!(answers["textDocument/codeAction"] > 2, "{answers:?}");
}
