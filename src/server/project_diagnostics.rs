//! What is wrong with the configuration files in use, shown in those files.

use std::collections::BTreeMap;

use ropey::Rope;
use tower_lsp::Client;
use tower_lsp::lsp_types::{Diagnostic, Url};

use crate::server::diagnostics::{of_problem, of_unused_ignore};
use crate::server::projects::Project;
use crate::server::scheduler::Used;
use crate::server::state::State;

/// Publishes them when they change.
pub(super) struct ProjectDiagnostics {
    client: Client,
    shown: Shown,
}

/// Version and diagnostics, by file. A file that is in use and has no faults is there too.
pub(super) type Shown = BTreeMap<Url, (Option<i32>, Vec<Diagnostic>)>;

impl ProjectDiagnostics {
    /// Nothing has been published.
    pub(super) fn new(client: Client) -> Self {
        Self { client, shown: Shown::new() }
    }

    /// Publishes the faults of the configurations that the open documents were checked with.
    pub(super) async fn publish(&mut self, state: &State, used: impl Iterator<Item = &Used>) {
        let used: Vec<&Used> = used.collect();
        // Some document has still to be checked with what has changed.
        if used.iter().any(|it| it.configuration != state.configuration) {
            return;
        }
        let current = faults(state, used);
        let gone = self.shown.keys().filter(|it| !current.contains_key(it)).cloned();
        let gone: Vec<Url> = gone.collect();
        for uri in gone {
            let shown = self.shown.remove(&uri);
            if shown.is_some_and(|(_, diagnostics)| !diagnostics.is_empty()) {
                self.client.publish_diagnostics(uri, Vec::new(), None).await;
            }
        }
        for (uri, now) in current {
            let version = now.0;
            let before = self.shown.get(&uri);
            let quiet = before.is_none() && now.1.is_empty() && version.is_none();
            if before != Some(&now) && !quiet {
                let (version, diagnostics) = now.clone();
                self.client.publish_diagnostics(uri.clone(), diagnostics, version).await;
            }
            self.shown.insert(uri, now);
        }
    }
}

/// The faults of configurations, each in the order of its file.
pub(super) fn faults<'a>(state: &State, used: impl IntoIterator<Item = &'a Used>) -> Shown {
    let mut faults = Shown::new();
    for used in used {
        collect(state, used, &mut faults);
    }
    for (_, diagnostics) in faults.values_mut() {
        diagnostics.sort_by_key(|it| (it.range.start, it.range.end));
    }
    faults
}

fn collect(state: &State, used: &Used, current: &mut Shown) {
    let project = &*used.project;
    let Some(file) = &project.file else {
        return;
    };
    let open = file.open.and_then(|revision| state.document_of_revision(revision));
    let version = open.map(|it| it.version);
    let file_uri = open.map(|it| it.uri.clone()).or_else(|| Url::from_file_path(&file.path).ok());
    if let Some(uri) = &file_uri {
        let (_, diagnostics) = current.entry(uri.clone()).or_insert((version, Vec::new()));
        add(diagnostics, unused_ignores(state, project, &file.text, &used.unused_ignores));
    }
    for (path, problem) in &*project.problems {
        let (uri, text, version) = if *path == file.path {
            (file_uri.clone(), file.text.clone(), version)
        } else {
            (Url::from_file_path(path).ok(), project.text_of(path), None)
        };
        let Some(uri) = uri else {
            tracing::error!("{}: {}", path.display(), problem.message);
            continue;
        };
        let (_, diagnostics) = current.entry(uri).or_insert((version, Vec::new()));
        add(diagnostics, [of_problem(&state.client, &text, problem)]);
    }
}

/// Documents that share a configuration share its faults.
fn add(diagnostics: &mut Vec<Diagnostic>, new: impl IntoIterator<Item = Diagnostic>) {
    for diagnostic in new {
        if !diagnostics.contains(&diagnostic) {
            diagnostics.push(diagnostic);
        }
    }
}

fn unused_ignores(
    state: &State,
    project: &Project,
    text: &Rope,
    unused: &[usize],
) -> Vec<Diagnostic> {
    let house = project.engine.house();
    let Some(level) = house.rule("unused-suppression").and_then(|it| it.level) else {
        return Vec::new();
    };
    unused
        .iter()
        .filter_map(|&index| house.ignores.get(index))
        // Another draft may need an entry that is about many.
        .filter(|it| !it.file.contains('*'))
        .map(|it| of_unused_ignore(&state.client, text, it.span, &it.rule, level))
        .collect()
}
