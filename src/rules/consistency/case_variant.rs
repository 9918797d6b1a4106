//! `case-variant`: a common noun with a capital here and without one there.

use rustc_hash::FxHashMap;

use crate::draft::{TokenKind, Zone, ZoneSet};
use crate::facts::{Lists, SignKind};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink, kept_form};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "case-variant", asks: Asks::Draft, build: |_: &Options| Box::new(CaseVariant) };

struct CaseVariant;

/// How many words are looked for. A text with more of them is no release, and must not take long all
/// the same.
const MOST_WORDS: usize = 100;

impl Rule for CaseVariant {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let zones = sink.zones();
        hold_after_colons(draft, zones, sink);
        let mut candidates = draft
            .facts
            .signs(draft.draft, Lists::CAPITAL_NOUNS)
            .filter(|it| it.fact.kind == SignKind::CapitalNoun)
            .filter(|it| {
                let token = it.block.tokens().get(it.fact.at());
                token.is_some_and(|token| zones.contains(it.zone_at(token.span().start)))
            })
            .peekable();
        if candidates.peek().is_none() {
            return;
        }
        let mut places: FxHashMap<String, Option<Span>> = FxHashMap::default();
        for it in candidates {
            let Some(token) = it.block.tokens().get(it.fact.at()) else { continue };
            let span = it.to_draft(token.stem_span());
            let word = draft.text_at(span);
            if places.len() == MOST_WORDS {
                return;
            }
            let small = word.to_lowercase();
            let place = places.entry(small).or_insert_with_key(|small| find_small(draft, small));
            let Some(other) = *place else { continue };
            let found = draft.text_at(other);
            let message = format!("“{word}” here, but “{found}” elsewhere in this draft");
            let edits = vec![Edit::replace(span, word.to_lowercase())];
            sink.report(span, message)
                .related(other, format!("“{found}” stands here"))
                .fix(Fix::by_hand("Write it small", edits));
        }
    }
}

/// “One thing is clear: The quay stays” beside “the reason is simple: it is new”.
fn hold_after_colons(draft: &DraftContext<'_>, zones: ZoneSet, sink: &mut Sink<'_>) {
    let places: Vec<(bool, Span)> = draft
        .facts
        .signs(draft.draft, Lists::AFTER_COLONS)
        .filter_map(|it| {
            let SignKind::AfterColon { capital } = it.fact.kind else { return None };
            let span = it.block.tokens().get(it.fact.at())?.stem_span();
            zones.contains(it.zone_at(span.start)).then(|| (capital, it.to_draft(span)))
        })
        .collect();
    let Some(kept) = kept_form(places.iter().map(|(capital, _)| *capital)) else { return };
    for (capital, span) in &places {
        if *capital != kept {
            let word = draft.text_at(*span);
            let form = if kept { "a capital" } else { "a small letter" };
            let message =
                format!("“{word}” after a colon; elsewhere in this draft {form} stands there");
            sink.report_case("after-colon", *span, message);
        }
    }
}

/// Where the word stands in small letters, in the singular or the plural, in the draft's own text.
fn find_small(draft: &DraftContext<'_>, word: &str) -> Option<Span> {
    let stem = word.strip_suffix('s').unwrap_or(word);
    let finder = memchr::memmem::Finder::new(stem);
    draft.blocks().iter().find_map(|block| {
        if !matches!(block.zone, Zone::Lead | Zone::Body | Zone::ListItem | Zone::Caption) {
            return None;
        }
        finder.find_iter(block.text().as_bytes()).find_map(|at| {
            let index = block.tokens().binary_search_by_key(&(at as u32), |it| it.start).ok()?;
            let token = block.tokens().get(index)?;
            let found = block.words.text.get(token.stem_span().range())?;
            let tail = found.strip_prefix(stem)?;
            let alone = block.tokens().get(index + 1).is_none_or(|it| it.kind != TokenKind::Hyphen);
            let span = block.to_draft(token.stem_span());
            let own = draft.zone_at(span.start) != Zone::Quotation;
            (token.kind == TokenKind::Word && matches!(tail, "" | "s") && alone && own)
                .then_some(span)
        })
    })
}
