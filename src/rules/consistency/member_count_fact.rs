//! `member-count-fact`: the number of members against the house's dated table.

use jiff::civil::Date;
use jiff::{Span as Duration, ToSpan as _};

use crate::facts::MembershipTotal;
use crate::finding::{Edit, Fix};
use crate::house::{DatedCount, House};
use crate::rule::{DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "member-count-fact", build: |_: &Options| Box::new(MemberCountFact) };

struct MemberCountFact;

/// For how many days before and after a change the number before and the number after are right.
const DAYS_ROUND_A_CHANGE: i64 = 7;

impl Rule for MemberCountFact {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        if draft.house.counts.is_empty() {
            return;
        }
        let Some(date) = release_date(draft) else {
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

fn release_date(draft: &DraftContext<'_>) -> Option<Date> {
    draft.draft.front_matter_date()
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
            .filter(|it| counts_the_same(&it.noun, &total.lemma))
            .collect();
        entries.sort_by_key(|it| it.from);
        let held_on = |day: Date| entries.iter().rev().find(|it| it.from <= day).map(|it| it.count);
        let days: Duration = DAYS_ROUND_A_CHANGE.days();
        let near = [date.checked_sub(days), Ok(date), date.checked_add(days)]
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

/// Whether the table's noun (“member countries”) and the text's (“country”) mean the same members.
fn counts_the_same(noun: &str, lemma: &str) -> bool {
    const MEMBERS: [&str; 5] = ["country", "state", "nation", "member", "ally"];
    MEMBERS.contains(&lemma)
        && MEMBERS.iter().any(|it| noun.to_lowercase().contains(it.trim_end_matches('y')))
}

fn in_words(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(date.month() - 1).ok().and_then(|it| MONTHS.get(it));
    format!("{} {} {}", date.day(), month.unwrap_or(&"?"), date.year())
}
