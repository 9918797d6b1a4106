//! Which facts a block has: of most kinds, most blocks have none.

use bitflags::bitflags;

use crate::facts::BlockFacts;

bitflags! {
    /// Kinds of facts of which a block has at least one. A walk over the draft that wants one of them
    /// alone passes the other blocks over without touching them.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Lists: u16 {
        /// [`BlockFacts::quotations`].
        const QUOTATIONS = 1;
        /// [`BlockFacts::endings`].
        const ENDINGS = 1 << 1;
        /// [`BlockFacts::counts`].
        const COUNTS = 1 << 2;
        /// [`BlockFacts::ordinals`].
        const ORDINALS = 1 << 3;
        /// [`BlockFacts::acronyms`].
        const ACRONYMS = 1 << 4;
        /// [`BlockFacts::acronym_definitions`].
        const ACRONYM_DEFINITIONS = 1 << 5;
        /// [`BlockFacts::dates`].
        const DATES = 1 << 6;
        /// [`BlockFacts::relative_dates`].
        const RELATIVE_DATES = 1 << 7;
        /// [`BlockFacts::durations`].
        const DURATIONS = 1 << 8;
        /// [`BlockFacts::signs`].
        const SIGNS = 1 << 9;
        /// The people who are named in full or in part.
        const NAMED = 1 << 10;
        /// Words that may be a name.
        const CANDIDATES = 1 << 11;
        /// [`BlockFacts::figures`].
        const FIGURES = 1 << 12;
        /// [`BlockFacts::fingerprint`].
        const FINGERPRINT = 1 << 13;
    }
}

impl Lists {
    /// The kinds of which there are some.
    pub(super) fn of(facts: &BlockFacts) -> Self {
        let mut lists = Self::empty();
        lists.set(Self::QUOTATIONS, !facts.quotations.is_empty());
        lists.set(Self::ENDINGS, !facts.endings.is_empty());
        lists.set(Self::COUNTS, !facts.counts.is_empty());
        lists.set(Self::ORDINALS, !facts.ordinals.is_empty());
        lists.set(Self::ACRONYMS, !facts.acronyms.is_empty());
        lists.set(Self::ACRONYM_DEFINITIONS, !facts.acronym_definitions.is_empty());
        lists.set(Self::DATES, facts.dates.all().next().is_some());
        lists.set(Self::RELATIVE_DATES, !facts.relative_dates.is_empty());
        lists.set(Self::DURATIONS, !facts.durations.is_empty());
        lists.set(Self::SIGNS, !facts.signs.is_empty());
        lists.set(Self::NAMED, !facts.people.named.is_empty());
        lists.set(Self::CANDIDATES, !facts.people.candidates.is_empty());
        lists.set(Self::FIGURES, !facts.figures.is_empty());
        lists.set(Self::FINGERPRINT, facts.fingerprint.is_some());
        lists
    }
}
