//! The words that the engine knows by themselves: months, honorifics, verbs of saying, …
//!
//! Closed classes and the vocabulary of press releases; not a dictionary.

mod numerals;
mod words;

use std::sync::LazyLock;

use bitflags::bitflags;

pub use numerals::{month, number_word, ordinal_word, weekday};
use words::WORDS;

bitflags! {
    /// What a word can be. One word can be several things.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Class: u32 {
        /// “January”, “Sept”.
        const MONTH = 1;
        /// “Monday”, “Tues”.
        const WEEKDAY = 1 << 1;
        /// “twelve”, “hundred”.
        const NUMBER_WORD = 1 << 2;
        /// “third”, “twenty-fifth” without its tens.
        const ORDINAL_WORD = 1 << 3;
        /// “Mr”, “Dr”.
        const HONORIFIC = 1 << 4;
        /// The head of a title: “President”, “Director”, “spokesperson”.
        const TITLE = 1 << 5;
        /// What stands before the head of a title: “Deputy”, “Executive”, “Chief”.
        const TITLE_MODIFIER = 1 << 6;
        /// “former”, “then”, “acting”, “outgoing”: a title of another time.
        const FORMER = 1 << 7;
        /// A verb of saying, in a form that attributes a quotation.
        const SPEECH = 1 << 8;
        /// Articles.
        const ARTICLE = 1 << 9;
        /// Prepositions.
        const PREPOSITION = 1 << 10;
        /// Conjunctions.
        const CONJUNCTION = 1 << 11;
        /// Pronouns, and determiners that stand for a person or a thing.
        const PRONOUN = 1 << 12;
        /// “our”, “its”, “their”.
        const POSSESSIVE_DETERMINER = 1 << 13;
        /// Forms of be, have, do, and the modal verbs.
        const AUXILIARY = 1 << 14;
        /// Lower-case parts of names: “de”, “van”, “bin”.
        const PARTICLE = 1 << 15;
        /// Written with a full stop that does not end a sentence.
        const ABBREVIATION = 1 << 16;
        /// The last word of an organisation's name, or a word that only such names have.
        const ORGANISATION = 1 << 17;
        /// “day”, “week”, “hour” and their plurals.
        const TIME_UNIT = 1 << 18;
        /// “member”, “participating”.
        const MEMBERSHIP = 1 << 19;
        /// “some”, “nearly”, “more”: a number that is not exact.
        const APPROXIMATION = 1 << 20;
        /// “all”, “every”, “each”, “both”.
        const TOTALITY = 1 << 21;
        /// “today”, “yesterday”, “tomorrow”.
        const RELATIVE_DAY = 1 << 22;
        /// “next”, “last”, “this”, “past”.
        const RELATIVE = 1 << 23;
        /// “Jr”, “Sr”, “PhD”, “MP”: after a name.
        const NAME_SUFFIX = 1 << 24;
        /// A capitalised word that is never part of a person's name.
        const NOT_A_NAME = 1 << 25;
        /// “north”, “southern”.
        const DIRECTION = 1 << 26;
        /// A common given name: what follows it is likely a surname.
        const GIVEN_NAME = 1 << 27;
        /// “TK”, “lorem”, “xxx”: what can stand for something that was never filled in.
        const PLACEHOLDER = 1 << 28;
        /// “the”, “which”: small words that no line of another language has.
        const ENGLISH = 1 << 29;
        /// “www”: what an address leaves when it breaks.
        const WEB = 1 << 30;
    }
}

impl Class {
    /// Words of the closed classes: what a headline in title case leaves small.
    pub const FUNCTION: Class = Class::ARTICLE
        .union(Class::PREPOSITION)
        .union(Class::CONJUNCTION)
        .union(Class::PRONOUN)
        .union(Class::POSSESSIVE_DETERMINER)
        .union(Class::AUXILIARY);
}

/// Longest word in the lexicon, in bytes.
const LONGEST: usize = 16;

/// The lexicon as a table with open addressing: every word of a draft is looked up once, so a look-up
/// compares one number and allocates nothing. The slots are small enough to stay in the processor's
/// nearest cache; most words are not in the lexicon, and their slot says so.
struct Lexicon {
    /// One more than the index of the word whose key hashes here; 0 for none.
    slots: Vec<u16>,
    words: Vec<(u128, Class)>,
}

/// More than twice the number of words, a power of two.
const SLOTS: usize = 8192;

impl Lexicon {
    fn new() -> Self {
        let mut lexicon = Self { slots: vec![0; SLOTS], words: Vec::new() };
        for &(class, words) in WORDS {
            for word in words.split_ascii_whitespace() {
                lexicon.add(key(word.as_bytes()), class);
            }
        }
        lexicon
    }

    fn add(&mut self, key: u128, class: Class) {
        let (slot, index) = self.find(key);
        match index.and_then(|it| self.words.get_mut(it)) {
            Some(word) => word.1 |= class,
            None => {
                self.words.push((key, class));
                self.slots[slot] = self.words.len() as u16;
            }
        }
    }

    /// The slot of `key`, and the index of its word if it has one.
    fn find(&self, key: u128) -> (usize, Option<usize>) {
        // Fibonacci hashing: the golden ratio of 2^64 spreads neighbouring keys.
        let mixed = ((key >> 64) as u64 ^ key as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut slot = (mixed >> 51) as usize % SLOTS;
        loop {
            match self.slots[slot] {
                0 => return (slot, None),
                index => {
                    let index = usize::from(index) - 1;
                    if self.words[index].0 == key {
                        return (slot, Some(index));
                    }
                }
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

/// A word of up to [`LONGEST`] bytes as a number, the same for capitals and small letters: in ASCII
/// and in the Latin letters of two bytes they differ in one bit, which is set.
fn key(word: &[u8]) -> u128 {
    let mut bytes = [0_u8; LONGEST];
    for (to, from) in bytes.iter_mut().zip(word) {
        *to = from | 0x20;
    }
    u128::from_le_bytes(bytes)
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

/// What the lexicon knows of the word at `start` of `text`, in whatever case it is written.
pub(crate) fn class_at(text: &[u8], start: usize, length: usize) -> Class {
    if length > LONGEST || length == 0 {
        return class_of_long(&text[start..start + length]);
    }
    let key = key_at(text, start, length);
    let lexicon = &*LEXICON;
    let (_, index) = lexicon.find(key);
    index.map_or(Class::empty(), |it| lexicon.words[it].1)
}

/// What is known of a word that is too long for the lexicon: whether it is a row of crosses.
fn class_of_long(word: &[u8]) -> Class {
    let crosses = !word.is_empty() && word.iter().all(|it| it | 0x20 == b'x');
    if crosses { Class::PLACEHOLDER } else { Class::empty() }
}

/// The first [`LONGEST`] bytes of a word as a number that is the same for capitals and small letters;
/// read at once where the text goes on far enough.
pub(crate) fn key_at(text: &[u8], start: usize, length: usize) -> u128 {
    let length = length.min(LONGEST);
    match text.get(start..start + LONGEST).and_then(|it| <[u8; LONGEST]>::try_from(it).ok()) {
        Some(bytes) if length < LONGEST => {
            let mask = (1_u128 << (8 * length)) - 1;
            (u128::from_le_bytes(bytes) | u128::from_le_bytes([0x20; LONGEST])) & mask
        }
        _ => key(&text[start..start + length]),
    }
}

/// What the lexicon knows of `word`, in whatever case it is written.
pub fn class_of(word: &str) -> Class {
    if word.len() > LONGEST || word.is_empty() {
        return class_of_long(word.as_bytes());
    }
    let lexicon = &*LEXICON;
    let (_, index) = lexicon.find(key(word.as_bytes()));
    index.map_or(Class::empty(), |it| lexicon.words[it].1)
}
