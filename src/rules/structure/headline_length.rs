//! `headline-length`: a headline that fits where headlines are shown.

use crate::draft::headline::{is_several_lines, shown_characters};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "headline-length",
    asks: Asks::Draft,
    build: |options: &Options| {
        Box::new(HeadlineLength {
            most: usize::try_from(options.integer("most")).unwrap_or(usize::MAX),
        })
    },
};

struct HeadlineLength {
    most: usize,
}

impl Rule for HeadlineLength {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let Some(headline) = draft.draft.headline() else { return };
        // No character is shorter than a byte.
        if headline.text().len() <= self.most {
            return;
        }
        let shown = shown_characters(headline.text());
        if shown <= self.most || is_several_lines(headline) {
            return;
        }
        let most = self.most;
        sink.report(
            headline.span,
            format!("the headline has {shown} characters; it should have no more than {most}"),
        )
        .help("keep the news, and move the rest to a line below the headline or to the lead");
    }
}
