//! Reading and checking the drafts, on as many threads as they are worth.

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use jiff::civil::Date;

use crate::cli::lint::{Checker, Fixing, Inputs, Job};
use crate::engine::{Analysis, Engine, Source};
use crate::finding::Finding;
use crate::text::Markup;
use crate::workspace::{decode, read_text};

/// A draft that was checked.
#[derive(Debug, Default)]
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

/// So much text is checked together, in bytes: its words stay at hand, and the code of every rule is
/// fetched once for all of it.
const BYTES_AT_A_TIME: usize = 64 * 1024;

/// So many drafts a thread takes at most before it looks for more.
const DRAFTS_AT_A_TIME: usize = 32;

/// So many times each thread comes for drafts at least, that none has to wait long for another.
const TURNS: usize = 4;

/// Checks every draft; the results stand in the order of the drafts.
pub(super) fn all(
    inputs: &Inputs,
    checkers: &[Checker],
    date: Option<Date>,
    fixing: Option<Fixing>,
) -> Vec<Result<Checked, String>> {
    let jobs = inputs.jobs.as_slice();
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let work = Work { checkers, date, fixing };
    if jobs.len() < 2 || cores < 2 {
        return work.on(jobs);
    }
    let turn = (jobs.len() / (cores * TURNS)).clamp(1, DRAFTS_AT_A_TIME);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..cores.min(jobs.len()) {
            scope.spawn(|| {
                while let Some(first) = Some(next.fetch_add(turn, Ordering::Relaxed))
                    && first < jobs.len()
                {
                    let results = work.on(&jobs[first..jobs.len().min(first + turn)]);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((first, results));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(first, _)| *first);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

/// What is done with every draft.
#[derive(Clone, Copy)]
struct Work<'a> {
    checkers: &'a [Checker],
    date: Option<Date>,
    fixing: Option<Fixing>,
}

impl Work<'_> {
    /// Reads and checks drafts; the results stand in their order.
    fn on(self, jobs: &[Job]) -> Vec<Result<Checked, String>> {
        let mut results = Vec::with_capacity(jobs.len());
        let mut waiting: Vec<(&Job, String)> = Vec::new();
        let mut bytes = 0;
        for job in jobs {
            let text = read(job);
            let goes_along = waiting.first().is_none_or(|(first, _)| first.project == job.project);
            if bytes >= BYTES_AT_A_TIME || !goes_along || text.is_err() {
                results.append(&mut self.together(std::mem::take(&mut waiting)));
                bytes = 0;
            }
            match text {
                Ok(text) => {
                    bytes += text.len();
                    waiting.push((job, text));
                }
                Err(message) => results.push(Err(message)),
            }
        }
        results.append(&mut self.together(waiting));
        results
    }

    /// Checks drafts of one project. A fault of the program in one of them does not keep the others
    /// from being checked.
    fn together(self, drafts: Vec<(&Job, String)>) -> Vec<Result<Checked, String>> {
        let checked = match drafts.as_slice() {
            [(first, _), _, ..] if self.fixing.is_none() => {
                let engine = &self.checkers[first.project].engine;
                let sources: Vec<Source<'_>> =
                    drafts.iter().map(|(job, text)| self.source(job, text)).collect();
                catch_unwind(AssertUnwindSafe(|| engine.check_all(&sources))).ok()
            }
            _ => None,
        };
        match checked {
            Some(checked) => {
                let each = drafts.into_iter().zip(checked);
                each.map(|((_, text), it)| Ok(Checked::from(it).with_text(text, None))).collect()
            }
            None => drafts.into_iter().map(|(job, text)| self.alone(job, text)).collect(),
        }
    }

    fn alone(self, job: &Job, text: String) -> Result<Checked, String> {
        let engine = &self.checkers[job.project].engine;
        let source = self.source(job, &text);
        let checked = catch_unwind(AssertUnwindSafe(|| match self.fixing {
            None => Checked::from(engine.check(&source)),
            Some(fixing) => Checked::mended(engine, &source, fixing),
        }));
        checked.map(|it| it.with_text(text, self.fixing)).map_err(|_| {
            format!("“{}”: Presscheck failed on this draft; please report it as a fault", job.shown)
        })
    }

    fn source<'a>(self, job: &'a Job, text: &'a str) -> Source<'a> {
        Source {
            text,
            markup: Markup::of_file_name(&job.file),
            file: Some(&job.file),
            release_date: self.date,
        }
    }
}

fn read(job: &Job) -> Result<String, String> {
    match &job.stdin {
        Some(bytes) => {
            decode(bytes.clone()).map_err(|message| format!("“{}”: {message}", job.shown))
        }
        None => read_text(&job.path).map_err(|failure| failure.to_string()),
    }
}

impl From<Analysis> for Checked {
    fn from(analysis: Analysis) -> Self {
        Self {
            findings: analysis.findings,
            unused_ignores: analysis.unused_ignores,
            ..Self::default()
        }
    }
}

impl Checked {
    fn mended(engine: &Engine, source: &Source<'_>, fixing: Fixing) -> Self {
        let fixed = engine.fix(source, fixing.mode);
        // What is only shown has not been mended: the findings are those of the draft as it is.
        let analysis = if fixing.dry { engine.check(source) } else { fixed.analysis };
        Self {
            mended: fixed.mended,
            skipped: fixed.skipped,
            fixed: (fixed.text != source.text).then_some(fixed.text),
            ..Self::from(analysis)
        }
    }

    /// With the text it is of.
    fn with_text(self, text: String, fixing: Option<Fixing>) -> Self {
        // Thousands of clean drafts need not be held until the last one is read.
        let wanted = fixing.is_some() || !self.findings.is_empty();
        Self { text: if wanted { text } else { String::new() }, ..self }
    }
}
