//! Finding the captions of a picture gallery that stands in the text.
//!
//! One sign is not enough for a line that stands alone; a line in a run of lines of the same kind,
//! or beside a photo counter, needs less.

use crate::draft::lexicon::Class;
use crate::draft::zones::signs::Signs;
use crate::draft::{Block, BlockKind, Shape, TokenKind, Zone};
use crate::text::{begins_with_any, lower_case};

/// Longest caption, in bytes.
const LONGEST_CAPTION: usize = 420;
/// Indentation that no paragraph has, in characters.
const DEEP: usize = 8;
/// This many lines alike make a run.
const SHORTEST_RUN: usize = 3;

/// For each block, whether it is a caption.
pub(super) fn find(blocks: &[Block], signs: &[Signs]) -> Vec<bool> {
    let mut captions = vec![false; blocks.len()];
    for (index, block) in blocks.iter().enumerate() {
        if !is_candidate(block, &signs[index]) {
            continue;
        }
        captions[index] = signs[index].shows_caption;
    }
    mark_runs(blocks, signs, &mut captions);
    mark_counted(blocks, signs, &mut captions);
    captions
}

/// Longest caption of a counted gallery, in words.
const LONGEST_COUNTED: usize = 30;

/// “1 / 3” behind three short lines, or before them: the lines that the counter counts.
fn mark_counted(blocks: &[Block], signs: &[Signs], captions: &mut [bool]) {
    for index in 0..blocks.len() {
        let Some(total) = is_counter(signs, index).then(|| counted(&blocks[index])).flatten()
        else {
            continue;
        };
        let is_line = |it: usize| {
            is_candidate(&blocks[it], &signs[it])
                && blocks[it].words.sentences.len() <= 1
                && signs[it].word_count <= LONGEST_COUNTED
                && !signs[it].opens_quotation
                && !signs[it].ends_with_colon
        };
        let before = index.checked_sub(total).map(|it| it..index);
        let after = index + 1..index + 1 + total;
        let lines = before
            .into_iter()
            .chain([after])
            .find(|it| it.end <= blocks.len() && it.clone().all(is_line));
        for line in lines.into_iter().flatten() {
            captions[line] = true;
        }
    }
}

/// How many pictures a counter counts, if that makes a run: 27 in “1 / 27”.
fn counted(counter: &Block) -> Option<usize> {
    let last = counter.tokens().iter().rfind(|it| it.kind == TokenKind::Number)?;
    let total = counter.words.text_of(last).parse().ok()?;
    (SHORTEST_RUN..=99).contains(&total).then_some(total)
}

fn is_candidate(block: &Block, signs: &Signs) -> bool {
    can_show_caption(block, signs) && signs.dateline.is_none() && !block.same_line
}

/// What the block itself tells of [`is_candidate`].
pub(super) fn can_show_caption(block: &Block, signs: &Signs) -> bool {
    signs.zone.is_none()
        && signs.section.is_none()
        && block.kind == BlockKind::Paragraph
        && block.words.text.len() <= LONGEST_CAPTION
}

/// Runs of deeply indented, isolated lines: the whole run is a gallery if a counter or a line that
/// is a caption by itself belongs to it.
fn mark_runs(blocks: &[Block], signs: &[Signs], captions: &mut [bool]) {
    let mut start = 0;
    while start < blocks.len() {
        let belongs = |index: usize| {
            is_candidate(&blocks[index], &signs[index])
                && blocks[index].indent >= DEEP
                && blocks[index].blank_lines_before >= 1
                && !signs[index].ends_with_colon
        };
        if !belongs(start) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while end < blocks.len() && (belongs(end) || is_counter(signs, end)) {
            end += 1;
        }
        let lines = (start..end).filter(|&it| belongs(it)).count();
        let counted = (start..end).any(|it| is_counter(signs, it));
        let shown = (start..end).filter(|&it| captions[it]).count();
        if lines >= SHORTEST_RUN && (counted || shown >= 2) {
            for (index, caption) in captions.iter_mut().enumerate().take(end).skip(start) {
                *caption |= belongs(index);
            }
        }
        start = end;
    }
}

fn is_counter(signs: &[Signs], index: usize) -> bool {
    signs.get(index).is_some_and(|it| it.zone == Some(Zone::PhotoCounter))
}

/// Whether the line is a caption by itself.
pub(super) fn shows_caption(block: &Block) -> bool {
    let text = block.text();
    const LABELS: [&str; 14] = [
        "photo:",
        "photo by",
        "photo credit",
        "photos:",
        "credit:",
        "caption:",
        "photo caption",
        "image:",
        "image courtesy",
        "photo courtesy",
        "pictured:",
        "picture:",
        "pictured left",
        "(photo",
    ];
    if begins_with_any(text, &LABELS) {
        return true;
    }
    is_picture_name(text) || has_position_marker(block)
}

/// “2018-153-Photo-1”, “`IMG_2031.jpg`”: the name of a picture’s file, alone on its line.
fn is_picture_name(text: &str) -> bool {
    const LONGEST: usize = 60;
    let text = text.trim();
    let alone = text.len() <= LONGEST && !text.contains([' ', '/', '@', '\n']);
    if !alone || !text.bytes().any(|it| it.is_ascii_digit()) {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    lower.split(['-', '_']).any(|it| matches!(it, "photo" | "img" | "image" | "picture"))
        || [".jpg", ".jpeg", ".png", ".tif"].iter().any(|it| lower.ends_with(it))
}

/// “(left)”, “(second left, front row)”, “(L-R)”, “From left:”. A sentence that says who is
/// pictured is still a caption; a remark in a long paragraph is not.
fn has_position_marker(block: &Block) -> bool {
    let text = block.text();
    let tokens = block.tokens();
    if block.words.sentences.len() > 2 {
        return false;
    }
    const LEADING: [&str; 11] = [
        "(l-r)",
        "(l to r)",
        "l-r:",
        "l to r:",
        "left to right",
        "from left",
        "(from left",
        "(left to right",
        "pictured from left",
        "pictured left to right",
        "pictured (l",
    ];
    if begins_with_any(text, &LEADING) {
        return true;
    }
    if !block.words.has_any(&[TokenKind::OpenBracket]) {
        return false;
    }
    let lower = lower_case(text);
    if lower.contains("(l-r)") || lower.contains("(l to r)") {
        return true;
    }
    tokens.iter().enumerate().any(|(index, token)| {
        if token.kind != TokenKind::OpenBracket {
            return false;
        }
        let inside: Vec<_> = tokens[index + 1..]
            .iter()
            .take(9)
            .take_while(|it| it.kind != TokenKind::CloseBracket)
            .collect();
        let position = |it: &str| {
            matches!(
                it,
                "left"
                    | "right"
                    | "centre"
                    | "center"
                    | "middle"
                    | "row"
                    | "front"
                    | "back"
                    | "far"
                    | "second"
                    | "third"
                    | "fourth"
                    | "fifth"
                    | "from"
                    | "first"
                    | "top"
                    | "bottom"
                    | "2nd"
                    | "3rd"
                    | "4th"
                    | "of"
                    | "in"
            )
        };
        let words: Vec<String> = inside
            .iter()
            .filter(|it| it.is_wordlike())
            .map(|it| block.words.text_of(it).to_ascii_lowercase())
            .collect();
        let names_side = words
            .iter()
            .any(|it| matches!(it.as_str(), "left" | "right" | "centre" | "center" | "middle"));
        let before_is_name = index.checked_sub(1).is_some_and(|it| {
            tokens[it].has(Shape::CAPITAL)
                || tokens[it].is(Class::NAME_SUFFIX)
                || tokens[it].kind == TokenKind::Code
        });
        names_side && before_is_name && words.iter().all(|it| position(it))
    })
}
