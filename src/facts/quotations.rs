//! Quotations: what stands between quotation marks.

use crate::draft::{BlockText, Shape, TokenKind};
use crate::text::Span;

/// The look of a quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// Where it stands, in bytes from the start of the block.
    pub span: Span,
    /// ‘ ’ rather than “ ”.
    pub single: bool,
    /// “ ” rather than " ".
    pub curly: bool,
}

/// A stretch of one block between quotation marks. A quotation of several paragraphs has a piece in
/// each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotationPiece {
    /// From the opening mark to the closing mark, or to the end of the block if none closes.
    pub span: Span,
    /// The mark that opens.
    pub open: Mark,
    /// The mark that closes, if one does.
    pub close: Option<Mark>,
    /// How many words stand between the marks.
    pub words: usize,
}

pub(super) fn extract(words: &BlockText) -> Vec<QuotationPiece> {
    let mut pieces = Vec::new();
    let mut open: Option<(Mark, usize)> = None;
    for (index, token) in words.tokens.iter().enumerate() {
        let mark = Mark {
            span: token.span(),
            single: token.has(Shape::SINGLE),
            curly: token.has(Shape::CURLY),
        };
        match (token.kind, open) {
            (TokenKind::OpenQuote, None) => open = Some((mark, index)),
            (TokenKind::CloseQuote | TokenKind::Apostrophe, Some((opening, first)))
                if opening.single == mark.single
                    && (token.kind == TokenKind::CloseQuote
                        || !closes_later(words, index, opening)) =>
            {
                pieces.push(piece(words, opening, Some(mark), first, index));
                open = None;
            }
            _ => {}
        }
    }
    if let Some((opening, first)) = open {
        pieces.push(piece(words, opening, None, first, words.tokens.len()));
    }
    pieces
}

/// Whether a better closing mark follows an apostrophe that might be one.
fn closes_later(words: &BlockText, index: usize, opening: Mark) -> bool {
    words.tokens[index + 1..]
        .iter()
        .take_while(|it| it.kind != TokenKind::OpenQuote)
        .any(|it| it.kind == TokenKind::CloseQuote && it.has(Shape::SINGLE) == opening.single)
}

fn piece(
    words: &BlockText,
    open: Mark,
    close: Option<Mark>,
    first: usize,
    end: usize,
) -> QuotationPiece {
    let span_end = close.map_or(words.text.len(), |it| it.span.end);
    QuotationPiece {
        span: Span::new(open.span.start, span_end),
        open,
        close,
        words: words.tokens[first..end].iter().filter(|it| it.is_wordlike()).count(),
    }
}
