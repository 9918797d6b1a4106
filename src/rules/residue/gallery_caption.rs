//! `gallery-caption`: captions of a picture gallery in the running text.

use crate::draft::{Block, BlockKind, Zone};
use crate::finding::{Edit, Fix};
use crate::rule::{DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

pub(crate) static ENTRY: Entry =
    Entry { name: "gallery-caption", build: |_: &Options| Box::new(GalleryCaption) };

struct GalleryCaption;

impl Rule for GalleryCaption {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let blocks = draft.blocks();
        let end_mark =
            blocks.iter().position(|it| it.zone == Zone::EndMark).unwrap_or(blocks.len());
        let mut start = 0;
        while start < end_mark {
            if !is_caption(&blocks[start]) {
                start += 1;
                continue;
            }
            let length = blocks[start..end_mark].iter().take_while(|it| is_caption(it)).count();
            let run = &blocks[start..start + length];
            let counter = counter_beside(draft, start, start + length);
            report(draft, run, counter, sink);
            start += length;
        }
    }
}

/// A caption in plain text; the text that stands for an image in the markup is where it belongs.
fn is_caption(block: &Block) -> bool {
    block.zone == Zone::Caption && block.kind == BlockKind::Paragraph
}

/// The photo counter before or after a run of captions: its place, and the number of pictures.
fn counter_beside(draft: &DraftContext<'_>, start: usize, end: usize) -> Option<(Span, usize)> {
    let blocks = draft.blocks();
    let is_counter = |it: &&Block| it.zone == Zone::PhotoCounter;
    let after = blocks[end..].iter().take_while(is_counter).count();
    let before = blocks[..start].iter().rev().take_while(is_counter).count();
    let counters =
        if after > 0 { &blocks[end..end + after] } else { &blocks[start - before..start] };
    let span = counters.first()?.span.join(counters.last()?.span);
    let figures = draft.text_at(span);
    let total = figures
        .rsplit(|it: char| !it.is_ascii_digit())
        .find(|it| !it.is_empty())
        .and_then(|it| it.parse().ok())?;
    Some((span, total))
}

fn report(
    draft: &DraftContext<'_>,
    run: &[Block],
    counter: Option<(Span, usize)>,
    sink: &mut Sink<'_>,
) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    let span = first.span.join(last.span);
    let confirmed = counter.filter(|&(_, total)| total == run.len());
    let message = match (run.len(), confirmed) {
        (1, _) => "a caption stands in the text".to_owned(),
        (count, Some((span, _))) => {
            let shown = draft.text_at(span).split_whitespace().collect::<Vec<_>>().join(" ");
            format!(
                "{count} captions of a picture gallery stand in the text; \
                 the counter “{shown}” confirms them"
            )
        }
        (count, None) => format!("{count} captions of a picture gallery stand in the text"),
    };
    let title = if run.len() == 1 { "Delete the caption" } else { "Delete the captions" };
    let mut lines = draft.whole_lines(span);
    // One of the blank lines around them goes with them.
    let after = &draft.text[lines.end..];
    let blank = after.len() - after.trim_start_matches(['\n', '\r', ' ', '\t', '\u{a0}']).len();
    let gap = &after[..blank];
    if let Some(end) = gap.rfind(['\n', '\r']) {
        lines.end += end + 1;
    }
    let finding = sink.report(span, message);
    finding
        .unnecessary()
        .help("look first whether a caption tells something that the text does not")
        .fix(Fix::by_hand(title, vec![Edit::delete(lines)]));
    if let Some((span, total)) = counter {
        let said = if confirmed.is_some() {
            "the gallery’s counter".to_owned()
        } else {
            format!("the gallery’s counter says {total}")
        };
        finding.related(span, said);
    }
}
