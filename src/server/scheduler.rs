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
use tower_lsp::lsp_types::notification::LogTrace;
use tower_lsp::lsp_types::{Diagnostic, LogTraceParams, MessageType, Url};

use crate::engine::Stop;
use crate::server::asking::Asker;
use crate::server::checker::check;
use crate::server::client::ClientTraits;
use crate::server::diagnostics;
use crate::server::project_diagnostics::ProjectDiagnostics;
use crate::server::projects::{Project, Projects};
use crate::server::session::Notice;
use crate::server::state::{Document, Kind, State};
use crate::server::status::{Status, StatusNotification};
use crate::server::threads::Threads;
use crate::server::watching;

/// The task's work.
pub(super) struct Scheduler {
    client: Client,
    asker: Arc<Asker>,
    projects: Arc<Projects>,
    threads: Arc<Threads>,
    slots: BTreeMap<Url, Slot>,
    jobs: JoinSet<Option<Outcome>>,
    /// How many documents are checked at a time. To learn how many processors there are, files are
    /// read: that is done once.
    most_jobs: usize,
    in_projects: ProjectDiagnostics,
    /// Whether the client is to ask for its diagnostics again, when all documents have been seen to.
    refresh: bool,
    /// The count of configuration changes of the state that was taken in last.
    configuration: u64,
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
    /// What the client was told of it last.
    status: Option<Status>,
    /// Whether the last check took so long that the next one is told of.
    slow: bool,
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

impl Used {
    /// A project by which no draft has been checked.
    pub(super) fn unchecked(project: Arc<Project>, state: &State) -> Self {
        Self { project, configuration: state.configuration, unused_ignores: Vec::new() }
    }

    /// What is wrong with the configuration file itself.
    fn faults_of_file(&self, client: &ClientTraits) -> impl Iterator<Item = Diagnostic> {
        let file = self.project.file.iter();
        file.flat_map(move |file| {
            let problems = self.project.problems.iter().filter(|(path, _)| *path == file.path);
            problems.map(|(_, it)| diagnostics::of_problem(client, &file.text, it))
        })
    }
}

/// What came of checking a document.
struct Outcome {
    document: Arc<Document>,
    work: Work,
    /// `None` if its text is lost, or the work did not come to its end.
    result: Option<Examined>,
    took: Duration,
    /// Whether the work ended early, because there is a newer text.
    stopped: bool,
    /// Whether it ended in a panic.
    failed: bool,
}

/// What was found in a document.
struct Examined {
    used: Used,
    /// `None` if it is no draft of its project, or is not checked for this client.
    diagnostics: Option<Vec<Diagnostic>>,
    status: Option<Status>,
}

/// From how long a check on the user is told when one begins.
const LONG: Duration = Duration::from_millis(300);

impl Scheduler {
    /// A scheduler that publishes to `client`.
    pub(super) fn new(
        client: Client,
        asker: Arc<Asker>,
        projects: Arc<Projects>,
        threads: Arc<Threads>,
    ) -> Self {
        let in_projects = ProjectDiagnostics::new(client.clone());
        let (slots, jobs) = (BTreeMap::new(), JoinSet::new());
        Self {
            client,
            asker,
            projects,
            threads,
            slots,
            jobs,
            most_jobs: thread::available_parallelism().map_or(1, NonZero::get),
            in_projects,
            refresh: false,
            configuration: 0,
        }
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
                Some(notice) = notices.recv() => {
                    let state = Arc::clone(&states.borrow());
                    self.tell(&state, notice).await;
                }
                Some(outcome) = self.jobs.join_next() => {
                    if let Ok(Some(outcome)) = outcome {
                        let state = Arc::clone(&states.borrow());
                        self.publish(&state, outcome).await;
                    }
                }
                () = wait_until(due), if self.has_room() => {}
            }
            let state = Arc::clone(&states.borrow());
            self.start_what_is_due(&state).await;
            self.refresh(&state);
        }
    }

    async fn tell(&self, state: &Arc<State>, notice: Notice) {
        match notice {
            Notice::Trace(message, verbose) => {
                self.client
                    .send_notification::<LogTrace>(LogTraceParams { message, verbose })
                    .await;
            }
            Notice::Folders => {
                let client = &state.client;
                if client.watches_files && client.relative_patterns {
                    let (client, state) = (self.client.clone(), Arc::clone(state));
                    // Never dropped, as every request to the client.
                    tokio::spawn(async move { watching::watch(&client, &state, true).await });
                }
            }
            Notice::Settings => self.asker.ask(),
            Notice::Log(text) => self.client.log_message(MessageType::WARNING, text).await,
            Notice::Show(text) => self.client.show_message(MessageType::WARNING, text).await,
        }
    }

    /// Notes what a new state asks for.
    async fn take_in(&mut self, state: &State) {
        let now = Instant::now();
        let quiet = Duration::from_millis(state.settings.quiet);
        let (mut hidden, mut told) = (Vec::new(), Vec::new());
        let configuration = state.configuration;
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
                told.push(Status::failed(document, "not checked: its text is lost; open it again"));
            } else if slot.status.is_none() && matches!(document.kind, Kind::Draft(_)) {
                told.push(Status::checking(document, None));
            }
        }
        for status in told {
            self.tell_status(state, status).await;
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
        // Nothing that is open will show that something has changed.
        let changed = std::mem::replace(&mut self.configuration, configuration) != configuration;
        self.refresh |= changed && self.slots.is_empty();
        self.publish_faults(state).await;
    }

    /// Publishes what is wrong with the configurations, unless the client asks for it.
    async fn publish_faults(&mut self, state: &State) {
        if !state.client.pulls_diagnostics {
            let used = self.slots.values().filter_map(|it| it.used.as_ref());
            self.in_projects.publish(state, used).await;
        }
    }

    /// Tells the client how it stands with a document, if it shows that and it is news.
    async fn tell_status(&mut self, state: &State, status: Status) {
        let Some(slot) = self.slots.get_mut(status.uri()) else {
            return;
        };
        if state.client.shows_status && slot.status.as_ref() != Some(&status) {
            slot.status = Some(status.clone());
            self.client.send_notification::<StatusNotification>(status).await;
        }
    }

    /// Has the client ask for its diagnostics again, when every document has been seen to.
    fn refresh(&mut self, state: &State) {
        let settled = self.slots.values().all(|it| it.due.is_none() && !it.running);
        if !(self.refresh && settled) {
            return;
        }
        self.refresh = false;
        if state.client.pulls_diagnostics {
            let client = self.client.clone();
            // Never dropped, as every request to the client.
            tokio::spawn(async move {
                if let Err(error) = client.workspace_diagnostic_refresh().await {
                    tracing::debug!("the client does not ask again: {error}");
                }
            });
        }
    }

    fn has_room(&self) -> bool {
        self.jobs.len() < self.most_jobs
    }

    async fn start_what_is_due(&mut self, state: &Arc<State>) {
        let now = Instant::now();
        let mut told = Vec::new();
        for (uri, slot) in &mut self.slots {
            if self.jobs.len() >= self.most_jobs {
                break;
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
            if slot.slow {
                let project = slot.used.as_ref().map(|it| &*it.project);
                told.push(Status::checking(document, project));
            }
            let (state, document) = (Arc::clone(state), Arc::clone(document));
            let projects = Arc::clone(&self.projects);
            let outcome = self.threads.run(move || job(&state, document, &projects, work));
            self.jobs.spawn(async move { outcome.await.ok() });
        }
        for status in told {
            self.tell_status(state, status).await;
        }
    }

    /// Publishes an outcome, if it is about the newest text and configuration.
    async fn publish(&mut self, state: &State, outcome: Outcome) {
        let Outcome { document, work, result, took, stopped, failed } = outcome;
        let (uri, version) = (document.uri.clone(), document.version);
        let Some(slot) = self.slots.get_mut(&uri) else {
            return;
        };
        slot.running = false;
        slot.slow = took >= LONG;
        let newest = state.document(&uri).is_some_and(|it| it.revision == work.revision)
            && state.configuration == work.configuration;
        // The newer text may be on its way to the state that is seen here.
        if stopped || !newest || slot.wanted != work {
            return;
        }
        let mut status = None;
        if failed {
            let text = format!("Presscheck failed on {uri}: this is an error in Presscheck");
            self.client.log_message(MessageType::ERROR, text).await;
            let why = "Presscheck failed on this draft: this is an error in Presscheck";
            status = Some(Status::failed(&document, why));
        }
        let mut diagnostics = Vec::new();
        let mut used = None;
        if let Some(examined) = result {
            status = examined.status;
            used = Some(examined.used);
            diagnostics = examined.diagnostics.unwrap_or_default();
        }
        let engine = |used: &Option<Used>| used.as_ref().map(|it| it.project.engine_number);
        self.refresh |= slot.used.is_some() && engine(&slot.used) != engine(&used);
        slot.used = used;
        // A change of the configuration that changes nothing here is nothing to tell.
        let shown = Some((work.revision, diagnostics));
        let pushed = matches!(document.kind, Kind::Draft(_)) && !state.client.pulls_diagnostics;
        if pushed && slot.shown != shown {
            slot.shown.clone_from(&shown);
            let diagnostics = shown.map(|(_, it)| it).unwrap_or_default();
            self.client.publish_diagnostics(uri, diagnostics, Some(version)).await;
        }
        if let Some(status) = status {
            self.tell_status(state, status).await;
        }
        self.publish_faults(state).await;
    }
}

async fn wait_until(due: Option<Instant>) {
    match due {
        Some(due) => sleep_until(due).await,
        None => std::future::pending().await,
    }
}

/// Checks a document, away from the protocol's tasks.
fn job(state: &State, document: Arc<Document>, projects: &Projects, work: Work) -> Outcome {
    let began = Instant::now();
    let stop = Stop::when_changed(&document.newest);
    let checked = catch_unwind(AssertUnwindSafe(|| examine(state, &document, projects, &stop)));
    let failed = checked.is_err();
    let result = checked.unwrap_or_default();
    let stopped = result.is_none() && document.is_outdated();
    Outcome { document, work, stopped, result, took: began.elapsed(), failed }
}

fn examine(
    state: &State,
    document: &Document,
    projects: &Projects,
    stop: &Stop,
) -> Option<Examined> {
    let client = &*state.client;
    let project = projects.of(state, document);
    let used = Used::unchecked(Arc::clone(&project), state);
    if document.kind == Kind::Configuration {
        let faults: Vec<_> = used.faults_of_file(client).collect();
        let status = client.shows_status.then(|| Status::checked(document, &project, &faults));
        return Some(Examined { used, diagnostics: None, status });
    }
    if document.is_outdated() || document.lost {
        return None;
    }
    if document.path.as_deref().is_some_and(|it| !project.wants(it)) {
        let status = Status::not_a_draft(document, &project);
        return Some(Examined { used, diagnostics: None, status: Some(status) });
    }
    // Who asks for the diagnostics will have the draft checked.
    if client.pulls_diagnostics && !client.shows_status {
        return Some(Examined { used, diagnostics: None, status: None });
    }
    let (checked, _) = check(state, document, projects, stop)?;
    let findings = checked.analysis.findings.iter();
    let diagnostics: Vec<Diagnostic> =
        findings.map(|it| diagnostics::of_finding(client, document, it)).collect();
    let status = client.shows_status.then(|| Status::checked(document, &project, &diagnostics));
    let used = Used { unused_ignores: checked.analysis.unused_ignores.clone(), ..used };
    Some(Examined { used, diagnostics: Some(diagnostics), status })
}
