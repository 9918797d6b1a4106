//! `textDocument/codeAction`: fixes, all safe fixes at once, not to be told again, and what to tell
//! the project's configuration; right names in that configuration; `codeAction/resolve`.

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse,
    CodeActionTriggerKind, Diagnostic, TextDocumentIdentifier, TextEdit, Url, WorkspaceEdit,
};

use crate::finding::{Finding, Fix, Level, Safety};
use crate::server::backend::Request;
use crate::server::checker::Checked;
use crate::server::client::ClientTraits;
use crate::server::diagnostics::{meant_by, of_finding};
use crate::server::edits;
use crate::server::handlers::configure::{self, Target};
use crate::server::handlers::deeds::{Deed, Scene};
use crate::server::handlers::execute_command::{command, select_command};
use crate::server::handlers::{config_fixes, fix_all, suppress};
use crate::server::state::{Document, Kind};
use crate::workspace::CONFIG_NAME;

/// The kind of the action that applies every safe fix.
pub(in crate::server) const FIX_ALL: &str = "source.fixAll.presscheck";

const QUICK_FIX: &str = "quickfix";

/// The kind of the actions that add what stands at a place to what the house knows.
pub(in crate::server) const ADD: &str = "refactor.presscheck";

/// The rules of so many findings are offered other levels: more would fill the menu.
const MOST_RULES: usize = 3;

/// Offers what can be done about the findings in a range, or about those that the client names.
pub(in crate::server) fn handle(
    request: &Request,
    params: &CodeActionParams,
) -> Result<Option<CodeActionResponse>> {
    let state = &*request.state;
    let document = request.document(&params.text_document)?;
    let client = &*state.client;
    let only = params.context.only.as_deref();
    if document.kind == Kind::Configuration {
        let wanted = wants(only, QUICK_FIX);
        let fixes = wanted.then(|| config_fixes::offers(request, document, params));
        return Ok(Some(fixes.unwrap_or_default()));
    }
    let Some((checked, project)) = request.check(document) else {
        return Ok(Some(Vec::new()));
    };
    let scene = Scene { state, document, checked: &checked, project: &project };
    let mut offers = Vec::new();
    if wants(only, QUICK_FIX) {
        let findings = findings(client, document, &checked, params);
        if client.applies_everything() {
            offers.extend(lone_fixes(client, document, &findings));
        } else {
            offers.extend(findings.iter().flat_map(|it| fixes(client, document, it)));
            offers.extend(about_findings(&scene, &findings));
        }
    }
    // Who applies everything must ask for it.
    let asked = only.is_some() || !client.applies_everything();
    let invoked = params.context.trigger_kind != Some(CodeActionTriggerKind::AUTOMATIC);
    if asked && invoked && wants(only, ADD) {
        let span = client.encoding.span(&document.text, params.range);
        let one_line = params.range.start.line == params.range.end.line;
        if one_line && Target::of(&scene).is_some_and(|it| it.is_toml()) {
            let additions = configure::suggested_at(&scene, span).into_iter();
            for deed in additions.map(|what| Deed::Add { what }) {
                // A finding may have suggested it.
                if !offers.iter().any(|it| it.does(&deed)) {
                    offers.push(Offer::to_do(ADD, None, deed));
                }
            }
        }
    }
    if asked && wants(only, FIX_ALL) && fix_all::is_possible(&checked) {
        offers.push(Offer::to_do(FIX_ALL, None, Deed::FixAll));
    }
    let actions = offers.into_iter().filter_map(|it| it.for_client(&scene));
    Ok(Some(actions.collect()))
}

/// What can be done about findings beside mending them one by one.
fn about_findings<'a>(scene: &Scene<'_>, findings: &[&'a Finding]) -> Vec<Offer<'a>> {
    let mut offers: Vec<Offer<'a>> = Vec::new();
    let mut offer = |finding: &'a Finding, deed: Deed| {
        if !offers.iter().any(|it| it.does(&deed)) {
            offers.push(Offer::to_do(QUICK_FIX, Some(finding), deed));
        }
    };
    // Each rule once, with the first of its findings.
    let mut of_rules: Vec<&'a Finding> = Vec::new();
    for finding in findings {
        if !of_rules.iter().any(|it| it.rule == finding.rule) {
            of_rules.push(finding);
        }
    }
    for finding in &of_rules {
        if fix_all::count_of_rule(scene.checked, &finding.rule) > 1 {
            offer(finding, Deed::FixRule { rule: finding.rule.to_string() });
        }
    }
    let configurable = Target::of(scene).is_some_and(|it| it.is_toml());
    for finding in findings {
        if suppress::is_possible(scene, finding, configurable) {
            offer(finding, Deed::ignore(finding));
        }
    }
    if !configurable {
        return offers;
    }
    for finding in findings {
        for what in configure::suggested_by(scene, finding) {
            offer(finding, Deed::Add { what });
        }
    }
    if of_rules.len() <= MOST_RULES {
        for finding in &of_rules {
            let house = scene.project.engine.house();
            let is_program = house.page(&finding.rule).is_none_or(|it| &*it.group == "program");
            let levels = ["off"].into_iter().chain(Level::ALL.iter().map(|it| it.name()));
            for level in levels.filter(|it| !is_program && *it != finding.level.name()) {
                let rule = finding.rule.to_string();
                offer(finding, Deed::SetLevel { rule, level: level.to_owned() });
            }
        }
    }
    offers
}

/// Does what an action offered, when the user has picked it.
///
/// # Errors
/// If the text has changed since, or it cannot be done.
pub(in crate::server) fn resolve(request: &Request, mut action: CodeAction) -> Result<CodeAction> {
    let Some(data) = action.data.clone().filter(|_| action.edit.is_none()) else {
        return Ok(action);
    };
    let data = Data::deserialize(data)
        .map_err(|wrong| Error::invalid_params(format!("the data of this action: {wrong}")))?;
    let state = &*request.state;
    let document = request.document(&TextDocumentIdentifier::new(data.uri))?;
    let checked = (document.revision == data.revision).then(|| request.check(document)).flatten();
    let Some((checked, project)) = checked else {
        return Err(Error {
            code: ErrorCode::ContentModified,
            message: "the text has changed since this was offered".into(),
            data: None,
        });
    };
    let scene = Scene { state, document, checked: &checked, project: &project };
    let Some(done) = data.deed.done(&scene) else {
        return Err(Error {
            code: ErrorCode::ServerError(REQUEST_FAILED),
            message: format!("“{}” cannot be done: presscheck.toml has changed", action.title)
                .into(),
            data: None,
        });
    };
    if state.client.resolves_action_commands {
        action.command = select_command(&state.client, done.select);
    }
    action.edit = Some(done.edit);
    Ok(action)
}

/// The protocol's number for a request that makes sense and cannot be fulfilled.
const REQUEST_FAILED: i64 = -32803;

/// What an action keeps until the user picks it.
#[derive(Debug, Deserialize, Serialize)]
struct Data {
    uri: Url,
    /// The revision of the document that it is about.
    revision: u64,
    deed: Deed,
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
    what: What,
}

/// What an offer does.
enum What {
    /// A fix, which is at hand.
    Edit(WorkspaceEdit),
    /// What is done when the user picks it.
    Deed(Deed),
}

impl<'a> Offer<'a> {
    /// An offer to do something.
    fn to_do(kind: &'static str, of: Option<&'a Finding>, deed: Deed) -> Self {
        let title = match &deed {
            Deed::FixAll => "Apply all safe fixes of Presscheck".to_owned(),
            Deed::FixRule { rule } => format!("Fix all of “{rule}” in this draft"),
            Deed::Ignore { rule, .. } => format!("Ignore “{rule}” here"),
            Deed::SetLevel { rule, level } => format!("Set “{rule}” to {level} in {CONFIG_NAME}"),
            Deed::Add { what } => what.title(),
        };
        Self { kind, title, of, preferred: false, what: What::Deed(deed) }
    }

    fn does(&self, deed: &Deed) -> bool {
        matches!(&self.what, What::Deed(it) if it == deed)
    }

    /// The offer in the form that the client takes, if it takes any.
    fn for_client(self, scene: &Scene<'_>) -> Option<CodeActionOrCommand> {
        let (client, document) = (&*scene.state.client, scene.document);
        if !takes_actions(client) {
            return None;
        }
        let of = self.of.map(|it| of_finding(client, document, it));
        let mut action = action(client, self.kind, self.title, of, self.preferred);
        let (uri, revision) = (document.uri.clone(), document.revision);
        match self.what {
            What::Deed(deed) if client.resolves_action_edits => {
                action.data = serde_json::to_value(Data { uri, revision, deed }).ok();
            }
            What::Deed(deed) => {
                let done = deed.done(scene)?;
                action.command = select_command(client, done.select);
                action.edit = Some(done.edit);
            }
            What::Edit(edit) => action.edit = Some(edit),
        }
        as_taken(client, document, action)
    }
}

fn takes_actions(client: &ClientTraits) -> bool {
    client.code_action_literals || client.applies_edits
}

fn action(
    client: &ClientTraits,
    kind: &'static str,
    title: String,
    of: Option<Diagnostic>,
    preferred: bool,
) -> CodeAction {
    CodeAction {
        title,
        kind: Some(CodeActionKind::from(kind)),
        diagnostics: of.map(|it| vec![it]),
        is_preferred: client.preferred_actions.then_some(preferred).filter(|it| *it),
        ..CodeAction::default()
    }
}

/// The action, or for a client that takes none a command that does the same.
fn as_taken(
    client: &ClientTraits,
    document: &Document,
    action: CodeAction,
) -> Option<CodeActionOrCommand> {
    if client.code_action_literals {
        return Some(CodeActionOrCommand::CodeAction(action));
    }
    let command = command(document, action.title, action.edit?);
    Some(CodeActionOrCommand::Command(command))
}

/// A quick fix of a diagnostic in the form that the client takes, if it takes any.
pub(super) fn quick_fix(
    client: &ClientTraits,
    document: &Document,
    title: String,
    (of, preferred): (Diagnostic, bool),
    edit: WorkspaceEdit,
) -> Option<CodeActionOrCommand> {
    let action = action(client, QUICK_FIX, title, Some(of), preferred);
    let action = CodeAction { edit: Some(edit), ..action };
    takes_actions(client).then_some(action).and_then(|it| as_taken(client, document, it))
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
        what: What::Edit(edits::of_document(client, document, &fix.edits)),
    }
}
