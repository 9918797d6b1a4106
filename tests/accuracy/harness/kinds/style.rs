//! Words: praise, padding, jargon, shouting.

use presscheck::Span;
use presscheck::draft::Zone;

use crate::harness::clean::{Clean, PARAGRAPHS};
use crate::harness::plant::{Kind, Plant};

pub(super) const KINDS: &[Kind] = &[
    Kind::new("hype", "praise before a noun", praise),
    Kind::new("wordiness", "“in order to”", padding),
    Kind::new("jargon", "“going forward” at the end of a sentence", jargon),
    Kind::new("exclamation", "a shout", shout),
    Kind::new("first-person", "“we” in the draft’s own words", first_person),
];

fn praise(clean: &Clean) -> Vec<Plant> {
    let noun = r"\b(?:The|the|an?) (?:\p{Ll}+ )?(programme|program|conference|training|campaign|agreement|laboratory|register|scheme|network|report|plant|exercise|desk)\b";
    let hits = clean.find(PARAGRAPHS, noun).into_iter();
    let words = ["world-class ", "cutting-edge ", "ground-breaking "].into_iter().cycle();
    hits.zip(words).map(|(it, word)| Plant::insert(it.group(1).start, word)).collect()
}

fn padding(clean: &Clean) -> Vec<Plant> {
    let purpose = r"\p{Ll}( to )(?:help|test|train|build|share|buy|join|find|guide|make|visit|observe|check|repair|restore|write|reach|lend|take part)\b";
    let hits = clean.find(PARAGRAPHS, purpose).into_iter();
    hits.map(|it| Plant::replace(it.group(1), " in order to ")).collect()
}

fn jargon(clean: &Clean) -> Vec<Plant> {
    let own = clean.own_paragraphs().into_iter();
    own.filter(|it| clean.at(*it).ends_with('.'))
        .map(|it| Plant::insert(it.end - 1, " going forward"))
        .collect()
}

fn shout(clean: &Clean) -> Vec<Plant> {
    let own = clean.own_paragraphs().into_iter();
    own.filter(|it| clean.at(*it).ends_with('.'))
        .map(|it| Plant::replace(Span::new(it.end - 1, it.end), "!"))
        .collect()
}

fn first_person(clean: &Clean) -> Vec<Plant> {
    if clean.blocks(&[Zone::SubHeadline]).iter().any(|it| clean.at(*it).starts_with("By ")) {
        // A signed statement speaks for somebody.
        return Vec::new();
    }
    let own = clean.own_paragraphs().into_iter();
    own.filter(|it| clean.at(*it).ends_with('.'))
        .map(|it| Plant::insert(it.end, " We thank all our partners for their support."))
        .collect()
}
