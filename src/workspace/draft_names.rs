//! Which files are drafts, by their names.

/// The endings of drafts.
const ENDINGS: [&str; 3] = ["txt", "md", "markdown"];

/// Texts that stand in every repository and are no press releases.
const NOT_DRAFTS: [&str; 4] = ["README", "CHANGELOG", "LICENSE", "LICENCE"];

/// Whether a file of this name is a draft, where no configuration says otherwise: `*.txt`, `*.md`
/// and `*.markdown`, without README, CHANGELOG, LICENSE and hidden files.
///
/// ```
/// use presscheck::workspace::is_draft_name;
///
/// assert!(is_draft_name("2026-05-18-opening.txt"));
/// assert!(is_draft_name("license-plates-recalled.md"));
/// assert!(!is_draft_name("README.de.md") && !is_draft_name("LICENSE-MIT.txt"));
/// ```
pub fn is_draft_name(name: &str) -> bool {
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return false;
    };
    let first = stem.split('.').next().unwrap_or_default();
    let is_repository_text = NOT_DRAFTS.iter().any(|it| {
        first.eq_ignore_ascii_case(it)
            || first.strip_prefix(it).is_some_and(|rest| rest.starts_with(['-', '_']))
    });
    !name.starts_with('.')
        && ENDINGS.iter().any(|it| ending.eq_ignore_ascii_case(it))
        && !is_repository_text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_are_told_by_their_names() {
        for name in ["draft.txt", "DRAFT.TXT", "a.b.md", "release.markdown", "readmes-printed.md"] {
            assert!(is_draft_name(name), "{name}");
        }
        for name in [
            "README.md",
            "readme.txt",
            "README-fr.md",
            "CHANGELOG.md",
            "LICENSE.txt",
            "LICENSE",
            ".hidden.txt",
            ".txt",
            "photo.jpg",
            "txt",
            "draft.txt~",
        ] {
            assert!(!is_draft_name(name), "{name}");
        }
    }
}
