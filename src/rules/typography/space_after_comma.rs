//! `space-after-comma`: a space between a comma and the next word.

use crate::draft::{Shape, Token, TokenKind};
use crate::facts::SignKind;
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "space-after-comma",
    asks: Asks::Blocks,
    build: |_: &Options| Box::new(SpaceAfterComma),
};

struct SpaceAfterComma;

/// Words around the comma have at least this many bytes: “E,F” and “N,N-dimethyl” are names.
const SHORTEST: u32 = 2;

impl Rule for SpaceAfterComma {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        let tokens = block.tokens();
        let joined = block.facts.signs.iter().filter(|it| it.kind == SignKind::JoinedMark);
        for at in joined.map(|it| it.at()) {
            let Some([before, comma, after]) =
                at.checked_sub(1).and_then(|it| tokens.get(it..it + 3))
            else {
                continue;
            };
            if comma.kind != TokenKind::Comma
                || comma.start != before.end
                || !can_stand_before(before)
                || !(can_stand_after(after) || is_article(block, at + 1))
                || is_tag(block, at)
            {
                continue;
            }
            let span = before.span().join(after.span());
            let (left, right) = (block.text_of(before), block.text_of(after));
            let message = format!("no space after the comma between “{left}” and “{right}”");
            let edit = Edit::insert(comma.end as usize, " ");
            sink.report(span, message).fix(Fix::safe("Insert a space", vec![edit]));
        }
    }
}

fn is_long_enough(token: &Token) -> bool {
    token.end - token.start >= SHORTEST
}

/// “the donor,a teacher”: the only letter that is a word of its own.
fn is_article(block: &BlockContext<'_>, at: usize) -> bool {
    block.tokens().get(at).is_some_and(|it| block.text_of(it) == "a")
        && block
            .tokens()
            .get(at + 1)
            .is_some_and(|it| it.kind == TokenKind::Word && it.has(Shape::SPACE_BEFORE))
}

fn can_stand_before(token: &Token) -> bool {
    match token.kind {
        TokenKind::Word => is_long_enough(token),
        TokenKind::CloseQuote | TokenKind::CloseBracket => true,
        _ => false,
    }
}

fn can_stand_after(token: &Token) -> bool {
    match token.kind {
        TokenKind::Word => is_long_enough(token),
        TokenKind::OpenQuote => true,
        _ => false,
    }
}

/// Whether the words are tags, a file's name or part of an address: “news,press,sport”.
fn is_tag(block: &BlockContext<'_>, comma: usize) -> bool {
    let tokens = block.tokens();
    let tight = |at: usize| {
        tokens.get(at).is_some_and(|it| it.kind == TokenKind::Comma)
            && tokens.get(at + 1).is_some_and(|it| {
                it.kind == TokenKind::Word
                    && tokens.get(at).is_some_and(|comma| comma.end == it.start)
            })
    };
    let sign = |at: Option<usize>, joined_to: u32| {
        at.and_then(|it| tokens.get(it)).is_some_and(|it| {
            matches!(
                it.kind,
                TokenKind::Symbol | TokenKind::Slash | TokenKind::Hyphen | TokenKind::Object
            ) && (it.end == joined_to || it.start == joined_to)
        })
    };
    let before_start = tokens.get(comma - 1).map_or(0, |it| it.start);
    let after_end = tokens.get(comma + 1).map_or(0, |it| it.end);
    let file = tokens.get(comma + 2).is_some_and(|it| it.kind == TokenKind::Stop)
        && tokens.get(comma + 3).is_some_and(|it| {
            it.is_wordlike() && tokens.get(comma + 2).is_some_and(|stop| stop.end == it.start)
        });
    file || tight(comma + 2)
        || comma.checked_sub(2).is_some_and(tight)
        || sign(comma.checked_sub(2), before_start)
        || sign(Some(comma + 2), after_end)
}
