//! Each capability that decides what is sent: without it a message is caught, with it let pass.

use serde_json::{Value, json};

use super::{URI, answered, called, declaring, range, session};

fn change(property: &str, value: Value) -> Value {
    json!([{ "title": "Mend", "kind": "quickfix", property: value }])
}

fn diagnostic(property: &str, value: Value) -> Value {
    let diagnostic = json!({ "range": range(0, 0, 3), "message": "odd", property: value });
    json!({ "uri": URI, "version": 3, "diagnostics": [diagnostic] })
}

#[test]
fn what_is_not_declared_is_caught_and_what_is_declared_is_not() {
    let yes = json!(true);
    let named = json!({ "textDocument": { "uri": URI } });
    let here = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 2 } });
    let edit = json!({ "changes": { URI: [{ "range": range(0, 0, 3), "newText": "A" }] } });
    let versioned = json!({ "documentChanges": [{
        "textDocument": { "uri": URI, "version": 3 },
        "edits": [{ "range": range(0, 0, 3), "newText": "A" }]
    }] });
    let place = json!({ "uri": URI, "range": range(1, 0, 2) });
    let link = json!([{ "targetUri": URI, "targetRange": range(1, 0, 2),
        "targetSelectionRange": range(1, 0, 2) }]);
    let symbol = json!([{ "name": "Lead", "kind": 15, "range": range(0, 0, 3),
        "selectionRange": range(0, 0, 3) }]);
    let asked = json!({ "textDocument": { "uri": URI }, "range": range(0, 0, 3),
        "context": { "diagnostics": [] } });
    let item = |property: &str, value: Value| json!([{ "label": "x", property: value }]);
    let hover = json!({ "contents": { "kind": "markdown", "value": "x" } });
    let fold = json!([{ "startLine": 0, "endLine": 1, "collapsedText": "x" }]);
    let published = "textDocument/publishDiagnostics";
    let register = |method: &str| {
        json!({ "registrations": [{ "id": "1", "method": method,
        "registerOptions": { "watchers": [{ "globPattern": "**/x" }] } }] })
    };
    let completion = "/textDocument/completion/completionItem";
    let in_completion = |it: &str| format!("{completion}/{it}");

    let rows: Vec<(String, Value, &str, Option<Value>, Value)> = vec![
        (
            "/textDocument/publishDiagnostics/relatedInformation".into(),
            yes.clone(),
            published,
            None,
            diagnostic("relatedInformation", json!([{ "location": place, "message": "there" }])),
        ),
        (
            "/textDocument/publishDiagnostics/codeDescriptionSupport".into(),
            yes.clone(),
            published,
            None,
            diagnostic("codeDescription", json!({ "href": "https://example.org" })),
        ),
        (
            "/textDocument/publishDiagnostics/tagSupport/valueSet".into(),
            json!([1]),
            published,
            None,
            diagnostic("tags", json!([1])),
        ),
        (
            "/textDocument/publishDiagnostics/dataSupport".into(),
            yes.clone(),
            published,
            None,
            diagnostic("data", json!({})),
        ),
        (
            "/textDocument/codeAction/isPreferredSupport".into(),
            yes.clone(),
            "textDocument/codeAction",
            Some(asked.clone()),
            json!([{ "title": "Mend", "kind": "quickfix", "edit": edit, "isPreferred": true }]),
        ),
        (
            "/workspace/workspaceEdit/documentChanges".into(),
            yes.clone(),
            "textDocument/codeAction",
            Some(asked.clone()),
            change("edit", versioned.clone()),
        ),
        (
            "/workspace/workspaceEdit/documentChanges".into(),
            yes.clone(),
            "textDocument/rename",
            Some(here.clone()),
            versioned.clone(),
        ),
        (
            "/workspace/workspaceEdit/resourceOperations".into(),
            json!(["create"]),
            "textDocument/codeAction",
            Some(asked.clone()),
            change(
                "edit",
                json!({ "documentChanges":
                [{ "kind": "create", "uri": "file:///new.toml" }] }),
            ),
        ),
        (
            "/textDocument/hover/contentFormat".into(),
            json!(["markdown"]),
            "textDocument/hover",
            Some(here.clone()),
            hover,
        ),
        (
            in_completion("snippetSupport"),
            yes.clone(),
            "textDocument/completion",
            Some(here.clone()),
            item("insertTextFormat", json!(2)),
        ),
        (
            in_completion("documentationFormat"),
            json!(["markdown"]),
            "textDocument/completion",
            Some(here.clone()),
            item("documentation", json!({ "kind": "markdown", "value": "x" })),
        ),
        (
            in_completion("labelDetailsSupport"),
            yes.clone(),
            "textDocument/completion",
            Some(here.clone()),
            item("labelDetails", json!({ "detail": "x" })),
        ),
        (
            in_completion("preselectSupport"),
            yes.clone(),
            "textDocument/completion",
            Some(here.clone()),
            item("preselect", json!(true)),
        ),
        (
            in_completion("commitCharactersSupport"),
            yes.clone(),
            "textDocument/completion",
            Some(here.clone()),
            item("commitCharacters", json!(["."])),
        ),
        (
            in_completion("tagSupport/valueSet"),
            json!([1]),
            "textDocument/completion",
            Some(here.clone()),
            item("tags", json!([1])),
        ),
        (
            in_completion("insertReplaceSupport"),
            yes.clone(),
            "textDocument/completion",
            Some(here.clone()),
            item(
                "textEdit",
                json!({ "newText": "x", "insert": range(0, 0, 2),
                "replace": range(0, 0, 3) }),
            ),
        ),
        (
            "/textDocument/completion/completionItemKind/valueSet".into(),
            json!([21]),
            "textDocument/completion",
            Some(here.clone()),
            item("kind", json!(21)),
        ),
        (
            "/textDocument/completion/completionList/itemDefaults".into(),
            json!(["editRange"]),
            "textDocument/completion",
            Some(here.clone()),
            json!({ "isIncomplete": false, "itemDefaults": { "editRange": {} }, "items": [] }),
        ),
        (
            "/textDocument/completion/completionItem/resolveSupport/properties".into(),
            json!(["additionalTextEdits"]),
            "completionItem/resolve",
            Some(json!({ "label": "x" })),
            json!({ "label": "x", "additionalTextEdits": [] }),
        ),
        (
            "/textDocument/codeAction/resolveSupport/properties".into(),
            json!(["edit"]),
            "codeAction/resolve",
            Some(json!({ "title": "x" })),
            json!({ "title": "x", "edit": edit }),
        ),
        (
            "/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport".into(),
            yes.clone(),
            "textDocument/documentSymbol",
            Some(named.clone()),
            symbol,
        ),
        (
            "/textDocument/documentSymbol/symbolKind/valueSet".into(),
            json!([23]),
            "textDocument/documentSymbol",
            Some(named.clone()),
            json!([{ "name": "Lead", "kind": 23, "location": place }]),
        ),
        (
            "/textDocument/definition/linkSupport".into(),
            yes.clone(),
            "textDocument/definition",
            Some(here.clone()),
            link,
        ),
        (
            "/textDocument/documentLink/tooltipSupport".into(),
            yes.clone(),
            "textDocument/documentLink",
            Some(named.clone()),
            json!([{ "range": range(0, 0, 3), "target": "https://example.org", "tooltip": "x" }]),
        ),
        (
            "/textDocument/foldingRange/foldingRange/collapsedText".into(),
            yes.clone(),
            "textDocument/foldingRange",
            Some(named.clone()),
            fold,
        ),
        (
            "/textDocument/foldingRange/foldingRangeKind/valueSet".into(),
            json!(["gallery"]),
            "textDocument/foldingRange",
            Some(named.clone()),
            json!([{ "startLine": 0, "endLine": 1, "kind": "gallery" }]),
        ),
        (
            "/textDocument/rename/prepareSupportDefaultBehavior".into(),
            json!(1),
            "textDocument/prepareRename",
            Some(here.clone()),
            json!({ "defaultBehavior": true }),
        ),
        (
            "/workspace/symbol/resolveSupport/properties".into(),
            json!(["location.range"]),
            "workspace/symbol",
            Some(json!({ "query": "" })),
            json!([{ "name": "x", "kind": 5, "location": { "uri": URI } }]),
        ),
        (
            "/workspace/applyEdit".into(),
            yes.clone(),
            "workspace/applyEdit",
            None,
            json!({ "edit": edit }),
        ),
        (
            "/workspace/configuration".into(),
            yes.clone(),
            "workspace/configuration",
            None,
            json!({ "items": [] }),
        ),
        (
            "/window/workDoneProgress".into(),
            yes.clone(),
            "window/workDoneProgress/create",
            None,
            json!({ "token": 1 }),
        ),
        (
            "/window/showDocument/support".into(),
            yes.clone(),
            "window/showDocument",
            None,
            json!({ "uri": URI }),
        ),
        (
            "/workspace/didChangeWatchedFiles/dynamicRegistration".into(),
            yes.clone(),
            "client/registerCapability",
            None,
            register("workspace/didChangeWatchedFiles"),
        ),
        (
            "/textDocument/hover/dynamicRegistration".into(),
            yes.clone(),
            "client/registerCapability",
            None,
            register("textDocument/hover"),
        ),
        (
            "/workspace/diagnostics/refreshSupport".into(),
            yes.clone(),
            "workspace/diagnostic/refresh",
            None,
            Value::Null,
        ),
        (
            "/workspace/semanticTokens/refreshSupport".into(),
            yes.clone(),
            "workspace/semanticTokens/refresh",
            None,
            Value::Null,
        ),
        (
            "/workspace/inlayHint/refreshSupport".into(),
            yes.clone(),
            "workspace/inlayHint/refresh",
            None,
            Value::Null,
        ),
        (
            "/workspace/codeLens/refreshSupport".into(),
            yes.clone(),
            "workspace/codeLens/refresh",
            None,
            Value::Null,
        ),
        (
            "/experimental/presscheckStatus".into(),
            yes,
            "presscheck/status",
            None,
            json!({
            "uri": URI, "version": 3, "state": "clean", "house": "plain", "configuration": null,
            "errors": 0, "warnings": 0, "infos": 0, "message": "" }),
        ),
    ];
    let server = json!({ "codeActionProvider": { "resolveProvider": true } });
    for (place, value, method, request, sent) in rows {
        let says = |capabilities: Value| {
            let (mut witness, found) = session(capabilities, server.clone());
            assert_eq!(found, Vec::<String>::new());
            match &request {
                Some(request) => answered(&mut witness, method, request.clone(), sent.clone()),
                None => called(&mut witness, method, sent.clone()),
            }
        };
        assert!(!says(declaring("", &Value::Null)).is_empty(), "{method} without {place}");
        assert_eq!(says(declaring(&place, &value)), Vec::<String>::new(), "{method} with {place}");
    }
}
