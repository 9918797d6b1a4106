//! `malformed-number`: “$544,00”, “1,152,8883”.

use crate::draft::{Class, Shape, Token, TokenKind, Zone};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "malformed-number",
    asks: Asks::Blocks,
    build: |options: &Options| {
        Box::new(MalformedNumber { indian: options.text("grouping") != "thousands" })
    },
};

struct MalformedNumber {
    /// Whether “1,00,000” is right.
    indian: bool,
}

impl Rule for MalformedNumber {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        for &at in &block.facts.figures {
            let at = at as usize;
            let Some(token) = block.tokens().get(at).filter(|it| it.kind == TokenKind::Number)
            else {
                continue;
            };
            let text = block.text_of(token);
            if text.contains(',') && !text.contains(':') {
                self.check(block, sink, at, token, text);
            }
        }
    }
}

impl MalformedNumber {
    fn check(
        &self,
        block: &BlockContext<'_>,
        sink: &mut Sink<'_>,
        at: usize,
        token: &Token,
        text: &str,
    ) {
        if is_joined_to_a_day(block, at, text) {
            report_date(block, sink, at, token, text);
            return;
        }
        let whole = text.split('.').next().unwrap_or_default();
        let groups: Vec<&str> = whole.split(',').collect();
        if self.is_well_formed(&groups) || is_part_of_something(block, at) {
            return;
        }
        let money = currency_before(block, at);
        let start = money.map_or(token.span().start, |it| it.start);
        let place = Span::new(start, token.span().end);
        let shown = &block.text()[place.range()];
        if let Some(rest) = stray_group(block, at, &groups, money.is_some()) {
            let place = place.join(rest);
            let shown = crate::text::one_line(&block.text()[place.range()]);
            sink.report(place, format!("“{shown}” is parted in two ways"))
                .help("write the number with one kind of separator, or look it up");
        } else if is_decimal(block, at, &groups, text == whole, money.is_some()) {
            let end = block.tokens().get(at + 1).map_or(place.end, |it| it.span().end);
            let place = Span::new(start, end);
            let shown = crate::text::one_line(&block.text()[place.range()]);
            sink.report_case("decimal-comma", place, format!("“{shown}” has a decimal comma"))
                .help("in English a decimal point stands there");
        } else if is_surely_wrong(block, at, &groups, money.is_some()) {
            sink.report(place, format!("“{shown}” has a group of figures that is not of three"))
                .help("look the number up: a figure is missing or one is too many");
        }
    }

    /// “1,200”, “12,000,000”, “1,00,000”.
    fn is_well_formed(&self, groups: &[&str]) -> bool {
        let (Some((first, rest)), Some(last)) = (groups.split_first(), groups.last()) else {
            return true;
        };
        let thousands = first.len() <= 3 && rest.iter().all(|it| it.len() == 3);
        let lakhs = first.len() <= 2
            && last.len() == 3
            && rest[..rest.len().saturating_sub(1)].iter().all(|it| it.len() == 2);
        thousands || self.indian && lakhs
    }
}

/// “March 20,2009”: the space is missing, and the figures are no number.
fn is_joined_to_a_day(block: &BlockContext<'_>, at: usize, text: &str) -> bool {
    let Some((day, year)) = text.split_once(',') else {
        return false;
    };
    let day = day.parse::<u8>().is_ok_and(|it| (1..=31).contains(&it));
    let year = year.len() == 4 && year.parse::<u16>().is_ok_and(|it| (1900..2100).contains(&it));
    let month = |back: usize| {
        let token = at.checked_sub(back).and_then(|it| block.tokens().get(it));
        token.is_some_and(|it| it.is(Class::MONTH) && it.has(Shape::CAPITAL))
    };
    let stop = at
        .checked_sub(1)
        .and_then(|it| block.tokens().get(it))
        .is_some_and(|it| it.kind == TokenKind::Stop && it.has(Shape::ABBREVIATION));
    day && year && (month(1) || stop && month(2))
}

fn report_date(
    block: &BlockContext<'_>,
    sink: &mut Sink<'_>,
    at: usize,
    token: &Token,
    text: &str,
) {
    let back = if block.tokens()[at - 1].kind == TokenKind::Stop { 2 } else { 1 };
    let start =
        at.checked_sub(back).map_or(token.span().start, |it| block.tokens()[it].span().start);
    let place = Span::new(start, token.span().end);
    let shown = crate::text::one_line(&block.text()[place.range()]);
    let finding = sink.report(place, format!("“{shown}” has no space before its year"));
    if let Some(comma) = text.find(',')
        && block.zone_at(place.start) != Zone::Quotation
    {
        let after = token.span().start + comma + 1;
        finding.fix(Fix::safe("Insert a space", vec![Edit::insert(after, " ")]));
    }
}

/// Whether the number is written against a letter, a hyphen or a slash, or stands in a list of
/// numbers in brackets: “1,3-dimethyl”, “(16,17)”.
fn is_part_of_something(block: &BlockContext<'_>, at: usize) -> bool {
    let tokens = block.tokens();
    let apart = matches!(
        at.checked_sub(1).and_then(|it| tokens.get(it)),
        None | Some(Token { kind: TokenKind::OpenBracket | TokenKind::OpenQuote, .. })
    ) || tokens[at].has(Shape::SPACE_BEFORE)
        || currency_before(block, at).is_some();
    let goes_on = tokens.get(at + 1).is_some_and(|it| {
        !it.has(Shape::SPACE_BEFORE)
            && (it.is_wordlike()
                || matches!(it.kind, TokenKind::Hyphen | TokenKind::Dash | TokenKind::Slash)
                || matches!(block.text_of(it), "°" | "′" | "″" | "'" | "\""))
    });
    let list = tokens[at].has(Shape::BRACKETED) && currency_before(block, at).is_none();
    !apart || goes_on || list
}

/// The sign or code of a currency before the number.
fn currency_before(block: &BlockContext<'_>, at: usize) -> Option<Span> {
    let before = at.checked_sub(1)?;
    let token = block.tokens().get(before)?;
    let sign = token.kind == TokenKind::Symbol
        && matches!(block.text_of(token), "$" | "€" | "£" | "¥" | "₹" | "₽" | "₩");
    let code = block.words.is_word(before, &["EUR", "USD", "GBP", "CHF", "AUD", "CAD", "RMB"])
        && token.has(Shape::ALL_CAPITALS);
    (sign || code).then(|| token.span())
}

/// “20,2 009”.
fn stray_group(block: &BlockContext<'_>, at: usize, groups: &[&str], money: bool) -> Option<Span> {
    let rest = block.tokens().get(at + 1)?;
    let end = block.tokens()[at].end;
    let text = block.text_of(rest);
    let near = rest.kind == TokenKind::Number && rest.start.saturating_sub(end) <= 3;
    let group = text.len() == 3 && text.bytes().all(|it| it.is_ascii_digit());
    let short = groups.last().is_some_and(|it| it.len() < 3);
    (near && group && short && (money || text.starts_with('0'))).then(|| rest.span())
}

/// “$1,2 million”, “3,5 per cent”: the comma stands where English has a point.
fn is_decimal(
    block: &BlockContext<'_>,
    at: usize,
    groups: &[&str],
    is_whole: bool,
    money: bool,
) -> bool {
    let [first, rest] = groups else {
        return false;
    };
    let scale = block.words.is_word(at + 1, &["million", "billion", "trillion"]);
    let share = block.words.is_word(at + 1, &["percent"])
        || block.words.is_word(at + 1, &["per"]) && block.words.is_word(at + 2, &["cent"])
        || block.tokens().get(at + 1).is_some_and(|it| block.text_of(it) == "%");
    is_whole && first.len() <= 3 && rest.len() <= 2 && (scale || share && !money)
}

/// Whether no list of numbers and no decimal comma looks like this.
fn is_surely_wrong(block: &BlockContext<'_>, at: usize, groups: &[&str], money: bool) -> bool {
    let Some((first, rest)) = groups.split_first() else {
        return false;
    };
    if first.starts_with('0') {
        return false;
    }
    let thousands = rest.iter().filter(|it| it.len() == 3).count();
    if money || rest.len() >= 2 && thousands > 0 && first.len() <= 3 {
        return true;
    }
    // “10,0000 people”, “1,2003 of them”, “9,0003 Danish crowns”.
    let is_counted_noun = |at: usize| {
        block.tokens().get(at).is_some_and(|it| {
            let text = block.text_of(it);
            it.kind == TokenKind::Word
                && (text == "people"
                    || text.len() > 4 && text.ends_with('s') && !text.ends_with("ss"))
                && !it.is(Class::FUNCTION)
        })
    };
    let goes_on = |at: usize| {
        block.tokens().get(at).is_some_and(|it| {
            it.kind == TokenKind::Word
                && it.has(Shape::SPACE_BEFORE)
                && !it.is(Class::FUNCTION | Class::MONTH)
        })
    };
    let [group] = rest else {
        return false;
    };
    let plural = goes_on(at + 1) && is_counted_noun(at + 1);
    let plural_behind = goes_on(at + 1) && goes_on(at + 2) && is_counted_noun(at + 2);
    let of_many = block.words.is_word(at + 1, &["of"]);
    // A year after a comma has lost a space, unless it counts something.
    let year = group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    let counts = plural || (plural_behind || of_many) && !year;
    counts && first.len() <= 3 && group.len() >= 4
}
