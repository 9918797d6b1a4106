//! `textDocument/inlayHint`: the date behind “today”, the weekday behind a date.

use jiff::civil::Date;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip};

use crate::draft::Zone;
use crate::engine::Analysis;
use crate::facts::dates::{DateMention, month_name, weekday_name};
use crate::facts::release_date::{ReleaseDate, ReleaseDateSource, written};
use crate::facts::{BlockFacts, Facts, RelativeMention};
use crate::server::backend::Request;
use crate::server::client::HintSettings;
use crate::text::Span;

/// What is shown, and where.
struct Hint {
    /// The byte of the draft that it is shown before.
    offset: usize,
    label: String,
    tooltip: String,
}

/// Gives the hints of a range.
pub(in crate::server) fn handle(
    request: &Request,
    params: &InlayHintParams,
) -> Result<Option<Vec<InlayHint>>> {
    let document = request.document(&params.text_document)?;
    let Some((checked, _)) = request.check(document) else {
        return Ok(None);
    };
    let encoding = request.state.client.encoding;
    let range = encoding.span(&document.text, params.range);
    let hints = hints(&checked.analysis, request.state.settings.hints, range);
    let shown = hints.into_iter().map(|it| InlayHint {
        position: encoding.position(&document.text, it.offset),
        label: InlayHintLabel::String(it.label),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(it.tooltip)),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    });
    Ok(Some(shown.collect()))
}

/// The hints whose place lies in `range`, its ends included, in the order of the text.
fn hints(analysis: &Analysis, settings: HintSettings, range: Span) -> Vec<Hint> {
    let Analysis { draft, facts, .. } = analysis;
    let mut hints = Vec::new();
    for (index, block) in draft.blocks.iter().enumerate() {
        let apart = block.span.end < range.start || range.end < block.span.start;
        let passed_over = match block.zone {
            Zone::PageChrome | Zone::PhotoCounter => true,
            Zone::Quotation => !settings.in_quotations,
            _ => false,
        };
        let Some(found) = facts.of_block(index).filter(|_| !apart && !passed_over) else {
            continue;
        };
        let is_shown = |span: Span| {
            let offset = block.to_draft(span).end;
            (settings.in_quotations || !found.is_quoted(span.start))
                && range.start <= offset
                && offset <= range.end
        };
        let first = hints.len();
        if settings.relative_dates {
            let mentions = found.relative_dates.iter().filter(|it| is_shown(it.span));
            hints.extend(mentions.filter_map(|it| relative_hint(facts, it)));
        }
        if settings.weekdays {
            let mentions = dates(found).filter(|it| is_shown(it.span));
            hints.extend(mentions.filter_map(|it| weekday_hint(facts, it)));
        }
        for hint in &mut hints[first..] {
            hint.offset += block.span.start;
        }
    }
    hints.sort_by_key(|it| it.offset);
    hints
}

/// The dates of a block that stand in the text with day, month and year, and without a weekday.
fn dates(found: &BlockFacts) -> impl Iterator<Item = &DateMention> {
    let is_whole = |it: &&DateMention| it.day_span.is_some() && it.year_span.is_some();
    found.dates.all().filter(is_whole).filter(|it| it.weekday.is_none())
}

fn weekday_hint(facts: &Facts, mention: &DateMention) -> Option<Hint> {
    let date = mention.date.full()?;
    Some(Hint {
        offset: mention.span.end,
        label: weekday_name(date.weekday()).to_owned(),
        tooltip: format!("{} is a {}", shown(facts, date), weekday_name(date.weekday())),
    })
}

/// A relative date means nothing without a release date, and says all where its date stands beside
/// it.
fn relative_hint(facts: &Facts, mention: &RelativeMention) -> Option<Hint> {
    let release = facts.release_date()?;
    let (first, last) =
        facts.resolve_relative(mention.date).filter(|_| mention.beside.is_none())?;
    let days = |date: Date| format!("{}, {}", weekday_name(date.weekday()), shown(facts, date));
    let means =
        if first == last { days(first) } else { format!("{} to {}", days(first), days(last)) };
    Some(Hint {
        offset: mention.span.end,
        label: period(first, last, facts.writes_month_first()),
        tooltip: format!("{means}, counted from {}", counted_from(facts, release)),
    })
}

fn shown(facts: &Facts, date: Date) -> String {
    written(date, facts.writes_month_first())
}

fn counted_from(facts: &Facts, release: &ReleaseDate) -> String {
    let date = shown(facts, release.date);
    match release.source {
        ReleaseDateSource::DateLine => format!("the release’s date, {date}"),
        ReleaseDateSource::Dateline => format!("{date} in the dateline"),
        ReleaseDateSource::BesideToday => format!("{date}, which stands beside “today”"),
        ReleaseDateSource::User => format!("{date}, the release date that was given"),
        ReleaseDateSource::FrontMatter => format!("{date} in the front matter"),
        ReleaseDateSource::Address => format!("{date} in the page’s address"),
        ReleaseDateSource::FileName => format!("{date} in the file’s name"),
    }
}

/// “16 May 2026”, “11–17 May 2026”, “May 2026”, “2026”.
fn period(first: Date, last: Date, month_first: bool) -> String {
    let same_year = first.year() == last.year();
    let same_month = same_year && first.month() == last.month();
    let month = |date: Date| month_name(date.month()).unwrap_or_default();
    let whole_months = first.day() == 1 && last == last.last_of_month();
    if first == last {
        written(first, month_first)
    } else if whole_months && same_month {
        format!("{} {}", month(first), first.year())
    } else if whole_months && same_year && first.month() == 1 && last.month() == 12 {
        first.year().to_string()
    } else if !same_year {
        format!("{} – {}", written(first, month_first), written(last, month_first))
    } else if month_first {
        let end = if same_month { String::new() } else { format!("{} ", month(last)) };
        let dash = if same_month { "–" } else { " – " };
        format!("{} {}{dash}{end}{}, {}", month(first), first.day(), last.day(), last.year())
    } else if same_month {
        format!("{}–{} {} {}", first.day(), last.day(), month(last), last.year())
    } else {
        let (from, to) = (month(first), month(last));
        format!("{} {from} – {} {to} {}", first.day(), last.day(), last.year())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_period_is_written_as_short_as_it_can_be() {
        let week = (date(2026, 5, 11), date(2026, 5, 17));
        let over_months = (date(2026, 4, 27), date(2026, 5, 3));
        let over_years = (date(2026, 12, 28), date(2027, 1, 3));
        for ((first, last), day_first, month_first) in [
            ((date(2026, 5, 16), date(2026, 5, 16)), "16 May 2026", "May 16, 2026"),
            (week, "11–17 May 2026", "May 11–17, 2026"),
            (over_months, "27 April – 3 May 2026", "April 27 – May 3, 2026"),
            (
                over_years,
                "28 December 2026 – 3 January 2027",
                "December 28, 2026 – January 3, 2027",
            ),
            ((date(2026, 2, 1), date(2026, 2, 28)), "February 2026", "February 2026"),
            ((date(2026, 1, 1), date(2026, 12, 31)), "2026", "2026"),
        ] {
            assert_eq!(period(first, last, false), day_first);
            assert_eq!(period(first, last, true), month_first);
        }
    }
}
