//! `trailing-space`: white space that nobody sees: at line ends, between blocks, at the end.

use crate::draft::{BlockKind, Draft, TokenKind, Zone};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::{Markup, Span};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "trailing-space",
    asks: Asks::Draft,
    build: |options: &Options| Box::new(TrailingSpace { breaks: options.bool("line-breaks") }),
};

struct TrailingSpace {
    /// Whether two spaces at the end of a line of Markdown break it.
    breaks: bool,
}

/// What was found in the lines of a draft.
#[derive(Default)]
struct Found {
    /// White space at the ends of lines.
    line_ends: Vec<Span>,
    /// Blank lines after the first of several.
    blank_lines: Vec<Span>,
}

impl Rule for TrailingSpace {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let found = self.look(draft);
        report(
            "line-end",
            &found.line_ends,
            ["white space at the end of the line", "on", "line"],
            ("Delete white space at line ends", ""),
            sink,
        );
        report(
            "blank-lines",
            &found.blank_lines,
            ["more than one blank line", "in", "place"],
            ("Leave one blank line", ""),
            sink,
        );
        report(
            "tab",
            &tabs(draft),
            ["a tab inside a sentence", "in", "place"],
            ("Make it a space", " "),
            sink,
        );
        report(
            "indent",
            &indents(draft),
            ["an indented paragraph among others that are not", "in", "place"],
            ("Delete the indentation", ""),
            sink,
        );
        report_end(draft, sink);
    }
}

impl TrailingSpace {
    fn look(&self, draft: &DraftContext<'_>) -> Found {
        let text = draft.text;
        let bytes = text.as_bytes();
        let markdown = draft.draft.markup == Markup::Markdown;
        let mut found = Found::default();
        let mut fence: Option<u8> = None;
        // The end of the first of several blank lines.
        let mut blank: Option<usize> = None;
        let mut at = draft.draft.front_matter.span.end;
        while at < bytes.len() {
            let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |it| at + it);
            let next = (end + 1).min(bytes.len());
            let line_end = if end > at && bytes[end - 1] == b'\r' { end - 1 } else { end };
            let line = &bytes[at..line_end];
            let content = line.iter().rposition(|it| !matches!(it, b' ' | b'\t'));
            let content_end = at + content.map_or(0, |it| it + 1);
            if markdown && let Some(mark) = fence_mark(line) {
                match fence {
                    None => fence = Some(mark),
                    Some(open) if open == mark => fence = None,
                    Some(_) => {}
                }
            }
            if fence.is_some() {
                blank = None;
                at = next;
                continue;
            }
            if content_end < line_end
                && !bytes[..content_end].ends_with("\u{a0}".as_bytes())
                && !(markdown && self.breaks && is_break(bytes, content_end..line_end, next))
            {
                found.line_ends.push(Span::new(content_end, line_end));
            }
            match (content, blank) {
                (None, None) => blank = Some(next),
                (None, Some(_)) => {}
                (Some(_), Some(from)) if from < at => {
                    found.blank_lines.push(Span::new(from, at));
                    blank = None;
                }
                (Some(_), _) => blank = None,
            }
            at = next;
        }
        if let Some(from) = blank.filter(|it| *it < bytes.len()) {
            found.blank_lines.push(Span::new(from, bytes.len()));
        }
        found
    }
}

/// The character of a fence of code, if the line is one.
fn fence_mark(line: &[u8]) -> Option<u8> {
    let line = line.trim_ascii_start();
    [b'`', b'~'].into_iter().find(|mark| line.len() >= 3 && line[..3].iter().all(|it| it == mark))
}

/// Whether the spaces break a line of Markdown: after words, and with a line of words to follow.
fn is_break(bytes: &[u8], spaces: std::ops::Range<usize>, next: usize) -> bool {
    let has_words = |line: &[u8]| line.iter().any(|it| !it.is_ascii_whitespace());
    let before = bytes[..spaces.start].iter().rposition(|it| *it == b'\n').map_or(0, |it| it + 1);
    let rest = bytes.get(next..).unwrap_or_default();
    let after = memchr::memchr(b'\n', rest).map_or(rest, |it| &rest[..it]);
    spaces.len() >= 2 && has_words(&bytes[before..spaces.start]) && has_words(after)
}

/// Tabs between two words of running text. A line with several of them is a row of a table.
fn tabs(draft: &DraftContext<'_>) -> Vec<Span> {
    let mut tabs = Vec::new();
    for at in memchr::memchr_iter(b'\t', draft.text.as_bytes()) {
        let Some(block) = draft.draft.block_at(at).and_then(|it| draft.blocks().get(it)) else {
            continue;
        };
        if at >= block.span.end || !matches!(block.zone, Zone::Lead | Zone::Body) {
            continue;
        }
        let local = (at - block.span.start) as u32;
        let next = block.tokens().partition_point(|it| it.start < local);
        let around = next.checked_sub(1).and_then(|it| block.tokens().get(it..=next));
        let Some([before, after]) = around else { continue };
        let gap = &block.text()[before.end as usize..after.start as usize];
        let ends_sentence = block.tokens().last().is_some_and(|it| it.kind == TokenKind::Stop);
        let label = before.kind == TokenKind::Colon;
        if gap == "\t" && ends_sentence && !label && block.text().matches('\t').nth(1).is_none() {
            tabs.push(Span::new(at, at + 1));
        }
    }
    tabs
}

/// The white space before paragraphs, where most paragraphs have none.
fn indents(draft: &DraftContext<'_>) -> Vec<Span> {
    if draft.draft.markup == Markup::Markdown {
        return Vec::new();
    }
    let (mut indented, mut flush) = (Vec::new(), 0);
    let paragraphs = draft.blocks().iter().filter(|it| {
        matches!(it.zone, Zone::Dateline | Zone::Lead | Zone::Body)
            && it.kind == BlockKind::Paragraph
            && !it.same_line
            && it.marker.is_empty()
    });
    for block in paragraphs {
        if block.indent == 0 {
            flush += 1;
            continue;
        }
        let start = line_start(draft.text, block.span.start);
        let quotation = block.tokens().first().is_some_and(|it| it.kind == TokenKind::OpenQuote);
        let plain =
            draft.text[start..block.span.start].bytes().all(|it| matches!(it, b' ' | b'\t'));
        if plain && !quotation && is_one_line(draft.draft, block.span) {
            indented.push(Span::new(start, block.span.start));
        }
    }
    if indented.len() < flush { indented } else { Vec::new() }
}

fn is_one_line(draft: &Draft, span: Span) -> bool {
    draft
        .block_at(span.start)
        .and_then(|it| draft.blocks.get(it))
        .is_some_and(|it| !it.text().contains('\n'))
}

fn line_start(text: &str, at: usize) -> usize {
    memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[..at]).map_or(0, |it| it + 1)
}

/// Reports the first place for all: nobody wants to be told of each.
fn report(
    case: &str,
    places: &[Span],
    [message, preposition, noun]: [&str; 3],
    (title, replacement): (&str, &str),
    sink: &mut Sink<'_>,
) {
    let Some((first, rest)) = places.split_first() else { return };
    let message = match rest.len() {
        0 => message.to_owned(),
        1 => format!("{message}, here and {preposition} one other {noun}"),
        count => format!("{message}, here and {preposition} {count} other {noun}s"),
    };
    let edits = places.iter().map(|it| Edit::replace(*it, replacement)).collect();
    sink.report_case(case, *first, message).fix(Fix::safe(title, edits));
}

/// A last line without its line break.
fn report_end(draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
    let text = draft.text;
    if text.is_empty() || text.ends_with(['\n', '\r']) {
        return;
    }
    let words = text.trim_end();
    let start = words
        .rfind(char::is_whitespace)
        .map_or(0, |it| it + words[it..].chars().next().map_or(1, char::len_utf8));
    let end = text.len();
    sink.report_case(
        "last-line",
        Span::new(start, words.len().max(start)),
        "no line break at the end of the last line",
    )
    .fix(Fix::safe("Add a line break", vec![Edit::insert(end, "\n")]));
}
