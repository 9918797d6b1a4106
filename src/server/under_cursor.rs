//! Which fact of a draft stands at an offset, and where else the draft says the same: what hover,
//! definition, references, highlights and rename have in common.

use crate::draft::{Zone, dateline};
use crate::facts::people::{Form as NameForm, answers};
use crate::facts::{Count, Located, MembershipTotal, Person, RelativeMention, Title};
use crate::rule::{DraftContext, zone_at};
use crate::server::checker::Checked;
use crate::server::names::{Names, Occurrence};
use crate::server::outline::single_spaced;
use crate::server::people::is_same_name;
use crate::text::Span;

/// What of a person stands under the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PersonPart {
    /// The name, or a part of it; the number is that of the mention.
    Name(usize),
    /// A title; without whose it is, where that stands before it.
    Title,
    /// Something between: an honorific, a comma.
    Other,
}

/// A fact of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// A person: the index among the draft's persons.
    Person(usize, PersonPart),
    /// An organisation, an acronym or a term of the house.
    Name(Occurrence),
    /// How many members somebody has: the index among the draft's membership totals.
    Total(usize),
    /// Another count: its block, and its place there.
    Count(usize, usize),
    /// “next month”: its block, and its place there.
    Relative(usize, usize),
    /// The dateline: its block.
    Dateline(usize),
}

/// A fact with the words that show it. Spans are bytes in the draft's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// What was pointed at: the name, the title, the number.
    pub(super) span: Span,
    /// The fact.
    pub(super) thing: Thing,
}

/// A place where the draft says the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The words, in the draft's text.
    pub(super) span: Span,
    /// Whether this is where the draft introduces it.
    pub(super) defines: bool,
}

/// A title that a person is given. Spans are bytes in the draft's text.
#[derive(Clone, Copy, Debug)]
pub(super) struct GivenTitle<'a> {
    /// The whole phrase: “Director of Support at ACME”.
    pub(super) span: Span,
    /// The office alone: “Director”.
    pub(super) core: Span,
    /// The title without whose it is, where that stands before it: “Director of Support”.
    pub(super) shown: Span,
    /// What the draft's facts say of it.
    pub(super) title: &'a Title,
    /// Its block.
    pub(super) block: usize,
}

/// What has to be looked for in the whole draft; made once for a text.
#[derive(Debug)]
pub(super) struct Index {
    names: Names,
    /// The titles of each person, in the order of the text.
    titles: Vec<Vec<TitlePlace>>,
}

/// A title by its block, and its place there.
#[derive(Clone, Copy, Debug)]
enum TitlePlace {
    /// A title of a person who is named: block, person, title.
    Named(usize, usize, usize),
    /// A title that stands for the person: block, role.
    Role(usize, usize),
}

impl Index {
    fn of(context: &DraftContext<'_>) -> Self {
        let persons = &context.facts.people().persons;
        let mut titles: Vec<Vec<TitlePlace>> = Vec::with_capacity(persons.len());
        let mut offices: Vec<(usize, &Title)> = Vec::new();
        for (index, person) in persons.iter().enumerate() {
            let mut places = Vec::new();
            for mention in &person.mentions {
                let facts = context.facts.of_block(mention.block_index);
                let Some((facts, named)) = facts.zip(mention.named) else { continue };
                let given = facts.people.named.get(named).map_or(&[][..], |it| &it.titles);
                for (at, title) in given.iter().enumerate() {
                    places.push(TitlePlace::Named(mention.block_index, named, at));
                    if !title.former {
                        offices.push((index, title));
                    }
                }
            }
            titles.push(places);
        }
        for index in 0..context.blocks().len() {
            let roles = context.facts.of_block(index).map_or(&[][..], |it| &it.people.roles);
            for (at, role) in roles.iter().enumerate() {
                if let Some(places) =
                    holder(&offices, &role.title).and_then(|it| titles.get_mut(it))
                {
                    places.push(TitlePlace::Role(index, at));
                }
            }
        }
        Self { names: Names::of(context), titles }
    }
}

/// The one person whom a role such as “the President” can mean.
fn holder(offices: &[(usize, &Title)], role: &Title) -> Option<usize> {
    let mut holders = offices.iter().filter(|(_, title)| answers(role, title)).map(|it| it.0);
    let holder = holders.next()?;
    holders.all(|it| it == holder).then_some(holder)
}

/// A checked draft, to be asked what stands where.
pub(super) struct Lookup<'a> {
    /// The draft, its facts and its house.
    pub(super) context: DraftContext<'a>,
    /// Its organisations, acronyms and terms.
    pub(super) names: &'a Names,
    titles: &'a [Vec<TitlePlace>],
}

impl<'a> Lookup<'a> {
    /// Looks at a checked draft.
    pub(super) fn new(checked: &'a Checked) -> Self {
        let context = DraftContext {
            text: &checked.text,
            draft: &checked.analysis.draft,
            facts: &checked.analysis.facts,
            house: checked.engine.house(),
        };
        let index = checked.index.get_or_init(|| Index::of(&context));
        Self { context, names: &index.names, titles: &index.titles }
    }

    /// The facts at `offset`, a place between two characters; those with the fewest words first.
    pub(super) fn at(&self, offset: usize) -> Vec<Found> {
        let mut found = Vec::new();
        let touches = |span: Span| span.start <= offset && offset <= span.end;
        for (index, person) in self.persons().iter().enumerate() {
            self.of_person(index, person, &touches, &mut found);
        }
        for occurrence in self.names.occurrences.iter().filter(|it| touches(it.span)) {
            found.push(Found { span: occurrence.span, thing: Thing::Name(*occurrence) });
        }
        for (index, total) in self.totals().iter().enumerate().filter(|(_, it)| touches(it.span)) {
            found.push(Found { span: total.span, thing: Thing::Total(index) });
        }
        if let Some(index) = self.context.draft.block_at(offset) {
            self.of_block(index, &touches, &mut found);
        }
        // A cursor between two things means the one that begins there.
        found.sort_by_key(|it| (it.span.end == offset, it.span.len()));
        found
    }

    /// The draft's people.
    pub(super) fn persons(&self) -> &'a [Person] {
        &self.context.facts.people().persons
    }

    /// How many members organisations have.
    pub(super) fn totals(&self) -> &'a [MembershipTotal] {
        &self.context.facts.membership_totals().totals
    }

    /// The count at its place in a block.
    pub(super) fn count(&self, block: usize, index: usize) -> Option<Located<'a, Count>> {
        let fact = self.context.facts.of_block(block)?.counts.get(index)?;
        self.located(block, fact)
    }

    /// The relative date at its place in a block.
    pub(super) fn relative(
        &self,
        block: usize,
        index: usize,
    ) -> Option<Located<'a, RelativeMention>> {
        let fact = self.context.facts.of_block(block)?.relative_dates.get(index)?;
        self.located(block, fact)
    }

    /// The words at a span, on one line and without markup.
    pub(super) fn words_at(&self, span: Span) -> String {
        single_spaced(self.shown_at(span))
    }

    /// The text at a span of one block with its markup masked: byte for byte as long as the draft’s.
    pub(super) fn shown_at(&self, span: Span) -> &'a str {
        let block = self.context.draft.block_at(span.start);
        let block = block.and_then(|it| self.context.blocks().get(it));
        let shown = block.and_then(|it| {
            let end = span.end.checked_sub(it.span.start)?;
            it.text().get(span.start - it.span.start..end)
        });
        shown.unwrap_or_default()
    }

    /// Whether the byte at `offset` stands in somebody's words.
    pub(super) fn is_quoted(&self, offset: usize) -> bool {
        zone_at(self.context.draft, self.context.facts, offset) == Zone::Quotation
    }

    /// Every title that a person is given, also where the title stands for the person alone, in the
    /// order of the text.
    pub(super) fn titles(&self, person: usize) -> Vec<GivenTitle<'a>> {
        let places = self.titles.get(person).map_or(&[][..], |it| it);
        let mut titles: Vec<_> = places.iter().filter_map(|it| self.given(*it)).collect();
        titles.sort_by_key(|it| it.span);
        titles
    }

    /// The places that say the same as `thing`, in the order of the text.
    pub(super) fn places(&self, thing: &Thing) -> Vec<Place> {
        let mut places = match *thing {
            Thing::Person(person, _) => self.places_of_person(person),
            Thing::Name(occurrence) => self.places_of_name(occurrence.name),
            Thing::Total(_) | Thing::Count(..) => {
                let mut places: Vec<Span> = self.same_counts(thing);
                places.sort();
                let first = places.first().copied();
                places
                    .into_iter()
                    .map(|span| Place { span, defines: Some(span) == first })
                    .collect()
            }
            Thing::Relative(..) | Thing::Dateline(_) => Vec::new(),
        };
        places.sort();
        places.dedup_by_key(|it| it.span);
        places
    }

    /// The numbers of the counts that say the same: as many, of the same.
    pub(super) fn same_counts(&self, thing: &Thing) -> Vec<Span> {
        match *thing {
            Thing::Total(index) => self.totals().get(index).map_or_else(Vec::new, |here| {
                let count = self.counts().find(|it| it.to_draft(it.fact.number) == here.number);
                self.like_counts(here.number, count)
            }),
            Thing::Count(block, index) => self.count(block, index).map_or_else(Vec::new, |here| {
                self.like_counts(here.to_draft(here.fact.number), Some(here))
            }),
            _ => Vec::new(),
        }
    }

    fn counts(&self) -> impl Iterator<Item = Located<'a, Count>> {
        self.context.facts.counts(self.context.draft)
    }

    /// The numbers that say the same as the one at `number`: of members, those of the same
    /// organisation; of others, those before the same words.
    fn like_counts(&self, number: Span, count: Option<Located<'a, Count>>) -> Vec<Span> {
        let total = |number: Span| self.totals().iter().find(|it| it.number == number);
        let here = total(number);
        let mut numbers: Vec<Span> = self
            .totals()
            .iter()
            .filter(|it| {
                here.is_some_and(|here| {
                    it.value == here.value && it.organisation == here.organisation
                })
            })
            .map(|it| it.number)
            .collect();
        if let Some(count) = count {
            let noun =
                |it: &Located<'a, Count>| self.words_at(it.to_draft(it.fact.noun)).to_lowercase();
            let (value, approximation) = (count.fact.value, count.fact.approximation);
            let words = noun(&count);
            for other in self.counts() {
                let there = other.to_draft(other.fact.number);
                let of_others = here.zip(total(there)).is_some_and(|(here, there)| {
                    here.organisation.is_some()
                        && there.organisation.is_some()
                        && here.organisation != there.organisation
                });
                if (other.fact.value, other.fact.approximation) == (value, approximation)
                    && !of_others
                    && noun(&other) == words
                {
                    numbers.push(there);
                }
            }
        }
        numbers.sort();
        numbers.dedup();
        numbers
    }

    /// The first place where the person is named in full, or else at all.
    pub(super) fn first_mention(&self, person: usize) -> Option<&'a crate::facts::people::Mention> {
        let mentions = &self.persons().get(person)?.mentions;
        let full = mentions.iter().find(|it| it.form == NameForm::Full);
        full.or_else(|| mentions.first())
    }

    fn located<T>(&self, block_index: usize, fact: &'a T) -> Option<Located<'a, T>> {
        let block = self.context.blocks().get(block_index)?;
        let facts = self.context.facts.of_block(block_index)?;
        Some(Located { fact, block, block_index, facts })
    }

    fn given(&self, place: TitlePlace) -> Option<GivenTitle<'a>> {
        let (TitlePlace::Named(block, ..) | TitlePlace::Role(block, _)) = place;
        let people = &self.context.facts.of_block(block)?.people;
        let title = match place {
            TitlePlace::Named(_, named, at) => people.named.get(named)?.titles.get(at)?,
            TitlePlace::Role(_, at) => &people.roles.get(at)?.title,
        };
        let place = self.context.blocks().get(block)?;
        let (span, core) = (place.to_draft(title.span), place.to_draft(title.core));
        let start = if title.before_name { core.start } else { span.start };
        Some(GivenTitle { span, core, shown: Span::new(start, span.end), title, block })
    }

    fn of_person(
        &self,
        index: usize,
        person: &Person,
        touches: &impl Fn(Span) -> bool,
        found: &mut Vec<Found>,
    ) {
        for (place, mention) in person.mentions.iter().enumerate() {
            if touches(mention.name) {
                let thing = Thing::Person(index, PersonPart::Name(place));
                found.push(Found { span: mention.name, thing });
            } else if touches(mention.span) {
                let thing = Thing::Person(index, PersonPart::Other);
                found.push(Found { span: mention.span, thing });
            }
        }
        for title in self.titles(index) {
            let thing = Thing::Person(index, PersonPart::Title);
            if touches(title.shown) {
                found.push(Found { span: title.shown, thing });
            } else if touches(title.span) {
                found.push(Found { span: title.span, thing });
            }
        }
    }

    fn of_block(&self, index: usize, touches: &impl Fn(Span) -> bool, found: &mut Vec<Found>) {
        let (Some(block), Some(facts)) =
            (self.context.blocks().get(index), self.context.facts.of_block(index))
        else {
            return;
        };
        let is_total = |span: Span| self.totals().iter().any(|it| it.span == span);
        for (place, count) in facts.counts.iter().enumerate() {
            let span = block.to_draft(count.span);
            if touches(span) && !is_total(span) {
                found.push(Found { span, thing: Thing::Count(index, place) });
            }
        }
        for (place, date) in facts.relative_dates.iter().enumerate() {
            let span = block.to_draft(date.span);
            if touches(span) {
                found.push(Found { span, thing: Thing::Relative(index, place) });
            }
        }
        if block.zone == Zone::Dateline
            && let Some(read) = dateline::read(&block.words)
        {
            // Without the dash.
            let parts = read.places.iter().copied().chain(read.date).chain(read.wire);
            let span = parts.reduce(Span::join).map(|it| block.to_draft(it));
            if let Some(span) = span.filter(|it| touches(*it)) {
                found.push(Found { span, thing: Thing::Dateline(index) });
            }
        }
    }

    fn places_of_person(&self, person: usize) -> Vec<Place> {
        let Some(known) = self.persons().get(person) else {
            return Vec::new();
        };
        let first = self.first_mention(person).map(|it| it.name);
        let names = known
            .mentions
            .iter()
            .map(|it| Place { span: it.name, defines: Some(it.name) == first });
        let titles =
            self.titles(person).into_iter().map(|it| Place { span: it.span, defines: false });
        let mut places: Vec<Place> = names.chain(titles).collect();
        // “the Harbour Master” is somebody whom the house knows by that name.
        let house = self.context.house.people.iter();
        let aliases = house
            .filter(|it| is_same_name(known, &it.name, it.surname.as_deref()))
            .flat_map(|it| &it.aliases);
        for alias in aliases {
            let stands = Names::places_of_words(&self.context, alias);
            places.extend(stands.into_iter().map(|span| Place { span, defines: false }));
        }
        // A title that is an alias too, or a name inside one, is one place.
        places.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
        let mut end = 0;
        places.retain(|it| {
            let inside = it.span.end <= end;
            end = end.max(it.span.end);
            !inside
        });
        places
    }

    fn places_of_name(&self, name: usize) -> Vec<Place> {
        let definition = self.names.known.get(name).and_then(|it| it.definition);
        self.names
            .places(name)
            .map(|it| Place {
                span: it.span,
                defines: definition
                    .is_some_and(|(acronym, full)| full.contains(it.span) || acronym == it.span),
            })
            .collect()
    }
}
