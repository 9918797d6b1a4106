//! `textDocument/diagnostic`: what was found in a document, for clients that ask.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use serde_json::json;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportKind,
    DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Url,
};

use crate::engine::Stop;
use crate::server::backend::Request;
use crate::server::diagnostics::of_finding;
use crate::server::project_diagnostics::faults;
use crate::server::projects::Project;
use crate::server::scheduler::Used;
use crate::server::state::{Document, Kind};
use crate::server::survey::is_configuration;

/// Reports on a document, or says that the report of before still holds.
///
/// # Errors
/// If the text has changed since: the client is to ask again.
pub(in crate::server) fn handle(
    request: &Request,
    params: &DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult> {
    let uri = &params.text_document.uri;
    let previous = params.previous_result_id.as_deref();
    let report = match request.state.document(uri) {
        Some(document) => of_open(request, document, previous)?,
        None => of_file(request, uri, previous),
    };
    Ok(DocumentDiagnosticReportResult::Report(report))
}

fn of_open(
    request: &Request,
    document: &Document,
    previous: Option<&str>,
) -> Result<DocumentDiagnosticReport> {
    if document.lost {
        return Ok(full(None, Vec::new()));
    }
    if document.kind == Kind::Configuration {
        let diagnostics = of_configuration(request, &document.uri)?;
        let id = id_of_configuration(request, &diagnostics);
        let id = format!("{id}.r{}", document.revision);
        return report(id, previous, || Ok(diagnostics));
    }
    let project = request.projects.of(&request.state, document);
    let id = request.survey.id_of(&format!("r{}", document.revision), &project);
    let made = report(id, previous, || {
        // Nobody wants to know what is wrong with a text that is not the newest any more.
        let stop = request.stop.or(&Stop::when_changed(&document.newest));
        let checked =
            if document.is_outdated() { None } else { request.check_until(document, &stop) };
        match checked {
            Some((checked, _)) => {
                let findings = checked.analysis.findings.iter();
                let client = &request.state.client;
                Ok(findings.map(|it| of_finding(client, document, it)).collect())
            }
            None if document.is_outdated() || stop.is_set() => Err(ask_again()),
            None => Ok(Vec::new()),
        }
    })?;
    Ok(with_configuration(request, made, &project))
}

/// A file that the client shows and has not opened.
fn of_file(request: &Request, uri: &Url, previous: Option<&str>) -> DocumentDiagnosticReport {
    let Ok(path) = uri.to_file_path() else {
        return full(None, Vec::new());
    };
    if is_configuration(&path) {
        let project = request.projects.of_folder(&request.state, path.parent());
        let used = Used::unchecked(project, &request.state);
        let mut faults = faults(&request.state, [&used]);
        let diagnostics = faults.remove(uri).map(|(_, it)| it).unwrap_or_default();
        let id = id_of_configuration(request, &diagnostics);
        return match report(id, previous, || Ok(diagnostics)) {
            Ok(report) => report,
            Err(_) => full(None, Vec::new()),
        };
    }
    let checked =
        request.survey.check(&request.state, &request.projects, &path, previous, &request.stop);
    match checked {
        Some(checked) => match checked.diagnostics {
            Some(diagnostics) => full(Some(checked.id), diagnostics),
            None => unchanged(checked.id),
        },
        None => full(None, Vec::new()),
    }
}

/// What is wrong with an open configuration file.
fn of_configuration(request: &Request, uri: &Url) -> Result<Vec<Diagnostic>> {
    let used = used_by_open(request)?;
    let mut faults = faults(&request.state, &used);
    Ok(faults.remove(uri).map(|(_, it)| it).unwrap_or_default())
}

/// The configurations that the open documents are checked with.
fn used_by_open(request: &Request) -> Result<Vec<Used>> {
    let mut used = Vec::new();
    for document in request.state.documents.values().filter(|it| !it.lost) {
        if document.kind == Kind::Configuration {
            let project = request.projects.of(&request.state, document);
            used.push(Used::unchecked(project, &request.state));
        } else if let Some((checked, project)) = request.check(document) {
            let unused_ignores = checked.analysis.unused_ignores.clone();
            used.push(Used { unused_ignores, ..Used::unchecked(project, &request.state) });
        }
        if request.stop.is_set() {
            return Err(ask_again());
        }
    }
    Ok(used)
}

/// The same report, with one on the configuration that the draft is checked with, where the client
/// takes it and does not ask for it by itself.
fn with_configuration(
    request: &Request,
    mut report: DocumentDiagnosticReport,
    project: &Project,
) -> DocumentDiagnosticReport {
    let Some(file) = project.file.as_ref().filter(|it| it.open.is_none()) else {
        return report;
    };
    if !request.state.client.related_documents {
        return report;
    }
    let Some((uri, used)) = uri_of(&file.path).zip(used_by_open(request).ok()) else {
        return report;
    };
    let items = faults(&request.state, &used).remove(&uri).map(|(_, it)| it).unwrap_or_default();
    let result_id = Some(id_of_configuration(request, &items));
    let full = FullDocumentDiagnosticReport { result_id, items };
    let related = HashMap::from([(uri, DocumentDiagnosticReportKind::Full(full))]);
    match &mut report {
        DocumentDiagnosticReport::Full(report) => report.related_documents = Some(related),
        DocumentDiagnosticReport::Unchanged(report) => report.related_documents = Some(related),
    }
    report
}

fn uri_of(path: &Path) -> Option<Url> {
    Url::from_file_path(path).ok()
}

/// The report under `id`, which is made only if the client does not have it.
fn report(
    id: String,
    previous: Option<&str>,
    diagnostics: impl FnOnce() -> Result<Vec<Diagnostic>>,
) -> Result<DocumentDiagnosticReport> {
    if previous == Some(&id) {
        return Ok(unchanged(id));
    }
    Ok(full(Some(id), diagnostics()?))
}

fn full(result_id: Option<String>, items: Vec<Diagnostic>) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    })
}

fn unchanged(result_id: String) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
        related_documents: None,
        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
    })
}

/// A name for what is wrong with a configuration. It depends on more than one file: on what was
/// found, therefore.
pub(super) fn id_of_configuration(request: &Request, diagnostics: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(diagnostics).unwrap_or_default().hash(&mut hasher);
    request.survey.id_of_faults(hasher.finish())
}

/// The answer to a request that was overtaken.
pub(super) fn ask_again() -> Error {
    Error {
        code: ErrorCode::ServerError(-32802),
        message: "the text has changed meanwhile".into(),
        data: Some(json!({ "retriggerRequest": true })),
    }
}
