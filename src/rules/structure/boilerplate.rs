//! `boilerplate`: what the organisation says of itself, once and in its own words.

use crate::draft::{Block, BlockText, Zone};
use crate::facts::fingerprint::likeness;
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "boilerplate",
    asks: Asks::Draft,
    build: |options: &Options| {
        Box::new(Boilerplate {
            required: options.bool("required"),
            texts: options.texts("texts").iter().map(|it| BlockText::new(it)).collect(),
        })
    },
};

struct Boilerplate {
    required: bool,
    /// The house's own, a paragraph each.
    texts: Vec<BlockText>,
}

/// From which share of common runs of words on a paragraph is meant to be the house's.
const ALIKE: f64 = 0.4;

impl Rule for Boilerplate {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        if draft.draft.first_in(Zone::Lead).is_none() {
            return;
        }
        let blocks: Vec<&Block> =
            draft.blocks().iter().filter(|it| it.zone == Zone::Boilerplate).collect();
        report_twice(&blocks, sink);
        for text in &self.texts {
            Self::check_text(draft, text, self.required, sink);
        }
        // Of partners the wording is known, and not which of them a release is about.
        for known in &draft.house.boilerplates {
            Self::check_text(draft, &BlockText::new(known.text.trim()), false, sink);
        }
        if self.required && blocks.is_empty() && self.texts.is_empty() {
            report_missing(draft, None, sink);
        }
    }
}

impl Boilerplate {
    fn check_text(draft: &DraftContext<'_>, text: &BlockText, required: bool, sink: &mut Sink<'_>) {
        // Where the heading is lost, the house's words stand among the others.
        let candidates = draft.blocks().iter().filter(|it| {
            matches!(it.zone, Zone::Boilerplate | Zone::Notes | Zone::AfterEnd | Zone::Body)
        });
        let nearest = candidates
            .map(|it| (likeness(&it.words, text), it))
            .max_by(|one, other| one.0.total_cmp(&other.0))
            .filter(|(alike, _)| *alike >= ALIKE);
        let Some((_, block)) = nearest else {
            if required {
                report_missing(draft, Some(text), sink);
            }
            return;
        };
        let Some(place) = first_difference(block, text) else { return };
        sink.report(block.to_draft(place), "from here on the text differs from the house’s").fix(
            Fix::by_hand("Write the house’s text", vec![Edit::replace(block.span, &*text.text)]),
        );
    }
}

/// The first word of the block that the house's text does not have there; none if all words are the
/// same.
fn first_difference(block: &Block, text: &BlockText) -> Option<Span> {
    let words = |of: &BlockText| -> Vec<Span> {
        of.tokens.iter().filter(|it| it.is_wordlike()).map(crate::draft::Token::span).collect()
    };
    let (found, wanted) = (words(&block.words), words(text));
    let same = found
        .iter()
        .zip(&wanted)
        .take_while(|(one, other)| block.text()[one.range()] == text.text[other.range()])
        .count();
    if same == found.len() && same == wanted.len() {
        return None;
    }
    found.get(same).or(found.last()).copied()
}

/// The same “About …” a second time. Several partners have one each.
fn report_twice(blocks: &[&Block], sink: &mut Sink<'_>) {
    // More than so many partners are a directory.
    const MOST_HEADINGS: usize = 40;
    let headings: Vec<&&Block> = blocks
        .iter()
        .filter(|it| it.text().get(..6).is_some_and(|it| it.eq_ignore_ascii_case("about ")))
        .filter(|it| it.words.word_count() <= 12)
        .take(MOST_HEADINGS)
        .collect();
    for (number, heading) in headings.iter().enumerate() {
        let first = headings[..number]
            .iter()
            .find(|it| it.text().trim().eq_ignore_ascii_case(heading.text().trim()));
        if let Some(first) = first {
            let message = format!("“{}” stands twice", heading.text().trim());
            sink.report(heading.span, message).related(first.span, "the first time");
        }
    }
}

fn report_missing(draft: &DraftContext<'_>, text: Option<&BlockText>, sink: &mut Sink<'_>) {
    let last =
        draft.blocks().iter().rfind(|it| it.zone.is_running_text() || it.zone == Zone::Quotation);
    let Some(last) = last else { return };
    let place = last.tokens().iter().rfind(|it| it.is_wordlike());
    let span = place.map_or(last.span, |it| last.to_draft(it.span()));
    let finding = sink.report(span, "no “About …” stands below the text");
    if let Some(text) = text {
        let line = draft.whole_lines(Span::at(last.span.end));
        let ends = draft.text[..line.end].ends_with(['\n', '\r']);
        let before = if ends { "\n" } else { "\n\n" };
        finding.fix(Fix::by_hand(
            "Add the house’s text",
            vec![Edit::insert(line.end, format!("{before}{}\n", text.text))],
        ));
    }
}
