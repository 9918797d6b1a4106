//! People, organisations, acronyms, terms and counts.

use crate::draft::lexicon::class_of;
use crate::draft::{Class, Zone};
use crate::facts::people::{Person, plain};
use crate::server::completion::ItemKind;
use crate::server::completion::draft::Candidate;
use crate::server::completion::draft::scene::Scene;
use crate::server::completion::draft::typed::Key;

/// A person whom the house or the draft knows.
struct Known {
    full: String,
    surname: String,
    title: Option<String>,
    /// What is said of the person.
    about: String,
}

/// The people: with title at the first mention, in the house’s short form below it.
pub(super) fn people(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let persons = &scene.facts().people().persons;
    for known in known_people(scene) {
        let person = persons.iter().find(|it| is_same(it, &known));
        let titled = known.title.as_ref().map(|it| format!("{it} {}", known.full));
        let above = text_above(scene).contains(&known.full);
        let full = Candidate::new(ItemKind::Person, &known.full)
            .detail(known.title.as_deref())
            .about(&known.about)
            .key(Key::new(&known.full));
        let namesake = person.is_some_and(|it| it.has_namesake);
        let short = (above && !namesake).then(|| short_form(scene, &known));
        match (short, titled) {
            (Some(short), titled) => {
                let mut candidate = Candidate::new(ItemKind::Person, &short)
                    .detail(Some(titled.as_deref().unwrap_or(&known.full)))
                    .about(&known.about)
                    .key(Key::new(&known.full))
                    .key(Key::new(&short));
                if let Some(titled) = &titled {
                    candidate = candidate.key(Key::new(titled));
                }
                candidates.push(candidate);
                candidates.push(full);
            }
            (None, Some(titled)) if scene.is_prose() => {
                let candidate = Candidate::new(ItemKind::Person, &titled)
                    .about(&known.about)
                    .key(Key::new(&titled));
                candidates.push(candidate);
                candidates.push(full);
            }
            (None, _) => candidates.push(full),
        }
    }
    candidates
}

/// How somebody who is named above is called from there on.
fn short_form(scene: &Scene<'_>, known: &Known) -> String {
    let surname = &known.surname;
    if !scene.is_prose() {
        return surname.clone();
    }
    match scene.option("person-first-mention", "second-mention") {
        "surname" => surname.clone(),
        "title" => match &known.title {
            Some(title) => format!("{title} {surname}"),
            None => surname.clone(),
        },
        _ => match honorific(scene, surname) {
            Some(honorific) => format!("{honorific} {surname}"),
            None => surname.clone(),
        },
    }
}

/// The text above, from where the running text begins: headlines introduce nobody.
fn text_above<'a>(scene: &'a Scene<'_>) -> &'a str {
    let running = [Zone::Dateline, Zone::Lead, Zone::Body];
    let first = scene.draft().blocks.iter().find(|it| running.contains(&it.zone));
    let start = first.map_or(0, |it| it.span.start);
    scene.checked.text.get(start..scene.here).unwrap_or_default()
}

/// “Ms”, where the draft has it before the family name.
fn honorific(scene: &Scene<'_>, surname: &str) -> Option<String> {
    let above = text_above(scene);
    above.match_indices(surname).find_map(|(at, _)| {
        let before = above[..at].strip_suffix([' ', '\u{a0}'])?;
        let word = before.rsplit(char::is_whitespace).next()?;
        let bare = word.trim_end_matches('.').to_lowercase();
        class_of(&bare).intersects(Class::HONORIFIC).then(|| word.to_owned())
    })
}

fn is_same(person: &Person, known: &Known) -> bool {
    plain(person.name()) == plain(&known.full)
        || plain(person.surname()) == plain(&known.surname)
            && plain(&known.full).split(' ').next() == plain(person.name()).split(' ').next()
}

/// Those of the house’s list, the holders of offices on the day of the release, and whoever the
/// draft itself introduces.
fn known_people(scene: &Scene<'_>) -> Vec<Known> {
    let house = scene.house;
    let mut known: Vec<Known> = Vec::new();
    for person in &house.people {
        let surname = person.surname.clone().unwrap_or_else(|| last_word(&person.name));
        let organisation = person.organisation.as_deref();
        known.push(Known {
            about: about(person.title.as_deref(), &person.name, organisation, ""),
            full: person.name.clone(),
            surname,
            title: person.title.clone(),
        });
    }
    let day = scene.day();
    let in_office =
        house.offices.iter().filter(|it| it.from <= day && it.to.is_none_or(|to| day <= to));
    for holder in in_office {
        if known.iter().any(|it| it.full == holder.name) {
            continue;
        }
        let since = format!(" since {}", crate::facts::release_date::written(holder.from, false));
        let mut told = about(Some(&holder.title), &holder.name, Some(&holder.organisation), &since);
        if !holder.source.is_empty() {
            told.push_str(&format!("\n\nSource: {}", holder.source));
        }
        known.push(Known {
            about: told,
            full: holder.name.clone(),
            surname: holder.surname.clone().unwrap_or_else(|| last_word(&holder.name)),
            title: Some(holder.title.clone()),
        });
    }
    for person in &scene.facts().people().persons {
        let introduced = person.certain && person.name().contains(' ');
        if !introduced || known.iter().any(|it| is_same(person, it)) {
            continue;
        }
        let title = title_in_draft(scene, person);
        known.push(Known {
            about: format!(
                "{}, as this draft has it",
                about(title.as_deref(), person.name(), None, "")
            ),
            full: person.name().to_owned(),
            surname: person.family_name().to_owned(),
            title,
        });
    }
    known
}

fn about(title: Option<&str>, name: &str, organisation: Option<&str>, since: &str) -> String {
    let mut about = format!("**{name}**");
    if let Some(title) = title {
        about.push_str(&format!(", {title}"));
    }
    if let Some(organisation) = organisation {
        about.push_str(&format!(", {organisation}"));
    }
    about.push_str(since);
    about
}

fn last_word(name: &str) -> String {
    name.split_whitespace().next_back().unwrap_or(name).to_owned()
}

/// The title that the draft gives before the name.
fn title_in_draft(scene: &Scene<'_>, person: &Person) -> Option<String> {
    person.mentions.iter().find_map(|mention| {
        let block = scene.draft().blocks.get(mention.block_index)?;
        let facts = scene.facts().of_block(mention.block_index)?;
        let titles = &facts.people.named.get(mention.named?)?.titles;
        let title = titles.iter().find(|it| it.before_name && it.capital && !it.former)?;
        let text = scene.checked.text.get(block.to_draft(title.span).range())?;
        Some(crate::text::one_line(text))
    })
}

/// The organisations that the house knows, by their right names; wrong forms lead to them too.
pub(super) fn organisations(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for known in &scene.house.organisations {
        let mut about = format!("**{}**", known.name);
        if let Some(acronym) = &known.acronym {
            about.push_str(&format!(" ({acronym})"));
        }
        if !known.wrong.is_empty() {
            about.push_str(&format!("\n\nNot: {}", known.wrong.join(", ")));
        }
        let mut candidate = Candidate::new(ItemKind::Organisation, &known.name)
            .detail(known.acronym.as_deref())
            .about(&about)
            .key(Key::new(&known.name));
        for wrong in &known.wrong {
            candidate = candidate.key(Key::new(wrong));
        }
        candidates.push(candidate);
        if let Some(acronym) = &known.acronym {
            candidates.push(
                Candidate::new(ItemKind::Organisation, acronym)
                    .detail(Some(&known.name))
                    .about(&about)
                    .key(Key::new(acronym)),
            );
        }
    }
    candidates
}

/// Acronyms that the draft explains above, and those that the house lets stand alone.
pub(super) fn acronyms(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for definition in scene.facts().acronym_definitions(scene.draft()) {
        let fact = definition.fact;
        let acronym = definition.to_draft(fact.acronym);
        let name = definition.to_draft(fact.name);
        let text = |span: crate::text::Span| scene.checked.text.get(span.range());
        let (Some(letters), Some(name)) = (text(acronym), text(name)) else {
            continue;
        };
        let name = crate::text::one_line(name);
        if acronym.end > scene.here || candidates.iter().any(|it| it.text == letters) {
            continue;
        }
        candidates.push(
            Candidate::new(ItemKind::Word, letters)
                .detail(Some(&name))
                .about(&format!("**{letters}**: {name}, as explained above"))
                .key(Key::new(letters))
                .key(Key::new(&name)),
        );
    }
    for known in &scene.house.acronyms {
        // One that says nothing of itself is only a word that is known.
        let Some(meaning) = &known.meaning else { continue };
        if candidates.iter().any(|it| it.text == known.acronym) {
            continue;
        }
        candidates.push(
            Candidate::new(ItemKind::Word, &known.acronym)
                .detail(Some(meaning))
                .about(&format!("**{}**: {meaning}, which readers know", known.acronym))
                .key(Key::new(&known.acronym))
                .key(Key::new(meaning)),
        );
    }
    candidates
}

/// What the house writes; what it does not leads to it.
pub(super) fn terms(scene: &Scene<'_>) -> Vec<Candidate> {
    let day = scene.day();
    let in_force = scene.house.terms.iter().filter(|it| it.from.is_none_or(|from| from <= day));
    let candidates = in_force.map(|term| {
        let about = format!("**{}**\n\nNot: {}", term.use_, term.avoid.join(", "));
        let mut candidate =
            Candidate::new(ItemKind::Word, &term.use_).about(&about).key(Key::new(&term.use_));
        for avoided in &term.avoid {
            candidate = candidate.key(Key::from_start(avoided));
        }
        candidate
    });
    candidates.collect()
}

/// How many members organisations have on the day of the release.
pub(super) fn counts(scene: &Scene<'_>) -> Vec<Candidate> {
    let house = scene.house;
    let day = scene.day();
    let mut candidates = Vec::new();
    for (index, known) in house.counts.iter().enumerate() {
        let of_same = |it: &&crate::house::DatedCount| {
            it.organisation == known.organisation && it.noun == known.noun
        };
        let later = house.counts[index + 1..].iter().filter(of_same).any(|it| it.from <= day);
        let Some(count) = known.count.filter(|_| known.from <= day && !later) else {
            continue;
        };
        let text = format!("{count} {}", known.noun);
        let since = crate::facts::release_date::written(known.from, false);
        let mut about = format!("**{text}** of {} since {since}", known.organisation);
        if !known.source.is_empty() {
            about.push_str(&format!("\n\nSource: {}", known.source));
        }
        let mut candidate = Candidate::new(ItemKind::Value, &text)
            .detail(Some(&known.organisation))
            .about(&about)
            .key(Key::from_start(&text));
        let organisation = house.organisations.iter().find(|it| {
            it.name == known.organisation || it.acronym.as_ref() == Some(&known.organisation)
        });
        let called = organisation.map(|it| it.acronym.iter().chain([&it.name]));
        for name in called.into_iter().flatten().chain([&known.organisation]) {
            candidate = candidate.key(Key::behind(name, &known.noun)).key(Key::behind(name, &text));
        }
        // “Member States” with its capitals can be nothing else.
        if known.noun.starts_with(char::is_uppercase) {
            candidate = candidate.key(Key::new(&known.noun));
        }
        candidates.push(candidate);
    }
    candidates
}
