//! What a web page, a content system or a colleague left behind.

use presscheck::draft::Zone;
use presscheck::{Markup, Span};

use crate::harness::clean::{Clean, PARAGRAPHS};
use crate::harness::plant::{Kind, Plant};
use crate::harness::words::MONTHS;

pub(super) const KINDS: &[Kind] = &[
    Kind::new("photo-counter", "a gallery’s counter", counter).in_paragraph(),
    Kind::new("photo-counter", "“Image 1 of 2”", worded_counter).in_paragraph(),
    Kind::new("gallery-caption", "three captions and their counter", captions)
        .in_paragraph()
        .also(&["photo-counter"]),
    Kind::new("gallery-caption", "a caption with places", caption).in_paragraph(),
    Kind::new("page-navigation", "navigation above the text", navigation_above).in_paragraph(),
    Kind::new("page-navigation", "navigation below the text", navigation_below).in_paragraph(),
    Kind::new("placeholder", "“[insert name]” for a name", blank_name).also(&[
        "person-title",
        "name-spelling",
        "person-first-mention",
        "quote-attribution",
    ]),
    Kind::new("placeholder", "“XX” for a day", blank_day).also(&[
        "duration-range",
        "release-date-missing",
        "relative-date",
        "weekday-date",
        "quote-style",
    ]),
    Kind::new("placeholder", "“TK” for a number", blank_number)
        .also(&["sum-mismatch", "number-conflict"]),
    Kind::new("edit-residue", "a comment of a text processor", comment),
    Kind::new("edit-residue", "a mark of a conflict", conflict).in_paragraph(),
    Kind::new("duplicate-paragraph", "a paragraph twice", twice)
        .in_paragraph()
        .also(&["quote-duplicate"]),
    Kind::new("duplicate-paragraph", "a paragraph twice, with a word changed", almost_twice)
        .in_paragraph()
        .also(&["quote-duplicate"]),
    Kind::new("joined-words", "a month or a day joined to the word before", joined).also(&[
        "weekday-date",
        "tense-date",
        "relative-date",
    ]),
    Kind::new("feed-residue", "an entity", entity),
    Kind::new("link-residue", "an address with a tracker", tracker),
    Kind::new("correction-banner", "a correction that does not say what was wrong", banner)
        .in_paragraph(),
    Kind::new("foreign-residue", "a line in another language", foreign).in_paragraph(),
];

/// Lines put between paragraphs of the body.
fn between(clean: &Clean, lines: &str) -> Vec<Plant> {
    let between = clean.neighbours().into_iter();
    between
        .filter(|it| clean.text[it.0.end..it.1.start].matches('\n').count() == 2)
        // Between the paragraphs of a quotation nothing can stand without tearing it.
        .filter(|it| !goes_on(clean, it.0))
        .map(|it| {
            let planted = format!("{lines}\n\n");
            Plant::insert(it.1.start, planted).at(Span::at(it.1.start))
        })
        .map(|it| it.on_inserted(lines.len()))
        .collect()
}

/// Whether a paragraph leaves its quotation open.
fn goes_on(clean: &Clean, paragraph: Span) -> bool {
    let text = clean.at(paragraph);
    text.matches('“').count() > text.matches('”').count()
}

fn counter(clean: &Clean) -> Vec<Plant> {
    between(clean, "1 / 12")
}

fn worded_counter(clean: &Clean) -> Vec<Plant> {
    between(clean, "Image 1 of 2")
}

fn captions(clean: &Clean) -> Vec<Plant> {
    between(
        clean,
        "Delegates listening to the opening speech.\n\nThe host welcomes the participants at the entrance.\n\nParticipants during a visit to the harbour.\n\n1 / 3",
    )
}

fn caption(clean: &Clean) -> Vec<Plant> {
    between(
        clean,
        "Mayor Ellen Brandvold (second left) with pupils of the harbour school (front row)",
    )
}

fn navigation_above(clean: &Clean) -> Vec<Plant> {
    if !clean.analysis.draft.front_matter.span.is_empty() {
        return Vec::new();
    }
    let lines = ["Back to list", "Skip to content", "Home > News"];
    lines.iter().map(|it| Plant::insert(0, format!("{it}\n\n")).on_inserted(it.len())).collect()
}

fn navigation_below(clean: &Clean) -> Vec<Plant> {
    let end = clean.text.trim_end().len();
    let lines = ["Share this page", "Read more", "All news"];
    lines.iter().map(|it| Plant::insert(end, format!("\n\n{it}"))).collect()
}

fn blank_name(clean: &Clean) -> Vec<Plant> {
    let said = r"[”’] said ((?:(?:Mr|Ms|Dr)\.? )?\p{Lu}[\p{L}’-]+(?: \p{Lu}[\p{L}’-]+)+)[.,]";
    let hits = clean.find_also_quoted(PARAGRAPHS, said).into_iter();
    hits.map(|it| Plant::replace(it.group(1), "[insert name]")).collect()
}

fn blank_day(clean: &Clean) -> Vec<Plant> {
    let pattern = format!(r"\b(\d{{1,2}}) {MONTHS} \d{{4}}\b");
    let hits = clean.find(&[Zone::DateLine, Zone::Lead, Zone::Body, Zone::Notes], &pattern);
    let alone = hits.into_iter().filter(|it| !clean.text[..it.whole().start].ends_with(['-', '–']));
    alone.map(|it| Plant::replace(it.group(1), "XX").at(it.whole())).collect()
}

fn blank_number(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PARAGRAPHS, r"[\p{L},;] (\d{2,3}) \p{Ll}{4,}").into_iter();
    hits.map(|it| Plant::replace(it.group(1), "TK")).collect()
}

fn comment(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PARAGRAPHS, r"\p{Ll}{3}\.( )\p{Lu}").into_iter();
    hits.map(|it| Plant::insert(it.group(1).start, " [Comment MB1]: check this")).collect()
}

fn conflict(clean: &Clean) -> Vec<Plant> {
    between(clean, "<<<<<<< HEAD")
}

/// A long paragraph of the draft's own words, with the end of the paragraph after it.
fn long_paragraphs(clean: &Clean) -> Vec<(Span, usize)> {
    let own = clean.own_paragraphs();
    let pairs = clean.neighbours();
    own.into_iter()
        .filter(|it| clean.at(*it).split_whitespace().count() > 22)
        .filter_map(|it| {
            let next = pairs.iter().find(|pair| pair.0 == it)?.1;
            let follows = pairs.iter().any(|pair| pair.0 == next) && !goes_on(clean, next);
            follows.then_some((it, next.end))
        })
        .collect()
}

fn twice(clean: &Clean) -> Vec<Plant> {
    let paragraphs = long_paragraphs(clean).into_iter();
    paragraphs
        .map(|(it, end)| Plant::insert(end, format!("\n\n{}", clean.at(it))).or_at(it))
        .collect()
}

fn almost_twice(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    for (paragraph, end) in long_paragraphs(clean) {
        let text = clean.at(paragraph);
        let words: Vec<&str> = text.split(' ').collect();
        let small = words.iter().rposition(|it| matches!(*it, "the" | "a" | "of" | "in"));
        if let Some(at) = small
            && words.len() > 42
        {
            let mut words = words;
            words[at] = "their";
            let again = format!("\n\n{}", words.join(" "));
            plants.push(Plant::insert(end, again).or_at(paragraph));
        }
    }
    plants
}

/// “onTuesday”, “inMay”.
fn joined(clean: &Clean) -> Vec<Plant> {
    let day =
        format!(r"\b\p{{Ll}}{{2,}}( )(?:{MONTHS}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b");
    let hits = clean.find(PARAGRAPHS, &day).into_iter();
    hits.map(|it| Plant::delete(it.group(1)).at(it.whole())).collect()
}

fn entity(clean: &Clean) -> Vec<Plant> {
    // Markdown knows what an entity is.
    if clean.markup == Markup::Markdown {
        return Vec::new();
    }
    let hits = clean.find(PARAGRAPHS, r"\p{Ll}{3}( )\p{Ll}{3}").into_iter();
    hits.map(|it| Plant::replace(it.group(1), "&nbsp;")).collect()
}

fn tracker(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find_anywhere(r"\bwww\.[a-z.-]+[a-z](?:/[a-z-]+)?").into_iter();
    hits.map(|it| Plant::insert(it.whole().end, "?utm_source=newsletter").or_at(it.whole()))
        .collect()
}

fn banner(clean: &Clean) -> Vec<Plant> {
    let headline = clean.blocks(&[Zone::Headline]).into_iter().take(1);
    headline.map(|it| Plant::insert(it.start, "CORRECTING and REPLACING ")).collect()
}

fn foreign(clean: &Clean) -> Vec<Plant> {
    let lines = ["Läs hela nyheten här", "Lire le communiqué de presse complet", "١٨ مايو ٢٠٢٦"];
    let planted = lines.iter().enumerate();
    planted.filter_map(|(at, it)| between(clean, it).into_iter().nth(at)).collect()
}
