//! `doubled-word`: the same word twice in a row.

use crate::draft::{Class, Shape, Token, TokenKind};
use crate::finding::{Edit, Fix};
use crate::rule::{BlockContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "doubled-word", build: |_: &Options| Box::new(DoubledWord) };

struct DoubledWord;

/// Words that stand twice in good English.
const DOUBLE_BY_NATURE: [&str; 8] = ["that", "had", "is", "enough", "very", "really", "so", "many"];

impl Rule for DoubledWord {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        for (index, pair) in block.tokens().windows(2).enumerate() {
            let [first, second] = pair else { continue };
            if !is_doubled(block, first, second) {
                continue;
            }
            let before = index.checked_sub(1).and_then(|it| block.tokens().get(it));
            let after = block.tokens().get(index + 2);
            let joined = |token: Option<&Token>, gap_of: Option<&Token>| {
                token.is_some_and(|it| {
                    matches!(it.kind, TokenKind::Hyphen | TokenKind::Slash)
                        && gap_of.is_some_and(|gap| !gap.has(Shape::SPACE_BEFORE))
                })
            };
            if joined(after, after) || joined(before, Some(first)) {
                continue;
            }
            let word = block.text_of(first);
            let title = format!("Delete the second “{}”", block.text_of(second));
            let edits = vec![Edit::delete(Span::new(first.end as usize, second.end as usize))];
            // Only words that carry no meaning of their own may go without a person looking.
            let closed = first.is(Class::ARTICLE | Class::PREPOSITION | Class::CONJUNCTION)
                && !second.has(Shape::LINE_START);
            let fix = if closed { Fix::safe(title, edits) } else { Fix::by_hand(title, edits) };
            sink.report(first.span().join(second.span()), format!("“{word}” stands twice"))
                .fix(fix);
        }
    }
}

fn is_doubled(block: &BlockContext<'_>, first: &Token, second: &Token) -> bool {
    if first.kind != TokenKind::Word || second.kind != TokenKind::Word {
        return false;
    }
    let (one, other) = (block.text_of(first), block.text_of(second));
    if !one.eq_ignore_ascii_case(other)
        || DOUBLE_BY_NATURE.iter().any(|it| it.eq_ignore_ascii_case(one))
    {
        return false;
    }
    // “Duran Duran” is a name; “The the” is not.
    let name = second.has(Shape::CAPITAL) && !first.is(Class::FUNCTION);
    !name && second.has(Shape::SPACE_BEFORE) && one.len() > 1 || one.eq_ignore_ascii_case("a")
}
