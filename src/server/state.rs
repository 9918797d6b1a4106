//! What the server knows: the open documents and the client. It changes in the gate only; everything
//! else works on a snapshot, an `Arc` of it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use ropey::Rope;
use serde_json::Value;
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TraceValue, Url};

use crate::server::asking::SettingsRead;
use crate::server::checker::Checked;
use crate::server::client::{ClientTraits, Settings};
use crate::server::handlers::SentTokens;
use crate::server::proto::Encoding;
use crate::text::Markup;
use crate::workspace::CONFIG_NAME;

/// How far the session has got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Phase {
    /// The client has not introduced itself.
    #[default]
    New,
    /// Work.
    Running,
    /// The client said that it will leave.
    ShutDown,
}

/// The state of the session after a message.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) phase: Phase,
    pub(super) client: Arc<ClientTraits>,
    pub(super) settings: Settings,
    /// What the client was asked of them.
    pub(super) asked: AskedSettings,
    /// The folders that the user works in.
    pub(super) folders: Vec<PathBuf>,
    /// The open documents.
    pub(super) documents: BTreeMap<Url, Arc<Document>>,
    /// Counts the occasions on which a configuration may have changed.
    pub(super) configuration: u64,
    /// Counts the occasions on which the files that are not open, or which of them are, may have
    /// changed.
    pub(super) files: u64,
    /// How much the client wants to know of the server's doings.
    pub(super) trace: TraceValue,
    /// Counts the changes of all documents.
    revisions: u64,
}

/// What is known of the settings that the client was asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct AskedSettings {
    /// The settings at the beginning of the session.
    pub(super) initial: Settings,
    /// The number of the newest question that was answered.
    newest: u64,
    /// Whether an answer had any settings. Before, one without any only says that the client has
    /// none under that name, and perhaps sends them by itself.
    had_some: bool,
}

/// What an open document is to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A draft to check.
    Draft(Markup),
    /// A project's configuration.
    Configuration,
}

/// An open document, as the client's messages up to a point make it.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) uri: Url,
    /// Its file, if it has one.
    pub(super) path: Option<PathBuf>,
    pub(super) kind: Kind,
    /// The version the client gave it.
    pub(super) version: i32,
    /// Never the same for two texts of the session.
    pub(super) revision: u64,
    pub(super) text: Rope,
    /// Whether a change could not be read, so that the text is not the client's any more.
    pub(super) lost: bool,
    /// The revision of the newest text, shared by all states of the document: an analysis of
    /// another one is not wanted any more.
    pub(super) newest: Arc<AtomicU64>,
    /// Held by whoever analyses the document, of whichever state.
    pub(super) checking: Arc<Mutex<()>>,
    /// The last analysis, shared by all states of the document.
    pub(super) memo: Arc<Mutex<Option<Arc<Checked>>>>,
    /// What the client was sent of it last, shared by all states of the document.
    pub(super) sent: Arc<Sent>,
}

/// What the client can be showing of a document.
#[derive(Debug, Default)]
pub(super) struct Sent {
    /// The coloured zones.
    pub(super) tokens: Mutex<Option<SentTokens>>,
    /// The text of the lens.
    pub(super) lens: Mutex<Option<String>>,
}

impl Document {
    /// Whether there is a newer text.
    pub(super) fn is_outdated(&self) -> bool {
        self.newest.load(Ordering::Acquire) != self.revision
    }

    fn kind_of(language: &str, uri: &Url) -> Kind {
        let name = uri.path().rsplit('/').next().unwrap_or_default();
        if name == CONFIG_NAME {
            return Kind::Configuration;
        }
        Kind::Draft(match language {
            "markdown" => Markup::Markdown,
            _ => Markup::of_file_name(name),
        })
    }
}

impl State {
    /// The open document at `uri`.
    pub(super) fn document(&self, uri: &Url) -> Option<&Arc<Document>> {
        self.documents.get(uri)
    }

    /// The open document whose text is still that of the revision.
    pub(super) fn document_of_revision(&self, revision: u64) -> Option<&Arc<Document>> {
        self.documents.values().find(|it| it.revision == revision)
    }

    fn next_revision(&mut self) -> u64 {
        self.revisions += 1;
        self.revisions
    }

    /// Takes in the settings that the client was asked for; says what cannot be read.
    pub(super) fn take_settings(&mut self, answer: &SettingsRead) -> Vec<String> {
        // An answer may overtake another.
        if answer.question <= self.asked.newest {
            return Vec::new();
        }
        self.asked.newest = answer.question;
        let some = match &answer.settings {
            Value::Null => false,
            Value::Object(settings) => !settings.is_empty(),
            other => {
                tracing::warn!("the settings are an object, and not {other}");
                return Vec::new();
            }
        };
        self.asked.had_some |= some;
        if !self.asked.had_some {
            return Vec::new();
        }
        let mut new = self.settings.clone();
        let wrong = new.read_whole(&answer.settings, &self.asked.initial);
        if new != self.settings {
            self.settings = new;
            self.configuration_changed();
        }
        wrong
    }

    /// Says that a configuration may have changed.
    pub(super) fn configuration_changed(&mut self) {
        self.configuration += 1;
        self.files += 1;
    }

    /// Says that files that are not open may have changed, or been made or deleted.
    pub(super) fn files_changed(&mut self) {
        self.files += 1;
    }

    /// Opens a document; one that is open already gets the new text. `None` is the text of a
    /// message that could not be read.
    pub(super) fn open(&mut self, uri: Url, language: &str, version: i32, text: Option<&str>) {
        let kind = Document::kind_of(language, &uri);
        let revision = self.next_revision();
        let previous = self.documents.get(&uri);
        let document = Document {
            path: uri.to_file_path().ok(),
            kind,
            version,
            revision,
            text: Rope::from_str(text.unwrap_or_default()),
            lost: text.is_none(),
            newest: previous.map(|it| Arc::clone(&it.newest)).unwrap_or_default(),
            checking: Arc::default(),
            memo: Arc::default(),
            sent: Arc::default(),
            uri: uri.clone(),
        };
        document.newest.store(revision, Ordering::Release);
        self.documents.insert(uri, Arc::new(document));
        self.files_changed();
        if kind == Kind::Configuration || !self.client.watches_files {
            self.configuration_changed();
        }
    }

    /// Changes a document.
    ///
    /// # Errors
    /// If the document is not open, or is lost and the change is not a whole text.
    pub(super) fn change(
        &mut self,
        uri: &Url,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
    ) -> Result<(), String> {
        let encoding = self.client.encoding;
        let revision = self.next_revision();
        let Some(document) = self.documents.get_mut(uri) else {
            return Err(format!("a change of “{uri}”, which is not open"));
        };
        let document = Arc::make_mut(document);
        for change in changes {
            document.apply(encoding, change);
        }
        document.version = version;
        document.revision = revision;
        document.newest.store(revision, Ordering::Release);
        let lost = document.lost;
        if document.kind == Kind::Configuration {
            self.configuration_changed();
        }
        if lost { Err(format!("a change of “{uri}”, whose text is lost")) } else { Ok(()) }
    }

    /// Closes a document.
    ///
    /// # Errors
    /// If it is not open.
    pub(super) fn close(&mut self, uri: &Url) -> Result<(), String> {
        let Some(document) = self.documents.remove(uri) else {
            return Err(format!("“{uri}” was closed and is not open"));
        };
        document.newest.store(self.next_revision(), Ordering::Release);
        self.files_changed();
        if document.kind == Kind::Configuration {
            self.configuration_changed();
        }
        Ok(())
    }

    /// Marks a document whose text the server does not know any more. `false` if it is not open.
    pub(super) fn lose(&mut self, uri: &Url) -> bool {
        let revision = self.next_revision();
        let Some(document) = self.documents.get_mut(uri) else {
            return false;
        };
        let document = Arc::make_mut(document);
        document.lost = true;
        document.revision = revision;
        document.newest.store(revision, Ordering::Release);
        if document.kind == Kind::Configuration {
            self.configuration_changed();
        }
        true
    }
}

impl Document {
    fn apply(&mut self, encoding: Encoding, change: &TextDocumentContentChangeEvent) {
        match change.range {
            // Some clients send the whole text though they were asked for changes.
            None => {
                self.text = Rope::from_str(&change.text);
                self.lost = false;
            }
            Some(range) if !self.lost => encoding.replace(&mut self.text, range, &change.text),
            Some(_) => {}
        }
    }
}
