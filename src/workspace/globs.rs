//! `include` and `exclude`: globs relative to the folder of `presscheck.toml`.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// A set of globs. One without a slash matches a name in any folder; one that matches a folder
/// matches what lies in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Globs(GlobSet);

impl Globs {
    /// Reads `patterns`. Those that are no globs are left out and returned, with what is wrong.
    pub(super) fn read<'a>(
        patterns: impl IntoIterator<Item = &'a String>,
    ) -> (Self, Vec<(&'a str, String)>) {
        let mut set = GlobSetBuilder::new();
        let mut wrong = Vec::new();
        for pattern in patterns {
            match both(pattern) {
                Ok((itself, below)) => {
                    set.add(itself);
                    set.add(below);
                }
                Err(error) => wrong.push((pattern.as_str(), error.kind().to_string())),
            }
        }
        (Self(set.build().unwrap_or_default()), wrong)
    }

    /// Whether the file or folder at `path`, relative to the project's folder, is matched.
    pub(super) fn matches(&self, path: &str) -> bool {
        self.0.is_match(path)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether a glob speaks of hidden files or folders.
pub(super) fn names_hidden(pattern: &str) -> bool {
    pattern.trim_start_matches("./").split('/').any(|it| it.starts_with('.'))
}

/// The glob for what `pattern` names, and that for what lies below it.
fn both(pattern: &str) -> Result<(Glob, Glob), globset::Error> {
    let rooted = pattern.strip_prefix("./").or_else(|| pattern.strip_prefix('/'));
    let bare = rooted.unwrap_or(pattern).trim_end_matches('/');
    let itself = if rooted.is_none() && !bare.contains('/') {
        format!("**/{bare}")
    } else {
        bare.to_owned()
    };
    let glob = |pattern: &str| GlobBuilder::new(pattern).literal_separator(true).build();
    Ok((glob(&itself)?, glob(&format!("{itself}/**"))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn globs(pattern: &str) -> Globs {
        Globs::read([&pattern.to_owned()]).0
    }

    #[test]
    fn a_name_matches_in_any_folder_and_a_path_from_the_root() {
        assert!(globs("*.adoc").matches("a.adoc") && globs("*.adoc").matches("x/y/a.adoc"));
        assert!(globs("old").matches("old") && globs("old/").matches("2025/old/a.txt"));
        assert!(globs("news/*.md").matches("news/a.md"));
        assert!(!globs("news/*.md").matches("news/deep/a.md"));
        assert!(!globs("./a.md").matches("x/a.md") && globs("/a.md").matches("a.md"));
        assert!(globs("news/**/*.md").matches("news/deep/er/a.md"));
    }

    #[test]
    fn what_is_no_glob_is_told() {
        let patterns = ["a[".to_owned(), "b".to_owned()];
        let (globs, wrong) = Globs::read(&patterns);
        assert_eq!(wrong[0].0, "a[");
        assert!(globs.matches("b"));
    }
}
