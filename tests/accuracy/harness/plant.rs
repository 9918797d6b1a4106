//! One defect, planted at one place.

use presscheck::{Finding, Span};

use super::clean::{Clean, paragraph};

/// How near to the planted place a finding has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// It shares a byte with the place, or touches it.
    Touch,
    /// It stands in a paragraph of the place: rules that report whole lines or paragraphs.
    Paragraph,
    /// Anywhere in the draft: what is missing has no place.
    Anywhere,
}

/// A kind of defect.
pub(crate) struct Kind {
    /// The rule that is to find it.
    pub(crate) rule: &'static str,
    /// What was done to the draft.
    pub(crate) name: &'static str,
    pub(crate) reach: Reach,
    /// Rules that rightly report it too, and elsewhere.
    pub(crate) also: &'static [&'static str],
    /// Where it can be planted in a draft.
    pub(crate) sites: fn(&Clean) -> Vec<Plant>,
}

impl Kind {
    pub(crate) const fn new(
        rule: &'static str,
        name: &'static str,
        sites: fn(&Clean) -> Vec<Plant>,
    ) -> Self {
        Self { rule, name, reach: Reach::Touch, also: &[], sites }
    }

    pub(crate) const fn in_paragraph(mut self) -> Self {
        self.reach = Reach::Paragraph;
        self
    }

    pub(crate) const fn anywhere(mut self) -> Self {
        self.reach = Reach::Anywhere;
        self
    }

    pub(crate) const fn also(mut self, rules: &'static [&'static str]) -> Self {
        self.also = rules;
        self
    }
}

/// Edits of a clean draft that make one defect. Spans are bytes of the clean draft.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plant {
    /// Sorted and disjoint.
    edits: Vec<(Span, String)>,
    /// Where a finding is right.
    places: Vec<Span>,
    /// How much of the first edit's text is the defect, where the rest is only its surroundings.
    inserted: Option<usize>,
}

impl Plant {
    /// Puts `replacement` in the place of `span`.
    pub(crate) fn replace(span: Span, replacement: impl Into<String>) -> Self {
        Self { edits: vec![(span, replacement.into())], places: vec![span], inserted: None }
    }

    pub(crate) fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::at(offset), text)
    }

    pub(crate) fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }

    /// A finding is right here and nowhere else.
    pub(crate) fn at(mut self, place: Span) -> Self {
        self.places = vec![place];
        self
    }

    /// A finding is right here too.
    pub(crate) fn or_at(mut self, place: Span) -> Self {
        self.places.push(place);
        self
    }

    /// A finding is right on the first `length` bytes of what is inserted.
    pub(crate) fn on_inserted(mut self, length: usize) -> Self {
        self.inserted = Some(length);
        self
    }

    /// Does this too.
    pub(crate) fn and(mut self, other: Plant) -> Self {
        self.edits.extend(other.edits);
        self.places.extend(other.places);
        self.edits.sort_by_key(|it| it.0);
        self
    }

    /// The draft with the defect.
    pub(crate) fn text(&self, clean: &str) -> String {
        let mut text = String::with_capacity(clean.len() + 64);
        let mut at = 0;
        for (span, replacement) in &self.edits {
            text.push_str(&clean[at..span.start]);
            text.push_str(replacement);
            at = span.end;
        }
        text.push_str(&clean[at..]);
        text
    }

    /// Where a span of the clean draft stands in the draft with the defect.
    pub(crate) fn moved(&self, span: Span) -> Span {
        let (mut start, mut end) = (span.start, span.end);
        let mut shift = 0_isize;
        for (edit, replacement) in &self.edits {
            let new_start = edit.start.saturating_add_signed(shift);
            let new_end = new_start + replacement.len();
            shift += replacement.len().cast_signed() - edit.len().cast_signed();
            if edit.end <= span.start && edit.start != span.start {
                start = span.start.saturating_add_signed(shift);
            } else if edit.start < span.start {
                start = new_start;
            }
            if edit.end <= span.end {
                end = span.end.saturating_add_signed(shift);
            } else if edit.start < span.end {
                end = new_end;
            }
        }
        Span::new(start, end.max(start))
    }

    /// The planted places in the draft with the defect.
    pub(crate) fn places(&self, text: &str, reach: Reach) -> Vec<Span> {
        let places = self.places.iter().map(|it| {
            let place = self.moved(*it);
            let length = self.inserted.unwrap_or(place.len());
            Span::new(place.start, place.end.min(place.start + length))
        });
        places.map(|it| if reach == Reach::Paragraph { paragraph(text, it) } else { it }).collect()
    }
}

/// Whether a finding, or a place that it points to, touches one of `places`.
pub(crate) fn touches(finding: &Finding, places: &[Span]) -> bool {
    let spans = std::iter::once(finding.span).chain(finding.related.iter().map(|it| it.span));
    spans
        .into_iter()
        .any(|span| places.iter().any(|it| span.start <= it.end && it.start <= span.end))
}
