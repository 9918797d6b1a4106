//! `textDocument/documentSymbol`: the release's parts, its quotations by speaker, its captions.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, SymbolInformation,
    SymbolKind,
};

use crate::draft::Zone;
use crate::server::backend::Request;
use crate::server::client::ClientTraits;
use crate::server::outline::{self, Part, PartKind};
use crate::server::state::Document;
use crate::server::under_cursor::Lookup;

/// Lists the parts of a draft: one in another for clients that show them so, else in a row.
pub(in crate::server) fn handle(
    request: &Request,
    params: &DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    let document = request.document(&params.text_document)?;
    let Some((checked, _)) = request.check(document) else {
        return Ok(None);
    };
    let parts = outline::of(&Lookup::new(&checked).context);
    let client = &request.state.client;
    if client.nested_symbols {
        let symbols = parts.iter().map(|it| nested(client, document, it)).collect();
        return Ok(Some(DocumentSymbolResponse::Nested(symbols)));
    }
    let mut symbols = Vec::new();
    for part in &parts {
        flat(client, document, part, None, &mut symbols);
    }
    Ok(Some(DocumentSymbolResponse::Flat(symbols)))
}

#[expect(deprecated, reason = "the protocol's types have the field all the same")]
fn nested(client: &ClientTraits, document: &Document, part: &Part) -> DocumentSymbol {
    let children: Vec<_> = part.children.iter().map(|it| nested(client, document, it)).collect();
    DocumentSymbol {
        name: part.name.clone(),
        detail: Some(part.detail.clone()).filter(|it| !it.is_empty()),
        kind: kind(part.kind),
        tags: None,
        deprecated: None,
        range: client.encoding.range(&document.text, part.span),
        selection_range: client.encoding.range(&document.text, part.selection),
        children: (!children.is_empty()).then_some(children),
    }
}

#[expect(deprecated, reason = "the protocol's types have the field all the same")]
fn flat(
    client: &ClientTraits,
    document: &Document,
    part: &Part,
    holder: Option<&str>,
    symbols: &mut Vec<SymbolInformation>,
) {
    let range = client.encoding.range(&document.text, part.selection);
    symbols.push(SymbolInformation {
        name: part.name.clone(),
        kind: kind(part.kind),
        tags: None,
        deprecated: None,
        location: Location::new(document.uri.clone(), range),
        container_name: holder.map(str::to_owned),
    });
    for child in &part.children {
        flat(client, document, child, Some(&part.name), symbols);
    }
}

/// The protocol knows programs only: what comes nearest, so that the pictures differ.
fn kind(part: PartKind) -> SymbolKind {
    match part {
        PartKind::Quotation => SymbolKind::STRING,
        PartKind::Zone(zone) => match zone {
            Zone::Headline | Zone::SubHeadline => SymbolKind::MODULE,
            Zone::Heading | Zone::Boilerplate => SymbolKind::NAMESPACE,
            Zone::Caption => SymbolKind::FILE,
            Zone::ListItem => SymbolKind::ARRAY,
            Zone::Table => SymbolKind::ENUM,
            Zone::Lead | Zone::Body | Zone::Quotation => SymbolKind::METHOD,
            Zone::Notes | Zone::Contact => SymbolKind::PACKAGE,
            _ => SymbolKind::CONSTANT,
        },
    }
}
