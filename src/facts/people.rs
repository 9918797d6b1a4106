//! People: who is named, with which title, and who is only called by a title.

mod after_edit;
mod compared;
mod extractor;
mod linking;
mod names;
mod offices;
mod roles;
mod surnames;
mod title_words;
mod titles;

use std::sync::Arc;

use crate::draft::{BlockText, Class, Shape, TokenKind, Zone};
use crate::facts::quotations::QuotationPiece;
use crate::gazetteer;
use crate::text::Span;

pub(crate) use linking::reading_zone;
pub use linking::{Form, Mention, People, Person};
pub use names::{NamePart, NamePartKind};
pub use offices::Match;
pub(crate) use offices::{answers, can_be_same_organisation, compare, family_of, is_reordered};
pub use roles::RoleMention;
pub use titles::{Head, Title};

use compared::{Compared, key_of};
use extractor::Extractor;

/// A person named in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonMention {
    /// Title, name and what stands in apposition.
    pub span: Span,
    /// The name without honorific, letters after it and “’s”.
    pub name: Span,
    /// The words of the name.
    pub parts: Vec<NamePart>,
    /// “Mr”, “Dr”.
    pub honorific: Option<Span>,
    /// The titles given here, before the name and after it.
    pub titles: Vec<Title>,
    /// Whether this place alone shows that it is a person.
    pub certain: bool,
    /// Whether a verb of saying stands beside it.
    pub speaks: bool,
    /// Whether it stands inside a quotation.
    pub quoted: bool,
    /// Whether it is somebody only if the draft names a person of that name elsewhere.
    pub(in crate::facts::people) hangs_on_others: bool,
    /// Whether it says by itself who somebody is: see [`linking::introduces`].
    pub(in crate::facts::people) introduces: bool,
    /// Its words in the form in which names are compared.
    pub(in crate::facts::people) compared: Arc<Compared>,
}

impl PersonMention {
    /// Whether it has a given name and a family name.
    pub fn is_full(&self) -> bool {
        self.parts
            .iter()
            .filter(|it| matches!(it.kind, NamePartKind::Name | NamePartKind::Initial))
            .count()
            > 1
    }
}

/// Capitalised words that may be a person's name; whether they are, the rest of the draft says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct NameCandidate {
    /// The words, without “’s”.
    pub span: Span,
    /// The last of them.
    pub last: Span,
    /// How many they are.
    pub words: u8,
    /// Whether “’s” follows.
    pub possessive: bool,
    /// Whether a verb of saying stands beside it.
    pub speaks: bool,
    /// Whether it is part of a longer name of something else: “Berg Holdings”.
    pub in_other_name: bool,
    /// Whether it stands inside a quotation.
    pub quoted: bool,
    /// Whether the words before the last are all particles: “van den Berg”.
    pub(in crate::facts::people) has_particles: bool,
    /// [`key_of`] the last word and, if there are several, the first.
    pub(in crate::facts::people) keys: [u64; 2],
}

/// The people of one block. Spans are bytes from the start of the block.
#[derive(Debug, Default)]
pub struct BlockPeople {
    /// People who are named.
    pub named: Vec<PersonMention>,
    /// People who are called by a title, and speak.
    pub roles: Vec<RoleMention>,
    /// Words that are a name if somebody of that name is named elsewhere.
    pub candidates: Vec<NameCandidate>,
    /// Where the names of companies may end, as indices of tokens: at a capitalised word that says
    /// what they are, behind another (“Berg Holdings”).
    pub companies: Box<[u32]>,
}

fn ends_of_companies(words: &BlockText) -> Box<[u32]> {
    let ends = words.notable().filter(|&(at, token)| {
        token.is(Class::ORGANISATION)
            && token.is_capitalised_word()
            && at.checked_sub(1).is_some_and(|it| words.tokens[it].is_capitalised_word())
    });
    ends.map(|(at, _)| at as u32).collect()
}

/// A name for comparing: in lower case, without diacritics, in one form for all apostrophes.
pub(crate) fn plain(name: &str) -> String {
    gazetteer::fold(name).map_or_else(|| name.to_lowercase(), |it| it.as_str().to_owned())
}

/// A place that people may know, in inhabitants.
const VILLAGE: u32 = 5_000;

/// Whether the words are the name of a country, a region, or a city of that many inhabitants.
fn is_place(name: &str, inhabitants: u32) -> bool {
    gazetteer::is_country_or_region(name)
        || gazetteer::cities(name).any(|it| it.is_main_name && it.population >= inhabitants)
}

pub(super) fn extract(words: &BlockText, zone: Zone, quotations: &[QuotationPiece]) -> BlockPeople {
    let mut people = BlockPeople::default();
    let title_case = is_in_title_case(words, zone);
    if title_case && words.tokens.len() > LONGEST_SIGNATURE {
        return people;
    }
    Extractor { words, people: &mut people }.run();
    people.companies = ends_of_companies(words);
    if title_case {
        // “Senator Anna Berg” on a line of its own is a person, whatever the case of the line.
        people.roles.clear();
        people.candidates.clear();
        people.named.retain(|it| {
            let addressed = it.honorific.is_some() || it.titles.iter().any(|it| it.before_name);
            it.certain && addressed && words.text.len() < it.name.end + 6
        });
    }
    let quoted = |offset: usize| super::quotations::covering(quotations, offset).is_some();
    for it in &mut people.named {
        it.quoted = quoted(it.name.start);
        it.compared = Arc::new(linking::compared(&words.text, it));
        it.introduces = linking::introduces(it);
    }
    for it in &mut people.roles {
        it.quoted = quoted(it.span.start);
    }
    for it in &mut people.candidates {
        it.quoted = quoted(it.span.start);
        it.keys[0] = key_of(&words.text[it.last.range()]);
        if it.words > 1 {
            let first = words.text[it.span.range()].split(' ').next().unwrap_or_default();
            it.keys[1] = key_of(first);
        }
    }
    let named = &people.named;
    // “the President, Anna Berg” names a person.
    people.roles.retain(|role| {
        let apart = |from: usize, to: usize| {
            from <= to && words.text.get(from..to).is_some_and(|it| !matches!(it, "" | " " | ", "))
        };
        // People stand in the order of the text: only the neighbours can touch.
        let next = named.partition_point(|it| it.span.start < role.span.start);
        let neighbours = &named[next.saturating_sub(2)..(next + 2).min(named.len())];
        !role.quoted
            && neighbours.iter().all(|it| {
                apart(role.span.end, it.span.start) || apart(it.span.end, role.span.start)
            })
    });
    people
}

/// Longest line that is only a person's name with title, in tokens.
const LONGEST_SIGNATURE: usize = 10;

/// Where every word of a heading is a capital, capitals say nothing of names.
fn is_in_title_case(words: &BlockText, zone: Zone) -> bool {
    let heading = matches!(zone, Zone::Headline | Zone::SubHeadline | Zone::Heading);
    let longest = if heading { 60 } else { 24 };
    if words.tokens.len() > longest
        || words.tokens.last().is_some_and(|it| it.kind == TokenKind::Stop)
    {
        return false;
    }
    let (mut capitals, mut small) = (0, 0);
    for token in &words.tokens {
        if token.kind == TokenKind::Word && !token.is(Class::FUNCTION) {
            if token.has(Shape::CAPITAL) {
                capitals += 1;
            } else {
                small += 1;
            }
        }
    }
    let enough = if heading { 2 } else { 5 };
    capitals >= enough && capitals >= 3 * small
}
