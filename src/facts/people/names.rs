//! Names of people: which words a name has, and what each of them is.

use std::ops::Deref;

use crate::draft::{BlockText, Class, Shape, Token, TokenKind};
use crate::facts::people::surnames::{self, Address};
use crate::facts::people::title_words::is_field;
use crate::facts::people::titles::word;
use crate::text::Span;

/// What a word of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NamePartKind {
    /// A given name or a family name.
    Name,
    /// “K.”
    Initial,
    /// “de”, “van”.
    Particle,
    /// “Jr”, “MP”.
    Suffix,
    /// A name between quotation marks: “Bill”.
    Nickname,
}

/// A word of a name; a double-barrelled name is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamePart {
    /// Where it stands in the block, without “’s”.
    pub span: Span,
    /// What it is.
    pub kind: NamePartKind,
    /// Whether the lexicon knows it as a given name.
    pub is_given: bool,
    /// Whether it is written in capitals: “KHOO”.
    pub all_capitals: bool,
}

/// Most words of a name.
const LONGEST: usize = 8;

/// The words of a name while it is read. Most capitalised words turn out to be none, so this
/// allocates nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    parts: [NamePart; LONGEST],
    count: usize,
}

impl Parts {
    const NONE: Parts = {
        let span = Span { start: 0, end: 0 };
        let part =
            NamePart { span, kind: NamePartKind::Name, is_given: false, all_capitals: false };
        Parts { parts: [part; LONGEST], count: 0 }
    };

    /// Adds a part, if there is room.
    fn push(&mut self, part: NamePart) {
        if let Some(free) = self.parts.get_mut(self.count) {
            *free = part;
            self.count += 1;
        }
    }
}

impl Deref for Parts {
    type Target = [NamePart];

    fn deref(&self) -> &[NamePart] {
        self.parts.get(..self.count).unwrap_or_default()
    }
}

/// Words that look like a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) first: usize,
    /// The token after the name.
    pub(super) end: usize,
    pub(super) parts: Parts,
    /// Whether nothing in it or directly after it speaks against a name of a person.
    pub(super) clean: bool,
    /// Whether it ends in “’s”.
    pub(super) possessive: bool,
    /// Whether an initial has a full stop.
    has_stop: bool,
}

/// Family names that are commonly written first, as in Chinese, Korean and Vietnamese.
const FAMILY_FIRST: [&str; 84] = [
    "Ahn", "An", "Bui", "Cai", "Cao", "Chan", "Chang", "Chen", "Cheng", "Cheung", "Cho", "Choi",
    "Dang", "Deng", "Ding", "Do", "Dong", "Du", "Duong", "Fan", "Fang", "Feng", "Gao", "Goh",
    "Guo", "Han", "He", "Ho", "Hong", "Hu", "Huang", "Huynh", "Hwang", "Jang", "Jeong", "Jiang",
    "Jin", "Jung", "Kang", "Khoo", "Kim", "Koh", "Kwon", "Lam", "Le", "Lee", "Leung", "Li",
    "Liang", "Lim", "Lin", "Liu", "Luo", "Ma", "Meng", "Moon", "Ng", "Ngo", "Nguyen", "Ong", "Pan",
    "Park", "Peng", "Pham", "Phan", "Seo", "Shin", "Son", "Song", "Sun", "Tan", "Tang", "Tian",
    "Tran", "Vo", "Vu", "Wang", "Wong", "Wu", "Xi", "Xie", "Xu", "Yang", "Yoon",
];
/// More of them; a table of its own keeps the lines readable.
const FAMILY_FIRST_TOO: [&str; 8] = ["Yu", "Yuan", "Zhang", "Zhao", "Zheng", "Zhou", "Zhu", "Zeng"];

/// Whether the word is a family name that is commonly written first.
pub(super) fn is_family_first(word: &str) -> bool {
    FAMILY_FIRST.contains(&word) || FAMILY_FIRST_TOO.contains(&word)
}

impl Name {
    /// Given and family names: without initials, particles, letters after the name.
    pub(super) fn count(&self) -> usize {
        self.parts.iter().filter(|it| it.kind == NamePartKind::Name).count()
    }

    pub(super) fn starts_with_given(&self) -> bool {
        self.parts.first().is_some_and(|it| it.is_given)
    }

    /// “Anna K. Berg”: an initial between names.
    pub(super) fn has_middle_initial(&self) -> bool {
        self.parts
            .windows(2)
            .any(|it| it[0].kind == NamePartKind::Name && it[1].kind == NamePartKind::Initial)
            && self.parts.last().is_some_and(|it| it.kind == NamePartKind::Name)
    }

    pub(super) fn has_suffix(&self) -> bool {
        self.parts.iter().any(|it| it.kind == NamePartKind::Suffix)
    }

    /// From the first part to the last that is no suffix.
    pub(super) fn span(&self) -> Span {
        let last = self.parts.iter().rev().find(|it| it.kind != NamePartKind::Suffix);
        match (self.parts.first(), last) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        }
    }
}

/// Classes of capitalised words that no person's name has.
const NEVER: Class = Class::NOT_A_NAME
    .union(Class::ORGANISATION)
    .union(Class::MONTH)
    .union(Class::WEEKDAY)
    .union(Class::NUMBER_WORD)
    .union(Class::ORDINAL_WORD)
    .union(Class::DIRECTION)
    .union(Class::TIME_UNIT)
    .union(Class::MEMBERSHIP)
    .union(Class::ARTICLE)
    .union(Class::CONJUNCTION)
    .union(Class::PRONOUN)
    .union(Class::POSSESSIVE_DETERMINER)
    .union(Class::PREPOSITION);

/// First words of names of places.
const PLACE_STARTS: [&str; 22] = [
    "San", "Santa", "Saint", "St", "Los", "Las", "El", "La", "Le", "Fort", "Mount", "Mt", "Lake",
    "Port", "New", "Cape", "Rio", "Costa", "Puerto", "Camp", "Lower", "Upper",
];

/// Titles that are family names as well.
const TITLES_AND_SURNAMES: [&str; 10] = [
    "King",
    "Bishop",
    "Dean",
    "Judge",
    "Pope",
    "Marshal",
    "Major",
    "Prince",
    "Justice",
    "Constable",
];

/// More of them, which a title before is not enough for: “the Department Head”.
const RARER_SURNAMES: [&str; 5] = ["Head", "Lord", "Queen", "Cardinal", "Senior"];

/// Reads the name that begins at token `first`, behind what addresses the person.
pub(super) fn read(words: &BlockText, first: usize, address: Address) -> Option<Name> {
    let mut name = Name {
        first,
        end: first,
        parts: Parts::NONE,
        clean: true,
        possessive: false,
        has_stop: false,
    };
    let mut at = first;
    // The token behind the hyphen of “al-Rashid”.
    let mut joined = first;
    while let Some(token) = words.tokens.get(at) {
        if at > joined && !token.has(Shape::SPACE_BEFORE) {
            break;
        }
        let next = match token.kind {
            TokenKind::Word if token.has(Shape::CAPITAL) => match article_with_hyphen(words, at) {
                Some(after) if is_mixed_case_name(words, after) => {
                    name.parts.push(part(words, at, at + 1, NamePartKind::Particle));
                    joined = after;
                    Some(after)
                }
                _ => read_capitalised(words, at, address, &mut name),
            },
            TokenKind::Word if at > first || address.is_direct() => after_particles(words, at)
                .inspect(|&after| {
                    for it in at..after {
                        if words.tokens[it].kind == TokenKind::Word {
                            name.parts.push(part(words, it, it + 1, NamePartKind::Particle));
                        }
                    }
                    joined = after;
                }),
            TokenKind::OpenQuote | TokenKind::OpenBracket if at > first => nickname(words, at)
                .inspect(|_| {
                    name.parts.push(part(words, at + 1, at + 2, NamePartKind::Nickname));
                }),
            _ => None,
        };
        let Some(next) = next else { break };
        at = next;
        name.end = at;
        if name.possessive || name.parts.len() == LONGEST {
            break;
        }
    }
    while name.parts.last().is_some_and(|it| it.kind == NamePartKind::Particle) {
        name.parts.count -= 1;
        name.end -= 1;
        while name.end > first && is_tight(&words.tokens[name.end - 1], TokenKind::Hyphen) {
            name.end -= 1;
        }
    }
    if !name.parts.iter().any(|it| it.kind == NamePartKind::Name) {
        return None;
    }
    name.clean &= ends_cleanly(words, &name);
    Some(name)
}

/// Takes a capitalised word into the name; gives the token after it, or `None` if the name ends
/// before it.
fn read_capitalised(
    words: &BlockText,
    at: usize,
    address: Address,
    name: &mut Name,
) -> Option<usize> {
    let addressed = address.is_direct();
    let token = &words.tokens[at];
    let text = word(words, at);
    let names_so_far = name.count();
    let joined_stop = |it: usize| {
        words
            .tokens
            .get(it)
            .is_some_and(|next| next.kind == TokenKind::Stop && next.has(Shape::ABBREVIATION))
    };
    if is_initial(text) {
        let stop = joined_stop(at + 1);
        name.parts.push(part(words, at, at + 1, NamePartKind::Initial));
        name.has_stop |= stop;
        // “Vitamin C” and “Plan B” have no stop.
        name.clean &= stop || text.contains('.') || (names_so_far > 0 && !is_last(words, at));
        return Some(at + 1 + usize::from(stop));
    }
    if names_so_far > 0 && token.is(Class::NAME_SUFFIX) && !token.is(Class::GIVEN_NAME) {
        name.parts.push(part(words, at, at + 1, NamePartKind::Suffix));
        name.possessive = token.has(Shape::POSSESSIVE);
        return Some(at + 1 + usize::from(joined_stop(at + 1)));
    }
    if token.has(Shape::ALL_CAPITALS) {
        let length = text.chars().count();
        // “Anna Berg OBE”, “Jean DUPONT”, “President KHOO Boon Hui”.
        let numeral = text.bytes().all(|it| matches!(it, b'I' | b'V' | b'X'));
        if names_so_far > 0 && (numeral || names_so_far >= 2 && length <= 4) {
            name.parts.push(part(words, at, at + 1, NamePartKind::Suffix));
            return Some(at + 1);
        }
        let leads = at == name.first && length >= 3 && is_mixed_case_name(words, at + 1);
        let trails = names_so_far == 1 && name.starts_with_given();
        if !(leads || trails || at == name.first && addressed && length >= 4)
            || token.is(NEVER | Class::TITLE)
        {
            name.clean = false;
            return None;
        }
    }
    let is_surname = || surnames::ends_name(words, at, address, name);
    if token.is(Class::TITLE | Class::TITLE_MODIFIER | Class::HONORIFIC | Class::FORMER)
        && !token.is(Class::GIVEN_NAME)
    {
        // “Larry King”, “Mr Bishop”; not “Larry Director”.
        let may_end = is_last(words, at)
            && !matches!(word(words, at + 1), "of" | "for")
            && (names_so_far > 0 && name.starts_with_given() || names_so_far == 0 && addressed)
            && (TITLES_AND_SURNAMES.contains(&text)
                || (names_so_far > 0 || address == Address::Honorific)
                    && RARER_SURNAMES.contains(&text));
        if !may_end {
            return None;
        }
    } else if ((token.is(NEVER) && !token.is(Class::GIVEN_NAME)) || is_field(text))
        && !(is_surname() || at == name.first && addressed && begins_name(words, at))
    {
        // A word that no name has: with it, the words before it are no name either.
        name.clean = false;
        return None;
    }
    if at == name.first && !addressed && PLACE_STARTS.contains(&text) {
        name.clean = false;
    }
    let mut end = at + 1;
    let mut possessive = token.has(Shape::POSSESSIVE);
    // “Smith-Jones”; “Berg-led” is no name.
    while words.tokens.get(end).is_some_and(|it| is_tight(it, TokenKind::Hyphen)) {
        let Some(second) = words.tokens.get(end + 1).filter(|it| is_tight(it, TokenKind::Word))
        else {
            break;
        };
        if !second.has(Shape::CAPITAL) && !token.is(Class::GIVEN_NAME) {
            name.clean = false;
        }
        possessive = second.has(Shape::POSSESSIVE);
        end += 2;
    }
    name.parts.push(part(words, at, end, NamePartKind::Name));
    name.possessive = possessive;
    Some(end)
}

fn is_tight(token: &Token, kind: TokenKind) -> bool {
    token.kind == kind && !token.has(Shape::SPACE_BEFORE)
}

fn is_initial(text: &str) -> bool {
    text.chars().count() == 1 || text.contains('.') && text.len() <= 4
}

fn is_mixed_case_name(words: &BlockText, at: usize) -> bool {
    words.tokens.get(at).is_some_and(|it| {
        it.is_capitalised_word()
            && !it.has(Shape::ALL_CAPITALS)
            && !it.is(NEVER | Class::TITLE | Class::TITLE_MODIFIER)
    })
}

/// Whether no capitalised word follows.
pub(super) fn is_last(words: &BlockText, at: usize) -> bool {
    words.tokens[at].has(Shape::POSSESSIVE)
        || !words.tokens.get(at + 1).is_some_and(Token::is_capitalised_word)
}

/// Most particles of a name.
const MOST_PARTICLES: usize = 3;

/// The capitalised word that particles from `at` on lead to: “van den Berg”, “al-Rashid”.
pub(super) fn after_particles(words: &BlockText, at: usize) -> Option<usize> {
    let mut next = at;
    for _ in 0..MOST_PARTICLES {
        let token = words.tokens.get(next)?;
        if token.kind != TokenKind::Word || !token.is(Class::PARTICLE) || token.has(Shape::CAPITAL)
        {
            break;
        }
        next = article_with_hyphen(words, next).unwrap_or(next + 1);
    }
    (next > at && is_mixed_case_name(words, next)).then_some(next)
}

/// The first of the particles in small letters that stand before the capitalised word at `at`.
pub(super) fn first_particle(words: &BlockText, at: usize) -> usize {
    let mut first = at;
    for _ in 0..MOST_PARTICLES {
        let hyphen =
            first.checked_sub(1).is_some_and(|it| is_tight(&words.tokens[it], TokenKind::Hyphen));
        let before = first.checked_sub(1 + usize::from(hyphen));
        let Some(before) = before.filter(|&it| {
            let token = &words.tokens[it];
            token.kind == TokenKind::Word
                && token.is(Class::PARTICLE)
                && !token.has(Shape::CAPITAL)
                && !token.is(Class::FUNCTION)
                && (!hyphen || article_with_hyphen(words, it) == Some(first))
        }) else {
            break;
        };
        first = before;
    }
    first
}

/// The token after “al-”, “El-”: Arabic articles that are part of the word.
fn article_with_hyphen(words: &BlockText, at: usize) -> Option<usize> {
    let is_article =
        ["al", "el", "bin", "ibn"].iter().any(|it| it.eq_ignore_ascii_case(word(words, at)));
    let joined = words.tokens.get(at + 1).is_some_and(|it| is_tight(it, TokenKind::Hyphen))
        && words.tokens.get(at + 2).is_some_and(|it| is_tight(it, TokenKind::Word));
    (is_article && joined).then_some(at + 2)
}

/// Whether a word that is mostly something else begins a name behind a title: “President Park
/// Chung-hee”, “Minister June Holm”.
fn begins_name(words: &BlockText, at: usize) -> bool {
    (is_family_first(word(words, at))
        || matches!(word(words, at), "April" | "May" | "June" | "August"))
        && is_mixed_case_name(words, at + 1)
}

/// One capitalised word between marks or brackets, with a capitalised word after it.
fn nickname(words: &BlockText, at: usize) -> Option<usize> {
    let [_, inner, close, next, ..] = words.tokens.get(at..)? else {
        return None;
    };
    let closes = matches!(close.kind, TokenKind::CloseQuote | TokenKind::CloseBracket);
    (inner.is_capitalised_word()
        && !inner.has(Shape::ALL_CAPITALS)
        && closes
        && next.is_capitalised_word())
    .then_some(at + 3)
}

fn part(words: &BlockText, first: usize, end: usize, kind: NamePartKind) -> NamePart {
    let tokens = &words.tokens;
    NamePart {
        span: Span::new(tokens[first].start as usize, tokens[end - 1].stem_end as usize),
        kind,
        is_given: tokens[first].is(Class::GIVEN_NAME),
        all_capitals: tokens[first].has(Shape::ALL_CAPITALS),
    }
}

/// Whether what follows the name speaks against it: “Berg & Lund”, “Berg 500”, “Berg®”.
fn ends_cleanly(words: &BlockText, name: &Name) -> bool {
    let Some(next) = words.tokens.get(name.end) else {
        return true;
    };
    if name.possessive {
        return !next.is(Class::ORGANISATION) || !next.has(Shape::CAPITAL);
    }
    match next.kind {
        TokenKind::Symbol | TokenKind::Number | TokenKind::Code | TokenKind::Ordinal => false,
        TokenKind::Slash | TokenKind::Hyphen => next.has(Shape::SPACE_BEFORE),
        TokenKind::Word => !(next.has(Shape::CAPITAL) && next.is(NEVER)),
        _ => true,
    }
}
