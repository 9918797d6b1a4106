//! Cutting a block into sentences.

use crate::draft::token::{Shape, Token, TokenKind};
use crate::text::Span;

/// A sentence of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its place, in bytes from the start of the block.
    pub span: Span,
    /// Its first token.
    pub first: u32,
    /// The token after its last.
    pub end: u32,
}

/// Cuts at stops that end a sentence: not after initials and abbreviations, unless what follows can
/// only be a new sentence.
pub(super) fn split(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut first = 0;
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].kind == TokenKind::Stop {
            let mut next = at + 1;
            while tokens.get(next).is_some_and(closes) {
                next += 1;
            }
            if ends_sentence(text, tokens, at, next) {
                push(&mut sentences, tokens, first, next);
                first = next;
                at = next;
                continue;
            }
        }
        at += 1;
    }
    push(&mut sentences, tokens, first, tokens.len());
    sentences
}

/// Marks the first word or figures of each sentence.
pub(super) fn mark_starts(tokens: &mut [Token], sentences: &[Sentence]) {
    for sentence in sentences {
        let words = &mut tokens[sentence.first as usize..sentence.end as usize];
        if let Some(word) = words.iter_mut().find(|it| it.is_wordlike()) {
            word.shape |= Shape::SENTENCE_START;
        }
    }
}

fn push(sentences: &mut Vec<Sentence>, tokens: &[Token], first: usize, end: usize) {
    let (Some(opening), Some(closing)) = (tokens.get(first), tokens.get(end.wrapping_sub(1)))
    else {
        return;
    };
    if first < end {
        sentences.push(Sentence {
            span: Span::new(opening.start as usize, closing.end as usize),
            first: first as u32,
            end: end as u32,
        });
    }
}

/// Marks that belong to the sentence before them.
fn closes(token: &Token) -> bool {
    !token.has(Shape::SPACE_BEFORE)
        && matches!(
            token.kind,
            TokenKind::CloseQuote
                | TokenKind::CloseBracket
                | TokenKind::Stop
                | TokenKind::Apostrophe
        )
}

fn ends_sentence(text: &str, tokens: &[Token], stop: usize, next: usize) -> bool {
    let Some(following) = tokens.get(next) else {
        return true;
    };
    if !following.has(Shape::SPACE_BEFORE) {
        return false;
    }
    let opens = matches!(following.kind, TokenKind::OpenQuote | TokenKind::OpenBracket);
    let word = if opens { tokens.get(next + 1) } else { Some(following) };
    let capital = word.is_some_and(|it| {
        it.has(Shape::CAPITAL)
            || matches!(it.kind, TokenKind::Number | TokenKind::Ordinal | TokenKind::Code)
    });
    if !capital {
        // “said: “Why?” he asked” goes on; a new line after a stop does not.
        return following.has(Shape::LINE_START)
            && following.kind != TokenKind::Word
            && !tokens[stop].has(Shape::ABBREVIATION);
    }
    if !tokens[stop].has(Shape::ABBREVIATION) {
        return true;
    }
    // After “Inc.”, “U.S.” or “a.m.” a sentence may end; it does when a word follows that begins
    // sentences and is never part of a name.
    let before = stop.checked_sub(1).map(|it| &text[tokens[it].span().range()]);
    let can_end = before.is_some_and(|it| {
        it.contains('.') || ["Inc", "Ltd", "Co", "Corp", "etc", "Jr", "Sr", "plc"].contains(&it)
    });
    can_end
        && word.is_some_and(|it| {
            matches!(
                &text[it.span().range()],
                "The"
                    | "This"
                    | "That"
                    | "These"
                    | "It"
                    | "In"
                    | "He"
                    | "She"
                    | "We"
                    | "They"
                    | "A"
                    | "An"
                    | "For"
                    | "At"
                    | "On"
                    | "As"
                    | "Our"
                    | "Its"
            )
        })
}

#[cfg(test)]
mod tests {
    use crate::draft::BlockText;

    fn sentences(text: &str) -> Vec<String> {
        let block = BlockText::new(text);
        block.sentences.iter().map(|it| block.text[it.span.range()].to_owned()).collect()
    }

    #[test]
    fn initials_and_abbreviations_do_not_end_a_sentence() {
        assert_eq!(
            sentences("Mr. Ole B. Lind of Lind Inc. spoke. He left at 5 p.m. The room emptied."),
            ["Mr. Ole B. Lind of Lind Inc. spoke.", "He left at 5 p.m.", "The room emptied."]
        );
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        assert_eq!(sentences("“Go.” She went."), ["“Go.”", "She went."]);
    }
}
