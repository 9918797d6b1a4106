//! `name-spelling`: one spelling for one name.

mod companies;
mod short_forms;

use std::collections::BTreeMap;

use crate::dictionary;
use crate::draft::{Class, Zone, lexicon};
use crate::facts::Lists;
use crate::facts::people::{Form, Mention, Person, PersonMention, answers, plain};
use crate::finding::{Edit, Finding, Fix};
use crate::house::House;
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

use companies::check_companies;
use short_forms::check_short_forms;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "name-spelling", asks: Asks::Draft, build: |_: &Options| Box::new(NameSpelling) };

struct NameSpelling;

/// Names shorter than this, in letters, differ by one letter too easily.
const SHORTEST: usize = 5;
/// Names of this length may differ by two letters.
const LONG: usize = 9;

/// How many people with the same initial are compared with one another. A text with more of them is
/// no release, and must not take long all the same.
const MOST_ALIKE: usize = 200;

impl Rule for NameSpelling {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let persons = &draft.facts.people().persons;
        let known = known_people(draft.house);
        for person in persons.iter().filter(|it| it.certain) {
            check_diacritics(draft, person, sink);
            check_companies(draft, person, sink);
            check_house(draft, person, &known, sink);
        }
        // Names that begin alike; only these can be slips for one another.
        let mut by_initial: BTreeMap<char, Vec<Alike<'_>>> = BTreeMap::new();
        for person in persons {
            if let Some(initial) = person.surname().chars().next() {
                let alike = by_initial.entry(initial).or_default();
                if alike.len() < MOST_ALIKE {
                    alike.push(Alike::new(person));
                }
            }
        }
        // Places that are reported already: a short form can be a slip as well.
        let mut reported = Vec::new();
        for alike in by_initial.values() {
            for (index, one) in alike.iter().enumerate() {
                for other in alike.iter().skip(index + 1) {
                    if let Some((wrong, right, words)) = slip(draft, one, other) {
                        reported.extend(report_slip(draft, wrong, right, words, sink));
                    }
                }
            }
        }
        check_speakers(draft, &by_initial, sink);
        check_short_forms(draft, &reported, sink);
    }
}

/// A person whose name is compared with others.
struct Alike<'a> {
    person: &'a Person,
    /// Whether the name stands in full somewhere.
    is_full: bool,
    given: &'a str,
    /// Without diacritics.
    folded_given: &'a str,
    /// Without diacritics.
    folded_surname: &'a str,
}

impl<'a> Alike<'a> {
    fn new(person: &'a Person) -> Self {
        let [_, folded_given] = person.folded();
        Self {
            person,
            is_full: person.mentions.iter().any(|it| it.form == Form::Full),
            given: first_word(person.name()),
            folded_given,
            folded_surname: person.folded_surname(),
        }
    }
}

/// Whether one of the names can be a slip for the other.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    one.len().abs_diff(other.len()) <= 6 && is_near_folded(&plain(one), &plain(other))
}

/// [`is_near`], of names without diacritics.
fn is_near_folded(one: &str, other: &str) -> bool {
    // No more than two letters differ, of four bytes at most.
    if one.len().abs_diff(other.len()) > 8 || one == other {
        return false;
    }
    let (shorter, longer) =
        if one.chars().count() <= other.chars().count() { (one, other) } else { (other, one) };
    let length = shorter.chars().count();
    let allowed = if length >= LONG { 2 } else { 1 };
    // “Hansen” and “Hansens”, “Korea” and “Korean” are two words.
    let inflected = longer.starts_with(shorter);
    length >= SHORTEST
        && longer.chars().count() - length <= allowed
        && !inflected
        && one.chars().next() == other.chars().next()
        && strsim::damerau_levenshtein(one, other) <= allowed
}

fn first_word(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or_default()
}

fn is_known_given(name: &str) -> bool {
    lexicon::class_of(name).contains(Class::GIVEN_NAME)
}

fn titles<'a>(draft: &DraftContext<'a>, person: &'a Person) -> Vec<&'a PersonMention> {
    person.mentions.iter().filter_map(|it| named(draft, it)).collect()
}

fn named<'a>(draft: &DraftContext<'a>, mention: &Mention) -> Option<&'a PersonMention> {
    draft.facts.of_block(mention.block_index)?.people.named.get(mention.named?)
}

/// Whether nothing in their titles speaks against two persons being one.
fn titles_agree(draft: &DraftContext<'_>, one: &Person, other: &Person) -> bool {
    let titles_of =
        |person| titles(draft, person).into_iter().flat_map(|it| &it.titles).collect::<Vec<_>>();
    let (a, b) = (titles_of(one), titles_of(other));
    a.is_empty()
        || b.is_empty()
        || a.iter().any(|it| b.iter().any(|other| answers(it, other) || answers(other, it)))
}

/// Which of two persons is a slip for the other: the wrong one, the right one, and the words that
/// differ, wrong and right.
fn slip<'a>(
    draft: &DraftContext<'_>,
    one: &Alike<'a>,
    other: &Alike<'a>,
) -> Option<(&'a Person, &'a Person, (String, String))> {
    let near = one.person.surname().len().abs_diff(other.person.surname().len()) <= 6;
    let near = || near && is_near_folded(one.folded_surname, other.folded_surname);
    let (same_given, given, other_given) =
        (one.folded_given == other.folded_given, one.given, other.given);
    let both_full = (one.is_full, other.is_full);
    let (one, other) = (one.person, other.person);
    let words = match both_full {
        (true, true) => {
            if same_given && near() {
                (one.surname().to_owned(), other.surname().to_owned())
            } else if one.surname() == other.surname()
                && is_near(given, other_given)
                && !(is_known_given(given) && is_known_given(other_given))
                && !differ_at_end(given, other_given)
            {
                (given.to_owned(), other_given.to_owned())
            } else {
                return None;
            }
        }
        // Two people who are never named in full: nothing says which is which.
        (false, false) => return None,
        _ if near() && !are_words(one.surname(), other.surname()) => {
            (one.surname().to_owned(), other.surname().to_owned())
        }
        _ => return None,
    };
    let full = |person: &Person| person.mentions.iter().any(|it| it.form == Form::Full);
    // Who is called by another family name again and again is somebody else.
    let often = |person: &Person| !full(person) && person.mentions.len() > 2;
    if often(one) || often(other) {
        return None;
    }
    if !(one.certain || other.certain) || !titles_agree(draft, one, other) {
        return None;
    }
    // Whoever is named in full, by a known given name, more often, or first, is taken as right.
    let weight = |person: &Person| {
        (full(person), is_known_given(first_word(person.name())), person.mentions.len())
    };
    let other_is_right = weight(other) > weight(one);
    let (wrong, right) = if other_is_right { (one, other) } else { (other, one) };
    let words = if other_is_right { words } else { (words.1, words.0) };
    // A word that stands alone may mean what it means: “Homes said”.
    let bare = wrong.mentions.iter().all(|it| it.form == Form::Bare);
    if bare && dictionary::is_word(&words.0) {
        return None;
    }
    Some((wrong, right, words))
}

/// “Baker” and “Barker”: two words that differ are two names.
fn are_words(one: &str, other: &str) -> bool {
    dictionary::is_word(one) && dictionary::is_word(other)
}

/// “Daniel” and “Daniela”, “Mario” and “Maria” are two names.
fn differ_at_end(one: &str, other: &str) -> bool {
    let stem = |word: &str| {
        let folded = plain(word);
        let mut characters = folded.chars();
        characters.next_back();
        characters.as_str().to_owned()
    };
    stem(one) == stem(other)
}

/// Returns the places reported.
fn report_slip(
    draft: &DraftContext<'_>,
    wrong: &Person,
    right: &Person,
    (wrong_word, right_word): (String, String),
    sink: &mut Sink<'_>,
) -> Vec<Span> {
    let Some(first) = right.mentions.first() else { return Vec::new() };
    let mut places = Vec::new();
    // Which of the two is right, the draft cannot know: each can be written everywhere.
    let fixes: Vec<Fix> = [(wrong, &wrong_word, &right_word), (right, &right_word, &wrong_word)]
        .into_iter()
        .filter_map(|(person, from, to)| make_all(draft, person, from, to))
        .collect();
    for mention in &wrong.mentions {
        let Some(place) = word_in(draft, mention.name, &wrong_word) else { continue };
        places.push(place);
        let finding = report(draft, place, &right_word, first.name, sink);
        for fix in &fixes {
            finding.fix(fix.clone());
        }
    }
    places
}

/// Writes `to` for `from` in every name of `person` outside quotations.
fn make_all(draft: &DraftContext<'_>, person: &Person, from: &str, to: &str) -> Option<Fix> {
    let outside = person.mentions.iter().filter(|it| it.zone != Zone::Quotation);
    let edits: Vec<Edit> = outside
        .filter_map(|it| word_in(draft, it.name, from))
        .map(|place| Edit::replace(place, to))
        .collect();
    (!edits.is_empty()).then(|| Fix::by_hand(format!("Make every mention “{to}”"), edits))
}

/// Where `word` stands in the name at `span`.
fn word_in(draft: &DraftContext<'_>, span: Span, word: &str) -> Option<Span> {
    let at = draft.text_at(span).find(word)?;
    Some(Span::new(span.start + at, span.start + at + word.len()))
}

/// “Bergqist” here, “Bergqvist” at `first`.
fn report<'s>(
    draft: &DraftContext<'_>,
    place: Span,
    right: &str,
    first: Span,
    sink: &'s mut Sink<'_>,
) -> &'s mut Finding {
    let message = format!("“{}” differs from “{right}”", draft.text_at(place));
    let finding = sink.report(place, message);
    finding.related(first, format!("“{}” stands here", draft.text_at(first)))
}

/// [`report`], with a fix where the right form is known.
fn report_wrong(
    draft: &DraftContext<'_>,
    place: Span,
    right: &str,
    first: Span,
    zone: Zone,
    sink: &mut Sink<'_>,
) {
    let finding = report(draft, place, right, first, sink);
    if zone != Zone::Quotation {
        let title = format!("Write “{right}”");
        finding.fix(Fix::by_hand(title, vec![Edit::replace(place, right)]));
    }
}

/// The same name with diacritics and without.
fn check_diacritics(draft: &DraftContext<'_>, person: &Person, sink: &mut Sink<'_>) {
    if person.mentions.iter().all(|it| it.is_ascii) {
        return;
    }
    let words = words_of(draft, person);
    let letters_of = |word: &str| {
        let (_, letters) = words.iter().find(|(it, _)| *it == word)?;
        let spelled_twice = words.iter().filter(|(_, it)| it == letters).nth(1).is_some();
        spelled_twice.then_some(letters.as_str())
    };
    // Every word that is spelled in more than one way, by its letters, with all its places in order.
    let mut spellings: BTreeMap<&str, Vec<(&str, Span, Mention)>> = BTreeMap::new();
    for mention in &person.mentions {
        let name = draft.text_at(mention.name);
        for word in name.split_whitespace() {
            let Some(letters) = letters_of(word) else { continue };
            let start = mention.name.start + (word.as_ptr() as usize - name.as_ptr() as usize);
            let span = Span::new(start, start + word.len());
            spellings.entry(letters).or_default().push((word, span, *mention));
        }
    }
    for places in spellings.values() {
        let count = |word: &str| places.iter().filter(|(it, ..)| *it == word).count();
        let accented = |word: &str| !same_letters(&plain(word), word);
        // The form with diacritics is taken as right; among several, the most frequent, then the
        // first.
        let Some(&(right, first, _)) =
            places.iter().rev().max_by_key(|(word, ..)| (accented(word), count(word)))
        else {
            continue;
        };
        let first = places.iter().find(|(word, ..)| *word == right).map_or(first, |it| it.1);
        for &(word, span, mention) in places {
            if same_letters(word, right) {
                continue;
            }
            report_wrong(draft, span, right, first, mention.zone, sink);
        }
    }
}

/// The words by which the person is called, each spelling once, with its letters. What is all in
/// capitals is left out.
fn words_of<'a>(draft: &DraftContext<'a>, person: &Person) -> Vec<(&'a str, String)> {
    let mut words: Vec<(&str, String)> = Vec::new();
    for mention in &person.mentions {
        for word in draft.text_at(mention.name).split_whitespace() {
            let is_known = words.iter().any(|(it, _)| *it == word);
            if !is_known && word.chars().any(char::is_lowercase) {
                words.push((word, plain(word)));
            }
        }
    }
    words
}

/// Whether two spellings of one name look the same: but for case and apostrophes, or because an
/// accent is a character of its own in one of them.
fn same_letters(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let letters = |word: &str| word.to_lowercase().replace('’', "'");
    let combined = |word: &str| word.chars().any(|it| matches!(it, '\u{300}'..='\u{36f}'));
    letters(one) == letters(other) || combined(one) || combined(other)
}

/// Somebody whom the house knows; what is folded has no diacritics.
struct Known<'a> {
    name: &'a str,
    surname: &'a str,
    folded_name: String,
    folded_given: String,
    folded_surname: String,
}

fn known_people(house: &House) -> Vec<Known<'_>> {
    let people = house.people.iter().map(|it| (&it.name, &it.surname));
    let officers = house.offices.iter().map(|it| (&it.name, &it.surname));
    let known = people.chain(officers).map(|(name, surname)| {
        let surname = surname.as_deref().unwrap_or_else(|| last_word(name));
        Known {
            name,
            surname,
            folded_name: plain(name),
            folded_given: plain(first_word(name)),
            folded_surname: plain(surname),
        }
    });
    known.collect()
}

/// A person whom the house knows under another spelling.
fn check_house(
    draft: &DraftContext<'_>,
    person: &Person,
    known: &[Known<'_>],
    sink: &mut Sink<'_>,
) {
    let [folded_name, folded_given] = person.folded();
    let given = first_word(person.name());
    let mut wrong_words: Option<(&str, &str, &str)> = None;
    for known in known {
        let (name, surname) = (known.name, known.surname);
        if name == person.name() {
            return;
        }
        let pair = if folded_name == known.folded_name {
            name.split_whitespace()
                .zip(person.name().split_whitespace())
                .find(|(right, wrong)| !same_letters(right, wrong))
                .map(|(right, wrong)| (wrong, right))
        } else if folded_given == known.folded_given && is_near(person.surname(), surname) {
            Some((person.surname(), surname))
        } else if folded_given == known.folded_surname
            && is_near(last_word(person.name()), last_word(name))
        {
            // The family name comes first.
            Some((last_word(person.name()), last_word(name)))
        } else if person.folded_surname() == known.folded_surname
            && is_near(given, first_word(name))
            && !(is_known_given(given) && is_known_given(first_word(name)))
            && !differ_at_end(given, first_word(name))
        {
            Some((given, first_word(name)))
        } else {
            None
        };
        if let Some((wrong, right)) = pair {
            wrong_words.get_or_insert((wrong, right, name));
        }
    }
    let Some((wrong, right, name)) = wrong_words else { return };
    for mention in &person.mentions {
        let Some(place) = word_in(draft, mention.name, wrong) else { continue };
        let finding =
            sink.report(place, format!("“{wrong}” differs from “{name}”, as the house spells it"));
        if mention.zone != Zone::Quotation {
            let title = format!("Write “{right}”");
            finding.fix(Fix::by_hand(title, vec![Edit::replace(place, right)]));
        }
    }
}

fn last_word(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or_default()
}

/// A lone family name that speaks, and that nobody has, but somebody almost has.
fn check_speakers(
    draft: &DraftContext<'_>,
    by_initial: &BTreeMap<char, Vec<Alike<'_>>>,
    sink: &mut Sink<'_>,
) {
    for (_, block, facts) in draft.facts.blocks_with(draft.draft, Lists::CANDIDATES) {
        let speaking = facts
            .people
            .candidates
            .iter()
            .filter(|it| it.speaks && it.words == 1 && !it.in_other_name && !it.quoted);
        for candidate in speaking {
            let word = &block.text()[candidate.span.range()];
            let Some(alike) = word.chars().next().and_then(|it| by_initial.get(&it)) else {
                continue;
            };
            if is_known_given(word) || dictionary::is_word(word) {
                continue;
            }
            let folded = plain(word);
            if alike.iter().any(|it| it.folded_surname == folded) {
                continue;
            }
            let place = block.to_draft(candidate.span);
            let near = alike.iter().find(|it| {
                let person = it.person;
                person.certain
                    && person.surname().len().abs_diff(word.len()) <= 6
                    && is_near_folded(it.folded_surname, &folded)
                    && person.mentions.first().is_some_and(|it| it.name.start < place.start)
            });
            let Some(person) = near.map(|it| it.person) else { continue };
            let Some(first) = person.mentions.first() else { continue };
            report_wrong(draft, place, person.surname(), first.name, block.zone, sink);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::{Engine, Source};
    use crate::finding::apply_edits;
    use crate::house::House;

    #[test]
    fn each_spelling_can_be_written_everywhere_outside_quotations() {
        let text = "Ships sail\n\nACME Secretary General Anna Bergqvist opened the talks. “Good \
                    morning,” said Ms Bergqist. Ms Bergqvist left. “Ms Bergqist stays,” a pilot said.\n";
        let engine = Engine::new(House::default_house());
        let mut findings = engine.check(&Source::plain(text)).findings;
        findings.retain(|it| &*it.rule == "name-spelling");
        let fixed: Vec<(&str, String)> =
            findings[0].fixes.iter().map(|it| (&*it.title, apply_edits(text, &it.edits))).collect();
        let (before, quoted) = text.split_at(text.find("“Ms").unwrap());
        let right = before.replace("Bergqist", "Bergqvist") + quoted;
        let wrong = before.replace("Bergqvist", "Bergqist") + quoted;
        assert_eq!(
            fixed,
            [("Make every mention “Bergqvist”", right), ("Make every mention “Bergqist”", wrong),]
        );
    }
}
