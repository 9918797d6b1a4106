//! `quote-duplicate`: nobody says the same twice.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use crate::draft::lexicon::key_at;
use crate::draft::{Block, BlockKind, TokenKind};
use crate::facts::{Quotation, QuotationPiece};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "quote-duplicate",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(QuoteDuplicate),
};

struct QuoteDuplicate;

/// Shorter quotations come back as slogans and titles do.
const FEWEST_WORDS: usize = 8;

/// A piece of a quotation that may stand twice.
struct Candidate<'a> {
    words: usize,
    block: &'a Block,
    piece: &'a QuotationPiece,
    quotation: &'a Quotation,
}

impl Rule for QuoteDuplicate {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let mut candidates: Vec<Candidate<'_>> = Vec::new();
        for quotation in draft.facts.quotations() {
            for &(index, place) in &quotation.pieces {
                let Some(block) = draft.blocks().get(index) else { continue };
                let piece = draft.facts.of_block(index).and_then(|it| it.quotations.get(place));
                if let Some(piece) = piece.filter(|it| it.words >= FEWEST_WORDS)
                    && block.zone.is_running_text()
                    && block.kind != BlockKind::TableCell
                    && is_speech(block, piece)
                {
                    candidates.push(Candidate { words: piece.words, block, piece, quotation });
                }
            }
        }
        // Only quotations of one length can be the same: few are ever compared word for word.
        candidates.sort_by_key(|it| (it.words, it.block.span.start, it.piece.span.start));
        for same_length in candidates.chunk_by(|one, other| one.words == other.words) {
            if same_length.len() > 1 {
                compare(draft, same_length, sink);
            }
        }
    }
}

fn compare(draft: &DraftContext<'_>, candidates: &[Candidate<'_>], sink: &mut Sink<'_>) {
    let hashes: Vec<u64> = candidates.iter().map(hash).collect();
    for (at, candidate) in candidates.iter().enumerate() {
        let Some(first) = hashes[..at].iter().position(|it| *it == hashes[at]) else { continue };
        let first = &candidates[first];
        // A pull quote repeats what the text says: it stands alone, and nobody says it there.
        if is_pull_quote(candidate) || is_pull_quote(first) {
            continue;
        }
        let span = candidate.block.to_draft(candidate.piece.span);
        let message = match (speaker(draft, first.quotation), speaker(draft, candidate.quotation)) {
            (Some(one), Some(other)) if differ(one, other) => {
                format!("“{one}” and “{other}” say the same, word for word")
            }
            _ => format!("the quotation “{} …” stands twice", beginning(candidate)),
        };
        sink.report(span, message)
            .related(first.block.to_draft(first.piece.span), "the first time")
            .help("delete one of them, or look up who said it");
    }
}

/// Whether the piece ends as speech does, with a stop or a comma; a title does not.
fn is_speech(block: &Block, piece: &QuotationPiece) -> bool {
    let Some(close) = piece.close else { return true };
    let tokens = block.tokens();
    let after = tokens.partition_point(|it| (it.start as usize) < close.span.start);
    let before = after.checked_sub(1).and_then(|it| tokens.get(it));
    piece.attribution.is_some()
        || before.is_some_and(|it| matches!(it.kind, TokenKind::Stop | TokenKind::Comma))
}

/// The same for the same words, however they are punctuated.
fn hash(candidate: &Candidate<'_>) -> u64 {
    let mut hasher = FxHasher::default();
    let span = candidate.piece.span;
    let tokens = candidate.block.tokens();
    let first = tokens.partition_point(|it| (it.start as usize) < span.start);
    let text = candidate.block.text().as_bytes();
    for token in tokens[first..].iter().take_while(|it| (it.start as usize) < span.end) {
        if token.is_wordlike() {
            let key = key_at(text, token.start as usize, (token.end - token.start) as usize);
            hasher.write_u128(key);
        }
    }
    hasher.finish()
}

fn is_pull_quote(candidate: &Candidate<'_>) -> bool {
    candidate.piece.attribution.is_none()
        && candidate.piece.span.start == 0
        && candidate.piece.span.end >= candidate.block.text().trim_end().len()
}

fn speaker<'a>(draft: &DraftContext<'a>, quotation: &Quotation) -> Option<&'a str> {
    let (index, attribution) = quotation.attribution?;
    let span: Span = draft.blocks().get(index)?.to_draft(attribution.speaker);
    let text = draft.text_at(span);
    // A name, not the clause that follows it, and no pronoun.
    let name = text.split(',').next().unwrap_or(text).trim();
    name.starts_with(char::is_uppercase).then_some(name)
}

/// Whether two ways of naming a speaker have no name in common.
fn differ(one: &str, other: &str) -> bool {
    let names = |text: &'_ str| -> Vec<String> {
        text.split_whitespace()
            .filter(|it| it.len() > 2 && it.starts_with(char::is_uppercase))
            .map(str::to_owned)
            .collect()
    };
    let other = names(other);
    !names(one).iter().any(|it| other.contains(it)) && !matches!(one, "He" | "She" | "They")
}

/// The first words of a quotation.
fn beginning<'a>(candidate: &Candidate<'a>) -> &'a str {
    let inside = &candidate.block.text()[candidate.piece.open.span.end..candidate.piece.span.end];
    inside.match_indices(char::is_whitespace).nth(4).map_or(inside, |(at, _)| &inside[..at])
}
