//! `presscheck/text`: the text as the server has it.

use serde::Serialize;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::TextDocumentIdentifier;

use crate::server::backend::Request;

/// A document as the server has it.
#[derive(Debug, Serialize)]
pub(in crate::server) struct DocumentText {
    version: i32,
    text: String,
}

/// Gives the text of an open document.
pub(in crate::server) fn handle(
    request: &Request,
    named: &TextDocumentIdentifier,
) -> Result<DocumentText> {
    let document = request.document(named)?;
    if document.lost {
        return Err(Error {
            code: ErrorCode::InvalidRequest,
            message: format!("the text of “{}” is lost: a change could not be read", named.uri)
                .into(),
            data: None,
        });
    }
    Ok(DocumentText { version: document.version, text: document.text.to_string() })
}
