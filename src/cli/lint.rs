//! `presscheck lint`.

mod check;
mod inputs;
mod unused;
mod write;

use std::io::Write as _;
use std::sync::Arc;

use anyhow::{Result, bail};

use crate::cli::arguments::LintOptions;
use crate::cli::{CLEAN, FAILED, FOUND, Output, catalogue, output};
use crate::engine::Engine;
use crate::finding::{Finding, FixMode, Level};
use crate::report::{FileReport, Format, Report, Summary};
use crate::rule::Sink;
use crate::workspace::Project;

use check::Checked;
use inputs::{Inputs, Job};

/// A project, and the engine for its drafts.
struct Checker {
    project: Arc<Project>,
    engine: Engine,
}

/// What is done with fixes.
#[derive(Clone, Copy, Debug)]
struct Fixing {
    mode: FixMode,
    /// Shown, not written.
    dry: bool,
}

pub(super) fn run(options: &LintOptions) -> Result<u8> {
    let workspace = Arc::new(catalogue::workspace(&options.project)?);
    let inputs = Inputs::gather(options, &workspace)?;
    let checkers = checkers(options, &inputs)?;
    let fixing = fixing(options);
    let checked = check::all(&inputs, &checkers, options.date, fixing);

    let mut out = Output::new();
    let mut failures: Vec<String> = inputs.failures.iter().map(ToString::to_string).collect();
    failures.extend(checked.iter().filter_map(|it| it.as_ref().err().cloned()));
    for checker in &checkers {
        failures.extend(checker.project.failures.iter().map(ToString::to_string));
    }
    let mut reports = project_reports(&checkers, &inputs, &checked);
    let broken = checkers.iter().any(|it| !it.project.resolved.problems.is_empty());

    let mut summary = Summary::default();
    let mut fixed = (0, 0);
    // What is written instead of the report goes to standard output, and the report elsewhere.
    let mut replaced = false;
    for (job, draft) in inputs.jobs.iter().zip(checked) {
        let Ok(draft) = draft else {
            continue;
        };
        summary.drafts += 1;
        summary.skipped += draft.skipped;
        if let Some(fixing) = fixing {
            replaced |= fixing.dry || job.is_stdin();
            match write::fixed(job, &draft, fixing, &mut out) {
                Ok(()) if draft.mended > 0 => {
                    fixed.0 += draft.mended;
                    fixed.1 += 1;
                }
                Ok(()) => {}
                Err(message) => failures.push(format!("“{}”: {message}", job.shown)),
            }
        }
        if !draft.findings.is_empty() {
            let text = if fixing.is_some_and(|it| !it.dry) { draft.fixed } else { None };
            let text = text.unwrap_or(draft.text);
            reports.push(FileReport::new(job.shown.as_str(), text, draft.findings));
        }
    }
    reports.sort_by(|a, b| a.path.cmp(&b.path));
    for file in &reports {
        summary.add(&file.findings);
    }
    if fixing.is_some_and(|it| !it.dry) {
        summary.fixed = Some(fixed);
    }

    let report = Report { pages: pages(&checkers, &reports), files: reports, summary, failures };
    for failure in &report.failures {
        output::tell(failure);
    }
    let exit = exit_code(&report, broken, options.fail_on.into());
    write_report(&report, options, replaced, fixing, &mut out)?;
    // The program ends here; freeing thousands of findings and every rule one by one takes time.
    std::mem::forget((report, checkers, inputs));
    Ok(exit)
}

fn write_report(
    report: &Report,
    options: &LintOptions,
    replaced: bool,
    fixing: Option<Fixing>,
    out: &mut Output,
) -> Result<()> {
    let format = Format::from(options.format);
    let look = out.look;
    if fixing.is_some_and(|it| it.dry) {
        out.flush()?;
        output::tell(&report.summary.to_string());
    } else if replaced {
        out.flush()?;
        let mut text = Vec::new();
        report.write(format, crate::report::Look { colours: false, ..look }, &mut text)?;
        anstream::stderr().lock().write_all(&text)?;
    } else {
        report.write(format, look, out)?;
        out.flush()?;
    }
    Ok(())
}

fn fixing(options: &LintOptions) -> Option<Fixing> {
    let mode = if options.unsafe_fixes { FixMode::Unsafe } else { FixMode::Safe };
    let wanted = options.fix || options.unsafe_fixes || options.diff;
    wanted.then_some(Fixing { mode, dry: options.diff })
}

/// The engines of the projects that the drafts belong to.
fn checkers(options: &LintOptions, inputs: &Inputs) -> Result<Vec<Checker>> {
    for name in options.select.iter().chain(&options.ignore) {
        let knows = |project: &Arc<Project>| {
            let rules = &project.resolved.house.rules;
            rules.iter().any(|it| *it.page.name == **name || *it.page.group == **name)
        };
        if !inputs.projects.iter().any(knows)
            && let Some(project) = inputs.projects.first()
        {
            bail!("{}", catalogue::unknown_rule(&project.resolved.house, name));
        }
    }
    let checker = |project: &Arc<Project>| {
        let mut house = project.resolved.house.clone();
        house.select(&options.select, &options.ignore);
        Checker { project: Arc::clone(project), engine: Engine::new(house) }
    };
    Ok(inputs.projects.iter().map(checker).collect())
}

/// What is to be said of the projects' own files.
fn project_reports(
    checkers: &[Checker],
    inputs: &Inputs,
    checked: &[Result<Checked, String>],
) -> Vec<FileReport> {
    let mut reports: Vec<FileReport> = Vec::new();
    for (index, checker) in checkers.iter().enumerate() {
        let project = &checker.project;
        for (path, problem) in &project.resolved.problems {
            let mut findings = Vec::new();
            if let Some(setting) = project.resolved.house.rule("configuration") {
                let finding = Sink::new(setting, &mut findings)
                    .report(problem.span, problem.message.as_str())
                    .clone();
                findings = vec![Finding { help: problem.help.clone(), ..finding }];
            }
            add(&mut reports, project, path, findings);
        }
        let unused = unused::ignores(index, checker, inputs, checked);
        if let Some(config) = &project.config
            && !unused.is_empty()
        {
            add(&mut reports, project, &config.path, unused);
        }
    }
    for report in &mut reports {
        report.findings.sort_by_key(|it| it.span);
    }
    reports
}

fn add(reports: &mut Vec<FileReport>, project: &Project, path: &str, mut findings: Vec<Finding>) {
    if let Some(report) = reports.iter_mut().find(|it| it.path == path) {
        report.findings.append(&mut findings);
    } else {
        let text = project.text_of(path).unwrap_or_default();
        reports.push(FileReport::new(path, text, findings));
    }
}

/// The pages of the rules that found something, by name.
fn pages(checkers: &[Checker], reports: &[FileReport]) -> Vec<Arc<crate::rule::Page>> {
    let found = |name: &str| {
        reports.iter().flat_map(|it| &it.findings).any(|finding| *finding.rule == *name)
    };
    let mut pages: Vec<_> = checkers
        .iter()
        .flat_map(|it| &it.engine.house().rules)
        .filter(|it| found(&it.page.name))
        .map(|it| Arc::clone(&it.page))
        .collect();
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    pages.dedup_by(|a, b| a.name == b.name);
    pages
}

fn exit_code(report: &Report, broken: bool, fail_on: Level) -> u8 {
    let counts = |it: &Finding| it.level >= fail_on;
    if broken || !report.failures.is_empty() {
        FAILED
    } else if report.files.iter().flat_map(|it| &it.findings).any(counts) {
        FOUND
    } else {
        CLEAN
    }
}

impl Job {
    fn is_stdin(&self) -> bool {
        self.stdin.is_some()
    }
}
