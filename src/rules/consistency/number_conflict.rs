//! `number-conflict`: one quantity has one number, in the headline and in the text.

use crate::draft::{Block, Class, Token, TokenKind, Zone};
use crate::facts::counts::{Approximation, Cue, number};
use crate::facts::{Count, Located};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "number-conflict",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(NumberConflict),
};

struct NumberConflict;

/// Numbers below this are too small to be told from one another: “12 arrests” and “13 arrests” may
/// both have been made.
const SMALLEST: u64 = 20;
/// Numbers from this on are not alike by chance.
const TELLING: u64 = 100;

impl Rule for NumberConflict {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let zones = sink.zones();
        let counts: Vec<Located<'_, Count>> = draft
            .facts
            .counts(draft.draft)
            .filter(|it| zones.contains(it.zone()) && !it.fact.is_membership_total())
            .filter(|it| it.zone_at(it.fact.span.start) == it.zone())
            .collect();
        let (headline, text): (Vec<_>, Vec<_>) =
            counts.into_iter().partition(|it| it.zone() == Zone::Headline);
        for count in &headline {
            check_headline(draft, sink, count, &text);
        }
        let release_year =
            draft.facts.release_date().and_then(|it| u64::try_from(it.date.year()).ok());
        for (at, count) in text.iter().enumerate() {
            let other = text[..at].iter().find(|it| contradict(it, count, release_year));
            if let Some(other) = other {
                report(draft, sink, "", count, other);
            }
        }
    }
}

fn report(
    draft: &DraftContext<'_>,
    sink: &mut Sink<'_>,
    case: &str,
    count: &Located<'_, Count>,
    other: &Located<'_, Count>,
) {
    let span = count.to_draft(count.fact.span);
    let place = other.to_draft(other.fact.span);
    let shown = crate::text::one_line(draft.text_at(span));
    let before = crate::text::one_line(draft.text_at(place));
    let finding = if case.is_empty() {
        sink.report(span, format!("“{shown}” here, but “{before}” before"))
    } else {
        sink.report_case(case, span, format!("“{shown}” here, but “{before}” in the text"))
    };
    finding
        .help("if both count the same, correct one of them")
        .related(place, format!("“{before}”"));
}

/// A number of the headline that the text has not, while it has another for the same noun.
fn check_headline(
    draft: &DraftContext<'_>,
    sink: &mut Sink<'_>,
    count: &Located<'_, Count>,
    text: &[Located<'_, Count>],
) {
    let same_noun = |it: &&Located<'_, Count>| it.fact.lemma == count.fact.lemma;
    let same_phrase =
        |it: &&Located<'_, Count>| same_noun(it) && noun(it).eq_ignore_ascii_case(noun(count));
    // “22 new vehicles” is not compared with “the first 5 vehicles” where the text has new ones too.
    let by_phrase = noun(count).contains(' ') && text.iter().any(|it| same_phrase(&it));
    let mut others =
        text.iter().filter(|it| if by_phrase { same_phrase(it) } else { same_noun(it) });
    let Some(other) = others.next() else {
        return;
    };
    // Of two numbers in the text the headline may give the sum.
    let alone = others.all(|it| it.fact.value == other.fact.value);
    if count.fact.value < 2 || !alone || agree(count.fact, other.fact) {
        return;
    }
    let stated = draft
        .blocks()
        .iter()
        .any(|block| block.zone != Zone::Headline && states(block, count.fact.value));
    if !stated {
        report(draft, sink, "headline", count, other);
    }
}

/// Whether a block has that number, of whatever it may be.
fn states(block: &Block, value: u64) -> bool {
    let words = &*block.words;
    let begins = |it: &Token| {
        it.kind == TokenKind::Number || it.kind == TokenKind::Word && it.is(Class::NUMBER_WORD)
    };
    words.tokens.iter().enumerate().any(|(at, token)| {
        begins(token) && number::read(words, at).is_some_and(|it| it.value == value)
    })
}

/// Whether two numbers can be one, each as exact as it says.
fn agree(one: &Count, other: &Count) -> bool {
    let (a, b) = (one.value, other.value);
    let fits = |about: &Count, exact: u64| match about.approximation {
        None => about.value == exact,
        Some(Approximation::AtLeast) => exact >= about.value,
        Some(Approximation::AtMost) => exact <= about.value,
        Some(Approximation::About) => about.value.abs_diff(exact) <= about.value / 10,
    };
    // A round number stands for one near it.
    let rounded = |round: u64, exact: u64| {
        round.is_multiple_of(10) && round.abs_diff(exact) <= round.max(100) / 10
    };
    a == b || fits(one, b) || fits(other, a) || rounded(a, b) || rounded(b, a)
}

/// Whether two numbers are given for one quantity: the same noun phrase of several words, in the
/// same company, and numbers that look alike.
fn contradict(
    one: &Located<'_, Count>,
    other: &Located<'_, Count>,
    release_year: Option<u64>,
) -> bool {
    let (a, b) = (one.fact, other.fact);
    // A caption says again what the text says; the items of a list each say something else.
    let zones = [one.zone(), other.zone()];
    let restates = zones.contains(&Zone::Caption) || zones.contains(&Zone::SubHeadline);
    zones != [Zone::ListItem; 2]
        && a.lemma == b.lemma
        && a.value != b.value
        && (a.value.min(b.value) >= TELLING || a.value.min(b.value) >= SMALLEST && restates)
        && a.approximation.is_none()
        && b.approximation.is_none()
        && ![a.cue, b.cue].contains(&Cue::Only)
        && one.block_index != other.block_index
        && noun(one).eq_ignore_ascii_case(noun(other))
        && noun(one).contains(' ')
        && look_alike(a.value, b.value)
        && !tells_of_change(one, release_year)
        && !tells_of_change(other, release_year)
}

fn noun<'a>(count: &Located<'a, Count>) -> &'a str {
    count.block.text().get(count.fact.noun.range()).unwrap_or_default()
}

/// “142” and “144”, “630” and “603”: one figure differs, or two have changed places.
fn look_alike(one: u64, other: u64) -> bool {
    let (one, other) = (one.to_string(), other.to_string());
    if one.len() != other.len() {
        return false;
    }
    let differing: Vec<usize> =
        (0..one.len()).filter(|&it| one.as_bytes()[it] != other.as_bytes()[it]).collect();
    match differing[..] {
        [at] => at > 0,
        [first, second] => {
            second == first + 1
                && one.as_bytes()[first] == other.as_bytes()[second]
                && one.as_bytes()[second] == other.as_bytes()[first]
        }
        _ => false,
    }
}

/// Whether the sentence compares, adds or speaks of another year: then there are two quantities.
fn tells_of_change(count: &Located<'_, Count>, release_year: Option<u64>) -> bool {
    const WORDS: [&str; 18] = [
        "compared",
        "previously",
        "earlier",
        "previous",
        "more",
        "fewer",
        "another",
        "additional",
        "further",
        "registered",
        "invited",
        "expected",
        "increase",
        "decrease",
        "increased",
        "last",
        "next",
        "past",
    ];
    let words = &*count.block.words;
    let Some(sentence) = words.sentence_at(count.fact.span.start) else {
        return false;
    };
    // “142 of the 144 police chiefs”
    let first = words.token_from(count.fact.span.start);
    let is_of = |back: usize| first.checked_sub(back).is_some_and(|it| words.is_word(it, &["of"]));
    let parted = count.fact.cue != Cue::TotalOf && is_of(1)
        || is_of(2) && words.is_word(first - 1, &["the", "its", "our", "these"]);
    parted
        || (sentence.first as usize..sentence.end as usize).any(|at| {
            let token = &words.tokens[at];
            let year = || words.text_of(token).parse().ok();
            let other_year = token.kind == TokenKind::Number
                && token.span().len() == 4
                && (release_year.is_none() || year() != release_year);
            other_year || words.is_word(at, &WORDS)
        })
}
