//! `person-title`: a person keeps one title.

mod office;

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::draft::{Class, Shape, TokenKind, Zone};
use crate::facts::Lists;
use crate::facts::people::{
    Match, answers, can_be_same_organisation, compare, family_of, is_reordered, plain, reading_zone,
};
use crate::facts::people::{Mention, Person, PersonMention, RoleMention, Title};
use crate::finding::{Edit, Fix};
use crate::house::House;
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

use office::check_office;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "person-title", asks: Asks::Draft, build: |_: &Options| Box::new(PersonTitle) };

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

/// How many different titles of one person are compared.
const MOST_TITLES: usize = 20;

/// How many people of one title are asked for.
const MOST_HOLDERS: usize = 100;

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

/// What the draft calls a person.
struct Profile<'a> {
    person: &'a Person,
    /// Every title once for the running text and once for the rest, quotations left out, in the
    /// order of the text: a person may be named thousands of times.
    titles: Vec<Given<'a>>,
    /// Whether two titles are given in one place: then the person has both.
    holds_several: bool,
    short_form: OnceCell<String>,
}

impl<'a> Profile<'a> {
    fn new(draft: &DraftContext<'a>, person: &'a Person) -> Self {
        let mut titles: Vec<Given<'a>> = Vec::new();
        let mut holds_several = false;
        for mention in person.mentions.iter().filter(|it| it.zone != Zone::Quotation) {
            let Some(named) = named(draft, mention) else { continue };
            let Some(block) = draft.blocks().get(mention.block_index) else { continue };
            holds_several |=
                named.titles.len() > 1 || named.titles.iter().any(|it| it.heads.len() > 1);
            for title in &named.titles {
                let is_new = titles.len() < MOST_TITLES
                    && titles.iter().all(|it| {
                        it.title.words != title.words
                            || is_checked(it.mention.zone) != is_checked(mention.zone)
                    });
                if is_new {
                    let offset = block.span.start;
                    titles.push(Given { mention, title, text: block.text(), offset });
                }
            }
        }
        Self { person, titles, holds_several, short_form: OnceCell::new() }
    }

    /// How to call the person after the first mention: “Secretary General Berg”, “Ms Berg”, “Berg”.
    fn short_form(&self, draft: &DraftContext<'_>) -> &str {
        self.short_form.get_or_init(|| {
            let surname = self.person.family_name();
            let usable = self.titles.iter().find(|it| {
                it.title.before_name
                    && it.title.capital
                    && !it.title.former
                    && it.core().split_whitespace().count() <= 3
            });
            if let Some(given) = usable {
                return format!("{} {surname}", given.core());
            }
            let honorific = self.person.mentions.iter().find_map(|it| {
                let block = draft.blocks().get(it.block_index)?;
                block.text().get(named(draft, it)?.honorific?.range())
            });
            honorific.map_or_else(|| surname.to_owned(), |it| format!("{it} {surname}"))
        })
    }
}

impl Rule for PersonTitle {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let persons = &draft.facts.people().persons;
        let profiles: Vec<_> = persons.iter().map(|it| Profile::new(draft, it)).collect();
        for profile in &profiles {
            check_titles(draft, profile, sink);
            check_office(draft, profile, sink);
        }
        let mut attributions = None;
        for (block_index, block, facts) in draft.facts.blocks_with(draft.draft, Lists::ROLES) {
            if !is_checked(reading_zone(block)) {
                continue;
            }
            let attributions =
                attributions.get_or_insert_with(|| Attributions::new(draft, &profiles));
            for role in &facts.people.roles {
                let span = block.to_draft(role.span);
                attributions.check(&RolePlace { role, block_index, span }, sink);
            }
        }
    }
}

/// Where somebody speaks.
#[derive(Clone, Copy)]
struct Speaking<'p, 'a> {
    profile: &'p Profile<'a>,
    block_index: usize,
    offset: usize,
}

/// Who is called by which title, and who speaks where.
struct Attributions<'p, 'a> {
    draft: &'p DraftContext<'a>,
    /// Titles and whose they are, by the words of the titles.
    by_word: FxHashMap<&'a str, Vec<(&'p Profile<'a>, &'p Given<'a>)>>,
    /// Where people speak who are named there, in the order of the text.
    speakers: Vec<Speaking<'p, 'a>>,
    /// Where somebody spoke last who is called by a title alone.
    last_role: Option<Speaking<'p, 'a>>,
}

/// A role, with its place in the draft.
struct RolePlace<'a> {
    role: &'a RoleMention,
    block_index: usize,
    span: Span,
}

impl<'p, 'a> Attributions<'p, 'a> {
    fn new(draft: &'p DraftContext<'a>, profiles: &'p [Profile<'a>]) -> Self {
        let mut by_word: FxHashMap<&str, Vec<_>> = FxHashMap::default();
        let mut speakers = Vec::new();
        for profile in profiles {
            for given in &profile.titles {
                let title: &'a Title = given.title;
                for word in &title.words {
                    let families = family_of(word).into_iter().filter(|it| *it != word);
                    for key in families.chain([word.as_str()]) {
                        let holders = by_word.entry(key).or_default();
                        if holders.len() < MOST_HOLDERS {
                            holders.push((profile, given));
                        }
                    }
                }
            }
            for mention in &profile.person.mentions {
                if mention.speaks && mention.zone != Zone::Quotation {
                    let (block_index, offset) = (mention.block_index, mention.name.start);
                    speakers.push(Speaking { profile, block_index, offset });
                }
            }
        }
        speakers.sort_by_key(|it| it.offset);
        Self { draft, by_word, speakers, last_role: None }
    }

    fn check(&mut self, place: &RolePlace<'_>, sink: &mut Sink<'_>) {
        let title = &place.role.title;
        let mut holders: Vec<&'p Profile<'a>> = Vec::new();
        let mut is_exact = false;
        let mut reordered = None;
        for head in &title.heads {
            let word = head.name.rsplit(' ').next().unwrap_or_default();
            let family = family_of(word).and_then(|it| self.by_word.get(it));
            for &(profile, given) in self.by_word.get(word).into_iter().chain(family).flatten() {
                let is_listed = || holders.iter().any(|it| std::ptr::eq(*it, profile));
                if answers(title, given.title) && !is_listed() {
                    holders.push(profile);
                }
                is_exact |= given.title.words == title.words;
                if given.mention.span.start < place.span.start
                    && is_reordered(&given.title.words, &title.words)
                {
                    reordered.get_or_insert((profile, given));
                }
            }
        }
        if let &[profile] = holders.as_slice() {
            let (block_index, offset) = (place.block_index, place.span.start);
            self.last_role = Some(Speaking { profile, block_index, offset });
        }
        match reordered {
            Some((profile, given)) if !is_exact => {
                report_reordered(self.draft, profile, given, place.span, sink);
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
        let Some(profile) = self.speaker_before(place.block_index, span.start) else { return };
        let person = profile.person;
        let introduced_as = || {
            let titles = profile.titles.iter();
            titles.filter(|it| it.mention.span.start < span.start && !it.title.former)
        };
        let Some(first) = introduced_as().next() else { return };
        let names_organisation = introduced_as().any(|it| it.title.organisation.is_some());
        let mut rest = title.words.iter().filter(|it| **it != head.name).peekable();
        // “the head of the agency” describes; “the Head” and “the head of ACME” stand for a title.
        if !title.capital && rest.peek().is_none() {
            return;
        }
        let shown = draft.text_at(span);
        let is_of_speaker = |word: &String| {
            introduced_as().any(|it| it.title.words.contains(word))
                || !names_organisation && is_acronym_in(shown, word)
        };
        if !rest.all(is_of_speaker) || is_known(draft.house, person, shown) {
            return;
        }
        let introduced = draft.text_at(first.span());
        let message = format!(
            "“{shown}” is no title that the draft gives to anybody; {} is “{introduced}”",
            person.name()
        );
        let short = profile.short_form(draft);
        sink.report_case("alias", span, message)
            .related(first.mention.span, format!("{} is introduced here", person.name()))
            .fix(Fix::by_hand(format!("Write “{short}”"), vec![Edit::replace(span, short)]));
    }

    /// The person whose words stand directly before `offset`: in the same block or the one before.
    fn speaker_before(&self, block_index: usize, offset: usize) -> Option<&'p Profile<'a>> {
        let count = self.speakers.partition_point(|it| it.offset < offset);
        let named = count.checked_sub(1).and_then(|it| self.speakers.get(it)).copied();
        let latest = named.into_iter().chain(self.last_role).max_by_key(|it| it.offset)?;
        // A paragraph between the two may be the middle of a quotation.
        let mut between = latest.block_index + 1..block_index;
        let is_quotation = |index: usize| {
            let facts = self.draft.facts.of_block(index);
            facts.and_then(|it| it.quotations.first()).is_some_and(|it| it.span.start == 0)
        };
        (between.len() <= 1 && between.all(is_quotation)).then_some(latest.profile)
    }
}

fn is_checked(zone: Zone) -> bool {
    zone.is_running_text() || zone == Zone::Caption
}

fn named<'a>(draft: &DraftContext<'a>, mention: &Mention) -> Option<&'a PersonMention> {
    draft.facts.of_block(mention.block_index)?.people.named.get(mention.named?)
}

fn check_titles(draft: &DraftContext<'_>, profile: &Profile<'_>, sink: &mut Sink<'_>) {
    let person = profile.person;
    if !person.certain {
        return;
    }
    let titles: Vec<&Given<'_>> =
        profile.titles.iter().filter(|it| is_checked(it.mention.zone)).collect();
    for (index, later) in titles.iter().enumerate() {
        let compared = |wanted: Match| {
            titles[..index].iter().find(|it| {
                it.mention.name != later.mention.name
                    && compare(it.title, later.title, it.is_same_organisation(later)) == wanted
            })
        };
        if let Some(first) = compared(Match::Conflict) {
            if !profile.holds_several
                && !person.has_namesake
                && !tells_of_change(draft, person)
                && !is_known(draft.house, person, &later.text[later.title.span.range()])
            {
                report_conflict(draft, person, first, later, sink);
            }
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
    let message = format!("{} is “{other}” here, but “{one}” before", person.name());
    let finding = sink.report_case("titles", later.span(), message);
    finding.related(first.span(), format!("{} is “{one}” here", person.name()));
    for (right, wrong) in [(first, later), (later, first)] {
        if let Some(fix) = make_all(draft, person, right, wrong) {
            finding.fix(fix);
        }
    }
}

/// Gives the person the title of `right` wherever that of `wrong` stands before the name outside
/// quotations.
fn make_all(
    draft: &DraftContext<'_>,
    person: &Person,
    right: &Given<'_>,
    wrong: &Given<'_>,
) -> Option<Fix> {
    let stands_before = |it: &Title| it.before_name && it.capital;
    if !stands_before(right.title) || !stands_before(wrong.title) {
        return None;
    }
    let written = draft.text_at(right.span());
    let mut edits = Vec::new();
    for mention in person.mentions.iter().filter(|it| it.zone != Zone::Quotation) {
        let Some(named) = named(draft, mention) else { continue };
        let Some(block) = draft.blocks().get(mention.block_index) else { continue };
        for title in named.titles.iter().filter(|it| it.words == wrong.title.words) {
            if !stands_before(title) {
                return None;
            }
            edits.push(Edit::replace(block.to_draft(title.span), written));
        }
    }
    let title = format!("Make every mention “{written} {}”", person.family_name());
    (!edits.is_empty()).then(|| Fix::by_hand(title, edits))
}

/// Whether a sentence about the person tells of a change of office.
fn tells_of_change(draft: &DraftContext<'_>, person: &Person) -> bool {
    let mut blocks: Vec<usize> = person.mentions.iter().map(|it| it.block_index).collect();
    blocks.dedup();
    blocks.into_iter().filter_map(|it| draft.blocks().get(it)).any(|block| {
        block.tokens().iter().enumerate().any(|(at, it)| {
            let word = &block.text()[it.span().range()];
            // “then Minister Holm” and “then-Minister Holm”, not “first this, then that”.
            let before_title = || {
                block
                    .tokens()
                    .get(at + 1)
                    .is_some_and(|next| next.kind == TokenKind::Hyphen || next.has(Shape::CAPITAL))
            };
            it.is(Class::FORMER) && word != "late" && (word != "then" || before_title())
                || CHANGES.iter().any(|change| change.eq_ignore_ascii_case(word))
        })
    })
}

/// Whether the house knows the person under this title.
fn is_known(house: &House, person: &Person, title: &str) -> bool {
    let (name, title) = (plain(person.name()), plain(title));
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
    profile: &Profile<'_>,
    given: &Given<'_>,
    span: Span,
    sink: &mut Sink<'_>,
) {
    let (one, other) = (draft.text_at(given.span()), draft.text_at(span));
    let name = profile.person.name();
    let message = format!("“{other}” is {name}, introduced as “{one}”");
    let short = profile.short_form(draft);
    sink.report_case("reordered", span, message)
        .related(given.span(), format!("{name} is introduced here"))
        .fix(Fix::by_hand(format!("Write “{short}”"), vec![Edit::replace(span, short)]));
}

/// Whether `word`, a word in lower case, stands in `shown` in capitals.
fn is_acronym_in(shown: &str, word: &str) -> bool {
    word.len() >= 2
        && shown
            .split(|it: char| !it.is_alphanumeric())
            .any(|it| it.to_lowercase() == *word && it.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use crate::engine::{Engine, Source};
    use crate::finding::apply_edits;
    use crate::house::House;

    #[test]
    fn each_title_can_be_given_everywhere_outside_quotations() {
        let text = "Ships sail\n\nFinance Minister Ines Holm opened the port. Finance Minister Holm \
                    left at noon. “Interior Minister Holm saw it,” said a pilot. Interior Minister \
                    Holm stayed.";
        let engine = Engine::new(House::default_house());
        let mut findings = engine.check(&Source::plain(text)).findings;
        findings.retain(|it| &*it.rule == "person-title");
        let fixed: Vec<(String, String)> = findings
            .remove(0)
            .fixes
            .into_iter()
            .map(|it| (it.title, apply_edits(text, &it.edits)))
            .collect();
        let to_finance =
            text.replace("Interior Minister Holm stayed", "Finance Minister Holm stayed");
        let to_interior = text.replace("Finance", "Interior");
        assert_eq!(
            fixed,
            [
                ("Make every mention “Finance Minister Holm”".to_owned(), to_finance),
                ("Make every mention “Interior Minister Holm”".to_owned(), to_interior),
            ]
        );
    }
}
