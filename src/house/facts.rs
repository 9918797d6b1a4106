//! What a house knows, with the dates from which it holds and the source that says so.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::house::House;

/// A person the house knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    /// Full name, spelled as the house spells it.
    pub name: String,
    /// Family name, where it is not the last word of the name.
    pub surname: Option<String>,
    /// Title, as the house gives it.
    pub title: Option<String>,
    /// Organisation.
    pub organisation: Option<String>,
    /// Other titles and forms that are right for this person.
    pub aliases: Vec<String>,
}

/// An organisation the house knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its name, spelled as the house spells it.
    pub name: String,
    /// Its acronym.
    pub acronym: Option<String>,
    /// Other right names.
    pub aliases: Vec<String>,
    /// Forms that are wrong: “Interpol” for “INTERPOL”.
    pub wrong: Vec<String>,
    /// Whether texts of this house speak of it without naming it: “our member countries”.
    pub own: bool,
}

/// How many members an organisation had from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedCount {
    /// The organisation's name or acronym.
    pub organisation: String,
    /// Whom it counts, as the house calls them: “member countries”.
    pub noun: String,
    /// The first day on which it held.
    pub from: Date,
    /// The count; `None` from a day on which it is not known any more.
    pub count: Option<u64>,
    /// Who says so.
    pub source: String,
}

/// Who held an office, from when to when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeHolder {
    /// The office: “Secretary General”.
    pub title: String,
    /// Whose.
    pub organisation: String,
    /// Full name.
    pub name: String,
    /// Family name, where it is not the last word of the name.
    pub surname: Option<String>,
    /// The first day in office.
    pub from: Date,
    /// The last day in office; `None` if still in office.
    pub to: Option<Date>,
    /// Who says so.
    pub source: String,
}

/// Days before and after a change of office in which both holders may be named: elected, not yet in
/// office; in office until the end of the session.
const HANDOVER_DAYS: i64 = 45;

impl OfficeHolder {
    /// Whether this may be who holds the office on `date`.
    fn may_hold_on(&self, date: Date) -> bool {
        let days = HANDOVER_DAYS.days();
        date.saturating_add(days) >= self.from
            && self.to.is_none_or(|to| date.saturating_sub(days) <= to)
    }
}

impl House {
    /// Who may hold the office `title` of `organisation` on `date`, as far as the house knows; nobody
    /// where it does not know the office or has no holder for that day. Capitals do not matter.
    pub fn office_holders(
        &self,
        title: &str,
        organisation: &str,
        date: Date,
    ) -> impl Iterator<Item = &OfficeHolder> {
        let is_called = |known: &str| {
            known.eq_ignore_ascii_case(organisation)
                || self.organisations.iter().any(|it| {
                    it.name == known
                        && (it.acronym.iter().chain(&it.aliases))
                            .any(|it| it.eq_ignore_ascii_case(organisation))
                })
        };
        self.offices.iter().filter(move |it| {
            it.title.eq_ignore_ascii_case(title)
                && is_called(&it.organisation)
                && it.may_hold_on(date)
        })
    }
}

/// A series of numbered meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The name without its number: “General Assembly”.
    pub name: String,
    /// Whose.
    pub organisation: Option<String>,
    /// A number and the year in which that meeting was held.
    pub first: (u64, i16),
    /// Years without a meeting.
    pub skipped: Vec<i16>,
    /// Who says so.
    pub source: String,
}

/// A word the house prefers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What the house writes.
    pub use_: String,
    /// What it does not.
    pub avoid: Vec<String>,
    /// The first day on which this holds.
    pub from: Option<Date>,
}

/// An acronym that needs no definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownAcronym {
    /// The acronym.
    pub acronym: String,
    /// What it stands for.
    pub meaning: Option<String>,
}

/// What a house says about an organisation below its releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boilerplate {
    /// The organisation, as in “About the Harbour Board”.
    pub organisation: String,
    /// The words below that heading.
    pub text: String,
}
