//! `sum-mismatch`: the parts of a total add up to it.

use crate::draft::{BlockText, Class, Shape, Token, TokenKind};
use crate::facts::counts::number;
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "sum-mismatch", asks: Asks::Blocks, build: |_: &Options| Box::new(SumMismatch) };

struct SumMismatch;

/// How many words and hyphens may stand between a total and its parts: “arrests in the course of the
/// week:”.
const REACH: usize = 12;

/// How many words the name before a part may have.
const LONGEST_NAME: usize = 4;

impl Rule for SumMismatch {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        let words = block.words;
        // A total and two parts are three numbers; behind a colon the parts may be in words.
        let few = block.facts.figures.len() + block.facts.counts.len() < 3;
        if few && memchr::memchr(b':', block.text().as_bytes()).is_none() {
            return;
        }
        let counted = block
            .facts
            .counts
            .iter()
            .filter(|it| it.value > 2 && it.approximation.is_none())
            .map(|it| Total { span: it.span, value: it.value, kind: Kind::Count(&it.lemma) });
        let money = block.facts.figures.iter().filter_map(|&at| amount(words, at as usize));
        let mut totals: Vec<Total<'_>> = counted.chain(money).collect();
        totals.sort_by_key(|it| it.span);
        let mut read_to = 0;
        for total in totals {
            // A part is no total of its own.
            if total.span.start < read_to {
                continue;
            }
            let Some(parts) = Parts::read(words, &total) else {
                continue;
            };
            read_to = parts.end;
            if parts.values.len() < 2 || parts.sum == total.value {
                continue;
            }
            let shown = crate::text::one_line(&block.text()[total.span.range()]);
            let message = format!("“{shown}”, but {} is {}", parts.added(), parts.sum_in_words());
            sink.report(Span::new(total.span.start, parts.end), message)
                .help("correct the total or one of its parts");
        }
    }
}

/// What the parts have to add up to.
struct Total<'a> {
    span: Span,
    value: u64,
    kind: Kind<'a>,
}

enum Kind<'a> {
    /// Of things or people; what they are, in the singular.
    Count(&'a str),
    /// Of money, with the sign of the currency.
    Money(&'a str),
}

/// “$240 million”, whose figures are token `at`.
fn amount(words: &BlockText, at: usize) -> Option<Total<'_>> {
    let sign = currency(words, at.checked_sub(1)?)?;
    let number = number::read(words, at)?;
    let start = words.tokens.get(at - 1)?.span().start;
    let end = words.tokens.get(number.end.checked_sub(1)?)?.span().end;
    Some(Total { span: Span::new(start, end), value: number.value, kind: Kind::Money(sign) })
}

/// The sign of a currency that is token `at`.
fn currency(words: &BlockText, at: usize) -> Option<&str> {
    let token = words.tokens.get(at)?;
    let sign = words.text_of(token);
    matches!(sign, "$" | "€" | "£" | "¥").then_some(sign)
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
    /// every item begins with a number, or behind a colon with a name and a number.
    fn read(words: &BlockText, total: &Total<'_>) -> Option<Self> {
        let sentence = words.sentence_at(total.span.start)?;
        let end = sentence.end as usize;
        let mut at = words.token_from(total.span.end);
        let reach = at + REACH;
        let is_money = matches!(total.kind, Kind::Money(_));
        // “6,758 officers on duty: …”, “13 arrests, …”, “$240 million over six years: …”.
        let opening = loop {
            let token = words.tokens.get(at).filter(|_| at < reach && at < end)?;
            match token.kind {
                TokenKind::Colon => break TokenKind::Colon,
                TokenKind::Comma | TokenKind::Dash if !is_money => break TokenKind::Comma,
                TokenKind::Word if token.is(Class::NUMBER_WORD) && !is_money => return None,
                TokenKind::Word if token.is(Class::AUXILIARY) => return None,
                TokenKind::Word | TokenKind::Hyphen => at += 1,
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
                let named = if opening == TokenKind::Colon { name_from(words, at) } else { at };
                let first = match total.kind {
                    Kind::Count(_) => named,
                    Kind::Money(sign) => {
                        currency(words, named).filter(|it| *it == sign)?;
                        named + 1
                    }
                };
                let number = number::read(words, first)?;
                let fits = match total.kind {
                    Kind::Count(lemma) if named == at => is_part(words, lemma, number.end),
                    _ => named == at || ends_item(words, number.end, end),
                };
                if !fits {
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
                    begins = begins_part(words, at + 1);
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

    /// “12 + 5 + 3”, in millions where all are.
    fn added(&self) -> String {
        let unit = self.unit();
        let shown: Vec<String> = self.values.iter().map(|&it| in_unit(it, unit)).collect();
        shown.join(" + ")
    }

    fn sum_in_words(&self) -> String {
        match self.unit() {
            1 => self.sum.to_string(),
            unit => format!("{} million", in_unit(self.sum, unit)),
        }
    }

    /// A million where every part is one of at least a tenth of it, else one.
    fn unit(&self) -> u64 {
        const MILLION: u64 = 1_000_000;
        let round = |it: &u64| *it >= MILLION && it.is_multiple_of(MILLION / 10);
        if self.values.iter().all(round) { MILLION } else { 1 }
    }
}

/// A number in units, with a tenth where there is one.
fn in_unit(value: u64, unit: u64) -> String {
    let tenths = (value % unit) * 10 / unit;
    if tenths == 0 { (value / unit).to_string() } else { format!("{}.{tenths}", value / unit) }
}

/// The token behind the capitalised words that begin at `at`: “Botswana”, “Costa Rica”.
fn name_from(words: &BlockText, at: usize) -> usize {
    let is_name = |at: usize| words.tokens.get(at).is_some_and(Token::is_capitalised_word);
    (at..at + LONGEST_NAME).find(|&it| !is_name(it)).unwrap_or(at)
}

/// Whether an item ends before token `at`: “Botswana 5.5 million, Namibia 3 million and …”.
fn ends_item(words: &BlockText, at: usize, end: usize) -> bool {
    at >= end
        || words.is_word(at, &["and"])
        || words.tokens.get(at).is_some_and(|it| {
            matches!(it.kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Stop)
        })
}

/// Whether a part begins at token `at`.
fn begins_part(words: &BlockText, at: usize) -> bool {
    let named = name_from(words, at);
    let first = if currency(words, named).is_some() { named + 1 } else { named };
    number::read(words, first).is_some()
}

/// Whether a number that ends before token `at` counts some of the total: “5 in Rome”, “five
/// officers on leave”, “12 boats”.
fn is_part(words: &BlockText, lemma: &str, at: usize) -> bool {
    let Some(next) = words.tokens.get(at) else {
        return false;
    };
    if next.kind != TokenKind::Word || !next.has(Shape::SPACE_BEFORE) {
        return false;
    }
    let stem = lemma.strip_suffix('y').unwrap_or(lemma);
    let same = words.text_of(next).to_lowercase().starts_with(stem);
    same || words.is_word(at, &["in", "on", "from", "at", "with", "against", "for", "were", "by"])
}

/// Words after which a list is not the whole, or its numbers are not exact.
fn leaves_something_out(words: &BlockText, at: usize) -> bool {
    words.is_word(at, &["including", "include", "includes", "such", "among", "least", "than"])
        || words.is_word(at, &["some", "about", "nearly", "almost", "over", "which", "whom", "who"])
        || words.is_word(at, &["both", "also", "respectively", "previously", "compared"])
}
