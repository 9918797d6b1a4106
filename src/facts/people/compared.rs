//! Names in the form in which they are compared.

use std::hash::Hasher as _;
use std::sync::OnceLock;

use rustc_hash::FxHasher;

use crate::facts::people::plain;
use crate::gazetteer;
use crate::text::Span;

/// A name as it is written, and its words without diacritics and in lower case. It is kept with its
/// block, and the person of that name holds it too: nothing is folded or copied anew while the rest of
/// the draft is edited. Spans are bytes from the start of the name.
#[derive(Clone, Debug, Default)]
pub(in crate::facts::people) struct Compared {
    /// The name as it is written.
    pub(in crate::facts::people) written: Box<str>,
    /// Whether no letter of it is small.
    pub(in crate::facts::people) is_shouted: bool,
    /// Whether it has no character beyond ASCII.
    pub(in crate::facts::people) is_ascii: bool,
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
        // The rest follows from these, and whether somebody has asked for the whole name makes no
        // difference.
        self.written == other.written
            && self.words == other.words
            && self.short == other.short
            && self.family == other.family
    }
}

impl Eq for Compared {}

impl Compared {
    pub(in crate::facts::people) fn new(
        written: &str,
        words: Vec<String>,
        short: Vec<(Span, String)>,
        family: Option<Family>,
    ) -> Self {
        let is_shouted = written.chars().all(|it| !it.is_lowercase());
        let is_ascii = written.is_ascii();
        let (written, words, short) = (written.into(), words.into(), short.into());
        Self { written, is_shouted, is_ascii, words, short, family, whole: OnceLock::new() }
    }

    /// A part of the name as it is written.
    fn part(&self, span: Span) -> &str {
        self.written.get(span.range()).unwrap_or_default()
    }

    /// The family name, or the word that stands for the person alone.
    pub(in crate::facts::people) fn surname(&self) -> &str {
        self.short.first().map_or("", |(span, _)| self.part(*span))
    }

    /// [`surname`](Self::surname), for comparing.
    pub(in crate::facts::people) fn folded_surname(&self) -> &str {
        self.short.first().map_or("", |(_, word)| word)
    }

    /// The family name with the particles before it.
    pub(in crate::facts::people) fn family_name(&self) -> &str {
        let Some((surname, _)) = self.short.first() else { return "" };
        let whole = self.family.as_ref().map(|it| it.span).filter(|it| it.end == surname.end);
        self.part(whole.unwrap_or(*surname))
    }

    /// Whether it has a given name and a family name.
    pub(in crate::facts::people) fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    /// The whole name and its first word, for comparing.
    pub(in crate::facts::people) fn whole(&self) -> [&str; 2] {
        let fold = |it: &str| plain(it).into_boxed_str();
        let first = || self.written.split_whitespace().next().unwrap_or_default();
        self.whole.get_or_init(|| [fold(&self.written), fold(first())]).each_ref().map(|it| &**it)
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
