//! Calendar: weekdays, days, ranges, durations, the release date.

use jiff::civil::Date;
use presscheck::Span;
use presscheck::draft::Zone;

use crate::harness::clean::{Clean, Hit, PROSE, expression};
use crate::harness::plant::{Kind, Plant};
use crate::harness::words::{MONTHS, SHORT_MONTHS, in_words, next_weekday, number, suffix};

pub(super) const KINDS: &[Kind] = &[
    Kind::new("weekday-date", "another weekday beside a full date", weekday_of_full_date),
    Kind::new(
        "weekday-date",
        "another weekday beside a date without its year",
        weekday_without_year,
    ),
    Kind::new(
        "weekday-date",
        "the year of a date with its weekday changed by one",
        year_of_weekday,
    )
    .also(&["tense-date", "release-date-conflict", "embargo-incomplete", "anniversary"]),
    Kind::new("impossible-date", "a day that its month does not have", impossible_day)
        .also(&["duration-range", "range-order"]),
    Kind::new("impossible-date", "an hour that no day has", impossible_hour),
    Kind::new("duration-range", "the end of a range moved by a day", moved_range),
    Kind::new("duration-range", "another number of days before a range", other_duration),
    Kind::new("range-order", "the ends of a range changed places", reversed_range)
        .also(&["duration-range", "tense-date"]),
    Kind::new("release-date-missing", "no release date in a text that counts from it", no_date)
        .anywhere()
        .also(&["relative-date", "quote-style"]),
    Kind::new("relative-date", "no release date for “today”", no_date_for_relative_words).also(&[
        "release-date-missing",
        "relative-date",
        "quote-style",
    ]),
    Kind::new("release-date-conflict", "“today” with the date of another day", other_today),
    Kind::new("release-date-conflict", "two release dates", other_date_line).also(&[
        "weekday-date",
        "tense-date",
        "relative-date",
    ]),
    Kind::new("tense-date", "“will be” with a year that is over", past_future).in_paragraph(),
    Kind::new("tense-date", "“was” with a year that is to come", future_past).in_paragraph(),
    Kind::new("date-form", "one date in another order", other_order),
    Kind::new("date-form", "an ordinal in one date", ordinal_date),
];

/// “Tuesday 1 September 2026”, “Monday, Aug. 31, 2026”: weekday, and the year of either form.
fn dated_weekday() -> String {
    format!(
        r"(?i)\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? (?:\d{{1,2}} {MONTHS} (\d{{4}})|{SHORT_MONTHS} \d{{1,2}}, (\d{{4}}))\b"
    )
}

fn weekday_of_full_date(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find_anywhere(&dated_weekday()).into_iter();
    hits.filter(|it| !clean.is_quoted(it.whole().start))
        .filter_map(|it| other_weekday(clean, &it))
        .collect()
}

fn weekday_without_year(clean: &Clean) -> Vec<Plant> {
    let pattern = format!(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? \d{{1,2}} {MONTHS}\b");
    let mut hits = clean.find(PROSE, &pattern);
    hits.retain(|it| {
        let after = clean.text[it.whole().end..].trim_start_matches([',', ' ', '\n']);
        !after.starts_with(|it: char| it.is_ascii_digit())
    });
    hits.iter().filter_map(|it| other_weekday(clean, it)).collect()
}

fn other_weekday(clean: &Clean, hit: &Hit) -> Option<Plant> {
    let weekday = next_weekday(clean.at(hit.group(1)))?;
    Some(Plant::replace(hit.group(1), weekday).at(hit.whole()))
}

fn year_of_weekday(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find_anywhere(&dated_weekday()).into_iter();
    // The release date itself is another matter.
    let mut hits: Vec<Hit> = hits.filter(|it| !states_release_date(clean, it.whole())).collect();
    hits.retain(|it| !clean.is_quoted(it.whole().start));
    hits.iter()
        .enumerate()
        .filter_map(|(at, hit)| {
            let span = hit.has(2).or(hit.has(3))?;
            let year = number(clean.at(span))?;
            let year = if at % 2 == 0 { year - 1 } else { year + 1 };
            Some(Plant::replace(span, year.to_string()).at(hit.whole()))
        })
        .collect()
}

fn states_release_date(clean: &Clean, date: Span) -> bool {
    let block = clean.analysis.draft.block_at(date.start);
    let zone = block.map(|it| clean.analysis.draft.blocks[it].zone);
    let above = matches!(
        zone,
        Some(Zone::DateLine | Zone::Dateline | Zone::ReleaseLine | Zone::Embargo) | None
    );
    let text = clean.at(date);
    above || clean.date().is_some_and(|it| text.contains(&long(it)) || text.contains(&american(it)))
}

/// “16 May 2013”.
fn long(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// “May 16, 2013”.
fn american(date: Date) -> String {
    date.strftime("%B %-d, %Y").to_string()
}

fn impossible_day(clean: &Clean) -> Vec<Plant> {
    let zones = [PROSE, &[Zone::Notes]].concat();
    let mut plants = Vec::new();
    let day_first = r"\b(\d{1,2}) (April|June|September|November|February)\b";
    let month_first = r"\b(April|June|Sept\.|September|November|Nov\.|February|Feb\.) (\d{1,2}),";
    for (pattern, day, month) in [(day_first, 1, 2), (month_first, 2, 1)] {
        for hit in clean.find(&zones, pattern) {
            let alone = !clean.text[..hit.whole().start].ends_with(['-', '–']);
            let of_weekday = clean.text[..hit.whole().start].trim_end().ends_with("day,")
                || clean.text[..hit.whole().start].trim_end().ends_with("day");
            let release =
                states_release_date(clean, clean.line(hit.whole().start)) && hit.zone != Zone::Lead;
            if alone && !of_weekday && !release {
                let february = clean.at(hit.group(month)).starts_with('F');
                let wrong = if february { "30" } else { "31" };
                plants.push(Plant::replace(hit.group(day), wrong).at(hit.whole()));
            }
        }
    }
    plants
}

fn impossible_hour(clean: &Clean) -> Vec<Plant> {
    let zones = [Zone::Lead, Zone::Body, Zone::ListItem, Zone::Notes, Zone::Embargo];
    let hits = clean.find(&zones, r"\b(\d{1,2}):(\d\d)\b").into_iter();
    hits.map(|it| Plant::replace(it.group(1), "25").at(it.whole())).collect()
}

/// “The four-day meeting (9-12 May)”, “lasted four days (21-24 April)”.
fn measured_range() -> String {
    format!(
        r"(?i)\b(two|three|four|five|six|seven|eight|nine|ten)(-day [a-z]+(?: [a-z]+)?| days) \((\d{{1,2}})(?:[-–](\d{{1,2}}) {MONTHS}| {MONTHS}[-–](\d{{1,2}}) {MONTHS})"
    )
}

fn moved_range(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, &measured_range()).into_iter();
    hits.filter_map(|it| {
        let end = it.has(4).or(it.has(5))?;
        let day = number(clean.at(end)).filter(|it| *it < 28)?;
        Some(Plant::replace(end, (day + 1).to_string()).at(it.whole()))
    })
    .collect()
}

fn other_duration(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, &measured_range()).into_iter();
    hits.filter_map(|it| {
        let days = number(clean.at(it.group(1)))?;
        let other = in_words(usize::try_from(if days > 4 { days - 1 } else { days + 1 }).ok()?)?;
        Some(Plant::replace(it.group(1), other).at(it.whole()))
    })
    .collect()
}

fn reversed_range(clean: &Clean) -> Vec<Plant> {
    let dashed = format!(r"\b(\d{{1,2}})[-–](\d{{1,2}}) {MONTHS}");
    let worded = format!(r"\bfrom (\d{{1,2}}) to (\d{{1,2}}) {MONTHS}");
    let hits = clean.find(PROSE, &dashed).into_iter().chain(clean.find(PROSE, &worded));
    hits.map(|it| {
        let (one, other) = (it.group(1), it.group(2));
        Plant::replace(one, clean.at(other))
            .and(Plant::replace(other, clean.at(one)))
            .at(it.whole())
    })
    .collect()
}

/// The year lost wherever the draft states its release date, and beside every other date near its
/// top and its end: nothing tells any more when it is from.
fn no_years(clean: &Clean) -> Option<Plant> {
    clean.date()?;
    if clean.given().is_some() {
        return None;
    }
    let blocks = &clean.analysis.draft.blocks;
    let top = blocks.get(14).map_or(clean.text.len(), |it| it.span.start);
    let end = blocks.iter().rev().nth(5).map_or(0, |it| it.span.end);
    let written = format!(
        r"(?i)\b\d{{1,2}} {MONTHS}( \d{{4}})\b|{SHORT_MONTHS} \d{{1,2}}(, \d{{4}})\b|{MONTHS}( \d{{4}})\b"
    );
    let (long, american) = (long(clean.date()?), american(clean.date()?));
    let mut lost = Plant::default();
    for hit in clean.find_anywhere(&written) {
        let near = hit.whole().start < top || hit.whole().start > end;
        let text = clean.at(hit.whole());
        if let Some(year) = hit.has(1).or(hit.has(2)).or(hit.has(3))
            && (near || [&long, &american].into_iter().any(|it| it.eq_ignore_ascii_case(text)))
        {
            lost = lost.and(Plant::delete(year));
        }
    }
    for hit in clean.find_anywhere(r"(?:date: )?\b\d{4}-\d\d-\d\d\b") {
        lost = lost.and(Plant::delete(hit.whole()));
    }
    Some(lost)
}

/// “today”, “yesterday”, “next month”, outside quotations.
fn relative_words(clean: &Clean) -> Vec<Hit> {
    clean.find(
        &[Zone::Lead, Zone::Body],
        r"\b(?:announced|closed|published|starts|ended|said|work|States|signed) (today)\b|\b(next month|yesterday|tomorrow)\b",
    )
}

fn no_date(clean: &Clean) -> Vec<Plant> {
    let counts = !relative_words(clean).is_empty();
    no_years(clean).filter(|_| counts).into_iter().collect()
}

fn no_date_for_relative_words(clean: &Clean) -> Vec<Plant> {
    let Some(lost) = no_years(clean) else { return Vec::new() };
    let words = relative_words(clean).into_iter();
    // A day beside the word would do.
    let bare = words.filter(|it| !clean.text[it.whole().end..].starts_with(" ("));
    bare.map(|it| lost.clone().at(it.has(1).or(it.has(2)).unwrap_or_default())).collect()
}

fn other_today(clean: &Clean) -> Vec<Plant> {
    let Some(other) = clean.date().and_then(|it| it.tomorrow().ok()?.tomorrow().ok()) else {
        return Vec::new();
    };
    let hits =
        clean.find(&[Zone::Lead, Zone::Body], r"\b(?:announced|closed|published|ended) today\b");
    let bare = hits.into_iter().filter(|it| !clean.text[it.whole().end..].starts_with(" ("));
    let stated = format!(" ({})", other.strftime("%-d %B"));
    bare.map(|it| Plant::insert(it.whole().end, stated.clone()).or_at(it.whole())).collect()
}

/// The date line has another day than the dateline, or than “today (…)”.
fn other_date_line(clean: &Clean) -> Vec<Plant> {
    let Some(date) = clean.date() else { return Vec::new() };
    let Ok(other) = date.saturating_sub(jiff::Span::new().days(9)).tomorrow() else {
        return Vec::new();
    };
    let zones = [Zone::DateLine, Zone::Dateline, Zone::ReleaseLine];
    let mut plants = Vec::new();
    for (here, there) in [(long(date), long(other)), (american(date), american(other))] {
        let stated = clean.find(&zones, &here);
        let today = clean.find(PROSE, &format!(r"today \((?:[A-Z][a-z]+day )?{here}\)"));
        let all: Vec<Span> = stated.iter().chain(&today).map(Hit::whole).collect();
        if let ([first, ..], true) = (&stated[..], all.len() > 1) {
            let plant = Plant::replace(first.whole(), there);
            plants.push(all.iter().fold(plant, |plant, it| plant.or_at(*it)));
        }
    }
    plants
}

/// Verbs of the draft's own with a full date behind them: the year, and the date of that day in
/// another year.
fn dated_verbs(clean: &Clean, verb: &str) -> Vec<(Span, String)> {
    let pattern = format!(
        r"{verb}\b[^.;:“”\d]*\b(?:\d{{1,2}} and )?(?:\d{{1,2}} to )?(\d{{1,2}} {MONTHS}) (\d{{4}})\b"
    );
    let hits = clean.find(PROSE, &pattern).into_iter();
    // What came before something else has another date.
    let other = expression(r"\b(?:before|after|since|until)\b|day ");
    hits.filter(|it| !other.is_match(clean.at(it.whole())))
        .map(|it| (it.group(2), clean.at(it.group(1)).to_owned()))
        .collect()
}

fn in_year(day: &str, year: i16) -> Option<Date> {
    Date::strptime("%d %B %Y", format!("{day} {year}")).ok()
}

fn past_future(clean: &Clean) -> Vec<Plant> {
    let Some(date) = clean.date() else { return Vec::new() };
    let verb = r"\bwill (?:be held|take place|meet|be shown|be published|open|begin|start|end)";
    let mut plants = Vec::new();
    for (year, day) in dated_verbs(clean, verb) {
        let past = [date.year(), date.year() - 1]
            .into_iter()
            .find(|it| in_year(&day, *it).is_some_and(|it| it < date));
        if let Some(past) = past {
            plants.push(Plant::replace(year, past.to_string()));
        }
    }
    plants
}

fn future_past(clean: &Clean) -> Vec<Plant> {
    let Some(date) = clean.date() else { return Vec::new() };
    let verb = r"\b(?:was|were) (?:held|adopted|approved|opened|launched|signed|presented)";
    let mut plants = Vec::new();
    for (year, day) in dated_verbs(clean, verb) {
        let coming = [date.year(), date.year() + 1]
            .into_iter()
            .find(|it| in_year(&day, *it).is_some_and(|it| it > date));
        if let Some(coming) = coming {
            plants.push(Plant::replace(year, coming.to_string()));
        }
    }
    plants
}

fn other_order(clean: &Clean) -> Vec<Plant> {
    let pattern = format!(r"\b(\d{{1,2}}) ({MONTHS}) (\d{{4}})\b");
    if clean.find_anywhere(&pattern).len() < 3 {
        return Vec::new();
    }
    let hits = clean.find(&[Zone::Body], &pattern).into_iter();
    hits.filter(|it| !clean.text[..it.whole().start].ends_with(['-', '–']))
        .filter(|it| !clean.text[..it.whole().start].trim_end().ends_with("day"))
        .filter(|it| !clean.text[..it.whole().start].ends_with(" to "))
        .map(|it| {
            let part = |at| clean.at(it.group(at));
            Plant::replace(it.whole(), format!("{} {}, {}", part(2), part(1), part(3)))
        })
        .collect()
}

fn ordinal_date(clean: &Clean) -> Vec<Plant> {
    let pattern = format!(r"\b(\d{{1,2}}) {MONTHS} \d{{4}}\b");
    if clean.find_anywhere(&pattern).len() < 3 {
        return Vec::new();
    }
    let hits = clean.find(&[Zone::Body], &pattern).into_iter();
    hits.filter(|it| !clean.text[..it.whole().start].ends_with(['-', '–']))
        .filter_map(|it| {
            let day = number(clean.at(it.group(1)))?;
            let ending = suffix(day);
            Some(Plant::insert(it.group(1).end, ending).at(it.whole()))
        })
        .collect()
}
