//! `space-before-punctuation`: no space before a comma, a stop or a colon, except in French.

use std::cell::LazyCell;
use std::ops::Deref;

use crate::draft::{Token, TokenKind};
use crate::facts::SignKind;
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "space-before-punctuation",
    asks: Asks::Blocks,
    build: |options: &Options| {
        Box::new(SpaceBeforePunctuation { french: options.bool("french-spacing") })
    },
};

struct SpaceBeforePunctuation {
    /// Whether a no-break space stands before “;”, “:”, “!” and “?”.
    french: bool,
}

impl Rule for SpaceBeforePunctuation {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        let spaced = block.facts.signs.iter().filter(|it| it.kind == SignKind::SpacedMark);
        // French quotation marks: then the block is French, or quotes some.
        let french = LazyCell::new(|| block.text().contains(['«', '»']));
        for at in spaced.map(|it| it.at()) {
            self.check_spaced(block, at, &french, sink);
        }
        if self.french {
            for at in 1..block.tokens().len() {
                check_french(block, at, sink);
            }
        }
    }
}

impl SpaceBeforePunctuation {
    fn check_spaced(
        &self,
        block: &BlockContext<'_>,
        at: usize,
        french: &dyn Deref<Target = bool>,
        sink: &mut Sink<'_>,
    ) {
        let tokens = block.tokens();
        let Some([before, mark]) = at.checked_sub(1).and_then(|it| tokens.get(it..it + 2)) else {
            return;
        };
        let gap = Span::new(before.end as usize, mark.start as usize);
        let text = block.text_of(mark);
        let spaces = &block.text()[gap.range()];
        let high = matches!(text, ";" | ":" | "!" | "?");
        if (high && (self.french || spaces.contains(['\u{a0}', '\u{202f}']) || **french))
            || is_meant(block, at, text)
        {
            return;
        }
        let word = block.text_of(before);
        let finding = sink.report(
            before.span().join(mark.span()),
            format!("a space between “{word}” and “{text}”"),
        );
        if spaces.chars().all(char::is_whitespace) {
            finding.fix(Fix::safe("Delete the space", vec![Edit::delete(gap)]));
        }
    }
}

/// Whether what stands round the mark explains its space.
fn is_meant(block: &BlockContext<'_>, at: usize, mark: &str) -> bool {
    let tokens = block.tokens();
    let before = at.checked_sub(1).and_then(|it| tokens.get(it));
    let after = tokens.get(at + 1);
    let is_stop = |it: Option<&Token>| it.is_some_and(|it| it.kind == TokenKind::Stop);
    let is_figures = |it: Option<&Token>| it.is_some_and(|it| it.kind == TokenKind::Number);
    let figures_around = is_figures(before) && is_figures(after);
    // “ .NET”, “ :)”, “ ...and”: the mark belongs to what follows.
    let belongs_to_next = after.is_some_and(|it| {
        tokens.get(at).is_some_and(|mark| mark.end == it.start)
            && !matches!(it.kind, TokenKind::CloseQuote | TokenKind::Apostrophe)
            && (it.kind != TokenKind::CloseBracket || matches!(mark, ":" | ";"))
    });
    let in_words = before.is_some_and(|it| {
        it.is_wordlike() || matches!(it.kind, TokenKind::CloseQuote | TokenKind::CloseBracket)
    });
    // “. . .” and “Venue : the old mill” are layout.
    let row = is_stop(before) || (is_stop(after) && mark == ".");
    let label = mark == ":" && at <= LONGEST_LABEL;
    !in_words || belongs_to_next || row || label || figures_around || mark.len() > 1
}

/// Words before a colon that make a label, at the start of a block.
const LONGEST_LABEL: usize = 4;

/// A French mark without its no-break space.
fn check_french(block: &BlockContext<'_>, at: usize, sink: &mut Sink<'_>) {
    let Some([before, mark]) = at.checked_sub(1).and_then(|it| block.tokens().get(it..it + 2))
    else {
        return;
    };
    let text = block.text_of(mark);
    if !matches!(text, ";" | ":" | "!" | "?")
        || !(before.is_wordlike()
            || before.kind == TokenKind::CloseQuote
            || before.kind == TokenKind::CloseBracket)
    {
        return;
    }
    let gap = Span::new(before.end as usize, mark.start as usize);
    if !matches!(&block.text()[gap.range()], "" | " ") {
        return;
    }
    let word = block.text_of(before);
    let message = format!("no no-break space between “{word}” and “{text}”");
    sink.report(before.span().join(mark.span()), message)
        .fix(Fix::safe("Insert a no-break space", vec![Edit::replace(gap, "\u{a0}")]));
}
