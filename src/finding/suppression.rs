//! Findings that somebody does not want to see, and says so in the draft or in the project's file.

use std::sync::Arc;

use crate::draft::Draft;
use crate::finding::Finding;
use crate::text::Span;

/// An `[[ignore]]` entry of `presscheck.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The draft's path, relative to the file's folder, with forward slashes; may be a glob.
    pub file: String,
    /// The rule.
    pub rule: Arc<str>,
    /// Words that the finding's span, or the text around it, holds; `None` for all of the rule's.
    pub words: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Where the entry stands, in bytes of `presscheck.toml`.
    pub span: Span,
}

/// How far a comment in a draft reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuppressionScope {
    /// The block that follows.
    NextBlock,
    /// The whole draft.
    File,
}

/// A comment in a draft that suppresses a rule: `<!-- presscheck-ignore weekday-date: reason -->`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The rule's name, as written.
    pub rule: String,
    /// Where that name stands.
    pub rule_span: Span,
    /// Where the comment stands.
    pub span: Span,
    /// Why, if the comment says so.
    pub reason: Option<String>,
    /// How far it reaches.
    pub scope: SuppressionScope,
    /// What it covers.
    pub covers: Span,
}

impl Suppression {
    /// The suppressions among the comments of a draft.
    pub fn all_in(draft: &Draft) -> Vec<Self> {
        draft
            .comments
            .iter()
            .filter_map(|comment| read(draft, comment.span, &comment.text))
            .collect()
    }

    /// Whether `finding` is covered.
    pub fn covers(&self, finding: &Finding) -> bool {
        self.rule == *finding.rule
            && self.covers.start <= finding.span.start
            && finding.span.start <= self.covers.end
    }
}

fn read(draft: &Draft, span: Span, text: &str) -> Option<Suppression> {
    const WORD: &str = "presscheck-ignore";
    let at = text.find(WORD)?;
    if !text[..at].trim().is_empty() {
        return None;
    }
    let after = &text[at + WORD.len()..];
    let (scope, after) = match after.strip_prefix("-file") {
        Some(after) => (SuppressionScope::File, after),
        None => (SuppressionScope::NextBlock, after),
    };
    let (name, reason) = after.split_once(':').unwrap_or((after, ""));
    let rule = name.trim();
    let reason = reason.trim();
    // The comment's text begins after its four marks, “<!--”.
    let rule_start =
        span.start + 4 + (text.len() - after.len()) + (name.len() - name.trim_start().len());
    let covers = match scope {
        SuppressionScope::File => Span::new(0, draft.length),
        SuppressionScope::NextBlock => draft
            .blocks
            .iter()
            .find(|block| block.span.start >= span.end)
            .map_or(Span::at(span.end), |block| block.span),
    };
    Some(Suppression {
        rule: rule.to_owned(),
        rule_span: Span::new(rule_start, rule_start + rule.len()),
        span,
        reason: (!reason.is_empty()).then(|| reason.to_owned()),
        scope,
        covers,
    })
}

impl Ignore {
    /// Whether the entry is about the draft at `file`: its path, its name, or a glob with `*` that
    /// stands for any run of characters without a slash, and `**` for any run.
    pub fn is_about(&self, file: &str) -> bool {
        let file = file.trim_start_matches("./");
        matches_glob(self.file.trim_start_matches("./"), file)
    }

    /// Whether the entry suppresses `finding`, in the draft `text`.
    pub fn covers(&self, finding: &Finding, text: &str) -> bool {
        if self.rule != finding.rule {
            return false;
        }
        let Some(words) = &self.words else {
            return true;
        };
        let found = text.get(finding.span.range()).unwrap_or_default();
        if found.contains(words.as_str()) {
            return true;
        }
        // The words may reach beyond the finding: look where they would have to stand to cover it.
        let mut from = finding.span.start.saturating_sub(words.len());
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let mut to = (finding.span.end + words.len()).min(text.len());
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        text.get(from..to.max(from)).is_some_and(|around| {
            around.match_indices(words.as_str()).any(|(at, _)| {
                let span = Span::new(from + at, from + at + words.len());
                span.overlaps(finding.span) || span.contains(finding.span)
            })
        })
    }
}

/// Matches `*` (no slash) and `**` (anything) in `pattern` against `path`.
fn matches_glob(pattern: &str, path: &str) -> bool {
    let Some(star) = pattern.find('*') else {
        return pattern == path;
    };
    let Some(rest) = path.strip_prefix(&pattern[..star]) else {
        return false;
    };
    let (after, deep) = match pattern[star..].strip_prefix("**") {
        Some(after) => (after.trim_start_matches('/'), true),
        None => (&pattern[star + 1..], false),
    };
    let reach = if deep { rest.len() } else { rest.find('/').unwrap_or(rest.len()) };
    (0..=reach).filter(|&at| rest.is_char_boundary(at)).any(|at| matches_glob(after, &rest[at..]))
}
