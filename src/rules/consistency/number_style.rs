//! `number-style`: one separator of thousands, no figures at the start of a sentence, and words for
//! small numbers where the house wants them.

use crate::draft::{Block, BlockText, Class, Sentence, Shape, Token, TokenKind, Zone};
use crate::facts::{BlockFacts, Count, Lists};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink, kept_form};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "number-style",
    asks: Asks::Draft,
    build: |options: &Options| {
        let thousands = match options.text("thousands") {
            "comma" => Some(Separator::Comma),
            "space" => Some(Separator::Space),
            _ => None,
        };
        let threshold = u64::try_from(options.integer("threshold")).unwrap_or_default();
        Box::new(NumberStyle { thousands, threshold })
    },
};

struct NumberStyle {
    /// What the house parts thousands with, if it says so.
    thousands: Option<Separator>,
    /// The first number that the house writes in figures; 0 where it does not say.
    threshold: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Comma,
    Space,
    None,
}

/// What is measured and not counted: figures stand with it in every style.
const MEASURES: [&str; 16] = [
    "mile",
    "kilometre",
    "kilometer",
    "metre",
    "meter",
    "yard",
    "foot",
    "inch",
    "acre",
    "hectare",
    "tonne",
    "ton",
    "kilo",
    "litre",
    "liter",
    "gallon",
];

/// A number of four figures or more. The span is of the draft.
struct Use {
    span: Span,
    separator: Separator,
    figures: usize,
}

impl Rule for NumberStyle {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let zones = sink.zones();
        let mut uses = Vec::new();
        for (_, block, facts) in
            draft.facts.blocks_with(draft.draft, Lists::FIGURES | Lists::COUNTS)
        {
            if !zones.contains(block.zone) {
                continue;
            }
            for &at in &facts.figures {
                let at = at as usize;
                uses.extend(
                    thousands(block, facts, at)
                        .filter(|it| zones.contains(draft.zone_at(it.span.start))),
                );
                report_start(sink, block, facts, at);
            }
            if self.threshold > 0 {
                for count in &facts.counts {
                    self.hold_to_threshold(sink, block, facts, count);
                }
            }
        }
        self.separators(draft, sink, &uses);
    }
}

impl NumberStyle {
    fn separators(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>, uses: &[Use]) {
        let parted = || uses.iter().filter(|it| it.separator != Separator::None);
        let kept = self.thousands.or_else(|| kept_form(parted().map(|it| it.separator)));
        if let Some(kept) = kept {
            for it in parted().filter(|it| it.separator != kept) {
                report_separator(draft, sink, it, uses, kept, self.thousands.is_some());
            }
        }
        // Four figures are written together in more than one style that parts five.
        let (four, more): (Vec<&Use>, Vec<&Use>) = uses.iter().partition(|it| it.figures == 4);
        for group in [four, more] {
            let is_parted = |it: &Use| it.separator != Separator::None;
            let Some(kept) = kept_form(group.iter().map(|it| is_parted(it))) else {
                continue;
            };
            let separator = group.iter().find(|it| is_parted(it)).map(|it| it.separator);
            let right = separator.filter(|_| kept).unwrap_or(Separator::None);
            for it in group.iter().filter(|it| is_parted(it) != kept) {
                report_separator(draft, sink, it, uses, right, false);
            }
        }
    }

    /// “5 boats” where the house writes “five”, “twelve boats” where it writes “12”.
    fn hold_to_threshold(
        &self,
        sink: &mut Sink<'_>,
        block: &Block,
        facts: &BlockFacts,
        count: &Count,
    ) {
        let small = count.value < self.threshold;
        let words = &*block.words;
        let Some(token) = words.tokens.get(words.token_from(count.number.start)) else {
            return;
        };
        // Round numbers in words are a way of speaking, and sentences begin with words.
        let round = count.value >= 100 || text_is(words, token, &["dozen", "hundred"]);
        let wrong = if count.in_words { !small && !round } else { small };
        if !wrong || token.has(Shape::SENTENCE_START) || facts.is_quoted(count.number.start) {
            return;
        }
        // “Model 2 remains”, “6 miles”.
        let named = words
            .token_from(count.number.start)
            .checked_sub(1)
            .and_then(|it| words.tokens.get(it))
            .is_some_and(|it| it.is_capitalised_word() && !it.is(Class::FUNCTION));
        if named || MEASURES.contains(&&*count.lemma) {
            return;
        }
        // In a series all numbers are written alike: “14, previously 9”.
        let sentence = words.sentence_at(count.number.start).map(|it| it.span);
        let in_series = facts.counts.iter().any(|it| {
            it.number != count.number
                && sentence.is_some_and(|sentence| sentence.contains(it.number))
                && !it.in_words
                && it.value >= self.threshold
        });
        if small && in_series {
            return;
        }
        let shown = &block.text()[count.number.range()];
        let (right, form) = if small {
            (number_in_words(count.value), "in words")
        } else {
            (Some(count.value.to_string()), "in figures")
        };
        let span = block.to_draft(count.number);
        let message = format!("“{shown}”: the house writes {} {form}", count.value);
        let finding = sink.report_case("threshold", span, message);
        if let Some(right) = right {
            let edits = vec![Edit::replace(span, right.clone())];
            finding.fix(Fix::by_hand(format!("Write “{right}”"), edits));
        }
    }
}

fn number_in_words(value: u64) -> Option<String> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS.get(usize::try_from(value).ok()?).map(|it| (*it).to_owned())
}

fn text_is(words: &BlockText, token: &Token, any: &[&str]) -> bool {
    any.iter().any(|it| it.eq_ignore_ascii_case(words.text_of(token)))
}

fn report_separator(
    draft: &DraftContext<'_>,
    sink: &mut Sink<'_>,
    it: &Use,
    uses: &[Use],
    kept: Separator,
    of_house: bool,
) {
    let name = |separator: Separator| match separator {
        Separator::Comma => "a comma",
        Separator::Space => "a space",
        Separator::None => "nothing",
    };
    let shown = crate::text::one_line(draft.text_at(it.span));
    let who = if of_house { "the house parts them with" } else { "other numbers have" };
    let message =
        format!("“{shown}” has {} between its thousands, {who} {}", name(it.separator), name(kept));
    let finding = sink.report_case("separator", it.span, message);
    let written = grouped(draft.text_at(it.span), kept);
    let edits = vec![Edit::replace(it.span, written.clone())];
    finding.fix(Fix::by_hand(format!("Write “{written}”"), edits));
    let other = uses.iter().find(|it| it.separator == kept).map(|it| it.span);
    if let Some(other) = other {
        finding.related(other, format!("“{}”", draft.text_at(other)));
    }
}

/// The number with that separator; a space is a no-break one.
fn grouped(text: &str, separator: Separator) -> String {
    let figures: String = text.chars().filter(char::is_ascii_digit).collect();
    let mut written = String::new();
    for (at, figure) in figures.chars().enumerate() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            match separator {
                Separator::Comma => written.push(','),
                Separator::Space => written.push('\u{a0}'),
                Separator::None => {}
            }
        }
        written.push(figure);
    }
    written
}

/// The number at token `at`, if it has thousands and is a count or a sum of money.
fn thousands(block: &Block, facts: &BlockFacts, at: usize) -> Option<Use> {
    let words = &*block.words;
    let token = words.tokens.get(at).filter(|it| it.kind == TokenKind::Number)?;
    let text = words.text_of(token);
    let count = facts.counts.iter().find(|it| it.number.start == token.span().start);
    let use_of = |span: Span, separator| {
        let figures = words.text[span.range()].bytes().filter(u8::is_ascii_digit).count();
        Use { span: block.to_draft(span), separator, figures }
    };
    let plain = text.bytes().all(|it| it.is_ascii_digit());
    if let Some(count) = count
        && plain
        && text.len() <= 3
        && words.text[count.number.range()].chars().any(char::is_whitespace)
        && words.tokens.get(at + 1).is_some_and(|it| it.kind == TokenKind::Number)
    {
        let last = words.tokens.get(at + 1)?;
        let before = at.checked_sub(1).and_then(|it| words.tokens.get(it));
        let dated = before.is_some_and(|it| it.is(Class::MONTH) || it.has(Shape::CAPITAL));
        return (!dated).then(|| use_of(token.span().join(last.span()), Separator::Space));
    }
    let mut groups = text.split(',');
    let first = groups.next()?;
    let well_formed = first.len() <= 3
        && text.len() > first.len()
        && groups.all(|it| it.len() == 3 && it.bytes().all(|it| it.is_ascii_digit()));
    if well_formed {
        return Some(use_of(token.span(), Separator::Comma));
    }
    let money = at
        .checked_sub(1)
        .and_then(|it| words.tokens.get(it))
        .is_some_and(|it| matches!(words.text_of(it), "$" | "€" | "£"));
    (plain && text.len() >= 4 && (count.is_some() || money))
        .then(|| use_of(token.span(), Separator::None))
}

/// A sentence of the running text that begins with a count in figures.
fn report_start(sink: &mut Sink<'_>, block: &Block, facts: &BlockFacts, at: usize) {
    let words = &*block.words;
    let Some(token) = words.tokens.get(at).filter(|it| it.has(Shape::SENTENCE_START)) else {
        return;
    };
    let running = matches!(block.zone, Zone::Lead | Zone::Body);
    let Some(count) = facts.counts.iter().find(|it| it.number.start == token.span().start) else {
        return;
    };
    let Some(sentence) = words.sentence_at(token.span().start) else {
        return;
    };
    if !running || !is_told(words, sentence) || facts.is_quoted(count.number.start) {
        return;
    }
    let span = block.to_draft(count.number);
    let shown = crate::text::one_line(&words.text[count.number.range()]);
    sink.report_case("sentence-start", span, format!("“{shown}” begins a sentence in figures"))
        .help("write the number in words, or begin with another word");
}

/// Whether the sentence is one: it has some words, a verb that can be seen, and a stop. Lines of
/// particulars have none.
fn is_told(words: &BlockText, sentence: &Sentence) -> bool {
    let tokens = words.tokens.get(sentence.first as usize..sentence.end as usize);
    let tokens = tokens.unwrap_or_default();
    let stops = tokens.iter().rev().take(2).any(|it| it.kind == TokenKind::Stop);
    let verb = tokens.iter().any(|it| {
        it.is(Class::AUXILIARY) || it.kind == TokenKind::Word && words.text_of(it).ends_with("ed")
    });
    stops && verb && tokens.len() > 5
}
