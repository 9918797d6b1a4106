//! `presscheck/rulePage`: the page of a rule, for editors that show it in a view of their own.

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{TextDocumentIdentifier, Url};

use crate::house::House;
use crate::rule::nearest;
use crate::server::backend::Request;

/// Which page is asked for.
#[derive(Debug, Deserialize)]
pub(in crate::server) struct WantedPage {
    /// The rule's name.
    rule: String,
    /// The draft whose house is asked; without it every house of an open draft is, and then the
    /// one that the settings name.
    uri: Option<Url>,
}

/// A rule's page.
#[derive(Debug, Serialize)]
pub(in crate::server) struct RulePage {
    rule: String,
    /// What the rule asks for, in one line.
    title: String,
    markdown: String,
}

/// Gives the page of a rule.
pub(in crate::server) fn handle(request: &Request, wanted: &WantedPage) -> Result<RulePage> {
    let state = &request.state;
    if let Some(uri) = &wanted.uri {
        let document = request.document(&TextDocumentIdentifier::new(uri.clone()))?;
        return page(request.project(document).engine.house(), &wanted.rule);
    }
    for document in state.documents.values() {
        let project = request.project(document);
        if project.engine.house().rule(&wanted.rule).is_some() {
            return page(project.engine.house(), &wanted.rule);
        }
    }
    let house = state.settings.house.as_deref().and_then(House::shipped);
    page(&house.unwrap_or_else(House::default_house), &wanted.rule)
}

fn page(house: &House, rule: &str) -> Result<RulePage> {
    let Some(setting) = house.rule(rule) else {
        let near = nearest(rule, house.rules.iter().map(|it| &*it.page.name));
        let near = near.map(|it| format!("; did you mean “{it}”?")).unwrap_or_default();
        return Err(Error::invalid_params(format!("there is no rule “{rule}”{near}")));
    };
    Ok(RulePage {
        rule: setting.page.name.to_string(),
        title: setting.page.summary.clone(),
        markdown: setting.explained(),
    })
}
