//! What a fix writes: in the case of what it replaces, with spaces and articles mended.

use crate::finding::Edit;
use crate::text::Span;

/// `replacement` in the case of `found`.
pub(super) fn in_case_of(found: &str, replacement: &str) -> String {
    let mut letters = found.chars().filter(|it| it.is_alphabetic());
    let first_is_capital = letters.next().is_some_and(char::is_uppercase);
    let mut others = letters.peekable();
    if first_is_capital && others.peek().is_some() && others.all(char::is_uppercase) {
        return replacement.to_uppercase();
    }
    if first_is_capital { capitalised(replacement) } else { replacement.to_owned() }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// The edit that puts `replacement` in the place of `span`; an empty one takes the space beside it
/// along, and hands a capital on to the word that follows.
pub(super) fn edit(text: &str, span: Span, replacement: &str) -> Edit {
    if !replacement.is_empty() {
        return with_article(text, span, replacement);
    }
    let found = &text[span.range()];
    let after = &text[span.end..];
    let gap = after.len() - after.trim_start_matches([',', ' ', '\u{a0}']).len();
    let opens = found.chars().next().is_some_and(char::is_uppercase);
    let next = after[gap..].chars().next();
    match next {
        Some(next) if opens && gap > 0 && next.is_lowercase() => Edit::replace(
            Span::new(span.start, span.end + gap + next.len_utf8()),
            next.to_uppercase().collect::<String>(),
        ),
        _ => {
            let before = &text[..span.start];
            let space = before.len() - before.trim_end_matches([' ', '\u{a0}']).len();
            Edit::delete(Span::new(span.start - space, span.end))
        }
    }
}

/// Changes “a” to “an”, and “an” to “a”, where the replacement asks for it.
fn with_article(text: &str, span: Span, replacement: &str) -> Edit {
    let sounds = |word: &str| {
        word.chars()
            .next()
            .is_some_and(|it| matches!(it.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o'))
    };
    let (was, is) = (sounds(&text[span.range()]), sounds(replacement));
    let before = text[..span.start].trim_end_matches([' ', '\u{a0}']);
    let start = before
        .rfind(|it: char| !it.is_alphabetic())
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let article = &before[start..];
    let right = match article {
        "a" if !was && is => "an",
        "an" if was && !is => "a",
        "A" if !was && is => "An",
        "An" if was && !is => "A",
        _ => return Edit::replace(span, replacement),
    };
    let space = &text[before.len()..span.start];
    Edit::replace(Span::new(start, span.end), format!("{right}{space}{replacement}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::apply_edits;

    fn replaced(text: &str, found: &str, replacement: &str) -> String {
        let at = text.find(found).unwrap();
        let span = Span::new(at, at + found.len());
        let replacement = in_case_of(found, replacement);
        apply_edits(text, &[edit(text, span, &replacement)])
    }

    #[test]
    fn the_case_of_what_stood_there_is_kept() {
        assert_eq!(replaced("In order to win", "In order to", "to"), "To win");
        assert_eq!(replaced("IN ORDER TO win", "IN ORDER TO", "to"), "TO win");
        assert_eq!(replaced("I am in", "I", "we"), "We am in");
    }

    #[test]
    fn a_deletion_leaves_no_gap() {
        assert_eq!(replaced("it is very good", "very", ""), "it is good");
        assert_eq!(replaced("At present, the port", "At present", ""), "The port");
    }

    #[test]
    fn the_article_follows_the_word() {
        assert_eq!(replaced("an added bonus", "added bonus", "bonus"), "a bonus");
        assert_eq!(replaced("a future event", "future event", "event"), "an event");
    }
}
