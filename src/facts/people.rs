//! People: who is named, with which title, and who is only called by a title.

mod compared;
mod linking;
mod names;
mod offices;
mod roles;
mod surnames;
mod title_words;
mod titles;

use std::sync::Arc;

use crate::draft::{BlockText, Class, Shape, Token, TokenKind, Zone};
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
use names::Name;
use surnames::Address;
use titles::Phrase;

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

struct Extractor<'a> {
    words: &'a BlockText,
    people: &'a mut BlockPeople,
}

impl Extractor<'_> {
    fn run(&mut self) {
        let words = self.words;
        let mut next = 0;
        for (at, token) in words.notable() {
            if token.kind != TokenKind::Word || at < next {
                continue;
            }
            if token.is(Class::SPEECH)
                && !token.has(Shape::CAPITAL)
                && let Some(role) = roles::beside(self.words, at)
            {
                self.people.roles.push(role);
            }
            if token.has(Shape::CAPITAL) || token.is(Class::TITLE | Class::HONORIFIC) {
                next = self.at_capital(at);
            }
        }
    }

    /// Reads what begins at a capitalised word or a title; gives the token to go on from.
    fn at_capital(&mut self, at: usize) -> usize {
        let token = &self.words.tokens[at];
        if token.is(Class::HONORIFIC) && !token.is(Class::GIVEN_NAME) {
            if let Some(next) = self.honorific(at) {
                return next;
            }
            return at + 1;
        }
        let apart = self.words.tokens.get(at + 1).is_some_and(|it| it.kind == TokenKind::Comma)
            && self.words.tokens.get(at + 2).is_some_and(Token::is_capitalised_word);
        if token.is(Class::TITLE) && (apart || titles::has_complement(self.words, at)) {
            return self.title_with_complement(at);
        }
        let is_title = token.is(Class::TITLE | Class::TITLE_MODIFIER);
        if !token.has(Shape::CAPITAL)
            || is_title && !token.is(Class::GIVEN_NAME)
            || token.is(Class::FUNCTION)
                && !token.is(Class::GIVEN_NAME)
                && !surnames::is_word_too(titles::word(self.words, at))
        {
            return at + 1;
        }
        // “Director van den Berg”.
        let lead = names::first_particle(self.words, at);
        let title = titles::before(self.words, lead);
        let (first, address) = match title {
            Some(title) => (lead, self.title_address(title)),
            None => (at, Address::None),
        };
        let Some(name) = names::read(self.words, first, address) else {
            return at + 1;
        };
        let next = name.end.max(at + 1);
        self.judge(name, title, None).unwrap_or(next)
    }

    fn title_address(&self, title: Phrase) -> Address {
        Address::Title {
            shows: surnames::shows_person(self.words, title),
            speaks: is_speech_before(self.words, title.first),
        }
    }

    /// What the honorifics of these tokens tell of the name after them.
    fn courtesy_address(&self, honorifics: &std::ops::Range<usize>) -> Address {
        let mut words = honorifics.clone().map(|it| titles::word(self.words, it));
        let before = honorifics.start.checked_sub(1).and_then(|it| self.words.tokens.get(it));
        // “Ocean Dr. West”.
        let is_street = titles::word(self.words, honorifics.start) == "Dr"
            && before.is_some_and(|it| {
                it.is_capitalised_word()
                    && !it.is(Class::TITLE | Class::HONORIFIC | Class::FUNCTION)
            });
        if is_street {
            Address::None
        } else if words.all(|it| it.is_empty() || is_weak_honorific(it)) {
            Address::Title { shows: false, speaks: false }
        } else {
            Address::Honorific
        }
    }

    /// The honorifics that begin at token `at`, if one does: “Mr”, “Hon. Dr.”.
    fn honorifics_from(&self, at: usize) -> Option<std::ops::Range<usize>> {
        let is_one = |it: &Token| it.is(Class::HONORIFIC) && it.has(Shape::CAPITAL);
        self.words.tokens.get(at).filter(|it| is_one(it))?;
        let mut end = at + 1;
        while self.words.tokens.get(end).is_some_and(|it| {
            it.kind == TokenKind::Stop && it.has(Shape::ABBREVIATION) || is_one(it)
        }) {
            end += 1;
        }
        Some(at..end)
    }

    /// “Mr Berg”, “Dr. Anna Berg”.
    fn honorific(&mut self, at: usize) -> Option<usize> {
        let honorifics = self.honorifics_from(at)?;
        let first = honorifics.end;
        if !self.words.tokens.get(first)?.is_capitalised_word()
            && names::after_particles(self.words, first).is_none()
        {
            return None;
        }
        let name = names::read(self.words, first, self.courtesy_address(&honorifics))?;
        let next = name.end;
        let title = titles::before(self.words, at);
        Some(self.judge(name, title, Some(at)).unwrap_or(next))
    }

    /// “Minister for Finance Anna Berg”, “the Head of ACME, Anna Berg,”, “the chairman, Anna Berg,”.
    fn title_with_complement(&mut self, head: usize) -> usize {
        let words = self.words;
        let end = titles::rightwards(words, head + 1).max(head + 1);
        // A name at the end of the capitalised words: from a given name on.
        let mut first = head + 2;
        while first < end {
            let token = &words.tokens[first];
            let before = &words.tokens[first - 1];
            let inside = token.is_capitalised_word()
                && before.kind == TokenKind::Word
                && !before.is(Class::PREPOSITION | Class::ARTICLE | Class::CONJUNCTION);
            let given = token.is(Class::GIVEN_NAME);
            // “Minister for Immigration Tselane Mokoena said”: a field ends, a name that nobody
            // knows begins, and it speaks.
            let after_field = title_words::is_field(titles::word(words, first - 1));
            if inside
                && (given || after_field)
                && let Some(name) = names::read(words, first, Address::None)
                && name.end >= end
                && name.count() >= 2
                && (given || words.tokens.get(name.end).is_some_and(|it| it.is(Class::SPEECH)))
            {
                let mut phrase = titles::leftwards(words, head, head + 1);
                phrase.end = first;
                let next = name.end;
                return self.judge(name, Some(phrase), None).unwrap_or(next);
            }
            first += 1;
        }
        let honorific = words.tokens.get(end).is_some_and(|it| it.is(Class::HONORIFIC));
        if honorific {
            return end;
        }
        let comma = words.tokens.get(end).is_some_and(|it| it.kind == TokenKind::Comma);
        let courtesy = self.honorifics_from(end + 1);
        let first = courtesy.as_ref().map_or(end + 1, |it| it.end);
        let address = courtesy.as_ref().map_or(Address::Apart, |it| self.courtesy_address(it));
        if comma
            && words.tokens.get(first).is_some_and(Token::is_capitalised_word)
            && let Some(name) = names::read(words, first, address)
            && self.is_named_after_title(head, &name)
        {
            let mut phrase = titles::leftwards(words, head, head + 1);
            phrase.end = end;
            let next = name.end;
            return self.judge(name, Some(phrase), courtesy.map(|it| it.start)).unwrap_or(next);
        }
        end
    }

    /// Whether “the TITLE of X, Name,” gives the title to the name after it, and not to one before.
    fn is_named_after_title(&self, head: usize, name: &Name) -> bool {
        let tokens = &self.words.tokens;
        let first = titles::leftwards(self.words, head, head + 1).first;
        let opens = first == 0
            || tokens[first - 1].is(Class::ARTICLE | Class::POSSESSIVE_DETERMINER)
            || tokens[first - 1].is(Class::SPEECH)
            // “Norway’s Minister of the Interior, Anna Berg,”
            || tokens[first..head].iter().any(|it| it.has(Shape::POSSESSIVE))
            || tokens[first - 1].kind == TokenKind::Stop;
        // “…, the Head of X, Anna Berg, …” after another name may belong to that one.
        let article = first.checked_sub(1).and_then(|it| tokens.get(it));
        let before_article = match article {
            Some(it) if it.is(Class::ARTICLE) => first.checked_sub(2).and_then(|at| tokens.get(at)),
            other => other,
        };
        let after_name = before_article.is_some_and(|it| it.kind == TokenKind::Comma)
            && first >= 3
            && tokens[..first - 2].iter().rev().take(2).any(Token::is_capitalised_word);
        let closed = tokens.get(name.end).is_none_or(|it| {
            matches!(it.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::OpenBracket)
                || it.is(Class::SPEECH | Class::AUXILIARY)
        });
        opens && !after_name && closed && name.clean && (2..=4).contains(&name.count())
    }

    /// Decides whether the words are a person's name, and keeps them as a person or a candidate.
    /// Gives the token to go on from where more than the name was read.
    fn judge(
        &mut self,
        name: Name,
        title: Option<Phrase>,
        honorific: Option<usize>,
    ) -> Option<usize> {
        let words = self.words;
        let count = name.count();
        let addressed = honorific.is_some() || title.is_some();
        if count == 1 && !addressed {
            self.keep_candidate(&name);
            return None;
        }
        let apposition = (!name.possessive && (name.clean || honorific.is_some()))
            .then(|| titles::after(words, name.end))
            .flatten();
        let weak_honorific = honorific.is_some_and(|it| is_weak_honorific(titles::word(words, it)));
        let given = name.starts_with_given();
        let shown_by_title = title.is_some_and(|it| {
            !titles::is_ambiguous(words, it) || given || name.has_middle_initial()
        });
        let shown_by_apposition = apposition.is_some_and(|it| {
            count <= 4 && (!titles::is_ambiguous(words, it) || given || name.has_middle_initial())
        });
        let goes_on = words.tokens.get(name.end).is_some_and(|it| {
            !name.possessive && it.kind == TokenKind::Word && it.has(Shape::CAPITAL)
        });
        let spelled_out = !goes_on
            && given
            && (count == 2
                || count == 3 && name.parts.get(1).is_some_and(|it| it.is_given)
                || name.has_middle_initial()
                || name.parts.iter().any(|it| it.kind == NamePartKind::Particle));
        let lettered = name.has_suffix() || has_letters_after(words, name.end);
        let certain = name.clean
            && count <= 5
            && if honorific.is_some() {
                !weak_honorific || given && count >= 2 || shown_by_title
            } else {
                count >= 2
                    && (shown_by_title
                        || shown_by_apposition
                        || spelled_out
                        || !goes_on && name.has_middle_initial()
                        || !goes_on && count == 2 && ends_quotation(words, name.first)
                        || given && lettered)
                    && (addressed || !is_place(&words.text[name.span().range()], VILLAGE))
            };
        // “lead Taiwan”, “partner Acme”: too little to go by.
        let titled = title.is_some_and(|it| count > 1 || !titles::is_ambiguous(words, it));
        if !(certain || (honorific.is_some() || titled) && name.clean) {
            self.keep_candidate(&name);
            return None;
        }
        let first = title.map(|it| it.first).or(honorific).unwrap_or(name.first);
        let end = apposition.map_or(name.end, |it| it.end);
        let speaks = is_speech_before(words, first) || is_speech_after(words, name.end, end);
        let mut titles_given = Vec::new();
        titles_given.extend(title.map(|it| titles::read(words, it, true)));
        titles_given.extend(apposition.map(|it| titles::read(words, it, false)));
        let span_end = words.tokens[end - 1].stem_end as usize;
        let surname = titles::word(words, name.first);
        let is_doubtful = count == 1
            && honorific.is_none_or(|it| is_weak_honorific(titles::word(words, it)))
            && (surnames::is_word_too(surname) && !(surnames::is_plain(surname) && speaks)
                // “Director de Operaciones”.
                || name.parts.first().is_some_and(|it| it.kind == NamePartKind::Particle) && !speaks);
        self.people.named.push(PersonMention {
            span: Span::new(words.tokens[first].start as usize, span_end),
            name: name.span(),
            honorific: honorific.map(|it| words.tokens[it].span()),
            parts: name.parts.to_vec(),
            titles: titles_given,
            certain,
            speaks,
            quoted: false,
            hangs_on_others: is_doubtful,
            introduces: false,
            compared: Arc::default(),
        });
        (end > name.end).then_some(end)
    }

    fn keep_candidate(&mut self, name: &Name) {
        let words = self.words;
        let Some(last) = name.parts.iter().rev().find(|it| it.kind == NamePartKind::Name) else {
            return;
        };
        // “van den Berg said”.
        let first = names::first_particle(words, name.first);
        let before = first.checked_sub(1).and_then(|it| words.tokens.get(it));
        let after = words.tokens.get(name.end);
        let other = |token: Option<&Token>| {
            token.is_some_and(|it| {
                it.kind == TokenKind::Symbol
                    || matches!(it.kind, TokenKind::Word | TokenKind::Code | TokenKind::Number)
                        && it.has(Shape::CAPITAL)
            })
        };
        let after_name = before.is_some_and(|it| {
            it.kind == TokenKind::Word
                && it.has(Shape::CAPITAL)
                && !it.is(Class::FUNCTION | Class::SPEECH)
                && !it.has(Shape::POSSESSIVE)
        });
        self.people.candidates.push(NameCandidate {
            span: Span::new(words.tokens[first].start as usize, name.span().end),
            last: last.span,
            words: u8::try_from(name.count()).unwrap_or(u8::MAX),
            possessive: name.possessive,
            speaks: is_speech_before(words, first) || is_speech_after(words, name.end, name.end),
            in_other_name: !name.clean
                || after_name
                || other(after)
                || before.is_some_and(|it| it.kind == TokenKind::Symbol),
            quoted: false,
            has_particles: first < name.first || linking::is_family_alone(&words.text, &name.parts),
            keys: [0; 2],
        });
    }
}

/// “…,” said Anna Berg: a verb of saying behind a quotation stands before the name.
fn ends_quotation(words: &BlockText, first: usize) -> bool {
    let at = |back: usize| first.checked_sub(back).and_then(|it| words.tokens.get(it));
    at(1).is_some_and(|it| it.is(Class::SPEECH))
        && at(2).is_some_and(|it| it.kind == TokenKind::CloseQuote)
}

/// “Anna Berg, MP”.
fn has_letters_after(words: &BlockText, name_end: usize) -> bool {
    words.tokens.get(name_end).is_some_and(|it| it.kind == TokenKind::Comma)
        && words.tokens.get(name_end + 1).is_some_and(|it| it.is(Class::NAME_SUFFIX))
}

/// Honorifics that begin names of other things too: “Lady Bay”, “Prince Street”.
fn is_weak_honorific(word: &str) -> bool {
    !["mr", "mrs", "ms", "mx", "dr", "prof", "rev", "sir"]
        .iter()
        .any(|it| it.eq_ignore_ascii_case(word))
}

fn is_speech_before(words: &BlockText, first: usize) -> bool {
    let at = |back: usize| first.checked_sub(back).and_then(|it| words.tokens.get(it));
    at(1).is_some_and(|it| it.is(Class::SPEECH))
        || at(1).is_some_and(|it| it.is(Class::ARTICLE))
            && at(2).is_some_and(|it| it.is(Class::SPEECH))
}

/// “Berg said”, “Berg, the Director of X, said”, “Berg (Director) said”.
fn is_speech_after(words: &BlockText, name_end: usize, end: usize) -> bool {
    let mut at = end;
    while end > name_end
        && words
            .tokens
            .get(at)
            .is_some_and(|it| matches!(it.kind, TokenKind::Comma | TokenKind::CloseBracket))
    {
        at += 1;
    }
    words.tokens.get(at).is_some_and(|it| it.is(Class::SPEECH) && !it.has(Shape::CAPITAL))
}
