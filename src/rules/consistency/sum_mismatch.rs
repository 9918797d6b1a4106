//! `sum-mismatch`: the parts of a total add up to it.

use crate::draft::{BlockText, Class, Shape, TokenKind};
use crate::facts::Count;
use crate::facts::counts::number;
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "sum-mismatch", asks: Asks::Blocks, build: |_: &Options| Box::new(SumMismatch) };

struct SumMismatch;

/// How many words may stand between a total and its parts: “arrests in the course of the week:”.
const REACH: usize = 8;

impl Rule for SumMismatch {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        let counts = &block.facts.counts;
        let mut read_to = 0;
        for count in counts.iter().filter(|it| it.value > 2 && it.approximation.is_none()) {
            // A part is no total of its own.
            if count.span.start < read_to {
                continue;
            }
            let Some(parts) = Parts::read(block.words, count) else {
                continue;
            };
            read_to = parts.end;
            if parts.values.len() < 2 || parts.sum == count.value {
                continue;
            }
            let shown = crate::text::one_line(&block.text()[count.span.range()]);
            let added: Vec<String> = parts.values.iter().map(u64::to_string).collect();
            let message = format!("“{shown}”, but {} is {}", added.join(" + "), parts.sum);
            sink.report(Span::new(count.span.start, parts.end), message)
                .help("correct the total or one of its parts");
        }
    }
}

/// The parts that follow a total.
struct Parts {
    values: Vec<u64>,
    sum: u64,
    /// Where the last number ends.
    end: usize,
}

impl Parts {
    /// Reads what follows `total` up to the end of its sentence; `None` if that is no list of which
    /// every item begins with a number.
    fn read(words: &BlockText, total: &Count) -> Option<Self> {
        let sentence = words.sentence_at(total.span.start)?;
        let end = sentence.end as usize;
        let mut at = words.token_from(total.span.end);
        let reach = at + REACH;
        // “6,758 officers on duty: …”, “13 arrests, …”.
        let opening = loop {
            let token = words.tokens.get(at).filter(|_| at < reach && at < end)?;
            match token.kind {
                TokenKind::Colon => break TokenKind::Colon,
                TokenKind::Comma | TokenKind::Dash => break TokenKind::Comma,
                TokenKind::Word if token.is(Class::NUMBER_WORD | Class::AUXILIARY) => return None,
                TokenKind::Word => at += 1,
                _ => return None,
            }
        };
        at += 1;
        let mut parts = Self { values: Vec::new(), sum: 0, end: 0 };
        let mut begins = true;
        while at < end {
            let token = words.tokens.get(at)?;
            if begins {
                if words.is_word(at, &["and", "plus"]) {
                    at += 1;
                    continue;
                }
                let number = number::read(words, at)?;
                if !is_part(words, total, number.end) {
                    return None;
                }
                parts.values.push(number.value);
                parts.sum = parts.sum.checked_add(number.value)?;
                parts.end = words.tokens.get(number.end - 1)?.span().end;
                at = number.end;
                begins = false;
                continue;
            }
            match token.kind {
                TokenKind::Comma | TokenKind::Semicolon => begins = true,
                TokenKind::Word if words.is_word(at, &["and"]) => {
                    // “12 in Oslo and Bergen and 5 in Rome”
                    begins = number::read(words, at + 1).is_some();
                }
                TokenKind::Word if leaves_something_out(words, at) => return None,
                TokenKind::Word | TokenKind::Hyphen | TokenKind::Apostrophe | TokenKind::Code => {}
                TokenKind::Stop => {}
                _ => return None,
            }
            at += 1;
        }
        // After a comma the sentence may go on with something else; only a list of two kinds of the
        // same, with “and” before its last, is one for certain.
        let certain = opening == TokenKind::Colon || parts.values.len() >= 2;
        certain.then_some(parts)
    }
}

/// Whether a number that ends before token `at` counts some of the total: “5 in Rome”, “five
/// officers on leave”, “12 boats”.
fn is_part(words: &BlockText, total: &Count, at: usize) -> bool {
    let Some(next) = words.tokens.get(at) else {
        return false;
    };
    if next.kind != TokenKind::Word || !next.has(Shape::SPACE_BEFORE) {
        return false;
    }
    let stem = total.lemma.strip_suffix('y').unwrap_or(&total.lemma);
    let same = words.text_of(next).to_lowercase().starts_with(stem);
    same || words.is_word(at, &["in", "on", "from", "at", "with", "against", "for", "were", "by"])
}

/// Words after which a list is not the whole, or its numbers are not exact.
fn leaves_something_out(words: &BlockText, at: usize) -> bool {
    words.is_word(at, &["including", "include", "includes", "such", "among", "least", "than"])
        || words.is_word(at, &["some", "about", "nearly", "almost", "over", "which", "whom", "who"])
        || words.is_word(at, &["both", "also", "respectively", "previously", "compared"])
}
