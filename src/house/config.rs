//! Reading profiles, `presscheck.toml` and own rule pages, and laying them over one another.

use std::sync::Arc;

use crate::house::House;
use crate::rule::{Page, Problem, RuleSetting};
use crate::rules;

/// A configuration file: its path, for messages, and its text.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    /// The path, as the user would write it.
    pub path: String,
    /// The file's text.
    pub text: String,
}

/// A rule page of a press office's own.
#[derive(Clone, Debug)]
pub struct OwnPage {
    /// The path, as the user would write it.
    pub path: String,
    /// The rule's name: the file's name without its ending.
    pub name: String,
    /// The file's text.
    pub text: String,
}

/// A house, and what is wrong with the files it was made from.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The house, with everything that was right.
    pub house: House,
    /// What was wrong: the path of the file, and the problem in it.
    pub problems: Vec<(String, Problem)>,
    /// Globs of drafts that the project adds (`include`).
    pub include: Vec<String>,
    /// Globs of files that the project leaves out (`exclude`).
    pub exclude: Vec<String>,
}

pub(super) fn resolve(
    name: Option<&str>,
    _project: Option<&ConfigFile>,
    _pages: &[OwnPage],
) -> Resolved {
    let mut problems = Vec::new();
    let mut settings = Vec::new();
    for &(name, group, text) in rules::PAGES {
        match Page::parse(name, group, text) {
            Ok(page) => settings.push(RuleSetting::of_page(Arc::new(page))),
            Err(wrong) => {
                problems.extend(wrong.into_iter().map(|it| (format!("{name}.md"), it)));
            }
        }
    }
    settings.sort_by(|a, b| a.page.name.cmp(&b.page.name));
    let house = House {
        name: name.unwrap_or("default").to_owned(),
        rules: settings,
        people: Vec::new(),
        organisations: Vec::new(),
        counts: Vec::new(),
        offices: Vec::new(),
        series: Vec::new(),
        terms: Vec::new(),
        acronyms: Vec::new(),
        ignores: Vec::new(),
    };
    Resolved { house, problems, include: Vec::new(), exclude: Vec::new() }
}
