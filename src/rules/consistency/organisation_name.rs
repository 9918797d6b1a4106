//! `organisation-name`: events of a series and names in capitals. Wrong forms that the house lists
//! are looked for by the page’s matcher.

use rustc_hash::FxHashMap;

use crate::draft::{Block, Class, Shape, Token, TokenKind, ZoneSet};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "organisation-name",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(OrganisationName),
};

struct OrganisationName;

/// A name in capitals is one when it stands so at least this often.
const OFTEN: usize = 3;

/// Shorter words in capitals are acronyms that may be other words in small letters.
const SHORTEST_NAME: usize = 5;

impl Rule for OrganisationName {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        events(draft, sink);
        capitals(draft, sink);
    }
}

/// “INTERPOL’s European regional conference”: a series of the house, after the name of its owner,
/// without its capitals.
fn events(draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
    let zones = sink.zones();
    for series in &draft.house.series {
        let names: Vec<&str> = series.name.split_whitespace().collect();
        let Some(owner) = series.organisation.as_deref() else {
            continue;
        };
        for block in draft.blocks().iter().filter(|it| zones.contains(it.zone)) {
            for at in 0..block.tokens().len().saturating_sub(names.len()) {
                let Some(words) = named_at(block, at + 1, &names) else {
                    continue;
                };
                let span = words[0].span().join(words[words.len() - 1].span());
                let found = &block.text()[span.range()];
                if !follows_owner(block, at, owner) || found == series.name {
                    continue;
                }
                let span = block.to_draft(span);
                let message = format!("“{found}” is the name of an event: “{}”", series.name);
                let title = format!("Write “{}”", series.name);
                sink.report_case("event", span, message)
                    .help("write it with capitals and with its number")
                    .fix(Fix::by_hand(title, vec![Edit::replace(span, series.name.clone())]));
            }
        }
    }
}

/// The tokens at `at`, if they are the words of `names` in whatever case, some with small letters.
fn named_at<'a>(block: &'a Block, at: usize, names: &[&str]) -> Option<&'a [Token]> {
    let words = block.tokens().get(at..at + names.len())?;
    let text = |token: &Token| &block.text()[token.span().range()];
    let same = words.iter().zip(names).all(|(token, name)| text(token).eq_ignore_ascii_case(name));
    let small = words.iter().any(|it| !it.has(Shape::CAPITAL));
    (same && small).then_some(words)
}

/// Whether the token at `at` is the owner's name, or an ordinal after it.
fn follows_owner(block: &Block, at: usize, owner: &str) -> bool {
    let is_owner = |at: usize| {
        let token = &block.tokens()[at];
        &block.text()[token.stem_span().range()] == owner
    };
    let ordinal =
        block.tokens()[at].kind == TokenKind::Ordinal || block.tokens()[at].is(Class::ORDINAL_WORD);
    is_owner(at) || ordinal && at > 0 && is_owner(at - 1)
}

/// “Tideco” once, where the draft has “TIDECO” again and again.
fn capitals(draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
    let zones = sink.zones();
    let mut loud: FxHashMap<&str, Vec<Span>> = FxHashMap::default();
    let is_loud = |it: &&Block| zones.contains(it.zone) && it.words.has_shape(Shape::ALL_CAPITALS);
    for block in draft.blocks().iter().filter(is_loud) {
        for token in block.tokens() {
            let word = token.stem_span();
            if token.kind == TokenKind::Word
                && token.has(Shape::ALL_CAPITALS)
                && word.len() >= SHORTEST_NAME
            {
                let places = loud.entry(&block.text()[word.range()]).or_default();
                places.push(block.to_draft(word));
            }
        }
    }
    loud.retain(|_, places| places.len() >= OFTEN);
    if loud.is_empty() {
        return;
    }
    // How each of these words is written in other ways; a word in small letters is a plain word.
    let mut others: FxHashMap<&str, Vec<(Span, bool)>> = FxHashMap::default();
    for (block, token) in words(draft, zones) {
        let length = token.stem_span().len();
        if token.has(Shape::ALL_CAPITALS) || length < SHORTEST_NAME {
            continue;
        }
        let word = &block.text()[token.stem_span().range()];
        let name = loud.keys().find(|it| it.len() == length && it.eq_ignore_ascii_case(word));
        if let Some(&name) = name {
            let mistaken = token.has(Shape::CAPITAL) && !stands_in_name(block, token);
            others.entry(name).or_default().push((block.to_draft(token.stem_span()), mistaken));
        }
    }
    for (name, uses) in others {
        let Some(places) = loud.get(name) else {
            continue;
        };
        let [(span, true)] = uses[..] else {
            continue;
        };
        if !zones.contains(draft.zone_at(span.start)) {
            continue;
        }
        let found = draft.text_at(span);
        let message = format!("“{found}” here, but “{name}” elsewhere in this draft");
        sink.report_case("capitals", span, message)
            .related(places[0], format!("“{name}” stands here first"))
            .fix(Fix::by_hand(format!("Write “{name}”"), vec![Edit::replace(span, name)]));
    }
}

/// The words of the zones in which names count; lines that are all in capitals say nothing.
fn words<'a>(
    draft: &DraftContext<'a>,
    zones: ZoneSet,
) -> impl Iterator<Item = (&'a Block, &'a Token)> {
    draft
        .blocks()
        .iter()
        .filter(move |block| zones.contains(block.zone))
        .flat_map(|block| block.tokens().iter().map(move |token| (block, token)))
        .filter(|(_, token)| token.kind == TokenKind::Word)
}

/// Whether a capitalised word stands beside another one, as in the name of somebody else.
fn stands_in_name(block: &Block, token: &Token) -> bool {
    let at = block.tokens().partition_point(|it| it.start < token.start);
    let beside = |it: Option<&Token>| {
        it.is_some_and(|it| it.is_capitalised_word() && !it.has(Shape::SENTENCE_START))
    };
    beside(at.checked_sub(1).and_then(|it| block.tokens().get(it)))
        || beside(block.tokens().get(at + 1))
}
