//! What a block shows of its part by itself, without its neighbours.

use crate::draft::dateline::{self, Dateline};
use crate::draft::lexicon::Class;
use crate::draft::zones::captions;
use crate::draft::zones::lines::{
    LEGAL_OPENINGS, is_about, is_bare_link, is_contact_heading, is_contact_line, is_counter,
    is_date_line, is_embargo, is_end_mark, is_joined_about, is_legal_heading, is_navigation,
    is_notes, is_release_line,
};
use crate::draft::{Block, BlockKind, Shape, TokenKind, Zone};
use crate::text::{first_characters, lower_case};

/// A section of the release that its first line names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Boilerplate,
    Notes,
    Contact,
}

/// What can be seen of one block.
#[derive(Clone, Debug, Default)]
pub(in crate::draft) struct Signs {
    /// Its zone, where the block alone tells it.
    pub(super) zone: Option<Zone>,
    /// The section it begins.
    pub(super) section: Option<Section>,
    /// Whether it is a heading that names the section, and no more.
    pub(super) heads_section: bool,
    /// A telephone number, an address, a name with “e-mail”.
    pub(super) is_contact_line: bool,
    /// Boxed, because hardly a block has one, and the signs of all blocks are kept.
    pub(super) dateline: Option<Box<Dateline>>,
    pub(super) word_count: usize,
    pub(super) ends_sentence: bool,
    /// With a colon, or with a semicolon or comma in its place.
    pub(super) ends_with_colon: bool,
    /// At most ten words.
    pub(super) is_short_line: bool,
    pub(super) opens_quotation: bool,
    /// “…, the mayor said:”.
    pub(super) introduces_quotation: bool,
    /// Whether it is a caption by itself, if it can be one.
    pub(super) shows_caption: bool,
}

/// Longest line that can be a sign of anything but prose, in bytes.
pub(super) const LONGEST_LINE: usize = 160;

impl Signs {
    /// The signs of a block; `may_have_dateline` if it stands near the top. They depend on its words
    /// and its kind alone, and are kept with the words.
    pub(super) fn of(block: &Block, may_have_dateline: bool) -> Self {
        let (kind, kept) = block.words.signs.get_or_init(|| (block.kind, Self::read(block)));
        let mut signs = if *kind == block.kind { kept.clone() } else { Self::read(block) };
        if may_have_dateline
            && signs.zone.is_none()
            && matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_))
        {
            signs.dateline = dateline::read(&block.words).map(Box::new);
        }
        signs
    }

    fn read(block: &Block) -> Self {
        let tokens = block.tokens();
        let last = tokens.iter().rev().find(|it| {
            !matches!(
                it.kind,
                TokenKind::CloseQuote | TokenKind::CloseBracket | TokenKind::Apostrophe
            )
        });
        let ends_with_colon = last.is_some_and(|it| {
            matches!(it.kind, TokenKind::Colon | TokenKind::Semicolon | TokenKind::Comma)
        });
        let before_colon = tokens.len().checked_sub(2).and_then(|it| tokens.get(it));
        let mut signs = Signs {
            ends_sentence: last
                .is_some_and(|it| it.kind == TokenKind::Stop && !it.has(Shape::ABBREVIATION)),
            ends_with_colon,
            introduces_quotation: ends_with_colon
                && before_colon.is_some_and(|it| it.is(Class::SPEECH)),
            opens_quotation: tokens.first().is_some_and(|it| it.kind == TokenKind::OpenQuote),
            ..Signs::default()
        };
        // Counting the words of long paragraphs tells nothing.
        signs.word_count = tokens.iter().take(60).filter(|it| it.is_wordlike()).count();
        signs.is_short_line = signs.word_count <= 10 && block.span.len() <= LONGEST_LINE;
        if block.span.len() <= LONGEST_LINE {
            signs.read_line(block);
        } else {
            signs.read_section_opening(block);
        }
        signs.shows_caption =
            captions::can_show_caption(block, &signs) && captions::shows_caption(block);
        signs
    }

    fn read_line(&mut self, block: &Block) {
        let text = block.text().trim();
        let bare = lower_case(text.trim_matches(|it: char| !it.is_alphanumeric()));
        self.zone = if is_end_mark(text, &bare) {
            Some(Zone::EndMark)
        } else if is_counter(text) {
            Some(Zone::PhotoCounter)
        } else if is_embargo(text, &bare) {
            Some(Zone::Embargo)
        } else if is_release_line(text, &bare) {
            Some(Zone::ReleaseLine)
        } else if is_navigation(&bare, text) || is_bare_link(block) {
            Some(Zone::PageChrome)
        } else if is_date_line(block) {
            Some(Zone::DateLine)
        } else {
            None
        };
        if self.zone.is_some() {
            return;
        }
        self.is_contact_line = is_contact_line(block, &bare);
        self.read_heading(block, &bare);
    }

    fn read_heading(&mut self, block: &Block, bare: &str) {
        let words = self.word_count;
        let heading = !self.ends_sentence && words <= 12;
        let section = if heading && (is_about(block, words) || is_legal_heading(bare)) {
            Some(Section::Boilerplate)
        } else if heading && is_notes(bare) {
            Some(Section::Notes)
        } else if is_contact_heading(bare) && (heading || bare.contains("contact")) {
            Some(Section::Contact)
        } else {
            None
        };
        self.section = section;
        self.heads_section = heading;
    }

    /// A section's name joined to its text: “About Acme Acme is …”, “Forward-looking statements …”.
    fn read_section_opening(&mut self, block: &Block) {
        const OPENINGS: [&str; 15] = [
            "about",
            "forward",
            "forward-looking",
            "safe",
            "cautionary",
            "disclaimer",
            "this",
            "certain",
            "statements",
            "notes",
            "note",
            "for",
            "media",
            "press",
            "contact",
        ];
        let first = block.tokens().first().map_or("", |it| block.words.text_of(it));
        if !OPENINGS.iter().any(|it| it.eq_ignore_ascii_case(first)) {
            return;
        }
        let start = lower_case(first_characters(block.text(), 70));
        let legal = [
            "this press release contains forward",
            "this news release contains forward",
            "certain statements",
        ];
        if LEGAL_OPENINGS.iter().chain(&legal).any(|it| start.contains(it))
            || is_joined_about(block)
        {
            self.section = Some(Section::Boilerplate);
        } else if ["notes to editors", "note to editors", "notes for editors"]
            .iter()
            .any(|it| start.starts_with(it))
        {
            self.section = Some(Section::Notes);
        } else if [
            "for more information",
            "for further information",
            "media contact",
            "press contact",
            "contact:",
            "for media enquiries",
            "for media inquiries",
        ]
        .iter()
        .any(|it| start.starts_with(it))
            && block
                .tokens()
                .iter()
                .any(|it| matches!(it.kind, TokenKind::Email | TokenKind::Url | TokenKind::Number))
        {
            self.section = Some(Section::Contact);
        }
    }
}

/// The second half of a counter that stands on two lines: “1 /”, “27”.
pub(super) fn join_cut_counters(blocks: &[Block], signs: &mut [Signs]) {
    for index in 1..blocks.len() {
        let first_half = signs[index - 1].zone == Some(Zone::PhotoCounter)
            && blocks[index - 1].text().trim_end().ends_with('/');
        let text = blocks[index].text();
        if first_half && text.len() <= 3 && text.bytes().all(|it| it.is_ascii_digit()) {
            signs[index] = Signs { zone: Some(Zone::PhotoCounter), ..Signs::default() };
        }
    }
}
