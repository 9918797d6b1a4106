//! A person's new name, part by part.

use crate::facts::people::{NamePartKind, plain};
use crate::finding::{Edit, apply_edits};
use crate::server::names::Names;
use crate::server::outline::single_spaced;
use crate::server::renaming::{Plan, like};
use crate::server::under_cursor::Lookup;
use crate::text::Span;

/// How the parts of a name change. Words are parted by single spaces.
pub(in crate::server) struct NewName {
    old: Parts,
    new: Parts,
    /// The old name in full, and the new one.
    full: Option<(String, String)>,
}

/// The two parts of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Parts {
    given: String,
    surname: String,
    /// Whether the family name stands first.
    family_first: bool,
}

impl NewName {
    /// Reads what `new_name`, written over a mention of a person, makes of the person's name.
    ///
    /// # Errors
    /// The place has only a part of the name, and the new name does not go with it.
    pub(super) fn read(
        lookup: &Lookup<'_>,
        person: usize,
        mention: usize,
        new_name: &str,
    ) -> Result<Self, String> {
        let nobody = || "there is nobody of that name any more".to_owned();
        let person = lookup.persons().get(person).ok_or_else(nobody)?;
        let mention = person.mentions.get(mention).ok_or_else(nobody)?;
        let written = lookup.words_at(mention.name);
        let full = single_spaced(person.name());
        let surname_at = |name: &str| surname_range(lookup, person.mentions.iter(), name);
        let new_name = single_spaced(new_name);

        let old = parts(&written, surname_at(&written), person.surname());
        if !old.given.is_empty() {
            let new = new_parts(&old, &new_name);
            return Ok(Self { full: Some((written, new_name)), old, new });
        }
        // Only the family name stands here.
        let whole = parts(&full, surname_at(&full), person.surname());
        let begins = |given: &str| {
            !given.is_empty() && new_name.strip_prefix(given).is_some_and(|it| it.starts_with(' '))
        };
        if begins(&whole.given) && !whole.family_first {
            let new = new_parts(&whole, &new_name);
            return Ok(Self { full: Some((full, new_name)), old: whole, new });
        }
        let old = Parts { surname: written, ..whole };
        let new = Parts { surname: new_name, ..old.clone() };
        Ok(Self { old, new, full: None })
    }

    /// Writes the new name over a mention.
    pub(super) fn write(&self, lookup: &Lookup<'_>, span: Span, plan: &mut Plan) {
        let written = lookup.shown_at(span);
        let words = single_spaced(written);
        if let Some((old, new)) = self.full.as_ref().filter(|(old, _)| plain(&words) == plain(old))
            && words == written
        {
            plan.edits.push(Edit::replace(span, like(&words, old, new)));
            return;
        }
        // Over two lines, with markup inside, or by some of the words.
        if let Some(edits) = self.word_by_word(written, span) {
            plan.edits.extend(edits);
            return;
        }
        if self.old.surname != self.new.surname {
            let Some((place, surname)) = self.surname(lookup, written, span) else {
                plan.left.push(span.start);
                return;
            };
            plan.edits.push(Edit::replace(place, surname));
        }
        let core = without_particles(&self.old.surname);
        let only_surname = [&*self.old.surname, core].iter().any(|it| plain(&words) == plain(it));
        if self.old.given == self.new.given || only_surname {
            return;
        }
        match self.given(written) {
            Some((place, given)) => {
                plan.edits.push(Edit::replace(place.shifted(span.start), given));
            }
            // “Annie Berg”: how the new name is shortened, nobody knows.
            None => plan.left.push(span.start),
        }
    }

    /// What becomes of the person's name where it stands by itself; `None` if nothing does.
    pub(super) fn in_words(&self, written: &str) -> Option<String> {
        let words = single_spaced(written);
        if let Some((old, new)) = self.full.as_ref().filter(|(old, _)| plain(&words) == plain(old))
        {
            return Some(like(&words, old, new));
        }
        let whole = Span::new(0, words.len());
        if let Some(edits) = self.word_by_word(&words, whole).filter(|it| !it.is_empty()) {
            return Some(apply_edits(&words, &edits));
        }
        let mut edits = Vec::new();
        let core = (without_particles(&self.old.surname), without_particles(&self.new.surname));
        let surnames = [(&*self.old.surname, &*self.new.surname), core];
        let surname = surnames.iter().find_map(|(old, new)| Some((find_words(&words, old)?, new)));
        if let Some((place, new)) = surname {
            edits.push(Edit::replace(place, *new));
        }
        // “Eva” alone may be anybody.
        if !edits.is_empty()
            && let Some((place, given)) = self.given(&words)
        {
            edits.push(Edit::replace(place, given));
        }
        edits.sort_by_key(|it| it.span);
        let new = apply_edits(&words, &edits);
        (new != words).then_some(new)
    }

    /// Where the old family name stands without being known to mean anybody: “Berg Street”, or
    /// “Mr Berg” where there are two.
    pub(super) fn unlinked(&self, lookup: &Lookup<'_>) -> Vec<usize> {
        if self.old.surname == self.new.surname {
            return Vec::new();
        }
        let persons = lookup.persons().iter();
        let mut known: Vec<Span> =
            persons.flat_map(|it| &it.mentions).map(|mention| mention.name).collect();
        known.sort();
        let is_known = |place: &Span| {
            let next = known.partition_point(|it| it.start <= place.start);
            next.checked_sub(1).and_then(|it| known.get(it)).is_some_and(|it| it.contains(*place))
        };
        let core = without_particles(&self.old.surname);
        let places = Names::places_of_words(&lookup.context, core).into_iter();
        places.filter(|it| !is_known(it)).map(|it| it.start).collect()
    }

    /// The edits of a mention whose every word has another one in its place; `None` if one has not.
    fn word_by_word(&self, written: &str, span: Span) -> Option<Vec<Edit>> {
        let (old, new) = self.full.as_ref()?;
        let (old, new): (Vec<&str>, Vec<&str>) =
            (old.split(' ').collect(), new.split(' ').collect());
        let sorted = |words: &[&str]| {
            let mut words: Vec<String> = words.iter().map(|it| plain(it)).collect();
            words.sort();
            words
        };
        // The same words in another order are the same name.
        if old.len() != new.len() || sorted(&old) == sorted(&new) {
            return None;
        }
        let mut edits = Vec::new();
        for (at, word) in pieces(written) {
            let place = old.iter().position(|it| plain(it) == plain(word))?;
            let (old, new) = (old.get(place)?, new.get(place)?);
            if old != new {
                let there = Span::new(at, at + word.len()).shifted(span.start);
                edits.push(Edit::replace(there, like(word, old, new)));
            }
        }
        Some(edits)
    }

    /// The family name of a mention, and what stands there from now on.
    fn surname(&self, lookup: &Lookup<'_>, written: &str, span: Span) -> Option<(Span, String)> {
        let (old, new) = (&self.old.surname, &self.new.surname);
        if let Some(place) = find_words(written, old) {
            let there = single_spaced(&written[place.range()]);
            return Some((place.shifted(span.start), like(&there, old, new)));
        }
        let core = without_particles(old);
        let place = find_words(written, core)?.shifted(span.start);
        // “Mr van den Berg”: the small words stand before what the draft’s facts take for the name.
        let long = Span::new(place.end.checked_sub(old.len())?, place.end);
        let there = single_spaced(lookup.shown_at(long));
        if plain(&there) == plain(old) {
            return Some((long, like(&there, old, new)));
        }
        let there = lookup.words_at(place);
        Some((place, like(&there, core, without_particles(new))))
    }

    /// The given name in a mention, and what stands there from now on.
    fn given(&self, written: &str) -> Option<(Span, String)> {
        let first_letter = |it: &str| it.chars().next();
        let new_first = first_letter(&self.new.given)?;
        if let Some(place) = find_words(written, &self.old.given) {
            let there = single_spaced(&written[place.range()]);
            return Some((place, like(&there, &self.old.given, &self.new.given)));
        }
        // “A. Berg”.
        let (at, first) = *pieces(written).first()?;
        let letter = first.trim_end_matches('.');
        let is_initial = letter.chars().count() == 1
            && first_letter(letter) == first_letter(&self.old.given)
            && pieces(written).len() == 1 + self.old.surname.split(' ').count();
        is_initial.then(|| (Span::new(at, at + letter.len()), new_first.to_string()))
    }
}

/// “Berg” of “van den Berg”, “Rashid” of “al-Rashid”.
fn without_particles(surname: &str) -> &str {
    let small = |it: &str| it.starts_with(char::is_lowercase);
    let article = surname.split_once('-').filter(|(it, _)| {
        ["al", "el", "bin", "ibn"].iter().any(|article| article.eq_ignore_ascii_case(it))
    });
    let mut rest = article.map_or(surname, |(_, rest)| rest);
    while let Some((_, others)) = rest.split_once(' ').filter(|(first, _)| small(first)) {
        rest = others;
    }
    rest
}

/// The words of a text, each with its place; markup that is not shown parts words.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for word in text.split(|it: char| it.is_whitespace() || it.is_control()) {
        if !word.is_empty() {
            pieces.push((at, word));
        }
        let end = at + word.len();
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    pieces
}

/// The family name in a name as it is written: with the particles before it.
fn surname_range<'m>(
    lookup: &Lookup<'_>,
    mentions: impl Iterator<Item = &'m crate::facts::people::Mention>,
    name: &str,
) -> Option<String> {
    for mention in mentions {
        if lookup.words_at(mention.name) != name {
            continue;
        }
        let Some(named) = mention.named.and_then(|named| {
            lookup.context.facts.of_block(mention.block_index)?.people.named.get(named)
        }) else {
            continue;
        };
        let block = lookup.context.blocks().get(mention.block_index)?;
        let particles = named
            .parts
            .iter()
            .rev()
            .skip_while(|it| it.kind != NamePartKind::Name)
            .skip(1)
            .take_while(|it| it.kind == NamePartKind::Particle);
        let first = particles.last()?;
        let last = named.parts.iter().rev().find(|it| it.kind == NamePartKind::Name)?;
        return block.text().get(first.span.start..last.span.end).map(single_spaced);
    }
    None
}

/// The parts of a name whose family name is `with_particles`, or else `surname`.
fn parts(name: &str, with_particles: Option<String>, surname: &str) -> Parts {
    let surname = match with_particles {
        Some(long) if plain(&long).ends_with(&plain(surname)) => long,
        _ => surname.to_owned(),
    };
    let (folded, folded_surname) = (plain(name), plain(&surname));
    if folded == folded_surname {
        return Parts { surname: name.to_owned(), ..Parts::default() };
    }
    let count = surname.split(' ').count();
    let words: Vec<&str> = name.split(' ').collect();
    if let Some(rest) = words.len().checked_sub(count)
        && rest > 0
    {
        if plain(&words[rest..].join(" ")) == folded_surname {
            return Parts {
                given: words[..rest].join(" "),
                surname: words[rest..].join(" "),
                family_first: false,
            };
        }
        if plain(&words[..count].join(" ")) == folded_surname {
            return Parts {
                given: words[count..].join(" "),
                surname: words[..count].join(" "),
                family_first: true,
            };
        }
    }
    // A family name in the middle: “García Márquez”, called “García”.
    match words.iter().position(|it| plain(it) == folded_surname) {
        Some(at) if at > 0 => Parts {
            given: words[..at].join(" "),
            surname: words[at..].join(" "),
            family_first: false,
        },
        _ => Parts { surname: name.to_owned(), ..Parts::default() },
    }
}

/// Which words of a new name in full are the family name: those that replace the old one.
fn new_parts(old: &Parts, new_name: &str) -> Parts {
    let words: Vec<&str> = new_name.split(' ').collect();
    let old_given: Vec<&str> = old.given.split(' ').collect();
    let old_surname: Vec<&str> = old.surname.split(' ').collect();
    let made = |given: &[&str], surname: &[&str], family_first: bool| Parts {
        given: given.join(" "),
        surname: surname.join(" "),
        family_first,
    };
    if let [only] = words[..] {
        return Parts { surname: only.to_owned(), ..Parts::default() };
    }
    if old.family_first {
        // What is left of the given name, or the first word, says where the family name ends.
        let rest = words.strip_suffix(&old_given[..]).filter(|it| !it.is_empty());
        let count = rest.map_or(1, <[&str]>::len);
        return made(&words[count..], &words[..count], true);
    }
    // “Anna van den Berg”: the small words belong to the family name.
    let small = |it: &&&str| it.starts_with(char::is_lowercase);
    let with_particles = |at: usize| at - words[..at].iter().rev().take_while(small).count();
    if let Some(given) = words.strip_suffix(&old_surname[..]).filter(|it| !it.is_empty()) {
        let at = with_particles(given.len()).max(1);
        return made(&words[..at], &words[at..], false);
    }
    if let Some(rest) = words.strip_prefix(&old_given[..]).filter(|it| !it.is_empty()) {
        return made(&old_given, rest, false);
    }
    let at = if words.len() == old_given.len() + old_surname.len() {
        old_given.len()
    } else {
        with_particles(words.len() - 1)
    };
    let at = at.clamp(1, words.len() - 1);
    made(&words[..at], &words[at..], false)
}

/// Where the words stand in `written`, whatever their capitals, accents and line breaks.
fn find_words(written: &str, words: &str) -> Option<Span> {
    let wanted: Vec<String> = words.split(' ').map(plain).collect();
    let there = pieces(written);
    let found = there.windows(wanted.len()).rev().find(|window| {
        window.iter().zip(&wanted).all(|((_, word), wanted)| plain(word) == *wanted)
    })?;
    let ((start, _), (last, word)) = (found.first()?, found.last()?);
    Some(Span::new(*start, last + word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(name: &str, surname: &str) -> (String, String) {
        let it = parts(name, None, surname);
        (it.given, it.surname)
    }

    fn renamed(old: &str, surname: &str, new: &str) -> (String, String) {
        let it = new_parts(&parts(old, None, surname), new);
        (it.given, it.surname)
    }

    fn two(one: &str, other: &str) -> (String, String) {
        (one.to_owned(), other.to_owned())
    }

    #[test]
    fn a_name_has_two_parts() {
        assert_eq!(split("Anna Berg", "Berg"), two("Anna", "Berg"));
        assert_eq!(split("Kim Jong Yang", "Kim"), two("Jong Yang", "Kim"));
        assert_eq!(split("KHOO Boon Hui", "KHOO"), two("Boon Hui", "KHOO"));
        assert_eq!(split("Berg", "Berg"), two("", "Berg"));
    }

    #[test]
    fn what_replaces_the_family_name_is_one() {
        assert_eq!(renamed("Anna Berg", "Berg", "Anna Lund"), two("Anna", "Lund"));
        assert_eq!(renamed("Anna Berg", "Berg", "Anna van den Lund"), two("Anna", "van den Lund"));
        assert_eq!(renamed("Anna Berg", "Berg", "Anna K. Berg"), two("Anna K.", "Berg"));
        assert_eq!(renamed("Anna Berg", "Berg", "Anna van den Berg"), two("Anna", "van den Berg"));
        assert_eq!(
            renamed("Anna Berg", "Berg", "Johanna Maria Berg"),
            two("Johanna Maria", "Berg")
        );
        assert_eq!(renamed("Anna Berg", "Berg", "Eva Lund"), two("Eva", "Lund"));
        assert_eq!(renamed("Anna Berg", "Berg", "Eva Maria de Lund"), two("Eva Maria", "de Lund"));
        assert_eq!(renamed("Kim Jong Yang", "Kim", "Lee Jong Yang"), two("Jong Yang", "Lee"));
    }

    #[test]
    fn words_are_found_whatever_their_capitals_and_lines() {
        assert_eq!(find_words("Anna\nBERG", "Berg"), Some(Span::new(5, 9)));
        assert_eq!(find_words("Ánna K. Berg", "Anna"), Some(Span::new(0, 5)));
        assert_eq!(find_words("Anna Bergson", "Berg"), None);
    }
}
