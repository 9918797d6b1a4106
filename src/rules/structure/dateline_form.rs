//! `dateline-form`: one dateline, in one form.

use crate::draft::dateline::{self, Dateline, Separator};
use crate::draft::{Block, Zone};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

pub(crate) static ENTRY: Entry = Entry {
    name: "dateline-form",
    asks: Asks::Draft,
    build: |options: &Options| {
        Box::new(DatelineForm {
            form: form_named(options.text("form")),
            separator: separator_named(options.text("separator")),
            capitals: options.bool("capitals"),
        })
    },
};

/// What the datelines of a house are made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// No dateline.
    None,
    /// Place, perhaps country; the date stands elsewhere.
    Undated,
    /// Place, then date.
    PlaceDate,
    /// Date, then place.
    DatePlace,
}

/// How many blocks behind the first dateline a second one is looked for: both come from the top of two
/// copies.
const FURTHEST_SECOND: usize = 20;

struct DatelineForm {
    /// `None` leaves it to the draft.
    form: Option<Form>,
    separator: Option<Separator>,
    capitals: bool,
}

impl Rule for DatelineForm {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let Some(index) = draft.blocks().iter().position(|it| it.zone == Zone::Dateline) else {
            self.check_missing(draft, sink);
            return;
        };
        let block = &draft.blocks()[index];
        let Some(dateline) = dateline::read(&block.words) else { return };
        if self.form == Some(Form::None) {
            // “Copenhagen, 17 June 2026” above the headline is a date line that names a place.
            if dateline.separator == Separator::LineEnd && headline_follows(draft, index) {
                return;
            }
            sink.report(block.span, "this house writes no dateline");
            return;
        }
        let lead = draft.blocks().get(index + 1).filter(|it| it.same_line);
        Self::check_spacing(draft, block, &dateline, lead, sink);
        self.check_parts(draft, block, &dateline, sink);
        self.check_house_form(draft, block, &dateline, sink);
        for other in draft.blocks()[index + 1..].iter().take(FURTHEST_SECOND) {
            if matches!(other.zone, Zone::Lead | Zone::Body)
                && let Some(second) = dateline::read(&other.words)
            {
                let span = other.to_draft(second.span);
                let first = draft.text_at(block.span);
                sink.report_case(
                    "second",
                    span,
                    format!("a second dateline: the release begins with “{first}”"),
                )
                .related(block.span, "the first dateline");
            }
        }
    }
}

fn headline_follows(draft: &DraftContext<'_>, index: usize) -> bool {
    draft.blocks().get(index + 1).is_some_and(|it| it.zone == Zone::Headline)
}

impl DatelineForm {
    /// A house that writes datelines wants one in every release. A text without a headline, or
    /// without running text, is a fragment of one.
    fn check_missing(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let example = match self.form {
            None | Some(Form::None) => return,
            Some(Form::Undated) => "CITY, Country",
            Some(Form::PlaceDate) => "CITY, 5 May 2026",
            Some(Form::DatePlace) => "5 May 2026, City",
        };
        let (Some(_), Some(lead)) =
            (draft.draft.first_in(Zone::Headline), draft.draft.first_in(Zone::Lead))
        else {
            return;
        };
        let first_word = lead.tokens().first().map_or(lead.span, |it| lead.to_draft(it.span()));
        let mark = self.separator.and_then(sign).map_or(String::new(), |it| match it {
            ":" => it.to_owned(),
            _ => format!(" {it}"),
        });
        let message = format!("the lead has no dateline; this house writes “{example}{mark}”");
        sink.report_case("missing", first_word, message);
    }

    fn check_parts(
        &self,
        draft: &DraftContext<'_>,
        block: &Block,
        dateline: &Dateline,
        sink: &mut Sink<'_>,
    ) {
        let dated = dateline.date.map(|it| block.to_draft(it));
        let place_first = match (dateline.date, dateline.places.first()) {
            (Some(date), Some(place)) => place.start < date.start,
            _ => true,
        };
        match (self.form, dated) {
            (Some(Form::Undated), Some(date)) => {
                let shown = crate::text::one_line(draft.text_at(date));
                let message = format!("“{shown}” stands in the dateline; this house puts it above");
                sink.report(date, message);
            }
            (Some(Form::PlaceDate | Form::DatePlace), None) => {
                sink.report(block.span, "the dateline bears no date; this house’s do");
            }
            (Some(Form::PlaceDate), Some(_)) if !place_first => {
                sink.report(
                    block.span,
                    "the date stands before the place; here it stands behind it",
                );
            }
            (Some(Form::DatePlace), Some(_)) if place_first => {
                sink.report(
                    block.span,
                    "the date stands behind the place; here it stands before it",
                );
            }
            _ => {}
        }
    }

    fn check_spacing(
        draft: &DraftContext<'_>,
        block: &Block,
        dateline: &Dateline,
        lead: Option<&Block>,
        sink: &mut Sink<'_>,
    ) {
        let Some(lead) = lead else { return };
        let mark = block.to_draft(dateline.separator_span);
        // Markup may stand there too: “**OSLO, Norway –** The council”.
        let gap = mark.end.min(lead.span.start)..lead.span.start;
        let spaced_after = draft.text[gap].contains(char::is_whitespace);
        let spaced_before = draft.text[..mark.start].ends_with(char::is_whitespace);
        match dateline.separator {
            Separator::DoubleHyphen | Separator::LineEnd => {}
            // “OSLO–(BUSINESS WIRE)–The”: the wires set their dashes without spaces.
            _ if dateline.wire.is_some() && !spaced_before && !spaced_after => {}
            _ if !spaced_after => {
                sink.report(block.span, "no space between the dateline and the lead")
                    .fix(Fix::safe("Insert a space", vec![Edit::insert(lead.span.start, " ")]));
            }
            Separator::EnDash | Separator::EmDash | Separator::Hyphen if !spaced_before => {
                let message = "no space before the dash of the dateline";
                sink.report(block.span, message)
                    .fix(Fix::safe("Insert a space", vec![Edit::insert(mark.start, " ")]));
            }
            _ => {}
        }
    }

    fn check_house_form(
        &self,
        draft: &DraftContext<'_>,
        block: &Block,
        dateline: &Dateline,
        sink: &mut Sink<'_>,
    ) {
        if let Some(wanted) = self.separator
            && wanted != dateline.separator
            && dateline.separator != Separator::LineEnd
        {
            let message = format!(
                "the dateline ends with {}; here it ends with {}",
                describe(dateline.separator),
                describe(wanted)
            );
            let mark = block.to_draft(dateline.separator_span);
            let finding = sink.report(block.span, message);
            if let Some(sign) = sign(wanted) {
                finding.fix(Fix::safe(
                    format!("End the dateline with {}", describe(wanted)),
                    vec![Edit::replace(mark, sign)],
                ));
            }
        }
        let city = dateline.places.first().map(|&it| block.to_draft(it));
        if let Some(city) = city.filter(|_| self.capitals) {
            let name = draft.text_at(city);
            let capitals = name.to_uppercase();
            if name != capitals {
                let message = format!("the city “{name}” stands in capitals here");
                report_capitals(sink, city, message, capitals);
            }
        }
    }
}

fn report_capitals(sink: &mut Sink<'_>, city: Span, message: String, capitals: String) {
    let title = format!("Write “{capitals}”");
    sink.report(city, message).fix(Fix::by_hand(title, vec![Edit::replace(city, capitals)]));
}

fn form_named(name: &str) -> Option<Form> {
    Some(match name {
        "none" => Form::None,
        "city" | "city-country" => Form::Undated,
        "city-date" => Form::PlaceDate,
        "date-city" => Form::DatePlace,
        _ => return None,
    })
}

fn separator_named(name: &str) -> Option<Separator> {
    Some(match name {
        "en-dash" => Separator::EnDash,
        "em-dash" => Separator::EmDash,
        "hyphen" => Separator::Hyphen,
        "double-hyphen" => Separator::DoubleHyphen,
        "colon" => Separator::Colon,
        _ => return None,
    })
}

fn sign(separator: Separator) -> Option<&'static str> {
    Some(match separator {
        Separator::EnDash => "–",
        Separator::EmDash => "—",
        Separator::Hyphen => "-",
        Separator::DoubleHyphen => "--",
        Separator::Colon => ":",
        Separator::Stop | Separator::LineEnd => return None,
    })
}

fn describe(separator: Separator) -> &'static str {
    match separator {
        Separator::EnDash => "an en dash",
        Separator::EmDash => "an em dash",
        Separator::Hyphen => "a hyphen",
        Separator::DoubleHyphen => "a double hyphen",
        Separator::Colon => "a colon",
        Separator::Stop => "a full stop",
        Separator::LineEnd => "the line",
    }
}
