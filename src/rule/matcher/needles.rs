//! Where to look: the words of all declarative rules, in one automaton.

use std::sync::OnceLock;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use rustc_hash::FxHashMap;

use crate::draft::Token;
use crate::rule::matcher::pass::DeclaredRule;
use crate::rule::matcher::regexes::RegexText;
use crate::rule::matcher::{Item, What};
use crate::text::{Span, first_eight};

/// What the automaton looks for, and whose it is.
pub(super) struct Needles {
    /// Which letters a piece can begin with; most words begin with none of them.
    beginnings: Beginnings,
    automaton: Option<AhoCorasick>,
    /// By pattern of the automaton.
    owners: Vec<Vec<Owner>>,
    /// Regular expressions that no word announces: rule and item.
    pub(super) unannounced: Vec<(usize, usize)>,
    /// Compiled when they are first asked; by rule, item and place in [`Item::regexes`].
    regexes: FxHashMap<(usize, usize, usize), OnceLock<Option<regex::Regex>>>,
}

/// Who looks for a piece.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    /// A phrase: rule and item.
    Item(usize, usize),
    /// A regular expression: rule and item.
    Regex(usize, usize),
    /// An exception: rule and place in its list.
    Exception(usize, usize),
    Form(FormPlace),
}

/// A phrase of a `[consistency]` table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FormPlace {
    pub(super) rule: usize,
    pub(super) set: usize,
    pub(super) form: usize,
    pub(super) inflection: usize,
}

/// How far beside a match an exception is looked for, in bytes.
pub(super) const REACH: usize = 200;

impl Needles {
    pub(super) fn new(rules: &[DeclaredRule]) -> Self {
        let mut pieces: FxHashMap<String, Vec<Owner>> = FxHashMap::default();
        let mut unannounced = Vec::new();
        let mut regexes = FxHashMap::default();
        let mut add = |piece: &str, owner: Owner| {
            pieces.entry(piece.to_lowercase()).or_default().push(owner);
        };
        for (rule, declared) in rules.iter().enumerate() {
            for (item, it) in declared.items.iter().enumerate() {
                for (place, regex) in it.regexes().iter().enumerate() {
                    if regex.is_some() {
                        regexes.insert((rule, item, place), OnceLock::new());
                    }
                }
                match &it.what {
                    What::Words(phrase) => add(phrase.anchor(), Owner::Item(rule, item)),
                    What::Regex(regex) if regex.needs.is_empty() => unannounced.push((rule, item)),
                    What::Regex(regex) => {
                        for need in &regex.needs {
                            add(need, Owner::Regex(rule, item));
                        }
                    }
                }
            }
            for (index, phrase) in declared.matcher.exceptions.iter().enumerate() {
                add(phrase.anchor(), Owner::Exception(rule, index));
            }
            for (set, it) in declared.matcher.sets.iter().enumerate() {
                for (form, it) in it.forms.iter().enumerate() {
                    for (inflection, phrase) in it.phrases.iter().enumerate() {
                        let place = FormPlace { rule, set, form, inflection };
                        add(phrase.anchor(), Owner::Form(place));
                    }
                }
            }
        }
        let mut beginnings = Beginnings::default();
        for piece in pieces.keys() {
            beginnings.add(piece.as_bytes());
        }
        let (pieces, owners): (Vec<_>, Vec<_>) = pieces.into_iter().unzip();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .start_kind(StartKind::Anchored)
            .ascii_case_insensitive(true)
            .build(pieces)
            .ok();
        Self { beginnings, automaton, owners, unannounced, regexes }
    }

    /// Calls `met` for each piece that a word of the text begins with.
    pub(super) fn for_each(&self, text: &str, tokens: &[Token], mut met: impl FnMut(Span, Owner)) {
        let Some(automaton) = &self.automaton else {
            return;
        };
        let bytes = text.as_bytes();
        for token in tokens.iter().filter(|it| it.is_wordlike()) {
            let length = (token.end - token.start) as usize;
            if !self.beginnings.may_begin(&bytes[token.start as usize..], length) {
                continue;
            }
            let word = &bytes[token.span().range()];
            let mut state = OverlappingState::start();
            let found = |state: &mut OverlappingState| {
                let input = Input::new(word).anchored(Anchored::Yes);
                automaton.try_find_overlapping(input, state).ok()?;
                state.get_match()
            };
            while let Some(found) = found(&mut state) {
                let at = Span::from(found.range()).shifted(token.start as usize);
                for &owner in &self.owners[found.pattern().as_usize()] {
                    met(at, owner);
                }
            }
        }
    }

    /// A regular expression of an item; compiled now if it never was.
    pub(super) fn regex(
        &self,
        text: &RegexText,
        rule: usize,
        item: usize,
        place: usize,
    ) -> Option<&regex::Regex> {
        let cell = self.regexes.get(&(rule, item, place))?;
        cell.get_or_init(|| text.compile()).as_ref()
    }

    /// Whether something stands beside `span` that may not stand there.
    pub(super) fn is_beside_exception(
        &self,
        it: &Item,
        at: (usize, usize),
        text: &str,
        span: Span,
    ) -> bool {
        let matches = |place: usize, text: &RegexText, side: &str| {
            self.regex(text, at.0, at.1, place).is_some_and(|it| it.is_match(side))
        };
        let mut start = span.start.saturating_sub(REACH);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let mut end = (span.end + REACH).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let (before, after) = (&text[start..span.start], &text[span.end..end]);
        it.not_after.as_ref().is_some_and(|regex| matches(1, regex, before))
            || it.not_before.as_ref().is_some_and(|regex| matches(2, regex, after))
    }
}

/// The four letters that words can begin with, whatever their case. A place is shared by several of
/// them, so a word may be taken for one that begins so, and never the other way round.
struct Beginnings {
    /// A bit for each place.
    places: Vec<u64>,
}

impl Default for Beginnings {
    fn default() -> Self {
        Self { places: vec![0; (1 << Self::BITS) / 64] }
    }
}

impl Beginnings {
    /// So many places, as a power of two, stay in the processor’s nearest memory.
    const BITS: u32 = 15;
    const LETTERS: usize = 4;

    /// The place of four letters, the first of them lowest, of which five bits each count.
    fn place(letters: u32) -> usize {
        // The golden ratio of 2^32 spreads neighbours.
        (letters.wrapping_mul(0x9e37_79b9) >> (32 - Self::BITS)) as usize
    }

    /// Whether a piece may begin as the word does that begins `text` and has so many bytes.
    fn may_begin(&self, text: &[u8], length: usize) -> bool {
        const WITHIN: [u32; Beginnings::LETTERS + 1] = [0, 0x1f, 0x1f1f, 0x001f_1f1f, 0x1f1f_1f1f];
        let letters = first_eight(text) as u32;
        let place = Self::place(letters & WITHIN[length.min(Self::LETTERS)]);
        self.places[place / 64] & 1 << (place % 64) != 0
    }

    /// Adds every four letters that a word can begin with whose first letters are `piece`.
    fn add(&mut self, piece: &[u8]) {
        let open = Self::LETTERS.saturating_sub(piece.len()) as u32;
        for rest in 0..32_u32.pow(open) {
            let letters: [u8; Self::LETTERS] = std::array::from_fn(|at| match piece.get(at) {
                Some(letter) => letter & 31,
                None => (rest >> (5 * (at - piece.len()))) as u8 & 31,
            });
            let place = Self::place(u32::from_le_bytes(letters));
            self.places[place / 64] |= 1 << (place % 64);
        }
    }
}
