//! Reading TOML so that every mistake is found, with its place and the nearest right name.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text::Span;

/// A mistake in a configuration file or a rule's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes of the file.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to write instead, if that can be guessed.
    pub help: Option<String>,
    /// The names that may be meant by the one at `span`, the likeliest first.
    pub candidates: Vec<String>,
}

impl Problem {
    pub(crate) fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: None, candidates: Vec::new() }
    }

    /// A problem with a name that is not known, and the known one that is nearest.
    pub(crate) fn unknown<'a>(
        span: Span,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let candidates = alike(name, known);
        Self {
            span,
            message: format!("unknown {what} “{name}”"),
            help: candidates.first().map(|it| format!("did you mean “{it}”?")),
            candidates: candidates.into_iter().map(str::to_owned).collect(),
        }
    }
}

/// The name that is most like `name`, if any is like it.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    alike(name, known).into_iter().next()
}

/// How likely a name is meant at least, from 0 to 1.
const LIKELY: f64 = 0.75;

/// How much less like a name another may be than the likeliest, and still be meant.
const AS_LIKELY: f64 = 0.04;

/// More names than this are no help.
const MOST_CANDIDATES: usize = 3;

/// The names that are most like `name`, and as good as equally so; the likeliest first.
fn alike<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut alike: Vec<(f64, &str)> = known
        .into_iter()
        .map(|it| (strsim::jaro_winkler(name, it), it))
        .filter(|&(likeness, _)| likeness > LIKELY)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    let best = alike.first().map_or(0.0, |it| it.0);
    let near = alike.into_iter().take_while(|it| best - it.0 < AS_LIKELY);
    near.take(MOST_CANDIDATES).map(|(_, it)| it).collect()
}

/// Parses `text`, which begins at byte `offset` of its file. A syntax error is a problem.
pub(crate) fn parse(text: &str, offset: usize) -> Result<Spanned<DeTable<'_>>, Problem> {
    DeTable::parse(text).map_err(|error| {
        let span = error.span().map_or(Span::at(offset), |it| Span::from(it).shifted(offset));
        Problem::new(span, format!("this is not TOML: {}", error.message()))
    })
}

/// One table being read: keys are asked for by name, and those nobody asked for are reported.
pub(crate) struct TableReader<'a, 'p> {
    table: &'a DeTable<'a>,
    /// Where the file's text begins, for spans.
    offset: usize,
    what: &'static str,
    asked: Vec<&'static str>,
    problems: &'p mut Vec<Problem>,
}

impl<'a, 'p> TableReader<'a, 'p> {
    pub(crate) fn new(
        table: &'a DeTable<'a>,
        offset: usize,
        what: &'static str,
        problems: &'p mut Vec<Problem>,
    ) -> Self {
        Self { table, offset, what, asked: Vec::new(), problems }
    }

    /// The value of `key`.
    pub(crate) fn value(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// Whether the table has `key`.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Where a value stands in its file.
    pub(crate) fn span<T>(&self, value: &Spanned<T>) -> Span {
        Span::from(value.span()).shifted(self.offset)
    }

    pub(crate) fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    pub(crate) fn wrong_type(&mut self, key: &str, wanted: &str, value: &Spanned<DeValue<'_>>) {
        let found = value.get_ref().type_str();
        let span = self.span(value);
        self.problem(Problem::new(span, format!("“{key}” takes {wanted}, not {found}")));
    }

    /// A text, with its place.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<(&'a str, Span)> {
        let value = self.value(key)?;
        let span = self.span(value);
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(key, "a text", value);
        }
        text.map(|it| (it, span))
    }

    /// A list of texts, with their places; a lone text stands for a list of one.
    pub(crate) fn texts(&mut self, key: &'static str) -> Option<Vec<(&'a str, Span)>> {
        let value = self.value(key)?;
        if let Some(text) = value.get_ref().as_str() {
            return Some(vec![(text, self.span(value))]);
        }
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, "a list of texts", value);
            return None;
        };
        let mut texts = Vec::new();
        for item in array {
            match item.get_ref().as_str() {
                Some(text) => texts.push((text, self.span(item))),
                None => self.wrong_type(key, "a list of texts", item),
            }
        }
        Some(texts)
    }

    /// Yes or no.
    pub(crate) fn bool(&mut self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        let bool = value.get_ref().as_bool();
        if bool.is_none() {
            self.wrong_type(key, "true or false", value);
        }
        bool
    }

    /// A whole number, with its place.
    pub(crate) fn integer(&mut self, key: &'static str) -> Option<(i64, Span)> {
        let value = self.value(key)?;
        let integer = value
            .get_ref()
            .as_integer()
            .and_then(|it| i64::from_str_radix(it.as_str(), it.radix()).ok());
        let span = self.span(value);
        if integer.is_none() {
            self.wrong_type(key, "a whole number", value);
        }
        integer.map(|it| (it, span))
    }

    /// A date, with its place: `2011-10-31`, or the first of a month or year given as a text:
    /// `"2011-10"`, `"2011"`.
    pub(crate) fn date(&mut self, key: &'static str) -> Option<(jiff::civil::Date, Span)> {
        let value = self.value(key)?;
        let span = self.span(value);
        let written = match value.get_ref() {
            DeValue::Datetime(datetime) => datetime.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => {
                self.wrong_type(key, "a date such as 2026-03-31", value);
                return None;
            }
        };
        let full = match written.len() {
            4 => format!("{written}-01-01"),
            7 => format!("{written}-01"),
            _ => written.clone(),
        };
        let date = full.get(..10).and_then(|it| it.parse().ok());
        if date.is_none() {
            let message = format!("“{written}” is no date; write it as 2026-03-31");
            self.problem(Problem::new(span, message));
        }
        date.map(|it| (it, span))
    }

    /// A table within this one.
    pub(crate) fn table(&mut self, key: &'static str) -> Option<&'a DeTable<'a>> {
        let value = self.value(key)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(key, "a table", value);
        }
        table
    }

    /// A list of tables within this one (`[[key]]`), with their places.
    pub(crate) fn tables(&mut self, key: &'static str) -> Vec<(&'a DeTable<'a>, Span)> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, "a list of tables", value);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in array {
            match item.get_ref().as_table() {
                Some(table) => tables.push((table, self.span(item))),
                None => self.wrong_type(key, "a list of tables", item),
            }
        }
        tables
    }

    /// A list of whole numbers.
    pub(crate) fn integers(&mut self, key: &'static str) -> Vec<i64> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, "a list of whole numbers", value);
            return Vec::new();
        };
        let mut integers = Vec::new();
        for item in array {
            let integer = item.get_ref().as_integer();
            match integer.and_then(|it| i64::from_str_radix(it.as_str(), it.radix()).ok()) {
                Some(integer) => integers.push(integer),
                None => self.wrong_type(key, "a list of whole numbers", item),
            }
        }
        integers
    }

    /// A reader for a table within this one, which messages call `what`.
    pub(crate) fn inner<'b, 'q>(
        &'q mut self,
        table: &'b DeTable<'b>,
        what: &'static str,
    ) -> TableReader<'b, 'q> {
        TableReader::new(table, self.offset, what, self.problems)
    }

    /// A reader for the same table that reports somewhere else.
    pub(crate) fn silent<'q>(&self, problems: &'q mut Vec<Problem>) -> TableReader<'a, 'q> {
        TableReader::new(self.table, self.offset, self.what, problems)
    }

    /// A text that has to be there; the table stands at `span`.
    pub(crate) fn required_text(&mut self, key: &'static str, span: Span) -> Option<String> {
        let there = self.has(key);
        let text = self.text(key);
        if !there {
            self.missing(key, span);
        }
        text.map(|(it, _)| it.to_owned())
    }

    /// Says that `key` is missing from the table that stands at `span`.
    pub(crate) fn missing(&mut self, key: &str, span: Span) {
        let message = format!("{} needs “{key}”", self.what);
        self.problem(Problem::new(span, message));
    }

    /// The keys that were asked for.
    #[cfg(test)]
    pub(crate) fn asked(&self) -> &[&'static str] {
        &self.asked
    }

    /// Reports the keys that nobody asked for.
    pub(crate) fn finish(self) {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if !self.asked.contains(&name) {
                let span = Span::from(key.span()).shifted(self.offset);
                let what = format!("key in {}:", self.what);
                self.problems.push(Problem::unknown(
                    span,
                    what.trim_end_matches(':'),
                    name,
                    self.asked.iter().copied(),
                ));
            }
        }
    }
}
