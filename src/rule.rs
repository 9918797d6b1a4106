//! What a rule is: its page, its code where it needs code, and what it gets to see.

mod explained;
mod majority;
mod matcher;
mod options;
mod page;
pub(crate) mod reader;
mod sink;

use std::sync::Arc;

use crate::draft::{Block, BlockText, Draft, Sentence, Token, Zone};
use crate::facts::{BlockFacts, Facts};
use crate::finding::Level;
use crate::house::House;
use crate::text::Span;

pub(crate) use majority::kept_form;
pub(crate) use matcher::{Deferred, Matchers, MatchersBuilder};
pub use options::{OptionKind, OptionSpec, OptionValue, Options};
pub(crate) use page::level_of;
pub use page::{Example, ExampleKind, Matcher, Page};
pub use reader::Problem;
pub(crate) use reader::nearest;
pub use sink::Sink;

/// A coded rule. Both methods see the same draft; most rules need one of them.
pub trait Rule: Send + Sync {
    /// Looks at one block. What it reports is kept for as long as the block's text and zone stay
    /// the same, so it depends on nothing else.
    fn block(&self, _block: &BlockContext<'_>, _sink: &mut Sink<'_>) {}

    /// Looks at the whole draft and its facts.
    fn draft(&self, _draft: &DraftContext<'_>, _sink: &mut Sink<'_>) {}
}

/// What a coded rule is asked about: the methods of [`Rule`] that it has. Nothing else is called, so
/// that a hundred rules cost a block no hundred calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// [`Rule::block`].
    Blocks,
    /// [`Rule::draft`].
    Draft,
    /// Both.
    Both,
}

/// The registration of a coded rule.
pub struct Entry {
    /// The rule's name, that of its page.
    pub name: &'static str,
    /// The methods that the rule has.
    pub asks: Asks,
    /// Builds the rule from its options, which were checked against the page.
    pub build: fn(&Options) -> Box<dyn Rule>,
}

/// A rule as a house wants it.
#[derive(Clone, Debug)]
pub struct RuleSetting {
    /// The rule's page.
    pub page: Arc<Page>,
    /// How much its findings matter; `None` if the rule is off.
    pub level: Option<Level>,
    /// Levels of the rule's cases that differ; `None` if a case is off.
    pub cases: Vec<(String, Option<Level>)>,
    /// Its options, every one of the page's with a value.
    pub options: Options,
}

impl RuleSetting {
    /// The rule as its page describes it.
    pub fn of_page(page: Arc<Page>) -> Self {
        Self {
            level: page.level,
            cases: page.cases.clone(),
            options: Options::defaults(&page.options),
            page,
        }
    }

    /// The level of one of the rule's cases.
    pub fn case_level(&self, case: &str) -> Option<Level> {
        self.level?;
        self.cases.iter().find(|(name, _)| name == case).map_or(self.level, |(_, level)| *level)
    }
}

/// What a rule sees of one block. Spans are bytes from the start of the block.
#[derive(Clone, Copy)]
pub struct BlockContext<'a> {
    /// The block's words.
    pub words: &'a BlockText,
    /// The block's zone.
    pub zone: Zone,
    /// What was extracted from the block.
    pub facts: &'a BlockFacts,
}

impl<'a> BlockContext<'a> {
    /// The block's text, markup masked.
    pub fn text(&self) -> &'a str {
        &self.words.text
    }

    /// The block's tokens.
    pub fn tokens(&self) -> &'a [Token] {
        &self.words.tokens
    }

    /// The block's sentences.
    pub fn sentences(&self) -> &'a [Sentence] {
        &self.words.sentences
    }

    /// The text of a token.
    pub fn text_of(&self, token: &Token) -> &'a str {
        &self.words.text[token.span().range()]
    }

    /// The zone at a place of the block: that of the block, or [`Zone::Quotation`].
    pub fn zone_at(&self, offset: usize) -> Zone {
        self.facts.zone_at(self.zone, offset)
    }
}

/// What a rule sees of the whole draft. Spans are bytes in the draft's text.
#[derive(Clone, Copy)]
pub struct DraftContext<'a> {
    /// The draft's text as it was given, markup included: to name what was found in messages and
    /// to write fixes; what is *in* the text is for [`Facts`] to say.
    pub text: &'a str,
    /// The draft.
    pub draft: &'a Draft,
    /// The draft's facts.
    pub facts: &'a Facts,
    /// The house's facts and settings.
    pub house: &'a House,
}

impl<'a> DraftContext<'a> {
    /// The text at `span`.
    pub fn text_at(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    /// The blocks of the draft.
    pub fn blocks(&self) -> &'a [Block] {
        &self.draft.blocks
    }

    /// The lines that `span` touches, whole, with their line ends: what goes when residue is deleted.
    pub fn whole_lines(&self, span: Span) -> Span {
        let bytes = self.text.as_bytes();
        let is_end = |it: &u8| matches!(it, b'\n' | b'\r');
        let start = bytes[..span.start].iter().rposition(is_end).map_or(0, |it| it + 1);
        let end = bytes[span.end..].iter().position(is_end).map_or(bytes.len(), |it| {
            let end = span.end + it;
            end + if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 }
        });
        Span::new(start, end)
    }

    /// The line end that the draft uses.
    pub fn line_end(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// The zone at `offset`: that of its block, or [`Zone::Quotation`].
    pub fn zone_at(&self, offset: usize) -> Zone {
        zone_at(self.draft, self.facts, offset)
    }
}

/// The zone at `offset` of the draft.
pub(crate) fn zone_at(draft: &Draft, facts: &Facts, offset: usize) -> Zone {
    let Some(index) = draft.block_at(offset) else {
        return Zone::Body;
    };
    let block = &draft.blocks[index];
    let quoted = offset < block.span.end
        && facts.of_block(index).is_some_and(|it| it.is_quoted(offset - block.span.start));
    if quoted { Zone::Quotation } else { block.zone }
}
