//! Clients that ask for diagnostics are sent none that they did not ask for.

#![expect(clippy::needless_pass_by_value, reason = "a message is made where it is sent")]

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::editor::{Editor, modern, range, uri_of};

const URI: &str = "file:///tmp/presscheck-test/draft.txt";
const TEXT: &str = "Valued at at four.\n";
const ERROR: &str = "[rules]\ndoubled-word = \"error\"\n";
const WRONG: &str = "[rules]\ndoubled-wort = \"off\"\n";

/// An editor that asks for diagnostics.
pub(crate) fn pulling() -> Value {
    let mut capabilities = modern();
    capabilities["textDocument"]["diagnostic"] = json!({ "dynamicRegistration": false });
    capabilities["workspace"]["diagnostics"] = json!({ "refreshSupport": true });
    capabilities
}

fn pull(editor: &mut Editor, uri: &str, previous: Option<&Value>) -> Value {
    let mut params = json!({ "textDocument": { "uri": uri }, "identifier": "presscheck" });
    if let Some(previous) = previous {
        params["previousResultId"] = previous.clone();
    }
    editor.request("textDocument/diagnostic", params)
}

/// What `doubled-word` found, in a report.
fn doubled(report: &Value) -> Vec<&Value> {
    let items = report["items"].as_array().unwrap_or_else(|| panic!("no items in {report}"));
    items.iter().filter(|it| it["code"] == "doubled-word").collect()
}

fn pull_workspace(editor: &mut Editor, previous: &[(String, String)], more: Value) -> Vec<Value> {
    let previous: Vec<Value> =
        previous.iter().map(|(uri, value)| json!({ "uri": uri, "value": value })).collect();
    let mut params = json!({ "previousResultIds": previous });
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    editor.request("workspace/diagnostic", params)["items"].as_array().unwrap().clone()
}

/// What the client remembers of reports.
fn ids(items: &[Value]) -> Vec<(String, String)> {
    let text = |it: &Value| it.as_str().map(str::to_owned);
    items.iter().filter_map(|it| Some((text(&it["uri"])?, text(&it["resultId"])?))).collect()
}

fn of<'a>(items: &'a [Value], uri: &str) -> &'a Value {
    items.iter().find(|it| it["uri"] == uri).unwrap_or_else(|| panic!("no {uri} in {items:#?}"))
}

#[test]
fn who_pulls_is_not_pushed_to() {
    let mut editor = Editor::silent();
    let result = editor.request("initialize", json!({ "capabilities": pulling() }));
    let provider = &result["capabilities"]["diagnosticProvider"];
    assert_eq!(provider["workspaceDiagnostics"], true);
    assert_eq!(provider["interFileDependencies"], false);
    editor.notify("initialized", json!({}));
    editor.open(URI, "plaintext", TEXT);
    let report = pull(&mut editor, URI, None);
    assert_eq!(report["kind"], "full");
    assert_eq!(doubled(&report)[0]["range"], range((0, 7), (0, 12)));
    editor.edit(URI, 2, range((0, 9), (0, 12)), "");
    assert_eq!(doubled(&pull(&mut editor, URI, None)), [] as [&Value; 0]);
    editor.close(URI);
    editor.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let told = editor.everything_unread();
    let pushed = told.iter().find(|it| it["method"] == "textDocument/publishDiagnostics");
    assert_eq!(pushed, None);
    // And the other way round.
    let mut editor = Editor::silent();
    let result = editor.request("initialize", json!({ "capabilities": modern() }));
    assert!(result["capabilities"].get("diagnosticProvider").is_none());
}

#[test]
fn a_client_that_cannot_be_told_to_ask_again_is_sent_its_diagnostics() {
    let office = TempDir::new().unwrap();
    let draft = uri_of(&office.path().join("a.txt"));
    let mut capabilities = pulling();
    capabilities["workspace"]["diagnostics"] = json!({ "refreshSupport": false });
    let mut editor = Editor::in_folders(&[office.path()], capabilities.clone());
    editor.open(&draft, "plaintext", TEXT);
    assert_eq!(editor.diagnostics(&draft, 1)[0]["severity"], 2);
    // What it shows would be wrong from here on.
    editor.open(&uri_of(&office.path().join("presscheck.toml")), "toml", ERROR);
    assert_eq!(editor.diagnostics(&draft, 1)[0]["severity"], 1);
    let told = editor.everything_unread();
    assert!(!told.iter().any(|it| it["method"] == "workspace/diagnostic/refresh"), "{told:#?}");
    let mut editor = Editor::silent();
    let result = editor.request("initialize", json!({ "capabilities": capabilities }));
    assert!(result["capabilities"].get("diagnosticProvider").is_none());
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let mut editor = Editor::with(pulling());
    editor.open(URI, "plaintext", TEXT);
    let first = pull(&mut editor, URI, None);
    let id = &first["resultId"];
    let again = pull(&mut editor, URI, Some(id));
    assert_eq!((&again["kind"], &again["resultId"]), (&json!("unchanged"), id));
    assert!(again.get("items").is_none());
    editor.edit(URI, 2, range((0, 0), (0, 0)), "It is ");
    let changed = pull(&mut editor, URI, Some(id));
    assert_eq!(doubled(&changed)[0]["range"], range((0, 13), (0, 18)));
    // Back to the old text: the editor may have moved what it showed.
    editor.edit(URI, 3, range((0, 0), (0, 6)), "");
    assert_eq!(pull(&mut editor, URI, Some(id))["kind"], "full");
    // What another server said is nothing.
    assert_eq!(pull(&mut editor, URI, Some(&json!("17")))["kind"], "full");
}

#[test]
fn a_pulled_diagnostic_has_what_the_editor_declares() {
    let mut capabilities = pulling();
    capabilities["textDocument"]["publishDiagnostics"] = json!({});
    for (declared, shown) in [(false, false), (true, true)] {
        capabilities["textDocument"]["diagnostic"] =
            json!({ "codeDescriptionSupport": declared, "dataSupport": declared });
        let mut editor = Editor::with(capabilities.clone());
        editor.open(URI, "plaintext", TEXT);
        let report = pull(&mut editor, URI, None);
        let diagnostic = doubled(&report)[0];
        assert_eq!(diagnostic.get("codeDescription").is_some(), shown);
        assert_eq!(diagnostic.get("data").is_some(), shown);
    }
}

#[test]
fn a_change_of_the_configuration_has_the_client_ask_again() {
    let office = TempDir::new().unwrap();
    let (draft, toml) = (office.path().join("a.txt"), office.path().join("presscheck.toml"));
    let uri = uri_of(&draft);
    fs::write(&toml, "").unwrap();
    let mut editor = Editor::in_folders(&[office.path()], pulling());
    editor.open(&uri, "plaintext", TEXT);
    let first = pull(&mut editor, &uri, None);
    assert_eq!(doubled(&first)[0]["severity"], 2);
    // In the editor, and not saved.
    editor.open(&uri_of(&toml), "toml", ERROR);
    let refresh = editor.wait_for("a refresh", |it| it["method"] == "workspace/diagnostic/refresh");
    editor.send(&json!({ "jsonrpc": "2.0", "id": refresh["id"], "result": null }));
    let second = pull(&mut editor, &uri, Some(&first["resultId"]));
    assert_eq!(doubled(&second)[0]["severity"], 1);
    // One that does not change what holds changes nothing for the client.
    let changes = json!({ "changes": [{ "uri": uri_of(&toml), "type": 2 }] });
    editor.notify("workspace/didChangeWatchedFiles", changes);
    assert_eq!(pull(&mut editor, &uri, Some(&second["resultId"]))["kind"], "unchanged");
}

#[test]
fn what_is_wrong_with_the_configuration_is_pulled_from_it() {
    let office = TempDir::new().unwrap();
    let toml = office.path().join("presscheck.toml");
    fs::write(&toml, "").unwrap();
    let mut editor = Editor::in_folders(&[office.path()], pulling());
    let uri = uri_of(&toml);
    editor.open(&uri, "toml", WRONG);
    let report = pull(&mut editor, &uri, None);
    assert_eq!(report["items"][0]["code"], "configuration");
    assert_eq!(report["items"][0]["range"]["start"], json!({ "line": 1, "character": 0 }));
    assert_eq!(pull(&mut editor, &uri, Some(&report["resultId"]))["kind"], "unchanged");
    editor.replace(&uri, 2, ERROR);
    assert_eq!(pull(&mut editor, &uri, Some(&report["resultId"]))["items"], json!([]));
    // An entry that no open draft needs.
    let ignore = "[[ignore]]\nfile = \"a.txt\"\nrule = \"doubled-word\"\n";
    editor.replace(&uri, 3, ignore);
    let draft = uri_of(&office.path().join("a.txt"));
    editor.open(&draft, "plaintext", "Valued at four.\n");
    assert_eq!(pull(&mut editor, &uri, None)["items"][0]["code"], "unused-suppression");
    editor.replace(&draft, 2, TEXT);
    assert_eq!(pull(&mut editor, &uri, None)["items"], json!([]));
}

#[test]
fn what_is_wrong_with_a_closed_configuration_comes_with_the_draft_where_the_client_takes_that() {
    let office = TempDir::new().unwrap();
    fs::write(office.path().join("presscheck.toml"), WRONG).unwrap();
    let (draft, toml) =
        (uri_of(&office.path().join("a.txt")), uri_of(&office.path().join("presscheck.toml")));
    for takes in [true, false] {
        let mut capabilities = pulling();
        capabilities["textDocument"]["diagnostic"]["relatedDocumentSupport"] = json!(takes);
        let mut editor = Editor::in_folders(&[office.path()], capabilities);
        editor.open(&draft, "plaintext", TEXT);
        let report = pull(&mut editor, &draft, None);
        let related = report["relatedDocuments"].get(&toml);
        assert_eq!(
            related.map(|it| &it["items"][0]["code"]),
            takes.then_some(&json!("configuration"))
        );
    }
}

#[test]
fn drafts_that_are_not_open_are_reported_on() {
    let office = TempDir::new().unwrap();
    let at = |name: &str| office.path().join(name);
    fs::create_dir(at("old")).unwrap();
    fs::write(at("presscheck.toml"), format!("exclude = [\"old\"]\n{WRONG}")).unwrap();
    for name in ["a.txt", "b.md", "open.txt", "README.md", "old/c.txt"] {
        fs::write(at(name), TEXT).unwrap();
    }
    fs::write(at("nothing.txt"), "").unwrap();
    let mut editor = Editor::in_folders(&[office.path()], pulling());
    editor.open(&uri_of(&at("open.txt")), "plaintext", TEXT);
    let items = pull_workspace(&mut editor, &[], json!({}));
    for name in ["a.txt", "b.md"] {
        let report = of(&items, &uri_of(&at(name)));
        assert_eq!(doubled(report).len(), 1, "{report}");
        assert_eq!(report["version"], Value::Null);
    }
    assert_eq!(of(&items, &uri_of(&at("presscheck.toml")))["items"][0]["code"], "configuration");
    for name in ["open.txt", "README.md", "old/c.txt"] {
        assert!(!items.iter().any(|it| it["uri"] == uri_of(&at(name))), "{name} in {items:#?}");
    }
    // Again: nothing has changed.
    let again = pull_workspace(&mut editor, &ids(&items), json!({}));
    assert_eq!(again.len(), items.len());
    assert!(again.iter().all(|it| it["kind"] == "unchanged"), "{again:#?}");
    // One is mended, one is gone, one is new, one is closed.
    fs::write(at("a.txt"), "Valued at four hundred.\n").unwrap();
    fs::remove_file(at("b.md")).unwrap();
    fs::write(at("new.txt"), TEXT).unwrap();
    editor.close(&uri_of(&at("open.txt")));
    fs::write(at("presscheck.toml"), ERROR).unwrap();
    let changes = json!({ "changes": [{ "uri": uri_of(&at("presscheck.toml")), "type": 2 }] });
    editor.notify("workspace/didChangeWatchedFiles", changes);
    let items = pull_workspace(&mut editor, &ids(&items), json!({}));
    assert_eq!(doubled(of(&items, &uri_of(&at("a.txt")))), [] as [&Value; 0]);
    assert_eq!(of(&items, &uri_of(&at("b.md")))["items"], json!([]));
    assert_eq!(of(&items, &uri_of(&at("presscheck.toml")))["items"], json!([]));
    for name in ["new.txt", "open.txt", "old/c.txt"] {
        assert_eq!(doubled(of(&items, &uri_of(&at(name))))[0]["severity"], 1);
    }
}

#[test]
fn a_file_that_cannot_be_read_says_so() {
    let office = TempDir::new().unwrap();
    fs::write(office.path().join("a.txt"), b"caf\xe9\n").unwrap();
    let mut editor = Editor::in_folders(&[office.path()], pulling());
    let items = pull_workspace(&mut editor, &[], json!({}));
    let message = items[0]["items"][0]["message"].as_str().unwrap();
    assert!(message.contains("UTF-8"), "{message}");
}

#[test]
fn a_document_that_the_client_shows_and_has_not_opened_is_reported_on_too() {
    let office = TempDir::new().unwrap();
    fs::write(office.path().join("a.txt"), TEXT).unwrap();
    fs::write(office.path().join("presscheck.toml"), WRONG).unwrap();
    let mut editor = Editor::in_folders(&[office.path()], pulling());
    let (draft, toml) =
        (uri_of(&office.path().join("a.txt")), uri_of(&office.path().join("presscheck.toml")));
    let report = pull(&mut editor, &draft, None);
    assert_eq!(doubled(&report).len(), 1);
    assert_eq!(pull(&mut editor, &draft, Some(&report["resultId"]))["kind"], "unchanged");
    assert_eq!(pull(&mut editor, &toml, None)["items"][0]["code"], "configuration");
    for nothing in ["untitled:x", "file:///nowhere/at/all.txt", "git:/a.txt?x"] {
        assert_eq!(pull(&mut editor, nothing, None)["items"], json!([]));
    }
}

/// A folder with many drafts, each with one doubled word.
fn many(count: usize) -> TempDir {
    let office = TempDir::new().unwrap();
    for number in 0..count {
        let folder = office.path().join(format!("{}", number % 7));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{number}.txt")), TEXT).unwrap();
    }
    office
}

#[test]
fn the_report_on_many_drafts_comes_in_parts_before_its_end() {
    let office = many(130);
    let mut capabilities = pulling();
    capabilities["window"] = json!({ "workDoneProgress": true });
    let mut editor = Editor::in_folders(&[office.path()], capabilities);
    let tokens = json!({ "partialResultToken": "parts", "workDoneToken": 7 });
    let rest = pull_workspace(&mut editor, &[], tokens);
    assert_eq!(rest, [] as [Value; 0]);
    // The answer has come: so has everything that belongs to it.
    let told = editor.everything_unread();
    assert!(!told.iter().any(|it| it["method"] == "presscheck/mark"), "{told:#?}");
    let of_token = |token: Value| -> Vec<&Value> {
        let told = told.iter().filter(|it| it["method"] == "$/progress");
        told.filter(|it| it["params"]["token"] == token).map(|it| &it["params"]["value"]).collect()
    };
    let parts = of_token(json!("parts"));
    let found: usize = parts.iter().map(|it| it["items"].as_array().unwrap().len()).sum();
    assert_eq!(found, 130);
    assert!(parts.len() > 2, "{}", parts.len());
    let steps = of_token(json!(7));
    assert_eq!(
        (&steps[0]["kind"], &steps[steps.len() - 1]["kind"]),
        (&json!("begin"), &json!("end"))
    );
    let percentages: Vec<u64> = steps.iter().filter_map(|it| it["percentage"].as_u64()).collect();
    assert!(percentages.is_sorted() && percentages.len() > 5, "{percentages:?}");
    assert!(!told.iter().any(|it| it["method"] == "window/workDoneProgress/create"));
}

#[test]
fn long_work_shows_how_far_it_has_got_only_where_that_is_declared() {
    let office = many(60);
    for declared in [true, false] {
        let mut capabilities = pulling();
        capabilities["window"] = json!({ "workDoneProgress": declared });
        let mut editor = Editor::in_folders(&[office.path()], capabilities);
        let id = editor.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
        if declared {
            let create =
                editor.wait_for("a request", |it| it["method"] == "window/workDoneProgress/create");
            editor.send(&json!({ "jsonrpc": "2.0", "id": create["id"], "result": null }));
            let end = editor.wait_for("the end", |it| {
                it["method"] == "$/progress" && it["params"]["value"]["kind"] == "end"
            });
            assert_eq!(end["params"]["token"], create["params"]["token"]);
        }
        assert_eq!(editor.answer(id)["result"]["items"].as_array().unwrap().len(), 60);
        let told = editor.everything_unread();
        let progress = |it: &Value| {
            it["method"] == "window/workDoneProgress/create" || it["method"] == "$/progress"
        };
        assert_eq!(told.iter().any(progress), declared, "{told:#?}");
    }
}

#[test]
fn thousands_of_drafts_are_looked_at_once() {
    let office = many(2_000);
    let mut editor = Editor::in_folders(&[office.path()], pulling());
    let items = pull_workspace(&mut editor, &[], json!({}));
    assert_eq!(items.len(), 2_000);
    assert!(items.iter().all(|it| doubled(it).len() == 1));
    let again = pull_workspace(&mut editor, &ids(&items), json!({}));
    assert_eq!(again.len(), 2_000);
    assert!(again.iter().all(|it| it["kind"] == "unchanged"));
    // A client that has forgotten everything is told everything.
    assert_eq!(pull_workspace(&mut editor, &[], json!({})).len(), 2_000);
}

#[test]
fn a_request_for_everything_can_be_taken_back() {
    let office = many(400);
    let mut editor = Editor::in_folders(&[office.path()], pulling());
    let id = editor.ask(
        "workspace/diagnostic",
        json!({ "previousResultIds": [], "partialResultToken": "parts" }),
    );
    editor.wait_for("a part", |it| it["method"] == "$/progress");
    editor.notify("$/cancelRequest", json!({ "id": id }));
    assert_eq!(editor.answer(id)["error"]["code"], -32800);
    // It goes on as if nothing had been.
    editor.open(URI, "plaintext", TEXT);
    assert_eq!(doubled(&pull(&mut editor, URI, None)).len(), 1);
    assert!(editor.leave().success());
}

#[test]
fn a_client_that_knows_everything_is_answered_when_there_is_news() {
    let office = TempDir::new().unwrap();
    let draft = office.path().join("a.txt");
    fs::write(&draft, TEXT).unwrap();
    let mut editor = Editor::in_folders(&[office.path()], pulling());
    let items = pull_workspace(&mut editor, &[], json!({}));
    let known: Vec<Value> =
        ids(&items).iter().map(|(uri, value)| json!({ "uri": uri, "value": value })).collect();
    let params = json!({ "previousResultIds": known, "partialResultToken": "parts" });
    let id = editor.ask("workspace/diagnostic", params.clone());
    // Another request is answered meanwhile; this one waits.
    editor.open(URI, "plaintext", TEXT);
    pull(&mut editor, URI, None);
    let told = editor.everything_unread();
    assert!(!told.iter().any(|it| it["id"] == id && it.get("method").is_none()), "{told:#?}");
    fs::write(&draft, "Valued at four and more.\n").unwrap();
    let changes = json!({ "changes": [{ "uri": uri_of(&draft), "type": 2 }] });
    editor.notify("workspace/didChangeWatchedFiles", changes);
    let part = editor.wait_for("news", |it| it["method"] == "$/progress");
    assert_eq!(
        doubled(of(part["params"]["value"]["items"].as_array().unwrap(), &uri_of(&draft))),
        [] as [&Value; 0]
    );
    assert_eq!(editor.answer(id)["result"]["items"], json!([]));
    // One that waits does not keep the server.
    let params =
        json!({ "previousResultIds": [{ "uri": URI, "value": "x" }], "partialResultToken": "p" });
    editor.ask("workspace/diagnostic", params);
    assert!(editor.leave().success());
}
