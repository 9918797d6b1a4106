//! How many members an organisation has, as the draft says it in several places.
//!
//! “our 190 member countries” names nobody; here the mentions of one draft are brought together by
//! whose members they count.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::draft::Zone;
use crate::facts::counts::{Count, Cue, Membership, Owner};
use crate::facts::extracted::Extracted;
use crate::facts::{Lists, Quotation};
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

/// A number of people or things that is no total.
struct Part<'a> {
    /// What it amounts to.
    value: u64,
    count: &'a Count,
    /// Where it stands, in bytes of the draft.
    place: usize,
}

/// Brings together what the blocks say.
pub(super) fn link(
    extracted: Extracted<'_>,
    quotations: &[Quotation],
    house: &House,
) -> MembershipTotals {
    let draft = extracted.draft;
    let mut mentions: Vec<Mention<'_>> = Vec::new();
    let mut changes = Vec::new();
    let mut parts = Vec::new();
    for (index, block, facts) in extracted.with(Lists::COUNTS | Lists::ORDINALS) {
        for count in &facts.counts {
            if count.membership != Membership::Total && count.approximation.is_none() {
                parts.push(Part {
                    value: count.value,
                    count,
                    place: block.span.start + count.span.start,
                });
            }
        }
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
    drop_taken_up(&mut mentions, &parts);
    if mentions.is_empty() {
        return MembershipTotals { totals: Vec::new(), changes };
    }
    let names = Names::new(extracted, house);
    for mention in &mut mentions {
        mention.organisation = match mention.count.owner {
            Owner::Named(span) => draft.blocks[mention.block].text().get(span.range()),
            Owner::Speaker if mention.is_quoted => {
                organisation_of_speaker(mention, extracted, quotations)
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

/// Drops “the 12 member countries” that only take up “12 countries came” from before.
fn drop_taken_up(mentions: &mut Vec<Mention<'_>>, parts: &[Part<'_>]) {
    let is_bare = |it: &Mention<'_>| {
        it.count.owner == Owner::Unnamed
            && matches!(it.count.cue, Cue::All | Cue::Definite | Cue::OneOf)
    };
    let bare: FxHashSet<u64> =
        mentions.iter().filter(|it| is_bare(it)).map(|it| it.count.value).collect();
    if bare.is_empty() {
        return;
    }
    // Where a number of such people is first given without being a total.
    let mut first: FxHashMap<(u64, &str), usize> = FxHashMap::default();
    for it in parts.iter().filter(|it| bare.contains(&it.value)) {
        first.entry((it.value, &it.count.lemma)).or_insert(it.place);
    }
    mentions.retain(|it| {
        let before = first.get(&(it.count.value, it.count.lemma.as_str()));
        !is_bare(it) || before.is_none_or(|before| *before > it.offset + it.count.span.start)
    });
}

/// The acronym in “said ORMA President Anna Berg”: “our” means that organisation.
fn organisation_of_speaker<'a>(
    mention: &Mention<'_>,
    extracted: Extracted<'a>,
    quotations: &[Quotation],
) -> Option<&'a str> {
    let facts = extracted.blocks;
    let first_block = |it: &Quotation| it.pieces.first().map_or(0, |piece| piece.0);
    let end = quotations.partition_point(|it| first_block(it) <= mention.block);
    let quotation = quotations.get(..end)?.iter().rev().find(|it| {
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
    extracted.draft.blocks.get(block)?.text().get(acronym.span.range())
}

/// Telling which organisation a name means.
struct Names<'a> {
    house: &'a House,
    /// Acronyms of the draft, with what they stand for.
    definitions: Vec<(&'a str, &'a str)>,
    /// Each acronym of the draft, with how often it stands there.
    acronyms: Vec<(&'a str, usize)>,
}

/// How often the text must name one of several organisations to speak for it.
const OFTEN: usize = 3;

impl<'a> Names<'a> {
    fn new(extracted: Extracted<'a>, house: &'a House) -> Self {
        let mut definitions = Vec::new();
        let mut acronyms: Vec<(&str, usize)> = Vec::new();
        let mut places: FxHashMap<u64, usize> = FxHashMap::default();
        let named = Lists::ACRONYMS | Lists::ACRONYM_DEFINITIONS;
        for (_, block, facts) in extracted.with(named) {
            let text = |span: Span| block.text().get(span.range()).unwrap_or_default();
            definitions.extend(
                facts.acronym_definitions.iter().map(|it| (text(it.acronym), text(it.name))),
            );
            for mention in &facts.acronyms {
                let place = *places.entry(mention.key).or_insert_with(|| {
                    acronyms.push((text(mention.span), 0));
                    acronyms.len() - 1
                });
                acronyms[place].1 += 1;
            }
        }
        Self { house, definitions, acronyms }
    }

    /// The name by which the house, or else the draft, knows the organisation that is called
    /// `name`.
    fn known_as(&self, name: &str) -> String {
        if let Some(organisation) = self.of_house(name) {
            return organisation.name.clone();
        }
        let defined = self
            .definitions
            .iter()
            .find(|(acronym, full)| *acronym == name || full.eq_ignore_ascii_case(name));
        defined.map_or_else(
            || name.to_owned(),
            |(acronym, full)| {
                self.of_house(full)
                    .or_else(|| self.of_house(acronym))
                    .map_or_else(|| (*acronym).to_owned(), |it| it.name.clone())
            },
        )
    }

    fn of_house(&self, name: &str) -> Option<&Organisation> {
        self.house.organisations.iter().find(|it| it.is_called(name))
    }

    /// The organisation that the text speaks for: the house’s own; or the one whose members are
    /// counted, if the text names no other more often.
    fn own(&self, mentions: &[Mention<'_>]) -> Option<String> {
        if let Some(own) = self.house.organisations.iter().find(|it| it.own) {
            return Some(own.name.clone());
        }
        let mut candidates: Vec<(usize, String)> = Vec::new();
        for name in mentions.iter().filter_map(|it| it.organisation.as_ref()) {
            match candidates.iter_mut().find(|(_, it)| it == name) {
                Some((times, _)) => *times += 1,
                None => candidates.push((1, name.clone())),
            }
        }
        let none_named = candidates.is_empty();
        if none_named {
            if self.acronyms.iter().map(|it| it.1).sum::<usize>() < OFTEN {
                return None;
            }
            let counted = self.house.counts.iter().map(|it| it.organisation.as_str());
            candidates.extend(self.named_in_draft(counted).map(|it| (0, self.known_as(it))));
            candidates.dedup();
        }
        for (times, name) in &mut candidates {
            *times = (*times).max(self.times_of(name));
        }
        candidates.sort_by(|a, b| b.cmp(a));
        let alone = !none_named && candidates.len() == 1;
        let second = candidates.get(1).map_or(0, |it| it.0);
        let (times, name) = candidates.into_iter().next()?;
        let often = alone || times >= OFTEN && times >= 3 * second;
        (often && times >= self.times_of_others(&name)).then_some(name)
    }

    /// Those of some organisations that the draft can name by an acronym: there are many that have
    /// members, and a draft names few of them.
    fn named_in_draft<'b>(
        &self,
        names: impl Iterator<Item = &'b str>,
    ) -> impl Iterator<Item = &'b str> {
        let known: Vec<&Organisation> =
            self.acronyms.iter().filter_map(|it| self.of_house(it.0)).collect();
        names.filter(move |name| {
            known.iter().any(|it| it.is_called(name))
                || self.acronyms.iter().any(|it| it.0 == *name)
                || self.definitions.iter().any(|(_, full)| full.eq_ignore_ascii_case(name))
        })
    }

    /// How often the draft names the organisation by its acronym.
    fn times_of(&self, name: &str) -> usize {
        let called = self.names_of(name);
        self.acronyms.iter().filter(|(it, _)| called(it)).map(|(_, times)| times).sum()
    }

    /// How often the draft has the most frequent acronym of anybody else.
    fn times_of_others(&self, name: &str) -> usize {
        let called = self.names_of(name);
        let others = self.acronyms.iter().filter(|(it, _)| !called(it));
        others.map(|(_, times)| *times).max().unwrap_or_default()
    }

    /// Tells whether something written means the organisation that is called `name`.
    fn names_of(&self, name: &str) -> impl Fn(&str) -> bool {
        let organisation = self.of_house(name);
        move |written| written == name || organisation.is_some_and(|it| it.is_called(written))
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
