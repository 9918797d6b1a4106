//! The files around a draft: which project it belongs to, which files of a folder are drafts, and
//! reading them. The command line and the language server share it.

mod draft_names;
mod globs;
mod pages;
mod project;
mod read;
mod walk;

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

pub use draft_names::is_draft_name;
pub use project::{CONFIG_NAME, Project};
pub use read::{decode, read_text};
pub use walk::Walked;

/// A file that could not be read or used, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// The file or folder, as the user would write it.
    pub path: String,
    /// What is the matter with it, and what to do.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "“{}”: {}", self.path, self.message)
    }
}

impl std::error::Error for Failure {}

/// A draft's place in its project.
#[derive(Clone, Debug)]
pub struct Located {
    /// The project.
    pub project: Arc<Project>,
    /// The draft's path relative to the project's folder, with forward slashes, or its name where
    /// it does not lie in that folder.
    pub file: String,
}

/// Finds the projects of drafts, and reads each of them once.
#[derive(Debug)]
pub struct Workspace {
    /// The profile that is used whatever the projects say.
    house: Option<String>,
    /// The project that is used wherever a draft lies.
    fixed: Option<Arc<Project>>,
    /// By folder, links resolved.
    projects: Mutex<FxHashMap<PathBuf, Arc<Project>>>,
}

impl Workspace {
    /// A workspace in which every draft belongs to the project of the nearest `presscheck.toml`
    /// above it, or to the one of `config`. The profile `house` stands for that which the projects
    /// name.
    ///
    /// # Errors
    /// `config` cannot be read.
    pub fn new(config: Option<&Path>, house: Option<&str>) -> Result<Self, Failure> {
        let fixed = match config {
            Some(config) => Some(Arc::new(Project::read(config, house)?)),
            None => None,
        };
        Ok(Self { house: house.map(str::to_owned), fixed, projects: Mutex::default() })
    }

    /// The project of the draft at `path`, which need not exist, and its place there.
    pub fn locate(&self, path: &Path) -> Located {
        let parent = path.parent().filter(|it| !it.as_os_str().is_empty());
        let folder = resolve(parent.unwrap_or(Path::new(".")));
        self.locate_in(&folder, path.file_name().unwrap_or(path.as_os_str()))
    }

    /// [`locate`](Self::locate) for the file `name` in a folder whose path has no links.
    pub fn locate_in(&self, folder: &Path, name: &OsStr) -> Located {
        let project = self.project_of_folder(folder);
        let file = match project.relative(&folder.join(name)) {
            Some(relative) => relative,
            None => name.to_string_lossy().into_owned(),
        };
        Located { project, file }
    }

    /// The project of the current folder.
    pub fn current_project(&self) -> Arc<Project> {
        self.project_of_folder(&resolve(Path::new(".")))
    }

    /// The project of a folder, whose path has no links.
    fn project_of_folder(&self, folder: &Path) -> Arc<Project> {
        if let Some(project) = &self.fixed {
            return Arc::clone(project);
        }
        let mut projects = self.projects.lock().unwrap_or_else(PoisonError::into_inner);
        let mut new = Vec::new();
        let mut found = None;
        for ancestor in folder.ancestors() {
            if let Some(project) = projects.get(ancestor) {
                found = Some(Arc::clone(project));
                break;
            }
            new.push(ancestor.to_owned());
            let config = ancestor.join(CONFIG_NAME);
            if config.is_file() {
                found = Some(Arc::new(Project::read_or_default(&config, self.house.as_deref())));
                break;
            }
        }
        let project = found.unwrap_or_else(|| Arc::new(Project::none(self.house.as_deref())));
        for folder in new {
            projects.insert(folder, Arc::clone(&project));
        }
        project
    }
}

/// `path` without links; where it does not exist, as it would be from the current folder.
pub(crate) fn resolve(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// How a user in the current folder would write `path`.
pub(crate) fn display_path(path: &Path) -> String {
    // Asked once: a folder of thousands of drafts would ask thousands of times.
    static CURRENT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let current =
        CURRENT.get_or_init(|| std::env::current_dir().and_then(|it| it.canonicalize()).ok());
    let shown = current.as_deref().and_then(|it| path.strip_prefix(it).ok()).unwrap_or(path);
    let shown = shown.strip_prefix(".").unwrap_or(shown);
    if shown.as_os_str().is_empty() { ".".to_owned() } else { shown.to_string_lossy().into_owned() }
}
