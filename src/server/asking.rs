//! Asks the client for the user's settings, where it can be asked.
//!
//! The state changes with messages only, in their order. So what the client answers is put behind
//! the messages that have come, as a notification of [`SETTINGS_READ`].

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::io::DuplexStream;
use tokio::sync::Mutex;
use tower_lsp::Client;
use tower_lsp::lsp_types::{ConfigurationItem, Registration};

use crate::server::client::ClientTraits;
use crate::server::frames;

/// The method that stands for an answer with settings.
pub(super) const SETTINGS_READ: &str = "presscheck/settingsRead";

/// The name of the settings.
const SECTION: &str = "presscheck";

const CHANGES: &str = "workspace/didChangeConfiguration";

/// An answer with settings.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct SettingsRead {
    /// The number of the question, from 1 on.
    pub(super) question: u64,
    /// What the client answered.
    pub(super) settings: Value,
}

/// Asks, and passes on what is answered.
pub(super) struct Asker {
    client: Client,
    /// Where the messages go; gone when the server ends.
    messages: Weak<Mutex<DuplexStream>>,
    /// How many questions were asked.
    questions: AtomicU64,
}

impl Asker {
    /// One that asks `client`, and passes on the answers to `messages`.
    pub(super) fn new(client: Client, messages: Weak<Mutex<DuplexStream>>) -> Self {
        Self { client, messages, questions: AtomicU64::new(0) }
    }

    /// Asks for the settings. Nobody waits for the answer but a task of its own, which is never
    /// dropped: a reply to a request that nobody waits for ends tower-lsp 0.20.
    pub(super) fn ask(self: &Arc<Self>) {
        let asker = Arc::clone(self);
        let question = self.questions.fetch_add(1, Ordering::Relaxed) + 1;
        tokio::spawn(async move {
            let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
            match asker.client.configuration(vec![item]).await.as_deref() {
                Ok([settings]) => asker.pass_on(question, settings.clone()).await,
                Ok(other) => {
                    tracing::warn!("the client was asked for one setting and gave {}", other.len());
                }
                Err(error) => tracing::warn!("the client does not say its settings: {error}"),
            }
        });
    }

    async fn pass_on(&self, question: u64, settings: Value) {
        let Some(messages) = self.messages.upgrade() else { return };
        let params = SettingsRead { question, settings };
        let message = json!({ "jsonrpc": "2.0", "method": SETTINGS_READ, "params": params });
        let sent = frames::pass_on_one(&messages, message.to_string().as_bytes()).await;
        if let Err(error) = sent {
            tracing::debug!("the settings came when the server was about to end: {error}");
        }
    }

    /// Asks the client to tell when the settings change, if it can be asked to.
    pub(super) fn register(&self, traits: &ClientTraits) {
        if !traits.registers_settings {
            return;
        }
        // A client that can be asked for them need not send them along.
        let options = (!traits.gives_settings).then(|| json!({ "section": SECTION }));
        let registration = Registration {
            id: "presscheck-settings".to_owned(),
            method: CHANGES.to_owned(),
            register_options: options,
        };
        let client = self.client.clone();
        tokio::spawn(async move {
            if let Err(error) = client.register_capability(vec![registration]).await {
                tracing::warn!("the client does not tell of changed settings: {error}");
            }
        });
    }
}
