//! Findings for a person: the line, the span underlined, the other place of a conflict, the fix.

use std::io::{self, Write};

use annotate_snippets::renderer::{
    DEFAULT_EMPHASIS_STYLE, DEFAULT_ERROR_STYLE, DEFAULT_INFO_STYLE, DEFAULT_LINE_NUM_STYLE,
    DEFAULT_WARNING_STYLE, DecorStyle,
};
use annotate_snippets::{AnnotationKind, Group, Level as Heading, Renderer, Snippet};

use crate::finding::{Finding, Level, Related, Safety};
use crate::report::excerpt::{Excerpt, visible};
use crate::report::{FileReport, Report};
use crate::text::Span;

/// How a report for a person looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether it may have colours.
    pub colours: bool,
}

/// What the line number and the frame need beside a line.
const FRAME: usize = 8;

/// Less cannot be read.
const NARROWEST: usize = 40;

/// So many other places are shown; more would hide the finding.
const MOST_RELATED: usize = 4;

pub(super) fn write(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if look.colours { Renderer::styled() } else { Renderer::plain() };
    // The excerpts fit already; the library is not to cut them again.
    let renderer = renderer.term_width(usize::MAX / 4).decor_style(DecorStyle::Ascii);
    let width = look.width.max(NARROWEST) - FRAME;
    for file in &report.files {
        // What is only worth knowing is shown once; the same again is named with its place.
        let mut shown: Vec<&str> = Vec::new();
        for finding in &file.findings {
            let again = finding.level == Level::Info && shown.contains(&&*finding.rule);
            if finding.level == Level::Info && !again {
                shown.push(&finding.rule);
            }
            let detail = if again { Detail::Place } else { Detail::Lines { width } };
            write_finding(&renderer, look, file, finding, detail, out)?;
        }
    }
    writeln!(out, "{}", report.summary)
}

/// How much of a finding is shown.
#[derive(Clone, Copy)]
enum Detail {
    /// What it says, and where.
    Place,
    /// Also the lines, cut to so many characters, and the fixes.
    Lines { width: usize },
}

fn write_finding(
    renderer: &Renderer,
    look: Look,
    file: &FileReport,
    finding: &Finding,
    detail: Detail,
    out: &mut dyn Write,
) -> io::Result<()> {
    let heading = match finding.level {
        Level::Error => Heading::ERROR,
        Level::Warning => Heading::WARNING,
        Level::Info => Heading::INFO,
    };
    write_title(look, finding, out)?;
    let Detail::Lines { width } = detail else {
        write_place(look, file, finding, 1, out)?;
        return writeln!(out);
    };
    let (near, rest) = finding.related.split_at(finding.related.len().min(MOST_RELATED));
    let mut spans = vec![finding.span];
    spans.extend(near.iter().map(|it| it.span));
    let excerpt = Excerpt::new(file, &spans, width);

    let lines = excerpt.first_line + excerpt.text.matches('\n').count();
    write_place(look, file, finding, lines.to_string().len(), out)?;

    let mut snippet = Snippet::source(excerpt.text.as_str()).line_start(excerpt.first_line);
    let mut notes = Vec::new();
    for (index, mark) in excerpt.marks.iter().enumerate() {
        let related = index.checked_sub(1).and_then(|it| near.get(it));
        snippet = match (mark, related) {
            (Some(mark), None) => {
                let label = last_line(file, finding.span);
                snippet.annotation(AnnotationKind::Primary.span(mark.clone()).label(label))
            }
            (Some(mark), Some(related)) => {
                let label = visible(&related.message);
                snippet.annotation(AnnotationKind::Context.span(mark.clone()).label(label))
            }
            (None, Some(related)) => {
                notes.push(elsewhere(file, related));
                snippet
            }
            (None, None) => snippet,
        };
    }
    notes.extend(rest.iter().map(|it| elsewhere(file, it)));

    let mut group = Group::with_level(heading).element(snippet);
    for note in notes {
        group = group.element(Heading::NOTE.message(note));
    }
    for fix in &finding.fixes {
        let name = match fix.safety {
            Safety::Safe => "fix",
            Safety::Unsafe => "unsafe fix",
        };
        group = group.element(Heading::HELP.with_name(name).message(visible(&fix.title)));
    }
    if let Some(help) = &finding.help {
        group = group.element(Heading::HELP.message(visible(help)));
    }
    writeln!(out, "{}\n", renderer.render(&[group]))
}

/// “error[rule]: message”. The library is for lines and marks: to lay out a single line it takes as long
/// as for all of them.
fn write_title(look: Look, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let style = match finding.level {
        Level::Error => DEFAULT_ERROR_STYLE,
        Level::Warning => DEFAULT_WARNING_STYLE,
        Level::Info => DEFAULT_INFO_STYLE,
    };
    let (level, rule, message) = (finding.level.name(), &finding.rule, visible(&finding.message));
    if look.colours {
        let strong = DEFAULT_EMPHASIS_STYLE;
        writeln!(out, "{style}{level}[{rule}]{style:#}{strong}: {message}{strong:#}")
    } else {
        writeln!(out, "{level}[{rule}]: {message}")
    }
}

/// The line with the finding's place, indented by `indent` columns. The library would count the column
/// in the cut line.
fn write_place(
    look: Look,
    file: &FileReport,
    finding: &Finding,
    indent: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let arrow = format!("{:1$}-->", "", indent);
    if look.colours {
        write!(out, "{DEFAULT_LINE_NUM_STYLE}{arrow}{DEFAULT_LINE_NUM_STYLE:#}")?;
    } else {
        write!(out, "{arrow}")?;
    }
    let place = file.line_column(finding.span.start);
    writeln!(out, " {}:{}:{}", visible(&file.path), place.line, place.column)
}

/// What to say of a span of which only the first line is shown.
fn last_line(file: &FileReport, span: Span) -> Option<String> {
    let lines = file.lines();
    let last = lines.line_at(span.end.saturating_sub(1).max(span.start));
    (last != lines.line_at(span.start)).then(|| format!("… to line {}", last + 1))
}

fn elsewhere(file: &FileReport, related: &Related) -> String {
    let place = file.line_column(related.span.start);
    format!("line {}: {}", place.line, visible(&related.message))
}
