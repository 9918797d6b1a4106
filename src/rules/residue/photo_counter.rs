//! `photo-counter`: the counter of a picture gallery.

use crate::draft::Zone;
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

pub(crate) static ENTRY: Entry =
    Entry { name: "photo-counter", asks: Asks::Draft, build: |_: &Options| Box::new(PhotoCounter) };

struct PhotoCounter;

impl Rule for PhotoCounter {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let counters = draft.blocks().chunk_by(|one, other| {
            one.zone == Zone::PhotoCounter
                && other.zone == Zone::PhotoCounter
                && other.blank_lines_before == 0
        });
        for run in counters {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            if first.zone != Zone::PhotoCounter {
                continue;
            }
            let span = first.span.join(last.span);
            let shown = draft.text_at(span).split_whitespace().collect::<Vec<_>>().join(" ");
            sink.report(span, format!("“{shown}” counts the pictures of a gallery"))
                .unnecessary()
                .fix(Fix::safe("Delete the counter", vec![Edit::delete(draft.whole_lines(span))]));
        }
    }
}
