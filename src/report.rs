//! What was found, written for a person or for another program.
//!
//! Reporters read findings and texts and write to whatever they are given; they open no file.

mod excerpt;
mod github;
mod human;
mod json;
mod sarif;
mod summary;

use std::cell::OnceCell;
use std::io::{self, Write};
use std::sync::Arc;

use crate::finding::Finding;
use crate::rule::Page;
use crate::text::{LineColumn, LineIndex};

pub use human::Look;
pub use summary::Summary;

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal.
    #[default]
    Human,
    /// One JSON array of findings.
    Json,
    /// Workflow commands that GitHub shows beside the lines of a pull request.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

/// A file and what was found in it.
#[derive(Debug)]
pub struct FileReport {
    /// Its path, as the user would write it.
    pub path: String,
    /// Its text, in which the findings' spans are.
    pub text: String,
    /// What was found, in the order of the text.
    pub findings: Vec<Finding>,
    lines: OnceCell<LineIndex>,
}

impl FileReport {
    /// What was found in the file at `path`, which reads `text`.
    pub fn new(path: impl Into<String>, text: impl Into<String>, findings: Vec<Finding>) -> Self {
        Self { path: path.into(), text: text.into(), findings, lines: OnceCell::new() }
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and column of a byte of the text.
    fn line_column(&self, offset: usize) -> LineColumn {
        self.lines().line_column(&self.text, offset)
    }
}

/// Everything that a run of the linter has to say.
#[derive(Debug)]
pub struct Report {
    /// The files with findings, in the order of their paths.
    pub files: Vec<FileReport>,
    /// The pages of the rules that found something.
    pub pages: Vec<Arc<Page>>,
    /// Counts, for the last line.
    pub summary: Summary,
    /// What could not be done, as it is told on standard error.
    pub failures: Vec<String>,
}

impl Report {
    /// Writes the report.
    ///
    /// # Errors
    /// `out` cannot be written to.
    pub fn write(&self, format: Format, look: Look, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Human => human::write(self, look, out),
            Format::Json => json::write(self, out),
            Format::Github => github::write(self, out),
            Format::Sarif => sarif::write(self, out),
        }
    }
}
