//! An editor: starts the server, speaks the protocol, and remembers what it is told.

#![expect(clippy::needless_pass_by_value, reason = "a message is made where it is sent")]

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::declared::Witness;

/// Nothing takes longer, on however slow a machine.
const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) struct Editor {
    pub(crate) server: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    /// What came while something else was waited for.
    unread: VecDeque<Value>,
    next_id: i64,
    /// Sees every message, and whether the server keeps to what the client declared.
    pub(crate) witness: Witness,
}

/// What an editor of today says of itself.
pub(crate) fn modern() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "workspace": {
            "applyEdit": true,
            "workspaceEdit": {
                "documentChanges": true,
                "resourceOperations": ["create", "rename", "delete"]
            },
            "didChangeWatchedFiles": { "dynamicRegistration": true }
        },
        "textDocument": {
            "publishDiagnostics": {
                "relatedInformation": true,
                "codeDescriptionSupport": true,
                "tagSupport": { "valueSet": [1, 2] },
                "versionSupport": true
            },
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } },
                "isPreferredSupport": true
            },
            "hover": { "contentFormat": ["markdown", "plaintext"] }
        }
    })
}

/// Like [`modern`], with one place changed.
pub(crate) fn modern_but(place: &str, value: Value) -> Value {
    let mut capabilities = modern();
    *capabilities.pointer_mut(place).unwrap() = value;
    capabilities
}

/// The address of a file.
pub(crate) fn uri_of(path: &Path) -> String {
    format!("file://{}", path.display())
}

pub(crate) fn position(line: usize, character: usize) -> Value {
    json!({ "line": line, "character": character })
}

pub(crate) fn range(start: (usize, usize), end: (usize, usize)) -> Value {
    json!({ "start": position(start.0, start.1), "end": position(end.0, end.1) })
}

impl Editor {
    /// Starts the server and says nothing.
    pub(crate) fn silent() -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_presscheck"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = server.stdin.take();
        let stdout = server.stdout.take().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut stdout = BufReader::new(stdout);
            while let Some(message) = read_message(&mut stdout) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            server,
            input,
            output,
            unread: VecDeque::new(),
            next_id: 1,
            witness: Witness::default(),
        }
    }

    /// Starts the server and introduces itself. Drafts are checked at once.
    pub(crate) fn with(capabilities: Value) -> Self {
        Self::introduced(json!({
            "processId": null,
            "rootUri": null,
            "clientInfo": { "name": "test" },
            "initializationOptions": { "quietMilliseconds": 0 },
            "capabilities": capabilities
        }))
    }

    /// The same, for a user who works in these folders.
    pub(crate) fn in_folders(folders: &[&Path], capabilities: Value) -> Self {
        let folders = folders.iter();
        let folders = folders.map(|it| json!({ "uri": uri_of(it), "name": "office" }));
        Self::introduced(json!({
            "processId": null,
            "clientInfo": { "name": "test" },
            "initializationOptions": { "quietMilliseconds": 0 },
            "workspaceFolders": folders.collect::<Vec<_>>(),
            "capabilities": capabilities
        }))
    }

    /// Starts the server and introduces itself with these parameters.
    pub(crate) fn introduced(params: Value) -> Self {
        let mut editor = Self::silent();
        editor.request("initialize", params);
        editor.notify("initialized", json!({}));
        editor
    }

    /// Sends what need not be a message.
    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        self.witness.client_sent_bytes();
        self.write(bytes);
    }

    fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    pub(crate) fn send(&mut self, message: &Value) {
        self.witness.client_sent(message);
        let body = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request, and gives its id.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// The response to a request.
    pub(crate) fn answer(&mut self, id: i64) -> Value {
        self.wait_for(&format!("the answer to request {id}"), |it| {
            it.get("method").is_none() && it["id"] == id
        })
    }

    /// Sends a request and waits for its result.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let response = self.answer(id);
        assert!(response.get("error").is_none(), "{method}: {response}");
        response["result"].clone()
    }

    /// Sends a request and waits for its error.
    pub(crate) fn refused(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let response = self.answer(id);
        assert!(response.get("error").is_some(), "{method}: {response}");
        response["error"].clone()
    }

    pub(crate) fn wait_for(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&wanted) {
            return self.unread.remove(at).unwrap();
        }
        let end = Instant::now() + PATIENCE;
        loop {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(message) => {
                    self.see(&message);
                    if wanted(&message) {
                        return message;
                    }
                    self.unread.push_back(message);
                }
                Err(RecvTimeoutError::Timeout) => {
                    panic!("waited in vain for {what}; there was only {:#?}", self.unread)
                }
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("the server ended, and {what} never came; {:#?}", self.unread)
                }
            }
        }
    }

    /// Everything that has come and that nobody has waited for.
    pub(crate) fn everything_unread(&mut self) -> Vec<Value> {
        for message in self.output.try_iter().collect::<Vec<_>>() {
            self.see(&message);
            self.unread.push_back(message);
        }
        self.unread.drain(..).collect()
    }

    /// Puts a message back among those that nobody has waited for.
    pub(crate) fn keep(&mut self, message: Value) {
        self.unread.push_back(message);
    }

    /// Numbers the next requests from `id`, so that others may be used meanwhile.
    pub(crate) fn number_from(&mut self, id: i64) {
        self.next_id = id;
    }

    /// No test sends or is sent what the client cannot take.
    fn see(&mut self, message: &Value) {
        let faults = self.witness.server_sent(message);
        assert!(faults.is_empty(), "{}\nin {message:#}", faults.join("\n"));
    }

    pub(crate) fn open(&mut self, uri: &str, language: &str, text: &str) {
        self.notify(
            "textDocument/didOpen",
            json!({ "textDocument": {
                "uri": uri, "languageId": language, "version": 1, "text": text
            } }),
        );
    }

    /// Replaces a range of an open document.
    pub(crate) fn edit(&mut self, uri: &str, version: i64, range: Value, text: &str) {
        self.notify(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": uri, "version": version },
                "contentChanges": [{ "range": range, "text": text }]
            }),
        );
    }

    /// Replaces the whole text of an open document.
    pub(crate) fn replace(&mut self, uri: &str, version: i64, text: &str) {
        self.notify(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": uri, "version": version },
                "contentChanges": [{ "text": text }]
            }),
        );
    }

    pub(crate) fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// The text as the server has it.
    pub(crate) fn text(&mut self, uri: &str) -> String {
        self.request("presscheck/text", json!({ "uri": uri }))["text"].as_str().unwrap().to_owned()
    }

    /// The diagnostics that are published next for a document.
    pub(crate) fn published(&mut self, uri: &str) -> Value {
        let message = self.wait_for(&format!("diagnostics of {uri}"), |it| {
            it["method"] == "textDocument/publishDiagnostics" && it["params"]["uri"] == uri
        });
        message["params"].clone()
    }

    /// What `doubled-word` finds in one version of a document. The drafts of these tests are about
    /// that rule; what others say of them may change.
    pub(crate) fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        loop {
            let published = self.published(uri);
            if published["version"] == version {
                return doubled_words(&published);
            }
        }
    }

    /// The actions that are offered for a range.
    pub(crate) fn actions(&mut self, uri: &str, range: Value, context: Value) -> Vec<Value> {
        let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
        self.request("textDocument/codeAction", params).as_array().unwrap().clone()
    }

    /// Takes leave as the protocol asks, while standard input stays open.
    pub(crate) fn leave(&mut self) -> ExitStatus {
        self.request("shutdown", Value::Null);
        self.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
        self.end()
    }

    /// Closes the server's standard input.
    pub(crate) fn hang_up(&mut self) {
        self.input = None;
    }

    /// Waits for the server to end.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.server.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "the server does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn read_message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(':') {
            Some(("Content-Length", value)) => length = value.trim().parse::<usize>().ok(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// The diagnostics of `doubled-word` among those that were published.
pub(crate) fn doubled_words(published: &Value) -> Vec<Value> {
    let diagnostics = published["diagnostics"].as_array().unwrap();
    diagnostics.iter().filter(|it| it["code"] == "doubled-word").cloned().collect()
}

/// The text after the edits of a code action, which is for a client that counts in UTF-16.
pub(crate) fn after(text: &str, action: &Value, uri: &str) -> String {
    let edit = &action["edit"];
    let edits = match edit["changes"].get(uri) {
        Some(edits) => edits.as_array().unwrap().clone(),
        None => edit["documentChanges"]
            .as_array()
            .unwrap_or_else(|| panic!("no edit of {uri} in {action}"))
            .iter()
            .filter(|it| it["textDocument"]["uri"] == uri)
            .flat_map(|it| it["edits"].as_array().unwrap().clone())
            .collect(),
    };
    let mut edits: Vec<(usize, usize, String)> = edits
        .iter()
        .map(|it| {
            let at = |end: &str| offset(text, &it["range"][end]);
            (at("start"), at("end"), it["newText"].as_str().unwrap().to_owned())
        })
        .collect();
    edits.sort();
    let mut text = text.to_owned();
    for (start, end, replacement) in edits.into_iter().rev() {
        text.replace_range(start..end, &replacement);
    }
    text
}

/// The byte at a position, whose column is in UTF-16.
pub(crate) fn offset(text: &str, position: &Value) -> usize {
    let mut lines = text.split_inclusive('\n');
    let line = position["line"].as_u64().unwrap() as usize;
    let start: usize = lines.by_ref().take(line).map(str::len).sum();
    let mut units = position["character"].as_u64().unwrap();
    let mut offset = start;
    for character in lines.next().unwrap_or_default().chars() {
        if units == 0 {
            break;
        }
        units -= character.len_utf16() as u64;
        offset += character.len_utf8();
    }
    offset
}
