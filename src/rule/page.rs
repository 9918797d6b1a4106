//! A rule's page: what it is, why, its options, and the examples that are its tests.

use std::sync::Arc;

use toml::de::DeValue;

use crate::draft::{Zone, ZoneSet};
use crate::finding::Level;
use crate::rule::options::{OptionSpec, OptionValue};
use crate::rule::reader::{self, Problem, TableReader};
use crate::text::Span;

pub use crate::rule::matcher::Matcher;

/// The page of a rule.
#[derive(Clone, Debug)]
pub struct Page {
    /// The rule's name, that of its file.
    pub name: Arc<str>,
    /// The folder it stands in: `structure`, `consistency`, …; `own` for a press office's own.
    pub group: Arc<str>,
    /// What the rule asks for, in one line.
    pub summary: String,
    /// How much its findings matter; `None` if the rule is off until a house asks for it.
    pub level: Option<Level>,
    /// Where the rule looks: findings that begin elsewhere are dropped.
    pub zones: ZoneSet,
    /// What kind of fix it offers, as the page says: `none`, `safe`, `unsafe`.
    pub fix: String,
    /// The version that had it first.
    pub since: String,
    /// What can be set.
    pub options: Vec<OptionSpec>,
    /// Cases that weigh differently from the rule.
    pub cases: Vec<(String, Option<Level>)>,
    /// Rules whose findings inside a finding of this one are explained by it, and dropped.
    pub explains: Vec<String>,
    /// The matcher of a declarative rule.
    pub matcher: Option<Matcher>,
    /// The page's text below its front matter, in Markdown.
    pub body: String,
    /// The line of the file on which the body begins, from 1.
    pub body_line: usize,
}

/// Whether an example shows a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleKind {
    /// It has the findings that its carets show.
    Flagged,
    /// It has none.
    NotFlagged,
}

/// An example on a page: a draft and what the rule says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Whether it shows a fault.
    pub kind: ExampleKind,
    /// The draft, without the lines that show findings.
    pub text: String,
    /// The findings expected, in order.
    pub expected: Vec<Expected>,
    /// The draft after fixing, and whether unsafe fixes were applied.
    pub fixed: Option<(String, bool)>,
    /// Words after the fence: `markdown`, `date=2026-05-18`, `house=interpol`,
    /// `file=2026-05-18-opening.txt`, `option.nights=true`.
    pub attributes: Vec<(String, String)>,
    /// The line of the page's file on which the example begins, from 1.
    pub line: usize,
}

/// A finding that an example expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Line of the draft, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Length in characters; a span that runs on to the next line is shown up to its line's end.
    pub length: usize,
    /// `rule: message`, or just `rule`.
    pub says: String,
}

impl Page {
    /// Reads the page of the rule `name` in `group`.
    ///
    /// # Errors
    /// Everything that is wrong with its front matter, with spans in `text`.
    pub fn parse(name: &str, group: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let rest = text.strip_prefix("+++\n").or_else(|| text.strip_prefix("+++\r\n"));
        let front = rest.and_then(|rest| {
            let end = rest.find("\n+++")?;
            let start = text.len() - rest.len();
            let body = rest[end + 4..].trim_start_matches(['\r', '\n']);
            Some((start, &text[start..=start + end], body))
        });
        let Some((offset, front, body)) = front else {
            let message = "a rule's page begins with “+++”, its settings in TOML, and “+++”";
            return Err(vec![Problem::new(Span::at(0), message)]);
        };
        let table = reader::parse(front, offset).map_err(|problem| vec![problem])?;
        let mut problems = Vec::new();
        let mut reader = TableReader::new(table.get_ref(), offset, "this page", &mut problems);
        let start = Span::at(offset);
        let summary = reader.text("summary");
        if summary.is_none() {
            reader.missing("summary", start);
        }
        let page = Self {
            name: Arc::from(name),
            group: Arc::from(group),
            summary: summary.map(|(it, _)| it.to_owned()).unwrap_or_default(),
            level: read_level(&mut reader, "level").unwrap_or(Some(Level::Warning)),
            zones: read_zones(&mut reader),
            fix: reader.text("fix").map_or_else(|| "none".to_owned(), |(it, _)| it.to_owned()),
            since: reader.text("since").map(|(it, _)| it.to_owned()).unwrap_or_default(),
            options: read_options(&mut reader),
            cases: read_cases(&mut reader),
            explains: reader
                .texts("explains")
                .unwrap_or_default()
                .into_iter()
                .map(|(it, _)| it.to_owned())
                .collect(),
            matcher: Matcher::read(&mut reader),
            body: body.to_owned(),
            body_line: text[..text.len() - body.len()].matches('\n').count() + 1,
        };
        reader.finish();
        if problems.is_empty() { Ok(page) } else { Err(problems) }
    }

    /// The page's examples.
    pub fn examples(&self) -> Vec<Example> {
        let mut examples: Vec<Example> = Vec::new();
        let mut kind = None;
        let mut lines = self.body.lines().enumerate();
        while let Some((number, line)) = lines.next() {
            if let Some(heading) = line.strip_prefix("## ") {
                kind = match heading.trim() {
                    "Flagged" => Some(ExampleKind::Flagged),
                    "Not flagged" => Some(ExampleKind::NotFlagged),
                    _ => None,
                };
            }
            let Some(fence) = line.strip_prefix("```") else {
                continue;
            };
            let inside: Vec<&str> = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| !line.starts_with("```"))
                .collect();
            let mut words = fence_words(fence);
            match (words.next().as_deref(), kind) {
                (Some("draft"), Some(kind)) => {
                    let mut example = Example::read(kind, &inside);
                    example.line = self.body_line + number;
                    example.attributes = words
                        .map(|word| {
                            let (key, value) = word.split_once('=').unwrap_or((&word, ""));
                            (key.to_owned(), value.to_owned())
                        })
                        .collect();
                    examples.push(example);
                }
                (Some("fixed"), Some(_)) => {
                    if let Some(example) = examples.last_mut() {
                        let by_hand = words.next().as_deref() == Some("unsafe");
                        example.fixed = Some((inside.join("\n"), by_hand));
                    }
                }
                _ => {}
            }
        }
        examples
    }
}

/// The words after a fence; what stands between double quotes is part of one word, spaces included.
fn fence_words(fence: &str) -> impl Iterator<Item = String> + '_ {
    let mut rest = fence.trim_start();
    std::iter::from_fn(move || {
        let mut quoted = false;
        let end = rest.find(|it: char| {
            quoted ^= it == '"';
            !quoted && it.is_whitespace()
        });
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after.trim_start();
        (!word.is_empty()).then(|| word.replace('"', ""))
    })
}

impl Example {
    /// Reads the lines of a draft between which the findings expected are shown.
    pub(crate) fn read(kind: ExampleKind, lines: &[&str]) -> Self {
        let mut text: Vec<&str> = Vec::new();
        let mut expected = Vec::new();
        for line in lines {
            match carets(line) {
                Some((column, length, says)) if !text.is_empty() => {
                    expected.push(Expected { line: text.len(), column, length, says });
                }
                _ => text.push(line),
            }
        }
        let text = text.join("\n");
        Self { kind, text, expected, fixed: None, attributes: Vec::new(), line: 0 }
    }
}

/// A line that shows a finding: white space, carets, and what the rule says.
fn carets(line: &str) -> Option<(usize, usize, String)> {
    let from_carets = line.trim_start_matches(' ');
    let column = line.len() - from_carets.len() + 1;
    let says = from_carets.trim_start_matches('^');
    let length = from_carets.len() - says.len();
    let says = says.trim();
    let names_rule = says.starts_with(|it: char| it.is_ascii_lowercase());
    (length > 0 && names_rule).then(|| (column, length, says.to_owned()))
}

/// Reads a level; `off` is a level too.
pub(crate) fn read_level(
    reader: &mut TableReader<'_, '_>,
    key: &'static str,
) -> Option<Option<Level>> {
    let (name, span) = reader.text(key)?;
    match level_of(name, span) {
        Ok(level) => Some(level),
        Err(problem) => {
            reader.problem(problem);
            None
        }
    }
}

/// The level of that name, or `None` for “off”.
pub(crate) fn level_of(name: &str, span: Span) -> Result<Option<Level>, Problem> {
    if name == "off" {
        return Ok(None);
    }
    Level::from_name(name).map(Some).ok_or_else(|| {
        let mut problem =
            Problem::unknown(span, "level", name, ["off", "info", "warning", "error"]);
        if problem.help.is_none() {
            problem.help = Some("choose one of off, info, warning, error".to_owned());
        }
        problem
    })
}

fn read_zones(reader: &mut TableReader<'_, '_>) -> ZoneSet {
    let Some(names) = reader.texts("zones") else {
        return ZoneSet::PROSE;
    };
    let mut zones = ZoneSet::NOWHERE;
    for (name, span) in names {
        match name {
            "everywhere" => zones = ZoneSet::EVERYWHERE,
            _ => match Zone::from_name(name) {
                Some(zone) => zones = zones.with(zone),
                None => {
                    let known = Zone::ALL.iter().map(|zone| zone.name());
                    reader.problem(Problem::unknown(span, "zone", name, known));
                }
            },
        }
    }
    zones
}

fn read_options(reader: &mut TableReader<'_, '_>) -> Vec<OptionSpec> {
    let Some(table) = reader.table("options") else {
        return Vec::new();
    };
    let mut options = Vec::new();
    for (name, value) in table {
        let span = Span::from(name.span());
        let fields = value.get_ref().as_table();
        let default =
            fields.and_then(|it| it.get("default")).and_then(|it| OptionValue::read(it.get_ref()));
        let Some(default) = default else {
            let message = format!("the option “{}” needs a default", name.get_ref());
            reader.problem(Problem::new(span, message));
            continue;
        };
        let text =
            |key: &str| fields.and_then(|it| it.get(key)).and_then(|it| it.get_ref().as_str());
        let choices = match fields.and_then(|it| it.get("choices")).map(toml::Spanned::get_ref) {
            Some(DeValue::Array(items)) => {
                items.iter().filter_map(|it| it.get_ref().as_str()).map(str::to_owned).collect()
            }
            _ => Vec::new(),
        };
        options.push(OptionSpec {
            name: name.get_ref().to_string(),
            default,
            choices,
            help: text("help").unwrap_or_default().to_owned(),
        });
    }
    options
}

fn read_cases(reader: &mut TableReader<'_, '_>) -> Vec<(String, Option<Level>)> {
    let Some(table) = reader.table("cases") else {
        return Vec::new();
    };
    let mut cases = Vec::new();
    for (name, value) in table {
        let span = reader.span(value);
        match level_of(value.get_ref().as_str().unwrap_or_default(), span) {
            Ok(level) => cases.push((name.get_ref().to_string(), level)),
            Err(problem) => reader.problem(problem),
        }
    }
    cases
}
