//! Dateline, date, boilerplate and end mark.

use crate::draft::Zone;
use crate::facts::dates::month_name;
use crate::facts::release_date::written;
use crate::gazetteer;
use crate::server::completion::ItemKind;
use crate::server::completion::draft::Candidate;
use crate::server::completion::draft::scene::Scene;
use crate::server::completion::draft::typed::Key;
use crate::text::Markup;

const TEXT: [Zone; 4] = [Zone::Lead, Zone::Body, Zone::ListItem, Zone::Quotation];

/// The day of the release, as the house writes dates.
pub(super) fn date(scene: &Scene<'_>) -> Vec<Candidate> {
    let day = day_written(scene);
    let stated = scene.facts().release_date().is_some();
    let source = if stated { "the release date of this draft" } else { "today" };
    vec![
        Candidate::new(ItemKind::Value, &day)
            .detail(Some(source))
            .about(&format!("**{day}**: {source}"))
            .key(Key::from_start(&day)),
    ]
}

fn day_written(scene: &Scene<'_>) -> String {
    let day = scene.day();
    let month_first = match scene.option("date-form", "order") {
        "month-day" => true,
        "day-month" => false,
        _ => scene.facts().writes_month_first(),
    };
    let text = written(day, month_first);
    let abbreviated = scene.option("date-form", "months") == "abbreviated";
    // Nobody abbreviates March to July beside a day.
    match month_name(day.month()).filter(|_| abbreviated && !(3..=7).contains(&day.month())) {
        Some(month) => {
            let length = if month == "September" { 4 } else { 3 };
            text.replace(month, &format!("{}.", month.get(..length).unwrap_or(month)))
        }
        None => text,
    }
}

/// The dateline in the house’s form, where the lead begins and none is there.
pub(super) fn dateline(scene: &Scene<'_>) -> Vec<Candidate> {
    let form = scene.option("dateline-form", "form");
    let (line, span) = scene.typed.whole_line();
    let at_lead = scene.has_above(&[Zone::Headline])
        && !scene.has_above(&TEXT)
        && !scene.has_elsewhere(Zone::Dateline)
        && scene.begins_paragraph();
    if form == "none" || !at_lead || line.chars().count() > 60 {
        return Vec::new();
    }
    let shape = Shape::of(scene, form);
    let city = line.trim();
    if city.is_empty() {
        let place = if shape.capitals { "CITY" } else { "City" };
        let country = if shape.country { Some("Country") } else { None };
        let snippet = shape.written(&format!("${{1:{place}}}"), country.map(|_| "${2:Country}"));
        let label = shape.written(place, country);
        return vec![
            Candidate::new(ItemKind::Passage, label.trim_end())
                .snippet_only(&format!("{snippet}$0"))
                .detail(Some("dateline"))
                .unasked(),
        ];
    }
    // A city is known when its name is written out; of several, the one most people live in.
    let known = gazetteer::cities(city).find(|it| it.is_main_name || it.population > 0);
    let Some(known) =
        known.filter(|it| it.population >= 20_000 && city.starts_with(char::is_uppercase))
    else {
        return Vec::new();
    };
    let country = known.country.name();
    let stands_alone = scene
        .options("dateline-place")
        .is_some_and(|it| it.texts("stand-alone").iter().any(|it| it.eq_ignore_ascii_case(city)));
    let with_country = shape.country && !stands_alone && !country.eq_ignore_ascii_case(city);
    let name = if shape.capitals { city.to_uppercase() } else { city.to_owned() };
    let text = shape.written(&name, with_country.then_some(country));
    vec![
        Candidate::new(ItemKind::Passage, &text)
            .detail(Some("dateline"))
            .replacing(span, city)
            .first(),
    ]
}

/// What a house’s dateline is made of.
struct Shape {
    capitals: bool,
    country: bool,
    date: Option<String>,
    date_first: bool,
    separator: &'static str,
}

impl Shape {
    fn of(scene: &Scene<'_>, form: &str) -> Self {
        let bool = |rule: &str, option: &str| scene.options(rule).is_some_and(|it| it.bool(option));
        let dated = match form {
            "city-date" | "date-city" => true,
            "city" | "city-country" => false,
            // A date that stands above need not stand here.
            _ => !scene.has_above(&[Zone::DateLine]),
        };
        Self {
            capitals: bool("dateline-form", "capitals"),
            country: form == "city-country"
                || bool("dateline-place", "country")
                || form == "any" && !dated,
            date: dated.then(|| day_written(scene)),
            date_first: form == "date-city",
            separator: match scene.option("dateline-form", "separator") {
                "em-dash" => " — ",
                "hyphen" => " - ",
                "double-hyphen" => " -- ",
                "colon" => ": ",
                _ => " – ",
            },
        }
    }

    fn written(&self, city: &str, country: Option<&str>) -> String {
        let mut place = city.to_owned();
        if let Some(country) = country {
            place.push_str(&format!(", {country}"));
        }
        let text = match &self.date {
            Some(date) if self.date_first => format!("{date}, {place}"),
            Some(date) => format!("{place}, {date}"),
            None => place,
        };
        format!("{text}{}", self.separator)
    }
}

/// What the house says of organisations below its releases.
pub(super) fn boilerplates(scene: &Scene<'_>) -> Vec<Candidate> {
    if scene.quoted || !scene.begins_paragraph() && !scene.line_above().starts_with("About ") {
        return Vec::new();
    }
    let (line, span) = scene.typed.whole_line();
    let mut candidates = Vec::new();
    for known in &scene.house.boilerplates {
        let (heading, text) = (format!("About {}", known.organisation), known.text.trim());
        let first: String = text.chars().take(40).collect();
        if first.is_empty() || scene.checked.text.contains(&first) {
            continue;
        }
        let headed = scene.line_above().trim_start_matches(['#', ' ', '*']).starts_with(&heading);
        let whole = match scene.markup {
            _ if headed => text.to_owned(),
            Markup::Markdown => format!("## {heading}\n\n{text}"),
            Markup::Plain => format!("{heading}\n\n{text}"),
        };
        let typed = line.trim_start_matches(['#', ' ']);
        let begun = typed.chars().count() >= 2 && heading.starts_with(typed);
        let mut candidate = Candidate::new(ItemKind::Passage, &heading)
            .inserting(&whole)
            .detail(Some("boilerplate"))
            .about(text);
        if begun {
            let rest = heading.get(typed.len()..).unwrap_or_default();
            candidate = candidate.replacing(span, &format!("{line}{rest}")).first();
        } else if line.is_empty() {
            candidate = candidate.unasked();
        } else {
            continue;
        }
        candidates.push(candidate);
    }
    candidates
}

/// The end mark, where the text ends and none is there.
pub(super) fn end_mark(scene: &Scene<'_>) -> Vec<Candidate> {
    let wanted = scene.option("end-mark", "mark");
    let (line, span) = scene.typed.whole_line();
    let at_end = scene.has_above(&[Zone::Lead, Zone::Body])
        && !scene.has_below(&TEXT)
        && !scene.has_elsewhere(Zone::EndMark)
        && scene.begins_paragraph();
    if wanted == "none" || scene.quoted || !at_end {
        return Vec::new();
    }
    let marks: Vec<&str> =
        if matches!(wanted, "any" | "") { vec!["###", "- 30 -", "ENDS"] } else { vec![wanted] };
    let marks = marks.into_iter().filter_map(|mark| {
        let begun = mark.starts_with(line) && mark != line;
        let letters = line.starts_with(char::is_alphabetic);
        if !begun || letters && line.chars().count() < 2 {
            return None;
        }
        // Three number signs would be an empty heading.
        let text = match scene.markup {
            Markup::Markdown if mark.starts_with('#') => format!("\\{mark}"),
            _ => mark.to_owned(),
        };
        let candidate =
            Candidate::new(ItemKind::Word, mark).inserting(&text).detail(Some("end mark"));
        Some(if line.is_empty() {
            candidate.unasked()
        } else {
            candidate.replacing(span, mark).first()
        })
    });
    marks.collect()
}
