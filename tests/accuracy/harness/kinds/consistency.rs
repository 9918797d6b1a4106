//! Words that are to stay the same: acronyms, spellings, organisations.

use presscheck::Span;
use presscheck::draft::Zone;

use crate::harness::clean::{Clean, PARAGRAPHS, PROSE, expression};
use crate::harness::plant::{Kind, Plant};
use crate::harness::words::transposed;

pub(super) const KINDS: &[Kind] = &[
    Kind::new("acronym-undefined", "an acronym that nothing explains", unknown_acronym),
    Kind::new("acronym-undefined", "an acronym used before its definition", late_definition)
        .also(&["person-title"]),
    Kind::new("acronym-unused", "an acronym that is never used again", unused_acronym),
    Kind::new("acronym-expansion", "the letters of an acronym changed places", other_acronym)
        .also(&["acronym-undefined", "acronym-unused"]),
    Kind::new("spelling-variant", "one word in another spelling", other_spelling),
    Kind::new("organisation-name", "“Interpol” for “INTERPOL”", small_organisation),
    Kind::new("agreement", "a country who", who_for_things),
];

/// A definition in the running text: “Northern Lights Association (NLA)”.
struct Definition {
    name: Span,
    /// The bracket, with the space before it.
    bracket: Span,
    acronym: Span,
}

fn definitions(clean: &Clean) -> Vec<Definition> {
    let hits = clean.find(PARAGRAPHS, r"[\p{Ll}] \(([A-Z]{3,6})\)").into_iter();
    hits.filter(|it| !is_known(clean, clean.at(it.group(1))))
        .filter_map(|it| {
            let bracket = Span::new(it.whole().start + 1, it.whole().end);
            // So many words before the bracket as the acronym has letters; small ones do not count.
            let before = &clean.text[..bracket.start];
            let mut start = bracket.start;
            for letter in clean.at(it.group(1)).chars().rev() {
                let pattern = format!(r"\b{letter}[\p{{Ll}}’]+(?: (?:of|for|and|the|on|in))?(?: and \p{{Lu}}\p{{Ll}}+)?\s*$");
                start = expression(&pattern).find(&before[..start])?.start();
            }
            Some(Definition { name: Span::new(start, bracket.start), bracket, acronym: it.group(1) })
        })
        .collect()
}

fn is_known(clean: &Clean, acronym: &str) -> bool {
    let house = clean.engine.house();
    house.acronyms.iter().any(|it| it.acronym == acronym)
        || house.organisations.iter().any(|it| it.acronym.as_deref() == Some(acronym))
}

/// Where an acronym is used in the running text after its definition.
fn uses(clean: &Clean, definition: &Definition) -> Vec<Span> {
    let body = clean.blocks(&[Zone::Lead, Zone::Body, Zone::ListItem]);
    let mut uses = clean.places(clean.at(definition.acronym));
    uses.retain(|it| {
        it.start > definition.bracket.end && body.iter().any(|block| block.contains(*it))
    });
    uses
}

/// Letters that nothing in the draft tells the meaning of.
fn unknown_acronym(clean: &Clean) -> Vec<Plant> {
    let own = clean.own_paragraphs().into_iter();
    own.filter(|it| clean.at(*it).ends_with('.'))
        .map(|it| Plant::insert(it.end, " The costs were checked by the BKTS in spring."))
        .collect()
}

fn late_definition(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    for definition in definitions(clean) {
        let uses = uses(clean, &definition);
        let [first, .., last] = &uses[..] else { continue };
        let short = clean.at(definition.acronym);
        if clean.is_quoted(last.start) || clean.text[last.end..].starts_with(['’', '-']) {
            continue;
        }
        let name = clean.at(definition.name).split_whitespace().collect::<Vec<_>>().join(" ");
        let late = Plant::replace(*last, format!("{name} ({short})"));
        plants.push(Plant::delete(definition.bracket).and(late).at(*first));
    }
    plants
}

fn unused_acronym(clean: &Clean) -> Vec<Plant> {
    let names = clean
        .find(&[Zone::Body], r"\b[Tt]he (\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+ (?:of )?\p{Lu}\p{Ll}+)\b");
    let mut plants = Vec::new();
    for hit in names {
        let initials: String =
            clean.at(hit.group(1)).chars().filter(|it| it.is_uppercase()).collect();
        let defined = clean.text[hit.whole().end..].starts_with(" (");
        if clean.count(&initials) == 0 && !defined {
            let end = hit.group(1).end;
            plants.push(Plant::insert(end, format!(" ({initials})")).or_at(hit.group(1)));
        }
    }
    plants
}

fn other_acronym(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    for definition in definitions(clean) {
        let letters = clean.at(definition.acronym).to_lowercase();
        // A draft that keeps to other letters may mean them.
        let Some(other) = transposed(&letters).map(|it| it.to_uppercase()) else { continue };
        if !uses(clean, &definition).is_empty() {
            plants.push(Plant::replace(definition.acronym, other));
        }
    }
    plants
}

/// Spellings of which a draft keeps to one. Each is a beginning of words.
const SPELLINGS: [(&str, &str); 18] = [
    ("programme", "program"),
    ("cooperat", "co-operat"),
    ("coordinat", "co-ordinat"),
    ("centre", "center"),
    ("organis", "organiz"),
    ("organiz", "organis"),
    ("recognis", "recogniz"),
    ("recogniz", "recognis"),
    ("specialis", "specializ"),
    ("specializ", "specialis"),
    ("harbour", "harbor"),
    ("neighbour", "neighbor"),
    ("labour", "labor"),
    ("colour", "color"),
    ("per cent", "percent"),
    ("website", "web site"),
    ("travelle", "travele"),
    ("behaviour", "behavior"),
];

fn other_spelling(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    for (here, there) in SPELLINGS {
        // Names keep their own spelling.
        let family = match here {
            "organis" | "recognis" | "specialis" => {
                r"\b(?:organis|recognis|specialis|realis|emphasis)\w+"
            }
            "organiz" | "recogniz" | "specializ" => r"\b(?:organiz|recogniz|specializ|realiz)\w+",
            _ => &format!(r"\b{here}\w*"),
        };
        let all = clean.find(PROSE, family);
        let places = clean.find(PROSE, &format!(r"\b{here}"));
        // The last of several, so that the others are the draft's choice.
        if all.len() > 1
            && let Some(last) = places.last()
        {
            let mut plant = Plant::replace(last.whole(), there);
            if all.len() == 2 {
                plant = plant.or_at(all[0].whole());
            }
            plants.push(plant);
        }
    }
    plants
}

fn small_organisation(clean: &Clean) -> Vec<Plant> {
    let wrong = |it: &presscheck::house::Organisation| it.wrong.iter().any(|it| it == "Interpol");
    if !clean.engine.house().organisations.iter().any(wrong) {
        return Vec::new();
    }
    let hits = clean.find(PROSE, r"\b(INTERPOL)\b").into_iter();
    hits.map(|it| Plant::replace(it.whole(), "Interpol")).collect()
}

fn who_for_things(clean: &Clean) -> Vec<Plant> {
    let things = r"\b(?:countries|States|organizations|organisations|companies) (that)\b";
    // Those of a country are people, and so are the delegates from it.
    let of_people = expression(r"\b(?:from|of|in|by|between) (?:[\w’-]+ ){0,4}$");
    let hits = clean.find(PROSE, things).into_iter();
    hits.filter(|it| {
        !of_people.is_match(&clean.text[clean.line(it.whole().start).start..it.whole().start])
    })
    .map(|it| Plant::replace(it.group(1), "who").at(it.whole()))
    .collect()
}
