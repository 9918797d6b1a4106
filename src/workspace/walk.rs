//! Finding the drafts in a folder.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder, WalkState};

use crate::workspace::{Failure, Workspace, display_path, resolve};

/// The drafts in a folder.
#[derive(Debug, Default)]
pub struct Walked {
    /// The drafts, in the order of their paths; each begins with the folder's path as it was given.
    pub drafts: Vec<PathBuf>,
    /// Folders that could not be read.
    pub failures: Vec<Failure>,
}

impl Workspace {
    /// Finds the drafts in `folder` and the folders below, without those that `.gitignore` and
    /// `.ignore` files leave out.
    pub fn drafts_in(self: &Arc<Self>, folder: &Path) -> Walked {
        let place = Arc::new(Place { given: folder.to_owned(), resolved: resolve(folder) });
        let mut walk = WalkBuilder::new(folder);
        // Hidden files are for the projects' `include` to say.
        walk.hidden(false);
        let (workspace, at) = (Arc::clone(self), Arc::clone(&place));
        walk.filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|it| it.is_dir());
            !is_folder || entry.depth() == 0 || workspace.enters(&at, entry)
        });
        let walked = Mutex::new(Walked::default());
        walk.build_parallel().run(|| {
            Box::new(|entry| {
                let add = |change: &dyn Fn(&mut Walked)| {
                    change(&mut walked.lock().unwrap_or_else(PoisonError::into_inner));
                };
                match entry {
                    Ok(entry) => {
                        let is_file = entry.file_type().is_some_and(|it| it.is_file());
                        if is_file && self.wants(&place, &entry) {
                            add(&|it| it.drafts.push(entry.path().to_owned()));
                        }
                    }
                    Err(error) => add(&|it| it.failures.push(failure(folder, &error))),
                }
                WalkState::Continue
            })
        });
        let mut walked = walked.into_inner().unwrap_or_else(PoisonError::into_inner);
        walked.drafts.sort();
        walked.failures.sort();
        walked
    }

    fn enters(&self, place: &Place, entry: &DirEntry) -> bool {
        let path = place.resolve(entry.path());
        let parent = path.parent().unwrap_or(&path);
        let project = self.project_of_folder(parent);
        let relative = project.relative(&path).unwrap_or_default();
        entry.file_name() != ".git" && project.enters(&relative, place.is_hidden(entry.path()))
    }

    fn wants(&self, place: &Place, entry: &DirEntry) -> bool {
        let path = place.resolve(entry.path());
        let project = self.project_of_folder(path.parent().unwrap_or(&path));
        let name = || entry.file_name().to_string_lossy().into_owned();
        let relative = project.relative(&path).unwrap_or_else(name);
        project.wants(&relative, place.is_hidden(entry.path()))
    }
}

/// Where a walk began.
struct Place {
    given: PathBuf,
    resolved: PathBuf,
}

impl Place {
    /// The walk follows no links: below its start a path has none.
    fn resolve(&self, path: &Path) -> PathBuf {
        self.resolved.join(path.strip_prefix(&self.given).unwrap_or(path))
    }

    /// Whether a file is hidden, or a folder between it and the start of the walk is.
    fn is_hidden(&self, path: &Path) -> bool {
        let below = path.strip_prefix(&self.given).unwrap_or(path);
        below.iter().any(|it| it.as_encoded_bytes().starts_with(b"."))
    }
}

fn failure(folder: &Path, error: &ignore::Error) -> Failure {
    let mut error = error;
    let mut path = display_path(folder);
    loop {
        match error {
            ignore::Error::WithPath { path: at, err } => {
                path = display_path(at);
                error = err;
            }
            ignore::Error::WithLineNumber { err, .. } | ignore::Error::WithDepth { err, .. } => {
                error = err;
            }
            ignore::Error::Io(io) => {
                return Failure { path, message: super::read::describe(io) };
            }
            _ => return Failure { path, message: error.to_string() },
        }
    }
}
