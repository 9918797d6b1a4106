//! `case-variant`: a common noun with a capital here and without one there.

use rustc_hash::FxHashMap;

use crate::dictionary;
use crate::draft::{Block, Class, Shape, Token, TokenKind, Zone, ZoneSet};
use crate::facts::{Lists, SignKind};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink, kept_form};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "case-variant", asks: Asks::Draft, build: |_: &Options| Box::new(CaseVariant) };

struct CaseVariant;

/// How many words are looked for. A text with more of them is no release, and must not take long all
/// the same.
const MOST_WORDS: usize = 100;

/// What stands before “of” where things are counted: “a number of resolutions”.
const AMOUNTS: [&str; 16] = [
    "number",
    "range",
    "series",
    "variety",
    "majority",
    "handful",
    "couple",
    "set",
    "package",
    "dozens",
    "hundreds",
    "thousands",
    "many",
    "most",
    "some",
    "several",
];

/// What stands before things of which there are several.
const QUANTIFIERS: [&str; 12] = [
    "several", "many", "few", "various", "numerous", "these", "those", "such", "other", "some",
    "all", "both",
];

impl Rule for CaseVariant {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let zones = sink.zones();
        hold_after_colons(draft, zones, sink);
        let mut candidates = draft
            .facts
            .all(draft.draft, Lists::SIGNS, |block| &block.signs)
            .filter(|it| it.fact.kind == SignKind::CapitalNoun)
            .filter(|it| is_counted(it.block, it.fact.at()))
            .filter(|it| {
                it.block.tokens().get(it.fact.at()).is_some_and(|token| {
                    zones.contains(draft.zone_at(it.to_draft(token.span()).start))
                })
            })
            .peekable();
        if candidates.peek().is_none() {
            return;
        }
        let mut places: FxHashMap<String, Option<Span>> = FxHashMap::default();
        for it in candidates {
            let Some(token) = it.block.tokens().get(it.fact.at()) else { continue };
            let span = it.to_draft(token.stem_span());
            let word = draft.text_at(span);
            if places.len() == MOST_WORDS {
                return;
            }
            let small = word.to_lowercase();
            let place = places.entry(small).or_insert_with_key(|small| find_small(draft, small));
            let Some(other) = *place else { continue };
            let found = draft.text_at(other);
            let message = format!("“{word}” here, but “{found}” elsewhere in this draft");
            let edits = vec![Edit::replace(span, word.to_lowercase())];
            sink.report(span, message)
                .related(other, format!("“{found}” stands here"))
                .fix(Fix::by_hand("Write it small", edits));
        }
    }
}

/// “One thing is clear: The quay stays” beside “the reason is simple: it is new”.
fn hold_after_colons(draft: &DraftContext<'_>, zones: ZoneSet, sink: &mut Sink<'_>) {
    let places: Vec<(bool, Span)> = draft
        .facts
        .all(draft.draft, Lists::SIGNS, |block| &block.signs)
        .filter_map(|it| {
            let SignKind::AfterColon { capital } = it.fact.kind else { return None };
            let token = it.block.tokens().get(it.fact.at())?;
            let span = it.to_draft(token.stem_span());
            zones.contains(draft.zone_at(span.start)).then_some((capital, span))
        })
        .collect();
    let Some(kept) = kept_form(places.iter().map(|(capital, _)| *capital)) else { return };
    for (capital, span) in &places {
        if *capital != kept {
            let word = draft.text_at(*span);
            let form = if kept { "a capital" } else { "a small letter" };
            let message =
                format!("“{word}” after a colon; elsewhere in this draft {form} stands there");
            sink.report_case("after-colon", *span, message);
        }
    }
}

/// Whether the words before show that it is a common noun: one of many things.
fn is_counted(block: &Block, at: usize) -> bool {
    let tokens = block.tokens();
    let text = |token: &Token| block.words.text_of(token);
    let is_one_of =
        |token: &Token, list: &[&str]| list.iter().any(|it| it.eq_ignore_ascii_case(text(token)));
    let (Some(word), Some(before)) =
        (tokens.get(at), at.checked_sub(1).and_then(|it| tokens.get(it)))
    else {
        return false;
    };
    if !word.has(Shape::SPACE_BEFORE)
        || is_in_title_case(block, at)
        || word.is(Class::TIME_UNIT
            | Class::GIVEN_NAME
            | Class::WEEKDAY
            | Class::MONTH
            | Class::DIRECTION
            | Class::TITLE)
    {
        return false;
    }
    if is_one_of(before, &["a", "an"]) {
        return dictionary::is_word(text(word));
    }
    let plural = text(word).ends_with('s') && !text(word).ends_with("ss");
    let of_many = text(before) == "of"
        && at
            .checked_sub(2)
            .and_then(|it| tokens.get(it))
            .is_some_and(|it| is_one_of(it, &AMOUNTS));
    plural
        && (of_many
            || is_one_of(before, &QUANTIFIERS)
            || before.kind == TokenKind::Number && !is_year(text(before))
            || before.is(Class::NUMBER_WORD))
        && dictionary::is_word(text(word))
}

/// Whether most words around have capitals: then they say nothing.
fn is_in_title_case(block: &Block, at: usize) -> bool {
    let tokens = block.tokens();
    let around = at.saturating_sub(AROUND)..tokens.len().min(at + AROUND);
    let (mut capitals, mut small) = (0, 0);
    for token in tokens.get(around).unwrap_or_default() {
        if token.kind == TokenKind::Word && !token.is(Class::FUNCTION) {
            if token.has(Shape::CAPITAL) {
                capitals += 1;
            } else {
                small += 1;
            }
        }
    }
    capitals >= small
}

/// How many tokens to each side show the case of a line.
const AROUND: usize = 16;

/// “the 2014 Games” are named by their year.
fn is_year(number: &str) -> bool {
    number.len() == 4 && (number.starts_with("19") || number.starts_with("20"))
}

/// Where the word stands in small letters, in the singular or the plural, in the draft's own text.
fn find_small(draft: &DraftContext<'_>, word: &str) -> Option<Span> {
    let stem = word.strip_suffix('s').unwrap_or(word);
    let finder = memchr::memmem::Finder::new(stem);
    draft.blocks().iter().find_map(|block| {
        if !matches!(block.zone, Zone::Lead | Zone::Body | Zone::ListItem | Zone::Caption) {
            return None;
        }
        finder.find_iter(block.text().as_bytes()).find_map(|at| {
            let index = block.tokens().binary_search_by_key(&(at as u32), |it| it.start).ok()?;
            let token = block.tokens().get(index)?;
            let found = block.words.text.get(token.stem_span().range())?;
            let tail = found.strip_prefix(stem)?;
            let alone = block.tokens().get(index + 1).is_none_or(|it| it.kind != TokenKind::Hyphen);
            let span = block.to_draft(token.stem_span());
            let own = draft.zone_at(span.start) != Zone::Quotation;
            (token.kind == TokenKind::Word && matches!(tail, "" | "s") && alone && own)
                .then_some(span)
        })
    })
}
