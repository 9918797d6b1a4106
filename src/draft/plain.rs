//! Blocks of a plain-text draft: what blank lines, line ends and list markers say.

use crate::draft::{BlockKind, RawBlock};
use crate::text::{Masked, Span};

/// A line is taken as wrapped by hand at no fewer characters than this …
const NARROWEST_WRAP: usize = 45;
/// … and no more than this: typewriters, e-mail and scanned paper stay below it.
const WIDEST_WRAP: usize = 115;

#[derive(Clone, Copy)]
struct Line {
    /// Without white space at its ends.
    span: Span,
    /// Characters of white space before it.
    indent: usize,
}

impl Line {
    /// In characters, white space left out.
    fn width(&self, text: &str) -> usize {
        text[self.span.range()].chars().count()
    }
}

pub(super) fn split(masked: &Masked<'_>) -> Vec<RawBlock> {
    let text = masked.text();
    let mut blocks = Vec::new();
    let mut chunk: Vec<Line> = Vec::new();
    let mut blank_lines = 0;
    let mut blank_lines_before = 0;
    for line in lines(text, masked.front_matter().span.end) {
        if line.span.is_empty() {
            blank_lines += 1;
            continue;
        }
        if blank_lines > 0 && !chunk.is_empty() {
            split_chunk(text, &chunk, blank_lines_before, &mut blocks);
            chunk.clear();
        }
        if chunk.is_empty() {
            blank_lines_before = blank_lines;
        }
        blank_lines = 0;
        chunk.push(line);
    }
    split_chunk(text, &chunk, blank_lines_before, &mut blocks);
    adopt_lone_markers(text, &mut blocks);
    blocks
}

fn lines(text: &str, from: usize) -> impl Iterator<Item = Line> + '_ {
    let bytes = text.as_bytes();
    let mut at = from;
    let mut done = from > bytes.len();
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let rest = &bytes[at..];
        let (length, line_end) = match memchr::memchr2(b'\n', b'\r', rest) {
            Some(length) if rest[length..].starts_with(b"\r\n") => (length, 2),
            Some(length) => (length, 1),
            None => {
                done = true;
                (rest.len(), 0)
            }
        };
        let whole = &text[at..at + length];
        let blank = |it: char| it.is_whitespace() || it == '\u{feff}' || it == '\u{200b}';
        let from_start = whole.trim_start_matches(blank);
        let start = at + length - from_start.len();
        let trimmed = from_start.trim_end_matches(blank);
        let line = Line {
            span: Span::new(start, start + trimmed.len()),
            indent: if start == at { 0 } else { text[at..start].chars().count() },
        };
        at += length + line_end;
        Some(line)
    })
}

/// Lines without a blank line between them: list items, wrapped paragraphs, lines of their own.
fn split_chunk(text: &str, chunk: &[Line], blank_lines_before: usize, blocks: &mut Vec<RawBlock>) {
    let wrapped = is_wrapped(text, chunk);
    let mut open: Option<RawBlock> = None;
    for (number, line) in chunk.iter().enumerate() {
        let shown = &text[line.span.range()];
        let marker = list_marker(shown);
        let heading = heading_marker(shown);
        let goes_on = number > 0
            && marker.is_none()
            && heading.is_none()
            && open.as_ref().is_some_and(|it| !matches!(it.kind, BlockKind::Heading(_)))
            && continues(text, &chunk[number - 1], line, wrapped);
        if goes_on && let Some(block) = &mut open {
            block.span.end = line.span.end;
            continue;
        }
        blocks.extend(open.take());
        let skipped = marker.or(heading.map(|(length, _)| length)).unwrap_or(0);
        let kind = match (marker, heading) {
            (Some(_), _) => BlockKind::ListItem(u8::from(line.indent >= 6)),
            (None, Some((_, depth))) => BlockKind::Heading(depth),
            (None, None) => BlockKind::Paragraph,
        };
        open = Some(RawBlock {
            span: Span::new(line.span.start + skipped, line.span.end),
            kind,
            after_lost_break: false,
            same_line: false,
            indent: line.indent,
            blank_lines_before: if number == 0 { blank_lines_before } else { 0 },
            marker: Span::new(line.span.start, line.span.start + skipped),
        });
    }
    blocks.extend(open);
}

/// Whether the lines are one text broken at a fixed width.
fn is_wrapped(text: &str, chunk: &[Line]) -> bool {
    if chunk.len() < 3 {
        return false;
    }
    let widest = chunk.iter().map(|line| line.width(text)).max().unwrap_or(0);
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest) {
        return false;
    }
    let even = chunk.iter().rev().skip(1).all(|line| line.width(text) * 4 >= widest * 3);
    // Ragged lines are one text too if they break in the middle of sentences.
    let broken = chunk[1..]
        .iter()
        .filter(|line| text[line.span.range()].starts_with(char::is_lowercase))
        .filter(|line| !text[line.span.range()].contains(['@', ':']))
        .count();
    even || (broken >= 2 && broken * 2 >= chunk.len() - 1)
}

/// Whether `next` goes on with the sentence of `line` rather than standing on its own.
fn continues(text: &str, line: &Line, next: &Line, wrapped: bool) -> bool {
    if wrapped {
        return true;
    }
    let shown = &text[line.span.range()];
    let following = &text[next.span.range()];
    let small = following.chars().next().is_some_and(char::is_lowercase);
    let ended = shown.ends_with(['.', '!', '?', ':', ';', '”', '"']);
    let long = line.width(text) >= NARROWEST_WRAP;
    let hanging = shown.ends_with(',')
        || shown.rsplit(' ').next().is_some_and(|word| {
            matches!(word, "the" | "a" | "an" | "of" | "and" | "in" | "to" | "for" | "with" | "by")
        });
    !ended && long && (small || hanging)
}

/// Length in bytes of the list marker at the start of a line, with the space after it.
fn list_marker(line: &str) -> Option<usize> {
    let mut characters = line.char_indices();
    let (_, first) = characters.next()?;
    let after = match first {
        '•' | '●' | '▪' | '◦' | '‣' | '·' | '○' | '■' | '►' | '➢' | '✓' | '\u{f0b7}' => {
            first.len_utf8()
        }
        '-' | '*' | '–' | '+' => {
            // “- 30 -” and “* * *” are marks of their own.
            let rest = line[first.len_utf8()..].trim();
            if rest.ends_with(first) || rest.is_empty() {
                return None;
            }
            first.len_utf8()
        }
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let closes = line.as_bytes().get(digits).is_some_and(|it| matches!(it, b'.' | b')'));
            if digits > 2 || !closes {
                return None;
            }
            digits + 1
        }
        'a'..='h' if line.as_bytes().get(1) == Some(&b')') => 2,
        '(' => {
            let inside = line.find(')').filter(|&it| it <= 4)?;
            let label = &line[1..inside];
            let counts = !label.is_empty()
                && (label.len() <= 2 && label.bytes().all(|it| it.is_ascii_digit())
                    || label.bytes().all(|it| matches!(it, b'i' | b'v' | b'x'))
                    || (label.len() == 1 && label.bytes().all(|it| it.is_ascii_lowercase())));
            if !counts {
                return None;
            }
            inside + 1
        }
        _ => return None,
    };
    let rest = &line[after..];
    let spaces = rest.len() - rest.trim_start().len();
    let bullet = !first.is_ascii();
    if spaces == 0 && !(bullet && (rest.is_empty() || first != '–')) {
        return None;
    }
    Some(after + spaces)
}

/// Length in bytes of a “## ” before a heading, and the heading's depth: drafts that come from
/// Markdown keep it.
fn heading_marker(line: &str) -> Option<(usize, u8)> {
    let signs = line.bytes().take_while(|&it| it == b'#').count();
    let rest = line.get(signs..)?;
    let spaced = rest.starts_with(' ') && !rest.trim().is_empty() && !rest.trim().starts_with('#');
    ((1..=6).contains(&signs) && spaced)
        .then(|| (signs + rest.len() - rest.trim_start().len(), signs as u8))
}

/// A bullet alone on its line belongs to the line that follows.
fn adopt_lone_markers(text: &str, blocks: &mut Vec<RawBlock>) {
    let mut at = 0;
    while at + 1 < blocks.len() {
        let alone = matches!(blocks[at].kind, BlockKind::ListItem(_)) && blocks[at].span.is_empty();
        if alone {
            let marker = blocks[at].marker;
            let kind = blocks[at].kind;
            let next = &mut blocks[at + 1];
            if next.kind == BlockKind::Paragraph {
                next.kind = kind;
                next.marker = marker;
            }
        }
        at += 1;
    }
    blocks.retain(|block| !text[block.span.range()].is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Markup;

    fn shown(text: &str) -> Vec<&str> {
        let masked = Masked::new(text, Markup::Plain);
        split(&masked).iter().map(|it| &text[it.span.range()]).collect()
    }

    #[test]
    fn lines_of_their_own_stay_apart_and_wrapped_ones_join() {
        assert_eq!(shown("Media release\nHarbour opens"), ["Media release", "Harbour opens"]);
        let wrapped = "The harbour of the northern town opened its new quay to the first of\n\
                       the ferries that will cross the sound every day of the coming summer,\n\
                       weather permitting.";
        assert_eq!(shown(wrapped), [wrapped]);
    }

    #[test]
    fn list_markers_are_not_text() {
        assert_eq!(
            shown("Goals:\n  • one;\n  • two.\n1. first\n- 30 -"),
            ["Goals:", "one;", "two.", "first", "- 30 -"]
        );
        assert_eq!(shown("•\n   A fact"), ["A fact"]);
    }

    #[test]
    fn every_kind_of_line_end_counts() {
        assert_eq!(shown("One\r\n\r\nTwo\rThree"), ["One", "Two", "Three"]);
    }
}
