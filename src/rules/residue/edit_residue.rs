//! `edit-residue`: comments, tracked changes and notes of the people who wrote the draft.

use crate::draft::{Class, Sentence, Shape, Token, TokenKind};
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "edit-residue", asks: Asks::Blocks, build: |_: &Options| Box::new(EditResidue) };

struct EditResidue;

/// Longest line that can be a note to colleagues, in bytes.
const LONGEST_NOTE: usize = 60;

/// How many signs a conflict marker has.
const CONFLICT_SIGNS: usize = 7;

/// What a word processor writes before a tracked change.
const CHANGES: [&str; 3] = ["Deleted", "Inserted", "Formatted"];

/// Lines that are written for colleagues.
const NOTES: [&str; 17] = [
    "not for release",
    "not for publication",
    "do not release",
    "do not publish",
    "see attached",
    "please see attached",
    "see attachment",
    "clean copy",
    "clean version",
    "tracked changes",
    "track changes",
    "with tracked changes",
    "draft",
    "first draft",
    "final draft",
    "for internal use only",
    "internal draft",
];

impl Rule for EditResidue {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        if block.text().len() <= LONGEST_NOTE && is_note(block) {
            let span = Span::new(0, block.text().len());
            let message = format!("“{}” is a note to colleagues", block.text());
            sink.report(span, message).unnecessary();
            return;
        }
        const MARKS: [TokenKind; 3] = [TokenKind::OpenBracket, TokenKind::Symbol, TokenKind::Colon];
        let marks = block.words.has_any(&MARKS).then(|| block.words.notable());
        for (at, token) in marks.into_iter().flatten() {
            match token.kind {
                TokenKind::OpenBracket => bracket(block, at, sink),
                TokenKind::Symbol => conflict_marker(block, at, sink),
                TokenKind::Colon => tracked_change(block, at, sink),
                _ => {}
            }
        }
        for pair in block.sentences().windows(2) {
            if let [first, second] = pair {
                repeated_name(block, *first, *second, sink);
            }
        }
    }
}

/// “DRAFT v3”, “Not for release”, “Clean copy – 4 May”.
fn is_note(block: &BlockContext<'_>) -> bool {
    let text = block.text().trim_matches(|it: char| !it.is_alphanumeric());
    if NOTES.iter().any(|it| it.eq_ignore_ascii_case(text)) {
        return true;
    }
    let tokens = block.tokens();
    let is = |at: usize, word: &str| {
        tokens.get(at).is_some_and(|it| block.text_of(it).eq_ignore_ascii_case(word))
    };
    let first = tokens.iter().position(Token::is_wordlike).unwrap_or(0);
    // “Draft 3”, “Draft v3”, “Draft version 3”, each with nothing behind it but marks and figures.
    if !is(first, "draft") {
        return false;
    }
    let version = |at: usize| {
        tokens.get(at).is_some_and(|it| match it.kind {
            TokenKind::Number => true,
            TokenKind::Code => block.text_of(it).starts_with(['v', 'V']),
            _ => false,
        })
    };
    let named = (is(first + 1, "version") || is(first + 1, "v")) && first + 2 < tokens.len();
    let rest = if named { first + 2 } else { first + 1 };
    version(rest)
        && tokens[rest + 1..].iter().all(|it| it.kind != TokenKind::Word || it.is(Class::MONTH))
}

/// “[Comment MB1]”, “[MB1]”.
fn bracket(block: &BlockContext<'_>, at: usize, sink: &mut Sink<'_>) {
    let tokens = &block.tokens()[at..];
    let [open, first, rest @ ..] = tokens else { return };
    if block.text_of(open) != "[" || !first.is_wordlike() {
        return;
    }
    let comment = matches!(block.text_of(first), "Comment" | "Commented");
    let (mark, close) = if comment {
        let [mark, close, ..] = rest else { return };
        (mark, close)
    } else {
        let [close, ..] = rest else { return };
        (first, close)
    };
    if close.kind != TokenKind::CloseBracket || !is_comment_mark(block, mark) {
        return;
    }
    // A mark that a line begins with, or that text refers to, numbers a source.
    let hangs = !open.has(Shape::SPACE_BEFORE) && at > 0;
    if comment || hangs {
        let span = open.span().join(close.span());
        let found = &block.text()[span.range()];
        sink.report(span, format!("“{found}” is the mark of a comment")).unnecessary();
    }
}

/// Initials and a number: “MB1”.
fn is_comment_mark(block: &BlockContext<'_>, token: &Token) -> bool {
    let text = block.text_of(token);
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    token.kind == TokenKind::Code
        && (1..=3).contains(&letters)
        && (1..=2).contains(&(text.len() - letters))
        && text.bytes().skip(letters).all(|it| it.is_ascii_digit())
}

/// “<<<<<<< ours”
fn conflict_marker(block: &BlockContext<'_>, at: usize, sink: &mut Sink<'_>) {
    let tokens = block.tokens();
    let first = &tokens[at];
    let sign = block.text_of(first);
    if !first.has(Shape::LINE_START) || !matches!(sign, "<" | ">" | "=") {
        return;
    }
    let count = 1 + tokens[at + 1..]
        .iter()
        .take_while(|it| !it.has(Shape::SPACE_BEFORE) && block.text_of(it) == sign)
        .count();
    let last = &tokens[at + count - 1];
    // A line of equals signs may underline a heading.
    if count == CONFLICT_SIGNS && sign != "=" {
        let span = first.span().join(last.span());
        let message = format!("“{}” marks a conflict of two versions", &block.text()[span.range()]);
        sink.report(span, message).help("keep one of the two versions");
    }
}

/// “Deleted: the old quay”
fn tracked_change(block: &BlockContext<'_>, at: usize, sink: &mut Sink<'_>) {
    let Some(before) = at.checked_sub(1) else { return };
    let word = &block.tokens()[before];
    // At the start of a line, and in the middle of a sentence, where nothing begins with a capital.
    let placed = word.has(Shape::LINE_START) || !word.has(Shape::SENTENCE_START);
    if word.has(Shape::CAPITAL) && placed && CHANGES.contains(&block.text_of(word)) {
        let span = word.span().join(block.tokens()[at].span());
        let found = &block.text()[span.range()];
        sink.report(span, format!("“{found}” is a tracked change"))
            .help("accept or reject the change, then copy the text again");
    }
}

/// “Secretary Anna K. Berg. Berg told delegates”: a title and a name are no sentence; half of a
/// change stayed.
fn repeated_name(block: &BlockContext<'_>, first: Sentence, second: Sentence, sink: &mut Sink<'_>) {
    let tokens = block.tokens();
    let (one, other) = (
        &tokens[first.first as usize..first.end as usize],
        &tokens[second.first as usize..second.end as usize],
    );
    let (Some(name), Some(again)) = (one.iter().rev().find(|it| it.is_wordlike()), other.first())
    else {
        return;
    };
    let same = name.is_capitalised_word()
        && again.is_capitalised_word()
        && block.text_of(name) == block.text_of(again);
    let only_name = same
        && one.iter().filter(|it| it.kind == TokenKind::Word).all(|it| it.has(Shape::CAPITAL))
        && one.iter().any(|it| it.is(Class::TITLE | Class::HONORIFIC));
    if only_name {
        let span = first.span;
        let message = format!("“{}” is what an edit left over", &block.text()[span.range()]);
        sink.report_case("half-edit", span, message).help("join it to the next sentence");
    }
}
