//! `textDocument/references` and `textDocument/documentHighlight`: every place of the draft that
//! speaks of what is under the cursor.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, Location, ReferenceParams,
    TextDocumentPositionParams,
};

use crate::server::backend::Request;
use crate::server::state::Document;
use crate::server::under_cursor::{Lookup, Place};

/// Lists the places, without the one that introduces the thing if the client does not want it.
pub(in crate::server) fn handle(
    request: &Request,
    params: &ReferenceParams,
) -> Result<Option<Vec<Location>>> {
    let (document, places) = places(request, &params.text_document_position)?;
    let encoding = request.state.client.encoding;
    let declaration = params.context.include_declaration;
    let locations: Vec<Location> = places
        .into_iter()
        .filter(|it| declaration || !it.defines)
        .map(|it| Location::new(document.uri.clone(), encoding.range(&document.text, it.span)))
        .collect();
    Ok((!locations.is_empty()).then_some(locations))
}

/// Marks the places; the one that introduces the thing in another way, if the client has one.
pub(in crate::server) fn highlight(
    request: &Request,
    params: &DocumentHighlightParams,
) -> Result<Option<Vec<DocumentHighlight>>> {
    let (document, places) = places(request, &params.text_document_position_params)?;
    let encoding = request.state.client.encoding;
    let highlights: Vec<DocumentHighlight> = places
        .into_iter()
        .map(|it| DocumentHighlight {
            range: encoding.range(&document.text, it.span),
            kind: Some(if it.defines {
                DocumentHighlightKind::WRITE
            } else {
                DocumentHighlightKind::READ
            }),
        })
        .collect();
    Ok((!highlights.is_empty()).then_some(highlights))
}

fn places<'a>(
    request: &'a Request,
    place: &TextDocumentPositionParams,
) -> Result<(&'a Document, Vec<Place>)> {
    let document = request.document(&place.text_document)?;
    let Some((checked, _)) = request.check(document) else {
        return Ok((document, Vec::new()));
    };
    let lookup = Lookup::new(&checked);
    let offset = request.state.client.encoding.offset(&document.text, place.position);
    let found = lookup.at(offset);
    let places = found.iter().map(|it| lookup.places(&it.thing)).find(|it| !it.is_empty());
    Ok((document, places.unwrap_or_default()))
}
