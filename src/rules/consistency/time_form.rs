//! `time-form`: times of day in one form.

use crate::draft::{BlockText, Class, Shape, TokenKind, ZoneSet};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink, kept_form};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "time-form",
    asks: Asks::Draft,
    build: |options: &Options| {
        // “17.30” alone may be a number; “at 17.30” is a time.
        let example = format!("at {}", options.text("form"));
        let house = TimeOfDay::read(&BlockText::new(&example), 1);
        Box::new(TimeForm { house, zone: options.bool("zone") })
    },
};

struct TimeForm {
    /// A time as the house writes it.
    house: Option<TimeOfDay>,
    /// Whether the time of a call bears its time zone.
    zone: bool,
}

/// A time as it is written. The span is from the start of its block.
#[derive(Clone, Copy)]
struct TimeOfDay {
    span: Span,
    hour: u8,
    minute: u8,
    clock: Option<Clock>,
    /// “am” with what stands round it.
    half: Option<Half>,
    /// What parts hours and minutes.
    separator: Option<char>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    Twelve,
    TwentyFour,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Half {
    afternoon: bool,
    style: HalfStyle,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct HalfStyle {
    spaced: bool,
    stops: bool,
    capitals: bool,
}

impl TimeOfDay {
    /// The time that begins at token `at`.
    fn read(words: &BlockText, at: usize) -> Option<Self> {
        let token = words.tokens.get(at)?;
        let text = words.text_of(token);
        let figures = matches!(token.kind, TokenKind::Number | TokenKind::Code);
        if !figures || at > 0 && !token.has(Shape::SPACE_BEFORE) && !opens(words, at - 1) {
            return None;
        }
        let separator = text.chars().find(|it| !it.is_ascii_digit());
        let (hours, minutes) = match separator {
            Some(mark @ (':' | '.' | 'h')) => text.split_once(mark)?,
            Some(_) => return None,
            None => (text, ""),
        };
        let (hour, minute): (u8, u8) =
            (hours.parse().ok()?, if minutes.is_empty() { 0 } else { minutes.parse().ok()? });
        if hour > 24 || minute > 59 || !matches!(minutes.len(), 0 | 2) {
            return None;
        }
        let half = Half::read(words, at + 1);
        let span = half.map_or(token.span(), |(_, end)| Span::new(token.span().start, end));
        let introduced = at > 0
            && words
                .is_word(at - 1, &["at", "from", "until", "till", "by", "before", "after", "to"]);
        let plain = match separator {
            // “17.30” alone may be a number.
            Some('.') => half.is_some() || introduced && hours.len() == 2,
            Some(_) => true,
            None => half.is_some(),
        };
        if !plain || separator == Some(':') && is_reference(words, at) {
            return None;
        }
        let clock = match half {
            Some(_) if hour <= 12 => Some(Clock::Twelve),
            Some(_) => return None,
            None if hour > 12 || hours.starts_with('0') || separator == Some('h') => {
                Some(Clock::TwentyFour)
            }
            None => None,
        };
        Some(Self { span, hour, minute, clock, half: half.map(|(it, _)| it), separator })
    }

    /// Why the two are not of one form.
    fn differs(&self, other: &Self) -> Option<&'static str> {
        let both = |one: bool, other: bool| one && other;
        if both(self.clock.is_some(), other.clock.is_some()) && self.clock != other.clock {
            return Some("counts the hours in another way");
        }
        if both(self.half.is_some(), other.half.is_some())
            && self.half.map(|it| it.style) != other.half.map(|it| it.style)
        {
            return Some("writes “am” and “pm” in another way");
        }
        let separators = both(self.separator.is_some(), other.separator.is_some());
        (separators && self.separator != other.separator)
            .then_some("parts hours and minutes in another way")
    }

    /// The time in the form of `other`, if that says enough.
    fn written_as(&self, other: &Self) -> Option<String> {
        let afternoon = match self.half {
            Some(half) => half.afternoon,
            None => self.hour >= 12,
        };
        let hour_of_day = match self.half {
            Some(_) => self.hour % 12 + if afternoon { 12 } else { 0 },
            None => self.hour,
        };
        let minutes = |separator: char| format!("{separator}{:02}", self.minute);
        match other.clock? {
            Clock::TwentyFour => Some(format!("{hour_of_day:02}{}", minutes(other.separator?))),
            Clock::Twelve => {
                let style = other.half?.style;
                let hour = if hour_of_day % 12 == 0 { 12 } else { hour_of_day % 12 };
                let rest = match self.minute {
                    0 => String::new(),
                    _ => minutes(other.separator.or(self.separator).filter(|it| *it != 'h')?),
                };
                let half = match (hour_of_day >= 12, style.stops) {
                    (true, true) => "p.m.",
                    (true, false) => "pm",
                    (false, true) => "a.m.",
                    (false, false) => "am",
                };
                let half = if style.capitals { half.to_uppercase() } else { half.to_owned() };
                Some(format!("{hour}{rest}{}{half}", if style.spaced { " " } else { "" }))
            }
        }
    }
}

impl Half {
    /// “pm” at token `at`, and where it ends.
    fn read(words: &BlockText, at: usize) -> Option<(Self, usize)> {
        if !words.is_word(at, &["am", "pm", "a.m", "p.m"]) {
            return None;
        }
        let token = words.tokens.get(at)?;
        let text = words.text_of(token);
        let stop = words.tokens.get(at + 1).filter(|it| {
            it.kind == TokenKind::Stop && !it.has(Shape::SPACE_BEFORE) && text.contains('.')
        });
        let half = Self {
            afternoon: text.starts_with(['p', 'P']),
            style: HalfStyle {
                spaced: token.has(Shape::SPACE_BEFORE),
                stops: text.contains('.'),
                capitals: text.starts_with(['A', 'P']),
            },
        };
        Some((half, stop.map_or(token.span().end, |it| it.span().end)))
    }
}

fn opens(words: &BlockText, at: usize) -> bool {
    matches!(
        words.tokens[at].kind,
        TokenKind::OpenBracket | TokenKind::Dash | TokenKind::Hyphen | TokenKind::OpenQuote
    )
}

/// “John 3:16”.
fn is_reference(words: &BlockText, at: usize) -> bool {
    at.checked_sub(1).and_then(|it| words.tokens.get(it)).is_some_and(|it| {
        it.is_capitalised_word()
            && !it.has(Shape::SENTENCE_START | Shape::LINE_START)
            && !it.is(Class::WEEKDAY | Class::MONTH | Class::FUNCTION)
    })
}

impl Rule for TimeForm {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let zones = sink.zones();
        let mut times = Vec::new();
        for (_, block, at) in draft.facts.figures(draft.draft) {
            if let Some(time) = TimeOfDay::read(&block.words, at) {
                let span = block.to_draft(time.span);
                // A time in brackets is that of another place.
                let aside = block.words.tokens[at].has(Shape::BRACKETED);
                if zones.contains(draft.zone_at(span.start)) && !aside {
                    times.push(TimeOfDay { span, ..time });
                }
            }
            report_redundant(draft, sink, block, at);
        }
        if self.zone {
            report_calls(draft, zones, sink);
        }
        match self.house {
            Some(house) => {
                for time in &times {
                    report(draft, sink, time, &house, "the house’s");
                }
            }
            None => hold_together(draft, sink, &times),
        }
    }
}

fn hold_together(draft: &DraftContext<'_>, sink: &mut Sink<'_>, times: &[TimeOfDay]) {
    let clock = kept_form(times.iter().filter_map(|it| it.clock));
    let half = kept_form(times.iter().filter_map(|it| it.half.map(|it| it.style)));
    let separator = kept_form(times.iter().filter_map(|it| it.separator));
    let of_kept = |it: &&TimeOfDay| {
        (clock.is_none() || it.clock == clock)
            && (half.is_none() || it.half.map(|it| it.style) == half)
            && (separator.is_none() || it.separator == separator)
    };
    let model = times.iter().find(of_kept).or_else(|| times.iter().find(|it| it.clock == clock));
    if let Some(model) = model {
        for time in times {
            report(draft, sink, time, model, "the other times");
        }
    }
}

fn report(
    draft: &DraftContext<'_>,
    sink: &mut Sink<'_>,
    time: &TimeOfDay,
    model: &TimeOfDay,
    than: &str,
) {
    let Some(how) = time.differs(model) else {
        return;
    };
    let shown = crate::text::one_line(draft.text_at(time.span));
    let finding = sink.report(time.span, format!("“{shown}” {how} than {than}"));
    if let Some(written) = time.written_as(model).filter(|it| *it != shown) {
        let edits = vec![Edit::replace(time.span, written.clone())];
        finding.fix(Fix::by_hand(format!("Write “{written}”"), edits));
    }
}

/// What people in several places take part in at one time.
const CALLS: [&str; 9] = [
    "media call",
    "press call",
    "conference call",
    "video call",
    "webcast",
    "webinar",
    "teleconference",
    "online briefing",
    "virtual briefing",
];

/// What says whose time it is.
const TIME_ZONES: [&str; 22] = [
    "GMT", "UTC", "BST", "CET", "CEST", "EET", "EEST", "WET", "ET", "EST", "EDT", "CT", "CST",
    "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT", "JST", "IST",
];

/// “A media call will be held at 10 a.m.”, by whose clock?
fn report_calls(draft: &DraftContext<'_>, zones: ZoneSet, sink: &mut Sink<'_>) {
    let mut last = None;
    for (index, block, at) in draft.facts.figures(draft.draft) {
        if last == Some(index) {
            continue;
        }
        let Some(time) = TimeOfDay::read(&block.words, at) else { continue };
        let Some(sentence) = block.words.sentences.iter().find(|it| it.span.contains(time.span))
        else {
            continue;
        };
        let lower = block.text()[sentence.span.range()].to_lowercase();
        let span = block.to_draft(time.span);
        if !CALLS.iter().any(|it| lower.contains(it)) || !zones.contains(draft.zone_at(span.start))
        {
            continue;
        }
        last = Some(index);
        // One zone is enough for all times of a paragraph.
        let has_zone = block.tokens().iter().any(|it| {
            let word = block.words.text_of(it);
            TIME_ZONES.contains(&word)
                || ["local", "Eastern", "Pacific", "Greenwich"].contains(&word)
        });
        if !has_zone {
            let shown = crate::text::one_line(draft.text_at(span));
            sink.report_case("zone", span, format!("“{shown}” does not say in which time zone"));
        }
    }
}

/// “12 noon”, “8 p.m. tonight”.
fn report_redundant(
    draft: &DraftContext<'_>,
    sink: &mut Sink<'_>,
    block: &crate::draft::Block,
    at: usize,
) {
    let words = &*block.words;
    let token = &words.tokens[at];
    if words.text_of(token) == "12" && words.is_word(at + 1, &["noon", "midnight"]) {
        let span = block.to_draft(token.span().join(words.tokens[at + 1].span()));
        let shown = crate::text::one_line(draft.text_at(span));
        let gap = Span::new(token.span().start, words.tokens[at + 1].span().start);
        sink.report(span, format!("“{shown}” says one thing twice"))
            .fix(Fix::by_hand("Leave “12” out", vec![Edit::delete(block.to_draft(gap))]));
        return;
    }
    let Some((half, end)) = Half::read(words, at + 1) else {
        return;
    };
    let next = words.token_from(end);
    if half.afternoon && words.is_word(next, &["tonight"]) {
        let span = block.to_draft(token.span().join(words.tokens[next].span()));
        let shown = crate::text::one_line(draft.text_at(span));
        sink.report(span, format!("“{shown}” says one thing twice"))
            .help("“tonight” and “p.m.” are the same half of the day");
    }
}
