//! `presscheck test`: whether a project's rule pages and facts do what their examples say.

use std::io::Write as _;

use anyhow::{Result, bail};

use crate::cli::arguments::ProjectOptions;
use crate::cli::{CLEAN, FAILED, FOUND, Output, catalogue, output};
use crate::engine::{ExampleFailure, run_house_example};
use crate::house::OwnPage;
use crate::rule::Page;
use crate::workspace::Project;

/// Runs every example of the project, and prints which fail and why.
pub(super) fn run(options: &ProjectOptions) -> Result<u8> {
    let workspace = catalogue::workspace(options)?;
    let project = workspace.current_project();
    let Some(config) = &project.config else {
        if project.failures.is_empty() {
            bail!("there is no presscheck.toml here or above: nothing to test");
        }
        return Ok(catalogue::told_problems(&project));
    };
    let mut out = Output::new();
    let mut tally = Tally::default();
    for page in &project.pages {
        test_page(page, &project, &mut tally, &mut out)?;
    }
    let resolved = &project.resolved;
    let failures: Vec<ExampleFailure> =
        resolved.examples.iter().filter_map(|it| run_house_example(&resolved.house, it)).collect();
    tally.add(&config.path, resolved.examples.len(), &failures, &mut out)?;
    out.flush()?;
    // What is wrong with a page was printed above.
    let is_page = |path: &str| project.pages.iter().any(|it| it.path == path);
    for failure in &project.failures {
        output::tell(&failure.to_string());
    }
    let mut broken = !project.failures.is_empty();
    for (path, problem) in resolved.problems.iter().filter(|(path, _)| !is_page(path)) {
        let help = problem.help.as_ref().map(|it| format!("; {it}")).unwrap_or_default();
        output::tell(&format!("{path}: {}{help}", problem.message));
        broken = true;
    }
    if broken || tally.not_read > 0 {
        return Ok(FAILED);
    }
    if tally.examples == 0 {
        bail!(
            "{}: nothing to test; add examples to your rule pages, or [[examples]] to this file",
            config.path
        );
    }
    Ok(if tally.failed == 0 { CLEAN } else { FOUND })
}

/// How many examples there were.
#[derive(Default)]
struct Tally {
    examples: usize,
    failed: usize,
    /// Pages that could not be read as rules.
    not_read: usize,
}

impl Tally {
    fn add(
        &mut self,
        path: &str,
        examples: usize,
        failures: &[ExampleFailure],
        out: &mut Output,
    ) -> Result<()> {
        self.examples += examples;
        self.failed += failures.len();
        if examples == 0 {
            return Ok(());
        }
        writeln!(out, "{path}: {} of {examples} hold", examples - failures.len())?;
        for failure in failures {
            writeln!(out, "{path}:{}: this example does not hold", failure.line)?;
            for line in failure.message.trim_end().lines() {
                writeln!(out, "    {line}")?;
            }
        }
        Ok(())
    }
}

fn test_page(own: &OwnPage, project: &Project, tally: &mut Tally, out: &mut Output) -> Result<()> {
    let resolved = &project.resolved;
    let page = match Page::parse(&own.name, "own", &own.text) {
        Ok(page) if !resolved.broken_pages.contains(&own.path) => page,
        _ => {
            tally.not_read += 1;
            for (_, problem) in resolved.problems.iter().filter(|(path, _)| *path == own.path) {
                let line = own.text[..problem.span.start].matches('\n').count() + 1;
                let help = problem.help.as_ref().map(|it| format!("; {it}")).unwrap_or_default();
                writeln!(out, "{}:{line}: {}{help}", own.path, problem.message)?;
            }
            return Ok(());
        }
    };
    let examples = page.examples().len();
    if examples == 0 {
        writeln!(out, "{}: no examples; nothing shows that this rule works", own.path)?;
    }
    let failures = resolved.failed_examples.iter().filter(|(path, _)| *path == own.path);
    let failures: Vec<ExampleFailure> = failures.map(|(_, it)| it.clone()).collect();
    tally.add(&own.path, examples, &failures, out)
}
