//! Finding the rule pages that a configuration names: `pages = ["style/*.md"]`.

use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use ignore::WalkBuilder;

/// The files that `pattern` names, in the order of their paths: a file, the pages of a folder, or
/// what a glob matches. Relative to `root`, the folder of the configuration.
///
/// # Errors
/// The pattern is no glob, or names nothing.
pub(super) fn find(root: &Path, pattern: &str) -> Result<Vec<PathBuf>, String> {
    let is_glob = |part: &&str| part.contains(['*', '?', '[', '{']);
    let parts: Vec<&str> = pattern.split('/').filter(|it| !it.is_empty()).collect();
    let plain = parts.iter().take_while(|it| !is_glob(it)).count();
    let base = root.join(parts[..plain].iter().collect::<PathBuf>());
    let mut glob = parts[plain..].join("/");
    if glob.is_empty() {
        if base.is_file() {
            return Ok(vec![base]);
        }
        "*.md".clone_into(&mut glob);
    }
    let matcher = GlobBuilder::new(&glob)
        .literal_separator(true)
        .build()
        .map_err(|error| format!("“{pattern}” is not a glob: {}", error.kind()))?
        .compile_matcher();
    let depth = (!glob.contains("**")).then(|| glob.split('/').count());
    let mut files: Vec<PathBuf> = WalkBuilder::new(&base)
        .standard_filters(false)
        .max_depth(depth)
        .build()
        .filter_map(Result::ok)
        .filter(|it| it.file_type().is_some_and(|it| it.is_file()))
        .filter(|it| it.path().strip_prefix(&base).is_ok_and(|it| matcher.is_match(it)))
        .map(ignore::DirEntry::into_path)
        .collect();
    files.sort();
    if files.is_empty() { Err(format!("“{pattern}” names no rule page")) } else { Ok(files) }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_a_folder_and_a_glob_name_pages() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("style/deep")).unwrap();
        for name in ["style/b.md", "style/a.md", "style/note.txt", "style/deep/c.md"] {
            fs::write(root.join(name), "").unwrap();
        }
        let names = |pattern: &str| -> Vec<String> {
            let found = find(root, pattern).unwrap_or_default();
            found
                .iter()
                .map(|it| it.strip_prefix(root).unwrap().to_string_lossy().into_owned())
                .collect()
        };
        assert_eq!(names("style"), ["style/a.md", "style/b.md"]);
        assert_eq!(names("./style/*.md"), ["style/a.md", "style/b.md"]);
        assert_eq!(names("style/a.md"), ["style/a.md"]);
        assert_eq!(names("**/*.md"), ["style/a.md", "style/b.md", "style/deep/c.md"]);
        assert_eq!(find(root, "rules/*.md").unwrap_err(), "“rules/*.md” names no rule page");
        assert!(find(root, "a[").unwrap_err().contains("not a glob"));
    }
}
