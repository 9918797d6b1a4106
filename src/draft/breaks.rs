//! Paragraph breaks that a copy lost on its way: “participating.All”.
//!
//! They are restored as virtual breaks before anything looks at paragraphs; otherwise one lost
//! break would make ten rules fire.

use crate::draft::lexicon::{self, Class};
use crate::draft::{BlockKind, RawBlock};
use crate::text::Span;

/// A place where a sentence ends and the next begins without a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LostBreak {
    /// From the last word of the one sentence to the first word of the next.
    pub span: Span,
    /// The place between them, where the space or the break belongs.
    pub at: usize,
    /// Whether a paragraph break was lost, or only a space.
    pub is_paragraph: bool,
}

/// Cuts the blocks where paragraph breaks were lost.
pub(super) fn restore(text: &str, blocks: Vec<RawBlock>) -> (Vec<RawBlock>, Vec<LostBreak>) {
    let mut restored = Vec::with_capacity(blocks.len());
    let mut lost_breaks = Vec::new();
    for block in blocks {
        let first = lost_breaks.len();
        find(text, block.span, &mut lost_breaks);
        decide(text, &mut lost_breaks[first..]);
        let mut rest = block;
        for lost in &lost_breaks[first..] {
            if !lost.is_paragraph {
                continue;
            }
            restored.push(RawBlock { span: Span::new(rest.span.start, lost.at), ..rest });
            rest = RawBlock {
                span: Span::new(lost.at, block.span.end),
                kind: match block.kind {
                    BlockKind::ListItem(_) | BlockKind::Heading(_) => BlockKind::Paragraph,
                    kind => kind,
                },
                after_lost_break: true,
                same_line: true,
                blank_lines_before: 0,
                marker: Span::at(lost.at),
                ..block
            };
        }
        restored.push(rest);
    }
    (restored, lost_breaks)
}

/// One missing space is a slip of the hand; several in a block, or one before a quotation, are
/// paragraphs run together.
fn decide(text: &str, lost: &mut [LostBreak]) {
    let several = lost.len() >= 2;
    for it in lost {
        let before_quotation = text[it.at..].starts_with(OPENING);
        it.is_paragraph = it.is_paragraph && (several || before_quotation);
    }
}

const OPENING: [char; 5] = ['“', '‘', '"', '\'', '«'];
const CLOSING: [char; 6] = ['”', '’', '"', '\'', ')', ']'];

fn find(text: &str, block: Span, lost: &mut Vec<LostBreak>) {
    let bytes = text.as_bytes();
    let mut from = block.start;
    let mut quotation_open = OpenQuotation::new(block.start);
    while let Some(found) = memchr::memchr3(b'.', b'!', b'?', &bytes[from..block.end]) {
        let stop = from + found;
        from = stop + 1;
        // Almost every stop has a space behind it.
        if bytes
            .get(stop + 1)
            .is_none_or(|it| matches!(it, b' ' | b'\n' | b'\r' | b'0'..=b'9' | b'a'..=b'z'))
        {
            continue;
        }
        if let Some(mut joint) = joint_at(text, block, stop) {
            // Inside an open quotation a new paragraph opens with a mark of its own.
            let inside = quotation_open.at(text, joint.at);
            let opens = text[joint.at..].starts_with(OPENING);
            joint.is_paragraph &= !inside || opens;
            lost.push(joint);
            from = joint.at;
        }
    }
}

/// Whether a curly quotation stands open, followed along the block.
struct OpenQuotation {
    read: usize,
    open: bool,
}

impl OpenQuotation {
    fn new(start: usize) -> Self {
        Self { read: start, open: false }
    }

    fn at(&mut self, text: &str, offset: usize) -> bool {
        for character in text[self.read..offset].chars() {
            match character {
                '“' => self.open = true,
                '”' => self.open = false,
                _ => {}
            }
        }
        self.read = offset;
        self.open
    }
}

fn joint_at(text: &str, block: Span, stop: usize) -> Option<LostBreak> {
    let before = &text[block.start..stop];
    let after = &text[stop + 1..block.end];
    let (word_start, word) = last_word(before)?;
    let word_start = block.start + word_start;
    // Marks after the stop close the sentence, unless they open the next one.
    let mut at = stop + 1;
    for (offset, character) in after.char_indices() {
        let next = after[offset + character.len_utf8()..].chars().next();
        let closes = CLOSING.contains(&character)
            && !(OPENING.contains(&character)
                && next.is_some_and(char::is_uppercase)
                && !closes_here(text, block, stop, character));
        if !closes {
            break;
        }
        at = stop + 1 + offset + character.len_utf8();
    }
    let next = text[at..block.end].trim_start_matches(OPENING);
    let next_start = block.end - next.len();
    let following = first_word(next)?;
    if next_start > at + 4 || !begins_sentence(following, next) || is_address(text, block, stop) {
        return None;
    }
    // “Harbour.Games”: two names with a top-level domain between them.
    const LATE_DOMAINS: [&str; 8] =
        ["Games", "App", "Finance", "Online", "Club", "Store", "Tech", "World"];
    if word.starts_with(char::is_uppercase) && LATE_DOMAINS.contains(&following) {
        return None;
    }
    let abbreviation = lexicon::class_of(word).intersects(Class::ABBREVIATION)
        && word.starts_with(char::is_uppercase);
    let joint = LostBreak {
        span: Span::new(word_start, next_start + following.len()),
        at,
        is_paragraph: !abbreviation,
    };
    // “RCI.A” is a share.
    let share = following.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if share {
        return None;
    }
    // “St.Louis” lacks a space; “Inc.The” may be either.
    ends_sentence(word).then_some(joint)
}

/// How far around a joint it is worth looking, in bytes: a long paragraph.
const NEIGHBOURHOOD: usize = 4_000;

/// The part of `text` between two offsets, both moved inwards to character boundaries.
fn window(text: &str, start: usize, end: usize) -> &str {
    let start = (start..=end).find(|&at| text.is_char_boundary(at)).unwrap_or(end);
    let end = (start..=end).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(start);
    &text[start..end]
}

/// Whether a mark between a stop and a capital belongs to the sentence before it.
fn closes_here(text: &str, block: Span, stop: usize, mark: char) -> bool {
    if matches!(mark, '”' | '’' | ')' | ']') {
        return true;
    }
    // A straight mark closes if one stands open, and the next of its kind opens again; if the next
    // one closes, this one opened a further paragraph of the quotation.
    let before = window(text, block.start.max(stop.saturating_sub(NEIGHBOURHOOD)), stop);
    let after = window(text, stop + 2, block.end.min(stop + 2 + NEIGHBOURHOOD));
    let open = marks(before, mark).count() % 2 == 1;
    open && marks(after, mark).next().is_none_or(|opens| opens)
}

/// The straight marks of `text` outside words: whether each can only open.
fn marks(text: &str, mark: char) -> impl Iterator<Item = bool> + '_ {
    text.match_indices(mark).filter_map(|(at, found)| {
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[at + found.len()..].chars().next().unwrap_or(' ');
        let inside_word = before.is_alphanumeric() && after.is_alphanumeric();
        (!inside_word).then(|| before.is_whitespace() && !after.is_whitespace())
    })
}

fn last_word(before: &str) -> Option<(usize, &str)> {
    let trimmed = before.trim_end_matches(CLOSING).trim_end_matches('\u{1}');
    let start = trimmed
        .char_indices()
        .rev()
        .find(|(_, it)| !(it.is_alphanumeric() || matches!(it, '-' | '’' | '\'' | '%')))
        .map_or(0, |(at, it)| at + it.len_utf8());
    let word = &trimmed[start..];
    (!word.is_empty()).then_some((start, word))
}

fn first_word(after: &str) -> Option<&str> {
    let end =
        after.char_indices().find(|(_, it)| !it.is_alphabetic()).map_or(after.len(), |(at, _)| at);
    (end > 0).then(|| &after[..end])
}

/// A sentence ends with a word of two letters or more, an acronym, a year or a percentage.
fn ends_sentence(word: &str) -> bool {
    let letters = word.chars().filter(|it| it.is_alphabetic()).count();
    if letters == 0 {
        let figures = word.trim_end_matches('%');
        return word.ends_with('%') || (figures.len() == 4 && figures.starts_with(['1', '2']));
    }
    let small = word
        .chars()
        .rev()
        .take(2)
        .all(|it| it.is_lowercase() || it.is_numeric() || matches!(it, '’' | '\''));
    let acronym =
        letters >= 2 && word.chars().all(|it| it.is_uppercase() || it.is_numeric() || it == '-');
    letters >= 2 && (small || acronym)
}

/// A sentence begins with a capital and small letters, an acronym, or a one-letter word.
fn begins_sentence(word: &str, rest: &str) -> bool {
    const DOMAINS: [&str; 9] = ["Com", "Net", "Org", "Gov", "Edu", "Info", "Io", "COM", "Js"];
    if !word.starts_with(char::is_uppercase) || DOMAINS.contains(&word) {
        return false;
    }
    let small = word.chars().nth(1).is_some_and(char::is_lowercase);
    let apostrophe = rest[word.len()..].starts_with(['’', '\'']);
    let alone = matches!(word, "A" | "I") && rest[1..].starts_with([' ', '’', '\'']);
    let acronym = word.chars().count() >= 4
        && word.chars().all(char::is_uppercase)
        && (rest[word.len()..].starts_with([' ', ',']) || apostrophe);
    small || alone || acronym
}

/// How far from a stop the rest of an address may reach, in bytes.
const ADDRESS: usize = 120;

/// Whether the stop stands in a web or e-mail address or a file's name.
fn is_address(text: &str, block: Span, stop: usize) -> bool {
    let blank = |it: char| it.is_whitespace() || matches!(it, '(' | '<' | '>' | '|');
    let before = window(text, block.start.max(stop.saturating_sub(ADDRESS)), stop);
    let after = window(text, stop, block.end.min(stop + ADDRESS));
    let before = before.rsplit(blank).next().unwrap_or_default();
    let after = after.split(blank).next().unwrap_or_default();
    let run = format!("{before}{after}");
    if run.contains("://") || run.contains('@') || run.contains('/') || run.contains('_') {
        return true;
    }
    let lower = run.to_ascii_lowercase();
    if lower.contains("www.") || lower.contains("http") {
        return true;
    }
    const ENDINGS: [&str; 12] = [
        ".pdf", ".doc", ".docx", ".jpg", ".png", ".jpeg", ".com", ".org", ".net", ".html", ".js",
        ".mp4",
    ];
    ENDINGS.iter().any(|ending| {
        lower.trim_end_matches(['.', ',', ';', ':', ')']).ends_with(ending)
            || lower.contains(&format!("{ending}/"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::plain;
    use crate::text::{Markup, Masked};

    fn joints(text: &str) -> Vec<(&str, bool)> {
        let masked = Masked::new(text, Markup::Plain);
        let (_, lost) = restore(text, plain::split(&masked));
        lost.iter().map(|it| (&text[it.span.range()], it.is_paragraph)).collect()
    }

    #[test]
    fn several_joints_are_paragraphs_and_one_is_a_space() {
        assert_eq!(joints("It opened.All came."), [("opened.All", false)]);
        assert_eq!(
            joints("It opened.All came to the ITD.The end of 2024.A day."),
            [("opened.All", true), ("ITD.The", true), ("2024.A", true)]
        );
    }

    #[test]
    fn quotations_begin_paragraphs() {
        assert_eq!(joints("said the mayor.“The plan works.”"), [("mayor.“The", true)]);
        assert_eq!(joints("said Mr Lund.'If it fails, we go.'"), [("Lund.'If", true)]);
        let twice =
            "They divide.'Police know,' said Mr Lund.'If it fails, we go.'There are others.'";
        assert_eq!(
            joints(twice),
            [("divide.'Police", true), ("Lund.'If", true), ("go.'There", true)]
        );
        let masked = Masked::new(twice, Markup::Plain);
        let (blocks, _) = restore(twice, plain::split(&masked));
        assert_eq!(&twice[blocks[3].span.range()], "'There are others.'");
    }

    #[test]
    fn addresses_names_and_versions_are_no_joints() {
        for text in [
            "See www.TheSite.com for more.",
            "Write to Dan.Cable@house.gov today.",
            "Listed as OTC.PK since then.",
            "Sold on GovDelivery.Com and elsewhere.",
            "Written in Node.js for all.",
            "The U.S.Army came.",
            "Version v2.Alpha is here.",
            "Open Report.Final.pdf now.",
        ] {
            assert_eq!(joints(text), [], "{text}");
        }
    }

    #[test]
    fn an_open_quotation_is_not_torn() {
        assert_eq!(
            joints("“We came.They left.Nobody stayed,” she said."),
            [("came.They", false), ("left.Nobody", false)]
        );
    }
}
