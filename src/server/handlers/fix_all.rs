//! `source.fixAll.presscheck`: every safe fix at once.

use tower_lsp::lsp_types::WorkspaceEdit;

use crate::engine::{Source, Stop};
use crate::finding::{FixMode, apply_edits, plan_fixes};
use crate::server::checker::Checked;
use crate::server::client::ClientTraits;
use crate::server::edits;
use crate::server::state::{Document, Kind};

const MOST_ROUNDS: usize = 8;

/// The edit that applies every safe fix, and those that these make possible; `None` if there is
/// none.
pub(super) fn edit(
    client: &ClientTraits,
    document: &Document,
    checked: &Checked,
) -> Option<WorkspaceEdit> {
    let Kind::Draft(markup) = document.kind else {
        return None;
    };
    let first = plan_fixes(&checked.analysis.findings, FixMode::Safe);
    if first.edits.is_empty() {
        return None;
    }
    let mut text = apply_edits(&checked.text, &first.edits);
    for _ in 1..MOST_ROUNDS {
        let file = checked.name.as_deref();
        let source = Source { text: &text, markup, file, release_date: None };
        let analysis = checked.engine.recheck(&source, Some(&checked.analysis), &Stop::never())?;
        let further = plan_fixes(&analysis.findings, FixMode::Safe);
        if further.edits.is_empty() {
            break;
        }
        text = apply_edits(&text, &further.edits);
    }
    let edits = edits::between(&checked.text, &text);
    (!edits.is_empty()).then(|| edits::of_document(client, document, &edits))
}
