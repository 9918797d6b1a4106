//! Checks an open draft, keeping what can be kept of the analysis before.

use std::sync::{Arc, OnceLock, PoisonError};

use crate::engine::{Analysis, Earlier, Engine, Source, Stop};
use crate::server::projects::{Project, Projects};
use crate::server::state::{Document, Kind, State};
use crate::server::under_cursor::Index;

/// A draft that was checked.
pub(super) struct Checked {
    /// The revision of the document that it was made for.
    pub(super) revision: u64,
    /// The draft's text.
    pub(super) text: String,
    /// The draft's name to the engine.
    pub(super) name: Option<String>,
    pub(super) engine: Arc<Engine>,
    pub(super) analysis: Analysis,
    /// What hover and navigation look for in the whole draft; made when one of them first asks.
    pub(super) index: OnceLock<Index>,
}

impl std::fmt::Debug for Checked {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Checked").field("revision", &self.revision).finish_non_exhaustive()
    }
}

/// Checks a document. `None` if it is no draft, or its text is lost, or `stop` was set before the
/// end.
pub(super) fn check(
    state: &State,
    document: &Document,
    projects: &Projects,
    stop: &Stop,
) -> Option<(Arc<Checked>, Arc<Project>)> {
    let Kind::Draft(markup) = document.kind else {
        return None;
    };
    if document.lost {
        return None;
    }
    let project = projects.of(state, document);
    if document.path.as_deref().is_some_and(|it| !project.wants(it)) {
        return None;
    }
    // Who comes second for the same text waits, and finds the work done.
    let _turn = document.checking.lock().unwrap_or_else(PoisonError::into_inner);
    let newest = newest_finished(document);
    let kept = newest.as_ref().filter(|it| Arc::ptr_eq(&it.engine, &project.engine));
    if let Some(kept) = kept.filter(|it| it.revision == document.revision) {
        return Some((Arc::clone(kept), project));
    }
    if stop.is_set() {
        return None;
    }
    let mut text = String::with_capacity(document.text.len_bytes());
    text.extend(document.text.chunks());
    let name = document.path.as_deref().and_then(|it| project.name_of(it));
    let source = Source { text: &text, markup, file: name.as_deref(), release_date: None };
    let earlier = kept.map(|it| Earlier { text: &it.text, analysis: &it.analysis });
    let analysis = project.engine.recheck(&source, earlier, stop)?;
    let engine = Arc::clone(&project.engine);
    let checked = Arc::new(Checked {
        revision: document.revision,
        text,
        name,
        engine,
        analysis,
        index: OnceLock::new(),
    });
    if newest.as_ref().is_none_or(|it| it.revision <= checked.revision) {
        let mut memo = document.memo.lock().unwrap_or_else(PoisonError::into_inner);
        *memo = Some(Arc::clone(&checked));
    }
    Some((checked, project))
}

/// The newest analysis of a document that is finished, perhaps of an older text. Waits for none.
pub(super) fn newest_finished(document: &Document) -> Option<Arc<Checked>> {
    document.memo.lock().unwrap_or_else(PoisonError::into_inner).clone()
}
