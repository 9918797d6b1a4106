//! `agreement`: one number for the verbs behind the name of a body. Countries “who” and the “hosts” are
//! looked for by the page’s matcher.

use crate::draft::{Shape, Token, TokenKind};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink, kept_form};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "agreement",
    asks: Asks::Draft,
    build: |options: &Options| {
        let house = match options.text("number") {
            "singular" => Some(Number::Singular),
            "plural" => Some(Number::Plural),
            _ => None,
        };
        Box::new(Agreement { house })
    },
};

struct Agreement {
    house: Option<Number>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    Singular,
    Plural,
}

/// Verbs that show their number, in the singular and in the plural.
const VERBS: [[&str; 2]; 3] = [["has", "have"], ["is", "are"], ["was", "were"]];

/// “ACME has”: the name, the verb and what the verb could be.
struct Use<'a> {
    name: &'a str,
    number: Number,
    verb: Span,
    other_verb: &'static str,
}

impl Rule for Agreement {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let zones = sink.zones();
        let uses: Vec<Use<'_>> = draft
            .facts
            .acronyms(draft.draft)
            .filter(|it| it.fact.before_auxiliary && it.fact.opens_sentence)
            .filter_map(|it| {
                let found = read(it.block.tokens(), it.block.text(), it.fact.span)?;
                zones
                    .contains(it.zone_at(found.verb.start))
                    .then(|| Use { verb: it.to_draft(found.verb), ..found })
            })
            .collect();
        for one in &uses {
            let of_name = uses.iter().filter(|it| it.name == one.name).map(|it| it.number);
            let Some(kept) = self.house.or_else(|| kept_form(of_name)) else { continue };
            if one.number == kept {
                continue;
            }
            let verb = draft.text_at(one.verb);
            let (name, other) = (one.name, one.other_verb);
            let message = match self.house {
                Some(_) => format!("“{name} {verb}”: the house writes “{other}”"),
                None => format!("“{name} {verb}” here, but “{name}” is {} elsewhere", called(kept)),
            };
            let edits = vec![Edit::replace(one.verb, other)];
            sink.report_case("number", one.verb, message)
                .fix(Fix::by_hand(format!("Write “{other}”"), edits));
        }
    }
}

fn called(number: Number) -> &'static str {
    match number {
        Number::Singular => "one",
        Number::Plural => "several",
    }
}

/// The verb behind the name at `name`. Spans are of
/// the block.
fn read<'a>(tokens: &[Token], text: &'a str, name: Span) -> Option<Use<'a>> {
    let at = tokens.binary_search_by_key(&(name.start as u32), |it| it.start).ok()?;
    let (token, verb) = (tokens.get(at)?, tokens.get(at + 1)?);
    // “IGOs have” are several.
    if token.kind != TokenKind::Word || token.span() != name || !token.has(Shape::ALL_CAPITALS) {
        return None;
    }
    let found = text.get(verb.span().range())?;
    let (number, other_verb) = VERBS.iter().find_map(|[one, several]| {
        if found == *one {
            Some((Number::Singular, *several))
        } else {
            (found == *several).then_some((Number::Plural, *one))
        }
    })?;
    Some(Use { name: &text[name.range()], number, verb: verb.span(), other_verb })
}
