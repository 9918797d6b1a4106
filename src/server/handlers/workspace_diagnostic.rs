//! `workspace/diagnostic`: what was found in the drafts that are not open, and what is wrong with
//! their configurations.

use std::collections::{BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    Diagnostic, FullDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Url,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::server::backend::Request;
use crate::server::handlers::diagnostic::{ask_again, id_of_configuration};
use crate::server::outbox::Teller;
use crate::server::project_diagnostics::faults;
use crate::server::projects::Project;
use crate::server::scheduler::Used;
use crate::server::survey::{Survey, Surveyed, open_files};

/// How many reports go into one part of the answer.
const PART: usize = 32;

/// From how many drafts on the server shows by itself how far it has got.
const WORTH_TELLING: usize = 50;

/// The answer, or the last part of it.
pub(in crate::server) struct Outcome {
    pub(in crate::server) report: WorkspaceDiagnosticReport,
    /// Whether there is anything that the client does not know.
    pub(in crate::server) news: bool,
}

/// Reports on every draft of the open folders that is not open itself, and on the configurations.
///
/// # Errors
/// If the client has taken the request back.
pub(in crate::server) fn handle(
    request: &Request,
    params: &WorkspaceDiagnosticParams,
    teller: &Teller,
) -> Result<Outcome> {
    let mut answer =
        Answer { teller, previous: Previous::new(params), items: Vec::new(), news: false };
    let drafts = request.survey.drafts(&request.state);
    let told = teller.is_asked() || drafts.len() >= WORTH_TELLING;
    if told {
        teller.begin("Presscheck", &format!("checking {} drafts", drafts.len()));
    }
    let mut used = UsedProjects::default();
    for project in Survey::projects(&request.state, &request.projects) {
        used.add(request, project, &[]);
    }
    let mut done = 0;
    let mut percentage = 0;
    check_all(request, &drafts, &answer.previous.clone(), |path, checked| {
        done += 1;
        if told && done * 100 / drafts.len() >= percentage + 5 {
            percentage = done * 100 / drafts.len();
            teller.report(&format!("{done} of {} drafts", drafts.len()), percentage);
        }
        if let Some(checked) = checked {
            used.add(request, Arc::clone(&checked.project), &checked.unused_ignores);
            answer.add_draft(path, checked);
        }
    });
    if request.stop.is_set() {
        return Err(ask_again());
    }
    answer.add_configurations(request, &used);
    answer.take_back_the_rest(request);
    if told {
        teller.end(&format!("{} drafts", drafts.len()));
    }
    answer.send_part();
    let (news, items) = (answer.news, answer.items);
    Ok(Outcome { report: WorkspaceDiagnosticReport { items }, news })
}

/// Checks drafts on half of the processors, which leaves room for what the user types.
fn check_all(
    request: &Request,
    drafts: &[PathBuf],
    previous: &Previous,
    mut done: impl FnMut(&Path, Option<Surveyed>),
) {
    let threads = thread::available_parallelism().map_or(1, |it| it.get().div_ceil(2));
    let next = AtomicUsize::new(0);
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while let Some(path) = drafts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if request.stop.is_set() {
                        return;
                    }
                    let has = previous.id_of(path);
                    let check = || {
                        let Request { state, projects, survey, stop, .. } = request;
                        survey.check(state, projects, path, has, stop)
                    };
                    let checked = catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|_| {
                        tracing::error!("Presscheck failed on {}", path.display());
                        None
                    });
                    if sender.send((path, checked)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for (path, checked) in results {
            done(path, checked);
        }
    });
}

/// What the client has, by file: it may write an address in another way.
#[derive(Clone)]
struct Previous {
    by_file: HashMap<PathBuf, (Url, String)>,
}

impl Previous {
    fn new(params: &WorkspaceDiagnosticParams) -> Self {
        let previous = params.previous_result_ids.iter();
        let by_file = previous.filter_map(|it| {
            Some((it.uri.to_file_path().ok()?, (it.uri.clone(), it.value.clone())))
        });
        Self { by_file: by_file.collect() }
    }

    fn id_of(&self, file: &Path) -> Option<&str> {
        self.by_file.get(file).map(|(_, id)| id.as_str())
    }
}

/// The answer in the making.
struct Answer<'a> {
    teller: &'a Teller,
    /// What the client has of files that were not reported on yet.
    previous: Previous,
    items: Vec<WorkspaceDocumentDiagnosticReport>,
    news: bool,
}

impl Answer<'_> {
    fn add_draft(&mut self, path: &Path, checked: Surveyed) {
        self.add(path, checked.id, checked.diagnostics);
    }

    /// Adds the report on a file; `None` if the client has its diagnostics under that `id`.
    fn add(&mut self, path: &Path, id: String, diagnostics: Option<Vec<Diagnostic>>) {
        let known = self.previous.by_file.remove(path);
        let uri = known.as_ref().map(|(uri, _)| uri.clone());
        let Some(uri) = uri.or_else(|| Url::from_file_path(path).ok()) else {
            return;
        };
        let item = match diagnostics {
            // Nothing is wrong, and nothing was before.
            Some(items) if items.is_empty() && known.is_none() => return,
            Some(items) => {
                self.news = true;
                full(uri, Some(id), items)
            }
            None => WorkspaceDocumentDiagnosticReport::Unchanged(
                WorkspaceUnchangedDocumentDiagnosticReport {
                    uri,
                    version: None,
                    unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                        result_id: id,
                    },
                },
            ),
        };
        self.items.push(item);
        if self.items.len() >= PART {
            self.send_part();
        }
    }

    fn add_configurations(&mut self, request: &Request, used: &UsedProjects) {
        for (uri, (version, diagnostics)) in faults(&request.state, used.0.values()) {
            // What is open is asked for by itself.
            let Some(path) = uri.to_file_path().ok().filter(|_| version.is_none()) else {
                continue;
            };
            let id = id_of_configuration(request, &diagnostics);
            let same = self.previous.id_of(&path) == Some(&id);
            self.add(&path, id, (!same).then_some(diagnostics));
        }
    }

    /// Takes back what the client has of files that are gone, or no drafts any more.
    fn take_back_the_rest(&mut self, request: &Request) {
        let open: BTreeSet<PathBuf> = open_files(&request.state);
        for (path, (uri, _)) in std::mem::take(&mut self.previous.by_file) {
            if !open.contains(&path) && request.state.document(&uri).is_none() {
                self.news = true;
                self.items.push(full(uri, None, Vec::new()));
            }
        }
    }

    /// Sends what there is, if the client takes the answer in parts.
    fn send_part(&mut self) {
        // If nothing is new, the answer may wait until something is.
        if self.items.is_empty() || !self.news {
            return;
        }
        let part = WorkspaceDiagnosticReport { items: std::mem::take(&mut self.items) };
        if let Some(part) = self.teller.part(part) {
            self.items = part.items;
        }
    }
}

fn full(
    uri: Url,
    result_id: Option<String>,
    items: Vec<Diagnostic>,
) -> WorkspaceDocumentDiagnosticReport {
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
        uri,
        version: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    })
}

/// The configurations in use, each once, with what none of their drafts needs.
#[derive(Default)]
struct UsedProjects(HashMap<*const Project, Used>);

impl UsedProjects {
    fn add(&mut self, request: &Request, project: Arc<Project>, unused_ignores: &[usize]) {
        let used = self
            .0
            .entry(Arc::as_ptr(&project))
            .or_insert_with(|| Used::unchecked(project, &request.state));
        used.unused_ignores.extend(unused_ignores);
    }
}
