//! `release-date-missing`: a release says when it is from.

use crate::draft::{Block, Zone, ZoneSet};
use crate::facts::Lists;
use crate::facts::release_date::{ReleaseDate, ReleaseDateSource, written, written_day};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "release-date-missing",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(ReleaseDateMissing),
};

struct ReleaseDateMissing;

/// A text of fewer words, without a dateline, is a fragment of a release.
const SHORTEST_RELEASE: usize = 30;
/// A longer first line is shown in part, in bytes.
const LONGEST_SHOWN: usize = 80;

impl Rule for ReleaseDateMissing {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let facts = draft.facts;
        let stated = facts.release_date().is_some_and(ReleaseDate::is_stated);
        if stated || facts.full_date_at_start().is_some() || has_foreign_year(draft) {
            return;
        }
        let Some(first) = opening(draft) else { return };
        let span = first_line(draft, first);
        let relative = relative_words(draft);
        if relative.is_empty() && is_fragment(draft) {
            return;
        }
        let finding = if let Some(&place) = relative.first() {
            let word = crate::text::one_line(draft.text_at(place));
            let message = format!("no release date is stated, and “{word}” counts from it");
            let finding = sink.report(span, message);
            for &place in relative.iter().take(5) {
                finding.related(place, "counts from the release date");
            }
            finding
        } else {
            sink.report_case("no-relative-words", span, "no release date is stated")
        };
        let month_first = facts.writes_month_first();
        if let Some(known) = facts.release_date() {
            let date = written(known.date, month_first);
            let origin = match known.source {
                ReleaseDateSource::FileName => " as the file's name has it",
                _ => "",
            };
            let at = line_start(draft.text, first.span.start);
            finding.fix(Fix::by_hand(
                format!("Add “{date}” above the text{origin}"),
                vec![Edit::insert(at, format!("{date}\n\n"))],
            ));
        } else if let Some(inferred) = facts.inferred_release_day()
            && let (Some(month), Some(day)) = (inferred.date.month, inferred.date.day)
        {
            let day = written_day(month, day, month_first);
            finding.help(format!("the text points to {day}; add the date with its year"));
        } else {
            finding.help("add the date, with its year, above the headline or in the dateline");
        }
    }
}

/// The first block of the release itself.
fn opening<'a>(draft: &DraftContext<'a>) -> Option<&'a Block> {
    let own = |it: &&Block| !matches!(it.zone, Zone::PageChrome | Zone::PhotoCounter);
    draft.blocks().iter().find(own)
}

/// Whether a line at the top has a year in the figures of another script: “١٨ مايو ٢٠٠٦”.
fn has_foreign_year(draft: &DraftContext<'_>) -> bool {
    const OPENING_BLOCKS: usize = 12;
    draft.blocks().iter().take(OPENING_BLOCKS).any(|block| {
        let mut figures = 0;
        !block.text().is_ascii()
            && block.text().chars().any(|it| {
                figures = if it.is_numeric() && it.is_alphanumeric() && !it.is_ascii() {
                    figures + 1
                } else {
                    0
                };
                figures == 4
            })
    })
}

fn first_line(draft: &DraftContext<'_>, block: &Block) -> Span {
    let text = draft.text_at(block.span);
    let line = text.lines().next().unwrap_or_default().trim_end();
    // A release without line breaks is one line; its first words are enough to show.
    let length = if line.len() <= LONGEST_SHOWN {
        line.len()
    } else {
        line.char_indices()
            .map(|(at, _)| at)
            .take_while(|&at| at <= LONGEST_SHOWN)
            .last()
            .unwrap_or(0)
    };
    Span::new(block.span.start, block.span.start + length)
}

fn line_start(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or_default();
    let start = before.rfind(['\n', '\r']).map_or(0, |it| it + 1);
    if text[start..].starts_with('\u{feff}') { start + '\u{feff}'.len_utf8() } else { start }
}

/// The relative dates of the running text, in the draft.
fn relative_words(draft: &DraftContext<'_>) -> Vec<Span> {
    let mut places = Vec::new();
    for (_, block, facts) in draft.facts.blocks_with(draft.draft, Lists::RELATIVE_DATES) {
        places.extend(
            facts
                .relative_dates
                .iter()
                .filter(|it| it.beside.is_none_or(|it| it.date.full().is_none()))
                .map(|it| block.to_draft(it.span))
                .filter(|it| ZoneSet::PROSE.contains(draft.zone_at(it.start))),
        );
    }
    places
}

fn is_fragment(draft: &DraftContext<'_>) -> bool {
    let words: usize = draft.blocks().iter().map(|it| it.words.word_count()).sum();
    words < SHORTEST_RELEASE && draft.draft.first_in(Zone::Dateline).is_none()
}
