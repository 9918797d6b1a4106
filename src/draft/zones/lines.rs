//! The lines that only one part of a release has: end marks, counters, navigation, contacts.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::draft::lexicon::Class;
use crate::draft::zones::signs::LONGEST_LINE;
use crate::draft::{Block, BlockKind, Shape, TokenKind};
use crate::text::lower_word;

/// Longest line that can be an end mark, in bytes.
const LONGEST_END_MARK: usize = 40;

pub(super) fn is_end_mark(text: &str, bare: &str) -> bool {
    if text.len() > LONGEST_END_MARK {
        return false;
    }
    let signs: String = text.chars().filter(|it| !it.is_whitespace()).collect();
    matches!(signs.as_str(), "###" | "####" | "-30-" | "–30–" | "—30—")
        || (matches!(
            bare,
            "ends" | "end" | "ends here" | "end of release" | "end of press release"
        ) && text.len() <= bare.len() + 8)
}

/// “1 / 27”, “Image 1 of 2”, “1 Photo”; the first or second half of one that was cut in two.
pub(super) fn is_counter(text: &str) -> bool {
    if text.len() > 24 {
        return false;
    }
    // Every form has a figure or a slash.
    if !text.bytes().any(|it| it.is_ascii_digit() || it == b'/') {
        return false;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let number =
        |it: &str| !it.is_empty() && it.len() <= 3 && it.bytes().all(|b| b.is_ascii_digit());
    let label = |it: &str| {
        matches!(
            it,
            "image" | "images" | "photo" | "photos" | "picture" | "pictures" | "slide" | "of"
        )
    };
    match words.as_slice() {
        [one, "/" | "of", other] => number(one) && number(other),
        [one, "/"] | ["/", one] => number(one),
        ["/"] => true,
        [joined] => joined.split_once('/').is_some_and(|(one, other)| number(one) && number(other)),
        [kind, one, "of" | "/", other] => label(kind) && number(one) && number(other),
        [count, kind] => number(count) && matches!(*kind, "photo" | "photos" | "image" | "images"),
        _ => false,
    }
}

pub(super) fn is_embargo(text: &str, bare: &str) -> bool {
    if !bare.starts_with(['e', 's', 'u', 'n']) {
        return false;
    }
    let starts = bare.starts_with("embargo")
        || bare.starts_with("strictly embargoed")
        || bare.starts_with("under embargo")
        || bare.starts_with("not for release before")
        || bare.starts_with("not for publication before");
    // Trade embargoes are spoken of in sentences, and in headlines: “Embargo on timber extended”.
    let of_trade = ["embargo on ", "embargo against ", "embargo of "];
    starts
        && !of_trade.iter().any(|it| bare.starts_with(it))
        && (bare.contains("until")
            || bare.contains("embargoed")
            || bare.starts_with("not for")
            || text.contains(':')
            || text.chars().filter(|it| it.is_alphabetic()).all(char::is_uppercase))
}

pub(super) fn is_release_line(text: &str, bare: &str) -> bool {
    const LINES: [&str; 23] = [
        "for immediate release",
        "immediate release",
        "for release",
        "media release",
        "press release",
        "news release",
        "media statement",
        "press statement",
        "statement",
        "media advisory",
        "press advisory",
        "news",
        "news story",
        "press notice",
        "press information",
        "media alert",
        "release",
        "for immediate distribution",
        "media note",
        "press note",
        "joint statement",
        "joint media release",
        "communiqué",
    ];
    if LINES.contains(&bare) || is_document_symbol(text) {
        return true;
    }
    // “Press Release No. 08/121”, “For immediate release – 3 May”.
    bare.starts_with(['p', 'f', 'm', 'n'])
        && [
            "press release n",
            "press release no",
            "for immediate release",
            "media release no",
            "news release no",
        ]
        .iter()
        .any(|it| bare.starts_with(it))
        && bare.len() < 80
}

/// “GA/EN/2618”, “SG/SM/20344-SC/9910”: what the United Nations number their releases by.
fn is_document_symbol(text: &str) -> bool {
    let counts = |it: u8| it.is_ascii_uppercase() || it.is_ascii_digit() || b"/-.".contains(&it);
    text.bytes().all(counts)
        && text.bytes().filter(|&it| it == b'/').count() >= 2
        && text.starts_with(|it: char| it.is_ascii_uppercase())
        && text.ends_with(|it: char| it.is_ascii_digit())
}

/// Lines of a web page that are no part of the release.
const NAVIGATION: [&str; 74] = [
    "all news",
    "all press releases",
    "all releases",
    "back",
    "back to list",
    "back to news",
    "back to top",
    "back to overview",
    "back to all news",
    "back to press releases",
    "back to newsroom",
    "top of page",
    "skip to content",
    "skip to main content",
    "skip to navigation",
    "read more",
    "learn more",
    "see more",
    "show more",
    "more news",
    "load more",
    "view all",
    "view all news",
    "view more",
    "share",
    "share this",
    "share this page",
    "share this article",
    "share on facebook",
    "share on twitter",
    "share on linkedin",
    "share via email",
    "share by email",
    "print",
    "print this page",
    "print page",
    "email",
    "e-mail this page",
    "download",
    "download pdf",
    "download image",
    "previous",
    "next",
    "previous article",
    "next article",
    "previous release",
    "next release",
    "home",
    "menu",
    "search",
    "close",
    "subscribe",
    "sign up",
    "log in",
    "login",
    "related news",
    "related articles",
    "related content",
    "related links",
    "related documents",
    "navigation path",
    "left navigation",
    "additional tools",
    "site map",
    "sitemap",
    "accept cookies",
    "cookie settings",
    "all rights reserved",
    "follow us",
    "follow us on",
    "you are here",
    "tweet",
    "copy link",
    "permalink",
];

/// Whether a line is a phrase that only the page around a release has.
pub(crate) fn is_navigation_line(text: &str) -> bool {
    let text = text.trim();
    let bare = text.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase();
    text.len() <= LONGEST_LINE && is_navigation(&bare, text)
}

/// A rule across the page, or a line that is nothing but a link.
pub(super) fn is_bare_link(block: &Block) -> bool {
    let text = block.text();
    let tokens = block.tokens();
    let markdown_link = (text.starts_with('[') || text.starts_with("!["))
        && text.ends_with(')')
        && text.contains("](");
    let no_word = !tokens
        .iter()
        .any(|it| it.is_wordlike() || matches!(it.kind, TokenKind::Email | TokenKind::Object));
    markdown_link || no_word
}

/// What stands above a page that was put away.
static ARCHIVED: LazyLock<Finder<'static>> =
    LazyLock::new(|| Finder::new("has been archived. view current"));

pub(super) fn is_navigation(bare: &str, text: &str) -> bool {
    if NAVIGATION.contains(&bare) {
        return !text.ends_with(['.', ':', '?']);
    }
    let breadcrumb = (bare.starts_with("home >")
        || bare.starts_with("home »")
        || bare.starts_with("home /")
        || bare.starts_with("home ›"))
        && text.split(['>', '»', '/', '›']).count() >= 2;
    let cookies = bare.starts_with("we use cookies")
        || bare.starts_with("this site uses cookies")
        || bare.starts_with("this website uses cookies");
    let question = bare.starts_with("are you happy with this page")
        || bare.starts_with("is there anything wrong with this page");
    let all_events = text.starts_with('«') && bare.starts_with("all ");
    let archived = ARCHIVED.find(bare.as_bytes()).is_some();
    breadcrumb
        || cookies
        || question
        || all_events
        || archived
        || is_language_switch(text)
        || is_age_stamp(bare)
        || is_menu(bare, text)
}

/// “EN FR ES”: the languages that the page comes in.
fn is_language_switch(text: &str) -> bool {
    const CODES: [&str; 14] =
        ["AR", "DE", "EN", "ES", "FR", "HU", "IT", "NL", "PL", "PT", "RU", "SV", "TR", "ZH"];
    let mut count = 0;
    let all = text
        .split(|it: char| it.is_whitespace() || it == '|' || it == '/')
        .filter(|it| !it.is_empty())
        .all(|it| {
            count += 1;
            CODES.contains(&it)
        });
    all && count >= 2 && text.contains("EN")
}

/// “Updated: 12 min 3 sec ago”.
fn is_age_stamp(bare: &str) -> bool {
    (bare.starts_with("updated") || bare.starts_with("posted") || bare.starts_with("published"))
        && bare.ends_with(" ago")
        && bare.bytes().any(|it| it.is_ascii_digit())
}

/// “HOME ABOUT US SERVICES CONTACT US”: a page’s menu in one line.
fn is_menu(bare: &str, text: &str) -> bool {
    bare.starts_with("home ")
        && (bare.ends_with(" contact us")
            || bare.ends_with(" contact")
            || bare.ends_with(" about us"))
        && !text.chars().any(char::is_lowercase)
}

/// A line that is a date and little else: “16 May 2013 – Media release”, “Published March 12, 2021”.
pub(super) fn is_date_line(block: &Block) -> bool {
    if is_iso_date(block.text()) {
        return true;
    }
    let mut month = false;
    let mut year = false;
    for token in block.tokens() {
        match token.kind {
            TokenKind::Number => {
                let text = block.words.text_of(token);
                year |= text.len() == 4 && text.starts_with(['1', '2']);
            }
            TokenKind::Ordinal => {}
            TokenKind::Word if token.is(Class::MONTH) => month = true,
            TokenKind::Word if token.is(Class::WEEKDAY) => {}
            TokenKind::Word => {
                let harmless = matches!(
                    lower_word(block.words.text_of(token), &mut [0; 16]),
                    "published"
                        | "updated"
                        | "date"
                        | "issued"
                        | "released"
                        | "on"
                        | "media"
                        | "press"
                        | "news"
                        | "release"
                        | "statement"
                        | "at"
                        | "am"
                        | "pm"
                        | "eastern"
                        | "standard"
                        | "daylight"
                        | "time"
                        | "est"
                        | "edt"
                        | "gmt"
                        | "utc"
                        | "et"
                        | "cet"
                        | "of"
                        | "a.m"
                        | "p.m"
                        | "posted"
                        | "the"
                );
                // Most lines are settled by their first word.
                if !harmless {
                    return false;
                }
            }
            TokenKind::Code | TokenKind::Url | TokenKind::Email | TokenKind::Object => {
                return false;
            }
            _ => {}
        }
    }
    month && year
}

/// “2026-05-18”, “2026-05-18T09:30Z”.
fn is_iso_date(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '+' | '-'))
        && text.get(..10).is_some_and(|it| it.parse::<jiff::civil::Date>().is_ok())
        && text[10..].chars().all(|it| !it.is_alphabetic() || it == 'T' || it == 'Z')
}

pub(super) fn is_contact_line(block: &Block, bare: &str) -> bool {
    let tokens = block.tokens();
    let address = tokens.iter().any(|it| it.kind == TokenKind::Email);
    let labelled = [
        "tel",
        "phone",
        "mobile",
        "email",
        "e-mail",
        "fax",
        "contact",
        "media contact",
        "cell",
        "press contact",
        "office",
    ]
    .iter()
    .any(|it| bare.starts_with(it) && bare[it.len()..].starts_with([':', '.', ' ', '(']))
        && tokens
            .iter()
            .any(|it| matches!(it.kind, TokenKind::Number | TokenKind::Email | TokenKind::Colon));
    let words = tokens.iter().filter(|it| it.kind == TokenKind::Word).count();
    let figures = tokens
        .iter()
        .filter(|it| it.kind == TokenKind::Number)
        .map(|it| it.span().len())
        .sum::<usize>();
    labelled || (address && words <= 8) || (figures >= 9 && words <= 3)
}

/// “About Acme”, “About the Ministry of Health”.
pub(super) fn is_about(block: &Block, words: usize) -> bool {
    let mut tokens = block.tokens().iter();
    let about =
        tokens.next().is_some_and(|it| block.words.text_of(it).eq_ignore_ascii_case("about"));
    about
        && (words >= 2 || matches!(block.kind, BlockKind::Heading(_)))
        && tokens.any(|it| it.has(Shape::CAPITAL) || it.kind == TokenKind::Code || words <= 3)
}

/// “About Acme Acme is …”, “About AcmeAcme is …”: the heading lost its line.
pub(super) fn is_joined_about(block: &Block) -> bool {
    let text = block.text();
    let Some(rest) = text.strip_prefix("About ").or_else(|| text.strip_prefix("ABOUT ")) else {
        return false;
    };
    rest.starts_with(char::is_uppercase)
        && block.tokens().get(1).is_some_and(|it| {
            let name = block.words.text_of(it);
            let after = &text[it.end as usize..];
            // The name comes again at once.
            let soon: String = after.chars().take(80).collect();
            soon.contains(name)
                || name.len() > 1
                    && name.len().is_multiple_of(2)
                    && name.is_char_boundary(name.len() / 2)
                    && name[..name.len() / 2] == name[name.len() / 2..]
        })
}

/// What the legal part of a release begins with: “Forward-looking statements”, “Safe harbor statement”.
pub(super) const LEGAL_OPENINGS: [&str; 6] = [
    "forward-looking statement",
    "forward looking statement",
    "safe harbor",
    "cautionary note",
    "cautionary statement",
    "disclaimer",
];

pub(super) fn is_legal_heading(bare: &str) -> bool {
    LEGAL_OPENINGS.iter().any(|it| bare.starts_with(it))
}

pub(super) fn is_notes(bare: &str) -> bool {
    [
        "notes to editors",
        "note to editors",
        "notes to editor",
        "note to editor",
        "notes for editors",
        "editor's notes",
        "editor’s notes",
        "editors' notes",
        "editors’ notes",
        "editor's note",
        "editor’s note",
        "notes to journalists",
        "notes",
        "background",
        "background information",
        "quick facts",
        "further information",
    ]
    .contains(&bare)
        || bare.starts_with("notes to editors")
}

pub(super) fn is_contact_heading(bare: &str) -> bool {
    if !bare.starts_with(['c', 'f', 'i', 'm', 'p']) {
        return false;
    }
    const STARTS: [&str; 22] = [
        "media contact",
        "press contact",
        "contact",
        "contacts",
        "media contacts",
        "press contacts",
        "for more information",
        "for further information",
        "for media inquiries",
        "media inquiries",
        "media enquiries",
        "for media enquiries",
        "press office",
        "press enquiries",
        "press inquiries",
        "for additional information",
        "contact details",
        "contact information",
        "investor contact",
        "investor relations contact",
        "media relations",
        "for information",
    ];
    STARTS.iter().any(|it| {
        bare.strip_prefix(it)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', ',', ' ', 's', '\n']))
    })
}
