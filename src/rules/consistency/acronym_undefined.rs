//! `acronym-undefined`: an acronym is explained once, before it is used.

mod candidates;

use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::draft::{Block, Class, Token, TokenKind, Zone};
use crate::facts::{AcronymDefinition, Located};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

use candidates::Candidates;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "acronym-undefined",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(AcronymUndefined),
};

/// So many names are looked for one after the other; more of them, all at once.
const MOST_SEARCHES: usize = 8;

/// How many other places are shown.
const MOST_RELATED: usize = 8;

struct AcronymUndefined;

/// An acronym beside its name, in the running text.
struct Definition<'a> {
    acronym: &'a str,
    name: &'a str,
    /// The acronym, in the draft.
    span: Span,
    /// The name, the acronym and its brackets, in the draft.
    whole: Span,
    initials_agree: bool,
}

impl Rule for AcronymUndefined {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let mut first: FxHashMap<&str, Definition<'_>> = FxHashMap::default();
        let mut repeated: FxHashSet<&str> = FxHashSet::default();
        let in_text = draft
            .facts
            .acronym_definitions(draft.draft)
            .filter(|it| it.zone().is_running_text())
            .map(definition);
        for definition in in_text {
            match first.get(definition.acronym) {
                // A third explanation says nothing new.
                Some(first) if repeated.insert(definition.acronym) => {
                    again(first, &definition, sink);
                }
                Some(_) => {}
                None => {
                    first.insert(definition.acronym, definition);
                }
            }
        }
        first.retain(|_, it| it.initials_agree);
        if !first.is_empty() {
            before(draft, &first, sink);
            full_names(draft, &first, sink);
        }
        never(draft, sink);
    }
}

fn definition(located: Located<'_, AcronymDefinition>) -> Definition<'_> {
    let text = located.block.text();
    let AcronymDefinition { acronym, name, initials_agree } = *located.fact;
    let bracket = text[acronym.end..].find(')').map_or(acronym.end, |it| acronym.end + it + 1);
    Definition {
        acronym: &text[acronym.range()],
        name: &text[name.range()],
        span: located.to_draft(acronym),
        whole: located.to_draft(Span::new(name.start, bracket)),
        initials_agree,
    }
}

/// “The NRB meets in May. The National River Bureau (NRB) …”
fn before(
    draft: &DraftContext<'_>,
    definitions: &FxHashMap<&str, Definition<'_>>,
    sink: &mut Sink<'_>,
) {
    let mut reported: FxHashSet<&str> = FxHashSet::default();
    for mention in draft.facts.acronyms(draft.draft) {
        let acronym = &mention.block.text()[mention.fact.span.range()];
        let span = mention.to_draft(mention.fact.span);
        let early = definitions.get(acronym).filter(|it| {
            span.start < it.span.start
                && mention.zone().is_running_text()
                && !mention.fact.defines
                && !reported.contains(acronym)
                && candidates::stands_free(draft, mention.block_index, mention.fact.span)
        });
        let Some(definition) = early.filter(|_| !draft.house.knows_acronym(acronym)) else {
            continue;
        };
        reported.insert(acronym);
        let name = definition.name;
        sink.report(span, format!("“{acronym}” is used before it is explained"))
            .related(definition.whole, "explained here")
            .help(format!("write “{name} ({acronym})” here, and “{acronym}” from then on"));
    }
}

/// A second definition.
fn again(first: &Definition<'_>, second: &Definition<'_>, sink: &mut Sink<'_>) {
    let acronym = second.acronym;
    let finding = if same_thing(first, second) {
        sink.report_case("again", second.whole, format!("“{acronym}” is explained a second time"))
    } else {
        let message =
            format!("“{acronym}” stands for “{}” here and for “{}” above", second.name, first.name);
        sink.report_case("again", second.whole, message)
    };
    finding.related(first.whole, "explained here first");
}

/// Whether two explanations mean the same: in the same words, or in a longer or shorter form.
fn same_thing(first: &Definition<'_>, second: &Definition<'_>) -> bool {
    let last = |name: &str| name.rsplit(' ').next().map(str::to_lowercase);
    !first.initials_agree || !second.initials_agree || last(first.name) == last(second.name)
}

/// The full name where the acronym would do.
fn full_names(
    draft: &DraftContext<'_>,
    definitions: &FxHashMap<&str, Definition<'_>>,
    sink: &mut Sink<'_>,
) {
    // A common noun may be written out for its sound.
    let named: Vec<&Definition<'_>> =
        definitions.values().filter(|it| it.name.starts_with(char::is_uppercase)).collect();
    let mut found: Vec<Vec<Span>> = vec![Vec::new(); named.len()];
    let mut add = |index: usize, span: Span| {
        // An item of a list names what it lists.
        let running = |zone: Zone| matches!(zone, Zone::Lead | Zone::Body);
        if span.start > named[index].span.end
            && running(draft.zone_at(span.start))
            && stands_by_itself(draft, span)
        {
            found[index].push(span);
        }
    };
    if named.len() > MOST_SEARCHES {
        let Ok(search) = AhoCorasick::new(named.iter().map(|it| it.name)) else { return };
        for hit in search.find_overlapping_iter(draft.text) {
            add(hit.pattern().as_usize(), Span::new(hit.start(), hit.end()));
        }
    } else {
        for (index, definition) in named.iter().enumerate() {
            let name = definition.name.as_bytes();
            for start in memchr::memmem::find_iter(draft.text.as_bytes(), name) {
                add(index, Span::new(start, start + name.len()));
            }
        }
    }
    for (definition, spans) in named.iter().zip(&found) {
        let Some((&first, rest)) = spans.split_first() else { continue };
        let (name, acronym) = (definition.name, definition.acronym);
        let message = format!("“{name}” was shortened to “{acronym}” above");
        let finding = sink.report_case("full-name", first, message);
        finding.related(definition.span, "shortened here");
        for &span in rest.iter().take(MOST_RELATED) {
            finding.related(span, "and written out here");
        }
        let edits = spans.iter().map(|&it| Edit::replace(it, acronym)).collect();
        finding.fix(Fix::by_hand(format!("Write “{acronym}”"), edits));
    }
}

/// Whether the name at `span` is no part of a longer one, and no acronym follows it.
fn stands_by_itself(draft: &DraftContext<'_>, span: Span) -> bool {
    let Some(block) = draft.draft.block_at(span.start).map(|it| &draft.blocks()[it]) else {
        return false;
    };
    let tokens = block.tokens();
    let start = span.start - block.span.start;
    let Ok(first) = tokens.binary_search_by_key(&start, |it| it.start as usize) else {
        return false;
    };
    let end = span.end - block.span.start;
    let next = tokens.partition_point(|it| (it.start as usize) < end);
    let ends = tokens[next - 1].stem_end as usize == end;
    let in_name = |token: Option<&Token>| {
        token.is_some_and(|it| it.is_capitalised_word() && !it.is(Class::FUNCTION))
    };
    let before = first.checked_sub(1).and_then(|it| tokens.get(it));
    let after = tokens.get(next);
    let shortened = after.is_some_and(|it| it.kind == TokenKind::OpenBracket);
    ends && !in_name(before) && !in_name(after) && !shortened && !is_after_of(block, next)
}

/// “National River Bureau of Norway” may be another bureau.
fn is_after_of(block: &Block, next: usize) -> bool {
    let tokens = block.tokens();
    let of = tokens
        .get(next)
        .is_some_and(|it| matches!(&block.text()[it.span().range()], "of" | "for" | "&"));
    of && tokens.get(next + 1).is_some_and(Token::is_capitalised_word)
}

/// Whether the acronym stands in the text a second time, behind `first`.
fn stands_again(draft: &DraftContext<'_>, acronym: &str, first: Span) -> bool {
    draft.facts.acronyms(draft.draft).any(|it| {
        it.to_draft(it.fact.span).start >= first.end
            && &it.block.text()[it.fact.span.range()] == acronym
            && it.zone().is_running_text()
    })
}

/// An acronym that nothing in the draft explains.
fn never(draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
    let mut candidates = Candidates::new(draft);
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for mention in draft.facts.acronyms(draft.draft) {
        let acronym = &mention.block.text()[mention.fact.span.range()];
        let free = mention.zone().is_running_text()
            && candidates::may_be_acronym(acronym)
            && !seen.contains(acronym)
            && candidates::stands_free(draft, mention.block_index, mention.fact.span);
        if !free {
            continue;
        }
        seen.insert(acronym);
        if candidates.needs_explaining(acronym) {
            let span = mention.to_draft(mention.fact.span);
            // What is named in passing is looked up by whoever needs it.
            let case = if stands_again(draft, acronym, span) { "never" } else { "once" };
            sink.report_case(case, span, format!("“{acronym}” is explained nowhere"))
                .help(format!("write the full name first, with “({acronym})” behind it"));
        }
    }
}
