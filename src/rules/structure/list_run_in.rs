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
            if let Some(run) = find(block, sentence) {
                report(block, &run, sink);
            }
        }
    }
}

/// A list without line breaks inside a sentence.
pub(crate) struct RunInList {
    /// From its first item to its end.
    pub(crate) span: Span,
    /// The mark before the first item, as an index of tokens.
    introduction: usize,
    /// The first words of its items, as indices of tokens.
    pub(crate) items: Vec<usize>,
}

/// The list without line breaks in `sentence`, if it has one.
pub(crate) fn find(block: &BlockContext<'_>, sentence: &Sentence) -> Option<RunInList> {
    let (start, end) = (sentence.first as usize, sentence.end as usize);
    let tokens = &block.tokens()[..end];
    let mark = tokens[start..]
        .iter()
        .position(|it| matches!(it.kind, TokenKind::Colon | TokenKind::Semicolon))?;
    let introduction = start + mark;
    let opening = introduction + 1;
    let first = tokens.get(opening).filter(|it| it.has(Shape::CAPITAL))?;
    let joints = (opening + 1..end.saturating_sub(1))
        .filter(|&it| is_joint(block, &tokens[it - 1..=it + 1]));
    let items: Vec<usize> = std::iter::once(opening).chain(joints).collect();
    let span = Span::new(first.start as usize, tokens.last()?.end as usize);
    (items.len() > FEWEST_JOINTS).then_some(RunInList { span, introduction, items })
}

fn report(block: &BlockContext<'_>, run: &RunInList, sink: &mut Sink<'_>) {
    let tokens = block.tokens();
    let gap = Span::new(tokens[run.introduction].end as usize, run.span.start);
    let mut edits = vec![Edit::replace(gap, "\n\n• ")];
    let joints: Vec<Span> = run.items.iter().skip(1).map(|&it| tokens[it].span()).collect();
    for joint in &joints {
        let gap = block.text()[..joint.start].trim_end().len();
        edits.push(Edit::replace(Span::new(gap, joint.start), "\n• "));
    }
    let message = format!("a list of {} items has lost its line breaks", run.items.len());
    let finding = sink.report(run.span, message);
    for joint in joints {
        finding.related(joint, "an item begins here");
    }
    finding.fix(Fix::by_hand("Show it as a list", edits));
}

/// A word without a mark behind it, then a capital that begins an item: “night Opening the”.
fn is_joint(block: &BlockContext<'_>, three: &[Token]) -> bool {
    let [before, joint, after] = three else { return false };
    let plain = before.kind == TokenKind::Word
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
