//! `textDocument/semanticTokens`: the zones of a draft, to be coloured.
//!
//! A zone is a token of a standard type, so that every theme has a colour for it; its own name is a
//! modifier, so that whoever wants can give it another.

use std::sync::PoisonError;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta,
    SemanticTokensDeltaParams, SemanticTokensEdit, SemanticTokensFullDeltaResult,
    SemanticTokensFullOptions, SemanticTokensLegend, SemanticTokensOptions, SemanticTokensParams,
    SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult,
    SemanticTokensServerCapabilities, WorkDoneProgressOptions,
};

use crate::draft::Zone;
use crate::engine::Analysis;
use crate::server::backend::Request;
use crate::server::checker::Checked;
use crate::server::client::TokenTraits;
use crate::server::state::Document;
use crate::text::Span;

/// What a client was sent, to send it no more than what has changed.
#[derive(Debug)]
pub(in crate::server) struct SentTokens {
    id: String,
    tokens: Vec<SemanticToken>,
}

/// The zones that are coloured, each with the standard type of its token. Running text is not.
static ZONES: [(Zone, SemanticTokenType); 15] = [
    (Zone::ReleaseLine, SemanticTokenType::MACRO),
    (Zone::DateLine, SemanticTokenType::NUMBER),
    (Zone::Embargo, SemanticTokenType::KEYWORD),
    (Zone::Headline, SemanticTokenType::CLASS),
    (Zone::SubHeadline, SemanticTokenType::TYPE),
    (Zone::Dateline, SemanticTokenType::NAMESPACE),
    (Zone::Heading, SemanticTokenType::TYPE),
    (Zone::Quotation, SemanticTokenType::STRING),
    (Zone::Caption, SemanticTokenType::PARAMETER),
    (Zone::PhotoCounter, SemanticTokenType::NUMBER),
    (Zone::PageChrome, SemanticTokenType::COMMENT),
    (Zone::Boilerplate, SemanticTokenType::COMMENT),
    (Zone::Notes, SemanticTokenType::COMMENT),
    (Zone::Contact, SemanticTokenType::COMMENT),
    (Zone::AfterEnd, SemanticTokenType::COMMENT),
];

/// What is offered to a client.
pub(super) fn offer(traits: &TokenTraits) -> SemanticTokensServerCapabilities {
    let delta = SemanticTokensFullOptions::Delta { delta: Some(true) };
    SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
        work_done_progress_options: WorkDoneProgressOptions::default(),
        legend: SemanticTokensLegend {
            token_types: types(traits),
            token_modifiers: modifiers(traits)
                .into_iter()
                .map(|it| SemanticTokenModifier::new(it.name()))
                .collect(),
        },
        range: traits.range.then_some(true),
        full: traits.full.then_some(if traits.delta {
            delta
        } else {
            SemanticTokensFullOptions::Bool(true)
        }),
    })
}

/// The types of the legend: those that the client knows.
fn types(traits: &TokenTraits) -> Vec<SemanticTokenType> {
    let mut types: Vec<SemanticTokenType> = Vec::new();
    for (_, token_type) in &ZONES {
        let known = traits.types.iter().any(|it| it == token_type.as_str());
        if known && !types.contains(token_type) {
            types.push(token_type.clone());
        }
    }
    types
}

/// The modifiers of the legend: to a client that only adds to its own colours, every zone's name.
fn modifiers(traits: &TokenTraits) -> Vec<Zone> {
    let known = |zone: Zone| traits.modifiers.iter().any(|it| it == zone.name());
    ZONES.iter().map(|it| it.0).filter(|it| traits.augments || known(*it)).collect()
}

/// Gives the zones of a whole draft.
pub(in crate::server) fn handle(
    request: &Request,
    params: &SemanticTokensParams,
) -> Result<Option<SemanticTokensResult>> {
    let document = request.document(&params.text_document)?;
    let Some((checked, _)) = request.check(document) else {
        return Ok(None);
    };
    let sent = send(request, document, &checked);
    let data = sent.tokens.clone();
    let tokens = SemanticTokens { result_id: Some(sent.id.clone()), data };
    *document.sent.tokens.lock().unwrap_or_else(PoisonError::into_inner) = Some(sent);
    Ok(Some(tokens.into()))
}

/// Gives what has changed of the zones of a draft since the client asked last; all of them where the
/// client speaks of another time.
pub(in crate::server) fn handle_delta(
    request: &Request,
    params: &SemanticTokensDeltaParams,
) -> Result<Option<SemanticTokensFullDeltaResult>> {
    let document = request.document(&params.text_document)?;
    let Some((checked, _)) = request.check(document) else {
        return Ok(None);
    };
    let now = send(request, document, &checked);
    let mut last = document.sent.tokens.lock().unwrap_or_else(PoisonError::into_inner);
    let known = last.take().filter(|it| it.id == params.previous_result_id);
    let result_id = Some(now.id.clone());
    let answer = match known {
        Some(before) => {
            let edits = changes(&before.tokens, &now.tokens).into_iter().collect();
            SemanticTokensDelta { result_id, edits }.into()
        }
        None => SemanticTokens { result_id, data: now.tokens.clone() }.into(),
    };
    *last = Some(now);
    Ok(Some(answer))
}

/// Gives the zones of a part of a draft.
pub(in crate::server) fn handle_range(
    request: &Request,
    params: &SemanticTokensRangeParams,
) -> Result<Option<SemanticTokensRangeResult>> {
    let document = request.document(&params.text_document)?;
    let Some((checked, _)) = request.check(document) else {
        return Ok(None);
    };
    let range = request.state.client.encoding.span(&document.text, params.range);
    let data = tokens(request, document, &checked, range);
    Ok(Some(SemanticTokens { result_id: None, data }.into()))
}

fn send(request: &Request, document: &Document, checked: &Checked) -> SentTokens {
    let whole = Span::new(0, checked.text.len());
    let tokens = tokens(request, document, checked, whole);
    // No two texts of a session have the same revision.
    SentTokens { id: document.revision.to_string(), tokens }
}

/// The tokens of the lines of zones that touch `range`.
fn tokens(
    request: &Request,
    document: &Document,
    checked: &Checked,
    range: Span,
) -> Vec<SemanticToken> {
    let client = &request.state.client;
    let Some(traits) = &client.writing.tokens else {
        return Vec::new();
    };
    let (types, modifiers) = (types(traits), modifiers(traits));
    let mut tokens = Vec::new();
    let (mut line, mut character) = (0, 0);
    for (span, zone) in coloured_lines(&checked.analysis, range) {
        let Some((_, own)) = ZONES.iter().find(|it| it.0 == zone) else {
            continue;
        };
        let Some(token_type) = types.iter().position(|it| it == own) else {
            continue;
        };
        let modifier = modifiers.iter().position(|it| *it == zone);
        let place = client.encoding.range(&document.text, span);
        let delta_line = place.start.line - line;
        let before = if delta_line == 0 { character } else { 0 };
        tokens.push(SemanticToken {
            delta_line,
            delta_start: place.start.character - before,
            length: place.end.character - place.start.character,
            token_type: token_type as u32,
            token_modifiers_bitset: modifier.map_or(0, |it| 1 << it),
        });
        (line, character) = (place.start.line, place.start.character);
    }
    tokens
}

/// The zones to colour, line by line, in the order of the text and apart. Lines do for clients that
/// take longer tokens too: the protocol does not say how these count a line's end.
fn coloured_lines(analysis: &Analysis, range: Span) -> Vec<(Span, Zone)> {
    let Analysis { draft, facts, .. } = analysis;
    let mut lines = Vec::new();
    let mut end_of_last = 0;
    for (index, block) in draft.blocks.iter().enumerate() {
        if block.span.end <= range.start || range.end <= block.span.start {
            continue;
        }
        let quotations = facts.of_block(index).map_or(&[][..], |it| &it.quotations);
        let parts: Vec<(Span, Zone)> = if ZONES.iter().any(|it| it.0 == block.zone) {
            vec![(Span::new(0, block.span.len()), block.zone)]
        } else {
            quotations.iter().map(|it| (it.span, Zone::Quotation)).collect()
        };
        for (part, zone) in parts {
            for line in visible_lines(block.text(), part) {
                let line = block.to_draft(line);
                if line.start < range.end && range.start < line.end && end_of_last <= line.start {
                    end_of_last = line.end;
                    lines.push((line, zone));
                }
            }
        }
    }
    lines
}

/// The lines of a part of a block, without the white space and the markup at their ends.
fn visible_lines(text: &str, part: Span) -> impl Iterator<Item = Span> + '_ {
    let mut start = part.start;
    text[part.range()].split_inclusive(['\n', '\r']).filter_map(move |line| {
        let from = start;
        start += line.len();
        let is_blank = |it: char| it.is_whitespace() || it == '\u{1}';
        let shown = line.trim_start_matches(is_blank);
        let first = from + line.len() - shown.len();
        let shown = shown.trim_end_matches(is_blank);
        (!shown.is_empty()).then(|| Span::new(first, first + shown.len()))
    })
}

/// The edit that makes `now` of `before`, in numbers and not in tokens; `None` if they are the same.
fn changes(before: &[SemanticToken], now: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    /// A token is sent as so many numbers.
    const NUMBERS: usize = 5;
    let start = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let (before, now) = (&before[start..], &now[start..]);
    let end = before.iter().rev().zip(now.iter().rev()).take_while(|(a, b)| a == b).count();
    let (before, now) = (&before[..before.len() - end], &now[..now.len() - end]);
    (!(before.is_empty() && now.is_empty())).then(|| SemanticTokensEdit {
        start: (start * NUMBERS) as u32,
        delete_count: (before.len() * NUMBERS) as u32,
        data: (!now.is_empty()).then(|| now.to_vec()),
    })
}
