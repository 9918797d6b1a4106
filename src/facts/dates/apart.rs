//! Dates that are no words of the text.

use crate::draft::{BlockText, Shape, TokenKind};
use crate::facts::dates::DateMention;

/// Days that are known by their date: “September 11”, “July 4th”.
const NAMED_DAYS: [(i8, i8); 4] = [(9, 11), (7, 4), (1, 6), (10, 7)];

/// Whether a date is the name of a day, part of a name (“the 20 July Plot”), or what a form says behind a
/// colon.
pub(super) fn is_set_apart(words: &BlockText, mention: &DateMention) -> bool {
    // “Last changed: 17 Jan 2001” is a form's date.
    let before = words.token_from(mention.span.start).checked_sub(1);
    if before.and_then(|it| words.tokens.get(it)).is_some_and(|it| it.kind == TokenKind::Colon) {
        return true;
    }
    if before.is_some_and(|it| names_law(words, it)) {
        return true;
    }
    let date = mention.date;
    if date.year.is_some() {
        return false;
    }
    let (Some(month), Some(day)) = (date.month, date.day) else {
        return false;
    };
    let next = words.tokens.get(words.token_from(mention.span.end));
    let goes_on = next.is_some_and(|it| {
        it.is_capitalised_word() && !it.has(Shape::SENTENCE_START) && !it.has(Shape::LINE_START)
    });
    NAMED_DAYS.contains(&(month, day)) || goes_on
}

/// “the Harbour Act of May 5, 1913”: the date is a part of the law’s name. `of` is the token before it.
fn names_law(words: &BlockText, of: usize) -> bool {
    const LAWS: [&str; 12] = [
        "Act",
        "Law",
        "Treaty",
        "Decree",
        "Order",
        "Directive",
        "Regulation",
        "Convention",
        "Agreement",
        "Resolution",
        "Ordinance",
        "Constitution",
    ];
    words.is_word(of, &["of"])
        && of
            .checked_sub(1)
            .and_then(|it| words.tokens.get(it))
            .is_some_and(|it| LAWS.contains(&words.text_of(it)))
}
