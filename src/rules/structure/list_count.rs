//! `list-count`: “three measures:” is followed by three.

use crate::draft::lists::List;
use crate::draft::{Block, Class, Token, TokenKind};
use crate::facts::{BlockFacts, Count};
use crate::rule::{Asks, BlockContext, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "list-count", asks: Asks::Both, build: |_: &Options| Box::new(ListCount) };

struct ListCount;

/// A larger number is that of a whole from which a list picks.
const MOST_ITEMS: u64 = 20;

impl Rule for ListCount {
    /// Items in a sentence: “three measures: …; …; and …”.
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        // With one semicolon the sentence may only have two halves.
        let semicolons = || memchr::memchr_iter(b';', block.text().as_bytes()).count();
        if block.facts.counts.is_empty() || semicolons() < 2 {
            return;
        }
        for sentence in block.sentences() {
            let tokens = &block.tokens()[sentence.first as usize..sentence.end as usize];
            let Some(colon) = tokens.iter().find(|it| it.kind == TokenKind::Colon) else {
                continue;
            };
            let of_kind = |it: &&Token| it.kind == TokenKind::Semicolon;
            let (before, after): (Vec<&Token>, Vec<&Token>) =
                tokens.iter().filter(of_kind).partition(|it| it.start < colon.start);
            if after.len() < 2 || !before.is_empty() {
                continue;
            }
            let text = &block.text()[..colon.start as usize];
            if let Some(count) = announced(text, sentence.span.start, block.facts) {
                compare(count, after.len() + 1, count.span, sink);
            }
        }
    }

    /// Items of a list below the sentence.
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let lists = draft.draft.lists(draft.text);
        for (number, list) in lists.iter().enumerate() {
            let Some(index) = list.introduction else { continue };
            let introduction = &draft.blocks()[index];
            let Some(colon) = introduction.tokens().last().filter(|it| it.kind == TokenKind::Colon)
            else {
                continue;
            };
            let Some(facts) = draft.facts.of_block(index) else { continue };
            let text = &introduction.text()[..colon.start as usize];
            let sentence = introduction.words.sentences.last().map_or(0, |it| it.span.start);
            let Some(count) = announced(text, sentence, facts) else { continue };
            if has_joined_items(draft, list) || is_continued(draft, list, lists.get(number + 1)) {
                continue;
            }
            let span = introduction.to_draft(count.span);
            if let Some(finding) = compare(count, list.items.len(), span, sink)
                && let Some(&first) = list.items.first()
            {
                finding.related(draft.blocks()[first].span, "the list begins here");
            }
        }
    }
}

/// The count that ends `text`, which goes up to the colon: its noun is the last word, or only “are”,
/// “as follows” and the like stand behind it, or what a goal or a measure is for. Its sentence
/// begins at `sentence`.
fn announced<'a>(text: &str, sentence: usize, facts: &'a BlockFacts) -> Option<&'a Count> {
    let end = facts.counts.partition_point(|it| it.span.end <= text.len());
    let mut counts = facts.counts[..end].iter().rev();
    let count = counts.next().filter(|it| it.span.start >= sentence)?;
    // “four projects in five countries:” may be followed by either.
    if counts.next().is_some_and(|it| it.span.start >= sentence) {
        return None;
    }
    let between = text.get(count.span.end..)?.trim();
    const BETWEEN: [&str; 7] =
        ["", "are", "were", "as follows", "below", "follow", "are as follows"];
    // “six of the ten goals”, “nearly ten”: the list need not be whole.
    let exact = count.approximation.is_none() && (2..=MOST_ITEMS).contains(&count.value);
    let before = text.get(sentence..count.span.start)?;
    let ends = BETWEEN.contains(&between) || is_listed(&count.lemma) && is_purpose(between);
    (ends && exact && !is_partial(before)).then_some(count)
}

/// Nouns that announce a list whatever is said of them; of days or guests, what is said may be
/// what the list goes on about.
fn is_listed(noun: &str) -> bool {
    const LISTED: [&str; 15] = [
        "goal",
        "measure",
        "step",
        "priority",
        "aim",
        "objective",
        "principle",
        "pillar",
        "task",
        "recommendation",
        "target",
        "action",
        "rule",
        "commitment",
        "reason",
    ];
    LISTED.contains(&noun)
}

/// “for the ports”, “to protect the coast”.
fn is_purpose(between: &str) -> bool {
    const LONGEST: usize = 6;
    let mut words = between.split_whitespace();
    matches!(words.next(), Some("for" | "of" | "to" | "in"))
        && words.count() <= LONGEST
        && !between.contains([',', ';', '(', '“', '"'])
}

/// “including three measures”, “among the ten goals”, “after six meetings”.
fn is_partial(before: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    let near: Vec<String> = words.by_ref().take(8).map(str::to_ascii_lowercase).collect();
    near.iter().any(|it| {
        let it = it.trim_matches(|it: char| !it.is_alphabetic());
        ["include", "includes", "including", "included", "among", "such", "other", "example"]
            .contains(&it)
    }) || near.iter().take(2).any(|it| it == "of")
        || near.first().is_some_and(|it| {
            ["after", "before", "during", "over", "with", "than", "to", "from"]
                .contains(&it.as_str())
        })
}

fn compare<'s>(
    count: &Count,
    items: usize,
    span: Span,
    sink: &'s mut Sink<'_>,
) -> Option<&'s mut crate::finding::Finding> {
    if usize::try_from(count.value).is_ok_and(|it| it == items) {
        return None;
    }
    let value = count.value;
    Some(sink.report(span, format!("{value} are announced, and {items} follow")))
}

/// “1. one 2. two”: items that lost their line breaks.
fn has_joined_items(draft: &DraftContext<'_>, list: &List) -> bool {
    let joined = |block: &Block| {
        let tokens = block.tokens();
        tokens.windows(3).any(|three| {
            let [one, two, three] = three else { return false };
            one.kind == TokenKind::Number
                && one.span().len() <= 2
                && (two.kind == TokenKind::Stop || two.kind == TokenKind::CloseBracket)
                && !three.is(Class::TIME_UNIT)
                && three.is_capitalised_word()
        }) || tokens.iter().any(|it| {
            it.kind == TokenKind::Symbol && ["•", "●", "▪", "·"].contains(&block.words.text_of(it))
        }) || block.same_line
    };
    list.items.iter().any(|&it| joined(&draft.blocks()[it]))
        || draft.blocks().get(list.end).is_some_and(|it| it.same_line)
}

/// Whether another list goes on with this one after a paragraph.
fn is_continued(draft: &DraftContext<'_>, list: &List, next: Option<&List>) -> bool {
    next.is_some_and(|next| {
        let apart = next.introduction.is_some_and(|it| it >= list.end + 2);
        let heads = next.introduction.is_some_and(|it| {
            draft.blocks()[it].tokens().last().is_some_and(|it| it.kind == TokenKind::Colon)
        });
        !apart && !heads
    })
}
