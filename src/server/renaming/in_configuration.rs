//! What a rename changes in a project's `presscheck.toml`: the entry of who or what is renamed, and
//! where other entries refer to it.

use crate::server::config_edits::{Place, with_texts};
use crate::server::names::{FormKind, Origin};
use crate::server::people::is_same_name;
use crate::server::renaming::Target;
use crate::server::renaming::names_of_people::NewName;
use crate::server::under_cursor::{Lookup, PersonPart, Thing};

/// What is renamed in a configuration.
pub(in crate::server) enum InConfiguration {
    /// Somebody.
    Person {
        /// The names of the house's entries about the person.
        entries: Vec<String>,
        new: NewName,
    },
    /// An organisation or an acronym.
    Name {
        /// The list that has it, and the name by which the entry is known there.
        list: &'static str,
        entry: String,
        /// The acronyms of the same name.
        acronyms: Vec<String>,
        old: String,
        new: String,
    },
}

impl InConfiguration {
    /// What the house has of the target; `None` if it has nothing.
    pub(super) fn of(
        lookup: &Lookup<'_>,
        target: &Target,
        new_name: &str,
        new: Option<NewName>,
    ) -> Option<Self> {
        match target.thing {
            Thing::Person(person, PersonPart::Name(_)) => {
                let person = lookup.persons().get(person)?;
                // Who is never named in full may be somebody else.
                if !person.name().contains(char::is_whitespace) {
                    return None;
                }
                let house = lookup.context.house;
                let people = house.people.iter().map(|it| (&it.name, &it.surname));
                let offices = house.offices.iter().map(|it| (&it.name, &it.surname));
                let same = people
                    .chain(offices)
                    .filter(|(name, surname)| is_same_name(person, name, surname.as_deref()));
                let mut entries: Vec<String> = same.map(|(name, _)| name.clone()).collect();
                entries.dedup();
                (!entries.is_empty()).then_some(())?;
                Some(Self::Person { entries, new: new? })
            }
            Thing::Name(here) => {
                let name = lookup.names.known.get(here.name)?;
                let form = name.forms.get(here.form).filter(|it| it.kind != FormKind::Wrong)?;
                let house = lookup.context.house;
                let (list, entry) = match name.origin? {
                    Origin::Organisation(it) => {
                        ("organisations", house.organisations.get(it)?.name.clone())
                    }
                    Origin::Acronym(it) => ("acronyms", house.acronyms.get(it)?.acronym.clone()),
                    Origin::Term(_) => return None,
                };
                let acronyms = name.forms.iter().filter(|it| it.kind == FormKind::Acronym);
                Some(Self::Name {
                    list,
                    entry,
                    acronyms: acronyms.map(|it| it.text.clone()).collect(),
                    old: form.text.clone(),
                    new: new_name.to_owned(),
                })
            }
            _ => None,
        }
    }

    /// The text of a configuration after the rename; `None` if nothing changes in it.
    pub(in crate::server) fn applied_to(&self, text: &str) -> Option<String> {
        match self {
            Self::Person { entries, new } => with_texts(text, |place| {
                let is_entry = matches!(place.list, "people" | "offices")
                    && matches!(place.key, "name" | "surname" | "aliases")
                    && entries.iter().any(|it| place.field("name") == Some(it));
                is_entry.then(|| new.in_words(place.value)).flatten()
            }),
            Self::Name { list, entry, acronyms, old, new } => {
                let identity = if *list == "acronyms" { "acronym" } else { "name" };
                let is_own = |place: &Place<'_>| {
                    place.list == *list && place.field(identity) == Some(entry.as_str())
                };
                let mut is_there = false;
                let changed = with_texts(text, |place| {
                    is_there |= is_own(place);
                    let is_named = match place.list {
                        "organisations" => is_own(place) && place.key != "wrong",
                        "acronyms" => {
                            let acronym = place.field("acronym").unwrap_or_default();
                            acronyms.iter().any(|it| it == acronym)
                        }
                        // They refer to it.
                        _ => place.key == "organisation",
                    };
                    (is_named && place.value == old).then(|| new.clone())
                });
                // What a profile knows goes on under its old name.
                changed.filter(|_| is_there)
            }
        }
    }
}
