//! How many members an organisation has, as the draft says it in several places.
//!
//! “our 190 member countries” names nobody; here the mentions of one draft are brought together by
//! whose members they count.

use std::sync::Arc;

use crate::draft::{Draft, Zone};
use crate::facts::counts::{Count, Cue, Membership, Owner};
use crate::facts::{BlockFacts, Quotation};
use crate::house::{House, Organisation};
use crate::text::Span;

/// A place that says how many members an organisation has in all. Spans are bytes in the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MembershipTotal {
    /// From the number to the noun: “190 member countries”.
    pub span: Span,
    /// The number as it is written.
    pub number: Span,
    /// What it amounts to.
    pub value: u64,
    /// Who are counted, in the singular and in lower case: “country”.
    pub lemma: String,
    /// Whose members they are; `None` if the text does not name who it speaks for.
    pub organisation: Option<String>,
    /// Whether the organisation is named at this place; if not, it is the one that the text speaks
    /// for.
    pub is_named: bool,
    /// Whether it stands inside a quotation.
    pub is_quoted: bool,
}

/// The membership totals of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MembershipTotals {
    /// The totals, in the order of the text.
    pub totals: Vec<MembershipTotal>,
    /// Numbers of members that the draft reports as new: “bringing its membership to 195”, “the
    /// 195th member country”.
    pub changes: Vec<u64>,
}

struct Mention<'a> {
    count: &'a Count,
    block: usize,
    offset: usize,
    is_quoted: bool,
    /// `None` for the text’s own organisation.
    organisation: Option<String>,
}

/// Brings together what the blocks say.
pub(super) fn link(
    draft: &Draft,
    facts: &[Arc<BlockFacts>],
    quotations: &[Quotation],
    house: &House,
) -> MembershipTotals {
    let mut mentions: Vec<Mention<'_>> = Vec::new();
    let mut changes = Vec::new();
    for (index, (block, facts)) in draft.blocks.iter().zip(facts).enumerate() {
        if block.zone == Zone::PageChrome {
            continue;
        }
        for count in &facts.counts {
            match count.membership {
                Membership::Change => changes.push(count.value),
                Membership::Total if count.owner != Owner::Unclear => mentions.push(Mention {
                    count,
                    block: index,
                    offset: block.span.start,
                    is_quoted: facts.is_quoted(count.span.start),
                    organisation: None,
                }),
                _ => {}
            }
        }
        changes
            .extend(facts.ordinals.iter().filter(|it| it.numbers_member).filter_map(|it| it.value));
    }
    mentions.retain(|it| !is_taken_up(it, draft, facts));
    if mentions.is_empty() {
        return MembershipTotals { totals: Vec::new(), changes };
    }
    let names = Names { draft, facts, house };
    for mention in &mut mentions {
        mention.organisation = match mention.count.owner {
            Owner::Named(span) => draft.blocks[mention.block].text().get(span.range()),
            Owner::Speaker if mention.is_quoted => {
                organisation_of_speaker(mention, draft, facts, quotations)
            }
            _ => None,
        }
        .map(|it| names.known_as(it));
    }
    let own = names.own(&mentions);
    let totals = mentions
        .into_iter()
        .map(|it| MembershipTotal {
            span: it.count.span.shifted(it.offset),
            number: it.count.number.shifted(it.offset),
            value: it.count.value,
            lemma: it.count.lemma.clone(),
            is_named: it.organisation.is_some(),
            organisation: it.organisation.or_else(|| own.clone()),
            is_quoted: it.is_quoted,
        })
        .collect();
    MembershipTotals { totals, changes }
}

/// Whether “the 12 member countries” only takes up “12 countries came” from before.
fn is_taken_up(mention: &Mention<'_>, draft: &Draft, facts: &[Arc<BlockFacts>]) -> bool {
    let bare = mention.count.owner == Owner::Unnamed
        && matches!(mention.count.cue, Cue::All | Cue::Definite | Cue::OneOf);
    bare && facts.iter().zip(&draft.blocks).take(mention.block + 1).any(|(facts, block)| {
        facts.counts.iter().any(|it| {
            it.value == mention.count.value
                && it.lemma == mention.count.lemma
                && it.membership != Membership::Total
                && it.approximation.is_none()
                && it.span.start + block.span.start < mention.count.span.start + mention.offset
        })
    })
}

/// The acronym in “said ORMA President Anna Berg”: “our” means that organisation.
fn organisation_of_speaker<'a>(
    mention: &Mention<'_>,
    draft: &'a Draft,
    facts: &[Arc<BlockFacts>],
    quotations: &[Quotation],
) -> Option<&'a str> {
    let quotation = quotations.iter().find(|it| {
        it.pieces.iter().any(|&(block, piece)| {
            block == mention.block
                && facts
                    .get(block)
                    .and_then(|it| it.quotations.get(piece))
                    .is_some_and(|it| it.span.contains(mention.count.span))
        })
    })?;
    let (block, attribution) = quotation.attribution?;
    let acronym =
        facts.get(block)?.acronyms.iter().find(|it| attribution.speaker.contains(it.span))?;
    draft.blocks.get(block)?.text().get(acronym.span.range())
}

/// Telling which organisation a name means.
struct Names<'a> {
    draft: &'a Draft,
    facts: &'a [Arc<BlockFacts>],
    house: &'a House,
}

/// How often the text must name an organisation to be its own without anything else that says so.
const OFTEN: usize = 3;

impl Names<'_> {
    /// The name by which the house, or else the draft, knows the organisation that is called
    /// `name`.
    fn known_as(&self, name: &str) -> String {
        if let Some(organisation) = self.of_house(name) {
            return organisation.name.clone();
        }
        for (facts, block) in self.facts.iter().zip(&self.draft.blocks) {
            for definition in &facts.acronym_definitions {
                let acronym = block.text().get(definition.acronym.range());
                let full = block.text().get(definition.name.range());
                if let (Some(acronym), Some(full)) = (acronym, full)
                    && (acronym == name || full.eq_ignore_ascii_case(name))
                {
                    return self
                        .of_house(full)
                        .or_else(|| self.of_house(acronym))
                        .map_or_else(|| acronym.to_owned(), |it| it.name.clone());
                }
            }
        }
        name.to_owned()
    }

    fn of_house(&self, name: &str) -> Option<&Organisation> {
        self.house.organisations.iter().find(|it| it.is_called(name))
    }

    /// The organisation that the text speaks for: the house’s own, the only one whose members are
    /// counted, or the one that the text names far more often than any other.
    fn own(&self, mentions: &[Mention<'_>]) -> Option<String> {
        if let Some(own) = self.house.organisations.iter().find(|it| it.own) {
            return Some(own.name.clone());
        }
        let mut named: Vec<&String> = Vec::new();
        for name in mentions.iter().filter_map(|it| it.organisation.as_ref()) {
            if !named.contains(&name) {
                named.push(name);
            }
        }
        if let [only] = named.as_slice() {
            return Some((*only).clone());
        }
        let candidates: Vec<String> = if named.is_empty() {
            let counted = self.house.counts.iter().map(|it| self.known_as(&it.organisation));
            let mut counted: Vec<String> = counted.collect();
            counted.sort();
            counted.dedup();
            counted
        } else {
            named.into_iter().cloned().collect()
        };
        let mut counted: Vec<(usize, String)> =
            candidates.into_iter().map(|it| (self.mentions_of(&it), it)).collect();
        counted.sort_by(|a, b| b.cmp(a));
        let second = counted.get(1).map_or(0, |it| it.0);
        let (most, name) = counted.into_iter().next()?;
        (most >= OFTEN && most >= 3 * second).then_some(name)
    }

    /// How often the draft names the organisation by its acronym.
    fn mentions_of(&self, name: &str) -> usize {
        let organisation = self.of_house(name);
        self.facts
            .iter()
            .zip(&self.draft.blocks)
            .flat_map(|(facts, block)| {
                facts.acronyms.iter().filter_map(|it| block.text().get(it.span.range()))
            })
            .filter(|&written| {
                written == name || organisation.is_some_and(|it| it.is_called(written))
            })
            .count()
    }
}

impl Organisation {
    /// Whether `name` is one of its names, right or wrong.
    pub fn is_called(&self, name: &str) -> bool {
        std::iter::once(&self.name)
            .chain(&self.acronym)
            .chain(&self.aliases)
            .chain(&self.wrong)
            .any(|it| it.eq_ignore_ascii_case(name))
    }
}
