//! `space-after-stop`: a space or a paragraph break between sentences.

use crate::draft::TokenKind;
use crate::facts::{Lists, SignKind};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

pub(crate) static ENTRY: Entry = Entry {
    name: "space-after-stop",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(SpaceAfterStop),
};

struct SpaceAfterStop;

/// With more lost breaks than this, only the first finding offers to restore them all.
const MOST_OFFERED: usize = 200;

impl Rule for SpaceAfterStop {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let lost = &draft.draft.lost_breaks;
        let paragraph = draft.line_end().repeat(2);
        let restored: Vec<Edit> = lost
            .iter()
            .filter(|it| it.is_paragraph)
            .map(|it| Edit::insert(it.at, paragraph.clone()))
            .collect();
        for (index, it) in lost.iter().enumerate() {
            let before = &draft.text[it.span.start..it.at];
            let after = &draft.text[it.at..it.span.end];
            let message = if it.is_paragraph {
                format!("a paragraph break was lost between “{before}” and “{after}”")
            } else {
                format!("no space between “{before}” and “{after}”")
            };
            let finding = sink.report(it.span, message);
            finding.fix(Fix::safe("Insert a space", vec![Edit::insert(it.at, " ")]));
            // The same fix, offered wherever somebody asks; a text of nothing but lost breaks would
            // hold it as many times as it is long.
            if it.is_paragraph && (restored.len() <= MOST_OFFERED || index == 0) {
                finding.fix(Fix::by_hand(
                    "Restore all paragraph breaks of the draft",
                    restored.clone(),
                ));
            }
        }
        report_short_forms(draft, sink);
    }
}

/// Short forms that a name follows: “St.Louis”, “Mr.Lund”.
const BEFORE_NAMES: [&str; 7] = ["St", "Mt", "Ft", "Mr", "Mrs", "Ms", "Dr"];

fn report_short_forms(draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
    let joined = draft
        .facts
        .signs(draft.draft, Lists::JOINED_MARKS)
        .filter(|it| it.fact.kind == SignKind::JoinedMark);
    for it in joined {
        let tokens = it.block.tokens();
        let at = it.fact.at();
        let Some([before, stop, after]) = at.checked_sub(1).and_then(|it| tokens.get(it..it + 3))
        else {
            continue;
        };
        let (left, right) = (it.block.words.text_of(before), it.block.words.text_of(after));
        if stop.kind != TokenKind::Stop
            || !BEFORE_NAMES.contains(&left)
            || before.end != stop.start
            || !after.is_capitalised_word()
        {
            continue;
        }
        let span = it.to_draft(before.span().join(after.span()));
        let place = it.to_draft(after.span()).start;
        sink.report(span, format!("no space between “{left}.” and “{right}”"))
            .fix(Fix::safe("Insert a space", vec![Edit::insert(place, " ")]));
    }
}
