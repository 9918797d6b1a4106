//! `doubled-word`: the same word twice in a row.

use crate::draft::{Class, Shape, Token, TokenKind, Zone};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "doubled-word", asks: Asks::Blocks, build: |_: &Options| Box::new(DoubledWord) };

struct DoubledWord;

/// Words that stand twice in good English.
const DOUBLE_BY_NATURE: [&str; 24] = [
    "that", "had", "is", "was", "her", "you", "it", "do", "enough", "very", "so", "many", "no",
    "bye", "ha", "hear", "knock", "tuk", "cha", "can", "pom", "blah", "far", "now",
];

/// Verbs that take a preposition of their own, before which another may stand: “log in in order to”.
const WITH_PREPOSITION: [&str; 44] = [
    "log", "logged", "logs", "logging", "sign", "signed", "check", "checked", "checking", "tune",
    "tuned", "come", "comes", "came", "coming", "move", "moved", "moving", "bring", "brought",
    "join", "joined", "take", "taken", "took", "takes", "taking", "turn", "turned", "hand",
    "handed", "pass", "passed", "carry", "carried", "go", "goes", "going", "went", "gone", "put",
    "set", "dial", "live",
];

impl Rule for DoubledWord {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        let letter = |token: &Token| block.text().as_bytes()[token.start as usize] | 0x20;
        for (index, pair) in block.tokens().windows(2).enumerate() {
            let [first, second] = pair else { continue };
            // Nearly all neighbours differ in their length or in their first letter.
            if first.end - first.start != second.end - second.start
                || letter(first) != letter(second)
            {
                continue;
            }
            if is_doubled(block, first, second) && !is_meant(block, index) {
                report(block, first, second, sink);
            }
        }
    }
}

fn report(block: &BlockContext<'_>, first: &Token, second: &Token, sink: &mut Sink<'_>) {
    let span = first.span().join(second.span());
    let message = format!("“{}” stands twice", block.text_of(first));
    if block.zone_at(span.start) == Zone::Quotation {
        // “It was really really cold”: whoever speaks says a word twice to make it stronger.
        if !first.is(Class::FUNCTION) {
            return;
        }
        sink.report_case("quoted", span, message)
            .help("if it was said so, leave it; if not, delete one");
        return;
    }
    // “the The Hague Post” loses the article, not a part of the name.
    let name_follows = second.has(Shape::CAPITAL) && !first.has(Shape::CAPITAL);
    let (gone, place) = if name_follows {
        (first, Span::new(first.start as usize, second.start as usize))
    } else {
        (second, Span::new(first.end as usize, second.end as usize))
    };
    let between = &block.text()[first.end as usize..second.start as usize];
    let finding = sink.report(span, message);
    // Marks of the markup between the words would lose their other half.
    if !between.chars().all(char::is_whitespace) {
        return;
    }
    let title = format!(
        "Delete the {} “{}”",
        if name_follows { "first" } else { "second" },
        block.text_of(gone)
    );
    let edits = vec![Edit::delete(place)];
    // Only words that carry no meaning of their own may go without a person looking.
    let closed = first.is(Class::ARTICLE | Class::PREPOSITION | Class::CONJUNCTION)
        && !second.has(Shape::LINE_START)
        && !name_follows;
    finding.fix(if closed { Fix::safe(title, edits) } else { Fix::by_hand(title, edits) });
}

fn is_doubled(block: &BlockContext<'_>, first: &Token, second: &Token) -> bool {
    if first.kind != TokenKind::Word
        || second.kind != TokenKind::Word
        || !second.has(Shape::SPACE_BEFORE)
    {
        return false;
    }
    let (one, other) = (block.text_of(first), block.text_of(second));
    if !one.eq_ignore_ascii_case(other)
        || DOUBLE_BY_NATURE.iter().any(|it| it.eq_ignore_ascii_case(one))
    {
        return false;
    }
    if one.len() == 1 {
        // “Vitamin A a day”, “the letters x x”
        return one.eq_ignore_ascii_case("a")
            && !second.has(Shape::CAPITAL)
            && (!first.has(Shape::CAPITAL) || first.has(Shape::SENTENCE_START));
    }
    // “the THE ranking” names an acronym.
    if second.has(Shape::ALL_CAPITALS) && !first.has(Shape::ALL_CAPITALS) {
        return false;
    }
    // “Duran Duran” is a name; “The the” is not.
    !second.has(Shape::CAPITAL) || first.is(Class::FUNCTION)
}

/// Whether what stands round the pair explains it.
fn is_meant(block: &BlockContext<'_>, index: usize) -> bool {
    let tokens = block.tokens();
    let (Some(first), Some(second)) = (tokens.get(index), tokens.get(index + 1)) else {
        return true;
    };
    let before = index.checked_sub(1).and_then(|it| tokens.get(it));
    let after = tokens.get(index + 2);
    // “in in-depth”, “pre-trial trial”
    let links = |token: &Token| matches!(token.kind, TokenKind::Hyphen | TokenKind::Slash);
    if after.is_some_and(|it| links(it) && !it.has(Shape::SPACE_BEFORE))
        || before.is_some_and(links) && !first.has(Shape::SPACE_BEFORE)
    {
        return true;
    }
    let before_is = |words: &[&str]| {
        before
            .is_some_and(|it| words.iter().any(|word| word.eq_ignore_ascii_case(block.text_of(it))))
    };
    if first.is(Class::FUNCTION) {
        return first.is(Class::PREPOSITION) && before_is(&WITH_PREPOSITION);
    }
    // A heading that ran into its paragraph: on the next line, after a wide gap, after “About”.
    let gap = &block.text()[first.end as usize..second.start as usize];
    second.has(Shape::LINE_START) || gap.len() > 1 || before_is(&["about"])
}
