//! `invisible-characters`: what nobody sees and software trips over.

use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::{Span, unseen};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "invisible-characters",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(InvisibleCharacters),
};

struct InvisibleCharacters;

/// What becomes of a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Remedy {
    /// It is deleted; nothing is seen of that.
    Delete,
    /// It may have been meant.
    DeleteByHand,
    /// It breaks the line.
    BreakByHand,
}

impl Rule for InvisibleCharacters {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let text = draft.text;
        let bytes = text.as_bytes();
        if !draft.draft.may_hide() {
            return;
        }
        let mut at = 0;
        while let Some(plain) = plain_bytes(&bytes[at..]) {
            at += plain;
            let Some(character) = text.get(at..).and_then(|it| it.chars().next()) else {
                at += 1;
                continue;
            };
            let end = run_end(text, at, character);
            let span = Span::new(at, end);
            if let Some((name, remedy)) = judge(text, span, character) {
                report(sink, text, span, character, name, remedy);
            }
            at = end;
        }
    }
}

/// How many plain bytes stand before the first other one; `None` if there is no other.
fn plain_bytes(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|&it| !unseen::is_plain(it))
}

/// Where the run of equal characters that begins at `at` ends. At the end of a line, spaces between
/// no-break spaces belong to the run.
fn run_end(text: &str, at: usize, character: char) -> usize {
    let rest = text[at..].trim_start_matches(character);
    let end = text.len() - rest.len();
    if !is_space(character) {
        return end;
    }
    let line = rest.split(['\n', '\r']).next().unwrap_or_default();
    if line.trim().is_empty() { end + line.trim_end_matches([' ', '\t']).len() } else { end }
}

fn report(
    sink: &mut Sink<'_>,
    text: &str,
    span: Span,
    character: char,
    name: &str,
    remedy: Remedy,
) {
    let code = u32::from(character);
    let times = text[span.range()].chars().filter(|it| *it == character).count();
    let where_ = match is_space(character) {
        true if starts_line(text, span) => "alone on the line",
        true => "at the end of the line",
        false => "that nobody sees",
    };
    let message = if times == 1 {
        format!("a {name} (U+{code:04X}) {where_}")
    } else {
        format!("{times} {name}s (U+{code:04X}) {where_}")
    };
    let fix = match remedy {
        Remedy::Delete => Fix::safe(format!("Delete the {name}"), vec![Edit::delete(span)]),
        Remedy::DeleteByHand => {
            Fix::by_hand(format!("Delete the {name}"), vec![Edit::delete(span)])
        }
        Remedy::BreakByHand => {
            Fix::by_hand("Make it a line break", vec![Edit::replace(span, "\n")])
        }
    };
    sink.report(span, message).fix(fix);
}

fn is_space(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{202f}')
}

/// What the character is called and what becomes of it, if it does not belong where it stands.
fn judge(text: &str, span: Span, character: char) -> Option<(&'static str, Remedy)> {
    match character {
        '\u{a0}' => ends_line(text, span).then_some(("no-break space", Remedy::Delete)),
        '\u{202f}' => ends_line(text, span).then_some(("narrow no-break space", Remedy::Delete)),
        '\u{ad}' => Some(("soft hyphen", Remedy::Delete)),
        '\u{200b}' => Some(("zero-width space", Remedy::Delete)),
        '\u{200c}' => {
            between_latin(text, span).then_some(("zero-width non-joiner", Remedy::Delete))
        }
        '\u{200d}' => between_latin(text, span).then_some(("zero-width joiner", Remedy::Delete)),
        '\u{2060}' => Some(("word joiner", Remedy::Delete)),
        '\u{feff}' if span.start > 0 => Some(("byte order mark", Remedy::Delete)),
        '\u{2061}'..='\u{2064}' | '\u{180e}' | '\u{3164}' | '\u{fff9}'..='\u{fffb}' => {
            Some(("character without a shape", Remedy::DeleteByHand))
        }
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            (!runs_to_the_left(text, span)).then_some(("direction mark", Remedy::DeleteByHand))
        }
        '\u{2028}' => Some(("line separator", Remedy::BreakByHand)),
        '\u{2029}' => Some(("paragraph separator", Remedy::BreakByHand)),
        '\u{b}' => Some(("vertical tab", Remedy::BreakByHand)),
        '\0'..='\u{1f}' | '\u{7f}' => Some(("control character", Remedy::Delete)),
        _ => None,
    }
}

/// Whether only white space stands before it on the line.
fn starts_line(text: &str, span: Span) -> bool {
    let before = &text[..span.start];
    before.rsplit(['\n', '\r']).next().unwrap_or_default().trim().is_empty()
}

/// Whether only white space follows on the line.
fn ends_line(text: &str, span: Span) -> bool {
    let after = &text[span.end..];
    let line = after.split(['\n', '\r']).next().unwrap_or_default();
    line.trim().is_empty()
}

/// Whether the characters on both sides are ASCII or Latin: no script there joins letters.
fn between_latin(text: &str, span: Span) -> bool {
    let latin = |character: Option<char>| {
        character.is_none_or(|it| it.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&it))
    };
    latin(text[..span.start].chars().next_back()) && latin(text[span.end..].chars().next())
}

/// Whether the line has letters of a script that is written from right to left.
fn runs_to_the_left(text: &str, span: Span) -> bool {
    let start = text[..span.start].rfind(['\n', '\r']).map_or(0, |it| it + 1);
    let end = text[span.end..].find(['\n', '\r']).map_or(text.len(), |it| span.end + it);
    text[start..end]
        .chars()
        .any(|it| matches!(it, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}
