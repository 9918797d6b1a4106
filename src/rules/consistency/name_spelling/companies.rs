//! Companies that are named after the person beside them.

use std::ops::Range;

use crate::dictionary;
use crate::draft::{Block, Shape, Zone};
use crate::facts::people::{Form, Person, plain};
use crate::finding::{Edit, Fix};
use crate::gazetteer;
use crate::rule::{DraftContext, Sink};
use crate::text::Span;

use super::{is_near, named};

/// “Eva Lindqvist, CEO of Linqvist Labs”: a company named after the person beside it.
pub(super) fn check_companies(draft: &DraftContext<'_>, person: &Person, sink: &mut Sink<'_>) {
    let mut reported: Vec<Span> = Vec::new();
    for mention in person.mentions.iter().filter(|it| it.form == Form::Full) {
        let Some(block) = draft.blocks().get(mention.block_index) else { continue };
        let Some(facts) = draft.facts.of_block(mention.block_index) else { continue };
        let titles = named(draft, mention).map_or(&[][..], |it| &it.titles);
        let of_titles = titles.iter().filter_map(|it| it.organisation);
        let beside = organisations_beside(block, &facts.people.companies, person, mention.name);
        for organisation in of_titles.chain(beside) {
            let place = block.to_draft(organisation);
            if reported.iter().any(|it| it.overlaps(place)) {
                continue;
            }
            let text = draft.text_at(place);
            let first = text.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
            if first.len() == text.len() || !is_misspelt_namesake(draft, person, first) {
                continue;
            }
            reported.push(place);
            let right = format!("{}{}", person.surname(), &text[first.len()..]);
            let message =
                format!("“{text}” differs by one letter from the name “{}”", person.surname());
            let finding = sink.report(place, message);
            finding.related(mention.name, format!("“{}” stands here", person.name()));
            if mention.zone != Zone::Quotation {
                let edit = Edit::replace(place, right.clone());
                finding.fix(Fix::by_hand(format!("Write “{right}”"), vec![edit]));
            }
        }
    }
}

/// Whether `first`, the first word of an organisation's name, can only be the person's surname with
/// one letter wrong: it is no word, no place and nobody else's name.
fn is_misspelt_namesake(draft: &DraftContext<'_>, person: &Person, first: &str) -> bool {
    is_near(person.surname(), first)
        && strsim::damerau_levenshtein(&plain(person.surname()), &plain(first)) == 1
        && !dictionary::is_word(first)
        && !gazetteer::is_country_or_region(first)
        && !gazetteer::cities(first).any(|it| it.is_main_name && it.population >= TOWN)
        && !draft.facts.people().persons.iter().any(|it| it.surname() == first)
}

/// Inhabitants of a place that companies are named after.
const TOWN: u32 = 5_000;

/// How far from its founder a company is looked for, in tokens.
const FARTHEST: usize = 40;

/// Names of organisations in the sentence of the name at `name`, a span of the draft, that may be named
/// after the person. `ends` are the block's [`BlockPeople::companies`]. What is returned are bytes from the
/// start of the block.
///
/// [`BlockPeople::companies`]: crate::facts::BlockPeople::companies
fn organisations_beside<'a>(
    block: &'a Block,
    ends: &'a [u32],
    person: &'a Person,
    name: Span,
) -> impl Iterator<Item = Span> + 'a {
    let organisations = ends.iter().filter_map(|&end| {
        let end = end as usize;
        Some((end, organisation_to(block, end)?))
    });
    // Nearly all begin with another letter; the sentence is looked for only where one does not.
    organisations
        .filter(|(_, span)| begin_alike(&block.text()[span.range()], person.surname()))
        .filter(move |(end, _)| tokens_beside(block, name).contains(end))
        .map(|(_, span)| span)
}

/// The name in capitals that ends with token `end`.
fn organisation_to(block: &Block, end: usize) -> Option<Span> {
    let words = block.tokens().get(..end)?.iter();
    let begins = words.rev().take_while(|it| it.is_capitalised_word()).last()?;
    let last = block.tokens().get(end)?;
    (!begins.has(Shape::POSSESSIVE)).then(|| begins.span().join(last.stem_span()))
}

/// Whether two names can begin with the same letter, diacritics left out.
fn begin_alike(one: &str, other: &str) -> bool {
    match (one.as_bytes().first(), other.as_bytes().first()) {
        (Some(one), Some(other)) => {
            one.eq_ignore_ascii_case(other) || !one.is_ascii() || !other.is_ascii()
        }
        _ => false,
    }
}

/// The tokens of the sentence of the name at `name`, but for those that are far away.
fn tokens_beside(block: &Block, name: Span) -> Range<usize> {
    let sentences = &block.words.sentences;
    let start = name.start.saturating_sub(block.span.start);
    let next = sentences.partition_point(|it| it.span.start <= start);
    let Some(sentence) = next.checked_sub(1).and_then(|it| sentences.get(it)) else { return 0..0 };
    let at = block.words.token_from(start);
    let first = at.saturating_sub(FARTHEST).max(sentence.first as usize);
    first..(at + FARTHEST).min(sentence.end as usize)
}
