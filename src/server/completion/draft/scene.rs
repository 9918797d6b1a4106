//! The place where something is typed: what the draft is there, and what stands above.

use std::sync::Arc;

use jiff::civil::Date;
use ropey::Rope;

use crate::draft::{Draft, Zone};
use crate::facts::{BlockFacts, Facts};
use crate::house::House;
use crate::rule::{Options, zone_at};
use crate::server::checker::Checked;
use crate::server::completion::draft::typed::Typed;
use crate::text::Markup;

/// The longest paragraph that is looked at for quotation marks, in bytes on each side of the cursor.
const LONGEST_PARAGRAPH: usize = 8 * 1024;

/// What is known of the place.
pub(super) struct Scene<'a> {
    pub(super) house: &'a House,
    pub(super) typed: &'a Typed,
    /// The newest analysis that is finished, perhaps of a text some letters ago.
    pub(super) checked: Arc<Checked>,
    /// Where what is typed begins, in bytes of the text that was analysed.
    pub(super) here: usize,
    pub(super) zone: Zone,
    /// Whether it stands between quotation marks.
    pub(super) quoted: bool,
    pub(super) markup: Markup,
}

impl<'a> Scene<'a> {
    /// Looks around the place where `typed` is typed in `text`.
    pub(super) fn new(
        text: &Rope,
        markup: Markup,
        house: &'a House,
        typed: &'a Typed,
        checked: Arc<Checked>,
    ) -> Self {
        let here = in_older(text, &checked.text, typed.start());
        let zone = zone_at(&checked.analysis.draft, &checked.analysis.facts, here);
        let quoted = is_quoted(text, markup, typed);
        Self { house, typed, checked, here, zone, quoted, markup }
    }

    pub(super) fn draft(&self) -> &Draft {
        &self.checked.analysis.draft
    }

    pub(super) fn facts(&self) -> &Facts {
        &self.checked.analysis.facts
    }

    /// The options of a rule, as the house sets them.
    pub(super) fn options(&self, rule: &str) -> Option<&Options> {
        self.house.rule(rule).map(|it| &it.options)
    }

    /// The text of an option of a rule; empty where there is no such rule.
    pub(super) fn option(&self, rule: &str, option: &str) -> &str {
        self.options(rule).map_or("", |it| it.text(option))
    }

    /// The day on which the release goes out: as the draft has it, else today.
    pub(super) fn day(&self) -> Date {
        self.facts().release_date().map_or_else(today, |it| it.date)
    }

    /// Whether a block of one of these zones stands above.
    pub(super) fn has_above(&self, zones: &[Zone]) -> bool {
        let line = self.line_start();
        self.draft()
            .blocks
            .iter()
            .take_while(|it| it.span.start < line)
            .any(|it| zones.contains(&it.zone))
    }

    /// Whether a block of one of these zones stands below the line.
    pub(super) fn has_below(&self, zones: &[Zone]) -> bool {
        let end = self.line_end();
        self.draft()
            .blocks
            .iter()
            .rev()
            .take_while(|it| it.span.start > end)
            .any(|it| zones.contains(&it.zone))
    }

    /// Whether a block of that zone stands anywhere but on this line.
    pub(super) fn has_elsewhere(&self, zone: Zone) -> bool {
        self.has_above(&[zone]) || self.has_below(&[zone])
    }

    /// Where the line begins, in bytes of the text that was analysed.
    fn line_start(&self) -> usize {
        self.checked.text[..self.here].rfind('\n').map_or(0, |it| it + 1)
    }

    fn line_end(&self) -> usize {
        let rest = &self.checked.text[self.here..];
        rest.find('\n').map_or(self.checked.text.len(), |it| self.here + it)
    }

    /// The last line above that is not empty, in the text that was analysed.
    pub(super) fn line_above(&self) -> &str {
        let above = self.checked.text[..self.line_start()].trim_end();
        above.rsplit('\n').next().unwrap_or_default().trim()
    }

    /// Whether the line begins a paragraph: the line above is empty, or there is none.
    pub(super) fn begins_paragraph(&self) -> bool {
        let above = &self.checked.text[..self.line_start()];
        above.is_empty()
            || above.trim_end_matches([' ', '\t', '\r']).ends_with("\n\n")
            || above.trim_end_matches(' ').ends_with("\r\n\r\n")
    }

    /// Whether titles, counts and dates are at home here.
    pub(super) fn is_prose(&self) -> bool {
        !self.quoted
            && !matches!(
                self.zone,
                Zone::Headline | Zone::SubHeadline | Zone::Contact | Zone::Quotation
            )
    }
}

/// Today, where the user is.
fn today() -> Date {
    jiff::Zoned::now().date()
}

/// The place in the text `old` that `offset` in `new` was, as far as one change between them tells.
fn in_older(new: &Rope, old: &str, offset: usize) -> usize {
    let (mut same, mut rest) = (0, old.as_bytes());
    for chunk in new.chunks() {
        let chunk = chunk.as_bytes();
        let length = chunk.iter().zip(rest).take_while(|(one, other)| one == other).count();
        same += length;
        rest = &rest[length..];
        if length < chunk.len() || same >= offset {
            break;
        }
    }
    let place = if offset <= same {
        offset
    } else {
        let after = new.len_bytes() - offset;
        old.len().saturating_sub(after).clamp(same, old.len())
    };
    floor(old, place)
}

/// The boundary of a character at `offset` or before it.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Whether what is typed stands between quotation marks, of which the second may not be there yet.
fn is_quoted(text: &Rope, markup: Markup, typed: &Typed) -> bool {
    let from = typed.start().saturating_sub(LONGEST_PARAGRAPH);
    let to = (typed.offset + LONGEST_PARAGRAPH).min(text.len_bytes());
    let from = text.char_to_byte(text.byte_to_char(from));
    let to = text.char_to_byte(text.byte_to_char(to));
    let around = text.byte_slice(from..to).to_string();
    let at = typed.start() - from;
    let is_gap = |it: &&str| it.trim().is_empty();
    // The paragraph: up to the empty lines around it.
    let mut start = at;
    for line in around[..at].split_inclusive('\n').rev() {
        if line.ends_with('\n') && is_gap(&line) {
            break;
        }
        start -= line.len();
    }
    let mut end = at;
    for (index, line) in around[at..].split_inclusive('\n').enumerate() {
        if index > 0 && is_gap(&line) {
            break;
        }
        end += line.len();
    }
    let paragraph = around[start..end].trim_end();
    // Behind an opening mark that nothing follows, the quotation is as long as the block.
    let probe = (at - start).min(paragraph.len().saturating_sub(1));
    let probe = floor(paragraph, probe);
    let draft = Draft::parse(paragraph, markup, &mut |_| None);
    draft.block_at(probe).and_then(|index| draft.blocks.get(index)).is_some_and(|block| {
        let facts = BlockFacts::extract(&[(&*block.words, block.zone)]);
        let probe = probe.saturating_sub(block.span.start);
        facts.first().is_some_and(|it| it.is_quoted(probe))
    })
}
