//! The release date: where a draft states it, who else knows it, and what follows from it.

use jiff::civil::{Date, Weekday};
use jiff::{Span as TimeSpan, ToSpan};

use crate::draft::{Block, Class, Draft, Shape, TokenKind, Zone};
use crate::facts::dates::{DateForm, DateMention, PartialDate};
use crate::facts::relative::RelativeDate;
use crate::facts::{BlockFacts, Circumstances, Facts};
use crate::text::Span;

/// How many lines at the start of a draft are looked at for the release date.
const OPENING_LINES: usize = 12;
/// How many blocks at the end are.
const CLOSING_BLOCKS: usize = 3;
/// A paragraph of the running text has more words than this; a date line has fewer.
const SHORT_LINE: usize = 22;
/// This many words besides the date make a line no date line.
const WORDS_IN_DATE_LINE: usize = 7;
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
    inferred: Option<InferredReleaseDay>,
    full_date_at_start: Option<Span>,
    month_first: bool,
}

impl ReleaseDate {
    /// Whether readers of the release see it.
    pub fn is_stated(&self) -> bool {
        !matches!(self.source, ReleaseDateSource::User | ReleaseDateSource::FileName)
    }
}

impl Facts {
    /// The release date, if the draft states it or somebody else knows it.
    pub fn release_date(&self) -> Option<&ReleaseDate> {
        self.release_day.release_date.as_ref()
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
        self.release_day.month_first
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
fn days_of(date: RelativeDate, release: Date) -> Option<(Date, Date)> {
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

pub(super) fn link(
    draft: &Draft,
    facts: &[&BlockFacts],
    circumstances: Circumstances<'_>,
) -> ReleaseDay {
    let search = Search { draft, facts, opening: opening_blocks(draft) };
    let outside = |source| move |date| ReleaseDate { date, source, span: None };
    let release_date = search
        .date_line_above()
        .or_else(|| search.dateline())
        .or_else(|| search.beside_today())
        .or_else(|| search.date_line_at_end())
        .or_else(|| circumstances.release_date.map(outside(ReleaseDateSource::User)))
        .or_else(|| draft.front_matter_date().map(outside(ReleaseDateSource::FrontMatter)))
        .or_else(|| {
            circumstances.file.and_then(date_in_name).map(outside(ReleaseDateSource::FileName))
        });
    ReleaseDay {
        release_date,
        inferred: search.inferred(),
        full_date_at_start: search.full_date_at_start(),
        month_first: search.month_first(),
    }
}

/// The blocks that stand on the first lines. Blocks that share a line count once.
fn opening_blocks(draft: &Draft) -> usize {
    let mut lines = 0;
    draft
        .blocks
        .iter()
        .position(|block| {
            lines += usize::from(!block.same_line);
            lines > OPENING_LINES
        })
        .unwrap_or(draft.blocks.len())
}

struct Search<'a> {
    draft: &'a Draft,
    facts: &'a [&'a BlockFacts],
    opening: usize,
}

impl Search<'_> {
    fn blocks(&self) -> impl DoubleEndedIterator<Item = (&Block, &BlockFacts)> {
        self.draft.blocks.iter().zip(self.facts.iter().copied())
    }

    fn stated(
        block: &Block,
        mention: &DateMention,
        source: ReleaseDateSource,
    ) -> Option<ReleaseDate> {
        let date = mention.date.full()?;
        Some(ReleaseDate { date, source, span: Some(block.to_draft(mention.span)) })
    }

    /// A line above the lead that says little more than a date.
    fn date_line_above(&self) -> Option<ReleaseDate> {
        let lines = || {
            let mut in_text = false;
            self.blocks().take(self.opening).filter(move |(block, _)| {
                in_text |= is_running_paragraph(block);
                // Below an introduction a date line still counts; the particulars of an event do
                // not.
                !matches!(block.zone, Zone::Headline | Zone::Dateline)
                    && (!in_text || block.zone == Zone::DateLine && !is_label(block))
            })
        };
        // A page that says when it was published and when it was changed goes by the former.
        let of = |wanted: bool| {
            lines()
                .filter(|(block, _)| says_updated(block) != wanted)
                .find_map(|(block, facts)| date_line(block, facts))
        };
        of(true).or_else(|| of(false))
    }

    /// A date line that closes the release.
    fn date_line_at_end(&self) -> Option<ReleaseDate> {
        self.blocks()
            .rev()
            .filter(|(block, _)| !matches!(block.zone, Zone::PageChrome | Zone::EndMark))
            .take(CLOSING_BLOCKS)
            .filter(|(block, _)| {
                let part = matches!(
                    block.zone,
                    Zone::DateLine | Zone::Dateline | Zone::Body | Zone::Heading | Zone::Notes
                );
                part && !is_running_paragraph(block) && !is_label(block)
            })
            // A date in figures at the foot of a page is the day on which it was printed.
            .filter(|(_, facts)| {
                facts
                    .dates
                    .single
                    .iter()
                    .all(|it| matches!(it.form, DateForm::DayMonth | DateForm::MonthDay))
            })
            .find_map(|(block, facts)| date_line(block, facts))
    }

    /// The date of the dateline, or one that stands where a dateline has it.
    fn dateline(&self) -> Option<ReleaseDate> {
        self.blocks().take(self.opening).find_map(|(block, facts)| {
            facts.dates.single.iter().find_map(|mention| {
                let there = block.zone == Zone::Dateline
                    || is_running_paragraph(block) && opens_paragraph(block, mention);
                there.then(|| Self::stated(block, mention, ReleaseDateSource::Dateline)).flatten()
            })
        })
    }

    /// “today (16 May 2013)”.
    fn beside_today(&self) -> Option<ReleaseDate> {
        self.running_text().find_map(|(block, facts)| {
            facts.relative_dates.iter().find_map(|it| {
                let mention = it.beside.as_ref().filter(|_| it.date == RelativeDate::Day(0))?;
                let quoted = facts.is_quoted(it.span.start);
                (!quoted)
                    .then(|| Self::stated(block, mention, ReleaseDateSource::BesideToday))
                    .flatten()
            })
        })
    }

    fn running_text(&self) -> impl Iterator<Item = (&Block, &BlockFacts)> {
        self.blocks().filter(|(block, _)| {
            block.zone.is_running_text() || matches!(block.zone, Zone::Headline | Zone::SubHeadline)
        })
    }

    fn full_date_at_start(&self) -> Option<Span> {
        self.blocks().take(self.opening).find_map(|(block, facts)| {
            let counts = !matches!(block.zone, Zone::Caption | Zone::Boilerplate | Zone::AfterEnd);
            let mention = facts.dates.all().find(|it| {
                let figures = it.form == DateForm::AmbiguousFigures;
                (it.date.full().is_some() || figures) && !facts.is_quoted(it.span.start)
            })?;
            counts.then(|| block.to_draft(mention.span))
        })
    }

    /// What “closed today” and a range that ends on some day say together; “opened today” goes with
    /// the first day; “today (18 May)” says it alone.
    fn inferred(&self) -> Option<InferredReleaseDay> {
        let mut closes = None;
        let mut place = 0;
        for (index, (block, facts)) in self.blocks().enumerate() {
            if !(block.zone.is_running_text() || block.zone == Zone::Headline) {
                continue;
            }
            for it in &facts.relative_dates {
                if it.date != RelativeDate::Day(0) || facts.is_quoted(it.span.start) {
                    continue;
                }
                if let Some(mention) = it.beside.filter(|it| it.date.is_day()) {
                    let span = block.to_draft(mention.span);
                    return Some(InferredReleaseDay { date: mention.date, span });
                }
                let verb = it.verb.and_then(|verb| closing(&block.text()[verb.range()]));
                if closes.is_none() && verb.is_some() {
                    closes = verb;
                    place = index;
                }
            }
        }
        let closes = closes?;
        let ranges = |in_block: Option<usize>| {
            self.blocks()
                .enumerate()
                .filter(move |(index, (block, _))| {
                    in_block.map_or(block.zone.is_running_text(), |it| it == *index)
                })
                .flat_map(|(_, (block, facts))| {
                    facts.dates.ranges.iter().map(move |range| (block, facts, range))
                })
                .filter(|(_, facts, range)| {
                    range.is_of_days() && !facts.is_quoted(range.span.start)
                })
        };
        // A range beside “closed today” is the event's; one elsewhere, if it is the only one.
        let mut found = ranges(Some(place)).next();
        if found.is_none() {
            let mut all = ranges(None);
            found = all.next().filter(|(_, _, range)| {
                all.all(|(_, _, other)| {
                    (other.start.date.day, other.end.date) == (range.start.date.day, range.end.date)
                })
            });
        }
        let (block, _, range) = found?;
        let end = if closes { &range.end } else { &range.start };
        Some(InferredReleaseDay { date: end.date, span: block.to_draft(range.span) })
    }

    fn month_first(&self) -> bool {
        let count = |form: DateForm| {
            self.blocks().flat_map(|(_, it)| it.dates.all()).filter(|it| it.form == form).count()
        };
        count(DateForm::MonthDay) > count(DateForm::DayMonth)
    }
}

/// Whether the verb says that something ends; `Some(false)` if it begins.
fn closing(verb: &str) -> Option<bool> {
    const ENDS: [&str; 8] =
        ["closed", "closes", "ended", "ends", "concluded", "concludes", "closing", "wrapped"];
    const BEGINS: [&str; 9] = [
        "opened", "opens", "began", "begins", "started", "starts", "launched", "kicked", "opening",
    ];
    let is = |words: &[&str]| words.iter().any(|it| it.eq_ignore_ascii_case(verb));
    if is(&ENDS) { Some(true) } else { is(&BEGINS).then_some(false) }
}

fn is_running_paragraph(block: &Block) -> bool {
    matches!(block.zone, Zone::Lead | Zone::Body | Zone::ListItem)
        && (block.words.word_count() > SHORT_LINE || block.zone == Zone::Lead)
}

fn says_updated(block: &Block) -> bool {
    block.tokens().iter().take(4).any(|it| {
        let word = block.words.text_of(it);
        ["updated", "update", "modified"].iter().any(|it| it.eq_ignore_ascii_case(word))
    })
}

/// “Date: …”, “When: …”: particulars of an event.
fn is_label(block: &Block) -> bool {
    let mut tokens = block.tokens().iter();
    tokens.next().is_some_and(|it| it.kind == TokenKind::Word)
        && tokens.next().is_some_and(|it| it.kind == TokenKind::Colon)
}

/// The date of a line that says little else: names, labels, a time.
fn date_line(block: &Block, facts: &BlockFacts) -> Option<ReleaseDate> {
    let mention = facts.dates.single.iter().find(|it| it.date.full().is_some())?;
    let others =
        block.tokens().iter().filter(|it| it.is_wordlike() && !mention.span.contains(it.span()));
    let of_zone = matches!(block.zone, Zone::DateLine | Zone::ReleaseLine | Zone::Embargo);
    let mut count = 0;
    let plain = others.into_iter().all(|it| {
        count += 1;
        // “Opening on 5 May 2024” tells of an event.
        let word = it.kind == TokenKind::Word;
        let small = word && !it.has(Shape::CAPITAL);
        let label = ["release", "released", "published", "posted", "date", "dated", "at", "issued"]
            .contains(&block.words.text_of(it));
        (!small || label || it.is(Class::ABBREVIATION)) && count <= WORDS_IN_DATE_LINE
    });
    let after_preposition = block
        .tokens()
        .iter()
        .rev()
        .find(|it| it.span().end <= mention.span.start)
        .is_some_and(|it| ["on", "of", "since", "to"].contains(&block.words.text_of(it)));
    (of_zone || plain && !after_preposition)
        .then(|| Search::stated(block, mention, ReleaseDateSource::DateLine))
        .flatten()
}

/// Whether the date stands where a dateline has it: names, signs, the date, and a sign.
fn opens_paragraph(block: &Block, mention: &DateMention) -> bool {
    const LONGEST: usize = 28;
    let tokens = block.tokens();
    let Some(first) =
        tokens.iter().take(LONGEST).position(|it| it.span().start == mention.span.start)
    else {
        return false;
    };
    let (before, rest) = tokens.split_at(first);
    let names_only = before.iter().all(|it| match it.kind {
        TokenKind::Word => it.has(Shape::CAPITAL) || it.has(Shape::BRACKETED),
        TokenKind::Stop => it.has(Shape::ABBREVIATION),
        _ => true,
    });
    let after_preposition =
        before.last().is_some_and(|it| it.is(Class::PREPOSITION) && it.kind == TokenKind::Word);
    let ends = rest.iter().find(|it| it.span().start >= mention.span.end).is_none_or(|it| {
        matches!(
            it.kind,
            TokenKind::Dash
                | TokenKind::Hyphen
                | TokenKind::Slash
                | TokenKind::OpenBracket
                | TokenKind::CloseBracket
                | TokenKind::Colon
                | TokenKind::Symbol
        ) || it.kind == TokenKind::Number && block.words.text_of(it).contains(':')
    });
    names_only && !after_preposition && ends
}

/// The date in a path like “2006-05-18-minsk.txt”, “20060518_minsk.md” or “2006/05/18/minsk.md”.
fn date_in_name(path: &str) -> Option<Date> {
    let bytes = path.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let number = |at: usize, digits: usize| -> Option<i16> {
        let text = path.get(at..at + digits)?;
        text.bytes().all(|it| it.is_ascii_digit()).then(|| text.parse().ok()).flatten()
    };
    // The last date of a path is the file's own.
    (0..bytes.len()).rev().find_map(|at| {
        if at > 0 && digit(at - 1) {
            return None;
        }
        let year = number(at, 4).filter(|it| (1900..2100).contains(it))?;
        let separator =
            usize::from(matches!(bytes.get(at + 4), Some(b'-' | b'_' | b'.' | b'/' | b' ')));
        let month_at = at + 4 + separator;
        let day_at = month_at + 2 + separator;
        let same = separator == 0 || bytes.get(at + 4) == bytes.get(month_at + 2);
        if digit(day_at + 2) || !same {
            return None;
        }
        let month = i8::try_from(number(month_at, 2)?).ok()?;
        let day = i8::try_from(number(day_at, 2)?).ok()?;
        Date::new(year, month, day).ok()
    })
}

/// The day of that weekday nearest to `date`.
pub fn nearest_weekday(date: Date, weekday: Weekday) -> Option<Date> {
    let forward = i64::from(date.weekday().until(weekday));
    let offset = if forward > 3 { forward - 7 } else { forward };
    date.checked_add(offset.days()).ok()
}

#[cfg(test)]
mod tests;
