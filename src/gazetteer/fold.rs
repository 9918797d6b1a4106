//! The one form of a name that all its spellings share.

use std::fmt;

/// Length of the longest name the gazetteer knows, in bytes of its folded form.
pub const LONGEST_NAME: usize = 63;

/// Latin letters beyond ASCII, in order: two bytes for the letter (its code, low byte first), two
/// for the one or two ASCII letters it is folded to (the second may be zero).
static LETTERS: &[u8] = include_bytes!("../../rules/data/gazetteer/folding.bin");

/// A name in the form it is looked up in, kept without an allocation.
#[derive(Clone, Copy)]
pub struct Folded {
    bytes: [u8; LONGEST_NAME],
    length: usize,
}

impl Folded {
    /// The folded name: lower-case ASCII letters and digits, with single spaces between words.
    pub fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// A name in ASCII, in small letters.
    fn small(name: &[u8]) -> Option<Self> {
        let mut folded = Self { length: name.len(), ..Self::empty() };
        let place = folded.bytes.get_mut(..name.len())?;
        place.copy_from_slice(name);
        place.make_ascii_lowercase();
        Some(folded)
    }

    const fn empty() -> Self {
        Self { bytes: [0; LONGEST_NAME], length: 0 }
    }

    fn push(&mut self, byte: u8) -> Option<()> {
        *self.bytes.get_mut(self.length)? = byte;
        self.length += 1;
        Some(())
    }

    fn push_str(&mut self, text: &str) -> Option<()> {
        text.bytes().try_for_each(|byte| self.push(byte))
    }

    /// Ends the current word; at the start and after another end, nothing.
    fn end_word(&mut self) -> Option<()> {
        match self.length.checked_sub(1).and_then(|last| self.bytes.get(last)) {
            None | Some(b' ') => Some(()),
            Some(_) => self.push(b' '),
        }
    }
}

impl fmt::Debug for Folded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// Folds a name: “Saint-Étienne”, “ST. ETIENNE” and “St Étienne” are all “saint etienne”.
///
/// Letters become lower-case ASCII, apostrophes go, “&” becomes “and”, and any other punctuation
/// parts words. Single letters in a row are joined (“U.S.A.” and “U. S. A.” are “usa”). “St”,
/// “Ste”, “Mt” and “Ft” before another word are written out.
///
/// `None` for a text without letters or digits, with letters of another script, or longer than
/// [`LONGEST_NAME`].
pub fn fold(name: &str) -> Option<Folded> {
    if is_plain(name.as_bytes()) {
        return Folded::small(name.as_bytes());
    }
    let plain = plain_words(name)?;
    let mut folded = Folded::empty();
    let mut after_letter = false;
    let mut words = plain.as_str().split_ascii_whitespace().peekable();
    while let Some(word) = words.next() {
        let is_letter = matches!(word.as_bytes(), [b'a'..=b'z']);
        if !(is_letter && after_letter) {
            folded.end_word()?;
        }
        let is_last = words.peek().is_none();
        folded.push_str(if is_last { word } else { written_out(word) })?;
        after_letter = is_letter;
    }
    (folded.length > 0).then_some(folded)
}

/// Whether folding a name changes no more than its capitals: it has nothing but letters of ASCII, in
/// words of four or more, with single spaces between them. Most names are so.
fn is_plain(name: &[u8]) -> bool {
    const SHORTEST_WORD: usize = 4;
    let mut length = 0;
    for byte in name {
        match byte {
            b' ' if length < SHORTEST_WORD => return false,
            b' ' => length = 0,
            _ if byte.is_ascii_alphabetic() => length += 1,
            _ => return false,
        }
    }
    length >= SHORTEST_WORD
}

fn written_out(word: &str) -> &str {
    match word {
        "st" => "saint",
        "ste" => "sainte",
        "mt" => "mount",
        "ft" => "fort",
        _ => word,
    }
}

/// The words of a name in lower-case ASCII.
fn plain_words(name: &str) -> Option<Folded> {
    let mut plain = Folded::empty();
    for char in name.chars() {
        match char {
            'a'..='z' | 'A'..='Z' | '0'..='9' => plain.push(char.to_ascii_lowercase() as u8)?,
            '&' => {
                plain.end_word()?;
                plain.push_str("and ")?;
            }
            // Apostrophes, and accents that follow their letter.
            '\''
            | '’'
            | '‘'
            | '‛'
            | 'ʻ'
            | 'ʼ'
            | 'ʽ'
            | 'ʾ'
            | 'ʿ'
            | 'ʹ'
            | '′'
            | '`'
            | '´'
            | '\u{300}'..='\u{36f}' => {}
            _ if char.is_ascii() => plain.end_word()?,
            _ => match letter(char) {
                Some(letters) => letters.iter().try_for_each(|&letter| plain.push(letter))?,
                None if char.is_alphanumeric() => return None,
                None => plain.end_word()?,
            },
        }
    }
    Some(plain)
}

/// The ASCII letters that stand for a Latin letter beyond ASCII.
fn letter(char: char) -> Option<&'static [u8]> {
    let code = u16::try_from(u32::from(char)).ok()?;
    let (records, _) = LETTERS.as_chunks::<4>();
    let at = records
        .binary_search_by_key(&code, |&[low, high, ..]| u16::from_le_bytes([low, high]))
        .ok()?;
    match records.get(at)? {
        [_, _, letter, 0] => Some(std::slice::from_ref(letter)),
        [_, _, letters @ ..] => Some(letters),
    }
}
