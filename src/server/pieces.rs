//! Edits after edits, as one set of edits of the text that there was at first.

use crate::finding::Edit;
use crate::server::edits::trimmed;
use crate::text::Span;

/// A text in the making: what is kept of the text there was at first, and what was written since.
pub(super) struct Pieces(Vec<Piece>);

#[derive(Clone)]
enum Piece {
    /// Bytes of the first text.
    Kept(Span),
    Written(String),
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Piece::Kept(span) => span.len(),
            Piece::Written(text) => text.len(),
        }
    }

    /// The part of the piece from byte `start` to byte `end` of it.
    fn part(&self, start: usize, end: usize) -> Self {
        match self {
            Piece::Kept(span) => Piece::Kept(Span::new(span.start + start, span.start + end)),
            Piece::Written(text) => Piece::Written(text[start..end].to_owned()),
        }
    }
}

impl Pieces {
    /// A text of `length` bytes, as it was at first.
    pub(super) fn whole(length: usize) -> Self {
        Self(vec![Piece::Kept(Span::new(0, length))])
    }

    /// Applies sorted, disjoint edits of the text as it is now.
    pub(super) fn apply(&mut self, edits: &[Edit]) {
        let pieces = std::mem::take(&mut self.0);
        let mut edits = edits.iter().peekable();
        // Where the piece begins, and how far deletions reach, in bytes of the text as it is now.
        let (mut start, mut deleted) = (0, 0);
        for piece in pieces {
            let end = start + piece.len();
            let mut at = start.max(deleted.min(end));
            while let Some(edit) = edits.next_if(|it| it.span.start < end) {
                if at < edit.span.start {
                    self.0.push(piece.part(at - start, edit.span.start - start));
                }
                self.write(edit);
                deleted = edit.span.end;
                at = deleted.clamp(at, end);
            }
            if at < end {
                self.0.push(piece.part(at - start, end - start));
            }
            start = end;
        }
        for edit in edits {
            self.write(edit);
        }
    }

    fn write(&mut self, edit: &Edit) {
        if !edit.replacement.is_empty() {
            self.0.push(Piece::Written(edit.replacement.clone()));
        }
    }

    /// The edits that make of `first`, the text there was at first, the text as it is now: sorted,
    /// disjoint, and each as small as it can be.
    pub(super) fn edits(&self, first: &str) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut at = 0;
        let mut written = String::new();
        let end = [Piece::Kept(Span::at(first.len()))];
        for piece in self.0.iter().chain(&end) {
            match piece {
                Piece::Written(text) => written.push_str(text),
                Piece::Kept(span) => {
                    let replaced = Span::new(at, span.start);
                    let edit =
                        trimmed(first, &Edit::replace(replaced, std::mem::take(&mut written)));
                    if !(edit.span.is_empty() && edit.replacement.is_empty()) {
                        edits.push(edit);
                    }
                    at = span.end;
                }
            }
        }
        edits
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::finding::apply_edits;

    /// Edits of a text of ASCII that sort, and do not touch.
    fn edits(places: &[(usize, usize, String)], length: usize) -> Vec<Edit> {
        let mut at = 0;
        let mut edits = Vec::new();
        for (gap, deleted, replacement) in places {
            let start = at + gap;
            let end = start + deleted;
            if end > length {
                break;
            }
            edits.push(Edit::replace(Span::new(start, end), replacement.clone()));
            at = end + 1;
        }
        edits
    }

    #[test]
    fn what_is_undone_is_no_edit() {
        let mut pieces = Pieces::whole(5);
        pieces.apply(&[Edit::replace(Span::new(1, 2), "xy")]);
        pieces.apply(&[Edit::replace(Span::new(1, 3), "b")]);
        assert_eq!(pieces.edits("abcde"), []);
    }

    #[test]
    fn edits_stay_apart() {
        let mut pieces = Pieces::whole(6);
        pieces.apply(&[Edit::delete(Span::new(1, 2)), Edit::insert(6, "!")]);
        pieces.apply(&[Edit::replace(Span::new(2, 3), "D")]);
        assert_eq!(
            pieces.edits("abcdef"),
            [
                Edit::delete(Span::new(1, 2)),
                Edit::replace(Span::new(3, 4), "D"),
                Edit::insert(6, "!")
            ]
        );
    }

    proptest! {
        #[test]
        fn edits_of_the_first_text_make_the_last_one(
            rounds in prop::collection::vec(
                prop::collection::vec((0_usize..4, 0_usize..4, "[a-c]{0,3}"), 0..6),
                0..4,
            ),
        ) {
            let first = "abcabcaabbccabc";
            let mut pieces = Pieces::whole(first.len());
            let mut text = first.to_owned();
            for round in rounds {
                let edits = edits(&round, text.len());
                pieces.apply(&edits);
                text = apply_edits(&text, &edits);
            }
            let edits = pieces.edits(first);
            prop_assert!(edits.windows(2).all(|it| it[0].span.end <= it[1].span.start));
            prop_assert_eq!(apply_edits(first, &edits), text);
        }
    }
}
