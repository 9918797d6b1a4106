//! `textDocument/documentLink`: web and e-mail addresses that stand in the text.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{DocumentLink, DocumentLinkParams, Url};

use crate::draft::{Draft, TokenKind};
use crate::server::backend::Request;
use crate::text::Span;

/// What a web address can begin with, besides a host's name.
const SCHEMES: [&str; 5] = ["http://", "https://", "ftp://", "mailto:", "tel:"];

/// Gives the addresses of a draft.
pub(in crate::server) fn handle(
    request: &Request,
    params: &DocumentLinkParams,
) -> Result<Option<Vec<DocumentLink>>> {
    let document = request.document(&params.text_document)?;
    let Some((checked, _)) = request.check(document) else {
        return Ok(None);
    };
    let client = &request.state.client;
    let links = links(&checked.analysis.draft).into_iter().map(|(span, target)| DocumentLink {
        range: client.encoding.range(&document.text, span),
        tooltip: client.writing.link_tooltips.then(|| tooltip(&target)),
        target: Some(target),
        data: None,
    });
    Ok(Some(links.collect()))
}

fn tooltip(target: &Url) -> String {
    match target.scheme() {
        "mailto" => format!("Write to {}", target.path()),
        "tel" => format!("Call {}", target.path()),
        _ => format!("Open {target}"),
    }
}

/// The addresses that stand in the text, and where they lead. Where the markup has a link of its
/// own, that is the editor's.
fn links(draft: &Draft) -> Vec<(Span, Url)> {
    let mut links: Vec<(Span, Url)> = Vec::new();
    for block in &draft.blocks {
        for token in block.tokens() {
            let kind = token.kind;
            if !matches!(kind, TokenKind::Url | TokenKind::Email) {
                continue;
            }
            let start = block.to_draft(token.span()).start;
            let seen = links.last().is_some_and(|(before, _)| start < before.end);
            if seen || draft.is_in_link(start) {
                continue;
            }
            let end = match kind {
                TokenKind::Url => address_end(block.text(), token.span()),
                _ => token.end as usize,
            };
            let span = Span::new(token.start as usize, end);
            if let Some(target) = target(kind, &block.text()[span.range()]) {
                links.push((block.to_draft(span), target));
            }
        }
    }
    links
}

/// Where an address leads. “harbour.com” alone may be a company’s name.
fn target(kind: TokenKind, address: &str) -> Option<Url> {
    if kind == TokenKind::Email {
        return Url::parse(&format!("mailto:{address}")).ok();
    }
    let lower = address.to_ascii_lowercase();
    if SCHEMES.iter().any(|it| lower.starts_with(it)) {
        return Url::parse(address).ok();
    }
    let is_address = lower.starts_with("www.") || address.contains('/');
    Url::parse(&format!("https://{address}")).ok().filter(|_| is_address)
}

/// Where an address ends of which `token` is the beginning: it may go on with letters outside ASCII
/// and with brackets that close again.
fn address_end(text: &str, token: Span) -> usize {
    let mut end = token.end;
    let mut open = 0_usize;
    for (at, character) in text[token.start..].char_indices() {
        let at = token.start + at;
        match character {
            '(' => open += 1,
            ')' if open == 0 => break,
            ')' => {
                open -= 1;
                end = end.max(at + 1);
            }
            '<' | '>' | '"' | '[' | ']' | '{' | '}' | '|' | '`' | '“' | '”' | '‘' | '’' | '«'
            | '»' | '…' | '–' | '—' => break,
            _ if character.is_whitespace() || character.is_control() => break,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' => {}
            _ if open == 0 => end = end.max(at + character.len_utf8()),
            _ => {}
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Engine, House, Source};

    fn found(source: &Source<'_>) -> Vec<(String, String)> {
        let analysis = Engine::new(House::default_house()).check(source);
        links(&analysis.draft)
            .into_iter()
            .map(|(span, target)| (source.text[span.range()].to_owned(), target.to_string()))
            .collect()
    }

    fn plain(text: &str) -> Vec<(String, String)> {
        found(&Source::plain(text))
    }

    fn link(text: &str, target: &str) -> (String, String) {
        (text.to_owned(), target.to_owned())
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        assert_eq!(
            plain("See https://harbour.example/plan_(2026), or (www.harbour.example/a), or both."),
            [
                link("https://harbour.example/plan_(2026)", "https://harbour.example/plan_(2026)"),
                link("www.harbour.example/a", "https://www.harbour.example/a"),
            ]
        );
        assert_eq!(
            plain(
                "On https://harbour.example/straße, 🚀 “https://quay.example/x” and press@quay.example."
            ),
            [
                link("https://harbour.example/straße", "https://harbour.example/stra%C3%9Fe"),
                link("https://quay.example/x", "https://quay.example/x"),
                link("press@quay.example", "mailto:press@quay.example"),
            ]
        );
    }

    #[test]
    fn names_and_broken_addresses_lead_nowhere() {
        assert_eq!(plain("Harbour.com sold the quay. Write to us at http:// today."), []);
        assert_eq!(plain("javascript:alert(1) and file:///etc/passwd are none."), []);
    }

    #[test]
    fn links_of_the_markup_are_left_to_the_editor() {
        let text = "See [www.quay.example](https://quay.example), <https://a.example/b>, \
                    [the plan][1] and www.harbour.example.\n\n[1]: https://c.example\n";
        let texts: Vec<_> = found(&Source::markdown(text)).into_iter().map(|it| it.0).collect();
        assert_eq!(texts, ["https://a.example/b", "www.harbour.example"]);
    }
}
