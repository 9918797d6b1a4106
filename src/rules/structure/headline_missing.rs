//! `headline-missing`: the release begins with a headline.

use crate::draft::Zone;
use crate::draft::headline::is_sentence;
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

pub(crate) static ENTRY: Entry = Entry {
    name: "headline-missing",
    asks: Asks::Draft,
    build: |options: &Options| {
        Box::new(HeadlineMissing {
            wanted: options.text("from") != "none",
            only_front_matter: options.text("from") == "front-matter",
        })
    },
};

struct HeadlineMissing {
    wanted: bool,
    only_front_matter: bool,
}

impl Rule for HeadlineMissing {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let first_line = draft.draft.first_in(Zone::Headline).filter(|it| !is_sentence(it));
        let in_text = first_line.is_some() && !self.only_front_matter;
        if !self.wanted || in_text || draft.draft.front_matter.title.is_some() {
            return;
        }
        // Without a lead there is no release whose headline could be missing.
        let has_lead = draft.draft.first_in(Zone::Lead).is_some();
        let first = draft
            .blocks()
            .iter()
            .find(|block| matches!(block.zone, Zone::Dateline | Zone::Lead | Zone::Headline));
        if let Some(first) = first.filter(|_| has_lead) {
            sink.report(first.span, "the text begins without a headline")
                .help("write a headline of one line above the text");
        }
    }
}
