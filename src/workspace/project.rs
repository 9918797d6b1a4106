//! A press office's folder: its `presscheck.toml`, its own rule pages, and its drafts.

use std::path::{Path, PathBuf};

use toml::de::DeTable;

use crate::house::{ConfigFile, House, OwnPage, Resolved};
use crate::rule::Problem;
use crate::text::Span;
use crate::workspace::draft_names::is_draft_name;
use crate::workspace::globs::{Globs, names_hidden};
use crate::workspace::{Failure, display_path, pages, read_text, resolve};

/// The name of a project's configuration file.
pub const CONFIG_NAME: &str = "presscheck.toml";

/// A folder with a `presscheck.toml`, and what that says. Drafts that lie in no such folder belong
/// to a project that has neither.
#[derive(Debug)]
pub struct Project {
    /// The folder, links resolved.
    pub root: Option<PathBuf>,
    /// The configuration.
    pub config: Option<ConfigFile>,
    /// The press office's own rule pages.
    pub pages: Vec<OwnPage>,
    /// The house, and what is wrong with the files above.
    pub resolved: Resolved,
    /// Files of the project that could not be read.
    pub failures: Vec<Failure>,
    /// The files of these pages, relative to the project's folder: they are no drafts.
    page_files: Vec<String>,
    include: Globs,
    include_hidden: Globs,
    exclude: Globs,
}

impl Project {
    /// The project of the configuration at `path`; `house` stands for the profile it names.
    ///
    /// # Errors
    /// The configuration cannot be read.
    pub fn read(path: &Path, house: Option<&str>) -> Result<Self, Failure> {
        Ok(Self::of_text(path, read_text(path)?, house))
    }

    /// The project of a configuration that is there; one that cannot be read is a failure of the
    /// project.
    pub(super) fn read_or_default(path: &Path, house: Option<&str>) -> Self {
        Self::read(path, house).unwrap_or_else(|failure| {
            let mut project = Self::none(house);
            project.root = path.parent().map(resolve);
            project.failures.push(failure);
            project
        })
    }

    /// The project of drafts that have no configuration.
    pub fn none(house: Option<&str>) -> Self {
        Self {
            root: None,
            config: None,
            pages: Vec::new(),
            resolved: House::resolve(house, None, &[]),
            failures: Vec::new(),
            page_files: Vec::new(),
            include: Globs::default(),
            include_hidden: Globs::default(),
            exclude: Globs::default(),
        }
    }

    /// The project of the configuration at `path` that reads `text`, saved or not.
    pub fn of_text(path: &Path, text: String, house: Option<&str>) -> Self {
        let root = resolve(
            path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new(".")),
        );
        let config = ConfigFile { path: display_path(path), text };
        let (mut problems, mut failures) = (Vec::new(), Vec::new());
        let files = own_page_files(&root, &config, &mut problems);
        let pages = read_own_pages(&files, &mut failures);
        let mut resolved = House::resolve(house, Some(&config), &pages);
        let hidden = resolved.include.iter().filter(|it| names_hidden(it));
        let (include_hidden, wrong_hidden) = Globs::read(hidden);
        let seen = resolved.include.iter().filter(|it| !names_hidden(it));
        let (include, wrong_include) = Globs::read(seen);
        let (exclude, wrong_exclude) = Globs::read(&resolved.exclude);
        for (key, wrong) in
            [("include", wrong_hidden), ("include", wrong_include), ("exclude", wrong_exclude)]
        {
            for (pattern, what) in wrong {
                let span = span_of_text(&config.text, key, pattern);
                let message = format!("“{pattern}” is not a glob: {what}");
                problems.push(Problem::new(span, message));
            }
        }
        resolved.problems.extend(problems.into_iter().map(|it| (config.path.clone(), it)));
        let relative = files.iter().filter_map(|it| relative(it, &root));
        Self {
            page_files: relative.collect(),
            root: Some(root),
            config: Some(config),
            pages,
            resolved,
            failures,
            include,
            include_hidden,
            exclude,
        }
    }

    /// The path of a file relative to the project's folder, with forward slashes; `None` where it
    /// does not lie there. `path` has no links.
    pub fn relative(&self, path: &Path) -> Option<String> {
        relative(path, self.root.as_deref()?)
    }

    /// The text of the file in which a problem is.
    pub fn text_of(&self, path: &str) -> Option<&str> {
        let config = self.config.iter().map(|it| (&it.path, &it.text));
        let pages = self.pages.iter().map(|it| (&it.path, &it.text));
        config.chain(pages).find(|(known, _)| *known == path).map(|(_, text)| text.as_str())
    }

    /// Whether the file at `file`, relative to the project's folder, is one of its drafts. One that
    /// is `hidden`, or lies in a hidden folder, has to be included by a glob that says so.
    pub fn wants(&self, file: &str, hidden: bool) -> bool {
        let name = file.rsplit_once('/').map_or(file, |(_, name)| name);
        let wanted = if hidden {
            self.include_hidden.matches(file)
        } else {
            is_draft_name(name) || self.include.matches(file)
        };
        wanted && !self.exclude.matches(file) && !self.page_files.iter().any(|it| it == file)
    }

    /// Whether the folder at `folder`, relative to the project's, may hold drafts.
    pub fn enters(&self, folder: &str, hidden: bool) -> bool {
        !(self.exclude.matches(folder) || hidden && self.include_hidden.is_empty())
    }
}

fn relative(path: &Path, root: &Path) -> Option<String> {
    let parts: Vec<_> =
        path.strip_prefix(root).ok()?.iter().map(|it| it.to_string_lossy()).collect();
    Some(parts.join("/"))
}

/// The files of the rule pages that the configuration names.
fn own_page_files(root: &Path, config: &ConfigFile, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for pattern in House::page_globs(&config.text) {
        match pages::find(root, &pattern) {
            Ok(mut found) => files.append(&mut found),
            Err(message) => {
                let span = span_of_text(&config.text, "pages", &pattern);
                problems.push(Problem::new(span, message));
            }
        }
    }
    files.sort();
    files.dedup();
    files
}

fn read_own_pages(files: &[PathBuf], failures: &mut Vec<Failure>) -> Vec<OwnPage> {
    let mut pages = Vec::new();
    for path in files {
        match read_text(path) {
            Ok(text) => pages.push(OwnPage {
                path: display_path(path),
                name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
                text,
            }),
            Err(failure) => failures.push(failure),
        }
    }
    pages
}

/// Where `text` stands at `key` of a configuration.
fn span_of_text(config: &str, key: &str, text: &str) -> Span {
    let Ok(table) = DeTable::parse(config) else {
        return Span::at(0);
    };
    let Some(value) = table.get_ref().get(key) else {
        return Span::at(0);
    };
    let items = value.get_ref().as_array().map_or(std::slice::from_ref(value), |it| it);
    let found = items.iter().find(|it| it.get_ref().as_str() == Some(text));
    Span::from(found.unwrap_or(value).span())
}
