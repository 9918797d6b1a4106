//! `part-order`: the parts of a release in the order in which readers look for them.

use crate::draft::{Block, Zone};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "part-order", asks: Asks::Draft, build: |_: &Options| Box::new(PartOrder) };

struct PartOrder;

impl Rule for PartOrder {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let blocks = draft.blocks();
        let first_of = |zone: Zone| blocks.iter().position(|it| it.zone == zone);
        let Some(lead) = first_of(Zone::Lead) else { return };
        let below = |zone: Zone, from: usize| {
            blocks[from..].iter().position(|it| it.zone == zone).map(|it| it + from)
        };
        let mut misplaced = |at: Option<usize>, after: usize, message: &str| {
            if let Some(block) = at.and_then(|it| blocks.get(it)) {
                sink.report(first_line(block), message)
                    .related(first_line(&blocks[after]), "it stands below this");
            }
        };
        if let Some(headline) = first_of(Zone::Headline) {
            misplaced(
                below(Zone::ReleaseLine, headline).filter(|&it| is_followed_by_lead(blocks, it)),
                headline,
                "the release line stands above the headline",
            );
            misplaced(
                below(Zone::Embargo, headline),
                headline,
                "the embargo stands above the headline",
            );
        }
        // Contacts above the headline are right in many houses.
        let notes = below(Zone::Notes, lead);
        let contact = below(Zone::Contact, lead);
        if let (Some(notes), Some(contact)) = (notes, contact)
            && contact < notes
        {
            misplaced(Some(notes), contact, "notes stand above the contacts");
        }
        if let Some(section) = notes.into_iter().chain(contact).min() {
            misplaced(
                below(Zone::EndMark, section),
                section,
                "the end mark stands below the text, above notes and contacts",
            );
        }
    }
}

/// Whether no other line follows before the lead. Above one that does, the first line is a
/// letterhead, and the headline is still to come.
fn is_followed_by_lead(blocks: &[Block], line: usize) -> bool {
    let above = |it: &&Block| {
        matches!(it.zone, Zone::ReleaseLine | Zone::DateLine | Zone::Embargo | Zone::Dateline)
    };
    blocks[line..].iter().find(|it| !above(it)).is_some_and(|it| it.zone == Zone::Lead)
}

fn first_line(block: &Block) -> crate::text::Span {
    block.words.sentences.first().map_or(block.span, |it| block.to_draft(it.span))
}
