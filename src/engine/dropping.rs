//! Which findings are dropped: consequences of a root cause, and what somebody said not to report.

use crate::draft::Draft;
use crate::engine::Source;
use crate::finding::{Edit, Finding, Fix, Ignore, Suppression};
use crate::house::House;
use crate::rule::{Sink, nearest};
use crate::text::Span;

/// Drops what follows from a root cause that is reported itself.
pub(super) fn drop_explained(house: &House, findings: &mut Vec<Finding>) {
    let causes: Vec<(Span, &[String])> = findings
        .iter()
        .filter_map(|finding| {
            let explains = &house.rule(&finding.rule)?.page.explains;
            (!explains.is_empty()).then_some((finding.span, explains.as_slice()))
        })
        .collect();
    if causes.is_empty() {
        return;
    }
    findings.retain(|finding| {
        !causes.iter().any(|(span, explains)| {
            span.contains(finding.span) && explains.iter().any(|it| **it == *finding.rule)
        })
    });
}

/// Drops what somebody said not to report, and reports what was said for nothing. Returns the
/// `[[ignore]]` entries about this file that suppressed nothing.
pub(super) fn suppress(
    house: &House,
    source: &Source<'_>,
    draft: &Draft,
    findings: &mut Vec<Finding>,
) -> Vec<usize> {
    let suppressions = Suppression::all_in(draft);
    let ignores: Vec<(usize, &Ignore)> = house
        .ignores
        .iter()
        .enumerate()
        .filter(|(_, it)| source.file.is_some_and(|file| it.is_about(file)))
        .collect();
    if suppressions.is_empty() && ignores.is_empty() {
        return Vec::new();
    }
    let mut used = vec![false; suppressions.len()];
    let mut used_ignores = vec![false; ignores.len()];
    findings.retain(|finding| {
        let mut keep = true;
        for (suppression, used) in suppressions.iter().zip(&mut used) {
            if suppression.covers(finding) {
                *used = true;
                keep = false;
            }
        }
        for ((_, ignore), used) in ignores.iter().zip(&mut used_ignores) {
            if ignore.covers(finding, source.text) {
                *used = true;
                keep = false;
            }
        }
        keep
    });
    report_unused(house, &suppressions, &used, findings);
    ignores
        .iter()
        .zip(used_ignores)
        .filter(|(_, used)| !used)
        .map(|((index, _), _)| *index)
        .collect()
}

fn report_unused(
    house: &House,
    suppressions: &[Suppression],
    used: &[bool],
    findings: &mut Vec<Finding>,
) {
    let Some(setting) = house.rule("unused-suppression") else {
        return;
    };
    let mut sink = Sink::new(setting, findings);
    for (suppression, used) in suppressions.iter().zip(used) {
        if *used {
            continue;
        }
        match house.rule(&suppression.rule) {
            Some(rule) if rule.level.is_none() => {}
            Some(_) => {
                let message = format!("nothing here is suppressed by “{}”", suppression.rule);
                sink.report(suppression.span, message)
                    .fix(Fix::safe("Delete the comment", vec![Edit::delete(suppression.span)]));
            }
            None => {
                let message = format!("there is no rule “{}”", suppression.rule);
                let known = house.rules.iter().map(|it| &*it.page.name);
                let finding = sink.report(suppression.rule_span, message);
                if let Some(name) = nearest(&suppression.rule, known) {
                    finding.help(format!("did you mean “{name}”?"));
                }
            }
        }
    }
}
