//! Words that can be spelled with -ise and with -ize.

use crate::draft::{BlockText, Class, Shape, Token, TokenKind};
use crate::text::Span;

/// How such a word is spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// “organise”, “organisation”.
    Ise,
    /// “organize”, “organization”.
    Ize,
}

/// A word of a block that can be spelled with -ise and with -ize, and is no part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndingUse {
    /// The word, without “’s”; bytes from the start of the block.
    pub span: Span,
    /// Offset of the “s” or “z”.
    pub letter: usize,
    /// How it is spelled.
    pub ending: Ending,
}

/// What stands before -ise in the words that can be spelled either way, one a line, sorted. Words
/// that are always spelled -ise (“advise”, “exercise”) are not among them, nor are those that only
/// specialists use.
static STEMS: &str = include_str!("../../rules/data/ise-ize.txt");

/// What can stand before such a stem: “reorganise”, “unauthorised”.
const PREFIXES: [&str; 8] = ["re", "un", "de", "dis", "mis", "over", "under", "non"];

/// What can follow -is- and -iz-, by its last letter.
fn tails(last: u8) -> &'static [&'static str] {
    match last {
        b'e' => &["e", "able"],
        b'd' => &["ed"],
        b's' => &["es", "ers", "ings", "ations"],
        b'r' => &["er"],
        b'g' => &["ing"],
        b'n' => &["ation"],
        b'l' => &["ational"],
        b'y' => &["edly", "ingly", "ationally"],
        _ => &[],
    }
}

pub(super) fn extract(words: &BlockText) -> Vec<EndingUse> {
    let mut uses = Vec::new();
    for (index, token) in words.tokens.iter().enumerate() {
        if token.kind != TokenKind::Word || token.stem_span().len() < 6 {
            continue;
        }
        // Most words are settled by their last letters.
        if !may_end_so(&words.text.as_bytes()[token.stem_span().range()]) {
            continue;
        }
        let word = &words.text[token.stem_span().range()];
        let Some((at, ending)) = ending_of(word) else {
            continue;
        };
        if !is_in_name(words, index) {
            let letter = token.start as usize + at;
            uses.push(EndingUse { span: token.stem_span(), letter, ending });
        }
    }
    uses
}

/// Whether -is- or -iz- is among the last letters of a word of six letters or more, so far from its end
/// as in one of the [`tails`].
fn may_end_so(word: &[u8]) -> bool {
    let at = |back: usize| word.len().checked_sub(back).map_or(0, |it| word[it]);
    let stands = |back: usize| matches!(at(back), b's' | b'z') && at(back + 1) == b'i';
    match at(1) {
        b'e' => stands(2) || stands(5),
        b'd' => stands(3),
        b'r' => stands(3),
        b'g' => stands(4),
        b's' => stands(3) || stands(4) || stands(5) || stands(7),
        b'n' => stands(6),
        b'l' => stands(8),
        b'y' => stands(5) || stands(6) || stands(10),
        _ => false,
    }
}

/// Where the “s” or “z” of -ise or -ize stands in `word`, and which it is.
fn ending_of(word: &str) -> Option<(usize, Ending)> {
    let bytes = word.as_bytes();
    for tail in tails(*bytes.last()?) {
        let Some(at) = bytes.len().checked_sub(tail.len() + 1).filter(|&at| at > 1) else {
            continue;
        };
        let ending = match (bytes[at - 1], bytes[at]) {
            (b'i', b's') => Ending::Ise,
            (b'i', b'z') => Ending::Ize,
            _ => continue,
        };
        if &bytes[at + 1..] == tail.as_bytes()
            && word.is_ascii()
            && is_stem(&word[..at - 1].to_ascii_lowercase())
        {
            return Some((at, ending));
        }
    }
    None
}

fn is_stem(stem: &str) -> bool {
    is_listed(stem)
        || PREFIXES.iter().any(|prefix| {
            stem.strip_prefix(prefix).is_some_and(|rest| rest.len() > 2 && is_listed(rest))
        })
}

/// A search in the list as it lies, by halves.
fn is_listed(stem: &str) -> bool {
    let list = STEMS.as_bytes();
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start =
            list[low..middle].iter().rposition(|&it| it == b'\n').map_or(low, |it| low + it + 1);
        let end =
            list[middle..].iter().position(|&it| it == b'\n').map_or(list.len(), |it| middle + it);
        match list[start..end].cmp(stem.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

/// Whether a capital that no sentence asks for shows that the word is part of a name.
fn is_in_name(words: &BlockText, index: usize) -> bool {
    let token = &words.tokens[index];
    if !token.has(Shape::CAPITAL) {
        return false;
    }
    let mut next = words.tokens[index + 1..]
        .iter()
        .filter(|it| it.is_wordlike())
        .skip_while(|it| it.is(Class::FUNCTION) && !it.has(Shape::CAPITAL));
    !token.has(Shape::SENTENCE_START) || next.next().is_some_and(Token::is_capitalised_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uses(text: &str) -> Vec<(String, Ending)> {
        let words = BlockText::new(text);
        extract(&words).iter().map(|it| (text[it.span.range()].to_owned(), it.ending)).collect()
    }

    #[test]
    fn the_list_is_sorted_and_every_stem_is_found() {
        let lines: Vec<&str> = STEMS.lines().collect();
        assert!(lines.is_sorted());
        for line in lines {
            assert!(is_listed(line), "{line}");
        }
        for other in ["", "a", "adv", "exerc", "organi", "zzz"] {
            assert!(!is_listed(other), "{other}");
        }
    }

    #[test]
    fn both_spellings_are_seen() {
        assert_eq!(
            uses("They organised it, and reorganizing authorization took time."),
            [
                ("organised".to_owned(), Ending::Ise),
                ("reorganizing".to_owned(), Ending::Ize),
                ("authorization".to_owned(), Ending::Ize),
            ]
        );
    }

    #[test]
    fn words_with_one_spelling_and_names_are_left_alone() {
        for text in [
            "We advise, exercise, promise, supervise, televise, revise and compromise.",
            "The size of the prize rises. Enterprise, franchise, merchandise, likewise.",
            "the World Health Organization and the Labour Organisation",
            "Organisation for Economic Planning",
            "hypotheses, analyses and emphases",
        ] {
            assert_eq!(uses(text), [], "{text}");
        }
        assert_eq!(uses("Recognising a need, they met.").len(), 1);
    }
}
