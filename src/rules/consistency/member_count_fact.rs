//! `member-count-fact`: the number of members against the house's dated table.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::facts::MembershipTotal;
use crate::facts::dates::month_name;
use crate::finding::{Edit, Fix};
use crate::house::{DatedCount, House};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "member-count-fact",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(MemberCountFact),
};

struct MemberCountFact;

/// For how many days before and after a change the number before and the number after are right.
const DAYS_ROUND_A_CHANGE: i64 = 7;

impl Rule for MemberCountFact {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        if draft.house.counts.is_empty() {
            return;
        }
        let Some(date) = draft.facts.release_date().map(|it| it.date) else {
            return;
        };
        for total in &draft.facts.membership_totals().totals {
            let Some(organisation) = &total.organisation else {
                continue;
            };
            let known = Known::on(draft.house, organisation, total, date);
            let Some(count) = known.wrong(total.value) else {
                continue;
            };
            let written = draft.text_at(total.span);
            let message =
                format!("“{written}”, but {organisation} had {count} on {}", in_words(date));
            let edits = vec![Edit::replace(total.number, count.to_string())];
            sink.report(total.span, message).fix(Fix::by_hand(format!("Write “{count}”"), edits));
        }
    }
}

/// What the table knows of an organisation round a day.
struct Known {
    on_the_day: Option<u64>,
    near: Vec<Option<u64>>,
}

impl Known {
    fn on(house: &House, organisation: &str, total: &MembershipTotal, date: Date) -> Self {
        let mut entries: Vec<&DatedCount> = house
            .counts
            .iter()
            .filter(|it| {
                let own_name = it.organisation.eq_ignore_ascii_case(organisation);
                let known = house.organisations.iter().find(|it| it.is_called(organisation));
                own_name || known.is_some_and(|known| known.is_called(&it.organisation))
            })
            .filter(|it| counts_the_same(&it.noun, total))
            .collect();
        entries.sort_by_key(|it| it.from);
        let held_on = |day: Date| entries.iter().rev().find(|it| it.from <= day).map(|it| it.count);
        // The number before a change held until the day before it.
        let before = date.checked_sub((DAYS_ROUND_A_CHANGE + 1).days());
        let after = date.checked_add(DAYS_ROUND_A_CHANGE.days());
        let near = [before, Ok(date), after]
            .into_iter()
            .flatten()
            .map(|day| held_on(day).flatten())
            .collect();
        Self { on_the_day: held_on(date).flatten(), near }
    }

    /// The right number, if `value` is wrong on that day and near it.
    fn wrong(&self, value: u64) -> Option<u64> {
        let unknown = self.near.contains(&None);
        let right = self.near.contains(&Some(value));
        self.on_the_day.filter(|_| !unknown && !right)
    }
}

/// Whether the table's noun (“member countries”) and the text's mean the same members. Where nobody
/// is named, another noun is a hint of another organisation: “all 193 Member States”.
fn counts_the_same(noun: &str, total: &MembershipTotal) -> bool {
    let stem = match total.lemma.as_str() {
        "country" => "countr",
        "state" => "state",
        "nation" => "nation",
        "member" => "members",
        "ally" => "allies",
        _ => return false,
    };
    total.is_named || noun.to_lowercase().contains(stem)
}

fn in_words(date: Date) -> String {
    let month = month_name(date.month()).unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::engine::{Engine, Source};
    use crate::house::Organisation;

    /// Messages about a draft of ORMA, which had 188 members and has 190 since 31 October 2011.
    fn found(day: &str, text: &str) -> Vec<String> {
        let count = |from: Date, count: u64| DatedCount {
            organisation: "ORMA".to_owned(),
            noun: "member countries".to_owned(),
            from,
            count: Some(count),
            source: String::new(),
        };
        let mut house = House::default_house();
        house.counts = vec![
            count(date(2009, 10, 12), 188),
            count(date(2011, 10, 31), 190),
            DatedCount { count: None, ..count(date(2026, 1, 22), 0) },
        ];
        house.organisations = vec![Organisation {
            name: "ORMA".to_owned(),
            acronym: None,
            aliases: vec!["the Organization".to_owned()],
            wrong: vec!["Orma".to_owned()],
            own: true,
        }];
        let text = format!("---\ndate: {day}\n---\n\n# Rivers meet\n\n{text}\n");
        Engine::new(house)
            .check(&Source::markdown(&text))
            .findings
            .into_iter()
            .filter(|it| &*it.rule == "member-count-fact")
            .map(|it| it.message)
            .collect()
    }

    #[test]
    fn the_table_is_read_at_the_release_date() {
        assert_eq!(
            found("2013-10-24", "All 188 member countries met."),
            ["“188 member countries”, but ORMA had 190 on 24 October 2013"]
        );
        assert_eq!(found("2011-05-24", "Orma’s 190 member countries met.").len(), 1);
        assert!(found("2011-05-24", "All 188 member countries met.").is_empty());
        assert!(found("2013-10-24", "Only 12 member countries met.").is_empty());
    }

    #[test]
    fn both_numbers_are_right_round_a_change() {
        for day in ["2011-10-24", "2011-10-31", "2011-11-07"] {
            let text = "ORMA’s 188 member countries and its 190 member countries met.";
            assert!(found(day, text).is_empty(), "{day}");
            assert_eq!(found(day, "All 189 member countries met.").len(), 1, "{day}");
        }
        assert_eq!(found("2011-11-08", "All 188 member countries met.").len(), 1);
    }

    #[test]
    fn what_the_table_does_not_know_is_not_checked() {
        assert!(found("2026-02-01", "All 188 member countries met.").is_empty());
        assert!(found("2001-02-01", "All 188 member countries met.").is_empty());
        assert!(found("2013-10-24", "NLU’s 12 member countries met.").is_empty());
        assert!(found("2013-10-24", "All 193 Member States of the programme met.").is_empty());
        assert!(found("2013-10-24", "It has a membership of all 193 Member States.").is_empty());
        assert!(found("2013-10-24", "“All 188 member countries met,” he said.").is_empty());
    }
}
