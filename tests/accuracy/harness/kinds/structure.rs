//! The parts of a release: headline, dateline, lists, embargo.

use presscheck::Span;
use presscheck::draft::Zone;

use crate::harness::clean::{Clean, PARAGRAPHS, expression};
use crate::harness::plant::{Kind, Plant};

pub(super) const KINDS: &[Kind] = &[
    Kind::new("headline-missing", "no headline", no_headline).anywhere().also(&["dateline-form"]),
    Kind::new("headline-full-stop", "a full stop behind the headline", stopped_headline)
        .in_paragraph(),
    Kind::new("headline-case", "a headline in capitals", shouted_headline)
        .in_paragraph()
        .also(&["organisation-name", "number-conflict"]),
    Kind::new("headline-length", "a headline too long", long_headline).in_paragraph(),
    Kind::new("dateline-form", "no space behind the dateline’s dash", joined_lead).in_paragraph(),
    Kind::new("dateline-form", "no space before the dateline’s dash", joined_dash).in_paragraph(),
    Kind::new("dateline-form", "another separator than the house’s", other_separator)
        .in_paragraph(),
    Kind::new("dateline-form", "a second dateline", second_dateline).in_paragraph(),
    Kind::new("dateline-place", "a city in another country", other_country).in_paragraph(),
    Kind::new("embargo-incomplete", "an embargo without its time zone", no_time_zone)
        .in_paragraph(),
    Kind::new("embargo-incomplete", "an embargo without its time", no_time).in_paragraph(),
    Kind::new("embargo-incomplete", "an embargo without its date", no_embargo_date)
        .in_paragraph()
        .also(&["release-date-missing", "relative-date"]),
    Kind::new("list-introduction", "a semicolon before a list", semicolon),
    Kind::new("list-run-in", "a list that lost its line breaks", run_in).in_paragraph(),
    Kind::new("list-punctuation", "an item that ends unlike the others", other_item_end)
        .in_paragraph(),
    Kind::new("list-parallel", "an item that begins unlike the others", other_item_start)
        .in_paragraph(),
    Kind::new("lead-length", "a lead too long", long_lead).in_paragraph(),
    Kind::new("paragraph-length", "four paragraphs in one", long_paragraph).in_paragraph(),
];

/// The headline, where it stands in the text and nowhere else.
fn headline(clean: &Clean) -> Option<Span> {
    let headlines = clean.blocks(&[Zone::Headline]);
    match headlines[..] {
        [headline] => Some(headline),
        _ => None,
    }
}

fn no_headline(clean: &Clean) -> Vec<Plant> {
    let Some(headline) = headline(clean) else { return Vec::new() };
    if clean.analysis.draft.front_matter.title.is_some() {
        return Vec::new();
    }
    // A line under the headline would take its place.
    if !clean.blocks(&[Zone::SubHeadline]).is_empty() {
        return Vec::new();
    }
    let line = clean.line(headline.start);
    let rest = &clean.text[line.end..];
    let blank = rest.len() - rest.trim_start_matches('\n').len();
    vec![Plant::delete(Span::new(line.start, line.end + blank))]
}

fn stopped_headline(clean: &Clean) -> Vec<Plant> {
    headline(clean).map(|it| Plant::insert(it.end, ".")).into_iter().collect()
}

fn shouted_headline(clean: &Clean) -> Vec<Plant> {
    let capitals = |it: Span| Plant::replace(it, clean.at(it).to_uppercase());
    headline(clean).map(capitals).into_iter().collect()
}

fn long_headline(clean: &Clean) -> Vec<Plant> {
    let more = ", officials and experts from several partner institutions say after a long meeting in the capital";
    headline(clean).map(|it| Plant::insert(it.end, more).or_at(it)).into_iter().collect()
}

/// The dash of a dateline with a space on either side.
fn dashes(clean: &Clean) -> Vec<(Span, Span)> {
    let mut dashes = Vec::new();
    for block in clean.blocks(&[Zone::Dateline]) {
        let text = clean.at(block);
        let mark = text.trim_end_matches('*');
        let dash = ["–", "—"].into_iter().find(|it| mark.ends_with(*it));
        if let Some(dash) = dash {
            let end = block.start + mark.len();
            dashes.push((block, Span::new(end - dash.len(), end)));
        }
    }
    dashes
}

fn joined_lead(clean: &Clean) -> Vec<Plant> {
    let dashes = dashes(clean).into_iter();
    dashes
        .filter(|it| clean.text[it.1.end..].starts_with(' '))
        .map(|(block, dash)| Plant::delete(Span::new(dash.end, dash.end + 1)).or_at(block))
        .collect()
}

fn joined_dash(clean: &Clean) -> Vec<Plant> {
    let dashes = dashes(clean).into_iter();
    dashes
        .filter(|it| clean.text[..it.1.start].ends_with(' '))
        .map(|(block, dash)| Plant::delete(Span::new(dash.start - 1, dash.start)).or_at(block))
        .collect()
}

/// A hyphen, where the house asks for a dash.
fn other_separator(clean: &Clean) -> Vec<Plant> {
    let wanted = clean.engine.house().rule("dateline-form").map(|it| it.options.text("separator"));
    if !wanted.is_some_and(|it| matches!(it, "en-dash" | "em-dash")) {
        return Vec::new();
    }
    let dashes = dashes(clean).into_iter();
    dashes.map(|(block, dash)| Plant::replace(dash, "-").or_at(block)).collect()
}

fn second_dateline(clean: &Clean) -> Vec<Plant> {
    let Some((block, _)) = dashes(clean).into_iter().next() else { return Vec::new() };
    let own = clean.own_paragraphs().into_iter();
    own.filter(|it| it.start > block.end + 200)
        .map(|it| Plant::insert(it.start, format!("{} ", clean.at(block).replace('*', ""))))
        .collect()
}

fn other_country(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    for block in clean.blocks(&[Zone::Dateline]) {
        let pattern = expression(r"^[*]*[\p{L} ]+, (\p{Lu}\p{Ll}+)(?: –|,)");
        let Some(country) = pattern.captures(clean.at(block)).and_then(|it| it.get(1)) else {
            continue;
        };
        let span = Span::from(country.range()).shifted(block.start);
        let of_date = expression(crate::harness::words::SHORT_MONTHS).is_match(country.as_str());
        let short = clean.text[span.end..].starts_with('.');
        if !of_date && !short {
            plants.push(Plant::replace(span, "Mongolia").or_at(block));
        }
    }
    plants
}

/// The words of the embargo line that match.
fn of_embargo(clean: &Clean, pattern: &str) -> Vec<Plant> {
    let hits = clean.find(&[Zone::Embargo], pattern).into_iter();
    hits.map(|it| Plant::delete(it.group(1))).collect()
}

fn no_time_zone(clean: &Clean) -> Vec<Plant> {
    of_embargo(clean, r"(?:\d\d|M\.)( (?:GMT|BST|CET|CEST|EST|EDT|UTC))\b")
}

fn no_time(clean: &Clean) -> Vec<Plant> {
    of_embargo(clean, r"( \d\d?(?::\d\d)?(?: [AP]\.M\.)? (?:GMT|BST|CET|CEST|EST|EDT|UTC),)")
}

fn no_embargo_date(clean: &Clean) -> Vec<Plant> {
    of_embargo(clean, r"(, (?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY.*)$")
}

fn semicolon(clean: &Clean) -> Vec<Plant> {
    let introductions = clean.lists().into_iter().map(|it| it.0);
    introductions
        .filter(|it| clean.at(*it).ends_with(':'))
        .map(|it| Plant::replace(Span::new(it.end - 1, it.end), ";"))
        .collect()
}

fn run_in(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    for (introduction, items) in clean.lists() {
        let ([_, .., last], true) = (&items[..], clean.at(introduction).ends_with(':')) else {
            continue;
        };
        if items.len() < 3 || items.iter().any(|it| clean.at(*it).contains([',', ':'])) {
            continue;
        }
        // Capitals begin the items, and nothing ends them.
        let run: Vec<String> =
            items.iter().map(|it| gerund(clean.at(*it).trim_end_matches([';', '.']))).collect();
        let whole = Span::new(introduction.end, last.end);
        plants.push(Plant::replace(whole, format!(" {}.", run.join(" "))).or_at(introduction));
    }
    plants
}

/// “Publishing the hours” for “publish the hours”, “Agreeing on a list” for “a list”.
fn gerund(item: &str) -> String {
    const VERBS: [(&str, &str); 24] = [
        ("accept", "Accepting"),
        ("allow", "Allowing"),
        ("build", "Building"),
        ("carry", "Carrying"),
        ("fit", "Fitting"),
        ("give", "Giving"),
        ("install", "Installing"),
        ("keep", "Keeping"),
        ("leave", "Leaving"),
        ("lower", "Lowering"),
        ("make", "Making"),
        ("name", "Naming"),
        ("offer", "Offering"),
        ("open", "Opening"),
        ("pay", "Paying"),
        ("plan", "Planning"),
        ("publish", "Publishing"),
        ("put", "Putting"),
        ("recognise", "Recognising"),
        ("return", "Returning"),
        ("set", "Setting"),
        ("show", "Showing"),
        ("train", "Training"),
        ("call", "Calling"),
    ];
    let (first, rest) = item.split_once(' ').unwrap_or((item, ""));
    match VERBS.iter().find(|it| it.0 == first) {
        Some((_, gerund)) => format!("{gerund} {rest}"),
        None => format!("Agreeing on {item}"),
    }
}

fn other_item_end(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    for (_, items) in clean.lists() {
        let [first, second, _, ..] = items[..] else { continue };
        let mark = Span::new(second.end - 1, second.end);
        let mut plant = if clean.at(second).ends_with(';') {
            Plant::replace(mark, ".")
        } else if clean.at(second).ends_with(char::is_alphanumeric) {
            Plant::insert(second.end, ";")
        } else {
            continue;
        };
        for item in &items {
            plant = plant.or_at(*item);
        }
        plants.push(plant.or_at(first));
    }
    plants
}

/// “publishing the hours” among “fit”, “publish” and “train”.
fn other_item_start(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    for (_, items) in clean.lists() {
        // “plan” and “train” may be nouns.
        const VERBS: [&str; 7] =
            ["accept", "allow", "build", "give", "make", "publish", "recognise"];
        let verb = |it: &&Span| VERBS.iter().any(|verb| clean.at(**it).starts_with(verb));
        let others = items.iter().filter(|it| **it != items[1]).filter(verb).count();
        let own_verb = !gerund(clean.at(items[1])).starts_with("Agreeing");
        if items.len() < 3 || others + 1 < items.len() || !own_verb {
            continue;
        }
        let plant = Plant::replace(items[1], gerund(clean.at(items[1])).to_lowercase());
        plants.push(items.iter().fold(plant, |plant, it| plant.or_at(*it)));
    }
    plants
}

fn long_lead(clean: &Clean) -> Vec<Plant> {
    let more = ", in a step that those who took part in the preparations over many months have described as the beginning of a new chapter for everyone who lives and works in the region, and one that others may wish to follow in the years to come";
    let leads = clean.blocks(&[Zone::Lead]).into_iter();
    leads
        .filter(|it| clean.at(*it).ends_with('.'))
        .map(|it| Plant::insert(it.end - 1, more).or_at(it))
        .collect()
}

fn long_paragraph(clean: &Clean) -> Vec<Plant> {
    let pairs = clean.neighbours();
    let blocks = clean.blocks(PARAGRAPHS);
    let joinable = |it: &[Span]| {
        it.windows(2).all(|it| pairs.contains(&(it[0], it[1])))
            && !it.iter().any(|it| clean.at(*it).contains(['“', '‘']))
    };
    let own: Vec<Vec<Span>> = blocks
        .windows(3)
        .map(<[Span]>::to_vec)
        .chain(blocks.windows(2).map(<[Span]>::to_vec))
        .filter(|it| joinable(it))
        .filter(|it| {
            let words = it.iter().map(|it| clean.at(*it).split_whitespace().count());
            words.sum::<usize>() > 95
        })
        .collect();
    own.iter()
        .map(|it| {
            let mut plant = Plant::default();
            for pair in it.windows(2) {
                plant = plant.and(Plant::replace(Span::new(pair[0].end, pair[1].start), " "));
            }
            plant.or_at(it[0])
        })
        .collect()
}
