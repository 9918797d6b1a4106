//! What a paragraph says, cut down to a few numbers: to find paragraphs that stand twice.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use crate::draft::{BlockText, Zone};
use crate::text::first_eight;

/// The fingerprint of a block of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// How many words the block has.
    pub words: usize,
    /// Equal for blocks with the same words, however they are punctuated.
    pub exact: u64,
    /// The smallest hashes of the block's runs of three words. Blocks that say almost the same
    /// share one.
    pub sketch: [u64; 4],
}

/// Blocks of fewer words are never compared.
const FEWEST_WORDS: usize = 6;

/// How many words make a run.
const RUN: usize = 3;

/// Takes the fingerprint of a block; `None` if it is short or no running text.
pub(super) fn take(words: &BlockText, zone: Zone) -> Option<Fingerprint> {
    if !zone.is_running_text() || words.tokens.len() < FEWEST_WORDS {
        return None;
    }
    let mut exact = FxHasher::default();
    let mut sketch = [u64::MAX; 4];
    let mut count = 0;
    for (word, run) in hashes(words) {
        count += 1;
        exact.write_u64(word);
        let Some(run) = run else { continue };
        let largest = sketch.len() - 1;
        if run < sketch[largest] && !sketch.contains(&run) {
            sketch[largest] = run;
            sketch.sort_unstable();
        }
    }
    (count >= FEWEST_WORDS).then(|| Fingerprint { words: count, exact: exact.finish(), sketch })
}

/// How alike two blocks are: the share of their runs of three words that both have, from 0 to 1.
pub fn likeness(one: &BlockText, other: &BlockText) -> f64 {
    let runs = |words: &BlockText| {
        let mut runs: Vec<u64> = hashes(words).filter_map(|(_, run)| run).collect();
        runs.sort_unstable();
        runs.dedup();
        runs
    };
    let (one, other) = (runs(one), runs(other));
    let both = one.iter().filter(|it| other.binary_search(it).is_ok()).count();
    let all = one.len() + other.len() - both;
    if all == 0 { 0.0 } else { ratio(both, all) }
}

/// The two counts are far below the 52 bits that a float holds.
#[allow(clippy::cast_precision_loss)]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// The hash of every word and, from the third on, that of the run that ends there.
fn hashes(words: &BlockText) -> impl Iterator<Item = (u64, Option<u64>)> {
    let text = words.text.as_bytes();
    let (mut first, mut second) = (0_u64, 0_u64);
    let spoken = words.tokens.iter().filter(|it| it.is_wordlike()).enumerate();
    spoken.map(move |(count, token)| {
        let word = hash_word(text, token.start as usize, token.end as usize);
        let run = first.rotate_left(46) ^ second.rotate_left(23) ^ word;
        (first, second) = (second, word);
        (word, (count + 1 >= RUN).then_some(run.wrapping_mul(GOLDEN)))
    })
}

/// The golden ratio of 2^64: multiplied by it, neighbouring numbers lie far apart.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// How many bytes of a word are read at once.
const HALF: usize = 8;

/// A hash of a word that is the same for capitals and small letters: of its length, its first and its
/// last letters, which is enough to tell paragraphs apart.
fn hash_word(text: &[u8], start: usize, end: usize) -> u64 {
    let length = end - start;
    let beginning = small_letters(text, start, length.min(HALF));
    let ending = if length > HALF { small_letters(text, end - HALF, HALF) } else { 0 };
    (beginning ^ ending.rotate_left(29) ^ length as u64).wrapping_mul(GOLDEN)
}

/// Up to [`HALF`] bytes from `start` on, one at least, as a number that is the same for capitals and small
/// letters.
fn small_letters(text: &[u8], start: usize, length: usize) -> u64 {
    const SMALL: u64 = u64::from_le_bytes([0x20; HALF]);
    // Shifted out and in again, the bytes behind the word are gone.
    let unused = 8 * (HALF - length) as u32;
    ((first_eight(&text[start..]) | SMALL) << unused) >> unused
}
