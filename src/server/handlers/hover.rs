//! `textDocument/hover`: explains the rule of the finding under the cursor.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use crate::finding::Finding;
use crate::rule::RuleSetting;
use crate::server::backend::Request;
use crate::server::configuration;
use crate::server::links::rule_page;
use crate::server::state::Kind;

/// Explains the rules whose findings are under the cursor.
pub(in crate::server) fn handle(request: &Request, params: &HoverParams) -> Result<Option<Hover>> {
    let place = &params.text_document_position_params;
    let document = request.document(&place.text_document)?;
    if document.kind == Kind::Configuration {
        return Ok(configuration::hover::hover(request, document, place.position));
    }
    let Some((checked, _)) = request.check(document) else {
        return Ok(None);
    };
    let client = &request.state.client;
    let offset = client.encoding.offset(&document.text, place.position);
    let here: Vec<&Finding> = checked
        .analysis
        .findings
        .iter()
        .filter(|it| it.span.start <= offset && offset <= it.span.end)
        .collect();
    let house = checked.engine.house();
    let mut explained: Vec<&str> = Vec::new();
    let mut parts = Vec::new();
    for finding in &here {
        if explained.contains(&&*finding.rule) {
            continue;
        }
        explained.push(&finding.rule);
        if let Some(setting) = house.rule(&finding.rule) {
            parts.push(explain(setting, finding, client.markdown_hover));
        }
    }
    let Some(first) = here.first().filter(|_| !parts.is_empty()) else {
        return Ok(None);
    };
    let separator = if client.markdown_hover { "\n\n---\n\n" } else { "\n\n" };
    let kind = if client.markdown_hover { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Ok(Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value: parts.join(separator) }),
        range: Some(client.encoding.range(&document.text, first.span)),
    }))
}

fn explain(setting: &RuleSetting, finding: &Finding, markdown: bool) -> String {
    let page = &setting.page;
    let mut text = if markdown {
        format!("**{}** ({})\n\n{}", page.name, finding.level.name(), page.summary)
    } else {
        format!("{} ({})\n\n{}", page.name, finding.level.name(), page.summary)
    };
    for part in explanation(&page.body) {
        text.push_str("\n\n");
        text.push_str(part);
    }
    if markdown && let Some(address) = rule_page(&page.name) {
        text.push_str(&format!("\n\n[More on this rule]({address})"));
    }
    text
}

/// What a page says before its examples: what the rule is, and why.
pub(super) fn explanation(body: &str) -> impl Iterator<Item = &str> {
    let before_examples = body
        .find("\n## Flagged")
        .or_else(|| body.find("\n## Not flagged"))
        .map_or(body, |end| &body[..end]);
    before_examples.split("\n## Why\n").map(str::trim).filter(|it| !it.is_empty())
}
