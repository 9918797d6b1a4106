//! `source.fixAll.presscheck`: every safe fix at once; and every fix of one rule.

use tower_lsp::lsp_types::WorkspaceEdit;

use crate::engine::Source;
use crate::finding::{Finding, FixMode, apply_edits, plan_fixes};
use crate::server::checker::Checked;
use crate::server::client::ClientTraits;
use crate::server::edits;
use crate::server::state::{Document, Kind};

/// A fix may bring out another; rules that undo themselves would never end.
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
    // Most drafts have none: do not check them again to find that out.
    if !is_possible(checked) {
        return None;
    }
    let file = checked.name.as_deref();
    let source = Source { text: &checked.text, markup, file, release_date: None };
    let fixed = checked.engine.fix(&source, FixMode::Safe);
    let edits = edits::between(&checked.text, &fixed.text);
    (!edits.is_empty()).then(|| edits::of_document(client, document, &edits))
}

/// Whether there is any safe fix.
pub(super) fn is_possible(checked: &Checked) -> bool {
    checked.analysis.findings.iter().any(|it| it.safe_fix().is_some())
}

/// How many findings of a rule have a fix that can be applied without a choice, and which of them:
/// the safe ones, where `finding` has one itself; else those that are the only ones of their
/// findings.
pub(super) fn mode_for(finding: &Finding) -> Option<FixMode> {
    match (finding.safe_fix(), &finding.fixes[..]) {
        (Some(_), _) => Some(FixMode::Safe),
        (None, [_]) => Some(FixMode::Unsafe),
        (None, _) => None,
    }
}

/// How many findings of a rule [`edit_of_rule`] mends in its first round.
pub(super) fn count_of_rule(checked: &Checked, rule: &str) -> usize {
    let findings = of_rule(&checked.analysis.findings, rule);
    findings.first().and_then(mode_for).map_or(0, |mode| {
        let applied = plan_fixes(&findings, mode);
        applied.mended + applied.postponed
    })
}

/// The edit that applies the fixes of one rule until none is left; `None` if there is none.
pub(super) fn edit_of_rule(
    client: &ClientTraits,
    document: &Document,
    checked: &Checked,
    rule: &str,
) -> Option<WorkspaceEdit> {
    let Kind::Draft(markup) = document.kind else {
        return None;
    };
    let mut findings = of_rule(&checked.analysis.findings, rule);
    let mode = findings.iter().find_map(mode_for)?;
    let mut text = checked.text.clone();
    for _ in 0..MOST_ROUNDS {
        let applied = plan_fixes(&findings, mode);
        if applied.edits.is_empty() {
            break;
        }
        text = apply_edits(&text, &applied.edits);
        let file = checked.name.as_deref();
        let source = Source { text: &text, markup, file, release_date: None };
        findings = of_rule(&checked.engine.check(&source).findings, rule);
    }
    let edits = edits::between(&checked.text, &text);
    (!edits.is_empty()).then(|| edits::of_document(client, document, &edits))
}

fn of_rule(findings: &[Finding], rule: &str) -> Vec<Finding> {
    findings.iter().filter(|it| *it.rule == *rule).cloned().collect()
}
