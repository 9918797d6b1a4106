//! `ordinal-suffix`: “22th”, and endings whose number was lost.

use crate::draft::Zone;
use crate::facts::Ordinal;
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, BlockContext, DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "ordinal-suffix",
    asks: Asks::Both,
    build: |_: &Options| Box::new(OrdinalSuffix),
};

struct OrdinalSuffix;

impl Rule for OrdinalSuffix {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        for ordinal in &block.facts.ordinals {
            let Some(suffix) = ordinal.suffix else {
                continue;
            };
            let written = &block.text()[ordinal.span.range()];
            let Some(value) = ordinal.value else {
                sink.report(ordinal.span, format!("“{written}” has lost its number"))
                    .help("look the number up and write it before the ending");
                continue;
            };
            let ending = &block.text()[suffix.range()];
            let right = Ordinal::right_suffix(value);
            if ending.eq_ignore_ascii_case(right) {
                continue;
            }
            let capitals = ending.bytes().all(|it| it.is_ascii_uppercase());
            let right = if capitals { right.to_uppercase() } else { right.to_owned() };
            let figures = &written[..written.len() - ending.len()];
            let whole = format!("{figures}{right}");
            let finding = sink.report(ordinal.span, format!("“{written}” should be “{whole}”"));
            if block.zone_at(ordinal.span.start) != Zone::Quotation {
                let edits = vec![Edit::replace(suffix, right)];
                finding.fix(Fix::safe(format!("Write “{whole}”"), edits));
            }
        }
    }

    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let numbered: Vec<_> = draft
            .facts
            .ordinals(draft.draft)
            .filter_map(|it| {
                let (value, series) = (it.fact.value?, it.fact.series.as_ref()?);
                Some((it, value, series))
            })
            .filter(|(_, value, series)| *value >= 10 && is_meeting(&series.name))
            .collect();
        for (at, value, series) in &numbered {
            let other = numbered
                .iter()
                .find(|(_, other, of)| of.name == series.name && has_a_figure_more(*value, *other));
            let Some((other, ..)) = other else {
                continue;
            };
            let span = at.to_draft(at.fact.span.join(series.span));
            let place = other.to_draft(other.fact.span);
            let (written, right) = (draft.text_at(span), draft.text_at(place));
            sink.report_case(
                "out-of-series",
                span,
                format!("“{written}”, but “{right}” elsewhere"),
            )
            .help("one figure may be too many")
            .related(place, format!("“{right}”"));
        }
    }
}

/// Whether the series is one of meetings; streets, floors and anniversaries have any number.
fn is_meeting(series: &str) -> bool {
    ["assembly", "conference", "session", "summit", "meeting", "forum", "symposium", "convention"]
        .iter()
        .any(|it| series.split(' ').any(|word| word == *it))
}

/// Whether `value` becomes `other` when one of its figures is left out, and is far beyond it.
fn has_a_figure_more(value: u64, other: u64) -> bool {
    if value < other.saturating_mul(3) {
        return false;
    }
    let (long, short) = (value.to_string(), other.to_string());
    long.len() == short.len() + 1
        && short.len() >= 2
        && (0..long.len()).any(|it| format!("{}{}", &long[..it], &long[it + 1..]) == short)
}
