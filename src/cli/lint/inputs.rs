//! Which drafts are to be checked.

use std::collections::HashSet;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};

use crate::cli::arguments::LintOptions;
use crate::workspace::{Failure, Project, Workspace, display_path, resolve};

/// A draft to check.
#[derive(Debug)]
pub(super) struct Job {
    /// The file; for standard input, the one that stands for it.
    pub(super) path: PathBuf,
    /// Its path, as the user would write it.
    pub(super) shown: String,
    /// Its path in its project.
    pub(super) file: String,
    /// Its project, as an index into [`Inputs::projects`].
    pub(super) project: usize,
    /// What standard input held, if this is that.
    pub(super) stdin: Option<Vec<u8>>,
}

/// The drafts, and what they belong to.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    pub(super) jobs: Vec<Job>,
    pub(super) projects: Vec<Arc<Project>>,
    /// Folders that were checked as a whole, links resolved.
    pub(super) folders: Vec<PathBuf>,
    /// What could not be found or read, and folders without a draft.
    pub(super) failures: Vec<Failure>,
}

impl Inputs {
    /// Finds the drafts that the options name.
    pub(super) fn gather(options: &LintOptions, workspace: &Arc<Workspace>) -> Result<Self> {
        let mut inputs = Self::default();
        let mut seen = HashSet::new();
        for path in &options.paths {
            if path == Path::new("-") {
                if seen.insert(path.clone()) {
                    inputs.add_stdin(options, workspace)?;
                }
            } else if path.is_dir() {
                inputs.add_folder(path, workspace, &mut seen);
            } else if path.symlink_metadata().is_ok() {
                inputs.add_file(path, workspace, &mut seen);
            } else {
                let message = "there is no such file or folder".to_owned();
                inputs.failures.push(Failure { path: display_path(path), message });
            }
        }
        if inputs.projects.is_empty() {
            inputs.project_index(&workspace.current_project());
        }
        Ok(inputs)
    }

    fn add_stdin(&mut self, options: &LintOptions, workspace: &Workspace) -> Result<()> {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).context("standard input cannot be read")?;
        let (path, shown) = match &options.stdin_filename {
            Some(path) => (path.clone(), display_path(path)),
            None => (PathBuf::from("-"), "-".to_owned()),
        };
        self.add(path, shown, workspace, Some(bytes));
        Ok(())
    }

    fn add_folder(
        &mut self,
        folder: &Path,
        workspace: &Arc<Workspace>,
        seen: &mut HashSet<PathBuf>,
    ) {
        let walked = workspace.drafts_in(folder);
        let resolved = resolve(folder);
        self.folders.push(resolved.clone());
        if walked.drafts.is_empty() && walked.failures.is_empty() {
            let message = "there is no draft in this folder: no *.txt, *.md or *.markdown file, \
                           save what exclude, .gitignore and .ignore leave out";
            let path = display_path(folder);
            self.failures.push(Failure { path, message: message.to_owned() });
        }
        self.failures.extend(walked.failures);
        for draft in walked.drafts {
            // The walk follows no links: below the folder a path has none, and is not asked for.
            match draft.strip_prefix(folder) {
                Ok(below) => self.add_resolved(&draft, resolved.join(below), workspace, seen),
                Err(_) => self.add_file(&draft, workspace, seen),
            }
        }
    }

    fn add_file(&mut self, path: &Path, workspace: &Workspace, seen: &mut HashSet<PathBuf>) {
        if seen.insert(resolve(path)) {
            self.add(path.to_owned(), display_path(path), workspace, None);
        }
    }

    /// Adds a file whose path without links is known.
    fn add_resolved(
        &mut self,
        path: &Path,
        resolved: PathBuf,
        workspace: &Workspace,
        seen: &mut HashSet<PathBuf>,
    ) {
        let (Some(folder), Some(name)) = (resolved.parent(), resolved.file_name()) else {
            return;
        };
        let located = workspace.locate_in(folder, name);
        if seen.insert(resolved) {
            let project = self.project_index(&located.project);
            let (path, shown) = (path.to_owned(), display_path(path));
            self.jobs.push(Job { path, shown, file: located.file, project, stdin: None });
        }
    }

    fn add(&mut self, path: PathBuf, shown: String, workspace: &Workspace, stdin: Option<Vec<u8>>) {
        let located = workspace.locate(&path);
        let project = self.project_index(&located.project);
        self.jobs.push(Job { path, shown, file: located.file, project, stdin });
    }

    fn project_index(&mut self, project: &Arc<Project>) -> usize {
        let known = self.projects.iter().position(|it| Arc::ptr_eq(it, project));
        known.unwrap_or_else(|| {
            self.projects.push(Arc::clone(project));
            self.projects.len() - 1
        })
    }
}
