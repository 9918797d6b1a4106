//! `list-introduction`: a list is introduced by a colon.

use crate::draft::{Block, BlockKind, Shape, Token, TokenKind, Zone};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, BlockContext, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

pub(crate) static ENTRY: Entry = Entry {
    name: "list-introduction",
    asks: Asks::Both,
    build: |_: &Options| Box::new(ListIntroduction),
};

struct ListIntroduction;

impl Rule for ListIntroduction {
    /// A list that has lost its line breaks: “include;Helping countries …”.
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        if !block.words.has_any(&[TokenKind::Semicolon]) {
            return;
        }
        let tokens = block.tokens();
        for (index, token) in tokens.iter().enumerate() {
            if token.kind != TokenKind::Semicolon {
                continue;
            }
            let (Some(before), Some(after)) =
                (index.checked_sub(1).and_then(|it| tokens.get(it)), tokens.get(index + 1))
            else {
                continue;
            };
            if introduces(block.text_of(before)) && after.has(Shape::CAPITAL) {
                let mark = token.span();
                let gap = if after.has(Shape::SPACE_BEFORE) { ":" } else { ": " };
                let message =
                    format!("a semicolon introduces the list after “{}”", block.text_of(before));
                sink.report(before.span().join(after.span()), message)
                    .fix(Fix::by_hand("Write a colon", vec![Edit::replace(mark, gap)]));
            }
        }
    }

    /// A list that still is one.
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        for pair in draft.blocks().windows(2) {
            let [before, first] = pair else { continue };
            let begins_list =
                matches!(first.kind, BlockKind::ListItem(_)) && before.kind == BlockKind::Paragraph;
            if !begins_list {
                continue;
            }
            let Some(mark) = last_mark(before) else {
                report_open_clause(before, first, sink);
                continue;
            };
            if !matches!(before.zone, Zone::Lead | Zone::Body) {
                continue;
            }
            let (name, word) = (
                if mark.kind == TokenKind::Comma { "comma" } else { "semicolon" },
                last_word(before),
            );
            let span = before.to_draft(mark.span());
            sink.report(word.join(span), format!("a {name} introduces the list"))
                .related(Span::new(first.marker.start, first.span.end), "the list begins here")
                .fix(Fix::safe("Write a colon", vec![Edit::replace(span, ":")]));
        }
    }
}

/// “The measures include” and the list, without any mark between. A heading may end with most
/// words, but not with these.
fn report_open_clause(before: &Block, first: &Block, sink: &mut Sink<'_>) {
    const FEWEST_WORDS: usize = 4;
    let Some(last) = before.tokens().last().filter(|it| it.kind == TokenKind::Word) else { return };
    let word = before.words.text_of(last);
    let open = matches!(word, "include" | "includes" | "including" | "follows" | "following");
    if !open || before.words.word_count() < FEWEST_WORDS {
        return;
    }
    let span = before.to_draft(last.span());
    sink.report(span, format!("no colon stands between “{word}” and the list"))
        .related(Span::new(first.marker.start, first.span.end), "the list begins here")
        .fix(Fix::safe("Write a colon", vec![Edit::insert(span.end, ":")]));
}

/// Words that stand before a list and nothing else.
fn introduces(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "include"
            | "includes"
            | "included"
            | "including"
            | "following"
            | "follows"
            | "are"
            | "were"
    )
}

/// The semicolon or comma that ends a block.
fn last_mark(block: &Block) -> Option<&Token> {
    block.tokens().last().filter(|it| matches!(it.kind, TokenKind::Semicolon | TokenKind::Comma))
}

fn last_word(block: &Block) -> Span {
    block
        .tokens()
        .iter()
        .rfind(|it| it.is_wordlike())
        .map_or(Span::at(block.span.end), |it| block.to_draft(it.span()))
}
