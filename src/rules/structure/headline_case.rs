//! `headline-case`: a headline in one case.
//!
//! Whether a capital belongs to a name, the rest of the text knows: a word that stands there in small
//! letters, and never with a capital inside a sentence, is no name.

use crate::dictionary;
use crate::draft::headline::{is_several_lines, shown_characters};
use crate::draft::{Block, Class, Shape, Token, TokenKind, Zone};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "headline-case",
    asks: Asks::Draft,
    build: |options: &Options| {
        Box::new(HeadlineCase {
            wanted: match options.text("case") {
                "sentence" => Wanted::Sentence,
                "title" => Wanted::Title,
                _ => Wanted::Any,
            },
        })
    },
};

struct HeadlineCase {
    wanted: Wanted,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Any,
    Sentence,
    Title,
}

/// Shorter words are small in either case.
const SHORTEST_WORD: usize = 4;
/// Fewer words show no case, and a line of more is no headline.
const FEWEST_WORDS: usize = 3;
const MOST_WORDS: usize = 40;
/// A headline of fewer words in capitals may be made of acronyms.
const FEWEST_SHOUTED: usize = 4;
/// This many words that are no names, and have a capital, make title case.
const FEWEST_OF_TITLE_CASE: usize = 2;

impl Rule for HeadlineCase {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let Some(headline) = draft.draft.headline() else { return };
        if is_shouted(headline) {
            report_shouting(draft, headline, sink);
            return;
        }
        let mut words = words_of(headline);
        // A quoted title has its own capitals.
        words.retain(|it| draft.zone_at(headline.to_draft(it.span).start) != Zone::Quotation);
        let small = words.iter().filter(|it| !it.capital).count();
        let capital = words.len() - small;
        // Where all words agree, there is nothing to ask the text for.
        let agree = match self.wanted {
            Wanted::Any => small == 0 || capital == 0,
            Wanted::Sentence => capital == 0,
            Wanted::Title => small == 0,
        };
        if agree || !(FEWEST_WORDS..=MOST_WORDS).contains(&words.len()) {
            return;
        }
        if self.wanted == Wanted::Title {
            if small > capital {
                report_sentence_case(headline, &words, sink);
            } else {
                report_small(headline, &words, "this house writes headlines in title case", sink);
            }
            return;
        }
        look_up(draft, headline, &mut words);
        let common = words.iter().filter(|it| it.is_common()).count();
        let is_title_case = common >= FEWEST_OF_TITLE_CASE && capital > small;
        match self.wanted {
            Wanted::Sentence if is_title_case => report_title_case(headline, &words, sink),
            Wanted::Any if is_title_case && capital >= 4 * small => {
                report_small(headline, &words, "the headline is in title case", sink);
            }
            _ => report_stray_capital(headline, &words, sink),
        }
    }
}

/// A word of the headline whose case says something.
struct HeadlineWord {
    span: Span,
    capital: bool,
    /// Whether a capitalised word stands beside it: the two may be a name.
    in_company: bool,
    /// How often the text has it in small letters, and with a capital inside a sentence.
    in_text: (usize, usize),
}

impl HeadlineWord {
    /// Whether it has a capital, and the text shows that it is no name.
    fn is_common(&self) -> bool {
        self.capital && self.in_text.0 > 0 && self.in_text.1 == 0
    }
}

fn is_shouted(headline: &Block) -> bool {
    let mut shouted = 0;
    for token in headline.tokens().iter().filter(|it| it.kind == TokenKind::Word) {
        if token.has(Shape::ALL_CAPITALS) {
            shouted += usize::from(token.span().len() >= SHORTEST_WORD);
        } else if token.span().len() > 1 {
            return false;
        }
    }
    shouted >= FEWEST_SHOUTED
}

fn report_shouting(draft: &DraftContext<'_>, headline: &Block, sink: &mut Sink<'_>) {
    // Where other headings are in capitals too, that is how the page was set.
    let layout = draft.blocks().iter().any(|it| {
        matches!(it.zone, Zone::Heading | Zone::SubHeadline)
            && it.tokens().iter().any(|it| it.kind == TokenKind::Word)
            && !it.text().chars().any(char::is_lowercase)
    });
    if !layout && !is_several_lines(headline) {
        let letters = shown_characters(headline.text());
        sink.report(headline.span, "the headline is in capitals")
            .help(format!("{letters} characters of capitals are hard to read, and hide the names"));
    }
}

/// The words whose case is a choice: long enough, no acronym, not the first of the headline or of a
/// part of it, not quoted.
fn words_of(headline: &Block) -> Vec<HeadlineWord> {
    let tokens = headline.tokens();
    // A name that begins small begins the headline, too: “nordlys opens nordlys Harbour”.
    let own_name = tokens.first().map_or("", |it| headline.words.text_of(it));
    let is_capital = |at: Option<usize>| {
        at.and_then(|it| tokens.get(it)).is_some_and(|it| {
            it.has(Shape::CAPITAL) || matches!(it.kind, TokenKind::Code | TokenKind::Number)
        })
    };
    tokens
        .iter()
        .enumerate()
        .filter(|(at, token)| {
            let text = &headline.text()[token.stem_span().range()];
            let begins_part = at.checked_sub(1).and_then(|it| tokens.get(it)).is_none_or(|it| {
                matches!(
                    it.kind,
                    TokenKind::Colon
                        | TokenKind::Semicolon
                        | TokenKind::Dash
                        | TokenKind::Hyphen
                        | TokenKind::Stop
                        | TokenKind::OpenQuote
                        | TokenKind::OpenBracket
                        | TokenKind::Symbol
                        | TokenKind::Slash
                )
            });
            token.kind == TokenKind::Word
                && text.len() >= SHORTEST_WORD
                && !begins_part
                && (text != own_name || token.has(Shape::CAPITAL))
                && !token.has(Shape::ALL_CAPITALS)
                && !token.is(Class::FUNCTION)
                && !token.is(Class::MONTH | Class::WEEKDAY)
                && !text.chars().skip(1).any(char::is_uppercase)
        })
        .map(|(at, token)| HeadlineWord {
            span: token.stem_span(),
            capital: token.has(Shape::CAPITAL),
            in_company: is_capital(at.checked_sub(1)) || is_capital(Some(at + 1)),
            in_text: (0, 0),
        })
        .collect()
}

/// Counts how the running text writes the words.
fn look_up(draft: &DraftContext<'_>, headline: &Block, words: &mut [HeadlineWord]) {
    let initial = |text: &str| text.as_bytes().first().map_or(0, |it| 1_u32 << (it & 31));
    let shown = |it: &HeadlineWord| &headline.text()[it.span.range()];
    // A name is no word; where no capital can be a slip, the text need not be read.
    let may_be_word = |it: &str| it.len() < dictionary::SHORTEST || dictionary::is_word(it);
    let (capital, small) = words.iter().fold((0, 0), |(capital, small), it| {
        if it.capital { (capital + 1, small) } else { (capital, small + 1) }
    });
    // Among small words only one that stands alone can be a slip.
    let may_be_slip = |it: &HeadlineWord| it.capital && (capital > small || !it.in_company);
    if !words.iter().any(|it| may_be_slip(it) && may_be_word(shown(it))) {
        return;
    }
    let initials = words.iter().fold(0, |sum, it| sum | initial(shown(it)));
    let lengths = words.iter().fold(0_u64, |sum, it| sum | 1 << (it.span.len() & 63));
    for block in draft.blocks().iter().filter(|it| it.zone.is_running_text()) {
        for token in block.tokens().iter().filter(|it| it.kind == TokenKind::Word) {
            let stem = token.stem_span();
            if lengths & 1 << (stem.len() & 63) == 0 {
                continue;
            }
            let text = &block.text()[stem.range()];
            if initials & initial(text) == 0 {
                continue;
            }
            let Some(word) = words
                .iter_mut()
                .find(|it| text.eq_ignore_ascii_case(&headline.text()[it.span.range()]))
            else {
                continue;
            };
            if !token.has(Shape::CAPITAL) {
                word.in_text.0 += 1;
            } else if !begins_anything(block, token) {
                word.in_text.1 += 1;
            }
        }
    }
}

/// Whether a capital says nothing: at the start of a sentence, of a quotation, or in capitals.
fn begins_anything(block: &Block, token: &Token) -> bool {
    let before = block.text()[..token.start as usize].chars().next_back();
    token.has(Shape::SENTENCE_START)
        || token.has(Shape::ALL_CAPITALS)
        || before.is_none_or(|it| matches!(it, '“' | '"' | '‘' | '\'' | '('))
}

fn report_small(headline: &Block, words: &[HeadlineWord], why: &str, sink: &mut Sink<'_>) {
    let Some(first) = words.iter().find(|it| !it.capital) else { return };
    let shown = &headline.text()[first.span.range()];
    let message = format!("“{shown}” begins small; {why}");
    sink.report(headline.to_draft(first.span), message).fix(capitalise(headline, words));
}

fn report_sentence_case(headline: &Block, words: &[HeadlineWord], sink: &mut Sink<'_>) {
    sink.report(headline.span, "the headline is in sentence case; this house writes title case")
        .fix(capitalise(headline, words));
}

fn capitalise(headline: &Block, words: &[HeadlineWord]) -> Fix {
    let edits = words.iter().filter(|it| !it.capital).filter_map(|it| {
        let initial = headline.text()[it.span.range()].chars().next()?;
        let span = Span::new(it.span.start, it.span.start + initial.len_utf8());
        Some(Edit::replace(headline.to_draft(span), initial.to_uppercase().to_string()))
    });
    Fix::by_hand("Capitalise the words of the headline", edits.collect())
}

fn report_title_case(headline: &Block, words: &[HeadlineWord], sink: &mut Sink<'_>) {
    sink.report(headline.span, "the headline is in title case; this house writes sentence case")
        .fix(Fix::by_hand("Write common words small", make_small(headline, words)));
}

fn report_stray_capital(headline: &Block, words: &[HeadlineWord], sink: &mut Sink<'_>) {
    let small = words.iter().filter(|it| !it.capital).count();
    let stray: Vec<&HeadlineWord> = words.iter().filter(|it| it.is_common()).collect();
    // One word among small ones, which the text writes small more than once.
    let [word] = stray.as_slice() else { return };
    if word.in_company || word.in_text.0 < 2 || small < 3 {
        return;
    }
    let shown = &headline.text()[word.span.range()];
    let message = format!("“{shown}” has a capital here and none in the text");
    sink.report(headline.to_draft(word.span), message)
        .fix(Fix::by_hand("Write it small", make_small(headline, words)));
}

fn make_small(headline: &Block, words: &[HeadlineWord]) -> Vec<Edit> {
    let common = words.iter().filter(|it| it.is_common());
    let small = |it: &HeadlineWord| headline.text()[it.span.range()].to_lowercase();
    common.map(|it| Edit::replace(headline.to_draft(it.span), small(it))).collect()
}
