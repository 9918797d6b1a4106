//! `compound-hyphen`: “four-day conference”, “21st-century crime”, and none after an adverb in -ly.

use rustc_hash::FxHashMap;

use crate::draft::{Class, Shape, Token, TokenKind, Zone};
use crate::facts::durations::{DurationForm, TimeUnit};
use crate::facts::{Lists, SignKind};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, BlockContext, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "compound-hyphen",
    asks: Asks::Both,
    build: |_: &Options| Box::new(CompoundHyphen),
};

struct CompoundHyphen;

/// Words in -ly that are no adverbs: nouns, verbs, and adjectives, which take the hyphen.
const NO_ADVERBS: [&str; 64] = [
    "early",
    "only",
    "family",
    "daily",
    "weekly",
    "monthly",
    "yearly",
    "hourly",
    "nightly",
    "quarterly",
    "fortnightly",
    "friendly",
    "costly",
    "deadly",
    "elderly",
    "kindly",
    "likely",
    "unlikely",
    "lively",
    "lonely",
    "lovely",
    "lowly",
    "orderly",
    "disorderly",
    "scholarly",
    "timely",
    "untimely",
    "ugly",
    "silly",
    "holy",
    "hilly",
    "curly",
    "oily",
    "jolly",
    "bodily",
    "worldly",
    "heavenly",
    "earthly",
    "cowardly",
    "motherly",
    "fatherly",
    "brotherly",
    "sisterly",
    "leisurely",
    "assembly",
    "supply",
    "reply",
    "apply",
    "comply",
    "rely",
    "imply",
    "multiply",
    "fly",
    "ally",
    "rally",
    "tally",
    "bully",
    "belly",
    "jelly",
    "anomaly",
    "monopoly",
    "july",
    "italy",
    "butterfly",
];

/// Participles that end in neither -ed nor -ing.
const PARTICIPLES: [&str; 20] = [
    "known", "built", "born", "made", "held", "run", "sold", "written", "chosen", "grown", "drawn",
    "paid", "taught", "led", "set", "spent", "won", "woven", "spoken", "worn",
];

impl Rule for CompoundHyphen {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        for sign in &block.facts.signs {
            match sign.kind {
                SignKind::AdverbHyphen => check_adverb(block, sign.at(), sink),
                SignKind::Measure | SignKind::Century => check_measure(block, sign.at(), sink),
                _ => {}
            }
        }
    }

    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        // Where each duration stands first in words and in figures.
        let mut first: FxHashMap<(u64, TimeUnit), [Option<Span>; 2]> = FxHashMap::default();
        for it in draft.facts.all(draft.draft, Lists::DURATIONS, |block| &block.durations) {
            let zone = it.zone_at(it.fact.span.start);
            if it.fact.form != DurationForm::Adjective || zone == Zone::Quotation {
                continue;
            }
            let span = it.to_draft(it.fact.span);
            let text = draft.text_at(span);
            let form = usize::from(text.starts_with(|it: char| it.is_ascii_digit()));
            let places = first.entry((it.fact.count, it.fact.unit)).or_default();
            places[form].get_or_insert(span);
            if let Some(there) = places[1 - form] {
                let other = draft.text_at(there);
                sink.report(span, format!("“{text}” here, but “{other}” elsewhere"))
                    .related(there, format!("“{other}” stands here"));
            }
        }
    }
}

/// “newly-opened quay”.
fn check_adverb(block: &BlockContext<'_>, hyphen: usize, sink: &mut Sink<'_>) {
    let tokens = block.tokens();
    let Some([adverb, mark, word]) = hyphen.checked_sub(1).and_then(|it| tokens.get(it..it + 3))
    else {
        return;
    };
    let (left, right) = (block.text_of(adverb), block.text_of(word));
    let participle =
        right.ends_with("ed") || right.ends_with("ing") || PARTICIPLES.contains(&right);
    // “not-so-newly-opened” is one word of many.
    let longer = |at: Option<usize>| {
        at.and_then(|it| tokens.get(it)).is_some_and(|it| it.kind == TokenKind::Hyphen)
    };
    if !participle
        || word.has(Shape::CAPITAL)
        || NO_ADVERBS.iter().any(|it| it.eq_ignore_ascii_case(left))
        || longer(hyphen.checked_sub(2)) && !adverb.has(Shape::SPACE_BEFORE)
        || longer(Some(hyphen + 2))
    {
        return;
    }
    let span = adverb.span().join(word.span());
    let message =
        format!("“{left}-{right}” needs no hyphen: “{left}” can only belong to “{right}”");
    let edits = vec![Edit::replace(mark.span(), " ")];
    sink.report(span, message).fix(Fix::by_hand("Write a space", edits));
}

/// “four day conference”, “21st century crime”.
fn check_measure(block: &BlockContext<'_>, unit: usize, sink: &mut Sink<'_>) {
    let tokens = block.tokens();
    let Some([number, word, noun]) = unit.checked_sub(1).and_then(|it| tokens.get(it..it + 3))
    else {
        return;
    };
    let before = unit.checked_sub(2).and_then(|it| tokens.get(it));
    let number_text = block.text_of(number);
    let is_century = block.text_of(word) == "century";
    // “one day conference” and “in the 21st century people” say something else as they stand.
    if matches!(number_text, "1" | "one" | "One")
        || is_century
            && before.is_none_or(|it| {
                it.is(Class::ARTICLE) && block.text_of(it).eq_ignore_ascii_case("the")
            })
        || before.is_some_and(|it| it.kind == TokenKind::Hyphen || is_number(it))
        || !is_noun(block, noun)
        // “42 member countries” are countries that are members.
        || block.text_of(word) == "member" && noun_is_plural(block, noun)
    {
        return;
    }
    let span = number.span().join(word.span());
    let (found, noun_text) = (&block.text()[span.range()], block.text_of(noun));
    let hyphenated = found.replace(' ', "-");
    let message = format!("“{found}” before “{noun_text}” is written “{hyphenated}”");
    let gap = Span::new(number.end as usize, word.start as usize);
    let mut edits = vec![Edit::replace(gap, "-")];
    if noun_text == "old" {
        edits.push(Edit::replace(Span::new(word.end as usize, noun.start as usize), "-"));
    }
    sink.report(span, message).fix(Fix::by_hand("Write a hyphen", edits));
}

fn noun_is_plural(block: &BlockContext<'_>, noun: &Token) -> bool {
    block.text_of(noun).ends_with('s')
}

fn is_number(token: &Token) -> bool {
    token.kind == TokenKind::Number || token.is(Class::NUMBER_WORD)
}

/// Whether the word can be the noun that is measured: “ago”, “later” and verbs are none.
fn is_noun(block: &BlockContext<'_>, token: &Token) -> bool {
    let word = block.text_of(token);
    !word.ends_with("ly")
        && !token.is(Class::SPEECH | Class::RELATIVE_DAY | Class::TOTALITY)
        && !NO_NOUNS.contains(&word)
}

const NO_NOUNS: [&str; 16] = [
    "ago", "later", "earlier", "each", "apart", "away", "long", "there", "then", "now", "also",
    "ahead", "early", "late", "straight", "running",
];
