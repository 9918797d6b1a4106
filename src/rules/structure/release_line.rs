//! `release-line`: the line that says what the text is, as the house writes it.

use crate::draft::{Block, Zone};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "release-line",
    asks: Asks::Draft,
    build: |options: &Options| Box::new(ReleaseLine { texts: options.texts("texts").to_vec() }),
};

struct ReleaseLine {
    /// What the house writes; nothing if any line will do. `*` stands for a number or a date.
    texts: Vec<String>,
}

impl Rule for ReleaseLine {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        // Below the headline “For immediate release” is part of the text.
        let above: Vec<&Block> = draft
            .blocks()
            .iter()
            .take_while(|it| !matches!(it.zone, Zone::Headline | Zone::Dateline | Zone::Lead))
            .collect();
        let lines: Vec<&Block> = above.iter().copied().filter(|it| is_release_line(it)).collect();
        let Some((first, others)) = lines.split_first() else {
            self.report_missing(draft, sink);
            return;
        };
        self.check_text(draft, &lines, sink);
        for other in others {
            let (one, two) = (first.text().trim(), other.text().trim());
            if one != two && one.eq_ignore_ascii_case(two) {
                sink.report(other.span, format!("the release line is “{one}” above"))
                    .related(first.span, "the first release line");
            }
        }
        let immediate = lines.iter().find(|it| it.text().to_lowercase().contains("immediate"));
        if let Some(immediate) = immediate
            && let Some(embargo) = draft.draft.first_in(Zone::Embargo)
        {
            sink.report(immediate.span, "an embargo stands beside this line")
                .related(embargo.span, "the embargo");
        }
    }
}

impl ReleaseLine {
    fn report_missing(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let Some(place) = draft
            .blocks()
            .iter()
            .find(|it| matches!(it.zone, Zone::Headline | Zone::Dateline | Zone::Lead))
        else {
            return;
        };
        if draft.draft.first_in(Zone::Lead).is_none()
            || draft.draft.first_in(Zone::Embargo).is_some()
        {
            return;
        }
        let message = "no release line stands above the headline";
        let finding = sink.report(place.span, message);
        if let Some(text) = self.texts.first().filter(|it| !it.contains('*')) {
            let start = draft.whole_lines(Span::at(place.span.start)).start;
            finding.fix(Fix::by_hand(
                format!("Add “{text}”"),
                vec![Edit::insert(start, format!("{text}\n\n"))],
            ));
        }
    }

    /// The house's text on one of the lines is enough.
    fn check_text(&self, draft: &DraftContext<'_>, lines: &[&Block], sink: &mut Sink<'_>) {
        let fits = |line: &&Block| self.texts.iter().any(|it| matches(it, line.text().trim()));
        let (Some(wanted), Some(line)) = (self.texts.first(), lines.first()) else { return };
        if lines.iter().any(fits) {
            return;
        }
        let shown = draft.text_at(line.span);
        let finding =
            sink.report(line.span, format!("the release line is “{shown}”; here it is “{wanted}”"));
        if line.zone == Zone::ReleaseLine && !wanted.contains('*') && !has_figures(line.text()) {
            finding.fix(Fix::by_hand(
                format!("Write “{wanted}”"),
                vec![Edit::replace(line.span, wanted.as_str())],
            ));
        }
    }
}

/// A line of its own, or beside the date: “16 May 2013 – Media release”.
fn is_release_line(block: &Block) -> bool {
    let of_date_line = || {
        block.tokens().iter().any(|it| {
            let word = block.words.text_of(it);
            ["release", "statement", "notice"].iter().any(|it| it.eq_ignore_ascii_case(word))
        })
    };
    block.zone == Zone::ReleaseLine || block.zone == Zone::DateLine && of_date_line()
}

/// Whether `text` is `pattern`, in which `*` stands for anything.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|it| text.strip_prefix(it)) else { return false };
    let mut last = None;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
        last = Some(part);
    }
    rest.is_empty() || last == Some("")
}

fn has_figures(text: &str) -> bool {
    text.bytes().any(|it| it.is_ascii_digit())
}
