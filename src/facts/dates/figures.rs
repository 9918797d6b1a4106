//! Dates in figures: “2013-05-16”, “16/05/2013”, “16.05.2013”.

use crate::draft::{Shape, TokenKind};
use crate::facts::dates::reader::{Point, Reader, point};
use crate::facts::dates::{DateForm, PartialDate};
use crate::text::Span;

/// The years that a date in figures is taken to be in.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2099;

/// A number with where it stands.
#[derive(Clone, Copy)]
struct Part {
    value: i16,
    digits: usize,
    span: Span,
}

pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<Point> {
    let token = reader.token(at)?;
    if token.kind != TokenKind::Number {
        return None;
    }
    // A longer number or a code that ends in such figures is no date.
    let joined = !token.has(Shape::SPACE_BEFORE)
        && reader.before(at).is_some_and(|it| {
            matches!(
                it.kind,
                TokenKind::Hyphen | TokenKind::Slash | TokenKind::Stop | TokenKind::Code
            )
        });
    if joined {
        return None;
    }
    let text = reader.text(at);
    let (parts, end, separator) = if text.contains('.') {
        (parts_of(text, token.span().start)?, at + 1, '.')
    } else {
        separated(reader, at)?
    };
    let (form, [year, month, day]) = arrange(parts, separator)?;
    if !YEARS.contains(&year.value) {
        return None;
    }
    let small = |part: Part| i8::try_from(part.value).ok();
    let date = match form {
        DateForm::AmbiguousFigures => {
            PartialDate { year: Some(year.value), ..PartialDate::default() }
        }
        _ => PartialDate { year: Some(year.value), month: small(month), day: small(day) },
    };
    let spans = [Some(day.span), Some(month.span), Some(year.span)];
    let span = parts[0].span.join(parts[2].span);
    Some(point(form, date, spans, span, end))
}

/// “16.05.2013”, one token.
fn parts_of(text: &str, start: usize) -> Option<[Part; 3]> {
    let mut at = start;
    let mut pieces = text.split('.').map(|piece| {
        let span = Span::new(at, at + piece.len());
        at = span.end + 1;
        part(piece, span)
    });
    let parts = [pieces.next()??, pieces.next()??, pieces.next()??];
    pieces.next().is_none().then_some(parts)
}

/// Three numbers with the same sign between them and no space.
fn separated(reader: &Reader<'_>, at: usize) -> Option<([Part; 3], usize, char)> {
    let separator = match reader.token(at + 1)?.kind {
        TokenKind::Hyphen => '-',
        TokenKind::Slash => '/',
        _ => return None,
    };
    let kind = reader.token(at + 1)?.kind;
    let joined = (at + 1..at + 5).all(|it| reader.is_joined(it));
    if !joined || !reader.is_kind(at + 3, kind) {
        return None;
    }
    let end = at + 5;
    let goes_on = reader.is_joined(end)
        && reader.token(end).is_some_and(|it| {
            it.is_wordlike() || matches!(it.kind, TokenKind::Hyphen | TokenKind::Slash)
        });
    if goes_on {
        return None;
    }
    let number = |at: usize| part(reader.text(at), reader.span(at)?);
    // “2013-05-16T17:30”: the time is joined to the day.
    let last = match reader.token(at + 4)?.kind {
        TokenKind::Number => number(at + 4)?,
        TokenKind::Code => {
            let (day, rest) = reader.text(at + 4).split_at_checked(2)?;
            let start = reader.span(at + 4)?.start;
            let time = rest.strip_prefix('T')?;
            if !time.starts_with(|it: char| it.is_ascii_digit()) {
                return None;
            }
            part(day, Span::new(start, start + 2))?
        }
        _ => return None,
    };
    Some(([number(at)?, number(at + 2)?, last], end, separator))
}

fn part(text: &str, span: Span) -> Option<Part> {
    let plain = !text.is_empty() && text.len() <= 4 && text.bytes().all(|it| it.is_ascii_digit());
    let value = plain.then(|| text.parse().ok()).flatten()?;
    Some(Part { value, digits: text.len(), span })
}

/// The form, and year, month and day.
fn arrange(parts: [Part; 3], separator: char) -> Option<(DateForm, [Part; 3])> {
    let [first, second, third] = parts;
    let day_like = |it: Part| it.digits <= 2 && (1..=31).contains(&it.value);
    let month_like = |it: Part| it.digits <= 2 && (1..=12).contains(&it.value);
    match (first.digits, second.digits, third.digits) {
        (4, 2, 2) => {
            // “2024-25-03” has its day and month changed about; “2024-25-30” is some other number.
            let plausible = month_like(second) && (1..=39).contains(&third.value)
                || day_like(second) && month_like(third) && separator == '-';
            plausible.then_some((DateForm::Iso, [first, second, third]))
        }
        (1 | 2, 1 | 2, 4) => {
            if !day_like(first) || !day_like(second) {
                return None;
            }
            let form = match (month_like(first), month_like(second)) {
                (true, true) if first.value != second.value && separator == '/' => {
                    DateForm::AmbiguousFigures
                }
                (_, true) => DateForm::DayFirstFigures,
                (true, false) => DateForm::MonthFirstFigures,
                // No order makes a date of “31/31/2013”; with slashes it was meant as one.
                (false, false) if separator == '/' => DateForm::DayFirstFigures,
                (false, false) => return None,
            };
            let (month, day) = match form {
                DateForm::MonthFirstFigures => (first, second),
                _ => (second, first),
            };
            Some((form, [third, month, day]))
        }
        _ => None,
    }
}
