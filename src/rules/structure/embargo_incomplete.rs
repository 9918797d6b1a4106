//! `embargo-incomplete`: an embargo says until when, by which clock.

use crate::draft::{Block, Class, TokenKind, Zone};
use crate::facts::release_date::{ReleaseDateSource, written};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "embargo-incomplete",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(EmbargoIncomplete),
};

struct EmbargoIncomplete;

/// An embargo that takes more lines is no notice.
const MOST_LINES: usize = 3;

impl Rule for EmbargoIncomplete {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let Some(index) = draft.blocks().iter().position(|it| it.zone == Zone::Embargo) else {
            return;
        };
        let embargo = &draft.blocks()[index];
        if is_lifted(embargo) {
            return;
        }
        if is_published(draft) {
            sink.report_case(
                "published",
                embargo.span,
                "an embargo, and the metadata call the release published",
            );
            return;
        }
        check_parts(draft, index, sink);
        check_date(draft, index, sink);
    }
}

fn check_parts(draft: &DraftContext<'_>, index: usize, sink: &mut Sink<'_>) {
    let blocks = draft.blocks();
    let mut found = Parts::default();
    // Date and time may stand on the lines below.
    let lines = blocks[index..].iter().enumerate().take(MOST_LINES).take_while(|(number, it)| {
        *number == 0 || matches!(it.zone, Zone::Embargo | Zone::DateLine) || is_short_time(it)
    });
    for (number, block) in lines {
        let dated = draft.facts.of_block(index + number).is_some_and(|it| {
            it.dates.all().any(|it| it.date.is_day() || it.date.full().is_some())
        });
        found.date |= dated;
        found.read(block);
    }
    let missing: Vec<&str> =
        [(found.date, "date"), (found.time, "time"), (found.zone, "time zone")]
            .into_iter()
            .filter_map(|(found, name)| (!found).then_some(name))
            .collect();
    let message = match missing.as_slice() {
        [] => return,
        [one] => format!("the embargo has no {one}"),
        [one, two] => format!("the embargo has no {one} and no {two}"),
        _ => "the embargo has no date, no time and no time zone".to_owned(),
    };
    sink.report(blocks[index].span, message)
        .help("say it as in “Embargoed until 00:01 GMT, 5 March 2026”");
}

fn is_short_time(block: &Block) -> bool {
    let mut parts = Parts::default();
    parts.read(block);
    parts.time && block.words.word_count() <= 8
}

/// What an embargo says.
#[derive(Default)]
struct Parts {
    date: bool,
    time: bool,
    zone: bool,
}

impl Parts {
    fn read(&mut self, block: &Block) {
        let tokens = block.tokens();
        for (at, token) in tokens.iter().enumerate() {
            let text = block.words.text_of(token);
            let lower = text.to_ascii_lowercase();
            let next = tokens.get(at + 1).map_or("", |it| block.words.text_of(it));
            let before = at.checked_sub(1).and_then(|it| tokens.get(it));
            match token.kind {
                TokenKind::Number => {
                    let clock = text.contains(':')
                        || text.len() == 5 && text.as_bytes().get(2) == Some(&b'.')
                        || text.len() == 4 && text.starts_with('0');
                    let half = is_half_of_day(next);
                    let hours = ["hrs", "hours", "h", "o’clock", "o'clock"]
                        .iter()
                        .any(|it| it.eq_ignore_ascii_case(next));
                    let zone = text.len() == 4 && is_time_zone(next);
                    self.time |= clock || half || hours || zone;
                }
                // “10am”, “0001hrs”, “12:00Z”
                TokenKind::Code => {
                    let figures = text.starts_with(|it: char| it.is_ascii_digit());
                    self.time |= figures
                        && ["am", "pm", "h", "hrs", "z"].iter().any(|it| lower.ends_with(it));
                    self.zone |= figures && lower.ends_with('z') || is_time_zone(text);
                }
                TokenKind::Word => {
                    self.time |= matches!(lower.as_str(), "noon" | "midnight" | "midday");
                    let of_place = lower == "time"
                        && before.is_some_and(|it| {
                            it.kind == TokenKind::Word && !it.is(Class::FUNCTION | Class::RELATIVE)
                        });
                    self.zone |= is_time_zone(text) || of_place;
                    self.zone |=
                        text == "Z" && before.is_some_and(|it| it.kind == TokenKind::Number);
                }
                _ => {}
            }
        }
    }
}

fn is_half_of_day(word: &str) -> bool {
    ["am", "pm", "a.m", "p.m", "a.m.", "p.m."].iter().any(|it| it.eq_ignore_ascii_case(word))
}

fn is_time_zone(word: &str) -> bool {
    const ZONES: [&str; 48] = [
        "GMT", "UTC", "BST", "CET", "CEST", "EET", "EEST", "WET", "WEST", "MSK", "IST", "EST",
        "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "MT", "PST", "PDT", "PT", "AKST", "AKDT",
        "HST", "AST", "ADT", "NST", "BRT", "ART", "CAT", "EAT", "WAT", "SAST", "GST", "PKT", "NPT",
        "ICT", "WIB", "SGT", "HKT", "JST", "KST", "AWST", "ACST", "AEST", "AEDT",
    ];
    ZONES.contains(&word) || matches!(word, "NZST" | "NZDT" | "EASTERN" | "Eastern" | "Pacific")
}

/// “EMBARGO LIFTED”.
fn is_lifted(embargo: &Block) -> bool {
    embargo.tokens().iter().any(|it| embargo.words.text_of(it).eq_ignore_ascii_case("lifted"))
}

fn is_published(draft: &DraftContext<'_>) -> bool {
    draft.text_at(draft.draft.front_matter.span).lines().any(|line| {
        let Some((key, value)) = line.split_once([':', '=']) else { return false };
        let value = value.trim().trim_matches(['"', '\'']);
        match key.trim() {
            "status" => value.eq_ignore_ascii_case("published"),
            "published" => value == "true",
            _ => false,
        }
    })
}

/// An embargo that ends after the day on which the release says to be published.
fn check_date(draft: &DraftContext<'_>, index: usize, sink: &mut Sink<'_>) {
    let embargo = &draft.blocks()[index];
    let Some(facts) = draft.facts.of_block(index) else { return };
    let stated = draft.facts.release_date_statements().iter().find(|it| {
        it.source != ReleaseDateSource::FileName
            && it.span.is_none_or(|it| !embargo.span.contains(it))
    });
    let (Some(stated), Some(mention)) =
        (stated, facts.dates.single.iter().find(|it| it.date.is_day()))
    else {
        return;
    };
    let until = mention.date.full().or_else(|| mention.date.in_year(stated.date.year()));
    // By the clock of another place it may still be the day before.
    let late = until.is_some_and(|it| stated.date.tomorrow().is_ok_and(|next| it > next));
    if !late {
        return;
    }
    let span: Span = embargo.to_draft(mention.span);
    let date = written(stated.date, draft.facts.writes_month_first());
    let message = format!("the embargo ends after the release date, {date}");
    let finding = sink.report(span, message);
    if let Some(place) = stated.span {
        finding.related(place, "the release date");
    }
}
