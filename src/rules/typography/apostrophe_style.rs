//! `apostrophe-style`: straight apostrophes among curly ones.

use crate::draft::{Shape, Token, TokenKind, Zone};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "apostrophe-style",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(ApostropheStyle),
};

struct ApostropheStyle;

impl Rule for ApostropheStyle {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        // With one kind in the whole text there is nothing to count.
        if memchr::memchr(b'\'', draft.text.as_bytes()).is_none() || !draft.text.contains('’') {
            return;
        }
        let with = |shape: Shape| {
            draft
                .blocks()
                .iter()
                .filter(|it| it.zone != Zone::PageChrome)
                .flat_map(|block| block.tokens().iter().map(move |token| (block, token)))
                .filter(move |(_, token)| is_apostrophised(token, shape))
        };
        let (curly, straight) = (with(Shape::CURLY).count(), with(Shape::STRAIGHT).count());
        if curly == straight || curly == 0 || straight == 0 {
            return;
        }
        let (fewer, is, wrong, others, right) = if straight < curly {
            (Shape::STRAIGHT, "straight", '\'', "curly", "’")
        } else {
            (Shape::CURLY, "curly", '’', "straight", "'")
        };
        for (block, token) in with(fewer) {
            let word = block.words.text_of(token);
            let span = block.to_draft(token.span());
            let message = format!("“{word}” has a {is} apostrophe, the others are {others}");
            let finding = sink.report(span, message);
            if draft.zone_at(span.start) != Zone::Quotation {
                let edits = word
                    .match_indices(wrong)
                    .map(|(at, mark)| {
                        let start = span.start + at;
                        Edit::replace(Span::new(start, start + mark.len()), right)
                    })
                    .collect();
                finding.fix(Fix::safe(format!("Make the apostrophe {others}"), edits));
            }
        }
    }
}

fn is_apostrophised(token: &Token, shape: Shape) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Code) && token.has(shape)
}
