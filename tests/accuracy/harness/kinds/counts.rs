//! Numbers: members, sums, ordinals, anniversaries, units.

use presscheck::Span;
use presscheck::draft::Zone;

use crate::harness::clean::{Clean, Hit, PROSE, expression};
use crate::harness::plant::{Kind, Plant};
use crate::harness::words::{in_words, number, suffix};

pub(super) const KINDS: &[Kind] = &[
    Kind::new("member-count-conflict", "one of two numbers of members changed", member_conflict)
        .also(&["member-count-fact"]),
    Kind::new("member-count-fact", "an old number of members", old_member_count),
    Kind::new(
        "number-conflict",
        "another number in the headline than in the body",
        headline_number,
    ),
    Kind::new("sum-mismatch", "a part of a sum changed", wrong_sum).in_paragraph(),
    Kind::new("ordinal-suffix", "the ending of another ordinal", wrong_suffix),
    Kind::new("ordinal-suffix", "an ordinal without its number", lost_ordinal),
    Kind::new("series-ordinal", "an edition counted wrongly", wrong_edition).in_paragraph(),
    Kind::new("anniversary", "another number of years", wrong_anniversary).in_paragraph(),
    Kind::new("malformed-number", "a figure too many behind the comma", long_group),
    Kind::new("malformed-number", "a figure too few behind the comma", short_group),
    Kind::new("list-count", "a list without one of its items", lost_item)
        .in_paragraph()
        .also(&["list-punctuation"]),
    Kind::new("unit-form", "another form of per cent", other_per_cent),
    Kind::new("number-style", "figures at the start of a sentence", figures_first),
];

/// Statements of a whole membership: after “all”, “its”, “our”, an owner, “one of”.
const MEMBERS: &str = r"(?i)(?:\ball|\ball of (?:its|our)|\bits|\bour|’s|\bhas|\b(?:one|each) of (?:the|its))(?: own)? (\d{2,3}|nine) (?:INTERPOL )?(?:member countries|member states|participating states)\b";

/// The places that state how many members there are: the whole of each and its number.
fn totals(clean: &Clean) -> Vec<(Span, Span)> {
    let hits = clean.find_anywhere(MEMBERS).into_iter();
    hits.map(|it| (it.whole(), it.group(1)))
        .filter(|it| {
            // Who came, what was in another year, and plans have other numbers.
            let sentence = sentence_around(clean, it.0);
            let other = r"represented|\b(?:19|20)\d\d\b|\b(?:will|would|could|may|no)\b";
            !expression(other).is_match(sentence)
        })
        .collect()
}

fn sentence_around(clean: &Clean, span: Span) -> &str {
    let start = clean.text[..span.start].rfind(['.', '\n']).map_or(0, |it| it + 1);
    let end = clean.text[span.end..].find('.').map_or(clean.text.len(), |it| span.end + it);
    &clean.text[start..end]
}

fn fewer(clean: &Clean, figures: Span) -> Option<String> {
    let count = number(clean.at(figures))?;
    if clean.at(figures).starts_with(|it: char| it.is_ascii_digit()) {
        return Some((count - 2).to_string());
    }
    in_words(usize::try_from(count).ok()? - 2).map(str::to_owned)
}

fn member_conflict(clean: &Clean) -> Vec<Plant> {
    let totals = totals(clean);
    let of = |it: &(Span, Span)| number(clean.at(it.1));
    let mut plants = Vec::new();
    for total in totals.iter().filter(|it| !clean.is_quoted(it.0.start)) {
        let others: Vec<_> =
            totals.iter().filter(|it| it != &total && of(it) == of(total)).collect();
        let Some(fewer) = fewer(clean, total.1).filter(|_| !others.is_empty()) else { continue };
        let mut plant = Plant::replace(total.1, fewer).or_at(total.0);
        for other in others {
            plant = plant.or_at(other.0);
        }
        plants.push(plant);
    }
    plants
}

/// Owners whose members are counted in a dated table.
const COUNTED: [&str; 6] =
    ["INTERPOL", "African Union", "AU", "OSCE", "European Union", "World Health Organization"];

fn old_member_count(clean: &Clean) -> Vec<Plant> {
    let mut plant: Option<Plant> = None;
    for (whole, figures) in totals(clean) {
        let sentence = sentence_around(clean, whole);
        let named = COUNTED.iter().any(|it| expression(&format!(r"\b{it}\b")).is_match(sentence));
        let Some(fewer) = fewer(clean, figures) else { continue };
        if !named || clean.is_quoted(whole.start) {
            continue;
        }
        let one = Plant::replace(figures, fewer).or_at(whole);
        plant = Some(match plant {
            Some(it) => it.and(one),
            None => one,
        });
    }
    plant.into_iter().collect()
}

fn headline_number(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    for hit in clean.find(&[Zone::Headline], r"(\d[\d,]*) ([a-z]+)") {
        let (figures, noun) = (clean.at(hit.group(1)), clean.at(hit.group(2)));
        let again = clean.find(&[Zone::Lead, Zone::Body], &format!(r"\b{figures} {noun}\b"));
        // Where the text has several numbers of them, any may be meant.
        let all = clean.find_also_quoted(
            &[Zone::Lead, Zone::Body],
            &format!(r"\b[\w,-]+ (?:[a-z]+ )?{noun}\b"),
        );
        if all.len() > again.len() {
            continue;
        }
        let Some(value) = number(figures).filter(|it| *it > 9) else { continue };
        if again.is_empty() {
            continue;
        }
        let other = if figures.contains(',') {
            let changed = value + 300;
            format!("{},{:03}", changed / 1000, changed % 1000)
        } else {
            (value + 7).to_string()
        };
        let mut plant = Plant::replace(hit.group(1), other).or_at(hit.whole());
        for place in again {
            plant = plant.or_at(place.whole());
        }
        plants.push(plant);
    }
    plants
}

fn wrong_sum(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    let numbers = r"\b\d[\d ,]*(?:\.\d+)?\b";
    for sentence in clean.find(PROSE, r"[^.:“”]*(?:\d\.\d[^.:“”]*)*:[^:“”]*?\.(?:\s|$)")
    {
        let parts: Vec<Span> = expression(numbers)
            .find_iter(clean.at(sentence.whole()))
            .map(|it| Span::from(it.range()).shifted(sentence.whole().start))
            .collect();
        let values: Vec<f64> = parts.iter().filter_map(|it| amount(clean.at(*it))).collect();
        let colon = clean.at(sentence.whole()).find(':').unwrap_or_default();
        let behind = parts.iter().filter(|it| it.start > sentence.whole().start + colon).count();
        let Some(split) = values.len().checked_sub(behind) else { continue };
        let sum: f64 = values[split..].iter().sum();
        let total = values[..split].iter().find(|it| (**it - sum).abs() < 0.001);
        if let (Some(_), Some(last), true) = (total, parts.last(), behind >= 2) {
            let text = clean.at(*last).trim_end();
            let at = Span::new(last.start, last.start + text.len());
            if let Some(other) = changed_figure(text) {
                plants.push(Plant::replace(at, other));
            }
        }
    }
    plants
}

fn amount(text: &str) -> Option<f64> {
    text.replace([',', ' ', '\u{a0}'], "").trim().parse().ok()
}

/// The number with another first figure.
fn changed_figure(text: &str) -> Option<String> {
    let first = text.chars().next()?.to_digit(10)?;
    let other = if first == 9 { 7 } else { first + 1 };
    Some(format!("{other}{}", &text[1..]))
}

const ORDINAL: &str = r"\b(\d{1,3}(?:,\d{3})?)(st|nd|rd|th)\b";

fn wrong_suffix(clean: &Clean) -> Vec<Plant> {
    let zones = [Zone::Headline, Zone::Lead, Zone::Body, Zone::Notes, Zone::Boilerplate];
    let hits = clean.find(&zones, ORDINAL).into_iter();
    hits.filter_map(|it| {
        let value = number(clean.at(it.group(1)))?;
        let wrong = if suffix(value) == "th" { "nd" } else { "th" };
        Some(Plant::replace(it.group(2), wrong).at(it.whole()))
    })
    .collect()
}

fn lost_ordinal(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, &format!(r"\bthe {}", &ORDINAL[2..])).into_iter();
    hits.map(|it| Plant::delete(it.group(1)).at(Span::new(it.group(1).start, it.group(2).end)))
        .collect()
}

/// Two editions of one series, named alike: the one gets the number of the other.
fn wrong_edition(clean: &Clean) -> Vec<Plant> {
    let named = r"\b(\d{1,3})(st|nd|rd|th) ((?:\p{Lu}\p{L}+|session|edition)(?: (?:of|on|the|\p{Lu}\p{L}+))+)";
    let hits = clean.find(PROSE, named);
    let mut plants = Vec::new();
    for (at, hit) in hits.iter().enumerate() {
        for other in &hits[at + 1..] {
            let name =
                |it: &Hit| clean.at(it.group(3)).split_whitespace().collect::<Vec<_>>().join(" ");
            let number_of = |it: &Hit| number(clean.at(it.group(1)));
            let dated = |it: &Hit| {
                let years = expression(r"\b20\d\d\b");
                years.find_iter(sentence_around(clean, it.whole())).count() == 1
            };
            if name(hit) == name(other)
                && number_of(hit) != number_of(other)
                && dated(hit)
                && dated(other)
            {
                let ordinal = Span::new(other.group(1).start, other.group(2).end);
                let first = Span::new(hit.group(1).start, hit.group(2).end);
                plants.push(
                    Plant::replace(ordinal, clean.at(first))
                        .or_at(other.whole())
                        .or_at(hit.whole()),
                );
            }
        }
    }
    plants
}

fn wrong_anniversary(clean: &Clean) -> Vec<Plant> {
    let zones = [Zone::Lead, Zone::Body, Zone::Notes, Zone::Boilerplate];
    let of_year = r"\b(\d+)(st|nd|rd|th) anniversary of its [a-z]+ in \d{4}";
    let ago = r"\b(\d+)() years ago, in \d{4}";
    let hits = clean.find(&zones, of_year).into_iter().chain(clean.find(&zones, ago));
    hits.filter_map(|it| {
        let value = number(clean.at(it.group(1)))? + 5;
        let ending = if it.group(2).is_empty() { "" } else { suffix(value) };
        let span = Span::new(it.group(1).start, it.group(2).end);
        Some(Plant::replace(span, format!("{value}{ending}")))
    })
    .collect()
}

const THOUSANDS: &str = r"\b(\d{1,3},\d{3})\b";

fn long_group(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, THOUSANDS).into_iter();
    hits.map(|it| Plant::insert(it.whole().end, "3").at(it.whole())).collect()
}

/// Only money: “1,30” may be many things.
fn short_group(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, r"[$€£]\d{1,3},\d{3}\b").into_iter();
    hits.map(|it| {
        let end = it.whole().end;
        Plant::delete(Span::new(end - 1, end)).at(it.whole())
    })
    .collect()
}

fn lost_item(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    for (introduction, items) in clean.lists() {
        let text = clean.at(introduction);
        let counted = expression(
            r"(?i)\b(two|three|four|five|six) (?:measures|things|recommendations|steps|points|areas|rules|aims):$",
        );
        let count = counted.captures(text).and_then(|it| number(it.get(1)?.as_str()));
        if count == Some(items.len() as u64) && items.len() > 2 {
            let item = clean.line(items[1].start);
            let line = Span::new(item.start, (item.end + 1).min(clean.text.len()));
            plants.push(Plant::delete(line).at(introduction).or_at(items[0]).or_at(items[2]));
        }
    }
    plants
}

fn other_per_cent(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    for (form, other) in [(r"\d( per cent)\b", "%"), (r"\d([ \u{a0}]?%)", " per cent")] {
        let zones = [PROSE, &[Zone::Headline]].concat();
        let hits = clean.find(&zones, form);
        if hits.len() > 1 {
            plants.extend(hits.iter().map(|it| Plant::replace(it.group(1), other).at(it.whole())));
        }
    }
    plants
}

fn figures_first(clean: &Clean) -> Vec<Plant> {
    const WORDS: [(&str, &str); 7] = [
        ("Twelve", "12"),
        ("Eight", "8"),
        ("Sixty", "60"),
        ("Ninety-six", "96"),
        ("Forty-eight", "48"),
        ("Twenty-seven", "27"),
        ("Seven", "7"),
    ];
    let mut plants = Vec::new();
    for (word, figures) in WORDS {
        for hit in clean.find(&[Zone::Lead, Zone::Body], &format!(r"\. ({word}) [a-z]{{4,}}s\b")) {
            plants.push(Plant::replace(hit.group(1), figures));
        }
    }
    plants
}
