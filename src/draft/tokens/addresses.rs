//! Web and e-mail addresses.

use crate::draft::token::TokenKind;

/// Top-level domains that a release writes without “www”.
const DOMAINS: [&str; 34] = [
    "com", "org", "net", "int", "gov", "edu", "eu", "uk", "co", "io", "ca", "au", "de", "fr", "ch",
    "be", "nl", "info", "biz", "us", "in", "ie", "nz", "za", "jp", "cn", "hk", "sg", "tv", "ai",
    "app", "news", "vn", "ly",
];

/// No address has a longer run of letters, figures and hyphens before its first stop, in bytes.
const LONGEST_LABEL: usize = 100;

/// The web or e-mail address at `at`, with its length in bytes, if one begins there.
pub(super) fn address_at(text: &str, at: usize) -> Option<(TokenKind, usize)> {
    let bytes = &text.as_bytes()[at..];
    // An address has a stop, a colon or an at sign in its first run; most words have none.
    let first = bytes
        .iter()
        .take(LONGEST_LABEL)
        .position(|&byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+')))?;
    let next = bytes.get(first + 1).copied().unwrap_or(b' ');
    let goes_on = match bytes[first] {
        b'.' | b'@' => next.is_ascii_alphanumeric(),
        b':' => matches!(next, b'/' | b'+' | b'0'..=b'9' | b'a'..=b'z'),
        _ => false,
    };
    if !goes_on {
        return None;
    }
    let length = bytes
        .iter()
        .position(|&byte| {
            byte.is_ascii_whitespace()
                || byte <= 2
                || byte >= 0x80
                || matches!(
                    byte,
                    b'<' | b'>' | b'"' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'|'
                )
        })
        .unwrap_or(bytes.len());
    let run = text[at..at + length].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*']);
    let lower = |it: &str, start: &str| {
        it.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    if ["http://", "https://", "ftp://", "mailto:", "tel:", "www."].iter().any(|it| lower(run, it))
    {
        return Some((TokenKind::Url, run.len()));
    }
    if let Some((name, host)) = run.split_once('@') {
        let host_length = host
            .find(|it: char| !(it.is_ascii_alphanumeric() || matches!(it, '.' | '-')))
            .unwrap_or(host.len());
        let host = host[..host_length].trim_end_matches(['.', '-']);
        if !name.is_empty() && !name.contains(['/', ',', ';', ':']) && host.contains('.') {
            return Some((TokenKind::Email, name.len() + 1 + host.len()));
        }
        return None;
    }
    let host_length = run
        .find(|it: char| !(it.is_ascii_alphanumeric() || matches!(it, '.' | '-')))
        .unwrap_or(run.len());
    let host = &run[..host_length];
    let (head, domain) = host.rsplit_once('.')?;
    let plausible = DOMAINS.iter().any(|it| {
        *it == domain
            || (domain == domain.to_ascii_uppercase()
                && it.eq_ignore_ascii_case(domain)
                && head == head.to_ascii_uppercase())
            || (*it == "com" && domain == "Com")
    }) && head.len() > 1
        && head.split('.').all(|label| !label.is_empty())
        && !(head.len() <= 3 && head.contains('.'));
    plausible.then_some((TokenKind::Url, run.len()))
}
