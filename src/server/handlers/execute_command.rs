//! `workspace/executeCommand`: applies a fix for clients that take commands only.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    Command, ExecuteCommandParams, TextDocumentIdentifier, Url, WorkspaceEdit,
};

use crate::server::backend::Request;
use crate::server::state::Document;

/// The command's name.
pub(in crate::server) const APPLY_EDIT: &str = "presscheck.applyEdit";

#[derive(Deserialize, Serialize)]
struct Argument {
    uri: Url,
    /// The version that the edit was made for.
    version: i32,
    edit: WorkspaceEdit,
}

/// The command that applies an edit.
pub(super) fn command(document: &Document, title: String, edit: WorkspaceEdit) -> Command {
    let argument = Argument { uri: document.uri.clone(), version: document.version, edit };
    Command {
        title,
        command: APPLY_EDIT.to_owned(),
        arguments: serde_json::to_value(argument).ok().map(|it| vec![it]),
    }
}

/// Gives the edit to send to the client.
pub(in crate::server) fn handle(
    request: &Request,
    params: &ExecuteCommandParams,
) -> Result<WorkspaceEdit> {
    if params.command != APPLY_EDIT {
        return Err(Error::invalid_params(format!("there is no command “{}”", params.command)));
    }
    let argument = params.arguments.first().unwrap_or(&Value::Null);
    let argument = Argument::deserialize(argument)
        .map_err(|wrong| Error::invalid_params(format!("“{APPLY_EDIT}”: {wrong}")))?;
    let document = request.document(&TextDocumentIdentifier::new(argument.uri))?;
    if document.version != argument.version {
        return Err(Error {
            code: ErrorCode::ContentModified,
            message: "the text has changed since this fix was offered".into(),
            data: None,
        });
    }
    Ok(argument.edit)
}
