//! `textDocument/rename` and `textDocument/prepareRename`: another name for a person, a title, an
//! organisation or a count, in every place outside quotations.

use ropey::Rope;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit,
};

use crate::server::backend::Request;
use crate::server::edits;
use crate::server::handlers::configure::Target;
use crate::server::handlers::deeds::Scene;
use crate::server::renaming::{Plan, plan, target};
use crate::server::state::Document;
use crate::server::under_cursor::Lookup;
use crate::workspace::CONFIG_NAME;

/// The code of a request that was right and cannot be done.
const REQUEST_FAILED: i64 = -32803;

/// A rename, and what the user should know of it.
#[derive(Debug)]
pub(in crate::server) struct Renamed {
    /// The edit; `None` if there is nothing to change.
    pub(in crate::server) edit: Option<WorkspaceEdit>,
    /// What was left as it is, and where.
    pub(in crate::server) message: Option<String>,
}

/// Says what would be renamed.
///
/// # Errors
/// Nothing there can be; says why.
pub(in crate::server) fn prepare(
    request: &Request,
    place: &TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let document = request.document(&place.text_document)?;
    let (checked, _) = request.check(document).ok_or_else(no_draft)?;
    let encoding = request.state.client.encoding;
    let offset = encoding.offset(&document.text, place.position);
    let target = target(&Lookup::new(&checked), offset).map_err(refusal)?;
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder {
        range: encoding.range(&document.text, target.span),
        placeholder: target.words,
    }))
}

/// Renames.
///
/// # Errors
/// Nothing there can be renamed, or not so; says why.
pub(in crate::server) fn handle(request: &Request, params: &RenameParams) -> Result<Renamed> {
    let place = &params.text_document_position;
    let document = request.document(&place.text_document)?;
    let (checked, project) = request.check(document).ok_or_else(no_draft)?;
    let client = &*request.state.client;
    let lookup = Lookup::new(&checked);
    let offset = client.encoding.offset(&document.text, place.position);
    let target = target(&lookup, offset).map_err(refusal)?;
    let plan = plan(&lookup, &target, &params.new_name).map_err(refusal)?;
    if plan.edits.is_empty() {
        return Ok(Renamed { edit: None, message: None });
    }
    let mut files = vec![edits::in_document(client, document, &plan.edits)];
    let mut said = Vec::new();
    let scene = Scene { state: &request.state, document, checked: &checked, project: &project };
    if let Some((configuration, new)) = configuration(&scene, &plan) {
        let places = lines_of(&Rope::from_str(&configuration.text), &changed(&configuration, &new));
        if client.changes_files {
            said.push(format!("changed in {CONFIG_NAME} too: {places}"));
            files.push(configuration.edits_to(client, &new));
        } else {
            said.push(format!(
                "left as it is in {CONFIG_NAME}, for this editor changes no other file: {places}"
            ));
        }
    }
    said.extend(said_of_the_rest(document, &plan.quoted, &plan.left));
    let message = (!said.is_empty()).then(|| said.join("; "));
    let edit = if client.annotates_changes {
        let label = format!("Rename “{}” to “{}”", target.words, params.new_name.trim());
        edits::annotated(files, label, message.clone())
    } else {
        edits::of_files(client, files)
    };
    Ok(Renamed { edit: Some(edit), message })
}

/// The project's configuration, and its text after the rename; `None` if nothing changes in it.
fn configuration(scene: &Scene<'_>, plan: &Plan) -> Option<(Target, String)> {
    let renamed = plan.in_configuration.as_ref()?;
    scene.project.file.as_ref()?;
    let configuration = Target::of(scene)?;
    let new = renamed.applied_to(&configuration.text)?;
    Some((configuration, new))
}

/// Where the lines of a configuration begin that change.
fn changed(configuration: &Target, new: &str) -> Vec<usize> {
    let old = &configuration.text;
    if old.lines().count() != new.lines().count() {
        return edits::between(old, new).iter().map(|it| it.span.start).collect();
    }
    let starts = old.split_inclusive('\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some(start)
    });
    let lines = starts.zip(old.lines().zip(new.lines()));
    lines.filter(|(_, (old, new))| old != new).map(|(start, _)| start).collect()
}

fn refusal(reason: String) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: reason.into(), data: None }
}

fn no_draft() -> Error {
    refusal("this is no draft that Presscheck reads".to_owned())
}

/// “Left as it was said in 2 quotations: lines 4 and 9”.
fn said_of_the_rest(document: &Document, quoted: &[usize], left: &[usize]) -> Option<String> {
    let mut parts = Vec::new();
    if !quoted.is_empty() {
        parts.push(format!("left as it was said in quotations: {}", lines(document, quoted)));
    }
    if !left.is_empty() {
        parts.push(format!(
            "look at these too, where it is written in another way or may be somebody else: {}",
            lines(document, left)
        ));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// “line 4”, “lines 4, 6 and 9”.
pub(in crate::server) fn lines(document: &Document, offsets: &[usize]) -> String {
    lines_of(&document.text, offsets)
}

fn lines_of(text: &Rope, offsets: &[usize]) -> String {
    let line = |it: usize| text.byte_to_line(it.min(text.len_bytes())) + 1;
    let mut lines: Vec<usize> = offsets.iter().map(|&it| line(it)).collect();
    lines.sort_unstable();
    lines.dedup();
    let written: Vec<String> = lines.iter().map(usize::to_string).collect();
    match &written[..] {
        [] => String::new(),
        [one] => format!("line {one}"),
        [first @ .., last] => format!("lines {} and {last}", first.join(", ")),
    }
}

/// The line of an offset, from 1.
pub(in crate::server) fn line_of(document: &Document, offset: usize) -> usize {
    document.text.byte_to_line(offset.min(document.text.len_bytes())) + 1
}
