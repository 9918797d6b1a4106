//! Comments in Markdown that keep a rule quiet: `<!-- presscheck-ignore weekday-date: reason -->`.

use ropey::Rope;
use serde_json::json;

use crate::engine::Source;
use crate::finding::Finding;
use crate::house::House;
use crate::rule::RuleSetting;
use crate::server::checker::Checked;
use crate::server::completion::{ItemKind, Suggestion};
use crate::server::state::Document;
use crate::text::Span;

const WORDS: [(&str, &str); 2] = [
    ("presscheck-ignore-file", "keeps a rule quiet in the whole draft"),
    ("presscheck-ignore", "keeps a rule quiet in the next paragraph"),
];

/// What is being written of a comment.
pub(super) struct OpenComment {
    /// The comment so far, behind “<!--”; `None` where only “<!” is typed.
    said: Option<String>,
    /// Where the mark begins, in bytes of the draft.
    start: usize,
    offset: usize,
    /// The paragraph below: a comment that is open keeps it from being read.
    below: String,
    /// Whether “-->” follows on the line.
    closed: bool,
}

impl OpenComment {
    /// The comment in which the cursor at `offset` stands, if it is one.
    pub(super) fn find(text: &Rope, before: &str, after: &str, offset: usize) -> Option<Self> {
        let line_start = offset - before.len();
        let closed = after.contains("-->");
        if let Some(at) = before.rfind("<!--") {
            let said = &before[at + 4..];
            return (!said.contains("-->")).then(|| Self {
                said: Some(said.to_owned()),
                start: line_start + at,
                offset,
                below: below(text, offset),
                closed,
            });
        }
        let at = before.trim_end_matches('-').strip_suffix("<!")?.len();
        before[..at].trim().is_empty().then(|| Self {
            said: None,
            start: line_start + at,
            offset,
            below: below(text, offset),
            closed,
        })
    }

    /// What can stand there: the word that begins such a comment, or the rule’s name behind it.
    pub(super) fn complete(
        &self,
        house: &House,
        document: &Document,
        checked: Option<&Checked>,
        resolves: bool,
    ) -> Vec<Suggestion> {
        let Some(said) = &self.said else {
            return self.words("<!-- ", Span::new(self.start, self.offset), "");
        };
        let said_start = self.offset - said.len();
        let trimmed = said.trim_start();
        let behind = WORDS.iter().find_map(|(word, _)| trimmed.strip_prefix(word));
        match behind.filter(|it| it.starts_with(' ')) {
            Some(behind) if !behind.contains(':') => {
                let name = behind.trim_start();
                if name.contains(' ') {
                    return Vec::new();
                }
                let span = Span::new(self.offset - name.len(), self.offset);
                self.rules(house, document, checked, span, resolves)
            }
            Some(_) => Vec::new(),
            None => {
                let start = said_start + said.len() - trimmed.len();
                let gap = if said.starts_with(' ') { "" } else { " " };
                if WORDS.iter().any(|it| it.0.starts_with(trimmed)) {
                    self.words(gap, Span::new(start, self.offset), trimmed)
                } else {
                    Vec::new()
                }
            }
        }
    }

    fn words(&self, before: &str, span: Span, typed: &str) -> Vec<Suggestion> {
        let close = if self.closed { "" } else { " -->" };
        WORDS
            .iter()
            .rev()
            .map(|(word, detail)| Suggestion {
                label: (*word).to_owned(),
                detail: Some((*detail).to_owned()),
                kind: ItemKind::Passage,
                text: format!("{before}{word} "),
                snippet: Some(format!("{before}{word} ${{1:rule}}: ${{2:reason}}{close}")),
                snippet_only: false,
                typed: span,
                word_end: span.end,
                filter: if typed.is_empty() && !before.trim().is_empty() {
                    format!("{before}{word}")
                } else {
                    (*word).to_owned()
                },
                documentation: None,
                data: None,
            })
            .collect()
    }

    /// The rules: first those that say something right below, then those that say anything.
    fn rules(
        &self,
        house: &House,
        document: &Document,
        checked: Option<&Checked>,
        span: Span,
        resolves: bool,
    ) -> Vec<Suggestion> {
        let said: Vec<Finding> = checked
            .map(|it| it.engine.check(&Source::markdown(&self.below)).findings)
            .unwrap_or_default();
        let anywhere = checked.map_or(&[][..], |it| &it.analysis.findings);
        let rank = |rule: &str| {
            let says = |findings: &[Finding]| findings.iter().any(|it| *it.rule == *rule);
            if says(&said) { 0 } else { 2 - u8::from(says(anywhere)) }
        };
        let mut rules: Vec<(u8, &RuleSetting)> = house
            .rules
            .iter()
            .filter(|it| &*it.page.group != "program")
            .map(|it| (rank(&it.page.name), it))
            .collect();
        rules.sort_by_key(|it| it.0);
        let suggestions = rules.into_iter().map(|(_, rule)| {
            let page = &rule.page;
            Suggestion {
                label: page.name.to_string(),
                detail: Some(page.summary.clone()),
                kind: ItemKind::Rule,
                text: page.name.to_string(),
                snippet: None,
                snippet_only: false,
                typed: span,
                word_end: span.end,
                filter: page.name.to_string(),
                documentation: None,
                data: resolves
                    .then(|| json!({ "uri": document.uri.as_str(), "rule": &*page.name })),
            }
        });
        suggestions.collect()
    }
}

/// The paragraph that begins on a line below `offset`, or the first part of a long one.
fn below(text: &Rope, offset: usize) -> String {
    const MOST_LINES: usize = 40;
    let lines = text.lines_at(text.byte_to_line(offset) + 1).map(|it| it.to_string());
    let paragraph = lines
        .skip_while(|it| it.trim().is_empty())
        .take_while(|it| !it.trim().is_empty())
        .take(MOST_LINES);
    paragraph.collect()
}
