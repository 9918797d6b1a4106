//! Applies the client's notifications to the state, one after the other, in the order in which they
//! came.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};
use tower_lsp::jsonrpc::Request;
use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    InitializeParams, SetTraceParams, TraceValue, Url,
};

use crate::server::asking::{SETTINGS_READ, SettingsRead};
use crate::server::client::{ClientTraits, folders};
use crate::server::state::{Phase, State};
use crate::workspace::CONFIG_NAME;

/// What the user of the editor is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    /// Goes to the client's log.
    Log(String),
    /// Is shown.
    Show(String),
    /// Is a step of the server's doings, which the client asked to be told; the second text is for
    /// those who want to know everything.
    Trace(String, Option<String>),
    /// The folders that the user works in have changed.
    Folders,
    /// The user's settings have changed, and the client has to be asked for them.
    Settings,
}

/// Tells a client that wants to know what the server does.
pub(super) struct Tracer {
    level: TraceValue,
    notices: mpsc::UnboundedSender<Notice>,
}

impl Tracer {
    /// Tells of a step, and more of it to those who want to know everything.
    pub(super) fn tell(&self, step: impl FnOnce() -> String, more: impl FnOnce() -> String) {
        let more = match self.level {
            TraceValue::Off => return,
            TraceValue::Messages => None,
            TraceValue::Verbose => Some(more()),
        };
        let _ = self.notices.send(Notice::Trace(step(), more));
    }
}

/// Owns the state.
pub(super) struct Session {
    state: Arc<State>,
    states: watch::Sender<Arc<State>>,
    notices: mpsc::UnboundedSender<Notice>,
}

/// Why a notification changed nothing, or not what it should.
enum Refusal {
    /// It cannot be read.
    Malformed(String),
    /// It can be read, and makes no sense now.
    OutOfPlace(String),
}

impl Session {
    /// A session in which nothing has happened; every state it gets into is sent to `states`.
    pub(super) fn new(
        states: watch::Sender<Arc<State>>,
        notices: mpsc::UnboundedSender<Notice>,
    ) -> Self {
        let state = Arc::clone(&states.borrow());
        Self { state, states, notices }
    }

    /// The state after the messages that have come so far.
    pub(super) fn snapshot(&self) -> Arc<State> {
        Arc::clone(&self.state)
    }

    /// What tells the client of the server's doings, as far as it wants to know now.
    pub(super) fn tracer(&self) -> Tracer {
        Tracer { level: self.state.trace, notices: self.notices.clone() }
    }

    /// Takes in a request that changes the state: the first and the last one.
    pub(super) fn request(&mut self, request: &Request) {
        match (request.method(), self.state.phase) {
            ("initialize", Phase::New) => {
                let Ok(params) = read::<InitializeParams>(request) else {
                    return;
                };
                self.change(|state, notices| {
                    state.phase = Phase::Running;
                    let unread = request.params().unwrap_or(&Value::Null);
                    state.client = Arc::new(ClientTraits::of(&params).with_unread(unread));
                    state.trace = params.trace.unwrap_or_default();
                    state.folders = folders(&params);
                    let options = params.initialization_options.as_ref();
                    for wrong in options.map(|it| state.settings.read(it)).unwrap_or_default() {
                        notices.push(Notice::Show(format!("initialization options: {wrong}")));
                    }
                    state.asked.initial = state.settings.clone();
                });
            }
            ("shutdown", Phase::Running) => self.change(|state, _| state.phase = Phase::ShutDown),
            _ => {}
        }
    }

    /// Takes in a notification. `false` if it is none of the session's business.
    pub(super) fn notification(&mut self, request: &Request) -> bool {
        let method = request.method();
        if !is_known(method) {
            return false;
        }
        if self.state.phase != Phase::Running {
            tracing::warn!("“{method}” outside a session is ignored");
            return true;
        }
        if method != SETTINGS_READ {
            self.tracer().tell(|| format!("“{method}” came"), || said_by(request));
        }
        self.change(|state, notices| match apply(state, notices, request) {
            Ok(()) => {}
            Err(Refusal::OutOfPlace(reason)) => {
                tracing::warn!("{method}: {reason}");
                notices.push(Notice::Log(format!("{method}: {reason}")));
            }
            Err(Refusal::Malformed(reason)) => lose_document(state, notices, request, &reason),
        });
        true
    }

    /// A notification on which the server stumbled: its document is not to be trusted.
    pub(super) fn stumbled(&mut self, request: &Request) {
        self.change(|state, notices| {
            lose_document(state, notices, request, "an error in Presscheck");
        });
    }

    /// A message that could not be read at all, as far as its bytes could be.
    pub(super) fn unreadable(&mut self, reason: &str, body: &str) {
        self.change(|state, notices| {
            notices.push(Notice::Log(reason.to_owned()));
            let changes_text = ["didChange", "didOpen"].iter().any(|it| body.contains(it));
            let named: Vec<Url> = state
                .documents
                .keys()
                .filter(|uri| changes_text && body.contains(uri.as_str()))
                .cloned()
                .collect();
            for uri in named {
                lose(state, notices, &uri);
            }
        });
    }

    /// Changes the state as one step: a panic on the way leaves it as it was.
    fn change(&mut self, step: impl FnOnce(&mut State, &mut Vec<Notice>)) {
        let mut state = State::clone(&self.state);
        let mut notices = Vec::new();
        step(&mut state, &mut notices);
        self.state = Arc::new(state);
        self.states.send_replace(Arc::clone(&self.state));
        for notice in notices {
            // Nobody listens only when the server is about to end.
            let _ = self.notices.send(notice);
        }
    }
}

fn is_known(method: &str) -> bool {
    matches!(
        method,
        "textDocument/didOpen"
            | "textDocument/didChange"
            | "textDocument/didClose"
            | "textDocument/didSave"
            | "workspace/didChangeConfiguration"
            | "workspace/didChangeWatchedFiles"
            | "workspace/didChangeWorkspaceFolders"
            | "workspace/didCreateFiles"
            | "workspace/didRenameFiles"
            | "workspace/didDeleteFiles"
            | "$/setTrace"
            | SETTINGS_READ
    )
}

fn apply(state: &mut State, notices: &mut Vec<Notice>, request: &Request) -> Result<(), Refusal> {
    match request.method() {
        "textDocument/didOpen" => {
            let document = read::<DidOpenTextDocumentParams>(request)?.text_document;
            let text = Some(document.text.as_str());
            state.open(document.uri, &document.language_id, document.version, text);
        }
        "textDocument/didChange" => {
            let params = read::<DidChangeTextDocumentParams>(request)?;
            let document = params.text_document;
            state
                .change(&document.uri, document.version, &params.content_changes)
                .map_err(Refusal::OutOfPlace)?;
        }
        "textDocument/didClose" => {
            let params = read::<DidCloseTextDocumentParams>(request)?;
            state.close(&params.text_document.uri).map_err(Refusal::OutOfPlace)?;
        }
        "textDocument/didSave" => {
            let params = read::<DidSaveTextDocumentParams>(request)?;
            let is_configuration = params.text_document.uri.path().ends_with(CONFIG_NAME);
            if is_configuration || !state.client.watches_files {
                state.configuration_changed();
            }
        }
        "workspace/didChangeConfiguration" => {
            let settings = request.params().and_then(|it| it.get("settings"));
            let says_nothing = settings.is_none_or(|it| it.is_null() || *it == json!({}));
            if says_nothing && state.client.gives_settings {
                notices.push(Notice::Settings);
                return Ok(());
            }
            for wrong in state.settings.read(settings.unwrap_or(&Value::Null)) {
                notices.push(Notice::Show(format!("settings: {wrong}")));
            }
            state.configuration_changed();
        }
        SETTINGS_READ => {
            let answer = read::<SettingsRead>(request)?;
            for wrong in state.take_settings(&answer) {
                notices.push(Notice::Show(format!("settings: {wrong}")));
            }
        }
        "workspace/didChangeWatchedFiles" => {
            let changes = read::<DidChangeWatchedFilesParams>(request)?.changes;
            // A page of the project's own rules is Markdown; other texts are drafts and no more.
            let configures = |uri: &Url| {
                uri.path().ends_with(CONFIG_NAME)
                    || uri.path().to_ascii_lowercase().ends_with(".md")
            };
            if changes.iter().any(|it| configures(&it.uri)) {
                state.configuration_changed();
            } else {
                state.files_changed();
            }
        }
        "workspace/didChangeWorkspaceFolders" => {
            let event = read::<DidChangeWorkspaceFoldersParams>(request)?.event;
            let path = |uri: &Url| uri.to_file_path().ok();
            let removed: Vec<_> = event.removed.iter().filter_map(|it| path(&it.uri)).collect();
            state.folders.retain(|it| !removed.contains(it));
            for added in event.added.iter().filter_map(|it| path(&it.uri)) {
                if !state.folders.contains(&added) {
                    state.folders.push(added);
                }
            }
            state.configuration_changed();
            notices.push(Notice::Folders);
        }
        // A name may be that of a configuration, or of a folder with one; what is open is closed
        // and opened again by the client.
        "workspace/didCreateFiles" | "workspace/didRenameFiles" | "workspace/didDeleteFiles" => {
            state.configuration_changed();
        }
        "$/setTrace" => {
            state.trace = read::<SetTraceParams>(request)?.value;
        }
        _ => {}
    }
    Ok(())
}

/// What a notification says, its texts left out.
fn said_by(request: &Request) -> String {
    let params = request.params().unwrap_or(&Value::Null);
    let document = params.get("textDocument").unwrap_or(&Value::Null);
    let changes = params.get("contentChanges").and_then(Value::as_array).map(Vec::len);
    let about = match (document.get("uri"), document.get("version")) {
        (Some(uri), Some(version)) => format!("{uri}, version {version}"),
        (Some(uri), None) => uri.to_string(),
        _ => String::new(),
    };
    match changes {
        Some(changes) => format!("{about}, changes: {changes}"),
        None => about,
    }
}

fn read<T: DeserializeOwned>(request: &Request) -> Result<T, Refusal> {
    let params = request.params().unwrap_or(&Value::Null);
    T::deserialize(params).map_err(|wrong| Refusal::Malformed(wrong.to_string()))
}

/// Logs a notification that could not be read, and gives up its document's text.
fn lose_document(state: &mut State, notices: &mut Vec<Notice>, request: &Request, reason: &str) {
    let method = request.method();
    tracing::error!("{method} cannot be read: {reason}");
    notices.push(Notice::Log(format!("{method} cannot be read: {reason}")));
    let named = request.params().and_then(|it| it.pointer("/textDocument/uri"));
    let uri = named.and_then(Value::as_str).and_then(|it| Url::parse(it).ok());
    match (uri, method) {
        (Some(uri), "textDocument/didOpen") => {
            state.open(uri.clone(), "", 0, None);
            lose(state, notices, &uri);
        }
        (Some(uri), "textDocument/didChange") => lose(state, notices, &uri),
        (Some(uri), "textDocument/didClose") => {
            // Which document it is can be read, and nothing else matters.
            let _ = state.close(&uri);
        }
        _ => {}
    }
}

fn lose(state: &mut State, notices: &mut Vec<Notice>, uri: &Url) {
    if state.lose(uri) {
        notices.push(Notice::Show(format!(
            "Presscheck lost track of {uri}, because a change could not be read; close and open it \
             to have it checked again"
        )));
    }
}
