//! `exclamation`: no exclamation marks outside quotations.

use crate::draft::{Shape, Token, TokenKind};
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "exclamation",
    asks: Asks::Blocks,
    build: |options: &Options| Box::new(Exclamation { names: options.texts("names").to_vec() }),
};

struct Exclamation {
    names: Vec<String>,
}

impl Rule for Exclamation {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        if memchr::memchr(b'!', block.text().as_bytes()).is_none() {
            return;
        }
        let tokens = block.tokens();
        let mut at = 0;
        while at < tokens.len() {
            let count = tokens[at..].iter().take_while(|it| is_exclamation(block, it)).count();
            if count > 0 && !self.is_part_of_name(block, at, at + count) {
                let span = tokens[at].span().join(tokens[at + count - 1].span());
                let message = match count {
                    1 => "an exclamation mark outside a quotation".to_owned(),
                    _ => format!("{count} exclamation marks outside a quotation"),
                };
                sink.report(span, message).help("end the sentence with a full stop");
            }
            at += count.max(1);
        }
    }
}

fn is_exclamation(block: &BlockContext<'_>, token: &Token) -> bool {
    token.kind == TokenKind::Stop && block.text_of(token) == "!"
}

impl Exclamation {
    /// Whether the sentence goes on after the mark, or the house knows the name that the mark ends.
    fn is_part_of_name(&self, block: &BlockContext<'_>, first: usize, end: usize) -> bool {
        let goes_on = block.tokens().get(end).is_some_and(|it| match it.kind {
            TokenKind::Word => !it.has(Shape::CAPITAL),
            TokenKind::Comma | TokenKind::Semicolon | TokenKind::Hyphen | TokenKind::Symbol => true,
            // “Ahead!-Team”, “Run!2”
            _ => !it.has(Shape::SPACE_BEFORE) && it.is_wordlike(),
        });
        let before = &block.text()[..block.tokens()[first].start as usize];
        goes_on || self.names.iter().any(|it| before.ends_with(it.as_str()))
    }
}
