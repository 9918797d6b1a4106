//! Regular expressions of a page: what they mean, and the words without which they cannot match.

use regex_syntax::hir::{Class, Hir, HirKind};

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
    /// Beginnings of words, in lower case, of which each match has at least one; empty if none is
    /// known.
    pub(crate) needs: Vec<String>,
}

/// A shorter piece begins too many words.
const SHORTEST_NEED: usize = 2;

impl RegexText {
    /// Reads a regular expression as a page writes it.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub(crate) fn new(written: &str, match_case: bool) -> Result<Self, String> {
        let source = translate(written);
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
        let needs = read(&hir, true)
            .needs
            .unwrap_or_default()
            .into_iter()
            .map(|it| it.to_lowercase())
            .collect::<Vec<_>>();
        let strong = needs.iter().all(|it| it.len() >= SHORTEST_NEED && it.is_ascii());
        Ok(Self { source, match_case, groups, needs: if strong { needs } else { Vec::new() } })
    }

    /// Reads a regular expression for what stands directly before a match, or directly after it.
    /// Nothing but its syntax is looked at, which is cheap: most drafts never need it.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub(crate) fn beside(written: &str, match_case: bool, before: bool) -> Result<Self, String> {
        let beside = translate(written);
        regex_syntax::ast::parse::Parser::new()
            .parse(&beside)
            .map_err(|error| error.kind().to_string())?;
        let source = if before {
            format!(r"(?:{beside})[\s\x01]*\z")
        } else {
            format!(r"\A[\s\x01]*(?:{beside})")
        };
        Ok(Self { source, match_case, groups: Vec::new(), needs: Vec::new() })
    }

    /// Compiles the expression; `None` if that cannot be done, as when it is too large.
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

/// What is known of a part of a regular expression.
struct Part {
    /// Beginnings of words of which every match of the part has at least one.
    needs: Option<Vec<String>>,
    /// Whether a word can only begin after it, as after a space.
    ends_word: bool,
}

/// Reads a part that stands where a word begins, or perhaps not.
fn read(hir: &Hir, at_start: bool) -> Part {
    let part = |needs, ends_word| Part { needs, ends_word };
    match hir.kind() {
        HirKind::Empty => part(None, at_start),
        HirKind::Look(_) => part(None, true),
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).unwrap_or_default();
            let ends_word = text.chars().next_back().is_some_and(|it| !it.is_alphanumeric());
            part(longest_word(text, at_start).map(|it| vec![it.to_owned()]), ends_word)
        }
        HirKind::Class(class) => part(None, holds_no_letter(class)),
        HirKind::Capture(capture) => read(&capture.sub, at_start),
        HirKind::Repetition(repetition) => {
            let once = read(&repetition.sub, at_start);
            match repetition.min {
                0 => part(None, at_start && once.ends_word),
                _ => once,
            }
        }
        HirKind::Concat(parts) => {
            let mut best: Option<Vec<String>> = None;
            let mut at_start = at_start;
            for it in parts {
                let read = read(it, at_start);
                at_start = read.ends_word;
                if shortest(read.needs.as_deref()) > shortest(best.as_deref()) {
                    best = read.needs;
                }
            }
            part(best, at_start)
        }
        HirKind::Alternation(parts) => {
            let parts: Vec<Part> = parts.iter().map(|it| read(it, at_start)).collect();
            let ends_word = parts.iter().all(|it| it.ends_word);
            let needs: Option<Vec<Vec<String>>> = parts.into_iter().map(|it| it.needs).collect();
            part(needs.map(|it| it.concat()), ends_word)
        }
    }
}

fn shortest(needs: Option<&[String]>) -> usize {
    needs.into_iter().flatten().map(String::len).min().unwrap_or(0)
}

/// The longest run of letters and figures in `text` that begins a word.
fn longest_word(text: &str, at_start: bool) -> Option<&str> {
    let mut runs = text.split(|it: char| !it.is_alphanumeric());
    let first = runs.next().filter(|_| at_start);
    first.into_iter().chain(runs).filter(|it| !it.is_empty()).max_by_key(|it| it.len())
}

/// Whether a class is small and has neither letters nor figures, as white space has none.
fn holds_no_letter(class: &Class) -> bool {
    match class {
        Class::Unicode(class) => class.iter().all(|it| {
            it.len() < 64 && (it.start()..=it.end()).all(|character| !character.is_alphanumeric())
        }),
        Class::Bytes(class) => class.iter().all(|it| {
            (it.start()..=it.end()).all(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric())
        }),
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
        assert_eq!(needs("(?:new |old )?tide, the (?:hosts|guests)"), ["hosts", "guests"]);
        assert_eq!(needs("organi[sz]ations? who"), ["organi"]);
        assert_eq!(needs("well-known"), ["known"]);
        for unknown in ["[a-z]+ing", "[a-z]+", "(?:x|[a-z]+)tide"] {
            assert!(needs(unknown).is_empty(), "{unknown}");
        }
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
