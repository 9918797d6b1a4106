//! Names in the form in which they are compared.

use std::hash::Hasher as _;
use std::sync::OnceLock;

use rustc_hash::FxHasher;

use crate::facts::people::plain;
use crate::gazetteer;
use crate::text::Span;

/// The words of a name without diacritics and in lower case. It is kept with its block, and the person
/// of that name holds it too: nothing is folded anew while the rest of the draft is edited.
#[derive(Clone, Debug, Default)]
pub(in crate::facts::people) struct Compared {
    /// Given and family names and initials.
    pub(in crate::facts::people) words: Box<[String]>,
    /// Those that can stand for the person alone, the family name first, and where they stand.
    pub(in crate::facts::people) short: Box<[(Span, String)]>,
    /// The family name with its particles, if it has any: “van den berg”.
    pub(in crate::facts::people) family: Option<Family>,
    /// The whole name and its first word; made when somebody first asks.
    whole: OnceLock<[Box<str>; 2]>,
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

impl PartialEq for Compared {
    fn eq(&self, other: &Self) -> bool {
        // Whether somebody has asked for the whole name makes no difference.
        self.words == other.words && self.short == other.short && self.family == other.family
    }
}

impl Eq for Compared {}

impl Compared {
    pub(in crate::facts::people) fn new(
        words: Vec<String>,
        short: Vec<(Span, String)>,
        family: Option<Family>,
    ) -> Self {
        Self { words: words.into(), short: short.into(), family, whole: OnceLock::new() }
    }

    /// Whether it has a given name and a family name.
    pub(in crate::facts::people) fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    /// The whole name and its first word. `name` is how it is written.
    pub(in crate::facts::people) fn whole(&self, name: &str) -> [&str; 2] {
        let fold = |it: &str| plain(it).into_boxed_str();
        let first = || name.split_whitespace().next().unwrap_or_default();
        self.whole.get_or_init(|| [fold(name), fold(first())]).each_ref().map(|it| &**it)
    }
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
