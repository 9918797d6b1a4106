//! A house profile, with a project's configuration laid over it: which rules, how strict, with
//! which options, and what the house knows.

mod config;
mod entries;
mod examples;
mod facts;
mod keys;
mod own_pages;
mod profiles;
mod settings;

use std::sync::Arc;

use jiff::civil::Date;

use crate::finding::Ignore;
use crate::rule::{Page, RuleSetting};

pub use config::{ConfigFile, HouseExample, OwnPage, Resolved};
pub use facts::{
    Boilerplate, DatedCount, KnownAcronym, KnownPerson, OfficeHolder, Organisation, Series, Term,
};
pub use keys::{KEYS, Key, KeyKind};
pub use profiles::{house_names, house_summary};

/// What a press office wants and knows; never changed once it is made.
#[derive(Clone, Debug)]
pub struct House {
    /// The profile's name.
    pub name: String,
    /// Every rule there is, in the order of their names, also those that are off.
    pub rules: Vec<RuleSetting>,
    /// The conventions of earlier times, the earliest first.
    pub earlier: Vec<EarlierConventions>,
    /// People the house knows.
    pub people: Vec<KnownPerson>,
    /// Organisations the house knows.
    pub organisations: Vec<Organisation>,
    /// Counts of members, dated.
    pub counts: Vec<DatedCount>,
    /// Who held which office, dated.
    pub offices: Vec<OfficeHolder>,
    /// Series of numbered meetings.
    pub series: Vec<Series>,
    /// The house's words.
    pub terms: Vec<Term>,
    /// Acronyms that need no definition, in the order of their letters, whatever their capitals.
    pub acronyms: Vec<KnownAcronym>,
    /// What the house says about organisations below its releases.
    pub boilerplates: Vec<Boilerplate>,
    /// Findings that the project does not want to see.
    pub ignores: Vec<Ignore>,
}

/// What a house held its drafts to until a day.
#[derive(Clone, Debug)]
pub struct EarlierConventions {
    /// The last release date for which they hold.
    pub until: Date,
    /// Every rule there is, as [`House::rules`].
    pub rules: Vec<RuleSetting>,
}

impl House {
    /// The profile for anyone: no house's conventions are imposed.
    pub fn default_house() -> Self {
        config::resolve(None, None, &[]).house
    }

    /// A shipped profile, by name.
    pub fn shipped(name: &str) -> Option<Self> {
        house_names().any(|it| it == name).then(|| config::resolve(Some(name), None, &[]).house)
    }

    /// A house of a project: the profile `name` (or the one the project picks, or `default`), the
    /// project's `presscheck.toml` and its own rule pages. What is wrong with them is in
    /// [`Resolved::problems`]; everything that is right still holds.
    pub fn resolve(
        name: Option<&str>,
        project: Option<&ConfigFile>,
        pages: &[OwnPage],
    ) -> Resolved {
        config::resolve(name, project, pages)
    }

    /// The globs of own rule pages that the text of a `presscheck.toml` names, relative to the
    /// file's folder: whoever reads files looks there. None if the text cannot be read; what is
    /// wrong with it is for [`House::resolve`] to say.
    pub fn page_globs(text: &str) -> Vec<String> {
        config::page_globs(text)
    }

    /// The setting of the rule of that name.
    pub fn rule(&self, name: &str) -> Option<&RuleSetting> {
        self.rules
            .binary_search_by(|it| (*it.page.name).cmp(name))
            .ok()
            .map(|index| &self.rules[index])
    }

    /// The rules of today and those of earlier times.
    pub(crate) fn rule_lists_mut(&mut self) -> impl Iterator<Item = &mut Vec<RuleSetting>> {
        std::iter::once(&mut self.rules).chain(self.earlier.iter_mut().map(|it| &mut it.rules))
    }

    /// Keeps the rules of these names and turns the others off; then turns off those of `ignored`.
    /// An empty `selected` keeps all.
    pub fn select(&mut self, selected: &[String], ignored: &[String]) {
        for rule in self.rule_lists_mut().flatten() {
            let named = |names: &[String]| {
                names.iter().any(|it| **it == *rule.page.name || **it == *rule.page.group)
            };
            if named(ignored) || !(selected.is_empty() || named(selected)) {
                rule.level = None;
            } else if !selected.is_empty() && rule.level.is_none() {
                rule.level = Some(crate::finding::Level::Warning);
            }
        }
    }

    /// The page of a rule, also of one that is off.
    pub fn page(&self, name: &str) -> Option<&Arc<Page>> {
        self.rule(name).map(|it| &it.page)
    }

    /// Whether readers know the acronym without being told: it is on the house's list, or the name
    /// of an organisation that the house knows.
    pub fn knows_acronym(&self, acronym: &str) -> bool {
        self.acronyms.binary_search_by(|it| entries::compare_capitals(&it.acronym, acronym)).is_ok()
            || self.organisations.iter().any(|it| {
                it.acronym.as_deref() == Some(acronym)
                    || it.name == acronym
                    || it.aliases.iter().any(|alias| alias == acronym)
            })
    }
}
