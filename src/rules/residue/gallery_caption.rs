//! `gallery-caption`: captions of a picture gallery in the running text.

use rustc_hash::FxHashSet;

use crate::draft::{Block, BlockKind, Token, TokenKind, Zone};
use crate::facts::people::Form;
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

pub(crate) static ENTRY: Entry = Entry {
    name: "gallery-caption",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(GalleryCaption),
};

struct GalleryCaption;

/// How many captions that tell something of their own are shown.
const MOST_RELATED: usize = 8;

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
        for block in &blocks[..end_mark] {
            report_remark(block, sink);
        }
    }
}

/// “The old crane (pictured below) was sold”: a sentence of the text, but of a picture beside it.
fn report_remark(block: &Block, sink: &mut Sink<'_>) {
    if !matches!(block.zone, Zone::Lead | Zone::Body)
        || !block.words.has_any(&[TokenKind::OpenBracket])
    {
        return;
    }
    for (open, found) in memchr::memmem::find_iter(block.text().as_bytes(), "(pictured").map(|it| {
        (it, block.text()[it..].find(')').map_or("", |length| &block.text()[it..=it + length]))
    }) {
        if (1..=LONGEST_REMARK).contains(&found.len()) {
            let span = block.to_draft(Span::new(open, open + found.len()));
            let message =
                format!("“{found}” speaks of a picture; readers of the text alone see none");
            sink.report_case("remark", span, message);
        }
    }
}

/// “(pictured below, on the left)”
const LONGEST_REMARK: usize = 40;

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

/// What captions tell that stands nowhere outside of captions: figures, and people named in full.
fn told_nowhere_else<'a>(draft: &DraftContext<'a>, run: &'a [Block]) -> Vec<(Span, &'a str)> {
    let elsewhere =
        |block: &&Block| block.zone != Zone::Caption && block.zone != Zone::PhotoCounter;
    let figures: FxHashSet<&str> = draft
        .blocks()
        .iter()
        .filter(elsewhere)
        .flat_map(|block| numbers(block).map(|it| &block.text()[it.range()]))
        .collect();
    let mut told = Vec::new();
    for block in run {
        let figure = numbers(block).find(|it| !figures.contains(&block.text()[it.range()]));
        let place = figure.map(|it| block.to_draft(it)).or_else(|| person_only_here(draft, block));
        told.extend(place.map(|it| (it, draft.text_at(it))));
        if told.len() == MOST_RELATED {
            break;
        }
    }
    told
}

fn numbers(block: &Block) -> impl Iterator<Item = Span> {
    block.tokens().iter().filter(|it| it.kind == TokenKind::Number).map(Token::span)
}

/// A person who is named in full in this caption, and nowhere in the text.
fn person_only_here(draft: &DraftContext<'_>, block: &Block) -> Option<Span> {
    draft.facts.people().persons.iter().find_map(|person| {
        let here = person
            .mentions
            .iter()
            .find(|it| it.form == Form::Full && block.span.contains(it.name))?;
        let in_captions = person.mentions.iter().all(|it| it.zone == Zone::Caption);
        in_captions.then_some(here.name)
    })
}

/// Puts the captions behind the end mark, where editors look for what goes with the pictures.
fn move_below_end(draft: &DraftContext<'_>, run: &[Block], lines: Span) -> Option<Fix> {
    let end_mark = draft.draft.first_in(Zone::EndMark)?;
    let gap = draft.line_end().repeat(2);
    let captions: Vec<&str> = run.iter().map(|it| draft.text_at(it.span)).collect();
    let captions = format!("{gap}{}", captions.join(&gap));
    let at = end_mark.span.end;
    let title = if run.len() == 1 {
        "Move the caption below the end mark"
    } else {
        "Move the captions below the end mark"
    };
    Some(Fix::by_hand(title, vec![Edit::delete(lines), Edit::insert(at, captions)]))
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
    let told = told_nowhere_else(draft, run);
    let finding = sink.report(span, message);
    finding.unnecessary();
    for (place, shown) in &told {
        finding.related(*place, format!("this caption alone tells “{shown}”"));
    }
    if !told.is_empty() {
        finding.help("look first at the captions that tell something that the text does not");
        if let Some(fix) = move_below_end(draft, run, lines) {
            finding.fix(fix);
        }
    }
    finding.fix(Fix::by_hand(title, vec![Edit::delete(lines)]));
    if let Some((span, total)) = counter {
        let said = if confirmed.is_some() {
            "the gallery’s counter".to_owned()
        } else {
            format!("the gallery’s counter says {total}")
        };
        finding.related(span, said);
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::{Engine, Source};
    use crate::finding::{Finding, apply_edits};
    use crate::house::House;

    const ABOVE: &str = "Harbour opens\n\nOSLO, Norway – The Harbour Council opened the quay for 14 \
                         ferries on Tuesday morning.\n\n";
    const BELOW: &str =
        "The ferries will sail every day of the week until the end of September.\n\nENDS";

    fn finding(text: &str) -> Finding {
        let engine = Engine::new(House::default_house());
        let mut findings = engine.check(&Source::plain(text)).findings;
        findings.retain(|it| &*it.rule == "gallery-caption");
        assert_eq!(findings.len(), 1, "{text}");
        findings.remove(0)
    }

    #[test]
    fn captions_that_alone_tell_something_are_named_and_can_be_moved() {
        let captions = "            Some 630 guests wait on the quay.\n\n            \
                        The mayor cuts the ribbon for the 14 ferries.\n\n            \
                        A band plays on the upper deck.\n\n            1 / 3\n\n";
        let text = format!("{ABOVE}{captions}{BELOW}");
        let finding = finding(&text);
        let said: Vec<&str> = finding.related.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(said, ["this caption alone tells “630”", "the gallery’s counter"]);
        assert!(finding.unnecessary);
        let fixed = apply_edits(&text, &finding.fixes[0].edits);
        assert_eq!(finding.fixes[0].title, "Move the captions below the end mark");
        let moved = "ENDS\n\nSome 630 guests wait on the quay.\n\nThe mayor cuts the ribbon for the \
                     14 ferries.\n\nA band plays on the upper deck.";
        assert!(fixed.ends_with(moved), "{fixed}");
        assert_eq!(finding.fixes[1].title, "Delete the captions");
    }

    #[test]
    fn captions_that_tell_nothing_new_can_only_be_deleted() {
        let captions = "            The mayor cuts the ribbon on the quay.\n\n            \
                        Guests on board the first ferry.\n\n            \
                        A band plays on the upper deck.\n\n            1 / 3\n\n";
        let finding = finding(&format!("{ABOVE}{captions}{BELOW}"));
        let titles: Vec<&str> = finding.fixes.iter().map(|it| it.title.as_str()).collect();
        assert_eq!(titles, ["Delete the captions"]);
    }
}
