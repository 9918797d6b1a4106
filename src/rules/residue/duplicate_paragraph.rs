//! `duplicate-paragraph`: the same paragraph twice.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::draft::{Block, BlockKind, BlockText, TokenKind};
use crate::facts::fingerprint::likeness;
use crate::facts::{Fingerprint, Lists};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "duplicate-paragraph",
    asks: Asks::Draft,
    build: |options: &Options| {
        Box::new(DuplicateParagraph {
            fewest_words: usize::try_from(options.integer("words")).unwrap_or(usize::MAX),
        })
    },
};

struct DuplicateParagraph {
    fewest_words: usize,
}

/// From which share of common runs of words on two paragraphs say almost the same.
const ALMOST: f64 = 0.85;

impl Rule for DuplicateParagraph {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let blocks = draft.blocks();
        let compared: Vec<(usize, Fingerprint)> = draft
            .facts
            .blocks_with(draft.draft, Lists::FINGERPRINT)
            .filter(|(_, block, _)| is_compared(block))
            .filter_map(|(index, _, facts)| Some((index, facts.fingerprint?)))
            .filter(|(_, it)| it.words >= self.fewest_words)
            .collect();
        let room = |for_each: usize| {
            FxHashMap::with_capacity_and_hasher(for_each * compared.len(), FxBuildHasher)
        };
        let mut times: FxHashMap<u64, usize> = room(1);
        for (_, fingerprint) in &compared {
            *times.entry(fingerprint.exact).or_default() += 1;
        }
        let mut by_words: FxHashMap<u64, usize> = room(1);
        let mut by_run: FxHashMap<u64, usize> = room(4);
        for (index, fingerprint) in compared {
            let block = &blocks[index];
            if let Some(&first) = by_words.get(&fingerprint.exact) {
                // One sentence three times is a form: the note under every table.
                let form = times.get(&fingerprint.exact).is_some_and(|it| *it > 2)
                    && block.words.sentences.len() < 2;
                if !form && !is_list_of_numbers(block) && !breaks_off(&blocks[first]) {
                    let message = format!("“{} …” stands twice", beginning(block));
                    report(draft, sink, (&blocks[first], block), None, &message);
                }
                continue;
            }
            by_words.insert(fingerprint.exact, index);
            let candidate = nearest(&fingerprint, &by_run);
            let near = candidate
                .map(|it| &blocks[it])
                .filter(|it| !breaks_off(it) && !is_list_of_numbers(it))
                .filter(|it| is_as_long(&it.words, &block.words))
                .filter(|it| likeness(&it.words, &block.words) >= ALMOST);
            if let Some(first) = near {
                let message =
                    format!("“{} …” stands twice, almost word for word", beginning(block));
                report(draft, sink, (first, block), Some("near"), &message);
            }
            for run in fingerprint.sketch {
                by_run.entry(run).or_insert(index);
            }
        }
    }
}

/// The block that shares most of the sketch, if it shares half of it: blocks that say almost the same
/// share nearly all.
fn nearest(fingerprint: &Fingerprint, by_run: &FxHashMap<u64, usize>) -> Option<usize> {
    let sharing = fingerprint.sketch.iter().filter_map(|run| by_run.get(run).copied());
    let shared: Vec<usize> = sharing.collect();
    let half = fingerprint.sketch.len() / 2;
    shared.iter().copied().find(|it| shared.iter().filter(|other| *other == it).count() >= half)
}

/// Whether two blocks are of a length: one that is much longer shares too few of its runs.
fn is_as_long(one: &BlockText, other: &BlockText) -> bool {
    let (one, other) = (one.tokens.len(), other.tokens.len());
    one.min(other) * 4 >= one.max(other) * 3
}

fn is_compared(block: &Block) -> bool {
    block.zone.is_running_text()
        && !matches!(block.kind, BlockKind::TableCell | BlockKind::ImageText)
}

/// Whether a quarter of the block's words are figures and addresses.
fn is_list_of_numbers(block: &Block) -> bool {
    let numbers = block
        .tokens()
        .iter()
        .filter(|it| matches!(it.kind, TokenKind::Number | TokenKind::Email | TokenKind::Url))
        .count();
    numbers * 4 >= block.words.word_count()
}

/// Whether the block ends in an ellipsis: a teaser.
fn breaks_off(block: &Block) -> bool {
    block.text().ends_with('…') || block.text().ends_with("...")
}

fn report(
    draft: &DraftContext<'_>,
    sink: &mut Sink<'_>,
    (first, second): (&Block, &Block),
    case: Option<&str>,
    message: &str,
) {
    let finding = match case {
        Some(case) => sink.report_case(case, second.span, message),
        None => sink.report(second.span, message),
    };
    finding.related(first.span, "the first time");
    if let Some(span) = whole_lines(draft.text, second) {
        finding.fix(Fix::by_hand("Delete the second one", vec![Edit::delete(span)]));
    }
}

/// The block's first words.
fn beginning(block: &Block) -> &str {
    let last = block.tokens().iter().filter(|it| it.is_wordlike()).nth(4);
    last.map_or(block.text(), |it| &block.text()[..it.end as usize])
}

/// The lines of the block, with the white space that follows them; `None` if other text stands on
/// them.
fn whole_lines(text: &str, block: &Block) -> Option<Span> {
    let start = if block.marker.is_empty() { block.span.start } else { block.marker.start };
    let line_start = text[..start].rfind(['\n', '\r']).map_or(0, |it| it + 1);
    let after = &text[block.span.end..];
    let line_end = after.find(['\n', '\r']).unwrap_or(after.len());
    let alone = text[line_start..start].trim().is_empty() && after[..line_end].trim().is_empty();
    if !alone {
        return None;
    }
    let rest = after[line_end..].trim_start();
    let next = text.len() - rest.len();
    let next_line = text[..next].rfind(['\n', '\r']).map_or(next, |it| it + 1).max(block.span.end);
    Some(Span::new(line_start, next_line))
}
