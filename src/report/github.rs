//! GitHub's workflow commands: an annotation beside the line of each finding.

use std::io::{self, Write};

use crate::finding::Level;
use crate::report::Report;

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for file in &report.files {
        for finding in &file.findings {
            let command = match finding.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Info => "notice",
            };
            let start = file.line_column(finding.span.start);
            let end = file.line_column(finding.span.end);
            write!(out, "::{command} file={}", property(&file.path))?;
            write!(out, ",line={},endLine={}", start.line, end.line)?;
            // Columns of different lines are ignored, with a warning.
            if start.line == end.line {
                write!(out, ",col={},endColumn={}", start.column, end.column)?;
            }
            write!(out, ",title={}::", property(&finding.rule))?;
            let mut message = finding.message.clone();
            for related in &finding.related {
                let place = file.line_column(related.span.start);
                message += &format!("\nLine {}: {}", place.line, related.message);
            }
            if let Some(help) = &finding.help {
                message += &format!("\n{help}");
            }
            writeln!(out, "{}", data(&message))?;
        }
    }
    Ok(())
}

/// A command's message; it ends at the line's end.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A command's property; it ends at a comma or colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
