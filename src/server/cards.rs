//! What a hover shows of a fact: a heading and a few lines, in Markdown or in plain text.

mod places;

use jiff::civil::Date;

use crate::facts::{Person, ReleaseDateSource};
use crate::house::{DatedCount, OfficeHolder};
use crate::server::handlers::rename::{line_of, lines};
use crate::server::names::{FormKind, Origin};
use crate::server::outline::single_spaced;
use crate::server::people::{known_person, offices};
use crate::server::records::{counts, in_force, in_words, with_weekday};
use crate::server::state::Document;
use crate::server::under_cursor::{Found, Lookup, Thing};

/// Most places that are counted out.
const MOST_PLACES: usize = 12;

/// What is known of a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Card {
    /// What it is about: a name, the words of a date.
    title: String,
    /// What that is: “person”, “acronym”.
    kind: &'static str,
    /// What is known of it: what is told, and what it is.
    lines: Vec<(String, String)>,
}

impl Card {
    fn new(title: impl Into<String>, kind: &'static str) -> Self {
        Self { title: title.into(), kind, lines: Vec::new() }
    }

    fn line(&mut self, label: impl Into<String>, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.lines.push((label.into(), text));
        }
    }

    /// The card as a client shows it.
    pub(super) fn render(&self, markdown: bool) -> String {
        let mut text = if markdown {
            format!("**{}** ({})\n", escaped(&self.title), self.kind)
        } else {
            format!("{} ({})\n", self.title, self.kind)
        };
        for (label, words) in &self.lines {
            text.push_str(&if markdown {
                format!("\n- {}: {}", escaped(label), escaped(words))
            } else {
                format!("\n{label}: {words}")
            });
        }
        text
    }
}

/// Text without what Markdown would take for markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&')
        {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// The cards of a fact; none if there is nothing to say that the text does not.
pub(super) fn cards(lookup: &Lookup<'_>, document: &Document, found: &Found) -> Vec<Card> {
    match found.thing {
        Thing::Person(index, _) => lookup
            .persons()
            .get(index)
            .map(|it| person(lookup, document, index, it))
            .into_iter()
            .collect(),
        Thing::Name(occurrence) => {
            name(lookup, document, occurrence.name, occurrence.form).into_iter().collect()
        }
        Thing::Total(_) | Thing::Count(..) => count(lookup, document, found).into_iter().collect(),
        Thing::Relative(block, index) => {
            relative(lookup, document, block, index).into_iter().collect()
        }
        Thing::Dateline(block) => places::dateline(lookup, block),
    }
}

fn release_date(lookup: &Lookup<'_>) -> Option<Date> {
    lookup.context.facts.release_date().map(|it| it.date)
}

fn person(lookup: &Lookup<'_>, document: &Document, index: usize, person: &Person) -> Card {
    let mut card = Card::new(single_spaced(person.name()), "person");
    let mut titles: Vec<String> = Vec::new();
    let mut organisations: Vec<String> = Vec::new();
    for given in lookup.titles(index) {
        let words = lookup.words_at(given.shown);
        let mut words = if given.title.former { format!("{words} (former)") } else { words };
        if let Some(span) = given.title.organisation
            && let Some(block) = lookup.context.blocks().get(given.block)
        {
            let organisation = lookup.words_at(block.to_draft(span));
            if given.title.before_name && !words.contains(&organisation) {
                words = format!("{words}, {organisation}");
            }
            push_new(&mut organisations, organisation);
        }
        push_new(&mut titles, words);
    }
    let house = lookup.context.house;
    card.line("Titles here", titles.join("; "));
    card.line("Organisation", organisations.join("; "));
    if let Some(known) = known_person(house, person) {
        let parts = [known.title.as_deref(), known.organisation.as_deref()];
        let known_as: Vec<&str> = parts.into_iter().flatten().collect();
        let known_as = if known_as.is_empty() {
            known.name.clone()
        } else {
            format!("{}, {}", known.name, known_as.join(", "))
        };
        card.line("The house knows", known_as);
        card.line("Also right", known.aliases.join("; "));
    }
    let date = release_date(lookup);
    for office in offices(house, person) {
        let label = match date {
            Some(date) if holds(office, date) => format!("In office on {}", in_words(date)),
            Some(date) => format!("Not in office on {}", in_words(date)),
            None => "Office".to_owned(),
        };
        card.line(label, term_of_office(office));
    }
    if let Some(date) = date {
        for office in rivals(lookup, index, person, date) {
            card.line(
                format!("{} on {}", office.title, in_words(date)),
                format!("{}: {}", office.name, term_of_office(office)),
            );
        }
    }
    card.line(mentions(person.mentions.len()), mention_lines(lookup, document, person));
    card
}

fn mentions(count: usize) -> String {
    if count == 1 { "1 mention".to_owned() } else { format!("{count} mentions") }
}

fn push_new(list: &mut Vec<String>, words: String) {
    if !words.is_empty() && !list.iter().any(|it| it.eq_ignore_ascii_case(&words)) {
        list.push(words);
    }
}

fn holds(office: &OfficeHolder, date: Date) -> bool {
    office.from <= date && office.to.is_none_or(|to| date <= to)
}

/// “Secretary General of INTERPOL, 7 November 2014 to 7 November 2024 (source)”.
fn term_of_office(office: &OfficeHolder) -> String {
    let until = office.to.map_or_else(
        || format!("since {}", in_words(office.from)),
        |to| format!("{} to {}", in_words(office.from), in_words(to)),
    );
    let source = in_brackets(&office.source);
    format!("{} of {}, {until}{source}", office.title, office.organisation)
}

fn in_brackets(source: &str) -> String {
    if source.is_empty() { String::new() } else { format!(" ({source})") }
}

/// Who held on that day the offices that the draft gives to the person.
fn rivals<'a>(
    lookup: &Lookup<'a>,
    index: usize,
    person: &Person,
    date: Date,
) -> Vec<&'a OfficeHolder> {
    let house = lookup.context.house;
    let mut rivals: Vec<&OfficeHolder> = Vec::new();
    for given in lookup.titles(index).iter().filter(|it| !it.title.former) {
        let Some(block) = lookup.context.blocks().get(given.block) else { continue };
        let organisation = given.title.organisation.map(|it| lookup.words_at(block.to_draft(it)));
        let own = house.organisations.iter().find(|it| it.own).map(|it| it.name.clone());
        let Some(organisation) = organisation.or(own) else { continue };
        let title = lookup.words_at(given.core);
        for office in house.office_holders(&title, &organisation, date) {
            let is_person = offices(house, person).any(|it| it.name == office.name);
            if holds(office, date) && !is_person && !rivals.contains(&office) {
                rivals.push(office);
            }
        }
    }
    rivals
}

/// “lines 1, 4 (quoted) and 9”.
fn mention_lines(lookup: &Lookup<'_>, document: &Document, person: &Person) -> String {
    let mut shown: Vec<String> = Vec::new();
    for mention in person.mentions.iter().take(MOST_PLACES) {
        let line = line_of(document, mention.name.start);
        let words = lookup.words_at(mention.name);
        let quoted = if lookup.is_quoted(mention.name.start) { ", quoted" } else { "" };
        shown.push(format!("line {line} “{words}”{quoted}"));
    }
    let more = person.mentions.len().saturating_sub(MOST_PLACES);
    if more > 0 {
        shown.push(format!("and {more} more"));
    }
    shown.join("; ")
}

fn name(lookup: &Lookup<'_>, document: &Document, index: usize, form: usize) -> Option<Card> {
    let name = lookup.names.known.get(index)?;
    let here = name.forms.get(form)?;
    let house = lookup.context.house;
    if let Some(Origin::Term(term)) = name.origin {
        let term = house.terms.get(term)?;
        let mut card = Card::new(&here.text, "term of the house");
        card.line("The house writes", &term.use_);
        card.line("And not", term.avoid.join("; "));
        card.line("Since", term.from.map(in_words).unwrap_or_default());
        return Some(card);
    }
    let (kind, title) = match here.kind {
        FormKind::Acronym => ("acronym", here.text.as_str()),
        _ => ("organisation or name", name.shown()),
    };
    let mut card = Card::new(title, kind);
    if here.kind == FormKind::Acronym {
        match name.full() {
            Some(full) => card.line("Stands for", full),
            None => card.line("Stands for", "not defined in this draft, nor known to the house"),
        }
        if name.full().is_none() && name.origin.is_some() {
            card.lines.clear();
            card.line("Stands for", "the house lists it as known to readers, without a meaning");
        }
    } else {
        card.line("Acronym", name.acronym().unwrap_or_default());
    }
    if let Some((_, full)) = name.definition {
        card.line("Defined in", lines(document, &[full.start]));
    }
    let of_kind = |kind: FormKind| -> String {
        let forms = name.forms.iter().filter(|it| it.kind == kind && it.text != here.text);
        forms.map(|it| it.text.as_str()).collect::<Vec<_>>().join("; ")
    };
    card.line("Also", of_kind(FormKind::Alias));
    card.line("The house does not write", of_kind(FormKind::Wrong));
    let places: Vec<usize> = lookup.names.places(index).map(|it| it.span.start).collect();
    // That it stands where it stands is nothing to tell.
    if places.len() > 1 || !card.lines.is_empty() {
        card.line(mentions(places.len()), lines(document, &places));
    }
    (!card.lines.is_empty()).then_some(card)
}

fn count(lookup: &Lookup<'_>, document: &Document, found: &Found) -> Option<Card> {
    let title = lookup.words_at(found.span);
    let mut card = Card::new(title, "count");
    let (organisation, lemma) = match found.thing {
        Thing::Total(index) => {
            let total = lookup.totals().get(index)?;
            let organisation = total.organisation.clone();
            card.line("Members of", organisation.as_deref().unwrap_or_default());
            (organisation, total.lemma.clone())
        }
        _ => (None, String::new()),
    };
    if let Some(organisation) = &organisation {
        let date = release_date(lookup);
        let known = counts(lookup.context.house, organisation, &lemma);
        match in_force(&known, date) {
            Some(entry) => {
                let when = match date {
                    Some(date) => format!("The house’s facts, on {}", in_words(date)),
                    None => "The house’s facts, today (no release date is known)".to_owned(),
                };
                card.line(when, fact(entry));
                let place = known.iter().position(|it| *it == entry).unwrap_or_default();
                let before = place.checked_sub(1).and_then(|it| known.get(it));
                card.line("Before", before.map(|it| fact(it)).unwrap_or_default());
                card.line(
                    "Afterwards",
                    known.get(place + 1).map(|it| fact(it)).unwrap_or_default(),
                );
            }
            None => card.line("The house’s facts", "nothing for that day"),
        }
    }
    let same: Vec<usize> =
        lookup.same_counts(&found.thing).into_iter().map(|it| it.start).collect();
    if same.len() > 1 {
        card.line("Stands in", lines(document, &same));
    }
    if let Thing::Total(index) = found.thing {
        let here = lookup.totals().get(index)?;
        let other = lookup
            .totals()
            .iter()
            .filter(|it| it.organisation == here.organisation && it.value != here.value);
        for other in other.take(MOST_PLACES) {
            let words = lookup.words_at(other.span);
            card.line(
                "Elsewhere",
                format!("“{words}” in {}", lines(document, &[other.span.start])),
            );
        }
    }
    (!card.lines.is_empty()).then_some(card)
}

/// “195 member countries since 23 November 2021 (source)”.
fn fact(entry: &DatedCount) -> String {
    let since = in_words(entry.from);
    let source = in_brackets(&entry.source);
    match entry.count {
        Some(count) => format!("{count} {} since {since}{source}", entry.noun),
        None => format!("not known since {since}{source}"),
    }
}

fn relative(lookup: &Lookup<'_>, document: &Document, block: usize, index: usize) -> Option<Card> {
    let date = lookup.relative(block, index)?;
    let facts = lookup.context.facts;
    let mut card = Card::new(lookup.words_at(date.to_draft(date.fact.span)), "relative date");
    let Some(release) = facts.release_date() else {
        card.line("Means", "nobody knows: the draft does not say when it is released");
        return Some(card);
    };
    let means = match facts.resolve_relative(date.fact.date) {
        Some((first, last)) if first == last => with_weekday(first),
        Some((first, last)) => format!("{} to {}", with_weekday(first), with_weekday(last)),
        None => return None,
    };
    card.line("Means", means);
    let known_from = match release.source {
        ReleaseDateSource::DateLine => "its own line",
        ReleaseDateSource::Dateline => "the dateline",
        ReleaseDateSource::BesideToday => "the date beside “today”",
        ReleaseDateSource::User => "you",
        ReleaseDateSource::FrontMatter => "the metadata",
        ReleaseDateSource::Address => "the page’s address",
        ReleaseDateSource::FileName => "the file’s name",
    };
    let place = release.span.map(|it| format!(", {}", lines(document, &[it.start])));
    let place = place.unwrap_or_default();
    card.line(
        "Counted from",
        format!("{}, the release date, known from {known_from}{place}", in_words(release.date)),
    );
    Some(card)
}
