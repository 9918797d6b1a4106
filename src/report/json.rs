//! One JSON array of findings, a finding a line.

use std::io::{self, Write};

use serde::Serialize;

use crate::report::{FileReport, Report};
use crate::text::Span;

#[derive(Serialize)]
struct JsonFinding<'a> {
    path: &'a str,
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    start: JsonPlace,
    end: JsonPlace,
    related: Vec<JsonRelated<'a>>,
    fixes: Vec<JsonFix<'a>>,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    message: &'a str,
    path: &'a str,
    start: JsonPlace,
    end: JsonPlace,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    safety: &'static str,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    start: JsonPlace,
    end: JsonPlace,
    replacement: &'a str,
}

/// Line and column from 1, the column in Unicode characters; the offset in bytes, from 0.
#[derive(Serialize)]
struct JsonPlace {
    line: usize,
    column: usize,
    offset: usize,
}

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut separator = "[\n";
    for file in &report.files {
        for finding in &file.findings {
            let (start, end) = places(file, finding.span);
            let related = finding.related.iter().map(|it| {
                let (start, end) = places(file, it.span);
                JsonRelated { message: &it.message, path: &file.path, start, end }
            });
            let fixes = finding.fixes.iter().map(|fix| JsonFix {
                title: &fix.title,
                safety: fix.safety.name(),
                edits: fix
                    .edits
                    .iter()
                    .map(|edit| {
                        let (start, end) = places(file, edit.span);
                        JsonEdit { start, end, replacement: &edit.replacement }
                    })
                    .collect(),
            });
            out.write_all(separator.as_bytes())?;
            separator = ",\n";
            let finding = JsonFinding {
                path: &file.path,
                rule: &finding.rule,
                severity: finding.level.name(),
                message: &finding.message,
                start,
                end,
                related: related.collect(),
                fixes: fixes.collect(),
            };
            serde_json::to_writer(&mut *out, &finding)?;
        }
    }
    let end = if separator == "[\n" { "[]\n" } else { "\n]\n" };
    out.write_all(end.as_bytes())
}

fn places(file: &FileReport, span: Span) -> (JsonPlace, JsonPlace) {
    let place = |offset| {
        let place = file.line_column(offset);
        JsonPlace { line: place.line, column: place.column, offset }
    };
    (place(span.start), place(span.end))
}
