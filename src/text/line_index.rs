//! Byte offsets to lines and columns, for reports.

/// A place for people: line and column count from 1, the column in Unicode characters. A byte order
/// mark at the start of the text is no column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1. Lines end at LF, CR LF or a lone CR.
    pub line: usize,
    /// Column, from 1, in Unicode characters (scalar values).
    pub column: usize,
}

/// Every so many bytes the characters before are counted, so that a column in a line of megabytes
/// is found as fast as another.
const STRIDE: usize = 512;

/// Where the lines of a text begin.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// How many characters begin before each multiple of [`STRIDE`].
    characters: Vec<usize>,
    begins_with_mark: bool,
}

impl LineIndex {
    /// Reads the line starts of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !crlf {
                starts.push(at + 1);
            }
        }
        let mut characters = vec![0];
        let mut count = 0;
        for chunk in bytes.chunks_exact(STRIDE) {
            count += count_characters(chunk);
            characters.push(count);
        }
        Self { starts, characters, begins_with_mark: text.starts_with(MARK) }
    }

    /// How many lines the text has; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// Byte offset at which `line` (from 0) starts, or `None` past the last line.
    pub fn line_start(&self, line: usize) -> Option<usize> {
        self.starts.get(line).copied()
    }

    /// The line (from 0) that holds the byte at `offset`.
    pub fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// Line and column of `offset` in `text`, the text this index was made from.
    ///
    /// An offset past the end gives the place of the end; one inside a character, that of the
    /// character.
    pub fn line_column(&self, text: &str, offset: usize) -> LineColumn {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_at(offset);
        let before = self.characters_before(text, offset);
        let mut column = before - self.characters_before(text, self.starts[line]);
        if line == 0 && self.begins_with_mark {
            column = column.saturating_sub(1);
        }
        LineColumn { line: line + 1, column: column + 1 }
    }

    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let counted = (offset / STRIDE).min(self.characters.len() - 1);
        self.characters[counted] + count_characters(&text.as_bytes()[counted * STRIDE..offset])
    }
}

const MARK: char = '\u{feff}';

/// How many characters begin in `bytes`: every byte that does not continue one begins one.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_starts_a_line() {
        let index = LineIndex::new("a\nb\r\nc\rd");
        assert_eq!(index.line_count(), 4);
        assert_eq!(index.line_start(2), Some(5));
    }

    #[test]
    fn columns_count_characters() {
        let text = "naïve “x”";
        let index = LineIndex::new(text);
        let at = text.find('x').unwrap();
        assert_eq!(index.line_column(text, at), LineColumn { line: 1, column: 8 });
    }

    #[test]
    fn columns_of_a_long_line_are_those_of_a_count() {
        let text = "é—a\u{1f600}".repeat(5000) + "\n“end”";
        let index = LineIndex::new(&text);
        for (count, (offset, _)) in text.char_indices().enumerate().step_by(997) {
            assert_eq!(index.line_column(&text, offset).column, count + 1);
        }
        assert_eq!(index.line_column(&text, text.len()), LineColumn { line: 2, column: 6 });
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let text = "\u{feff}ab\ncd";
        let index = LineIndex::new(text);
        assert_eq!(index.line_column(text, 0).column, 1);
        assert_eq!(index.line_column(text, 3).column, 1);
        assert_eq!(index.line_column(text, 4).column, 2);
        assert_eq!(index.line_column(text, 6), LineColumn { line: 2, column: 1 });
    }
}
