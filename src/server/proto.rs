//! Byte offsets to the protocol's positions and back: the one place that knows both.
//!
//! A client's positions are never trusted: a line or a column beyond the end means the end, and a
//! column inside a character means the character's start.

use ropey::Rope;
use tower_lsp::lsp_types::{Position, PositionEncodingKind, Range};

use crate::text::Span;

/// What the client counts a line's columns in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: what a client counts in that says nothing.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The first of the client's encodings that is one; clients list them in their order of
    /// preference.
    pub(super) fn negotiate(offered: Option<&[PositionEncodingKind]>) -> Self {
        let known = |kind: &PositionEncodingKind| match kind.as_str() {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        };
        offered.unwrap_or_default().iter().find_map(known).unwrap_or_default()
    }

    /// The protocol's name of the encoding.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// The position of the byte at `offset`.
    pub(super) fn position(self, text: &Rope, offset: usize) -> Position {
        let place = text.byte_to_char(offset.min(text.len_bytes()));
        let line = text.char_to_line(place);
        let character = match self {
            Encoding::Utf8 => text.char_to_byte(place) - text.line_to_byte(line),
            Encoding::Utf16 => {
                text.char_to_utf16_cu(place) - text.char_to_utf16_cu(text.line_to_char(line))
            }
            Encoding::Utf32 => place - text.line_to_char(line),
        };
        Position::new(line as u32, character as u32)
    }

    /// The range of a span.
    pub(super) fn range(self, text: &Rope, span: Span) -> Range {
        Range::new(self.position(text, span.start), self.position(text, span.end))
    }

    /// The byte offset of a position.
    pub(super) fn offset(self, text: &Rope, position: Position) -> usize {
        text.char_to_byte(self.place(text, position))
    }

    /// The span of a range; one whose ends are swapped means the same.
    pub(super) fn span(self, text: &Rope, range: Range) -> Span {
        let (start, end) = (self.offset(text, range.start), self.offset(text, range.end));
        Span::new(start.min(end), start.max(end))
    }

    /// Replaces a range of `text`.
    pub(super) fn replace(self, text: &mut Rope, range: Range, replacement: &str) {
        let (start, end) = (self.place(text, range.start), self.place(text, range.end));
        let (start, end) = (start.min(end), start.max(end));
        text.remove(start..end);
        text.insert(start, replacement);
    }

    /// The place of a position, in characters.
    fn place(self, text: &Rope, position: Position) -> usize {
        let line = position.line as usize;
        if line >= text.len_lines() {
            return text.len_chars();
        }
        let (start, end) = (text.line_to_char(line), line_end(text, line));
        let column = position.character as usize;
        match self {
            Encoding::Utf8 => {
                let offset = text.char_to_byte(start).saturating_add(column);
                if offset >= text.char_to_byte(end) { end } else { text.byte_to_char(offset) }
            }
            Encoding::Utf16 => {
                let unit = text.char_to_utf16_cu(start).saturating_add(column);
                if unit >= text.char_to_utf16_cu(end) { end } else { text.utf16_cu_to_char(unit) }
            }
            Encoding::Utf32 => start.saturating_add(column).min(end),
        }
    }
}

/// Where `line` ends, its line break left out, in characters.
fn line_end(text: &Rope, line: usize) -> usize {
    let start = text.line_to_char(line);
    let characters = text.line(line);
    let mut length = characters.len_chars();
    for line_break in ['\n', '\r'] {
        if length > 0 && characters.char(length - 1) == line_break {
            length -= 1;
        }
    }
    start + length
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    fn at(line: u32, character: u32) -> Position {
        Position::new(line, character)
    }

    #[test]
    fn columns_count_in_the_encoding_that_was_agreed() {
        let text = Rope::from_str("a\n🚀 “x”\n");
        let x = text.to_string().find('x').unwrap();
        assert_eq!(Encoding::Utf8.position(&text, x), at(1, 8));
        assert_eq!(Encoding::Utf16.position(&text, x), at(1, 4));
        assert_eq!(Encoding::Utf32.position(&text, x), at(1, 3));
        for encoding in ALL {
            assert_eq!(encoding.offset(&text, encoding.position(&text, x)), x);
        }
    }

    #[test]
    fn a_position_beyond_the_end_means_the_end() {
        let text = Rope::from_str("one\r\ntwo\rthree");
        for encoding in ALL {
            assert_eq!(encoding.offset(&text, at(0, 99)), 3);
            assert_eq!(encoding.offset(&text, at(0, u32::MAX)), 3);
            assert_eq!(encoding.offset(&text, at(1, 4)), 8);
            assert_eq!(encoding.offset(&text, at(u32::MAX, u32::MAX)), 14);
        }
    }

    #[test]
    fn a_position_inside_a_character_means_its_start() {
        let text = Rope::from_str("🚀x");
        assert_eq!(Encoding::Utf16.offset(&text, at(0, 1)), 0);
        for column in 1..4 {
            assert_eq!(Encoding::Utf8.offset(&text, at(0, column)), 0);
        }
        assert_eq!(Encoding::Utf16.offset(&text, at(0, 2)), 4);
    }

    #[test]
    fn lines_end_where_the_protocol_ends_them() {
        let text = Rope::from_str("a\u{2028}b\u{85}c\u{b}d\u{c}e\nf\rg\r\nh");
        assert_eq!(text.len_lines(), 4);
    }

    #[test]
    fn a_swapped_range_is_read_the_right_way_round() {
        let mut text = Rope::from_str("abcdef");
        Encoding::Utf16.replace(&mut text, Range::new(at(0, 4), at(0, 2)), "-");
        assert_eq!(text.to_string(), "ab-ef");
    }

    proptest! {
        #[test]
        fn every_boundary_survives_the_way_there_and_back(text in "[a🚀’\r\n\u{2028}]{0,24}") {
            let rope = Rope::from_str(&text);
            for encoding in ALL {
                for (offset, character) in text.char_indices() {
                    // Between CR and LF there is no position.
                    if character == '\n' && text[..offset].ends_with('\r') {
                        continue;
                    }
                    let position = encoding.position(&rope, offset);
                    prop_assert_eq!(encoding.offset(&rope, position), offset);
                }
            }
        }

        #[test]
        fn no_position_is_too_wild(
            text in "[a🚀’\r\n]{0,12}",
            (line, character) in (0_u32..6, 0_u32..16),
        ) {
            let rope = Rope::from_str(&text);
            for encoding in ALL {
                prop_assert!(text.is_char_boundary(encoding.offset(&rope, at(line, character))));
            }
        }
    }
}
