//! `feed-residue`: what newswires, feeds and their markup leave in a text.

mod entities;

use crate::draft::{Block, BlockKind, Shape, TokenKind, Zone};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, BlockContext, DraftContext, Entry, Options, Rule, Sink};
use crate::text::{Span, begins_with_any};

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "feed-residue", asks: Asks::Both, build: |_: &Options| Box::new(FeedResidue) };

struct FeedResidue;

/// How lines begin that a newswire adds.
const LINES: [&str; 12] = [
    "view source version on",
    "view original content",
    "view original release on",
    "to view the source version of this",
    "blockchain registration",
    "this news story relied on content distributed by",
    "hashtag: #",
    "hashtags: #",
    "nnpa newswire",
    "blackpressusa.com newswire",
    "source: nnpa",
    "copyright business wire",
];

/// Longest of these lines, in bytes.
const LONGEST_LINE: usize = 600;

/// Longest line that does nothing but name a source, in bytes.
const LONGEST_SOURCE: usize = 60;

impl Rule for FeedResidue {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        const MARKS: [TokenKind; 4] =
            [TokenKind::Symbol, TokenKind::OpenBracket, TokenKind::Slash, TokenKind::Url];
        if !block.words.has_any(&MARKS) {
            return;
        }
        for (at, token) in block.words.notable() {
            match token.kind {
                TokenKind::Symbol => entity(block, token.start as usize, sink),
                TokenKind::OpenBracket => hidden_address(block, at, sink),
                TokenKind::Slash => style_sheet(block, at, sink),
                TokenKind::Url if block.text_of(token).contains("wp-json") => {
                    let message = "an address of the site’s machinery, not of a page";
                    sink.report(token.span(), message).unnecessary();
                }
                _ => {}
            }
        }
    }

    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        for block in draft.blocks() {
            if block.kind != BlockKind::TableCell && is_feed_line(block) {
                let shown = draft.text_at(block.span);
                let shown = shown.lines().next().unwrap_or(shown);
                let message = format!("“{}” was added by a feed", shorten(shown));
                let finding = sink.report(block.span, message);
                finding.unnecessary();
                if block.zone != Zone::Quotation && !block.same_line {
                    let lines = draft.whole_lines(block.span);
                    finding.fix(Fix::by_hand("Delete the line", vec![Edit::delete(lines)]));
                }
            }
        }
        pixels(draft, sink);
    }
}

fn shorten(line: &str) -> String {
    const LONGEST_SHOWN: usize = 48;
    match line.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{} …", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

fn is_feed_line(block: &Block) -> bool {
    // Most lines are told apart by their first letters.
    match &block.opening {
        b"(sou" => {
            let text = block.text();
            text.len() <= LONGEST_SOURCE
                && begins_with_any(text, &["(source:"])
                && text.ends_with(')')
        }
        b"view" | b"to v" | b"bloc" | b"this" | b"hash" | b"nnpa" | b"blac" | b"sour" | b"copy" => {
            block.text().len() <= LONGEST_LINE && begins_with_any(block.text(), &LINES)
        }
        _ => false,
    }
}

/// “&nbsp;”
fn entity(block: &BlockContext<'_>, start: usize, sink: &mut Sink<'_>) {
    let rest = &block.text()[start..];
    let Some((length, character)) = entities::read(rest) else { return };
    let span = Span::new(start, start + length);
    let found = &rest[..length];
    let beside_space = block.text()[..start].ends_with(' ') || rest[length..].starts_with(' ');
    let replacement = match character {
        '\u{a0}' if beside_space => String::new(),
        '\u{a0}' => " ".to_owned(),
        it => it.to_string(),
    };
    let title = format!("Write “{replacement}”");
    let edits = vec![Edit::replace(span, replacement)];
    let quoted = block.zone_at(start) == Zone::Quotation;
    let fix = if quoted { Fix::by_hand(title, edits) } else { Fix::safe(title, edits) };
    sink.report_case("entity", span, format!("“{found}” is markup, not text")).fix(fix);
}

/// “[email protected]”
fn hidden_address(block: &BlockContext<'_>, at: usize, sink: &mut Sink<'_>) {
    let [open, email, protected, close, ..] = &block.tokens()[at..] else { return };
    let is = block.text_of(open) == "["
        && block.text_of(email).eq_ignore_ascii_case("email")
        && block.text_of(protected).eq_ignore_ascii_case("protected")
        && block.text_of(close) == "]";
    if is {
        let span = open.span().join(close.span());
        sink.report(span, "the page hid this address from machines")
            .help("write the address itself");
    }
}

/// “/* Style Definitions */”
fn style_sheet(block: &BlockContext<'_>, at: usize, sink: &mut Sink<'_>) {
    let [slash, star, first, second, ..] = &block.tokens()[at..] else { return };
    let is = block.text_of(star) == "*"
        && !star.has(Shape::SPACE_BEFORE)
        && block.text_of(first).eq_ignore_ascii_case("style")
        && block.text_of(second).eq_ignore_ascii_case("definitions");
    if is {
        let span = slash.span().join(second.span());
        sink.report(span, "a style sheet stands in the text").unnecessary();
    }
}

/// “![](//track.feeds.int/480972)”: an image that nobody is meant to see.
fn pixels(draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
    const OPENING: &str = "![](";
    let text = draft.text;
    for start in memchr::memmem::find_iter(text.as_bytes(), OPENING) {
        let address = &text[start + OPENING.len()..];
        let Some(length) = address.find([')', '\n']) else { continue };
        let address = &address[..length];
        let host = address.trim_start_matches("https:").trim_start_matches("http:");
        let tracks = ["//track.", "//tracking.", "//pixel.", "//tracker."]
            .iter()
            .any(|it| host.starts_with(it))
            || ["/pixel.gif", "/pixel.png", "/spacer.gif"].iter().any(|it| host.contains(it));
        if tracks {
            let span = Span::new(start, start + OPENING.len() + length + 1);
            sink.report(span, "an image that only counts readers")
                .unnecessary()
                .fix(Fix::by_hand("Delete the image", vec![Edit::delete(span)]));
        }
    }
}
