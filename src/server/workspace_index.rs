//! The people, organisations and acronyms of every draft of the workspace.
//!
//! A draft on the disk is read once, and again when its time or length has changed; an open one
//! counts as it is in the editor. Between two key presses nothing is read at all.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use ropey::Rope;
use tower_lsp::lsp_types::{Range, Url};

use crate::engine::{Engine, Source};
use crate::facts::people::plain;
use crate::rule::DraftContext;
use crate::server::backend::Request;
use crate::server::names::{FormKind, Names};
use crate::server::outline::single_spaced;
use crate::server::projects::Project;
use crate::server::proto::Encoding;
use crate::server::state::State;
use crate::text::{Markup, Span};
use crate::workspace::{Workspace, read_text, resolve};

/// For so long nobody looks whether the files have changed: key presses come faster.
const FRESH: Duration = Duration::from_secs(3);

/// Most symbols that are sent.
const MOST: usize = 512;

/// Files of more bytes are no releases that somebody looks for a person in.
const LONGEST_FILE: u64 = 4 * 1024 * 1024;

/// What a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SymbolSort {
    /// A person.
    Person,
    /// An organisation, or what else has an acronym.
    Organisation,
    /// An acronym.
    Acronym,
}

/// A symbol that goes with a query.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// The name.
    pub(super) name: String,
    /// What it is.
    pub(super) sort: SymbolSort,
    /// A person's title, an acronym's meaning.
    pub(super) detail: String,
    /// The draft.
    pub(super) uri: Url,
    /// Where the draft introduces it.
    pub(super) range: Range,
}

#[derive(Debug)]
struct Symbol {
    name: String,
    /// The name without capitals and diacritics.
    folded: String,
    sort: SymbolSort,
    detail: String,
    range: Range,
}

/// The symbols of every draft, as far as they have been asked for.
#[derive(Default)]
pub(super) struct WorkspaceIndex {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    walk: Option<Walk>,
    /// By path, links resolved.
    files: HashMap<PathBuf, OfFile>,
    open: HashMap<Url, OfDocument>,
}

/// The drafts that were found in the folders of the workspace.
struct Walk {
    at: Instant,
    /// For which state of the session it holds.
    key: WalkKey,
    files: Vec<File>,
}

#[derive(Clone, PartialEq, Eq)]
struct WalkKey {
    folders: Vec<PathBuf>,
    configuration: u64,
    /// The state's count of changes of files.
    changes: u64,
    open: Vec<Url>,
}

#[derive(Clone)]
struct File {
    /// As the editor would write it.
    path: PathBuf,
    /// With links resolved.
    resolved: PathBuf,
    stamp: Stamp,
}

/// By what a changed file is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
}

struct OfFile {
    stamp: Stamp,
    engine: Arc<Engine>,
    symbols: Arc<[Symbol]>,
}

struct OfDocument {
    revision: u64,
    engine: Arc<Engine>,
    symbols: Arc<[Symbol]>,
}

impl WorkspaceIndex {
    /// The symbols that go with a query: of each name the first place before the second of any.
    /// `None` if the request was taken back; what was read until then is kept.
    pub(super) fn find(&self, request: &Request, query: &str) -> Option<Vec<Hit>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let drafts = kept.update(request)?;
        drop(kept);
        let query = plain(query.trim());
        let mut hits: Vec<(u8, &Symbol, &Url)> = drafts
            .iter()
            .flat_map(|(uri, symbols)| symbols.iter().map(move |it| (uri, it)))
            .filter_map(|(uri, it)| Some((rank(&query, &it.folded)?, it, uri)))
            .collect();
        hits.sort_by(|a, b| {
            (a.0, &a.1.folded, a.2.as_str()).cmp(&(b.0, &b.1.folded, b.2.as_str()))
        });
        let mut seen = HashSet::new();
        let (first, more): (Vec<_>, Vec<_>) =
            hits.into_iter().partition(|(_, it, _)| seen.insert(it.folded.as_str()));
        let hits = first.into_iter().chain(more).take(MOST);
        Some(hits.map(|(_, symbol, uri)| symbol.hit(uri)).collect())
    }
}

impl Symbol {
    fn hit(&self, uri: &Url) -> Hit {
        Hit {
            name: self.name.clone(),
            sort: self.sort,
            detail: self.detail.clone(),
            uri: uri.clone(),
            range: self.range,
        }
    }
}

type Drafts = Vec<(Url, Arc<[Symbol]>)>;

impl Kept {
    /// Brings the index up to date, and gives the symbols of all drafts.
    fn update(&mut self, request: &Request) -> Option<Drafts> {
        let state = &*request.state;
        let mut drafts = Drafts::new();
        let mut shown = HashSet::new();
        self.open.retain(|uri, _| state.document(uri).is_some());
        for (uri, document) in &state.documents {
            shown.extend(document.path.as_deref().map(resolve));
            let known = self.open.get(uri).filter(|it| it.revision == document.revision);
            if let Some(known) = known
                .filter(|it| Arc::ptr_eq(&it.engine, &request.projects.of(state, document).engine))
            {
                drafts.push((uri.clone(), Arc::clone(&known.symbols)));
                continue;
            }
            if request.stop.is_set() {
                return None;
            }
            let Some((checked, _)) = request.check(document) else { continue };
            let lookup = crate::server::under_cursor::Lookup::new(&checked);
            let symbols: Arc<[Symbol]> =
                symbols(&lookup.context, lookup.names, &document.text, state.client.encoding)
                    .into();
            drafts.push((uri.clone(), Arc::clone(&symbols)));
            let engine = Arc::clone(&checked.engine);
            let revision = document.revision;
            self.open.insert(uri.clone(), OfDocument { revision, engine, symbols });
        }
        let before = self.walk.as_ref().map(|it| it.at);
        let files = self.walk(state);
        let is_kept = self.walk.as_ref().map(|it| it.at) == before;
        for file in &files {
            if request.stop.is_set() {
                return None;
            }
            // What the editor shows counts over what is on the disk.
            if shown.contains(&file.resolved) {
                continue;
            }
            let project = request.projects.of_folder(state, file.path.parent());
            let known = self
                .files
                .get(&file.resolved)
                .filter(|it| it.stamp == file.stamp && Arc::ptr_eq(&it.engine, &project.engine));
            let symbols = match known {
                Some(known) => Arc::clone(&known.symbols),
                None => {
                    let symbols: Arc<[Symbol]> = read(file, &project, state.client.encoding).into();
                    let engine = Arc::clone(&project.engine);
                    let of_file =
                        OfFile { stamp: file.stamp, engine, symbols: Arc::clone(&symbols) };
                    self.files.insert(file.resolved.clone(), of_file);
                    symbols
                }
            };
            if let Ok(uri) = Url::from_file_path(&file.path) {
                drafts.push((uri, symbols));
            }
        }
        if let Some(walk) = &mut self.walk
            && !is_kept
        {
            // Reading them all may have taken longer than that.
            walk.at = Instant::now();
        }
        Some(drafts)
    }

    /// The drafts in the folders of the workspace, looked for anew if that was not just done.
    fn walk(&mut self, state: &State) -> Vec<File> {
        let key = WalkKey {
            folders: state.folders.clone(),
            configuration: state.configuration,
            changes: state.files,
            open: state.documents.keys().cloned().collect(),
        };
        if let Some(walk) = &self.walk
            && walk.key == key
            && walk.at.elapsed() < FRESH
        {
            return walk.files.clone();
        }
        let files = walk(state);
        let there: HashSet<&PathBuf> = files.iter().map(|it| &it.resolved).collect();
        self.files.retain(|path, _| there.contains(path));
        drop(there);
        self.walk = Some(Walk { at: Instant::now(), key, files: files.clone() });
        files
    }
}

fn walk(state: &State) -> Vec<File> {
    let house = state.settings.house.as_deref();
    let Ok(workspace) = Workspace::new(None, house) else {
        return Vec::new();
    };
    let workspace = Arc::new(workspace);
    let mut files = Vec::new();
    let mut seen = HashSet::new();
    for folder in &state.folders {
        let resolved_folder = resolve(folder);
        let walked = workspace.drafts_in(folder);
        for failure in &walked.failures {
            tracing::warn!("a folder of the workspace cannot be read: {failure}");
        }
        for path in walked.drafts {
            // The walk follows no links.
            let below = path.strip_prefix(folder).unwrap_or(&path);
            let resolved = resolved_folder.join(below);
            let Ok(found) = fs::metadata(&path) else { continue };
            let stamp = Stamp { modified: found.modified().ok(), length: found.len() };
            if seen.insert(resolved.clone()) && stamp.length <= LONGEST_FILE {
                files.push(File { path, resolved, stamp });
            }
        }
    }
    files
}

/// Reads a draft on the disk; one that cannot be read has no symbols.
fn read(file: &File, project: &Project, encoding: Encoding) -> Vec<Symbol> {
    let text = match read_text(&file.path) {
        Ok(text) => text,
        Err(failure) => {
            tracing::warn!("a draft of the workspace is left out: {failure}");
            return Vec::new();
        }
    };
    let name = project.name_of(&file.path);
    let markup = Markup::of_file_name(&file.path.to_string_lossy());
    let source = Source { text: &text, markup, file: name.as_deref(), release_date: None };
    let (draft, facts) = project.engine.read(&source);
    let house = project.engine.house();
    let context = DraftContext { text: &text, draft: &draft, facts: &facts, house };
    symbols(&context, &Names::of(&context), &Rope::from_str(&text), encoding)
}

fn symbols(
    context: &DraftContext<'_>,
    names: &Names,
    text: &Rope,
    encoding: Encoding,
) -> Vec<Symbol> {
    let symbol = |name: &str, sort: SymbolSort, detail: String, span: Span| Symbol {
        name: name.to_owned(),
        folded: plain(name),
        sort,
        detail,
        range: encoding.range(text, span),
    };
    let mut symbols = Vec::new();
    for person in context.facts.people().persons.iter().filter(|it| it.certain) {
        let name = single_spaced(person.name());
        let same_name =
            |span: Span| context.text.get(span.range()).is_some_and(|it| single_spaced(it) == name);
        let mention = person.mentions.iter().find(|it| same_name(it.name));
        let Some(mention) = mention.or_else(|| person.mentions.first()) else { continue };
        let title = person.mentions.iter().find_map(|mention| {
            let block = context.blocks().get(mention.block_index)?;
            let facts = context.facts.of_block(mention.block_index)?;
            let title = facts.people.named.get(mention.named?)?.titles.first()?;
            block.text().get(title.span.range()).map(single_spaced)
        });
        let detail = title.unwrap_or_default();
        symbols.push(symbol(&name, SymbolSort::Person, detail, mention.name));
    }
    let mut first_places: HashMap<(usize, bool), Span> = HashMap::new();
    for place in &names.occurrences {
        let form = names.known.get(place.name).and_then(|it| it.forms.get(place.form));
        let is_acronym = form.is_some_and(|it| it.kind == FormKind::Acronym);
        first_places.entry((place.name, is_acronym)).or_insert(place.span);
    }
    for (index, name) in names.known.iter().enumerate().filter(|(_, it)| !it.is_term()) {
        let (acronym_place, full_place) = name.definition.unzip();
        let place = |is_acronym: bool, defined: Option<Span>| {
            defined.or_else(|| first_places.get(&(index, is_acronym)).copied())
        };
        if let (Some(full), Some(span)) = (name.full(), place(false, full_place)) {
            let acronym = name.acronym().unwrap_or_default().to_owned();
            symbols.push(symbol(full, SymbolSort::Organisation, acronym, span));
        }
        if let (Some(acronym), Some(span)) = (name.acronym(), place(true, acronym_place)) {
            let full = name.full().unwrap_or_default().to_owned();
            symbols.push(symbol(acronym, SymbolSort::Acronym, full, span));
        }
    }
    symbols
}

/// How well a name goes with a query, 0 best; `None` if it does not. Both are folded.
fn rank(query: &str, name: &str) -> Option<u8> {
    let begins_word = |word: &str| name.split([' ', '-']).any(|it| it.starts_with(word));
    if query.is_empty() || query == name {
        Some(0)
    } else if name.starts_with(query) {
        Some(1)
    } else if query.split(' ').all(begins_word) {
        Some(2)
    } else if name.contains(query) {
        Some(3)
    } else {
        // “ncbr” for “National Central Bureau”.
        let mut letters = name.chars();
        query
            .chars()
            .filter(|it| *it != ' ')
            .all(|wanted| letters.any(|it| it == wanted))
            .then_some(4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_a_name_goes_with_the_query_the_earlier_it_comes() {
        let ranks = ["anna berg", "anna b", "berg", "nna", "abg", "xyz"]
            .map(|query| rank(query, "anna berg"));
        assert_eq!(ranks, [Some(0), Some(1), Some(2), Some(3), Some(4), None]);
        assert_eq!(rank("berg anna", "anna berg"), Some(2));
        assert_eq!(rank("", "anna berg"), Some(0));
    }
}
