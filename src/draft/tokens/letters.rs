//! Runs of letters, eight bytes at a time: how long a word is can seldom be foretold, and a loop over
//! its letters would guess wrong at the end of nearly every one.

use crate::text::first_eight;

/// The letters of ASCII that a text begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters {
    /// How many there are.
    pub(super) length: usize,
    /// Whether all of them are capitals; so are those that are none.
    pub(super) all_capitals: bool,
    /// Whether one behind the first is a capital.
    pub(super) later_capitals: bool,
}

/// `byte` in every place.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

impl Letters {
    /// The letters that `text` begins with.
    pub(super) fn at_start_of(text: &[u8]) -> Self {
        const HIGH_BITS: u64 = each(0x80);
        let mut found = Self { length: 0, all_capitals: true, later_capitals: false };
        loop {
            let chunk = first_eight(&text[found.length..]);
            let small = (chunk | each(0x20)) & !HIGH_BITS;
            // No sum is more than a byte holds, so that no letter touches the next.
            let from_a = small + each(0x80 - b'a');
            let beyond_z = small + each(0x80 - (b'z' + 1));
            let letters = from_a & !beyond_z & !chunk & HIGH_BITS;
            let count = (!letters & HIGH_BITS).trailing_zeros() / 8;
            let run = letters & u64::MAX.checked_shr(64 - 8 * count).unwrap_or(0);
            // The bit that makes a letter small, moved to the high bit of its byte.
            let capitals = run & !(chunk << 2);
            found.all_capitals &= capitals == run;
            found.later_capitals |= if found.length == 0 { capitals >> 8 } else { capitals } != 0;
            found.length += count as usize;
            if count < 8 {
                return found;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_by_one(text: &[u8]) -> Letters {
        let length = text.iter().take_while(|it| it.is_ascii_alphabetic()).count();
        let letters = &text[..length];
        Letters {
            length,
            all_capitals: letters.iter().all(u8::is_ascii_uppercase),
            later_capitals: letters.iter().skip(1).any(u8::is_ascii_uppercase),
        }
    }

    #[test]
    fn every_byte_ends_a_word_or_belongs_to_it() {
        for byte in 0..=u8::MAX {
            for at in 0..17 {
                let mut text = *b"aZzAbcdefGHIJkln.";
                text[at] = byte;
                assert_eq!(Letters::at_start_of(&text), one_by_one(&text), "{text:?}");
                let mut loud = *b"AZZABCDEFGHIJKLN.";
                loud[at] = byte;
                assert_eq!(Letters::at_start_of(&loud), one_by_one(&loud), "{loud:?}");
            }
        }
    }

    #[test]
    fn words_of_every_length_are_read_to_their_end() {
        for length in 0..40 {
            for word in ["a", "B", "é"] {
                for end in ["", ".", " Then it goes on for a while"] {
                    let text = format!("{}{end}", word.repeat(length));
                    let found = Letters::at_start_of(text.as_bytes());
                    assert_eq!(found, one_by_one(text.as_bytes()), "{text}");
                }
            }
        }
    }
}
