//! Which strings of letters are English words, with all their inflections.
//!
//! `rules/data/words/README.md` tells where the words come from and how they are made. The list is
//! part of the program and is read as it lies: nothing is parsed at start, and a look-up allocates
//! nothing. It is for rare questions, such as whether an odd spelling is a word after all; what every
//! word of a draft is asked for is in the [lexicon](crate::draft::lexicon).

use std::cmp::Ordering;

static WORDS: &[u8] = include_bytes!("../rules/data/words/words.bin");

/// The shortest word in the list, in letters.
pub const SHORTEST: usize = 5;

/// The longest word in the list, in letters.
const LONGEST: usize = 31;

/// Whether `word` is an English word of at least [`SHORTEST`] letters, in whatever case it is written.
///
/// Names are no words unless they are words too: “Baker” is one, “Barkley” is none.
///
/// ```
/// use presscheck::dictionary::is_word;
///
/// assert!(is_word("Resolutions") && is_word("organise") && is_word("organize"));
/// assert!(!is_word("Lindqvist") && !is_word("ferry’s"));
/// ```
pub fn is_word(word: &str) -> bool {
    let length = word.len();
    if !(SHORTEST..=LONGEST).contains(&length) || !word.bytes().all(|it| it.is_ascii_alphabetic()) {
        return false;
    }
    let mut small = [0_u8; LONGEST];
    for (to, from) in small.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    find(&small[..length]).unwrap_or(false)
}

/// `None` only if the table is broken.
fn find(word: &[u8]) -> Option<bool> {
    let (index, words) = WORDS.get(3..)?.split_at_checked(number(WORDS, 0)? * 3)?;
    let (mut low, mut high) = (0, index.len() / 3);
    // The last block whose first word does not come after `word`.
    while low < high {
        let middle = low.midpoint(high);
        let first = words.get(number(index, middle)? + 1..)?;
        if compare(first, word) == Ordering::Greater {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    let Some(block) = low.checked_sub(1) else { return Some(false) };
    let end = number(index, block + 1).unwrap_or(words.len());
    let mut entries = words.get(number(index, block)?..end)?;
    // How many letters the entry before has in common with `word`.
    let mut common = 0;
    while let Some((&shared, rest)) = entries.split_first() {
        let length = rest.iter().position(|it| it & 0x80 != 0)? + 1;
        let (letters, next) = rest.split_at_checked(length)?;
        let shared = usize::from(shared);
        // Sorted as they are, words that share less have passed `word`, and those that share more
        // differ from it where the one before did.
        match shared.cmp(&common) {
            Ordering::Less => return Some(false),
            Ordering::Greater => {}
            Ordering::Equal => {
                let tail = word.get(shared..)?;
                let same = letters.iter().zip(tail).take_while(|(a, b)| **a & 0x7f == **b).count();
                if same == letters.len() && same == tail.len() {
                    return Some(true);
                }
                common += same;
            }
        }
        entries = next;
    }
    Some(false)
}

/// The three-byte number at place `at` of a table, low byte first.
fn number(table: &[u8], at: usize) -> Option<usize> {
    let bytes = table.get(at * 3..at * 3 + 3)?;
    Some(bytes.iter().rev().fold(0, |sum, it| sum << 8 | usize::from(*it)))
}

/// Compares the word whose last letter has its high bit set with `word`.
fn compare(letters: &[u8], word: &[u8]) -> Ordering {
    let length = letters.iter().position(|it| it & 0x80 != 0).map_or(letters.len(), |it| it + 1);
    letters[..length].iter().map(|it| it & 0x7f).cmp(word.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every word of the list, in order.
    fn all() -> Vec<String> {
        let blocks = number(WORDS, 0).unwrap_or(0);
        let mut entries = &WORDS[3 + blocks * 3..];
        let (mut words, mut before) = (Vec::new(), Vec::new());
        while let Some((&shared, rest)) = entries.split_first() {
            let length = rest.iter().position(|it| it & 0x80 != 0).map_or(0, |it| it + 1);
            before.truncate(usize::from(shared));
            before.extend(rest[..length].iter().map(|it| it & 0x7f));
            words.push(String::from_utf8_lossy(&before).into_owned());
            entries = &rest[length..];
        }
        words
    }

    #[test]
    fn every_word_is_found() {
        let words = all();
        assert!(words.len() > 70_000 && words.is_sorted());
        for word in &words {
            assert!(is_word(word), "{word}");
            assert!(is_word(&word.to_ascii_uppercase()), "{word}");
        }
    }

    #[test]
    fn what_is_no_word_is_not_found() {
        let words: std::collections::HashSet<String> = all().into_iter().collect();
        for word in words.iter().take(20_000) {
            for other in [format!("{word}q"), format!("q{word}"), word[1..].to_owned()] {
                assert_eq!(is_word(&other), words.contains(&other), "{other}");
            }
        }
        for word in ["", "at", "zzzzz", "aaaaa", "naïve", "Lindqvist", "ferry’s", "o’clock"] {
            assert!(!is_word(word), "{word}");
        }
    }
}
