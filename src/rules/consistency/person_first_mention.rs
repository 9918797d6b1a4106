//! `person-first-mention`: a person is introduced before a short form is used.

use crate::draft::Zone;
use crate::facts::PersonMention;
use crate::facts::people::{Form, Mention, Person};
use crate::rule::{DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "person-first-mention", build: |_: &Options| Box::new(PersonFirstMention) };

struct PersonFirstMention;

impl Rule for PersonFirstMention {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let people = draft.facts.people();
        for person in people.persons.iter().filter(|it| it.certain && !it.has_namesake) {
            // Captions are read by themselves, and so is the running text.
            for captions in [false, true] {
                if let Some((short, full)) = short_before_full(draft, person, captions) {
                    let message = format!(
                        "“{}” stands before {} is introduced",
                        draft.text_at(short.span),
                        person.name
                    );
                    sink.report(short.span, message)
                        .related(full.span, format!("{} is introduced here", person.name))
                        .help("give the full name and title where the person is named first");
                }
            }
        }
    }
}

/// The first mention in the captions, or in the running text, if it is a short form and a full one
/// follows.
fn short_before_full<'a>(
    draft: &DraftContext<'_>,
    person: &'a Person,
    captions: bool,
) -> Option<(&'a Mention, &'a Mention)> {
    let here = |it: &&Mention| {
        if captions { it.zone == Zone::Caption } else { it.zone.is_running_text() }
    };
    let full = person.mentions.iter().filter(here).find(|it| it.form == Form::Full)?;
    let introduction = named(draft, full);
    let short = person
        .mentions
        .iter()
        .filter(here)
        .find(|it| match it.form {
            Form::Honorific => true,
            // Only a word that speaks, or owns something, is surely the person.
            Form::Bare => {
                it.speaks
                    || it.possessive
                        && introduction
                            .is_some_and(|it| it.honorific.is_some() || !it.titles.is_empty())
            }
            // “President Berg” names an office; everybody knows who holds it.
            Form::Titled | Form::Full => false,
        })
        .filter(|it| it.name.start < full.name.start)?;
    let introduced_in_headline = person.mentions.iter().any(|it| {
        it.form == Form::Full
            && it.name.start < short.name.start
            && matches!(it.zone, Zone::Headline | Zone::SubHeadline)
    });
    let is_company = short.form == Form::Bare
        && (person.shares_name
            || introduction.is_some_and(|it| {
                it.titles.iter().any(|title| {
                    title.words.iter().any(|word| *word == person.surname.to_lowercase())
                })
            }));
    (!introduced_in_headline && !is_company).then_some((short, full))
}

fn named<'a>(draft: &DraftContext<'a>, mention: &Mention) -> Option<&'a PersonMention> {
    draft.facts.of_block(mention.block_index)?.people.named.get(mention.named?)
}
