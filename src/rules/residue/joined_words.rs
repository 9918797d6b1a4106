//! `joined-words`: words that lost the space between them.

use crate::draft::{Block, Class, Shape, Token, TokenKind, lexicon};
use crate::facts::Lists;
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "joined-words", asks: Asks::Draft, build: |_: &Options| Box::new(JoinedWords) };

struct JoinedWords;

/// Shorter halves are syllables of names: “`YouTube`”, “`DeFi`”.
const SHORTEST_HALF: usize = 3;

/// A half that the draft has elsewhere as a word of its own has at least so many letters.
const SHORTEST_WORD: usize = 4;

/// Second halves of many names that are written as one word.
const NAME_ENDINGS: [&str; 16] = [
    "Wire", "Health", "Works", "Care", "Bank", "Tech", "Soft", "Book", "Point", "Group", "Chain",
    "Force", "Cloud", "Space", "Trust", "Media",
];

impl Rule for JoinedWords {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let joined = Lists::MIXED_CAPITALS | Lists::ADDRESSES;
        for (_, block, _) in draft.facts.blocks_with(draft.draft, joined) {
            for (at, token) in block.tokens().iter().enumerate() {
                let joint = match token.kind {
                    TokenKind::Word | TokenKind::Code
                        if token.has(Shape::MIXED_CAPITALS) && !is_tagged(block, at) =>
                    {
                        joint(draft, block, token)
                    }
                    TokenKind::Url => address_inside(block, token),
                    _ => None,
                };
                if let Some(joint) = joint {
                    report(block, token, joint, sink);
                }
            }
        }
    }
}

/// A hashtag, an account, the rest of a name with marks inside.
fn is_tagged(block: &Block, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|it| block.tokens().get(it)) else {
        return false;
    };
    !block.tokens()[at].has(Shape::SPACE_BEFORE)
        && matches!(before.kind, TokenKind::Symbol | TokenKind::Slash | TokenKind::Stop)
}

/// “CAwww.harbours.int”: an address that joined the word before it.
fn address_inside(block: &Block, token: &Token) -> Option<usize> {
    let address = &block.text()[token.span().range()];
    let at = address.find("www.").filter(|&it| it > 0)?;
    let head = &address[..at];
    head.bytes().all(|it| it.is_ascii_alphabetic()).then_some(token.start as usize + at)
}

/// Where in the block a space is missing inside `token`.
fn joint(draft: &DraftContext<'_>, block: &Block, token: &Token) -> Option<usize> {
    let word = &block.text()[token.stem_span().range()];
    let bytes = word.as_bytes();
    let mut humps = (1..bytes.len())
        .filter(|&it| bytes[it].is_ascii_uppercase() && bytes[it - 1].is_ascii_lowercase());
    humps.find_map(|at| {
        let before = &word[word[..at].rfind(|it: char| it.is_ascii_uppercase()).unwrap_or(0)..at];
        let after = &word[at..];
        let end =
            after[1..].find(|it: char| !it.is_ascii_lowercase()).map_or(after.len(), |it| it + 1);
        let next = &after[..end];
        (are_words(before, next) || stand_alone_elsewhere(draft, word, at))
            .then_some(token.start as usize + at)
    })
}

/// Whether one of the halves can only be a word of its own: a small word, a month, a day.
fn are_words(before: &str, next: &str) -> bool {
    let long = before.len() >= SHORTEST_HALF && next.len() >= SHORTEST_HALF;
    let calendar = |it: &str| {
        it.len() > SHORTEST_HALF
            && it != "March"
            && lexicon::class_of(it).intersects(Class::MONTH | Class::WEEKDAY)
    };
    let small = matches!(
        next,
        "The" | "This" | "That" | "These" | "With" | "From" | "When" | "While" | "Our" | "Their"
    );
    // “onTuesday”, “inMay”: months and days stand behind these.
    let preposition = matches!(before, "in" | "on" | "of" | "by" | "to" | "at");
    let day = preposition && (calendar(next) || next == "May");
    day || long && (small || calendar(before) || calendar(next))
}

/// Whether the draft has both halves as words, and the whole only here.
fn stand_alone_elsewhere(draft: &DraftContext<'_>, word: &str, at: usize) -> bool {
    let (before, after) = word.split_at(at);
    let plain = |it: &str| {
        it.len() >= SHORTEST_WORD && it.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
    };
    plain(before)
        && plain(after)
        && !NAME_ENDINGS.contains(&after)
        && occurrences(draft, word).take(2).count() == 1
        && occurrences(draft, after).next().is_some()
        && occurrences(draft, before).next().is_some()
}

/// The places where `word` stands by itself in the draft.
fn occurrences<'a>(draft: &DraftContext<'a>, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let text = draft.text;
    memchr::memmem::find_iter(text.as_bytes(), word).filter(move |&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let free = |it: Option<char>| !it.is_some_and(char::is_alphanumeric);
        free(before) && free(after)
    })
}

fn report(block: &Block, token: &Token, joint: usize, sink: &mut Sink<'_>) {
    let text = block.text();
    let word = &text[token.span().range()];
    let split =
        format!("{} {}", &text[token.start as usize..joint], &text[joint..token.end as usize]);
    let span = block.to_draft(token.span());
    sink.report(span, format!("“{word}” is two words that lost their space")).fix(Fix::by_hand(
        format!("Write “{split}”"),
        vec![Edit::insert(block.span.start + joint, " ")],
    ));
}
