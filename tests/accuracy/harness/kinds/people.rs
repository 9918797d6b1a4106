//! People: titles and names.

use presscheck::Span;

use crate::harness::clean::{Clean, PARAGRAPHS, expression};
use crate::harness::plant::{Kind, Plant};
use crate::harness::words::{folded, shortened, transposed};

pub(super) const KINDS: &[Kind] = &[
    Kind::new("person-title", "another title at a later mention", other_title),
    Kind::new("person-title", "“the ACME Chief” for the person who speaks", alias).in_paragraph(),
    Kind::new("name-spelling", "two letters of a family name changed places", transposed_name)
        .also(&["person-title", "person-first-mention"]),
    Kind::new("name-spelling", "a letter of a family name lost", shortened_name)
        .also(&["person-title", "person-first-mention"]),
    Kind::new("name-spelling", "a name without its diacritics", plain_name),
    Kind::new("person-first-mention", "the short form before the full name", short_form_first),
    Kind::new("honorific-stop", "one honorific with another stop", other_stop),
];

const NAME: &str = r"\p{Lu}[\p{L}’-]{3,}";
const HONORIFICS: &str = r"(?:Mr|Ms|Mrs|Mme|Dr)\.?";

/// Titles that stand before a family name, and others that their holder does not have as well.
const TITLES: [(&str, &str); 10] = [
    ("Secretary General", "President"),
    ("High Commissioner", "Director General"),
    ("Rear Admiral", "Captain"),
    ("Major General", "Colonel"),
    ("Artistic Director", "Deputy Director"),
    ("President", "Secretary General"),
    ("Minister", "Deputy Minister"),
    ("Director", "Deputy Director"),
    ("Inspector", "Superintendent"),
    ("Captain", "Sergeant"),
];

/// Somebody who is named again by the family name alone.
struct Mention {
    /// Title or honorific, and family name.
    whole: Span,
    name: Span,
}

/// Later mentions: the family name behind a title or honorific, or beside “said”.
fn later_mentions(clean: &Clean) -> Vec<Mention> {
    let titles = TITLES.map(|it| it.0).join("|");
    let before = format!(r"\b(?:{HONORIFICS}|{titles}) ({NAME})");
    let speaks = format!(r"[”’] ({NAME}) said\b");
    let said = format!(r"[”’] said ({NAME})\.");
    let called = clean.find(PARAGRAPHS, &before).into_iter();
    let speaking = [speaks, said];
    let speaking = speaking.iter().flat_map(|it| clean.find_also_quoted(PARAGRAPHS, it));
    let mut mentions: Vec<Mention> = called
        .chain(speaking)
        .map(|it| Mention { whole: it.whole(), name: without_possessive(clean, it.group(1)) })
        .filter(|it| is_introduced(clean, it.name))
        .collect();
    mentions.sort_by_key(|it| it.name);
    mentions.dedup_by_key(|it| it.name);
    mentions
}

fn without_possessive(clean: &Clean, name: Span) -> Span {
    let text = clean.at(name);
    let short = text.strip_suffix("’s").unwrap_or(text);
    Span::new(name.start, name.start + short.len())
}

/// Whether somebody of that family name was named in full before.
fn is_introduced(clean: &Clean, name: Span) -> bool {
    full_mention(clean, name).is_some()
}

/// The first mention with a given name, before this one.
fn full_mention(clean: &Clean, name: Span) -> Option<Span> {
    let family = regex_escape(clean.at(name));
    let full = format!(r"\b(\p{{Lu}}[\p{{Ll}}’-]+ (?:\p{{Lu}}\. )?){family}\b");
    let hits = clean.find_also_quoted(PARAGRAPHS, &full);
    let first = hits.iter().find(|it| {
        let given = clean.at(it.group(1)).trim();
        let title = TITLES.iter().any(|it| it.0.ends_with(given)) || given.len() < 3;
        !title && !matches!(given, "Mme" | "Mrs" | "Director" | "Commissioner")
    })?;
    (first.whole().end < name.start).then(|| first.whole())
}

fn regex_escape(text: &str) -> String {
    text.replace('.', r"\.")
}

fn other_title(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    for mention in later_mentions(clean) {
        let text = clean.at(mention.whole);
        let title = TITLES.iter().find(|it| text.starts_with(it.0));
        if let Some((title, other)) = title {
            let span = Span::new(mention.whole.start, mention.whole.start + title.len());
            plants.push(Plant::replace(span, *other).at(mention.whole));
        }
    }
    plants
}

/// Somebody introduced as “NLA President” or “President of the NLA” is called “the NLA Chief”.
fn alias(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    for mention in later_mentions(clean) {
        let Some(full) = full_mention(clean, mention.name) else { continue };
        let before: String = clean.text[..full.start].chars().rev().take(40).collect();
        let before: String = before.chars().rev().collect();
        let organisation = expression(r"\b([A-Z]{3,})’?s? \p{Lu}[\p{L} ]+$");
        let Some(found) = organisation.captures(&before).and_then(|it| it.get(1)) else { continue };
        let verb = clean.text[..mention.whole.start].ends_with(" said ")
            || clean.text[..mention.whole.start].ends_with(" concluded ")
            || clean.text[..mention.whole.start].ends_with(" added ");
        if verb {
            let alias = format!("the {} Chief", found.as_str());
            plants.push(Plant::replace(mention.whole, alias));
        }
    }
    plants
}

fn transposed_name(clean: &Clean) -> Vec<Plant> {
    respelled(clean, transposed)
}

fn shortened_name(clean: &Clean) -> Vec<Plant> {
    respelled(clean, |it| if it.chars().count() > 5 { shortened(it) } else { None })
}

fn plain_name(clean: &Clean) -> Vec<Plant> {
    respelled(clean, folded)
}

fn respelled(clean: &Clean, change: impl Fn(&str) -> Option<String>) -> Vec<Plant> {
    let mut plants = Vec::new();
    for mention in later_mentions(clean) {
        if clean.at(mention.name).chars().count() < 5 {
            continue;
        }
        let Some(full) = full_mention(clean, mention.name) else { continue };
        if let Some(other) = change(clean.at(mention.name)) {
            plants.push(Plant::replace(mention.name, other).or_at(mention.whole).or_at(full));
        }
    }
    plants
}

fn short_form_first(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    for mention in later_mentions(clean) {
        let Some(full) = full_mention(clean, mention.name) else { continue };
        let honorific = clean.at(mention.whole).starts_with(['M', 'D'])
            && clean.at(mention.whole).split(' ').next().is_some_and(|it| it.len() < 5);
        let seen = clean.places(clean.at(mention.name));
        let possessive = mention.whole.end > mention.name.end;
        let mut behind = clean.text[full.end..].chars();
        if behind.next() == Some(' ') && behind.next().is_some_and(char::is_uppercase) {
            continue;
        }
        if !honorific || possessive || seen.first().is_none_or(|it| it.end != full.end) {
            continue;
        }
        // “Dr Hadiza Maïna Boukar” is one name, whatever stands before the last of it.
        let before = &clean.text[..full.end];
        let whole = expression(
            r"(?:(?:H\.E\. )?(?:Mr|Ms|Mrs|Mme|Dr)\.? )?(?:\p{Lu}[\p{L}’.-]* )+\p{Lu}[\p{L}’-]+$",
        );
        let Some(name) = whole.find(before).map(|it| Span::from(it.range())) else { continue };
        let title = clean.at(name).split(' ').count() > 4;
        let sentence_start =
            clean.text[..name.start].ends_with(['\n', '.', '“']) || name.start == 0;
        if title || sentence_start {
            continue;
        }
        plants.push(
            Plant::replace(name, clean.at(mention.whole))
                .and(Plant::replace(mention.whole, clean.at(name)))
                .at(name),
        );
    }
    plants
}

fn other_stop(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PARAGRAPHS, r"\b(?:Mr|Ms|Mrs|Dr)(\.?) \p{Lu}");
    if hits.len() < 3 {
        return Vec::new();
    }
    let plants = hits.iter().skip(1).map(|it| {
        let stop = it.group(1);
        let changed =
            if stop.is_empty() { Plant::insert(stop.start, ".") } else { Plant::delete(stop) };
        changed.at(it.whole())
    });
    plants.collect()
}
