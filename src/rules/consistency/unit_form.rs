//! `unit-form`: shares, sums of money and measures in one form each.

use crate::draft::{Block, BlockText, Class, Shape, Token, TokenKind};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink, kept_form};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "unit-form",
    asks: Asks::Draft,
    build: |options: &Options| {
        let percent = match options.text("percent") {
            "%" => Some(Form::Percent("%")),
            "percent" => Some(Form::Percent(" percent")),
            "per cent" => Some(Form::Percent(" per cent")),
            _ => None,
        };
        let currency = match options.text("currency") {
            "symbol" => Some(Form::Symbol),
            "code" => Some(Form::Code),
            _ => None,
        };
        Box::new(UnitForm { percent, currency })
    },
};

/// What the house writes, if it says so.
struct UnitForm {
    percent: Option<Form>,
    currency: Option<Form>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// What stands behind the figures.
    Percent(&'static str),
    /// “€1.3 million”
    Symbol,
    /// “EUR 1.3 million”
    Code,
    /// “1.3 million euros”
    Word,
    /// “€1.3 million”, “5km”
    Joined,
    /// “€ 1.3 million”, “5 km”
    Spaced,
}

/// A unit with its number. Spans are of the draft.
struct Use {
    form: Form,
    /// The number and its unit.
    span: Span,
    /// What would be written otherwise: the unit, or the gap between it and the number.
    place: Span,
    currency: Option<&'static Currency>,
}

/// A currency of which both the sign and the code are in use.
#[derive(PartialEq, Eq)]
struct Currency {
    sign: &'static str,
    code: &'static str,
    words: &'static [&'static str],
}

const CURRENCIES: [Currency; 3] = [
    Currency { sign: "€", code: "EUR", words: &["euro", "euros"] },
    Currency { sign: "£", code: "GBP", words: &[] },
    Currency { sign: "US$", code: "USD", words: &[] },
];

/// Measures that are written against their number or apart from it.
const MEASURES: [&str; 6] = ["km", "kg", "cm", "mm", "MW", "GB"];

impl Rule for UnitForm {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let zones = sink.zones();
        let (mut shares, mut sums, mut signs, mut measures) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (index, block, at) in draft.facts.figures(draft.draft) {
            if !zones.contains(block.zone) {
                continue;
            }
            let Some(token) = block.tokens().get(at).filter(|it| it.kind == TokenKind::Number)
            else {
                continue;
            };
            let facts = draft.facts.of_block(index);
            if facts.is_some_and(|it| it.is_quoted(token.span().start)) {
                continue;
            }
            shares.extend(share(block, at, token));
            sums.extend(sum(block, at, token));
            signs.extend(sign_gap(block, at, token));
            measures.extend(measure(block, at, token));
        }
        report_shares(draft, sink, &shares, self.percent);
        for currency in &CURRENCIES {
            let of_one: Vec<&Use> =
                sums.iter().filter(|it| it.currency == Some(currency)).collect();
            report_sums(draft, sink, &of_one, self.currency);
        }
        report_gaps(draft, sink, &signs);
        report_gaps(draft, sink, &measures);
    }
}

/// “5%”, “5 per cent”. A share in brackets has a sign in most texts that spell the others out.
fn share(block: &Block, at: usize, token: &Token) -> Option<Use> {
    let words = &*block.words;
    let next = words.tokens.get(at + 1)?;
    // Most numbers count something else, which the first letter shows.
    if !matches!(words.text.as_bytes().get(next.start as usize), Some(b'%' | b'p' | b'P')) {
        return None;
    }
    let bracketed = token.has(Shape::BRACKETED);
    let (form, last) = if next.kind == TokenKind::Symbol && words.text_of(next) == "%" {
        let spaced = next.has(Shape::SPACE_BEFORE);
        (if spaced { " %" } else { "%" }, next)
    } else if words.is_word(at + 1, &["percent"]) {
        (" percent", next)
    } else if words.is_word(at + 1, &["per"]) && words.is_word(at + 2, &["cent"]) {
        (" per cent", words.tokens.get(at + 2)?)
    } else {
        return None;
    };
    (!bracketed).then(|| Use {
        form: Form::Percent(form),
        span: block.to_draft(token.span().join(last.span())),
        place: block.to_draft(Span::new(token.span().end, last.span().end)),
        currency: None,
    })
}

/// “€6 million”, “EUR 6 million”, “6 million euros”.
fn sum(block: &Block, at: usize, token: &Token) -> Option<Use> {
    let words = &*block.words;
    if let Some((sign, currency)) = sign_before(words, at) {
        return Some(Use {
            form: Form::Symbol,
            span: block.to_draft(sign.join(token.span())),
            place: block.to_draft(Span::new(sign.start, token.span().start)),
            currency: Some(currency?),
        });
    }
    let before = at.checked_sub(1);
    let code = before.and_then(|it| words.tokens.get(it)).filter(|it| it.has(Shape::ALL_CAPITALS));
    if let Some(code) = code
        && let Some(currency) = CURRENCIES.iter().find(|it| it.code == words.text_of(code))
    {
        return Some(Use {
            form: Form::Code,
            span: block.to_draft(code.span().join(token.span())),
            place: block.to_draft(Span::new(code.span().start, token.span().start)),
            currency: Some(currency),
        });
    }
    let scale = words
        .tokens
        .get(at + 1)
        .is_some_and(|it| it.kind == TokenKind::Word && it.is(Class::NUMBER_WORD))
        && words.is_word(at + 1, &["million", "billion", "trillion", "thousand"]);
    let noun_at = at + 1 + usize::from(scale);
    let noun = words.tokens.get(noun_at).filter(|it| it.kind == TokenKind::Word)?;
    // Only euros are written out here.
    if !matches!(words.text.as_bytes().get(noun.start as usize), Some(b'e' | b'E')) {
        return None;
    }
    let currency = CURRENCIES.iter().find(|it| words.is_word(noun_at, it.words))?;
    let span = block.to_draft(token.span().join(noun.span()));
    Some(Use { form: Form::Word, span, place: span, currency: Some(currency) })
}

/// The sign of a currency before the number, with the letters before it: “US$”.
fn sign_before(words: &BlockText, at: usize) -> Option<(Span, Option<&'static Currency>)> {
    let sign = words.tokens.get(at.checked_sub(1)?)?;
    let is_sign = sign.kind == TokenKind::Symbol
        && matches!(words.text_of(sign), "$" | "€" | "£" | "¥" | "₹");
    if !is_sign {
        return None;
    }
    let letters = at
        .checked_sub(2)
        .and_then(|it| words.tokens.get(it))
        .filter(|it| it.kind == TokenKind::Word && !sign.has(Shape::SPACE_BEFORE));
    let span = letters.map_or(sign.span(), |it| it.span().join(sign.span()));
    let text = &words.text[span.range()];
    Some((span, CURRENCIES.iter().find(|it| it.sign == text)))
}

/// “€1.3 million” and “€ 1.3 million”.
fn sign_gap(block: &Block, at: usize, token: &Token) -> Option<Use> {
    let (sign, _) = sign_before(&block.words, at)?;
    let spaced = token.has(Shape::SPACE_BEFORE);
    Some(Use {
        form: if spaced { Form::Spaced } else { Form::Joined },
        span: block.to_draft(sign.join(token.span())),
        place: block.to_draft(Span::new(sign.end, token.span().start)),
        currency: None,
    })
}

/// “5km” and “5 km”.
fn measure(block: &Block, at: usize, token: &Token) -> Option<Use> {
    let words = &*block.words;
    let next = words.tokens.get(at + 1).filter(|it| it.kind == TokenKind::Word)?;
    MEASURES.iter().find(|it| words.text_of(next) == **it)?;
    let form = if next.has(Shape::SPACE_BEFORE) { Form::Spaced } else { Form::Joined };
    let span = token.span().join(next.span());
    let place = Span::new(token.span().end, next.span().start);
    Some(Use { form, span: block.to_draft(span), place: block.to_draft(place), currency: None })
}

/// “Percent” and “per cent” are one form here: which of them it is spelling-variant says.
fn report_shares(draft: &DraftContext<'_>, sink: &mut Sink<'_>, uses: &[Use], house: Option<Form>) {
    let kind = |form: Form| match form {
        Form::Percent("%" | " %") => form,
        _ if house.is_some() => form,
        _ => Form::Word,
    };
    let Some(kept) = house.or_else(|| kept_form(uses.iter().map(|it| kind(it.form)))) else {
        return;
    };
    let first = uses.iter().find(|it| kind(it.form) == kept);
    let Some(Form::Percent(written)) = house.or(first.map(|it| it.form)) else {
        return;
    };
    for it in uses.iter().filter(|it| kind(it.form) != kept) {
        let first = first.map(|it| it.span);
        add(draft, sink, it, first, house.is_some(), kept, Some(written.to_owned()));
    }
}

fn report_gaps(draft: &DraftContext<'_>, sink: &mut Sink<'_>, uses: &[Use]) {
    let Some(kept) = kept_form(uses.iter().map(|it| it.form)) else {
        return;
    };
    let first = uses.iter().find(|it| it.form == kept).map(|it| it.span);
    let written = if kept == Form::Spaced { " " } else { "" };
    for it in uses.iter().filter(|it| it.form != kept) {
        add(draft, sink, it, first, false, kept, Some(written.to_owned()));
    }
}

fn report_sums(draft: &DraftContext<'_>, sink: &mut Sink<'_>, uses: &[&Use], house: Option<Form>) {
    let Some(kept) = house.or_else(|| kept_form(uses.iter().map(|it| it.form))) else {
        return;
    };
    let first = uses.iter().find(|it| it.form == kept).map(|it| it.span);
    for it in uses.iter().filter(|it| it.form != kept) {
        let written = match (it.form, kept) {
            (Form::Code, Form::Symbol) => it.currency.map(|it| it.sign.to_owned()),
            (Form::Symbol, Form::Code) => it.currency.map(|it| format!("{} ", it.code)),
            _ => None,
        };
        add(draft, sink, it, first, house.is_some(), kept, written);
    }
}

fn add(
    draft: &DraftContext<'_>,
    sink: &mut Sink<'_>,
    it: &Use,
    first: Option<Span>,
    of_house: bool,
    kept: Form,
    written: Option<String>,
) {
    let shown = crate::text::one_line(draft.text_at(it.span));
    let other = first.map(|it| crate::text::one_line(draft.text_at(it)));
    let message = match &other {
        Some(other) if !of_house => format!("“{shown}” here, but “{other}” elsewhere"),
        _ => format!("“{shown}” is not the house’s form, {}", name_of(kept, it)),
    };
    let finding = sink.report(it.span, message);
    if let Some(written) = written {
        let edits = vec![Edit::replace(it.place, written)];
        finding.fix(Fix::by_hand("Write it in the other form", edits));
    }
    if let (Some(first), Some(other)) = (first, other) {
        finding.related(first, format!("“{other}”"));
    }
}

fn name_of(form: Form, it: &Use) -> String {
    match (form, it.currency) {
        (Form::Percent(written), _) => format!("“{}”", written.trim()),
        (Form::Symbol, Some(currency)) => format!("“{}”", currency.sign),
        (Form::Code, Some(currency)) => format!("“{}”", currency.code),
        _ => "another".to_owned(),
    }
}
