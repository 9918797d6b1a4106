//! `textDocument/codeLens`: what was found, and for which house, above the draft.

use std::sync::PoisonError;

use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{CodeLens, CodeLensParams, Command, Position, Range};

use crate::finding::Level;
use crate::server::backend::Request;
use crate::server::checker::Checked;

/// Gives the lens at the top of a draft.
pub(in crate::server) fn handle(
    request: &Request,
    params: &CodeLensParams,
) -> Result<Option<Vec<CodeLens>>> {
    let document = request.document(&params.text_document)?;
    let Some((checked, _)) = request.check(document) else {
        return Ok(None);
    };
    let command = request.state.client.writing.show_findings;
    let start = Position::new(0, 0);
    let title = title(&checked);
    *document.sent.lens.lock().unwrap_or_else(PoisonError::into_inner) = Some(title.clone());
    Ok(Some(vec![CodeLens {
        range: Range::new(start, start),
        command: Some(Command {
            title,
            command: command.to_owned(),
            arguments: (!command.is_empty()).then(|| vec![json!(document.uri)]),
        }),
        data: None,
    }]))
}

/// The lens's text: “1 error, 2 warnings · house interpol”.
pub(in crate::server) fn title(checked: &Checked) -> String {
    let count = |level| checked.analysis.findings.iter().filter(|it| it.level == level).count();
    let counts: Vec<String> = Level::ALL
        .into_iter()
        .rev()
        .map(|level| (level, count(level)))
        .filter(|(_, count)| *count > 0)
        .map(|(level, count)| {
            format!("{count} {}{}", level.name(), if count == 1 { "" } else { "s" })
        })
        .collect();
    let counts = if counts.is_empty() { "No findings".to_owned() } else { counts.join(", ") };
    format!("{counts} · house {}", checked.engine.house().name)
}
