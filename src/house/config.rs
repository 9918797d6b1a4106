//! Laying profiles, own rule pages and a project's `presscheck.toml` over one another.

use std::sync::{Arc, LazyLock};

use toml::de::DeTable;

use crate::engine::ExampleFailure;
use crate::house::profiles::PROFILES;
use crate::house::{House, entries, examples, house_names, own_pages, settings};
use crate::rule::reader::{self, TableReader};
use crate::rule::{Example, Page, Problem, RuleSetting};
use crate::rules;
use crate::text::Span;

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
    /// Examples of own pages that do not hold, with the page's path. They are among the problems too.
    pub failed_examples: Vec<(String, ExampleFailure)>,
    /// Paths of own pages that are no rules.
    pub broken_pages: Vec<String>,
    /// Examples of what the project's facts find (`[[examples]]`).
    pub examples: Vec<HouseExample>,
}

/// A draft in a `presscheck.toml` that shows what its facts find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseExample {
    /// The draft, and the findings expected in it.
    pub example: Example,
    /// The rules whose findings are compared, beside those of the findings expected.
    pub rules: Vec<String>,
    /// Where the entry stands in the file, in bytes.
    pub span: Span,
}

/// The profile of those who pick none.
const DEFAULT: &str = "default";

/// What messages call the project's file.
const PROJECT: &str = "presscheck.toml";

type Problems = Vec<(String, Problem)>;

/// Name, group and page of every shipped rule, read once.
type ShippedPage = (&'static str, &'static str, Result<Arc<Page>, Vec<Problem>>);

static SHIPPED_PAGES: LazyLock<Vec<ShippedPage>> = LazyLock::new(|| {
    rules::PAGES
        .iter()
        .map(|&(name, group, text)| (name, group, Page::parse(name, group, text).map(Arc::new)))
        .collect()
});

pub(super) fn resolve(
    name: Option<&str>,
    project: Option<&ConfigFile>,
    pages: &[OwnPage],
) -> Resolved {
    let mut problems = Vec::new();
    let parsed = project.and_then(|file| match reader::parse(&file.text, 0) {
        Ok(table) => Some((file, table)),
        Err(problem) => {
            problems.push((file.path.clone(), problem));
            None
        }
    });
    let mut house = without_profile(&mut problems);
    let picked = parsed.as_ref().and_then(|(_, it)| it.get_ref().get("house"));
    let picked = picked.and_then(|it| it.get_ref().as_str());
    let profile = match name {
        Some(name) if !is_shipped(name) => {
            let problem = Problem::unknown(Span::at(0), "house", name, house_names());
            problems.push(("--house".to_owned(), problem));
            DEFAULT
        }
        Some(name) => name,
        // A house that does not exist is reported where the project's keys are read.
        None => picked.filter(|it| is_shipped(it)).unwrap_or(DEFAULT),
    };
    profile.clone_into(&mut house.name);
    lay_profile(profile, &mut house, &mut problems, &mut Vec::new());
    let (absent, broken_pages) = own_pages::add(pages, &mut house, &mut problems);
    let mut resolved = Resolved {
        house,
        problems,
        include: Vec::new(),
        exclude: Vec::new(),
        failed_examples: Vec::new(),
        broken_pages,
        examples: Vec::new(),
    };
    if let Some((file, table)) = &parsed {
        lay_project(file, table.get_ref(), &absent, &mut resolved);
    }
    own_pages::test(pages, &mut resolved);
    resolved
}

/// The globs of own rule pages (`pages`) that a `presscheck.toml` names; none if it cannot be read.
pub(super) fn page_globs(text: &str) -> Vec<String> {
    let Ok(table) = reader::parse(text, 0) else {
        return Vec::new();
    };
    let mut unused = Vec::new();
    let mut reader = TableReader::new(table.get_ref(), 0, PROJECT, &mut unused);
    texts(&mut reader, "pages")
}

fn is_shipped(name: &str) -> bool {
    house_names().any(|it| it == name)
}

/// Every shipped rule as its page describes it, and no facts.
fn without_profile(problems: &mut Problems) -> House {
    let mut settings = Vec::new();
    for (name, group, page) in &*SHIPPED_PAGES {
        match page {
            Ok(page) => settings.push(RuleSetting::of_page(Arc::clone(page))),
            Err(wrong) => {
                let path = format!("rules/{group}/{name}.md");
                problems.extend(wrong.iter().map(|it| (path.clone(), it.clone())));
            }
        }
    }
    settings.sort_by(|a, b| a.page.name.cmp(&b.page.name));
    House {
        name: DEFAULT.to_owned(),
        rules: settings,
        earlier: Vec::new(),
        people: Vec::new(),
        organisations: Vec::new(),
        counts: Vec::new(),
        offices: Vec::new(),
        series: Vec::new(),
        terms: Vec::new(),
        acronyms: Vec::new(),
        boilerplates: Vec::new(),
        ignores: Vec::new(),
    }
}

/// Lays a shipped profile over the house, after the profile that it extends.
fn lay_profile(name: &str, house: &mut House, problems: &mut Problems, below: &mut Vec<String>) {
    let Some((_, text)) = PROFILES.iter().find(|(it, _)| *it == name) else {
        return;
    };
    let path = format!("rules/houses/{name}.toml");
    let table = match reader::parse(text, 0) {
        Ok(table) => table,
        Err(problem) => {
            problems.push((path, problem));
            return;
        }
    };
    let mut wrong = Vec::new();
    let mut reader = TableReader::new(table.get_ref(), 0, "a profile", &mut wrong);
    if reader.text("summary").is_none() {
        reader.missing("summary", Span::at(0));
    }
    if let Some((base, span)) = reader.text("extends") {
        below.push(name.to_owned());
        if !is_shipped(base) {
            reader.problem(Problem::unknown(span, "house", base, house_names()));
        } else if below.iter().any(|it| it == base) {
            reader.problem(Problem::new(span, format!("“{base}” extends this profile itself")));
        } else {
            lay_profile(base, house, problems, below);
        }
    }
    settings::lay(&mut reader, house, &[]);
    settings::lay_earlier(&mut reader, house, &[]);
    entries::lay(&mut reader, house);
    reader.finish();
    problems.extend(wrong.into_iter().map(|it| (path.clone(), it)));
}

fn lay_project(file: &ConfigFile, table: &DeTable<'_>, absent: &[String], resolved: &mut Resolved) {
    let mut wrong = Vec::new();
    let mut reader = TableReader::new(table, 0, PROJECT, &mut wrong);
    if let Some((name, span)) = reader.text("house")
        && !is_shipped(name)
    {
        reader.problem(Problem::unknown(span, "house", name, house_names()));
    }
    resolved.include = texts(&mut reader, "include");
    resolved.exclude = texts(&mut reader, "exclude");
    texts(&mut reader, "pages");
    settings::lay(&mut reader, &mut resolved.house, absent);
    settings::lay_earlier(&mut reader, &mut resolved.house, absent);
    entries::lay(&mut reader, &mut resolved.house);
    entries::ignores(&mut reader, &mut resolved.house);
    resolved.examples = examples::read(&mut reader, &resolved.house, &file.text);
    reader.finish();
    resolved.problems.extend(wrong.into_iter().map(|it| (file.path.clone(), it)));
}

fn texts(reader: &mut TableReader<'_, '_>, key: &'static str) -> Vec<String> {
    reader.texts(key).unwrap_or_default().into_iter().map(|(it, _)| it.to_owned()).collect()
}
