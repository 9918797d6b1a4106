//! `weekday-date`: the weekday beside a date is that date's.

use jiff::civil::{Date, Weekday};

use crate::draft::{Block, TokenKind};
use crate::facts::Lists;
use crate::facts::dates::{DateMention, WeekdayMention, weekday_name};
use crate::facts::release_date::written;
use crate::finding::{Edit, Finding, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "weekday-date", asks: Asks::Draft, build: |_: &Options| Box::new(WeekdayDate) };

struct WeekdayDate;

/// Before this year, calendars differed from country to country.
const ONE_CALENDAR: i16 = 1919;

impl Rule for WeekdayDate {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let release_year_is_sure = !release_weekday_is_wrong(draft);
        for (_, block, facts) in draft.facts.blocks_with(draft.draft, Lists::WEEKDAYS) {
            for mention in facts.dates.all() {
                let Some(weekday) = mention.weekday else { continue };
                let dated = mention.date.year.is_some();
                let Some(day) = draft.facts.resolve(mention.date) else { continue };
                // A date without a year may be of this year, of one beside it, or of a year that
                // the paragraph speaks of.
                let fits = draft
                    .facts
                    .resolve_all(mention.date)
                    .iter()
                    .any(|it| it.weekday() == weekday.weekday)
                    || !dated
                        && years_in(block)
                            .filter_map(|it| mention.date.in_year(it))
                            .any(|it| it.weekday() == weekday.weekday);
                if fits || day.year() < ONE_CALENDAR || !(dated || release_year_is_sure) {
                    continue;
                }
                let to_draft = |span: Span| block.to_draft(span);
                report(draft, sink, mention, weekday, day, &to_draft);
            }
        }
    }
}

/// Whether the release date itself has a wrong weekday: then its year may be wrong, and no other
/// date can be placed by it.
fn release_weekday_is_wrong(draft: &DraftContext<'_>) -> bool {
    let Some((release, place)) = draft.facts.release_date().and_then(|it| Some((it, it.span?)))
    else {
        return false;
    };
    let Some(index) = draft.draft.block_at(place.start) else {
        return false;
    };
    let block = &draft.blocks()[index];
    draft.facts.of_block(index).is_some_and(|facts| {
        facts.dates.all().any(|it| {
            block.to_draft(it.span) == place
                && it.weekday.is_some_and(|it| it.weekday != release.date.weekday())
        })
    })
}

/// The years that stand in a block by themselves.
fn years_in(block: &Block) -> impl Iterator<Item = i16> {
    block
        .tokens()
        .iter()
        .filter(|it| it.kind == TokenKind::Number && it.span().len() == 4)
        .filter_map(|it| {
            block.words.text_of(it).parse().ok().filter(|it| (ONE_CALENDAR..2100).contains(it))
        })
}

fn report(
    draft: &DraftContext<'_>,
    sink: &mut Sink<'_>,
    mention: &DateMention,
    weekday: WeekdayMention,
    day: Date,
    to_draft: &dyn Fn(Span) -> Span,
) {
    let span = to_draft(mention.span);
    let shown = crate::text::one_line(draft.text_at(span));
    let right = weekday_name(day.weekday());
    let month_first = draft.facts.writes_month_first();
    let message = format!("“{shown}”: {} is a {right}", written(day, month_first));
    let finding = sink.report(span, message);
    if mention.date.year.is_none()
        && let Some(release) = draft.facts.release_date()
        && let Some(place) = release.span
    {
        finding.related(place, "the year is that of the release date");
    }
    let weekday_span = to_draft(weekday.span);
    offer_weekday(finding, weekday_span, draft.text_at(weekday_span), day.weekday());
    if mention.year_span.is_some() {
        offer_year(finding, mention, weekday.weekday, day, to_draft);
    } else if mention.date.year.is_none() {
        offer_release_year(draft, finding, mention, weekday.weekday);
    }
}

/// The weekday of the date, written at the length of the one that stands there.
fn offer_weekday(finding: &mut Finding, span: Span, shown: &str, weekday: Weekday) {
    let name = weekday_name(weekday);
    let short = shown.len() <= 5;
    let mut replacement = if short { name[..3].to_owned() } else { name.to_owned() };
    if shown.len() > 1 && shown.chars().all(|it| it.is_ascii_uppercase()) {
        replacement.make_ascii_uppercase();
    }
    finding.fix(Fix::by_hand(format!("Make it a {name}"), vec![Edit::replace(span, replacement)]));
}

/// The year before or after, if the date has this weekday then: releases are made from last year's.
fn offer_year(
    finding: &mut Finding,
    mention: &DateMention,
    weekday: Weekday,
    day: Date,
    to_draft: &dyn Fn(Span) -> Span,
) {
    let Some(year_span) = mention.year_span else { return };
    for year in [day.year() - 1, day.year() + 1] {
        let fits = mention.date.in_year(year).is_some_and(|it| it.weekday() == weekday);
        // Two figures of “2014-16” are no whole year.
        if fits && year_span.len() == 4 {
            finding.fix(Fix::by_hand(
                format!("Make it {year}"),
                vec![Edit::replace(to_draft(year_span), year.to_string())],
            ));
        }
    }
}

/// For a date that takes its year from the release: the year of the release date, if that does not
/// have a weekday of its own to prove it.
fn offer_release_year(
    draft: &DraftContext<'_>,
    finding: &mut Finding,
    mention: &DateMention,
    weekday: Weekday,
) {
    let Some((release, place)) = draft.facts.release_date().and_then(|it| Some((it, it.span?)))
    else {
        return;
    };
    let Some((block, stated)) = draft.draft.block_at(place.start).and_then(|index| {
        let block = draft.blocks().get(index)?;
        let mut dates = draft.facts.of_block(index)?.dates.all();
        dates.find(|it| place.contains(block.to_draft(it.span))).map(|it| (block, it))
    }) else {
        return;
    };
    let Some(year_span) = stated.year_span.filter(|it| it.len() == 4 && stated.weekday.is_none())
    else {
        return;
    };
    for year in [release.date.year() - 1, release.date.year() + 1] {
        if mention.date.in_year(year).is_some_and(|it| it.weekday() == weekday) {
            finding.fix(Fix::by_hand(
                format!("Make it a release of {year}"),
                vec![Edit::replace(block.to_draft(year_span), year.to_string())],
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::{Engine, Source};
    use crate::house::House;

    /// The fixes that are offered for the dates of a draft.
    fn offered(text: &str) -> Vec<String> {
        Engine::new(House::default_house())
            .check(&Source::plain(text))
            .findings
            .into_iter()
            .filter(|it| &*it.rule == "weekday-date")
            .flat_map(|it| it.fixes)
            .map(|it| it.title)
            .collect()
    }

    #[test]
    fn the_weekday_and_the_year_that_fits_it_are_offered() {
        assert_eq!(
            offered("The gala was on Monday, 5 May 2013, at the mill."),
            ["Make it a Sunday", "Make it 2014"]
        );
    }

    #[test]
    fn a_date_without_its_year_has_that_of_the_release() {
        let line = "The jury meets again on Friday 18 May, and all of its members take part in it.";
        assert_eq!(
            offered(&format!("16 May 2013 - Media release\n\nJury meets\n\n{line}")),
            ["Make it a Saturday", "Make it a release of 2012"]
        );
        // A release date that its own weekday proves is not the one to change.
        assert_eq!(
            offered(&format!("Thursday 16 May 2013\n\nJury meets\n\n{line}")),
            ["Make it a Saturday"]
        );
    }
}
