//! The server ends when its client leaves, in whatever way.

use serde_json::{Value, json};

use crate::editor::{Editor, modern, position};

#[test]
fn exit_ends_the_server_while_standard_input_stays_open() {
    let mut editor = Editor::with(modern());
    assert!(editor.leave().success());
}

#[test]
fn a_client_that_shuts_down_and_leaves_without_waiting_still_gets_its_answer() {
    let mut editor = Editor::with(modern());
    let id = editor.ask("shutdown", Value::Null);
    editor.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(editor.answer(id)["result"], Value::Null);
    assert!(editor.end().success());
}

#[test]
fn leaving_without_shutdown_is_told_by_the_exit_code() {
    let mut editor = Editor::with(modern());
    editor.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(editor.end().code(), Some(1));
}

#[test]
fn exit_ends_a_server_that_was_never_spoken_to() {
    let mut editor = Editor::silent();
    editor.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(editor.end().code(), Some(1));
}

#[test]
fn the_end_of_standard_input_ends_the_server() {
    let mut editor = Editor::with(modern());
    editor.hang_up();
    assert_eq!(editor.end().code(), Some(1));
    let mut editor = Editor::with(modern());
    editor.request("shutdown", Value::Null);
    editor.hang_up();
    assert!(editor.end().success());
}

#[test]
fn a_long_analysis_does_not_keep_a_client_that_leaves() {
    let mut editor = Editor::with(modern());
    let paragraph = "The ferry is valued at at four million, said the the harbour master.\n\n";
    editor.open("file:///tmp/presscheck-test/long.txt", "plaintext", &paragraph.repeat(40_000));
    assert!(editor.leave().success());
}

#[test]
fn a_request_that_is_taken_back_is_answered_at_once() {
    let mut editor = Editor::with(modern());
    let uri = "file:///tmp/presscheck-test/long.txt";
    let paragraph = "The ferry is valued at at four million, said the the harbour master.\n\n";
    editor.open(uri, "plaintext", &paragraph.repeat(40_000));
    let params = json!({ "textDocument": { "uri": uri }, "position": position(0, 0) });
    let asked: Vec<i64> =
        (0..8).map(|_| editor.ask("textDocument/hover", params.clone())).collect();
    for id in &asked {
        editor.notify("$/cancelRequest", json!({ "id": id }));
    }
    for id in asked {
        assert_eq!(editor.answer(id)["error"]["code"], -32800);
    }
    assert!(editor.leave().success());
}

#[test]
fn what_editors_add_to_the_command_is_taken() {
    let program = env!("CARGO_BIN_EXE_presscheck");
    let run = std::process::Command::new(program)
        .args(["lsp", "--stdio"])
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1), "it ends because nobody said goodbye");
    assert!(!String::from_utf8_lossy(&run.stderr).contains("--stdio"));
}
