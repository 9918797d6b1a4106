//! `relative-date`: “today” and “next month” count from a date that the draft states.

use crate::draft::ZoneSet;
use crate::facts::dates::{DateForm, month_name};
use crate::facts::relative::{RelativeDate, RelativeMention};
use crate::facts::release_date::{InferredReleaseDay, written, written_day};
use crate::finding::{Edit, Finding, Fix};
use crate::rule::{DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "relative-date",
    build: |options: &Options| Box::new(RelativeDates { expand: options.bool("expand") }),
};

struct RelativeDates {
    /// Whether the date is to stand beside every relative one.
    expand: bool,
}

impl Rule for RelativeDates {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let known = draft.facts.release_date().is_some();
        if known && !self.expand || !known && draft.facts.full_date_at_start().is_some() {
            return;
        }
        let mut seen: Vec<RelativeDate> = Vec::new();
        for (index, block) in draft.blocks().iter().enumerate() {
            let Some(facts) = draft.facts.of_block(index) else { continue };
            for mention in &facts.relative_dates {
                let place = block.to_draft(mention.span);
                let apart = mention.beside.is_some_and(|it| it.form != DateForm::Month);
                if apart || !ZoneSet::PROSE.contains(draft.zone_at(place.start)) {
                    continue;
                }
                if known {
                    report_expansion(draft, sink, mention, place);
                } else if !seen.contains(&mention.date) {
                    seen.push(mention.date);
                    let verb = mention.verb.map_or(place, |it| block.to_draft(it));
                    report_dateless(draft, sink, mention, place, verb.join(place));
                }
            }
        }
    }
}

/// A relative date in a draft that does not say when it is from.
fn report_dateless(
    draft: &DraftContext<'_>,
    sink: &mut Sink<'_>,
    mention: &RelativeMention,
    place: Span,
    with_verb: Span,
) {
    let shown = crate::text::one_line(draft.text_at(with_verb));
    let message = format!("“{shown}” counts from a release date that is not stated");
    let finding = sink.report(with_verb, message);
    match draft.facts.inferred_release_day() {
        Some(inferred) => add_inferred(finding, draft, mention, inferred, place),
        None => {
            finding.help("state the release date, or say the date itself");
        }
    }
}

/// What the draft lets one conclude: the day, or the month, that the words mean.
fn add_inferred(
    finding: &mut Finding,
    draft: &DraftContext<'_>,
    mention: &RelativeMention,
    inferred: &InferredReleaseDay,
    place: Span,
) {
    let (Some(month), Some(day)) = (inferred.date.month, inferred.date.day) else {
        return;
    };
    let day = written_day(month, day, draft.facts.writes_month_first());
    let dates = crate::text::one_line(draft.text_at(inferred.span));
    finding.related(inferred.span, format!("“{dates}” makes {day} the day of the release"));
    match mention.date {
        RelativeDate::Day(0) => {
            finding.help(format!("say the date: {day}")).fix(insertion(place, &day));
        }
        RelativeDate::Month(offset) => {
            // Months from 0, so that December is followed by January.
            let meant = (month - 1 + offset).rem_euclid(12) + 1;
            if let Some(name) = month_name(meant) {
                finding.help(format!("that is {name} if the release goes out on {day}"));
            }
        }
        _ => {
            finding.help("say the date itself");
        }
    }
}

/// A relative day whose date is known and is to be said.
fn report_expansion(
    draft: &DraftContext<'_>,
    sink: &mut Sink<'_>,
    mention: &RelativeMention,
    place: Span,
) {
    let resolved = draft.facts.resolve_relative(mention.date);
    // “Next month” is a month in the text too; a day is what readers have to count.
    let Some((day, _)) = resolved.filter(|(first, last)| first == last) else {
        return;
    };
    let month_first = draft.facts.writes_month_first();
    let shown = crate::text::one_line(draft.text_at(place));
    let message = format!("“{shown}” without its date, {}", written(day, month_first));
    let day = written_day(day.month(), day.day(), month_first);
    sink.report(place, message).fix(insertion(place, &day));
}

fn insertion(place: Span, day: &str) -> Fix {
    Fix::by_hand(format!("Add “({day})”"), vec![Edit::insert(place.end, format!(" ({day})"))])
}
