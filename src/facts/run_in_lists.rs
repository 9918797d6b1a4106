//! Lists that have lost their line breaks: “include: Keeping the quay clear Opening the lock”.

use crate::draft::{BlockText, Sentence, Shape, Token, TokenKind};
use crate::facts::quotations::{self, QuotationPiece};
use crate::gazetteer;
use crate::text::Span;

/// A list without line breaks inside a sentence. Spans are bytes from the start of the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunInList {
    /// From its first item to the end of the sentence.
    pub span: Span,
    /// The mark before the first item.
    pub introduction: Span,
    /// The first word of each item, as an index of tokens.
    pub items: Vec<usize>,
}

/// Two items may be a slip in the middle of a sentence; three are a list.
const FEWEST_ITEMS: usize = 3;

/// The lists of a block, in the order of the text.
pub(super) fn extract(words: &BlockText, quotations: &[QuotationPiece]) -> Vec<RunInList> {
    if !words.has_any(&[TokenKind::Colon, TokenKind::Semicolon]) {
        return Vec::new();
    }
    words.sentences.iter().filter_map(|it| find(words, quotations, it)).collect()
}

fn find(
    words: &BlockText,
    quotations: &[QuotationPiece],
    sentence: &Sentence,
) -> Option<RunInList> {
    let (start, end) = (sentence.first as usize, sentence.end as usize);
    let tokens = &words.tokens[..end];
    let mark = tokens[start..]
        .iter()
        .position(|it| matches!(it.kind, TokenKind::Colon | TokenKind::Semicolon))?;
    let opening = start + mark + 1;
    let first = tokens.get(opening).filter(|it| it.has(Shape::CAPITAL))?;
    let joints = (opening + 1..end.saturating_sub(1))
        .filter(|&it| is_joint(words, quotations, &tokens[it - 1..=it + 1]));
    let items: Vec<usize> = std::iter::once(opening).chain(joints).collect();
    let span = Span::new(first.start as usize, tokens.last()?.end as usize);
    let introduction = tokens[start + mark].span();
    (items.len() >= FEWEST_ITEMS).then_some(RunInList { span, introduction, items })
}

/// A word without a mark behind it, then a capital that begins an item: “night Opening the”.
fn is_joint(words: &BlockText, quotations: &[QuotationPiece], three: &[Token]) -> bool {
    let [before, joint, after] = three else { return false };
    let plain = matches!(before.kind, TokenKind::Word | TokenKind::Number)
        && joint.is_capitalised_word()
        && joint.has(Shape::SPACE_BEFORE)
        && after.kind == TokenKind::Word
        && !after.has(Shape::CAPITAL);
    if !plain
        || joint.has(Shape::ALL_CAPITALS)
        || quotations::covering(quotations, joint.start as usize).is_some()
    {
        return false;
    }
    let word = words.text_of(joint);
    let opens = matches!(word, "The" | "To" | "A" | "An" | "Any");
    let participle = word.len() >= 6 && word.ends_with("ing") && !gazetteer::is_place(word);
    opens || participle
}
