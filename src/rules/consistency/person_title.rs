//! `person-title`: a person keeps one title.

use rustc_hash::FxHashMap;

use crate::draft::{Class, Zone};
use crate::facts::people::{
    Match, answers, can_be_same_organisation, compare, family_of, is_reordered, plain, reading_zone,
};
use crate::facts::people::{Mention, Person, PersonMention, RoleMention, Title};
use crate::finding::{Edit, Fix};
use crate::house::House;
use crate::rule::{DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "person-title", build: |_: &Options| Box::new(PersonTitle) };

struct PersonTitle;

/// Titles that writers give to whoever leads an organisation, for a change of words.
const ALIASES: [&str; 3] = ["chief", "head", "boss"];

/// Words of a text that tells how somebody came by a title, or lost it.
const CHANGES: [&str; 34] = [
    "appointed",
    "appointment",
    "promoted",
    "promotion",
    "elected",
    "election",
    "named",
    "became",
    "becomes",
    "become",
    "joined",
    "joins",
    "succeeds",
    "succeeded",
    "succeeding",
    "replaces",
    "replaced",
    "replacing",
    "previously",
    "formerly",
    "served",
    "serves",
    "serving",
    "sworn",
    "nominated",
    "tenure",
    "career",
    "assumed",
    "assumes",
    "transition",
    "resigned",
    "stepped",
    "both",
    "dual",
];

/// A title of a person, at the place where it is given.
struct Given<'a> {
    mention: &'a Mention,
    title: &'a Title,
    /// The block's text.
    text: &'a str,
    /// Where the block begins.
    offset: usize,
}

impl Given<'_> {
    fn span(&self) -> Span {
        self.title.span.shifted(self.offset)
    }

    fn core(&self) -> &str {
        &self.text[self.title.core.range()]
    }

    fn is_same_organisation(&self, other: &Given<'_>) -> bool {
        can_be_same_organisation(
            self.title.organisation.map(|it| (self.text, it)),
            other.title.organisation.map(|it| (other.text, it)),
        )
    }
}

impl Rule for PersonTitle {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        for person in &draft.facts.people().persons {
            check_titles(draft, person, sink);
        }
        let roles =
            draft.blocks().iter().enumerate().filter(|(_, block)| is_checked(reading_zone(block)));
        let roles = roles.flat_map(|(index, block)| {
            let people = draft.facts.of_block(index).map(|it| &it.people);
            people.into_iter().flat_map(|it| &it.roles).map(move |role| (index, block, role))
        });
        let mut introduced = None;
        for (block_index, block, role) in roles {
            let introduced = introduced.get_or_insert_with(|| Introduced::new(draft));
            let place = RolePlace { role, block_index, span: block.to_draft(role.span) };
            introduced.check(&place, sink);
        }
    }
}

/// Everybody's titles, and who speaks where.
struct Introduced<'a, 'd> {
    draft: &'d DraftContext<'a>,
    titles: Vec<(&'a Person, Given<'a>)>,
    /// Indices into `titles`, by the words of the titles.
    by_word: FxHashMap<&'a str, Vec<usize>>,
    /// Where people speak who are named there, in the order of the text: block and offset.
    speakers: Vec<(&'a Person, usize, usize)>,
    /// The last who spoke and was called by a title alone: block and offset.
    last_role: Option<(&'a Person, usize, usize)>,
}

/// A role, with its place in the draft.
struct RolePlace<'a> {
    role: &'a RoleMention,
    block_index: usize,
    span: Span,
}

impl<'a, 'd> Introduced<'a, 'd> {
    fn new(draft: &'d DraftContext<'a>) -> Self {
        let mut titles = Vec::new();
        let mut by_word: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut speakers = Vec::new();
        for person in &draft.facts.people().persons {
            for given in titles_of(draft, person) {
                let title: &Title = given.title;
                for word in &title.words {
                    by_word.entry(word).or_default().push(titles.len());
                    if let Some(family) = family_of(word) {
                        by_word.entry(family).or_default().push(titles.len());
                    }
                }
                titles.push((person, given));
            }
            let speaking =
                person.mentions.iter().filter(|it| it.speaks && it.zone != Zone::Quotation);
            speakers.extend(speaking.map(|it| (person, it.block_index, it.name.start)));
        }
        speakers.sort_by_key(|&(_, _, offset)| offset);
        Self { draft, titles, by_word, speakers, last_role: None }
    }

    fn check(&mut self, place: &RolePlace<'_>, sink: &mut Sink<'_>) {
        let title = &place.role.title;
        let mut holders: Vec<&Person> = Vec::new();
        let mut is_exact = false;
        let mut reordered = None;
        for head in &title.heads {
            let word = head.name.rsplit(' ').next().unwrap_or_default();
            let family = family_of(word).and_then(|it| self.by_word.get(it));
            let holding = self.by_word.get(word).into_iter().chain(family).flatten();
            for (person, given) in holding.filter_map(|&it| self.titles.get(it)) {
                if answers(title, given.title) && !holders.contains(person) {
                    holders.push(person);
                }
                is_exact |= given.title.words == title.words;
                if given.mention.span.start < place.span.start
                    && is_reordered(&given.title.words, &title.words)
                {
                    reordered.get_or_insert((*person, given));
                }
            }
        }
        if let [holder] = holders.as_slice() {
            self.last_role = Some((*holder, place.block_index, place.span.start));
        }
        match reordered {
            Some((person, given)) if !is_exact => {
                report_reordered(self.draft, person, given, place.span, sink);
            }
            None if holders.is_empty() => self.check_alias(place, sink),
            _ => {}
        }
    }

    /// An alias such as “the ACME Chief” for the person who spoke just before.
    fn check_alias(&self, place: &RolePlace<'_>, sink: &mut Sink<'_>) {
        let draft = self.draft;
        let title = &place.role.title;
        let span = place.span;
        let [head] = title.heads.as_slice() else { return };
        if !ALIASES.contains(&head.name.as_str()) || head.rank.is_some() {
            return;
        }
        let Some(person) = self.speaker_before(place.block_index, span.start) else { return };
        let titles: Vec<Given<'_>> = titles_of(draft, person)
            .into_iter()
            .filter(|it| it.mention.span.start < span.start && !it.title.former)
            .collect();
        let Some(first) = titles.first() else { return };
        let names_organisation = titles.iter().any(|it| it.title.organisation.is_some());
        let mut rest = title.words.iter().filter(|it| **it != head.name).peekable();
        // “the head of the agency” describes; “the Head” and “the head of ACME” stand for a title.
        if !title.capital && rest.peek().is_none() {
            return;
        }
        let shown = draft.text_at(span);
        let is_of_speaker = |word: &String| {
            titles.iter().any(|it| it.title.words.contains(word))
                || !names_organisation && is_acronym_in(shown, word)
        };
        if !rest.all(is_of_speaker) || is_known(draft.house, person, shown) {
            return;
        }
        let introduced = draft.text_at(first.span());
        let message = format!(
            "“{shown}” is no title that the draft gives to anybody; {} is “{introduced}”",
            person.name
        );
        let short = short_form(draft, person);
        sink.report_case("alias", span, message)
            .related(first.mention.span, format!("{} is introduced here", person.name))
            .fix(Fix::by_hand(format!("Write “{short}”"), vec![Edit::replace(span, short)]));
    }

    /// The person whose words stand directly before `offset`: in the same block or the one before.
    fn speaker_before(&self, block_index: usize, offset: usize) -> Option<&'a Person> {
        let count = self.speakers.partition_point(|&(_, _, start)| start < offset);
        let named = count.checked_sub(1).and_then(|it| self.speakers.get(it)).copied();
        let latest = named.into_iter().chain(self.last_role).max_by_key(|&(_, _, start)| start);
        let (person, spoke_in, _) = latest?;
        // A paragraph between the two may be the middle of a quotation.
        let mut between = spoke_in + 1..block_index;
        let near = between.len() <= 1
            && between.all(|it| {
                self.draft
                    .facts
                    .of_block(it)
                    .is_some_and(|facts| facts.quotations.iter().any(|piece| piece.span.start == 0))
            });
        near.then_some(person)
    }
}

fn is_checked(zone: Zone) -> bool {
    zone.is_running_text() || zone == Zone::Caption
}

fn named<'a>(draft: &DraftContext<'a>, mention: &Mention) -> Option<&'a PersonMention> {
    draft.facts.of_block(mention.block_index)?.people.named.get(mention.named?)
}

/// The titles of a person outside quotations, in the order of the text.
fn titles_of<'a>(draft: &DraftContext<'a>, person: &'a Person) -> Vec<Given<'a>> {
    let mut titles = Vec::new();
    for mention in person.mentions.iter().filter(|it| it.zone != Zone::Quotation) {
        let Some(block) = draft.blocks().get(mention.block_index) else { continue };
        for title in named(draft, mention).into_iter().flat_map(|it| &it.titles) {
            let offset = block.span.start;
            titles.push(Given { mention, title, text: block.text(), offset });
        }
    }
    titles
}

fn check_titles(draft: &DraftContext<'_>, person: &Person, sink: &mut Sink<'_>) {
    if !person.certain || person.mentions.len() < 2 {
        return;
    }
    let mut titles = titles_of(draft, person);
    titles.retain(|it| is_checked(it.mention.zone));
    // Every title once: a person may be named hundreds of times.
    let mut distinct: Vec<&Given<'_>> = Vec::new();
    for later in &titles {
        if distinct.iter().any(|it| it.title.words == later.title.words) {
            continue;
        }
        distinct.push(later);
        let earlier = || distinct.iter().filter(|it| it.mention.name != later.mention.name);
        let compared = |wanted: Match| {
            earlier()
                .find(|it| compare(it.title, later.title, it.is_same_organisation(later)) == wanted)
        };
        if let Some(first) = compared(Match::Conflict) {
            // Whoever is listed with both titles in one place holds both.
            let holds_both = titles.iter().any(|it| {
                it.title.heads.len() > 1
                    || titles.iter().any(|other| {
                        other.mention.name == it.mention.name && other.title.span != it.title.span
                    })
            });
            if holds_both
                || draft.facts.people().has_namesake(person)
                || tells_of_change(draft, person)
                || is_known(draft.house, person, &later.text[later.title.span.range()])
            {
                return;
            }
            report_conflict(draft, person, first, later, sink);
            return;
        }
        if let Some(first) = compared(Match::Reordered)
            && later.mention.form == first.mention.form
        {
            let (one, other) = (draft.text_at(first.span()), draft.text_at(later.span()));
            sink.report_case(
                "reordered",
                later.span(),
                format!("“{other}” was “{one}” before: the same words in another order"),
            )
            .related(first.span(), "the title as it is first given");
            return;
        }
    }
}

fn report_conflict(
    draft: &DraftContext<'_>,
    person: &Person,
    first: &Given<'_>,
    later: &Given<'_>,
    sink: &mut Sink<'_>,
) {
    let (one, other) = (draft.text_at(first.span()), draft.text_at(later.span()));
    let message = format!("{} is “{other}” here, but “{one}” before", person.name);
    let finding = sink.report_case("titles", later.span(), message);
    finding.related(first.span(), format!("{} is “{one}” here", person.name));
    let both_before = later.title.before_name && first.title.before_name;
    if both_before && first.title.capital && later.title.capital {
        let title = format!("Write “{} {}”", first.core(), person.surname);
        let place = later.title.core.shifted(later.offset);
        finding.fix(Fix::by_hand(title, vec![Edit::replace(place, first.core())]));
    }
}

/// Whether a sentence about the person tells of a change of office.
fn tells_of_change(draft: &DraftContext<'_>, person: &Person) -> bool {
    person.mentions.iter().any(|mention| {
        draft.blocks().get(mention.block_index).is_some_and(|block| {
            block.tokens().iter().any(|it| {
                let word = &block.text()[it.span().range()];
                it.is(Class::FORMER) && word != "late"
                    || CHANGES.iter().any(|change| change.eq_ignore_ascii_case(word))
            })
        })
    })
}

/// Whether the house knows the person under this title.
fn is_known(house: &House, person: &Person, title: &str) -> bool {
    let (name, title) = (plain(&person.name), plain(title));
    let title = title.strip_prefix("the ").unwrap_or(&title);
    let is = |known: &str| plain(known) == name;
    let says = |known: &str| {
        let known = plain(known);
        known.strip_prefix("the ").unwrap_or(&known) == title
    };
    house.people.iter().any(|it| {
        is(&it.name)
            && (it.title.as_deref().is_some_and(says) || it.aliases.iter().any(|it| says(it)))
    }) || house.offices.iter().any(|it| is(&it.name) && says(&it.title))
}

fn report_reordered(
    draft: &DraftContext<'_>,
    person: &Person,
    given: &Given<'_>,
    span: Span,
    sink: &mut Sink<'_>,
) {
    let (one, other) = (draft.text_at(given.span()), draft.text_at(span));
    let message = format!("“{other}” is {}, introduced as “{one}”", person.name);
    let short = short_form(draft, person);
    sink.report_case("reordered", span, message)
        .related(given.span(), format!("{} is introduced here", person.name))
        .fix(Fix::by_hand(format!("Write “{short}”"), vec![Edit::replace(span, short)]));
}

/// Whether `word`, a word in lower case, stands in `shown` in capitals.
fn is_acronym_in(shown: &str, word: &str) -> bool {
    word.len() >= 2
        && shown
            .split(|it: char| !it.is_alphanumeric())
            .any(|it| it.to_lowercase() == *word && it.chars().all(char::is_uppercase))
}

/// How to call a person after the first mention: “Secretary General Berg”, “Ms Berg”, “Berg”.
fn short_form(draft: &DraftContext<'_>, person: &Person) -> String {
    let titles = titles_of(draft, person);
    let usable = titles.iter().find(|it| {
        it.title.before_name
            && it.title.capital
            && !it.title.former
            && it.core().split_whitespace().count() <= 3
    });
    if let Some(given) = usable {
        return format!("{} {}", given.core(), person.surname);
    }
    let honorific = person.mentions.iter().find_map(|it| {
        let mention = named(draft, it)?;
        let block = draft.blocks().get(it.block_index)?;
        Some(block.text()[mention.honorific?.range()].to_owned())
    });
    match honorific {
        Some(honorific) => format!("{honorific} {}", person.surname),
        None => person.surname.clone(),
    }
}
