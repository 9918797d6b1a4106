//! A draft: a text cut into blocks, each with its zone, words and sentences.
//!
//! Reading a draft cannot fail: any text is a draft.

mod breaks;
pub mod dateline;
pub mod headline;
pub mod lexicon;
pub mod lists;
mod markdown;
mod plain;
mod reread;
mod sentences;
mod token;
mod tokens;
mod zone;
pub(crate) mod zones;

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::text::{Comment, FrontMatter, Markup, Masked, Span, unseen};

pub use breaks::LostBreak;
pub use lexicon::Class;
pub(crate) use reread::Earlier;
pub use sentences::Sentence;
pub use token::{Shape, Token, TokenKind};
pub use zone::{Zone, ZoneSet};

use zones::Signs;

/// What a block is in the layout, before anyone asks what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph, or a lone line.
    Paragraph,
    /// A heading that the markup names as one; its depth from 1.
    Heading(u8),
    /// An item of a list; how deep it is nested, from 0.
    ListItem(u8),
    /// A paragraph that the markup sets as a block quotation.
    BlockQuotation,
    /// A cell of a table.
    TableCell,
    /// The text that stands for an image.
    ImageText,
}

/// The words of a block, without its place or zone: what can be kept while the text is unchanged.
#[derive(Debug)]
pub struct BlockText {
    /// The block's text, markup masked.
    pub text: String,
    /// Its tokens; spans are bytes from the start of the block.
    pub tokens: Vec<Token>,
    /// Its sentences; spans are bytes from the start of the block.
    pub sentences: Vec<Sentence>,
    /// The kinds of its tokens.
    kinds: u64,
    /// What the lexicon knows of any of its tokens.
    classes: Class,
    /// What can be seen of any of its tokens.
    shapes: Shape,
    /// See [`BlockText::notable`].
    notable: Vec<u32>,
    /// How many apostrophes and single marks are curly.
    curly_marks: u32,
    /// See [`BlockText::word_count`].
    word_count: u32,
    /// What it shows of its part of the release, in a block of that kind.
    signs: OnceLock<(BlockKind, Signs)>,
}

/// Words of these classes may begin a fact.
const NOTABLE: Class = Class::MONTH
    .union(Class::WEEKDAY)
    .union(Class::NUMBER_WORD)
    .union(Class::ORDINAL_WORD)
    .union(Class::HONORIFIC)
    .union(Class::TITLE)
    .union(Class::SPEECH)
    .union(Class::TIME_UNIT)
    .union(Class::RELATIVE_DAY)
    .union(Class::RELATIVE)
    .union(Class::PLACEHOLDER);

/// Whether a token may begin a fact: any but a word in small letters of which nothing special is
/// known. Of the words of two letters, nearly all are known; the others may be lost endings.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "asking all costs less than guessing what decides"
)]
fn is_notable(token: &Token) -> bool {
    let short = token.class.is_empty() & (token.end - token.start == 2);
    (token.kind != TokenKind::Word) | token.has(Shape::CAPITAL) | token.is(NOTABLE) | short
}

impl BlockText {
    pub(crate) fn new(text: &str) -> Self {
        let mut tokens = tokens::tokenize(text);
        let sentences = sentences::split(text, &tokens);
        sentences::mark_starts(&mut tokens, &sentences);
        let (mut kinds, mut shapes, mut classes) = (0, Shape::empty(), Class::empty());
        let (mut curly_marks, mut word_count) = (0, 0);
        // Each place is written, and the next over it if its token is not notable: no step has to be
        // guessed.
        let mut notable = vec![0; tokens.len()];
        let mut count = 0;
        for (at, token) in (0_u32..).zip(&tokens) {
            kinds |= 1 << token.kind as u64;
            shapes |= token.shape;
            classes |= token.class;
            notable[count] = at;
            count += usize::from(is_notable(token));
            let single = (token.kind == TokenKind::Word) | token.has(Shape::SINGLE);
            curly_marks += u32::from(token.has(Shape::CURLY) & single);
            word_count += u32::from(token.is_wordlike());
        }
        notable.truncate(count);
        tokens.shrink_to_fit();
        notable.shrink_to_fit();
        Self {
            text: text.to_owned(),
            tokens,
            sentences,
            kinds,
            classes,
            shapes,
            notable,
            curly_marks,
            word_count,
            signs: OnceLock::new(),
        }
    }

    /// See [`Block::opening`].
    fn opening(&self) -> [u8; 4] {
        let text = self.text.as_bytes();
        std::array::from_fn(|at| text.get(at).map_or(0, u8::to_ascii_lowercase))
    }

    /// How many apostrophes and single quotation marks are curly.
    pub(crate) fn curly_marks(&self) -> usize {
        self.curly_marks as usize
    }

    /// The tokens that may begin a fact, with their places: most words are none, so that whoever
    /// looks for facts passes them over.
    pub(crate) fn notable(&self) -> impl Iterator<Item = (usize, &Token)> {
        self.notable.iter().map(|&at| (at as usize, &self.tokens[at as usize]))
    }

    /// The text of a token.
    pub fn text_of(&self, token: &Token) -> &str {
        &self.text[token.start as usize..token.end as usize]
    }

    /// Whether token `at` is one of these words, in whatever case it is written.
    pub fn is_word(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            // By bytes: what is compared begins and ends where a token does.
            let text = &self.text.as_bytes()[token.start as usize..token.end as usize];
            token.kind == TokenKind::Word
                && words.iter().any(|it| it.as_bytes().eq_ignore_ascii_case(text))
        })
    }

    /// The first token that begins at `offset` or after it.
    pub fn token_from(&self, offset: usize) -> usize {
        self.tokens.partition_point(|it| (it.start as usize) < offset)
    }

    /// The sentence that holds the byte at `offset`.
    pub fn sentence_at(&self, offset: usize) -> Option<&Sentence> {
        let after = self.sentences.partition_point(|it| it.span.start <= offset);
        self.sentences.get(after.checked_sub(1)?)
    }

    /// Whether a token of one of these kinds is among its tokens: what looks for them alone need not
    /// look at every word.
    pub fn has_any(&self, kinds: &[TokenKind]) -> bool {
        kinds.iter().any(|it| self.kinds & (1 << *it as u64) != 0)
    }

    /// Whether the lexicon knows one of its words as one of these classes.
    pub fn has_class(&self, classes: Class) -> bool {
        self.classes.intersects(classes)
    }

    /// Whether one of its tokens has that shape.
    pub fn has_shape(&self, shape: Shape) -> bool {
        self.shapes.contains(shape)
    }

    /// How many words the block has; figures count.
    pub fn word_count(&self) -> usize {
        self.word_count as usize
    }
}

/// A paragraph, line, heading, list item or cell of the draft.
#[derive(Clone, Debug)]
pub struct Block {
    /// Where its text stands in the draft: trimmed, without list marker.
    pub span: Span,
    /// What it is in the layout.
    pub kind: BlockKind,
    /// What it is in the release.
    pub zone: Zone,
    /// Whether it begins at a paragraph break that was lost.
    pub after_lost_break: bool,
    /// Whether it follows the block before on the very same line: after a lost break, or after the
    /// dateline.
    pub same_line: bool,
    /// White space before its first line, in characters.
    pub indent: usize,
    /// How many blank lines stand before it.
    pub blank_lines_before: usize,
    /// The list marker, empty where there is none.
    pub marker: Span,
    /// Its first four bytes, in small letters, with zeros behind a shorter text: whoever looks for a
    /// line by its beginning need not fetch its words.
    pub opening: [u8; 4],
    /// Its words.
    pub words: Arc<BlockText>,
}

impl Block {
    /// A block whose zone is not known yet.
    fn new(raw: RawBlock, words: Arc<BlockText>) -> Self {
        Self {
            span: raw.span,
            kind: raw.kind,
            zone: Zone::Body,
            after_lost_break: raw.after_lost_break,
            same_line: raw.same_line,
            indent: raw.indent,
            blank_lines_before: raw.blank_lines_before,
            marker: raw.marker,
            opening: words.opening(),
            words,
        }
    }

    /// The block's text, markup masked.
    pub fn text(&self) -> &str {
        &self.words.text
    }

    /// The block's tokens; spans are bytes from the start of the block.
    pub fn tokens(&self) -> &[Token] {
        &self.words.tokens
    }

    /// A span of the block as a span of the draft.
    pub fn to_draft(&self, span: Span) -> Span {
        span.shifted(self.span.start)
    }
}

/// A parsed draft.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The blocks, in the order of the text.
    pub blocks: Vec<Block>,
    /// Paragraph breaks that were lost; blocks are cut there as if they still stood.
    pub lost_breaks: Vec<LostBreak>,
    /// Metadata above the text.
    pub front_matter: FrontMatter,
    /// Comments of the markup.
    pub comments: Vec<Comment>,
    /// Links of the markup that have a text of their own, in the order of the text and apart.
    pub links: Vec<Span>,
    /// Length of the text in bytes.
    pub length: usize,
    /// How it is written.
    pub markup: Markup,
    /// Where the blocks begin; side by side, so that a place is found quickly.
    starts: Vec<u32>,
    /// Whether a character may stand in the text that nobody sees.
    may_hide: bool,
    /// The paragraph that the dateline was cut off.
    cut_paragraph: Option<CutParagraph>,
    /// Whether a line of the markup may give a meaning to what stands elsewhere (“[1]: …”): any “]:”
    /// counts, since one in prose (“[sic]:”) costs no more than time.
    has_definitions: bool,
}

/// A paragraph as it was before the dateline was cut off it.
#[derive(Clone, Debug)]
struct CutParagraph {
    /// The place of the dateline among the blocks.
    index: usize,
    block: Block,
}

/// Whether a line of a text may define what stands elsewhere in it.
fn may_define(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), b"]:").is_some()
}

impl Draft {
    /// Parses `text`. `reuse` may hand back the words of a block with the same text, kept from an
    /// earlier draft.
    pub(crate) fn parse(
        text: &str,
        markup: Markup,
        reuse: &mut dyn FnMut(&str) -> Option<Arc<BlockText>>,
    ) -> Self {
        let masked = Masked::new(text, markup);
        let (raw_blocks, lost_breaks) = breaks::restore(masked.text(), split(&masked, markup));
        let mut words = |text: &str| reuse(text).unwrap_or_else(|| Arc::new(BlockText::new(text)));
        let mut blocks: Vec<Block> = raw_blocks
            .into_iter()
            .map(|raw| Block::new(raw, words(&masked.text()[raw.span.range()])))
            .collect();
        let cut_paragraph = zones::assign(&mut blocks, masked.front_matter(), &mut words);
        Self {
            starts: starts(&blocks),
            blocks,
            lost_breaks,
            front_matter: masked.front_matter().clone(),
            comments: masked.comments().to_vec(),
            links: masked.links().to_vec(),
            length: text.len(),
            markup,
            may_hide: unseen::may_be_in(text.as_bytes()),
            cut_paragraph,
            has_definitions: markup == Markup::Markdown && may_define(text),
        }
    }

    /// The block that holds the byte at `offset`, or the last one before it.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        self.starts.partition_point(|&start| start as usize <= offset).checked_sub(1)
    }

    /// Whether a character may stand in the text that nobody sees. After edits this may stay `true` when
    /// the last of them is gone.
    pub(crate) fn may_hide(&self) -> bool {
        self.may_hide
    }

    /// Whether the byte at `offset` belongs to a link of the markup.
    pub fn is_in_link(&self, offset: usize) -> bool {
        let behind = self.links.partition_point(|it| it.start <= offset);
        self.links[..behind].last().is_some_and(|it| it.contains_offset(offset))
    }

    /// The first block of that zone.
    pub fn first_in(&self, zone: Zone) -> Option<&Block> {
        self.blocks.iter().find(|block| block.zone == zone)
    }

    /// The release date that the front matter states.
    pub fn front_matter_date(&self) -> Option<Date> {
        self.front_matter.date
    }

    /// The address of the page, if the metadata carries it.
    pub fn front_matter_address(&self) -> Option<&str> {
        self.front_matter.address.as_deref()
    }
}

/// The blocks that the layout shows.
fn split(masked: &Masked<'_>, markup: Markup) -> Vec<RawBlock> {
    match markup {
        Markup::Plain => plain::split(masked),
        Markup::Markdown => markdown::split(masked),
    }
}

fn starts(blocks: &[Block]) -> Vec<u32> {
    blocks.iter().map(|it| it.span.start as u32).collect()
}

/// A block as the layout shows it, before it has words or a zone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawBlock {
    pub(crate) span: Span,
    pub(crate) kind: BlockKind,
    pub(crate) after_lost_break: bool,
    pub(crate) same_line: bool,
    pub(crate) indent: usize,
    pub(crate) blank_lines_before: usize,
    pub(crate) marker: Span,
}
