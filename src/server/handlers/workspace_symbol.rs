//! `workspace/symbol`: people, organisations and acronyms over all drafts of the workspace.

use tower_lsp::lsp_types::{Location, SymbolInformation, SymbolKind, WorkspaceSymbolParams};

use crate::server::backend::Request;
use crate::server::workspace_index::{Hit, SymbolSort};

/// Lists what goes with the query, the best first. `None` if the client does not want to know any
/// more.
pub(in crate::server) fn handle(
    request: &Request,
    params: &WorkspaceSymbolParams,
) -> Option<Vec<SymbolInformation>> {
    let hits = request.index.find(request, &params.query)?;
    Some(hits.into_iter().map(information).collect())
}

#[expect(deprecated, reason = "the protocol's types have the field all the same")]
fn information(hit: Hit) -> SymbolInformation {
    SymbolInformation {
        name: hit.name,
        kind: match hit.sort {
            SymbolSort::Person => SymbolKind::CLASS,
            SymbolSort::Organisation => SymbolKind::NAMESPACE,
            SymbolSort::Acronym => SymbolKind::CONSTANT,
        },
        tags: None,
        deprecated: None,
        location: Location::new(hit.uri, hit.range),
        container_name: Some(hit.detail).filter(|it| !it.is_empty()),
    }
}
