//! Counts: how many of whom, and whose they are: “ACME’s 190 member countries”.
//!
//! Money, percentages, ages, durations, times, dates, addresses and telephone numbers are no counts.

mod membership;
mod noun;
pub(crate) mod number;

use crate::draft::{BlockText, Class, Draft, Shape, Token, TokenKind, Zone};
use crate::facts::{Facts, Lists, Located};
use crate::text::{Span, WordList, lower_word};

use noun::NounPhrase;

pub use membership::{Membership, Owner};

/// A number of people or things. Spans are bytes from the start of the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// From the number to the noun: “190 member countries”.
    pub span: Span,
    /// The number as it is written.
    pub number: Span,
    /// What it amounts to.
    pub value: u64,
    /// Whether the number is written in words.
    pub in_words: bool,
    /// The noun with what stands before it: “member countries”.
    pub noun: Span,
    /// The noun that is counted, in the singular and in lower case: “country”.
    pub lemma: String,
    /// What the words before the number say of it.
    pub cue: Cue,
    /// Whether the number is given as not exact.
    pub approximation: Option<Approximation>,
    /// Whether it counts the members of somebody.
    pub membership: Membership,
    /// Whose members or things they are.
    pub owner: Owner,
}

/// What the words before a number say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cue {
    /// Nothing: “190 countries”.
    None,
    /// “all 190”, “all of our 190”.
    All,
    /// “our 190”, “its 190”, “ACME’s 190”.
    Possessive,
    /// “the 190”.
    Definite,
    /// “one of 190”, “each of the 190”.
    OneOf,
    /// “a membership of 190”.
    MembershipOf,
    /// “bringing the membership to 190”.
    Bringing,
    /// “has 190”, “, with 190”.
    Has,
    /// “only 12”, “just 12”.
    Only,
    /// “a total of 144”.
    TotalOf,
}

/// How a number that is not exact stands to the true one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Approximation {
    /// “some”, “about”, “nearly”.
    About,
    /// “more than”, “over”, “at least”.
    AtLeast,
    /// “up to”, “fewer than”.
    AtMost,
}

impl Count {
    /// Whether the number is how many members somebody has in all.
    pub fn is_membership_total(&self) -> bool {
        self.membership == Membership::Total
    }
}

impl Facts {
    /// How many of whom, in the order of the text.
    pub fn counts<'a>(&'a self, draft: &'a Draft) -> impl Iterator<Item = Located<'a, Count>> + 'a {
        self.all(draft, Lists::COUNTS, |it| &it.counts)
    }
}

pub(super) fn extract(words: &BlockText, zone: Zone) -> Vec<Count> {
    let mut counts = Vec::new();
    if !words.has_any(&[TokenKind::Number]) && !words.has_class(Class::NUMBER_WORD) {
        return counts;
    }
    let mut next = 0;
    for (at, token) in words.notable() {
        let is_number = token.kind == TokenKind::Number
            || token.kind == TokenKind::Word && token.is(Class::NUMBER_WORD);
        if !is_number || at < next {
            continue;
        }
        if let Some(number) = number::read(words, at) {
            counts.extend(count(words, zone, at, number));
            next = number.end;
        }
    }
    counts
}

fn count(words: &BlockText, zone: Zone, at: usize, number: number::Number) -> Option<Count> {
    if !may_count(words, zone, at, number) {
        return None;
    }
    let mut before = Before::read(words, at);
    before.approximation = before.approximation.or(after_number(words, number.end));
    let title_case = matches!(zone, Zone::Headline | Zone::SubHeadline);
    let is_year = !number.in_words
        && number.end == at + 1
        && (1500..=2100).contains(&number.value)
        && words.text_of(&words.tokens[at]).len() == 4;
    if is_year && before.approximation.is_none() && before.cue != Cue::TotalOf {
        return None;
    }
    let phrase = NounPhrase::read(words, number, before.cue != Cue::None || title_case)?;
    let (membership, owner) = membership::judge(words, at, &before, &phrase);
    let span_of =
        |first: usize, last: usize| words.tokens[first].span().join(words.tokens[last].span());
    Some(Count {
        span: span_of(at, phrase.head),
        number: span_of(at, number.end - 1),
        value: number.value,
        in_words: number.in_words,
        noun: span_of(phrase.first, phrase.head),
        lemma: noun::singular(words.text_of(&words.tokens[phrase.head])),
        cue: before.cue,
        approximation: before.approximation,
        membership,
        owner,
    })
}

/// “40+ delegates”.
fn after_number(words: &BlockText, end: usize) -> Option<Approximation> {
    let token = words.tokens.get(end)?;
    (token.kind == TokenKind::Symbol && words.text_of(token) == "+")
        .then_some(Approximation::AtLeast)
}

/// A number after one of these words names one thing and counts none.
static LABELS: WordList<40> = WordList::new([
    "no",
    "nos",
    "number",
    "numbers",
    "article",
    "articles",
    "section",
    "chapter",
    "page",
    "pages",
    "phase",
    "room",
    "suite",
    "level",
    "grade",
    "type",
    "category",
    "flight",
    "route",
    "class",
    "version",
    "season",
    "episode",
    "unit",
    "box",
    "floor",
    "aged",
    "age",
    "ages",
    "volume",
    "issue",
    "figure",
    "table",
    "step",
    "top",
    "channel",
    "resolution",
    "rule",
    "day",
    "hall",
]);

/// Whether what stands round the number leaves it a count.
fn may_count(words: &BlockText, zone: Zone, at: usize, number: number::Number) -> bool {
    let token = &words.tokens[at];
    if let Some(next) = words.tokens.get(number.end) {
        let joined = !next.has(Shape::SPACE_BEFORE);
        let text = words.text_of(next);
        let is_part = match next.kind {
            // “190-member”, “14-16”, “3/4”.
            TokenKind::Hyphen | TokenKind::Slash | TokenKind::Dash => joined,
            TokenKind::Symbol => !matches!(text, "+" | "*"),
            TokenKind::Word => false,
            _ => true,
        };
        if is_part {
            return false;
        }
    }
    let Some(previous) = at.checked_sub(1).and_then(|it| words.tokens.get(it)) else {
        return true;
    };
    let joined = !token.has(Shape::SPACE_BEFORE);
    match previous.kind {
        TokenKind::Number | TokenKind::Ordinal | TokenKind::Code => false,
        TokenKind::Symbol => !joined && !is_currency(words.text_of(previous)),
        TokenKind::Hyphen | TokenKind::Slash | TokenKind::Dash | TokenKind::Colon => !joined,
        TokenKind::Stop if previous.has(Shape::ABBREVIATION) => {
            // “No. 12”, “Dec. 12”.
            let before = at.checked_sub(2).map(|it| &words.tokens[it]);
            !before.is_some_and(|it| it.is(Class::MONTH) || LABELS.has(words.text_of(it)))
        }
        TokenKind::Word => {
            let text = words.text_of(previous);
            if previous.is(Class::MONTH)
                || LABELS.has(text)
                || matches!(text, "EUR" | "USD" | "GBP" | "US" | "RMB" | "CHF" | "AUD" | "CAD")
            {
                return false;
            }
            // “Windows 11 users”: the number belongs to a name.
            let named = previous.has(Shape::CAPITAL)
                && !previous.has(Shape::SENTENCE_START)
                && !previous.has(Shape::POSSESSIVE)
                && !previous.is(Class::FUNCTION | Class::APPROXIMATION | Class::TOTALITY)
                && at > 1
                && words.tokens[at - 2].kind != TokenKind::Stop;
            !named || matches!(zone, Zone::Headline | Zone::SubHeadline)
        }
        _ => true,
    }
}

fn is_currency(text: &str) -> bool {
    matches!(text, "$" | "€" | "£" | "¥" | "₹" | "₽" | "₩" | "#" | "@" | "№" | "+")
}

/// What stands before a number.
pub(super) struct Before {
    pub(super) cue: Cue,
    pub(super) approximation: Option<Approximation>,
    /// The token of the possessive: “our”, “its”, “ACME’s”.
    pub(super) possessive: Option<usize>,
    /// The first token that belongs to the cue.
    pub(super) first: usize,
}

/// The words that can stand directly before a number and say something of it.
static CUES: WordList<32> = WordList::new([
    "than",
    "least",
    "most",
    "to",
    "over",
    "above",
    "exceeding",
    "under",
    "below",
    "almost",
    "nearly",
    "some",
    "about",
    "around",
    "roughly",
    "approximately",
    "circa",
    "estimated",
    "the",
    "these",
    "those",
    "only",
    "just",
    "all",
    "of",
    "has",
    "have",
    "comprises",
    "comprising",
    "counts",
    "numbers",
    "with",
]);

/// Whether a token before a number can say anything of it.
fn may_tell(words: &BlockText, token: &Token) -> bool {
    match token.kind {
        TokenKind::Apostrophe => true,
        TokenKind::Word => {
            token.is(Class::POSSESSIVE_DETERMINER)
                || token.has(Shape::POSSESSIVE)
                || CUES.has(words.text_of(token))
        }
        _ => false,
    }
}

impl Before {
    /// Reads backwards from the number at token `at`.
    fn read(words: &BlockText, at: usize) -> Self {
        let mut before = Self { cue: Cue::None, approximation: None, possessive: None, first: at };
        if !at.checked_sub(1).is_some_and(|it| may_tell(words, &words.tokens[it])) {
            return before;
        }
        before.read_approximation(words);
        before.read_determiner(words);
        before.read_lead(words);
        before
    }

    fn word<'a>(&self, words: &'a BlockText, back: usize) -> Option<(&'a Token, &'a str)> {
        let token = words.tokens.get(self.first.checked_sub(back)?)?;
        (token.kind == TokenKind::Word).then(|| (token, words.text_of(token)))
    }

    fn is(&self, words: &BlockText, back: usize, any: &[&str]) -> bool {
        self.word(words, back)
            .is_some_and(|(_, text)| any.iter().any(|it| it.eq_ignore_ascii_case(text)))
    }

    fn read_approximation(&mut self, words: &BlockText) {
        let Some((_, last)) = self.word(words, 1) else {
            return;
        };
        let (approximation, length) = match lower_word(last, &mut [0; 16]) {
            "than" if self.is(words, 2, &["more", "greater"]) => (Approximation::AtLeast, 2),
            "than" if self.is(words, 2, &["fewer", "less"]) => (Approximation::AtMost, 2),
            "least" if self.is(words, 2, &["at"]) => (Approximation::AtLeast, 2),
            "most" if self.is(words, 2, &["at"]) => (Approximation::AtMost, 2),
            "to" if self.is(words, 2, &["up"]) => (Approximation::AtMost, 2),
            "over" | "above" | "exceeding" => (Approximation::AtLeast, 1),
            "under" | "below" | "almost" | "nearly" => (Approximation::AtMost, 1),
            "some" | "about" | "around" | "roughly" | "approximately" | "circa" | "estimated" => {
                (Approximation::About, 1)
            }
            _ => return,
        };
        self.approximation = Some(approximation);
        self.first -= length;
    }

    fn read_determiner(&mut self, words: &BlockText) {
        let Some(previous) = self.first.checked_sub(1).and_then(|it| words.tokens.get(it)) else {
            return;
        };
        // “the countries’ 12 delegates”
        let plural_possessive = previous.kind == TokenKind::Apostrophe
            && !previous.has(Shape::SPACE_BEFORE)
            && self.first >= 2;
        if plural_possessive {
            self.cue = Cue::Possessive;
            self.possessive = Some(self.first - 2);
            self.first -= 2;
        } else if previous.kind == TokenKind::Word
            && (previous.is(Class::POSSESSIVE_DETERMINER) || previous.has(Shape::POSSESSIVE))
        {
            self.cue = Cue::Possessive;
            self.possessive = Some(self.first - 1);
            self.first -= 1;
        } else if let Some((_, last)) = self.word(words, 1) {
            self.cue = match lower_word(last, &mut [0; 16]) {
                "the" | "these" | "those" => Cue::Definite,
                "only" | "just" => Cue::Only,
                _ => return,
            };
            self.first -= 1;
        }
    }

    fn read_lead(&mut self, words: &BlockText) {
        let Some((_, last)) = self.word(words, 1) else {
            return;
        };
        let (cue, length) = match lower_word(last, &mut [0; 16]) {
            "all" => (Cue::All, 1),
            "of" => match self.word(words, 2).map(|(_, it)| it.to_ascii_lowercase()).as_deref() {
                Some("all") => (Cue::All, 2),
                Some("total") => (Cue::TotalOf, 2),
                Some("membership") => (Cue::MembershipOf, 2),
                Some("one" | "each" | "every") => (Cue::OneOf, 2),
                _ => return,
            },
            "to" if self.rises_here(words) => (Cue::Bringing, 1),
            last if self.cue == Cue::None && self.has_here(words, last) => (Cue::Has, 1),
            _ => return,
        };
        // “all of our 190” stays the speaker's; what it says first decides what it is.
        self.cue = cue;
        self.first -= length;
    }

    /// “bringing (the membership) to”, “from 188 to”.
    fn rises_here(&self, words: &BlockText) -> bool {
        let from = self.first.saturating_sub(8);
        words.tokens[from..self.first].iter().any(|it| {
            it.kind == TokenKind::Word
                && matches!(
                    &words.text_of(it).to_ascii_lowercase()[..],
                    "bringing"
                        | "brings"
                        | "brought"
                        | "raising"
                        | "raises"
                        | "raised"
                        | "taking"
                        | "takes"
                        | "grew"
                        | "grown"
                        | "rose"
                        | "risen"
                        | "increased"
                        | "increasing"
                        | "expanded"
                        | "from"
                )
        })
    }

    /// “has 190”, “comprises 190”, “, with 190”, “organization with 190”.
    fn has_here(&self, words: &BlockText, last: &str) -> bool {
        if matches!(last, "has" | "have" | "comprises" | "comprising" | "counts" | "numbers") {
            return true;
        }
        if last != "with" {
            return false;
        }
        self.first.checked_sub(2).and_then(|it| words.tokens.get(it)).is_some_and(|it| {
            matches!(it.kind, TokenKind::Comma | TokenKind::Dash | TokenKind::OpenBracket)
                || it.is(Class::ORGANISATION)
        })
    }
}

#[cfg(test)]
mod tests;
