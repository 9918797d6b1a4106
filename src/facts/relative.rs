//! Relative dates: “today”, “next month”, “this Friday”. “Today” in the sense of nowadays is none.

use jiff::civil::Weekday;

use crate::draft::lexicon;
use crate::draft::{BlockText, Class, Shape, Token, TokenKind};
use crate::facts::dates::{DateMention, Dates};
use crate::text::Span;

/// What a relative date counts from the release date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RelativeDate {
    /// “today” is 0, “yesterday” −1, “tomorrow” 1.
    Day(i8),
    /// “this week” is 0, “last week” −1, “next week” 1.
    Week(i8),
    /// “this weekend” is 0.
    Weekend(i8),
    /// “this month” is 0.
    Month(i8),
    /// “this year” is 0.
    Year(i8),
    /// “this Monday” is 0, “next Monday” 1.
    Weekday(Weekday, i8),
}

/// A relative date in the text. Spans are bytes from the start of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelativeMention {
    /// The words: “earlier today”, “next month’s”.
    pub span: Span,
    /// What they count.
    pub date: RelativeDate,
    /// The verb just before, if there is one: “closed” in “closed today”.
    pub verb: Option<Span>,
    /// Whether that verb says that an event ends; `Some(false)` if it begins.
    pub ends: Option<bool>,
    /// The date that stands beside it and says which day it is: “today (14 June)”.
    pub beside: Option<DateMention>,
}

/// Whether the verb says that something ends; `Some(false)` if it begins.
fn ends(verb: &str) -> Option<bool> {
    const ENDS: [&str; 8] =
        ["closed", "closes", "ended", "ends", "concluded", "concludes", "closing", "wrapped"];
    const BEGINS: [&str; 9] = [
        "opened", "opens", "began", "begins", "started", "starts", "launched", "kicked", "opening",
    ];
    let is = |words: &[&str]| words.iter().any(|it| it.eq_ignore_ascii_case(verb));
    if is(&ENDS) { Some(true) } else { is(&BEGINS).then_some(false) }
}

/// The relative dates of a block, in the order of the text.
pub(super) fn extract(words: &BlockText, dates: &Dates) -> Vec<RelativeMention> {
    let finder = Finder { words, dates };
    let mut mentions = Vec::new();
    if !words.has_class(Class::RELATIVE_DAY | Class::RELATIVE) {
        return mentions;
    }
    for (at, token) in words.notable() {
        if token.kind != TokenKind::Word || !token.is(Class::RELATIVE_DAY | Class::RELATIVE) {
            continue;
        }
        let found = if token.is(Class::RELATIVE_DAY) { finder.day(at) } else { finder.period(at) };
        mentions.extend(found.and_then(|it| finder.mention(&it)));
    }
    mentions
}

/// A relative date with its tokens.
struct Found {
    date: RelativeDate,
    first: usize,
    last: usize,
}

struct Finder<'a> {
    words: &'a BlockText,
    dates: &'a Dates,
}

impl Finder<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.words.tokens.get(at)
    }

    fn text(&self, at: usize) -> &str {
        self.token(at).map_or("", |it| self.words.text_of(it))
    }

    fn stem(&self, at: usize) -> &str {
        self.token(at).map_or("", |it| &self.words.text[it.stem_span().range()])
    }

    fn is_word(&self, at: usize, words: &[&str]) -> bool {
        let text = self.text(at);
        self.token(at).is_some_and(|it| it.kind == TokenKind::Word)
            && words.iter().any(|it| it.eq_ignore_ascii_case(text))
    }

    fn mention(&self, found: &Found) -> Option<RelativeMention> {
        let (first, last) = (self.token(found.first)?, self.token(found.last)?);
        let span = first.span().join(last.span());
        // “this Saturday, 7 May” is a date.
        if self.dates.all().any(|it| it.span.overlaps(last.span())) {
            return None;
        }
        let verb = found
            .first
            .checked_sub(1)
            .filter(|&it| self.is_event_verb(it))
            .and_then(|it| self.token(it))
            .map(Token::span);
        let ends = verb.and_then(|verb| ends(&self.words.text[verb.range()]));
        let of_day = matches!(found.date, RelativeDate::Day(_) | RelativeDate::Weekday(..));
        let beside = self
            .dates
            .all()
            .filter(|it| of_day || it.span.start >= span.end)
            .find(|it| self.stands_beside(span, it.span))
            .copied();
        Some(RelativeMention { span, date: found.date, verb, ends, beside })
    }

    /// “today (14 June)”, “today, 14 June”, “14 June, today”.
    fn stands_beside(&self, relative: Span, date: Span) -> bool {
        const BETWEEN: [&str; 10] = ["", "(", ",", ", on", "on", "-", "–", "—", "[", ", the"];
        let gap = |start: usize, end: usize| self.words.text.get(start..end).unwrap_or("?").trim();
        if relative.end <= date.start {
            BETWEEN.contains(&gap(relative.end, date.start))
        } else {
            date.end <= relative.start
                && ["", ",", "(", "("].contains(&gap(date.end, relative.start))
        }
    }

    fn day(&self, at: usize) -> Option<Found> {
        let token = self.token(at)?;
        let word = self.stem(at);
        let offset = if word.eq_ignore_ascii_case("yesterday") {
            -1
        } else {
            i8::from(word.eq_ignore_ascii_case("tomorrow"))
        };
        let said = if token.has(Shape::POSSESSIVE) {
            self.is_event_noun(at + 1)
        } else if offset == 0 {
            self.is_this_day(at)
        } else {
            self.is_neighbouring_day(at)
        };
        let first = at - usize::from(at > 0 && self.is_word(at - 1, &["earlier", "later"]));
        said.then_some(Found { date: RelativeDate::Day(offset), first, last: at })
    }

    /// Whether “today” is the day of the release, not our times.
    fn is_this_day(&self, at: usize) -> bool {
        let is_name =
            self.token(at).is_some_and(|it| it.has(Shape::CAPITAL) && !it.has(Shape::ALL_CAPITALS));
        let after_verb = at.checked_sub(1).is_some_and(|it| self.is_event_verb(it));
        if is_name && !after_verb && !self.begins_sentence(at) {
            return false;
        }
        let bracketed = at > 0
            && self.token(at - 1).is_some_and(|it| it.kind == TokenKind::OpenBracket)
            && self.token(at + 1).is_some_and(|it| it.kind == TokenKind::CloseBracket);
        let dated = self.token(at).is_some_and(|it| {
            self.dates.all().any(|date| self.stands_beside(it.span(), date.span))
        });
        bracketed
            || dated
            || self.is_word(at + 1, &["at"])
            || at > 0 && self.is_word(at - 1, &["earlier", "later", "effective", "available"])
            || self.verb_follows(at)
            || self.verb_precedes(at)
    }

    /// “today announced”, “has today been signed”, “Today, the minister opened”.
    fn verb_follows(&self, at: usize) -> bool {
        let adverb = |it: usize| {
            self.is_word(it, &["been", "also", "is", "was", "will", "be", "has", "have"])
                || self.text(it).ends_with("ly")
        };
        let mut next = at + 1;
        while next < at + 4 && adverb(next) {
            next += 1;
        }
        if self.is_event_verb(next) {
            return true;
        }
        // A sentence that begins with “Today” speaks of our times as often as of the day; only a
        // verb of announcing soon after tells them apart.
        self.begins_sentence(at)
            && (at + 1..at + 9)
                .take_while(|&it| !self.ends_clause(it) || it == at + 1)
                .any(|it| self.is_past_event_verb(it))
    }

    fn begins_sentence(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|it| self.token(it)).is_none_or(|it| match it.kind {
            TokenKind::Stop => !it.has(Shape::ABBREVIATION),
            TokenKind::OpenQuote | TokenKind::CloseQuote => true,
            _ => false,
        })
    }

    /// “closed today”, “opened in Oslo today”.
    fn verb_precedes(&self, at: usize) -> bool {
        for before in (at.saturating_sub(6)..at).rev() {
            if self.ends_clause(before) {
                return false;
            }
            if !self.is_event_verb(before) {
                continue;
            }
            // “the lakes that we visit today” are visited on other days too, and “the opening”
            // further on is a noun.
            let tensed = self.is_past_event_verb(before) || self.text(before).ends_with('s');
            let habit =
                before > 0 && self.token(before - 1).is_some_and(|it| it.is(Class::PRONOUN));
            return tensed || before + 1 == at && !habit;
        }
        false
    }

    fn ends_clause(&self, at: usize) -> bool {
        self.token(at).is_none_or(|it| match it.kind {
            TokenKind::Stop => !it.has(Shape::ABBREVIATION),
            TokenKind::Word => {
                self.is_word(at, &["which", "that", "who", "as", "where", "we", "they", "and"])
            }
            TokenKind::Comma
            | TokenKind::Semicolon
            | TokenKind::Colon
            | TokenKind::Dash
            | TokenKind::OpenQuote
            | TokenKind::CloseQuote => true,
            _ => false,
        })
    }

    /// Whether “yesterday” and “tomorrow” are days: not “the leaders of tomorrow”, “a better
    /// tomorrow”, “Tech & Tomorrow”.
    fn is_neighbouring_day(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else {
            return false;
        };
        if token.has(Shape::CAPITAL) && !self.begins_sentence(at) {
            return at.checked_sub(1).is_some_and(|it| self.is_event_verb(it));
        }
        let dated = self.dates.all().any(|it| self.stands_beside(token.span(), it.span));
        dated
            || self.verb_precedes(at)
            || self.verb_follows(at)
            || at > 0 && self.is_word(at - 1, &["reception", "place", "until", "from"])
    }

    /// “next month”, “this Friday”, “later this week”.
    fn period(&self, at: usize) -> Option<Found> {
        let offset = match self.text(at) {
            it if it.eq_ignore_ascii_case("this") => 0,
            it if it.eq_ignore_ascii_case("next") => 1,
            it if it.eq_ignore_ascii_case("last") => -1,
            _ => return None,
        };
        // “the next month”, “over the last year” reach up to the day; “Monday last week”.
        if at > 0 && (self.is_word(at - 1, &["the", "every", "of"]) || self.is_plural_count(at)) {
            return None;
        }
        let adjective = offset == 0 && self.is_word(at + 1, &["coming", "past", "upcoming"]);
        let unit_at = at + 1 + usize::from(adjective);
        let unit = self.token(unit_at).filter(|it| it.kind == TokenKind::Word)?;
        let word = self.stem(unit_at);
        let is = |it: &str| word.eq_ignore_ascii_case(it);
        let date = if unit.is(Class::WEEKDAY) && unit.has(Shape::CAPITAL) {
            let weekday = Weekday::from_monday_one_offset(lexicon::weekday(word)?).ok()?;
            RelativeDate::Weekday(weekday, offset)
        } else if is("week") {
            RelativeDate::Week(offset)
        } else if is("weekend") {
            RelativeDate::Weekend(offset)
        } else if is("month") {
            RelativeDate::Month(offset)
        } else if is("year") {
            RelativeDate::Year(offset)
        } else if offset == 0 && (is("morning") || is("afternoon") || is("evening")) {
            RelativeDate::Day(0)
        } else if offset == -1 && is("night") {
            RelativeDate::Day(-1)
        } else {
            return None;
        };
        // “this week-long”, “last year-end”.
        let hyphen = self
            .token(unit_at + 1)
            .is_some_and(|it| it.kind == TokenKind::Hyphen && !it.has(Shape::SPACE_BEFORE));
        if hyphen || self.is_word(unit_at + 1, &["of"]) {
            return None;
        }
        let first = at - usize::from(at > 0 && self.is_word(at - 1, &["earlier", "later"]));
        Some(Found { date, first, last: unit_at })
    }

    /// “three last month”? No: “month after next year”.
    fn is_plural_count(&self, at: usize) -> bool {
        self.token(at - 1).is_some_and(|it| it.is(Class::RELATIVE | Class::ORDINAL_WORD))
            && !self.is_word(at - 1, &["earlier", "later"])
    }

    fn is_event_noun(&self, at: usize) -> bool {
        self.is_word(at, EVENT_NOUNS)
    }

    fn is_event_verb(&self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|it| it.kind == TokenKind::Word) else {
            return false;
        };
        let word = self.words.text_of(token);
        let lower = word.to_ascii_lowercase();
        IRREGULAR_VERBS.contains(&&*lower)
            || EVENT_VERBS.iter().any(|stem| {
                lower.strip_prefix(stem).is_some_and(|ending| {
                    matches!(ending, "" | "e" | "s" | "es" | "ed" | "d" | "ing")
                })
            })
    }

    fn is_past_event_verb(&self, at: usize) -> bool {
        let past = self.text(at).ends_with("ed") || IRREGULAR_VERBS.contains(&self.text(at));
        past && self.is_event_verb(at)
    }
}

/// What happens on a day: “today’s announcement”.
const EVENT_NOUNS: &[&str] = &[
    "announcement",
    "arrests",
    "ceremony",
    "conference",
    "conviction",
    "debate",
    "decision",
    "event",
    "hearing",
    "indictment",
    "judgment",
    "launch",
    "meeting",
    "news",
    "opening",
    "plea",
    "release",
    "report",
    "ruling",
    "sentence",
    "sentencing",
    "session",
    "signing",
    "statement",
    "summit",
    "verdict",
    "visit",
    "vote",
];

/// Verbs of what a release reports, without “e” and endings.
const EVENT_VERBS: &[&str] = &[
    "announc",
    "acquir",
    "address",
    "adopt",
    "agre",
    "appear",
    "appoint",
    "approv",
    "arrest",
    "arriv",
    "ask",
    "attend",
    "award",
    "call",
    "celebrat",
    "charg",
    "clos",
    "commemorat",
    "complet",
    "conclud",
    "condemn",
    "confirm",
    "convict",
    "debut",
    "declar",
    "deliver",
    "dismantl",
    "elect",
    "end",
    "endors",
    "enter",
    "extradit",
    "fil",
    "gather",
    "grant",
    "hand",
    "host",
    "inaugurat",
    "indict",
    "introduc",
    "issu",
    "join",
    "kick",
    "launch",
    "nam",
    "open",
    "order",
    "outlin",
    "pass",
    "plead",
    "pleaded",
    "present",
    "publish",
    "receiv",
    "releas",
    "report",
    "return",
    "reveal",
    "rul",
    "seiz",
    "sentenc",
    "sign",
    "start",
    "travel",
    "travell",
    "unveil",
    "urg",
    "visit",
    "vot",
    "warn",
    "welcom",
    "wrap",
    "wrapp",
    "resum",
];

const IRREGULAR_VERBS: &[&str] = &[
    "began", "begin", "begins", "begun", "gave", "held", "hold", "holds", "made", "meet", "meets",
    "met", "said", "sent", "spoke", "takes", "told", "took", "won", "set", "led", "laid", "paid",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let words = BlockText::new(text);
        let dates = crate::facts::dates::extract(&words);
        extract(&words, &dates).iter().map(|it| text[it.span.range()].to_owned()).collect()
    }

    #[test]
    fn the_day_of_the_release_is_told_from_our_times() {
        assert_eq!(found("The fair closed today with a parade."), ["today"]);
        assert_eq!(found("The council today announced a plan."), ["today"]);
        assert_eq!(found("Delegates of small states today asked for a fund."), ["today"]);
        assert_eq!(found("The fair opened in Oslo today."), ["today"]);
        assert_eq!(found("Today, the minister signed the accord."), ["Today"]);
        assert_eq!(found("Speaking after today’s meeting, she left."), ["today’s"]);
        for nowadays in [
            "In today’s world crime has become borderless.",
            "Crime today has become borderless.",
            "The harbour as we know it today is a century old.",
            "Today, more than three million people live there.",
            "The Oslo Today Forum opens.",
        ] {
            assert!(found(nowadays).is_empty(), "{nowadays}: {:?}", found(nowadays));
        }
    }

    #[test]
    fn yesterday_and_tomorrow_are_days_not_times_to_come() {
        assert_eq!(
            found("The race ended yesterday, and is held again tomorrow."),
            ["yesterday", "tomorrow"]
        );
        assert!(found("We train the leaders of tomorrow.").is_empty());
        assert!(found("For a better tomorrow.").is_empty());
        assert!(found("a panel on Tech & Tomorrow").is_empty());
    }

    #[test]
    fn periods_count_from_the_release() {
        assert_eq!(
            found("It meets next month and met earlier this week."),
            ["next month", "earlier this week"]
        );
        assert_eq!(found("It opens this coming Friday."), ["this coming Friday"]);
        assert!(found("over the next month, the last week of May, this week-long fair").is_empty());
        assert!(found("This Saturday, 7 May 2016, it opens.").is_empty());
    }
}
