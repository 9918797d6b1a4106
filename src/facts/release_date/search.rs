//! Looking through a draft for its release date.

use jiff::civil::Date;

use crate::draft::{Block, Class, Draft, Shape, TokenKind, Zone};
use crate::facts::dates::{DateForm, DateMention};
use crate::facts::extracted::Extracted;
use crate::facts::relative::RelativeDate;
use crate::facts::release_date::{InferredReleaseDay, ReleaseDate, ReleaseDateSource};
use crate::facts::{BlockFacts, Lists};
use crate::text::Span;

/// How many lines at the start of a draft are looked at for the release date.
const OPENING_LINES: usize = 12;
/// How many blocks at the end are.
const CLOSING_BLOCKS: usize = 3;
/// A paragraph of the running text has more words than this; a date line has fewer.
const SHORT_LINE: usize = 22;
/// This many words besides the date make a line no date line.
const WORDS_IN_DATE_LINE: usize = 7;

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

pub(super) struct Search<'a> {
    extracted: Extracted<'a>,
    opening: usize,
}

impl<'a> Search<'a> {
    pub(super) fn new(extracted: Extracted<'a>) -> Self {
        Self { extracted, opening: opening_blocks(extracted.draft) }
    }

    fn blocks(&self) -> impl DoubleEndedIterator<Item = (&Block, &BlockFacts)> {
        self.extracted.all()
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
    pub(super) fn date_line_above(&self) -> Option<ReleaseDate> {
        let lines = || {
            let mut paragraphs = 0;
            self.blocks().take(self.opening).filter(move |(block, _)| {
                paragraphs += usize::from(is_running_paragraph(block));
                // Below an introduction a date line still counts; the particulars of an event,
                // further down, do not.
                let above = paragraphs == 0
                    || paragraphs == 1 && block.zone == Zone::DateLine && !is_label(block);
                above && !matches!(block.zone, Zone::Headline | Zone::Dateline)
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

    /// The date lines above the lead, stamps of a later change left out.
    pub(super) fn date_lines(&self) -> impl Iterator<Item = ReleaseDate> {
        self.blocks()
            .take(self.opening)
            .take_while(|(block, _)| !matches!(block.zone, Zone::Dateline | Zone::Lead))
            .filter(|(block, _)| matches!(block.zone, Zone::DateLine | Zone::ReleaseLine))
            .filter(|(block, _)| !says_updated(block) && !is_label(block))
            .filter_map(|(block, facts)| date_line(block, facts))
    }

    /// A date line that closes the release.
    pub(super) fn date_line_at_end(&self) -> Option<ReleaseDate> {
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
    pub(super) fn dateline(&self) -> Option<ReleaseDate> {
        self.blocks().take(self.opening).find_map(|(block, facts)| {
            facts.dates.single.iter().find_map(|mention| {
                let there = block.zone == Zone::Dateline
                    || is_running_paragraph(block) && opens_paragraph(block, mention);
                there.then(|| Self::stated(block, mention, ReleaseDateSource::Dateline)).flatten()
            })
        })
    }

    /// “today (16 May 2013)”.
    pub(super) fn beside_today(&self) -> Option<ReleaseDate> {
        self.relative_dates().find_map(|(_, block, facts)| {
            let here = block.zone.is_running_text()
                || matches!(block.zone, Zone::Headline | Zone::SubHeadline);
            if !here {
                return None;
            }
            facts.relative_dates.iter().find_map(|it| {
                let mention = it.beside.as_ref().filter(|_| it.date == RelativeDate::Day(0))?;
                let quoted = facts.is_quoted(it.span.start);
                (!quoted)
                    .then(|| Self::stated(block, mention, ReleaseDateSource::BesideToday))
                    .flatten()
            })
        })
    }

    /// The blocks with relative dates, and their places.
    fn relative_dates(&self) -> impl Iterator<Item = (usize, &Block, &BlockFacts)> {
        self.extracted.with(Lists::RELATIVE_DATES)
    }

    pub(super) fn full_date_at_start(&self) -> Option<Span> {
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
    pub(super) fn inferred(&self) -> Option<InferredReleaseDay> {
        let mut closes = None;
        let mut place = 0;
        for (index, block, facts) in self.relative_dates() {
            if !(block.zone.is_running_text() || block.zone == Zone::Headline) {
                continue;
            }
            for it in &facts.relative_dates {
                let beside = it.beside.filter(|it| it.date.is_day());
                let verb = it.ends.filter(|_| closes.is_none());
                let tells = it.date == RelativeDate::Day(0) && (beside.is_some() || verb.is_some());
                if !tells || facts.is_quoted(it.span.start) {
                    continue;
                }
                if let Some(mention) = beside {
                    let span = block.to_draft(mention.span);
                    return Some(InferredReleaseDay { date: mention.date, span });
                }
                closes = verb;
                place = index;
            }
        }
        let closes = closes?;
        let ranges = |in_block: Option<usize>| {
            self.extracted
                .with(Lists::DATE_RANGES)
                .filter(move |(index, block, _)| {
                    in_block.map_or(block.zone.is_running_text(), |it| it == *index)
                })
                .flat_map(|(_, block, facts)| {
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
}

fn is_running_paragraph(block: &Block) -> bool {
    matches!(block.zone, Zone::Lead | Zone::Body | Zone::ListItem)
        && (block.words.tokens.iter().filter(|it| it.is_wordlike()).nth(SHORT_LINE).is_some()
            || block.zone == Zone::Lead)
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

/// The date in a path like “2006-05-18-lakes.txt”, “20060518 lakes.md” or “2006/05/18/lakes.md”.
pub(super) fn date_in_name(path: &str) -> Option<Date> {
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
