//! `paragraph-length`: paragraphs that can be taken in at a glance.

use crate::draft::{Block, Zone};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "paragraph-length",
    asks: Asks::Draft,
    build: |options: &Options| {
        let limit = |name: &str| usize::try_from(options.integer(name)).unwrap_or(usize::MAX);
        Box::new(ParagraphLength { most_words: limit("words"), most_sentences: limit("sentences") })
    },
};

struct ParagraphLength {
    most_words: usize,
    most_sentences: usize,
}

/// A paragraph of more sentences has lost the breaks of several; that is another fault.
const MOST_SENTENCES_OF_A_PARAGRAPH: usize = 12;

/// More findings than this say the same again: then the first stands for all.
const MOST_FINDINGS: usize = 1;

impl Rule for ParagraphLength {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let long: Vec<(&Block, usize)> = draft
            .blocks()
            .iter()
            .filter(|it| matches!(it.zone, Zone::Lead | Zone::Body))
            .filter_map(|it| Some((it, self.words_of_long(it)?)))
            // Somebody's words are as long as they were.
            .filter(|(it, _)| draft.zone_at(it.span.start) != Zone::Quotation)
            .collect();
        let number = long.len();
        let shown = if number > MOST_FINDINGS { 1 } else { number };
        for &(block, words) in long.iter().take(shown) {
            let sentences = block.words.sentences.len();
            let mut message = format!("a paragraph of {sentences} sentences and {words} words");
            if number > MOST_FINDINGS {
                message.push_str(&format!(", the first of {number} long ones"));
            }
            let finding = sink.report(first_sentence(block), message);
            for (other, _) in long.iter().skip(shown).take(10) {
                finding.related(first_sentence(other), "another long paragraph");
            }
            finding.help("begin a new paragraph where the thought turns");
        }
    }
}

impl ParagraphLength {
    /// The words of a paragraph that is longer than it should be.
    fn words_of_long(&self, block: &Block) -> Option<usize> {
        let sentences = block.words.sentences.len();
        // Most paragraphs are settled by their size: no word is shorter than a letter and its space.
        if sentences <= self.most_sentences
            || sentences > MOST_SENTENCES_OF_A_PARAGRAPH
            || block.text().len() <= 2 * self.most_words
        {
            return None;
        }
        Some(block.words.word_count()).filter(|it| *it > self.most_words)
    }
}

fn first_sentence(block: &Block) -> Span {
    block.words.sentences.first().map_or(block.span, |it| block.to_draft(it.span))
}
