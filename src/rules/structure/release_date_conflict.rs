//! `release-date-conflict`: one release date.

use crate::draft::{TokenKind, ZoneSet};
use crate::facts::Lists;
use crate::facts::dates::{DateMention, PartialDate};
use crate::facts::relative::RelativeDate;
use crate::facts::release_date::{ReleaseDate, ReleaseDateSource, written};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "release-date-conflict",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(ReleaseDateConflict),
};

struct ReleaseDateConflict;

impl Rule for ReleaseDateConflict {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let statements = draft.facts.release_date_statements();
        let Some((first, others)) = statements.split_first() else { return };
        let mut reported = false;
        for other in others.iter().filter(|it| !agree(draft, first, it)) {
            reported |= report(draft, first, other, sink);
        }
        if let Some(span) = first.span
            && !reported
        {
            check_today(draft, first, span, sink);
        }
    }
}

/// Whether two statements are of one day, or of neighbouring days by the clocks of two places.
fn agree(draft: &DraftContext<'_>, one: &ReleaseDate, other: &ReleaseDate) -> bool {
    if one.date == other.date {
        return true;
    }
    let neighbours = one.date.tomorrow().ok() == Some(other.date)
        || other.date.tomorrow().ok() == Some(one.date);
    neighbours && (has_time(draft, one) || has_time(draft, other))
}

/// Whether the statement's line gives a time too, or no line at all states it.
fn has_time(draft: &DraftContext<'_>, statement: &ReleaseDate) -> bool {
    let Some(span) = statement.span else { return true };
    let block = draft.draft.block_at(span.start).map(|it| &draft.blocks()[it]);
    block.is_some_and(|block| {
        block.tokens().iter().any(|it| {
            it.kind == TokenKind::Number && block.words.text_of(it).contains(':')
                || ["am", "pm", "a.m", "p.m"].contains(&block.words.text_of(it))
        })
    })
}

fn report(
    draft: &DraftContext<'_>,
    first: &ReleaseDate,
    other: &ReleaseDate,
    sink: &mut Sink<'_>,
) -> bool {
    let month_first = draft.facts.writes_month_first();
    let place = |it: &ReleaseDate| match it.source {
        ReleaseDateSource::FrontMatter => "the metadata",
        ReleaseDateSource::Address => "the page’s address",
        ReleaseDateSource::FileName => "the file’s name",
        ReleaseDateSource::Dateline => "the dateline",
        _ => "the date line",
    };
    // The later of two places in the text is shown; what stands outside of it has no place.
    let Some((span, shown, known)) =
        other.span.map(|it| (it, other, first)).or_else(|| first.span.map(|it| (it, first, other)))
    else {
        return false;
    };
    let message = format!(
        "“{}” is not the date of {}, {}",
        draft.text_at(span),
        place(known),
        written(known.date, month_first)
    );
    let outside = [shown, known].iter().any(|it| it.source == ReleaseDateSource::FileName);
    let finding = if outside {
        sink.report_case("file-name", span, message)
    } else {
        sink.report(span, message)
    };
    if let Some(span) = known.span {
        finding.related(span, format!("{} says", place(known)));
    }
    true
}

/// “today (Friday 23 February)” under another date.
fn check_today(draft: &DraftContext<'_>, stated: &ReleaseDate, place: Span, sink: &mut Sink<'_>) {
    for it in draft.facts.all(draft.draft, Lists::RELATIVE_DATES, |it| &it.relative_dates) {
        let Some(beside) = it.fact.beside.filter(|_| it.fact.date == RelativeDate::Day(0)) else {
            continue;
        };
        let in_prose = ZoneSet::PROSE.contains(it.zone_at(beside.span.start));
        if in_prose && contradicts(&beside, stated) {
            let span = it.to_draft(beside.span);
            let date = written(stated.date, draft.facts.writes_month_first());
            let message =
                format!("“today” is {} here; the release is of {date}", draft.text_at(span));
            sink.report(span, message).related(place, "the release date");
        }
    }
}

fn contradicts(beside: &DateMention, stated: &ReleaseDate) -> bool {
    let PartialDate { year, month, day } = beside.date;
    let differs = |one: Option<i16>, other: i16| one.is_some_and(|it| it != other);
    beside.date.is_day()
        && (differs(year, stated.date.year())
            || differs(month.map(i16::from), i16::from(stated.date.month()))
            || differs(day.map(i16::from), i16::from(stated.date.day())))
}
