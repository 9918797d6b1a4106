//! `tense-date`: “will be held” with a date to come, “was held” with one that is past.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::draft::{Block, BlockText, Class, Shape, Token, TokenKind};
use crate::facts::Lists;
use crate::facts::dates::{DateForm, DateMention, DateRange, PartialDate};
use crate::facts::release_date::{ReleaseDate, written};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "tense-date", asks: Asks::Draft, build: |_: &Options| Box::new(TenseDate) };

struct TenseDate;

/// A date without its year is compared only so near the release, in days: further on, another year
/// may be meant.
const NEAR_DAYS: i32 = 45;
/// What is further from the release than this, in days, is history or a far plan, of which texts
/// speak in other ways.
const FAR_DAYS: i32 = 400;
/// How many words may stand between a verb and its date.
const REACH: usize = 14;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tense {
    Future,
    Past,
}

/// A time that a verb speaks of.
struct Time {
    /// Where it stands in the block.
    span: Span,
    first: Date,
    last: Date,
    /// Whether its year is that of the release.
    yearless: bool,
}

impl Rule for TenseDate {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let Some(release) = draft.facts.release_date() else {
            return;
        };
        let zones = sink.zones();
        let dated = Lists::DATES | Lists::RELATIVE_DATES;
        for (_, block, facts) in draft.facts.blocks_with(draft.draft, dated) {
            if !zones.contains(block.zone) {
                continue;
            }
            let single = facts.dates.single.iter().filter_map(|it| of_date(draft, block, it));
            let ranges = facts.dates.ranges.iter().filter_map(|it| of_range(draft, block, it));
            let relative = facts.relative_dates.iter().filter_map(|it| {
                // “will review last month’s decision”
                if block.text()[it.span.range()].ends_with(['s', 'S']) {
                    return None;
                }
                let (first, last) = draft.facts.resolve_relative(it.date)?;
                Some(Time { span: it.span, first, last, yearless: false })
            });
            for time in single.chain(ranges).chain(relative) {
                check(draft, sink, block, &time, release);
            }
        }
    }
}

fn of_date(draft: &DraftContext<'_>, block: &Block, mention: &DateMention) -> Option<Time> {
    let (first, last) = if mention.form == DateForm::Month {
        let month = Date::new(mention.date.year?, mention.date.month?, 1).ok()?;
        (month, month.last_of_month())
    } else {
        let day = resolve(draft, block, mention.date)?;
        (day, day)
    };
    Some(Time { span: mention.span, first, last, yearless: mention.date.year.is_none() })
}

fn of_range(draft: &DraftContext<'_>, block: &Block, range: &DateRange) -> Option<Time> {
    if !range.is_of_days() {
        return None;
    }
    let first = resolve(draft, block, range.start.date)?;
    let last = resolve(draft, block, range.end.date)?;
    let yearless = range.end.date.year.is_none();
    (first <= last).then_some(Time { span: range.span, first, last, yearless })
}

/// The day that is meant; `None` if the paragraph speaks of other years too.
fn resolve(draft: &DraftContext<'_>, block: &Block, date: PartialDate) -> Option<Date> {
    let day = draft.facts.resolve(date)?;
    if date.year.is_some() {
        return Some(day);
    }
    let other_year = block.tokens().iter().any(|it| {
        it.kind == TokenKind::Number
            && it.span().len() == 4
            && block
                .words
                .text_of(it)
                .parse()
                .is_ok_and(|it: i16| (1800..2100).contains(&it) && it != day.year())
    });
    (!other_year).then_some(day)
}

fn check(
    draft: &DraftContext<'_>,
    sink: &mut Sink<'_>,
    block: &Block,
    time: &Time,
    release: &ReleaseDate,
) {
    let farthest = if time.yearless { NEAR_DAYS } else { FAR_DAYS };
    // A day lies between one place and another.
    let Ok(before) = release.date.checked_sub(1.day()) else { return };
    let Ok(after) = release.date.checked_add(1.day()) else { return };
    let gap = |from: Date, to: Date| to.since(from).map_or(i32::MAX, |it| it.get_days());
    let wrong = if time.last < before && gap(time.last, release.date) <= farthest {
        Tense::Future
    } else if time.first > after && gap(release.date, time.first) <= farthest {
        Tense::Past
    } else {
        return;
    };
    let Some((tense, verb)) = verb_before(&block.words, time.span) else {
        return;
    };
    let span = block.to_draft(verb.join(time.span));
    if tense != wrong || draft.zone_at(span.start) != block.zone {
        return;
    }
    let month_first = draft.facts.writes_month_first();
    let (day, side) = match tense {
        Tense::Future => (time.last, "before"),
        Tense::Past => (time.first, "after"),
    };
    let shown = crate::text::one_line(draft.text_at(block.to_draft(verb)));
    let message = format!(
        "“{shown}”, but {} is {side} the release date, {}",
        written(day, month_first),
        written(release.date, month_first)
    );
    let finding = sink.report(span, message);
    finding.help(match tense {
        Tense::Future => "put the verb into the past, or correct one of the dates",
        Tense::Past => "put the verb into the future, or correct one of the dates",
    });
    if let Some(place) = release.span {
        finding.related(place, "the release date");
    }
}

/// The verb whose time the words at `time` say, with its tense, if both are plain to see.
fn verb_before(words: &BlockText, time: Span) -> Option<(Tense, Span)> {
    let first = words.token_from(time.start);
    let mut at = first;
    // The last participle that was passed, on the way back.
    let mut participle: Option<usize> = None;
    while at > 0 && first - at < REACH {
        at -= 1;
        let token = words.tokens.get(at)?;
        match token.kind {
            TokenKind::Word => {}
            TokenKind::Number | TokenKind::Ordinal | TokenKind::Code => continue,
            TokenKind::Comma | TokenKind::OpenBracket if at + 1 == first => continue,
            // “in Oslo, Norway, on”
            TokenKind::Comma => {
                let back = at.checked_sub(1).and_then(|it| words.tokens.get(it));
                if !back.is_some_and(Token::is_capitalised_word) {
                    return None;
                }
                continue;
            }
            TokenKind::Stop if token.has(Shape::ABBREVIATION) => continue,
            TokenKind::Hyphen if !token.has(Shape::SPACE_BEFORE) => continue,
            _ => return None,
        }
        if words.is_word(at, &["will", "shall"]) {
            return future(words, at, participle);
        }
        if words.is_word(at, &["was", "were"]) {
            let held = participle.filter(|it| *it <= at + 2)?;
            return is_event_participle(words, held)
                .then(|| (Tense::Past, token.span().join(words.tokens[held].span())));
        }
        if words.is_word(at, &["took"]) && words.is_word(at + 1, &["place"]) {
            return Some((Tense::Past, token.span().join(words.tokens[at + 1].span())));
        }
        if words.is_word(at, &["be"]) {
            continue;
        }
        if ends_reading(words, at, first) {
            return None;
        }
        let text = words.text_of(token);
        let is_participle = !token.has(Shape::CAPITAL)
            && (text.len() > 4 && text.ends_with("ed") || is_event_participle(words, at));
        if is_participle {
            // “will open the quay damaged on 5 May”: the date may go with the nearer one.
            if participle.is_some() {
                return None;
            }
            participle = Some(at);
        }
    }
    None
}

/// “will meet”, “will be held”: the participle must stand in the verb itself.
fn future(words: &BlockText, at: usize, participle: Option<usize>) -> Option<(Tense, Span)> {
    let adverb = |it: usize| {
        usize::from(
            words.is_word(it, &["now", "also", "then", "again", "not", "officially", "formally"]),
        )
    };
    let mut next = at + 1;
    next += adverb(next);
    if words.is_word(next, &["have", "not", "remember", "recall", "mark", "commemorate"]) {
        return None;
    }
    if words.is_word(next, &["be"]) {
        next += 1;
        next += adverb(next);
    }
    if participle.is_some_and(|it| it != next) {
        return None;
    }
    let last = words
        .tokens
        .get(next)
        .filter(|it| it.kind == TokenKind::Word && !it.is(Class::FUNCTION))?;
    let place = words.tokens.get(next + 1).filter(|_| words.is_word(next + 1, &["place"]));
    let last = place.unwrap_or(last);
    Some((Tense::Future, words.tokens[at].span().join(last.span())))
}

/// Whether the word at token `at` leaves open which verb the date goes with, or takes the date for
/// itself.
fn ends_reading(words: &BlockText, at: usize, first: usize) -> bool {
    let token = &words.tokens[at];
    let directly = at + 1 == first;
    let other_clause = [
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "where",
        "when",
        "while",
        "if",
        "as",
        "because",
        "since",
        "after",
        "before",
        "until",
        "till",
        "by",
        "dated",
        "following",
        "and",
        "but",
        "or",
        "than",
        "through",
        "due",
        "starting",
    ];
    token.is(Class::AUXILIARY | Class::SPEECH)
        || words.is_word(at, &other_clause)
        || directly && words.is_word(at, &["of", "the", "to", "for", "its", "s"])
}

/// What is done to an event on its day.
fn is_event_participle(words: &BlockText, at: usize) -> bool {
    words.is_word(
        at,
        &[
            "held",
            "opened",
            "launched",
            "inaugurated",
            "signed",
            "organised",
            "organized",
            "hosted",
            "celebrated",
            "presented",
            "unveiled",
            "arrested",
            "adopted",
            "elected",
            "attended",
            "published",
            "released",
            "concluded",
            "awarded",
        ],
    )
}
