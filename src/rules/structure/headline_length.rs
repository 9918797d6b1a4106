//! `headline-length`: a headline that fits where headlines are shown.

use crate::draft::headline::shown_characters;
use crate::draft::{Block, TokenKind};
use crate::rule::{DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "headline-length",
    build: |options: &Options| {
        Box::new(HeadlineLength {
            most: usize::try_from(options.integer("most")).unwrap_or(usize::MAX),
        })
    },
};

struct HeadlineLength {
    most: usize,
}

impl Rule for HeadlineLength {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let Some(headline) = draft.draft.headline() else { return };
        // No character is shorter than a byte.
        if headline.text().len() <= self.most {
            return;
        }
        let shown = shown_characters(headline.text());
        if shown <= self.most || is_two_lines_in_one(headline) {
            return;
        }
        let most = self.most;
        sink.report(
            headline.span,
            format!("the headline has {shown} characters; it should have no more than {most}"),
        )
        .help("keep the news, and move the rest to a line below the headline or to the lead");
    }
}

/// A line below the headline that lost its line break: “opens new quayFerries sail in June”.
fn is_two_lines_in_one(headline: &Block) -> bool {
    /// Fewer letters before the joint are part of a name: “McAllister”, “YouTube”.
    const SHORTEST_HALF: usize = 4;
    headline.tokens().iter().filter(|it| it.kind == TokenKind::Word).any(|token| {
        let word = headline.words.text_of(token);
        let mut small = 0;
        let mut characters = word.chars().peekable();
        while let Some(character) = characters.next() {
            let joint = small + 1 >= SHORTEST_HALF
                && character.is_lowercase()
                && characters.peek().is_some_and(|it| it.is_uppercase());
            if joint {
                return true;
            }
            small = if character.is_lowercase() { small + 1 } else { 0 };
        }
        false
    })
}
