//! Completion in drafts: what the house and the draft know, in the form in which the house writes it.
//!
//! An editor asks for it while prose is typed. So nothing is suggested for a lone word without a
//! capital, for words that begin sentences, and behind a space only if the user asks.

mod comment;
mod names;
mod passages;
mod scene;
mod typed;

use tower_lsp::lsp_types::{CompletionContext, CompletionTriggerKind, Position};

use crate::server::backend::Request;
use crate::server::completion::{ItemKind, Suggestion};
use crate::server::state::{Document, Kind};
use crate::text::{Markup, Span};

use comment::OpenComment;
use scene::Scene;
use typed::{Key, Typed};

/// What may be meant by what is typed before a position, the likeliest first.
pub(in crate::server) fn complete(
    request: &Request,
    document: &Document,
    position: Position,
    context: Option<&CompletionContext>,
) -> Vec<Suggestion> {
    let Kind::Draft(markup) = document.kind else {
        return Vec::new();
    };
    let client = &request.state.client;
    let text = &document.text;
    let offset = client.encoding.offset(text, position);
    let line = text.byte_to_line(offset);
    let start = text.line_to_byte(line);
    let whole = text.line(line).to_string();
    let (before, after) = whole.split_at(offset - start);
    let sign = context
        .filter(|it| it.trigger_kind == CompletionTriggerKind::TRIGGER_CHARACTER)
        .and_then(|it| it.trigger_character.as_deref());
    let comment = match markup {
        Markup::Markdown => OpenComment::find(text, before, after, offset),
        Markup::Plain => None,
    };
    // A space or a stop is typed all the time: whoever only typed one is not answered.
    if comment.is_none() && !matches!(sign, None | Some("#")) {
        return Vec::new();
    }
    let project = request.project(document);
    if document.path.as_deref().is_some_and(|it| !project.wants(it)) {
        return Vec::new();
    }
    let house = project.engine.house();
    let checked = request.newest_analysis(document);
    if let Some(comment) = comment {
        let resolves = client.completion.resolves_documentation;
        return comment.complete(house, document, checked.as_deref(), resolves);
    }
    let (Some(checked), Some(typed)) = (checked, Typed::read(before, after, offset)) else {
        return Vec::new();
    };
    // Nothing is written in the metadata above the text.
    if offset < checked.analysis.draft.front_matter.span.end {
        return Vec::new();
    }
    let scene = Scene::new(text, markup, house, &typed, checked);
    suggest(&scene, sign.is_some())
}

/// Everything that can stand at the place, and what of it is meant.
fn suggest(scene: &Scene<'_>, only_signs: bool) -> Vec<Suggestion> {
    let mut candidates = Vec::new();
    candidates.extend(passages::end_mark(scene));
    if !only_signs {
        candidates.extend(passages::dateline(scene));
        candidates.extend(passages::boilerplates(scene));
        candidates.extend(names::people(scene));
        candidates.extend(names::organisations(scene));
        candidates.extend(names::acronyms(scene));
        if scene.is_prose() {
            candidates.extend(names::counts(scene));
            candidates.extend(names::terms(scene));
        }
        if !scene.quoted {
            candidates.extend(passages::date(scene));
        }
    }
    let mut found: Vec<(usize, Suggestion)> = Vec::new();
    for candidate in candidates {
        let Some((words, suggestion)) = candidate.suggestion(scene.typed, !only_signs) else {
            continue;
        };
        let same = |it: &(usize, Suggestion)| {
            it.1.text == suggestion.text && it.1.snippet == suggestion.snippet
        };
        if !found.iter().any(same) {
            found.push((words, suggestion));
        }
    }
    // More words of what is meant say more; the rest is in the order of the kinds.
    found.sort_by_key(|it| std::cmp::Reverse(it.0));
    found.into_iter().map(|it| it.1).collect()
}

/// Something that can stand at the place.
struct Candidate {
    kind: ItemKind,
    label: String,
    text: String,
    snippet: Option<String>,
    /// Whether it is of no use to a client without places to fill in.
    snippet_only: bool,
    detail: Option<String>,
    about: Option<String>,
    keys: Vec<Key>,
    /// What it replaces, and what the client compares with that, whatever the keys say.
    replaces: Option<(Span, String)>,
    /// Whether it comes before everything else.
    first: bool,
    /// Whether it comes first of what is shown where nothing is typed.
    at_home: bool,
}

impl Candidate {
    fn new(kind: ItemKind, text: &str) -> Self {
        Self {
            kind,
            label: text.to_owned(),
            text: text.to_owned(),
            snippet: None,
            snippet_only: false,
            detail: None,
            about: None,
            keys: Vec::new(),
            replaces: None,
            first: false,
            at_home: false,
        }
    }

    fn detail(mut self, detail: Option<&str>) -> Self {
        self.detail = detail.map(str::to_owned);
        self
    }

    fn about(mut self, about: &str) -> Self {
        self.about = Some(about.to_owned());
        self
    }

    fn key(mut self, key: Key) -> Self {
        self.keys.push(key);
        self
    }

    /// Writes `text` and not the label.
    fn inserting(mut self, text: &str) -> Self {
        text.clone_into(&mut self.text);
        self
    }

    fn snippet_only(mut self, snippet: &str) -> Self {
        self.snippet = Some(snippet.to_owned());
        self.snippet_only = true;
        self
    }

    fn replacing(mut self, span: Span, filter: &str) -> Self {
        self.replaces = Some((span, filter.to_owned()));
        self
    }

    fn first(mut self) -> Self {
        self.first = true;
        self
    }

    fn unasked(mut self) -> Self {
        self.at_home = true;
        self
    }

    /// The suggestion, and how much speaks for it; `None` if what is typed begins something else.
    fn suggestion(self, typed: &Typed, asked: bool) -> Option<(usize, Suggestion)> {
        const FIRST: usize = 100;
        const AT_HOME: usize = 50;
        let (words, span, filter) = if let Some((span, filter)) = self.replaces {
            (FIRST, span, filter)
        } else if let Some(found) = typed.best(&self.keys) {
            (found.words, found.span, found.filter)
        } else if typed.is_empty() && (asked || self.at_home) {
            let weight = if self.at_home { AT_HOME } else { 0 };
            (weight, Span::at(typed.offset), self.label.clone())
        } else {
            return None;
        };
        let weight = if self.first { FIRST } else { words };
        Some((
            weight,
            Suggestion {
                label: self.label,
                detail: self.detail,
                kind: self.kind,
                text: self.text,
                snippet: self.snippet,
                snippet_only: self.snippet_only,
                typed: span,
                word_end: typed.word_end,
                filter,
                documentation: self.about,
                data: None,
            },
        ))
    }
}
