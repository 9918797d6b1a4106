//! `person-first-mention`: a person is introduced before a short form is used.

use crate::draft::Zone;
use crate::facts::PersonMention;
use crate::facts::people::{Form, Mention, Person};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "person-first-mention",
    asks: Asks::Draft,
    build: |options: &Options| {
        Box::new(PersonFirstMention {
            second_mention: match options.text("second-mention") {
                "surname" => Some(Form::Bare),
                "honorific" => Some(Form::Honorific),
                "title" => Some(Form::Titled),
                _ => None,
            },
        })
    },
};

struct PersonFirstMention {
    /// How the house calls people after the first mention, if it says so.
    second_mention: Option<Form>,
}

impl Rule for PersonFirstMention {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let people = draft.facts.people();
        for person in people.persons.iter().filter(|it| it.certain && !it.has_namesake) {
            if let Some(form) = self.second_mention {
                check_later_mentions(draft, person, form, sink);
            }
            // Captions are read by themselves, and so is the running text.
            for captions in [false, true] {
                if let Some((short, full)) = short_before_full(draft, person, captions) {
                    let message = format!(
                        "“{}” stands before {} is introduced",
                        draft.text_at(short.span),
                        person.name()
                    );
                    sink.report(short.span, message)
                        .related(full.span, format!("{} is introduced here", person.name()))
                        .help("give the full name and title where the person is named first");
                }
            }
        }
    }
}

/// Reports how a person is called after the first mention, where the house does it in another way.
fn check_later_mentions(
    draft: &DraftContext<'_>,
    person: &Person,
    wanted: Form,
    sink: &mut Sink<'_>,
) {
    let running = |it: &&Mention| it.zone.is_running_text();
    let mut mentions = person.mentions.iter().filter(running);
    if mentions.find(|it| it.form == Form::Full).is_none() {
        return;
    }
    let honorific = person.mentions.iter().find_map(|it| {
        let block = draft.blocks().get(it.block_index)?;
        block.text().get(named(draft, it)?.honorific?.range())
    });
    for mention in mentions {
        // “Dr” is a degree, and no courtesy.
        let (written, found) = match (wanted, mention.form) {
            (Form::Bare, Form::Honorific) => {
                let shown = draft.text_at(mention.span);
                if !shown.starts_with('M') {
                    continue;
                }
                (Some(draft.text_at(mention.name).to_owned()), "surname alone")
            }
            (Form::Honorific, Form::Bare) if mention.speaks => {
                let name = draft.text_at(mention.name);
                (honorific.map(|it| format!("{it} {name}")), "honorific and the surname")
            }
            (Form::Titled, Form::Bare) if mention.speaks => (None, "title and the surname"),
            _ => continue,
        };
        let span = if wanted == Form::Bare {
            Span::new(mention.span.start, mention.name.end)
        } else {
            mention.name
        };
        let shown = draft.text_at(span);
        let message = format!("“{shown}”: after the first mention this house writes the {found}");
        let finding = sink.report_case("second-mention", span, message);
        if let Some(written) = written {
            let title = format!("Write “{written}”");
            finding.fix(Fix::by_hand(title, vec![Edit::replace(span, written)]));
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
                    title.words.iter().any(|word| *word == person.surname().to_lowercase())
                })
            }));
    (!introduced_in_headline && !is_company).then_some((short, full))
}

fn named<'a>(draft: &DraftContext<'a>, mention: &Mention) -> Option<&'a PersonMention> {
    draft.facts.of_block(mention.block_index)?.people.named.get(mention.named?)
}
