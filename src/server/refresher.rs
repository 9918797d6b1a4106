//! Tells the client to ask again for what it shows in the text, where that has changed and no edit
//! of the text need have made it ask.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;
use tower_lsp::Client;
use tower_lsp::lsp_types::Url;

use crate::engine::Stop;
use crate::server::checker::check;
use crate::server::handlers::code_lens;
use crate::server::projects::Projects;
use crate::server::state::{Document, Kind, State};
use crate::server::threads::Threads;

/// The task's work.
pub(super) struct Refresher {
    client: Client,
    projects: Arc<Projects>,
    threads: Arc<Threads>,
    /// The open drafts whose lenses were looked at.
    lenses: HashMap<Url, Lens>,
    /// The state's count of configuration changes for which hints were asked.
    configuration: u64,
}

/// What a lens was when it was looked at last.
struct Lens {
    revision: u64,
    /// The state's count of configuration changes.
    configuration: u64,
    title: String,
}

impl Refresher {
    /// A refresher that asks `client`.
    pub(super) fn new(client: Client, projects: Arc<Projects>, threads: Arc<Threads>) -> Self {
        Self { client, projects, threads, lenses: HashMap::new(), configuration: 0 }
    }

    /// Works until nobody sends states any more.
    pub(super) async fn run(mut self, mut states: watch::Receiver<Arc<State>>) {
        while states.changed().await.is_ok() {
            let state = Arc::clone(&states.borrow_and_update());
            let writing = &state.client.writing;
            if !(writing.refreshes_lenses || writing.refreshes_hints) {
                continue;
            }
            // Until nobody types any more.
            let quiet = Duration::from_millis(state.settings.quiet);
            while let Ok(changed) = timeout(quiet, states.changed()).await {
                if changed.is_err() {
                    return;
                }
            }
            let state = Arc::clone(&states.borrow_and_update());
            self.refresh_hints(&state);
            self.refresh_lenses(&state).await;
        }
    }

    fn refresh_hints(&mut self, state: &State) {
        let changed = self.configuration != state.configuration;
        self.configuration = state.configuration;
        if !(changed && state.client.writing.refreshes_hints) || drafts(state).next().is_none() {
            return;
        }
        let client = self.client.clone();
        // A task of its own, never dropped: a reply to a request that nobody waits for ends
        // tower-lsp 0.20.
        tokio::spawn(async move {
            if let Err(error) = client.inlay_hint_refresh().await {
                tracing::debug!("the client does not refresh its hints: {error}");
            }
        });
    }

    async fn refresh_lenses(&mut self, state: &Arc<State>) {
        if !state.client.writing.refreshes_lenses {
            return;
        }
        self.lenses.retain(|uri, _| state.documents.contains_key(uri));
        let mut changed = false;
        for document in drafts(state) {
            let (revision, configuration) = (document.revision, state.configuration);
            let known = self.lenses.get(&document.uri);
            if known.is_some_and(|it| (it.revision, it.configuration) == (revision, configuration))
            {
                continue;
            }
            let Some(title) = self.title(state, document).await else {
                continue;
            };
            // A client that has not asked shows none, and one that does not ask again need not be
            // told twice.
            let shown = document.sent.lens.lock().unwrap_or_else(PoisonError::into_inner).clone();
            changed |=
                shown.is_some_and(|it| it != title) && known.is_none_or(|it| it.title != title);
            self.lenses.insert(document.uri.clone(), Lens { revision, configuration, title });
        }
        if changed {
            let client = self.client.clone();
            tokio::spawn(async move {
                if let Err(error) = client.code_lens_refresh().await {
                    tracing::debug!("the client does not refresh its lenses: {error}");
                }
            });
        }
    }

    /// The text of a draft's lens; `None` if it has none, or there is a newer text.
    async fn title(&self, state: &Arc<State>, document: &Arc<Document>) -> Option<String> {
        let (state, document) = (Arc::clone(state), Arc::clone(document));
        let projects = Arc::clone(&self.projects);
        let title = self.threads.run(move || {
            let stop = Stop::when_changed(&document.newest);
            if document.is_outdated() {
                return None;
            }
            // The scheduler checks it too: whoever comes second finds the work done.
            let (checked, _) = check(&state, &document, &projects, &stop)?;
            Some(code_lens::title(&checked))
        });
        title.await.unwrap_or_default()
    }
}

/// The drafts that are open.
fn drafts(state: &State) -> impl Iterator<Item = &Arc<Document>> {
    state.documents.values().filter(|it| matches!(it.kind, Kind::Draft(_)))
}
