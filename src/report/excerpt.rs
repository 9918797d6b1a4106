//! The parts of a draft that are shown with a finding.
//!
//! A paragraph of a press release is one line of hundreds of characters: it is cut round what is
//! found. A span of many lines is shown by its first.

use std::borrow::Cow;
use std::ops::Range;

use crate::report::FileReport;
use crate::text::Span;

/// Stands where a line was cut.
const ELLIPSIS: &str = "…";

/// Lines between two places that are shown together; places farther apart are not.
const FARTHEST: usize = 2000;

/// How much of a word may be dropped, in characters, for a cut to fall between words.
const WORD: usize = 12;

/// Lines of a draft, cut to a width. Lines without a mark are empty: they are not shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The number of the first line, from 1.
    pub(super) first_line: usize,
    /// The lines.
    pub(super) text: String,
    /// What is marked, in bytes of the text above, for each of the spans asked for; `None` for
    /// one that is too far from the first.
    pub(super) marks: Vec<Option<Range<usize>>>,
}

impl Excerpt {
    /// Cuts lines of about `width` characters that show `spans`; the first span is always shown.
    pub(super) fn new(file: &FileReport, spans: &[Span], width: usize) -> Self {
        let lines = file.lines();
        let line_of = |index: usize| lines.line_at(spans[index].start);
        let mut near: Vec<usize> =
            (0..spans.len()).filter(|&it| line_of(it).abs_diff(line_of(0)) <= FARTHEST).collect();
        near.sort_by_key(|&it| spans[it]);

        let mut excerpt =
            Self { first_line: 0, text: String::new(), marks: vec![None; spans.len()] };
        let mut last_line = None;
        for group in near.chunk_by(|&a, &b| line_of(a) == line_of(b)) {
            let line = line_of(group[0]);
            match last_line {
                None => excerpt.first_line = line + 1,
                Some(last) => {
                    // A lone line between two others is shown.
                    let between =
                        if line - last == 2 { line_span(file, last + 1) } else { Span::at(0) };
                    excerpt.text.push('\n');
                    if !between.is_empty() {
                        excerpt.push_line(file, between, &[], width);
                    }
                    excerpt.text.extend(std::iter::repeat_n('\n', line - last - 1));
                }
            }
            last_line = Some(line);
            let marks: Vec<(usize, Span)> = group.iter().map(|&it| (it, spans[it])).collect();
            excerpt.push_line(file, line_span(file, line), &marks, width);
        }
        excerpt
    }

    /// Adds the line at `line`, cut round the spans to mark, which stand in the order of the text.
    fn push_line(&mut self, file: &FileReport, line: Span, marks: &[(usize, Span)], width: usize) {
        let room = width / marks.len().max(1);
        let windows = marks.iter().map(|&(_, span)| Window::round(&file.text, line, span, room));
        let mut merged: Vec<Window> = Vec::new();
        for window in windows {
            match merged.last_mut() {
                Some(last) if window.shown.start <= last.shown.end + ELLIPSIS.len() => {
                    last.shown = last.shown.join(window.shown);
                    last.marked.extend(window.marked);
                }
                _ => merged.push(window),
            }
        }
        if merged.is_empty() {
            merged.push(Window::round(&file.text, line, Span::at(line.start), width));
        }
        let mut marks = marks.iter();
        let mut copied = line.start;
        for window in &merged {
            if window.shown.start > copied {
                self.text.push_str(ELLIPSIS);
            }
            for marked in &window.marked {
                let to = |end: usize| visible(&file.text[window.shown.start..end]).len();
                let start = self.text.len();
                if let Some((index, _)) = marks.next() {
                    self.marks[*index] = Some(start + to(marked.start)..start + to(marked.end));
                }
            }
            self.text.push_str(&visible(&file.text[window.shown.range()]));
            copied = window.shown.end;
        }
        if copied < line.end {
            self.text.push_str(ELLIPSIS);
        }
    }
}

/// The line with that number (from 0), without its line end.
fn line_span(file: &FileReport, number: usize) -> Span {
    let lines = file.lines();
    let start = lines.line_start(number).unwrap_or(file.text.len());
    let end = lines.line_start(number + 1).unwrap_or(file.text.len());
    Span::new(start, start + file.text[start..end].trim_end_matches(['\r', '\n']).len())
}

/// A part of a line. Spans are bytes of the draft.
struct Window {
    shown: Span,
    /// The spans to mark, cut to what is shown.
    marked: Vec<Span>,
}

impl Window {
    /// About `width` characters of `line` round `span`.
    fn round(text: &str, line: Span, span: Span, width: usize) -> Self {
        let start = span.start.min(line.end);
        let found = &text[start..span.end.clamp(start, line.end)];
        let kept = prefix(found, width);
        let room = width - kept.chars().count();
        let (before, after) = (&text[line.start..start], &text[start + kept.len()..line.end]);
        // What one side does not need is the other's.
        let needs_after = prefix(after, room).chars().count();
        let left = suffix(before, room - needs_after.min(room / 2));
        let right = prefix(after, room - left.chars().count());
        let left = if left.len() < before.len() { from_word(left) } else { left };
        let right = if right.len() < after.len() { to_word(right) } else { right };
        let end = start + kept.len();
        Self {
            shown: Span::new(start - left.len(), end + right.len()),
            marked: vec![Span::new(start, end)],
        }
    }
}

/// The text as it can be shown: what would steer a terminal is replaced by a sign for it.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    // Of the bytes of characters that get a sign, these are the first.
    let may_steer = |it: u8| it < b' ' || matches!(it, 0x7f | 0xc2 | 0xe2);
    if text.bytes().any(may_steer) && text.contains(|it| sign(it).is_some()) {
        Cow::Owned(text.chars().map(|it| sign(it).unwrap_or(it)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// What is shown for a character that steers a terminal or turns the direction of what follows.
fn sign(character: char) -> Option<char> {
    match character {
        '\t' => None,
        // The Unicode block of control pictures has the order of the characters.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)),
        '\u{7f}' => Some('␡'),
        '\u{80}'..='\u{9f}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => Some(char::REPLACEMENT_CHARACTER),
        _ => None,
    }
}

/// At most the first `count` characters.
fn prefix(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

/// At most the last `count` characters.
fn suffix(text: &str, count: usize) -> &str {
    match count.checked_sub(1) {
        None => "",
        Some(before) => text.char_indices().rev().nth(before).map_or(text, |(at, _)| &text[at..]),
    }
}

/// A text that was cut at its start, from the next word on, if one begins soon.
fn from_word(text: &str) -> &str {
    let space = text.char_indices().take(WORD).find(|(_, it)| it.is_whitespace());
    space.map_or(text, |(at, it)| &text[at + it.len_utf8()..])
}

/// A text that was cut at its end, up to the last whole word, if that ends near.
fn to_word(text: &str) -> &str {
    let space = text.char_indices().rev().take(WORD).find(|(_, it)| it.is_whitespace());
    space.map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is shown of `text` with `found` marked, the marks in square brackets.
    fn shown(text: &str, found: &[&str], width: usize) -> String {
        let spans: Vec<_> = found
            .iter()
            .map(|it| text.find(it).map(|at| Span::new(at, at + it.len())).unwrap())
            .collect();
        let file = FileReport::new("", text, Vec::new());
        let excerpt = Excerpt::new(&file, &spans, width);
        let mut shown = excerpt.text;
        let mut marks: Vec<_> = excerpt.marks.into_iter().flatten().collect();
        marks.sort_by_key(|it| it.start);
        for mark in marks.into_iter().rev() {
            shown.insert(mark.end, ']');
            shown.insert(mark.start, '[');
        }
        shown
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(shown("one\r\ntwo three\r\nfour", &["three"], 80), "two [three]");
    }

    #[test]
    fn a_long_line_is_cut_round_the_span() {
        let text = format!("{}the the {}", "before ".repeat(50), "“after” ".repeat(50));
        let expected = "…before before before [the the] “after” “after” “after”…";
        assert_eq!(shown(&text, &["the the"], 60), expected);
    }

    #[test]
    fn one_side_uses_the_room_that_the_other_leaves() {
        let start = shown(&format!("x {}", "word ".repeat(50)), &["x"], 40);
        assert!(start.starts_with("[x] word") && start.chars().count() > 34, "{start}");
        let end = shown(&format!("{}x", "word ".repeat(50)), &["x"], 40);
        assert!(end.ends_with("word [x]") && end.chars().count() > 34, "{end}");
    }

    #[test]
    fn a_span_that_is_longer_than_the_room_is_shown_from_its_start() {
        let text = format!("a {} b", "y".repeat(500));
        assert_eq!(shown(&text, &[&"y".repeat(500)], 20), format!("…[{}]…", "y".repeat(20)));
    }

    #[test]
    fn a_span_of_many_lines_is_shown_by_its_first() {
        assert_eq!(shown("one\ntwo\nthree\n", &["ne\ntwo\nth"], 40), "o[ne]");
    }

    #[test]
    fn two_places_of_one_line_are_shown_together() {
        let text = format!("alpha beta {}gamma {}", "é ".repeat(90), "ü ".repeat(90));
        assert_eq!(shown(&text, &["beta", "alpha"], 60), "[alpha] [beta] é é é é é é é é é…");
        assert_eq!(
            shown(&text, &["gamma", "alpha"], 40),
            "[alpha] beta é é é é…é é é [gamma] ü ü ü…"
        );
    }

    #[test]
    fn places_of_other_lines_keep_their_distance() {
        let text = "first\nsecond\nthird\n4\n5\n6\nseventh";
        assert_eq!(shown(text, &["third", "first"], 40), "[first]\nsecond\n[third]");
        assert_eq!(shown(text, &["first", "seventh"], 40), "[first]\n\n\n\n\n\n[seventh]");
    }

    #[test]
    fn a_place_that_is_too_far_away_is_left_out() {
        let text = format!("first\n{}last", "\n".repeat(FARTHEST + 1));
        assert_eq!(shown(&text, &["last", "first"], 40), "[last]");
    }
}
