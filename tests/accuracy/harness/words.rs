//! Numbers, months and letters, as the kinds of defects need them.

pub(super) const MONTHS: &str =
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)";

/// Months with their American short forms.
pub(super) const SHORT_MONTHS: &str = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.|Feb\\.|Aug\\.|Sept\\.|Oct\\.|Nov\\.|Dec\\.)";

pub(super) const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const NUMBERS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

/// The word of a small number.
pub(super) fn in_words(number: usize) -> Option<&'static str> {
    NUMBERS.get(number).copied()
}

/// The number of a word, or of figures with any separator of thousands.
pub(super) fn number(text: &str) -> Option<u64> {
    let lower = text.to_lowercase();
    if let Some(at) = NUMBERS.iter().position(|it| *it == lower) {
        return Some(at as u64);
    }
    let figures: String = text.chars().filter(char::is_ascii_digit).collect();
    figures.parse().ok()
}

/// The weekday after this one, in its capitals.
pub(super) fn next_weekday(name: &str) -> Option<String> {
    let at = WEEKDAYS.iter().position(|it| it.eq_ignore_ascii_case(name))?;
    let next = WEEKDAYS[(at + 1) % 7];
    let shouts = name.chars().all(char::is_uppercase);
    Some(if shouts { next.to_uppercase() } else { next.to_owned() })
}

/// The right ending of an ordinal.
pub(super) fn suffix(number: u64) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// A word without its diacritics; `None` if it has none that fall away.
pub(super) fn folded(word: &str) -> Option<String> {
    const PAIRS: [(&str, char); 24] = [
        ("áàâäãåăāą", 'a'),
        ("ÁÀÂÄÅ", 'A'),
        ("ćčç", 'c'),
        ("ČÇ", 'C'),
        ("ď", 'd'),
        ("éèêëěęėē", 'e'),
        ("É", 'E'),
        ("ğģ", 'g'),
        ("íìîïī", 'i'),
        ("ÍÎ", 'I'),
        ("ķ", 'k'),
        ("ļ", 'l'),
        ("ńñňņ", 'n'),
        ("óòôöõőō", 'o'),
        ("ÓÖ", 'O'),
        ("ř", 'r'),
        ("śšșş", 's'),
        ("ŠȘŞ", 'S'),
        ("țţť", 't'),
        ("Ț", 'T'),
        ("úùûüűūů", 'u'),
        ("ýÿ", 'y'),
        ("žźż", 'z'),
        ("ŽŻ", 'Z'),
    ];
    let plain =
        |it: char| PAIRS.iter().find(|(marked, _)| marked.contains(it)).map_or(it, |it| it.1);
    let folded: String = word.chars().map(plain).collect();
    (folded != word).then_some(folded)
}

/// A word with two letters in the middle that have changed places.
pub(super) fn transposed(word: &str) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    let candidates = (middle..letters.len().saturating_sub(1)).chain((1..middle).rev());
    let both_letters = |it: &usize| {
        let (one, other) = (letters[*it], letters[*it + 1]);
        one != other && one.is_lowercase() && other.is_lowercase()
    };
    let at = candidates.into_iter().find(both_letters)?;
    letters.swap(at, at + 1);
    Some(letters.into_iter().collect())
}

/// A word without one letter in the middle.
pub(super) fn shortened(word: &str) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    let at = (middle..letters.len()).find(|&it| letters[it].is_lowercase())?;
    letters.remove(at);
    Some(letters.into_iter().collect())
}
