//! Titles: where they stand beside a name, and what they say.

use crate::draft::{BlockText, Class, Shape, Token, TokenKind};
use crate::facts::people::title_words::{
    ABBREVIATED, AMBIGUOUS, HEADS_OF_ORGANISATIONS, LOWERING, OPENERS, is_field,
};
use crate::text::Span;

/// How many tokens a title may run to.
const LONGEST: usize = 16;
/// How many tokens may stand in an apposition before the head of the title.
const LONGEST_BEFORE_HEAD: usize = 8;

/// A title that somebody is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The whole phrase without article: “ACME Secretary General”, “Director of Support”.
    pub span: Span,
    /// The title without whose it is, where it stands before a name: “Secretary General”.
    pub core: Span,
    /// Its words in lower case, without articles, prepositions and “’s”.
    pub words: Vec<String>,
    /// The offices that it names: “chairman” and “chief executive officer”.
    pub heads: Vec<Head>,
    /// Whose office it is, as written, without “’s”.
    pub organisation: Option<Span>,
    /// Whether it is a title of another time: “former”, “then”, “acting”, “outgoing”.
    pub former: bool,
    /// Whether it stands directly before the name.
    pub before_name: bool,
    /// Whether its head is written with a capital.
    pub capital: bool,
}

/// An office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The office in lower case: “secretary general”, “director”, “chief executive officer”.
    pub name: String,
    /// What lowers it: “deputy”, “vice”.
    pub rank: Option<String>,
}

/// Tokens of a title, from the first to the one after the last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    pub(super) first: usize,
    /// The first token of the title proper, after the words that say whose it is.
    pub(super) core: usize,
    /// The token after the title proper; then comes “of …”.
    pub(super) core_end: usize,
    pub(super) end: usize,
    pub(super) former: bool,
}

pub(super) fn word(words: &BlockText, index: usize) -> &str {
    words.tokens.get(index).map_or("", |it| &words.text[it.stem_span().range()])
}

fn is_word(token: Option<&Token>) -> bool {
    token.is_some_and(|it| it.kind == TokenKind::Word)
}

fn is_head(token: Option<&Token>) -> bool {
    token.is_some_and(|it| it.kind == TokenKind::Word && it.is(Class::TITLE))
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|it| it.eq_ignore_ascii_case(word))
}

/// Whether the title's last head is as often said of companies as of people.
pub(super) fn is_ambiguous(words: &BlockText, phrase: Phrase) -> bool {
    let head = word(words, phrase.core_end - 1);
    is_one_of(head, &AMBIGUOUS)
        && !(is_one_of(head, &["general", "executive"]) && phrase.core_end - phrase.core > 1)
}

/// The title that ends directly before token `end`.
pub(super) fn before(words: &BlockText, end: usize) -> Option<Phrase> {
    let tokens = &words.tokens;
    let head = end.checked_sub(1)?;
    if !is_head(tokens.get(head)) || tokens[head].has(Shape::POSSESSIVE) {
        return None;
    }
    Some(leftwards(words, head, end))
}

/// The title whose head is token `head` and which ends before `end`.
pub(super) fn leftwards(words: &BlockText, head: usize, end: usize) -> Phrase {
    let tokens = &words.tokens;
    let mut first = head;
    let mut former = false;
    while first > 0 && head - first < LONGEST {
        let before = &tokens[first - 1];
        let is_title = |it: &Token| {
            it.kind == TokenKind::Word
                && it.is(Class::TITLE | Class::TITLE_MODIFIER | Class::FORMER)
                && !it.has(Shape::POSSESSIVE)
        };
        let two_before = first.checked_sub(2).and_then(|it| tokens.get(it));
        if is_title(before) {
            former |= before.is(Class::FORMER);
            first -= 1;
        } else if before.kind == TokenKind::Hyphen
            && !before.has(Shape::SPACE_BEFORE)
            && two_before.is_some_and(is_title)
        {
            first -= 1;
        } else if joins(words, first - 1) && is_head(two_before) {
            first -= 2;
        } else if let Some(chief) = chief_officer(words, first) {
            first = chief;
        } else {
            break;
        }
    }
    let core = first;
    // Whose office it is: capitalised words directly before.
    while first > 0 && core - first < LONGEST_BEFORE_HEAD {
        let before = &tokens[first - 1];
        let ampersand = before.kind == TokenKind::Symbol
            && word(words, first - 1) == "&"
            && first >= 2
            && tokens[first - 2].has(Shape::CAPITAL);
        let named = matches!(before.kind, TokenKind::Word | TokenKind::Code)
            && before.has(Shape::CAPITAL)
            && !before.is(Class::FUNCTION | Class::HONORIFIC | Class::SPEECH | Class::FORMER)
            && !opens_sentence_only(words, first - 1);
        let number = before.kind == TokenKind::Number && first < core;
        if ampersand || named || (number && first >= 2 && tokens[first - 2].has(Shape::CAPITAL)) {
            first -= 1;
        } else {
            break;
        }
    }
    former |= marks_another_time(words, first);
    Phrase { first, core, core_end: head + 1, end, former }
}

/// A word that is a capital only because it begins its sentence: “Meanwhile”.
fn opens_sentence_only(words: &BlockText, index: usize) -> bool {
    let token = &words.tokens[index];
    let begins = index == 0
        || matches!(
            words.tokens[index - 1].kind,
            TokenKind::Stop | TokenKind::OpenQuote | TokenKind::CloseQuote
        );
    begins && (token.is(Class::RELATIVE_DAY) || is_one_of(word(words, index), &OPENERS))
}

/// “former”, “newly appointed”, “then-” before a title.
fn marks_another_time(words: &BlockText, first: usize) -> bool {
    words.tokens[first.saturating_sub(3)..first]
        .iter()
        .rev()
        .take_while(|it| matches!(it.kind, TokenKind::Word | TokenKind::Hyphen))
        .any(|it| {
            it.is(Class::FORMER)
                || is_one_of(
                    &words.text[it.stem_span().range()],
                    &["new", "newly", "elected", "appointed", "designate", "previous", "next"],
                )
        })
}

/// “Chief … Officer”: the token of “Chief”, if `at` is “Officer” or stands between the two.
fn chief_officer(words: &BlockText, at: usize) -> Option<usize> {
    if !word(words, at).eq_ignore_ascii_case("officer") {
        return None;
    }
    (1..=3).filter_map(|back| at.checked_sub(back)).find(|&it| {
        word(words, it).eq_ignore_ascii_case("chief")
            && words.tokens[it..at].iter().all(|token| token.kind == TokenKind::Word)
    })
}

/// Whether the token joins two titles: “and”, “&”, “/”.
fn joins(words: &BlockText, index: usize) -> bool {
    words.tokens.get(index).is_some_and(|it| match it.kind {
        TokenKind::Slash => true,
        TokenKind::Symbol => word(words, index) == "&",
        TokenKind::Word => word(words, index) == "and",
        _ => false,
    })
}

/// Whether the title at `head` goes on with “of …”, “for …”.
pub(super) fn has_complement(words: &BlockText, head: usize) -> bool {
    matches!(word(words, head + 1), "of" | "for" | "at")
        && is_word(words.tokens.get(head + 2))
        && !words.tokens[head].has(Shape::POSSESSIVE)
}

/// The token after a title that goes on after its head: “of Support at ACME”, “for Sales and …”.
pub(super) fn rightwards(words: &BlockText, after_head: usize) -> usize {
    let tokens = &words.tokens;
    let mut end = after_head;
    let mut at = after_head;
    let mut connected = false;
    while let Some(token) = tokens.get(at) {
        if at - after_head >= LONGEST {
            break;
        }
        let text = word(words, at);
        let connective = matches!(
            text,
            "of" | "for" | "and" | "the" | "at" | "to" | "in" | "on" | "its" | "a" | "&" | "/"
        ) || (token.kind == TokenKind::Hyphen && !token.has(Shape::SPACE_BEFORE));
        if connective {
            // “the Director of Support and Anna Berg” are two people.
            let person = tokens.get(at + 1).is_some_and(|next| {
                next.is(Class::HONORIFIC) || next.is(Class::GIVEN_NAME) && next.has(Shape::CAPITAL)
            });
            if text == "and" && person {
                break;
            }
            connected = true;
        } else if token.kind == TokenKind::Word {
            let goes_on = token.has(Shape::CAPITAL)
                || (connected && !token.is(Class::FUNCTION | Class::SPEECH));
            if !goes_on || token.is(Class::HONORIFIC) {
                break;
            }
            connected = connected && !token.has(Shape::CAPITAL);
            end = at + 1;
        } else if matches!(token.kind, TokenKind::Code | TokenKind::Number) && !connected {
            end = at + 1;
        } else {
            break;
        }
        at += 1;
    }
    end
}

/// The title in apposition to a name that ends before token `after_name`, and the token after it:
/// “, the Director of Support,”, “ (Director)”.
pub(super) fn after(words: &BlockText, after_name: usize) -> Option<Phrase> {
    let tokens = &words.tokens;
    let mark = tokens.get(after_name)?;
    let spaced_after = tokens.get(after_name + 1).is_some_and(|it| it.has(Shape::SPACE_BEFORE));
    let opens = match mark.kind {
        TokenKind::Comma | TokenKind::OpenBracket => true,
        TokenKind::Dash | TokenKind::Hyphen => mark.has(Shape::SPACE_BEFORE) && spaced_after,
        _ => false,
    };
    if !opens {
        return None;
    }
    let mut at = after_name + 1;
    // An age, or letters after the name.
    loop {
        let token = tokens.get(at)?;
        let aside = token.kind == TokenKind::Number
            || (token.is(Class::NAME_SUFFIX) || token.has(Shape::ALL_CAPITALS))
                && !token.is(Class::TITLE);
        let comma = (at + 1..=at + 2)
            .find(|&it| tokens.get(it).is_some_and(|next| next.kind == TokenKind::Comma));
        match comma {
            Some(comma) if aside && (comma == at + 1 || tokens[at + 1].kind == TokenKind::Stop) => {
                at = comma + 1;
            }
            _ => break,
        }
    }
    let mut former = false;
    while let Some(token) = tokens.get(at) {
        let article = token.is(Class::ARTICLE | Class::POSSESSIVE_DETERMINER)
            || token.is(Class::HONORIFIC) && is_head(tokens.get(at + 1));
        former |= token.is(Class::FORMER);
        if article || token.is(Class::FORMER) || matches!(word(words, at), "currently" | "now") {
            at += 1;
        } else {
            break;
        }
    }
    let first = at;
    let mut head = None;
    while let Some(token) = tokens.get(at) {
        if at - first > LONGEST_BEFORE_HEAD {
            break;
        }
        let skipped = match token.kind {
            TokenKind::Word => {
                !token.is(Class::HONORIFIC | Class::SPEECH | Class::PRONOUN | Class::AUXILIARY)
                    && (!token.is(Class::FUNCTION) || at > first && word(words, at) == "and")
            }
            TokenKind::Number | TokenKind::Code => true,
            TokenKind::Hyphen => !token.has(Shape::SPACE_BEFORE),
            TokenKind::Symbol => word(words, at) == "&",
            _ => false,
        };
        if !skipped {
            break;
        }
        former |= token.is(Class::FORMER)
            || matches!(word(words, at), "newly" | "elected" | "appointed" | "designate");
        let more = tokens.get(at + 1).is_some_and(|next| {
            next.kind == TokenKind::Word && next.is(Class::TITLE | Class::TITLE_MODIFIER)
        }) || chief_follows(words, at);
        if token.is(Class::TITLE) && !token.has(Shape::POSSESSIVE) && !more {
            head = Some(at);
            break;
        }
        at += 1;
    }
    let head = head?;
    if precedes_name(words, head + 1) {
        return None;
    }
    let phrase = leftwards(words, head, head + 1);
    let mut end = rightwards(words, head + 1);
    // “, Chairman, CEO and founder of X,”
    while tokens.get(end).is_some_and(|it| it.kind == TokenKind::Comma)
        && is_head(tokens.get(end + 1))
        && !precedes_name(words, end + 2)
    {
        end = rightwards(words, end + 2).max(end + 2);
    }
    let core = phrase.core.max(first);
    Some(Phrase { first, core, core_end: head + 1, end, former: former || phrase.former })
}

/// “Chief” before “… Officer”.
fn chief_follows(words: &BlockText, at: usize) -> bool {
    word(words, at).eq_ignore_ascii_case("chief")
        && (at + 1..=at + 3).any(|it| word(words, it).eq_ignore_ascii_case("officer"))
}

/// Whether a name seems to begin at the token: the title before it is then that person's.
pub(super) fn precedes_name(words: &BlockText, at: usize) -> bool {
    words.tokens.get(at).is_some_and(|it| {
        it.is(Class::HONORIFIC)
            || it.is_capitalised_word()
                && !it.is(Class::TITLE
                    | Class::TITLE_MODIFIER
                    | Class::NOT_A_NAME
                    | Class::ORGANISATION)
                && !is_field(&words.text[it.stem_span().range()])
    })
}

/// What a title says.
pub(super) fn read(words: &BlockText, phrase: Phrase, before_name: bool) -> Title {
    let tokens = &words.tokens;
    let span = |first: usize, end: usize| {
        Span::new(tokens[first].start as usize, tokens[end - 1].stem_end as usize)
    };
    let mut spoken: Vec<String> = Vec::new();
    // The words since the last office, with “CEO” as “chief executive officer”.
    let mut written_out: Vec<String> = Vec::new();
    let mut heads = Vec::new();
    let mut in_complement = false;
    for at in phrase.first..phrase.end {
        let token = &tokens[at];
        if !matches!(token.kind, TokenKind::Word | TokenKind::Code | TokenKind::Number) {
            continue;
        }
        let text = word(words, at);
        if joins(words, at) {
            // “Director of Sales and Chief of Staff” names two offices, “Minister of Health and
            // Sport” one.
            if is_title_soon(words, at + 1, phrase.end) {
                in_complement = false;
                written_out.clear();
            }
            continue;
        }
        if token.is(Class::ARTICLE | Class::PREPOSITION | Class::POSSESSIVE_DETERMINER) {
            in_complement |= token.is(Class::PREPOSITION);
            continue;
        }
        let lower = text.to_lowercase();
        match ABBREVIATED.iter().find(|(short, _)| *short == lower) {
            Some((_, long)) => written_out.extend(long.split(' ').map(str::to_owned)),
            None => written_out.push(lower.clone()),
        }
        spoken.push(lower);
        let head_goes_on = tokens[at + 1..phrase.end]
            .iter()
            .find(|it| it.kind != TokenKind::Hyphen)
            .is_some_and(|it| it.is(Class::TITLE | Class::TITLE_MODIFIER))
            || chief_follows(words, at)
            || spoken.last().is_some_and(|it| it == "chief")
                && is_title_soon(words, at + 1, phrase.end.min(at + 4));
        if !in_complement && is_title(words, at) && !head_goes_on {
            heads.push(head_of(&written_out));
            written_out.clear();
        }
    }
    Title {
        span: span(phrase.first, phrase.end),
        core: span(phrase.core, phrase.core_end),
        words: spoken,
        heads,
        organisation: organisation(words, phrase),
        former: phrase.former,
        before_name,
        capital: tokens[phrase.core_end - 1].has(Shape::CAPITAL),
    }
}

fn is_title(words: &BlockText, at: usize) -> bool {
    words.tokens[at].is(Class::TITLE)
}

fn is_title_soon(words: &BlockText, from: usize, end: usize) -> bool {
    words.tokens[from.min(end)..end]
        .iter()
        .take_while(|it| {
            matches!(it.kind, TokenKind::Word | TokenKind::Hyphen) && !it.is(Class::PREPOSITION)
        })
        .any(|it| it.is(Class::TITLE))
}

/// The office that these words name; the last of them is its head.
fn head_of(spoken: &[String]) -> Head {
    let count = spoken.len();
    let at = |back: usize| count.checked_sub(back).map_or("", |it| spoken[it].as_str());
    let last = at(1);
    let compound = match (at(2), last) {
        (first, "general") if !first.is_empty() => 2,
        ("prime" | "first", "minister")
        | ("high", "commissioner")
        | ("managing", "director")
        | ("general", "manager" | "counsel")
        | ("district", "attorney")
        | ("co", "founder")
        | ("chief", "executive" | "justice") => 2,
        (_, "officer") if at(3) == "chief" => 3,
        (_, "officer") if at(4) == "chief" => 4,
        _ => 1,
    };
    let rank = spoken[..count - compound]
        .iter()
        .rev()
        .take(2)
        .find(|it| LOWERING.contains(&it.as_str()))
        .cloned();
    let mut name = spoken[count - compound..].join(" ");
    if name == "chief executive" {
        name.push_str(" officer");
    }
    Head { name, rank }
}

/// Whose office it is: what stands before the title, or a name after “of”, “at”, “for”.
fn organisation(words: &BlockText, phrase: Phrase) -> Option<Span> {
    let tokens = &words.tokens;
    if phrase.first < phrase.core {
        let last = &tokens[phrase.core - 1];
        return Some(Span::new(tokens[phrase.first].start as usize, last.stem_end as usize));
    }
    let mut named = None;
    for at in phrase.core_end..phrase.end {
        if !matches!(word(words, at), "of" | "at" | "for") {
            continue;
        }
        let mut first = at + 1;
        while tokens.get(first).is_some_and(|it| it.is(Class::ARTICLE)) {
            first += 1;
        }
        let mut end = first;
        while end < phrase.end
            && (tokens[end].has(Shape::CAPITAL)
                || matches!(word(words, end), "&")
                || tokens[end].kind == TokenKind::Code)
        {
            end += 1;
        }
        let institution = tokens[first..end]
            .iter()
            .any(|it| it.has(Shape::ALL_CAPITALS) || it.is(Class::ORGANISATION));
        let head = word(words, phrase.core_end - 1);
        let whole = word(words, at) == "of" && is_one_of(head, &HEADS_OF_ORGANISATIONS);
        if end > first && (word(words, at) == "at" || institution || whole) {
            let span = Span::new(tokens[first].start as usize, tokens[end - 1].stem_end as usize);
            named = Some(span);
        }
    }
    named
}
