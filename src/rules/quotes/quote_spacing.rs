//! `quote-spacing`: spaces stand outside quotation marks, not inside.

use crate::draft::{Shape, Token, TokenKind};
use crate::facts::Mark;
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "quote-spacing",
    asks: Asks::Blocks,
    build: |_: &Options| Box::new(QuoteSpacing),
};

struct QuoteSpacing;

impl Rule for QuoteSpacing {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        for piece in &block.facts.quotations {
            // Guillemets have their spaces inside, in French.
            if block.text()[piece.open.span.range()].starts_with(['«', '»']) {
                continue;
            }
            // A single mark with a space on the wrong side may be an apostrophe; a lone straight one
            // has no sides.
            let paired = piece.close.is_some() && (!piece.open.single || piece.open.curly);
            let Some(at) = position(block, piece.open) else { continue };
            if !piece.open.curly && follows_number(block, at) {
                continue;
            }
            if paired {
                inside_opening(block, at, sink);
            }
            if !piece.open.single {
                before_opening(block, at, sink);
            }
            let Some(at) = piece.close.and_then(|it| position(block, it)) else { continue };
            if paired {
                inside_closing(block, at, sink);
            }
            if !piece.open.single {
                after_closing(block, at, sink);
            }
        }
    }
}

fn position(block: &BlockContext<'_>, mark: Mark) -> Option<usize> {
    block.tokens().binary_search_by_key(&mark.span.start, |it| it.start as usize).ok()
}

/// A straight mark behind a number may be inches.
fn follows_number(block: &BlockContext<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|it| block.tokens().get(it));
    before.is_some_and(|it| matches!(it.kind, TokenKind::Number | TokenKind::Code))
}

/// “ Taxpayers …”
fn inside_opening(block: &BlockContext<'_>, at: usize, sink: &mut Sink<'_>) {
    if let [mark, next, ..] = &block.tokens()[at..]
        && next.is_wordlike()
    {
        space_inside(block, Span::new(mark.end as usize, next.start as usize), "after", sink);
    }
}

/// “… paid, ”
fn inside_closing(block: &BlockContext<'_>, at: usize, sink: &mut Sink<'_>) {
    if let Some(before) = at.checked_sub(1).and_then(|it| block.tokens().get(it))
        && (before.is_wordlike() || matches!(before.kind, TokenKind::Comma | TokenKind::Stop))
    {
        let start = block.tokens()[at].start as usize;
        space_inside(block, Span::new(before.end as usize, start), "before", sink);
    }
}

fn space_inside(block: &BlockContext<'_>, gap: Span, side: &str, sink: &mut Sink<'_>) {
    let between = &block.text()[gap.range()];
    let is_space = |it: char| it.is_whitespace() && !matches!(it, '\n' | '\r');
    if !between.is_empty() && between.chars().all(is_space) {
        let mark = if side == "after" { "an opening" } else { "a closing" };
        sink.report(gap, format!("a space stands {side} {mark} quotation mark"))
            .fix(Fix::safe("Delete the space", vec![Edit::delete(gap)]));
    }
}

/// said:“Health
fn before_opening(block: &BlockContext<'_>, at: usize, sink: &mut Sink<'_>) {
    let Some(before) = at.checked_sub(1).and_then(|it| block.tokens().get(it)) else { return };
    let mark = &block.tokens()[at];
    let leaves_space = before.kind == TokenKind::Word
        || before.kind == TokenKind::Number
        || matches!(
            before.kind,
            TokenKind::Comma | TokenKind::Colon | TokenKind::Semicolon | TokenKind::Stop
        );
    if leaves_space && before.end == mark.start && !mark.has(Shape::SPACE_BEFORE) {
        report_missing(mark, mark.start as usize, "before this opening", sink);
    }
}

/// ”said
fn after_closing(block: &BlockContext<'_>, at: usize, sink: &mut Sink<'_>) {
    let [mark, next, ..] = &block.tokens()[at..] else { return };
    // “A”s is a plural.
    let word = next.kind == TokenKind::Word && next.end - next.start >= 2;
    if word && mark.end == next.start {
        report_missing(mark, mark.end as usize, "after this closing", sink);
    }
}

fn report_missing(mark: &Token, place: usize, side: &str, sink: &mut Sink<'_>) {
    sink.report(mark.span(), format!("a space is missing {side} quotation mark"))
        .fix(Fix::safe("Insert a space", vec![Edit::insert(place, " ")]));
}
