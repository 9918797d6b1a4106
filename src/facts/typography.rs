//! What typographic rules look at: marks with odd spacing, and what can be written in several ways.
//!
//! All of it is found in one pass over the tokens of a block; most blocks show little of it.

mod common_nouns;

use crate::draft::{BlockText, Class, Draft, Shape, Token, TokenKind};
use crate::facts::{Facts, Lists, Located};

use common_nouns::is_counted;

/// Something in a block that a typographic rule may have something to say about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The index of its token.
    pub token: u32,
    /// What it is.
    pub kind: SignKind,
}

/// What a [`Sign`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignKind {
    /// A comma, stop, colon or semicolon with white space before it on its line.
    SpacedMark,
    /// A comma or stop with a word, figures or an opening mark directly after it.
    JoinedMark,
    /// A mark right after one of its own kind, or after a comma.
    RepeatedMark,
    /// A token after more than one byte of white space or markup, on the same line.
    WideGap,
    /// A dash inside a sentence.
    Dash(DashForm),
    /// The hyphen or dash between two numbers.
    BetweenNumbers,
    /// Three dots, as one character or as three.
    Ellipsis,
    /// “Mr”, “Dr”, with a stop or without, before a name.
    Honorific {
        /// Whether a stop follows.
        stop: bool,
    },
    /// The possessive of a name that ends in “s”: “Belarus’s”, or the mark of “Belarus’”.
    Possessive {
        /// Whether an “s” follows the mark.
        with_s: bool,
    },
    /// The possessive of an acronym: “UNMIL’s”.
    AcronymPossessive,
    /// The comma of “Lyon, France to”: capitalised words on both sides, then a word that goes on.
    PlaceComma,
    /// The hyphen after a word in -ly.
    AdverbHyphen,
    /// The unit of “four day conference”.
    Measure,
    /// “century” after an ordinal, before a word in small letters.
    Century,
    /// A word with a figure at its end.
    FigureAtEnd,
    /// An asterisk right after a word.
    Asterisk,
    /// An article or a pronoun after the colon of a sentence.
    AfterColon {
        /// Whether it has a capital.
        capital: bool,
    },
    /// A common noun with a capital that no sentence asks for: the words before it say that there
    /// are several such things.
    CapitalNoun,
}

impl Facts {
    /// Every sign of the blocks that have some of these kinds, in the order of the text.
    pub fn signs<'a>(
        &'a self,
        draft: &'a Draft,
        wanted: Lists,
    ) -> impl Iterator<Item = Located<'a, Sign>> + 'a {
        self.all(draft, wanted, |it| &it.signs)
    }
}

impl Sign {
    /// The index of its token.
    pub fn at(self) -> usize {
        self.token as usize
    }
}

/// How a dash inside a sentence is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DashForm {
    /// “word – word”.
    SpacedEn,
    /// “word — word”.
    SpacedEm,
    /// “word—word”.
    Em,
    /// “word -- word”, “word--word”.
    DoubleHyphen,
    /// “word - word”.
    SpacedHyphen,
    /// “word– word”: a space on one side only.
    OneSided,
}

/// Words before the colon of “Please note: …” and the like.
const LONGEST_LABEL: usize = 4;

/// Units that stand in the singular before the noun that they measure.
const UNITS: [&str; 15] = [
    "day",
    "night",
    "week",
    "month",
    "year",
    "hour",
    "minute",
    "mile",
    "metre",
    "meter",
    "kilometre",
    "kilometer",
    "page",
    "storey",
    "seat",
];

/// Honorifics whose stop is a matter of style.
const HONORIFICS: [&str; 6] = ["Mr", "Mrs", "Ms", "Mx", "Dr", "Messrs"];

pub(super) fn extract(words: &BlockText) -> Vec<Sign> {
    let mut reader = Reader { words, tokens: &words.tokens, signs: Vec::new() };
    if !words.tokens.is_empty() {
        reader.look_at(0);
    }
    for (index, pair) in words.tokens.windows(2).enumerate() {
        let [before, token] = pair else { continue };
        // Most words are small and stand a space behind a word that counts nothing.
        #[expect(
            clippy::needless_bitwise_bool,
            reason = "asking all costs less than guessing what decides"
        )]
        let is_plain = (token.kind == TokenKind::Word)
            & (before.kind == TokenKind::Word)
            & (token.start == before.end + 1)
            & !token.has(Shape::CAPITAL)
            & !before.is(Class::ORDINAL_WORD | Class::NUMBER_WORD);
        if !is_plain {
            reader.look_at(index + 1);
        }
    }
    reader.signs
}

struct Reader<'a> {
    words: &'a BlockText,
    tokens: &'a [Token],
    signs: Vec<Sign>,
}

impl<'a> Reader<'a> {
    fn push(&mut self, at: usize, kind: SignKind) {
        self.signs.push(Sign { token: at as u32, kind });
    }

    fn text(&self, token: &Token) -> &'a str {
        self.words.text_of(token)
    }

    fn look_at(&mut self, at: usize) {
        let Some(token) = self.tokens.get(at) else { return };
        let Some(before) = at.checked_sub(1).and_then(|it| self.tokens.get(it)) else {
            if token.is_capitalised_word() {
                self.capitalised(at, token);
            }
            return;
        };
        if token.start > before.end + 1 && !token.has(Shape::LINE_START) {
            self.push(at, SignKind::WideGap);
        }
        match token.kind {
            TokenKind::Word => self.word(at, token, before),
            TokenKind::Comma | TokenKind::Colon | TokenKind::Semicolon | TokenKind::Stop => {
                self.mark(at, token, before);
            }
            TokenKind::Dash | TokenKind::Hyphen => self.dash(at, token, before),
            TokenKind::Code if self.text(token).ends_with(|it: char| it.is_ascii_digit()) => {
                self.push(at, SignKind::FigureAtEnd);
            }
            TokenKind::Apostrophe if is_joined(token) => self.bare_possessive(at, before),
            TokenKind::Symbol
                if is_joined(token)
                    && before.kind == TokenKind::Word
                    && self.words.text.as_bytes().get(token.start as usize) == Some(&b'*') =>
            {
                self.push(at, SignKind::Asterisk);
            }
            _ => {}
        }
    }

    fn mark(&mut self, at: usize, token: &Token, before: &Token) {
        if token.has(Shape::SPACE_BEFORE) && !token.has(Shape::LINE_START) {
            self.push(at, SignKind::SpacedMark);
        }
        if (before.kind == token.kind && token.kind != TokenKind::Colon)
            || (before.kind == TokenKind::Comma && is_joined(token))
        {
            self.push(at, SignKind::RepeatedMark);
        }
        if token.kind == TokenKind::Stop {
            let length = token.end - token.start;
            if length == 2 {
                self.push(at, SignKind::RepeatedMark);
            } else if length == 3 {
                self.push(at, SignKind::Ellipsis);
            }
        }
        let Some(next) = self.tokens.get(at + 1) else { return };
        if matches!(token.kind, TokenKind::Comma | TokenKind::Stop) && is_joined(next) {
            let goes_on = next.is_wordlike()
                || matches!(next.kind, TokenKind::OpenQuote | TokenKind::OpenBracket);
            if goes_on {
                self.push(at, SignKind::JoinedMark);
            }
        }
        if token.kind == TokenKind::Comma
            && before.is_capitalised_word()
            && next.is_capitalised_word()
            && self.goes_on_after_place(at + 2)
        {
            self.push(at, SignKind::PlaceComma);
        }
    }

    /// Whether the capitalised words from `at` on are followed by a word that goes on with the
    /// sentence.
    fn goes_on_after_place(&self, at: usize) -> bool {
        const GOES_ON: Class = Class::PREPOSITION
            .union(Class::AUXILIARY)
            .union(Class::PRONOUN)
            .union(Class::SPEECH)
            .union(Class::RELATIVE_DAY);
        let mut rest =
            self.tokens.iter().skip(at).take(5).skip_while(|it| it.is_capitalised_word());
        // “Portland, Ore. to”
        let next = rest.next().and_then(|it| {
            let short = it.kind == TokenKind::Stop && it.has(Shape::ABBREVIATION);
            if short { rest.next() } else { Some(it) }
        });
        next.is_some_and(|it| {
            it.kind == TokenKind::Word && it.is(GOES_ON) && !it.has(Shape::CAPITAL)
        })
    }

    fn dash(&mut self, at: usize, token: &Token, before: &Token) {
        let Some(next) = self.tokens.get(at + 1) else { return };
        if before.kind == TokenKind::Number && next.kind == TokenKind::Number {
            self.push(at, SignKind::BetweenNumbers);
        }
        let spaces = (token.has(Shape::SPACE_BEFORE), next.has(Shape::SPACE_BEFORE));
        if token.kind == TokenKind::Hyphen {
            if spaces == (false, false) {
                if before.kind == TokenKind::Word
                    && next.kind == TokenKind::Word
                    && self.text(before).ends_with("ly")
                {
                    self.push(at, SignKind::AdverbHyphen);
                }
                return;
            }
            if spaces != (true, true) {
                return;
            }
        }
        let figures = |it: &Token| matches!(it.kind, TokenKind::Number | TokenKind::Ordinal);
        let readable = |it: &Token| {
            it.is_wordlike()
                || matches!(
                    it.kind,
                    TokenKind::OpenQuote
                        | TokenKind::CloseQuote
                        | TokenKind::OpenBracket
                        | TokenKind::CloseBracket
                        | TokenKind::Apostrophe
                )
        };
        if !readable(before)
            || !readable(next)
            || before.kind == TokenKind::OpenQuote
            || next.kind == TokenKind::CloseQuote
            || (figures(before) && figures(next))
        {
            return;
        }
        let form = match (self.text(token), spaces) {
            ("-", _) => DashForm::SpacedHyphen,
            ("--", (true, true) | (false, false)) => DashForm::DoubleHyphen,
            ("–", (true, true)) => DashForm::SpacedEn,
            ("—", (true, true)) => DashForm::SpacedEm,
            ("—", (false, false)) => DashForm::Em,
            // A sign before figures is a minus; “pre– and post–” hang.
            ("–" | "—", (true, false)) if !figures(next) => DashForm::OneSided,
            ("–" | "—", (false, true)) if !next.is(Class::CONJUNCTION) => DashForm::OneSided,
            _ => return,
        };
        self.push(at, SignKind::Dash(form));
    }

    fn word(&mut self, at: usize, token: &Token, before: &Token) {
        let capital = token.has(Shape::CAPITAL);
        // Before a label’s colon stand few words.
        if before.kind == TokenKind::Colon
            && at > LONGEST_LABEL
            && token.is(Class::ARTICLE | Class::PRONOUN)
            && token.has(Shape::SPACE_BEFORE)
            && !token.shape.intersects(Shape::LINE_START | Shape::ALL_CAPITALS)
            && !self.tokens[at - 1 - LONGEST_LABEL..at].iter().any(|it| it.kind == TokenKind::Stop)
        {
            self.push(at, SignKind::AfterColon { capital });
        }
        if capital {
            self.capitalised(at, token);
            if !token.shape.intersects(Shape::SENTENCE_START | Shape::ALL_CAPITALS)
                && (before.kind == TokenKind::Number
                    || before.is(Class::ARTICLE
                        | Class::NUMBER_WORD
                        | Class::APPROXIMATION
                        | Class::TOTALITY
                        | Class::PREPOSITION
                        | Class::PRONOUN))
                && !before.has(Shape::CAPITAL)
                && self.tokens.get(at + 1).is_none_or(|it| {
                    !matches!(
                        it.kind,
                        TokenKind::Hyphen
                            | TokenKind::Number
                            | TokenKind::Code
                            | TokenKind::Ordinal
                            | TokenKind::Slash
                            | TokenKind::Symbol
                    ) && !it.has(Shape::CAPITAL)
                })
                && is_counted(self.words, at)
            {
                self.push(at, SignKind::CapitalNoun);
            }
            return;
        }
        let ordinal = before.kind == TokenKind::Ordinal || before.is(Class::ORDINAL_WORD);
        let number = before.kind == TokenKind::Number || before.is(Class::NUMBER_WORD);
        if !(ordinal || number) || before.end + 1 != token.start {
            return;
        }
        let small_word_follows = self.tokens.get(at + 1).is_some_and(|it| {
            it.kind == TokenKind::Word
                && it.start == token.end + 1
                && !it.has(Shape::CAPITAL)
                && !it.is(Class::FUNCTION)
        });
        if !small_word_follows {
            return;
        }
        let word = self.text(token);
        if ordinal && word == "century" {
            self.push(at, SignKind::Century);
        } else if number && UNITS.contains(&word) {
            self.push(at, SignKind::Measure);
        }
    }

    fn capitalised(&mut self, at: usize, token: &Token) {
        if token.has(Shape::POSSESSIVE) {
            let last = token.stem_span().end.checked_sub(1);
            if token.has(Shape::ALL_CAPITALS) {
                self.push(at, SignKind::AcronymPossessive);
            } else if last.and_then(|it| self.words.text.as_bytes().get(it)) == Some(&b's') {
                self.push(at, SignKind::Possessive { with_s: true });
            }
        }
        if token.is(Class::HONORIFIC) {
            self.honorific(at, token);
        }
    }

    fn honorific(&mut self, at: usize, token: &Token) {
        if !HONORIFICS.contains(&self.text(token)) {
            return;
        }
        // “1200 Ocean Dr Miami” is an address.
        let street = self.text(token) == "Dr"
            && at.checked_sub(1).and_then(|it| self.tokens.get(it)).is_some_and(|it| {
                it.is_capitalised_word() && !it.is(Class::TITLE | Class::HONORIFIC)
            });
        let (Some(next), false) = (self.tokens.get(at + 1), street) else { return };
        let stop = next.kind == TokenKind::Stop && is_joined(next);
        let name = if stop { self.tokens.get(at + 2) } else { Some(next) };
        if name.is_some_and(|it| {
            it.is_capitalised_word() && it.has(Shape::SPACE_BEFORE) && !it.is(Class::FUNCTION)
        }) {
            self.push(at, SignKind::Honorific { stop });
        }
    }

    fn bare_possessive(&mut self, at: usize, before: &Token) {
        let ends_in_s = before.kind == TokenKind::Word
            && before.has(Shape::CAPITAL)
            && !before.has(Shape::ALL_CAPITALS)
            && self.text(before).ends_with('s');
        let owned = self.tokens.get(at + 1).is_some_and(|it| {
            it.kind == TokenKind::Word && it.has(Shape::SPACE_BEFORE) && !it.is(Class::FUNCTION)
        });
        if ends_in_s && owned {
            self.push(at, SignKind::Possessive { with_s: false });
        }
    }
}

/// Whether nothing separates the token from the one before.
fn is_joined(token: &Token) -> bool {
    !token.has(Shape::SPACE_BEFORE)
}
