//! Which capitals are acronyms that somebody has to explain.

use rustc_hash::FxHashSet;

use crate::draft::{Class, Shape, Token, TokenKind, Zone};
use crate::rule::DraftContext;
use crate::text::Span;

/// Two capitals are a state, a person or a measure more often than a name; more than five are a
/// word.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=5;

/// Capitals that are read as they stand: currencies, time zones, weekdays, months, ranks.
const READ_AS_THEY_STAND: &str = "USD EUR GBP CHF CAD AUD NZD JPY CNY RMB HKD SGD INR SEK NOK DKK \
    PLN CZK HUF BRL MXN ZAR KRW TRY AED SAR BTC ETH EST EDT CST CDT MST MDT PST PDT GMT UTC CET \
    CEST BST EET AEST AEDT IST HKT SGT JST MON TUE WED THU FRI SAT SUN JAN FEB MAR APR JUN JUL AUG \
    SEP SEPT OCT NOV DEC SGT CPL PTE LLC LLP PLC LTD INC CORP GMBH DOI ISBN ISSN END ENDS NEW ALL \
    NOT AND THE FOR BUT YES FREE LIVE NOW SAVE TOP BEST MUST EVERY NEVER ALWAYS ONLY MORE LESS \
    MEDIA NEWS PRESS NOTE NOTES PHOTO VIDEO EXIT STOP OPEN HERE";

/// The capitals of one draft, and what explains them.
pub(super) struct Candidates<'a> {
    draft: &'a DraftContext<'a>,
    /// The capitals that are names; made when first asked for.
    named: Option<FxHashSet<&'a str>>,
    /// The first letters of all words, without and with the small ones; made when first asked for.
    initials: Option<[String; 2]>,
    /// The addresses of the draft in small letters; made when first asked for.
    addresses: Option<String>,
}

impl<'a> Candidates<'a> {
    pub(super) fn new(draft: &'a DraftContext<'a>) -> Self {
        Self { draft, named: None, initials: None, addresses: None }
    }

    /// Whether readers do not know the acronym, and the draft does not explain it.
    pub(super) fn needs_explaining(&mut self, acronym: &str) -> bool {
        !READ_AS_THEY_STAND.split_ascii_whitespace().any(|it| it == acronym)
            && !self.draft.house.knows_acronym(acronym)
            && !self.is_named_elsewhere(acronym)
            && !self.is_spelled_out(acronym)
            && !self.has_address(acronym)
    }

    /// Whether the draft has the capitals in brackets, in a headline, or where the sender tells of
    /// itself: then they are a name, or explained in other words.
    fn is_named_elsewhere(&mut self, acronym: &str) -> bool {
        let draft = self.draft;
        self.named.get_or_insert_with(|| named(draft)).contains(acronym)
    }

    /// Whether words follow one another somewhere whose first letters are those of the acronym.
    fn is_spelled_out(&mut self, acronym: &str) -> bool {
        let draft = self.draft;
        let initials = self.initials.get_or_insert_with(|| initials(draft));
        initials.iter().any(|it| memchr::memmem::find(it.as_bytes(), acronym.as_bytes()).is_some())
    }

    /// Whether an address of the draft has the letters in it: the sender's own name.
    fn has_address(&mut self, acronym: &str) -> bool {
        let draft = self.draft;
        let addresses = self.addresses.get_or_insert_with(|| {
            let tokens = draft
                .blocks()
                .iter()
                .flat_map(|block| block.tokens().iter().map(move |it| (block, it)));
            tokens
                .filter(|(_, it)| matches!(it.kind, TokenKind::Url | TokenKind::Email))
                .map(|(block, it)| block.text()[it.span().range()].to_ascii_lowercase())
                .collect::<Vec<_>>()
                .join(" ")
        });
        addresses.contains(&acronym.to_ascii_lowercase())
    }
}

/// Whether capitals look like an acronym that may be new to readers.
pub(super) fn may_be_acronym(capitals: &str) -> bool {
    LENGTHS.contains(&capitals.len())
        && capitals.bytes().all(|it| it.is_ascii_uppercase())
        && !capitals.bytes().all(|it| b"IVXLC".contains(&it))
        && !is_call_sign(capitals)
}

/// The call sign of a broadcaster: “WLKE”.
fn is_call_sign(acronym: &str) -> bool {
    acronym.len() == 4 && acronym.starts_with(['K', 'W'])
}

/// The capitals that the draft has in brackets, in a headline, or where the sender tells of itself.
fn named<'a>(draft: &'a DraftContext<'a>) -> FxHashSet<&'a str> {
    draft
        .facts
        .acronyms(draft.draft)
        .filter(|it| {
            let text = it.block.text();
            matches!(
                it.zone(),
                Zone::Headline
                    | Zone::Dateline
                    | Zone::Boilerplate
                    | Zone::Contact
                    | Zone::ReleaseLine
            ) || it.fact.defines
                || text[..it.fact.span.start].ends_with('(')
                || text[it.fact.span.end..].starts_with(" (")
        })
        .map(|it| &it.block.text()[it.fact.span.range()])
        .collect()
}

/// The first letters of the words of the draft, in capitals: without small words, and with them.
fn initials(draft: &DraftContext<'_>) -> [String; 2] {
    let (mut spoken, mut all) = (String::new(), String::new());
    for block in draft.blocks() {
        for token in block.tokens() {
            if token.kind == TokenKind::Word && !token.has(Shape::ALL_CAPITALS) {
                let initial = char::from(block.text().as_bytes()[token.start as usize]);
                let initial = initial.to_ascii_uppercase();
                all.push(initial);
                if !token.is(Class::FUNCTION) {
                    spoken.push(initial);
                }
            } else if !matches!(token.kind, TokenKind::Hyphen | TokenKind::Comma) {
                all.push(' ');
                spoken.push(' ');
            }
        }
        all.push(' ');
        spoken.push(' ');
    }
    [spoken, all]
}

/// Whether the capitals at `span` stand for themselves: outside quotations and brackets, joined to
/// nothing, and no part of a longer name.
pub(super) fn stands_free(draft: &DraftContext<'_>, block: usize, span: Span) -> bool {
    let quoted = draft.facts.of_block(block).is_some_and(|it| it.is_quoted(span.start));
    let block = &draft.blocks()[block];
    let tokens = block.tokens();
    let Ok(at) = tokens.binary_search_by_key(&span.start, |it| it.start as usize) else {
        return false;
    };
    let token = &tokens[at];
    let before = at.checked_sub(1).and_then(|it| tokens.get(it));
    let after = tokens.get(at + 1);
    let joined = before.is_some() && !token.has(Shape::SPACE_BEFORE)
        || after.is_some_and(|it| {
            !it.has(Shape::SPACE_BEFORE)
                && !matches!(it.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Semicolon)
        });
    let numbered = after.is_some_and(|it| matches!(it.kind, TokenKind::Number | TokenKind::Code));
    token.kind == TokenKind::Word
        && token.class.is_empty()
        && !quoted
        && !token.has(Shape::BRACKETED)
        && !joined
        && !numbered
        && !is_named_before(before)
        && !is_letters_after_name(before, at.checked_sub(2).and_then(|it| tokens.get(it)))
        && !is_listed(tokens, at)
        && (token.has(Shape::POSSESSIVE) || !is_named_after(after))
}

/// “Team NRB”, “Acme NRB”: the capitals end a name.
fn is_named_before(before: Option<&Token>) -> bool {
    before.is_some_and(|it| {
        (it.is_capitalised_word() && !it.is(Class::FUNCTION) && !it.has(Shape::SENTENCE_START))
            || it.kind == TokenKind::Code
            || it.kind == TokenKind::Symbol
            || it.kind == TokenKind::Number
    })
}

/// “Ole Lund, MBA, MRICS”
fn is_letters_after_name(before: Option<&Token>, name: Option<&Token>) -> bool {
    before.is_some_and(|it| it.kind == TokenKind::Comma)
        && name.is_some_and(|it| {
            it.is_capitalised_word()
                || matches!(it.kind, TokenKind::CloseBracket | TokenKind::Stop | TokenKind::Code)
        })
}

/// “BRX, LQC and SHB”: letters among letters are tickers, stations or brands.
fn is_listed(tokens: &[Token], at: usize) -> bool {
    let loud = |it: Option<&Token>| it.is_some_and(|it| it.has(Shape::ALL_CAPITALS));
    let links = |it: Option<&Token>| {
        it.is_some_and(|it| it.kind == TokenKind::Comma || it.is(Class::CONJUNCTION))
    };
    let back = |steps: usize| at.checked_sub(steps).and_then(|it| tokens.get(it));
    links(back(1)) && loud(back(2)) || links(tokens.get(at + 1)) && loud(tokens.get(at + 2))
}

/// “NRB Arena”, but “NRB President Anna Berg”.
fn is_named_after(after: Option<&Token>) -> bool {
    after.is_some_and(|it| {
        let titles = it.is(Class::TITLE | Class::TITLE_MODIFIER) && !it.is(Class::ORGANISATION);
        it.is_capitalised_word() && !titles
            || it.kind == TokenKind::Symbol
            || it.is(Class::PARTICLE) && !it.is(Class::FUNCTION)
    })
}
