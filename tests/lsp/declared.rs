//! Whether a server keeps to what its client has declared: every message of the two is shown to a
//! [`Witness`], which knows the client's `initialize` and says what the server should not have sent.
//!
//! It knows nothing of Presscheck but `presscheck/status`, and shares no code with the server.

mod answers;
mod asked;
mod edits;
mod shapes;
mod texts;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

pub(crate) use texts::{Snapshot, Text, Texts, Units};

/// What one session has been seen to say.
#[derive(Debug, Default)]
pub(crate) struct Witness {
    session: Session,
    /// The requests of the client that have no answer yet, by their id.
    open: BTreeMap<String, Asked>,
    /// The ids of all requests that were answered or sent where they could not be read.
    progress: BTreeMap<String, Progress>,
    /// The ids of the server's requests that wait for the client's reply.
    asking: BTreeSet<String>,
    pub(crate) texts: Texts,
    /// Whether bytes were sent that are no messages, so that anything may be a reply to them.
    blind: bool,
}

/// What holds for the whole session.
#[derive(Debug, Default)]
pub(crate) struct Session {
    /// The parameters of the client's `initialize`.
    client: Value,
    /// The result of the server's `initialize`.
    server: Value,
    units: Units,
    /// What the server has registered, by id.
    registered: BTreeMap<String, Value>,
}

/// A request of the client.
#[derive(Debug)]
struct Asked {
    method: String,
    params: Value,
    /// The documents when it was sent.
    then: Snapshot,
}

/// How far something that is reported on has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    /// The client waits for it to begin.
    Expected,
    /// It has begun.
    Begun,
    /// Results come in parts.
    Parts,
    /// Nothing may come any more.
    Ended,
}

impl Session {
    /// What the client declares at a place of its capabilities; null if nothing.
    fn declared(&self, place: &str) -> &Value {
        self.client["capabilities"].pointer(place).unwrap_or(&Value::Null)
    }

    /// Whether the client declares the capability.
    fn takes(&self, place: &str) -> bool {
        *self.declared(place) == true
    }

    /// Whether a list of the client's capabilities has the value.
    fn lists(&self, place: &str, value: &Value) -> bool {
        self.declared(place).as_array().is_some_and(|it| it.contains(value))
    }

    /// What the server offers under a name, when it was introduced or later; null if nothing.
    fn offered(&self, name: &str, method: &str) -> &Value {
        let registered = || self.registered.values().find(|it| it["method"] == method);
        match &self.server["capabilities"][name] {
            Value::Null | Value::Bool(false) => {
                registered().map_or(&Value::Null, |it| &it["registerOptions"])
            }
            offer => offer,
        }
    }

    /// Whether diagnostics are pulled.
    fn pulls(&self) -> bool {
        let offer = &self.server["capabilities"]["diagnosticProvider"];
        offer.is_object()
            || self.registered.values().any(|it| it["method"] == "textDocument/diagnostic")
    }
}

/// Faults found in one message.
struct Faults<'a> {
    session: &'a Session,
    /// The documents as the message should know them.
    then: &'a Snapshot,
    found: Vec<String>,
}

impl Faults<'_> {
    fn add(&mut self, fault: impl Into<String>) {
        self.found.push(fault.into());
    }

    fn unless(&mut self, good: bool, fault: impl FnOnce() -> String) {
        if !good {
            self.found.push(fault());
        }
    }

    /// A property that may be there only if the client declares the capability at `place`.
    fn only_if(&mut self, value: &Value, property: &str, place: &str) {
        if !value[property].is_null() && !self.session.takes(place) {
            self.add(format!("“{property}” without {place}: {value}"));
        }
    }

    /// Every value of the list `property` stands in the client's list at `place`.
    fn only_listed(&mut self, value: &Value, property: &str, place: &str) {
        for one in value[property].as_array().into_iter().flatten() {
            if !self.session.lists(place, one) {
                self.add(format!("“{property}” {one} is not in {place}: {value}"));
            }
        }
    }
}

impl Witness {
    /// Shows a message of the client.
    pub(crate) fn client_sent(&mut self, message: &Value) {
        let Some(method) = message["method"].as_str() else {
            self.asking.remove(&message["id"].to_string());
            return;
        };
        let params = &message["params"];
        for token in ["workDoneToken", "partialResultToken"] {
            if !params[token].is_null() {
                let kind =
                    if token == "workDoneToken" { Progress::Expected } else { Progress::Parts };
                self.progress.insert(params[token].to_string(), kind);
            }
        }
        if message.get("id").is_none() {
            self.texts.client_sent(self.session.units, method, params);
            return;
        }
        let asked = Asked {
            method: method.to_owned(),
            params: params.clone(),
            then: self.texts.now.clone(),
        };
        self.open.insert(message["id"].to_string(), asked);
    }

    /// Says that bytes were sent that cannot be shown as a message.
    pub(crate) fn client_sent_bytes(&mut self) {
        self.blind = true;
        self.texts.lose();
    }

    /// The requests of the client that have not been answered.
    pub(crate) fn unanswered(&self) -> Vec<&str> {
        self.open.values().map(|it| it.method.as_str()).collect()
    }

    /// The server's answer to `initialize`, null before it came.
    pub(crate) fn introduction(&self) -> &Value {
        &self.session.server
    }

    /// The registrations that the server has made.
    pub(crate) fn registrations(&self) -> impl Iterator<Item = &Value> {
        self.session.registered.values()
    }

    /// What columns are counted in.
    pub(crate) fn units(&self) -> Units {
        self.session.units
    }

    /// Shows a message of the server; says what is wrong with it.
    pub(crate) fn server_sent(&mut self, message: &Value) -> Vec<String> {
        let mut found = Vec::new();
        if message["jsonrpc"] != "2.0" {
            found.push(format!("“jsonrpc” is not “2.0”: {message}"));
        }
        match message["method"].as_str() {
            Some(method) => found.extend(self.server_calls(method, message)),
            None => found.extend(self.server_answers(message)),
        }
        found
    }

    fn server_calls(&mut self, method: &str, message: &Value) -> Vec<String> {
        let params = &message["params"];
        let mut found = Vec::new();
        if let Some(id) = message.get("id")
            && !self.asking.insert(id.to_string())
        {
            found.push(format!("a second request with the id {id}: {message}"));
        }
        if method == "$/progress" {
            found.extend(self.progress(params));
            return found;
        }
        if self.session.server.is_null()
            && !matches!(
                method,
                "window/logMessage" | "window/showMessage" | "window/showMessageRequest"
            )
        {
            found.push(format!("“{method}” before the answer to “initialize”"));
        }
        if method == "window/workDoneProgress/create" {
            self.progress.insert(params["token"].to_string(), Progress::Expected);
        }
        let published = params["uri"].as_str().filter(|_| method.ends_with("/publishDiagnostics"));
        let thens: Vec<Snapshot> = match published {
            Some(uri) => {
                let version = params["version"].as_i64();
                let at = version.map(|it| self.texts.at(uri, it)).unwrap_or_default();
                let of = |it: &texts::Document| Snapshot::from([(uri.to_owned(), it.clone())]);
                at.into_iter().map(of).collect()
            }
            None => vec![self.texts.now.clone()],
        };
        let judge = |then: &Snapshot| {
            let mut faults = Faults { session: &self.session, then, found: Vec::new() };
            asked::check(&mut faults, message, method, params);
            faults.found
        };
        let least = thens.iter().map(judge).min_by_key(Vec::len);
        found.extend(least.unwrap_or_else(|| judge(&Snapshot::new())));
        match method {
            "client/registerCapability" => {
                for registration in params["registrations"].as_array().into_iter().flatten() {
                    let id = registration["id"].as_str().unwrap_or_default();
                    self.session.registered.insert(id.to_owned(), registration.clone());
                }
            }
            "client/unregisterCapability" => {
                // Misspelt so in the protocol.
                for registration in params["unregisterations"].as_array().into_iter().flatten() {
                    let id = registration["id"].as_str().unwrap_or_default();
                    self.session.registered.remove(id);
                }
            }
            _ => {}
        }
        found
    }

    fn progress(&mut self, params: &Value) -> Vec<String> {
        let token = params["token"].to_string();
        let before = self.progress.get(&token).copied();
        let kind = params["value"]["kind"].as_str();
        let after = match (before, kind) {
            (Some(Progress::Parts), None) => Some(Progress::Parts),
            (Some(Progress::Expected), Some("begin")) => Some(Progress::Begun),
            (Some(Progress::Begun), Some("report")) => Some(Progress::Begun),
            (Some(Progress::Begun), Some("end")) => Some(Progress::Ended),
            _ => None,
        };
        let mut found = Vec::new();
        match after {
            Some(after) => {
                self.progress.insert(token, after);
            }
            None => found.push(format!("progress out of place, after {before:?}: {params}")),
        }
        if kind == Some("begin") && !params["value"]["title"].is_string() {
            found.push(format!("progress begins without a title: {params}"));
        }
        if after == Some(Progress::Parts) {
            let whole =
                self.open.values().find(|it| it.params["partialResultToken"] == params["token"]);
            match whole {
                Some(asked) => {
                    let mut faults = Faults { session: &self.session, then: &asked.then, found };
                    answers::part(&mut faults, &asked.method, &asked.params, &params["value"]);
                    found = faults.found;
                }
                None => found.push(format!("a part of an answer that was given: {params}")),
            }
        }
        found
    }

    fn server_answers(&mut self, message: &Value) -> Vec<String> {
        let (result, error) = (message.get("result"), message.get("error"));
        if result.is_some() == error.is_some() {
            return vec![format!("an answer has either a result or an error: {message}")];
        }
        let Some(asked) = self.open.remove(&message["id"].to_string()) else {
            if self.blind {
                return Vec::new();
            }
            return vec![format!("an answer to no request: {message}")];
        };
        let token = asked.params["partialResultToken"].to_string();
        if self.progress.get(&token) == Some(&Progress::Parts) {
            self.progress.insert(token, Progress::Ended);
        }
        if asked.method == "initialize"
            && self.session.server.is_null()
            && let Some(result) = result
        {
            let encoding = &result["capabilities"]["positionEncoding"];
            self.session.units = Units::named(encoding).unwrap_or_default();
            self.session.server = result.clone();
            self.session.client = asked.params.clone();
        }
        let mut faults = Faults { session: &self.session, then: &asked.then, found: Vec::new() };
        match (result, error) {
            (Some(result), _) => answers::check(&mut faults, &asked.method, &asked.params, result),
            (_, Some(error)) => answers::error(&mut faults, &asked.method, error),
            _ => {}
        }
        faults.found
    }
}
