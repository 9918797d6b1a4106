//! The parts of a release as an outline: its zones, the headings with what stands below them, the
//! quotations by who says them, and the captions.

use crate::draft::{Block, Zone};
use crate::facts::{Attribution, Quotation};
use crate::rule::DraftContext;
use crate::text::Span;

/// What a part of an outline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartKind {
    /// A zone of the release.
    Zone(Zone),
    /// A quotation.
    Quotation,
}

/// A part of a release. Spans are bytes in the draft's text.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// What it is called: never empty.
    pub(super) name: String,
    /// What is said of it besides.
    pub(super) detail: String,
    pub(super) kind: PartKind,
    /// All of it.
    pub(super) span: Span,
    /// The words to go to, inside `span`.
    pub(super) selection: Span,
    /// The parts inside it, in the order of the text.
    pub(super) children: Vec<Part>,
}

/// Longest name of a part, in characters.
const LONGEST_NAME: usize = 60;

/// The outline of a draft.
pub(super) fn of(context: &DraftContext<'_>) -> Vec<Part> {
    let mut parts = zones(context.blocks());
    let mut before = None;
    for quotation in context.facts.quotations() {
        let Some(part) = quotation_part(context, quotation, &mut before) else {
            continue;
        };
        insert(&mut parts, part);
    }
    parts
}

/// The zones in the order of the text: neighbours of one zone are one part, and what follows a
/// heading stands below it.
fn zones(blocks: &[Block]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    // Captions and lists stand below the part that they interrupt.
    for block in blocks {
        if block.zone == Zone::PageChrome {
            continue;
        }
        let inner = matches!(block.zone, Zone::Caption | Zone::ListItem | Zone::Table);
        let part = part_of(block);
        match parts.last_mut() {
            Some(last) if inner && holds_others(last) => {
                last.span = last.span.join(block.span);
                match last.children.last_mut() {
                    Some(child) if child.kind == part.kind && block.zone != Zone::Caption => {
                        child.span = child.span.join(block.span);
                    }
                    _ => last.children.push(part),
                }
            }
            Some(last) if goes_on(last, block.zone) => last.span = last.span.join(block.span),
            _ => parts.push(part),
        }
    }
    parts
}

fn holds_others(part: &Part) -> bool {
    matches!(
        part.kind,
        PartKind::Zone(
            Zone::Lead
                | Zone::Body
                | Zone::Heading
                | Zone::Notes
                | Zone::Boilerplate
                | Zone::Contact
        )
    )
}

/// Whether a block of `zone` is more of the part before it.
fn goes_on(part: &Part, zone: Zone) -> bool {
    let PartKind::Zone(before) = part.kind else {
        return false;
    };
    match (before, zone) {
        (Zone::Heading, Zone::Body | Zone::Quotation)
        | (Zone::Lead | Zone::Body, Zone::Quotation) => true,
        (Zone::Caption | Zone::Headline | Zone::Heading, _) => false,
        _ => before == zone,
    }
}

fn part_of(block: &Block) -> Part {
    let words = excerpt(block.text());
    let kind = block.zone.name().replace('-', " ");
    let shows_words = matches!(
        block.zone,
        Zone::Headline
            | Zone::SubHeadline
            | Zone::Heading
            | Zone::Dateline
            | Zone::DateLine
            | Zone::Embargo
            | Zone::Caption
            | Zone::ReleaseLine
    ) || block.zone == Zone::Boilerplate && block.text().starts_with("About");
    let (name, detail) =
        if shows_words && !words.is_empty() { (words, kind) } else { (capitalised(&kind), words) };
    // “Contact”, below a line that says so.
    let detail = if detail == name { String::new() } else { detail };
    Part {
        name,
        detail,
        kind: PartKind::Zone(block.zone),
        span: block.span,
        selection: block.span,
        children: Vec::new(),
    }
}

/// Who spoke last, and in which block.
type Before = Option<(usize, String)>;

/// A quotation under the name of who says it. Who is only “she” is the speaker before, and so is who
/// goes on in the same paragraph.
fn quotation_part(
    context: &DraftContext<'_>,
    quotation: &Quotation,
    before: &mut Before,
) -> Option<Part> {
    let piece = |&(block, piece): &(usize, usize)| {
        let place = context.blocks().get(block)?;
        let fact = context.facts.of_block(block)?.quotations.get(piece)?;
        Some((place.to_draft(fact.span), fact.words))
    };
    let (first, _) = piece(quotation.pieces.first()?)?;
    let (last, _) = piece(quotation.pieces.last()?)?;
    let block = quotation.pieces.first()?.0;
    let last_block = quotation.pieces.last()?.0;
    let speaker = match (quotation.attribution, before.as_ref()) {
        (Some(it), before) => speaker(context, it, before.map(|it| it.1.as_str())),
        (None, Some((there, name))) if *there == block => Some(name.clone()),
        (None, _) => None,
    };
    // One word between marks is no quotation: the “Gull”.
    let words: usize = quotation.pieces.iter().filter_map(piece).map(|it| it.1).sum();
    if speaker.is_none() && words < 5 {
        return None;
    }
    *before = speaker.clone().map(|it| (last_block, it));
    Some(Part {
        name: speaker.unwrap_or_else(|| "Quotation".to_owned()),
        detail: excerpt(context.text_at(first)),
        kind: PartKind::Quotation,
        span: first.join(last),
        selection: first,
        children: Vec::new(),
    })
}

fn speaker(
    context: &DraftContext<'_>,
    (block, attribution): (usize, Attribution),
    before: Option<&str>,
) -> Option<String> {
    let place = context.blocks().get(block)?;
    let span = place.to_draft(attribution.speaker);
    let person = context.facts.people().persons.iter().find(|it| {
        let from = it.mentions.partition_point(|mention| mention.name.start < span.start);
        it.mentions.get(from).is_some_and(|mention| span.contains(mention.name))
    });
    if let Some(person) = person {
        return Some(single_spaced(person.name()));
    }
    let words = excerpt(place.text().get(attribution.speaker.range())?);
    let pronoun = ["he", "she", "they", "it"].iter().any(|it| it.eq_ignore_ascii_case(&words));
    match before {
        Some(before) if pronoun => Some(before.to_owned()),
        _ => (!words.is_empty()).then_some(words),
    }
}

/// Puts a part below the innermost one in which it begins.
fn insert(parts: &mut Vec<Part>, mut part: Part) {
    // Parts stand in the order of the text, and apart.
    let behind = parts.partition_point(|it| it.span.start <= part.selection.start);
    let holder = behind.checked_sub(1).and_then(|it| parts.get_mut(it)).filter(|it| {
        it.span.contains_offset(part.selection.start) && it.kind != PartKind::Quotation
    });
    match holder {
        Some(holder) => {
            part.span.end = part.span.end.min(holder.span.end);
            part.selection.end = part.selection.end.min(part.span.end);
            insert(&mut holder.children, part);
        }
        None => parts.insert(behind, part),
    }
}

/// The first words of a text, on one line and without what the markup hides.
pub(super) fn excerpt(text: &str) -> String {
    let words = single_spaced(text);
    match words.char_indices().nth(LONGEST_NAME) {
        None => words,
        Some((end, _)) => {
            let cut = words[..end].rfind(' ').filter(|it| *it > 0).unwrap_or(end);
            format!("{} …", words[..cut].trim_end_matches([',', ';', ':', '–', '-', ' ']))
        }
    }
}

/// The words of a text with single spaces, without what the markup hides.
pub(super) fn single_spaced(text: &str) -> String {
    text.split(|it: char| it.is_whitespace() || it.is_control())
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}
