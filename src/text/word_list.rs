//! Lists of words that nearly every word of a text is held against.

/// Words that are looked for in whatever case they are written. Their lengths and first letters tell
/// of most words that they are none of them, before any is compared.
pub(crate) struct WordList<const N: usize> {
    words: [&'static str; N],
    /// For each first letter the lengths, a bit each. Letters and lengths that are 32 apart share one.
    lengths: [u32; 32],
}

impl<const N: usize> WordList<N> {
    /// A list of these words, none of which is empty.
    pub(crate) const fn new(words: [&'static str; N]) -> Self {
        let mut lengths = [0; 32];
        let mut at = 0;
        while at < N {
            let word = words[at].as_bytes();
            lengths[(word[0] & 31) as usize] |= 1 << (word.len() & 31);
            at += 1;
        }
        Self { words, lengths }
    }

    /// Whether `word` is one of them, in whatever case it is written.
    pub(crate) fn has(&self, word: &str) -> bool {
        let Some(first) = word.bytes().next() else {
            return false;
        };
        self.lengths[usize::from(first & 31)] & 1 << (word.len() & 31) != 0
            && self.words.iter().any(|it| it.eq_ignore_ascii_case(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_and_nothing_else() {
        static LIST: WordList<3> = WordList::new(["then", "a", "originally"]);
        for word in ["then", "Then", "THEN", "a", "A", "originally"] {
            assert!(LIST.has(word), "{word}");
        }
        for word in ["", "t", "than", "the", "b", "\u{14}hen", "éa", "original"] {
            assert!(!LIST.has(word), "{word}");
        }
    }
}
