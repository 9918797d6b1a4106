//! Quotations: what stands between quotation marks, who says it, and in which verb.

use crate::draft::{Block, BlockText, Class, Shape, Token, TokenKind};
use crate::facts::extracted::Extracted;
use crate::facts::{Before, Lists};
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

/// Who says it: “said Mayor Anna Berg”, “he added”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The verb of saying, in bytes from the start of the block.
    pub verb: Span,
    /// The speaker as named here: a name, a title, a pronoun.
    pub speaker: Span,
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
    /// Who says it, where the same block tells.
    pub attribution: Option<Attribution>,
}

/// A quotation over all its paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Block and place of each piece, in the order of the text: indices into the draft's blocks and
    /// into that block's [`BlockFacts::quotations`].
    pub pieces: Vec<(usize, usize)>,
    /// Who says it: the block that tells, and its attribution.
    pub attribution: Option<(usize, Attribution)>,
}

/// How far a mark or a verb is looked for, in tokens: further than any sentence goes.
const LONGEST_SENTENCE: usize = 200;

/// Longest name of a speaker, in tokens.
const LONGEST_SPEAKER: usize = 24;

/// The quotations of a block, and the closing marks that close nothing.
pub(super) fn extract(words: &BlockText) -> (Vec<QuotationPiece>, Vec<Mark>) {
    let mut pieces = Vec::new();
    let mut strays = Vec::new();
    if !words.has_any(&[TokenKind::OpenQuote, TokenKind::CloseQuote]) {
        return (pieces, strays);
    }
    let mut open: Option<(Mark, usize)> = None;
    // Marks of the same kind that stand open inside an open quotation.
    let mut nested = 0_usize;
    const MARKS: [TokenKind; 3] =
        [TokenKind::OpenQuote, TokenKind::CloseQuote, TokenKind::Apostrophe];
    for (index, token) in words.notable().filter(|(_, it)| MARKS.contains(&it.kind)) {
        let mark = Mark {
            span: token.span(),
            single: token.has(Shape::SINGLE),
            curly: token.has(Shape::CURLY),
        };
        match (token.kind, open) {
            (TokenKind::OpenQuote, None) => open = Some((mark, index)),
            (TokenKind::OpenQuote, Some((opening, first))) if is_same_double(mark, opening) => {
                if closes_twice(words, index) {
                    nested += 1;
                } else {
                    // “We are ready, said Anna Berg. “Come.”: the first one was never closed.
                    pieces.push(unclosed(words, opening, first, index));
                    open = Some((mark, index));
                    nested = 0;
                }
            }
            (TokenKind::CloseQuote, Some(_)) if nested > 0 && mark.curly && !mark.single => {
                nested -= 1;
            }
            (TokenKind::CloseQuote | TokenKind::Apostrophe, Some((opening, first)))
                if opening.single == mark.single
                    && (token.kind == TokenKind::CloseQuote
                        || !is_possessive(words, index, opening)) =>
            {
                pieces.push(piece(words, opening, Some(mark), first, index));
                open = None;
            }
            // A mark with a space on both sides opens where nothing stands open.
            (TokenKind::CloseQuote, None)
                if !mark.curly && !mark.single && stands_apart(words, index) =>
            {
                open = Some((mark, index));
            }
            (TokenKind::CloseQuote, None) if !is_measure(words, index) => strays.push(mark),
            _ => {}
        }
    }
    if let Some((opening, first)) = open {
        pieces.push(piece(words, opening, None, first, words.tokens.len()));
    }
    (pieces, strays)
}

fn is_same_double(mark: Mark, opening: Mark) -> bool {
    mark.curly && opening.curly && !mark.single && !opening.single
}

/// Whether the mark at `index` and the one that stands open before it both close in the block.
fn closes_twice(words: &BlockText, index: usize) -> bool {
    let mut depth = 2_usize;
    for token in words.tokens.iter().skip(index + 1).take(2 * LONGEST_SENTENCE) {
        if token.has(Shape::SINGLE) || !token.has(Shape::CURLY) {
            continue;
        }
        match token.kind {
            TokenKind::OpenQuote => depth += 1,
            TokenKind::CloseQuote => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return true;
        }
    }
    false
}

/// A piece that goes on until another quotation opens.
fn unclosed(words: &BlockText, open: Mark, first: usize, end: usize) -> QuotationPiece {
    let piece = piece(words, open, None, first, end);
    let last = words.tokens.get(end - 1).map_or(open.span.end, |it| it.end as usize);
    QuotationPiece { span: Span::new(open.span.start, last), attribution: None, ..piece }
}

fn stands_apart(words: &BlockText, index: usize) -> bool {
    words.tokens[index].has(Shape::SPACE_BEFORE)
        && words.tokens.get(index + 1).is_some_and(|it| it.has(Shape::SPACE_BEFORE))
}

/// Feet and inches: 6'2".
fn is_measure(words: &BlockText, index: usize) -> bool {
    index
        .checked_sub(1)
        .and_then(|it| words.tokens.get(it))
        .is_some_and(|it| matches!(it.kind, TokenKind::Number | TokenKind::Code))
}

/// The piece that covers the byte at `offset`; pieces of a block stand in order and apart.
pub(super) fn covering(pieces: &[QuotationPiece], offset: usize) -> Option<&QuotationPiece> {
    let behind = pieces.partition_point(|it| it.span.start <= offset);
    pieces[..behind].last().filter(|it| it.span.contains_offset(offset))
}

/// Whether an apostrophe behind an s is a plural's and not a closing mark: a word of content follows
/// it, or a better closing mark does.
fn is_possessive(words: &BlockText, index: usize, opening: Mark) -> bool {
    let owned = words.tokens.get(index + 1).is_some_and(|it| {
        it.is_wordlike()
            && it.has(Shape::SPACE_BEFORE)
            && !it.is(Class::FUNCTION.union(Class::SPEECH))
    });
    owned || closes_later(words, index, opening)
}

/// Whether a closing mark follows before another quotation opens.
fn closes_later(words: &BlockText, index: usize, opening: Mark) -> bool {
    words.tokens[index + 1..]
        .iter()
        .take(LONGEST_SENTENCE)
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
        attribution: attribution_after(words, end).or_else(|| attribution_before(words, first)),
    }
}

/// “…,” said Anna Berg, mayor of the town. / “…,” Ms Berg said.
fn attribution_after(words: &BlockText, closing: usize) -> Option<Attribution> {
    let tokens = words.tokens.get(closing + 1..)?;
    let from = tokens.iter().position(|it| it.kind != TokenKind::Comma)?;
    let tokens = &tokens[from..];
    let clause =
        &tokens[..tokens.iter().take(LONGEST_SPEAKER).take_while(|it| in_clause(it)).count()];
    if let Some(first) = clause.first().filter(|it| it.is(Class::SPEECH)) {
        return Some(Attribution { verb: first.span(), speaker: span_of(&clause[1..])? });
    }
    let verb = clause.iter().position(|it| it.is(Class::SPEECH))?;
    let speaker = span_of(&clause[..verb])?;
    let names_somebody = clause[..verb]
        .iter()
        .any(|it| it.has(Shape::CAPITAL) || it.is(Class::PRONOUN | Class::TITLE));
    (names_somebody && verb <= 16).then(|| Attribution { verb: clause[verb].span(), speaker })
}

/// Anna Berg said: “…” / According to her, “…” is not read.
fn attribution_before(words: &BlockText, opening: usize) -> Option<Attribution> {
    let before = &words.tokens[opening.saturating_sub(LONGEST_SENTENCE)..opening];
    let mark = before.last()?;
    if !matches!(mark.kind, TokenKind::Colon | TokenKind::Comma) {
        return None;
    }
    let clause_start = before
        .iter()
        .rposition(|it| {
            matches!(it.kind, TokenKind::Stop | TokenKind::CloseQuote)
                && !it.has(Shape::ABBREVIATION)
        })
        .map_or(0, |it| it + 1);
    let clause = &before[clause_start..before.len() - 1];
    let verb = clause.iter().rposition(|it| it.is(Class::SPEECH))?;
    Some(Attribution { verb: clause[verb].span(), speaker: span_of(&clause[..verb])? })
}

fn in_clause(token: &Token) -> bool {
    !matches!(
        token.kind,
        TokenKind::OpenQuote | TokenKind::CloseQuote | TokenKind::Semicolon | TokenKind::Colon
    ) && (token.kind != TokenKind::Stop || token.has(Shape::ABBREVIATION))
}

fn span_of(tokens: &[Token]) -> Option<Span> {
    Some(tokens.first()?.span().join(tokens.last()?.span()))
}

/// Whether [`link`] would put together what it put together before the edit: it looks at nothing but
/// where quotations stand open, who says them, and what is running text.
pub(super) fn are_linked_alike(before: &Before<'_>, now: Extracted<'_>) -> bool {
    before.changes(now).all(|[(old, old_facts), (new, new_facts)]| {
        let is_running = |block: &Block| block.zone.is_running_text();
        old_facts.quotations == new_facts.quotations && is_running(old) == is_running(new)
    })
}

/// Puts together what runs over several paragraphs: a quotation that stays open goes on where the
/// next paragraph opens with a mark; the attribution may stand in any of them.
pub(super) fn link(extracted: Extracted<'_>) -> Vec<Quotation> {
    let mut quotations: Vec<Quotation> = Vec::new();
    let mut goes_on = false;
    for (index, (block, lists)) in extracted.draft.blocks.iter().zip(extracted.lists).enumerate() {
        if !lists.contains(Lists::QUOTATIONS) {
            goes_on &= !block.zone.is_running_text();
            continue;
        }
        let Some(facts) = extracted.blocks.get(index) else { continue };
        for (place, piece) in facts.quotations.iter().enumerate() {
            let continues = goes_on && place == 0 && piece.span.start == 0;
            let attribution = piece.attribution.map(|it| (index, it));
            match quotations.last_mut() {
                Some(last) if continues => {
                    last.pieces.push((index, place));
                    last.attribution = last.attribution.or(attribution);
                }
                _ => quotations.push(Quotation { pieces: vec![(index, place)], attribution }),
            }
            goes_on = piece.close.is_none();
        }
    }
    quotations
}

#[cfg(test)]
mod tests {
    use crate::{Engine, House, Source};

    fn speakers(text: &str) -> Vec<(usize, Option<(String, String)>)> {
        let analysis = Engine::new(House::default_house()).check(&Source::plain(text));
        analysis
            .facts
            .quotations()
            .iter()
            .map(|it| {
                let said = it.attribution.map(|(block, attribution)| {
                    let block = &analysis.draft.blocks[block];
                    let words = |span| text[block.to_draft(span).range()].to_owned();
                    (words(attribution.verb), words(attribution.speaker))
                });
                (it.pieces.len(), said)
            })
            .collect()
    }

    fn said(verb: &str, speaker: &str) -> (String, String) {
        (verb.to_owned(), speaker.to_owned())
    }

    #[test]
    fn speaker_and_verb_are_read_on_either_side() {
        let text = "Harbour opens\n\nThe quay is ready for its first ferry, the town said today.\n\n\
                    “We are ready,” said Mayor Anna Berg. “Come,” she added.\n\n\
                    Mr Lund said: “It works.”";
        assert_eq!(
            speakers(text),
            [
                (1, Some(said("said", "Mayor Anna Berg"))),
                (1, Some(said("added", "she"))),
                (1, Some(said("said", "Mr Lund")))
            ]
        );
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        let text = "Harbour opens\n\nThe quay is ready for its first ferry, the town said today.\n\n\
                    ‘It is ready,’ said Mr Lund.\n\n\
                    ‘If the tides allow, ships’ crews will land.\n\n‘We wait for them.’";
        assert_eq!(speakers(text), [(1, Some(said("said", "Mr Lund"))), (2, None)]);
    }
}
