//! `list-run-in`: a list that has lost its line breaks.

use crate::facts::RunInList;
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};
use crate::text::Span;

pub(crate) static ENTRY: Entry =
    Entry { name: "list-run-in", asks: Asks::Blocks, build: |_: &Options| Box::new(ListRunIn) };

struct ListRunIn;

impl Rule for ListRunIn {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        for list in &block.facts.run_in_lists {
            report(block, list, sink);
        }
    }
}

fn report(block: &BlockContext<'_>, list: &RunInList, sink: &mut Sink<'_>) {
    let joints: Vec<Span> =
        list.items.iter().skip(1).map(|&it| block.tokens()[it].span()).collect();
    let before_list = Span::new(list.introduction.end, list.span.start);
    let mut edits = vec![Edit::replace(before_list, "\n\n• ")];
    for joint in &joints {
        let gap = block.text()[..joint.start].trim_end().len();
        edits.push(Edit::replace(Span::new(gap, joint.start), "\n• "));
    }
    let message = format!("a list of {} items has lost its line breaks", list.items.len());
    let finding = sink.report(list.span, message);
    for joint in joints {
        finding.related(joint, "an item begins here");
    }
    finding.fix(Fix::by_hand("Show it as a list", edits));
}
