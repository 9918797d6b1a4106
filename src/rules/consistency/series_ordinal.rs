//! `series-ordinal`: the editions of a series are numbered by the years in which they meet.

use jiff::civil::Date;

use crate::draft::{Block, TokenKind, Zone};
use crate::facts::relative::RelativeDate;
use crate::facts::{BlockFacts, Located, Ordinal};
use crate::house::Series;
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "series-ordinal",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(SeriesOrdinal),
};

struct SeriesOrdinal;

/// How far a number may be from that of the register and still be meant for it: further off, another
/// body's series of the same name is.
const NEAR: u64 = 5;
/// “The second Lakes Forum” may be the second of this year.
const SMALLEST_IN_WORDS: u64 = 5;
/// How many words may stand between an edition and its year.
const REACH: usize = 14;
/// Years in which so much was put off that no series is expected to have kept its rhythm.
const PANDEMIC: std::ops::RangeInclusive<i16> = 2020..=2022;

/// An edition of a series, with the year in which it meets. Spans are of the draft.
struct Edition<'a> {
    span: Span,
    number: u64,
    /// The name in lower case, without acronyms.
    name: &'a str,
    /// The acronyms in the name.
    acronyms: Vec<&'a str>,
    annual: bool,
    year: i16,
}

impl Rule for SeriesOrdinal {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let mut editions: Vec<Edition<'_>> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for it in draft.facts.ordinals(draft.draft) {
            let Some(series) = &it.fact.series else { continue };
            let counted = it.fact.value.is_some_and(|value| {
                value > 0 && !(value < SMALLEST_IN_WORDS && it.fact.suffix.is_none())
            });
            if !counted || is_out_of_turn(&it, series.span) {
                continue;
            }
            let name = series.name.trim_end_matches(" of");
            let first = !seen.contains(&name);
            seen.push(name);
            editions.extend(edition(draft, &it, name, first));
        }
        for (at, edition) in editions.iter().enumerate() {
            if let Some(registered) = draft.house.series.iter().find(|it| edition.is_of(draft, it))
            {
                hold_to_register(draft, sink, edition, registered);
                continue;
            }
            let other = editions[..at].iter().find(|it| it.is_of_the_series_of(edition));
            if let Some(other) = other.filter(|it| contradict(it, edition)) {
                let shown = shown(draft, edition.span);
                let before = crate::text::one_line(draft.text_at(other.span));
                let message =
                    format!("“{shown}” in {}, but “{before}” in {}", edition.year, other.year);
                sink.report(edition.span, message)
                    .help("correct one of the numbers or one of the years")
                    .related(other.span, format!("“{before}”, {}", other.year));
            }
        }
    }
}

fn shown(draft: &DraftContext<'_>, span: Span) -> String {
    crate::text::one_line(draft.text_at(span))
}

/// “the second, extraordinary session”, “the 3rd special session of the Assembly”: counted apart.
fn is_out_of_turn(it: &Located<'_, Ordinal>, series: Span) -> bool {
    let between = it.block.text().get(it.fact.span.end..series.start).unwrap_or_default();
    let text = it.block.text().get(series.range()).unwrap_or_default();
    ["extraordinary", "special", "emergency", "anniversary"].iter().any(|word| {
        between.to_ascii_lowercase().contains(word) || text.to_ascii_lowercase().contains(word)
    })
}

/// The kinds of meetings of which the editions are numbered by years.
const MEETINGS: [&str; 26] = [
    "assembly",
    "conference",
    "session",
    "summit",
    "meeting",
    "forum",
    "symposium",
    "convention",
    "congress",
    "festival",
    "fair",
    "games",
    "championship",
    "championships",
    "awards",
    "exhibition",
    "regatta",
    "gala",
    "show",
    "expo",
    "cup",
    "tournament",
    "marathon",
    "biennale",
    "prize",
    "edition",
];

fn edition<'a>(
    draft: &DraftContext<'a>,
    it: &Located<'a, Ordinal>,
    name: &'a str,
    first: bool,
) -> Option<Edition<'a>> {
    if !MEETINGS.iter().any(|meeting| name.split(' ').any(|word| word == *meeting)) {
        return None;
    }
    let series = it.fact.series.as_ref()?;
    let text = it.block.text();
    let whole = it.fact.span.join(series.span);
    let acronyms = text.get(series.span.range())?.split_ascii_whitespace().filter(|word| {
        word.len() > 1 && word.bytes().all(|it| it.is_ascii_uppercase() || it == b'-')
    });
    Some(Edition {
        span: it.to_draft(whole),
        number: it.fact.value?,
        name,
        acronyms: acronyms.collect(),
        annual: text.get(whole.range())?.to_ascii_lowercase().contains("annual"),
        year: year_of(draft, it, whole, first)?,
    })
}

impl Edition<'_> {
    fn is_of_the_series_of(&self, other: &Self) -> bool {
        let same_house = self.acronyms.is_empty()
            || other.acronyms.is_empty()
            || self.acronyms == other.acronyms;
        self.name == other.name && same_house
    }

    fn is_of(&self, draft: &DraftContext<'_>, series: &Series) -> bool {
        let organisation = series.organisation.as_deref();
        let own = self.acronyms.iter().all(|it| {
            organisation.is_some_and(|name| {
                name.eq_ignore_ascii_case(it)
                    || draft
                        .house
                        .organisations
                        .iter()
                        .any(|known| known.is_called(name) && known.is_called(it))
            })
        });
        own && self.name.eq_ignore_ascii_case(&series.name)
    }
}

/// The year in which an edition meets, as the text says it.
fn year_of(
    draft: &DraftContext<'_>,
    it: &Located<'_, Ordinal>,
    whole: Span,
    first: bool,
) -> Option<i16> {
    let words = &*it.block.words;
    let facts = draft.facts.of_block(it.block_index)?;
    let sentence = words.sentence_at(whole.start)?.span;
    let end_token = words.token_from(whole.end);
    let limit = words.tokens.get(end_token + REACH).map_or(sentence.end, |it| it.span().start);
    // Another edition after this one has the years that follow it.
    let next = facts
        .ordinals
        .iter()
        .filter(|it| it.series.is_some())
        .map(|it| it.span.start)
        .find(|it| *it >= whole.end)
        .unwrap_or(sentence.end);
    let after = Span::new(whole.end, sentence.end.min(limit).min(next).max(whole.end));
    stated_year(draft, it.block, facts, after)
        .or_else(|| {
            // “In 2014, the 43rd conference …”
            let opens = words.is_word(words.token_from(sentence.start), &["in"]);
            let before = Span::new(sentence.start, whole.start);
            let near = words.token_from(whole.start) - words.token_from(sentence.start) < 6;
            (opens && near).then(|| stated_year(draft, it.block, facts, before)).flatten()
        })
        .or_else(|| {
            // What the release is about meets in its year, if it has met.
            let met = first
                && it.zone() == Zone::Lead
                && !words.tokens.iter().any(|token| {
                    sentence.contains(token.span())
                        && ["will", "next"].contains(&words.text_of(token))
                });
            met.then(|| draft.facts.release_date().map(|it| it.date.year())).flatten()
        })
}

/// The first year in a stretch: of a date, after “in” or in brackets, or “next year”.
fn stated_year(
    draft: &DraftContext<'_>,
    block: &Block,
    facts: &BlockFacts,
    stretch: Span,
) -> Option<i16> {
    // “the 10th forum since the accord of May 2013”
    let is_counted_from = |date: Span| {
        let words = &*block.words;
        let (from, to) = (words.token_from(stretch.start), words.token_from(date.start));
        (from..to).any(|it| words.is_word(it, &["since", "after", "before", "until"]))
    };
    let dated = facts
        .dates
        .all()
        .filter(|it| stretch.contains(it.span) && !is_counted_from(it.span))
        .min_by_key(|it| it.span.start)
        .and_then(|it| {
            let year = it.date.year.or_else(|| draft.facts.resolve(it.date).map(Date::year))?;
            Some((it.span.start, year))
        });
    let words = &*block.words;
    let first = words.token_from(stretch.start);
    let figures =
        facts.figures.iter().map(|it| *it as usize).filter(|it| *it >= first).find_map(|at| {
            let token = words.tokens.get(at).filter(|it| stretch.contains(it.span()))?;
            let plain = token.kind == TokenKind::Number && token.span().len() == 4;
            let year: i16 = words.text_of(token).parse().ok().filter(|it| plain && *it > 1800)?;
            let before = words.tokens.get(at.checked_sub(1)?)?;
            if is_counted_from(token.span()) {
                return None;
            }
            let introduced = words.is_word(at - 1, &["in", "for", "of"])
                || words
                    .is_word(at - 1, &["spring", "summer", "autumn", "winter", "early", "late"])
                || before.kind == TokenKind::OpenBracket;
            (introduced && year < 2100).then_some((token.span().start, year))
        });
    let relative = facts.relative_dates.iter().find_map(|it| {
        let RelativeDate::Year(offset) = it.date else {
            return None;
        };
        let year = draft.facts.release_date()?.date.year() + i16::from(offset);
        stretch.contains(it.span).then_some((it.span.start, year))
    });
    [dated, figures, relative].into_iter().flatten().min().map(|(_, year)| year)
}

/// Whether two editions cannot both be right: one number in two years, a later one in an earlier
/// year, more editions than years, and where they are annual fewer.
fn contradict(one: &Edition<'_>, other: &Edition<'_>) -> bool {
    let (first, second) = if one.year <= other.year { (one, other) } else { (other, one) };
    let years = u64::from(second.year.abs_diff(first.year));
    if years == 0 {
        return false;
    }
    let Some(editions) = second.number.checked_sub(first.number) else {
        return true;
    };
    // Two a year there are; more than that is a slip.
    if editions == 0 || editions > years * 2 {
        return true;
    }
    let put_off = PANDEMIC.into_iter().any(|it| (first.year..=second.year).contains(&it));
    let annual = one.annual || other.annual;
    annual && (editions > years || editions < years && years <= 3 && !put_off)
}

/// Later facts never contradict a plan: an edition is checked only if its year has come.
fn hold_to_register(
    draft: &DraftContext<'_>,
    sink: &mut Sink<'_>,
    edition: &Edition<'_>,
    series: &Series,
) {
    let year = edition.year;
    let Some(release) = draft.facts.release_date().map(|it| it.date.year()) else {
        return;
    };
    if year > release || series.skipped.contains(&year) {
        return;
    }
    let Some(right) = number_in(series, year) else {
        return;
    };
    let named = !edition.acronyms.is_empty();
    let far = edition.number.abs_diff(right) > NEAR && !named;
    if edition.number == right || far {
        return;
    }
    let shown = shown(draft, edition.span);
    let ending = Ordinal::right_suffix(right);
    let message = format!("“{shown}”, but that of {year} is the {right}{ending}");
    sink.report(edition.span, message).help("correct the number or the year");
}

/// The number of the edition of `year`.
fn number_in(series: &Series, year: i16) -> Option<u64> {
    let (number, first) = series.first;
    let met = |it: &i16| !series.skipped.contains(it);
    if year >= first {
        let later = (first + 1..=year).filter(met).count();
        number.checked_add(u64::try_from(later).ok()?)
    } else {
        let earlier = (year..first).filter(met).count();
        number.checked_sub(u64::try_from(earlier).ok()?).filter(|it| *it > 0)
    }
}
