//! A press office's own rule pages.

use std::sync::Arc;

use crate::engine::run_examples;
use crate::house::{House, OwnPage, Resolved};
use crate::rule::{Page, Problem, RuleSetting};
use crate::text::Span;

/// Adds the rules of `pages` to the house. Returns the names and the paths of those that cannot be
/// loaded.
pub(super) fn add(
    pages: &[OwnPage],
    house: &mut House,
    problems: &mut Vec<(String, Problem)>,
) -> (Vec<String>, Vec<String>) {
    let (mut absent, mut broken) = (Vec::new(), Vec::new());
    for own in pages {
        match load(own, house) {
            Ok(page) => insert(house, &RuleSetting::of_page(Arc::new(page))),
            Err(wrong) => {
                absent.push(own.name.clone());
                broken.push(own.path.clone());
                problems.extend(wrong.into_iter().map(|it| (own.path.clone(), it)));
            }
        }
    }
    (absent, broken)
}

/// Inserts a rule in the order of the names.
fn insert(house: &mut House, setting: &RuleSetting) {
    for rules in house.rule_lists_mut() {
        let at = rules.partition_point(|it| it.page.name < setting.page.name);
        rules.insert(at, setting.clone());
    }
}

fn load(own: &OwnPage, house: &House) -> Result<Page, Vec<Problem>> {
    let fault = |message: String| vec![Problem::new(Span::at(0), message)];
    let kebab = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
    if own.name.is_empty() || !own.name.chars().all(kebab) {
        return Err(fault(format!(
            "“{}” is no name for a rule; name the page’s file in lower case with hyphens, such as \
             plain-words.md",
            own.name
        )));
    }
    if let Some(other) = house.rule(&own.name) {
        let whose = if &*other.page.group == "own" { "of your own" } else { "of Presscheck" };
        return Err(fault(format!(
            "there is a rule “{}” {whose} already; rename this page’s file",
            own.name
        )));
    }
    let page = Page::parse(&own.name, "own", &own.text)?;
    let Some(matcher) = &page.matcher else {
        return Err(fault(
            "a page of your own needs a [substitution], [pattern], [term] or [consistency] table"
                .to_owned(),
        ));
    };
    match matcher.not_compiled() {
        Some(regex) => Err(fault(format!(
            "the regular expression “{regex}” cannot be compiled; make it smaller"
        ))),
        None => Ok(page),
    }
}

/// Runs the examples of the own pages in the finished house, and takes out the rules whose examples
/// do not hold.
pub(super) fn test(pages: &[OwnPage], resolved: &mut Resolved) {
    let Resolved { house, problems, failed_examples, .. } = resolved;
    let mut failed = Vec::new();
    for own in pages {
        let Some(setting) = house.rule(&own.name).filter(|it| &*it.page.group == "own") else {
            continue;
        };
        let page = Arc::clone(&setting.page);
        // The house without its other rules: an example is about this one.
        let alone = |name: Option<&str>| {
            let mut alone = match name {
                None => house.clone(),
                Some(name) => {
                    let mut shipped = House::shipped(name)?;
                    insert(&mut shipped, setting);
                    shipped
                }
            };
            alone.select(std::slice::from_ref(&own.name), &[]);
            alone.ignores.clear();
            Some(alone)
        };
        let failures = run_examples(&page, &alone);
        if !failures.is_empty() {
            failed.push(own.name.clone());
        }
        for failure in failures {
            let message = format!(
                "the rule is not loaded: the example on line {} does not hold: {}",
                failure.line,
                failure.message.trim_end().replace('\n', "; ")
            );
            let problem = Problem::new(line_span(&own.text, failure.line), message);
            problems.push((own.path.clone(), problem));
            failed_examples.push((own.path.clone(), failure));
        }
    }
    for rules in house.rule_lists_mut() {
        rules.retain(|it| {
            &*it.page.group != "own" || !failed.iter().any(|name| **name == *it.page.name)
        });
    }
}

/// The span of a line, counted from 1, without its end.
fn line_span(text: &str, line: usize) -> Span {
    let mut start = 0;
    for (number, content) in text.split_inclusive('\n').enumerate() {
        if number + 1 == line {
            return Span::new(start, start + content.trim_end().len());
        }
        start += content.len();
    }
    Span::at(start)
}
