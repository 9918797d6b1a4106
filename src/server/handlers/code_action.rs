//! `textDocument/codeAction`: fixes, all safe fixes at once, and not to be told again.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse,
    TextEdit, WorkspaceEdit,
};

use crate::finding::{Finding, Fix, Safety};
use crate::server::backend::Request;
use crate::server::checker::Checked;
use crate::server::client::ClientTraits;
use crate::server::diagnostics::{meant_by, of_finding};
use crate::server::edits;
use crate::server::handlers::execute_command::command;
use crate::server::handlers::{fix_all, suppress};
use crate::server::state::Document;

/// The kind of the action that applies every safe fix.
pub(in crate::server) const FIX_ALL: &str = "source.fixAll.presscheck";

const QUICK_FIX: &str = "quickfix";

/// Offers what can be done about the findings in a range, or about those that the client names.
pub(in crate::server) fn handle(
    request: &Request,
    params: &CodeActionParams,
) -> Result<Option<CodeActionResponse>> {
    let document = request.document(&params.text_document)?;
    let Some((checked, project)) = request.check(document) else {
        return Ok(Some(Vec::new()));
    };
    let client = &*request.state.client;
    let only = params.context.only.as_deref();
    let mut offers = Vec::new();
    if wants(only, QUICK_FIX) {
        let findings = findings(client, document, &checked, params);
        if client.applies_everything() {
            offers.extend(lone_fixes(client, document, &findings));
        } else {
            offers.extend(findings.iter().flat_map(|it| fixes(client, document, it)));
            for finding in findings {
                let suppression =
                    suppress::edit(&request.state, document, &checked, &project, finding);
                offers.extend(suppression.map(|edit| Offer {
                    kind: QUICK_FIX,
                    title: format!("Ignore “{}” here", finding.rule),
                    of: Some(finding),
                    preferred: false,
                    edit,
                }));
            }
        }
    }
    // Who applies everything must ask for it.
    let asked = only.is_some() || !client.applies_everything();
    if asked && wants(only, FIX_ALL) {
        offers.extend(fix_all::edit(client, document, &checked).map(|edit| Offer {
            kind: FIX_ALL,
            title: "Apply all safe fixes of Presscheck".to_owned(),
            of: None,
            preferred: false,
            edit,
        }));
    }
    let actions = offers.into_iter().filter_map(|it| it.for_client(client, document));
    Ok(Some(actions.collect()))
}

/// Whether a client that asks for the kinds `only` wants actions of `kind`.
fn wants(only: Option<&[CodeActionKind]>, kind: &str) -> bool {
    only.is_none_or(|kinds| {
        kinds.iter().any(|wanted| {
            let rest = kind.strip_prefix(wanted.as_str());
            rest.is_some_and(|it| {
                it.is_empty() || it.starts_with('.') || wanted.as_str().is_empty()
            })
        })
    })
}

/// The findings that a request is about.
fn findings<'a>(
    client: &ClientTraits,
    document: &Document,
    checked: &'a Checked,
    params: &CodeActionParams,
) -> Vec<&'a Finding> {
    let all = &checked.analysis.findings;
    let diagnostics = &params.context.diagnostics;
    if diagnostics.is_empty() {
        let range = client.encoding.span(&document.text, params.range);
        let touches = |it: &&Finding| it.span.start <= range.end && range.start <= it.span.end;
        all.iter().filter(touches).collect()
    } else {
        meant_by(client, document, all, diagnostics)
    }
}

/// Something to offer.
struct Offer<'a> {
    kind: &'static str,
    title: String,
    of: Option<&'a Finding>,
    preferred: bool,
    edit: WorkspaceEdit,
}

impl Offer<'_> {
    /// The offer in the form that the client takes, if it takes any.
    fn for_client(self, client: &ClientTraits, document: &Document) -> Option<CodeActionOrCommand> {
        if !client.code_action_literals {
            return client
                .applies_edits
                .then(|| CodeActionOrCommand::Command(command(document, self.title, self.edit)));
        }
        Some(CodeActionOrCommand::CodeAction(CodeAction {
            title: self.title,
            kind: Some(CodeActionKind::from(self.kind)),
            diagnostics: self.of.map(|it| vec![of_finding(client, document, it)]),
            edit: Some(self.edit),
            is_preferred: client.preferred_actions.then_some(self.preferred).filter(|it| *it),
            ..CodeAction::default()
        }))
    }
}

/// The fixes of a finding: the safe ones first, the first of them preferred.
fn fixes<'a>(client: &ClientTraits, document: &Document, finding: &'a Finding) -> Vec<Offer<'a>> {
    let mut fixes: Vec<&Fix> = finding.fixes.iter().collect();
    fixes.sort_by_key(|it| it.safety);
    fixes
        .into_iter()
        .enumerate()
        .map(|(index, fix)| Offer {
            preferred: index == 0 && fix.safety == Safety::Safe,
            ..of_fix(client, document, finding, fix)
        })
        .collect()
}

/// One fix a finding, none of which touches another: all may be applied at once.
fn lone_fixes<'a>(
    client: &ClientTraits,
    document: &Document,
    findings: &[&'a Finding],
) -> Vec<Offer<'a>> {
    let mut taken: Vec<(&Fix, Vec<TextEdit>)> = Vec::new();
    let mut offers = Vec::new();
    for finding in findings {
        let Some(fix) = finding.safe_fix().or_else(|| finding.fixes.first()) else {
            continue;
        };
        // A client may be sent more than the fix changes: whole lines.
        let sent = edits::text_edits(client, &document.text, &fix.edits);
        let touches = |(other, others): &(&Fix, Vec<TextEdit>)| {
            fix.edits.iter().any(|one| {
                let touches = |it: &crate::finding::Edit| {
                    one.span.start <= it.span.end && it.span.start <= one.span.end
                };
                other.edits.iter().any(touches)
            }) || sent.iter().any(|one| {
                let overlaps = |it: &TextEdit| {
                    one.range.start < it.range.end && it.range.start < one.range.end
                };
                others.iter().any(overlaps)
            })
        };
        if !taken.iter().any(touches) {
            taken.push((fix, sent));
            offers.push(of_fix(client, document, finding, fix));
        }
    }
    offers
}

fn of_fix<'a>(
    client: &ClientTraits,
    document: &Document,
    finding: &'a Finding,
    fix: &Fix,
) -> Offer<'a> {
    Offer {
        kind: QUICK_FIX,
        title: fix.title.clone(),
        of: Some(finding),
        preferred: false,
        edit: edits::of_document(client, document, &fix.edits),
    }
}
