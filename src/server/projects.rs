//! Finds and reads the configuration of each draft, and keeps one engine for each configuration.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ropey::Rope;

use crate::engine::Engine;
use crate::house::{ConfigFile, House};
use crate::rule::Problem;
use crate::server::state::{CONFIGURATION_FILE, Document, State};
use crate::text::Span;

/// A configuration that was read, and the engine for it.
#[derive(Clone)]
pub(super) struct Project {
    /// The configuration file; `None` where there is none.
    pub(super) file: Option<ProjectFile>,
    /// The profile that the user's editor asks for.
    house: Option<String>,
    pub(super) engine: Arc<Engine>,
    /// What is wrong with the configuration, and the file it is wrong in.
    pub(super) problems: Vec<(PathBuf, Problem)>,
}

/// A configuration file.
#[derive(Clone, Debug)]
pub(super) struct ProjectFile {
    pub(super) path: PathBuf,
    pub(super) text: Rope,
    /// Version and revision of the text in the editor; `None` if it was read from the disk.
    pub(super) open: Option<(i32, u64)>,
}

impl Project {
    /// The draft's name to the engine: its path from the configuration's folder, or its file name.
    pub(super) fn name_of(&self, path: &Path) -> Option<String> {
        let folder = self.file.as_ref().and_then(|it| it.path.parent());
        let relative = folder.and_then(|it| path.strip_prefix(it).ok());
        match relative {
            Some(relative) => Some(with_slashes(relative)),
            None => Some(path.file_name()?.to_string_lossy().into_owned()),
        }
    }
}

/// A relative path as configurations write it.
pub(super) fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|it| it.to_string_lossy()).collect();
    parts.join("/")
}

/// The configurations in use.
#[derive(Default)]
pub(super) struct Projects {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// The state's count of configuration changes for which `by_folder` holds.
    configuration: u64,
    by_folder: HashMap<Option<PathBuf>, Arc<Project>>,
    /// By configuration file: what need not be made again while its text is the same.
    by_file: HashMap<Option<PathBuf>, Arc<Project>>,
}

impl Projects {
    /// The configuration for a document: the nearest file, from its folder upwards. A document
    /// without a file is taken to lie in the first folder that is open.
    pub(super) fn of(&self, state: &State, document: &Document) -> Arc<Project> {
        let folder = match &document.path {
            Some(path) => path.parent().map(Path::to_owned),
            None => state.folders.first().cloned(),
        };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.configuration < state.configuration {
            kept.configuration = state.configuration;
            kept.by_folder.clear();
        }
        if let Some(project) = kept.by_folder.get(&folder) {
            return Arc::clone(project);
        }
        let project = read(state, folder.as_deref(), &kept.by_file);
        kept.by_folder.insert(folder, Arc::clone(&project));
        let file = project.file.as_ref().map(|it| it.path.clone());
        kept.by_file.insert(file, Arc::clone(&project));
        project
    }
}

/// Reads the configuration for drafts in `folder`. One of `kept` that is made of the same text
/// lends its engine.
fn read(
    state: &State,
    folder: Option<&Path>,
    kept: &HashMap<Option<PathBuf>, Arc<Project>>,
) -> Arc<Project> {
    let mut problems = Vec::new();
    let file = folder.and_then(|it| find(state, it, &mut problems));
    let house = state.settings.house.clone();
    let text = file.as_ref().map(|it| it.text.to_string());
    let same = kept.get(&file.as_ref().map(|it| it.path.clone())).filter(|kept| {
        kept.house == house
            && kept.file.as_ref().map(|it| &it.text) == file.as_ref().map(|it| &it.text)
    });
    if let Some(kept) = same {
        return Arc::new(Project { file, ..Project::clone(kept) });
    }
    let configuration = file
        .as_ref()
        .zip(text)
        .map(|(file, text)| ConfigFile { path: file.path.to_string_lossy().into_owned(), text });
    let resolved = House::resolve(house.as_deref(), configuration.as_ref(), &[]);
    problems.extend(resolved.problems.into_iter().map(|(path, it)| (PathBuf::from(path), it)));
    Arc::new(Project { file, house, engine: Arc::new(Engine::new(resolved.house)), problems })
}

/// The nearest configuration file: what the editor shows counts over what is on the disk.
fn find(
    state: &State,
    folder: &Path,
    problems: &mut Vec<(PathBuf, Problem)>,
) -> Option<ProjectFile> {
    folder.ancestors().find_map(|folder| {
        let path = folder.join(CONFIGURATION_FILE);
        if let Some(document) = state.document_at(&path).filter(|it| !it.lost) {
            let open = Some((document.version, document.revision));
            return Some(ProjectFile { path, text: document.text.clone(), open });
        }
        match fs::read_to_string(&path) {
            Ok(text) => Some(ProjectFile { path, text: Rope::from_str(&text), open: None }),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => {
                let message = format!("the configuration cannot be read: {error}");
                let problem = Problem { span: Span::at(0), message, help: None };
                problems.push((path.clone(), problem));
                Some(ProjectFile { path, text: Rope::new(), open: None })
            }
        }
    })
}
