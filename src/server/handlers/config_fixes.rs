//! Quick fixes in `presscheck.toml`: the name that is known for one that is not.

use toml_edit::DocumentMut;
use tower_lsp::lsp_types::{CodeActionOrCommand, CodeActionParams, Diagnostic, TextEdit};

use crate::finding::{Edit, apply_edits};
use crate::rule::Problem;
use crate::server::backend::Request;
use crate::server::client::ClientTraits;
use crate::server::diagnostics::of_problem;
use crate::server::edits;
use crate::server::handlers::code_action::quick_fix;
use crate::server::state::Document;
use crate::text::Span;

/// What mends the mistakes in a range of a configuration, or those that the client names.
pub(super) fn offers(
    request: &Request,
    document: &Document,
    params: &CodeActionParams,
) -> Vec<CodeActionOrCommand> {
    let state = &*request.state;
    let client = &*state.client;
    let project = request.projects.of(state, document);
    let Some(file) = project.file.as_ref().filter(|it| it.open == Some(document.revision)) else {
        return Vec::new();
    };
    let text = document.text.to_string();
    let here = project.problems.iter().filter(|(path, _)| *path == file.path).map(|(_, it)| it);
    let problems: Vec<(&Problem, Diagnostic)> =
        here.map(|it| (it, of_problem(client, &document.text, it))).collect();
    let mut offers = Vec::new();
    let mut taken: Vec<TextEdit> = Vec::new();
    for (problem, diagnostic) in asked_for(client, document, params, &problems) {
        let mut fixes = fixes(&text, problem);
        let preferred = fixes.len() == 1;
        if client.applies_everything() {
            // One, which touches no other: all that is sent may be applied at once. A client may be
            // sent whole lines.
            fixes.truncate(1);
            let sent = fixes.first().map(|it| std::slice::from_ref(&it.1)).unwrap_or_default();
            let sent = edits::text_edits(client, &document.text, sent);
            let touches = |it: &TextEdit, other: &TextEdit| {
                it.range.start <= other.range.end && other.range.start <= it.range.end
            };
            if sent.iter().any(|it| taken.iter().any(|other| touches(it, other))) {
                continue;
            }
            taken.extend(sent);
        }
        for (name, edit) in fixes {
            let edit = edits::of_document(client, document, &[edit]);
            let title = format!("Write “{name}”");
            offers.extend(quick_fix(
                client,
                document,
                title,
                (diagnostic.clone(), preferred),
                edit,
            ));
        }
    }
    offers
}

/// The problems that a request is about. A client may show a diagnostic where its text was some
/// edits ago, so the nearest that says the same is taken.
fn asked_for<'a>(
    client: &ClientTraits,
    document: &Document,
    params: &CodeActionParams,
    problems: &'a [(&'a Problem, Diagnostic)],
) -> Vec<&'a (&'a Problem, Diagnostic)> {
    let named = &params.context.diagnostics;
    if named.is_empty() {
        let range = client.encoding.span(&document.text, params.range);
        let touches = |it: &&(&Problem, Diagnostic)| {
            it.0.span.start <= range.end && range.start <= it.0.span.end
        };
        return problems.iter().filter(touches).collect();
    }
    let mut meant: Vec<&(&Problem, Diagnostic)> = Vec::new();
    for diagnostic in named {
        let at = client.encoding.offset(&document.text, diagnostic.range.start);
        let says = |it: &&(&Problem, Diagnostic)| {
            it.1.code == diagnostic.code && diagnostic.message.starts_with(&it.0.message)
        };
        let nearest = problems.iter().filter(says).min_by_key(|it| it.0.span.start.abs_diff(at));
        meant.extend(nearest.filter(|it| !meant.iter().any(|other| std::ptr::eq(*other, *it))));
    }
    meant
}

/// The names that may be meant, each with the edit that writes it.
fn fixes<'a>(text: &str, problem: &'a Problem) -> Vec<(&'a str, Edit)> {
    let Some(inner) = text.get(problem.span.range()).map(|it| without_marks(it, problem.span))
    else {
        return Vec::new();
    };
    let names = problem.candidates.iter();
    let fixes = names.map(|it| (it.as_str(), Edit::replace(inner, it.as_str())));
    // A key that the table has already would break the file.
    let is_toml =
        |edit: &Edit| apply_edits(text, std::slice::from_ref(edit)).parse::<DocumentMut>().is_ok();
    fixes.filter(|(_, edit)| is_toml(edit)).collect()
}

/// The place of a key or a text without the marks around it.
fn without_marks(written: &str, span: Span) -> Span {
    let marks = ["\"\"\"", "'''", "\"", "'"];
    let mark = marks.into_iter().find(|it| {
        written.len() >= 2 * it.len() && written.starts_with(it) && written.ends_with(it)
    });
    let length = mark.map_or(0, str::len);
    Span::new(span.start + length, span.end - length)
}
