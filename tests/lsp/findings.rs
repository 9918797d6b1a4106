//! How real editors were seen to behave, beyond what the protocol says: a test for each behaviour.
//! The introductions that decide what each is sent stand in `clients/`.

use serde_json::{Value, json};

use crate::clients::introduction;
use crate::declared::{Text, Units};
use crate::editor::{Editor, doubled_words, modern, position, range};
use crate::features;

const URI: &str = "file:///tmp/presscheck-test/findings.txt";
/// One finding in a line of ASCII, one after an emoji and a curly apostrophe.
const TEXT: &str = "The quay is long long enough.\n\n🚀 Tarnwick’s ferry is valued at at four.\n\nIt belongs to to all.\n";

fn everywhere() -> Value {
    range((0, 0), (5, 0))
}

/// An editor that introduces itself as a real one did, with its draft open.
fn opened(name: &str, version: i64, language: &str, text: &str) -> Editor {
    let mut params = introduction(name);
    params["initializationOptions"] = json!({ "quietMilliseconds": 0 });
    params["processId"] = Value::Null;
    let mut editor = Editor::introduced(params);
    editor.notify(
        "textDocument/didOpen",
        json!({ "textDocument": {
            "uri": URI, "languageId": language, "version": version, "text": text
        } }),
    );
    editor
}

/// The doubled words in a version of the draft, pushed or pulled.
fn doubled(editor: &mut Editor, version: i64) -> Vec<Value> {
    let diagnostics = features::diagnostics(editor, URI, version);
    doubled_words(&json!({ "diagnostics": diagnostics }))
}

/// The edits of an action, in whichever form it has them.
fn edits(action: &Value) -> &[Value] {
    let edit = &action["edit"];
    let edits = match &edit["changes"][URI] {
        Value::Null => &edit["documentChanges"][0]["edits"],
        edits => edits,
    };
    edits.as_array().unwrap_or_else(|| panic!("no edit in {action}"))
}

/// The text after edits, for an editor that counts columns in these units, rightly or not.
fn applied(text: &str, edits: &[Value], units: Units) -> String {
    let text = Text::new(text);
    let at = |position: &Value| text.clamped(units, position);
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|it| {
            let (start, end) = (at(&it["range"]["start"]), at(&it["range"]["end"]));
            (start, end, it["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_unstable();
    let mut after = text.content.clone();
    for (start, end, new) in edits.into_iter().rev() {
        after.replace_range(start..end, new);
    }
    after
}

#[test]
fn kate_applies_every_fix_it_gets_so_it_gets_those_of_the_finding_it_names() {
    let mut editor = opened("kate-22.12", 0, "markdown", TEXT);
    let found = doubled(&mut editor, 0);
    assert_eq!(found.len(), 3, "{found:#?}");
    for (diagnostic, mended) in [
        (&found[0], TEXT.replace("long long", "long")),
        (&found[1], TEXT.replace("at at", "at")),
        (&found[2], TEXT.replace("to to", "to")),
    ] {
        // One key press: the whole document, and one diagnostic.
        let context = json!({ "diagnostics": [diagnostic] });
        let actions = features::actions(&mut editor, URI, everywhere(), context);
        let all: Vec<Value> = actions.iter().flat_map(edits).cloned().collect();
        assert_eq!(actions.len(), 1, "{actions:#?}");
        assert_eq!(applied(TEXT, &all, Units::Utf16), mended);
    }
    // Without a word on which it means, it gets at most one for each, which it can apply together.
    let actions = features::actions(&mut editor, URI, everywhere(), json!({ "diagnostics": [] }));
    let all: Vec<Value> = actions.iter().flat_map(edits).cloned().collect();
    let mended = TEXT.replace("long long", "long").replace("at at", "at").replace("to to", "to");
    assert_eq!(applied(TEXT, &all, Units::Utf16), mended);
}

#[test]
fn who_does_not_declare_document_changes_gets_changes() {
    for name in ["neovim-0.7.2", "neovim-0.11.4", "neovim-0.12", "vim-ale-3.3", "kate-22.12"] {
        let mut editor = opened(name, 1, "", TEXT);
        doubled(&mut editor, 1);
        for only in ["quickfix", "source.fixAll"] {
            let context = json!({ "diagnostics": [], "only": [only] });
            let actions = features::actions(&mut editor, URI, everywhere(), context);
            assert!(!actions.is_empty(), "{name}, {only}");
            // A file is made in no other way, by those that declare that they can.
            let makes_a_file = |it: &Value| it["edit"]["documentChanges"][0]["kind"] == "create";
            for action in actions.iter().filter(|it| !makes_a_file(it)) {
                let edit = &action["edit"];
                assert!(edit["changes"].is_object(), "{name}: {action}");
                assert!(edit.get("documentChanges").is_none(), "{name}: {action}");
            }
        }
    }
}

#[test]
fn versions_are_the_clients_and_may_begin_at_nought() {
    let mut editor = opened("emacs-lsp-mode-8", 0, "plaintext", TEXT);
    doubled(&mut editor, 0);
    let quick_fixes = || json!({ "diagnostics": [], "only": ["quickfix"] });
    let actions = features::actions(&mut editor, URI, range((0, 14), (0, 14)), quick_fixes());
    let version = |it: &Value| it["edit"]["documentChanges"][0]["textDocument"]["version"].clone();
    assert_eq!(version(&actions[0]), 0);
    editor.edit(URI, 1, range((0, 0), (0, 0)), "On Monday, t");
    let actions = features::actions(&mut editor, URI, range((0, 24), (0, 24)), quick_fixes());
    assert_eq!(version(&actions[0]), 1);
}

#[test]
fn who_counts_columns_wrongly_still_gets_the_right_text() {
    // lsp-mode counts code points, ALE bytes, and neither can be told what the server counts in.
    for (name, units) in [("emacs-lsp-mode-8", Units::Utf32), ("vim-ale-3.3", Units::Utf8)] {
        let mut editor = opened(name, 0, "plaintext", TEXT);
        let found = doubled(&mut editor, 0);
        assert_eq!(found.len(), 3, "{name}");
        let context = json!({ "diagnostics": [found[1]], "only": ["quickfix"] });
        let actions = features::actions(&mut editor, URI, found[1]["range"].clone(), context);
        let mended = TEXT.replace("at at", "at");
        assert_eq!(applied(TEXT, edits(&actions[0]), units), mended, "{name}");
        assert_eq!(applied(TEXT, edits(&actions[0]), Units::Utf16), mended, "{name}");
        let context = json!({ "diagnostics": [], "only": ["source.fixAll"] });
        let all = features::actions(&mut editor, URI, everywhere(), context);
        let once = applied(TEXT, edits(&all[0]), Units::Utf16);
        assert!(!once.contains("at at"), "{once}");
        assert_eq!(applied(TEXT, edits(&all[0]), units), once, "{name}");
    }
}

#[test]
fn whole_texts_come_from_kate_kakoune_and_ale_though_changes_were_asked_for() {
    for name in ["kate-22.12", "kakoune-kak-lsp-15", "vim-ale-3.3"] {
        let mut editor = opened(name, 1, "", TEXT);
        let sync = &editor.witness.introduction()["capabilities"]["textDocumentSync"];
        assert_eq!(sync["change"], 2, "{name}");
        // Kakoune counts its versions by its own undo history.
        for (version, text) in
            [(23, "It is valued at at four.\n"), (30, "🚀\r\nIt is valued at at four."), (38, "")]
        {
            editor.replace(URI, version, text);
            assert_eq!(editor.text(URI), text, "{name}");
            assert_eq!(
                doubled(&mut editor, version).len(),
                usize::from(!text.is_empty()),
                "{name}"
            );
        }
    }
}

#[test]
fn kakoune_opens_twice_and_tells_of_saving_though_nobody_asked() {
    let mut editor = opened("kakoune-kak-lsp-15", 1, "plain", TEXT);
    editor.open(URI, "plain", TEXT);
    editor.notify("textDocument/didSave", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(editor.text(URI), TEXT);
    assert_eq!(doubled(&mut editor, 1).len(), 3);
}

#[test]
fn neovim_speaks_of_a_column_beyond_the_line_and_of_no_language() {
    for name in ["neovim-0.7.2", "neovim-0.11.4", "neovim-0.12"] {
        let mut editor = opened(name, 1, "", TEXT);
        let found = doubled(&mut editor, 1);
        let width = TEXT.lines().next().unwrap().len();
        let line = range((0, 0), (0, width + 1));
        let context = json!({ "diagnostics": [found[0]], "only": ["quickfix"] });
        let actions = features::actions(&mut editor, URI, line, context);
        let units = editor.witness.units();
        let mended = TEXT.replace("long long", "long");
        assert_eq!(applied(TEXT, edits(&actions[0]), units), mended, "{name}");
        editor.edit(URI, 2, range((0, width + 1), (0, width + 1)), " It is valued at at four.");
        assert_eq!(doubled(&mut editor, 2).len(), 4, "{name}");
    }
}

#[test]
fn kate_asks_for_what_was_not_offered_and_is_told_so_again_and_again() {
    let mut editor = opened("kate-22.12", 0, "markdown", TEXT);
    let params = json!({ "textDocument": { "uri": URI } });
    for method in ["textDocument/documentSymbol", "textDocument/documentColor"] {
        for _ in 0..10 {
            let id = editor.ask(method, params.clone());
            let answer = editor.answer(id);
            // What is offered is answered: that the two agree is seen to by the witness.
            assert!(
                answer.get("result").is_some() || answer["error"]["code"] == -32601,
                "{answer}"
            );
        }
    }
    let id = editor.ask("textDocument/documentColor", params);
    assert_eq!(editor.answer(id)["error"]["code"], -32601);
    assert_eq!(doubled(&mut editor, 0).len(), 3);
    assert!(editor.leave().success());
}

#[test]
fn vs_code_asks_for_actions_by_itself_while_others_are_on_their_way() {
    for name in ["vscode-1.100.3", "vscode-1.139.1"] {
        let mut editor = opened(name, 1, "plaintext", TEXT);
        doubled(&mut editor, 1);
        let mut asked = Vec::new();
        for version in 2..22_i64 {
            editor.edit(URI, version, range((0, 0), (0, 0)), "A line.\n\n");
            let line = 2 * (usize::try_from(version).unwrap() - 1);
            let params = |trigger: i64| {
                json!({
                    "textDocument": { "uri": URI },
                    "range": range((line, 14), (line, 14)),
                    "context": { "diagnostics": [], "triggerKind": trigger }
                })
            };
            let by_itself = editor.ask("textDocument/codeAction", params(2));
            if version % 3 == 0 {
                // It does not wait for the answer when the user has typed on.
                editor.notify("$/cancelRequest", json!({ "id": by_itself }));
            }
            let by_key = editor.ask("textDocument/codeAction", params(1));
            asked.push((by_itself, by_key));
        }
        for (by_itself, by_key) in asked {
            let automatic = editor.answer(by_itself);
            let taken_back = automatic["error"]["code"] == -32800;
            assert!(taken_back || automatic["result"].is_array(), "{automatic}");
            let wanted = editor.answer(by_key)["result"].clone();
            assert_eq!(wanted[0]["title"], "Delete the second “long”", "{name}: {wanted}");
        }
    }
}

#[test]
fn clients_leave_without_a_word_and_the_server_ends() {
    // eglot says `shutdown` and hangs up, or says `exit` too.
    let mut editor = opened("emacs-eglot-1.9", 0, "text", TEXT);
    editor.request("shutdown", Value::Null);
    editor.hang_up();
    assert_eq!(editor.end().code(), Some(0));
    let mut editor = opened("emacs-eglot-1.9", 0, "text", TEXT);
    assert_eq!(editor.leave().code(), Some(0));
    // kak-lsp says `exit` without `shutdown`.
    let mut editor = opened("kakoune-kak-lsp-15", 1, "plain", TEXT);
    editor.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(editor.end().code(), Some(1));
    // Kate, killed, closes its document and is gone.
    let mut editor = opened("kate-22.12", 0, "markdown", TEXT);
    editor.close(URI);
    editor.hang_up();
    assert_eq!(editor.end().code(), Some(1));
    // ALE and lsp-mode were gone in the middle of their work.
    let mut editor = opened("vim-ale-3.3", 1, "plaintext", TEXT);
    let params = json!({ "textDocument": { "uri": URI }, "position": position(0, 0) });
    editor.ask("textDocument/hover", params);
    editor.hang_up();
    assert_eq!(editor.end().code(), Some(1));
    // A client that never said anything.
    let mut editor = Editor::silent();
    editor.hang_up();
    assert_eq!(editor.end().code(), Some(1));
    assert!(Editor::with(modern()).leave().success());
}
