//! `acronym-undefined`: an acronym is explained once, before it is used.

mod candidates;

use crate::draft::{Block, Class, Token, TokenKind, Zone};
use crate::facts::{AcronymDefinition, Located};
use crate::finding::{Edit, Fix};
use crate::rule::{DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

use candidates::Candidates;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "acronym-undefined", build: |_: &Options| Box::new(AcronymUndefined) };

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
        let definitions: Vec<Definition<'_>> = draft
            .facts
            .acronym_definitions(draft.draft)
            .filter(|it| it.zone().is_running_text())
            .map(definition)
            .collect();
        for (at, definition) in definitions.iter().enumerate() {
            let first = definitions[..at].iter().find(|it| it.acronym == definition.acronym);
            match first {
                Some(first) => again(first, definition, sink),
                None if definition.initials_agree => {
                    before(draft, definition, sink);
                    full_name(draft, definition, sink);
                }
                None => {}
            }
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
fn before(draft: &DraftContext<'_>, definition: &Definition<'_>, sink: &mut Sink<'_>) {
    if draft.house.knows_acronym(definition.acronym) {
        return;
    }
    let early = draft
        .facts
        .acronyms(draft.draft)
        .take_while(|it| it.to_draft(it.fact.span).start < definition.span.start)
        .filter(|it| it.zone().is_running_text() && !it.fact.defines)
        .find(|it| {
            &it.block.text()[it.fact.span.range()] == definition.acronym
                && candidates::stands_free(draft, it.block_index, it.fact.span)
        });
    if let Some(early) = early {
        let span = early.to_draft(early.fact.span);
        let acronym = definition.acronym;
        sink.report(span, format!("“{acronym}” is used before it is explained"))
            .related(definition.whole, "explained here")
            .help(format!(
                "write “{} ({acronym})” here, and “{acronym}” from then on",
                definition.name
            ));
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
fn full_name(draft: &DraftContext<'_>, definition: &Definition<'_>, sink: &mut Sink<'_>) {
    // A common noun may be written out for its sound.
    if !definition.name.starts_with(char::is_uppercase) {
        return;
    }
    let from = definition.span.end;
    let places = memchr::memmem::find_iter(&draft.text.as_bytes()[from..], definition.name);
    for start in places.map(|it| from + it) {
        let span = Span::new(start, start + definition.name.len());
        // An item of a list names what it lists.
        if matches!(draft.zone_at(start), Zone::Lead | Zone::Body) && stands_by_itself(draft, span)
        {
            let (name, acronym) = (definition.name, definition.acronym);
            let message = format!("“{name}” was shortened to “{acronym}” above");
            sink.report_case("full-name", span, message)
                .related(definition.span, "shortened here")
                .fix(Fix::by_hand(
                    format!("Write “{acronym}”"),
                    vec![Edit::replace(span, acronym)],
                ));
        }
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

/// An acronym that nothing in the draft explains.
fn never(draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
    let mut candidates = Candidates::new(draft);
    let mut seen: Vec<&str> = Vec::new();
    for mention in draft.facts.acronyms(draft.draft) {
        let acronym = &mention.block.text()[mention.fact.span.range()];
        let free = mention.zone().is_running_text()
            && candidates::may_be_acronym(acronym)
            && !seen.contains(&acronym)
            && candidates::stands_free(draft, mention.block_index, mention.fact.span);
        if !free {
            continue;
        }
        seen.push(acronym);
        if candidates.needs_explaining(acronym) {
            let span = mention.to_draft(mention.fact.span);
            sink.report_case("never", span, format!("“{acronym}” is explained nowhere"))
                .help(format!("write the full name first, with “({acronym})” behind it"));
        }
    }
}
