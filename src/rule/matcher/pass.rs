//! The one pass: what is found, sorted out and reported.

use std::sync::OnceLock;

use crate::draft::{Class, Shape, Token, TokenKind, Zone};
use crate::finding::{Finding, Fix};
use crate::house::House;
use crate::rule::matcher::consistency::{Deferred, VariantUse};
use crate::rule::matcher::needles::{FormPlace, Needles, Owner, REACH};
use crate::rule::matcher::phrase::{Phrase, is_free, is_hyphenated};
use crate::rule::matcher::replace;
use crate::rule::matcher::{HouseWords, Item, Kind, Matcher, Replacement, What, read};
use crate::rule::{BlockContext, RuleSetting, Sink};
use crate::text::{MASK, Span};

/// Collects the declarative rules of a house.
#[derive(Default)]
pub(crate) struct MatchersBuilder {
    rules: Vec<DeclaredRule>,
}

impl MatchersBuilder {
    /// Adds the rule of `setting`, if its page declares anything to look for.
    pub(crate) fn add(&mut self, setting: &RuleSetting, house: &House) {
        let Some(matcher) = &setting.page.matcher else {
            return;
        };
        let mut items = matcher.items.clone();
        if let Some(words) = matcher.house {
            add_house_words(&mut items, matcher, words, house);
        }
        self.rules.push(DeclaredRule {
            items,
            matcher: matcher.clone(),
            preferred: setting.options.texts("use").to_vec(),
            setting: setting.clone(),
        });
    }

    pub(crate) fn build(self) -> Matchers {
        Matchers { rules: self.rules, needles: OnceLock::new() }
    }
}

fn add_house_words(items: &mut Vec<Item>, matcher: &Matcher, words: HouseWords, house: &House) {
    let mut add = |wrong: &str, right: &str, from| {
        if let Some(phrase) = read::term_phrase(wrong, right) {
            let message = matcher.house_message.clone();
            items.push(Item {
                replacements: Some(vec![Replacement::plain(right)]),
                from,
                ..Item::new(Kind::Term, What::Words(phrase), message)
            });
        }
    };
    match words {
        HouseWords::Terms => {
            for term in &house.terms {
                term.avoid.iter().for_each(|wrong| add(wrong, &term.use_, term.from));
            }
        }
        HouseWords::Organisations => {
            for organisation in &house.organisations {
                organisation.wrong.iter().for_each(|wrong| add(wrong, &organisation.name, None));
            }
        }
    }
}

/// A declarative rule as the house wants it.
pub(super) struct DeclaredRule {
    pub(super) setting: RuleSetting,
    pub(super) matcher: Matcher,
    /// The matcher's items, and those that the house profile adds.
    pub(super) items: Vec<Item>,
    /// Forms that the house writes.
    pub(super) preferred: Vec<String>,
}

/// Every declarative rule of a house, looked for in one pass over each block.
pub(crate) struct Matchers {
    pub(super) rules: Vec<DeclaredRule>,
    needles: OnceLock<Needles>,
}

/// How far around the word that announces a regular expression its match can reach, in bytes.
const WINDOW: usize = 160;

/// The part of a block in which a match with the word at `at` lies.
fn around(text: &str, at: Span) -> Span {
    let mut start = at.start.saturating_sub(WINDOW);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = (at.end + WINDOW).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}

/// Something found in a block, before exceptions and overlaps are sorted out.
struct Hit {
    rule: usize,
    span: Span,
    tail: usize,
    what: HitWhat,
}

enum HitWhat {
    Item { item: usize, groups: Vec<(String, String)> },
    Form(FormPlace),
}

impl Matchers {
    /// Adds what the rules find in `block`, with spans from its start; what only the whole draft
    /// can decide goes to `deferred`.
    pub(crate) fn check(
        &self,
        block: &BlockContext<'_>,
        findings: &mut Vec<Finding>,
        deferred: &mut Vec<Deferred>,
    ) {
        let looks_here = |rule: &DeclaredRule| rule.setting.page.zones.contains(block.zone);
        let looks_into_quotations =
            |rule: &DeclaredRule| rule.setting.page.zones.contains(Zone::Quotation);
        if !self.rules.iter().any(|it| looks_here(it) || looks_into_quotations(it)) {
            return;
        }
        let needles = self.needles.get_or_init(|| Needles::new(&self.rules));
        let text = block.text();
        let mut hits = Vec::new();
        let mut exceptions: Vec<(usize, Span)> = Vec::new();
        let whole = Span::new(0, text.len());
        let mut regexes: Vec<(usize, usize, Span)> =
            needles.unannounced.iter().map(|&(rule, item)| (rule, item, whole)).collect();
        needles.for_each(text, block.tokens(), |at, owner| match owner {
            Owner::Regex(rule, item) => regexes.push((rule, item, around(text, at))),
            Owner::Item(rule, item) => {
                let it = &self.rules[rule].items[item];
                if let What::Words(phrase) = &it.what
                    && let Some(found) = phrase.find(text, at, it.kind == Kind::Term)
                {
                    let what = HitWhat::Item { item, groups: Vec::new() };
                    hits.push(Hit { rule, span: found.span, tail: found.tail, what });
                }
            }
            Owner::Exception(rule, index) => {
                let phrase = &self.rules[rule].matcher.exceptions[index];
                exceptions.extend(phrase.find(text, at, true).map(|it| (rule, it.span)));
            }
            Owner::Form(place) => {
                if let Some(found) = self.form(place).find(text, at, false) {
                    let (rule, what) = (place.rule, HitWhat::Form(place));
                    hits.push(Hit { rule, span: found.span, tail: found.tail, what });
                }
            }
        });
        regexes.sort_unstable();
        regexes.dedup_by(|next, kept| {
            let joins = (next.0, next.1) == (kept.0, kept.1) && next.2.start <= kept.2.end;
            if joins {
                kept.2 = kept.2.join(next.2);
            }
            joins
        });
        for (rule, item, window) in regexes {
            self.find_regex(needles, (rule, item), text, window, &mut hits);
        }
        if hits.is_empty() {
            return;
        }
        exceptions.sort_unstable();
        hits.sort_by_key(|it| (it.rule, it.span.start, std::cmp::Reverse(it.span.end)));
        let mut last: Option<(usize, Span)> = None;
        for hit in &hits {
            let nearby = exceptions.partition_point(|it| *it <= (hit.rule, hit.span));
            let excepted = exceptions[..nearby]
                .iter()
                .rev()
                .take_while(|(rule, it)| *rule == hit.rule && it.start + REACH > hit.span.start)
                .chain(
                    exceptions[nearby..]
                        .iter()
                        .take_while(|(rule, it)| *rule == hit.rule && it.start == hit.span.start),
                )
                .any(|(_, it)| it.contains(hit.span));
            let hidden =
                last.is_some_and(|(rule, span)| rule == hit.rule && span.overlaps(hit.span));
            let beside = match hit.what {
                HitWhat::Item { item, .. } => {
                    let it = &self.rules[hit.rule].items[item];
                    needles.is_beside_exception(it, (hit.rule, item), text, hit.span)
                }
                HitWhat::Form(_) => false,
            };
            if excepted || hidden || beside {
                continue;
            }
            last = Some((hit.rule, hit.span));
            self.report(block, hit, findings, deferred);
        }
    }

    pub(super) fn form(&self, place: FormPlace) -> &Phrase {
        &self.rules[place.rule].matcher.sets[place.set].forms[place.form].phrases[place.inflection]
    }

    fn find_regex(
        &self,
        needles: &Needles,
        (rule, item): (usize, usize),
        text: &str,
        window: Span,
        hits: &mut Vec<Hit>,
    ) {
        let What::Regex(regex) = &self.rules[rule].items[item].what else {
            return;
        };
        let searched = &text[window.range()];
        if !regex.may_match(searched) {
            return;
        }
        let compiled = needles.regex(regex, rule, item, 0);
        for captures in compiled.iter().flat_map(|it| it.captures_iter(searched)) {
            let Some(whole) = captures.get(0) else {
                continue;
            };
            let span = Span::from(whole.range()).shifted(window.start);
            if span.is_empty() || !is_free(text, span) || is_hyphenated(text, span) {
                continue;
            }
            let value = |name: &String| {
                let group = match name.parse() {
                    Ok(number) => captures.get(number),
                    Err(_) => captures.name(name),
                };
                (name.clone(), group.map(|it| it.as_str().to_owned()).unwrap_or_default())
            };
            let groups = regex.groups.iter().map(value).collect();
            hits.push(Hit { rule, span, tail: span.end, what: HitWhat::Item { item, groups } });
        }
    }

    fn report(
        &self,
        block: &BlockContext<'_>,
        hit: &Hit,
        findings: &mut Vec<Finding>,
        deferred: &mut Vec<Deferred>,
    ) {
        let rule = &self.rules[hit.rule];
        let zone = block.zone_at(hit.span.start);
        let looks_here = rule.setting.page.zones.contains(zone);
        if is_in_address(block.tokens(), hit.span)
            || rule.matcher.skip_names && is_in_name(block, hit.span)
        {
            return;
        }
        match &hit.what {
            HitWhat::Form(place) => {
                let evidence =
                    zone == Zone::Quotation && rule.setting.page.zones.contains(block.zone);
                if !(looks_here || evidence) {
                    return;
                }
                deferred.push(Deferred::Variant(VariantUse {
                    place: *place,
                    span: hit.span,
                    tail: hit.tail,
                    quoted: !looks_here,
                }));
            }
            HitWhat::Item { item, groups } => {
                let it = &rule.items[*item];
                if !looks_here || it.kind == Kind::Term && is_shouted(block, hit.span) {
                    return;
                }
                let first = findings.len();
                let mut sink = Sink::new(&rule.setting, findings);
                report_item(block.text(), &rule.setting, it, hit, groups, &mut sink);
                if let Some(from) = it.from {
                    deferred.extend(findings.drain(first..).map(|it| Deferred::Dated(from, it)));
                }
            }
        }
    }
}

fn report_item(
    text: &str,
    setting: &RuleSetting,
    item: &Item,
    hit: &Hit,
    groups: &[(String, String)],
    sink: &mut Sink<'_>,
) {
    let raw = &text[hit.span.range()];
    let found = shown(raw);
    let group = |name: &str| {
        groups.iter().find(|(it, _)| it == name).map(|(_, it)| it.clone()).unwrap_or_default()
    };
    let replacements: Vec<String> = item
        .replacements
        .iter()
        .flatten()
        .map(|it| {
            let place = |name: &str| if name == "found" { found.clone() } else { group(name) };
            let mut written = it.template.render(&place);
            if it.open {
                written.push_str(&text[hit.tail..hit.span.end]);
            }
            match item.kind {
                Kind::Term => written,
                _ => replace::in_case_of(raw, &written),
            }
        })
        .collect();
    let alternatives = replacements.join("” or “");
    let message = match &item.message {
        Some(template) => template.render(&|name| match name {
            "found" => found.clone(),
            "use" => alternatives.clone(),
            _ => group(name),
        }),
        None if replacements.iter().all(String::is_empty) => format!("“{found}” can go"),
        None if item.kind == Kind::Term => {
            format!("the house writes “{alternatives}”, not “{found}”")
        }
        None => format!("“{found}” can be “{alternatives}”"),
    };
    let finding = match &item.case {
        Some(case) => sink.report_case(case, hit.span, message),
        None => sink.report(hit.span, message),
    };
    finding.help.clone_from(&item.help);
    let fix = item.fix.as_ref().unwrap_or(&setting.page.fix);
    if fix == "none" {
        return;
    }
    let only_case = item.kind == Kind::Term
        && replacements.iter().all(|it| it.to_lowercase() == found.to_lowercase());
    for replacement in replacements {
        let edits = vec![replace::edit(text, hit.span, &replacement)];
        let title = if replacement.is_empty() {
            format!("Delete “{found}”")
        } else {
            format!("Write “{replacement}”")
        };
        let safe = fix == "safe" && (item.kind != Kind::Term || only_case);
        finding.fix(if safe { Fix::safe(title, edits) } else { Fix::by_hand(title, edits) });
    }
}

/// What was found, on one line and without masks.
pub(super) fn shown(found: &str) -> String {
    let unmasked: String = found.chars().filter(|&it| it != char::from(MASK)).collect();
    unmasked.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The token that holds the byte at `offset`, or the first after it.
fn token_from(tokens: &[Token], offset: usize) -> usize {
    tokens.partition_point(|it| it.end as usize <= offset)
}

fn is_in_address(tokens: &[Token], span: Span) -> bool {
    tokens
        .get(token_from(tokens, span.start))
        .is_some_and(|it| matches!(it.kind, TokenKind::Url | TokenKind::Email))
}

/// Whether the words at `span` are, or begin, a name: a capital that no sentence asks for.
fn is_in_name(block: &BlockContext<'_>, span: Span) -> bool {
    let tokens = block.tokens();
    let index = token_from(tokens, span.start);
    let Some(token) = tokens.get(index) else {
        return false;
    };
    let starts_with_capital =
        block.text()[span.range()].chars().next().is_some_and(char::is_uppercase);
    if !starts_with_capital {
        return false;
    }
    if !token.has(Shape::SENTENCE_START) {
        return true;
    }
    let words = tokens[token_from(tokens, span.end)..].iter().filter(|it| it.is_wordlike());
    let mut words = words.skip_while(|it| it.is(Class::FUNCTION) && !it.has(Shape::CAPITAL));
    words.next().is_some_and(Token::is_capitalised_word)
}

/// Whether the words at `span` stand in capitals because everything around them does.
fn is_shouted(block: &BlockContext<'_>, span: Span) -> bool {
    let mut letters = block.text()[span.range()].chars().filter(|it| it.is_alphabetic());
    if !letters.all(char::is_uppercase) {
        return false;
    }
    let tokens = block.tokens();
    let first = token_from(tokens, span.start);
    let after = token_from(tokens, span.end);
    let is_loud = |it: &&Token| it.has(Shape::ALL_CAPITALS);
    let before = tokens[..first].iter().rev().find(|it| it.is_wordlike());
    let next = tokens[after.min(tokens.len())..].iter().find(|it| it.is_wordlike());
    before.as_ref().is_some_and(is_loud) || next.as_ref().is_some_and(is_loud)
}
