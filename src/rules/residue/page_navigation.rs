//! `page-navigation`: the navigation of a web page.

use crate::draft::Zone;
use crate::draft::zones::lines::is_navigation_line;
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

pub(crate) static ENTRY: Entry = Entry {
    name: "page-navigation",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(PageNavigation),
};

struct PageNavigation;

impl Rule for PageNavigation {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let blocks = draft.blocks();
        let is_chrome = |zone: Zone| zone == Zone::PageChrome;
        let first_content = blocks.iter().position(|it| !is_chrome(it.zone)).unwrap_or(0);
        let last_content = blocks.iter().rposition(|it| !is_chrome(it.zone)).unwrap_or(0);
        for (index, block) in blocks.iter().enumerate() {
            if !is_chrome(block.zone) || !is_navigation_line(block.text()) {
                continue;
            }
            let shown = draft.text_at(block.span);
            let edits = vec![Edit::delete(draft.whole_lines(block.span))];
            let outermost = index < first_content || index > last_content;
            let fix = if outermost {
                Fix::safe("Delete the line", edits)
            } else {
                Fix::by_hand("Delete the line", edits)
            };
            let message = format!("“{shown}” belongs to a web page, not to the release");
            sink.report(block.span, message).unnecessary().fix(fix);
        }
    }
}
