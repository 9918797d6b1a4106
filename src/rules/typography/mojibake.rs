//! `mojibake`: characters that were read in the wrong encoding.

use crate::draft::Zone;
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "mojibake", asks: Asks::Blocks, build: |_: &Options| Box::new(Mojibake) };

struct Mojibake;

/// The bytes of Windows-1252 from 0x80 to 0x9f, as characters; a stop where there is none.
const WINDOWS: &str = "€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ";

/// The bytes of Mac Roman from 0x80 to 0xff, as characters; a stop for the apple.
const MAC: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ.ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// The encodings that texts are most often read in by mistake.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Windows,
    Mac,
}

impl Rule for Mojibake {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        let text = block.text();
        if text.is_ascii() {
            return;
        }
        report_stray_characters(block, sink);
        let mut done = 0;
        // What UTF-8 begins with, read in another encoding, itself begins with these bytes: “Ã”,
        // “Â” and “â” with C3, “√” and “‚” with E2; U+FFFD begins with EF.
        for at in memchr::memchr3_iter(0xc3, 0xe2, 0xef, text.as_bytes()) {
            let next = |it: usize| text.as_bytes().get(at + it).copied();
            let may_be_wrong = match text.as_bytes()[at] {
                // Whatever was read wrong begins with two such characters; “é” alone is right.
                0xc3 => next(2).is_some_and(|it| it >= 0x80),
                // “‚”, “√”.
                0xe2 => matches!((next(1), next(2)), (Some(0x80 | 0x88), Some(0x9a))),
                _ => true,
            };
            if at < done || !may_be_wrong {
                continue;
            }
            let Some(rest) = text.get(at..) else { continue };
            if rest.starts_with('\u{fffd}') {
                let length = rest.len() - rest.trim_start_matches('\u{fffd}').len();
                done = at + length;
                sink.report(Span::new(at, done), "“\u{fffd}” stands for a character that was lost")
                    .help("look it up in the original");
            } else if let Some((length, right)) = decode(text, at) {
                done = at + length;
                let wrong = &text[at..done];
                let span = Span::new(at, done);
                let message = format!("“{wrong}” is “{right}”, read in the wrong encoding");
                let edits = vec![Edit::replace(span, right.clone())];
                sink.report(span, message).fix(Fix::by_hand(format!("Write “{right}”"), edits));
            }
        }
    }
}

/// Words that say that characters follow: “the characters 海港 mean harbour”.
const NAMING: [&str; 11] = [
    "character",
    "characters",
    "word",
    "words",
    "sign",
    "signs",
    "name",
    "names",
    "as",
    "called",
    "written",
];

/// Chinese characters in the middle of a sentence in Latin letters, where no bracket, no mark and no
/// name beside them shows that they were meant.
fn report_stray_characters(block: &BlockContext<'_>, sink: &mut Sink<'_>) {
    let text = block.text();
    let is_han = |it: char| ('\u{4e00}'..='\u{9fff}').contains(&it);
    // What UTF-8 begins the common ones with: E4 to E9.
    let bytes = text.as_bytes();
    if memchr::memchr3(0xe4, 0xe5, 0xe6, bytes).is_none()
        && memchr::memchr3(0xe7, 0xe8, 0xe9, bytes).is_none()
    {
        return;
    }
    let mut done = 0;
    while let Some(found) = text.get(done..).and_then(|rest| {
        rest.bytes().position(|it| (0xe4..=0xe9).contains(&it)).map(|it| done + it)
    }) {
        let rest = &text[found..];
        let length = rest.find(|it| !is_han(it)).unwrap_or(rest.len());
        done = found + length.max(3);
        let before = text[..found].trim_end_matches(' ');
        let after = rest[length..].trim_start_matches(' ');
        // Small letters on both sides, or the end: “the 勒貊 office”, but not “Wu Lian 吴连”.
        let last_word = before.rsplit(' ').next().unwrap_or_default();
        let amid = !NAMING.contains(&last_word)
            && last_word.starts_with(|it: char| it.is_ascii_lowercase())
            && last_word.ends_with(|it: char| it.is_ascii_lowercase())
            && after.starts_with(|it: char| it.is_ascii_lowercase());
        let span = Span::new(found, found + length);
        if length >= 6 && amid && block.zone_at(found) != Zone::Quotation {
            let shown = &text[span.range()];
            sink.report_case(
                "stray",
                span,
                format!("“{shown}” may be a word in the wrong encoding"),
            )
            .help("look it up in the original");
        }
    }
}

/// The length of what was misread at `at`, and what it was.
fn decode(text: &str, at: usize) -> Option<(usize, String)> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    let encoding = match first {
        'Ã' | 'Â' | 'â' | 'Å' | 'Ä' | 'Ð' | 'Ñ' => Encoding::Windows,
        '√' | '‚' => Encoding::Mac,
        _ => return None,
    };
    let lead = byte_of(first, encoding)?;
    let count = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => return None,
    };
    let mut bytes = [0_u8; 3];
    let mut length = 0;
    for (to, character) in bytes.iter_mut().zip(rest.chars()).take(count) {
        *to = byte_of(character, encoding)?;
        length += character.len_utf8();
    }
    let decoded = std::str::from_utf8(bytes.get(..count)?).ok();
    let decoded = decoded.filter(|it| !it.chars().any(char::is_control));
    let second = rest.chars().nth(1)?;
    let after = rest[length..].chars().next();
    match decoded {
        Some(right) if count == 3 || is_odd_pair(first, second, after) => {
            Some((length, right.to_owned()))
        }
        _ => None,
    }
}

/// Whether no writer puts these two characters side by side. A closing mark or a dash after a capital
/// is common, unless the word goes on behind it.
fn is_odd_pair(first: char, second: char, after: Option<char>) -> bool {
    let mark = matches!(
        second,
        '‘' | '’'
            | '“'
            | '”'
            | '„'
            | '‚'
            | '–'
            | '—'
            | '…'
            | '\u{a0}'
            | '«'
            | '»'
            | '·'
            | '•'
    );
    let goes_on = after.is_some_and(char::is_alphabetic);
    match first {
        // “ÃO” and “Ñ” are letters of words: the other half must be no letter.
        'Ã' | 'Â' => !mark || goes_on,
        '√' => !matches!(second, '°' | '±') || goes_on,
        _ => (!mark || goes_on) && !second.is_alphabetic(),
    }
}

/// The byte that `encoding` shows as `character`, of those that have their high bit set.
fn byte_of(character: char, encoding: Encoding) -> Option<u8> {
    let code = u32::from(character);
    match encoding {
        // The control characters of Latin-1 stand for themselves where Windows-1252 has none.
        Encoding::Windows if (0x80..0x100).contains(&code) => u8::try_from(code).ok(),
        Encoding::Windows => position(WINDOWS, character),
        Encoding::Mac => position(MAC, character),
    }
}

fn position(table: &str, character: char) -> Option<u8> {
    let at = table.chars().position(|it| it == character && it != '.')?;
    u8::try_from(0x80 + at).ok()
}
