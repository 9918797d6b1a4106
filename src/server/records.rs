//! What the house has on record about members and days, for those who ask at one place.

use jiff::civil::Date;

use crate::facts::dates::{month_name, weekday_name};
use crate::house::{DatedCount, House};

/// The counts of an organisation's members, the earliest first: those of the members that `lemma`
/// calls (“country” for “member countries”), or else all.
pub(super) fn counts<'a>(house: &'a House, organisation: &str, lemma: &str) -> Vec<&'a DatedCount> {
    let known = house.organisations.iter().find(|it| it.is_called(organisation));
    let mut counts: Vec<&DatedCount> = house
        .counts
        .iter()
        .filter(|it| {
            it.organisation.eq_ignore_ascii_case(organisation)
                || known.is_some_and(|known| known.is_called(&it.organisation))
        })
        .collect();
    counts.sort_by_key(|it| it.from);
    let stem: String = lemma.chars().take(5).collect();
    let same: Vec<&DatedCount> =
        counts.iter().copied().filter(|it| it.noun.to_lowercase().contains(&stem)).collect();
    if same.is_empty() { counts } else { same }
}

/// The count that holds on `date`, or where nobody knows the date the newest.
pub(super) fn in_force<'a>(
    counts: &[&'a DatedCount],
    date: Option<Date>,
) -> Option<&'a DatedCount> {
    counts.iter().rev().find(|it| date.is_none_or(|date| it.from <= date)).copied()
}

/// “18 October 2019”.
pub(super) fn in_words(date: Date) -> String {
    let month = month_name(date.month()).unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// “Friday, 18 October 2019”.
pub(super) fn with_weekday(date: Date) -> String {
    format!("{}, {}", weekday_name(date.weekday()), in_words(date))
}
