//! `long-sentence`: no sentence has more words than a reader keeps in mind.

use crate::draft::Zone;
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "long-sentence",
    asks: Asks::Blocks,
    build: |options: &Options| {
        Box::new(LongSentence {
            most_words: usize::try_from(options.integer("words")).unwrap_or(usize::MAX),
        })
    },
};

struct LongSentence {
    most_words: usize,
}

impl Rule for LongSentence {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        for sentence in block.sentences() {
            let tokens = &block.tokens()[sentence.first as usize..sentence.end as usize];
            if tokens.len() <= self.most_words {
                continue;
            }
            let words = tokens
                .iter()
                .filter(|it| it.is_wordlike())
                .filter(|it| block.zone_at(it.start as usize) != Zone::Quotation)
                .count();
            if words > self.most_words {
                sink.report(sentence.span, format!("this sentence has {words} words"))
                    .help("make two of it, the news in the first");
            }
        }
    }
}
