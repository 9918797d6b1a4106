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
    /// More such lists: each match has one of every list.
    besides: Vec<Vec<String>>,
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
        let is_strong =
            |list: &Vec<String>| list.iter().all(|it| it.len() >= SHORTEST_NEED && it.is_ascii());
        let small = |list: Vec<String>| list.iter().map(|it| it.to_lowercase()).collect();
        let mut lists: Vec<Vec<String>> =
            read(&hir, true).needs.into_iter().map(small).filter(is_strong).collect();
        let best = rarest(&lists).map(|at| lists.remove(at));
        Ok(Self { source, match_case, groups, needs: best.unwrap_or_default(), besides: lists })
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
        let (groups, needs, besides) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Self { source, match_case, groups, needs, besides })
    }

    /// Whether `text` has what a match needs beside its first need: where it has not, nothing has to
    /// be searched.
    pub(crate) fn may_match(&self, text: &str) -> bool {
        self.besides.iter().all(|list| list.iter().any(|it| contains(text, it)))
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
    /// Lists of beginnings of words; every match of the part has one of each list.
    needs: Vec<Vec<String>>,
    /// Whether a word can only begin after it, as after a space.
    ends_word: bool,
}

/// Reads a part that stands where a word begins, or perhaps not.
fn read(hir: &Hir, at_start: bool) -> Part {
    let part = |needs, ends_word| Part { needs, ends_word };
    match hir.kind() {
        HirKind::Empty => part(Vec::new(), at_start),
        HirKind::Look(_) => part(Vec::new(), true),
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).unwrap_or_default();
            let ends_word = text.chars().next_back().is_some_and(|it| !it.is_alphanumeric());
            let word = longest_word(text, at_start).map(|it| vec![it.to_owned()]);
            part(word.into_iter().collect(), ends_word)
        }
        HirKind::Class(class) => part(Vec::new(), holds_no_letter(class)),
        HirKind::Capture(capture) => read(&capture.sub, at_start),
        HirKind::Repetition(repetition) => {
            let once = read(&repetition.sub, at_start);
            match repetition.min {
                0 => part(Vec::new(), at_start && once.ends_word),
                _ => once,
            }
        }
        HirKind::Concat(parts) => {
            let mut needs = Vec::new();
            let mut at_start = at_start;
            for it in parts {
                let read = read(it, at_start);
                at_start = read.ends_word;
                needs.extend(read.needs);
            }
            part(needs, at_start)
        }
        HirKind::Alternation(parts) => {
            let parts: Vec<Part> = parts.iter().map(|it| read(it, at_start)).collect();
            let ends_word = parts.iter().all(|it| it.ends_word);
            // What all of them need: one word of the best list of each.
            let best = |mut it: Part| rarest(&it.needs).map(|at| it.needs.swap_remove(at));
            let needs: Option<Vec<Vec<String>>> = parts.into_iter().map(best).collect();
            part(needs.map(|it| it.concat()).into_iter().collect(), ends_word)
        }
    }
}

/// The list that fewest texts have a word of, going by the length of its shortest; the first of several.
fn rarest(lists: &[Vec<String>]) -> Option<usize> {
    let shortest = |at: &usize| lists[*at].iter().map(String::len).min().unwrap_or(0);
    (0..lists.len()).rev().max_by_key(shortest)
}

/// Whether `text` has `word`, which is in ASCII and small letters, in whatever case.
fn contains(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some(&first) = word.first() else {
        return true;
    };
    memchr::memchr2_iter(first, first.to_ascii_uppercase(), text).any(|at| {
        text.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word))
    })
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
        let besides = |written: &str| RegexText::new(written, false).unwrap().besides;
        assert_eq!(besides("(?:states|countries) who"), [["who"]]);
        assert_eq!(besides("(?:new |old )?tide, the (?:hosts|guests)"), [["tide"], ["the"]]);
        for unknown in ["[a-z]+ing", "[a-z]+", "(?:x|[a-z]+)tide"] {
            assert!(needs(unknown).is_empty(), "{unknown}");
        }
    }

    #[test]
    fn a_text_without_every_needed_word_cannot_match() {
        let regex = RegexText::new("(?:states|countries) who", false).unwrap();
        assert!(regex.may_match("States WHO came"));
        assert!(!regex.may_match("The states that came with a wh"));
        assert!(RegexText::new("[a-z]+ing", false).unwrap().may_match(""));
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
