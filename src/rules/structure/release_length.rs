//! `release-length`: a release that is read to its end.

use crate::draft::{Block, Zone};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "release-length",
    asks: Asks::Draft,
    build: |options: &Options| {
        let limit = |name: &str| usize::try_from(options.integer(name)).unwrap_or(0);
        Box::new(ReleaseLength { fewest: limit("fewest"), most: limit("most") })
    },
};

struct ReleaseLength {
    fewest: usize,
    most: usize,
}

/// A heading with a line or two is a note, not a release.
const SHORTEST_RELEASE: usize = 30;

impl Rule for ReleaseLength {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let mut words = 0;
        let mut passed = None;
        for block in draft.blocks().iter().filter(|it| is_counted(it)) {
            words += block.words.word_count();
            if words > self.most && passed.is_none() {
                passed = Some(block);
            }
        }
        let Some(place) = first_line(draft) else { return };
        let most = self.most;
        if let Some(block) = passed {
            let message = format!("the text has {words} words; it should have no more than {most}");
            let beginning = first_sentence(block);
            sink.report(place, message)
                .related(beginning, format!("word {most} is passed here"))
                .help("move the background to notes for editors, or to another page");
        } else if words < self.fewest && words >= SHORTEST_RELEASE {
            let fewest = self.fewest;
            sink.report(
                place,
                format!("the text has {words} words; it should have at least {fewest}"),
            );
        }
    }
}

fn is_counted(block: &Block) -> bool {
    block.zone.is_running_text()
        || matches!(
            block.zone,
            Zone::Headline | Zone::SubHeadline | Zone::Heading | Zone::Quotation
        )
}

/// The headline, or where there is none the dateline or the first sentence.
fn first_line(draft: &DraftContext<'_>) -> Option<Span> {
    let of = |zone: Zone| draft.draft.first_in(zone);
    let block = of(Zone::Headline).or_else(|| of(Zone::Dateline)).or_else(|| of(Zone::Lead))?;
    Some(first_sentence(block))
}

fn first_sentence(block: &Block) -> Span {
    block.words.sentences.first().map_or(block.span, |it| block.to_draft(it.span))
}
