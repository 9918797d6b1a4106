//! The release date: where a draft states it, who else knows it, and what follows from it.

mod search;

use std::sync::OnceLock;

use jiff::civil::Date;
use jiff::{Span as TimeSpan, ToSpan};

use crate::facts::dates::{DateForm, PartialDate};
use crate::facts::extracted::Extracted;
use crate::facts::relative::RelativeDate;
use crate::facts::{Circumstances, Facts, Lists};
use crate::text::Span;

use search::Search;

/// A date without its year is taken to be within so many days of the release.
const NEAR_DAYS: i32 = 200;

/// Where the release date was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReleaseDateSource {
    /// On a line of its own, above the lead or at the very end.
    DateLine,
    /// In the dateline.
    Dateline,
    /// Beside “today”.
    BesideToday,
    /// The user gave it.
    User,
    /// In the metadata above the text.
    FrontMatter,
    /// In the address of the page, as the metadata have it.
    Address,
    /// In the name of the file.
    FileName,
}

/// The day on which the release goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReleaseDate {
    /// The day.
    pub date: Date,
    /// Where it was found.
    pub source: ReleaseDateSource,
    /// Its place in the draft, where the text states it.
    pub span: Option<Span>,
}

/// What the text lets one conclude about a release date that it does not state: it “closed today”,
/// and the range of its dates ends on 18 May.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InferredReleaseDay {
    /// Month and day, and the year if the range has one.
    pub date: PartialDate,
    /// The range or the date that says so, in the draft.
    pub span: Span,
}

/// What is known of the release date.
#[derive(Debug, Default)]
pub(super) struct ReleaseDay {
    release_date: Option<ReleaseDate>,
    statements: Vec<ReleaseDate>,
    inferred: Option<InferredReleaseDay>,
    full_date_at_start: Option<Span>,
    /// Made when somebody first asks: only who writes a date does.
    month_first: OnceLock<bool>,
}

impl ReleaseDate {
    /// Whether readers of the release see it.
    pub fn is_stated(&self) -> bool {
        !matches!(
            self.source,
            ReleaseDateSource::User | ReleaseDateSource::Address | ReleaseDateSource::FileName
        )
    }
}

impl Facts {
    /// The release date, if the draft states it or somebody else knows it.
    pub fn release_date(&self) -> Option<&ReleaseDate> {
        self.release_day.release_date.as_ref()
    }

    /// Every place that states the release date: lines above the lead in the order of the text, the
    /// dateline, the metadata, the page's address, the file's name. Stamps of a later change are left out, and what the
    /// user gave.
    pub fn release_date_statements(&self) -> &[ReleaseDate] {
        &self.release_day.statements
    }

    /// What the text lets one conclude about a release date that nobody states.
    pub fn inferred_release_day(&self) -> Option<&InferredReleaseDay> {
        self.release_day.inferred.as_ref()
    }

    /// A date with day, month and year in the first lines, whatever it is the date of.
    pub fn full_date_at_start(&self) -> Option<Span> {
        self.release_day.full_date_at_start
    }

    /// Whether the draft writes “May 16” rather than “16 May”.
    pub fn writes_month_first(&self) -> bool {
        *self.release_day.month_first.get_or_init(|| {
            let (mut month_first, mut day_first) = (0, 0);
            let blocks = self.blocks.iter().zip(&self.lists);
            let dated = blocks.filter(|(_, lists)| lists.contains(Lists::DATES));
            for date in dated.flat_map(|(facts, _)| facts.dates.all()) {
                match date.form {
                    DateForm::MonthDay => month_first += 1,
                    DateForm::DayMonth => day_first += 1,
                    _ => {}
                }
            }
            month_first > day_first
        })
    }

    /// The day that a date of the text means: one without a year is taken to be near the release.
    pub fn resolve(&self, date: PartialDate) -> Option<Date> {
        date.full().or_else(|| {
            date.year.is_none().then_some(())?;
            let release = self.release_date()?.date;
            near(date, release).min_by_key(|it| distance(*it, release))
        })
    }

    /// The days near the release that a date without a year can mean: one, or around the other side
    /// of the year two.
    pub fn resolve_all(&self, date: PartialDate) -> Vec<Date> {
        match (date.year, self.release_date()) {
            (Some(_), _) => date.full().into_iter().collect(),
            (None, Some(release)) => near(date, release.date).collect(),
            (None, None) => Vec::new(),
        }
    }

    /// The first and last day that a relative date means, if the release date is known.
    pub fn resolve_relative(&self, date: RelativeDate) -> Option<(Date, Date)> {
        days_of(date, self.release_date()?.date)
    }
}

fn near(date: PartialDate, release: Date) -> impl Iterator<Item = Date> {
    [-1, 0, 1]
        .into_iter()
        .filter_map(move |offset| date.in_year(release.year() + offset))
        .filter(move |it| distance(*it, release) <= NEAR_DAYS)
}

fn distance(one: Date, other: Date) -> i32 {
    // In days; between two dates there is nothing that could overflow.
    one.since(other).map_or(i32::MAX, |it| it.get_days().abs())
}

/// The first and last day of a relative date, counted from `release`.
pub(crate) fn days_of(date: RelativeDate, release: Date) -> Option<(Date, Date)> {
    let add = |day: Date, span: TimeSpan| day.checked_add(span).ok();
    let monday = {
        let back = i64::from(release.weekday().to_monday_zero_offset());
        release.checked_sub(back.days()).ok()?
    };
    match date {
        RelativeDate::Day(offset) => add(release, i64::from(offset).days()).map(|it| (it, it)),
        RelativeDate::Week(offset) => {
            let first = add(monday, i64::from(offset).weeks())?;
            Some((first, add(first, 6.days())?))
        }
        RelativeDate::Weekend(offset) => {
            let first = add(add(monday, i64::from(offset).weeks())?, 5.days())?;
            Some((first, add(first, 1.day())?))
        }
        RelativeDate::Month(offset) => {
            let first = add(release.first_of_month(), i64::from(offset).months())?;
            Some((first, first.last_of_month()))
        }
        RelativeDate::Year(offset) => {
            let first = add(release.first_of_year(), i64::from(offset).years())?;
            Some((first, first.last_of_year()))
        }
        RelativeDate::Weekday(weekday, offset) => {
            let in_week = add(monday, i64::from(weekday.to_monday_zero_offset()).days())?;
            let day = match offset {
                // “This Friday” said on a Saturday is the one to come.
                0 if in_week < release => add(in_week, 1.week())?,
                -1 if in_week < release => in_week,
                1 if in_week > release => in_week,
                _ => add(in_week, i64::from(offset).weeks())?,
            };
            Some((day, day))
        }
    }
}

/// “16 May 2013” or “May 16, 2013”.
pub fn written(date: Date, month_first: bool) -> String {
    let partial = PartialDate::from(date);
    match crate::facts::dates::month_name(date.month()) {
        Some(month) if month_first => format!("{month} {}, {}", date.day(), date.year()),
        _ => partial.to_string(),
    }
}

/// “16 May” or “May 16”.
pub fn written_day(month: i8, day: i8, month_first: bool) -> String {
    match crate::facts::dates::month_name(month) {
        Some(name) if month_first => format!("{name} {day}"),
        _ => PartialDate::of_day(month, day).to_string(),
    }
}

pub(super) fn link(extracted: Extracted<'_>, circumstances: Circumstances<'_>) -> ReleaseDay {
    let search = Search::new(extracted);
    let draft = extracted.draft;
    let outside = |source| move |date| ReleaseDate { date, source, span: None };
    let in_metadata = draft.front_matter_date().map(outside(ReleaseDateSource::FrontMatter));
    let in_address = draft
        .front_matter_address()
        .and_then(search::date_in_name)
        .map(outside(ReleaseDateSource::Address));
    let in_name =
        circumstances.file.and_then(search::date_in_name).map(outside(ReleaseDateSource::FileName));
    let statements = search
        .date_lines()
        .chain(search.dateline())
        .chain(in_metadata)
        .chain(in_address)
        .chain(in_name)
        .collect();
    let release_date = search
        .date_line_above()
        .or_else(|| search.dateline())
        .or_else(|| search.beside_today())
        .or_else(|| search.date_line_at_end())
        .or_else(|| circumstances.release_date.map(outside(ReleaseDateSource::User)))
        .or(in_metadata)
        .or(in_address)
        .or(in_name);
    ReleaseDay {
        release_date,
        statements,
        inferred: search.inferred(),
        full_date_at_start: search.full_date_at_start(),
        month_first: OnceLock::new(),
    }
}

#[cfg(test)]
mod tests;
