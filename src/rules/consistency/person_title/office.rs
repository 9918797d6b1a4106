//! Titles held against the house's register of office-holders.

use crate::facts::people::{Form, plain};
use crate::house::OfficeHolder;
use crate::rule::{DraftContext, Sink};

use super::{Profile, is_checked, tells_of_change};

/// A person in an office that, on the release date, the house knows somebody else in.
pub(super) fn check_office(draft: &DraftContext<'_>, profile: &Profile<'_>, sink: &mut Sink<'_>) {
    let house = draft.house;
    let person = profile.person;
    if house.offices.is_empty() || person.mentions.iter().all(|it| it.form != Form::Full) {
        return;
    }
    let Some(date) = draft.facts.release_date().map(|it| it.date) else { return };
    for given in profile.titles.iter().filter(|it| is_checked(it.mention.zone)) {
        let (Some(organisation), [head]) = (given.title.organisation, given.title.heads.as_slice())
        else {
            continue;
        };
        if given.title.former || head.rank.is_some() {
            continue;
        }
        let organisation = &given.text[organisation.range()];
        let holders: Vec<_> = house.office_holders(&head.name, organisation, date).collect();
        let is_holder = |it: &&OfficeHolder| plain(&it.name).contains(&plain(person.surname()));
        let Some(holder) = holders.last().filter(|_| !holders.iter().any(is_holder)) else {
            continue;
        };
        if tells_of_change(draft, person) {
            return;
        }
        let message = format!(
            "on the release date the house knows {} as {} of {}, not {}",
            holder.name,
            holder.title,
            holder.organisation,
            person.name()
        );
        sink.report_case("office", given.span(), message);
        return;
    }
}
