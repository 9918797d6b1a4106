//! `date-form`: dates in one order and form, and none that can be read two ways.

use crate::draft::Block;
use crate::facts::Lists;
use crate::facts::Ordinal;
use crate::facts::dates::{DateForm, DateMention, month_name};
use crate::finding::{Edit, Finding, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink, kept_form};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "date-form",
    asks: Asks::Draft,
    build: |options: &Options| {
        let order = match options.text("order") {
            "day-month" => Some(Order::DayMonth),
            "month-day" => Some(Order::MonthDay),
            _ => None,
        };
        let ordinals = match options.text("ordinals") {
            "no" => Some(false),
            "yes" => Some(true),
            _ => None,
        };
        let abbreviated = match options.text("months") {
            "full" => Some(false),
            "abbreviated" => Some(true),
            _ => None,
        };
        Box::new(DateForms { order, ordinals, abbreviated })
    },
};

/// What the house writes, as far as it says so.
struct DateForms {
    order: Option<Order>,
    ordinals: Option<bool>,
    abbreviated: Option<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    DayMonth,
    MonthDay,
    Figures,
}

impl Order {
    fn of(mention: &DateMention) -> Option<Self> {
        mention.month_span?;
        match mention.form {
            DateForm::DayMonth => Some(Self::DayMonth),
            DateForm::MonthDay => Some(Self::MonthDay),
            // “2013-05-16” is written for machines.
            DateForm::DayFirstFigures | DateForm::MonthFirstFigures => Some(Self::Figures),
            _ => None,
        }
    }

    fn says(self) -> &'static str {
        match self {
            Self::DayMonth => "has the day first",
            Self::MonthDay => "has the month first",
            Self::Figures => "is all in figures",
        }
    }
}

/// A date with its block.
struct Use<'a> {
    block: &'a Block,
    mention: &'a DateMention,
    in_range: bool,
}

impl Use<'_> {
    fn span(&self) -> Span {
        self.block.to_draft(self.mention.span)
    }

    fn shown(&self, draft: &DraftContext<'_>) -> String {
        crate::text::one_line(draft.text_at(self.span()))
    }

    /// Whether the day has an ordinal's ending. “The 4th of July” is a phrase, not a form.
    fn is_ordinal(&self) -> Option<bool> {
        let text = self.block.text();
        let day = self.mention.day_span?;
        if !matches!(self.mention.form, DateForm::DayMonth | DateForm::MonthDay | DateForm::Day) {
            return None;
        }
        let ordinal = text[day.range()].bytes().last()?.is_ascii_alphabetic();
        let month = self.mention.month_span.filter(|it| ordinal && it.start > day.end);
        let of = month.is_some_and(|it| text[day.end..it.start].contains("of"));
        (!of).then_some(ordinal)
    }

    /// Whether the month is abbreviated; `None` for the months that nobody abbreviates beside a day,
    /// and where no day stands.
    fn is_abbreviated(&self) -> Option<bool> {
        let by_name = matches!(self.mention.form, DateForm::DayMonth | DateForm::MonthDay);
        let month = self.mention.date.month.filter(|it| by_name && !(3..=7).contains(it))?;
        let span = self.mention.month_span?;
        Some(span.len() < month_name(month)?.len())
    }
}

impl Rule for DateForms {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let zones = sink.zones();
        let mut uses = Vec::new();
        for (_, block, facts) in draft.facts.blocks_with(draft.draft, Lists::DATES) {
            let single = facts.dates.single.iter().map(|it| (it, false));
            let ends =
                facts.dates.ranges.iter().flat_map(|it| [(&it.start, true), (&it.end, true)]);
            for (mention, in_range) in single.chain(ends) {
                if !zones.contains(facts.zone_at(block.zone, mention.span.start)) {
                    continue;
                }
                let it = Use { block, mention, in_range };
                if mention.form == DateForm::AmbiguousFigures {
                    report_ambiguous(draft, sink, &it);
                } else {
                    uses.push(it);
                }
            }
        }
        // Nearly every draft has one form.
        if !self.may_differ(&uses) {
            return;
        }
        uses.retain(|it| !is_set_apart(it));
        uses.sort_by_key(|it| it.span().start);
        self.orders(draft, sink, &uses);
        self.ordinals(draft, sink, &uses);
        self.months(draft, sink, &uses);
    }
}

impl DateForms {
    /// Whether there is a form beside another one, or beside that of the house.
    fn may_differ(&self, uses: &[Use<'_>]) -> bool {
        fn differ<F: PartialEq>(house: Option<F>, mut forms: impl Iterator<Item = F>) -> bool {
            house.or_else(|| forms.next()).is_some_and(|kept| forms.any(|it| it != kept))
        }
        differ(self.order, uses.iter().filter_map(|it| Order::of(it.mention)))
            || differ(self.abbreviated, uses.iter().filter_map(Use::is_abbreviated))
            || differ(self.ordinals, uses.iter().filter_map(Use::is_ordinal))
    }

    fn orders(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>, uses: &[Use<'_>]) {
        let orders = || uses.iter().filter_map(|it| Order::of(it.mention).map(|form| (it, form)));
        // Beside words figures are the stranger, however many they are.
        let in_words = || orders().map(|(_, form)| form).filter(|it| *it != Order::Figures);
        let weighed = kept_form(in_words()).or_else(|| in_words().next());
        let Some(kept) = self.order.or(weighed) else {
            return;
        };
        for (it, order) in orders().filter(|(_, form)| *form != kept) {
            let who = if self.order.is_some() { "the house writes" } else { "other dates have" };
            let other = match kept {
                Order::DayMonth => "the day first",
                Order::MonthDay => "the month first",
                Order::Figures => "figures only",
            };
            let message = format!("“{}” {}, {who} {other}", it.shown(draft), order.says());
            let finding = sink.report_case("order", it.span(), message);
            relate(draft, finding, orders().find(|(_, form)| *form == kept).map(|(it, _)| it));
            if let Some(written) = in_order(it, kept) {
                let edits = vec![Edit::replace(it.span(), written.clone())];
                finding.fix(Fix::by_hand(format!("Write “{written}”"), edits));
            }
        }
    }

    fn ordinals(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>, uses: &[Use<'_>]) {
        let forms = || uses.iter().filter_map(|it| it.is_ordinal().map(|form| (it, form)));
        let Some(kept) = self.ordinals.or_else(|| kept_form(forms().map(|(_, form)| form))) else {
            return;
        };
        for (it, ordinal) in forms().filter(|(_, form)| *form != kept) {
            let (Some(day), Some(value)) = (it.mention.day_span, it.mention.date.day) else {
                continue;
            };
            let (has, others) = if ordinal { ("an", "none") } else { ("no", "one") };
            let who = if self.ordinals.is_some() { "the house writes" } else { "other dates have" };
            let message = format!("“{}” has {has} ordinal ending, {who} {others}", it.shown(draft));
            let finding = sink.report_case("ordinal", it.span(), message);
            relate(draft, finding, forms().find(|(_, form)| *form == kept).map(|(it, _)| it));
            let day = it.block.to_draft(day);
            let figures = draft.text_at(day).bytes().take_while(u8::is_ascii_digit).count();
            let ending = Span::new(day.start + figures, day.end);
            let value = u64::try_from(value).unwrap_or_default();
            let right = if ordinal { "" } else { Ordinal::right_suffix(value) };
            let edits = vec![Edit::replace(ending, right)];
            let title = if ordinal { "Leave the ending out" } else { "Add the ending" };
            let agreed = self.ordinals == Some(false);
            finding.fix(if agreed { Fix::safe(title, edits) } else { Fix::by_hand(title, edits) });
        }
    }

    fn months(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>, uses: &[Use<'_>]) {
        let forms = || uses.iter().filter_map(|it| it.is_abbreviated().map(|form| (it, form)));
        let Some(kept) = self.abbreviated.or_else(|| kept_form(forms().map(|(_, form)| form)))
        else {
            return;
        };
        for (it, abbreviated) in forms().filter(|(_, form)| *form != kept) {
            let (Some(month), Some(name)) =
                (it.mention.month_span, it.mention.date.month.and_then(month_name))
            else {
                continue;
            };
            let (has, others) = if abbreviated {
                ("has an abbreviated month", "whole ones")
            } else {
                ("has a whole month", "abbreviated ones")
            };
            let who =
                if self.abbreviated.is_some() { "the house writes" } else { "other dates have" };
            let message = format!("“{}” {has}, {who} {others}", it.shown(draft));
            let finding = sink.report_case("month", it.span(), message);
            relate(draft, finding, forms().find(|(_, form)| *form == kept).map(|(it, _)| it));
            let mut place = it.block.to_draft(month);
            if draft.text[place.end..].starts_with('.') {
                place.end += 1;
            }
            let right = if abbreviated { name.to_owned() } else { abbreviation(name) };
            let title = format!("Write “{right}”");
            finding.fix(Fix::by_hand(title, vec![Edit::replace(place, right)]));
        }
    }
}

/// “Sept.”, “Jan.”
fn abbreviation(month: &str) -> String {
    let length = if month == "September" { 4 } else { 3 };
    format!("{}.", month.get(..length).unwrap_or(month))
}

fn relate(draft: &DraftContext<'_>, finding: &mut Finding, other: Option<&Use<'_>>) {
    if let Some(other) = other {
        finding.related(other.span(), format!("“{}”", other.shown(draft)));
    }
}

fn report_ambiguous(draft: &DraftContext<'_>, sink: &mut Sink<'_>, it: &Use<'_>) {
    let shown = it.shown(draft);
    let readings = || {
        let mut parts = shown.split('/').map(|it| it.parse::<i8>().ok());
        let (one, other) = (parts.next()??, parts.next()??);
        Some((format!("{one} {}", month_name(other)?), format!("{other} {}", month_name(one)?)))
    };
    let message = match readings() {
        Some((one, other)) => format!("“{shown}” can be {one} or {other}"),
        None => format!("“{shown}” can be read two ways"),
    };
    sink.report_case("ambiguous", it.span(), message).help("write the month as a word");
}

/// Whether a date is no words of the text. Beside those that say so themselves, no sentence begins with
/// “18/11/2013”: a page that was printed does.
fn is_set_apart(it: &Use<'_>) -> bool {
    let begins = it.mention.span.start == 0 && Order::of(it.mention) == Some(Order::Figures);
    it.mention.set_apart || begins
}

/// The date in the other order, its month as it is written.
fn in_order(it: &Use<'_>, order: Order) -> Option<String> {
    let mention = it.mention;
    if it.in_range || mention.weekday.is_some() {
        return None;
    }
    let day = mention.date.day?;
    let by_name = matches!(mention.form, DateForm::DayMonth | DateForm::MonthDay);
    let month = if by_name {
        let span = mention.month_span?;
        let text = it.block.text();
        let stop = text[span.end..].starts_with('.');
        &text[span.start..span.end + usize::from(stop)]
    } else {
        month_name(mention.date.month?)?
    };
    match (order, mention.date.year) {
        (Order::DayMonth, Some(year)) => Some(format!("{day} {month} {year}")),
        (Order::DayMonth, None) => Some(format!("{day} {month}")),
        (Order::MonthDay, Some(year)) => Some(format!("{month} {day}, {year}")),
        (Order::MonthDay, None) => Some(format!("{month} {day}")),
        (Order::Figures, _) => None,
    }
}
