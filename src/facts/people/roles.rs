//! Roles that speak: “added the Head of ACME”, “The Commissioner said”.

use crate::draft::{BlockText, Class, Shape, Token, TokenKind};
use crate::facts::people::titles::{self, Phrase, Title};
use crate::text::Span;

/// How many words may stand between the article and the head of a role.
const LONGEST_BEFORE_HEAD: usize = 7;

/// Somebody who is named by a title alone, and speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleMention {
    /// The role with its article: “the ACME Chief”.
    pub span: Span,
    /// What it says.
    pub title: Title,
    /// The verb of saying.
    pub verb: Span,
    /// Whether it stands inside a quotation.
    pub quoted: bool,
}

/// The role that a verb of saying at token `verb` attributes words to.
pub(super) fn beside(words: &BlockText, verb: usize) -> Option<RoleMention> {
    after(words, verb).or_else(|| before(words, verb))
}

/// “said the President”.
fn after(words: &BlockText, verb: usize) -> Option<RoleMention> {
    let article = words.tokens.get(verb + 1).filter(|it| it.kind == TokenKind::Word)?;
    let possessive = article.has(Shape::POSSESSIVE | Shape::CAPITAL);
    if titles::word(words, verb + 1) != "the" && !possessive {
        return None;
    }
    let first = if possessive { verb + 1 } else { verb + 2 };
    let head = head_from(words, first)?;
    // A name after the title is a person named, not a role.
    if titles::precedes_name(words, head + 1) {
        return None;
    }
    role(words, verb, verb + 1, first, head)
}

/// “The President said”, from the beginning of a sentence or after a quotation.
fn before(words: &BlockText, verb: usize) -> Option<RoleMention> {
    let behind = words.sentences.partition_point(|it| (it.first as usize) < verb);
    let sentence = words.sentences[..behind].last().filter(|it| verb < it.end as usize)?;
    // “…,” the President added.
    let begin = (sentence.first as usize..verb)
        .rev()
        .take(LONGEST_BEFORE_HEAD + 6)
        .find(|&it| words.tokens[it].kind == TokenKind::CloseQuote)
        .map_or(sentence.first as usize, |it| it + 1);
    let start = words.tokens.get(begin).filter(|it| it.kind == TokenKind::Word)?;
    if verb - begin > LONGEST_BEFORE_HEAD + 6 {
        return None;
    }
    let article = titles::word(words, begin).eq_ignore_ascii_case("the");
    if !article && !start.has(Shape::POSSESSIVE | Shape::CAPITAL) {
        return None;
    }
    let first = begin + usize::from(article);
    let head = head_from(words, first)?;
    let end = titles::rightwards(words, head + 1);
    (end == verb && head < verb).then_some(())?;
    role(words, verb, begin, first, head)
}

/// The head of the title that begins at token `first`.
fn head_from(words: &BlockText, first: usize) -> Option<usize> {
    for at in first..=first + LONGEST_BEFORE_HEAD {
        let token = words.tokens.get(at)?;
        let inside = match token.kind {
            TokenKind::Word => {
                !token.is(Class::FUNCTION | Class::HONORIFIC | Class::SPEECH | Class::FORMER)
            }
            TokenKind::Code => true,
            TokenKind::Hyphen => !token.has(Shape::SPACE_BEFORE),
            _ => false,
        };
        if !inside {
            return None;
        }
        let more = words
            .tokens
            .get(at + 1)
            .is_some_and(|it| it.is(Class::TITLE | Class::TITLE_MODIFIER) || is_officer(words, at));
        if token.is(Class::TITLE) && !token.has(Shape::POSSESSIVE) && !more {
            return Some(at);
        }
    }
    None
}

fn is_officer(words: &BlockText, chief: usize) -> bool {
    titles::word(words, chief).eq_ignore_ascii_case("chief")
        && (chief + 1..=chief + 3).any(|it| titles::word(words, it).eq_ignore_ascii_case("officer"))
}

fn role(
    words: &BlockText,
    verb: usize,
    begin: usize,
    first: usize,
    head: usize,
) -> Option<RoleMention> {
    let tokens = &words.tokens;
    let core = titles::leftwards(words, head, head + 1).core.max(first);
    let end = titles::rightwards(words, head + 1).max(head + 1);
    let phrase = Phrase { first, core, core_end: head + 1, end, former: false };
    let title = titles::read(words, phrase, false);
    let start: &Token = tokens.get(begin)?;
    Some(RoleMention {
        span: Span::new(start.start as usize, title.span.end),
        title,
        verb: tokens.get(verb)?.span(),
        quoted: false,
    })
}
