//! What the rules report: findings, their fixes, and how fixes are applied.

mod fix;
mod suppression;

use std::sync::Arc;

use crate::text::Span;

pub(crate) use fix::keep_line_ends;
pub use fix::{Applied, FixMode, apply_edits, plan_fixes};
pub use suppression::{Ignore, Suppression, SuppressionScope};

/// How much a finding matters. Ordered: `Info < Warning < Error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth a look.
    Info,
    /// Most likely wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Level; 3] = [Level::Info, Level::Warning, Level::Error];

    /// The level's name: `info`, `warning` or `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }

    /// The level's name, or `off`.
    pub fn name_or_off(level: Option<Self>) -> &'static str {
        level.map_or("off", Level::name)
    }

    /// The level of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// Whether a fix may be applied without a person looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// Changes no fact, no quoted word and no meaning.
    Safe,
    /// A person decides.
    Unsafe,
}

impl Safety {
    /// `safe` or `unsafe`.
    pub const fn name(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        }
    }
}

/// A replacement of one span of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

/// A way to mend a finding: edits that are applied together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the fix does, in the imperative: “Delete the second “the””.
    pub title: String,
    /// Whether it may be applied without a person looking.
    pub safety: Safety,
    /// Sorted and disjoint.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix that changes no fact, no quoted word and no meaning.
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), safety: Safety::Safe, edits }
    }

    /// A fix that a person has to accept.
    pub fn by_hand(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), safety: Safety::Unsafe, edits }
    }
}

impl Edit {
    /// Replaces `span` with `replacement`.
    pub fn replace(span: Span, replacement: impl Into<String>) -> Self {
        Self { span, replacement: replacement.into() }
    }

    /// Inserts `text` before the byte at `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::at(offset), text)
    }

    /// Deletes `span`.
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }
}

/// Another place that a finding speaks of: the other side of a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What is to be seen there.
    pub message: String,
}

/// One thing a rule has to say about a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: Arc<str>,
    /// How much it matters, after the house profile had its say.
    pub level: Level,
    /// Where.
    pub span: Span,
    /// What is wrong, naming the text in “quotes”.
    pub message: String,
    /// What to do, where no fix can do it.
    pub help: Option<String>,
    /// The other places of a conflict.
    pub related: Vec<Related>,
    /// Ways to mend it, the best first. More than one are alternatives.
    pub fixes: Vec<Fix>,
    /// Whether the span is residue that an editor may fade.
    pub unnecessary: bool,
}

impl Finding {
    /// The same finding `by` bytes further on.
    pub(crate) fn shifted(&self, by: usize) -> Self {
        let mut finding = self.clone();
        finding.span = finding.span.shifted(by);
        for related in &mut finding.related {
            related.span = related.span.shifted(by);
        }
        for edit in finding.fixes.iter_mut().flat_map(|it| &mut it.edits) {
            edit.span = edit.span.shifted(by);
        }
        finding
    }

    /// The fix that may be applied without a person looking, if there is one.
    pub fn safe_fix(&self) -> Option<&Fix> {
        self.fixes.iter().find(|fix| fix.safety == Safety::Safe)
    }
}
