//! `range-dash`: ranges have one mark, and no mark where “from” or “between” asks for a word.

use crate::draft::{Block, BlockText, Class, Shape, Token, TokenKind};
use crate::facts::dates::{DateForm, DateRange, RangeMark};
use crate::facts::{BlockFacts, Lists, SignKind};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink, kept_form};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "range-dash",
    asks: Asks::Draft,
    build: |options: &Options| Box::new(RangeDash { house: Wanted::read(options.text("form")) }),
};

struct RangeDash {
    /// What the house writes, if it says so.
    house: Option<Wanted>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Form(Form),
    Word,
}

impl Wanted {
    fn read(option: &str) -> Option<Self> {
        let form = |mark, spaced| Some(Self::Form(Form { mark, spaced }));
        match option {
            "hyphen" => form(Mark::Hyphen, false),
            "spaced-hyphen" => form(Mark::Hyphen, true),
            "dash" => form(Mark::EnDash, false),
            "spaced-dash" => form(Mark::EnDash, true),
            "to" => Some(Self::Word),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Hyphen,
    EnDash,
    LongDash,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Form {
    mark: Mark,
    spaced: bool,
}

impl Form {
    fn name(self) -> &'static str {
        match (self.mark, self.spaced) {
            (Mark::Hyphen, false) => "a hyphen",
            (Mark::Hyphen, true) => "a spaced hyphen",
            (Mark::EnDash, false) => "an en dash",
            (Mark::EnDash, true) => "a spaced en dash",
            (Mark::LongDash, false) => "a long dash",
            (Mark::LongDash, true) => "a spaced long dash",
        }
    }

    fn written(self) -> &'static str {
        match (self.mark, self.spaced) {
            (Mark::Hyphen, false) => "-",
            (Mark::Hyphen, true) => " - ",
            (Mark::EnDash, false) => "–",
            (Mark::EnDash, true) => " – ",
            (Mark::LongDash, false) => "—",
            (Mark::LongDash, true) => " — ",
        }
    }
}

/// A range with a mark. Spans are of the draft.
struct Use {
    span: Span,
    /// The mark with the spaces round it.
    mark: Span,
    form: Form,
    /// Whether its ends have spaces of their own, “30 April – 2 May”: many who write “14–16 May”
    /// space that.
    open: bool,
}

/// A range as it stands in its block.
struct Found {
    span: Span,
    mark: Span,
    open: bool,
}

impl Rule for RangeDash {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let zones = sink.zones();
        let mut uses = Vec::new();
        let with_ranges = Lists::BETWEEN_NUMBERS | Lists::DATE_RANGES;
        for (_, block, facts) in draft.facts.blocks_with(draft.draft, with_ranges) {
            for found in ranges(&block.words, facts) {
                if !zones.contains(facts.zone_at(block.zone, found.span.start)) {
                    continue;
                }
                let span = block.to_draft(found.span);
                if let Some(at) = preposition(&block.words, found.span) {
                    report_preposition(draft, sink, block, &found, at);
                } else if let Some(form) = form_of(&block.text()[found.mark.range()]) {
                    let mark = block.to_draft(found.mark);
                    uses.push(Use { span, mark, form, open: found.open });
                }
            }
        }
        match self.house {
            Some(wanted) => hold_to_house(draft, sink, &uses, wanted),
            None => {
                let (open, closed): (Vec<_>, Vec<_>) = uses.into_iter().partition(|it| it.open);
                hold_together(draft, sink, &closed);
                hold_together(draft, sink, &open);
            }
        }
    }
}

/// The form of a mark with its spaces; `None` if there is a space on one side only.
fn form_of(mark: &str) -> Option<Form> {
    let bare = mark.trim();
    let spaces = (mark.trim_start() != mark, mark.trim_end() != mark);
    let mark = match bare {
        "-" | "‐" | "‑" => Mark::Hyphen,
        "–" | "−" => Mark::EnDash,
        "—" | "―" => Mark::LongDash,
        _ => return None,
    };
    (spaces.0 == spaces.1).then_some(Form { mark, spaced: spaces.0 })
}

fn hold_together(draft: &DraftContext<'_>, sink: &mut Sink<'_>, uses: &[Use]) {
    let Some(kept) = kept_form(uses.iter().map(|it| it.form)) else {
        return;
    };
    let first = uses.iter().find(|it| it.form == kept).map(|it| it.span);
    for it in uses.iter().filter(|it| it.form != kept) {
        let shown = crate::text::one_line(draft.text_at(it.span));
        let message =
            format!("“{shown}” has {}, other ranges have {}", it.form.name(), kept.name());
        let edits = vec![Edit::replace(it.mark, kept.written())];
        let finding = sink.report(it.span, message);
        finding.fix(Fix::safe(format!("Write {}", kept.name()), edits));
        if let Some(first) = first {
            let other = crate::text::one_line(draft.text_at(first));
            finding.related(first, format!("“{other}”"));
        }
    }
}

fn hold_to_house(draft: &DraftContext<'_>, sink: &mut Sink<'_>, uses: &[Use], wanted: Wanted) {
    for it in uses {
        let (name, written) = match wanted {
            Wanted::Word => ("“to”", " to "),
            Wanted::Form(form) => {
                let right = it.form.mark == form.mark && (it.open || it.form.spaced == form.spaced);
                if right {
                    continue;
                }
                (form.name(), form.written())
            }
        };
        let shown = crate::text::one_line(draft.text_at(it.span));
        let message = format!("“{shown}” has {}, the house writes {name}", it.form.name());
        let edits = vec![Edit::replace(it.mark, written)];
        sink.report(it.span, message).fix(Fix::safe(format!("Write {name}"), edits));
    }
}

/// “from 14-16 May” has one end of each kind.
fn report_preposition(
    draft: &DraftContext<'_>,
    sink: &mut Sink<'_>,
    block: &Block,
    found: &Found,
    at: usize,
) {
    let Some(before) = block.tokens().get(at) else {
        return;
    };
    let (title, joint) = if block.words.is_word(at, &["between"]) {
        ("Write “and”", " and ")
    } else {
        ("Write “to”", " to ")
    };
    let span = block.to_draft(before.span().join(found.span));
    let shown = crate::text::one_line(draft.text_at(span));
    let word = crate::text::one_line(draft.text_at(block.to_draft(before.span())));
    let message = format!("“{shown}”: “{word}” goes with “{}”, not with a mark", joint.trim());
    let edits = vec![Edit::replace(block.to_draft(found.mark), joint)];
    sink.report_case("preposition", span, message).fix(Fix::by_hand(title, edits));
}

/// The token of “from” or “between” right before a range.
fn preposition(words: &BlockText, range: Span) -> Option<usize> {
    let at = words.token_from(range.start).checked_sub(1)?;
    words.is_word(at, &["from", "between"]).then_some(at)
}

/// The ranges of a block that have a mark.
fn ranges(words: &BlockText, facts: &BlockFacts) -> Vec<Found> {
    let dates = facts.dates.ranges.iter().filter_map(|it| date_range(words, it));
    let mut found: Vec<Found> = dates.collect();
    for sign in facts.signs.iter().filter(|it| it.kind == SignKind::BetweenNumbers) {
        if let Some(range) = number_range(words, sign.at())
            && !facts.dates.all().any(|it| it.span.overlaps(range.span))
        {
            found.push(range);
        }
    }
    found.sort_by_key(|it| it.span.start);
    found
}

fn date_range(words: &BlockText, range: &DateRange) -> Option<Found> {
    let marked = matches!(range.mark, RangeMark::Hyphen | RangeMark::Dash);
    let in_words = matches!(
        range.end.form,
        DateForm::Day | DateForm::DayMonth | DateForm::MonthDay | DateForm::Month | DateForm::Year
    );
    // “2004-05” names a season or a financial year as often as a stretch of time.
    let short = range.is_of_years() && range.end.span.len() < 4;
    if !marked || !in_words || short || range.is_of_years() && is_in_name(words, range.span) {
        return None;
    }
    let named = |it: &crate::facts::dates::DateMention| {
        it.month_span.is_some() && (it.form != DateForm::Month || it.year_span.is_some())
            || it.weekday.is_some()
    };
    Some(Found {
        span: range.span,
        mark: Span::new(range.start.span.end, range.end.span.start),
        open: named(&range.start) && named(&range.end),
    })
}

/// “Rivers 2014-2020”, “the 2014-2020 Rivers Plan”: a name keeps its mark.
fn is_in_name(words: &BlockText, range: Span) -> bool {
    let first = words.token_from(range.start);
    let end = words.token_from(range.end);
    let is_name = |it: Option<&Token>| {
        it.is_some_and(|it| {
            it.has(Shape::CAPITAL) && !it.has(Shape::SENTENCE_START) && !it.is(Class::FUNCTION)
        })
    };
    let before = first.checked_sub(1).and_then(|it| words.tokens.get(it));
    is_name(before) || is_name(words.tokens.get(end))
}

/// “10-15 per cent”, “500–900 people”: two rising numbers, of what is counted or measured.
/// The mark between them is the token `mark`.
fn number_range(words: &BlockText, mark: usize) -> Option<Found> {
    let at = mark.checked_sub(1)?;
    let [low, _, high] = words.tokens.get(at..at + 3)? else {
        return None;
    };
    if !stands_alone(words, at) {
        return None;
    }
    let value = |it: &Token| words.text_of(it).replace(',', "").parse::<u64>().ok();
    (value(low)? < value(high)? && is_measured(words, at)).then(|| Found {
        span: low.span().join(high.span()),
        mark: Span::new(low.end as usize, high.start as usize),
        open: false,
    })
}

/// Whether the range is no part of a longer number or code.
fn stands_alone(words: &BlockText, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|it| words.tokens.get(it));
    let apart = words.tokens[at].has(Shape::SPACE_BEFORE)
        && before.is_none_or(|it| {
            it.kind == TokenKind::Word && !it.has(Shape::CAPITAL) || it.has(Shape::SENTENCE_START)
        })
        || before.is_some_and(|it| it.kind == TokenKind::OpenBracket);
    let goes_on = words.tokens.get(at + 3).is_some_and(|it| {
        !it.has(Shape::SPACE_BEFORE)
            && (it.is_wordlike()
                || matches!(it.kind, TokenKind::Hyphen | TokenKind::Dash | TokenKind::Slash))
    });
    apart && !goes_on
}

/// Whether what stands round the range says that it is one: scores and votes look the same.
fn is_measured(words: &BlockText, at: usize) -> bool {
    if at > 0 && words.is_word(at - 1, &["aged", "age", "ages", "pages"]) {
        return true;
    }
    let Some(next) = words.tokens.get(at + 3) else {
        return false;
    };
    let text = words.text_of(next);
    match next.kind {
        TokenKind::Symbol => text == "%",
        TokenKind::Word => {
            let plural = text.ends_with('s')
                && text.len() > 3
                && !text.ends_with("ss")
                && !text.ends_with("us")
                && !next.has(Shape::CAPITAL)
                && !next.is(Class::FUNCTION)
                && !words.is_word(at + 3, &["attacks", "votes", "goals", "points", "sets", "wins"]);
            plural || words.is_word(at + 3, &["per", "percent", "people", "million", "billion"])
        }
        _ => false,
    }
}
