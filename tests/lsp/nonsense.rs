//! A client that sends nonsense gets an error, never a dead server.

use serde_json::{Value, json};

use crate::editor::{Editor, modern, range};

const URI: &str = "file:///tmp/presscheck-test/draft.txt";

/// The server answers, and knows what it knew.
fn is_well(editor: &mut Editor) {
    editor.open("file:///tmp/presscheck-test/other.txt", "plaintext", "well");
    assert_eq!(editor.text("file:///tmp/presscheck-test/other.txt"), "well");
}

#[test]
fn an_unknown_method_is_an_error() {
    let mut editor = Editor::with(modern());
    // Some clients ask for what was not offered.
    for method in ["textDocument/documentColor", "no/such/method", ""] {
        let params = json!({ "textDocument": { "uri": URI } });
        assert_eq!(editor.refused(method, params)["code"], -32601, "{method}");
    }
    editor.notify("no/such/notification", json!({}));
    editor.notify("$/setTrace", json!({ "value": "off" }));
    is_well(&mut editor);
}

#[test]
fn bad_parameters_are_an_error() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", "at at");
    for (method, params) in [
        ("textDocument/hover", json!(null)),
        ("textDocument/hover", json!({ "textDocument": 5 })),
        ("textDocument/hover", json!({ "textDocument": { "uri": "no address" } })),
        ("textDocument/codeAction", json!([1, 2])),
        ("presscheck/text", json!("x")),
        ("workspace/executeCommand", json!({ "command": "rm", "arguments": [] })),
        ("workspace/executeCommand", json!({ "command": "presscheck.applyEdit" })),
    ] {
        assert_eq!(editor.refused(method, params.clone())["code"], -32602, "{method} {params}");
    }
    is_well(&mut editor);
}

#[test]
fn requests_about_a_document_that_is_not_open_are_errors() {
    let mut editor = Editor::with(modern());
    let named = json!({ "uri": URI });
    let place = json!({ "textDocument": named, "position": { "line": 0, "character": 0 } });
    assert_eq!(editor.refused("presscheck/text", named.clone())["code"], -32602);
    assert_eq!(editor.refused("textDocument/hover", place)["code"], -32602);
    let params = json!({
        "textDocument": named, "range": range((0, 0), (0, 0)), "context": { "diagnostics": [] }
    });
    let error = editor.refused("textDocument/codeAction", params);
    assert!(error["message"].as_str().unwrap().contains("is not open"), "{error}");
}

#[test]
fn notifications_in_the_wrong_order_change_nothing() {
    let mut editor = Editor::with(modern());
    editor.edit(URI, 2, range((0, 0), (0, 0)), "x");
    editor.close(URI);
    editor.notify("textDocument/didSave", json!({ "textDocument": { "uri": URI } }));
    editor.open(URI, "plaintext", "one");
    // Opened again: the newer text holds.
    editor.open(URI, "markdown", "two");
    assert_eq!(editor.text(URI), "two");
    editor.close(URI);
    editor.close(URI);
    editor.edit(URI, 3, range((0, 0), (0, 0)), "x");
    assert_eq!(editor.refused("presscheck/text", json!({ "uri": URI }))["code"], -32602);
    for _ in 0..4 {
        editor.wait_for("a warning for the log", |it| {
            it["method"] == "window/logMessage" && it["params"]["type"] == 2
        });
    }
    is_well(&mut editor);
}

#[test]
fn a_version_that_goes_back_is_taken_as_it_comes() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", "a");
    editor.edit(URI, -5, range((0, 1), (0, 1)), "b");
    editor.edit(URI, -5, range((0, 2), (0, 2)), "c");
    assert_eq!(editor.text(URI), "abc");
}

#[test]
fn a_malformed_change_loses_the_document_until_its_next_whole_text() {
    for malformed in [
        json!({ "textDocument": { "uri": URI, "version": null }, "contentChanges": [] }),
        json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": "x" }),
        json!({
            "textDocument": { "uri": URI, "version": 2 },
            "contentChanges": [{
                "range": { "start": { "line": -1, "character": 0 },
                           "end": { "line": 0, "character": 0 } },
                "text": "x"
            }]
        }),
    ] {
        let mut editor = Editor::with(modern());
        editor.open(URI, "plaintext", "Valued at at four.");
        assert_eq!(editor.diagnostics(URI, 1).len(), 1);
        editor.notify("textDocument/didChange", malformed);
        assert_eq!(editor.published(URI)["diagnostics"], json!([]));
        let told = editor.wait_for("a message", |it| it["method"] == "window/showMessage");
        assert!(told["params"]["message"].as_str().unwrap().contains("draft.txt"), "{told}");
        // Nothing is known of its text.
        assert_eq!(editor.refused("presscheck/text", json!({ "uri": URI }))["code"], -32600);
        let context = json!({ "diagnostics": [] });
        let actions = editor.actions(URI, range((0, 0), (0, 20)), context);
        assert_eq!(actions, [] as [Value; 0]);
        editor.edit(URI, 3, range((0, 0), (0, 0)), "x");
        assert_eq!(editor.refused("presscheck/text", json!({ "uri": URI }))["code"], -32600);
        // The whole text finds it again.
        editor.replace(URI, 4, "Valued at at five.");
        assert_eq!(editor.text(URI), "Valued at at five.");
        assert_eq!(editor.diagnostics(URI, 4).len(), 1);
    }
}

#[test]
fn a_malformed_opening_is_mended_by_opening_again() {
    let mut editor = Editor::with(modern());
    editor.notify("textDocument/didOpen", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(editor.refused("presscheck/text", json!({ "uri": URI }))["code"], -32600);
    editor.open(URI, "plaintext", "text");
    assert_eq!(editor.text(URI), "text");
    editor.notify("textDocument/didOpen", json!({ "textDocument": {} }));
    editor.notify("textDocument/didClose", json!({ "textDocument": { "uri": 1 } }));
    is_well(&mut editor);
}

fn body(editor: &mut Editor, body: &[u8]) {
    editor.send_bytes(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    editor.send_bytes(body);
}

#[test]
fn what_is_no_message_is_answered_with_an_error() {
    let mut editor = Editor::with(modern());
    for (bytes, code) in [
        (&b"{\"jsonrpc\":\"2.0\",\"method\":"[..], -32700),
        (b"hello", -32700),
        (b"", -32700),
        (b"{\"jsonrpc\":\"2.0\",\"method\":\"\xff\xfe\"}", -32700),
        (b"[]", -32600),
        (b"17", -32600),
        (b"[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"shutdown\"}]", -32600),
        (b"{\"jsonrpc\":\"1.0\",\"method\":\"shutdown\"}", -32600),
        (b"{\"jsonrpc\":\"2.0\",\"method\":5}", -32600),
        (b"{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"shutdown\"}", -32600),
    ] {
        body(&mut editor, bytes);
        let shown = String::from_utf8_lossy(bytes);
        let answer = editor
            .wait_for(&format!("an error for {shown}"), |it| it.get("id") == Some(&Value::Null));
        assert_eq!(answer["error"]["code"], code, "{shown}");
    }
    let nested = format!("{{\"jsonrpc\":\"2.0\",\"params\":{}1", "[".repeat(100_000));
    body(&mut editor, nested.as_bytes());
    editor.wait_for("an error for a nested message", |it| it.get("id") == Some(&Value::Null));
    // Whose question it is can be read.
    body(&mut editor, b"{\"jsonrpc\":\"1.0\",\"id\":77,\"method\":\"shutdown\"}");
    assert_eq!(editor.answer(77)["error"]["code"], -32600);
    is_well(&mut editor);
}

#[test]
fn an_unreadable_change_loses_the_document_that_it_names() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", "Valued at at four.");
    let other = "file:///tmp/presscheck-test/other.txt";
    editor.open(other, "plaintext", "other");
    let message = json!({
        "jsonrpc": "2.0",
        "method": "textDocument/didChange",
        "params": { "textDocument": { "uri": URI, "version": 2 }, "contentChanges": [] }
    });
    let message = message.to_string();
    body(&mut editor, &message.as_bytes()[..message.len() - 1]);
    assert_eq!(editor.refused("presscheck/text", json!({ "uri": URI }))["code"], -32600);
    assert_eq!(editor.text(other), "other");
}

#[test]
fn headers_gone_wrong_cost_no_more_than_their_message() {
    let mut editor = Editor::with(modern());
    let ask =
        |id: i64| json!({ "jsonrpc": "2.0", "id": id, "method": "no/such/method" }).to_string();
    // Too short, too long, no number, none at all, and bytes that are nothing.
    let (first, second) = (ask(901), ask(902));
    let mut bytes = Vec::new();
    bytes.extend(format!("Content-Length: {}\r\n\r\n{first}", first.len() - 4).bytes());
    bytes.extend(format!("Content-Length: {}\r\n\r\n{second}", second.len()).bytes());
    editor.send_bytes(&bytes);
    editor.answer(902);

    let (first, second) = (ask(903), ask(904));
    let mut bytes = Vec::new();
    bytes.extend(format!("Content-Length: {}\r\n\r\n{first}", first.len() + 30).bytes());
    bytes.extend(format!("Content-Length: {}\r\n\r\n{second}", second.len()).bytes());
    editor.send_bytes(&bytes);
    editor.answer(904);

    for (id, header) in [
        (905, "Content-Length: many\r\n\r\n"),
        (906, "Content-Length: -1\r\n\r\n"),
        (907, "Content-Length: 99999999999999999999\r\n\r\n"),
        (908, "Content-Type: text\r\n\r\n"),
        (909, "\u{1}\u{2}nonsense\n\n"),
        (910, "\r\n\r\n\r\n"),
    ] {
        let body = ask(id);
        editor.send_bytes(header.as_bytes());
        editor.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        editor.answer(id);
    }

    let body = ask(911);
    let header = format!("content-length: {}\r\nContent-Type: application/vscode", body.len());
    editor.send_bytes(format!("{header}\r\n\r\n{body}").as_bytes());
    editor.answer(911);
    is_well(&mut editor);
}

#[test]
fn replies_that_nobody_waits_for_are_nothing() {
    let mut editor = Editor::with(modern());
    let asked = editor.wait_for("a request", |it| it["method"] == "client/registerCapability");
    let reply = |id: &Value| json!({ "jsonrpc": "2.0", "id": id, "result": null });
    for id in [&json!(4711), &json!("x"), &Value::Null, &asked["id"], &asked["id"], &asked["id"]] {
        editor.send(&reply(id));
    }
    editor.send(&json!({
        "jsonrpc": "2.0", "id": asked["id"], "error": { "code": 1, "message": "late" }
    }));
    is_well(&mut editor);
}

#[test]
fn a_client_that_never_replies_is_served_all_the_same() {
    let mut editor = Editor::with(modern());
    editor.wait_for("a request", |it| it["method"] == "client/registerCapability");
    is_well(&mut editor);
    assert!(editor.leave().success());
}

#[test]
fn nothing_is_done_before_the_client_introduces_itself() {
    let mut editor = Editor::silent();
    editor.open(URI, "plaintext", "text");
    assert_eq!(editor.refused("presscheck/text", json!({ "uri": URI }))["code"], -32002);
    // A first attempt that cannot be read is not the introduction.
    assert_eq!(editor.refused("initialize", json!({ "capabilities": 5 }))["code"], -32602);
    let params = json!({
        "processId": null,
        "capabilities": { "general": { "positionEncodings": ["utf-8"] } },
        "initializationOptions": { "quietMilliseconds": "soon", "house": "nobody's" }
    });
    let result = editor.request("initialize", params);
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-8");
    assert_eq!(editor.refused("presscheck/text", json!({ "uri": URI }))["code"], -32602);
    // Nor is a second one.
    assert_eq!(editor.refused("initialize", json!({ "capabilities": {} }))["code"], -32600);
    editor.open(URI, "plaintext", "’x");
    editor.edit(URI, 2, range((0, 3), (0, 4)), "y");
    assert_eq!(editor.text(URI), "’y");
}

#[test]
fn a_request_that_comes_as_a_notification_and_the_other_way_round_is_harmless() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", "text");
    editor.notify("textDocument/hover", json!({}));
    editor.notify("presscheck/text", json!({ "uri": URI }));
    editor.notify("shutdown", Value::Null);
    for method in ["textDocument/didOpen", "textDocument/didChange", "$/cancelRequest"] {
        let id = editor.ask(method, json!({ "textDocument": { "uri": URI, "version": 9 } }));
        assert!(editor.answer(id).get("error").is_some(), "{method}");
    }
    assert_eq!(editor.text(URI), "text");
    editor.notify("$/cancelRequest", json!({ "id": 12345 }));
    editor.notify("$/cancelRequest", json!({ "id": [] }));
    is_well(&mut editor);
}
