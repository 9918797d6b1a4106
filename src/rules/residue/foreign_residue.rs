//! `foreign-residue`: lines of another language in an English release.

mod languages;

use crate::draft::{Block, BlockKind, Shape, TokenKind, Zone};
use crate::facts::Lists;
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "foreign-residue",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(ForeignResidue),
};

struct ForeignResidue;

/// A release with more foreign blocks than this is in two languages.
const MOST_BLOCKS: usize = 3;

/// So is one with a larger share of foreign words than one in this many.
const SHARE: usize = 5;

/// A line says its language with at least so many words.
const FEWEST_WORDS: usize = 4;

/// Letters of another script from which on they are no symbol.
const FEWEST_LETTERS: usize = 4;

impl Rule for ForeignResidue {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let foreign: Vec<(&Block, &str)> = draft
            .facts
            .blocks_with(draft.draft, Lists::FOREIGN)
            .map(|(_, block, _)| block)
            .filter(|it| is_compared(it))
            .filter_map(|it| Some((it, language(it)?)))
            .collect();
        if foreign.is_empty() || foreign.len() > MOST_BLOCKS {
            return;
        }
        let length = |block: &Block| block.span.len();
        let all: usize = draft.blocks().iter().map(length).sum();
        if foreign.iter().map(|(it, _)| length(it)).sum::<usize>() * SHARE > all {
            return;
        }
        for (block, language) in foreign {
            let shown: String = draft.text_at(block.span).chars().take(60).collect();
            let message = format!("“{}” is {language}", shown.lines().next().unwrap_or_default());
            let finding = sink.report(block.span, message);
            if !block.same_line {
                let lines = draft.whole_lines(block.span);
                finding.fix(Fix::by_hand("Delete the line", vec![Edit::delete(lines)]));
            }
        }
    }
}

fn is_compared(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::TableCell | BlockKind::BlockQuotation)
        && !matches!(block.zone, Zone::Contact | Zone::Table | Zone::Quotation | Zone::EndMark)
        && block.tokens().first().is_some_and(|it| it.kind != TokenKind::OpenQuote)
}

/// The language, in words, of a block without an English word, if it is another.
fn language(block: &Block) -> Option<&'static str> {
    let mut words = 0;
    let mut accented = false;
    for token in block.tokens() {
        if token.kind == TokenKind::Word {
            words += 1;
            accented |= token.has(Shape::ACCENTED);
        }
    }
    if accented && is_other_script(block.text()) {
        return Some("in letters of another script");
    }
    if words < FEWEST_WORDS {
        return None;
    }
    languages::of(block)
}

/// Whether most letters are of another script.
fn is_other_script(text: &str) -> bool {
    let letters = text.chars().filter(|it| it.is_alphabetic());
    let (mut latin, mut other) = (0_usize, 0_usize);
    for letter in letters {
        if matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') {
            latin += 1;
        } else {
            other += 1;
        }
    }
    other >= FEWEST_LETTERS && other > latin
}
