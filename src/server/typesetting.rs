//! Formatting: the safe fixes of the typography rules, until none is left.
//!
//! What is changed is marks and spaces: never a letter or a figure, and inside a quotation nothing
//! but spaces.

mod white_space;

use crate::draft::Zone;
use crate::engine::{Analysis, Earlier, Engine, Source, Stop};
use crate::finding::{Edit, Finding, Fix, FixMode, Safety, apply_edits, plan_fixes};
use crate::server::pieces::Pieces;
use crate::text::Span;

/// The group of the rules whose fixes are formatting.
const GROUP: &str = "typography";

/// A fix may bring out what another rule can fix; rules that undo one another would never end.
const MOST_ROUNDS: usize = 16;

/// What the editor wants of the white space that nobody sees; `None` leaves it to the rules.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wishes {
    /// Whether white space at line ends goes.
    pub(super) trim_line_ends: Option<bool>,
    /// Whether the last line gets a line break if it has none.
    pub(super) final_line_break: Option<bool>,
    /// Whether line breaks after the last one go.
    pub(super) trim_final_line_breaks: Option<bool>,
}

/// The edits that format the part `within` of a draft, whose analysis is `first`: sorted, disjoint,
/// and none of them outside. `None` if `stop` was set before the end.
pub(super) fn typeset(
    engine: &Engine,
    source: &Source<'_>,
    first: &Analysis,
    within: Span,
    wishes: Wishes,
    stop: &Stop,
) -> Option<Vec<Edit>> {
    let mut pieces = Pieces::whole(source.text.len());
    let mut text = source.text.to_owned();
    let mut within = within;
    let mut newer: Option<Analysis> = None;
    for _ in 0..MOST_ROUNDS {
        let mut edits = white_space::wished(&text, source.markup, within, wishes);
        if edits.is_empty() {
            edits = chosen(engine, newer.as_ref().unwrap_or(first), &text, within, wishes);
        }
        if edits.is_empty() {
            break;
        }
        pieces.apply(&edits);
        let edited = apply_edits(&text, &edits);
        // All edits were inside.
        within.end = within.end + edited.len() - text.len();
        let now = Source { text: &edited, ..*source };
        let earlier = Earlier { text: &text, analysis: newer.as_ref().unwrap_or(first) };
        newer = Some(engine.recheck(&now, Some(earlier), stop)?);
        text = edited;
    }
    Some(pieces.edits(source.text))
}

/// The edits of one round.
fn chosen(
    engine: &Engine,
    analysis: &Analysis,
    text: &str,
    within: Span,
    wishes: Wishes,
) -> Vec<Edit> {
    let house = engine.house();
    let is_typography =
        |it: &&Finding| house.page(&it.rule).is_some_and(|page| &*page.group == GROUP);
    let findings: Vec<Finding> = analysis
        .findings
        .iter()
        .filter(is_typography)
        .filter_map(|finding| {
            let fix = finding.safe_fix()?;
            let edits = allowed(analysis, text, fix, within, wishes);
            let fix = Fix { title: String::new(), safety: Safety::Safe, edits };
            (!fix.edits.is_empty()).then(|| Finding { fixes: vec![fix], ..finding.clone() })
        })
        .collect();
    plan_fixes(&findings, FixMode::Safe).edits
}

/// The edits of a fix that formatting may make. Spaces are mended each by itself; of other edits
/// none is made without the rest of its fix.
fn allowed(analysis: &Analysis, text: &str, fix: &Fix, within: Span, wishes: Wishes) -> Vec<Edit> {
    let inside = |edit: &Edit| within.contains(edit.span);
    if fix.edits.iter().all(|it| is_spacing(text, it)) {
        let wanted = |it: &&Edit| inside(it) && white_space::is_wanted(text, it, wishes);
        return fix.edits.iter().filter(wanted).cloned().collect();
    }
    let may = |it: &Edit| {
        inside(it)
            && keeps_words(text, it)
            && (is_spacing(text, it) || !is_in_quotation(analysis, it.span))
    };
    if fix.edits.iter().all(may) { fix.edits.clone() } else { Vec::new() }
}

/// Whether an edit changes nothing but white space.
fn is_spacing(text: &str, edit: &Edit) -> bool {
    let signs = |it: &str| it.chars().filter(|it| !it.is_whitespace()).collect::<String>();
    signs(&text[edit.span.range()]) == signs(&edit.replacement)
}

/// Whether every letter and figure is there before and after an edit.
fn keeps_words(text: &str, edit: &Edit) -> bool {
    let letters = |it: &str| it.chars().filter(|it| it.is_alphanumeric()).collect::<String>();
    letters(&text[edit.span.range()]) == letters(&edit.replacement)
}

/// Whether a span touches what stands between quotation marks, or a paragraph that is a quotation as
/// a whole; the marks themselves are not inside.
fn is_in_quotation(analysis: &Analysis, span: Span) -> bool {
    let Analysis { draft, facts, .. } = analysis;
    let first = draft.block_at(span.start).unwrap_or(0);
    let blocks = draft.blocks.iter().enumerate().skip(first);
    blocks.take_while(|(_, block)| block.span.start <= span.end).any(|(index, block)| {
        let quotations = facts.of_block(index).map_or(&[][..], |it| &it.quotations);
        (block.zone == Zone::Quotation && span.overlaps(block.span))
            || quotations.iter().any(|it| {
                let end = it.close.map_or(it.span.end, |it| it.span.start);
                span.overlaps(block.to_draft(Span::new(it.open.span.end, end)))
            })
    })
}

#[cfg(test)]
mod tests;
