//! Which facts a block has: of most kinds, most blocks have none.

use bitflags::bitflags;

use crate::draft::{BlockText, Class, Shape, TokenKind};
use crate::facts::{BlockFacts, SignKind};

bitflags! {
    /// Kinds of facts, and of words, of which a block has at least one. A walk over the draft that
    /// wants one of them alone passes the other blocks over without touching them: what many blocks
    /// hold lies far apart, and most of a keystroke’s time would be spent on fetching it.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Lists: u64 {
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
        /// [`BlockFacts::figures`].
        const FIGURES = 1 << 9;
        /// The people who are named in full or in part.
        const NAMED = 1 << 10;
        /// Words that may be a name.
        const CANDIDATES = 1 << 11;
        /// People who are called by a title alone.
        const ROLES = 1 << 12;
        /// [`SignKind::Dash`].
        const DASHES = 1 << 13;
        /// [`SignKind::Ellipsis`].
        const ELLIPSES = 1 << 14;
        /// [`SignKind::Honorific`].
        const HONORIFICS = 1 << 15;
        /// [`SignKind::Possessive`] and [`SignKind::AcronymPossessive`].
        const POSSESSIVES = 1 << 16;
        /// [`SignKind::WideGap`].
        const WIDE_GAPS = 1 << 17;
        /// [`SignKind::JoinedMark`].
        const JOINED_MARKS = 1 << 18;
        /// [`SignKind::FigureAtEnd`].
        const FIGURES_AT_END = 1 << 19;
        /// [`SignKind::Asterisk`].
        const ASTERISKS = 1 << 20;
        /// [`SignKind::AfterColon`].
        const AFTER_COLONS = 1 << 21;
        /// [`SignKind::CapitalNoun`].
        const CAPITAL_NOUNS = 1 << 22;
        /// [`SignKind::BetweenNumbers`].
        const BETWEEN_NUMBERS = 1 << 23;
        /// Ranges of dates.
        const DATE_RANGES = 1 << 24;
        /// Dates with a weekday.
        const WEEKDAYS = 1 << 25;
        /// No word that shows that it is English.
        const FOREIGN = 1 << 26;
        /// Addresses of the web and of mail.
        const ADDRESSES = 1 << 27;
        /// Words with capitals behind their first letter.
        const MIXED_CAPITALS = 1 << 28;
        /// [`BlockFacts::fingerprint`].
        const FINGERPRINT = 1 << 29;
        /// “www” alone.
        const BROKEN_ADDRESSES = 1 << 30;
        /// [`BlockFacts::stray_marks`].
        const STRAY_MARKS = 1 << 31;
    }
}

impl Lists {
    /// The kinds of which there are some.
    pub(super) fn of(facts: &BlockFacts, words: &BlockText) -> Self {
        let mut lists = Self::empty();
        lists.set(Self::QUOTATIONS, !facts.quotations.is_empty());
        lists.set(Self::STRAY_MARKS, !facts.stray_marks.is_empty());
        lists.set(Self::ENDINGS, !facts.endings.is_empty());
        lists.set(Self::COUNTS, !facts.counts.is_empty());
        lists.set(Self::ORDINALS, !facts.ordinals.is_empty());
        lists.set(Self::ACRONYMS, !facts.acronyms.is_empty());
        lists.set(Self::ACRONYM_DEFINITIONS, !facts.acronym_definitions.is_empty());
        lists.set(Self::DATES, facts.dates.all().next().is_some());
        lists.set(Self::DATE_RANGES, !facts.dates.ranges.is_empty());
        lists.set(Self::WEEKDAYS, facts.dates.all().any(|it| it.weekday.is_some()));
        lists.set(Self::RELATIVE_DATES, !facts.relative_dates.is_empty());
        lists.set(Self::DURATIONS, !facts.durations.is_empty());
        lists.set(Self::FIGURES, !facts.figures.is_empty());
        lists.set(Self::NAMED, !facts.people.named.is_empty());
        lists.set(Self::CANDIDATES, !facts.people.candidates.is_empty());
        lists.set(Self::FOREIGN, !words.has_class(Class::ENGLISH));
        lists.set(Self::ADDRESSES, words.has_any(&[TokenKind::Url, TokenKind::Email]));
        lists.set(Self::BROKEN_ADDRESSES, words.has_class(Class::WEB));
        lists.set(Self::MIXED_CAPITALS, words.has_shape(Shape::MIXED_CAPITALS));
        lists.set(Self::FINGERPRINT, facts.fingerprint.is_some());
        lists.set(Self::ROLES, !facts.people.roles.is_empty());
        facts.signs.iter().fold(lists, |lists, it| lists | Self::of_sign(it.kind))
    }

    /// The kind of a sign, if there is a rule that looks for it in the whole draft.
    fn of_sign(kind: SignKind) -> Self {
        match kind {
            SignKind::Dash(_) => Self::DASHES,
            SignKind::BetweenNumbers => Self::BETWEEN_NUMBERS,
            SignKind::Ellipsis => Self::ELLIPSES,
            SignKind::Honorific { .. } => Self::HONORIFICS,
            SignKind::Possessive { .. } | SignKind::AcronymPossessive => Self::POSSESSIVES,
            SignKind::WideGap => Self::WIDE_GAPS,
            SignKind::JoinedMark => Self::JOINED_MARKS,
            SignKind::FigureAtEnd => Self::FIGURES_AT_END,
            SignKind::Asterisk => Self::ASTERISKS,
            SignKind::AfterColon { .. } => Self::AFTER_COLONS,
            SignKind::CapitalNoun => Self::CAPITAL_NOUNS,
            SignKind::SpacedMark
            | SignKind::RepeatedMark
            | SignKind::PlaceComma
            | SignKind::AdverbHyphen
            | SignKind::Measure
            | SignKind::Century => Self::empty(),
        }
    }
}
