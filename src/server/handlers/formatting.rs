//! `textDocument/formatting` and `textDocument/rangeFormatting`: marks and spaces as they should be.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    DocumentFormattingParams, DocumentRangeFormattingParams, FormattingOptions, TextEdit,
};

use crate::engine::Source;
use crate::server::backend::Request;
use crate::server::edits::text_edits;
use crate::server::state::{Document, Kind};
use crate::server::typesetting::{Wishes, typeset};
use crate::text::Span;

/// Formats a whole draft.
pub(in crate::server) fn handle(
    request: &Request,
    params: &DocumentFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let document = request.document(&params.text_document)?;
    let whole = Span::new(0, document.text.len_bytes());
    Ok(edits(request, document, whole, &params.options))
}

/// Formats a part of a draft.
pub(in crate::server) fn handle_range(
    request: &Request,
    params: &DocumentRangeFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let document = request.document(&params.text_document)?;
    let range = request.state.client.encoding.span(&document.text, params.range);
    Ok(edits(request, document, range, &params.options))
}

fn edits(
    request: &Request,
    document: &Document,
    within: Span,
    options: &FormattingOptions,
) -> Option<Vec<TextEdit>> {
    let Kind::Draft(markup) = document.kind else {
        return None;
    };
    let (checked, _) = request.check(document)?;
    let file = checked.name.as_deref();
    let source = Source { text: &checked.text, markup, file, release_date: None };
    // How wide a tab is means nothing in a release.
    let wishes = Wishes {
        trim_line_ends: options.trim_trailing_whitespace,
        final_line_break: options.insert_final_newline,
        trim_final_line_breaks: options.trim_final_newlines,
    };
    let analysis = &checked.analysis;
    let edits = typeset(&checked.engine, &source, analysis, within, wishes, &request.stop)?;
    Some(text_edits(&request.state.client, &document.text, &edits))
}
