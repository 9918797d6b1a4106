//! Reading the matcher of a page.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::rule::matcher::phrase::Phrase;
use crate::rule::matcher::regexes::RegexText;
use crate::rule::matcher::template::Template;
use crate::rule::matcher::{Form, HouseWords, Item, Kind, Matcher, Replacement, Set, What};
use crate::rule::reader::{Problem, TableReader};
use crate::text::Span;

/// Places that every message can have.
const PLACES: [&str; 2] = ["found", "use"];

/// What holds for all of a page's matchers.
struct Common {
    match_case: bool,
    message: Option<Template>,
    /// The cases that the page declares.
    cases: Vec<String>,
}

impl Matcher {
    /// Reads the matcher of a page, if it has one.
    pub(crate) fn read(reader: &mut TableReader<'_, '_>) -> Option<Self> {
        let match_case = reader.bool("match-case").unwrap_or(false);
        let message = reader.text("message").and_then(|(text, span)| {
            let template = Template::parse(text, span, &PLACES);
            template.map_err(|problem| reader.problem(problem)).ok()
        });
        let exceptions = reader.texts("exceptions").unwrap_or_default();
        let cases = reader.value("cases").and_then(|it| it.get_ref().as_table());
        let cases = cases.map(|it| it.keys().map(|key| key.get_ref().to_string()).collect());
        let common = Common { match_case, message, cases: cases.unwrap_or_default() };
        let mut matcher =
            Self { skip_names: reader.bool("skip-names").unwrap_or(false), ..Self::default() };
        for (text, span) in exceptions {
            if let Some(phrase) = phrase(reader, text, span, match_case) {
                matcher.exceptions.push(phrase);
            }
        }
        let tables = ["substitution", "term", "pattern", "consistency"].map(|key| {
            let value = reader.value(key)?;
            let table = value.get_ref().as_table();
            if table.is_none() {
                reader.wrong_type(key, "a table", value);
            }
            table.map(|it| (it, reader.span(value)))
        });
        let [substitution, term, pattern, consistency] = tables;
        if let Some((table, _)) = substitution {
            for (words, value) in table {
                let span = reader.span(words);
                let words = words.get_ref();
                let item = replaced(reader, &common, Kind::Substitution, words, span, value);
                matcher.items.extend(item);
            }
        }
        if let Some((table, _)) = term {
            read_terms(reader, &common, table, &mut matcher);
        }
        if let Some((table, span)) = pattern {
            read_pattern(reader, &common, table, span, &mut matcher);
        }
        if let Some((table, span)) = consistency {
            read_consistency(reader, &common, table, span, &mut matcher);
        }
        tables.iter().any(Option::is_some).then_some(matcher)
    }
}

fn phrase(
    reader: &mut TableReader<'_, '_>,
    text: &str,
    span: Span,
    match_case: bool,
) -> Option<Phrase> {
    match Phrase::new(text, match_case) {
        Ok(phrase) => Some(phrase),
        Err(wrong) => {
            reader.problem(Problem::new(span, format!("“{text}” cannot be looked for: {wrong}")));
            None
        }
    }
}

fn no_regex(written: &str, span: Span, wrong: &str) -> Problem {
    Problem::new(span, format!("“{written}” is no regular expression: {wrong}"))
}

fn template(
    reader: &mut TableReader<'_, '_>,
    text: &str,
    span: Span,
    places: &[&str],
) -> Option<Template> {
    Template::parse(text, span, places).map_err(|problem| reader.problem(problem)).ok()
}

/// A line of `[substitution]` or `[term]`: `"words" = "replacement"`, a list of replacements, or a
/// table with `use`, `message`, `help` and `case`.
fn replaced(
    reader: &mut TableReader<'_, '_>,
    common: &Common,
    kind: Kind,
    words: &str,
    span: Span,
    value: &Spanned<DeValue<'_>>,
) -> Option<Item> {
    let what = What::Words(phrase(reader, words, span, common.match_case)?);
    let mut item = Item::new(kind, what, common.message.clone());
    let value_span = reader.span(value);
    if let Some(table) = value.get_ref().as_table() {
        let mut fields = reader.inner(table, "this entry");
        read_fields(&mut fields, common, &mut item, &PLACES, &[]);
        fields.finish();
    } else if let Some(text) = value.get_ref().as_str() {
        item.replacements = Some(vec![Replacement::plain(text)]);
    } else if let Some(list) = value.get_ref().as_array() {
        let texts = list.iter().filter_map(|it| it.get_ref().as_str());
        item.replacements = Some(texts.map(Replacement::plain).collect());
    }
    if item.replacements.as_ref().is_none_or(Vec::is_empty) {
        let message = format!(
            "“{words}” needs a replacement: a text, a list of texts, or a table with “use”"
        );
        reader.problem(Problem::new(value_span, message));
        return None;
    }
    check_tails(reader, &item, value_span);
    if kind == Kind::Term
        && let Some([only]) = item.replacements.as_deref()
        && let Some(right) = only.plain_text()
    {
        item.what = term_phrase(words, right).map_or(item.what, What::Words);
    }
    Some(item)
}

/// Where only the case differs, the case is what is wrong.
pub(super) fn term_phrase(wrong: &str, right: &str) -> Option<Phrase> {
    let match_case = wrong.to_lowercase() == right.to_lowercase();
    Phrase::new(wrong, match_case).ok()
}

fn check_tails(reader: &mut TableReader<'_, '_>, item: &Item, span: Span) {
    let What::Words(phrase) = &item.what else {
        return;
    };
    let open = item.replacements.iter().flatten().any(|it| it.open);
    if open && !phrase.is_open() {
        let message = "the replacement ends with “*”, but what it replaces does not";
        reader.problem(Problem::new(span, message));
    }
}

/// The fields that an entry can have beside what it looks for.
fn read_fields(
    fields: &mut TableReader<'_, '_>,
    common: &Common,
    item: &mut Item,
    message_places: &[&str],
    use_places: &[&str],
) {
    if let Some(texts) = fields.texts("use") {
        let mut replacements = Vec::new();
        for (text, span) in texts {
            if use_places.is_empty() {
                replacements.push(Replacement::plain(text));
            } else if let Some(template) = template(fields, text, span, use_places) {
                replacements.push(Replacement { template, open: false, plain: None });
            }
        }
        item.replacements = Some(replacements);
    }
    if let Some((text, span)) = fields.text("message") {
        item.message = template(fields, text, span, message_places);
    }
    item.help = fields.text("help").map(|(it, _)| it.to_owned());
    for (key, before) in [("not-after", true), ("not-before", false)] {
        let Some((text, span)) = fields.text(key) else {
            continue;
        };
        match RegexText::beside(text, common.match_case, before) {
            Ok(regex) if before => item.not_after = Some(regex),
            Ok(regex) => item.not_before = Some(regex),
            Err(wrong) => fields.problem(no_regex(text, span, &wrong)),
        }
    }
    if let Some((fix, span)) = fields.text("fix") {
        if ["none", "safe", "unsafe"].contains(&fix) {
            item.fix = Some(fix.to_owned());
        } else {
            let mut problem = Problem::unknown(span, "kind of fix", fix, []);
            problem.help = Some("choose one of none, safe, unsafe".to_owned());
            fields.problem(problem);
        }
    }
    if let Some((case, span)) = fields.text("case") {
        if common.cases.iter().any(|it| it == case) {
            item.case = Some(case.to_owned());
        } else {
            let known = common.cases.iter().map(String::as_str);
            let mut problem = Problem::unknown(span, "case", case, known);
            if problem.help.is_none() {
                problem.help = Some(format!("declare it: [cases] with {case} = \"info\""));
            }
            fields.problem(problem);
        }
    }
}

fn read_terms(
    reader: &mut TableReader<'_, '_>,
    common: &Common,
    table: &DeTable<'_>,
    matcher: &mut Matcher,
) {
    for (words, value) in table {
        let span = reader.span(words);
        let words: &str = words.get_ref();
        if words == "from-house" {
            let value_span = reader.span(value);
            let name = value.get_ref().as_str().unwrap_or_default();
            match name {
                "terms" => matcher.house = Some(HouseWords::Terms),
                "organisations" => matcher.house = Some(HouseWords::Organisations),
                _ => {
                    let known = ["terms", "organisations"];
                    reader.problem(Problem::unknown(value_span, "list of a house", name, known));
                }
            }
            matcher.house_message.clone_from(&common.message);
            continue;
        }
        matcher.items.extend(replaced(reader, common, Kind::Term, words, span, value));
    }
}

fn read_pattern(
    reader: &mut TableReader<'_, '_>,
    common: &Common,
    table: &DeTable<'_>,
    span: Span,
    matcher: &mut Matcher,
) {
    let mut fields = reader.inner(table, "a [pattern] table");
    let first = matcher.items.len();
    for (key, is_regex) in [("words", false), ("regex", true)] {
        let Some(value) = fields.value(key) else {
            continue;
        };
        let lone = std::slice::from_ref(value);
        let entries = value.get_ref().as_array().map_or(lone, |it| &it[..]);
        for entry in entries {
            matcher.items.extend(pattern_entry(&mut fields, common, key, is_regex, entry));
        }
    }
    fields.finish();
    if matcher.items.len() == first {
        let message = "a [pattern] table needs “words” or “regex”";
        reader.problem(Problem::new(span, message));
    }
}

/// An entry of `words` or `regex`: a text, or a table with `find` and more.
fn pattern_entry(
    reader: &mut TableReader<'_, '_>,
    common: &Common,
    key: &'static str,
    is_regex: bool,
    entry: &Spanned<DeValue<'_>>,
) -> Option<Item> {
    let span = reader.span(entry);
    let table = entry.get_ref().as_table();
    let (find, find_span) = match (entry.get_ref().as_str(), table) {
        (Some(text), _) => (text, span),
        (None, Some(table)) => {
            let Some(find) = table.get("find") else {
                reader.problem(Problem::new(span, "this entry needs “find”"));
                return None;
            };
            (find.get_ref().as_str().unwrap_or_default(), reader.span(find))
        }
        (None, None) => {
            reader.wrong_type(key, "texts, or tables with “find”", entry);
            return None;
        }
    };
    let what = if is_regex {
        match RegexText::new(find, common.match_case) {
            Ok(regex) => What::Regex(regex),
            Err(wrong) => {
                reader.problem(no_regex(find, find_span, &wrong));
                return None;
            }
        }
    } else {
        What::Words(phrase(reader, find, find_span, common.match_case)?)
    };
    let groups: Vec<String> = match &what {
        What::Regex(regex) => regex.groups.clone(),
        What::Words(_) => Vec::new(),
    };
    let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
    let places: Vec<&str> = PLACES.into_iter().chain(groups.iter().copied()).collect();
    let mut item = Item::new(Kind::Pattern, what, common.message.clone());
    if let Some(table) = table {
        let mut fields = reader.inner(table, "this entry");
        fields.value("find");
        let use_places: Vec<&str> = ["found"].into_iter().chain(groups).collect();
        let use_places = if is_regex { use_places } else { Vec::new() };
        read_fields(&mut fields, common, &mut item, &places, &use_places);
        fields.finish();
        check_tails(reader, &item, span);
    }
    if item.message.is_none() && item.replacements.is_none() {
        let message = "what a [pattern] finds needs a “message”, here or for the whole page";
        reader.problem(Problem::new(find_span, message));
        return None;
    }
    Some(item)
}

fn read_consistency(
    reader: &mut TableReader<'_, '_>,
    common: &Common,
    table: &DeTable<'_>,
    span: Span,
    matcher: &mut Matcher,
) {
    let mut fields = reader.inner(table, "a [consistency] table");
    let mut sets = Vec::new();
    match fields.value("pairs") {
        None => fields.missing("pairs", span),
        Some(value) => match value.get_ref().as_array() {
            None => fields.wrong_type("pairs", "a list of pairs", value),
            Some(pairs) => {
                for pair in pairs {
                    sets.extend(read_pair(&mut fields, common, pair));
                }
            }
        },
    }
    fields.finish();
    matcher.sets = sets;
    matcher.set_message.clone_from(&common.message);
}

/// Two or more forms of which a text keeps to one. A form is a text, or a list of texts that stand
/// for one another in the order of the list: `["colour", "colours"]`.
fn read_pair(
    reader: &mut TableReader<'_, '_>,
    common: &Common,
    pair: &Spanned<DeValue<'_>>,
) -> Option<Set> {
    let span = reader.span(pair);
    let written = pair.get_ref().as_array().map(|it| &it[..]).unwrap_or_default();
    let mut forms = Vec::new();
    for form in written {
        let form_span = reader.span(form);
        let lone = std::slice::from_ref(form);
        let texts = form.get_ref().as_array().map_or(lone, |it| &it[..]);
        let mut phrases = Vec::new();
        for text in texts {
            match text.get_ref().as_str() {
                Some(it) => phrases.push(phrase(reader, it, form_span, common.match_case)?),
                None => reader.wrong_type("pairs", "lists of texts", text),
            }
        }
        forms.push(Form { phrases });
    }
    let inflections = forms.first().map_or(0, |it| it.phrases.len());
    let even = forms.iter().all(|form| {
        form.phrases.len() == inflections
            && form.phrases.iter().zip(&forms[0].phrases).all(|(a, b)| a.is_open() == b.is_open())
    });
    if forms.len() < 2 || inflections == 0 || !even {
        let message = "a pair has two or more forms, each with as many words as the others, and “*” \
                       in all of them or in none";
        reader.problem(Problem::new(span, message));
        return None;
    }
    Some(Set { forms })
}
