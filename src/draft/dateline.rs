//! Datelines: “GENEVA, Switzerland –”, “Oslo, 4 May 2009:”, “(PHOENIX) –”.

use crate::draft::lexicon::Class;
use crate::draft::{BlockText, Shape, Token, TokenKind};
use crate::gazetteer;
use crate::text::Span;

/// What stands between a dateline and the lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Separator {
    /// “–”.
    EnDash,
    /// “—”.
    EmDash,
    /// “-”.
    Hyphen,
    /// “--”.
    DoubleHyphen,
    /// “:”.
    Colon,
    /// “.”.
    Stop,
    /// The end of the line.
    LineEnd,
}

/// A dateline at the start of a block. Spans are bytes from the start of the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// From the start of the block to the end of the separator.
    pub span: Span,
    /// Place, country, state, as the commas part them: “GENEVA”, “Switzerland”.
    pub places: Vec<Span>,
    /// The date, if the dateline bears one.
    pub date: Option<Span>,
    /// The news wire, if the dateline names one.
    pub wire: Option<Span>,
    /// What ends it.
    pub separator: Separator,
    /// Where that stands.
    pub separator_span: Span,
}

/// Longest dateline worth reading, in tokens.
const LONGEST: usize = 48;

/// The dateline at the start of a block, if it has one.
pub fn read(words: &BlockText) -> Option<Dateline> {
    let tokens = &words.tokens[..words.tokens.len().min(LONGEST)];
    let first = tokens.first()?;
    let begins = first.has(Shape::CAPITAL)
        || matches!(first.kind, TokenKind::Number | TokenKind::OpenBracket);
    if !begins || begins_sentence(tokens) || !may_end(tokens) {
        return None;
    }
    let mut reader = Reader { words, tokens, at: 0, places: Vec::new(), date: None, wire: None };
    reader.run()
}

/// Whether a word in small letters follows the first one that no name has inside: “Delegates met”.
fn begins_sentence(tokens: &[Token]) -> bool {
    let [first, second, ..] = tokens else {
        return false;
    };
    first.kind == TokenKind::Word
        && !first.is(Class::MONTH | Class::WEEKDAY)
        && second.kind == TokenKind::Word
        && !second.has(Shape::CAPITAL)
        && !second.is(Class::PARTICLE | Class::PREPOSITION | Class::MONTH)
}

/// Whether anything among the tokens can end a dateline: most paragraphs are settled by that, and no
/// place is looked up for them.
fn may_end(tokens: &[Token]) -> bool {
    /// A line of its own needs no mark.
    const SHORT_LINE: usize = 24;
    /// With a date among so many tokens, a full stop will do.
    const DATE: usize = 12;
    let stands_apart = |at: usize| {
        tokens[at].has(Shape::SPACE_BEFORE)
            || tokens.get(at + 1).is_none_or(|it| it.has(Shape::SPACE_BEFORE))
    };
    tokens.len() <= SHORT_LINE
        || tokens.iter().take(DATE).any(|it| it.kind == TokenKind::Number)
        || tokens.iter().enumerate().any(|(at, it)| match it.kind {
            TokenKind::Dash | TokenKind::Colon => true,
            TokenKind::Hyphen => stands_apart(at),
            _ => false,
        })
}

struct Reader<'a> {
    words: &'a BlockText,
    tokens: &'a [Token],
    at: usize,
    places: Vec<Span>,
    date: Option<Span>,
    wire: Option<Span>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn text(&self, token: &Token) -> &'a str {
        self.words.text_of(token)
    }

    fn run(&mut self) -> Option<Dateline> {
        let mut last_separator = None;
        loop {
            let before = self.at;
            if self.wire_here() || self.date_here() || self.place_here() {
                while self.peek().is_some_and(|it| it.kind == TokenKind::Comma) {
                    self.at += 1;
                }
                continue;
            }
            if let Some((separator, span)) = self.separator_here() {
                last_separator = Some((separator, span));
                // After the separator the lead begins, unless a date, a wire or a place with a
                // separator of its own goes on with the dateline.
                if self.lead_begins() {
                    break;
                }
                continue;
            }
            if self.at == before {
                break;
            }
        }
        let at_end = self.at >= self.words.tokens.len();
        let (separator, separator_span) = match last_separator {
            // A dateline on a line of its own needs a date.
            _ if at_end && self.date.is_some() => {
                let end = self.words.tokens.last()?.end as usize;
                last_separator
                    .filter(|(_, span)| span.end == end)
                    .unwrap_or((Separator::LineEnd, Span::at(end)))
            }
            Some((separator, span)) => (separator, span),
            None => return None,
        };
        self.is_dateline(separator).then(|| Dateline {
            span: Span::new(0, separator_span.end),
            places: std::mem::take(&mut self.places),
            date: self.date,
            wire: self.wire,
            separator,
            separator_span,
        })
    }

    /// Capitals, a country, a date or a wire make a dateline; a lone capitalised word does not.
    fn is_dateline(&self, separator: Separator) -> bool {
        let Some(&place) = self.places.first() else {
            return self.wire.is_some() && separator != Separator::Colon;
        };
        let name = &self.words.text[place.range()];
        let letters = name.chars().filter(|it| it.is_alphabetic()).count();
        let capitals = letters >= 3 && !name.chars().any(char::is_lowercase);
        let dated = self.date.is_some() || self.wire.is_some();
        let area = || {
            let area = self.places.get(1).map(|it| &self.words.text[it.range()]);
            area.is_some_and(|it| gazetteer::areas(it).next().is_some())
        };
        let is_known = |it: &str| {
            gazetteer::cities(it).next().is_some() || gazetteer::is_country_or_region(it)
        };
        // “Lomé/Addis Ababa”: two cities.
        let known = || is_known(name) || (name.contains('/') && name.split('/').all(is_known));
        match separator {
            // “WHAT:” and “NOTE TO INVESTORS:” are labels; “Oslo, 4 May 2009:” is none.
            Separator::Colon => self.date.is_some() && (area() || known()),
            Separator::Stop | Separator::LineEnd => self.date.is_some() && (area() || known()),
            // “UPDATE – ” is no place.
            _ if capitals => dated || area() || known(),
            _ => dated && (area() || known()) || area() && known(),
        }
    }

    /// Whether what follows can only be the text of the lead.
    fn lead_begins(&self) -> bool {
        let Some(next) = self.peek() else { return true };
        if matches!(next.kind, TokenKind::OpenBracket) {
            return !self.is_wire_at(self.at);
        }
        if next.kind == TokenKind::Slash {
            return false;
        }
        if self.date.is_none() && (next.is(Class::MONTH) || starts_date(self.tokens, self.at)) {
            let mut ahead = self.fork();
            return !(ahead.date_here() && ahead.ends_or_separates());
        }
        // “June 1, 2026 – OSLO, Norway – Lead”; “Place – Newswire – 3 May 2026 – Lead”.
        let mut ahead = self.fork();
        if ahead.wire_here() && ahead.ends_or_separates() {
            return false;
        }
        let mut ahead = self.fork();
        let mut place_follows = false;
        while self.places.is_empty() && ahead.place_here() {
            place_follows = ahead.fork().ends_or_separates();
            if ahead.peek().is_none_or(|it| it.kind != TokenKind::Comma) {
                break;
            }
            ahead.at += 1;
        }
        !place_follows
    }

    fn fork(&self) -> Reader<'a> {
        Reader {
            words: self.words,
            tokens: self.tokens,
            at: self.at,
            places: Vec::new(),
            date: None,
            wire: None,
        }
    }

    fn ends_or_separates(&mut self) -> bool {
        while self.peek().is_some_and(|it| it.kind == TokenKind::Comma)
            || self.date_here()
            || self.wire_here()
        {
            if self.peek().is_some_and(|it| it.kind == TokenKind::Comma) {
                self.at += 1;
            }
        }
        self.peek().is_none() || self.separator_here().is_some()
    }

    fn separator_here(&mut self) -> Option<(Separator, Span)> {
        let token = self.peek()?;
        let next = self.tokens.get(self.at + 1);
        let spaced =
            token.has(Shape::SPACE_BEFORE) || next.is_none_or(|it| it.has(Shape::SPACE_BEFORE));
        let separator = match (token.kind, self.text(token)) {
            (TokenKind::Dash, "–" | "−") => Separator::EnDash,
            (TokenKind::Dash, "—" | "―") => Separator::EmDash,
            (TokenKind::Dash, _) => Separator::DoubleHyphen,
            (TokenKind::Hyphen, _) if spaced => Separator::Hyphen,
            (TokenKind::Colon, _) => Separator::Colon,
            (TokenKind::Stop, ".") if self.date.is_some() => Separator::Stop,
            _ => return None,
        };
        let mut span = token.span();
        self.at += 1;
        // “-- –” and “- -” are one separator.
        while let Some(more) = self.peek()
            && matches!(more.kind, TokenKind::Dash | TokenKind::Hyphen)
        {
            span = span.join(more.span());
            self.at += 1;
        }
        Some((separator, span))
    }

    /// “(BUSINESS WIRE)”, “/PRNewswire/”, “[Newswire](address)”.
    fn wire_here(&mut self) -> bool {
        if !self.is_wire_at(self.at) {
            return false;
        }
        let open = self.tokens[self.at].kind;
        let start = self.tokens[self.at].start as usize;
        let close = match open {
            TokenKind::Slash => TokenKind::Slash,
            TokenKind::OpenBracket => TokenKind::CloseBracket,
            // A wire without brackets: “Media OutReach Newswire”.
            _ => {
                while self.peek().is_some_and(|it| it.kind == TokenKind::Word) {
                    self.at += 1;
                }
                let end = self.tokens[self.at - 1].end as usize;
                self.wire = Some(Span::new(start, end));
                return true;
            }
        };
        let Some(length) = self.tokens[self.at + 1..].iter().position(|it| it.kind == close) else {
            return false;
        };
        self.at += length + 2;
        // “[Name](address)”.
        if self
            .peek()
            .is_some_and(|it| it.kind == TokenKind::OpenBracket && !it.has(Shape::SPACE_BEFORE))
            && let Some(length) =
                self.tokens[self.at..].iter().position(|it| it.kind == TokenKind::CloseBracket)
        {
            self.at += length + 1;
        }
        let end = self.tokens[self.at - 1].end as usize;
        self.wire = Some(Span::new(start, end));
        true
    }

    fn is_wire_at(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let close = match token.kind {
            TokenKind::Slash => TokenKind::Slash,
            TokenKind::OpenBracket => TokenKind::CloseBracket,
            TokenKind::Word => {
                return token.has(Shape::CAPITAL)
                    && self.tokens[at..]
                        .iter()
                        .take(5)
                        .take_while(|it| it.is_capitalised_word())
                        .last()
                        .is_some_and(|it| {
                            let word = self.text(it);
                            word.ends_with("wire") || word.ends_with("Wire")
                        });
            }
            _ => return false,
        };
        let inside = self.tokens[at + 1..].iter().take(12).take_while(|it| it.kind != close);
        let (mut named, mut count) = (false, 0);
        for it in inside {
            let word = self.text(it).to_ascii_lowercase();
            named |= word.contains("wire")
                || word.contains("newsfile")
                || word.contains("pressrelease")
                || word.contains("newsworthy")
                || word.contains("newsusa")
                || word.contains("karma");
            count += 1;
        }
        // Slashes hold nothing but a wire at this place.
        count > 0 && (named || (token.kind == TokenKind::Slash && count <= 8))
    }

    /// “16 May 2013”, “May 16, 2013”, “Thursday 16 May”, with a time of day behind it.
    fn date_here(&mut self) -> bool {
        if self.date.is_some() {
            return false;
        }
        // “MILWAUKEE (July 14, 2026) –”.
        let bracketed =
            self.at > 0 && self.peek().is_some_and(|it| it.kind == TokenKind::OpenBracket);
        let start = self.at + usize::from(bracketed);
        let mut at = start;
        let (mut month, mut figures) = (false, false);
        while let Some(token) = self.tokens.get(at) {
            let counts = match token.kind {
                TokenKind::Word if token.is(Class::MONTH) && token.has(Shape::CAPITAL) => {
                    month = true;
                    true
                }
                TokenKind::Word if token.is(Class::WEEKDAY) && token.has(Shape::CAPITAL) => true,
                TokenKind::Number | TokenKind::Ordinal => {
                    figures = true;
                    true
                }
                TokenKind::Stop => at > start && !ends_date(self.tokens, at),
                TokenKind::Comma => {
                    at > start
                        && self.tokens.get(at + 1).is_some_and(|next| {
                            next.kind == TokenKind::Number || next.is(Class::MONTH)
                        })
                }
                TokenKind::Symbol => self.text(token) == "@",
                TokenKind::Word if figures && at > start => {
                    let word = self.text(token);
                    matches!(
                        word,
                        "AM" | "PM"
                            | "am"
                            | "pm"
                            | "a.m"
                            | "p.m"
                            | "Eastern"
                            | "Central"
                            | "Pacific"
                            | "Mountain"
                            | "Standard"
                            | "Daylight"
                            | "Time"
                            | "EST"
                            | "EDT"
                            | "ET"
                            | "CET"
                            | "GMT"
                            | "UTC"
                            | "of"
                    )
                }
                _ => false,
            };
            if !counts {
                break;
            }
            at += 1;
        }
        if !(month && figures) || at == start {
            return false;
        }
        let last = &self.tokens[at - 1];
        if bracketed {
            if !self.tokens.get(at).is_some_and(|it| it.kind == TokenKind::CloseBracket) {
                return false;
            }
            at += 1;
        }
        self.date = Some(Span::new(self.tokens[start].start as usize, last.end as usize));
        self.at = at;
        true
    }

    /// “Mar” is a month beside figures, and a word of many a town's name elsewhere.
    fn is_month(&self, at: usize) -> bool {
        let figures = |at: Option<usize>| {
            at.and_then(|it| self.tokens.get(it))
                .is_some_and(|it| matches!(it.kind, TokenKind::Number | TokenKind::Ordinal))
        };
        self.tokens[at].is(Class::MONTH)
            && (figures(at.checked_sub(1)) || figures(Some(at + 1)) || figures(Some(at + 2)))
    }

    /// Capitalised words up to a comma, with the small words of names between them.
    fn place_here(&mut self) -> bool {
        let bracketed = self.peek().is_some_and(|it| it.kind == TokenKind::OpenBracket);
        let mut at = self.at + usize::from(bracketed);
        let start = at;
        while let Some(token) = self.tokens.get(at) {
            let counts = match token.kind {
                TokenKind::Word => {
                    (token.has(Shape::CAPITAL) && !self.is_month(at))
                        || (at > start
                            && token.is(Class::PARTICLE | Class::PREPOSITION)
                            && self.tokens.get(at + 1).is_some_and(|it| it.has(Shape::CAPITAL)))
                }
                // “St. Louis”, “N.Y.”, “Calif.”: stops inside names.
                TokenKind::Stop => at > start && token.has(Shape::ABBREVIATION),
                // “Stratford-upon-Avon”, “Lomé/Addis Ababa”.
                TokenKind::Hyphen | TokenKind::Slash => {
                    at > start
                        && !token.has(Shape::SPACE_BEFORE)
                        && self.tokens.get(at + 1).is_some_and(|it| {
                            it.kind == TokenKind::Word && !it.has(Shape::SPACE_BEFORE)
                        })
                }
                TokenKind::Symbol => at > start && self.text(token) == "&",
                _ => false,
            };
            if !counts || at - start > 6 {
                break;
            }
            at += 1;
        }
        if at == start || self.tokens[at - 1].kind == TokenKind::Hyphen {
            return false;
        }
        let span = Span::new(self.tokens[start].start as usize, self.tokens[at - 1].end as usize);
        if bracketed {
            if !self.tokens.get(at).is_some_and(|it| it.kind == TokenKind::CloseBracket) {
                return false;
            }
            at += 1;
        }
        self.places.push(span);
        self.at = at;
        true
    }
}

/// A day before a month: “16 May”.
fn starts_date(tokens: &[Token], at: usize) -> bool {
    matches!(tokens.get(at), Some(token) if matches!(token.kind, TokenKind::Number | TokenKind::Ordinal))
        && tokens.get(at + 1).is_some_and(|it| it.is(Class::MONTH))
        || tokens.get(at).is_some_and(|it| it.is(Class::WEEKDAY))
}

/// A stop behind a year ends the dateline; one behind an abbreviated month does not.
fn ends_date(tokens: &[Token], at: usize) -> bool {
    !at.checked_sub(1)
        .and_then(|it| tokens.get(it))
        .is_some_and(|it| it.is(Class::MONTH | Class::WEEKDAY) || it.kind == TokenKind::Word)
}

#[cfg(test)]
mod tests;
