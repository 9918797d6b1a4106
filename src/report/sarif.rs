//! SARIF 2.1.0, for code scanning and viewers.

use std::io::{self, Write};
use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;
use serde_sarif::sarif::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Fix, Invocation, Location, Message,
    MultiformatMessageString, Notification, PhysicalLocation, Region, Replacement,
    ReportingConfiguration, ReportingDescriptor, Result as SarifResult, ResultLevel, Run,
    SCHEMA_URL, Sarif, Tool, ToolComponent,
};

use crate::finding::{Finding, Level};
use crate::report::{FileReport, Report};
use crate::rule::Page;
use crate::text::Span;

/// What stands as it is in a path of a URI reference.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<_> = report.pages.iter().map(|it| descriptor(it)).collect();
    let results: Vec<_> = report
        .files
        .iter()
        .flat_map(|file| file.findings.iter().map(move |it| (file, it)))
        .map(|(file, finding)| result(report, file, finding))
        .collect();
    let failures: Vec<_> = report.failures.iter().map(|it| notification(it)).collect();
    let driver = ToolComponent::builder()
        .name("Presscheck")
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .rules(rules)
        .build();
    let invocation = Invocation::builder()
        .execution_successful(report.failures.is_empty())
        .tool_execution_notifications(failures)
        .build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .column_kind(json!("unicodeCodePoints"))
        .invocations(vec![invocation])
        .results(results)
        .build();
    let sarif = Sarif::builder().version(json!("2.1.0")).schema(SCHEMA_URL).runs(vec![run]).build();
    serde_json::to_writer_pretty(&mut *out, &sarif)?;
    out.write_all(b"\n")
}

fn descriptor(page: &Page) -> ReportingDescriptor {
    let level = page.level.map_or("none", level);
    ReportingDescriptor::builder()
        .id(&*page.name)
        .short_description(text(&page.summary))
        .help(MultiformatMessageString::builder().text(&page.body).markdown(&page.body).build())
        .default_configuration(ReportingConfiguration::builder().level(json!(level)).build())
        .build()
}

fn result(report: &Report, file: &FileReport, finding: &Finding) -> SarifResult {
    let mut said = finding.message.clone();
    if let Some(help) = &finding.help {
        said += &format!("; {help}");
    }
    let related = finding.related.iter().zip(1..).map(|(related, id)| {
        let mut location = location(file, related.span);
        location.id = Some(id);
        location.message = Some(message(&related.message));
        location
    });
    let fixes = finding.fixes.iter().map(|fix| {
        let replacements = fix.edits.iter().map(|edit| {
            let inserted = ArtifactContent::builder().text(&edit.replacement).build();
            Replacement::builder()
                .deleted_region(region(file, edit.span))
                .inserted_content(inserted)
                .build()
        });
        let change = ArtifactChange::builder()
            .artifact_location(artifact(&file.path))
            .replacements(replacements.collect::<Vec<_>>())
            .build();
        Fix::builder().description(message(&fix.title)).artifact_changes(vec![change]).build()
    });
    let mut result = SarifResult::builder()
        .rule_id(&*finding.rule)
        .level(result_level(finding.level))
        .message(message(&said))
        .locations(vec![location(file, finding.span)])
        .related_locations(related.collect::<Vec<_>>())
        .fixes(fixes.collect::<Vec<_>>())
        .build();
    let index = report.pages.iter().position(|it| it.name == finding.rule);
    result.rule_index = index.and_then(|it| i64::try_from(it).ok());
    result
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

fn result_level(level: Level) -> ResultLevel {
    match level {
        Level::Error => ResultLevel::Error,
        Level::Warning => ResultLevel::Warning,
        Level::Info => ResultLevel::Note,
    }
}

fn notification(failure: &str) -> Notification {
    Notification::builder().message(message(failure)).level(json!("error")).build()
}

fn location(file: &FileReport, span: Span) -> Location {
    let place = PhysicalLocation::builder()
        .artifact_location(artifact(&file.path))
        .region(region(file, span))
        .build();
    Location::builder().physical_location(place).build()
}

fn region(file: &FileReport, span: Span) -> Region {
    let (start, end) = (file.line_column(span.start), file.line_column(span.end));
    let number = |it: usize| i64::try_from(it).unwrap_or(i64::MAX);
    Region::builder()
        .start_line(number(start.line))
        .start_column(number(start.column))
        .end_line(number(end.line))
        .end_column(number(end.column))
        .build()
}

/// A relative path is a URI reference to whatever the reader of the report takes for the root.
fn artifact(path: &str) -> ArtifactLocation {
    let encoded = utf8_percent_encode(path, PATH);
    let absolute = Path::new(path).is_absolute();
    let uri = if absolute { format!("file://{encoded}") } else { encoded.to_string() };
    ArtifactLocation::builder().uri(uri).build()
}

fn message(text: &str) -> Message {
    Message::builder().text(text).build()
}

fn text(text: &str) -> MultiformatMessageString {
    MultiformatMessageString::builder().text(text).build()
}
