//! Completion in `presscheck.toml`: tables, keys and values that can stand at the cursor.

use serde_json::{Value, json};
use tower_lsp::lsp_types::Position;

use crate::house::House;
use crate::server::backend::Request;
use crate::server::completion::{ItemKind, Suggestion};
use crate::server::configuration::guide::{Guide, choices, takes};
use crate::server::configuration::house_of;
use crate::server::configuration::hover::of_key;
use crate::server::configuration::place::{self, At, Holds, Path, Place, Step};
use crate::server::state::Document;
use crate::text::Span;

/// What can stand at a position, the likeliest first.
pub(in crate::server) fn complete(
    request: &Request,
    document: &Document,
    position: Position,
) -> Vec<Suggestion> {
    let client = &request.state.client;
    let text = document.text.to_string();
    let offset = client.encoding.offset(&document.text, position);
    let Some(place) = place::at(&text, offset) else {
        return Vec::new();
    };
    let house = &house_of(request, document, &text, offset);
    let completer = Completer {
        guide: Guide::new(house),
        house,
        text: &text,
        offset,
        resolves: client.completion.resolves_documentation,
        uri: document.uri.as_str(),
    };
    match &place.at {
        At::Key { has_value, begins_line } => {
            let mut found = completer.keys(&place, *has_value);
            if *begins_line && !has_value {
                let top = if place.path.is_empty() { place.present.clone() } else { Vec::new() };
                found.extend(completer.tables(place.span, &top, ""));
            }
            found
        }
        At::Header { brackets } if place.path.is_empty() => {
            let opened: &str = if text[brackets.range()].starts_with("[[") { "[[" } else { "[" };
            completer.tables(*brackets, &place.present, opened)
        }
        At::Header { brackets } => completer.names_in_header(&place, *brackets),
        At::Value => completer.values(&place),
    }
}

struct Completer<'a> {
    guide: Guide,
    house: &'a House,
    text: &'a str,
    offset: usize,
    /// Whether the client asks for the documentation of an item when it shows it.
    resolves: bool,
    uri: &'a str,
}

impl Completer<'_> {
    /// A suggestion in place of what is written at `span`.
    fn suggestion(label: &str, kind: ItemKind, span: Span) -> Suggestion {
        Suggestion {
            label: label.to_owned(),
            detail: None,
            kind,
            text: label.to_owned(),
            snippet: None,
            snippet_only: false,
            typed: span,
            word_end: span.end,
            filter: label.to_owned(),
            documentation: None,
            data: None,
        }
    }

    /// A suggestion with what is said of the key at `path`.
    fn of_path(&self, label: &str, kind: ItemKind, span: Span, path: &Path) -> Suggestion {
        let mut suggestion = Self::suggestion(label, kind, span);
        let name = path.last().and_then(|it| match it {
            Step::Key(name) => Some(name.as_str()),
            Step::Item(_) => None,
        });
        let rule = name.filter(|_| kind == ItemKind::Rule).and_then(|it| self.house.rule(it));
        match rule {
            Some(rule) => {
                suggestion.detail = Some(rule.page.summary.clone());
                if self.resolves {
                    suggestion.data = Some(json!({ "uri": self.uri, "rule": &*rule.page.name }));
                    return suggestion;
                }
            }
            None => suggestion.detail = self.kind_of_value(path),
        }
        suggestion.documentation = of_key(&self.guide, self.house, path);
        suggestion
    }

    /// What a key takes, in a word or two.
    fn kind_of_value(&self, path: &Path) -> Option<String> {
        let ways = self.guide.ways(path);
        let kinds = [
            ("boolean", "true or false"),
            ("integer", "number"),
            ("array", "list"),
            ("object", "table"),
            ("string", "text"),
        ];
        let kind = kinds.into_iter().find(|it| takes(&ways, it.0))?;
        Some(kind.1.to_owned())
    }

    /// The keys that the table at the cursor can have, and has not.
    fn keys(&self, place: &Place, has_value: bool) -> Vec<Suggestion> {
        let needed = self.guide.needed(&place.path);
        let mut names: Vec<&str> = self
            .guide
            .keys(&place.path)
            .into_iter()
            .map(|it| it.0)
            .filter(|name| !place.present.iter().any(|it| it.0 == *name))
            .filter(|name| !place.path.is_empty() || !self.is_table(name))
            .collect();
        names.sort_by_key(|it| !needed.contains(it));
        let mut suggestions = Vec::new();
        for name in names {
            let mut path = place.path.clone();
            path.push(Step::Key(name.to_owned()));
            let kind = if self.is_rule(&path) { ItemKind::Rule } else { ItemKind::Key };
            let mut suggestion = self.of_path(name, kind, place.span, &path);
            if !has_value {
                suggestion.text = format!("{name} = ");
                suggestion.snippet = Some(format!("{name} = {}", self.value_snippet(&path)));
            }
            suggestions.push(suggestion);
        }
        suggestions
    }

    /// Whether the key at `path` is a rule’s name.
    fn is_rule(&self, path: &Path) -> bool {
        match path.as_slice() {
            [Step::Key(table), Step::Key(name)] => {
                table == "rules" && self.house.rule(name).is_some()
            }
            [Step::Key(list), Step::Item(_), Step::Key(table), Step::Key(name)] => {
                list == "earlier" && table == "rules" && self.house.rule(name).is_some()
            }
            _ => false,
        }
    }

    /// Whether a key of the top level is written as a table or as tables.
    fn is_table(&self, name: &str) -> bool {
        let path = vec![Step::Key(name.to_owned())];
        takes(&self.guide.ways(&path), "object") || self.is_list_of_tables(name)
    }

    fn is_list_of_tables(&self, name: &str) -> bool {
        let items = self.guide.ways(&[Step::Key(name.to_owned()), Step::Item(0)]);
        takes(&items, "object") && !takes(&items, "string")
    }

    /// The value of a key as a place to fill in.
    fn value_snippet(&self, path: &Path) -> String {
        let ways = self.guide.ways(path);
        let default = self.guide.about(path).and_then(|it| it.get("default"));
        let values = choices(&ways);
        if !values.is_empty() && values.len() <= 24 {
            return format!("\"${{1|{}|}}\"", choice(values.iter().map(|it| it.0)));
        }
        if takes(&ways, "boolean") {
            return "${1|true,false|}".to_owned();
        }
        if takes(&ways, "integer") {
            let default = default.or_else(|| ways.iter().find_map(|it| it.get("minimum")));
            return format!("${{1:{}}}", default.map_or("0".to_owned(), Value::to_string));
        }
        if takes(&ways, "array") {
            return "[$1]".to_owned();
        }
        let date = ways.iter().any(|it| it.get("pattern").is_some());
        if date {
            return "$1".to_owned();
        }
        if takes(&ways, "object") { "{ $1 }".to_owned() } else { "\"$1\"".to_owned() }
    }

    /// The tables of the top level, for a line of their own. `opened` are the brackets that are
    /// there.
    fn tables(&self, span: Span, present: &[(String, Holds)], opened: &str) -> Vec<Suggestion> {
        let mut suggestions = Vec::new();
        for (name, _) in self.guide.keys(&[]) {
            let there = present.iter().find(|it| it.0 == name);
            if !self.is_table(name) || there.is_some_and(|it| it.1 == Holds::One) {
                continue;
            }
            let list = self.is_list_of_tables(name);
            let label = if list { format!("[[{name}]]") } else { format!("[{name}]") };
            // Two brackets can only begin a list’s entry.
            if opened == "[[" && !list {
                continue;
            }
            let path = vec![Step::Key(name.to_owned())];
            let mut suggestion = self.of_path(&label, ItemKind::Table, span, &path);
            suggestion.detail = None;
            suggestion.filter = format!("{opened}{name}");
            if self.is_followed_by_nothing(span.end) {
                let mut fields = vec![label];
                let inside = [path[0].clone(), Step::Item(0)];
                let needed = if list { self.guide.needed(&inside) } else { Vec::new() };
                for (index, key) in needed.into_iter().enumerate() {
                    let mut path: Path = inside.to_vec();
                    path.push(Step::Key(key.to_owned()));
                    let value = self.value_snippet(&path);
                    // Names of rules are too many to choose from in a menu of one key.
                    let value = value.replacen("$1", &format!("${}", index + 1), 1);
                    let value = value.replacen("${1", &format!("${{{}", index + 1), 1);
                    fields.push(format!("{key} = {value}"));
                }
                if fields.len() > 1 {
                    suggestion.snippet = Some(fields.join("\n"));
                }
            }
            suggestions.push(suggestion);
        }
        suggestions
    }

    /// Whether no key stands on the line below.
    fn is_followed_by_nothing(&self, offset: usize) -> bool {
        let mut lines = self.text[offset..].lines();
        lines.next().is_none_or(|it| it.trim().is_empty())
            && lines.next().is_none_or(|it| it.trim().is_empty() || it.starts_with('['))
    }

    /// The names that a table’s name can go on with: `[rules.hype]`.
    fn names_in_header(&self, place: &Place, brackets: Span) -> Vec<Suggestion> {
        let closed = self.text[brackets.range()].ends_with(']');
        let keys = self.guide.keys(&place.path);
        let names = keys.into_iter().map(|it| it.0);
        let free = names.filter(|name| !place.present.iter().any(|it| it.0 == *name));
        let mut suggestions = Vec::new();
        for name in free {
            let mut path = place.path.clone();
            path.push(Step::Key(name.to_owned()));
            if !takes(&self.guide.ways(&path), "object") {
                continue;
            }
            let kind = if self.is_rule(&path) { ItemKind::Rule } else { ItemKind::Table };
            let mut suggestion = self.of_path(name, kind, place.span, &path);
            if !closed {
                suggestion.text = format!("{name}]");
            }
            suggestions.push(suggestion);
        }
        suggestions
    }

    /// The values that can stand at the cursor.
    fn values(&self, place: &Place) -> Vec<Suggestion> {
        let written = &self.text[place.span.range()];
        let mark = written.chars().next().filter(|it| matches!(it, '"' | '\''));
        // Texts of several lines are nobody’s choice of a few.
        if written.starts_with("\"\"\"") || written.starts_with("'''") {
            return Vec::new();
        }
        let (span, close) = match mark {
            None => (place.span, None),
            Some(mark) => {
                let start = place.span.start + 1;
                if self.offset < start {
                    return Vec::new();
                }
                let closed = written.len() > 1 && written.ends_with(mark);
                match closed {
                    true if self.offset == place.span.end => return Vec::new(),
                    true => (Span::new(start, place.span.end - 1), None),
                    // What stands behind an open mark is not known to be part of the value.
                    false => (Span::new(start, self.offset.max(start)), Some(mark)),
                }
            }
        };
        let ways = self.guide.ways(&place.path);
        let mut suggestions = Vec::new();
        for (value, meaning) in choices(&ways) {
            let rule = self.house.rule(value).filter(|_| names_rules(&place.path));
            let kind = if rule.is_some() { ItemKind::Rule } else { ItemKind::Value };
            let mut suggestion = Self::suggestion(value, kind, span);
            suggestion.text = quoted(value, mark, close);
            suggestion.detail =
                rule.map(|it| it.page.summary.clone()).or_else(|| meaning.map(str::to_owned));
            if value.is_empty() {
                "\"\"".clone_into(&mut suggestion.label);
                suggestion.filter.clone_from(&suggestion.label);
            }
            if let Some(rule) = rule.filter(|_| self.resolves) {
                suggestion.data = Some(json!({ "uri": self.uri, "rule": &*rule.page.name }));
            }
            suggestions.push(suggestion);
        }
        if place.path.last() == Some(&Step::Key("organisation".to_owned())) {
            for organisation in &self.house.organisations {
                let mut suggestion =
                    Self::suggestion(&organisation.name, ItemKind::Organisation, span);
                suggestion.text = quoted(&organisation.name, mark, close);
                suggestions.push(suggestion);
            }
        }
        if mark.is_none() {
            if takes(&ways, "boolean") {
                for value in ["true", "false"] {
                    suggestions.push(Self::suggestion(value, ItemKind::Value, span));
                }
            }
            if takes(&ways, "object") && !takes(&ways, "array") {
                let mut suggestion = Self::suggestion("{ }", ItemKind::Passage, span);
                "{  }".clone_into(&mut suggestion.text);
                suggestion.snippet = Some("{ $1 }".to_owned());
                suggestion.detail = Some("level, cases and options".to_owned());
                suggestions.push(suggestion);
            }
        }
        suggestions
    }
}

/// Whether the value at `path` names a rule.
fn names_rules(path: &[Step]) -> bool {
    matches!(path.first(), Some(Step::Key(table)) if table == "ignore" || table == "examples")
}

/// A text as TOML: inside the marks that are there, or with its own.
fn quoted(value: &str, mark: Option<char>, close: Option<char>) -> String {
    match (mark, close) {
        (None, _) => json!(value).to_string(),
        (Some(_), None) => value.to_owned(),
        (Some(_), Some(close)) => format!("{value}{close}"),
    }
}

/// Values as the choices of a place to fill in.
fn choice<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let escaped = values.map(|it| {
        it.replace('\\', "\\\\").replace(',', "\\,").replace('|', "\\|").replace('$', "\\$")
    });
    escaped.collect::<Vec<_>>().join(",")
}
