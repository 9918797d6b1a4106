//! Reading one date from tokens.

use jiff::civil::Weekday;

use crate::draft::lexicon;
use crate::draft::{BlockText, Class, Shape, Token, TokenKind};
use crate::facts::dates::figures;
use crate::facts::dates::{DateForm, DateMention, PartialDate, WeekdayMention};
use crate::text::Span;

/// The years that figures alone may name.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2199;

/// The highest figures that are read as a day of a month; what no month has is reported.
const HIGHEST_DAY: i16 = 39;

pub(super) struct Reader<'a> {
    words: &'a BlockText,
}

/// A date, with the token after it.
pub(super) struct Point {
    pub(super) mention: DateMention,
    /// Days that share the month and the year of the date.
    pub(super) further: Vec<DateMention>,
    pub(super) end: usize,
}

/// A year, with where it stands and the token after it.
struct Year {
    value: i16,
    span: Span,
    end: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(words: &'a BlockText) -> Self {
        Self { words }
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.words.tokens.get(at)
    }

    pub(super) fn before(&self, at: usize) -> Option<&'a Token> {
        self.token(at.checked_sub(1)?)
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |it| self.words.text_of(it))
    }

    pub(super) fn is_kind(&self, at: usize, kind: TokenKind) -> bool {
        self.token(at).is_some_and(|it| it.kind == kind)
    }

    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        self.is_kind(at, TokenKind::Word) && self.text(at).eq_ignore_ascii_case(word)
    }

    /// Whether the token at `at` stands against the one before it.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        self.token(at).is_some_and(|it| !it.has(Shape::SPACE_BEFORE))
    }

    /// Figures without separators, no more than `longest` of them.
    pub(super) fn figures(&self, at: usize, longest: usize) -> Option<i16> {
        let text = self.text(at);
        let plain = self.is_kind(at, TokenKind::Number)
            && text.len() <= longest
            && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten()
    }

    /// A date with its weekday: day and month, month and year, or all in figures.
    pub(super) fn date(&self, at: usize) -> Option<Point> {
        let point = self.with_weekday(at, Self::bare_date)?;
        // A month alone is a date in a range only.
        (point.mention.date.day.is_some() || point.mention.date.year.is_some()).then_some(point)
    }

    /// A date, or what stands for one at an end of a range: “14”, “May”, “Friday 5”, “2014”.
    pub(super) fn part_of_range(&self, at: usize) -> Option<Point> {
        self.with_weekday(at, |reader, at| reader.bare_date(at).or_else(|| reader.bare_figures(at)))
    }

    fn with_weekday(
        &self,
        at: usize,
        read: impl Fn(&Self, usize) -> Option<Point>,
    ) -> Option<Point> {
        let Some((weekday, next)) = self.weekday(at) else {
            let mut point = read(self, at)?;
            self.weekday_after(&mut point);
            return Some(point);
        };
        let bracketed = self.is_kind(next, TokenKind::OpenBracket);
        let mut point = read(self, next + usize::from(bracketed))?;
        // A weekday goes with a day.
        point.mention.date.day?;
        point.mention.weekday = Some(weekday);
        point.mention.span = weekday.span.join(point.mention.span);
        if bracketed {
            let bracket = self.token(point.end).filter(|it| it.kind == TokenKind::CloseBracket)?;
            point.mention.span = point.mention.span.join(bracket.span());
            point.end += 1;
        }
        Some(point)
    }

    /// A weekday that goes with what follows it, and the token there.
    fn weekday(&self, at: usize) -> Option<(WeekdayMention, usize)> {
        let weekday = self.weekday_at(at)?;
        if self.ends_list_of_weekdays(at) {
            return None;
        }
        let mut next = self.after_abbreviation(at + 1);
        if ["morning", "afternoon", "evening", "night"].iter().any(|it| self.is_word(next, it)) {
            next += 1;
        }
        let comma = self.is_kind(next, TokenKind::Comma);
        next += usize::from(comma);
        // “… by Monday” at the end of one line and a date at the start of the next are strangers.
        if !comma && self.token(next).is_some_and(|it| it.has(Shape::LINE_START)) {
            return None;
        }
        if self.is_word(next, "the") {
            next += 1;
        }
        Some((weekday, next))
    }

    fn weekday_at(&self, at: usize) -> Option<WeekdayMention> {
        let token = self.token(at)?;
        let plain = token.is(Class::WEEKDAY) && token.has(Shape::CAPITAL);
        if !plain || token.has(Shape::POSSESSIVE) {
            return None;
        }
        let number = lexicon::weekday(self.text(at))?;
        let weekday = Weekday::from_monday_one_offset(number).ok()?;
        Some(WeekdayMention { span: token.span(), weekday })
    }

    /// Whether the weekday closes a list or a range of weekdays: which of them goes with the date
    /// is not for grammar to say.
    fn ends_list_of_weekdays(&self, at: usize) -> bool {
        let Some(joint) = at.checked_sub(1) else {
            return false;
        };
        let links = match self.token(joint).map(|it| it.kind) {
            Some(TokenKind::Hyphen | TokenKind::Dash | TokenKind::Slash | TokenKind::Comma) => true,
            Some(TokenKind::Symbol) => self.text(joint) == "&",
            Some(TokenKind::Word) => ["and", "or", "to", "through", "thru", "till", "until"]
                .iter()
                .any(|it| self.is_word(joint, it)),
            _ => false,
        };
        let mut before = joint;
        while before > 0
            && (self.is_kind(before - 1, TokenKind::Comma)
                || self.token(before - 1).is_some_and(|it| it.has(Shape::ABBREVIATION)))
        {
            before -= 1;
        }
        links
            && before
                .checked_sub(1)
                .and_then(|it| self.token(it))
                .is_some_and(|it| it.is(Class::WEEKDAY) && it.has(Shape::CAPITAL))
    }

    /// “16 May 2013 (Thursday)”.
    fn weekday_after(&self, point: &mut Point) {
        let at = point.end;
        let close_at = self.after_abbreviation(at + 2);
        if point.mention.date.is_day()
            && self.is_kind(at, TokenKind::OpenBracket)
            && let Some(close) =
                self.token(close_at).filter(|it| it.kind == TokenKind::CloseBracket)
            && let Some(weekday) = self.weekday_at(at + 1)
        {
            point.mention.weekday = Some(weekday);
            point.mention.span = point.mention.span.join(close.span());
            point.end = close_at + 1;
        }
    }

    fn bare_date(&self, at: usize) -> Option<Point> {
        match self.token(at)?.kind {
            TokenKind::Word => self.month_first(at),
            _ => figures::read(self, at).or_else(|| self.day_first(at)),
        }
    }

    /// “16 May 2013”, “16th of May”.
    fn day_first(&self, at: usize) -> Option<Point> {
        let day = self.day(at)?;
        let ordinal = self.is_kind(at, TokenKind::Ordinal);
        let mut next = at + 1;
        if ordinal && self.is_word(next, "of") {
            next += 1;
        }
        let month = self.month(next)?;
        // “$16 May …” is a sum.
        if self.is_joined(at) && self.before(at).is_some_and(|it| it.kind == TokenKind::Symbol) {
            return None;
        }
        let month_span = self.span(next)?;
        let year = self.year(self.after_abbreviation(next + 1), true);
        if day > 31 && year.is_none() {
            return None;
        }
        let end = year.as_ref().map_or(self.after_abbreviation(next + 1), |it| it.end);
        let last = year.as_ref().map_or(month_span, |it| it.span);
        Some(point(
            DateForm::DayMonth,
            PartialDate {
                year: year.as_ref().map(|it| it.value),
                month: Some(month),
                day: Some(day),
            },
            [self.span(at), Some(month_span), year.map(|it| it.span)],
            self.span(at)?.join(last),
            end,
        ))
    }

    /// “May 16, 2013”, “May 2013”; “May” for a range.
    fn month_first(&self, at: usize) -> Option<Point> {
        let month = self.month(at)?;
        let month_span = self.span(at)?;
        let next = self.after_abbreviation(at + 1);
        if let Some(point) = self.joined_day_and_year(month, month_span, next) {
            return Some(point);
        }
        if let Some(year) = self.year(next, false) {
            return Some(point(
                DateForm::Month,
                PartialDate { year: Some(year.value), month: Some(month), day: None },
                [None, Some(month_span), Some(year.span)],
                month_span.join(year.span),
                year.end,
            ));
        }
        let Some(day) = self.day(next).filter(|_| !self.is_counted(next + 1)) else {
            return Some(point(
                DateForm::Month,
                PartialDate { year: None, month: Some(month), day: None },
                [None, Some(month_span), None],
                month_span,
                at + 1,
            ));
        };
        let year = self.year(next + 1, true);
        if day > 31 && year.is_none() {
            return None;
        }
        let end = year.as_ref().map_or(next + 1, |it| it.end);
        let last = year.as_ref().map_or(self.span(next)?, |it| it.span);
        let mut point = point(
            DateForm::MonthDay,
            PartialDate {
                year: year.as_ref().map(|it| it.value),
                month: Some(month),
                day: Some(day),
            },
            [self.span(next), Some(month_span), year.as_ref().map(|it| it.span)],
            month_span.join(last),
            end,
        );
        if year.is_none() {
            self.further_days(&mut point);
        }
        Some(point)
    }

    /// “March 20,2009”: without the space, day and year are one token.
    fn joined_day_and_year(&self, month: i8, month_span: Span, at: usize) -> Option<Point> {
        let token = self.token(at).filter(|it| it.kind == TokenKind::Number)?;
        let (day, year) = self.text(at).split_once(',')?;
        let digits = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || day.len() > 2 || !digits(day) || !digits(year) {
            return None;
        }
        let value = year.parse().ok().filter(|it| YEARS.contains(it))?;
        let span = token.span();
        let comma = span.start + day.len();
        let date =
            PartialDate { year: Some(value), month: Some(month), day: Some(day.parse().ok()?) };
        let parts = [
            Some(Span::new(span.start, comma)),
            Some(month_span),
            Some(Span::new(comma + 1, span.end)),
        ];
        Some(point(DateForm::MonthDay, date, parts, month_span.join(span), at + 1))
    }

    /// “May 2, 9 and 16, 2025”: only where a year ends the list, since “on May 2, 15 people …” is
    /// no list.
    fn further_days(&self, point: &mut Point) {
        let mut days = Vec::new();
        let mut at = point.end;
        loop {
            let mut next = at;
            next += usize::from(self.is_kind(next, TokenKind::Comma));
            if self.is_word(next, "and") || self.text(next) == "&" {
                next += 1;
            }
            let Some(day) = self.day(next).filter(|_| next > at) else {
                break;
            };
            days.push((next, day));
            at = next + 1;
        }
        let Some(year) = self.year(at, true).filter(|_| !days.is_empty()) else {
            return;
        };
        point.mention.date.year = Some(year.value);
        point.end = year.end;
        for (at, day) in days {
            if let Some(span) = self.span(at) {
                let date = PartialDate { day: Some(day), ..point.mention.date };
                let day = DateMention {
                    span,
                    date,
                    form: DateForm::MonthDay,
                    weekday: None,
                    day_span: Some(span),
                    month_span: None,
                    year_span: None,
                    set_apart: false,
                };
                point.further.push(day);
            }
        }
    }

    /// “14” or “2014” at an end of a range.
    fn bare_figures(&self, at: usize) -> Option<Point> {
        if let Some(year) = self.year(at, false) {
            return Some(point(
                DateForm::Year,
                PartialDate { year: Some(year.value), ..PartialDate::default() },
                [None, None, Some(year.span)],
                year.span,
                year.end,
            ));
        }
        let day = self.day(at).filter(|&it| it <= 31)?;
        let span = self.span(at)?;
        Some(point(
            DateForm::Day,
            PartialDate { day: Some(day), ..PartialDate::default() },
            [Some(span), None, None],
            span,
            at + 1,
        ))
    }

    pub(super) fn span(&self, at: usize) -> Option<Span> {
        self.token(at).map(Token::span)
    }

    /// “16” or “16th”.
    pub(super) fn day(&self, at: usize) -> Option<i8> {
        let token = self.token(at)?;
        let value = match token.kind {
            TokenKind::Number => self.figures(at, 2)?,
            TokenKind::Ordinal => {
                let text = self.text(at);
                text.get(..text.len().checked_sub(2)?)?.parse().ok()?
            }
            _ => return None,
        };
        (1..=HIGHEST_DAY).contains(&value).then(|| i8::try_from(value).ok()).flatten()
    }

    fn month(&self, at: usize) -> Option<i8> {
        let token = self.token(at)?;
        let plain = token.kind == TokenKind::Word
            && token.is(Class::MONTH)
            && token.has(Shape::CAPITAL)
            && !token.has(Shape::POSSESSIVE);
        plain.then(|| lexicon::month(self.text(at))).flatten()
    }

    /// A year, after a comma if one may stand there.
    fn year(&self, at: usize, after_comma: bool) -> Option<Year> {
        let mut at = at;
        if after_comma && (self.is_kind(at, TokenKind::Comma) || self.is_word(at, "of")) {
            at += 1;
        }
        let token = self.token(at)?;
        // “2025Doors open” has lost a line break, not its year.
        let text = match token.kind {
            TokenKind::Number if token.span().len() == 4 => self.text(at),
            TokenKind::Code => {
                let (head, tail) = self.text(at).split_at_checked(4)?;
                if !tail.starts_with(|it: char| it.is_ascii_uppercase()) || tail.len() < 3 {
                    return None;
                }
                head
            }
            _ => return None,
        };
        let value = text.parse().ok().filter(|it| YEARS.contains(it))?;
        let start = token.span().start;
        Some(Year { value, span: Span::new(start, start + 4), end: at + 1 })
    }

    /// The year at an end of a range, with its place and the token after it.
    pub(super) fn trailing_year(&self, at: usize) -> Option<(i16, Span, usize)> {
        self.year(at, true).map(|it| (it.value, it.span, it.end))
    }

    /// After the full stop of an abbreviation at `at`, if one stands there.
    pub(super) fn after_abbreviation(&self, at: usize) -> usize {
        let stop = self
            .token(at)
            .is_some_and(|it| it.kind == TokenKind::Stop && it.has(Shape::ABBREVIATION));
        at + usize::from(stop)
    }

    /// Whether the figures before `at` are a count or a time of day: “5 million”, “10 a.m.”, “5%”.
    pub(super) fn is_counted(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else {
            return false;
        };
        match token.kind {
            TokenKind::Symbol => matches!(self.text(at), "%" | "°"),
            TokenKind::Word => {
                const COUNTED: [&str; 12] = [
                    "am",
                    "pm",
                    "a.m",
                    "p.m",
                    "o’clock",
                    "noon",
                    "percent",
                    "per",
                    "million",
                    "billion",
                    "thousand",
                    "hundred",
                ];
                COUNTED.iter().any(|it| self.text(at).eq_ignore_ascii_case(it))
            }
            _ => false,
        }
    }
}

/// A date without a weekday, from its parts: day, month and year.
pub(super) fn point(
    form: DateForm,
    date: PartialDate,
    [day_span, month_span, year_span]: [Option<Span>; 3],
    span: Span,
    end: usize,
) -> Point {
    let mention = DateMention {
        span,
        date,
        form,
        weekday: None,
        day_span,
        month_span,
        year_span,
        set_apart: false,
    };
    Point { mention, further: Vec::new(), end }
}
