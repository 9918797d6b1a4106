//! `relative-date`: “today” and “next month” count from a date that the draft states.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::draft::ZoneSet;
use crate::facts::Lists;
use crate::facts::dates::{DateForm, month_name};
use crate::facts::relative::{RelativeDate, RelativeMention};
use crate::facts::release_date::{InferredReleaseDay, days_of, written, written_day};
use crate::finding::{Edit, Finding, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "relative-date",
    asks: Asks::Draft,
    build: |options: &Options| Box::new(RelativeDates { expand: options.bool("expand") }),
};

/// A year that is no leap year, for days of which the year is not known.
const COMMON_YEAR: i16 = 2001;

struct RelativeDates {
    /// Whether the date is to stand beside every relative one.
    expand: bool,
}

impl Rule for RelativeDates {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let known = draft.facts.release_date().is_some();
        if known {
            report_contradictions(draft, sink);
        }
        if known && !self.expand || !known && draft.facts.full_date_at_start().is_some() {
            return;
        }
        let mut seen: Vec<RelativeDate> = Vec::new();
        for it in draft.facts.all(draft.draft, Lists::RELATIVE_DATES, |it| &it.relative_dates) {
            let (mention, place) = (it.fact, it.to_draft(it.fact.span));
            let apart = mention.beside.is_some_and(|it| it.form != DateForm::Month);
            if apart || !ZoneSet::PROSE.contains(it.zone_at(mention.span.start)) {
                continue;
            }
            if known {
                report_expansion(draft, sink, mention, place);
            } else if !seen.contains(&mention.date) {
                seen.push(mention.date);
                let verb = mention.verb.map_or(place, |verb| it.to_draft(verb));
                report_dateless(draft, sink, mention, place, verb.join(place));
            }
        }
    }
}

/// Relative dates with another date beside them than they have, counted from the release. “Today” is
/// the release date itself, and what other rules hold to it.
fn report_contradictions(draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
    for mention in draft.facts.all(draft.draft, Lists::RELATIVE_DATES, |it| &it.relative_dates) {
        let Some(beside) = mention.fact.beside else { continue };
        let Some((first, last, slack)) = meant(draft, mention.fact.date) else { continue };
        let yearless = beside.date.year.is_none();
        if yearless && matches!(mention.fact.date, RelativeDate::Year(_)) {
            continue;
        }
        let Some(day) = draft.facts.resolve(beside.date) else { continue };
        let within = |limit: Date, slack: i64| limit.checked_add(slack.days()).ok();
        let fits = within(first, -slack).is_none_or(|it| it <= day)
            && within(last, slack).is_none_or(|it| day <= it);
        if fits {
            continue;
        }
        let month_first = draft.facts.writes_month_first();
        let place = mention.to_draft(mention.fact.span);
        let beside = mention.to_draft(beside.span);
        let shown = crate::text::one_line(draft.text_at(place));
        let date = crate::text::one_line(draft.text_at(beside));
        let right = if first == last {
            written(first, month_first)
        } else {
            format!("{} to {}", written(first, month_first), written(last, month_first))
        };
        let message = format!("“{shown}” is {right}, but “{date}” stands beside it");
        let finding = sink.report_case("contradiction", place.join(beside), message);
        finding.help("correct one of them, or the release date");
        if let Some(release) = draft.facts.release_date().and_then(|it| it.span) {
            finding.related(release, "the release date");
        }
    }
}

/// The days that a relative date means, and how many days more or less it may be taken to mean:
/// weeks begin on different days, and “next Friday” is one of two.
fn meant(draft: &DraftContext<'_>, date: RelativeDate) -> Option<(Date, Date, i64)> {
    let slack = match date {
        RelativeDate::Day(0) => return None,
        RelativeDate::Day(_) | RelativeDate::Month(_) | RelativeDate::Year(_) => 0,
        RelativeDate::Week(_) => 1,
        RelativeDate::Weekend(_) | RelativeDate::Weekday(..) => 8,
    };
    draft.facts.resolve_relative(date).map(|(first, last)| (first, last, slack))
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
        date => {
            let meant = inferred.date.full().or_else(|| {
                // From day to day no year is needed.
                let of_day = matches!(date, RelativeDate::Day(_));
                of_day.then(|| inferred.date.in_year(COMMON_YEAR)).flatten()
            });
            let help = match meant.and_then(|it| days_of(date, it)) {
                Some((first, last)) => {
                    let meant = days(first, last, draft.facts.writes_month_first());
                    format!("that is {meant} if the release goes out on {day}")
                }
                None => "say the date itself".to_owned(),
            };
            finding.help(help);
        }
    }
}

/// “18 May”, “18 May to 24 May”.
fn days(first: Date, last: Date, month_first: bool) -> String {
    let day = |it: Date| written_day(it.month(), it.day(), month_first);
    if first == last { day(first) } else { format!("{} to {}", day(first), day(last)) }
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

#[cfg(test)]
mod tests {
    use crate::engine::{Engine, Source};
    use crate::house::House;

    /// What the rule advises for a draft without a release date.
    fn advice(text: &str) -> Vec<String> {
        Engine::new(House::default_house())
            .check(&Source::plain(text))
            .findings
            .into_iter()
            .filter(|it| &*it.rule == "relative-date")
            .filter_map(|it| it.help)
            .collect()
    }

    #[test]
    fn it_is_said_which_date_is_meant() {
        let dated = |year: &str| {
            // A full date near the start would be taken for that of the release.
            let between = "The quay is long and was built by the town.\n\n".repeat(14);
            format!(
                "OSLO, Norway – The lakes conference closed today with an accord.\n\n{between}\
                 Twelve towns took part in the meeting on 17-18 May{year}. It meets again \
                 tomorrow.\n\nThe board will meet next month. The fair opened last week."
            )
        };
        assert_eq!(
            advice(&dated("")),
            [
                "say the date: 18 May",
                "that is 19 May if the release goes out on 18 May",
                "that is June if the release goes out on 18 May",
                "say the date itself"
            ]
        );
        assert_eq!(
            advice(&dated(" 2006")).last().map(String::as_str),
            Some("that is 8 May to 14 May if the release goes out on 18 May")
        );
    }
}
