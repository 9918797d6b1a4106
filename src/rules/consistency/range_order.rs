//! `range-order`: a range of dates runs forward.

use crate::draft::{Class, TokenKind, Zone};
use crate::facts::dates::{DateMention, DateRange};
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "range-order", asks: Asks::Blocks, build: |_: &Options| Box::new(RangeOrder) };

struct RangeOrder;

impl Rule for RangeOrder {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        for range in &block.facts.dates.ranges {
            if !runs_backward(range, block.zone) || is_numbered(block, range) {
                continue;
            }
            let shown = crate::text::one_line(&block.text()[range.span.range()]);
            let message = format!(
                "“{shown}” runs backward: {} is before {}",
                range.end.date, range.start.date
            );
            sink.report(range.span, message)
                .help("change the two ends about, or correct one of them");
        }
    }
}

/// “Section 2013-2010”: the years are numbers of something.
fn is_numbered(block: &BlockContext<'_>, range: &DateRange) -> bool {
    let first = block.tokens().partition_point(|it| it.span().start < range.span.start);
    let before = first.checked_sub(1).and_then(|it| block.tokens().get(it));
    range.is_of_years()
        && before.is_some_and(|it| {
            matches!(it.kind, TokenKind::Number | TokenKind::Symbol | TokenKind::Code)
                || it.is_capitalised_word() && !it.is(Class::FUNCTION)
        })
}

fn runs_backward(range: &DateRange, zone: Zone) -> bool {
    if range.is_of_years() {
        // “2583-1998” beside an address is a telephone.
        let recent = |it: &DateMention| it.date.year.is_some_and(|it| (1900..2100).contains(&it));
        return zone != Zone::Contact
            && range.start.date.year > range.end.date.year
            && recent(&range.start)
            && recent(&range.end);
    }
    let (start, end) = (range.start.date, range.end.date);
    match (start.year, end.year) {
        // Without its year a range may run over New Year.
        (None, None) => start.month == end.month && start.day.is_some() && start.day > end.day,
        _ => (start.year, start.month, start.day) > (end.year, end.month, end.day),
    }
}
