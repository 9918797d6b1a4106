//! Running the examples of a rule's page as tests.

use std::fmt::Write as _;

use crate::engine::{Engine, Source};
use crate::finding::{Finding, FixMode, apply_edits, plan_fixes};
use crate::house::House;
use crate::rule::{Example, Page};
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
        let findings = findings_of(&engine, page, &example, &example.text);
        let shown = show(&findings, &example.text, &example);
        let expected = example
            .expected
            .iter()
            .map(|it| format!("{}:{}:{} {}", it.line, it.column, it.length, it.says))
            .collect::<Vec<_>>();
        if shown != expected {
            failures.push(fail(difference(&expected, &shown)));
        }
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

fn attribute<'a>(example: &'a Example, name: &str) -> Option<&'a str> {
    example.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Turns the rule on, and sets the options that the example names.
fn prepare(house: &mut House, page: &Page, example: &Example) -> Result<(), String> {
    let Ok(index) = house.rules.binary_search_by(|it| it.page.name.cmp(&page.name)) else {
        return Err(format!("the house has no rule “{}”", page.name));
    };
    let setting = &mut house.rules[index];
    if setting.level.is_none() {
        setting.level = Some(crate::finding::Level::Warning);
    }
    for (key, value) in &example.attributes {
        let Some(name) = key.strip_prefix("option.") else {
            continue;
        };
        let Some(spec) = page.options.iter().find(|it| it.name == name) else {
            return Err(format!("the page declares no option “{name}”"));
        };
        let value = match spec.default.kind() {
            crate::rule::OptionKind::Bool => crate::rule::OptionValue::Bool(value == "true"),
            crate::rule::OptionKind::Integer => crate::rule::OptionValue::Integer(
                value.parse().map_err(|_| format!("“{value}” is no whole number"))?,
            ),
            crate::rule::OptionKind::Text => crate::rule::OptionValue::Text(value.clone()),
            crate::rule::OptionKind::Texts => {
                crate::rule::OptionValue::Texts(value.split(',').map(str::to_owned).collect())
            }
        };
        setting.options.set(name, value);
    }
    Ok(())
}

fn findings_of(engine: &Engine, page: &Page, example: &Example, text: &str) -> Vec<Finding> {
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
    findings.retain(|it| it.rule == page.name);
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
    let mut text = example.text.clone();
    for _ in 0..ROUNDS {
        let applied = plan_fixes(&findings_of(engine, page, example, &text), mode);
        if applied.edits.is_empty() {
            return Ok(text);
        }
        text = apply_edits(&text, &applied.edits);
    }
    Err(format!("after {ROUNDS} rounds of fixing there was still something to fix:\n{text}"))
}
