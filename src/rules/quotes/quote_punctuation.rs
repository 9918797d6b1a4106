//! `quote-punctuation`: the comma between a quotation and its attribution.

use crate::draft::{Block, Class, Shape, Token, TokenKind};
use crate::facts::{Lists, QuotationPiece};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "quote-punctuation",
    asks: Asks::Draft,
    build: |options: &Options| {
        Box::new(QuotePunctuation {
            inside: options.text("place") == "inside",
            outside: options.text("place") == "outside",
        })
    },
};

struct QuotePunctuation {
    /// Whether the house wants commas and full stops inside, whatever stands between the marks.
    inside: bool,
    /// Whether the house wants them outside where a fragment of the sentence is quoted.
    outside: bool,
}

/// Shorter quotations are fragments; what stands round them belongs to the sentence.
const FEWEST_WORDS: usize = 4;

/// Longest name between a quotation and its verb, in words: “…,” Mayor Anna Berg said.
const LONGEST_NAME: usize = 5;

/// What stands where a quotation meets its attribution.
enum Joint {
    /// “…,” said
    CommaInside,
    /// “…”, said
    CommaOutside(Span),
    /// “….” said
    FullStop(Span),
    /// “…” said
    Nothing(Span),
}

impl Rule for QuotePunctuation {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let mut inside = 0_usize;
        let mut outside: Vec<Span> = Vec::new();
        let zones = sink.zones();
        for (_, block, facts) in draft.facts.blocks_with(draft.draft, Lists::QUOTATIONS) {
            if !zones.contains(block.zone) {
                continue;
            }
            for piece in &facts.quotations {
                if self.inside {
                    stops_outside(block, piece, sink);
                }
                if self.outside {
                    stops_inside_fragment(block, piece, sink);
                }
                match joint(block, piece) {
                    Some(Joint::CommaInside) => inside += 1,
                    Some(Joint::CommaOutside(span)) => outside.push(block.to_draft(span)),
                    Some(Joint::FullStop(span)) => {
                        let span = block.to_draft(span);
                        sink.report(
                            span,
                            "a full stop ends the quotation, but its sentence goes on",
                        )
                        .fix(Fix::by_hand("Write a comma", vec![Edit::replace(span, ",")]));
                    }
                    Some(Joint::Nothing(span)) => {
                        let span = block.to_draft(span);
                        let message = "no comma stands between the quotation and who says it";
                        sink.report(span, message).fix(Fix::by_hand(
                            "Insert a comma before the closing mark",
                            vec![Edit::insert(span.start, ",")],
                        ));
                    }
                    None => {}
                }
            }
        }
        // Marks inside and outside both are right; one draft has one of them.
        if !self.inside && !self.outside && inside > outside.len() {
            for span in outside {
                report_outside(span, draft.text_at(span), sink);
            }
        }
    }
}

/// “…”, and “…”.
fn stops_outside(block: &Block, piece: &QuotationPiece, sink: &mut Sink<'_>) {
    let Some((close, next)) = closing(block, piece) else { return };
    let full_stop = next.kind == TokenKind::Stop && next.end - next.start == 1;
    let sign = &block.text()[next.span().range()];
    if close.end == next.start && (next.kind == TokenKind::Comma || full_stop && sign == ".") {
        let span = block.to_draft(close.span().join(next.span()));
        report_outside(span, &block.text()[close.span().join(next.span()).range()], sink);
    }
}

fn report_outside(span: Span, found: &str, sink: &mut Sink<'_>) {
    let sign = &found[found.len() - 1..];
    let swapped = format!("{sign}{}", &found[..found.len() - 1]);
    let name = if sign == "," { "comma" } else { "full stop" };
    sink.report(span, format!("the {name} stands outside the quotation: “{sign}” before the mark"))
        .fix(Fix::by_hand(format!("Move the {name} inside"), vec![Edit::replace(span, swapped)]));
}

/// “a dream,” and: the comma belongs to the sentence that quotes.
fn stops_inside_fragment(block: &Block, piece: &QuotationPiece, sink: &mut Sink<'_>) {
    let tokens = block.tokens();
    let Ok(open) = tokens.binary_search_by_key(&piece.span.start, |it| it.start as usize) else {
        return;
    };
    let (Some(before), Some(first)) =
        (open.checked_sub(1).and_then(|it| tokens.get(it)), tokens.get(open + 1))
    else {
        return;
    };
    let fragment = before.kind == TokenKind::Word
        && !before.is(Class::SPEECH)
        && first.kind == TokenKind::Word
        && !first.has(Shape::CAPITAL);
    let Some((last, close)) = position(block, piece)
        .and_then(|at| Some((tokens.get(at.checked_sub(1)?)?, tokens.get(at)?)))
        .filter(|_| fragment)
    else {
        return;
    };
    let (sign, mark) = (&block.text()[last.span().range()], &block.text()[close.span().range()]);
    if last.end != close.start || last.has(Shape::ABBREVIATION) || !matches!(sign, "," | ".") {
        return;
    }
    let name = if sign == "," { "comma" } else { "full stop" };
    let span = block.to_draft(last.span().join(close.span()));
    sink.report(
        span,
        format!("the {name} stands inside the quoted fragment: “{sign}” behind the mark"),
    )
    .fix(Fix::by_hand(
        format!("Move the {name} outside"),
        vec![Edit::replace(span, format!("{mark}{sign}"))],
    ));
}

/// The closing mark of a piece and the token after it.
fn closing<'a>(block: &'a Block, piece: &QuotationPiece) -> Option<(&'a Token, &'a Token)> {
    let tokens = block.tokens();
    let at = position(block, piece)?;
    Some((tokens.get(at)?, tokens.get(at + 1)?))
}

fn position(block: &Block, piece: &QuotationPiece) -> Option<usize> {
    let mark = piece.close?;
    block.tokens().binary_search_by_key(&mark.span.start, |it| it.start as usize).ok()
}

/// How a whole sentence in quotation marks is joined to the attribution that follows it.
fn joint(block: &Block, piece: &QuotationPiece) -> Option<Joint> {
    if piece.words < FEWEST_WORDS {
        return None;
    }
    let tokens = block.tokens();
    let at = position(block, piece)?;
    let (last, close, next) =
        (tokens.get(at.checked_sub(1)?)?, tokens.get(at)?, tokens.get(at + 1)?);
    if next.kind == TokenKind::Comma {
        let attributed = is_attribution(block, at + 2) && begins_sentence(block, piece);
        let joined = close.end == next.start;
        return (attributed && joined && !matches!(last.kind, TokenKind::Comma | TokenKind::Stop))
            .then(|| Joint::CommaOutside(close.span().join(next.span())));
    }
    if last.end != close.start || !next.has(Shape::SPACE_BEFORE) || !is_attribution(block, at + 1) {
        return None;
    }
    match last.kind {
        TokenKind::Comma => Some(Joint::CommaInside),
        TokenKind::Stop => {
            let sign = &block.text()[last.span().range()];
            // Only a verb in small letters shows that the sentence goes on; a name may begin the next.
            let goes_on = next.is(Class::SPEECH) && !next.has(Shape::CAPITAL);
            (sign == "." && !last.has(Shape::ABBREVIATION) && goes_on)
                .then(|| Joint::FullStop(last.span()))
        }
        _ if last.is_wordlike() && begins_sentence(block, piece) => {
            Some(Joint::Nothing(close.span()))
        }
        _ => None,
    }
}

/// Whether the quotation begins its sentence: with a capital, and nothing before it that it is a
/// part of.
fn begins_sentence(block: &Block, piece: &QuotationPiece) -> bool {
    let tokens = block.tokens();
    let Ok(at) = tokens.binary_search_by_key(&piece.span.start, |it| it.start as usize) else {
        return false;
    };
    let free = at
        .checked_sub(1)
        .and_then(|it| tokens.get(it))
        .is_none_or(|it| matches!(it.kind, TokenKind::Stop | TokenKind::Colon | TokenKind::Comma));
    free && tokens.get(at + 1).is_some_and(|it| it.has(Shape::CAPITAL))
}

/// Whether “said Anna Berg”, “she said” or “Anna Berg said” stands at token `at`.
fn is_attribution(block: &Block, at: usize) -> bool {
    let Some(tokens) = block.tokens().get(at..) else { return false };
    let speaks = |it: &Token| it.is(Class::SPEECH) && !it.has(Shape::CAPITAL);
    let name = tokens
        .iter()
        .take(LONGEST_NAME)
        .take_while(|it| {
            it.kind == TokenKind::Word && (it.has(Shape::CAPITAL) || it.is(Class::PRONOUN))
                || it.kind == TokenKind::Stop && it.has(Shape::ABBREVIATION)
        })
        .count();
    let Some(verb) = tokens.get(name).filter(|it| speaks(it)) else { return false };
    // “said to be …”, “Anna Berg said that …” is the next thing that is said.
    let after = tokens.get(name + 1).map(|it| &block.text()[it.span().range()]);
    let text = &block.text()[verb.span().range()];
    matches!(
        text,
        "said"
            | "says"
            | "added"
            | "adds"
            | "explained"
            | "stated"
            | "noted"
            | "concluded"
            | "continued"
    ) && !matches!(after, Some("that" | "to"))
}
