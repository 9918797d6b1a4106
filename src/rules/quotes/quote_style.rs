//! `quote-style`: quotation marks of one kind.

use crate::draft::{Block, Zone};
use crate::facts::{Lists, Mark, QuotationPiece};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

pub(crate) static ENTRY: Entry = Entry {
    name: "quote-style",
    asks: Asks::Draft,
    build: |options: &Options| {
        Box::new(QuoteStyle {
            curly: match options.text("marks") {
                "curly" => Some(true),
                "straight" => Some(false),
                _ => None,
            },
            primary_single: wants_single(options.text("primary")),
            fragment_single: wants_single(options.text("fragment")),
        })
    },
};

struct QuoteStyle {
    /// Whether the house writes curly marks, if it says so.
    curly: Option<bool>,
    /// Whether it puts whole sentences between single marks, if it says so.
    primary_single: Option<bool>,
    /// Whether it puts fragments between single marks, if it says so.
    fragment_single: Option<bool>,
}

fn wants_single(option: &str) -> Option<bool> {
    match option {
        "single" => Some(true),
        "double" => Some(false),
        _ => None,
    }
}

/// How many other places are shown.
const MOST_RELATED: usize = 8;

/// How many curly marks stand against a straight one before it counts as a stranger.
const MAJORITY: usize = 3;

impl Rule for QuoteStyle {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let mut straight: Vec<Marked> = Vec::new();
        let mut curly: Vec<Marked> = Vec::new();
        let mut wrong_kind = Vec::new();
        let (mut curly_count, mut straight_count) = (0, 0);
        for (_, block, facts) in draft.facts.blocks_with(draft.draft, Lists::QUOTATIONS) {
            if !is_looked_at(block) {
                continue;
            }
            for piece in &facts.quotations {
                let Some(close) = piece.close else {
                    count(piece.open, &mut curly_count, &mut straight_count);
                    continue;
                };
                count(piece.open, &mut curly_count, &mut straight_count);
                count(close, &mut curly_count, &mut straight_count);
                let span = block.to_draft(piece.span);
                let marked = Marked { span, open: piece.open, close };
                match (piece.open.curly, close.curly) {
                    (true, true) => curly.push(marked),
                    (false, false) => straight.push(marked),
                    _ => report_mismatch(draft, span, piece, close, sink),
                }
                wrong_kind.extend(self.wrong_kind(block, piece, close));
            }
        }
        for is_sentence in [true, false] {
            report_kind(&wrong_kind, is_sentence, sink);
        }
        match self.curly {
            Some(true) => report_house(&straight, true, sink),
            Some(false) => report_house(&curly, false, sink),
            None if straight.is_empty() => {}
            None => {
                // Half of the marks may be lost to a copy; apostrophes show what the text was typed
                // with.
                let looked_at = draft.blocks().iter().filter(|it| is_looked_at(it));
                curly_count += looked_at.map(|it| it.words.curly_marks()).sum::<usize>();
                if curly_count >= straight_count + MAJORITY {
                    report_mixed(&straight, sink);
                }
            }
        }
    }
}

fn is_looked_at(block: &Block) -> bool {
    !matches!(block.zone, Zone::PageChrome | Zone::AfterEnd | Zone::Contact | Zone::Table)
}

/// A quotation, with its place in the draft.
struct Marked {
    span: Span,
    open: Mark,
    close: Mark,
}

impl QuoteStyle {
    /// Double marks where the house writes single ones, or the other way round.
    fn wrong_kind(&self, block: &Block, piece: &QuotationPiece, close: Mark) -> Option<WrongKind> {
        if self.primary_single.is_none() && self.fragment_single.is_none() {
            return None;
        }
        let inside = &block.text()[piece.open.span.end..close.span.start];
        let is_sentence = piece.words > 3
            && inside.ends_with(['.', ',', '!', '?', '…'])
            && inside.starts_with(char::is_uppercase);
        let wanted = if is_sentence { self.primary_single } else { self.fragment_single };
        let single = wanted.filter(|&it| it != piece.open.single)?;
        let span = block.to_draft(piece.span);
        // The marks within would have to change places with these.
        let nested = inside.contains(['‘', '“']);
        let edits = other_marks(span, piece.open, close, single, close.curly);
        Some(WrongKind {
            is_sentence,
            single,
            opening: Span::new(span.start, span.start + piece.open.span.len()),
            edits: if nested { Vec::new() } else { edits },
        })
    }
}

/// A quotation between marks that the house uses for something else.
struct WrongKind {
    is_sentence: bool,
    /// Whether the house writes single marks here.
    single: bool,
    opening: Span,
    edits: Vec<Edit>,
}

/// One report for all quotations, and one for all fragments.
fn report_kind(wrong: &[WrongKind], is_sentence: bool, sink: &mut Sink<'_>) {
    let mut wrong = wrong.iter().filter(|it| it.is_sentence == is_sentence);
    let Some(first) = wrong.next() else { return };
    let what = if is_sentence { "quotations" } else { "fragments" };
    let (here, wanted) = if first.single { ("double", "single") } else { ("single", "double") };
    let message = format!("{here} marks; this house puts {what} between {wanted} ones");
    let finding = sink.report_case("house", first.opening, message);
    let mut edits = first.edits.clone();
    for (number, it) in wrong.enumerate() {
        if number < MOST_RELATED {
            finding.related(it.opening, "and here");
        }
        edits.extend(it.edits.iter().cloned());
    }
    if !edits.is_empty() {
        finding.fix(Fix::by_hand(format!("Make the marks {wanted}"), edits));
    }
}

/// Marks of the kind that the house does not write: one report for all.
fn report_house(strangers: &[Marked], curly: bool, sink: &mut Sink<'_>) {
    let Some((first, rest)) = strangers.split_first() else { return };
    let (kind, wanted) = if curly { ("straight", "curly") } else { ("curly", "straight") };
    let message = format!("{kind} quotation marks; this house writes {wanted} ones");
    let finding = sink.report_case("house", first.span, message);
    for it in rest.iter().take(MOST_RELATED) {
        finding.related(it.span, "and here");
    }
    let edits = strangers.iter().flat_map(|&Marked { span, open, close }| {
        if curly {
            curly_edits(span, open, close)
        } else {
            other_marks(span, open, close, close.single, false)
        }
    });
    let edits = edits.collect();
    finding.fix(Fix::safe(format!("Make the quotation marks {wanted}"), edits));
}

/// Edits that give a quotation at `span` other marks.
fn other_marks(span: Span, open: Mark, close: Mark, single: bool, curly: bool) -> Vec<Edit> {
    let (opening, closing) = match (single, curly) {
        (true, true) => ("‘", "’"),
        (true, false) => ("'", "'"),
        (false, true) => ("“", "”"),
        (false, false) => ("\"", "\""),
    };
    vec![
        Edit::replace(Span::new(span.start, span.start + open.span.len()), opening),
        Edit::replace(Span::new(span.end - close.span.len(), span.end), closing),
    ]
}

fn count(mark: Mark, curly: &mut usize, straight: &mut usize) {
    if mark.curly {
        *curly += 1;
    } else {
        *straight += 1;
    }
}

fn report_mismatch(
    draft: &DraftContext<'_>,
    span: Span,
    piece: &QuotationPiece,
    close: Mark,
    sink: &mut Sink<'_>,
) {
    let opening = &draft.text[span.start..span.start + piece.open.span.len()];
    let closing = &draft.text[span.end - close.span.len()..span.end];
    sink.report(span, format!("this quotation opens with {opening} and closes with {closing}"))
        .fix(Fix::safe("Make both marks curly", curly_edits(span, piece.open, close)));
}

/// Straight marks in a text that is otherwise curly: one report for all.
fn report_mixed(straight: &[Marked], sink: &mut Sink<'_>) {
    let Some((first, rest)) = straight.split_first() else { return };
    let message = "straight quotation marks in a text that is otherwise curly";
    let finding = sink.report_case("mixed", first.span, message);
    for it in rest.iter().take(MOST_RELATED) {
        finding.related(it.span, "and here");
    }
    let edits = straight.iter().flat_map(|it| curly_edits(it.span, it.open, it.close)).collect();
    finding.fix(Fix::safe("Make the quotation marks curly", edits));
}

/// The edits that make both marks of a quotation at `span` curly.
fn curly_edits(span: Span, open: Mark, close: Mark) -> Vec<Edit> {
    let marks = if open.single { ("‘", "’") } else { ("“", "”") };
    let opening = Span::new(span.start, span.start + open.span.len());
    let closing = Span::new(span.end - close.span.len(), span.end);
    [(open, opening, marks.0), (close, closing, marks.1)]
        .into_iter()
        .filter(|(mark, _, _)| !mark.curly)
        .map(|(_, span, sign)| Edit::replace(span, sign))
        .collect()
}
