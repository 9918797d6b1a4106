//! `list-run-in`: a list that has lost its line breaks.

use crate::draft::{Sentence, Shape, Token, TokenKind};
use crate::finding::{Edit, Fix};
use crate::gazetteer;
use crate::rule::{BlockContext, Entry, Options, Rule, Sink};
use crate::text::Span;

pub(crate) static ENTRY: Entry =
    Entry { name: "list-run-in", build: |_: &Options| Box::new(ListRunIn) };

struct ListRunIn;

/// One joint may be a slip in the middle of a sentence; two are a list.
const FEWEST_JOINTS: usize = 2;

impl Rule for ListRunIn {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        for sentence in block.sentences() {
            check(block, sentence, sink);
        }
    }
}

fn check(block: &BlockContext<'_>, sentence: &Sentence, sink: &mut Sink<'_>) {
    let tokens = &block.tokens()[sentence.first as usize..sentence.end as usize];
    let Some(mark) =
        tokens.iter().position(|it| matches!(it.kind, TokenKind::Colon | TokenKind::Semicolon))
    else {
        return;
    };
    let items = &tokens[mark + 1..];
    let Some(first) = items.first().filter(|it| it.has(Shape::CAPITAL)) else { return };
    let joints: Vec<&Token> =
        items.windows(3).filter(|three| is_joint(block, three)).map(|three| &three[1]).collect();
    if joints.len() < FEWEST_JOINTS {
        return;
    }
    let Some(last) = items.last() else { return };
    let span = Span::new(first.start as usize, last.end as usize);
    let mut edits =
        vec![Edit::replace(Span::new(tokens[mark].end as usize, first.start as usize), "\n\n• ")];
    for joint in &joints {
        let gap = block.text()[..joint.start as usize].trim_end().len();
        edits.push(Edit::replace(Span::new(gap, joint.start as usize), "\n• "));
    }
    let message = format!("a list of {} items has lost its line breaks", joints.len() + 1);
    let finding = sink.report(span, message);
    for joint in &joints {
        finding.related(joint.span(), "an item begins here");
    }
    finding.fix(Fix::by_hand("Show it as a list", edits));
}

/// A word without a mark behind it, then a capital that begins an item: “night Opening the”.
fn is_joint(block: &BlockContext<'_>, three: &[Token]) -> bool {
    let [before, joint, after] = three else { return false };
    let plain = matches!(before.kind, TokenKind::Word | TokenKind::Number)
        && joint.is_capitalised_word()
        && joint.has(Shape::SPACE_BEFORE)
        && after.kind == TokenKind::Word
        && !after.has(Shape::CAPITAL);
    if !plain || joint.has(Shape::ALL_CAPITALS) || block.facts.is_quoted(joint.start as usize) {
        return false;
    }
    let word = block.text_of(joint);
    let opens = matches!(word, "The" | "To" | "A" | "An" | "Any");
    let participle = word.len() >= 6 && word.ends_with("ing") && !gazetteer::is_place(word);
    opens || participle
}
