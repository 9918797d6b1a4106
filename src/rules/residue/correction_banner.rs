//! `correction-banner`: a correction says what was wrong, and in which release.

use crate::draft::{Block, Shape, TokenKind, Zone};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "correction-banner",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(CorrectionBanner),
};

struct CorrectionBanner;

/// The banner stands among the first blocks.
const FURTHEST_BANNER: usize = 6;

/// Words that say what was wrong, or what is new.
const FAULTS: [&str; 20] = [
    "should read",
    "should have",
    "instead of",
    "incorrect",
    "in error",
    "an error",
    "erroneous",
    "misstated",
    "misspelled",
    "omitted",
    "was wrong",
    "were wrong",
    "mistake",
    "replaces",
    "replaced",
    "corrects",
    "has been corrected",
    "has been updated to",
    "updated to ",
    "this version",
];

/// Words that speak of the first release.
const FIRST_RELEASES: [&str; 8] =
    ["release", "issued", "published", "distributed", "dated", "version", "statement", "sent"];

impl Rule for CorrectionBanner {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let blocks = draft.blocks();
        let top = blocks.iter().take(FURTHEST_BANNER).find_map(|block| {
            let zone = matches!(block.zone, Zone::Headline | Zone::SubHeadline | Zone::ReleaseLine);
            let first = zone || block.span.start == 0;
            banner(block).filter(|_| first).map(|it| block.to_draft(it))
        });
        let Some(span) = top else {
            note_below(draft, sink);
            return;
        };
        let fault = blocks.iter().any(says_what_was_wrong);
        let dated = (0..blocks.len()).any(|it| dates_first_release(draft, it));
        let missing = match (fault, dated) {
            (true, true) => return,
            (false, true) => "does not say what was wrong",
            (true, false) => "does not say of which day the first release is",
            (false, false) => "says neither what was wrong nor of which day the first release is",
        };
        let found = draft.text_at(span);
        sink.report(span, format!("“{found}”: the text {missing}"))
            .help("add a note: what the release of which day said, and what is right");
    }
}

/// A note of a correction under a headline that shows none.
fn note_below(draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
    if draft.draft.first_in(Zone::Headline).is_none() {
        return;
    }
    for block in draft.blocks().iter().filter(|it| it.opening == *b"corr") {
        let first = block.tokens().first().map(|it| &block.text()[it.span().range()]);
        let noted = first.is_some_and(|it| matches!(it, "Correction" | "CORRECTION"))
            && block.tokens().get(1).is_some_and(|it| it.kind == TokenKind::Colon);
        if noted && !matches!(block.zone, Zone::PageChrome | Zone::Table | Zone::ListItem) {
            let span = block.to_draft(block.tokens()[0].span());
            sink.report(span, "the headline does not show that this is a correction")
                .help("begin the headline with “CORRECTION:”");
            return;
        }
    }
}

/// The banner with which a block begins.
fn banner(block: &Block) -> Option<Span> {
    let tokens = block.tokens();
    let text = |at: usize| tokens.get(at).map_or("", |it| &block.text()[it.span().range()]);
    let kind = |at: usize| tokens.get(at).map(|it| it.kind);
    let upto = |end: usize| Some(tokens.first()?.span().join(tokens.get(end)?.span()));
    // “/C O R R E C T I O N from Source/”
    if kind(0) == Some(TokenKind::Slash) && text(1) == "C" && text(2) == "O" && text(3) == "R" {
        let end = tokens.iter().skip(1).position(|it| it.kind == TokenKind::Slash)?;
        return upto(end + 1);
    }
    let first = tokens.first().filter(|it| it.has(Shape::CAPITAL))?;
    let word = text(0);
    let is = |it: &str| word.eq_ignore_ascii_case(it);
    if is("correcting")
        && text(1).eq_ignore_ascii_case("and")
        && text(2).eq_ignore_ascii_case("replacing")
    {
        return upto(2);
    }
    let announces = ["correction", "corrected", "update", "updated", "replacement", "revised"]
        .iter()
        .any(|it| is(it));
    let set_off = matches!(kind(1), Some(TokenKind::Colon | TokenKind::Dash))
        || (tokens.len() == 1 && first.has(Shape::ALL_CAPITALS));
    (announces && set_off).then(|| first.span())
}

fn says_what_was_wrong(block: &Block) -> bool {
    let text = block.text().to_lowercase();
    FAULTS.iter().any(|it| text.contains(it))
}

/// Whether a block names a day and speaks of a release in one breath.
fn dates_first_release(draft: &DraftContext<'_>, index: usize) -> bool {
    let block = &draft.blocks()[index];
    let about = !matches!(block.zone, Zone::DateLine | Zone::Dateline | Zone::ReleaseLine);
    let dated = draft.facts.of_block(index).is_some_and(|it| !it.dates.single.is_empty());
    about && dated && {
        let text = block.text().to_lowercase();
        FIRST_RELEASES.iter().any(|it| text.contains(it))
    }
}
