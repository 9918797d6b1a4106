//! The drafts of the folders that are open in the editor, also those that nobody has opened.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use ropey::Rope;
use tower_lsp::lsp_types::{Diagnostic, Url};

use crate::engine::{Source, Stop};
use crate::server::diagnostics::{of_failure, of_finding_in};
use crate::server::projects::{Project, Projects};
use crate::server::state::State;
use crate::text::Markup;
use crate::workspace::{self, CONFIG_NAME, read_text, resolve};

/// What is known of the drafts that are not open.
pub(super) struct Survey {
    /// Set apart from other runs of the server: a client may keep what one of them told it.
    run: u128,
    kept: Mutex<HashMap<PathBuf, Kept>>,
}

/// What is kept of a draft that was checked: not its diagnostics, which the client keeps.
#[derive(Clone)]
struct Kept {
    id: String,
    clean: bool,
    unused_ignores: Vec<usize>,
}

/// A draft that is not open, checked or known from before.
pub(super) struct Surveyed {
    /// Names the file's text and what it was checked with.
    pub(super) id: String,
    pub(super) project: Arc<Project>,
    /// The `[[ignore]]` entries about it that suppressed nothing.
    pub(super) unused_ignores: Vec<usize>,
    /// `None` if they are those that the client has under `id`.
    pub(super) diagnostics: Option<Vec<Diagnostic>>,
}

impl Default for Survey {
    fn default() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let run = now.map_or(0, |it| it.as_nanos());
        Self { run, kept: Mutex::default() }
    }
}

impl Survey {
    /// A name for what was found in a text under a configuration, never given again for another.
    pub(super) fn id_of(&self, text: &str, project: &Project) -> String {
        format!("{:x}.{}.{text}", self.run, project.engine_number)
    }

    /// A name for the faults of a configuration of which `hash` is one.
    pub(super) fn id_of_faults(&self, hash: u64) -> String {
        format!("{:x}.{hash:x}", self.run)
    }

    /// The drafts in the open folders, without those that are open, in the order of their paths.
    pub(super) fn drafts(&self, state: &State) -> Vec<PathBuf> {
        let workspace = workspace::Workspace::new(None, state.settings.house.as_deref());
        let Ok(workspace) = workspace.map(Arc::new) else {
            return Vec::new();
        };
        let open = open_files(state);
        let mut drafts = BTreeSet::new();
        for folder in &state.folders {
            let resolved = resolve(folder);
            let is_open = |draft: &Path| {
                let below = draft.strip_prefix(folder).unwrap_or(draft);
                open.contains(&resolved.join(below))
            };
            let walked = workspace.drafts_in(folder);
            for failure in walked.failures {
                tracing::warn!("{failure}");
            }
            drafts.extend(walked.drafts.into_iter().filter(|it| !is_open(it)));
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|path, _| drafts.contains(path));
        drafts.into_iter().collect()
    }

    /// Checks a draft that is not open, unless what the client `has` is still right. `None` if it is
    /// no draft of its project, is gone, or `stop` was set before the end.
    pub(super) fn check(
        &self,
        state: &State,
        projects: &Projects,
        path: &Path,
        has: Option<&str>,
        stop: &Stop,
    ) -> Option<Surveyed> {
        let project = projects.of_folder(state, path.parent());
        if !project.wants(path) {
            return None;
        }
        let id = self.id_of(&stamp(path)?, &project);
        let known = {
            let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.get(path).filter(|it| it.id == id).cloned()
        };
        if let Some(known) = known {
            let client_knows = has == Some(&id);
            if client_knows || known.clean {
                let diagnostics = (!client_knows).then(Vec::new);
                let unused_ignores = known.unused_ignores;
                return Some(Surveyed { id, project, unused_ignores, diagnostics });
            }
        }
        let (diagnostics, unused_ignores) = examine(state, &project, path, stop)?;
        let clean = diagnostics.is_empty();
        let kept = Kept { id: id.clone(), clean, unused_ignores: unused_ignores.clone() };
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), kept);
        Some(Surveyed { id, project, unused_ignores, diagnostics: Some(diagnostics) })
    }

    /// The folders that have a configuration of their own though perhaps no draft: those that are
    /// open.
    pub(super) fn projects(state: &State, projects: &Projects) -> Vec<Arc<Project>> {
        state.folders.iter().map(|it| projects.of_folder(state, Some(it))).collect()
    }
}

/// The open files, links resolved.
pub(super) fn open_files(state: &State) -> BTreeSet<PathBuf> {
    let paths = state.documents.values().filter_map(|it| it.path.as_deref());
    paths.filter_map(|it| Some(resolve(it.parent()?).join(it.file_name()?))).collect()
}

/// What changes when a file is written.
fn stamp(path: &Path) -> Option<String> {
    let metadata = fs::metadata(path).ok()?;
    let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{}.{}", modified.as_nanos(), metadata.len()))
}

fn examine(
    state: &State,
    project: &Project,
    path: &Path,
    stop: &Stop,
) -> Option<(Vec<Diagnostic>, Vec<usize>)> {
    if stop.is_set() {
        return None;
    }
    let text = match read_text(path) {
        Ok(text) => text,
        Err(failure) => return Some((vec![of_failure(failure.message)], Vec::new())),
    };
    let name = project.name_of(path);
    let file_name = path.file_name()?.to_string_lossy();
    let markup = Markup::of_file_name(&file_name);
    let source = Source { text: &text, markup, file: name.as_deref(), release_date: None };
    let analysis = project.engine.recheck(&source, None, stop)?;
    let (uri, rope) = (Url::from_file_path(path).ok()?, Rope::from_str(&text));
    let findings = analysis.findings.iter();
    let diagnostics = findings.map(|it| of_finding_in(&state.client, &uri, &rope, it));
    Some((diagnostics.collect(), analysis.unused_ignores))
}

/// Whether a path is that of a configuration file.
pub(super) fn is_configuration(path: &Path) -> bool {
    path.file_name().is_some_and(|it| it == CONFIG_NAME)
}
