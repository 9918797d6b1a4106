//! Persons of a draft and persons of the house: which of them are the same.

use crate::facts::Person;
use crate::facts::people::plain;
use crate::house::{House, KnownPerson, OfficeHolder};

/// Whether the house's full name is that of a person of the draft. A person whom the draft never
/// names in full is known by the family name alone.
pub(super) fn is_same_name(person: &Person, name: &str, surname: Option<&str>) -> bool {
    let known = words(name);
    let written = words(person.name());
    if known == written {
        return true;
    }
    let known_surname = surname.map(plain).or_else(|| known.last().cloned());
    let surname = plain(person.surname());
    if known_surname.as_deref() != Some(&surname) {
        return false;
    }
    let given = |all: &[String]| all.iter().find(|it| **it != surname).cloned();
    match (given(&written), given(&known)) {
        (Some(written), Some(known)) => {
            let initial = written.trim_end_matches('.').chars().count() == 1
                || known.trim_end_matches('.').chars().count() == 1;
            written == known || initial && written.chars().next() == known.chars().next()
        }
        (None, _) => !person.has_namesake,
        (Some(_), None) => false,
    }
}

/// What the house says of the person.
pub(super) fn known_person<'a>(house: &'a House, person: &Person) -> Option<&'a KnownPerson> {
    house.people.iter().find(|it| is_same_name(person, &it.name, it.surname.as_deref()))
}

/// The offices of the person, as far as the house knows them.
pub(super) fn offices<'a>(
    house: &'a House,
    person: &'a Person,
) -> impl Iterator<Item = &'a OfficeHolder> {
    house.offices.iter().filter(|it| is_same_name(person, &it.name, it.surname.as_deref()))
}

fn words(name: &str) -> Vec<String> {
    name.split_whitespace().map(plain).collect()
}
