//! `quote-attribution`: somebody says every quotation.

use crate::draft::{Block, BlockKind, Class, Shape, TokenKind, Zone};
use crate::facts::{Quotation, QuotationPiece};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "quote-attribution",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(QuoteAttribution),
};

struct QuoteAttribution;

/// Shorter quotations are titles, mottos and signs.
const FEWEST_WORDS: usize = 8;

/// A line of at most so many words under a quotation names its speaker.
const LONGEST_SIGNATURE: usize = 14;

/// How many paragraphs in a row one speaker is believed to say.
const LONGEST_RUN: usize = 12;

impl Rule for QuoteAttribution {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        for quotation in draft.facts.quotations() {
            if quotation.attribution.is_none()
                && let Some((first, last)) = stands_alone(draft, quotation)
                && !is_introduced(draft, first)
                && !is_signed(draft, last)
            {
                let blocks = draft.blocks();
                let span = blocks[first].span.join(blocks[first].span);
                sink.report(span, "nobody is named who says this")
                    .help("say who speaks, with name and title");
            }
        }
    }
}

/// The first and the last block of a quotation, if they hold nothing else and are running text.
fn stands_alone(draft: &DraftContext<'_>, quotation: &Quotation) -> Option<(usize, usize)> {
    let (first, _) = *quotation.pieces.first()?;
    let (last, _) = *quotation.pieces.last()?;
    let mut words = 0;
    for &(index, place) in &quotation.pieces {
        let block = draft.blocks().get(index)?;
        let piece = draft.facts.of_block(index)?.quotations.get(place)?;
        words += piece.words;
        if !fills(block, piece) {
            return None;
        }
    }
    let closes = draft
        .facts
        .of_block(last)
        .and_then(|it| it.quotations.last())
        .is_some_and(|it| it.close.is_some_and(|mark| mark.single == it.open.single));
    (closes && words >= FEWEST_WORDS).then_some((first, last))
}

/// Whether the block is a paragraph of whole sentences between the marks and nothing else.
fn fills(block: &Block, piece: &QuotationPiece) -> bool {
    let running = matches!(block.zone, Zone::Lead | Zone::Body);
    let tokens = block.tokens();
    let sentence = tokens.get(1).is_some_and(|it| it.has(Shape::CAPITAL));
    let ended = tokens
        .iter()
        .rev()
        .find(|it| it.kind != TokenKind::CloseQuote && it.kind != TokenKind::Apostrophe)
        .is_some_and(|it| it.kind == TokenKind::Stop);
    running
        && block.kind == BlockKind::Paragraph
        && piece.span.start == 0
        && piece.span.end >= block.text().trim_end().len()
        && sentence
        && ended
}

/// Whether the paragraph before tells who will speak: it attributes something, ends with a colon, or
/// names a person.
fn is_introduced(draft: &DraftContext<'_>, first: usize) -> bool {
    // A quotation that begins anew in each paragraph has its speaker above all of them.
    let fills_block = |index: &usize| {
        let block = &draft.blocks()[*index];
        let facts = draft.facts.of_block(*index);
        facts.is_some_and(|it| it.quotations.first().is_some_and(|piece| fills(block, piece)))
    };
    let Some(before) = (first.saturating_sub(LONGEST_RUN)..first).rev().find(|it| !fills_block(it))
    else {
        return false;
    };
    let block = &draft.blocks()[before];
    names_speaker(draft, before)
        || block.tokens().last().is_some_and(|it| it.kind == TokenKind::Colon)
}

/// Whether what follows tells who spoke: a signature, or a paragraph that attributes something.
fn is_signed(draft: &DraftContext<'_>, last: usize) -> bool {
    let Some(block) = draft.blocks().get(last + 1) else { return false };
    let tokens = block.tokens();
    let dash = tokens.first().is_some_and(|it| {
        matches!(it.kind, TokenKind::Dash | TokenKind::Hyphen | TokenKind::Symbol)
    });
    let signature = block.words.word_count() <= LONGEST_SIGNATURE
        && tokens.last().is_some_and(|it| it.kind != TokenKind::Stop);
    dash || signature || names_speaker(draft, last + 1)
}

fn names_speaker(draft: &DraftContext<'_>, index: usize) -> bool {
    let Some(facts) = draft.facts.of_block(index) else { return false };
    !facts.people.named.is_empty()
        || facts.people.candidates.iter().any(|it| it.speaks)
        || draft.blocks()[index].tokens().iter().any(|it| it.is(Class::SPEECH))
}
