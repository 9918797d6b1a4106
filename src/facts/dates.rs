//! Dates and ranges of dates, as far as the text states them.

mod apart;
mod figures;
mod range;
mod reader;

use std::fmt;

use jiff::civil::{Date, Weekday};

use crate::draft::{BlockText, Class, Shape, TokenKind};
use crate::text::Span;

pub use range::{DateRange, RangeMark};
use reader::Reader;

/// A date of which the text may leave something out, and which may not exist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The year.
    pub year: Option<i16>,
    /// The month, from 1; more than 12 where somebody wrote so.
    pub month: Option<i8>,
    /// The day of the month, from 1; more than the month has where somebody wrote so.
    pub day: Option<i8>,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateForm {
    /// “16 May 2013”, “16th May”.
    DayMonth,
    /// “May 16, 2013”, “Sept. 20”.
    MonthDay,
    /// “May 2013”; “May” where a range names nothing but months.
    Month,
    /// “2013-05-16”.
    Iso,
    /// “16/05/2013”, “16.05.2013”.
    DayFirstFigures,
    /// “05/16/2013”.
    MonthFirstFigures,
    /// “03/04/2013”: two readings; the date has a year only.
    AmbiguousFigures,
    /// “14” at the start of “14-16 May”.
    Day,
    /// “2014” and “16” in “2014-16”.
    Year,
}

/// The day of the week that stands with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekdayMention {
    /// Where it stands, in bytes from the start of the block.
    pub span: Span,
    /// Which day it names.
    pub weekday: Weekday,
}

/// A date in the text. Spans are bytes from the start of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// The whole date, its weekday included.
    pub span: Span,
    /// What it says; what another part of the same range says is filled in.
    pub date: PartialDate,
    /// How it is written.
    pub form: DateForm,
    /// The weekday beside it.
    pub weekday: Option<WeekdayMention>,
    /// The day's figures, with an ordinal's ending.
    pub day_span: Option<Span>,
    /// The month's name or figures.
    pub month_span: Option<Span>,
    /// The year's figures; `None` where the year is filled in from another part of the range.
    pub year_span: Option<Span>,
    /// Whether it is no words of the text: the name of a day, part of a name, or what stands behind a
    /// colon.
    pub set_apart: bool,
}

/// The dates of a block.
#[derive(Debug, Default)]
pub struct Dates {
    /// Dates that stand by themselves.
    pub single: Vec<DateMention>,
    /// Ranges.
    pub ranges: Vec<DateRange>,
}

impl PartialDate {
    /// A month and a day of no stated year.
    pub(crate) fn of_day(month: i8, day: i8) -> Self {
        Self { year: None, month: Some(month), day: Some(day) }
    }

    /// The date, if nothing is left out and it exists.
    pub fn full(self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// The date in that year, if month and day are stated and it exists.
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month?, self.day?).ok()
    }

    /// Whether month and day are stated.
    pub fn is_day(self) -> bool {
        self.month.is_some() && self.day.is_some()
    }

    /// Whether day, month and year are stated, and there is no such day. A day without its year is
    /// impossible if no year has it.
    pub fn is_impossible(self) -> bool {
        let (Some(month), Some(day)) = (self.month, self.day) else {
            return false;
        };
        // 2000 was a leap year: it has every day that any year has.
        Date::new(self.year.unwrap_or(2000), month, day).is_err()
    }
}

/// “16 May 2013”, “16 May”, “May 2013”.
impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        if let Some(day) = self.day {
            write!(formatter, "{day}")?;
            separator = " ";
        }
        if let Some(name) = self.month.and_then(month_name) {
            write!(formatter, "{separator}{name}")?;
            separator = " ";
        }
        if let Some(year) = self.year {
            write!(formatter, "{separator}{year}")?;
        }
        Ok(())
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: Some(date.year()), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl Dates {
    /// Every date, the ends of ranges among them, in no certain order.
    pub fn all(&self) -> impl Iterator<Item = &DateMention> {
        self.single.iter().chain(self.ranges.iter().flat_map(|it| [&it.start, &it.end]))
    }
}

/// The English name of a month.
pub fn month_name(month: i8) -> Option<&'static str> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(usize::try_from(month).ok()?.checked_sub(1)?).copied()
}

/// The English name of a weekday.
pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// The dates of a block, in the order of the text.
pub(super) fn extract(words: &BlockText) -> Dates {
    let mut dates = Dates::default();
    if !words.has_any(&[TokenKind::Number, TokenKind::Ordinal])
        && !words.has_class(Class::MONTH | Class::WEEKDAY)
    {
        return dates;
    }
    let reader = Reader::new(words);
    let mut next = 0;
    for (at, token) in words.notable() {
        if at < next {
            continue;
        }
        let may_begin = match token.kind {
            TokenKind::Number | TokenKind::Ordinal => true,
            TokenKind::Word => token.is(Class::MONTH | Class::WEEKDAY) && token.has(Shape::CAPITAL),
            _ => false,
        };
        if !may_begin {
            continue;
        }
        if let Some((range, end)) = range::read(&reader, at) {
            dates.ranges.push(range);
            next = end;
        } else if let Some(point) = reader.date(at) {
            next = point.end;
            dates.single.push(point.mention);
            // “May 2, 9 and 16, 2025”: the days that follow share month and year.
            dates.single.extend(point.further);
        }
    }
    let ends = dates.ranges.iter_mut().flat_map(|it| [&mut it.start, &mut it.end]);
    for mention in dates.single.iter_mut().chain(ends) {
        mention.set_apart = apart::is_set_apart(words, mention);
    }
    dates
}

#[cfg(test)]
mod tests;
