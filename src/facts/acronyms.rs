//! Acronyms, and where they are explained: “International River Permit (IRP)”.

use std::hash::BuildHasher as _;

use rustc_hash::FxBuildHasher;

use crate::draft::{BlockText, Class, Draft, Shape, Token, TokenKind};
use crate::facts::{Facts, Lists, Located};
use crate::text::Span;

/// A place where an acronym stands. Spans are bytes from the start of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AcronymMention {
    /// The acronym, without “’s” or the “s” of a plural.
    pub span: Span,
    /// Whether it stands in brackets right after the name that it shortens.
    pub defines: bool,
    /// Whether it stands in brackets, and nothing else.
    pub bracketed: bool,
    /// Whether an auxiliary verb follows.
    pub before_auxiliary: bool,
    /// Whether a sentence begins with it, or with an article before it.
    pub opens_sentence: bool,
    /// Equal for the same acronym: to count them without fetching their texts.
    pub(in crate::facts) key: u64,
}

/// An acronym beside what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AcronymDefinition {
    /// The acronym, without the “s” of a plural.
    pub acronym: Span,
    /// The full name.
    pub name: Span,
    /// Whether the first letters of the name spell the acronym.
    pub initials_agree: bool,
}

/// The longest acronym, in letters.
const LONGEST: usize = 10;

/// How many words of a name are looked at for each letter of its acronym.
const WORDS_A_LETTER: usize = 2;

impl Facts {
    /// The places where acronyms stand, in the order of the text.
    pub fn acronyms<'a>(
        &'a self,
        draft: &'a Draft,
    ) -> impl Iterator<Item = Located<'a, AcronymMention>> + 'a {
        self.all(draft, Lists::ACRONYMS, |it| &it.acronyms)
    }

    /// The places where acronyms are explained, in the order of the text.
    pub fn acronym_definitions<'a>(
        &'a self,
        draft: &'a Draft,
    ) -> impl Iterator<Item = Located<'a, AcronymDefinition>> + 'a {
        self.all(draft, Lists::ACRONYM_DEFINITIONS, |it| &it.acronym_definitions)
    }
}

pub(super) fn extract(words: &BlockText) -> (Vec<AcronymMention>, Vec<AcronymDefinition>) {
    let mut mentions = Vec::new();
    let mut definitions = Vec::new();
    let may_have_some = words.has_shape(Shape::ALL_CAPITALS)
        || words.has_shape(Shape::MIXED_CAPITALS)
        || words.has_any(&[TokenKind::Code]);
    if !may_have_some {
        return (mentions, definitions);
    }
    for (at, token) in words.notable() {
        let Some(span) = acronym(words, token) else {
            continue;
        };
        if is_shouted(words, at) {
            continue;
        }
        let definition = definition(words, at, span);
        let (before, after) = (words.tokens[..at].last(), words.tokens.get(at + 1));
        mentions.push(AcronymMention {
            span,
            defines: definition.is_some(),
            bracketed: before.is_some_and(|it| it.kind == TokenKind::OpenBracket)
                && after.is_some_and(|it| it.kind == TokenKind::CloseBracket),
            before_auxiliary: after.is_some_and(|it| it.is(Class::AUXILIARY)),
            opens_sentence: token.has(Shape::SENTENCE_START)
                || before.is_some_and(|it| {
                    it.is(Class::ARTICLE)
                        && it.has(Shape::SENTENCE_START)
                        && it.kind == TokenKind::Word
                }),
            key: FxBuildHasher.hash_one(&words.text[span.range()]),
        });
        definitions.extend(definition);
    }
    (mentions, definitions)
}

/// The acronym in `token`, if it is one: “IGO”, “IGOs”, “IGO’s”, “COP25”.
fn acronym(words: &BlockText, token: &Token) -> Option<Span> {
    let span = token.stem_span();
    let text = &words.text[span.range()];
    match token.kind {
        TokenKind::Word if token.has(Shape::ALL_CAPITALS) => {
            (text.len() <= LONGEST).then_some(span)
        }
        TokenKind::Word if token.has(Shape::CAPITAL | Shape::MIXED_CAPITALS) => {
            let stem = text.strip_suffix('s')?;
            let capitals = stem.bytes().all(|it| it.is_ascii_uppercase());
            (capitals && (2..=LONGEST).contains(&stem.len()))
                .then(|| Span::new(span.start, span.end - 1))
        }
        TokenKind::Code => {
            let letters = text.bytes().filter(u8::is_ascii_uppercase).count();
            let rest = text.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
            let begins = text.bytes().next().is_some_and(|it| it.is_ascii_uppercase());
            (rest && begins && letters >= 1 && text.len() <= LONGEST).then_some(span)
        }
        _ => None,
    }
}

/// Whether the words round token `at` are all in capitals too: a headline or a place, not an
/// acronym.
fn is_shouted(words: &BlockText, at: usize) -> bool {
    let shouts = |token: Option<&Token>| {
        token.is_some_and(|it| it.has(Shape::ALL_CAPITALS) && it.kind == TokenKind::Word)
    };
    let before = |steps: usize| at.checked_sub(steps).and_then(|it| words.tokens.get(it));
    let after = |steps: usize| words.tokens.get(at + steps);
    shouts(before(1)) && (shouts(before(2)) || shouts(after(1)))
        || shouts(after(1)) && shouts(after(2))
}

/// The definition that the acronym at token `at` closes: “Name (ACR)”.
fn definition(words: &BlockText, at: usize, acronym: Span) -> Option<AcronymDefinition> {
    let open = at.checked_sub(1)?;
    let bracketed = words.tokens[open].kind == TokenKind::OpenBracket
        && words.tokens.get(at + 1).is_some_and(|it| it.kind == TokenKind::CloseBracket)
        && open > 0;
    if !bracketed {
        return None;
    }
    let letters = &words.text[acronym.range()];
    let spelled = spelled(words, open, letters, Class::FUNCTION)
        .or_else(|| spelled(words, open, letters, Class::empty()));
    let first = spelled.or_else(|| capitalised(words, open, letters))?;
    let last = &words.tokens[open - 1];
    Some(AcronymDefinition {
        acronym,
        name: Span::new(words.tokens[first].start as usize, last.stem_end as usize),
        initials_agree: spelled.is_some(),
    })
}

/// The token before `open` from which the words’ initials spell `letters`. Words of the class
/// `unspoken` never have a letter, other small words may.
fn spelled(words: &BlockText, open: usize, letters: &str, unspoken: Class) -> Option<usize> {
    let mut wanted = letters.chars().rev().filter(|it| it.is_alphabetic()).peekable();
    let mut at = open;
    let mut first = None;
    for _ in 0..letters.len() * WORDS_A_LETTER {
        let Some(letter) = wanted.peek().copied() else {
            break;
        };
        at = at.checked_sub(1)?;
        let token = words.tokens.get(at)?;
        match token.kind {
            TokenKind::Word => {
                let initial = words.text_of(token).chars().next()?;
                if !token.is(unspoken) && initial.to_uppercase().eq(letter.to_uppercase()) {
                    wanted.next();
                    first = Some(at);
                } else if !token.is(Class::FUNCTION) {
                    return None;
                }
            }
            TokenKind::Hyphen | TokenKind::Comma => {}
            TokenKind::Symbol if words.text_of(token) == "&" => {}
            _ => return None,
        }
    }
    if wanted.peek().is_some() { None } else { first }
}

/// The first token of the capitalised name before `open` that begins like `letters`.
fn capitalised(words: &BlockText, open: usize, letters: &str) -> Option<usize> {
    let initial = letters.chars().next()?;
    let mut first = None;
    for at in (0..open).rev().take(letters.len() * WORDS_A_LETTER + 1) {
        let token = &words.tokens[at];
        if token.is_capitalised_word() {
            if words.text_of(token).starts_with(initial) {
                first = Some(at);
            }
        } else if !matches!(
            words.text_of(token),
            "of" | "and" | "for" | "the" | "on" | "in" | "&" | "-"
        ) {
            break;
        }
    }
    // One capitalised word is no name that anyone shortens.
    first.filter(|it| it + 1 < open)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definitions(text: &str) -> Vec<(&str, &str, bool)> {
        extract(&BlockText::new(text))
            .1
            .into_iter()
            .map(|it| (&text[it.acronym.range()], &text[it.name.range()], it.initials_agree))
            .collect()
    }

    fn mentions(text: &str) -> Vec<&str> {
        extract(&BlockText::new(text)).0.into_iter().map(|it| &text[it.span.range()]).collect()
    }

    #[test]
    fn a_name_with_its_acronym_in_brackets_is_a_definition() {
        assert_eq!(
            definitions(
                "It uses the ORMA River Permit (ORP) and the International River Permit (IRP)."
            ),
            [("ORP", "ORMA River Permit", true), ("IRP", "International River Permit", true)]
        );
        assert_eq!(
            definitions("the Office of Lakes and Rivers (OLR) met"),
            [("OLR", "Office of Lakes and Rivers", true)]
        );
        assert_eq!(
            definitions("Economic, Social and Rural (ESR) matters"),
            [("ESR", "Economic, Social and Rural", true)]
        );
        assert_eq!(
            definitions("national river bureaus (NRBs) met"),
            [("NRB", "national river bureaus", true)]
        );
        assert_eq!(
            definitions("the Permanent Lakes Council of Ven (PCV) met"),
            [("PCV", "Permanent Lakes Council of Ven", false)]
        );
    }

    #[test]
    fn tickers_ages_and_short_names_define_nothing() {
        assert_eq!(definitions("Lindholm Corp (NYSE: LHC), Anna Reed (32), Oslo (OSL)"), []);
        assert_eq!(definitions("Senator Reed (R-UT) and Lindholm Corp (the “Company”)"), []);
    }

    #[test]
    fn capitals_are_acronyms_unless_a_line_is_in_capitals() {
        assert_eq!(mentions("ORMA’s IGOs at COP25"), ["ORMA", "IGO", "COP25"]);
        assert!(mentions("FOR IMMEDIATE RELEASE").is_empty());
    }
}
