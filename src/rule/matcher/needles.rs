//! Where to look: the words of all declarative rules, in one automaton.

use std::sync::OnceLock;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use rustc_hash::FxHashMap;

use crate::draft::Token;
use crate::rule::matcher::pass::DeclaredRule;
use crate::rule::matcher::regexes::RegexText;
use crate::rule::matcher::{Item, What};
use crate::text::Span;

/// What the automaton looks for, and whose it is.
pub(super) struct Needles {
    /// Which three letters a piece can begin with; most words begin with none of them.
    beginnings: Vec<u64>,
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

/// One bit for each three of 32 letters.
const BEGINNINGS: usize = 1 << 15;

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
        let mut beginnings = vec![0; BEGINNINGS / 64];
        for piece in pieces.keys() {
            mark_beginnings(&mut beginnings, piece.as_bytes());
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
            let word = &bytes[token.span().range()];
            let letter = |at: usize| word.get(at).map_or(0, |byte| usize::from(byte & 31));
            let beginning = letter(0) << 10 | letter(1) << 5 | letter(2);
            if self.beginnings[beginning / 64] & 1 << (beginning % 64) == 0 {
                continue;
            }
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

/// Marks every three letters that a word can begin with whose first letters are `piece`.
fn mark_beginnings(beginnings: &mut [u64], piece: &[u8]) {
    let choices = |at: usize| match piece.get(at) {
        Some(byte) => usize::from(byte & 31)..usize::from(byte & 31) + 1,
        None => 0..32,
    };
    for first in choices(0) {
        for second in choices(1) {
            for third in choices(2) {
                let beginning = first << 10 | second << 5 | third;
                beginnings[beginning / 64] |= 1 << (beginning % 64);
            }
        }
    }
}
