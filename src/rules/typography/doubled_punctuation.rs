//! `doubled-punctuation`: “..”, “,,”, “. .”, and one form for ellipses.

use crate::draft::{Class, Shape, Token, TokenKind, Zone};
use crate::facts::{Lists, SignKind};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, BlockContext, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "doubled-punctuation",
    asks: Asks::Both,
    build: |options: &Options| {
        let house = match options.text("ellipsis") {
            "one-character" => Some("…"),
            "three-stops" => Some("..."),
            _ => None,
        };
        Box::new(DoubledPunctuation { ellipsis: house })
    },
};

struct DoubledPunctuation {
    /// How the house writes an ellipsis, if it says so.
    ellipsis: Option<&'static str>,
}

impl Rule for DoubledPunctuation {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        let repeated = block.facts.signs.iter().filter(|it| it.kind == SignKind::RepeatedMark);
        for at in repeated.map(|it| it.at()) {
            if let Some((span, kept)) = doubled(block, at) {
                report(block, span, kept, sink);
            }
        }
    }

    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let ellipses: Vec<(Span, &str)> = draft
            .facts
            .signs(draft.draft, Lists::ELLIPSES)
            .filter(|it| it.fact.kind == SignKind::Ellipsis)
            .filter_map(|it| {
                let span = it.to_draft(it.block.tokens().get(it.fact.at())?.span());
                Some((span, draft.text_at(span)))
            })
            .collect();
        let count = |form: &str| ellipses.iter().filter(|(_, it)| *it == form).count();
        let kept = match (self.ellipsis, ellipses.first()) {
            (_, None) => return,
            (Some(house), _) => house,
            (None, Some((_, first))) => {
                let (one, three) = (count("…"), count("..."));
                if one == 0 || three == 0 {
                    return;
                }
                match one.cmp(&three) {
                    std::cmp::Ordering::Greater => "…",
                    std::cmp::Ordering::Less => "...",
                    std::cmp::Ordering::Equal => first,
                }
            }
        };
        for &(span, form) in ellipses.iter().filter(|(_, form)| *form != kept) {
            let message = if self.ellipsis.is_some() {
                format!("“{form}” is not the house’s ellipsis, “{kept}”")
            } else {
                format!("“{form}” here, but “{kept}” elsewhere in this draft")
            };
            let finding = sink.report_case("ellipsis", span, message);
            if draft.zone_at(span.start) != Zone::Quotation {
                let edits = vec![Edit::replace(span, kept)];
                finding.fix(Fix::by_hand(format!("Write “{kept}”"), edits));
            }
        }
    }
}

/// The marks at token `at` that should be one: where they stand, and the one.
fn doubled(block: &BlockContext<'_>, at: usize) -> Option<(Span, &'static str)> {
    let tokens = block.tokens();
    let token = tokens.get(at)?;
    let before = tokens.get(at.checked_sub(1)?)?;
    let after = tokens.get(at + 1);
    let text = block.text_of(token);
    if token.kind == TokenKind::Stop && text == ".." {
        // “Inc..” ends with the stop of its abbreviation; “1..5” and “../plan” are not sentences.
        let joined = before.end == token.start;
        let in_words = before.is_wordlike()
            || matches!(before.kind, TokenKind::CloseQuote | TokenKind::CloseBracket);
        let open = after.is_none_or(|it| {
            it.has(Shape::SPACE_BEFORE)
                || matches!(
                    it.kind,
                    TokenKind::CloseQuote | TokenKind::CloseBracket | TokenKind::Apostrophe
                )
        });
        let meant = before.is(Class::ABBREVIATION) || is_initial(block, before);
        return (joined && in_words && open && !meant).then(|| (token.span(), "."));
    }
    let pair = before.span().join(token.span());
    let before_text = block.text_of(before);
    let spaced = token.has(Shape::SPACE_BEFORE);
    // A mark of its own kind on either side makes a row, which is drawn on purpose.
    let row = |it: Option<&Token>| it.is_some_and(|it| it.kind == token.kind);
    if token.has(Shape::LINE_START)
        || row(after)
        || row(at.checked_sub(2).and_then(|it| tokens.get(it)))
    {
        return None;
    }
    let same_line = !block.text()[pair.range()].contains(['\n', '\r']);
    match (before_text, text) {
        (",", ",") if same_line => Some((pair, ",")),
        (";", ";") if !spaced => Some((pair, ";")),
        (",", ".") if !spaced => Some((pair, ".")),
        (".", ".") if spaced && same_line && ends_sentence(before) => Some((pair, ".")),
        _ => None,
    }
}

/// Whether the stop stands right after its word, and is not that of an abbreviation.
fn ends_sentence(stop: &Token) -> bool {
    !stop.shape.intersects(Shape::ABBREVIATION | Shape::SPACE_BEFORE)
}

/// “J..” ends with an initial.
fn is_initial(block: &BlockContext<'_>, token: &Token) -> bool {
    token.has(Shape::CAPITAL) && block.text_of(token).chars().count() == 1
}

fn report(block: &BlockContext<'_>, span: Span, kept: &str, sink: &mut Sink<'_>) {
    let found = &block.text()[span.range()];
    let finding = sink.report(span, format!("“{found}” is one mark too many"));
    let safe = matches!(found, ".." | ",,");
    if block.zone_at(span.start) != Zone::Quotation {
        let (title, edits) = (format!("Write “{kept}”"), vec![Edit::replace(span, kept)]);
        finding.fix(if safe { Fix::safe(title, edits) } else { Fix::by_hand(title, edits) });
    }
}
