//! What a draft says: people, places, dates, counts, ordinals, acronyms, quotations.
//!
//! One extractor a file. Each reads the tokens of one block; what belongs together across blocks is
//! linked here.

pub mod acronyms;
pub mod counts;
pub mod dates;
pub mod durations;
pub mod endings;
mod extracted;
pub mod figures;
pub mod fingerprint;
mod lists;
pub mod membership_totals;
pub mod ordinals;
pub mod people;
pub mod quotations;
pub mod relative;
pub mod release_date;
pub mod run_in_lists;
pub mod typography;

use std::sync::Arc;

use jiff::civil::Date;

use crate::draft::{Block, BlockText, Draft, Zone};
use crate::house::House;
use crate::text::Span;

use extracted::Extracted;

pub use acronyms::{AcronymDefinition, AcronymMention};
pub use counts::Count;
pub use dates::Dates;
pub use durations::DurationMention;
pub use endings::{Ending, EndingUse};
pub use fingerprint::Fingerprint;
pub use lists::Lists;
pub use membership_totals::{MembershipTotal, MembershipTotals};
pub use ordinals::Ordinal;
pub use people::{BlockPeople, People, Person, PersonMention, RoleMention, Title};
pub use quotations::{Attribution, Mark, Quotation, QuotationPiece};
pub use relative::RelativeMention;
pub use release_date::{InferredReleaseDay, ReleaseDate, ReleaseDateSource};
pub use run_in_lists::RunInList;
pub use typography::{DashForm, Sign, SignKind};

/// What was extracted from one block. Spans are bytes from the start of the block.
#[derive(Debug, Default)]
pub struct BlockFacts {
    /// The stretches between quotation marks.
    pub quotations: Vec<QuotationPiece>,
    /// Words that can be spelled with -ise and with -ize.
    pub endings: Vec<EndingUse>,
    /// Closing marks that close nothing in their block.
    pub stray_marks: Vec<Mark>,
    /// How many of whom.
    pub counts: Vec<Count>,
    /// Ordinals, and endings whose number was lost.
    pub ordinals: Vec<Ordinal>,
    /// Where acronyms stand.
    pub acronyms: Vec<AcronymMention>,
    /// Where acronyms are explained.
    pub acronym_definitions: Vec<AcronymDefinition>,
    /// What a block of running text says, to find it again; `None` if it is short.
    pub fingerprint: Option<Fingerprint>,
    /// The tokens that begin with a figure: numbers, ordinals, “17h30”.
    pub figures: Vec<u32>,
    /// The dates, and the ranges of dates.
    pub dates: Dates,
    /// “today”, “next month”.
    pub relative_dates: Vec<RelativeMention>,
    /// “four-day”.
    pub durations: Vec<DurationMention>,
    /// The people who are named, and the roles that speak.
    pub people: BlockPeople,
    /// Marks with odd spacing, and what can be written in several ways.
    pub signs: Vec<Sign>,
    /// Lists that have lost their line breaks.
    pub run_in_lists: Vec<RunInList>,
    /// Which of these there are.
    lists: Lists,
}

impl BlockFacts {
    /// Extracts the facts of blocks, each from its words and its zone alone. One extractor after the
    /// other goes through all blocks, and not the other way round: so its code is fetched once.
    pub(crate) fn extract(blocks: &[(&BlockText, Zone)]) -> Vec<Self> {
        let mut all: Vec<Self> = blocks.iter().map(|_| Self::default()).collect();
        let mut each = |extract: fn(&mut Self, &BlockText, Zone)| {
            for (facts, (words, zone)) in all.iter_mut().zip(blocks) {
                extract(facts, words, *zone);
            }
        };
        each(|facts, words, _| {
            (facts.quotations, facts.stray_marks) = quotations::extract(words);
        });
        each(|facts, words, zone| {
            facts.people = people::extract(words, zone, &facts.quotations);
        });
        each(|facts, words, _| {
            (facts.acronyms, facts.acronym_definitions) = acronyms::extract(words);
        });
        each(|facts, words, _| facts.dates = dates::extract(words));
        each(|facts, words, _| {
            facts.relative_dates = relative::extract(words, &facts.dates);
        });
        each(|facts, words, _| {
            facts.run_in_lists = run_in_lists::extract(words, &facts.quotations);
        });
        each(|facts, words, _| facts.endings = endings::extract(words));
        each(|facts, words, _| facts.figures = figures::extract(words));
        each(|facts, words, _| facts.durations = durations::extract(words));
        each(|facts, words, zone| facts.counts = counts::extract(words, zone));
        each(|facts, words, _| facts.ordinals = ordinals::extract(words));
        each(|facts, words, zone| facts.fingerprint = fingerprint::take(words, zone));
        each(|facts, words, _| facts.signs = typography::extract(words));
        each(|facts, words, _| facts.lists = Lists::of(facts, words));
        all
    }

    /// Which facts there are.
    pub(crate) fn lists(&self) -> Lists {
        self.lists
    }

    /// Gives back the room that its lists have not needed: facts are kept as long as a draft is open.
    pub(crate) fn shrink(&mut self) {
        self.quotations.shrink_to_fit();
        self.endings.shrink_to_fit();
        self.stray_marks.shrink_to_fit();
        self.counts.shrink_to_fit();
        self.ordinals.shrink_to_fit();
        self.acronyms.shrink_to_fit();
        self.acronym_definitions.shrink_to_fit();
        self.figures.shrink_to_fit();
        self.dates.single.shrink_to_fit();
        self.dates.ranges.shrink_to_fit();
        self.relative_dates.shrink_to_fit();
        self.durations.shrink_to_fit();
        self.people.named.shrink_to_fit();
        self.people.roles.shrink_to_fit();
        self.people.candidates.shrink_to_fit();
        self.signs.shrink_to_fit();
        self.run_in_lists.shrink_to_fit();
    }

    /// Whether the byte at `offset` stands inside a quotation.
    pub fn is_quoted(&self, offset: usize) -> bool {
        quotations::covering(&self.quotations, offset).is_some()
    }

    /// The zone at a place of the block, whose own zone is `own`: that, or [`Zone::Quotation`].
    pub fn zone_at(&self, own: Zone, offset: usize) -> Zone {
        if self.is_quoted(offset) { Zone::Quotation } else { own }
    }
}

/// A fact with the block it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Located<'a, T> {
    /// The fact.
    pub fact: &'a T,
    /// Its block.
    pub block: &'a Block,
    /// The block's place in the draft.
    pub block_index: usize,
    /// All that was extracted from the block.
    pub facts: &'a BlockFacts,
}

impl<T> Located<'_, T> {
    /// A span of the block as a span of the draft.
    pub fn to_draft(&self, span: Span) -> Span {
        self.block.to_draft(span)
    }

    /// The zone of the block.
    pub fn zone(&self) -> Zone {
        self.block.zone
    }

    /// The zone at a place of the block: that of the block, or [`Zone::Quotation`].
    pub fn zone_at(&self, offset: usize) -> Zone {
        self.facts.zone_at(self.block.zone, offset)
    }
}

/// What is known of a draft from outside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Circumstances<'a> {
    /// The file's name or path, with forward slashes.
    pub file: Option<&'a str>,
    /// The release date given by the user.
    pub release_date: Option<Date>,
}

/// A draft before an edit that left its blocks where they are.
#[derive(Clone, Copy)]
pub(crate) struct Before<'a> {
    pub(crate) draft: &'a Draft,
    pub(crate) facts: &'a Facts,
    /// The places of the blocks that have other words now, or stand in another zone.
    pub(crate) changed: &'a [usize],
}

impl<'a> Before<'a> {
    /// The blocks that have changed, as they were and as they are, with their facts.
    fn changes(
        self,
        now: Extracted<'a>,
    ) -> impl Iterator<Item = [(&'a Block, &'a BlockFacts); 2]> + 'a {
        let Self { draft, facts, changed } = self;
        let then = Extracted { draft, blocks: &facts.blocks, lists: &facts.lists };
        changed.iter().filter_map(move |&at| Some([then.at(at)?, now.at(at)?]))
    }
}

/// The facts of a whole draft.
#[derive(Debug, Default)]
pub struct Facts {
    blocks: Vec<Arc<BlockFacts>>,
    quotations: Arc<[Quotation]>,
    membership_totals: MembershipTotals,
    release_day: release_date::ReleaseDay,
    people: People,
    /// Which facts each block has; side by side, so that a walk over the draft is quick.
    lists: Vec<Lists>,
}

impl Facts {
    /// Links the facts of the blocks. `lists` says which facts each has: it comes beside them, as most
    /// blocks of a draft that is typed need not be fetched.
    pub(crate) fn link(
        draft: &Draft,
        (blocks, lists): (Vec<Arc<BlockFacts>>, Vec<Lists>),
        circumstances: Circumstances<'_>,
        house: &House,
        before: Option<Before<'_>>,
    ) -> Self {
        let extracted = Extracted { draft, blocks: &blocks, lists: &lists };
        let kept = before.filter(|it| quotations::are_linked_alike(it, extracted));
        let quotations = match kept {
            Some(before) => Arc::clone(&before.facts.quotations),
            None => quotations::link(extracted).into(),
        };
        let kept = before.and_then(|it| it.facts.people.moved(&it, extracted));
        let people = kept.unwrap_or_else(|| People::link(extracted));
        let release_day = release_date::link(extracted, circumstances);
        let membership_totals = membership_totals::link(extracted, &quotations, house);
        Self { blocks, quotations, membership_totals, release_day, people, lists }
    }

    /// The quotations of the draft, each with all its paragraphs.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// How many members organisations have, in every place that says so.
    pub fn membership_totals(&self) -> &MembershipTotals {
        &self.membership_totals
    }

    /// The facts of one block.
    pub fn of_block(&self, index: usize) -> Option<&BlockFacts> {
        self.blocks.get(index).map(|it| &**it)
    }

    /// The facts of one block, to hold them too, and which they are.
    pub(crate) fn shared(&self, index: usize) -> Option<(Arc<BlockFacts>, Lists)> {
        Some((Arc::clone(self.blocks.get(index)?), *self.lists.get(index)?))
    }

    /// The facts of the blocks, in their order.
    pub(crate) fn by_block(&self) -> &[Arc<BlockFacts>] {
        &self.blocks
    }

    /// The people of the draft.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// The blocks that have some of these facts, in the order of the text: their places, themselves
    /// and what was extracted from them.
    pub fn blocks_with<'a>(
        &'a self,
        draft: &'a Draft,
        wanted: Lists,
    ) -> impl Iterator<Item = (usize, &'a Block, &'a BlockFacts)> + 'a {
        Extracted { draft, blocks: &self.blocks, lists: &self.lists }.with(wanted)
    }

    /// Every fact that `choose` picks from the blocks, in the order of the text. It picks from these
    /// lists.
    pub fn all<'a, T: 'a>(
        &'a self,
        draft: &'a Draft,
        lists: Lists,
        choose: impl Fn(&'a BlockFacts) -> &'a [T] + 'a,
    ) -> impl Iterator<Item = Located<'a, T>> + 'a {
        self.blocks_with(draft, lists).flat_map(move |(block_index, block, facts)| {
            choose(facts).iter().map(move |fact| Located { fact, block, block_index, facts })
        })
    }
}
