//! Words without their diacritics.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The word without diacritics, its case kept: “Károly” is “Karoly”, “Øst” is “Ost”.
pub fn without_diacritics(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    for character in word.nfd() {
        match character {
            '\u{300}'..='\u{36f}' => {}
            // Letters with a stroke have no decomposition.
            'Ø' => folded.push('O'),
            'ø' => folded.push('o'),
            'Ł' => folded.push('L'),
            'ł' => folded.push('l'),
            'Đ' | 'Ð' => folded.push('D'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'Æ' => folded.push_str("Ae"),
            'æ' => folded.push_str("ae"),
            'Œ' => folded.push_str("Oe"),
            'œ' => folded.push_str("oe"),
            _ => folded.push(character),
        }
    }
    Cow::Owned(folded)
}

#[cfg(test)]
mod tests {
    use super::without_diacritics;

    #[test]
    fn diacritics_go_and_letters_stay() {
        assert_eq!(without_diacritics("Károly"), "Karoly");
        assert_eq!(without_diacritics("Łukasz"), "Lukasz");
        assert_eq!(without_diacritics("Smith"), "Smith");
        assert_eq!(without_diacritics("Шуневич"), "Шуневич");
    }
}
