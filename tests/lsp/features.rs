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

The Tarnwick Harbour Union (THU) has 14 member ports. The THU  plans a second quay for next month; \
its 15 member ports will vote on it on 3 June, said Harbour Master Brevik.

- 🎫 Tickets are sold from from Monday.
- Boats leave every hour
- The café opens at 9 a.m..

See https://www.example.org/quay or write to quay@example.org.

About the Tarnwick Harbour Union

Founded in 1974, the Tarnwick Harbour Union looks after the ports of the northern coast.

###
";

/// The code of an error that tells the user why something cannot be done.
pub(crate) const REQUEST_FAILED: i64 = -32803;

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

/// The actions that are offered for a range, each with its edit.
pub(crate) fn actions(editor: &mut Editor, uri: &str, range: Value, context: Value) -> Vec<Value> {
    let resolving = resolves(editor, "codeActionProvider");
    let offered = editor.actions(uri, range, context);
    let whole = |action: Value| {
        if action["edit"].is_null() && !action["command"].is_string() && resolving {
            return editor.request("codeAction/resolve", action);
        }
        action
    };
    offered.into_iter().map(whole).collect()
}

/// The requests about a whole document that the server offers to answer.
pub(crate) fn about_document(editor: &Editor, uri: &str) -> Vec<(&'static str, Value)> {
    let text = editor.witness.texts.now[uri].text.clone().unwrap();
    let named = json!({ "uri": uri });
    let whole = json!({
        "start": { "line": 0, "character": 0 },
        "end": text.position(editor.witness.units(), text.content.len())
    });
    let options = json!({ "tabSize": 4, "insertSpaces": true });
    let about = json!({ "textDocument": named, "range": whole, "options": options });
    let mut requests: Vec<(&str, Value)> = [
        ("documentSymbolProvider", "textDocument/documentSymbol"),
        ("foldingRangeProvider", "textDocument/foldingRange"),
        ("documentLinkProvider", "textDocument/documentLink"),
        ("codeLensProvider", "textDocument/codeLens"),
        ("inlayHintProvider", "textDocument/inlayHint"),
        ("documentFormattingProvider", "textDocument/formatting"),
        ("documentRangeFormattingProvider", "textDocument/rangeFormatting"),
    ]
    .into_iter()
    .filter(|(provider, method)| offers(editor, provider, method))
    .map(|(_, method)| (method, about.clone()))
    .collect();
    if offers(editor, "workspaceSymbolProvider", "workspace/symbol") {
        for query in ["", "bre", "no such thing"] {
            requests.push(("workspace/symbol", json!({ "query": query })));
        }
    }
    let tokens = &editor.witness.introduction()["capabilities"]["semanticTokensProvider"];
    if tokens["full"] == true || tokens["full"].is_object() {
        requests.push(("textDocument/semanticTokens/full", json!({ "textDocument": named })));
    }
    if tokens["range"] == true {
        requests.push(("textDocument/semanticTokens/range", about));
    }
    if pulls(editor) {
        requests.push(("textDocument/diagnostic", json!({ "textDocument": named })));
    }
    if offers(editor, "codeActionProvider", "textDocument/codeAction") {
        for only in [None, Some("quickfix"), Some("source.fixAll"), Some("source")] {
            let mut context = json!({ "diagnostics": [] });
            if let Some(only) = only {
                context["only"] = json!([only]);
            }
            let params = json!({ "textDocument": named, "range": whole, "context": context });
            requests.push(("textDocument/codeAction", params));
        }
    }
    requests
}

/// The requests about a place in a document that the server offers to answer.
pub(crate) fn about_place(
    editor: &Editor,
    uri: &str,
    position: &Value,
) -> Vec<(&'static str, Value)> {
    let here = json!({ "textDocument": { "uri": uri }, "position": position });
    let mut requests: Vec<(&str, Value)> = [
        ("hoverProvider", "textDocument/hover"),
        ("definitionProvider", "textDocument/definition"),
        ("declarationProvider", "textDocument/declaration"),
        ("typeDefinitionProvider", "textDocument/typeDefinition"),
        ("implementationProvider", "textDocument/implementation"),
        ("documentHighlightProvider", "textDocument/documentHighlight"),
        ("completionProvider", "textDocument/completion"),
    ]
    .into_iter()
    .filter(|(provider, method)| offers(editor, provider, method))
    .map(|(_, method)| (method, here.clone()))
    .collect();
    if offers(editor, "referencesProvider", "textDocument/references") {
        for declaration in [true, false] {
            let mut params = here.clone();
            params["context"] = json!({ "includeDeclaration": declaration });
            requests.push(("textDocument/references", params));
        }
    }
    if offers(editor, "codeActionProvider", "textDocument/codeAction") {
        let range = json!({ "start": position, "end": position });
        let context = json!({ "diagnostics": [], "triggerKind": 2 });
        let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
        requests.push(("textDocument/codeAction", params));
    }
    let renames = &editor.witness.introduction()["capabilities"]["renameProvider"];
    if renames["prepareProvider"] == true {
        requests.push(("textDocument/prepareRename", here));
    }
    requests
}

/// Asks for all that is offered about an open document, at places spread over it. Fails where an
/// answer is an error.
pub(crate) fn ask_everything(editor: &mut Editor, uri: &str) -> Answers {
    let text = editor.witness.texts.now[uri].text.clone().unwrap();
    let mut answers = Answers::new();
    for (method, params) in about_document(editor, uri) {
        let result = ask(editor, &mut answers, method, params);
        follow_up(editor, &mut answers, uri, method, &result);
    }
    for position in places(&text.content, editor.witness.units()) {
        for (method, params) in about_place(editor, uri, &position) {
            if method == "textDocument/prepareRename" {
                // What cannot be renamed is an error that says why.
                let id = editor.ask(method, params);
                let answer = editor.answer(id);
                let fine = answer["error"].is_null() || answer["error"]["code"] == REQUEST_FAILED;
                assert!(fine, "{answer}");
                *answers.entry(method.to_owned()).or_default() +=
                    usize::from(answer["result"].is_object());
                continue;
            }
            let result = ask(editor, &mut answers, method, params);
            follow_up(editor, &mut answers, uri, method, &result);
        }
        if offers(editor, "renameProvider", "textDocument/rename") {
            let params = json!({
                "textDocument": { "uri": uri }, "position": position, "newName": "Ottar Vik"
            });
            let id = editor.ask("textDocument/rename", params);
            let answer = editor.answer(id);
            let fine = answer["error"].is_null() || answer["error"]["code"] == REQUEST_FAILED;
            assert!(fine, "{answer}");
            *answers.entry("textDocument/rename".to_owned()).or_default() +=
                usize::from(answer["result"].is_object());
        }
    }
    reply(editor);
    answers
}

fn ask(editor: &mut Editor, answers: &mut Answers, method: &str, params: Value) -> Value {
    let result = editor.request(method, params);
    let list = if result["items"].is_array() { &result["items"] } else { &result };
    let empty = list.is_null() || list.as_array().is_some_and(Vec::is_empty);
    *answers.entry(method.to_owned()).or_default() += usize::from(!empty);
    result
}

/// Asks for what an editor wants to know once it has the answer to another request.
fn follow_up(editor: &mut Editor, answers: &mut Answers, uri: &str, method: &str, result: &Value) {
    let named = json!({ "uri": uri });
    let items = if result.is_array() { result } else { &result["items"] };
    let items = items.as_array().cloned().unwrap_or_default();
    let resolving = match method {
        "textDocument/documentLink" => Some(("documentLinkProvider", "documentLink/resolve")),
        "textDocument/codeLens" => Some(("codeLensProvider", "codeLens/resolve")),
        "textDocument/inlayHint" => Some(("inlayHintProvider", "inlayHint/resolve")),
        "textDocument/completion" => Some(("completionProvider", "completionItem/resolve")),
        _ => None,
    };
    if let Some((_, resolving)) = resolving.filter(|it| resolves(editor, it.0)) {
        for item in items.iter().take(3) {
            ask(editor, answers, resolving, item.clone());
        }
    }
    match method {
        "textDocument/codeAction" => {
            for action in &items {
                if action["command"].is_string() {
                    let params = json!({
                        "command": action["command"], "arguments": action["arguments"]
                    });
                    ask(editor, answers, "workspace/executeCommand", params);
                } else if action["edit"].is_null() && resolves(editor, "codeActionProvider") {
                    let resolved = ask(editor, answers, "codeAction/resolve", action.clone());
                    assert!(!resolved["edit"].is_null(), "resolved to nothing: {action}");
                }
            }
        }
        "textDocument/semanticTokens/full" => {
            let provider = &editor.witness.introduction()["capabilities"]["semanticTokensProvider"];
            if provider["full"]["delta"] == true {
                let params =
                    json!({ "textDocument": named, "previousResultId": result["resultId"] });
                ask(editor, answers, "textDocument/semanticTokens/full/delta", params);
            }
        }
        "textDocument/diagnostic" => {
            let known = &result["resultId"];
            let params = json!({ "textDocument": named, "previousResultId": known });
            if known.is_string() {
                ask(editor, answers, "textDocument/diagnostic", params);
            }
            let provider = &editor.witness.introduction()["capabilities"]["diagnosticProvider"];
            if provider["workspaceDiagnostics"] == true {
                let mut previous = Vec::new();
                if known.is_string() {
                    previous.push(json!({ "uri": uri, "value": known }));
                }
                let params = json!({ "previousResultIds": previous });
                ask(editor, answers, "workspace/diagnostic", params);
                let params = json!({
                    "previousResultIds": [], "partialResultToken": "parts", "workDoneToken": "work"
                });
                ask(editor, answers, "workspace/diagnostic", params);
            }
        }
        _ => {}
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
