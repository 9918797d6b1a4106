//! Whether a count is how many members somebody has in all, and who that is.

use crate::draft::{BlockText, Class, Sentence, Shape, Token, TokenKind};
use crate::facts::counts::noun::{self, NounPhrase};
use crate::facts::counts::{Before, Cue};
use crate::text::{Span, WordList};

/// What a count says of a membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Membership {
    /// It counts something else: “140 delegates”.
    No,
    /// It counts members, perhaps not all of them: “64 member countries have signed”.
    Part,
    /// It is how many there are, now: “all 190 member countries”.
    Total,
    /// It is how many there are after a change that the text reports: “bringing its membership to
    /// 195”.
    Change,
}

/// Whose members or things are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// Nobody is named: “all 190 member countries”, or “its” with nobody named before it.
    Unnamed,
    /// “our”: who writes or speaks.
    Speaker,
    /// The name, in bytes from the start of the block: “ACME’s”, “of the United Nations”.
    Named(Span),
    /// “its” or “their”, and several could be meant.
    Unclear,
}

/// Words after the noun that make it some of the members.
static NARROWING: WordList<31> = WordList::new([
    "that",
    "which",
    "who",
    "whose",
    "where",
    "when",
    "present",
    "attending",
    "represented",
    "concerned",
    "involved",
    "affected",
    "participating",
    "taking",
    "using",
    "connected",
    "surveyed",
    "assessed",
    "eligible",
    "from",
    "with",
    "without",
    "within",
    "voting",
    "voted",
    "outside",
    "signed",
    "ratified",
    "under",
    "alone",
    "contributing",
]);

/// Words in whose sentence a count is that of another time.
static OTHER_TIME: WordList<22> = WordList::new([
    "then",
    "originally",
    "initially",
    "founded",
    "founding",
    "founders",
    "established",
    "grew",
    "grown",
    "once",
    "formerly",
    "decades",
    "centuries",
    "target",
    "aims",
    "would",
    "could",
    "until",
    "previously",
    "ago",
    "creation",
    "beginnings",
]);

pub(super) fn judge(
    words: &BlockText,
    at: usize,
    before: &Before,
    phrase: &NounPhrase,
) -> (Membership, Owner) {
    let plain = |owner: Owner| (Membership::No, owner);
    let mut owner = owner_before(words, at, before);
    // “a membership of 190 countries” needs no “member” before the noun.
    let members = members(words, phrase)
        .or_else(|| (before.cue == Cue::MembershipOf).then_some(phrase.first));
    let Some(members) = members else {
        return plain(owner);
    };
    if members > phrase.first {
        // “64 ACME member countries”
        if !noun::names_owner(words, phrase.first, members) {
            return (Membership::Part, owner);
        }
        owner = Owner::Named(span(words, phrase.first, members - 1));
    }
    let after = After::read(words, phrase.head);
    if let Some(name) = after.owner {
        owner = Owner::Named(name);
    }
    if before.cue == Cue::Has && owner == Owner::Unnamed {
        owner = subject(words, before.first);
    }
    let alone = words.text_of(&words.tokens[phrase.head]).eq_ignore_ascii_case("members");
    let is_all = phrase.of.is_none()
        && before.approximation.is_none()
        && !after.narrows
        && !is_conditional(words, before.first)
        && match before.cue {
            Cue::All | Cue::Possessive | Cue::OneOf | Cue::MembershipOf | Cue::Has => true,
            Cue::Definite => !alone || matches!(owner, Owner::Named(_)),
            Cue::Bringing | Cue::None | Cue::Only | Cue::TotalOf => false,
        }
        // “all 12 members” may be those of a jury.
        && (!alone || owner != Owner::Unnamed || before.cue == Cue::MembershipOf)
        && !is_of_another_time(words, at);
    let membership = match before.cue {
        Cue::Bringing => Membership::Change,
        _ if is_all => Membership::Total,
        _ => Membership::Part,
    };
    (membership, owner)
}

/// The token of “member”, or of “members” and “Allies” themselves.
fn members(words: &BlockText, phrase: &NounPhrase) -> Option<usize> {
    let head = words.text_of(&words.tokens[phrase.head]);
    if head.eq_ignore_ascii_case("members") || head == "Allies" {
        return Some(phrase.head);
    }
    let before = phrase.head.checked_sub(1).filter(|it| *it >= phrase.first);
    if noun::is_member(words, before) { before } else { None }
}

fn span(words: &BlockText, first: usize, last: usize) -> Span {
    Span::new(words.tokens[first].start as usize, words.tokens[last].stem_end as usize)
}

fn sentence_of(words: &BlockText, at: usize) -> Option<&Sentence> {
    let index = words.sentences.partition_point(|it| it.end as usize <= at);
    words.sentences.get(index)
}

/// The owner that the words before the number name.
fn owner_before(words: &BlockText, at: usize, before: &Before) -> Owner {
    let Some(possessive) = before.possessive else {
        return Owner::Unnamed;
    };
    let token = &words.tokens[possessive];
    let text = words.text_of(token);
    if !token.is(Class::POSSESSIVE_DETERMINER) {
        if !token.has(Shape::CAPITAL) {
            // “the agency’s 12 members” names nobody.
            return Owner::Unnamed;
        }
        let first = name_start(words, possessive);
        // “the Organization’s 190 member countries” is whoever the text is about.
        let common = first == possessive
            && possessive > 0
            && token.is(Class::ORGANISATION)
            && words.tokens[possessive - 1].is(Class::ARTICLE);
        return if common { Owner::Unnamed } else { Owner::Named(span(words, first, possessive)) };
    }
    if text.eq_ignore_ascii_case("our") {
        return Owner::Speaker;
    }
    if !text.eq_ignore_ascii_case("its") {
        return Owner::Unclear;
    }
    let Some(sentence) = sentence_of(words, at) else {
        return Owner::Unclear;
    };
    nearest_owner(words, sentence, possessive).unwrap_or(Owner::Unclear)
}

/// Whoever has or comprises: the name before the verb at token `verb`.
fn subject(words: &BlockText, verb: usize) -> Owner {
    let Some(mut last) = verb.checked_sub(1) else {
        return Owner::Unclear;
    };
    // “ORMA, with 190 member countries”
    if words.tokens[last].kind == TokenKind::Comma && last > 0 {
        last -= 1;
    }
    let token = &words.tokens[last];
    if words.text_of(token).eq_ignore_ascii_case("we") {
        return Owner::Speaker;
    }
    if !token.is_capitalised_word() || token.is(Class::FUNCTION) || token.has(Shape::POSSESSIVE) {
        return Owner::Unclear;
    }
    Owner::Named(span(words, name_start(words, last), last))
}

/// The first token of the capitalised name that ends at `last`.
fn name_start(words: &BlockText, last: usize) -> usize {
    let mut first = last;
    while let Some(before) = first.checked_sub(1) {
        let token = &words.tokens[before];
        if token.is_capitalised_word()
            && !token.has(Shape::POSSESSIVE)
            && !token.is(Class::FUNCTION)
            && !words.tokens[first].has(Shape::LINE_START)
        {
            first = before;
        } else if words.text_of(token) == "of"
            && before > 0
            && words.tokens[before - 1].is_capitalised_word()
            && words.tokens[before - 1].is(Class::ORGANISATION)
        {
            first = before - 1;
        } else {
            break;
        }
    }
    first
}

/// The one organisation that the sentence names before token `end`; `None` if it names several,
/// [`Owner::Unnamed`] if it names none.
fn nearest_owner(words: &BlockText, sentence: &Sentence, end: usize) -> Option<Owner> {
    let mut first = sentence.first as usize;
    // A dateline names places in capitals.
    if let Some(dash) =
        words.tokens[first..end.min(first + 9)].iter().position(|it| it.kind == TokenKind::Dash)
    {
        first += dash + 1;
    }
    let mut found: Option<Span> = None;
    let mut others = false;
    let mut at = first;
    while at < end {
        let token = &words.tokens[at];
        if !token.is_capitalised_word() || token.is(Class::FUNCTION | Class::MONTH | Class::WEEKDAY)
        {
            at += 1;
            continue;
        }
        let last = name_end(words, at, end);
        // “X and its 27 Member States”: X, whatever it is.
        let beside =
            last + 2 == end && matches!(words.text_of(&words.tokens[last + 1]), "and" | "with");
        if beside {
            return Some(Owner::Named(span(words, at, last)));
        }
        match organisation(words, at, last) {
            Some(name) => {
                if found.is_some_and(|it| words.text[it.range()] != words.text[name.range()]) {
                    return None;
                }
                found = Some(name);
            }
            // The first word of a sentence has its capital anyway.
            None => others |= at > sentence.first as usize || last > at,
        }
        at = last + 1;
    }
    match found {
        Some(name) => Some(Owner::Named(name)),
        // “Ruritania asked its 12 member states”: whose, cannot be told.
        None if others => None,
        None => Some(Owner::Unnamed),
    }
}

/// The organisation that the capitalised words from `first` to `last` name.
fn organisation(words: &BlockText, first: usize, last: usize) -> Option<Span> {
    let acronym = (first..=last).find(|&it| words.tokens[it].has(Shape::ALL_CAPITALS));
    if let Some(acronym) = acronym {
        return Some(span(words, acronym, acronym));
    }
    let after_article = first.checked_sub(1).is_some_and(|it| words.tokens[it].is(Class::ARTICLE));
    let named = last > first && words.tokens[last].is(Class::ORGANISATION)
        || (first..last).any(|it| words.text_of(&words.tokens[it]) == "of")
        || after_article && !words.tokens[first].is(Class::TITLE);
    named.then(|| span(words, first, last))
}

/// The last token of the capitalised name that begins at `first`.
fn name_end(words: &BlockText, first: usize, end: usize) -> usize {
    let mut last = first;
    while last + 1 < end {
        let next = &words.tokens[last + 1];
        let goes_on = next.is_capitalised_word() && !next.is(Class::FUNCTION);
        let of = words.text_of(next) == "of"
            && words.tokens[last].is(Class::ORGANISATION)
            && last + 2 < end
            && words.tokens[last + 2].is_capitalised_word();
        if goes_on && !words.tokens[last].has(Shape::POSSESSIVE) {
            last += 1;
        } else if of {
            last += 2;
        } else {
            break;
        }
    }
    last
}

/// What stands after the noun.
struct After {
    owner: Option<Span>,
    narrows: bool,
}

impl After {
    fn read(words: &BlockText, head: usize) -> Self {
        let nothing = Self { owner: None, narrows: false };
        let narrows = Self { owner: None, narrows: true };
        let Some(next) = words.tokens.get(head + 1) else {
            return nothing;
        };
        if next.kind == TokenKind::Hyphen {
            return narrows;
        }
        if next.kind != TokenKind::Word {
            return nothing;
        }
        let text = words.text_of(next);
        if NARROWING.has(text) {
            return narrows;
        }
        let second = words.tokens.get(head + 2);
        if text.eq_ignore_ascii_case("in") {
            // “in tackling crime” says what for, “in Africa” which.
            let fits = second.is_some_and(|it| {
                words.text_of(it).ends_with("ing") || it.is(Class::POSSESSIVE_DETERMINER)
            }) || second.is_some_and(|it| it.is(Class::ARTICLE))
                && words.tokens.get(head + 3).is_some_and(|it| words.text_of(it) == "world");
            // “in the last week of April” says when.
            let time = words.tokens[head + 2..]
                .iter()
                .take(3)
                .any(|it| it.is(Class::TIME_UNIT | Class::MONTH) || it.is(Class::WEEKDAY));
            return if fits || time { nothing } else { narrows };
        }
        if !text.eq_ignore_ascii_case("of") {
            let participle = text.len() > 4 && text.ends_with("ing");
            return if participle { narrows } else { nothing };
        }
        let mut first = head + 2;
        if words.tokens.get(first).is_some_and(|it| it.is(Class::ARTICLE)) {
            first += 1;
        }
        let named = words.tokens.get(first).is_some_and(Token::is_capitalised_word);
        if !named {
            return narrows;
        }
        let last = name_end(words, first, words.tokens.len());
        // “13 members of ORMA’s board”, “45 member countries of the African group”
        let goes_on = words.tokens[last].has(Shape::POSSESSIVE)
            || organisation(words, first, last).is_none()
            || is_adjective(words.text_of(&words.tokens[last]));
        if goes_on {
            return narrows;
        }
        Self { owner: Some(span(words, first, last)), narrows: false }
    }
}

/// Whether a capitalised word describes a region rather than names somebody: “African”.
fn is_adjective(word: &str) -> bool {
    ["an", "ern", "ese", "ish", "ic"].iter().any(|ending| word.ends_with(ending))
}

/// “When all 200 member countries have joined”, “if all 12 member countries agree”.
fn is_conditional(words: &BlockText, first: usize) -> bool {
    static CONDITIONS: WordList<6> =
        WordList::new(["when", "once", "if", "until", "unless", "after"]);
    first
        .checked_sub(1)
        .and_then(|it| words.tokens.get(it))
        .is_some_and(|it| CONDITIONS.has(words.text_of(it)))
}

/// Whether the sentence speaks of another year, of a beginning or of a plan.
fn is_of_another_time(words: &BlockText, at: usize) -> bool {
    let Some(sentence) = sentence_of(words, at) else {
        return false;
    };
    let tokens = &words.tokens[sentence.first as usize..sentence.end as usize];
    // “once a year”, “once more”: how often, not when.
    let how_often = |at: usize| {
        tokens
            .get(at + 1)
            .is_some_and(|it| ["a", "an", "every", "again", "more"].contains(&words.text_of(it)))
    };
    tokens.iter().enumerate().any(|(at, it)| match it.kind {
        TokenKind::Number => {
            let text = words.text_of(it);
            text.len() == 4
                && (text.starts_with("19") || text.starts_with("18") || text.starts_with("20"))
        }
        TokenKind::Word => {
            let text = words.text_of(it);
            OTHER_TIME.has(text) && !(text.eq_ignore_ascii_case("once") && how_often(at))
        }
        _ => false,
    })
}
