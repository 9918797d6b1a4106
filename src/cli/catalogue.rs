//! `presscheck explain`, `presscheck rules` and `presscheck schema`.

use std::io::Write as _;

use anyhow::{Result, bail};
use serde_json::json;

use crate::cli::arguments::{ListFormat, ProjectOptions};
use crate::cli::{CLEAN, FAILED, Output, output};
use crate::finding::Level;
use crate::house::{House, house_names};
use crate::rule::nearest;
use crate::workspace::{Project, Workspace};

/// Prints the page of `rule`.
pub(super) fn explain(rule: &str, options: &ProjectOptions) -> Result<u8> {
    let workspace = workspace(options)?;
    let project = workspace.current_project();
    let house = &project.resolved.house;
    let Some(setting) = house.rule(rule) else {
        bail!("{}", unknown_rule(house, rule));
    };
    let mut out = Output::new();
    write!(out, "{}", setting.explained())?;
    out.flush()?;
    Ok(told_problems(&project))
}

/// Prints the catalogue: the rules by groups.
pub(super) fn list(options: &ProjectOptions, format: ListFormat) -> Result<u8> {
    let workspace = workspace(options)?;
    let project = workspace.current_project();
    let house = &project.resolved.house;
    let mut out = Output::new();
    match format {
        ListFormat::Human => write_list(house, &mut out)?,
        ListFormat::Json => write_json(house, &mut out)?,
    }
    out.flush()?;
    Ok(told_problems(&project))
}

fn write_list(house: &House, out: &mut Output) -> Result<()> {
    let rules = &house.rules;
    let mut groups: Vec<&str> = rules.iter().map(|it| &*it.page.group).collect();
    groups.sort_unstable();
    groups.dedup();
    let width = rules.iter().map(|it| it.page.name.chars().count()).max().unwrap_or_default();
    for (number, group) in groups.into_iter().enumerate() {
        let separator = if number == 0 { "" } else { "\n" };
        writeln!(out, "{separator}{group}")?;
        for rule in rules.iter().filter(|it| *it.page.group == *group) {
            let level = Level::name_or_off(rule.level);
            writeln!(out, "  {:width$}  {level:7}  {}", rule.page.name, rule.page.summary)?;
        }
    }
    Ok(())
}

/// One line a rule, in the order of [`write_list`].
fn write_json(house: &House, out: &mut Output) -> Result<()> {
    let mut rules: Vec<_> = house.rules.iter().collect();
    rules.sort_by(|left, right| left.page.group.cmp(&right.page.group));
    for (number, rule) in rules.into_iter().enumerate() {
        let page = &rule.page;
        let entry = json!({
            "rule": &*page.name,
            "group": &*page.group,
            "level": Level::name_or_off(rule.level),
            "fix": &*page.fix,
            "summary": &*page.summary,
        });
        let separator = if number == 0 { "[" } else { "," };
        write!(out, "{separator}\n{entry}")?;
    }
    writeln!(out, "\n]")?;
    Ok(())
}

/// Prints the JSON Schema of `presscheck.toml`.
pub(super) fn schema() -> Result<u8> {
    let schema = crate::schema::of_house(&House::default_house());
    let mut out = Output::new();
    writeln!(out, "{schema:#}")?;
    out.flush()?;
    Ok(CLEAN)
}

/// The workspace that the options ask for.
pub(super) fn workspace(options: &ProjectOptions) -> Result<Workspace> {
    if let Some(name) = options.house.as_deref()
        && !house_names().any(|it| it == name)
    {
        let known: Vec<_> = house_names().collect();
        match nearest(name, house_names()) {
            Some(near) => bail!("there is no house “{name}”; did you mean “{near}”?"),
            None => bail!("there is no house “{name}”; choose one of {}", known.join(", ")),
        }
    }
    Ok(Workspace::new(options.config.as_deref(), options.house.as_deref())?)
}

/// What to say of a rule that `house` does not have.
pub(super) fn unknown_rule(house: &House, name: &str) -> String {
    let names = house.rules.iter().flat_map(|it| [&*it.page.name, &*it.page.group]);
    match nearest(name, names) {
        Some(near) => format!("there is no rule “{name}”; did you mean “{near}”?"),
        None => format!("there is no rule “{name}”; `presscheck rules` lists them"),
    }
}

/// Tells what is wrong with the project's files, where no report can.
pub(super) fn told_problems(project: &Project) -> u8 {
    for failure in &project.failures {
        output::tell(&failure.to_string());
    }
    for (path, problem) in &project.resolved.problems {
        let help = problem.help.as_ref().map(|it| format!("; {it}")).unwrap_or_default();
        output::tell(&format!("{path}: {}{help}", problem.message));
    }
    let fine = project.failures.is_empty() && project.resolved.problems.is_empty();
    if fine { CLEAN } else { FAILED }
}
