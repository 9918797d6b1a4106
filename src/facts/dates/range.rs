//! Ranges of dates: “14-16 May 2013”, “from 30 April to 2 May”, “August 10 to 18, 2019”, “2014-16”.

use jiff::civil::Date;

use crate::draft::{Class, Shape, TokenKind};
use crate::facts::dates::reader::{Point, Reader, point};
use crate::facts::dates::{DateForm, DateMention, PartialDate};
use crate::text::Span;

/// What stands between the two ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RangeMark {
    /// “14-16 May”.
    Hyphen,
    /// “14–16 May”.
    Dash,
    /// “2014/15”.
    Slash,
    /// “14 to 16 May”, “between 14 and 16 May”.
    Word,
}

/// A range of dates. Spans are bytes from the start of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// From the first end to the second, “from” and “between” left out.
    pub span: Span,
    /// The first end; what only the second end says is filled in.
    pub start: DateMention,
    /// The second end; what only the first end says is filled in.
    pub end: DateMention,
    /// What stands between them.
    pub mark: RangeMark,
    /// Where it stands.
    pub mark_span: Span,
    /// Whether “from” stands before the range.
    pub after_from: bool,
    /// Whether “between” stands before the range.
    pub after_between: bool,
}

impl DateRange {
    /// Whether the range is one of days.
    pub fn is_of_days(&self) -> bool {
        self.start.date.is_day() && self.end.date.is_day()
    }

    /// Whether the range is one of months.
    pub fn is_of_months(&self) -> bool {
        self.start.form == DateForm::Month && self.end.form == DateForm::Month
    }

    /// Whether the range is one of years.
    pub fn is_of_years(&self) -> bool {
        self.start.form == DateForm::Year
    }

    /// Its first and last day, if days and months are stated; in a leap year where no year is, so
    /// that every day exists. A range over New Year ends in the year after.
    pub fn days(&self) -> Option<(Date, Date)> {
        let (start, end) = (self.start.date, self.end.date);
        match (start.year, end.year) {
            (Some(_), Some(_)) => Some((start.full()?, end.full()?)),
            _ if start.month > end.month => Some((start.in_year(2000)?, end.in_year(2001)?)),
            _ => Some((start.in_year(2000)?, end.in_year(2000)?)),
        }
    }
}

/// The range that begins at `at`, with the token after it.
pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<(DateRange, usize)> {
    let start = reader.part_of_range(at)?;
    if !start.further.is_empty() {
        return None;
    }
    let opening = at.checked_sub(1).filter(|&it| reader.is_kind(it, TokenKind::Word));
    let after_between = opening.is_some_and(|it| reader.is_word(it, "between"));
    let after_from = opening.is_some_and(|it| reader.is_word(it, "from"));
    let (mark, mark_at) = mark(reader, start.end, after_between)?;
    let mut end = reader.part_of_range(mark_at + 1)?;
    let shorthand =
        matches!(end.mention.form, DateForm::Day) && matches!(start.mention.form, DateForm::Year);
    let spaced = !reader.is_joined(mark_at) || !reader.is_joined(mark_at + 1);
    let bracketed = reader.before(at).is_some_and(|it| it.kind == TokenKind::OpenBracket);
    let introduced = after_from || after_between || bracketed;
    let mut join = Join { reader, start, mark, spaced, introduced };
    if shorthand || is_two_digit_year(reader, &join.start, mark_at + 1) {
        end = join.two_digit_year(mark_at + 1)?;
    } else {
        join.fit(&mut end)?;
    }
    let range = DateRange {
        span: join.start.mention.span.join(end.mention.span),
        start: join.start.mention,
        end: end.mention,
        mark,
        mark_span: reader.span(mark_at)?,
        after_from,
        after_between,
    };
    Some((range, end.end))
}

/// What stands between the ends, and its token.
fn mark(reader: &Reader<'_>, at: usize, after_between: bool) -> Option<(RangeMark, usize)> {
    let token = reader.token(at)?;
    match token.kind {
        TokenKind::Hyphen => Some((RangeMark::Hyphen, at)),
        TokenKind::Dash => Some((RangeMark::Dash, at)),
        TokenKind::Slash if reader.is_joined(at) => Some((RangeMark::Slash, at)),
        // “from Monday, 2 June, to Friday, 6 June”.
        TokenKind::Comma => {
            let (mark, at) = mark(reader, at + 1, after_between)?;
            (mark == RangeMark::Word).then_some((mark, at))
        }
        TokenKind::Word => {
            let word = reader.text(at);
            let until = ["to", "through", "thru", "until", "till"].contains(&word);
            (until || after_between && word == "and").then_some((RangeMark::Word, at))
        }
        _ => None,
    }
}

fn is_two_digit_year(reader: &Reader<'_>, start: &Point, at: usize) -> bool {
    start.mention.form == DateForm::Year
        && reader.figures(at, 2).is_some()
        && reader.text(at).len() == 2
}

struct Join<'a> {
    reader: &'a Reader<'a>,
    start: Point,
    mark: RangeMark,
    /// White space stands round the mark.
    spaced: bool,
    /// “from”, “between” or a bracket stands before the range.
    introduced: bool,
}

impl Join<'_> {
    /// Makes the two ends one range, or says that they are none.
    fn fit(&mut self, end: &mut Point) -> Option<()> {
        use DateForm::{Day, DayMonth, Month, MonthDay, Year};
        if self.mark == RangeMark::Slash {
            return None;
        }
        match (self.start.mention.form, end.mention.form) {
            (Day, DayMonth) => self.days_of_one_month(end),
            (MonthDay, Day) => self.days_after_month(end),
            (DayMonth | MonthDay, DayMonth | MonthDay) => self.full_dates(end),
            (Month, Month) => self.months(end),
            (Year, Year) => self.years(end),
            (DateForm::Iso, DateForm::Iso)
            | (DateForm::DayFirstFigures, DateForm::DayFirstFigures)
            | (DateForm::MonthFirstFigures, DateForm::MonthFirstFigures) => Some(()),
            _ => None,
        }
    }

    /// “14-16 May 2013”.
    fn days_of_one_month(&mut self, end: &Point) -> Option<()> {
        let (start, end) = (&mut self.start.mention.date, end.mention.date);
        let backward = start.day >= end.day;
        // “Release No. 22 – 14 May”: a number, a dash and a date.
        if backward && self.spaced && !self.introduced && self.mark != RangeMark::Word {
            return None;
        }
        if start.day == end.day {
            return None;
        }
        start.month = end.month;
        start.year = end.year;
        Some(())
    }

    /// “May 14-16, 2013”.
    fn days_after_month(&mut self, end: &mut Point) -> Option<()> {
        let start = &mut self.start.mention;
        if start.date.year.is_some() || start.date.day == end.mention.date.day {
            return None;
        }
        let next = self.reader.token(end.end);
        let joined = self.reader.is_joined(end.end)
            && next.is_some_and(|it| matches!(it.kind, TokenKind::Slash | TokenKind::Hyphen));
        // “May 5 – 7 people were hurt”, “June 7 – 10 a.m.”
        let counts = next.is_some_and(|it| {
            it.kind == TokenKind::Word
                && !it.has(Shape::CAPITAL)
                && !it.is(Class::FUNCTION)
                && (self.spaced || it.is(Class::TIME_UNIT))
        });
        if joined || counts || self.reader.is_counted(end.end) {
            return None;
        }
        end.mention.date.month = start.date.month;
        if let Some((year, span, after)) = self.reader.trailing_year(end.end) {
            end.mention.date.year = Some(year);
            end.mention.year_span = Some(span);
            end.mention.span = end.mention.span.join(span);
            end.end = after;
            start.date.year = Some(year);
        }
        Some(())
    }

    /// “30 April – 2 May 2013”.
    fn full_dates(&mut self, end: &Point) -> Option<()> {
        let (start, end) = (&mut self.start.mention.date, end.mention.date);
        share_year(start, end)?;
        let backward = start.month == end.month && start.year == end.year && start.day >= end.day;
        (!backward || !self.spaced || self.introduced || self.mark == RangeMark::Word)
            .then_some(())
            .filter(|()| *start != end)
    }

    /// “June to November 2022”.
    fn months(&mut self, end: &Point) -> Option<()> {
        let (start, end) = (&mut self.start.mention.date, end.mention.date);
        share_year(start, end)?;
        (*start != end && start.month.is_some()).then_some(())
    }

    /// “2014-2016”.
    fn years(&mut self, end: &Point) -> Option<()> {
        if self.is_code(end.end) {
            return None;
        }
        let after = self.reader.token(end.end);
        // “from 1900 to 2000 people”.
        let counts = self.mark == RangeMark::Word
            && after.is_some_and(|it| {
                it.kind == TokenKind::Word && !it.has(Shape::CAPITAL) && !it.is(Class::FUNCTION)
            });
        let plausible = |it: PartialDate| it.year.is_some_and(|it| (1800..=2100).contains(&it));
        (!counts && plausible(self.start.mention.date) && plausible(end.mention.date)).then_some(())
    }

    /// “2014-16”, “2014/15”.
    fn two_digit_year(&self, at: usize) -> Option<Point> {
        let year = self.start.mention.date.year?;
        let ending = self.reader.figures(at, 2)?;
        let forward = match self.mark {
            RangeMark::Hyphen | RangeMark::Dash => ending > year % 100,
            RangeMark::Slash => ending == (year + 1) % 100,
            RangeMark::Word => false,
        };
        if self.spaced || !forward || self.is_code(at + 1) {
            return None;
        }
        let century = year - year % 100;
        let value = if ending > year % 100 { century + ending } else { century + 100 + ending };
        let span = self.reader.span(at)?;
        let date = PartialDate { year: Some(value), ..PartialDate::default() };
        Some(point(DateForm::Year, date, [None, None, Some(span)], span, at + 1))
    }

    /// Whether the range is part of a longer number or code.
    fn is_code(&self, end: usize) -> bool {
        let reader = self.reader;
        let first = self.start.end.saturating_sub(1);
        let before = reader.is_joined(first)
            && reader.before(first).is_some_and(|it| {
                it.is_wordlike()
                    || matches!(
                        it.kind,
                        TokenKind::Hyphen | TokenKind::Slash | TokenKind::Symbol | TokenKind::Stop
                    )
            });
        let after = reader.is_joined(end)
            && reader.token(end).is_some_and(|it| {
                it.is_wordlike() || matches!(it.kind, TokenKind::Hyphen | TokenKind::Slash)
            });
        before || after
    }
}

/// Gives the year behind the end of a range to its start as well: the year before, where the months
/// run over its end. `None` where only the start has a year: “LYON, 16 May 2013 – 14 May was …” is a
/// dateline.
fn share_year(start: &mut PartialDate, end: PartialDate) -> Option<()> {
    match (start.year, end.year) {
        (Some(_), None) => return None,
        (None, Some(year)) => {
            start.year = Some(if start.month > end.month { year - 1 } else { year });
        }
        _ => {}
    }
    Some(())
}
