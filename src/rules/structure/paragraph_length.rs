//! `paragraph-length`: paragraphs that can be taken in at a glance.

use crate::rule::{BlockContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "paragraph-length",
    build: |options: &Options| {
        let limit = |name: &str| usize::try_from(options.integer(name)).unwrap_or(usize::MAX);
        Box::new(ParagraphLength { most_words: limit("words"), most_sentences: limit("sentences") })
    },
};

struct ParagraphLength {
    most_words: usize,
    most_sentences: usize,
}

impl Rule for ParagraphLength {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        let sentences = block.sentences().len();
        // Most paragraphs are settled by their size: no word is shorter than a letter and its space.
        if sentences <= self.most_sentences || block.text().len() <= 2 * self.most_words {
            return;
        }
        let words = block.words.word_count();
        if words <= self.most_words {
            return;
        }
        let Some(first) = block.sentences().first() else { return };
        let message = format!("a paragraph of {sentences} sentences and {words} words");
        sink.report(first.span, message).help("begin a new paragraph where the thought turns");
    }
}
