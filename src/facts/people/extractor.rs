//! Reading the people of a block from its words: names, with the titles and honorifics beside them.

use std::sync::Arc;

use crate::draft::{BlockText, Class, Shape, Token, TokenKind};
use crate::facts::people::names::{self, Name};
use crate::facts::people::surnames::{self, Address};
use crate::facts::people::titles::{self, Phrase};
use crate::facts::people::{
    BlockPeople, NameCandidate, NamePartKind, PersonMention, VILLAGE, is_place, linking, roles,
    title_words,
};
use crate::text::Span;

/// Goes through the words of a block, and adds who it finds.
pub(super) struct Extractor<'a> {
    pub(super) words: &'a BlockText,
    pub(super) people: &'a mut BlockPeople,
}

impl Extractor<'_> {
    pub(super) fn run(&mut self) {
        let words = self.words;
        let mut next = 0;
        for (at, token) in words.notable() {
            if token.kind != TokenKind::Word || at < next {
                continue;
            }
            if token.is(Class::SPEECH)
                && !token.has(Shape::CAPITAL)
                && let Some(role) = roles::beside(self.words, at)
            {
                self.people.roles.push(role);
            }
            if token.has(Shape::CAPITAL) || token.is(Class::TITLE | Class::HONORIFIC) {
                next = self.at_capital(at);
            }
        }
    }

    /// Reads what begins at a capitalised word or a title; gives the token to go on from.
    fn at_capital(&mut self, at: usize) -> usize {
        let token = &self.words.tokens[at];
        if token.is(Class::HONORIFIC) && !token.is(Class::GIVEN_NAME) {
            if let Some(next) = self.honorific(at) {
                return next;
            }
            return at + 1;
        }
        let apart = self.words.tokens.get(at + 1).is_some_and(|it| it.kind == TokenKind::Comma)
            && self.words.tokens.get(at + 2).is_some_and(Token::is_capitalised_word);
        if token.is(Class::TITLE) && (apart || titles::has_complement(self.words, at)) {
            return self.title_with_complement(at);
        }
        let is_title = token.is(Class::TITLE | Class::TITLE_MODIFIER);
        if !token.has(Shape::CAPITAL)
            || is_title && !token.is(Class::GIVEN_NAME)
            || token.is(Class::FUNCTION)
                && !token.is(Class::GIVEN_NAME)
                && !surnames::is_word_too(titles::word(self.words, at))
        {
            return at + 1;
        }
        // “Director van den Berg”.
        let lead = names::first_particle(self.words, at);
        let title = titles::before(self.words, lead);
        let (first, address) = match title {
            Some(title) => (lead, self.title_address(title)),
            None => (at, Address::None),
        };
        let Some(name) = names::read(self.words, first, address) else {
            return at + 1;
        };
        let next = name.end.max(at + 1);
        self.judge(name, title, None).unwrap_or(next)
    }

    fn title_address(&self, title: Phrase) -> Address {
        Address::Title {
            shows: surnames::shows_person(self.words, title),
            speaks: is_speech_before(self.words, title.first),
        }
    }

    /// What the honorifics of these tokens tell of the name after them.
    fn courtesy_address(&self, honorifics: &std::ops::Range<usize>) -> Address {
        let mut words = honorifics.clone().map(|it| titles::word(self.words, it));
        let before = honorifics.start.checked_sub(1).and_then(|it| self.words.tokens.get(it));
        // “Ocean Dr. West”.
        let is_street = titles::word(self.words, honorifics.start) == "Dr"
            && before.is_some_and(|it| {
                it.is_capitalised_word()
                    && !it.is(Class::TITLE | Class::HONORIFIC | Class::FUNCTION)
            });
        if is_street {
            Address::None
        } else if words.all(|it| it.is_empty() || is_weak_honorific(it)) {
            Address::Title { shows: false, speaks: false }
        } else {
            Address::Honorific
        }
    }

    /// The honorifics that begin at token `at`, if one does: “Mr”, “Hon. Dr.”.
    fn honorifics_from(&self, at: usize) -> Option<std::ops::Range<usize>> {
        let is_one = |it: &Token| it.is(Class::HONORIFIC) && it.has(Shape::CAPITAL);
        self.words.tokens.get(at).filter(|it| is_one(it))?;
        let mut end = at + 1;
        while self.words.tokens.get(end).is_some_and(|it| {
            it.kind == TokenKind::Stop && it.has(Shape::ABBREVIATION) || is_one(it)
        }) {
            end += 1;
        }
        Some(at..end)
    }

    /// “Mr Berg”, “Dr. Anna Berg”.
    fn honorific(&mut self, at: usize) -> Option<usize> {
        let honorifics = self.honorifics_from(at)?;
        let first = honorifics.end;
        if !self.words.tokens.get(first)?.is_capitalised_word()
            && names::after_particles(self.words, first).is_none()
        {
            return None;
        }
        let name = names::read(self.words, first, self.courtesy_address(&honorifics))?;
        let next = name.end;
        let title = titles::before(self.words, at);
        Some(self.judge(name, title, Some(at)).unwrap_or(next))
    }

    /// “Minister for Finance Anna Berg”, “the Head of ACME, Anna Berg,”, “the chairman, Anna Berg,”.
    fn title_with_complement(&mut self, head: usize) -> usize {
        let words = self.words;
        let end = titles::rightwards(words, head + 1).max(head + 1);
        // A name at the end of the capitalised words: from a given name on.
        let mut first = head + 2;
        while first < end {
            let token = &words.tokens[first];
            let before = &words.tokens[first - 1];
            let inside = token.is_capitalised_word()
                && before.kind == TokenKind::Word
                && !before.is(Class::PREPOSITION | Class::ARTICLE | Class::CONJUNCTION);
            let given = token.is(Class::GIVEN_NAME);
            // “Minister for Immigration Tselane Mokoena said”: a field ends, a name that nobody
            // knows begins, and it speaks.
            let after_field = title_words::is_field(titles::word(words, first - 1));
            if inside
                && (given || after_field)
                && let Some(name) = names::read(words, first, Address::None)
                && name.end >= end
                && name.count() >= 2
                && (given || words.tokens.get(name.end).is_some_and(|it| it.is(Class::SPEECH)))
            {
                let mut phrase = titles::leftwards(words, head, head + 1);
                phrase.end = first;
                let next = name.end;
                return self.judge(name, Some(phrase), None).unwrap_or(next);
            }
            first += 1;
        }
        let honorific = words.tokens.get(end).is_some_and(|it| it.is(Class::HONORIFIC));
        if honorific {
            return end;
        }
        let comma = words.tokens.get(end).is_some_and(|it| it.kind == TokenKind::Comma);
        let courtesy = self.honorifics_from(end + 1);
        let first = courtesy.as_ref().map_or(end + 1, |it| it.end);
        let address = courtesy.as_ref().map_or(Address::Apart, |it| self.courtesy_address(it));
        if comma
            && words.tokens.get(first).is_some_and(Token::is_capitalised_word)
            && let Some(name) = names::read(words, first, address)
            && self.is_named_after_title(head, &name)
        {
            let mut phrase = titles::leftwards(words, head, head + 1);
            phrase.end = end;
            let next = name.end;
            return self.judge(name, Some(phrase), courtesy.map(|it| it.start)).unwrap_or(next);
        }
        end
    }

    /// Whether “the TITLE of X, Name,” gives the title to the name after it, and not to one before.
    fn is_named_after_title(&self, head: usize, name: &Name) -> bool {
        let tokens = &self.words.tokens;
        let first = titles::leftwards(self.words, head, head + 1).first;
        let opens = first == 0
            || tokens[first - 1].is(Class::ARTICLE | Class::POSSESSIVE_DETERMINER)
            || tokens[first - 1].is(Class::SPEECH)
            // “Norway’s Minister of the Interior, Anna Berg,”
            || tokens[first..head].iter().any(|it| it.has(Shape::POSSESSIVE))
            || tokens[first - 1].kind == TokenKind::Stop;
        // “…, the Head of X, Anna Berg, …” after another name may belong to that one.
        let article = first.checked_sub(1).and_then(|it| tokens.get(it));
        let before_article = match article {
            Some(it) if it.is(Class::ARTICLE) => first.checked_sub(2).and_then(|at| tokens.get(at)),
            other => other,
        };
        let after_name = before_article.is_some_and(|it| it.kind == TokenKind::Comma)
            && first >= 3
            && tokens[..first - 2].iter().rev().take(2).any(Token::is_capitalised_word);
        let closed = tokens.get(name.end).is_none_or(|it| {
            matches!(it.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::OpenBracket)
                || it.is(Class::SPEECH | Class::AUXILIARY)
        });
        opens && !after_name && closed && name.clean && (2..=4).contains(&name.count())
    }

    /// Decides whether the words are a person's name, and keeps them as a person or a candidate.
    /// Gives the token to go on from where more than the name was read.
    fn judge(
        &mut self,
        name: Name,
        title: Option<Phrase>,
        honorific: Option<usize>,
    ) -> Option<usize> {
        let words = self.words;
        let count = name.count();
        let addressed = honorific.is_some() || title.is_some();
        if count == 1 && !addressed {
            self.keep_candidate(&name);
            return None;
        }
        let apposition = (!name.possessive && (name.clean || honorific.is_some()))
            .then(|| titles::after(words, name.end))
            .flatten();
        let weak_honorific = honorific.is_some_and(|it| is_weak_honorific(titles::word(words, it)));
        let given = name.starts_with_given();
        let shown_by_title = title.is_some_and(|it| {
            !titles::is_ambiguous(words, it) || given || name.has_middle_initial()
        });
        let shown_by_apposition = apposition.is_some_and(|it| {
            count <= 4 && (!titles::is_ambiguous(words, it) || given || name.has_middle_initial())
        });
        let goes_on = words.tokens.get(name.end).is_some_and(|it| {
            !name.possessive && it.kind == TokenKind::Word && it.has(Shape::CAPITAL)
        });
        let spelled_out = !goes_on
            && given
            && (count == 2
                || count == 3 && name.parts.get(1).is_some_and(|it| it.is_given)
                || name.has_middle_initial()
                || name.parts.iter().any(|it| it.kind == NamePartKind::Particle));
        let lettered = name.has_suffix() || has_letters_after(words, name.end);
        let certain = name.clean
            && count <= 5
            && if honorific.is_some() {
                !weak_honorific || given && count >= 2 || shown_by_title
            } else {
                count >= 2
                    && (shown_by_title
                        || shown_by_apposition
                        || spelled_out
                        || !goes_on && name.has_middle_initial()
                        || !goes_on && count == 2 && ends_quotation(words, name.first)
                        || given && lettered)
                    && (addressed || !is_place(&words.text[name.span().range()], VILLAGE))
            };
        // “lead Taiwan”, “partner Acme”: too little to go by.
        let titled = title.is_some_and(|it| count > 1 || !titles::is_ambiguous(words, it));
        if !(certain || (honorific.is_some() || titled) && name.clean) {
            self.keep_candidate(&name);
            return None;
        }
        let first = title.map(|it| it.first).or(honorific).unwrap_or(name.first);
        let end = apposition.map_or(name.end, |it| it.end);
        let speaks = is_speech_before(words, first) || is_speech_after(words, name.end, end);
        let mut titles_given = Vec::new();
        titles_given.extend(title.map(|it| titles::read(words, it, true)));
        titles_given.extend(apposition.map(|it| titles::read(words, it, false)));
        let span_end = words.tokens[end - 1].stem_end as usize;
        let surname = titles::word(words, name.first);
        let is_doubtful = count == 1
            && honorific.is_none_or(|it| is_weak_honorific(titles::word(words, it)))
            && (surnames::is_word_too(surname) && !(surnames::is_plain(surname) && speaks)
                // “Director de Operaciones”.
                || name.parts.first().is_some_and(|it| it.kind == NamePartKind::Particle) && !speaks);
        self.people.named.push(PersonMention {
            span: Span::new(words.tokens[first].start as usize, span_end),
            name: name.span(),
            honorific: honorific.map(|it| words.tokens[it].span()),
            parts: name.parts.to_vec(),
            titles: titles_given,
            certain,
            speaks,
            quoted: false,
            hangs_on_others: is_doubtful,
            introduces: false,
            compared: Arc::default(),
        });
        (end > name.end).then_some(end)
    }

    fn keep_candidate(&mut self, name: &Name) {
        let words = self.words;
        let Some(last) = name.parts.iter().rev().find(|it| it.kind == NamePartKind::Name) else {
            return;
        };
        // “van den Berg said”.
        let first = names::first_particle(words, name.first);
        let before = first.checked_sub(1).and_then(|it| words.tokens.get(it));
        let after = words.tokens.get(name.end);
        let other = |token: Option<&Token>| {
            token.is_some_and(|it| {
                it.kind == TokenKind::Symbol
                    || matches!(it.kind, TokenKind::Word | TokenKind::Code | TokenKind::Number)
                        && it.has(Shape::CAPITAL)
            })
        };
        let after_name = before.is_some_and(|it| {
            it.kind == TokenKind::Word
                && it.has(Shape::CAPITAL)
                && !it.is(Class::FUNCTION | Class::SPEECH)
                && !it.has(Shape::POSSESSIVE)
        });
        self.people.candidates.push(NameCandidate {
            span: Span::new(words.tokens[first].start as usize, name.span().end),
            last: last.span,
            words: u8::try_from(name.count()).unwrap_or(u8::MAX),
            possessive: name.possessive,
            speaks: is_speech_before(words, first) || is_speech_after(words, name.end, name.end),
            in_other_name: !name.clean
                || after_name
                || other(after)
                || before.is_some_and(|it| it.kind == TokenKind::Symbol),
            quoted: false,
            has_particles: first < name.first || linking::is_family_alone(&words.text, &name.parts),
            keys: [0; 2],
        });
    }
}

/// “…,” said Anna Berg: a verb of saying behind a quotation stands before the name.
fn ends_quotation(words: &BlockText, first: usize) -> bool {
    let at = |back: usize| first.checked_sub(back).and_then(|it| words.tokens.get(it));
    at(1).is_some_and(|it| it.is(Class::SPEECH))
        && at(2).is_some_and(|it| it.kind == TokenKind::CloseQuote)
}

/// “Anna Berg, MP”.
fn has_letters_after(words: &BlockText, name_end: usize) -> bool {
    words.tokens.get(name_end).is_some_and(|it| it.kind == TokenKind::Comma)
        && words.tokens.get(name_end + 1).is_some_and(|it| it.is(Class::NAME_SUFFIX))
}

/// Honorifics that begin names of other things too: “Lady Bay”, “Prince Street”.
fn is_weak_honorific(word: &str) -> bool {
    !["mr", "mrs", "ms", "mx", "dr", "prof", "rev", "sir"]
        .iter()
        .any(|it| it.eq_ignore_ascii_case(word))
}

fn is_speech_before(words: &BlockText, first: usize) -> bool {
    let at = |back: usize| first.checked_sub(back).and_then(|it| words.tokens.get(it));
    at(1).is_some_and(|it| it.is(Class::SPEECH))
        || at(1).is_some_and(|it| it.is(Class::ARTICLE))
            && at(2).is_some_and(|it| it.is(Class::SPEECH))
}

/// “Berg said”, “Berg, the Director of X, said”, “Berg (Director) said”.
fn is_speech_after(words: &BlockText, name_end: usize, end: usize) -> bool {
    let mut at = end;
    while end > name_end
        && words
            .tokens
            .get(at)
            .is_some_and(|it| matches!(it.kind, TokenKind::Comma | TokenKind::CloseBracket))
    {
        at += 1;
    }
    words.tokens.get(at).is_some_and(|it| it.is(Class::SPEECH) && !it.has(Shape::CAPITAL))
}
