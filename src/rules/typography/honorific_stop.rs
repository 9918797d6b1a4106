//! `honorific-stop`: “Mr” or “Mr.”, not both.

use crate::draft::{Zone, ZoneSet};
use crate::facts::{Lists, Located, Sign, SignKind};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "honorific-stop",
    asks: Asks::Draft,
    build: |options: &Options| {
        let house = match options.text("stop") {
            "with" => Some(true),
            "without" => Some(false),
            _ => None,
        };
        Box::new(HonorificStop { house })
    },
};

struct HonorificStop {
    /// Whether the house writes the stop, if it says so.
    house: Option<bool>,
}

impl Rule for HonorificStop {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let zones = sink.zones();
        let used: Vec<(Span, bool)> = draft
            .facts
            .signs(draft.draft, Lists::HONORIFICS)
            .filter_map(|it| place(&it, zones))
            .collect();
        let Some((_, first)) = used.first() else { return };
        let with = used.iter().filter(|(_, stop)| *stop).count();
        let without = used.len() - with;
        if self.house.is_none() && (with == 0 || without == 0) {
            return;
        }
        let kept = self.house.unwrap_or(match with.cmp(&without) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => *first,
        });
        let example = used.iter().find(|(_, stop)| *stop == kept).map(|(span, _)| *span);
        for &(span, stop) in used.iter().filter(|(_, stop)| *stop != kept) {
            let found = draft.text_at(span);
            let form = if kept { "with a stop" } else { "without a stop" };
            let message = match example.filter(|_| self.house.is_none()) {
                Some(_) => format!("“{found}” here, but {form} elsewhere in this draft"),
                None => format!("“{found}”, but the house writes it {form}"),
            };
            let finding = sink.report(span, message);
            if let Some(example) = example {
                finding.related(example, format!("“{}” stands here", draft.text_at(example)));
            }
            if draft.zone_at(span.start) == Zone::Quotation {
                continue;
            }
            let edit = if stop {
                Edit::delete(Span::new(span.end - 1, span.end))
            } else {
                Edit::insert(span.end, ".")
            };
            let title = if stop { "Delete the stop" } else { "Add the stop" };
            finding.fix(if self.house.is_some() {
                Fix::safe(title, vec![edit])
            } else {
                Fix::by_hand(title, vec![edit])
            });
        }
    }
}

/// Where an honorific stands, with its stop, and whether it has one; `None` outside these zones.
fn place(sign: &Located<'_, Sign>, zones: ZoneSet) -> Option<(Span, bool)> {
    let SignKind::Honorific { stop } = sign.fact.kind else { return None };
    let token = sign.block.tokens().get(sign.fact.at())?;
    let (start, end) = (token.start as usize, token.end as usize + usize::from(stop));
    zones.contains(sign.zone_at(start)).then(|| (sign.to_draft(Span::new(start, end)), stop))
}
