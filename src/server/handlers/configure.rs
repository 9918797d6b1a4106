//! Changes of `presscheck.toml` that an editor offers: what to add to what the house knows, and how
//! much a rule matters.

use std::path::{Path, PathBuf};

use ropey::Rope;
use serde::{Deserialize, Serialize};
use toml_edit::{Array, DocumentMut, Value};
use tower_lsp::lsp_types::{Range, Url, WorkspaceEdit};

use crate::draft::Zone;
use crate::facts::Person;
use crate::finding::Finding;
use crate::server::client::ClientTraits;
use crate::server::config_edits::{with_acronym, with_entry};
use crate::server::edits::{self, FileEdits};
use crate::server::handlers::deeds::{Done, Scene};
use crate::server::state::State;
use crate::text::Span;
use crate::workspace::{CONFIG_NAME, read_text};

/// Something that the house is to know.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(in crate::server) enum Addition {
    /// Somebody.
    Person {
        name: String,
        surname: Option<String>,
        title: Option<String>,
        organisation: Option<String>,
    },
    /// An organisation, and forms of its name that are wrong.
    Organisation { name: String, acronym: Option<String>, wrong: Vec<String> },
    /// An acronym that needs no definition.
    Acronym { acronym: String, meaning: Option<String> },
    /// What the house writes, and what it does not.
    Term { right: String, wrong: String },
}

/// What stands in a new term until somebody says what not to write.
const NOT_YET: &str = "what not to write";

impl Addition {
    /// What the action is called.
    pub(super) fn title(&self) -> String {
        match self {
            Addition::Person { name, .. } => format!("Add “{name}” to the people in {CONFIG_NAME}"),
            Addition::Organisation { name, .. } => {
                format!("Add “{name}” to the organisations in {CONFIG_NAME}")
            }
            Addition::Acronym { acronym, .. } => {
                format!("Add “{acronym}” to the acronyms in {CONFIG_NAME}")
            }
            Addition::Term { right, wrong } if wrong == NOT_YET => {
                format!("Add “{right}” to the terms in {CONFIG_NAME}")
            }
            Addition::Term { right, wrong } => {
                format!("Always write “{right}”, not “{wrong}”, in {CONFIG_NAME}")
            }
        }
    }

    /// The text of a configuration with it; `None` if it is no TOML, or has no place for it.
    pub(super) fn add_to(&self, text: &str) -> Option<String> {
        let list = |texts: &[&str]| Value::Array(texts.iter().copied().collect::<Array>());
        match self {
            Addition::Person { name, surname, title, organisation } => {
                let fields = [
                    ("name", Some(name)),
                    ("surname", surname.as_ref()),
                    ("title", title.as_ref()),
                    ("organisation", organisation.as_ref()),
                ];
                let fields = fields.into_iter().filter_map(|(key, it)| Some((key, it?.into())));
                with_entry(text, "people", &fields.collect::<Vec<_>>())
            }
            Addition::Organisation { name, acronym, wrong } => {
                let mut fields = vec![("name", Value::from(name))];
                fields.extend(acronym.as_ref().map(|it| ("acronym", it.into())));
                if !wrong.is_empty() {
                    let wrong: Vec<&str> = wrong.iter().map(String::as_str).collect();
                    fields.push(("wrong", list(&wrong)));
                }
                with_entry(text, "organisations", &fields)
            }
            Addition::Acronym { acronym, meaning } => {
                with_acronym(text, acronym, meaning.as_deref())
            }
            Addition::Term { right, wrong } => {
                let fields = [("use", Value::from(right)), ("avoid", list(&[wrong.as_str()]))];
                with_entry(text, "terms", &fields)
            }
        }
    }

    /// What is still to be filled in.
    pub(super) fn placeholder(&self) -> Option<&'static str> {
        matches!(self, Addition::Term { wrong, .. } if wrong == NOT_YET).then_some(NOT_YET)
    }

    /// Whether the house knows it already.
    fn is_known(&self, scene: &Scene<'_>) -> bool {
        let house = scene.project.engine.house();
        match self {
            Addition::Person { name, .. } => house.people.iter().any(|it| it.name == *name),
            Addition::Organisation { name, .. } => {
                house.organisations.iter().any(|it| it.name == *name || it.aliases.contains(name))
            }
            Addition::Acronym { acronym, .. } => house.knows_acronym(acronym),
            Addition::Term { right, .. } => house.terms.iter().any(|it| it.use_ == *right),
        }
    }
}

/// What a finding suggests that the house should know.
pub(super) fn suggested_by(scene: &Scene<'_>, finding: &Finding) -> Vec<Addition> {
    let found = text_at(scene, finding.span);
    let replacements = finding.fixes.iter().filter_map(|fix| match &fix.edits[..] {
        [edit] if edit.span == finding.span && !edit.replacement.is_empty() => {
            Some(edit.replacement.clone())
        }
        _ => None,
    });
    let suggested: Vec<Addition> = match &*finding.rule {
        "acronym-undefined" => acronym_at(scene, finding.span).into_iter().collect(),
        "name-spelling" | "person-title" | "person-first-mention" => {
            person_at(scene, finding.span).into_iter().collect()
        }
        "organisation-name" => replacements
            .map(|name| Addition::Organisation { name, acronym: None, wrong: vec![found.clone()] })
            .collect(),
        // Which of the two the house writes, the house knows.
        "spelling-variant" => replacements
            .flat_map(|other| {
                let term = |right: &String, wrong: &String| Addition::Term {
                    right: right.clone(),
                    wrong: wrong.clone(),
                };
                [term(&other, &found), term(&found, &other)]
            })
            .collect(),
        _ => Vec::new(),
    };
    suggested.into_iter().filter(|it| !it.is_known(scene)).collect()
}

/// What stands at a place, or is selected there, that the house could know.
pub(super) fn suggested_at(scene: &Scene<'_>, span: Span) -> Vec<Addition> {
    const MOST_WORDS: usize = 8;
    let person = person_at(scene, span);
    let acronym = acronym_at(scene, span);
    let mut suggested = Vec::new();
    let selected = text_at(scene, span);
    let words = selected.split(' ').count();
    let is_short =
        !selected.is_empty() && words <= MOST_WORDS && !selected.contains(['.', '!', '?']);
    if is_short && person.is_none() {
        let capital = selected.chars().next().is_some_and(char::is_uppercase);
        if capital && acronym.is_none() {
            let name = selected.clone();
            suggested.push(Addition::Organisation { name, acronym: None, wrong: Vec::new() });
        }
        suggested.push(Addition::Term { right: selected, wrong: NOT_YET.to_owned() });
    }
    let suggested = person.into_iter().chain(acronym).chain(suggested);
    suggested.filter(|it| !it.is_known(scene)).collect()
}

/// The text at a span, on one line.
fn text_at(scene: &Scene<'_>, span: Span) -> String {
    let text = scene.checked.text.get(span.range()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The person who is named at a place.
fn person_at(scene: &Scene<'_>, span: Span) -> Option<Addition> {
    let facts = &scene.checked.analysis.facts;
    let is_here = |it: &&Person| {
        it.mentions.iter().any(|it| it.name.start <= span.end && span.start <= it.name.end)
    };
    let person = facts.people().persons.iter().find(is_here)?;
    let last = person.name().split_whitespace().next_back()?;
    if last == person.name() {
        // Who is called by the family name alone is not known well enough.
        return None;
    }
    let (mut title, mut organisation) = (None, None);
    let mentions = person.mentions.iter().filter(|it| it.zone != Zone::Quotation);
    for mention in mentions {
        let block = scene.checked.analysis.draft.blocks.get(mention.block_index);
        let named = mention.named.zip(facts.of_block(mention.block_index));
        let named = named.and_then(|(index, facts)| facts.people.named.get(index));
        let Some((block, named)) = block.zip(named) else {
            continue;
        };
        let given = named.titles.iter().find(|it| !it.former && it.capital);
        if let Some(given) = given.filter(|_| title.is_none()) {
            title = Some(text_at(scene, block.to_draft(given.core)));
            organisation = given.organisation.map(|it| text_at(scene, block.to_draft(it)));
        }
    }
    Some(Addition::Person {
        name: person.name().to_owned(),
        surname: (person.surname() != last).then(|| person.surname().to_owned()),
        title: title.filter(|it| !it.is_empty()),
        organisation: organisation.filter(|it| !it.is_empty()),
    })
}

/// The acronym at a place, with what the draft says that it means.
fn acronym_at(scene: &Scene<'_>, span: Span) -> Option<Addition> {
    let analysis = &scene.checked.analysis;
    let mention = analysis.facts.acronyms(&analysis.draft).find(|it| {
        let at = it.to_draft(it.fact.span);
        at.start <= span.start && span.end <= at.end
    })?;
    let acronym = text_at(scene, mention.to_draft(mention.fact.span));
    let meaning = analysis
        .facts
        .acronym_definitions(&analysis.draft)
        .find(|it| {
            it.fact.initials_agree && text_at(scene, it.to_draft(it.fact.acronym)) == acronym
        })
        .map(|it| text_at(scene, it.to_draft(it.fact.name)));
    Some(Addition::Acronym { acronym, meaning })
}

/// The configuration file that a change goes into.
pub(super) struct Target {
    /// Its text; empty if the file is to be made.
    pub(super) text: String,
    uri: Url,
    /// The version in the editor, if it is open there.
    version: Option<i32>,
    exists: bool,
}

impl Target {
    /// The configuration of a draft; `None` if there is none, and none can be made.
    pub(super) fn of(scene: &Scene<'_>) -> Option<Self> {
        let Some(file) = &scene.project.file else {
            let path = folder_for(scene.state, scene.document.path.as_deref())?.join(CONFIG_NAME);
            if !scene.state.client.creates_files || path.exists() {
                return None;
            }
            let uri = Url::from_file_path(path).ok()?;
            return Some(Self { text: String::new(), uri, version: None, exists: false });
        };
        let open = file.open.and_then(|revision| scene.state.document_of_revision(revision));
        let (text, uri, version) = match open {
            Some(open) => (open.text.to_string(), open.uri.clone(), Some(open.version)),
            // The file may have changed since it was read.
            None => (read_text(&file.path).ok()?, Url::from_file_path(&file.path).ok()?, None),
        };
        Some(Self { text, uri, version, exists: true })
    }

    /// Whether it can be changed at all.
    pub(super) fn is_toml(&self) -> bool {
        self.text.parse::<DocumentMut>().is_ok()
    }

    /// What makes `new` of its text; the last `placeholder` in it is to be filled in.
    pub(super) fn change_to(self, state: &State, new: String, placeholder: Option<&str>) -> Done {
        let client = &state.client;
        let select = placeholder.and_then(|it| {
            let at = new.rfind(it)?;
            let range = client.encoding.range(&Rope::from_str(&new), Span::new(at, at + it.len()));
            Some((self.uri.clone(), range))
        });
        let edit = if self.exists {
            edits::of_files(client, vec![self.edits_to(client, &new)])
        } else {
            edits::of_new_file(self.uri, new)
        };
        Done { edit, select }
    }

    /// The edits that make `new` of the text of a file that is there.
    pub(super) fn edits_to(self, client: &ClientTraits, new: &str) -> FileEdits {
        let changes = edits::between(&self.text, new);
        let changes = edits::text_edits(client, &Rope::from_str(&self.text), &changes);
        (self.uri, self.version, changes)
    }
}

/// Where a project's configuration belongs: the innermost open folder that holds the draft, or the
/// draft's own; for a draft without a file, the first open folder.
pub(super) fn folder_for(state: &State, draft: Option<&Path>) -> Option<PathBuf> {
    let Some(draft) = draft else {
        return state.folders.first().cloned();
    };
    let holding = state.folders.iter().filter(|it| draft.starts_with(it));
    let innermost = holding.max_by_key(|it| it.components().count());
    innermost.cloned().or_else(|| draft.parent().map(Path::to_owned))
}

/// The edit, and what to select afterwards.
pub(super) type Selection = (Url, Range);

/// An edit with nothing to fill in.
impl From<WorkspaceEdit> for Done {
    fn from(edit: WorkspaceEdit) -> Self {
        Self { edit, select: None }
    }
}
