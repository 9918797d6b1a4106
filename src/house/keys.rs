//! The keys of `presscheck.toml`: their names, what they take and what they mean. What reads them
//! stands beside this file; a test holds the two together.

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// A text.
    Text,
    /// A text of several lines.
    LongText,
    /// A list of texts; a lone text stands for a list of one.
    Texts,
    /// A list of globs; a lone one stands for a list of one.
    Globs,
    /// `true` or `false`.
    Bool,
    /// A whole number of at least this.
    Number(i64),
    /// A list of years.
    Years,
    /// A day, or the first of a month or a year.
    Date,
    /// The name of a house profile.
    House,
    /// The name of a rule.
    Rule,
    /// A list of names of rules.
    Rules,
    /// A `[rules]` table.
    RuleSettings,
    /// The list of acronyms: texts, or tables of these keys.
    Acronyms(&'static [Key]),
    /// A list of tables of these keys.
    Tables(&'static [Key]),
}

/// A key of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: KeyKind,
    /// Whether the table is of no use without it.
    pub needed: bool,
    /// What it means, in a line or two of Markdown.
    pub help: &'static str,
}

const fn needed(name: &'static str, kind: KeyKind, help: &'static str) -> Key {
    Key { name, kind, needed: true, help }
}

const fn key(name: &'static str, kind: KeyKind, help: &'static str) -> Key {
    Key { name, kind, needed: false, help }
}

use KeyKind::{
    Acronyms, Bool, Date, Globs, House, LongText, Number, Rule, RuleSettings, Rules, Tables, Text,
    Texts, Years,
};

/// The keys of the top level.
pub const KEYS: &[Key] = &[
    key("house", House, "The house profile that this file lies over; without it, `default`"),
    key(
        "include",
        Globs,
        "Globs of files that are drafts beside those with the usual endings, relative to this file’s folder",
    ),
    key("exclude", Globs, "Globs of files that are left out, relative to this file’s folder"),
    key("pages", Globs, "Globs of rule pages of your own, relative to this file’s folder"),
    key("rules", RuleSettings, "How much each rule matters, and its options"),
    key("acronyms", Acronyms(ACRONYM), "Acronyms that need no definition"),
    key(
        "earlier",
        Tables(EARLIER),
        "What was different up to a day: drafts released on that day or before are held to it",
    ),
    key("people", Tables(PERSON), "People whose names and titles the house knows"),
    key("organisations", Tables(ORGANISATION), "Organisations, with their right and wrong names"),
    key(
        "counts",
        Tables(COUNT),
        "How many members an organisation has, from a day until its next entry",
    ),
    key("offices", Tables(OFFICE), "Who held which office, from when to when"),
    key("series", Tables(SERIES), "Numbered meetings, one a year"),
    key("terms", Tables(TERM), "What the house writes, and what it does not"),
    key(
        "boilerplates",
        Tables(BOILERPLATE),
        "Paragraphs about organisations that stand below the house’s releases",
    ),
    key("ignore", Tables(IGNORE), "Findings that are right and still not wanted"),
    key(
        "examples",
        Tables(EXAMPLE),
        "Drafts that show what your facts find; `presscheck test` runs them",
    ),
];

/// The keys of `[[people]]`.
pub(super) const PERSON: &[Key] = &[
    needed("name", Text, "The full name, as the house spells it"),
    key(
        "surname",
        Text,
        "The family name, where it is not the last word: `\"Kim\"` of `\"Kim Jong Yang\"`",
    ),
    key("title", Text, "The title, as the house gives it"),
    key("organisation", Text, "Where this person works"),
    key("aliases", Texts, "Other titles and forms that are right"),
];

/// The keys of `[[organisations]]`.
pub(super) const ORGANISATION: &[Key] = &[
    needed("name", Text, "The name, as the house spells it"),
    key("acronym", Text, "The acronym"),
    key("aliases", Texts, "Other right names"),
    key("wrong", Texts, "Wrong forms, which `organisation-name` reports"),
    key(
        "own",
        Bool,
        "`true` if texts of this house speak of it without naming it: “our member countries”",
    ),
];

/// The keys of `[[counts]]`.
pub(super) const COUNT: &[Key] = &[
    needed("organisation", Text, "The organisation’s name, as in `[[organisations]]`"),
    needed("noun", Text, "Whom it counts: `\"member countries\"`"),
    needed("from", Date, "The first day on which the count holds"),
    key(
        "count",
        Number(1),
        "The count; leave it out from the day on which nobody knows it, and nothing is checked then",
    ),
    key("source", Text, "Who says so"),
];

/// The keys of `[[offices]]`.
pub(super) const OFFICE: &[Key] = &[
    needed("title", Text, "The office: `\"Secretary General\"`"),
    needed("organisation", Text, "Whose office it is"),
    needed("name", Text, "The full name of who holds it"),
    key("surname", Text, "The family name, where it is not the last word of the name"),
    needed("from", Date, "The first day in office"),
    key("to", Date, "The last day in office; without it, still in office"),
    key("source", Text, "Who says so"),
];

/// The keys of `[[series]]`.
pub(super) const SERIES: &[Key] = &[
    needed("name", Text, "The name without its number: `\"General Assembly\"`"),
    key("organisation", Text, "Whose meetings these are"),
    needed("number", Number(0), "The number of the meeting from which the others are counted"),
    needed("year", Number(1), "The year of that meeting"),
    key("skipped", Years, "Years without a meeting"),
    key("source", Text, "Who says so"),
];

/// The keys of `[[terms]]`.
pub(super) const TERM: &[Key] = &[
    needed("use", Text, "What the house writes"),
    needed("avoid", Texts, "What it does not write; `house-terms` reports it"),
    key(
        "from",
        Date,
        "The first release date for which this holds; a draft without a date is not held to it",
    ),
];

/// The keys of `[[boilerplates]]`.
pub(super) const BOILERPLATE: &[Key] = &[
    needed("organisation", Text, "The organisation, as in the heading “About …”"),
    needed("text", LongText, "The paragraph below that heading"),
];

/// The keys of an acronym that is written as a table.
pub(super) const ACRONYM: &[Key] =
    &[needed("acronym", Text, "The acronym"), key("meaning", Text, "What it stands for")];

/// The keys of `[[earlier]]`.
pub(super) const EARLIER: &[Key] = &[
    needed("until", Date, "The last release date for which this holds"),
    key("rules", RuleSettings, "As in `[rules]`; whatever it does not name is as it is today"),
];

/// The keys of `[[ignore]]`.
pub(super) const IGNORE: &[Key] = &[
    needed("file", Text, "The draft, relative to this file’s folder; may be a glob"),
    needed("rule", Rule, "The rule whose findings are not wanted"),
    key(
        "words",
        Text,
        "Words that the finding holds, or that stand around it; without them, all findings of the rule",
    ),
    key("reason", Text, "Why"),
];

/// The keys of `[[examples]]`.
pub(super) const EXAMPLE: &[Key] = &[
    needed(
        "draft",
        LongText,
        "The draft; carets under a line show a finding, with its rule and perhaps its message",
    ),
    key(
        "rules",
        Rules,
        "More rules whose findings are compared: name one here to show that it says nothing",
    ),
    key("date", Date, "The release date"),
    key("file", Text, "The draft’s file name"),
    key("markdown", Bool, "`true` if the draft is Markdown"),
];
