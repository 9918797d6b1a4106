//! Recordings of real editors, made with another server, are replayed with ours in its place.
//!
//! The recordings belong to others and are not part of this project: where they are absent, the test
//! says so and is skipped. What the editors said depends on what their server found in three lines;
//! so every text is given a tail in which ours finds enough to say, and the diagnostics that a client
//! sends back are ours.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::editor::{Editor, modern};
use crate::features;

/// Where the recordings stand, if they are there.
fn recordings() -> Option<PathBuf> {
    let named = env::var_os("PRESSCHECK_RECORDINGS").map(PathBuf::from);
    let above = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|it| it.join("shared/clients/captured"));
    named.into_iter().chain(above).find(|it| it.is_dir())
}

/// The sessions of a recording: what the client sent in each, in order. Two may be recorded at the
/// same time; one that began later has ended first.
fn sessions(recording: &str) -> Vec<Vec<Value>> {
    let mut sessions: Vec<Vec<Value>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for line in recording.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        if line["from"] != "client" {
            continue;
        }
        let message = &line["msg"];
        if message["method"] == "initialize" {
            open.push(sessions.len());
            sessions.push(Vec::new());
        }
        let session = *open.last().unwrap();
        sessions[session].push(message.clone());
        if message["method"] == "exit" {
            open.pop();
        }
    }
    sessions
}

/// An editor that says what another one said.
struct Replay {
    editor: Editor,
    /// The recorded texts, by URI, with their tail.
    diagnostics: BTreeMap<String, Vec<Value>>,
    /// What the client's texts end with, beyond what was recorded.
    tail: &'static str,
    /// Where the files of the recording stand now.
    folder: String,
}

/// What a client would wait for, if it waits.
enum Awaited {
    /// The answer to its request with this id.
    Answer(String, i64),
    /// What is found in a version of a document.
    Diagnostics(String, i64),
}

/// Puts the folder of this run in place of that of the recording.
fn moved(value: &Value, folder: &str) -> Value {
    match value {
        Value::String(text) => {
            let moved = match text.strip_prefix("file:///tmp") {
                Some(rest) => format!("file://{folder}{rest}"),
                None if text == "/tmp" || text.starts_with("/tmp/") => {
                    format!("{folder}{}", &text[4..])
                }
                None => text.clone(),
            };
            Value::String(moved)
        }
        Value::Array(items) => items.iter().map(|it| moved(it, folder)).collect(),
        Value::Object(entries) => entries
            .iter()
            .map(|(key, value)| (key.clone(), moved(value, folder)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

impl Replay {
    fn new(folder: &Path, tail: &'static str) -> Self {
        let mut editor = Editor::silent();
        // The recorded ids are small.
        editor.number_from(10_000);
        Self {
            editor,
            diagnostics: BTreeMap::new(),
            tail,
            folder: folder.to_str().unwrap().to_owned(),
        }
    }

    /// Sends one recorded message; says what is to be waited for.
    fn send(&mut self, recorded: &Value) -> Option<Awaited> {
        let mut message = moved(recorded, &self.folder);
        let method = message["method"].as_str().unwrap_or_default().to_owned();
        match method.as_str() {
            "initialize" => {
                message["params"]["processId"] = Value::Null;
                let options = &mut message["params"]["initializationOptions"];
                if !options.is_object() {
                    *options = json!({});
                }
                options["quietMilliseconds"] = json!(0);
            }
            "textDocument/didOpen" => {
                let document = &mut message["params"]["textDocument"];
                add(&mut document["text"], self.tail);
                let path = document["uri"].as_str().unwrap().trim_start_matches("file://");
                fs::create_dir_all(Path::new(path).parent().unwrap()).unwrap();
                fs::write(path, document["text"].as_str().unwrap()).unwrap();
            }
            "textDocument/didChange" => {
                for change in message["params"]["contentChanges"].as_array_mut().unwrap() {
                    if change["range"].is_null() {
                        add(&mut change["text"], self.tail);
                    }
                }
            }
            "textDocument/codeAction" => self.name_our_diagnostics(&mut message),
            _ => {}
        }
        self.editor.send(&message);
        if let Some(id) = message.get("id").and_then(Value::as_i64) {
            return Some(Awaited::Answer(method, id));
        }
        if method != "textDocument/didOpen" && method != "textDocument/didChange" {
            return None;
        }
        let document = &message["params"]["textDocument"];
        let uri = document["uri"].as_str().unwrap().to_owned();
        Some(Awaited::Diagnostics(uri, document["version"].as_i64().unwrap()))
    }

    fn wait_for(&mut self, awaited: Awaited) {
        match awaited {
            Awaited::Answer(method, id) => {
                let answer = self.editor.answer(id);
                let refused = &answer["error"];
                // The witness sees to it that what is offered is not refused so.
                assert!(refused.is_null() || refused["code"] == -32601, "{method}: {answer}");
            }
            // Of what was closed since, there need not be any.
            Awaited::Diagnostics(uri, _) if !self.editor.witness.texts.now.contains_key(&uri) => {}
            Awaited::Diagnostics(uri, version) => {
                let found = features::diagnostics(&mut self.editor, &uri, version);
                self.diagnostics.insert(uri, found);
            }
        }
        features::reply(&mut self.editor);
    }

    /// The client names as many of our diagnostics, where it named some of its server's.
    fn name_our_diagnostics(&self, message: &mut Value) {
        let params = &mut message["params"];
        let count = params["context"]["diagnostics"].as_array().map_or(0, Vec::len);
        let uri = params["textDocument"]["uri"].as_str().unwrap();
        let lines = |it: &Value| (it["start"]["line"].as_u64(), it["end"]["line"].as_u64());
        let (first, last) = lines(&params["range"]);
        let elsewhere = |it: &&Value| {
            let (start, end) = lines(&it["range"]);
            end < first || last < start
        };
        let mut ours: Vec<&Value> = self.diagnostics.get(uri).into_iter().flatten().collect();
        ours.sort_by_key(elsewhere);
        let ours: Value = ours.into_iter().take(count).cloned().collect();
        params["context"]["diagnostics"] = ours;
    }
}

fn add(text: &mut Value, tail: &str) {
    *text = json!(format!("{}{tail}", text.as_str().unwrap()));
}

/// Replays one session, waiting for each answer or in haste; says how many diagnostics the server had
/// in it.
fn replay(session: &[Value], tail: &'static str, hasty: bool) -> usize {
    let folder = TempDir::new().unwrap();
    let mut replay = Replay::new(folder.path(), tail);
    let left = |it: &&Value| it["method"] != "shutdown" && it["method"] != "exit";
    let mut later = Vec::new();
    for message in session.iter().filter(left) {
        let awaited = replay.send(message);
        if hasty && message["method"] != "initialize" {
            // Diagnostics of all but the last version may never come.
            later
                .retain(|it| !(is_diagnostics(it) && awaited.as_ref().is_some_and(is_diagnostics)));
            later.extend(awaited);
        } else if let Some(awaited) = awaited {
            replay.wait_for(awaited);
        }
    }
    for awaited in later {
        replay.wait_for(awaited);
    }
    let found = replay.diagnostics.values().map(Vec::len).sum();
    let editor = &mut replay.editor;
    // Beyond what was recorded: all that is offered, with what this client declares.
    let open: Vec<String> = editor.witness.texts.now.keys().cloned().collect();
    for uri in &open {
        features::ask_everything(editor, uri);
        let text = editor.witness.texts.now[uri].text.clone().unwrap();
        assert_eq!(editor.text(uri), text.content, "{uri}");
    }
    assert_eq!(editor.witness.unanswered(), Vec::<&str>::new());
    let asked = session.iter().any(|it| it["method"] == "shutdown");
    let told = session.iter().any(|it| it["method"] == "exit");
    if asked {
        editor.request("shutdown", Value::Null);
    }
    if told {
        editor.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    } else {
        // The editor was killed, or hung up.
        editor.hang_up();
    }
    assert_eq!(editor.end().success(), asked, "how the server ends");
    features::reply(editor);
    found
}

fn is_diagnostics(awaited: &Awaited) -> bool {
    matches!(awaited, Awaited::Diagnostics(..))
}

#[test]
fn recorded_sessions_are_served_as_their_clients_declare() {
    let Some(folder) = recordings() else {
        println!("skipped: there is no shared/clients/captured above the project");
        return;
    };
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "jsonl"));
    files.sort();
    assert!(files.len() >= 10, "{files:?}");
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let sessions = sessions(&fs::read_to_string(&file).unwrap());
        assert!(!sessions.is_empty(), "{name}");
        for (number, session) in sessions.iter().enumerate() {
            println!("{name}, session {}, {} messages", number + 1, session.len());
            // As it was recorded, and with more to find; by somebody who waits, and who does not.
            replay(session, "", false);
            replay(session, "", true);
            replay(session, features::TAIL, true);
            let found = replay(session, features::TAIL, false);
            assert!(found > 3, "{name}: {found} diagnostics");
        }
    }
}

#[test]
fn sessions_that_were_recorded_together_are_taken_apart() {
    let line = |method: &str, id: i64| {
        format!("{}\n", json!({ "from": "client", "msg": { "id": id, "method": method } }))
    };
    let said: String = [
        line("initialize", 0),
        line("first", 1),
        line("initialize", 0),
        line("second", 1),
        line("exit", 9),
        line("shutdown", 2),
        line("exit", 9),
    ]
    .concat();
    let methods: Vec<Vec<String>> = sessions(&said)
        .iter()
        .map(|it| it.iter().map(|it| it["method"].as_str().unwrap().to_owned()).collect())
        .collect();
    assert_eq!(methods[0], ["initialize", "first", "shutdown", "exit"]);
    assert_eq!(methods[1], ["initialize", "second", "exit"]);
}

#[test]
fn everything_that_is_offered_can_be_asked_for() {
    let uri = "file:///tmp/presscheck-test/everything.txt";
    let mut editor = Editor::with(modern());
    editor.open(uri, "plaintext", features::TAIL);
    assert!(features::diagnostics(&mut editor, uri, 1).len() > 4);
    let answers = features::ask_everything(&mut editor, uri);
    println!("{answers:#?}");
    for (method, count) in &answers {
        assert!(*count > 0, "nothing was ever answered to {method}");
    }
    assert!(answers["textDocument/hover"] > 2, "{answers:?}");
    assert!(answers["textDocument/codeAction"] > 2, "{answers:?}");
}
