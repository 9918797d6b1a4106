//! `[[ignore]]` entries that no finding needs any more.

use crate::cli::lint::check::Checked;
use crate::cli::lint::inputs::Job;
use crate::cli::lint::{Checker, Inputs};
use crate::finding::Finding;
use crate::rule::Sink;

/// Findings about the entries of the project at `index` that suppressed nothing: all of them if
/// the whole project was checked, else those that name a checked draft.
pub(super) fn ignores(
    index: usize,
    checker: &Checker,
    inputs: &Inputs,
    results: &[Result<Checked, String>],
) -> Vec<Finding> {
    let house = checker.engine.house();
    let mut findings = Vec::new();
    let Some(setting) = house.rule("unused-suppression") else {
        return findings;
    };
    let root = checker.project.root.as_deref();
    let whole = root.is_some_and(|root| inputs.folders.iter().any(|it| root.starts_with(it)));
    for (number, ignore) in house.ignores.iter().enumerate() {
        // What was not looked for cannot have been suppressed.
        if house.rule(&ignore.rule).is_none_or(|it| it.level.is_none()) {
            continue;
        }
        let drafts: Vec<(&Job, &Result<Checked, String>)> = inputs
            .jobs
            .iter()
            .zip(results)
            .filter(|(job, _)| job.project == index && ignore.is_about(&job.file))
            .collect();
        let used = drafts.iter().any(|(_, result)| match result {
            Ok(draft) => !draft.unused_ignores.contains(&number),
            Err(_) => true,
        });
        let named = drafts.iter().any(|(job, _)| job.file == ignore.file.trim_start_matches("./"));
        if used || !(whole || named) {
            continue;
        }
        let message = if drafts.is_empty() {
            format!("no draft is called “{}”", ignore.file)
        } else {
            format!("no finding of “{}” needs this entry", ignore.rule)
        };
        Sink::new(setting, &mut findings).report(ignore.span, message).help("delete the entry");
    }
    findings
}
