//! How the server behaves with clients of all kinds, big documents and many files.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::editor::{Editor, modern, position, range, uri_of};
use crate::pulling::pulling;

const URI: &str = "file:///tmp/presscheck-test/draft.txt";
const TEXT: &str = "Valued at at four.\n";

fn office(configuration: &str) -> TempDir {
    let office = TempDir::new().unwrap();
    fs::write(office.path().join("presscheck.toml"), configuration).unwrap();
    fs::write(office.path().join("a.txt"), TEXT).unwrap();
    office
}

fn at_level(level: &str) -> String {
    format!("[rules]\ndoubled-word = \"{level}\"\n")
}

#[test]
fn each_folder_has_its_nearest_configuration() {
    let (strict, lax) = (office(&at_level("error")), office(&at_level("info")));
    let below = strict.path().join("2026/may");
    fs::create_dir_all(&below).unwrap();
    fs::create_dir(lax.path().join("own")).unwrap();
    fs::write(lax.path().join("own/presscheck.toml"), at_level("error")).unwrap();
    let mut editor = Editor::in_folders(&[strict.path(), lax.path()], modern());
    for (path, severity) in [
        (strict.path().join("b.txt"), 1),
        (below.join("b.txt"), 1),
        (lax.path().join("b.txt"), 3),
        (lax.path().join("own/b.txt"), 1),
    ] {
        let uri = uri_of(&path);
        editor.open(&uri, "plaintext", TEXT);
        assert_eq!(editor.diagnostics(&uri, 1)[0]["severity"], severity, "{uri}");
    }
    // A draft without a file belongs to the first folder.
    editor.open("untitled:a", "plaintext", TEXT);
    assert_eq!(editor.diagnostics("untitled:a", 1)[0]["severity"], 1);
    let event = json!({
        "added": [], "removed": [{ "uri": uri_of(strict.path()), "name": "office" }]
    });
    editor.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    assert_eq!(editor.diagnostics("untitled:a", 1)[0]["severity"], 3);
}

#[test]
fn folders_that_come_and_go_are_reported_on() {
    let (one, two) = (office(&at_level("error")), office(&at_level("info")));
    let mut editor = Editor::in_folders(&[one.path()], pulling());
    let folder = |it: &TempDir| json!({ "uri": uri_of(it.path()), "name": "office" });
    let mut severities = |event: Value, previous: Value| -> Vec<(String, Value)> {
        editor.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
        let report =
            editor.request("workspace/diagnostic", json!({ "previousResultIds": previous }));
        let items = report["items"].as_array().unwrap();
        let pairs = items.iter().map(|it| {
            let found = it["items"].as_array().unwrap();
            let found = found.iter().find(|it| it["code"] == "doubled-word");
            (
                it["uri"].as_str().unwrap().to_owned(),
                found.map_or(Value::Null, |it| it["severity"].clone()),
            )
        });
        pairs.collect()
    };
    let (first, second) = (uri_of(&one.path().join("a.txt")), uri_of(&two.path().join("a.txt")));
    // The one that is there already is not there twice.
    let event = json!({ "added": [folder(&one), folder(&two)], "removed": [] });
    let mut both = severities(event, json!([]));
    both.sort_by_key(|(_, severity)| severity.as_u64());
    assert_eq!(both, [(first.clone(), json!(1)), (second.clone(), json!(3))]);
    let previous = json!([{ "uri": first, "value": "x" }]);
    let left = severities(json!({ "added": [], "removed": [folder(&one)] }), previous);
    assert_eq!(left, [(second, json!(3)), (first, Value::Null)]);
}

#[test]
fn files_are_watched_by_the_patterns_that_the_client_takes() {
    let office = office("");
    let inner = office.path().join("drafts");
    fs::create_dir(&inner).unwrap();
    let mut capabilities = pulling();
    capabilities["workspace"]["didChangeWatchedFiles"] =
        json!({ "dynamicRegistration": true, "relativePatternSupport": true });
    let mut editor = Editor::in_folders(&[&inner], capabilities);
    let watched = |editor: &mut Editor| -> Vec<(String, String)> {
        let asked = editor.wait_for("a request", |it| it["method"] == "client/registerCapability");
        editor.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null }));
        let watchers = &asked["params"]["registrations"][0]["registerOptions"]["watchers"];
        let text = |it: &Value| it.as_str().unwrap().trim_end_matches('/').to_owned();
        let pairs = watchers.as_array().unwrap().iter().map(|it| &it["globPattern"]);
        pairs.map(|it| (text(&it["baseUri"]), text(&it["pattern"]))).collect()
    };
    let drafts = "**/*.{md,markdown,txt}".to_owned();
    let configurations = "**/presscheck.toml".to_owned();
    let mut expected = vec![
        (uri_of(&inner), configurations.clone()),
        (uri_of(&inner), drafts.clone()),
        // The one that holds lies above.
        (uri_of(office.path()), "presscheck.toml".to_owned()),
    ];
    assert_eq!(watched(&mut editor), expected);
    let other = TempDir::new().unwrap();
    let event = json!({ "added": [{ "uri": uri_of(other.path()), "name": "x" }], "removed": [] });
    editor.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    let asked = editor.wait_for("a request", |it| it["method"] == "client/unregisterCapability");
    editor.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null }));
    expected.push((uri_of(other.path()), configurations));
    expected.push((uri_of(other.path()), drafts));
    assert_eq!(watched(&mut editor), expected);
}

#[test]
fn the_client_can_follow_what_the_server_does() {
    let mut editor = Editor::introduced(json!({ "capabilities": modern(), "trace": "messages" }));
    let follow = |editor: &mut Editor| {
        let id = editor.ask("presscheck/text", json!({ "uri": "untitled:nobody" }));
        editor.answer(id);
    };
    let traced = |it: &Value| it["method"] == "$/logTrace";
    follow(&mut editor);
    let told = editor.wait_for("a trace", |it| {
        traced(it) && it["params"]["message"].as_str().unwrap().contains("presscheck/text")
    });
    assert!(told["params"].get("verbose").is_none(), "{told}");
    editor.notify("$/setTrace", json!({ "value": "verbose" }));
    follow(&mut editor);
    let told = editor.wait_for("a trace", |it| traced(it) && it["params"].get("verbose").is_some());
    assert!(told["params"]["verbose"].as_str().unwrap().contains("not open"), "{told}");
    editor.notify("$/setTrace", json!({ "value": "off" }));
    // What was done before is told late, what is done from now on never.
    editor.open(URI, "plaintext", TEXT);
    editor.diagnostics(URI, 1);
    follow(&mut editor);
    let of_opening = |it: &Value| traced(it) && it.to_string().contains("didOpen");
    assert!(!editor.everything_unread().iter().any(of_opening));
    // Nonsense changes nothing, and is told.
    editor.notify("$/setTrace", json!({ "value": "loud" }));
    editor
        .wait_for("a word", |it| it["method"] == "window/logMessage" && it["params"]["type"] == 2);
    editor.text(URI);
}

#[test]
fn the_log_begins_with_what_was_agreed() {
    for (capabilities, diagnostics) in [(modern(), "sent"), (pulling(), "asked for")] {
        let mut editor = Editor::with(capabilities);
        let told = editor.wait_for("a word", |it| it["method"] == "window/logMessage");
        let message = told["params"]["message"].as_str().unwrap();
        assert!(message.contains("utf-16") && message.contains(diagnostics), "{message}");
        editor.open(URI, "plaintext", TEXT);
        editor.text(URI);
        // Nothing else is worth a word.
        let told = editor.everything_unread();
        assert!(!told.iter().any(|it| it["method"] == "window/logMessage"), "{told:#?}");
    }
}

#[test]
fn a_client_that_traces_nothing_is_sent_no_trace() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", TEXT);
    editor.diagnostics(URI, 1);
    editor.text(URI);
    let told = editor.everything_unread();
    assert!(!told.iter().any(|it| it["method"] == "$/logTrace"), "{told:#?}");
}

#[test]
fn a_file_that_is_renamed_while_it_is_open_goes_on_under_its_new_name() {
    let office = office("exclude = [\"old\"]\n");
    let (before, after) =
        (uri_of(&office.path().join("a.txt")), uri_of(&office.path().join("b.txt")));
    let mut capabilities = modern();
    capabilities["workspace"]["fileOperations"] = json!({ "didRename": true, "didCreate": false });
    let mut editor = Editor::silent();
    let result = editor.request(
        "initialize",
        json!({
            "initializationOptions": { "quietMilliseconds": 0 }, "capabilities": capabilities
        }),
    );
    let told = &result["capabilities"]["workspace"]["fileOperations"];
    assert!(told.get("didRename").is_some() && told.get("didCreate").is_none(), "{told}");
    editor.notify("initialized", json!({}));
    editor.open(&before, "plaintext", TEXT);
    assert_eq!(editor.diagnostics(&before, 1).len(), 1);
    let renamed = json!({ "files": [{ "oldUri": before, "newUri": after }] });
    editor.notify("workspace/didRenameFiles", renamed);
    editor.close(&before);
    editor.open(&after, "plaintext", TEXT);
    assert_eq!(editor.published(&before)["diagnostics"], json!([]));
    assert_eq!(editor.diagnostics(&after, 1).len(), 1);
    editor.edit(&after, 2, range((0, 0), (0, 0)), "It is ");
    assert_eq!(editor.text(&after), format!("It is {TEXT}"));
    editor.refused("presscheck/text", json!({ "uri": before }));
}

#[test]
fn a_configuration_that_is_renamed_holds_no_more() {
    let office = office(&at_level("error"));
    let (draft, toml) =
        (uri_of(&office.path().join("a.txt")), office.path().join("presscheck.toml"));
    let mut editor = Editor::in_folders(&[office.path()], modern());
    editor.open(&draft, "plaintext", TEXT);
    assert_eq!(editor.diagnostics(&draft, 1)[0]["severity"], 1);
    let aside = office.path().join("aside.toml");
    fs::rename(&toml, &aside).unwrap();
    let renamed = json!({ "files": [{ "oldUri": uri_of(&toml), "newUri": uri_of(&aside) }] });
    editor.notify("workspace/didRenameFiles", renamed);
    assert_eq!(editor.diagnostics(&draft, 1)[0]["severity"], 2);
}

#[test]
fn a_document_of_ten_megabytes_keeps_nobody_waiting() {
    let line = "The harbour council met on Tuesday, and the ferries went on.\n\n";
    let mut text = line.repeat(10_000_000 / line.len() + 1);
    assert!(text.len() > 10_000_000);
    let mut editor = Editor::with(modern());
    let big = "file:///tmp/presscheck-test/big.txt";
    editor.open(big, "plaintext", &text);
    // It is edited while it is checked; the changes come in order.
    for version in 2..=200 {
        editor.edit(big, version, range((0, 0), (0, 0)), &format!("{version} "));
        text.insert_str(0, &format!("{version} "));
    }
    editor.open(URI, "plaintext", TEXT);
    assert_eq!(editor.diagnostics(URI, 1).len(), 1);
    let place = json!({ "textDocument": { "uri": URI }, "position": position(0, 9) });
    assert_ne!(editor.request("textDocument/hover", place), Value::Null);
    let there = editor.text(big);
    assert!(there == text, "{} bytes, and not {}", there.len(), text.len());
    // A request about it can be taken back, and the server leaves when it is asked to.
    let place = json!({ "textDocument": { "uri": big }, "position": position(0, 0) });
    let id = editor.ask("textDocument/hover", place);
    editor.notify("$/cancelRequest", json!({ "id": id }));
    editor.answer(id);
    editor.close(big);
    let told = editor.everything_unread();
    let stale = told.iter().find(|it| {
        it["method"] == "textDocument/publishDiagnostics"
            && it["params"]["uri"] == big
            && it["params"]["version"].as_i64().is_some_and(|it| it < 200)
            && it["params"]["diagnostics"] != json!([])
    });
    assert_eq!(stale, None);
    assert!(editor.leave().success());
}

#[test]
fn whole_texts_and_changes_may_come_in_one_message() {
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", TEXT);
    editor.notify(
        "textDocument/didChange",
        json!({
            "textDocument": { "uri": URI, "version": 2 },
            "contentChanges": [
                { "range": range((0, 0), (0, 6)), "text": "x" },
                { "text": "A line.\nSent to Lund.\n" },
                { "range": range((1, 4), (1, 8)), "rangeLength": 4, "text": " to to " }
            ]
        }),
    );
    assert_eq!(editor.text(URI), "A line.\nSent to to Lund.\n");
    assert_eq!(editor.diagnostics(URI, 2)[0]["range"], range((1, 5), (1, 10)));
}

#[test]
fn a_client_that_can_do_nothing_is_served() {
    let mut editor = Editor::introduced(json!({ "capabilities": {} }));
    editor.open(URI, "", TEXT);
    assert_eq!(editor.diagnostics(URI, 1).len(), 1);
    let told = editor.everything_unread();
    let asked: Vec<&Value> = told.iter().filter(|it| it.get("id").is_some()).collect();
    assert_eq!(asked, [] as [&Value; 0], "it is asked nothing that it did not offer to answer");
    editor.hang_up();
    assert!(!editor.end().success());
}
