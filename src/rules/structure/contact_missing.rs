//! `contact-missing`: whom to ask, and how to reach them.

use crate::draft::{Block, Class, TokenKind, Zone};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "contact-missing",
    asks: Asks::Draft,
    build: |options: &Options| {
        Box::new(ContactMissing { required: options.bool("required"), name: options.bool("name") })
    },
};

struct ContactMissing {
    required: bool,
    /// Whether a contact names somebody.
    name: bool,
}

/// So many blocks are the end of a release.
const LAST_BLOCKS: usize = 8;

/// Fewer digits are no telephone number.
const FEWEST_DIGITS: usize = 7;

impl Rule for ContactMissing {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let blocks = draft.blocks();
        let hidden = report_hidden_addresses(draft, sink);
        if draft.draft.first_in(Zone::Lead).is_none() {
            return;
        }
        let contacts: Vec<&Block> = blocks.iter().filter(|it| it.zone == Zone::Contact).collect();
        let Some(first) = contacts.first() else {
            // An address or a telephone number in the last lines is a contact too.
            let reachable = blocks.iter().rev().take(LAST_BLOCKS).any(is_reachable)
                || blocks.iter().any(|it| it.tokens().iter().any(|it| it.kind == TokenKind::Email));
            if self.required && !reachable && !hidden {
                report_missing(draft, sink);
            }
            return;
        };
        let broken = report_broken_addresses(&contacts, sink);
        if !broken && !hidden && !contacts.iter().any(|it| is_reachable(it)) {
            sink.report(first.span, "the contact has neither telephone number nor e-mail address");
        } else if self.name && !contacts.iter().any(|it| names_somebody(it)) {
            sink.report(first.span, "the contact names nobody");
        }
    }
}

fn report_missing(draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
    let own =
        |it: &&Block| !matches!(it.zone, Zone::PageChrome | Zone::PhotoCounter | Zone::Caption);
    let Some(last) = draft.blocks().iter().rfind(own) else { return };
    let Some(word) = last.tokens().iter().rfind(|it| it.is_wordlike()).or(last.tokens().last())
    else {
        return;
    };
    sink.report(last.to_draft(word.span()), "the release names no contact")
        .help("add a name, a telephone number and an e-mail address at the end");
}

/// An e-mail address, a web address or a telephone number.
fn is_reachable(block: &Block) -> bool {
    let mut digits = 0;
    block.tokens().iter().any(|token| {
        match token.kind {
            TokenKind::Number => {
                let text = block.words.text_of(token);
                digits += text.bytes().filter(u8::is_ascii_digit).count();
            }
            // Dates and figures of the text are many digits too, with words between them.
            TokenKind::Word => digits = 0,
            _ => {}
        }
        token.kind == TokenKind::Email || digits >= FEWEST_DIGITS
    })
}

/// A person, or an office: “Elina Harju”, “Press office”.
fn names_somebody(block: &Block) -> bool {
    let tokens = block.tokens();
    let label = |it: &crate::draft::Token| {
        [
            "contact",
            "contacts",
            "media",
            "press",
            "tel",
            "email",
            "e-mail",
            "phone",
            "for",
            "more",
            "information",
        ]
        .iter()
        .any(|label| label.eq_ignore_ascii_case(block.words.text_of(it)))
    };
    let office = tokens.iter().any(|it| {
        it.is(Class::ORGANISATION)
            || ["desk", "newsroom", "team", "relations", "communications", "spokesperson"]
                .iter()
                .any(|word| word.eq_ignore_ascii_case(block.words.text_of(it)))
    });
    let person = tokens.windows(2).any(|two| {
        let [one, other] = two else { return false };
        one.is_capitalised_word() && other.is_capitalised_word() && !label(one) && !label(other)
    });
    office || person
}

/// “E- mail”, “press (at) harbours-union.org”.
fn report_broken_addresses(contacts: &[&Block], sink: &mut Sink<'_>) -> bool {
    let mut any = false;
    for block in contacts {
        for broken in ["E- mail", "e- mail", "E -mail", " (at) ", " [at] ", " @ "] {
            let Some(at) = block.text().find(broken) else { continue };
            let shown = broken.trim();
            let start = at + broken.len() - broken.trim_start().len();
            let span = block.to_draft(Span::new(start, start + shown.len()));
            sink.report_case("broken", span, format!("“{shown}” breaks the e-mail address"));
            any = true;
        }
        if let Some(span) = address_with_space(block.text()) {
            let span = block.to_draft(span);
            sink.report_case("broken", span, "a space breaks this e-mail address");
            any = true;
        }
    }
    any
}

/// “press@ harbours-union.org”, “press @harbours-union.org”, “press@harbours-union .org”. A name on a
/// network, “@harbours”, has no end that only addresses have.
fn address_with_space(text: &str) -> Option<Span> {
    const ENDS: [&str; 8] = [".org", ".com", ".int", ".gov", ".net", ".edu", ".eu", ".example"];
    let in_address = |it: char| it.is_ascii_alphanumeric() || "._-".contains(it);
    let head = |text: &str| text.len() - text.trim_start_matches(in_address).len();
    memchr::memchr_iter(b'@', text.as_bytes()).find_map(|at| {
        let before = text[..at].strip_suffix(' ').unwrap_or(&text[..at]);
        let after = text[at + 1..].strip_prefix(' ').unwrap_or(&text[at + 1..]);
        let start = before.trim_end_matches(in_address).len();
        let after_start = text.len() - after.len();
        let host = &after[..head(after)];
        let end = after[host.len()..].strip_prefix(' ').map_or("", |it| &it[..head(it)]);
        let cut = !host.contains('.') && ENDS.contains(&end);
        // With a space on both sides the sign is a word of its own.
        let apart = (before.len() < at) != (after_start > at + 1);
        let whole = ENDS.iter().any(|it| host.ends_with(it));
        let length = host.len() + if cut { 1 + end.len() } else { 0 };
        (start < before.len() && (cut || whole && apart))
            .then(|| Span::new(start, after_start + length))
    })
}

/// What a web page shows to programs in place of an address.
fn report_hidden_addresses(draft: &DraftContext<'_>, sink: &mut Sink<'_>) -> bool {
    const HIDDEN: &str = "[email\u{a0}protected]";
    let mut any = false;
    for form in [HIDDEN, "[email protected]"] {
        for at in memchr::memmem::find_iter(draft.text.as_bytes(), form) {
            let span = Span::new(at, at + form.len());
            sink.report_case("broken", span, "the page hid this e-mail address")
                .help("write the address");
            any = true;
        }
    }
    any
}
