//! A person's new name, part by part.

use crate::facts::people::{NamePartKind, plain};
use crate::finding::Edit;
use crate::server::outline::single_spaced;
use crate::server::renaming::{Plan, like};
use crate::server::under_cursor::Lookup;
use crate::text::Span;

/// How the parts of a name change. Words are parted by single spaces.
pub(super) struct NewName {
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
        let full = single_spaced(&person.name);
        let surname_at = |name: &str| surname_range(lookup, person.mentions.iter(), name);
        let new_name = single_spaced(new_name);

        let old = parts(&written, surname_at(&written), &person.surname);
        if !old.given.is_empty() {
            let new = new_parts(&old, &new_name);
            return Ok(Self { full: Some((written, new_name)), old, new });
        }
        // Only the family name stands here.
        let whole = parts(&full, surname_at(&full), &person.surname);
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
    pub(super) fn write(&self, text: &str, span: Span, plan: &mut Plan) {
        let Some(written) = text.get(span.range()) else {
            return;
        };
        let words = single_spaced(written);
        let one_line = words == written;
        if let Some((old, new)) = self.full.as_ref().filter(|(old, _)| plain(&words) == plain(old))
        {
            if one_line {
                plan.edits.push(Edit::replace(span, like(&words, old, new)));
                return;
            }
            if old.split(' ').count() == new.split(' ').count() {
                // A name over two lines stays on two lines.
                word_by_word(written, span, new, plan);
                return;
            }
        }
        if self.old.surname != self.new.surname {
            let Some(place) = find_words(written, &self.old.surname) else {
                plan.left.push(span.start);
                return;
            };
            let there = &written[place.range()];
            let surname = like(&single_spaced(there), &self.old.surname, &self.new.surname);
            plan.edits.push(Edit::replace(place.shifted(span.start), surname));
        }
        let only_surname = plain(&words) == plain(&self.old.surname);
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

    /// The given name in a mention, and what stands there from now on.
    fn given(&self, written: &str) -> Option<(Span, String)> {
        let first_letter = |it: &str| it.chars().next();
        let new_first = first_letter(&self.new.given)?;
        if let Some(place) = find_words(written, &self.old.given) {
            let there = single_spaced(&written[place.range()]);
            return Some((place, like(&there, &self.old.given, &self.new.given)));
        }
        // “A. Berg”.
        let first = written.split_whitespace().next()?;
        let letter = first.trim_end_matches('.');
        let is_initial = letter.chars().count() == 1
            && first_letter(letter) == first_letter(&self.old.given)
            && written.split_whitespace().count() == 1 + self.old.surname.split(' ').count();
        is_initial.then(|| (Span::new(0, letter.len()), new_first.to_string()))
    }
}

/// Writes a name of as many words over one.
fn word_by_word(written: &str, span: Span, new: &str, plan: &mut Plan) {
    let mut at = 0;
    for (word, new_word) in written.split_whitespace().zip(new.split(' ')) {
        let Some(start) = written[at..].find(word).map(|it| at + it) else {
            return;
        };
        at = start + word.len();
        if word != new_word {
            let place = Span::new(start, at).shifted(span.start);
            plan.edits.push(Edit::replace(place, new_word));
        }
    }
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
    let mut there = Vec::new();
    let mut at = 0;
    for word in written.split(char::is_whitespace) {
        if !word.is_empty() {
            there.push((at, word));
        }
        at += word.len() + written[at + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
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
