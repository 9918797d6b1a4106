//! Telling the parts of a release apart.
//!
//! Two steps: what each block shows by itself ([`signs`]), then one walk from top to bottom that
//! gives each block its zone. The dateline is cut off its paragraph on the way.

mod captions;
pub(crate) mod lines;
mod signs;

use std::sync::Arc;

use crate::draft::dateline::{self, Dateline, Separator};
use crate::draft::{Block, BlockKind, BlockText, CutParagraph, Zone};
use crate::text::{FrontMatter, Span};

pub(super) use signs::Signs;

use signs::Section;

/// The release's dateline stands among its first blocks; further down none is looked for.
const FURTHEST_DATELINE: usize = 30;

/// Longest headline, in bytes: a longer first block is a paragraph.
const LONGEST_HEADLINE: usize = 220;

/// A sentence of so many words is no headline.
const SHORTEST_PARAGRAPH: usize = 22;

/// Gives each block its zone, and cuts off the dateline. Returns the paragraph that it was cut off.
pub(super) fn assign(
    blocks: &mut Vec<Block>,
    front_matter: &FrontMatter,
    words: &mut dyn FnMut(&str) -> Arc<BlockText>,
) -> Option<CutParagraph> {
    let mut signs: Vec<Signs> = blocks
        .iter()
        .enumerate()
        .map(|(index, block)| Signs::of(block, index < FURTHEST_DATELINE))
        .collect();
    signs::join_cut_counters(blocks, &mut signs);
    let mut walk = Walk { part: Part::Top, headline: front_matter.title.clone() };
    let captions = captions::find(blocks, &signs);
    for index in 0..blocks.len() {
        let zone = walk.zone(blocks, &signs, &captions, index);
        blocks[index].zone = zone;
    }
    cut_dateline(blocks, words)
}

/// How far down the release the walk has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Above the headline.
    Top,
    /// Between the headline and the lead.
    UnderHeadline,
    /// The running text, after the lead.
    Body,
    /// Under a heading that gives its name to what follows.
    Section(Zone),
    /// After the end mark.
    AfterEnd,
}

struct Walk {
    part: Part,
    /// The headline in the front matter.
    headline: Option<String>,
}

impl Walk {
    fn zone(&mut self, blocks: &[Block], signs: &[Signs], captions: &[bool], index: usize) -> Zone {
        let (block, sign) = (&blocks[index], &signs[index]);
        if let Some(zone) = sign.zone {
            if zone == Zone::EndMark {
                self.part = Part::AfterEnd;
            }
            return zone;
        }
        match block.kind {
            BlockKind::TableCell => return Zone::Table,
            BlockKind::ImageText => return Zone::Caption,
            BlockKind::BlockQuotation => return Zone::Quotation,
            _ => {}
        }
        if captions[index] {
            return Zone::Caption;
        }
        if let Some(section) = sign.section
            && (self.part != Part::Top || section == Section::Contact)
        {
            return self.enter(section, block, sign);
        }
        match self.part {
            Part::Top
                if self.headline.is_none() && is_place_and_date_above(blocks, signs, index) =>
            {
                Zone::DateLine
            }
            Part::Top => self.at_top(block, sign),
            Part::UnderHeadline => self.under_headline(blocks, signs, index),
            Part::Body => body_zone(blocks, signs, index),
            Part::Section(zone) => {
                // A contact block above the headline ends at its blank line.
                if zone == Zone::Contact && self.headline.is_none() && !sign.is_contact_line {
                    self.part = Part::Top;
                    return self.at_top(block, sign);
                }
                zone
            }
            Part::AfterEnd => Zone::AfterEnd,
        }
    }

    fn enter(&mut self, section: Section, block: &Block, sign: &Signs) -> Zone {
        let zone = match section {
            Section::Boilerplate => Zone::Boilerplate,
            Section::Notes => Zone::Notes,
            Section::Contact => Zone::Contact,
        };
        // “For more information, call …” is a line; “Media contact” heads what follows.
        if sign.heads_section || self.part != Part::Body || block.kind == BlockKind::Paragraph {
            self.part = Part::Section(zone);
        }
        zone
    }

    fn at_top(&mut self, block: &Block, sign: &Signs) -> Zone {
        if sign.is_contact_line {
            return Zone::Contact;
        }
        let too_long = block.span.len() > LONGEST_HEADLINE
            || block.words.sentences.len() > 2
            || (sign.ends_sentence && sign.word_count >= SHORTEST_PARAGRAPH);
        let heading = matches!(block.kind, BlockKind::Heading(_));
        // The headline stands in the front matter.
        let titled = self.headline.is_some() && sign.ends_sentence && sign.word_count >= 12;
        if sign.dateline.is_some() || ((too_long || titled) && !heading) {
            self.headline.get_or_insert_default();
            self.part = Part::Body;
            return Zone::Lead;
        }
        if let BlockKind::ListItem(_) = block.kind
            && !heading
        {
            return Zone::ListItem;
        }
        self.headline = Some(block.text().to_owned());
        self.part = Part::UnderHeadline;
        Zone::Headline
    }

    fn under_headline(&mut self, blocks: &[Block], signs: &[Signs], index: usize) -> Zone {
        let (block, sign) = (&blocks[index], &signs[index]);
        // A web page shows its headline twice.
        let repeated = self.headline.as_deref().is_some_and(|it| same_words(it, block.text()));
        if repeated {
            return Zone::Headline;
        }
        let heading = matches!(block.kind, BlockKind::Heading(_));
        let lead = sign.dateline.is_some()
            || (!heading
                && block.kind == BlockKind::Paragraph
                && (sign.ends_sentence || sign.ends_with_colon)
                && sign.word_count >= 12
                && !is_followed_by_dateline(blocks, signs, index))
            || (!heading && block.span.len() > LONGEST_HEADLINE);
        if lead {
            self.part = Part::Body;
            return Zone::Lead;
        }
        if matches!(block.kind, BlockKind::ListItem(_)) || sign.ends_with_colon {
            return match block.kind {
                BlockKind::ListItem(_) => Zone::ListItem,
                _ => Zone::Heading,
            };
        }
        Zone::SubHeadline
    }
}

/// Whether this is a line of place and date, and the next is a headline: “Brussels, 4 March 2026”.
fn is_place_and_date_above(blocks: &[Block], signs: &[Signs], index: usize) -> bool {
    let alone = |it: &Dateline| it.separator == Separator::LineEnd;
    let (Some(next), Some(sign)) = (blocks.get(index + 1), signs.get(index + 1)) else {
        return false;
    };
    signs[index].dateline.as_deref().is_some_and(alone)
        && !next.same_line
        && matches!(next.kind, BlockKind::Paragraph | BlockKind::Heading(_))
        && next.span.len() <= LONGEST_HEADLINE
        && sign.zone.is_none()
        && sign.dateline.is_none()
        && !sign.is_contact_line
        && !sign.ends_with_colon
        && (!sign.ends_sentence
            || sign.word_count < SHORTEST_PARAGRAPH
                && signs[index + 2..].iter().take(2).any(is_paragraph))
}

/// Whether a paragraph follows: what stands above it may be a headline with a full stop.
fn is_paragraph(sign: &Signs) -> bool {
    sign.zone.is_none() && sign.ends_sentence && sign.word_count >= 12
}

/// Whether a dateline stands within the next few blocks: then this one is no lead yet.
fn is_followed_by_dateline(blocks: &[Block], signs: &[Signs], index: usize) -> bool {
    signs[index + 1..]
        .iter()
        .zip(&blocks[index + 1..])
        .take(4)
        .any(|(sign, block)| sign.dateline.is_some() && block.kind == BlockKind::Paragraph)
}

fn body_zone(blocks: &[Block], signs: &[Signs], index: usize) -> Zone {
    let (block, sign) = (&blocks[index], &signs[index]);
    match block.kind {
        BlockKind::Heading(_) => return Zone::Heading,
        BlockKind::ListItem(_) => return Zone::ListItem,
        _ => {}
    }
    // “The mayor said:”, and then her words without marks.
    let introduced = index
        .checked_sub(1)
        .map(|before| (&blocks[before], &signs[before]))
        .is_some_and(|(before, it)| {
            it.introduces_quotation && matches!(before.zone, Zone::Lead | Zone::Body)
        });
    if introduced && !sign.opens_quotation && sign.ends_sentence {
        return Zone::Quotation;
    }
    // A short line without an end, between paragraphs.
    let stands_alone =
        !block.same_line && blocks.get(index + 1).is_some_and(|next| !next.same_line);
    if stands_alone && sign.is_short_line && !sign.ends_sentence && !sign.ends_with_colon {
        return Zone::Heading;
    }
    Zone::Body
}

fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        text.split(|it: char| !it.is_alphanumeric())
            .filter(|it| !it.is_empty())
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    one.len().abs_diff(other.len()) < 40 && {
        let (one, other) = (words(one), words(other));
        !one.is_empty() && one == other
    }
}

/// Cuts the dateline off the paragraph it begins.
fn cut_dateline(
    blocks: &mut Vec<Block>,
    words: &mut dyn FnMut(&str) -> Arc<BlockText>,
) -> Option<CutParagraph> {
    // Only the first paragraphs of a release have one; a second one is the rule's to find.
    let index = blocks.iter().take(FURTHEST_DATELINE).position(|block| {
        matches!(block.zone, Zone::Lead | Zone::Body | Zone::DateLine | Zone::SubHeadline)
            && dateline::read(&block.words).is_some()
    })?;
    let block = blocks[index].clone();
    let found = dateline::read(&block.words)?;
    let blank = |it: char| it.is_whitespace() || it == '\u{1}';
    let rest = block.words.text[found.span.end..].trim_start_matches(blank);
    if rest.is_empty() {
        blocks[index].zone = Zone::Dateline;
        if let Some(next) = blocks.get_mut(index + 1)
            && matches!(next.zone, Zone::Body | Zone::SubHeadline)
        {
            next.zone = Zone::Lead;
        }
        return None;
    }
    let rest_start = block.span.end - rest.len();
    let line = Span::new(block.span.start, block.span.start + found.span.end);
    let (before, behind) = (words(&block.words.text[..found.span.end]), words(rest));
    blocks[index] = Block {
        span: Span::new(rest_start, block.span.end),
        zone: Zone::Lead,
        same_line: true,
        blank_lines_before: 0,
        marker: Span::at(rest_start),
        opening: behind.opening(),
        words: behind,
        ..block.clone()
    };
    let dateline = Block {
        span: line,
        zone: Zone::Dateline,
        opening: before.opening(),
        words: before,
        ..block.clone()
    };
    blocks.insert(index, dateline);
    // What stood above the dateline was no lead.
    for above in &mut blocks[..index] {
        if above.zone == Zone::Lead {
            above.zone = Zone::SubHeadline;
        }
    }
    Some(CutParagraph { index, block })
}
