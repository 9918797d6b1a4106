//! Declarative rules: what a page's matcher says, and the one pass that looks for all of them.

mod consistency;
mod needles;
mod pass;
mod phrase;
mod read;
mod regexes;
mod replace;
mod template;

use jiff::civil::Date;

use phrase::Phrase;
use regexes::RegexText;
use template::Template;

pub(crate) use consistency::Deferred;
pub(crate) use pass::{Matchers, MatchersBuilder};

/// The matcher of a declarative rule: the `[pattern]`, `[substitution]`, `[term]` and
/// `[consistency]` tables of its page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matcher {
    /// What is reported wherever it stands.
    items: Vec<Item>,
    /// Forms of which a draft keeps to one.
    sets: Vec<Set>,
    /// The message for a form that the draft does not keep to.
    set_message: Option<Template>,
    /// Whether what is part of a name is left alone.
    skip_names: bool,
    /// Phrases inside which nothing is found.
    exceptions: Vec<Phrase>,
    /// What the house profile adds.
    house: Option<HouseWords>,
    /// The message for what the house profile adds.
    house_message: Option<Template>,
}

impl Matcher {
    /// A regular expression of the page that cannot be compiled, as when it is too large.
    pub(crate) fn not_compiled(&self) -> Option<&str> {
        let mut regexes = self.items.iter().flat_map(Item::regexes).flatten();
        regexes.find(|it| it.compile().is_none()).map(|it| it.source.as_str())
    }
}

/// A list of a house profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HouseWords {
    Terms,
    Organisations,
}

/// What kind of entry an item was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Pattern,
    Substitution,
    Term,
}

/// One thing to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    kind: Kind,
    what: What,
    /// What to write instead; alternatives if more than one, nothing if it can go.
    replacements: Option<Vec<Replacement>>,
    message: Option<Template>,
    help: Option<String>,
    /// The case of the rule, if its level is another.
    case: Option<String>,
    /// `none`, `safe` or `unsafe`, where it is not what the page says.
    fix: Option<String>,
    /// What may not stand directly before it, or directly after it.
    not_after: Option<RegexText>,
    not_before: Option<RegexText>,
    /// The first release date for which it holds.
    from: Option<Date>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Words(Phrase),
    Regex(RegexText),
}

/// What to write instead of something found.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Replacement {
    template: Template,
    /// Whether it ends like what it replaces.
    open: bool,
    /// The text, where it has no places.
    plain: Option<String>,
}

impl Item {
    fn new(kind: Kind, what: What, message: Option<Template>) -> Self {
        Self {
            kind,
            what,
            replacements: None,
            message,
            help: None,
            case: None,
            fix: None,
            not_after: None,
            not_before: None,
            from: None,
        }
    }

    /// Its regular expressions, in an order of their own.
    fn regexes(&self) -> [Option<&RegexText>; 3] {
        let whole = match &self.what {
            What::Regex(regex) => Some(regex),
            What::Words(_) => None,
        };
        [whole, self.not_after.as_ref(), self.not_before.as_ref()]
    }
}

impl Replacement {
    fn plain(written: &str) -> Self {
        let (text, open) = match written.strip_suffix('*') {
            Some(text) => (text, true),
            None => (written, false),
        };
        Self { template: Template::text(text), open, plain: Some(text.to_owned()) }
    }

    fn plain_text(&self) -> Option<&str> {
        self.plain.as_deref()
    }
}

/// Forms of which a draft keeps to one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Set {
    forms: Vec<Form>,
}

/// One of the forms, in its inflections.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Form {
    phrases: Vec<Phrase>,
}
