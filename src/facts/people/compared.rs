//! Names in the form in which they are compared.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use crate::gazetteer;
use crate::text::Span;

/// The words of a name without diacritics and in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::facts::people) struct Compared {
    /// Given and family names and initials.
    pub(in crate::facts::people) words: Box<[String]>,
    /// Those that can stand for the person alone, the family name first, and where they stand.
    pub(in crate::facts::people) short: Box<[(Span, String)]>,
    /// The family name with its particles, if it has any: “van den berg”.
    pub(in crate::facts::people) family: Option<Family>,
}

/// A family name with the particles before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::facts::people) struct Family {
    /// Where it stands.
    pub(in crate::facts::people) span: Span,
    /// The name for comparing.
    pub(in crate::facts::people) name: String,
    /// Whether no given name stands before it.
    pub(in crate::facts::people) is_alone: bool,
}

/// A number by which names are told apart quickly: equal for names that are equal when compared.
pub(in crate::facts::people) fn key_of(name: &str) -> u64 {
    match gazetteer::fold(name) {
        Some(folded) => key_of_folded(folded.as_str()),
        None => key_of_folded(&name.to_lowercase()),
    }
}

/// [`key_of`] a name that was folded before.
pub(in crate::facts::people) fn key_of_folded(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    hasher.finish()
}
