//! `comma-pair`: a comma before what is inserted has another one behind it.

use crate::draft::{Class, Shape, Token, TokenKind, Zone};
use crate::facts::dates::{DateForm, DateMention};
use crate::facts::people::Person;
use crate::facts::{PersonMention, SignKind};
use crate::finding::{Edit, Fix};
use crate::gazetteer::{self, Verdict};
use crate::rule::{Asks, BlockContext, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "comma-pair", asks: Asks::Both, build: |_: &Options| Box::new(CommaPair) };

struct CommaPair;

/// Words of a city's or a country's name.
const LONGEST_NAME: usize = 3;

impl Rule for CommaPair {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        let commas = block.facts.signs.iter().filter(|it| it.kind == SignKind::PlaceComma);
        for at in commas.map(|it| it.at()) {
            check_place(block, at, sink);
        }
        for date in &block.facts.dates.single {
            check_date(block, date, sink);
        }
    }

    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        for person in draft.facts.people().persons.iter().filter(|it| it.certain) {
            check_title(draft, person, sink);
        }
    }
}

/// “Lyon, France to”: the country is an insertion.
fn check_place(block: &BlockContext<'_>, comma: usize, sink: &mut Sink<'_>) {
    let tokens = block.tokens();
    let after = tokens.iter().skip(comma + 1).take_while(|it| it.is_capitalised_word());
    let words_end = comma + 1 + after.take(LONGEST_NAME + 1).count();
    // “Ore.”, with its stop
    let stop = tokens
        .get(words_end)
        .filter(|it| it.kind == TokenKind::Stop && it.has(Shape::ABBREVIATION));
    let country_end = words_end + usize::from(stop.is_some());
    let (Some(first), Some(last), Some(next)) =
        (tokens.get(comma + 1), tokens.get(country_end - 1), tokens.get(country_end))
    else {
        return;
    };
    // In a list of places and days every line is one; a sentence ends with a stop.
    let in_list = block.zone == Zone::ListItem
        && tokens.last().is_none_or(|it| it.kind != TokenKind::Stop || it.has(Shape::ABBREVIATION));
    if in_list {
        return;
    }
    let country = Span::new(first.start as usize, last.stem_end as usize);
    // “, Georgia’s” owns what follows.
    if last.has(Shape::POSSESSIVE) || !block.text()[last.end as usize..next.start as usize].eq(" ")
    {
        return;
    }
    let country_name = &block.text()[country.range()];
    if gazetteer::areas(country_name).next().is_none() {
        return;
    }
    let Some((city_start, city)) = city_before(block, comma, country_name) else { return };
    // “from Lyon, France to Oslo, Norway” is a pair of places, “Lyon, France and” a list.
    let before = city_start.checked_sub(1).and_then(|it| tokens.get(it));
    let next_text = block.text_of(next);
    let towards = next_text.eq_ignore_ascii_case("to")
        && tokens.get(country_end + 1).is_some_and(|it| it.has(Shape::CAPITAL));
    let listed =
        before.is_some_and(|it| matches!(it.kind, TokenKind::Comma | TokenKind::Semicolon));
    if towards || listed {
        return;
    }
    let span = Span::new(city.start, next.end as usize);
    let shown = &block.text()[span.range()];
    let message = format!("“{shown}”: the comma before “{country_name}” has no second one behind");
    let edit = Edit::insert(country.end, ",");
    sink.report_case("place", span, message)
        .fix(Fix::by_hand(format!("Add a comma after “{country_name}”"), vec![edit]));
}

/// The city before the comma at token `comma` that lies in `country`: its first token, and its place.
fn city_before(block: &BlockContext<'_>, comma: usize, country: &str) -> Option<(usize, Span)> {
    let tokens = block.tokens();
    let last = tokens.get(comma.checked_sub(1)?)?;
    (1..=LONGEST_NAME).rev().find_map(|length| {
        let start = comma.checked_sub(length)?;
        let words = tokens.get(start..comma)?;
        words.iter().all(Token::is_capitalised_word).then_some(())?;
        let span = Span::new(words.first()?.start as usize, last.end as usize);
        let name = &block.text()[span.range()];
        matches!(gazetteer::city_in(name, country), Verdict::Known(_)).then_some((start, span))
    })
}

/// “On May 16, 2013 the council”: the year is an insertion.
fn check_date(block: &BlockContext<'_>, date: &DateMention, sink: &mut Sink<'_>) {
    let Some(year) = date.year_span.filter(|_| date.form == DateForm::MonthDay) else { return };
    let tokens = block.tokens();
    let text = block.text();
    let next = tokens.partition_point(|it| (it.start as usize) < date.span.end);
    let first = tokens.partition_point(|it| (it.start as usize) < date.span.start);
    let Some(following) = tokens.get(next) else { return };
    let with_comma = text.get(..year.start).is_some_and(|it| it.trim_end().ends_with(','));
    // “the May 16, 2013 meeting” goes without, and “May 16, 2013 and” is a list.
    let attribute = first.checked_sub(1).and_then(|it| tokens.get(it)).is_some_and(|it| {
        it.is(Class::ARTICLE | Class::POSSESSIVE_DETERMINER) || it.has(Shape::POSSESSIVE)
    });
    const GOES_ON: Class = Class::PREPOSITION
        .union(Class::ARTICLE)
        .union(Class::AUXILIARY)
        .union(Class::PRONOUN)
        .union(Class::POSSESSIVE_DETERMINER);
    let goes_on = following.kind == TokenKind::Word
        && !following.has(Shape::CAPITAL)
        && following.is(GOES_ON)
        && !RANGE_WORDS.contains(&block.text_of(following))
        && text.get(date.span.end..following.start as usize) == Some(" ")
        && date.span.end == year.end;
    if !with_comma || attribute || !goes_on {
        return;
    }
    let span = Span::new(date.span.start, following.end as usize);
    let message =
        format!("“{}”: the comma before the year has no second one behind", &text[span.range()]);
    sink.report_case("date", span, message)
        .fix(Fix::by_hand("Add a comma after the year", vec![Edit::insert(year.end, ",")]));
}

/// What follows the first of two dates.
const RANGE_WORDS: [&str; 6] = ["to", "through", "until", "till", "by", "or"];

/// How many mentions of one person are compared.
const MOST_MENTIONS: usize = 100;

/// “ACME President, Anna Berg, spoke” beside “ACME President Anna Berg”.
fn check_title(draft: &DraftContext<'_>, person: &Person, sink: &mut Sink<'_>) {
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for mention in person.mentions.iter().take(MOST_MENTIONS) {
        let Some(block) = draft.blocks().get(mention.block_index) else { continue };
        let Some(facts) = draft
            .facts
            .of_block(mention.block_index)
            .and_then(|it| it.people.named.get(mention.named?))
        else {
            continue;
        };
        let Some(commas) = commas_round_name(block.text(), facts) else { continue };
        let whole = block.to_draft(facts.span.join(facts.name));
        if mention.zone == Zone::Quotation {
            continue;
        }
        match commas {
            Some(pair) => {
                with.push((whole, pair.map(|it| block.to_draft(it)), title_words(facts)));
            }
            None => without.push((whole, title_words(facts))),
        }
    }
    let pair = with.iter().find_map(|(place, commas, words)| {
        without.iter().find(|(_, other)| other == words).map(|(other, _)| (place, commas, other))
    });
    let Some((place, commas, other)) = pair else { return };
    // One form; that without commas is right where nothing says whose the title is.
    let name = person.name();
    let message = format!("commas round “{name}” here, but none elsewhere in this draft");
    let finding = sink.report_case("title", *place, message);
    finding.related(*other, format!("“{}” stands here", draft.text_at(*other)));
    let edits = commas.iter().map(|it| Edit::delete(*it)).collect();
    finding.fix(Fix::by_hand("Delete the commas", edits));
}

/// The words of the title before a name.
fn title_words(mention: &PersonMention) -> &[String] {
    mention.titles.iter().find(|it| it.before_name && it.capital).map_or(&[], |it| &it.words)
}

/// Whether a name stands between commas behind a bare title (then where they are), or right behind it
/// without. `None` if it has no such title: “the President, Anna Berg,” and “Lund’s President, …” need
/// their commas.
fn commas_round_name(text: &str, mention: &PersonMention) -> Option<Option<[Span; 2]>> {
    let title = mention.titles.iter().find(|it| it.before_name && it.capital)?;
    let gap = text.get(title.span.end..mention.name.start)?;
    if gap == " " {
        return Some(None);
    }
    let owner = text.get(title.span.start..title.core.start)?;
    let before = text.get(..title.span.start)?.trim_end();
    let last = before.rsplit([' ', '\n']).next().unwrap_or_default();
    let determined = owner.contains(['’', '\''])
        || last.ends_with("’s")
        || last.ends_with("'s")
        || DETERMINERS.iter().any(|it| it.eq_ignore_ascii_case(last));
    let rest = text.get(mention.name.end..)?;
    (gap == ", " && rest.starts_with(", ") && !determined).then(|| {
        let first = title.span.end;
        Some([Span::new(first, first + 1), Span::new(mention.name.end, mention.name.end + 1)])
    })
}

const DETERMINERS: [&str; 12] =
    ["the", "a", "an", "our", "its", "their", "his", "her", "your", "my", "this", "whose"];
