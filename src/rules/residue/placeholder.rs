//! `placeholder`: what stands for something that was never filled in.

use crate::draft::{Class, Shape, Token, TokenKind, Zone};
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "placeholder", asks: Asks::Blocks, build: |_: &Options| Box::new(Placeholder) };

struct Placeholder;

impl Rule for Placeholder {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        let reader = Reader { block, tokens: block.tokens() };
        let mut end = 0;
        for (at, token) in block.words.notable() {
            if at < end {
                continue;
            }
            let found = match token.kind {
                TokenKind::Word if token.is(Class::PLACEHOLDER) => reader.word(at),
                TokenKind::Word => continue,
                TokenKind::OpenBracket => reader.bracket(at),
                TokenKind::Symbol => reader.angle(at),
                TokenKind::Stop => reader.question_marks(at),
                TokenKind::Number if token.end - token.start == 3 => reader.sample_number(at),
                TokenKind::Url | TokenKind::Email => reader.sample_address(at),
                _ => None,
            };
            let Some(found) = found else {
                continue;
            };
            end = found.end;
            let span = Span::new(token.start as usize, reader.tokens[end - 1].end as usize);
            let written = &block.text()[span.range()];
            let message = format!("“{written}” is {}", found.what);
            if found.is_sample {
                sink.report_case("sample-contact", span, message);
            } else {
                sink.report(span, message);
            }
        }
    }
}

/// A placeholder: the token after its last, and what it is.
struct Found {
    end: usize,
    what: &'static str,
    is_sample: bool,
}

impl Found {
    fn placeholder(end: usize) -> Self {
        Self { end, what: "a placeholder", is_sample: false }
    }

    fn sample(end: usize, what: &'static str) -> Self {
        Self { end, what, is_sample: true }
    }
}

struct Reader<'a, 'b> {
    block: &'b BlockContext<'a>,
    tokens: &'a [Token],
}

/// What a blank is called, alone in brackets.
const BLANKS: [&str; 46] = [
    "date",
    "name",
    "first name",
    "last name",
    "full name",
    "your name",
    "company",
    "company name",
    "your company",
    "organisation",
    "organization",
    "organisation name",
    "organization name",
    "city",
    "state",
    "city, state",
    "country",
    "location",
    "place",
    "venue",
    "title",
    "job title",
    "spokesperson",
    "quote",
    "number",
    "amount",
    "phone",
    "phone number",
    "telephone",
    "email",
    "e-mail",
    "email address",
    "link",
    "url",
    "website",
    "address",
    "headline",
    "sub-headline",
    "subheading",
    "boilerplate",
    "contact",
    "contact name",
    "contact details",
    "contact information",
    "product name",
    "time",
];

/// Words that ask for something to be written.
const REQUESTS: [&str; 9] =
    ["insert", "enter", "add", "tbc", "tbd", "tba", "tk", "placeholder", "xx"];

impl<'a> Reader<'a, '_> {
    fn get(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    fn before(&self, at: usize) -> Option<&'a Token> {
        at.checked_sub(1).and_then(|it| self.tokens.get(it))
    }

    fn text(&self, token: &Token) -> &'a str {
        self.block.text_of(token)
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        self.get(at).is_some_and(|it| self.text(it).eq_ignore_ascii_case(word))
    }

    fn word(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        let text = self.text(token);
        match text {
            "TKTK" | "TKTKTK" => return Some(Found::placeholder(at + 1)),
            "TK" => return self.tk(at),
            "TBC" | "TBD" | "TBA" => return self.to_be_confirmed(at),
            _ => {}
        }
        if text.eq_ignore_ascii_case("lorem") && self.is_word(at + 1, "ipsum") {
            return Some(Found { end: at + 2, what: "filler text", is_sample: false });
        }
        if text.eq_ignore_ascii_case("click") {
            return self.click_here(at);
        }
        self.crosses(at)
    }

    /// “TK” where a fact belongs, and no name: “TK Maxx”.
    fn tk(&self, at: usize) -> Option<Found> {
        let name = |token: Option<&Token>| {
            token.is_some_and(|it| it.has(Shape::CAPITAL) && !it.is(Class::MONTH | Class::FUNCTION))
        };
        let before = self.before(at);
        let slot = before.is_some_and(|it| {
            it.is(Class::PREPOSITION | Class::ARTICLE | Class::MONTH | Class::APPROXIMATION)
                || self.is_currency(it)
        });
        let next = self.get(at + 1);
        // “employs TK people”, “ORMA’s TK members”, “, TK of them”: within a sentence, before what is
        // counted.
        let owned = before.is_some_and(|it| it.has(Shape::POSSESSIVE));
        let opened = before.is_some_and(|it| it.has(Shape::SENTENCE_START));
        let counts = before.is_some_and(|it| {
            matches!(it.kind, TokenKind::Word | TokenKind::Comma | TokenKind::Semicolon)
        }) && next.is_some_and(|it| {
            it.kind == TokenKind::Word
                && it.has(Shape::SPACE_BEFORE)
                && !it.is(Class::FUNCTION | Class::SPEECH | Class::AUXILIARY)
        });
        let slot = slot || counts;
        let joined = next.is_some_and(|it| {
            !it.has(Shape::SPACE_BEFORE) && matches!(it.kind, TokenKind::Hyphen | TokenKind::Symbol)
        });
        let named = name(before) && !(counts && (owned || opened));
        (slot && !named && !name(next) && !joined).then(|| Found::placeholder(at + 1))
    }

    fn to_be_confirmed(&self, at: usize) -> Option<Found> {
        let next = self.get(at + 1);
        let ends = next.is_none_or(|it| {
            it.has(Shape::LINE_START)
                || matches!(
                    it.kind,
                    TokenKind::Stop
                        | TokenKind::Comma
                        | TokenKind::Semicolon
                        | TokenKind::CloseBracket
                        | TokenKind::CloseQuote
                        | TokenKind::Dash
                )
        });
        let before = self.before(at)?;
        let introduced = matches!(before.kind, TokenKind::Colon | TokenKind::Dash)
            || before.is(Class::AUXILIARY)
            || before.kind == TokenKind::Comma && next.is_none_or(|it| it.has(Shape::LINE_START));
        if ends && introduced {
            return Some(Found::placeholder(at + 1));
        }
        let bracketed = before.kind == TokenKind::OpenBracket
            && next.is_some_and(|it| it.kind == TokenKind::CloseBracket);
        let of_name = self.get(at + 2).is_some_and(Token::is_capitalised_word);
        let span = self.get(at)?.span();
        let is_acronym = self
            .block
            .facts
            .acronym_definitions
            .iter()
            .any(|it| it.acronym == span && it.initials_agree);
        (bracketed && !of_name && !is_acronym).then(|| Found::placeholder(at + 1))
    }

    /// “Click or tap here to enter text”.
    fn click_here(&self, at: usize) -> Option<Found> {
        let mut next = at + 1;
        if self.is_word(next, "or") && self.is_word(next + 1, "tap") {
            next += 2;
        }
        let here = ["here", "to", "enter"].iter().all(|word| {
            let is = self.is_word(next, word);
            next += 1;
            is
        });
        if !here {
            return None;
        }
        if self.is_word(next, "text") {
            return Some(Found::placeholder(next + 1));
        }
        let date = self.is_word(next, "a") && self.is_word(next + 1, "date");
        date.then(|| Found::placeholder(next + 2))
    }

    fn is_currency(&self, token: &Token) -> bool {
        token.kind == TokenKind::Symbol && matches!(self.text(token), "$" | "€" | "£")
    }

    fn is_crosses(&self, token: &Token) -> bool {
        let text = self.text(token);
        token.kind == TokenKind::Word
            && text.len() >= 2
            && (text.bytes().all(|it| it == b'X') || text.bytes().all(|it| it == b'x'))
    }

    /// “XX” where a date, a number or a name belongs.
    fn crosses(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        if !self.is_crosses(token) {
            return None;
        }
        let joined = |token: Option<&Token>| token.is_some_and(|it| !it.has(Shape::SPACE_BEFORE));
        // “XXX-XXX-XXXX”, “XX,XXX”, “XX:XX”
        let mut end = at + 1;
        while joined(self.get(end))
            && self.get(end).is_some_and(|it| {
                matches!(
                    it.kind,
                    TokenKind::Hyphen | TokenKind::Comma | TokenKind::Colon | TokenKind::Slash
                )
            })
            && joined(self.get(end + 1))
            && self.get(end + 1).is_some_and(|it| self.is_crosses(it))
        {
            end += 2;
        }
        let before = self.before(at);
        let next = self.get(end);
        if token.has(Shape::SPACE_BEFORE) && end > at + 1 {
            return Some(Found::placeholder(end));
        }
        let linked = |token: &Token| matches!(token.kind, TokenKind::Hyphen | TokenKind::Slash);
        if joined(next) && next.is_some_and(linked)
            || !token.has(Shape::SPACE_BEFORE) && !before.is_some_and(|it| self.is_currency(it))
        {
            return None;
        }
        let next_ends = next.is_none_or(|it| {
            it.kind != TokenKind::Word || it.is(Class::FUNCTION) || it.has(Shape::LINE_START)
        });
        let counted = next.is_some_and(|it| {
            it.kind == TokenKind::Word
                && !it.has(Shape::CAPITAL)
                && self.text(it).ends_with('s')
                && !self.text(it).starts_with("chromosome")
        });
        let slot = before.is_some_and(|it| {
            it.is(Class::MONTH) && it.has(Shape::CAPITAL)
                || self.is_currency(it)
                || it.is(Class::APPROXIMATION)
                || self.is_word(at.saturating_sub(1), "than")
                || it.is(Class::PREPOSITION) && (next_ends || counted)
        });
        let month = next.is_some_and(|it| it.is(Class::MONTH) && it.has(Shape::CAPITAL));
        let share = next.is_some_and(|it| {
            matches!(self.text(it), "%" | "percent")
                || self.is_word(end, "per") && self.is_word(end + 1, "cent")
        });
        (slot || month || share).then(|| Found::placeholder(end))
    }

    /// “[insert website]”, “[date]”, “{{name}}”.
    fn bracket(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        let open = self.text(token);
        if open == "(" {
            return self.sample_number(at);
        }
        let closing = if open == "[" { "]" } else { "}" };
        let rest = self.tokens.get(at + 1..)?;
        let length = rest
            .iter()
            .take(12)
            .position(|it| it.kind == TokenKind::CloseBracket && self.text(it) == closing)?;
        let end = at + 1 + length;
        if open == "{" {
            let doubled = self
                .get(at + 1)
                .is_some_and(|it| self.text(it) == "{" && !it.has(Shape::SPACE_BEFORE));
            let closed = self.get(end + 1).is_some_and(|it| self.text(it) == "}");
            return (doubled && closed).then(|| Found::placeholder(end + 2));
        }
        let first = self.get(at + 1)?;
        let inside = self.block.text().get(first.start as usize..self.get(end)?.start as usize)?;
        let inside = inside.trim().to_lowercase();
        // “[text](address)” is a link.
        let link = self
            .get(end + 1)
            .is_some_and(|it| it.kind == TokenKind::OpenBracket && !it.has(Shape::SPACE_BEFORE));
        let request = inside.split_whitespace().next().is_some_and(|word| {
            REQUESTS.contains(&word.trim_end_matches(':'))
                && (!matches!(word, "add" | "enter") || length > 1)
        });
        // In a quotation, brackets hold what the editor put in place of the speaker's word.
        let quoted = self.block.zone_at(token.start as usize) == Zone::Quotation;
        let blank = !quoted && BLANKS.contains(&inside.as_str());
        let dots = matches!(inside.as_str(), "●" | "•");
        (!link && (request || blank || dots)).then(|| Found::placeholder(end + 1))
    }

    /// “<NAME>”, but not “<<< Free tickets >>>”.
    fn angle(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        if self.text(token) != "<" || self.before(at).is_some_and(|it| self.text(it) == "<") {
            return None;
        }
        let first = self.get(at + 1).filter(|it| it.kind == TokenKind::Word)?;
        if first.has(Shape::SPACE_BEFORE) {
            return None;
        }
        let length =
            self.tokens.get(at + 1..)?.iter().take(6).position(|it| self.text(it) == ">")?;
        let end = at + 1 + length;
        let inside = self.block.text().get(first.start as usize..self.get(end)?.start as usize)?;
        // Lower case is a tag of a web page.
        let shouted = inside.bytes().any(|it| it.is_ascii_uppercase())
            && !inside.bytes().any(|it| it.is_ascii_lowercase())
            && !matches!(inside, "TITLE" | "ADDRESS" | "TIME" | "LINK");
        let inside = inside.trim().to_lowercase();
        let request = inside.starts_with("insert ");
        let blank = shouted && BLANKS.contains(&inside.as_str());
        (request || blank).then(|| Found::placeholder(end + 1))
    }

    /// “on ??? June”; “what???” only shouts.
    fn question_marks(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        if !token.has(Shape::SPACE_BEFORE) || self.text(token) != "?" {
            return None;
        }
        let rest = self.tokens.get(at + 1..)?;
        let more = rest
            .iter()
            .take_while(|it| self.text(it) == "?" && !it.has(Shape::SPACE_BEFORE))
            .count();
        (more >= 2).then(|| Found::placeholder(at + 1 + more))
    }

    /// “(123) 456-7890”, “555-0123”.
    fn sample_number(&self, at: usize) -> Option<Found> {
        let is = |offset: usize, text: &str| self.is_word(at + offset, text);
        if is(0, "(") {
            let sample = is(1, "123") && is(2, ")") && is(3, "456") && is(4, "-") && is(5, "7890");
            return sample.then(|| Found::sample(at + 6, "a sample number"));
        }
        let invented = self.get(at + 2).is_some_and(|it| {
            let text = self.text(it);
            text.len() == 4 && text.starts_with("01") && it.kind == TokenKind::Number
        });
        if is(0, "555") && is(1, "-") && invented {
            return Some(Found::sample(at + 3, "a sample number"));
        }
        let sample = is(0, "123") && is(1, "-") && is(2, "456") && is(3, "-") && is(4, "7890");
        sample.then(|| Found::sample(at + 5, "a sample number"))
    }

    /// An address at a domain that is kept free for examples.
    fn sample_address(&self, at: usize) -> Option<Found> {
        let text = self.text(self.get(at)?);
        let host = text.rsplit_once('@').map_or(text, |(_, host)| host);
        let host = host.split_once("://").map_or(host, |(_, rest)| rest);
        let host = host.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
        let sample = ["example.com", "example.org", "example.net"].iter().any(|domain| {
            host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        });
        sample.then(|| Found::sample(at + 1, "a sample address"))
    }
}
