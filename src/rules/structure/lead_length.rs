//! `lead-length`: a lead that says in one breath what is new.

use crate::draft::{Block, Zone};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "lead-length",
    asks: Asks::Draft,
    build: |options: &Options| {
        let limit = |name: &str| usize::try_from(options.integer(name)).unwrap_or(usize::MAX);
        Box::new(LeadLength { most_words: limit("words"), most_sentences: limit("sentences") })
    },
};

struct LeadLength {
    most_words: usize,
    most_sentences: usize,
}

/// A text of one paragraph with more sentences has lost its paragraphs; that is another fault.
const MOST_SENTENCES_OF_A_LEAD: usize = 7;

impl Rule for LeadLength {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let Some(index) = draft.blocks().iter().position(|it| it.zone == Zone::Lead) else {
            return;
        };
        let lead = &draft.blocks()[index];
        let sentences = lead.words.sentences.len();
        if sentences > MOST_SENTENCES_OF_A_LEAD {
            return;
        }
        if is_quotation(draft, index, lead) {
            sink.report_case("quotation", lead.span, "the lead is a quotation")
                .help("say first what is new; the quotation comes after it");
            return;
        }
        // Three short sentences are read in one breath too. No word is shorter than a letter and its
        // space.
        let most_words = self.most_words;
        let short = most_words - most_words / 3;
        if lead.text().len() <= 2 * short {
            return;
        }
        let words = lead.words.word_count();
        if words > most_words {
            let message =
                format!("the lead has {words} words; it should have no more than {most_words}");
            sink.report(lead.span, message);
        } else if words > short && sentences > self.most_sentences {
            let most = self.most_sentences;
            let message =
                format!("the lead has {sentences} sentences; it should have no more than {most}");
            sink.report(lead.span, message);
        }
    }
}

/// Whether the lead is somebody's words from its first to its last.
fn is_quotation(draft: &DraftContext<'_>, index: usize, lead: &Block) -> bool {
    let Some(facts) = draft.facts.of_block(index) else { return false };
    facts.quotations.first().is_some_and(|it| {
        it.span.start == 0 && (it.span.end == lead.text().len() || it.attribution.is_some())
    })
}
