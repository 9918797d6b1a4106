//! `textDocument/hover`: explains the rules of the findings under the cursor, and shows what is known
//! of the fact that stands there.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use crate::finding::Finding;
use crate::rule::RuleSetting;
use crate::server::backend::Request;
use crate::server::cards::cards;
use crate::server::configuration;
use crate::server::links::rule_page;
use crate::server::state::Kind;
use crate::server::under_cursor::Lookup;
use crate::text::Span;

/// Explains what is under the cursor: the findings first.
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
    let mut spans: Vec<Span> = Vec::new();
    for finding in &here {
        if explained.contains(&&*finding.rule) {
            continue;
        }
        explained.push(&finding.rule);
        if let Some(setting) = house.rule(&finding.rule) {
            parts.push(explain(setting, finding, client.markdown_hover));
            spans.push(finding.span);
        }
    }
    let lookup = Lookup::new(&checked);
    for found in lookup.at(offset) {
        let cards = cards(&lookup, document, &found);
        // The fewest words are what the mouse points at.
        if !cards.is_empty() {
            parts.extend(cards.iter().map(|it| it.render(client.markdown_hover)));
            spans.push(found.span);
            break;
        }
    }
    let Some(shortest) = spans.into_iter().min_by_key(|it| it.len()) else {
        return Ok(None);
    };
    let separator = if client.markdown_hover { "\n\n---\n\n" } else { "\n\n" };
    let kind = if client.markdown_hover { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Ok(Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value: parts.join(separator) }),
        range: Some(client.encoding.range(&document.text, shortest)),
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
