//! `quote-balance`: every quotation that opens closes.

use crate::draft::{Block, Class, Shape, TokenKind, Zone};
use crate::facts::{Lists, Mark, QuotationPiece};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

pub(crate) static ENTRY: Entry =
    Entry { name: "quote-balance", asks: Asks::Draft, build: |_: &Options| Box::new(QuoteBalance) };

struct QuoteBalance;

impl Rule for QuoteBalance {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        // Whether the paragraph before left a quotation open.
        let mut open: Option<Mark> = None;
        let wanted = Lists::QUOTATIONS | Lists::STRAY_MARKS;
        for (index, block, facts) in draft.facts.blocks_with(draft.draft, wanted) {
            if matches!(block.zone, Zone::Caption | Zone::PhotoCounter | Zone::PageChrome) {
                continue;
            }
            let unsure = !facts.stray_marks.is_empty()
                || facts.quotations.iter().any(|it| it.close.is_none());
            // In „…“ the mark that closes is the one that opens elsewhere.
            if unsure && block.text().contains(['„', '‚', '«', '»']) {
                continue;
            }
            // In a quotation that goes on without opening anew, one mark closes it.
            for stray in &facts.stray_marks {
                let closes_earlier = open.take().is_some_and(|it| it.single == stray.single);
                if !closes_earlier && is_sure(block, *stray) {
                    let message = "this mark closes a quotation that was not opened";
                    sink.report(block.to_draft(stray.span), message)
                        .help("open the quotation, or delete the mark");
                }
            }
            check_reopened(draft, index, sink);
            for (place, piece) in facts.quotations.iter().enumerate() {
                open = None;
                if piece.close.is_some() {
                    continue;
                }
                open = Some(piece.open);
                // Another quotation opens in the same paragraph, or the speaker is named.
                let ends_here = place + 1 < facts.quotations.len() || names_speaker(block, piece);
                if (ends_here || !goes_on(draft, index, piece))
                    && is_whole(block)
                    && is_sure(block, piece.open)
                {
                    sink.report(block.to_draft(piece.open.span), "this quotation is not closed")
                        .help("close the quotation where the speaker’s words end");
                }
            }
        }
    }
}

/// “…,” said Anna Berg. “It comes on Tuesday.” and a paragraph of her words alone: the mark before it
/// closes what goes on.
fn check_reopened(draft: &DraftContext<'_>, index: usize, sink: &mut Sink<'_>) {
    let whole = |index: usize| {
        let (block, facts) = (draft.blocks().get(index)?, draft.facts.of_block(index)?);
        matches!(block.zone, Zone::Lead | Zone::Body | Zone::Quotation).then_some((block, facts))
    };
    let Some((block, facts)) = whole(index) else { return };
    let (Some((before, spoken)), [piece]) =
        (index.checked_sub(1).and_then(whole), facts.quotations.as_slice())
    else {
        return;
    };
    let alone = piece.span == Span::new(0, block.text().len()) && piece.attribution.is_none();
    if !alone || piece.words < FEWEST_WORDS {
        return;
    }
    // A line behind it may name another speaker.
    let next_speaks = draft.blocks().get(index + 1).is_some_and(|it| {
        it.text().len() <= LONGEST_SIGNATURE || it.text().starts_with(['—', '–', '-'])
    });
    let Some(close) = spoken
        .quotations
        .last()
        .filter(|it| it.span.end == before.text().len() && it.words >= FEWEST_WORDS)
        .and_then(|it| it.close)
    else {
        return;
    };
    let attributed = spoken.quotations.iter().any(|it| it.attribution.is_some());
    // A pull quote repeats what the text has.
    let repeated = || {
        let inner = block.text().trim_matches(['“', '”', '"']);
        let mut others = draft.blocks().iter().enumerate().filter(|(it, _)| *it != index);
        others.any(|(_, other)| other.text().contains(inner))
    };
    if attributed && !next_speaks && !close.single && !repeated() {
        let message =
            "the next paragraph goes on with this quotation; a mark closes it only at its end";
        sink.report_case("reopened", before.to_draft(close.span), message)
            .related(block.to_draft(piece.open.span), "it goes on here")
            .help("delete the closing mark, or say who speaks in the next paragraph");
    }
}

/// Shorter pieces are mottos and titles.
const FEWEST_WORDS: usize = 6;

/// A line with a name under a quotation has no more bytes.
const LONGEST_SIGNATURE: usize = 80;

/// A paragraph that breaks off in the middle of a sentence is the rest of a page or a scan; its
/// quotation may close in what follows.
fn is_whole(block: &Block) -> bool {
    block.tokens().iter().rfind(|it| it.kind != TokenKind::CloseBracket).is_some_and(|it| {
        matches!(it.kind, TokenKind::Stop | TokenKind::Colon | TokenKind::CloseQuote)
    })
}

/// Whether the next paragraph opens with a mark of the same kind, or closes what stands open.
fn goes_on(draft: &DraftContext<'_>, index: usize, piece: &QuotationPiece) -> bool {
    let next = draft.blocks()[index + 1..]
        .iter()
        .enumerate()
        .map(|(ahead, block)| (index + 1 + ahead, block))
        .find(|(_, block)| {
            !matches!(block.zone, Zone::Caption | Zone::PhotoCounter | Zone::PageChrome)
        });
    let Some((next, _)) = next else { return false };
    draft.facts.of_block(next).is_some_and(|facts| {
        let opens = facts
            .quotations
            .first()
            .is_some_and(|it| it.span.start == 0 && it.open.single == piece.open.single);
        let closes = facts.stray_marks.iter().any(|it| it.single == piece.open.single);
        opens || closes
    })
}

/// “We are ready, said Mayor Berg on the quay.”: the words of the speaker ended at the comma.
fn names_speaker(block: &Block, piece: &QuotationPiece) -> bool {
    block.tokens().windows(3).any(|it| {
        let [comma, verb, name] = it else { return false };
        piece.span.contains(comma.span().join(name.span()))
            && comma.kind == TokenKind::Comma
            && verb.is(Class::SPEECH)
            && !verb.has(Shape::CAPITAL)
            && name.has(Shape::CAPITAL)
    })
}

/// A single mark may be an apostrophe; it is believed only where nothing else can be meant.
fn is_sure(block: &Block, mark: Mark) -> bool {
    if !mark.single {
        return true;
    }
    let text = block.text();
    let before = text[..mark.span.start].chars().next_back();
    let after = text[mark.span.end..].chars().next();
    let stands_alone =
        before.is_none_or(char::is_whitespace) && after.is_some_and(char::is_uppercase);
    mark.curly && stands_alone && !text.contains(['’', '\''])
}
