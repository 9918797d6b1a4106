//! `anniversary`: “100 years after 1914” is 2014.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::draft::{BlockText, Class, Sentence, TokenKind};
use crate::facts::Lists;
use crate::facts::counts::number;
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "anniversary", asks: Asks::Draft, build: |_: &Options| Box::new(Anniversary) };

/// What every claim has a part of: “years”, “anniversary”.
static CLUES: LazyLock<[Finder<'static>; 2]> =
    LazyLock::new(|| [Finder::new("years"), Finder::new("nniversary")]);

struct Anniversary;

/// A number that is further off than this, in years, was counted from something else.
const FAR: i64 = 12;

/// A year with its token.
#[derive(Clone, Copy)]
struct Year {
    value: i64,
    at: usize,
}

/// How many years lie between two of them, as the text says.
struct Claim {
    years: i64,
    /// From the number to the year that it is counted from.
    span: Span,
    from: i64,
    /// The year that it is counted to; without it, that of the release.
    to: Option<i64>,
    /// Whether the text says that it is so to the year.
    exact: bool,
}

impl Rule for Anniversary {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let zones = sink.zones();
        let release = draft.facts.release_date().map(|it| i64::from(it.date.year()));
        for (_, block, facts) in draft.facts.blocks_with(draft.draft, Lists::FIGURES) {
            if !zones.contains(block.zone) {
                continue;
            }
            let words = &*block.words;
            let text = words.text.as_bytes();
            let mut years: Vec<Year> = Vec::new();
            for &at in &facts.figures {
                years.extend(year_at(words, at as usize));
            }
            if years.is_empty() || !CLUES.iter().any(|it| it.find(text).is_some()) {
                continue;
            }
            for sentence in &words.sentences {
                let range = sentence.first as usize..sentence.end as usize;
                let within: Vec<Year> =
                    years.iter().copied().filter(|it| range.contains(&it.at)).collect();
                if within.is_empty() {
                    continue;
                }
                for claim in claims(words, sentence, &within) {
                    let Some(to) = claim.to.or(release) else { continue };
                    let real = to - claim.from;
                    let off = (real - claim.years).abs();
                    let allowed = i64::from(!claim.exact);
                    if off <= allowed || off > FAR {
                        continue;
                    }
                    let span = block.to_draft(claim.span);
                    let shown = crate::text::one_line(draft.text_at(span));
                    let message =
                        format!("“{shown}”, but from {} to {to} it is {real} years", claim.from);
                    sink.report(span, message).help("correct the number or the year");
                }
            }
        }
    }
}

fn year_at(words: &BlockText, at: usize) -> Option<Year> {
    let token = words.tokens.get(at)?;
    let plain = token.kind == TokenKind::Number && token.span().len() == 4;
    let value = plain.then(|| words.text_of(token).parse().ok()).flatten()?;
    (1700..2100).contains(&value).then_some(Year { value, at })
}

fn claims(words: &BlockText, sentence: &Sentence, years: &[Year]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for at in sentence.first as usize..sentence.end as usize {
        if words.is_word(at, &["years"]) {
            claims.extend(span_of_years(words, sentence, years, at));
        } else if words.is_word(at, &["anniversary"]) {
            claims.extend(anniversary(words, years, at));
        }
    }
    claims
}

/// “100 years after … 1914”, “10 years ago, in 2004”, “in 10 years, since 2004”.
fn span_of_years(
    words: &BlockText,
    sentence: &Sentence,
    years: &[Year],
    at: usize,
) -> Option<Claim> {
    let (first, value) = number_before(words, sentence, at)?;
    let (exact, approximate) = precision(words, first);
    let claim = |from: Year, to: Option<Year>| {
        let start = words.tokens.get(first)?.span();
        let end = words.tokens.get(from.at.max(at))?.span();
        Some(Claim {
            years: value,
            span: start.join(end),
            from: from.value,
            to: to.map(|it| it.value),
            exact,
        })
    };
    if approximate {
        return None;
    }
    let after = |near: usize| years.iter().copied().find(|it| it.at > at && it.at <= at + near);
    let before = years.iter().copied().rfind(|it| it.at < first);
    if words.is_word(at + 1, &["ago"]) {
        return before.is_none().then(|| claim(after(5)?, None)).flatten();
    }
    if words.is_word(at + 1, &["after"]) {
        // Without the year of the event a history is told.
        return claim(after(14)?, Some(before?));
    }
    // “the first visit in 10 years, since 2000”
    let since = (at + 1..at + 4).find(|it| words.is_word(*it, &["since"]))?;
    let from = years.iter().copied().find(|it| it.at == since + 1)?;
    before.is_none().then(|| claim(from, None)).flatten()
}

/// “the 50th anniversary of its founding in 1975”.
fn anniversary(words: &BlockText, years: &[Year], at: usize) -> Option<Claim> {
    let ordinal = words.tokens.get(at.checked_sub(1)?)?;
    if ordinal.kind != TokenKind::Ordinal || !words.is_word(at + 1, &["of", "since"]) {
        return None;
    }
    let figures = words.text_of(ordinal);
    let value = figures.get(..figures.len().checked_sub(2)?)?.parse().ok()?;
    let [from] = years else {
        return None;
    };
    let origin = (at + 2..at + 10).contains(&from.at)
        && words.is_word(from.at - 1, &["in"])
        && (at + 1..from.at).any(|it| begins(words, it));
    let span = ordinal.span().join(words.tokens[from.at].span());
    origin.then_some(Claim { years: value, span, from: from.value, to: None, exact: false })
}

/// Words for a beginning: “founding”, “establishment”.
fn begins(words: &BlockText, at: usize) -> bool {
    words.is_word(
        at,
        &[
            "founding",
            "foundation",
            "establishment",
            "creation",
            "launch",
            "opening",
            "birth",
            "adoption",
            "signing",
            "formation",
            "inauguration",
            "outbreak",
            "start",
            "beginning",
        ],
    )
}

/// The number before token `at`, with its first token.
fn number_before(words: &BlockText, sentence: &Sentence, at: usize) -> Option<(usize, i64)> {
    let earliest = at.saturating_sub(5).max(sentence.first as usize);
    (earliest..at).find_map(|first| {
        let token = words.tokens.get(first)?;
        let begins = token.kind == TokenKind::Number || token.is(Class::NUMBER_WORD);
        let number = begins.then(|| number::read(words, first)).flatten()?;
        let value = i64::try_from(number.value).ok().filter(|it| (3..1000).contains(it))?;
        (number.end == at).then_some((first, value))
    })
}

/// Whether “exactly” stands before the number, and whether something says that it is not exact.
fn precision(words: &BlockText, first: usize) -> (bool, bool) {
    let Some(before) = first.checked_sub(1) else {
        return (false, false);
    };
    let exact = words.is_word(before, &["exactly", "precisely"]);
    let approximate = words.tokens.get(before).is_some_and(|it| it.is(Class::APPROXIMATION))
        || words.is_word(before, &["than", "over", "least", "to", "about", "some", "almost"])
        || words.is_word(before, &["nearly", "around", "roughly", "past", "last", "a"]);
    (exact, approximate)
}
