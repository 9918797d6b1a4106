//! `end-mark`: the text ends where its end mark says.

use crate::draft::{Block, Zone};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "end-mark",
    asks: Asks::Draft,
    build: |options: &Options| {
        Box::new(EndMark {
            wanted: match options.text("mark") {
                "any" => Wanted::Any,
                "none" => Wanted::None,
                mark => Wanted::This(mark.to_owned()),
            },
        })
    },
};

struct EndMark {
    wanted: Wanted,
}

enum Wanted {
    Any,
    None,
    This(String),
}

impl Rule for EndMark {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let marks: Vec<&Block> =
            draft.blocks().iter().filter(|it| it.zone == Zone::EndMark).collect();
        if let Wanted::None = self.wanted {
            for mark in marks {
                let message =
                    format!("“{}”: this house writes no end mark", draft.text_at(mark.span));
                sink.report(mark.span, message).fix(Fix::by_hand(
                    "Delete the end mark",
                    vec![Edit::delete(draft.whole_lines(mark.span))],
                ));
            }
            return;
        }
        let Some((mark, others)) = marks.split_first() else {
            self.report_missing(draft, sink);
            return;
        };
        if let Wanted::This(wanted) = &self.wanted
            && draft.text_at(mark.span) != wanted.as_str()
        {
            let message =
                format!("the end mark is “{}”; here it is “{wanted}”", draft.text_at(mark.span));
            sink.report(mark.span, message).fix(Fix::safe(
                format!("Write “{wanted}”"),
                vec![Edit::replace(mark.span, wanted.as_str())],
            ));
        }
        // Several releases in one file have a mark each: once is enough to say.
        if let Some(second) = others.first() {
            sink.report(second.span, "a second end mark")
                .related(mark.span, "the text ends here")
                .help("one release ends once; if these are several, give each a file");
        }
    }
}

impl EndMark {
    fn report_missing(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let last = draft
            .blocks()
            .iter()
            .rfind(|it| it.zone.is_running_text() || it.zone == Zone::Quotation);
        let Some(last) = last.filter(|_| draft.draft.first_in(Zone::Lead).is_some()) else {
            return;
        };
        let place = last.words.tokens.iter().rfind(|it| it.is_wordlike());
        let span = place.map_or(last.span, |it| last.to_draft(it.span()));
        let finding = sink.report(span, "no end mark stands below the text");
        if let Wanted::This(wanted) = &self.wanted {
            let line = draft.whole_lines(Span::at(last.span.end));
            let before = if draft.text[..line.end].ends_with(['\n', '\r']) { "\n" } else { "\n\n" };
            finding.fix(Fix::by_hand(
                format!("Add “{wanted}”"),
                vec![Edit::insert(line.end, format!("{before}{wanted}\n"))],
            ));
        }
    }
}
