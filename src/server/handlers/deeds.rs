//! What a code action does. It is named first, and done when the user picks it: see
//! `codeAction/resolve`.

use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::WorkspaceEdit;

use crate::finding::Finding;
use crate::server::checker::Checked;
use crate::server::config_edits::with_level;
use crate::server::handlers::configure::{Addition, Selection, Target};
use crate::server::handlers::{fix_all, suppress};
use crate::server::projects::Project;
use crate::server::state::{Document, State};

/// A draft, and what it was checked with.
pub(super) struct Scene<'a> {
    pub(super) state: &'a State,
    pub(super) document: &'a Document,
    pub(super) checked: &'a Checked,
    pub(super) project: &'a Project,
}

/// What a code action does, beyond the fix of one finding.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(tag = "do", rename_all = "camelCase")]
pub(super) enum Deed {
    /// Applies every safe fix.
    FixAll,
    /// Applies the fixes of one rule.
    FixRule { rule: String },
    /// Has a finding not reported any more.
    Ignore { rule: String, start: usize, end: usize },
    /// Sets the level of a rule for the project.
    SetLevel { rule: String, level: String },
    /// Adds to what the house knows.
    Add { what: Addition },
}

/// What came of it.
pub(super) struct Done {
    pub(super) edit: WorkspaceEdit,
    /// What the user is to fill in.
    pub(super) select: Option<Selection>,
}

impl Deed {
    /// Has `finding` not reported any more.
    pub(super) fn ignore(finding: &Finding) -> Self {
        let (start, end) = (finding.span.start, finding.span.end);
        Deed::Ignore { rule: finding.rule.to_string(), start, end }
    }

    /// Does it; `None` if it cannot be done.
    pub(super) fn done(&self, scene: &Scene<'_>) -> Option<Done> {
        let client = &scene.state.client;
        match self {
            Deed::FixAll => fix_all::edit(client, scene.document, scene.checked).map(Done::from),
            Deed::FixRule { rule } => {
                fix_all::edit_of_rule(client, scene.document, scene.checked, rule).map(Done::from)
            }
            Deed::Ignore { rule, start, end } => {
                let mut findings = scene.checked.analysis.findings.iter();
                let finding = findings.find(|it| {
                    *it.rule == **rule && (it.span.start, it.span.end) == (*start, *end)
                });
                suppress::edit(scene, finding?)
            }
            Deed::SetLevel { rule, level } => {
                let target = Target::of(scene)?;
                let new = with_level(&target.text, rule, level)?;
                Some(target.change_to(scene.state, new, None))
            }
            Deed::Add { what } => {
                let target = Target::of(scene)?;
                let new = what.add_to(&target.text)?;
                Some(target.change_to(scene.state, new, what.placeholder()))
            }
        }
    }
}
