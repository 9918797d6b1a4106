//! `presscheck/status`: what became of each open document, so that users can tell “clean” from
//! “nobody looks”.

use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::{Diagnostic, DiagnosticSeverity, Url};

use crate::server::projects::Project;
use crate::server::state::Document;

/// The notification.
pub(super) enum StatusNotification {}

impl Notification for StatusNotification {
    type Params = Status;
    const METHOD: &'static str = "presscheck/status";
}

/// What became of a document.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub(super) struct Status {
    uri: Url,
    /// The version it is about.
    version: Option<i32>,
    state: Condition,
    /// The profile it was held to; empty before that is known.
    house: String,
    /// Its `presscheck.toml`, if there is one.
    configuration: Option<Url>,
    errors: usize,
    warnings: usize,
    infos: usize,
    /// All of this for a person.
    message: String,
}

/// How it stands with a document.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Condition {
    /// It is being checked.
    Checking,
    /// Nothing was found.
    Clean,
    /// Something was found.
    Findings,
    /// It is left out, or no text that can be checked.
    NotADraft,
    /// It could not be checked.
    Failed,
}

impl Status {
    /// The document that it is about.
    pub(super) fn uri(&self) -> &Url {
        &self.uri
    }

    /// The status of a document whose check has begun.
    pub(super) fn checking(document: &Document, project: Option<&Project>) -> Self {
        Self::of(document, project, Condition::Checking, "checking".to_owned())
    }

    /// The status of a document that was checked, or of a configuration file that was read.
    pub(super) fn checked(
        document: &Document,
        project: &Project,
        diagnostics: &[Diagnostic],
    ) -> Self {
        let count =
            |severity| diagnostics.iter().filter(|it| it.severity == Some(severity)).count();
        let errors = count(DiagnosticSeverity::ERROR);
        let warnings = count(DiagnosticSeverity::WARNING);
        let infos = count(DiagnosticSeverity::INFORMATION);
        let counted: Vec<String> = [
            (errors, "error", "errors"),
            (warnings, "warning", "warnings"),
            (infos, "info", "infos"),
        ]
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, more)| format!("{count} {}", if count == 1 { one } else { more }))
        .collect();
        let (state, message) = if counted.is_empty() {
            (Condition::Clean, "nothing found".to_owned())
        } else {
            (Condition::Findings, counted.join(", "))
        };
        Self { errors, warnings, infos, ..Self::of(document, Some(project), state, message) }
    }

    /// The status of a document that is no draft of its project.
    pub(super) fn not_a_draft(document: &Document, project: &Project) -> Self {
        let message = match &project.file {
            Some(_) => "not checked: no draft of this project, as presscheck.toml says",
            None => "not checked: no press release by its name",
        };
        Self::of(document, Some(project), Condition::NotADraft, message.to_owned())
    }

    /// The status of a document that could not be checked.
    pub(super) fn failed(document: &Document, why: &str) -> Self {
        Self::of(document, None, Condition::Failed, why.to_owned())
    }

    fn of(
        document: &Document,
        project: Option<&Project>,
        state: Condition,
        message: String,
    ) -> Self {
        let file = project.and_then(|it| it.file.as_ref());
        Self {
            uri: document.uri.clone(),
            version: Some(document.version),
            state,
            house: project.map(|it| it.engine.house().name.clone()).unwrap_or_default(),
            configuration: file.and_then(|it| Url::from_file_path(&it.path).ok()),
            errors: 0,
            warnings: 0,
            infos: 0,
            message,
        }
    }
}
