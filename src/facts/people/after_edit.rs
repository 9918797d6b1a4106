//! Who is who after an edit that changes no name: what was linked stays, and its places move.

use std::sync::Arc;

use crate::draft::Block;
use crate::facts::extracted::Extracted;
use crate::facts::people::linking::reading_zone;
use crate::facts::people::{Mention, NameCandidate, People, Person, PersonMention};
use crate::facts::{Before, BlockFacts};
use crate::text::Span;

impl People {
    /// The people after an edit, if the blocks that changed name those whom they named, in the order
    /// and the form in which they named them: then who is who is known, and only places have moved.
    pub(in crate::facts) fn moved(&self, before: &Before<'_>, now: Extracted<'_>) -> Option<Self> {
        let is_same = |[(old, old_facts), (new, new_facts)]: [(&Block, &BlockFacts); 2]| {
            let (old_people, new_people) = (&old_facts.people, &new_facts.people);
            reading_zone(old) == reading_zone(new)
                && old_people.named.len() == new_people.named.len()
                && old_people.candidates.len() == new_people.candidates.len()
                && old_people.named.iter().zip(&new_people.named).all(|(a, b)| a.is_linked_as(b))
                && old_people.candidates.iter().zip(&new_people.candidates).all(|(a, b)| {
                    let text = old.text().get(a.span.range());
                    text == new.text().get(b.span.range()) && a.is_linked_as(b)
                })
        };
        if !before.changes(now).all(is_same) {
            return None;
        }
        let moved = |mention: &Mention| before.moved(mention, now);
        let persons = self.persons.iter().map(|person| {
            let mentions: Vec<Mention> =
                person.mentions.iter().map(moved).collect::<Option<_>>()?;
            let is_in_order = mentions.is_sorted_by_key(|it| it.name.start);
            is_in_order.then(|| Person {
                mentions,
                compared: Arc::clone(&person.compared),
                ..*person
            })
        });
        Some(Self { persons: persons.collect::<Option<_>>()? })
    }
}

impl PersonMention {
    /// Whether [`People::link`] takes it as it takes the other, wherever in the block the two stand.
    fn is_linked_as(&self, other: &Self) -> bool {
        let flags = |it: &Self| {
            let called = (it.honorific.is_some(), it.titles.is_empty());
            (called, it.certain, it.speaks, it.quoted, it.hangs_on_others, it.introduces)
        };
        self.compared == other.compared && flags(self) == flags(other)
    }
}

impl NameCandidate {
    /// [`PersonMention::is_linked_as`], for one that is written as the other.
    fn is_linked_as(&self, other: &Self) -> bool {
        let flags = |it: &Self| {
            let last = (it.last.start.abs_diff(it.span.start), it.last.len());
            let name = (it.words, last, it.has_particles, it.keys);
            (name, it.possessive, it.speaks, it.in_other_name, it.quoted)
        };
        flags(self) == flags(other)
    }
}

impl Before<'_> {
    /// A mention where it stands now.
    fn moved(&self, mention: &Mention, now: Extracted<'_>) -> Option<Mention> {
        let at = mention.block_index;
        let (old, new) =
            (self.draft.blocks.get(at)?.span.start, now.draft.blocks.get(at)?.span.start);
        if !self.changed.contains(&at) {
            let moved = |it: Span| it.moved(old, new);
            return Some(Mention {
                span: moved(mention.span),
                name: moved(mention.name),
                ..*mention
            });
        }
        let facts = now.blocks.get(at)?;
        let (span, name) = match mention.named {
            Some(named) => {
                let named = facts.people.named.get(named)?;
                (named.span, named.name)
            }
            None => {
                let candidates = &self.facts.of_block(at)?.people.candidates;
                let place =
                    candidates.iter().position(|it| it.span.shifted(old) == mention.span)?;
                let candidate = facts.people.candidates.get(place)?;
                (candidate.span, candidate.span)
            }
        };
        Some(Mention { span: span.shifted(new), name: name.shifted(new), ..*mention })
    }
}
