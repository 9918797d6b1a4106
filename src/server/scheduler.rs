//! Decides when drafts are checked, and publishes what was found.
//!
//! One task does both, so what is published of a document arrives in the order of its versions.
//! Drafts are checked on threads of their own. What was found for a text that is not the newest any
//! more is dropped.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};
use tower_lsp::Client;
use tower_lsp::lsp_types::{Diagnostic, MessageType, Url};

use crate::engine::Stop;
use crate::server::checker::check;
use crate::server::diagnostics;
use crate::server::project_diagnostics::ProjectDiagnostics;
use crate::server::projects::{Project, Projects};
use crate::server::session::Notice;
use crate::server::state::{Document, Kind, State};

/// The task's work.
pub(super) struct Scheduler {
    client: Client,
    projects: Arc<Projects>,
    slots: BTreeMap<Url, Slot>,
    jobs: JoinSet<Outcome>,
    in_projects: ProjectDiagnostics,
}

/// What is to be done for an open document.
#[derive(Default)]
struct Slot {
    /// The text and the configuration that it is to be checked with.
    wanted: Work,
    /// When to check it; `None` if that is done or being done.
    due: Option<Instant>,
    running: bool,
    /// What the client shows, and of which revision.
    shown: Option<(u64, Vec<Diagnostic>)>,
    /// What it was checked with last.
    used: Option<Used>,
}

/// A text's revision, and the state's count of configuration changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Work {
    revision: u64,
    configuration: u64,
}

/// The configuration that a document was checked with.
pub(super) struct Used {
    pub(super) project: Arc<Project>,
    /// The state's count of configuration changes then.
    pub(super) configuration: u64,
    /// The `[[ignore]]` entries about the document that suppressed nothing.
    pub(super) unused_ignores: Vec<usize>,
}

/// What came of checking a document.
struct Outcome {
    uri: Url,
    work: Work,
    version: i32,
    /// `None` if it is no draft, or its text is lost.
    result: Option<(Vec<Diagnostic>, Used)>,
    /// Whether the work ended early, because there is a newer text.
    stopped: bool,
    /// Whether it ended in a panic.
    failed: bool,
}

impl Scheduler {
    /// A scheduler that publishes to `client`.
    pub(super) fn new(client: Client, projects: Arc<Projects>) -> Self {
        let in_projects = ProjectDiagnostics::new(client.clone());
        Self { client, projects, slots: BTreeMap::new(), jobs: JoinSet::new(), in_projects }
    }

    /// Works until nobody sends states any more.
    pub(super) async fn run(
        mut self,
        mut states: watch::Receiver<Arc<State>>,
        mut notices: mpsc::UnboundedReceiver<Notice>,
    ) {
        loop {
            let due = self.slots.values().filter(|it| !it.running).filter_map(|it| it.due).min();
            tokio::select! {
                changed = states.changed() => {
                    if changed.is_err() {
                        return;
                    }
                    let state = Arc::clone(&states.borrow_and_update());
                    self.take_in(&state).await;
                }
                Some(notice) = notices.recv() => self.tell(notice).await,
                Some(outcome) = self.jobs.join_next() => {
                    if let Ok(outcome) = outcome {
                        let state = Arc::clone(&states.borrow());
                        self.publish(&state, outcome).await;
                    }
                }
                () = wait_until(due), if self.has_room() => {}
            }
            let state = Arc::clone(&states.borrow());
            self.start_what_is_due(&state);
        }
    }

    async fn tell(&self, notice: Notice) {
        match notice {
            Notice::Log(text) => self.client.log_message(MessageType::WARNING, text).await,
            Notice::Show(text) => self.client.show_message(MessageType::WARNING, text).await,
        }
    }

    /// Notes what a new state asks for.
    async fn take_in(&mut self, state: &State) {
        let now = Instant::now();
        let quiet = Duration::from_millis(state.settings.quiet);
        let mut hidden = Vec::new();
        for (uri, document) in &state.documents {
            let wanted = Work { revision: document.revision, configuration: state.configuration };
            let quiet = if self.slots.contains_key(uri) { quiet } else { Duration::ZERO };
            let slot = self.slots.entry(uri.clone()).or_default();
            if slot.wanted == wanted {
                continue;
            }
            slot.due = Some(now + quiet);
            slot.wanted = wanted;
            if document.lost {
                slot.due = None;
                slot.used = None;
                if slot.shown.take().is_some() {
                    hidden.push(uri.clone());
                }
            }
        }
        self.slots.retain(|uri, slot| {
            let open = state.documents.contains_key(uri);
            if !open && slot.shown.is_some() {
                hidden.push(uri.clone());
            }
            open
        });
        for uri in hidden {
            let version = state.document(&uri).map(|it| it.version);
            self.client.publish_diagnostics(uri, Vec::new(), version).await;
        }
        self.in_projects
            .publish(state, self.slots.values().filter_map(|it| it.used.as_ref()))
            .await;
    }

    fn has_room(&self) -> bool {
        self.jobs.len() < thread::available_parallelism().map_or(1, NonZero::get)
    }

    fn start_what_is_due(&mut self, state: &Arc<State>) {
        let now = Instant::now();
        for (uri, slot) in &mut self.slots {
            if self.jobs.len() >= thread::available_parallelism().map_or(1, NonZero::get) {
                return;
            }
            let due = slot.due.is_some_and(|it| it <= now) && !slot.running;
            let Some(document) = state.document(uri).filter(|_| due) else {
                continue;
            };
            let work = Work { revision: document.revision, configuration: state.configuration };
            if work != slot.wanted {
                // A newer state is about to be taken in.
                continue;
            }
            slot.due = None;
            slot.running = true;
            let (state, document) = (Arc::clone(state), Arc::clone(document));
            let projects = Arc::clone(&self.projects);
            self.jobs.spawn_blocking(move || job(&state, &document, &projects, work));
        }
    }

    /// Publishes an outcome, if it is about the newest text and configuration.
    async fn publish(&mut self, state: &State, outcome: Outcome) {
        let Outcome { uri, work, version, result, stopped, failed } = outcome;
        let Some(slot) = self.slots.get_mut(&uri) else {
            return;
        };
        slot.running = false;
        let newest = state.document(&uri).is_some_and(|it| it.revision == work.revision)
            && state.configuration == work.configuration;
        // The newer text may be on its way to the state that is seen here.
        if stopped || !newest || slot.wanted != work {
            return;
        }
        if failed {
            let text = format!("Presscheck failed on {uri}: this is an error in Presscheck");
            self.client.log_message(MessageType::ERROR, text).await;
        }
        let (diagnostics, used) = match result {
            Some((diagnostics, used)) => (diagnostics, Some(used)),
            None => (Vec::new(), None),
        };
        let is_draft = state.document(&uri).is_some_and(|it| matches!(it.kind, Kind::Draft(_)));
        slot.used = used;
        // A change of the configuration that changes nothing here is nothing to tell.
        let shown = Some((work.revision, diagnostics));
        if is_draft && slot.shown != shown {
            slot.shown.clone_from(&shown);
            let diagnostics = shown.map(|(_, it)| it).unwrap_or_default();
            self.client.publish_diagnostics(uri, diagnostics, Some(version)).await;
        }
        self.in_projects
            .publish(state, self.slots.values().filter_map(|it| it.used.as_ref()))
            .await;
    }
}

async fn wait_until(due: Option<Instant>) {
    match due {
        Some(due) => sleep_until(due).await,
        None => std::future::pending().await,
    }
}

/// Checks a document, away from the protocol's tasks.
fn job(state: &State, document: &Document, projects: &Projects, work: Work) -> Outcome {
    let stop = Stop::when_changed(&document.newest);
    let checked = catch_unwind(AssertUnwindSafe(|| examine(state, document, projects, &stop)));
    let failed = checked.is_err();
    let result = checked.unwrap_or_default();
    Outcome {
        uri: document.uri.clone(),
        work,
        version: document.version,
        stopped: result.is_none() && document.is_outdated(),
        result,
        failed,
    }
}

fn examine(
    state: &State,
    document: &Document,
    projects: &Projects,
    stop: &Stop,
) -> Option<(Vec<Diagnostic>, Used)> {
    if document.kind == Kind::Configuration {
        let project = projects.of(state, document);
        let used = Used { project, configuration: state.configuration, unused_ignores: Vec::new() };
        return Some((Vec::new(), used));
    }
    if document.is_outdated() {
        return None;
    }
    let (checked, project) = check(state, document, projects, stop)?;
    let diagnostics = checked
        .analysis
        .findings
        .iter()
        .map(|it| diagnostics::of_finding(&state.client, document, it))
        .collect();
    let used = Used {
        project,
        configuration: state.configuration,
        unused_ignores: checked.analysis.unused_ignores.clone(),
    };
    Some((diagnostics, used))
}
