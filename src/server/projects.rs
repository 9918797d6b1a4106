//! Finds and reads the configuration of each draft, and keeps one engine for each configuration.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ropey::Rope;

use crate::engine::Engine;
use crate::rule::Problem;
use crate::server::state::{Document, Kind, State};
use crate::text::Span;
use crate::workspace::{self, CONFIG_NAME, is_draft_name, read_text, resolve};

/// A configuration that was read, and the engine for it.
#[derive(Clone)]
pub(super) struct Project {
    /// The configuration file; `None` where there is none.
    pub(super) file: Option<ProjectFile>,
    pub(super) engine: Arc<Engine>,
    /// The engine's number: no two engines of a session have the same.
    pub(super) engine_number: u64,
    /// What is wrong with the configuration, and the file it is wrong in.
    pub(super) problems: Arc<[(PathBuf, Problem)]>,
    files: Arc<workspace::Project>,
    /// The profile that the user's editor asks for.
    house: Option<String>,
}

/// A configuration file.
#[derive(Clone, Debug)]
pub(super) struct ProjectFile {
    /// Its path, links resolved.
    pub(super) path: PathBuf,
    pub(super) text: Rope,
    /// The revision of the text in the editor; `None` if it was read from the disk.
    pub(super) open: Option<u64>,
}

impl Project {
    /// The draft's name to the engine: its path from the configuration's folder, or its file name.
    pub(super) fn name_of(&self, draft: &Path) -> Option<String> {
        let name = draft.file_name()?;
        let path = resolve(draft.parent()?).join(name);
        self.files.relative(&path).or_else(|| Some(name.to_string_lossy().into_owned()))
    }

    /// Whether a file is a draft of the project. An editor may show a file that the project leaves
    /// out, or the readme beside the drafts, or a page of the project's own rules; what else it
    /// calls a text is its own choice.
    pub(super) fn wants(&self, file: &Path) -> bool {
        let Some(name) = self.name_of(file) else {
            return true;
        };
        let ending = file.extension().unwrap_or_default().to_string_lossy();
        let looks_like_a_draft = is_draft_name(&format!("draft.{ending}"));
        let hidden = name.split('/').any(|it| it.starts_with('.'));
        let is_page = self.files.pages.iter().any(|it| shown_path(&it.path) == resolve(file));
        !is_page && (!looks_like_a_draft || self.files.wants(&name, hidden))
    }

    /// The text of a file that is at fault.
    pub(super) fn text_of(&self, path: &Path) -> Rope {
        let page = self.files.pages.iter().find(|it| shown_path(&it.path) == path);
        page.map(|it| Rope::from_str(&it.text)).unwrap_or_default()
    }

    /// Whether both were read from the same texts.
    fn reads_like(&self, other: &Self) -> bool {
        let texts = |project: &Self| {
            let pages = project.files.pages.iter().map(|it| (it.path.clone(), it.text.clone()));
            (project.files.config.as_ref().map(|it| it.text.clone()), pages.collect::<Vec<_>>())
        };
        self.house == other.house && texts(self) == texts(other)
    }
}

/// The configurations in use.
#[derive(Default)]
pub(super) struct Projects {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// The state's count of configuration changes for which `by_folder` and `of_nowhere` hold.
    configuration: u64,
    /// By folder, as it was asked for and with its links resolved.
    by_folder: HashMap<PathBuf, Arc<Project>>,
    /// For what lies in no folder.
    of_nowhere: Option<Arc<Project>>,
    /// By configuration file: what need not be made again while its texts are the same.
    by_file: HashMap<Option<PathBuf>, Arc<Project>>,
    /// How many engines were made.
    engines: u64,
}

impl Projects {
    /// The configuration for a document: the nearest file, from its folder upwards. A document
    /// without a file is taken to lie in the first folder that is open.
    pub(super) fn of(&self, state: &State, document: &Document) -> Arc<Project> {
        let folder = match &document.path {
            Some(path) => path.parent(),
            None => state.folders.first().map(PathBuf::as_path),
        };
        self.of_folder(state, folder)
    }

    /// The configuration for drafts in a folder, or in none.
    pub(super) fn of_folder(&self, state: &State, folder: Option<&Path>) -> Arc<Project> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.configuration < state.configuration {
            kept.configuration = state.configuration;
            kept.by_folder.clear();
            kept.of_nowhere = None;
        }
        let Some(asked) = folder else {
            let project = kept.of_nowhere.take().unwrap_or_else(|| kept.read(state, None, None));
            kept.of_nowhere = Some(Arc::clone(&project));
            return project;
        };
        // Typing asks for the same folder again and again: the disk is asked once.
        if let Some(project) = kept.by_folder.get(asked) {
            return Arc::clone(project);
        }
        let open = open_configurations(state);
        let mut new = vec![asked.to_owned()];
        let mut found = None;
        for ancestor in resolve(asked).ancestors() {
            found = kept.by_folder.get(ancestor).map(Arc::clone);
            if found.is_some() {
                break;
            }
            new.push(ancestor.to_owned());
            let mut unreadable = None;
            if let Some(file) = configuration_in(ancestor, &open, &mut unreadable) {
                found = Some(kept.read(state, Some(file), unreadable));
                break;
            }
        }
        let project = found.unwrap_or_else(|| kept.read(state, None, None));
        kept.by_folder.extend(new.into_iter().map(|it| (it, Arc::clone(&project))));
        project
    }
}

impl Kept {
    /// Reads a project, and takes the engine of before where nothing has changed.
    fn read(
        &mut self,
        state: &State,
        file: Option<ProjectFile>,
        unreadable: Option<(PathBuf, Problem)>,
    ) -> Arc<Project> {
        let path = file.as_ref().map(|it| it.path.clone());
        let mut project = read(state, file, unreadable);
        match self.by_file.get(&path).filter(|it| it.reads_like(&project)) {
            Some(same) => {
                project.engine = Arc::clone(&same.engine);
                project.engine_number = same.engine_number;
            }
            None => {
                self.engines += 1;
                project.engine_number = self.engines;
            }
        }
        let project = Arc::new(project);
        self.by_file.insert(path, Arc::clone(&project));
        project
    }
}

/// Reads the configuration of a file, or that of drafts that have none.
fn read(
    state: &State,
    file: Option<ProjectFile>,
    unreadable: Option<(PathBuf, Problem)>,
) -> Project {
    let house = state.settings.house.clone();
    let files = match &file {
        Some(file) => {
            workspace::Project::of_text(&file.path, file.text.to_string(), house.as_deref())
        }
        None => workspace::Project::none(house.as_deref()),
    };
    let of_config = |path: &str| files.config.as_ref().is_some_and(|it| it.path == path);
    let place = |path: &str| match &file {
        Some(file) if of_config(path) => file.path.clone(),
        _ => shown_path(path),
    };
    let resolved = files.resolved.problems.iter();
    let problems = resolved.map(|(path, problem)| (place(path), problem.clone()));
    let failures = files.failures.iter().map(|it| (place(&it.path), at_start(&it.message)));
    let problems = problems.chain(failures).chain(unreadable).collect();
    let engine = Arc::new(Engine::new(files.resolved.house.clone()));
    Project { file, engine, engine_number: 0, problems, files: Arc::new(files), house }
}

/// The configuration files in the editor, by their folders.
fn open_configurations(state: &State) -> Vec<(PathBuf, &Arc<Document>)> {
    let documents = state.documents.values();
    documents
        .filter(|it| it.kind == Kind::Configuration && !it.lost)
        .filter_map(|it| Some((resolve(it.path.as_deref()?.parent()?), it)))
        .collect()
}

/// The configuration file in `folder`: what the editor shows counts over what is on the disk.
fn configuration_in(
    folder: &Path,
    open: &[(PathBuf, &Arc<Document>)],
    unreadable: &mut Option<(PathBuf, Problem)>,
) -> Option<ProjectFile> {
    let path = folder.join(CONFIG_NAME);
    if let Some((_, document)) = open.iter().find(|(it, _)| it == folder) {
        let open = Some(document.revision);
        return Some(ProjectFile { path, text: document.text.clone(), open });
    }
    if !path.is_file() {
        return None;
    }
    let text = read_text(&path).unwrap_or_else(|failure| {
        *unreadable = Some((path.clone(), at_start(&failure.message)));
        String::new()
    });
    Some(ProjectFile { path, text: Rope::from_str(&text), open: None })
}

fn at_start(message: &str) -> Problem {
    Problem::new(Span::at(0), message)
}

/// The path that a user would write in this way.
fn shown_path(path: &str) -> PathBuf {
    resolve(Path::new(path))
}
