//! `impossible-date`: dates and times of day that no calendar and no clock shows.

use jiff::civil::Date;

use crate::draft::{Class, TokenKind};
use crate::facts::dates::{DateForm, DateMention, PartialDate, month_name};
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "impossible-date",
    asks: Asks::Blocks,
    build: |_: &Options| Box::new(ImpossibleDate),
};

struct ImpossibleDate;

impl Rule for ImpossibleDate {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        for mention in block.facts.dates.all() {
            if mention.date.is_impossible() && !is_numbered(block, mention) {
                let message = message(block, mention);
                sink.report(mention.span, message);
            }
        }
        for (at, token) in block.facts.figures.iter().filter_map(|&it| {
            let at = it as usize;
            Some((at, block.tokens().get(at)?))
        }) {
            if token.kind == TokenKind::Number && is_impossible_time(block, at) {
                let text = block.text_of(token);
                sink.report(token.span(), format!("“{text}” is no time of day"));
            }
        }
    }
}

/// “Chapter 31 April brings …”: without a year and a weekday, figures after a name are a number.
fn is_numbered(block: &BlockContext<'_>, mention: &DateMention) -> bool {
    let first = block.tokens().partition_point(|it| it.span().start < mention.span.start);
    let before = first.checked_sub(1).and_then(|it| block.tokens().get(it));
    mention.form == DateForm::DayMonth
        && mention.date.year.is_none()
        && mention.weekday.is_none()
        && before.is_some_and(|it| it.is_capitalised_word() && !it.is(Class::FUNCTION))
}

fn message(block: &BlockContext<'_>, mention: &DateMention) -> String {
    let shown = crate::text::one_line(&block.text()[mention.span.range()]);
    let date = mention.date;
    let Some(name) = date.month.and_then(month_name) else {
        return format!("“{shown}”: there is no month {}", date.month.unwrap_or_default());
    };
    let first = PartialDate { year: date.year.or(Some(2000)), day: Some(1), ..date };
    let days = first.full().map_or(0, Date::days_in_month);
    match date.year {
        Some(year) if date.month == Some(2) => {
            format!("“{shown}”: February {year} has {days} days")
        }
        _ => format!("“{shown}”: {name} has {days} days"),
    }
}

/// “at 25:00”, “12:75 p.m.”. Figures with a colon are also scores, ratios and verses, so that a
/// word has to say that they are a time.
fn is_impossible_time(block: &BlockContext<'_>, at: usize) -> bool {
    let tokens = block.tokens();
    let text = tokens.get(at).map_or("", |it| block.text_of(it));
    let Some(colon) = text.bytes().position(|it| it == b':') else {
        return false;
    };
    let (hour, minute) = (&text[..colon], &text[colon + 1..]);
    let (Ok(hours), Ok(minutes)) = (hour.parse::<u8>(), minute.parse::<u8>()) else {
        return false;
    };
    if minute.len() != 2 || hours > 29 {
        return false;
    }
    let is = |index: Option<usize>, words: &[&str]| {
        index.and_then(|it| tokens.get(it)).is_some_and(|it| {
            let word = block.text_of(it);
            words.iter().any(|it| it.eq_ignore_ascii_case(word))
        })
    };
    let said = is(at.checked_sub(1), &["at"])
        || is(
            Some(at + 1),
            &["am", "pm", "a.m", "p.m", "GMT", "UTC", "CET", "CEST", "BST", "EST", "EDT", "hours"],
        );
    said && (minutes > 59 || hours > 24 || (hours == 24 && minutes > 0))
}
