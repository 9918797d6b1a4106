//! `headline-full-stop`: no full stop at the end of a headline.

use crate::draft::{Class, Shape, TokenKind};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "headline-full-stop",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(HeadlineFullStop),
};

struct HeadlineFullStop;

impl Rule for HeadlineFullStop {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let Some(headline) = draft.draft.headline() else { return };
        let Some((last, before)) = headline.tokens().split_last() else { return };
        // “Inc .” is an abbreviation too.
        let short = before
            .last()
            .is_some_and(|it| last.has(Shape::SPACE_BEFORE) && it.is(Class::ABBREVIATION));
        let ends = last.kind == TokenKind::Stop && !last.has(Shape::ABBREVIATION);
        if !ends || short || headline.words.sentences.len() != 1 {
            return;
        }
        let word = before.iter().rfind(|it| it.is_wordlike());
        let shown = word.map_or(last.span(), |it| it.span().join(last.span()));
        let span = headline.to_draft(last.span());
        match headline.words.text_of(last) {
            "." if before.last().is_none_or(|it| it.kind != TokenKind::Stop) => {
                sink.report(headline.to_draft(shown), "a full stop ends the headline")
                    .fix(Fix::safe("Delete the full stop", vec![Edit::delete(span)]));
            }
            "!" => {
                sink.report_case("mark", headline.to_draft(shown), "“!” ends the headline");
            }
            "?" => {
                sink.report_case("mark", headline.to_draft(shown), "“?” ends the headline")
                    .help("a headline says what is new");
            }
            _ => {}
        }
    }
}
