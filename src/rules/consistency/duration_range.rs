//! `duration-range`: “three-day” is as long as the dates beside it.

use jiff::civil::Date;

use crate::draft::{Class, Shape, Token, TokenKind};
use crate::facts::dates::DateRange;
use crate::facts::durations::{DurationMention, TimeUnit};
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "duration-range",
    asks: Asks::Blocks,
    build: |_: &Options| Box::new(DurationRange),
};

struct DurationRange;

/// A duration and dates that stand further apart are strangers, in bytes.
const NEAR: usize = 100;

/// So many days are a period rather than an event.
const LONG_PERIOD: i64 = 14;

impl Rule for DurationRange {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        let ranges = &block.facts.dates.ranges;
        if ranges.is_empty() {
            return;
        }
        for duration in &block.facts.durations {
            for range in ranges {
                let Some(pair) = Pair::of(block, duration, range) else { continue };
                let Some(length) = pair.conflict() else { continue };
                let shown = crate::text::one_line(&block.text()[duration.span.range()]);
                let dates = crate::text::one_line(&block.text()[range.span.range()]);
                let unit = length.unit.name(length.count.unsigned_abs());
                let message = format!("“{shown}”, but “{dates}” is {} {unit}", length.count);
                sink.report(duration.span, message)
                    .related(range.span, format!("{} {unit}, both ends counted", length.count))
                    .help("correct the duration or the dates");
            }
        }
    }
}

/// A duration with the range that is its.
struct Pair<'a> {
    duration: &'a DurationMention,
    range: &'a DateRange,
    /// The event may be shorter than the dates: “within”, a festival with days of rest.
    may_be_shorter: bool,
    /// The dates stand in a bracket directly behind the event.
    is_beside: bool,
}

/// How long the dates are.
struct Length {
    count: i64,
    unit: TimeUnit,
}

impl<'a> Pair<'a> {
    fn of(
        block: &BlockContext<'_>,
        duration: &'a DurationMention,
        range: &'a DateRange,
    ) -> Option<Self> {
        let (first, last) = if duration.span.end <= range.span.start {
            (duration.span, range.span)
        } else {
            (range.span, duration.span)
        };
        if last.start.checked_sub(first.end)? > NEAR
            || !in_one_sentence(block, first.start, last.end)
        {
            return None;
        }
        let between = tokens_between(block.tokens(), first.end, last.start);
        if duration.span.start > range.span.start {
            // “The 14-16 May three-day fair”, “From 14 to 16 May, the three-day fair …”.
            let belongs = between.iter().all(|it| {
                it.is(Class::ARTICLE)
                    || matches!(it.kind, TokenKind::Comma | TokenKind::CloseBracket)
                    || block.text_of(it).eq_ignore_ascii_case("this")
            });
            return belongs.then_some(Self {
                duration,
                range,
                may_be_shorter: true,
                is_beside: false,
            });
        }
        let reading = Reading::of(block, between)?;
        let may_be_shorter = reading.may_be_shorter || range.after_between;
        Some(Self { duration, range, may_be_shorter, is_beside: reading.is_beside })
    }

    /// How long the dates are, if that contradicts the duration.
    fn conflict(&self) -> Option<Length> {
        let stated = i64::try_from(self.duration.count).ok()?;
        let (length, fits) = self.compare(stated)?;
        // What fits into the dates with room to spare may have days of rest.
        // A day of rest is rarer than a slip of a day where the dates stand beside the event.
        let slip = self.is_beside && length.count == stated + 1;
        let spare = self.may_be_shorter && stated < length.count && !slip;
        (!fits && !spare).then_some(length)
    }

    /// The length of the dates in the unit of the duration, and whether the duration fits.
    fn compare(&self, stated: i64) -> Option<(Length, bool)> {
        let unit = self.duration.unit;
        let length = |count: i64| Length { count, unit };
        match unit {
            TimeUnit::Day => {
                let days = days_of(self.range)?;
                // A long period runs “from 1 to 15 May” as often as up to the 15th.
                let period = stated >= LONG_PERIOD && days == stated + 1;
                Some((length(days), days == stated || period))
            }
            TimeUnit::Week => {
                let days = days_of(self.range)?;
                // From a Monday to a Friday is a week too.
                let fits = (stated * 7 - 2..=stated * 7 + 1).contains(&days);
                Some((Length { count: days, unit: TimeUnit::Day }, fits))
            }
            TimeUnit::Month if self.range.is_of_months() => {
                let months = months_of(self.range)?;
                // “June to December” may mean up to December.
                Some((length(months), months == stated || months == stated + 1))
            }
            TimeUnit::Month => {
                let days = days_of(self.range)?;
                let fits = (days * 10 - stated * 304).abs() <= 160;
                Some((Length { count: days, unit: TimeUnit::Day }, fits))
            }
            TimeUnit::Year if self.range.is_of_years() => {
                let years = i64::from(self.range.end.date.year?)
                    - i64::from(self.range.start.date.year?)
                    + 1;
                // “a three-year plan (2014-2017)” counts from some day of the one year to some day
                // of the other.
                Some((length(years), years == stated || years == stated + 1))
            }
            // Nights are counted in more than one way.
            TimeUnit::Night | TimeUnit::Year => None,
        }
        .filter(|(length, _)| length.count > 0)
    }
}

/// Both ends counted.
fn days_of(range: &DateRange) -> Option<i64> {
    let (start, end): (Date, Date) = range.is_of_days().then(|| range.days()).flatten()?;
    let days = end.since(start).ok()?.get_days();
    Some(i64::from(days) + 1)
}

/// Both ends counted.
fn months_of(range: &DateRange) -> Option<i64> {
    let (start, end) = (range.start.date, range.end.date);
    let years = match (start.year, end.year) {
        (Some(start), Some(end)) => i64::from(end) - i64::from(start),
        _ => i64::from(start.month > end.month),
    };
    Some(years * 12 + i64::from(end.month?) - i64::from(start.month?) + 1)
}

fn in_one_sentence(block: &BlockContext<'_>, start: usize, end: usize) -> bool {
    block.sentences().iter().any(|it| it.span.start <= start && end <= it.span.end)
}

fn tokens_between(tokens: &[Token], start: usize, end: usize) -> &[Token] {
    let first = tokens.partition_point(|it| (it.start as usize) < start);
    let last = tokens.partition_point(|it| (it.start as usize) < end);
    tokens.get(first..last).unwrap_or_default()
}

/// What stands between a duration and the dates after it, if they belong together: a noun, a
/// place, a verb of being held.
struct Reading {
    may_be_shorter: bool,
    /// Only the bracket of the dates stands between the noun and them.
    is_beside: bool,
}

/// Longest noun after a duration, in words: “ten-day national policing conference”.
const LONGEST_NOUN: usize = 7;
/// What joins an event to its place and its dates.
const JOINTS: &[&str] = &[
    "in",
    "at",
    "on",
    "from",
    "of",
    "was",
    "is",
    "are",
    "will",
    "be",
    "held",
    "takes",
    "take",
    "taking",
    "took",
    "place",
    "runs",
    "running",
    "ran",
    "run",
    "scheduled",
    "set",
    "here",
    "which",
    "that",
    "to",
    "the",
];
/// What the event need not fill.
const WITHIN: &[&str] = &["within", "during", "between", "over", "through"];
/// What has days of rest, or happens several times.
const WITH_PAUSES: &[&str] = &[
    "festival",
    "series",
    "tour",
    "season",
    "league",
    "tournament",
    "championship",
    "course",
    "campaign",
    "roadshow",
    "programme",
    "program",
    "exhibition",
    "fair",
    "camp",
    "challenge",
    "carnival",
    "celebration",
    "training",
];

impl Reading {
    fn of(block: &BlockContext<'_>, between: &[Token]) -> Option<Self> {
        let word = |it: &Token| block.text_of(it).to_lowercase();
        let is_joint = |it: &Token| JOINTS.contains(&word(it).as_str());
        let is_within = |it: &Token| WITHIN.contains(&word(it).as_str());
        // The noun phrase ends at the first joint, comma or bracket.
        let noun_end = between
            .iter()
            .position(|it| {
                is_joint(it)
                    || is_within(it)
                    || matches!(it.kind, TokenKind::Comma | TokenKind::OpenBracket)
            })
            .unwrap_or(between.len());
        let (noun, rest) = between.split_at(noun_end);
        if noun.len() > LONGEST_NOUN || !noun.iter().all(is_noun_part) {
            return None;
        }
        let mut may_be_shorter = noun.iter().any(|it| WITH_PAUSES.contains(&word(it).as_str()));
        if let Some(head) = noun.last() {
            // “two-day workshops from 3 to 20 May” are several.
            let head = word(head);
            let plural = head.ends_with('s') && !head.ends_with("ss") && !head.ends_with("us");
            may_be_shorter |= plural;
        }
        let bracketed = rest.last().is_some_and(|it| it.kind == TokenKind::OpenBracket);
        for token in rest {
            let fits = match token.kind {
                TokenKind::Comma | TokenKind::OpenBracket => true,
                TokenKind::Stop => token.has(Shape::ABBREVIATION),
                // A name; the dates in a bracket after “of the World Fair” are that fair's.
                TokenKind::Word if token.has(Shape::CAPITAL) => true,
                TokenKind::Word if is_within(token) => {
                    may_be_shorter = true;
                    true
                }
                TokenKind::Word => is_joint(token),
                _ => false,
            };
            let strange = bracketed && token.kind == TokenKind::Word && {
                let word = word(token);
                ["the", "to", "of", "which", "that"].contains(&word.as_str())
            };
            if !fits || strange {
                return None;
            }
        }
        Some(Self { may_be_shorter, is_beside: bracketed && rest.len() == 1 })
    }
}

/// Adjectives, nouns and names: “national policing conference”.
fn is_noun_part(token: &Token) -> bool {
    match token.kind {
        TokenKind::Word => {
            !token.is(Class::FUNCTION | Class::TIME_UNIT | Class::SPEECH)
                || token.is(Class::ORGANISATION)
        }
        TokenKind::Code | TokenKind::Hyphen | TokenKind::Slash => true,
        _ => false,
    }
}
