//! `acronym-expansion`: the letters of an acronym stand in the order of its words.

use crate::draft::{Block, Class, Shape, Token, TokenKind};
use crate::facts::{AcronymMention, Located};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "acronym-expansion",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(AcronymExpansion),
};

struct AcronymExpansion;

/// Shorter acronyms of another language often have the same letters: “EU” and “UE”.
const SHORTEST: usize = 3;

/// An acronym that stands so often besides its definition is spelled as its owner spells it.
const OFTEN: usize = 2;

impl Rule for AcronymExpansion {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        for mention in draft.facts.acronyms(draft.draft) {
            if !mention.fact.bracketed || !mention.zone().is_running_text() {
                continue;
            }
            let acronym = &mention.block.text()[mention.fact.span.range()];
            if acronym.len() < SHORTEST {
                continue;
            }
            if let Some(initials) = initials_before(&mention, acronym)
                && is_swapped(acronym, &initials)
                && !draft.house.knows_acronym(acronym)
                && !is_established(draft, acronym, &initials)
            {
                let span = mention.to_draft(mention.fact.span);
                let message = format!("“{acronym}”: the words before it spell “{initials}”");
                let title = format!("Write “{initials}”");
                sink.report(span, message)
                    .fix(Fix::by_hand(title, vec![Edit::replace(span, initials)]));
            }
        }
    }
}

/// The first letters of the capitalised words before the acronym in brackets, as many as it has.
fn initials_before(mention: &Located<'_, AcronymMention>, acronym: &str) -> Option<String> {
    let block: &Block = mention.block;
    let tokens = block.tokens();
    let at = tokens.binary_search_by_key(&mention.fact.span.start, |it| it.start as usize).ok()?;
    if !tokens[at].has(Shape::BRACKETED) {
        return None;
    }
    let open = at.checked_sub(1)?;
    let mut initials = Vec::new();
    for token in tokens[..open].iter().rev() {
        if initials.len() == acronym.len() {
            // More words of the name would spell something else.
            let goes_on = token.is_capitalised_word() && !token.is(Class::FUNCTION);
            if goes_on {
                return None;
            }
            break;
        }
        match initial(block, token) {
            Some(letter) => initials.push(letter),
            None if token.is(Class::FUNCTION) && !token.has(Shape::CAPITAL) => {}
            None if matches!(token.kind, TokenKind::Hyphen | TokenKind::Symbol) => {}
            None => return None,
        }
    }
    (initials.len() == acronym.len()).then(|| initials.iter().rev().collect())
}

fn initial(block: &Block, token: &Token) -> Option<char> {
    (token.is_capitalised_word() && !token.has(Shape::ALL_CAPITALS))
        .then(|| block.text()[token.start as usize..].chars().next())
        .flatten()
        .filter(char::is_ascii_uppercase)
}

/// Whether two neighbouring letters changed places, and the others agree.
fn is_swapped(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let Some(first) = one.iter().zip(other).position(|(a, b)| a != b) else { return false };
    let swapped = one.get(first + 1).is_some_and(|it| *it == other[first])
        && other.get(first + 1).is_some_and(|it| *it == one[first]);
    swapped && one.len() == other.len() && one.get(first + 2..) == other.get(first + 2..)
}

/// Whether the draft keeps to the acronym, and has the other nowhere.
fn is_established(draft: &DraftContext<'_>, acronym: &str, initials: &str) -> bool {
    let count = |word: &str| {
        let mentions = draft.facts.acronyms(draft.draft);
        mentions.filter(|it| &it.block.text()[it.fact.span.range()] == word).count()
    };
    count(acronym) > OFTEN && count(initials) == 0
}
