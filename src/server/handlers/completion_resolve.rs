//! `completionItem/resolve`: the page of a rule whose name is suggested.

use serde_json::Value;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{CompletionItem, TextDocumentIdentifier, Url};

use crate::server::backend::Request;
use crate::server::completion::documentation;
use crate::server::handlers::hover::explanation;

/// Adds what the server left out of an item. One that it does not know comes back as it is.
pub(in crate::server) fn handle(
    request: &Request,
    mut item: CompletionItem,
) -> Result<CompletionItem> {
    let text = |key: &str| {
        item.data.as_ref().and_then(|it| it.get(key)).and_then(Value::as_str).map(str::to_owned)
    };
    let uri = text("uri").and_then(|it| Url::parse(&it).ok());
    let (Some(rule), Some(uri)) = (text("rule"), uri) else {
        return Ok(item);
    };
    let document = request.document(&TextDocumentIdentifier { uri })?;
    let project = request.project(document);
    if let Some(setting) = project.engine.house().rule(&rule) {
        let page = &setting.page;
        let mut told = format!("**{}**\n\n{}", page.name, page.summary);
        for part in explanation(&page.body) {
            told.push_str("\n\n");
            told.push_str(part);
        }
        item.documentation = Some(documentation(&request.state.client, &told));
    }
    Ok(item)
}
