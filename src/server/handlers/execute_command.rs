//! `workspace/executeCommand`: applies a fix for clients that take commands only, and shows what is to
//! be filled in.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    Command, ExecuteCommandParams, Location, ShowDocumentParams, TextDocumentIdentifier, Url,
    WorkspaceEdit,
};

use crate::server::backend::Request;
use crate::server::client::ClientTraits;
use crate::server::handlers::configure::Selection;
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

/// The command's name that shows what the user is to fill in.
pub(in crate::server) const SELECT: &str = "presscheck.select";

/// The command that has the client select what is to be filled in, if it can.
pub(super) fn select_command(client: &ClientTraits, select: Option<Selection>) -> Option<Command> {
    let (uri, range) = select.filter(|_| client.selects_placeholders())?;
    let argument = serde_json::to_value(Location::new(uri, range)).ok()?;
    let title = "Fill it in".to_owned();
    Some(Command { title, command: SELECT.to_owned(), arguments: Some(vec![argument]) })
}

/// What the client is asked to do.
pub(in crate::server) enum Asked {
    /// To change files.
    Apply(WorkspaceEdit),
    /// To show a place.
    Show(ShowDocumentParams),
}

/// Gives what to ask of the client.
pub(in crate::server) fn handle(request: &Request, params: &ExecuteCommandParams) -> Result<Asked> {
    let argument = params.arguments.first().unwrap_or(&Value::Null);
    let wrong =
        |wrong: serde_json::Error| Error::invalid_params(format!("“{}”: {wrong}", params.command));
    match &*params.command {
        APPLY_EDIT => {
            let argument = Argument::deserialize(argument).map_err(wrong)?;
            let document = request.document(&TextDocumentIdentifier::new(argument.uri))?;
            if document.version != argument.version {
                return Err(Error {
                    code: ErrorCode::ContentModified,
                    message: "the text has changed since this fix was offered".into(),
                    data: None,
                });
            }
            Ok(Asked::Apply(argument.edit))
        }
        SELECT => {
            let Location { uri, range } = Location::deserialize(argument).map_err(wrong)?;
            let (external, take_focus) = (None, Some(true));
            Ok(Asked::Show(ShowDocumentParams {
                uri,
                external,
                take_focus,
                selection: Some(range),
            }))
        }
        command => Err(Error::invalid_params(format!("there is no command “{command}”"))),
    }
}
