//! Who is who: the mentions of a draft, sorted into persons.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::draft::{Block, Class, Shape, TokenKind, Zone, lexicon};
use crate::facts::Lists;
use crate::facts::extracted::Extracted;
use crate::facts::people::compared::{Compared, Family, key_of_folded};
use crate::facts::people::names::is_family_first;
use crate::facts::people::surnames::is_word_too;
use crate::facts::people::{
    NameCandidate, NamePart, NamePartKind, PersonMention, VILLAGE, is_place, plain,
};
use crate::gazetteer;
use crate::text::Span;

/// How a person is called at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Given name and family name.
    Full,
    /// A title and the family name: “Secretary General Berg”.
    Titled,
    /// An honorific and the family name: “Mr Berg”.
    Honorific,
    /// The family name alone.
    Bare,
}

/// A place where a person is named. Spans are bytes in the draft's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The block's place in the draft.
    pub block_index: usize,
    /// Title, name and what stands in apposition.
    pub span: Span,
    /// The name.
    pub name: Span,
    /// How the person is called.
    pub form: Form,
    /// The zone of the block, or [`Zone::Quotation`]. A sentence that stands where a headline
    /// should is running text.
    pub zone: Zone,
    /// Whether a verb of saying stands beside it.
    pub speaks: bool,
    /// Whether it ends in “’s”.
    pub possessive: bool,
    /// Whether the name has no character beyond ASCII, and so no diacritics.
    pub is_ascii: bool,
    /// Index into the block's [`BlockPeople::named`](super::BlockPeople::named), if it has a title
    /// or an honorific, or is a full name that shows itself to be one.
    pub named: Option<usize>,
}

/// A person of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The fullest form of the name.
    pub(super) compared: Arc<Compared>,
    /// Where the person is named, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Whether some place shows beyond doubt that this is a person.
    pub certain: bool,
    /// Whether the family name is also part of another name: “Berg Holdings”.
    pub shares_name: bool,
    /// Whether somebody else of that family name is named, or seems to be.
    pub has_namesake: bool,
}

impl Person {
    fn new(mention: &PersonMention, mentions: Vec<Mention>, certain: bool) -> Self {
        let compared = Arc::clone(&mention.compared);
        Self { compared, mentions, certain, shares_name: false, has_namesake: false }
    }

    /// The fullest form of the name, as it is written first.
    pub fn name(&self) -> &str {
        &self.compared.written
    }

    /// The family name, as it is written first.
    pub fn surname(&self) -> &str {
        self.compared.surname()
    }

    /// The family name with the small words before it: “van den Berg”.
    pub fn family_name(&self) -> &str {
        self.compared.family_name()
    }

    /// The family name without diacritics.
    pub(crate) fn folded_surname(&self) -> &str {
        self.compared.folded_surname()
    }

    /// The name and its first word, without diacritics.
    pub(crate) fn folded(&self) -> [&str; 2] {
        self.compared.whole()
    }
}

/// The people of a draft.
#[derive(Debug, Default)]
pub struct People {
    /// The persons, in the order of their first full mention.
    pub persons: Vec<Person>,
}

impl People {
    pub(in crate::facts) fn link(extracted: Extracted<'_>) -> Self {
        let mut linker = Linker::default();
        let all = || extracted.with(Lists::NAMED);
        for (block_index, block, facts) in all() {
            for (index, mention) in facts.people.named.iter().enumerate() {
                if mention.introduces {
                    linker.full(Place { block_index, block, index }, mention);
                }
            }
        }
        for (block_index, block, facts) in all() {
            for (index, mention) in facts.people.named.iter().enumerate() {
                if !mention.introduces {
                    linker.short(Place { block_index, block, index }, mention);
                }
            }
        }
        if !linker.persons.is_empty() {
            linker.keys = linker.by_short.keys().map(|it| key_of_folded(it)).collect();
            for (block_index, block, facts) in extracted.with(Lists::CANDIDATES) {
                for candidate in &facts.people.candidates {
                    linker.candidate(block_index, block, candidate);
                }
            }
        }
        linker.mark_namesakes();
        for person in &mut linker.persons {
            person.mentions.sort_by_key(|it| it.name.start);
        }
        Self { persons: linker.persons }
    }
}

/// The zone as a reader takes it: whole sentences are running text also where a draft without a
/// headline has them in its place.
pub(crate) fn reading_zone(block: &Block) -> Zone {
    let is_sentence = || {
        let mut last = block.tokens().iter().rev().take(2);
        last.any(|it| it.kind == TokenKind::Stop && !it.has(Shape::ABBREVIATION))
    };
    match block.zone {
        Zone::Headline | Zone::SubHeadline if is_sentence() => Zone::Body,
        zone => zone,
    }
}

#[derive(Clone, Copy)]
struct Place<'a> {
    block_index: usize,
    block: &'a Block,
    index: usize,
}

#[derive(Default)]
struct Linker<'a> {
    persons: Vec<Person>,
    /// Words that can stand for each person alone, without diacritics.
    short: Vec<Vec<&'a str>>,
    /// Persons by these words.
    by_short: FxHashMap<&'a str, Vec<usize>>,
    /// The keys of these words, when all are known.
    keys: FxHashSet<u64>,
}

/// Whether the mention says by itself who somebody is. “Mr De Souza” may be a full name or the
/// family name of somebody who is named in full elsewhere.
pub(super) fn introduces(mention: &PersonMention) -> bool {
    let is_alone = mention.compared.family.as_ref().is_some_and(|it| it.is_alone);
    mention.certain && mention.compared.is_full() && !is_alone
}

/// The name of a mention, for comparing.
pub(super) fn compared(text: &str, mention: &PersonMention) -> Compared {
    let from_name = |span: Span| {
        let start = mention.name.start;
        Span::new(span.start.saturating_sub(start), span.end.saturating_sub(start))
    };
    let short = short_words(text, mention).into_iter().map(|(span, word)| (from_name(span), word));
    let family = family(text, &mention.parts);
    Compared::new(
        &text[mention.name.range()],
        comparable_words(text, mention),
        short.collect(),
        family.map(|it| Family { span: from_name(it.span), ..it }),
    )
}

fn is_particle(text: &str, part: &NamePart) -> bool {
    part.kind == NamePartKind::Particle
        || part.kind == NamePartKind::Name
            && lexicon::class_of(&text[part.span.range()]).contains(Class::PARTICLE)
}

/// How many parts of a name that ends with part `last` are particles before it, with a capital or
/// without: “van den”, “De”.
fn particles_before(text: &str, parts: &[NamePart], last: usize) -> usize {
    parts[..last].iter().rev().take_while(|it| is_particle(text, it)).count()
}

/// The family name with its particles, if it has any.
fn family(text: &str, parts: &[NamePart]) -> Option<Family> {
    let last = parts.iter().rposition(|it| it.kind == NamePartKind::Name)?;
    let particles = particles_before(text, parts, last);
    let first = &parts[last - particles];
    (particles > 0).then(|| {
        let span = first.span.join(parts[last].span);
        Family { span, name: plain(&text[span.range()]), is_alone: particles == last }
    })
}

/// Whether the parts are particles and one word: “Van den Berg”, “De Souza”.
pub(super) fn is_family_alone(text: &str, parts: &[NamePart]) -> bool {
    family(text, parts).is_some_and(|it| it.is_alone)
}

/// Given and family names and initials of a mention, for comparing.
fn comparable_words(text: &str, mention: &PersonMention) -> Vec<String> {
    mention
        .parts
        .iter()
        .filter(|it| matches!(it.kind, NamePartKind::Name | NamePartKind::Initial))
        .map(|it| plain(&text[it.span.range()]))
        .collect()
}

/// The words of a name that can stand for the person alone, the family name first.
fn short_words(text: &str, mention: &PersonMention) -> Vec<(Span, String)> {
    let names: Vec<_> = mention.parts.iter().filter(|it| it.kind == NamePartKind::Name).collect();
    let word = |it: &crate::facts::people::NamePart| (it.span, plain(&text[it.span.range()]));
    if let (Some(capitals), true) = (
        names.iter().find(|it| it.all_capitals),
        names.iter().filter(|it| it.all_capitals).count() == 1 && names.len() > 1,
    ) {
        return vec![word(capitals)];
    }
    let mut short: Vec<_> = names.last().map(|it| word(it)).into_iter().collect();
    for (at, part) in names.iter().enumerate().take(names.len().saturating_sub(1)) {
        let written = &text[part.span.range()];
        let second_name = at > 0 && names.len() > 2 && !part.is_given && !is_particle(text, part);
        let family_first = at == 0 && names.len() > 1 && is_family_first(written);
        if second_name || family_first {
            short.push(word(part));
        }
    }
    short
}

/// Whether two full names can be those of one person who shares the family name.
fn is_same(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (Some(first), Some(long_first)) = (short.first(), long.first()) else {
        return false;
    };
    let (Some(last), Some(long_last)) = (short.last(), long.last()) else {
        return false;
    };
    let subsequence = || {
        let mut rest = long.iter();
        short.iter().skip(1).all(|word| rest.any(|it| it == word || is_same_given(it, word)))
    };
    is_same_given(first, long_first) && (last == long_last || short.len() > 1 && subsequence())
}

fn is_same_given(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    // Whatever of it is left out, a given name begins as it begins.
    if one.as_bytes().first() != other.as_bytes().first() {
        return false;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let initial = short.chars().count() == 1 || short.contains('.');
    if initial {
        return short.chars().next() == long.chars().next();
    }
    // “Ron” and “Ronald”, “Dave” and “David”.
    short.chars().count() <= 5
        && short.chars().zip(long.chars()).take_while(|(a, b)| a == b).count() >= 3
        && long.chars().count() > short.chars().count().max(4)
}

/// A city whose name stands for a government that speaks, in inhabitants: “Paris said”.
const CAPITAL_CITY: u32 = 500_000;

/// How many people of one family name are told apart. A text with more of them is no release, and
/// must not take long all the same.
const MOST_NAMESAKES: usize = 50;

impl<'a> Linker<'a> {
    fn mark_namesakes(&mut self) {
        for sharing in self.by_short.values() {
            let certain = sharing.iter().filter(|&&it| self.persons[it].certain).take(2).count();
            if certain > 1 {
                for &index in sharing {
                    self.persons[index].has_namesake = true;
                }
            }
        }
    }

    fn full(&mut self, place: Place<'_>, mention: &'a PersonMention) {
        let Compared { words, short, .. } = &*mention.compared;
        let known = short
            .iter()
            .flat_map(|(_, word)| self.by_short.get(word.as_str()).into_iter().flatten())
            .copied()
            .take(MOST_NAMESAKES)
            .find(|&it| is_same(words, &self.persons[it].compared.words));
        let entry = place.mention(mention, Form::Full);
        let index = known.unwrap_or_else(|| {
            self.short.push(Vec::new());
            self.persons.push(Person::new(mention, Vec::new(), true));
            self.persons.len() - 1
        });
        let person = &mut self.persons[index];
        person.mentions.push(entry);
        if words.len() > person.compared.words.len() || person.compared.is_shouted {
            person.compared = Arc::clone(&mention.compared);
        }
        for (_, word) in short {
            if !self.short[index].contains(&word.as_str()) {
                self.by_short.entry(word.as_str()).or_default().push(index);
                self.short[index].push(word);
            }
        }
    }

    fn short(&mut self, place: Place<'_>, mention: &'a PersonMention) {
        let Compared { words, family, .. } = &*mention.compared;
        let family = family.as_ref().filter(|it| it.is_alone);
        let full = mention.compared.is_full();
        let known: Vec<usize> = words
            .last()
            .and_then(|it| self.by_short.get(it.as_str()))
            .into_iter()
            .flatten()
            .copied()
            .take(MOST_NAMESAKES)
            .filter(|&it| match family {
                Some(family) => plain(self.persons[it].family_name()) == family.name,
                None => !full || is_same(words, &self.persons[it].compared.words),
            })
            .collect();
        if family.is_some() && known.is_empty() && mention.certain && full {
            self.full(place, mention);
            return;
        }
        let form = match (full && family.is_none(), mention.honorific) {
            (true, _) => Form::Full,
            (false, Some(_)) => Form::Honorific,
            (false, None) if mention.titles.is_empty() => Form::Bare,
            (false, None) => Form::Titled,
        };
        let entry = place.mention(mention, form);
        match known.as_slice() {
            [one] => self.persons[*one].mentions.push(entry),
            [] if mention.hangs_on_others => {}
            [] => self.newcomer(mention, entry),
            // Two people of one family name: which of them, nothing here says.
            _ => {}
        }
    }

    /// Somebody who is never named in full.
    fn newcomer(&mut self, mention: &'a PersonMention, entry: Mention) {
        let Some((_, word)) = mention.compared.short.first() else {
            return;
        };
        self.by_short.entry(word).or_default().push(self.persons.len());
        self.short.push(vec![word]);
        self.persons.push(Person::new(mention, vec![entry], mention.certain));
    }

    fn candidate(&mut self, block_index: usize, block: &Block, candidate: &NameCandidate) {
        let [last, first] = candidate.keys;
        let shares = candidate.words > 1 && self.keys.contains(&first);
        if !self.keys.contains(&last) && !shares {
            return;
        }
        let text = block.text();
        let written = &text[candidate.last.range()];
        let known = match gazetteer::fold(written) {
            Some(folded) => self.by_short.get(folded.as_str()),
            None => self.by_short.get(plain(written).as_str()),
        };
        let Some(known) = known else {
            let first = text[candidate.span.range()].split(' ').next().unwrap_or_default();
            if candidate.words > 1
                && let Some(known) = self.by_short.get(plain(first).as_str())
            {
                for &index in known.iter().take(MOST_NAMESAKES) {
                    self.persons[index].shares_name = true;
                }
            }
            return;
        };
        let words = || -> Vec<String> {
            text[candidate.span.range()].split(char::is_whitespace).map(plain).collect()
        };
        let certain =
            || known.iter().copied().take(MOST_NAMESAKES).filter(|&it| self.persons[it].certain);
        // “Van den Berg said”.
        let family: Vec<usize> = if candidate.has_particles {
            let name = plain(&text[candidate.span.range()]);
            certain().filter(|&it| plain(self.persons[it].family_name()) == name).collect()
        } else {
            Vec::new()
        };
        let is_family = !family.is_empty();
        let full = candidate.words > 1 && !is_family;
        let matching: Vec<usize> = if is_family {
            family
        } else if candidate.has_particles && !full {
            Vec::new()
        } else {
            let words = if full { words() } else { Vec::new() };
            certain()
                .filter(|&it| !full || is_same(&words, &self.persons[it].compared.words))
                .collect()
        };
        // “Common Stock” is no namesake of Mr Stock.
        if full && matching.is_empty() && !candidate.in_other_name && !is_word_too(written) {
            for &index in known.iter().take(MOST_NAMESAKES) {
                self.persons[index].has_namesake = true;
            }
        }
        let is_given = lexicon::class_of(written).contains(Class::GIVEN_NAME);
        let [index] = matching.as_slice() else {
            return;
        };
        if candidate.in_other_name {
            self.persons[*index].shares_name = true;
        } else if full
            || candidate.speaks && !is_place(written, CAPITAL_CITY)
            || is_family
            || !is_given && !is_place(written, VILLAGE)
        {
            self.persons[*index].mentions.push(Mention {
                block_index,
                span: block.to_draft(candidate.span),
                name: block.to_draft(candidate.span),
                form: if full { Form::Full } else { Form::Bare },
                zone: if candidate.quoted { Zone::Quotation } else { reading_zone(block) },
                speaks: candidate.speaks,
                possessive: candidate.possessive,
                is_ascii: text[candidate.span.range()].is_ascii(),
                named: None,
            });
        }
    }
}

impl Place<'_> {
    fn mention(&self, mention: &PersonMention, form: Form) -> Mention {
        Mention {
            block_index: self.block_index,
            span: self.block.to_draft(mention.span),
            name: self.block.to_draft(mention.name),
            form,
            zone: if mention.quoted { Zone::Quotation } else { reading_zone(self.block) },
            speaks: mention.speaks,
            possessive: false,
            is_ascii: mention.compared.is_ascii,
            named: Some(self.index),
        }
    }
}
