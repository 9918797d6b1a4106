//! `space-after-stop`: a space or a paragraph break between sentences.

use crate::finding::{Edit, Fix};
use crate::rule::{DraftContext, Entry, Options, Rule, Sink};

pub(crate) static ENTRY: Entry =
    Entry { name: "space-after-stop", build: |_: &Options| Box::new(SpaceAfterStop) };

struct SpaceAfterStop;

impl Rule for SpaceAfterStop {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let lost = &draft.draft.lost_breaks;
        let paragraph = draft.line_end().repeat(2);
        let restored: Vec<Edit> = lost
            .iter()
            .filter(|it| it.is_paragraph)
            .map(|it| Edit::insert(it.at, paragraph.clone()))
            .collect();
        for it in lost {
            let before = &draft.text[it.span.start..it.at];
            let after = &draft.text[it.at..it.span.end];
            let message = if it.is_paragraph {
                format!("a paragraph break was lost between “{before}” and “{after}”")
            } else {
                format!("no space between “{before}” and “{after}”")
            };
            let finding = sink.report(it.span, message);
            finding.fix(Fix::safe("Insert a space", vec![Edit::insert(it.at, " ")]));
            if it.is_paragraph {
                finding.fix(Fix::by_hand(
                    "Restore all paragraph breaks of the draft",
                    restored.clone(),
                ));
            }
        }
    }
}
