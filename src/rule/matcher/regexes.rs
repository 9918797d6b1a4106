//! Regular expressions of a page: what they mean, and the words without which they cannot match.

use regex_syntax::hir::{Hir, HirKind};

/// A regular expression of a page. A space in it stands for any run of white space, an apostrophe
/// for either form, `\b` for a boundary of ASCII letters; it matches in any case unless the page
/// says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RegexText {
    /// What is compiled.
    pub(crate) source: String,
    pub(crate) match_case: bool,
    /// Names and numbers of its groups.
    pub(crate) groups: Vec<String>,
    /// Pieces of text, in lower case, of which each match has at least one; empty if none is known.
    pub(crate) needs: Vec<String>,
}

/// A piece that is shorter than this is in every second word.
const SHORTEST_NEED: usize = 2;

impl RegexText {
    /// Reads a regular expression as a page writes it.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub(crate) fn new(written: &str, match_case: bool) -> Result<Self, String> {
        Self::of_source(translate(written), match_case)
    }

    /// Reads a regular expression for what stands directly before a match, or directly after it.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub(crate) fn beside(written: &str, match_case: bool, before: bool) -> Result<Self, String> {
        let beside = translate(written);
        let source = if before {
            format!(r"(?:{beside})[\s\x01]*\z")
        } else {
            format!(r"\A[\s\x01]*(?:{beside})")
        };
        Self::of_source(source, match_case)
    }

    fn of_source(source: String, match_case: bool) -> Result<Self, String> {
        // Without the flag for case: what is needed is looked for in any case.
        let hir = regex_syntax::parse(&source).map_err(|error| match error {
            regex_syntax::Error::Parse(error) => error.kind().to_string(),
            regex_syntax::Error::Translate(error) => error.kind().to_string(),
            other => other.to_string(),
        })?;
        if hir.properties().minimum_len().is_none_or(|it| it == 0) {
            return Err("it matches nothing at all".to_owned());
        }
        let mut groups = Vec::new();
        collect_groups(&hir, &mut groups);
        let needs = required(&hir)
            .unwrap_or_default()
            .into_iter()
            .map(|it| it.to_lowercase())
            .collect::<Vec<_>>();
        let strong = needs.iter().all(|it| it.len() >= SHORTEST_NEED && it.is_ascii());
        Ok(Self { source, match_case, groups, needs: if strong { needs } else { Vec::new() } })
    }

    /// Compiles the expression; `None` if it is too large.
    pub(crate) fn compile(&self) -> Option<regex::Regex> {
        regex::RegexBuilder::new(&self.source).case_insensitive(!self.match_case).build().ok()
    }
}

/// Gives spaces, apostrophes and boundaries their meaning, outside brackets.
fn translate(written: &str) -> String {
    let mut source = String::with_capacity(written.len() + 16);
    let mut brackets = 0_usize;
    let mut characters = written.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('b') if brackets == 0 => source.push_str(r"(?-u:\b)"),
                Some(escaped) => source.extend(['\\', escaped]),
                None => source.push('\\'),
            },
            ' ' if brackets == 0 => source.push_str(r"(?:[\s\x01]+)"),
            '\'' | '’' if brackets == 0 => source.push_str("['’]"),
            '[' => {
                brackets += 1;
                source.push('[');
            }
            ']' => {
                brackets = brackets.saturating_sub(1);
                source.push(']');
            }
            _ => source.push(character),
        }
    }
    source
}

fn collect_groups(hir: &Hir, groups: &mut Vec<String>) {
    match hir.kind() {
        HirKind::Capture(capture) => {
            groups.push(capture.index.to_string());
            groups.extend(capture.name.as_deref().map(str::to_owned));
            collect_groups(&capture.sub, groups);
        }
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            for part in parts {
                collect_groups(part, groups);
            }
        }
        HirKind::Repetition(repetition) => collect_groups(&repetition.sub, groups),
        _ => {}
    }
}

/// Pieces of text of which every match has at least one.
fn required(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            std::str::from_utf8(&literal.0).ok().map(|it| vec![it.to_owned()])
        }
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Concat(parts) => parts
            .iter()
            .filter_map(required)
            // The longest words are the rarest; of two sets the smaller.
            .max_by_key(|needs| {
                let shortest = needs.iter().map(String::len).min().unwrap_or(0);
                (shortest, std::cmp::Reverse(needs.len()))
            }),
        HirKind::Alternation(parts) => {
            let needs: Option<Vec<Vec<String>>> = parts.iter().map(required).collect();
            needs.map(|it| it.concat())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_match_needs_is_known() {
        let needs = |written: &str| RegexText::new(written, false).unwrap().needs;
        assert_eq!(needs("to not ([a-z]+)"), ["not"]);
        assert_eq!(needs("(?:states|countries) who"), ["states", "countries"]);
        assert_eq!(needs("[a-z]+ing"), ["ing"]);
        assert!(needs("[a-z]+").is_empty());
    }

    #[test]
    fn spaces_and_apostrophes_have_their_meaning() {
        let regex = RegexText::new(r"it's a (?<what>\w+)", false).unwrap();
        assert_eq!(regex.groups, ["1", "what"]);
        assert!(regex.compile().unwrap().is_match("IT’S\na\u{a0}plan"));
    }

    #[test]
    fn a_faulty_expression_is_explained() {
        assert!(RegexText::new("(a", false).unwrap_err().contains("unclosed group"));
        assert!(RegexText::new("a*", false).is_err());
    }
}
