//! Running the examples of a rule's page as tests.

use std::fmt::Write as _;

use crate::engine::{Engine, Source};
use crate::finding::{Finding, FixMode, Level, apply_edits, plan_fixes};
use crate::house::{House, HouseExample};
use crate::rule::{Example, OptionKind, OptionValue, Page};
use crate::text::{LineIndex, Markup};

/// An example that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFailure {
    /// The line of the page on which the example begins.
    pub line: usize,
    /// What was expected and what came.
    pub message: String,
}

/// How often fixing runs before it counts as endless.
const ROUNDS: usize = 8;

/// Runs the examples of `page`. `house_named` gives the house an example asks for (`house=…`), or
/// the house whose page it is.
pub fn run_examples(
    page: &Page,
    house_named: &dyn Fn(Option<&str>) -> Option<House>,
) -> Vec<ExampleFailure> {
    let mut failures = Vec::new();
    for example in page.examples() {
        let fail = |message: String| ExampleFailure { line: example.line, message };
        let Some(mut house) = house_named(attribute(&example, "house")) else {
            failures.push(fail("there is no house of that name".to_owned()));
            continue;
        };
        if let Err(message) = prepare(&mut house, page, &example) {
            failures.push(fail(message));
            continue;
        }
        let engine = Engine::new(house);
        let is_its_own = |rule: &str| *rule == *page.name;
        let findings = findings_of(&engine, &is_its_own, &example, &example.text);
        failures.extend(compare(&findings, &example).map(fail));
        if let Some((fixed, by_hand)) = &example.fixed {
            let mode = if *by_hand { FixMode::Unsafe } else { FixMode::Safe };
            match fix(&engine, page, &example, mode) {
                Ok(text) if text.trim_end_matches('\n') == fixed.trim_end_matches('\n') => {}
                Ok(text) => {
                    failures.push(fail(format!("fixed, the draft reads\n{text}\nnot\n{fixed}")));
                }
                Err(message) => failures.push(fail(message)),
            }
        }
    }
    failures
}

/// Runs an example of a project's facts in its house; `None` if it holds.
pub fn run_house_example(house: &House, shown: &HouseExample) -> Option<ExampleFailure> {
    let example = &shown.example;
    let compared = |rule: &str| {
        let expected = example.expected.iter().map(|it| rule_of(&it.says));
        expected.chain(shown.rules.iter().map(String::as_str)).any(|it| it == rule)
    };
    let engine = Engine::new(house.clone());
    let findings = findings_of(&engine, &compared, example, &example.text);
    let message = compare(&findings, example)?;
    Some(ExampleFailure { line: example.line, message })
}

/// The rule in `rule: message`.
fn rule_of(says: &str) -> &str {
    says.split_once(':').map_or(says, |(rule, _)| rule)
}

/// How the findings differ from those that the example expects.
fn compare(findings: &[Finding], example: &Example) -> Option<String> {
    let shown = show(findings, &example.text, example);
    let expected: Vec<String> = example
        .expected
        .iter()
        .map(|it| format!("{}:{}:{} {}", it.line, it.column, it.length, it.says))
        .collect();
    (shown != expected).then(|| difference(&expected, &shown))
}

fn attribute<'a>(example: &'a Example, name: &str) -> Option<&'a str> {
    example.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Turns the rule on, and sets the options that the example names.
fn prepare(house: &mut House, page: &Page, example: &Example) -> Result<(), String> {
    let mut options = Vec::new();
    for (key, value) in &example.attributes {
        let Some(name) = key.strip_prefix("option.") else {
            continue;
        };
        let Some(spec) = page.options.iter().find(|it| it.name == name) else {
            return Err(format!("the page declares no option “{name}”"));
        };
        let value = match spec.default.kind() {
            OptionKind::Bool => OptionValue::Bool(value == "true"),
            OptionKind::Integer => OptionValue::Integer(
                value.parse().map_err(|_| format!("“{value}” is no whole number"))?,
            ),
            OptionKind::Text => OptionValue::Text(value.clone()),
            OptionKind::Texts => OptionValue::Texts(value.split(',').map(str::to_owned).collect()),
        };
        options.push((name, value));
    }
    for rules in house.rule_lists_mut() {
        let Ok(index) = rules.binary_search_by(|it| it.page.name.cmp(&page.name)) else {
            return Err(format!("the house has no rule “{}”", page.name));
        };
        let setting = &mut rules[index];
        setting.level = setting.level.or(Some(Level::Warning));
        for (name, value) in &options {
            setting.options.set(name, value.clone());
        }
    }
    Ok(())
}

/// The findings of the rules that `wanted` names.
fn findings_of(
    engine: &Engine,
    wanted: &dyn Fn(&str) -> bool,
    example: &Example,
    text: &str,
) -> Vec<Finding> {
    let source = Source {
        text,
        markup: match attribute(example, "markdown") {
            Some(_) => Markup::Markdown,
            None => Markup::Plain,
        },
        file: attribute(example, "file"),
        release_date: attribute(example, "date").and_then(|it| it.parse().ok()),
    };
    let mut findings = engine.check(&source).findings;
    findings.retain(|it| wanted(&it.rule));
    findings
}

fn show(findings: &[Finding], text: &str, example: &Example) -> Vec<String> {
    let lines = LineIndex::new(text);
    findings
        .iter()
        .enumerate()
        .map(|(number, finding)| {
            let start = lines.line_column(text, finding.span.start);
            let shown = &text[finding.span.range()];
            let first_line = shown.split(['\n', '\r']).next().unwrap_or_default();
            // An empty span is shown by one caret.
            let length = first_line.chars().count().max(1);
            // An example may leave the message out.
            let whole = format!("{}: {}", finding.rule, finding.message);
            let bare = example.expected.get(number).is_some_and(|it| *it.says == *finding.rule);
            let says = if bare { finding.rule.to_string() } else { whole };
            format!("{}:{}:{} {}", start.line, start.column, length, says)
        })
        .collect()
}

fn difference(expected: &[String], shown: &[String]) -> String {
    let mut message = String::new();
    for line in expected.iter().filter(|it| !shown.contains(it)) {
        let _ = writeln!(message, "expected, but not found: {line}");
    }
    for line in shown.iter().filter(|it| !expected.contains(it)) {
        let _ = writeln!(message, "found, but not expected: {line}");
    }
    if message.is_empty() {
        message.push_str("the findings come in another order, or more than once");
    }
    message
}

fn fix(engine: &Engine, page: &Page, example: &Example, mode: FixMode) -> Result<String, String> {
    let is_its_own = |rule: &str| *rule == *page.name;
    let mut text = example.text.clone();
    for _ in 0..ROUNDS {
        let applied = plan_fixes(&findings_of(engine, &is_its_own, example, &text), mode);
        if applied.edits.is_empty() {
            return Ok(text);
        }
        text = apply_edits(&text, &applied.edits);
    }
    Err(format!("after {ROUNDS} rounds of fixing there was still something to fix:\n{text}"))
}
