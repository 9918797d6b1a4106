//! Reading and checking the drafts, on as many threads as they are worth.

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use jiff::civil::Date;

use crate::cli::lint::{Checker, Fixing, Inputs, Job};
use crate::engine::Source;
use crate::finding::Finding;
use crate::text::Markup;
use crate::workspace::{decode, read_text};

/// A draft that was checked.
#[derive(Debug)]
pub(super) struct Checked {
    /// Its text, as it was read; empty where nothing is to be said of it.
    pub(super) text: String,
    /// Its text after fixing, if that is another.
    pub(super) fixed: Option<String>,
    /// What was found, or what is left after fixing; spans are those of the text that is kept.
    pub(super) findings: Vec<Finding>,
    /// The house's `[[ignore]]` entries about the draft that suppressed nothing.
    pub(super) unused_ignores: Vec<usize>,
    /// How many findings were fixed.
    pub(super) mended: usize,
    /// How many fixes were skipped.
    pub(super) skipped: usize,
}

/// Checks every draft; the results stand in the order of the drafts.
pub(super) fn all(
    inputs: &Inputs,
    checkers: &[Checker],
    date: Option<Date>,
    fixing: Option<Fixing>,
) -> Vec<Result<Checked, String>> {
    let jobs = inputs.jobs.as_slice();
    let checked = |job: &Job| one(job, &checkers[job.project], date, fixing);
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    if jobs.len() < 2 || cores < 2 {
        return jobs.iter().map(checked).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(jobs.len()));
    thread::scope(|scope| {
        for _ in 0..cores.min(jobs.len()) {
            scope.spawn(|| {
                while let Some(index) = Some(next.fetch_add(1, Ordering::Relaxed))
                    && let Some(job) = jobs.get(index)
                {
                    let result = checked(job);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Checks one draft. A fault of the program in it does not keep the other drafts from being checked.
fn one(
    job: &Job,
    checker: &Checker,
    date: Option<Date>,
    fixing: Option<Fixing>,
) -> Result<Checked, String> {
    let text = match &job.stdin {
        Some(bytes) => {
            decode(bytes.clone()).map_err(|message| format!("“{}”: {message}", job.shown))?
        }
        None => read_text(&job.path).map_err(|failure| failure.to_string())?,
    };
    catch_unwind(AssertUnwindSafe(|| check(job, text, checker, date, fixing))).map_err(|_| {
        format!("“{}”: Presscheck failed on this draft; please report it as a fault", job.shown)
    })
}

fn check(
    job: &Job,
    text: String,
    checker: &Checker,
    date: Option<Date>,
    fixing: Option<Fixing>,
) -> Checked {
    let source = Source {
        text: &text,
        markup: Markup::of_file_name(&job.file),
        file: Some(&job.file),
        release_date: date,
    };
    let Some(fixing) = fixing else {
        let analysis = checker.engine.check(&source);
        let (findings, unused_ignores) = (analysis.findings, analysis.unused_ignores);
        // Thousands of clean drafts need not be held until the last one is read.
        let text = if findings.is_empty() { String::new() } else { text };
        return Checked { findings, unused_ignores, text, fixed: None, mended: 0, skipped: 0 };
    };
    let fixed = checker.engine.fix(&source, fixing.mode);
    // What is only shown has not been mended: the findings are those of the draft as it is.
    let analysis = if fixing.dry { checker.engine.check(&source) } else { fixed.analysis };
    Checked {
        findings: analysis.findings,
        unused_ignores: analysis.unused_ignores,
        mended: fixed.mended,
        skipped: fixed.skipped,
        fixed: (fixed.text != text).then_some(fixed.text),
        text,
    }
}
