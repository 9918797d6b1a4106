//! `textDocument/completion`: what may be meant by what is typed.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{CompletionList, CompletionParams, CompletionResponse};

use crate::server::backend::Request;
use crate::server::completion::draft;
use crate::server::configuration;
use crate::server::state::Kind;

/// How many items are sent at most; what comes after is found by typing on.
const MOST_ITEMS: usize = 200;

/// Completes at a position of a draft or a configuration.
pub(in crate::server) fn handle(
    request: &Request,
    params: &CompletionParams,
) -> Result<Option<CompletionResponse>> {
    let place = &params.text_document_position;
    let document = request.document(&place.text_document)?;
    if document.lost {
        return Ok(None);
    }
    let mut suggestions = match document.kind {
        Kind::Configuration => {
            configuration::completion::complete(request, document, place.position)
        }
        Kind::Draft(_) => {
            draft::complete(request, document, place.position, params.context.as_ref())
        }
    };
    let client = &request.state.client;
    suggestions.retain(|it| client.completion.snippets || !it.snippet_only);
    if suggestions.is_empty() {
        return Ok(None);
    }
    let is_incomplete = suggestions.len() > MOST_ITEMS;
    suggestions.truncate(MOST_ITEMS);
    let items = suggestions
        .into_iter()
        .enumerate()
        .map(|(rank, it)| it.into_item(client, document, rank))
        .collect();
    Ok(Some(CompletionResponse::List(CompletionList { is_incomplete, items })))
}
