//! `link-residue`: addresses with tracking, of test systems, broken, or of a domain spelled in two
//! ways.

use rustc_hash::FxHashMap;

use crate::draft::{Block, Class, Shape, Token, TokenKind};
use crate::facts::Lists;
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "link-residue", asks: Asks::Draft, build: |_: &Options| Box::new(LinkResidue) };

struct LinkResidue;

/// Parameters that only tell who clicked where.
const TRACKING: [&str; 8] =
    ["utm_", "fbclid=", "gclid=", "mc_cid=", "mc_eid=", "msclkid=", "igshid=", "_hsenc="];

/// Parts of a host's name that only a test system has.
const TEST_LABELS: [&str; 7] =
    ["staging", "stg", "preprod", "pre-prod", "uat", "localhost", "stage-www"];

/// Shorter names of domains differ in a letter by chance.
const SHORTEST_NAME: usize = 7;

/// Two spellings of one name begin with the same letters, at least so many.
const SAME_START: usize = 3;

impl Rule for LinkResidue {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let mut hosts: Vec<(&str, Span)> = Vec::new();
        let wanted = Lists::ADDRESSES | Lists::BROKEN_ADDRESSES;
        for (_, block, _) in draft.facts.blocks_with(draft.draft, wanted) {
            for (at, token) in block.tokens().iter().enumerate() {
                match token.kind {
                    TokenKind::Url | TokenKind::Email => {
                        let address = &block.text()[token.span().range()];
                        let span = block.to_draft(token.span());
                        if let Some((host, start)) = host(address) {
                            let place =
                                Span::new(span.start + start, span.start + start + host.len());
                            test_system(host, place, sink);
                            hosts.push((host, place));
                        }
                    }
                    TokenKind::Word if token.is(Class::WEB) => broken(block, at, sink),
                    _ => {}
                }
            }
        }
        spelled_in_two_ways(&hosts, sink);
        tracking(draft, sink);
    }
}

/// The host of an address, and where it begins in it.
fn host(address: &str) -> Option<(&str, usize)> {
    let start = match address.find("://") {
        Some(at) => at + 3,
        None => address.find('@').map_or(0, |at| at + 1),
    };
    let rest = address.get(start..)?;
    let host = &rest[..rest.find(['/', '?', '#', ':']).unwrap_or(rest.len())];
    let stripped = host.strip_prefix("www.").unwrap_or(host);
    (!stripped.is_empty()).then_some((stripped, start + host.len() - stripped.len()))
}

fn test_system(host: &str, place: Span, sink: &mut Sink<'_>) {
    let tests = host.split('.').any(|label| {
        TEST_LABELS.iter().any(|it| it.eq_ignore_ascii_case(label))
            || label.starts_with("staging-")
            || label.ends_with("-staging")
    });
    if tests {
        sink.report_case("test-system", place, format!("“{host}” is a test system"))
            .help("name the address that readers can open");
    }
}

/// “www. harbours.int”, “www .harbours.int”
fn broken(block: &Block, at: usize, sink: &mut Sink<'_>) {
    let tokens = block.tokens();
    if !block.text()[tokens[at].span().range()].eq_ignore_ascii_case("www") {
        return;
    }
    let [www, stop, rest @ ..] = &tokens[at..] else { return };
    if stop.kind != TokenKind::Stop || stop.end - stop.start != 1 {
        return;
    }
    // The address goes on as long as words and stops come with at most a space between them.
    let ends = |it: &&Token| {
        it.has(Shape::LINE_START)
            || !matches!(
                it.kind,
                TokenKind::Word | TokenKind::Url | TokenKind::Hyphen | TokenKind::Code
            )
    };
    let Some(name) = rest.first().filter(|it| !ends(it)) else { return };
    let text = block.text();
    let mut last = name;
    let mut dotted = name.kind == TokenKind::Url;
    for pair in rest.windows(2) {
        let [before, next] = pair else { break };
        let stop = next.kind == TokenKind::Stop && next.end - next.start == 1;
        let after_stop = before.kind == TokenKind::Stop;
        let small = text.as_bytes().get(next.start as usize).is_some_and(u8::is_ascii_lowercase);
        let joins = !next.has(Shape::SPACE_BEFORE) || after_stop && small && !dotted;
        if !(stop && before.end != next.end || joins && !ends(&next)) {
            break;
        }
        if !stop {
            dotted |= after_stop;
            last = next;
        }
    }
    let span = www.span().join(last.span());
    let found = &text[span.range()];
    let whole: String = found.chars().filter(|it| !it.is_whitespace()).collect();
    if dotted && found.len() != whole.len() {
        let span = block.to_draft(span);
        sink.report_case("broken", span, format!("“{found}” is a broken address: “{whole}”"))
            .fix(Fix::by_hand(format!("Write “{whole}”"), vec![Edit::replace(span, whole)]));
    }
}

/// A domain of the draft.
struct Domain {
    /// What was registered: “harbours-union”.
    name: String,
    /// What follows it: “int”.
    end: String,
    count: usize,
    /// Where it stands first.
    span: Span,
}

/// “harbours-union.int” here, “harbour-union.int” there.
fn spelled_in_two_ways(hosts: &[(&str, Span)], sink: &mut Sink<'_>) {
    if hosts.iter().all(|(host, _)| hosts.first().is_some_and(|(first, _)| host == first)) {
        return;
    }
    // A draft names few hosts, again and again.
    let mut different: Vec<(&str, Span, usize)> = Vec::new();
    for (host, span) in hosts {
        match different.iter_mut().find(|it| it.0 == *host) {
            Some((_, _, count)) => *count += 1,
            None => different.push((host, *span, 1)),
        }
    }
    let mut domains: FxHashMap<(String, String), Domain> = FxHashMap::default();
    for (host, span, count) in different {
        if let Some((name, end)) = domain(host).filter(|(name, _)| name.len() >= SHORTEST_NAME) {
            domains
                .entry((name.clone(), end.clone()))
                .or_insert(Domain { name, end, count: 0, span })
                .count += count;
        }
    }
    if domains.len() < 2 {
        return;
    }
    // Sister sites differ where their names begin; so only names that begin alike are compared.
    let mut domains: Vec<Domain> = domains.into_values().collect();
    let start = |it: &Domain| it.name.as_bytes()[..SAME_START].to_vec();
    domains.sort_by_cached_key(|it| (start(it), it.end.clone(), it.span));
    for alike in domains.chunk_by(|a, b| start(a) == start(b) && a.end == b.end) {
        for (at, domain) in alike.iter().enumerate() {
            let rival = alike.iter().enumerate().find(|(other, rival)| {
                (rival.count > domain.count || rival.count == domain.count && *other < at)
                    && strsim::osa_distance(&domain.name, &rival.name) == 1
                    && letters_of(&domain.name) != letters_of(&rival.name)
            });
            if let Some((_, rival)) = rival {
                let (found, other) = (
                    format!("{}.{}", domain.name, domain.end),
                    format!("{}.{}", rival.name, rival.end),
                );
                let message = format!("“{found}” here, but “{other}” elsewhere in this draft");
                sink.report_case("domain", domain.span, message)
                    .related(rival.span, format!("“{other}” stands here"));
            }
        }
    }
}

/// The name without its figures: “ferries-2” and “ferries-3” are two sites of one sender.
fn letters_of(name: &str) -> String {
    name.chars().filter(|it| !it.is_ascii_digit()).collect()
}

/// The name that was registered, and what follows it: the last part, or the last two where the last
/// but one is no name.
fn domain(host: &str) -> Option<(String, String)> {
    let host = host.to_ascii_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let second = labels.len().checked_sub(2)?;
    let shared = labels[second].len() <= 3 && labels.len() > 2;
    let name = if shared { second - 1 } else { second };
    Some((labels[name].to_owned(), labels[name + 1..].join(".")))
}

/// “`?utm_source=feed`”: looked for in the text itself, as the markup hides where links lead.
fn tracking(draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
    let text = draft.text;
    for question in memchr::memchr_iter(b'?', text.as_bytes()) {
        let query = &text[question + 1..];
        let ends = |it: char| {
            it.is_whitespace() || matches!(it, ')' | ']' | '>' | '"' | '<' | '\'' | '”' | '’')
        };
        let query = &query[..query.find(ends).unwrap_or(query.len())];
        if !TRACKING.iter().any(|it| query.contains(it)) {
            continue;
        }
        let (query, anchor) = match query.split_once('#') {
            Some((query, anchor)) => (query, Some(anchor)),
            None => (query.trim_end_matches(['.', ',', ';', ':']), None),
        };
        let tracks = |it: &&str| TRACKING.iter().any(|start| it.starts_with(start));
        let separator = if query.contains("&amp;") { "&amp;" } else { "&" };
        let kept: Vec<&str> = query.split(separator).filter(|it| !tracks(it)).collect();
        let parameters = query.split(separator).filter(tracks).count();
        if parameters == 0 {
            continue;
        }
        let mut span = Span::new(question, question + 1 + query.len());
        let kept =
            if kept.is_empty() { String::new() } else { format!("?{}", kept.join(separator)) };
        if kept.is_empty() && anchor == Some("") {
            span.end += 1;
        }
        sink.report_case("tracking", span, "this address tells who clicked where")
            .fix(Fix::safe("Delete the tracking", vec![Edit::replace(span, kept)]));
    }
}
