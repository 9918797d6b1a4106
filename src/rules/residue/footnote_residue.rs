//! `footnote-residue`: the figures of footnotes that lost their place above the line.

use rustc_hash::FxHashMap;

use crate::draft::{Block, Shape, Token, TokenKind};
use crate::facts::{Lists, SignKind};
use crate::rule::{Asks, BlockContext, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "footnote-residue",
    asks: Asks::Both,
    build: |_: &Options| Box::new(FootnoteResidue),
};

struct FootnoteResidue;

/// Letters before the figure: “Web3”, “Gen2” and “km2” are names.
const SHORTEST: usize = 5;

/// Words that stand before a figure in names.
const NAMES: [&str; 11] = [
    "covid", "formula", "windows", "python", "channel", "studio", "level", "stage", "phase",
    "group", "layer",
];

impl Rule for FootnoteResidue {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        for sign in block.facts.signs.iter().filter(|it| it.kind == SignKind::JoinedMark) {
            check_after_stop(block, sign.at(), sink);
        }
    }

    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        // Words with a figure, each with its place, or with none where it stands twice.
        let mut words: FxHashMap<&str, Option<Span>> = FxHashMap::default();
        for it in draft.facts.signs(draft.draft, Lists::FIGURES_AT_END) {
            if it.fact.kind != SignKind::FigureAtEnd {
                continue;
            }
            let Some(token) = it.block.tokens().get(it.fact.at()) else { continue };
            let word = it.block.words.text_of(token);
            if is_word_with_figure(word) && !is_part_of_name(it.block, it.fact.at(), token) {
                // What stands in the draft again is a name.
                let place = Some(it.to_draft(token.span()));
                words.entry(word).and_modify(|it| *it = None).or_insert(place);
            }
        }
        for (word, place) in words {
            if let Some(place) = place {
                report(place, word, sink);
            }
        }
        check_asterisks(draft, sink);
    }
}

/// “countries*”, where no note answers to the asterisk.
fn check_asterisks(draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
    let asterisks = || {
        draft
            .facts
            .signs(draft.draft, Lists::ASTERISKS)
            .filter(|it| it.fact.kind == SignKind::Asterisk)
    };
    let noted =
        |it: &Block| it.text().starts_with('*') || draft.text_at(it.marker).starts_with('*');
    if asterisks().next().is_none() || draft.blocks().iter().any(noted) {
        return;
    }
    for it in asterisks() {
        let at = it.fact.at();
        let around = at.checked_sub(1).and_then(|start| it.block.tokens().get(start..=at));
        let Some([word, mark]) = around else { continue };
        let small = it.block.words.text_of(word).ends_with(|it: char| it.is_lowercase());
        let ends = it.block.tokens().get(at + 1).is_none_or(|it| {
            it.has(Shape::SPACE_BEFORE)
                || matches!(it.kind, TokenKind::Stop | TokenKind::Comma | TokenKind::CloseQuote)
        });
        if small && ends {
            let span = it.to_draft(word.span().join(mark.span()));
            report(span, draft.text_at(span), sink);
        }
    }
}

fn report(span: Span, found: &str, sink: &mut Sink<'_>) {
    sink.report(span, format!("“{found}” ends with the mark of a footnote"))
        .help("delete the mark, or say in the text what the note says");
}

/// “Office1”: letters, the last of them small, and one figure.
fn is_word_with_figure(word: &str) -> bool {
    let letters = word.trim_end_matches(|it: char| it.is_ascii_digit());
    let small = letters.chars().rev().take(2).all(char::is_lowercase);
    let plain = letters.chars().skip(1).all(char::is_lowercase);
    let figures = word.len() - letters.len();
    letters.chars().count() >= SHORTEST
        && small
        && plain
        && figures == 1
        && !NAMES.iter().any(|it| it.eq_ignore_ascii_case(letters))
}

/// “#Ghana2”, “@anna1”, “plan1.pdf”, “Type-R2”.
fn is_part_of_name(block: &Block, at: usize, token: &Token) -> bool {
    let sign =
        |it: &Token| matches!(it.kind, TokenKind::Symbol | TokenKind::Slash | TokenKind::Hyphen);
    let before = at.checked_sub(1).and_then(|it| block.tokens().get(it));
    let after = block.tokens().get(at + 1);
    let file = after.is_some_and(|it| it.kind == TokenKind::Stop)
        && block.tokens().get(at + 2).is_some_and(|it| !it.has(Shape::SPACE_BEFORE));
    file || before.is_some_and(|it| sign(it) && it.end == token.start)
        || after.is_some_and(|it| sign(it) && it.start == token.end)
}

/// “around the world.1 The”: a figure right after the end of a sentence.
fn check_after_stop(block: &BlockContext<'_>, stop: usize, sink: &mut Sink<'_>) {
    let tokens = block.tokens();
    let Some([before, mark, figure]) = stop.checked_sub(1).and_then(|it| tokens.get(it..it + 3))
    else {
        return;
    };
    let word = block.text_of(before);
    let number = block.text_of(figure);
    let ends =
        tokens.get(stop + 2).is_none_or(|it| it.has(Shape::SPACE_BEFORE) && it.has(Shape::CAPITAL));
    let sentence = matches!(before.kind, TokenKind::Word)
        && !before.has(Shape::CAPITAL)
        && word.chars().count() >= SHORTEST
        || before.kind == TokenKind::CloseBracket;
    if mark.kind != TokenKind::Stop
        || mark.end - mark.start != 1
        || mark.shape.intersects(Shape::ABBREVIATION | Shape::SPACE_BEFORE)
        || figure.kind != TokenKind::Number
        || number.len() > 2
        || number.starts_with('0')
        || !sentence
        || !ends
    {
        return;
    }
    let span = before.span().join(figure.span());
    report(span, &block.text()[span.range()], sink);
}
