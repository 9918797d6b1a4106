//! `source.fixAll.presscheck`: every safe fix at once.

use tower_lsp::lsp_types::WorkspaceEdit;

use crate::engine::Source;
use crate::finding::{FixMode, plan_fixes};
use crate::server::checker::Checked;
use crate::server::client::ClientTraits;
use crate::server::edits;
use crate::server::state::{Document, Kind};

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
    // Most drafts have none: do not check them again to find that out.
    if plan_fixes(&checked.analysis.findings, FixMode::Safe).edits.is_empty() {
        return None;
    }
    let file = checked.name.as_deref();
    let source = Source { text: &checked.text, markup, file, release_date: None };
    let fixed = checked.engine.fix(&source, FixMode::Safe);
    let edits = edits::between(&checked.text, &fixed.text);
    (!edits.is_empty()).then(|| edits::of_document(client, document, &edits))
}
