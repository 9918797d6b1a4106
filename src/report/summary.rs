//! The last line for a person: how many files, how many findings, and what can be done.

use std::fmt;

use crate::finding::{Finding, FixMode, Level, plan_fixes};

/// Counts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many drafts were checked.
    pub drafts: usize,
    /// How many files have findings.
    pub files_with_findings: usize,
    /// How many findings of each level, in the order of [`Level::ALL`].
    pub of_level: [usize; Level::ALL.len()],
    /// How many findings can be fixed by `--fix`.
    pub safely_fixable: usize,
    /// How many more can be fixed by `--unsafe-fixes`.
    pub unsafely_fixable: usize,
    /// How many findings were fixed, and in how many drafts; `None` if nobody asked for it.
    pub fixed: Option<(usize, usize)>,
    /// How many findings have a fix that was to be applied and was not.
    pub skipped: usize,
}

impl Summary {
    /// Counts the findings of one file.
    pub fn add(&mut self, findings: &[Finding]) {
        if findings.is_empty() {
            return;
        }
        self.files_with_findings += 1;
        for finding in findings {
            self.of_level[finding.level as usize] += 1;
        }
        let count = |mode| {
            let planned = plan_fixes(findings, mode);
            planned.mended + planned.postponed
        };
        let safely = count(FixMode::Safe);
        self.safely_fixable += safely;
        self.unsafely_fixable += count(FixMode::Unsafe) - safely;
    }

    /// How many findings there are.
    pub fn findings(&self) -> usize {
        self.of_level.iter().sum()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((findings, drafts)) = self.fixed {
            let (findings, drafts) = (counted(findings, "finding"), counted(drafts, "draft"));
            write!(formatter, "Fixed {findings} in {drafts}. ")?;
        }
        write!(formatter, "Checked {}: ", counted(self.drafts, "draft"))?;
        let left = if self.fixed.is_some() { " left" } else { "" };
        if self.findings() == 0 {
            return write!(formatter, "no findings{left}");
        }
        let mut levels = Vec::new();
        for level in Level::ALL.into_iter().rev() {
            match self.of_level[level as usize] {
                0 => {}
                count if level == Level::Info => levels.push(format!("{count} info")),
                count => levels.push(counted(count, level.name())),
            }
        }
        let findings = counted(self.findings(), "finding");
        let files = counted(self.files_with_findings, "file");
        write!(formatter, "{findings}{left} ({}) in {files}", levels.join(", "))?;
        if self.skipped > 0 {
            let skipped = counted(self.skipped, "fix");
            return write!(
                formatter,
                "; {skipped} skipped, which still bring out others after eight rounds"
            );
        }
        match (self.safely_fixable, self.unsafely_fixable) {
            (0, 0) => Ok(()),
            (safe, 0) => write!(formatter, "; --fix fixes {safe}"),
            (0, more) => write!(formatter, "; --unsafe-fixes fixes {more}, look at them first"),
            (safe, more) => {
                write!(formatter, "; --fix fixes {safe}, --unsafe-fixes {more} more")
            }
        }
    }
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ if noun.ends_with('x') => format!("{count} {noun}es"),
        _ => format!("{count} {noun}s"),
    }
}
