//! Changes to the text of a `presscheck.toml` that leave its comments and its layout as they are.

use toml_edit::{
    Array, ArrayOfTables, Decor, DocumentMut, InlineTable, Item, RawString, Table, TableLike, Value,
};

/// `text` with one more entry in the list `key`; `None` if it is no TOML, or has something else in
/// that place.
pub(super) fn with_entry(text: &str, key: &str, fields: &[(&str, Value)]) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let entry: InlineTable = fields.iter().map(|(name, value)| (*name, value.clone())).collect();
    match document.get_mut(key) {
        Some(Item::Value(Value::Array(entries))) => {
            push(entries, entry.into());
            Some(with_line_ends_of(text, document.to_string()))
        }
        // Written at the end, it leaves every other byte as it is.
        None | Some(Item::ArrayOfTables(_)) => {
            let mut tables = ArrayOfTables::new();
            tables.push(entry.into_table());
            Some(with_at_end(text, key, Item::ArrayOfTables(tables)))
        }
        Some(_) => None,
    }
}

/// `text` with an acronym that needs no definition; `None` as for [`with_entry`].
pub(super) fn with_acronym(text: &str, acronym: &str, meaning: Option<&str>) -> Option<String> {
    const KEY: &str = "acronyms";
    let mut document: DocumentMut = text.parse().ok()?;
    match (document.get_mut(KEY), meaning) {
        (Some(Item::Value(Value::Array(entries))), None) => {
            push(entries, acronym.into());
            Some(with_line_ends_of(text, document.to_string()))
        }
        _ => {
            let fields = [("acronym", Some(acronym)), ("meaning", meaning)];
            let fields = fields.into_iter().filter_map(|(key, it)| Some((key, it?.into())));
            with_entry(text, KEY, &fields.collect::<Vec<_>>())
        }
    }
}

/// `text` with the level of a rule; `None` as for [`with_entry`].
pub(super) fn with_level(text: &str, rule: &str, level: &str) -> Option<String> {
    const KEY: &str = "rules";
    let mut document: DocumentMut = text.parse().ok()?;
    let Some(rules) = document.get_mut(KEY) else {
        let mut rules = Table::new();
        rules.insert(rule, level.into());
        return Some(with_at_end(text, KEY, Item::Table(rules)));
    };
    match rules.as_table_like_mut()?.get_mut(rule) {
        Some(table) if table.is_table_like() => set_in(table, "level", level)?,
        _ => set_in(rules, rule, level)?,
    }
    Some(with_line_ends_of(text, document.to_string()))
}

/// A text in an entry of a list of a configuration.
pub(super) struct Place<'a> {
    /// The list's name.
    pub(super) list: &'a str,
    /// The key of the text, or of the list of texts that it is in.
    pub(super) key: &'a str,
    /// The text.
    pub(super) value: &'a str,
    /// The entry's own texts, each with its key.
    fields: &'a [(String, String)],
}

impl Place<'_> {
    /// A text of the same entry, as it was.
    pub(super) fn field(&self, key: &str) -> Option<&str> {
        self.fields.iter().find(|(it, _)| it == key).map(|(_, value)| value.as_str())
    }
}

/// `text` with what `write` makes of each text in the entries of its lists; `None` if it is no TOML,
/// or nothing changes.
pub(super) fn with_texts(
    text: &str,
    mut write: impl FnMut(&Place<'_>) -> Option<String>,
) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    for (list, item) in document.iter_mut() {
        let list = list.get();
        match item {
            Item::ArrayOfTables(entries) => {
                entries.iter_mut().for_each(|it| write_entry(list, it, &mut write));
            }
            Item::Value(Value::Array(entries)) => {
                for entry in entries.iter_mut() {
                    match entry {
                        Value::InlineTable(entry) => write_entry(list, entry, &mut write),
                        // `acronyms = ["EU"]`
                        lone if list == "acronyms" => {
                            let fields = lone.as_str().map(|it| ("acronym".into(), it.into()));
                            let fields: Vec<_> = fields.into_iter().collect();
                            write_value((list, "acronym", &fields), lone, &mut write);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    let new = with_line_ends_of(text, document.to_string());
    (new != text).then_some(new)
}

fn write_entry(
    list: &str,
    entry: &mut dyn TableLike,
    write: &mut impl FnMut(&Place<'_>) -> Option<String>,
) {
    let texts =
        entry.iter().filter_map(|(key, it)| Some((key.to_owned(), it.as_str()?.to_owned())));
    let fields: Vec<_> = texts.collect();
    for (key, item) in entry.iter_mut() {
        let place = (list, key.get(), &fields[..]);
        match item.as_value_mut() {
            Some(Value::Array(texts)) => {
                texts.iter_mut().for_each(|it| write_value(place, it, write));
            }
            Some(value) => write_value(place, value, write),
            None => {}
        }
    }
}

fn write_value(
    (list, key, fields): (&str, &str, &[(String, String)]),
    value: &mut Value,
    write: &mut impl FnMut(&Place<'_>) -> Option<String>,
) {
    let new = value.as_str().and_then(|it| write(&Place { list, key, value: it, fields }));
    let Some(new) = new else { return };
    // In the marks that the user likes.
    let written = value.to_string();
    let is_literal = written.trim_start().starts_with('\'') && !new.contains('\'');
    let literal = is_literal.then(|| format!("'{new}'").parse::<Value>().ok()).flatten();
    let mut new = literal.unwrap_or_else(|| Value::from(new));
    *new.decor_mut() = value.decor().clone();
    *value = new;
}

/// Sets a value of a table; the comment beside it stays. `None` if it is no table.
fn set_in(table: &mut Item, key: &str, text: &str) -> Option<()> {
    let mut value = Value::from(text);
    match table {
        // What stands before the closing brace belongs to the last value.
        Item::Value(Value::InlineTable(table)) if !table.contains_key(key) => {
            if let Some((_, last)) = table.iter_mut().last() {
                let after = last.decor().suffix().and_then(RawString::as_str).unwrap_or_default();
                *value.decor_mut() = Decor::new(" ", after);
                last.decor_mut().set_suffix("");
            }
            table.insert(key, value);
        }
        _ => {
            let item = table.as_table_like_mut()?.entry(key).or_insert(Item::None);
            if let Some(before) = item.as_value() {
                *value.decor_mut() = before.decor().clone();
            }
            *item = Item::Value(value);
        }
    }
    Some(())
}

/// Adds a value at the end of a list, laid out as the one before it.
fn push(list: &mut Array, mut value: Value) {
    let trailing = list.trailing().as_str().unwrap_or_default().to_owned();
    if let Some(last) = list.iter_mut().last() {
        let text = |raw: Option<&RawString>| {
            raw.and_then(RawString::as_str).unwrap_or_default().to_owned()
        };
        let (mut before, after) = (text(last.decor().prefix()), text(last.decor().suffix()));
        if before.is_empty() {
            " ".clone_into(&mut before);
        }
        let before = before.rsplit_once('\n').map_or(before.clone(), |(_, it)| format!("\n{it}"));
        // A comment beside the last value stays beside it.
        let comment = if trailing.contains('#') { trailing.trim_end() } else { "" };
        value.decor_mut().set_prefix(format!("{comment}{before}"));
        value.decor_mut().set_suffix(after);
        last.decor_mut().set_suffix("");
    }
    if trailing.contains('#') {
        list.set_trailing("\n");
    }
    list.push_formatted(value);
}

/// `text` with something at its end.
fn with_at_end(text: &str, key: &str, item: Item) -> String {
    let mut addition = DocumentMut::new();
    addition.insert(key, item);
    let gap = match text {
        "" => "",
        _ if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    format!("{text}{}", with_line_ends_of(text, format!("{gap}{addition}")))
}

/// `new` with the line ends that `text` has.
fn with_line_ends_of(text: &str, new: String) -> String {
    if text.contains("\r\n") { new.replace("\r\n", "\n").replace('\n', "\r\n") } else { new }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_set_where_it_stands() {
        for (before, after) in [
            ("", "[rules]\nhype = \"off\"\n"),
            ("# Ours.\nhouse = \"un\"", "# Ours.\nhouse = \"un\"\n\n[rules]\nhype = \"off\"\n"),
            (
                "[rules]\n# loud\nhype = \"info\" # for now\njargon = 'off'\n",
                "[rules]\n# loud\nhype = \"off\" # for now\njargon = 'off'\n",
            ),
            (
                "[rules] # ours\njargon   = 'off'\n\n# People.\n[[people]]\nname = \"A B\"\n",
                "[rules] # ours\njargon   = 'off'\nhype = \"off\"\n\n# People.\n[[people]]\nname = \"A B\"\n",
            ),
            ("[rules]\nhype = { words = 3 }\n", "[rules]\nhype = { words = 3, level = \"off\" }\n"),
            (
                "[rules.hype]\nlevel = \"error\" # !\nwords = 3\n",
                "[rules.hype]\nlevel = \"off\" # !\nwords = 3\n",
            ),
            ("rules = { jargon = \"off\" }\n", "rules = { jargon = \"off\", hype = \"off\" }\n"),
            ("rules.jargon = \"off\"\n", "rules.jargon = \"off\"\nrules.hype = \"off\"\n"),
            (
                "[rules]\r\njargon = \"off\"\r\n",
                "[rules]\r\njargon = \"off\"\r\nhype = \"off\"\r\n",
            ),
        ] {
            let changed = with_level(before, "hype", "off");
            assert_eq!(changed.as_deref(), Some(after), "from {before}");
        }
        assert_eq!(with_level("rules = 3\n", "hype", "off"), None);
        assert_eq!(with_level("= no", "hype", "off"), None);
    }

    #[test]
    fn a_rule_with_a_table_of_its_own_has_neighbours() {
        let text = "[rules.jargon]\nwords = 3\n";
        let changed = with_level(text, "hype", "off").unwrap();
        let table: DocumentMut = changed.parse().unwrap();
        assert_eq!(table["rules"]["hype"].as_str(), Some("off"), "{changed}");
        assert_eq!(table["rules"]["jargon"]["words"].as_integer(), Some(3));
        assert!(changed.contains(text), "{changed}");
    }

    #[test]
    fn an_entry_is_added_where_there_are_others() {
        let fields = [("name", Value::from("Orla Venn")), ("title", Value::from("Harbour Master"))];
        let entry = "[[people]]\nname = \"Orla Venn\"\ntitle = \"Harbour Master\"\n";
        for (before, after) in [
            (String::new(), entry.to_owned()),
            (
                "# P.\n[[people]]\nname = \"A B\" # x\n".to_owned(),
                format!("# P.\n[[people]]\nname = \"A B\" # x\n\n{entry}"),
            ),
            (
                "people = [{ name = \"A B\" }]\n".to_owned(),
                "people = [{ name = \"A B\" }, { name = \"Orla Venn\", title = \"Harbour Master\" }]\n"
                    .to_owned(),
            ),
        ] {
            assert_eq!(with_entry(&before, "people", &fields), Some(after), "from {before}");
        }
        assert_eq!(with_entry("people = \"none\"\n", "people", &fields), None);
    }

    #[test]
    fn texts_of_entries_are_written_where_they_stand() {
        for (before, after) in [
            (
                "# P.\n[[people]] # one\nname   = \"A B\" # x\naliases = [ 'A B', \"C\" ]\n",
                Some("# P.\n[[people]] # one\nname   = \"D\" # x\naliases = [ 'D', \"C\" ]\n"),
            ),
            ("people = [{ name = \"A B\" }]\r\n", Some("people = [{ name = \"D\" }]\r\n")),
            ("acronyms = [\"A B\", # x\n]\n", Some("acronyms = [\"D\", # x\n]\n")),
            ("house = \"A B\"\ninclude = [\"A B\"]\n", None),
            ("[[people]]\nname = \"A\"\n", None),
            ("= no", None),
        ] {
            let changed = with_texts(before, |it| (it.value == "A B").then(|| "D".to_owned()));
            assert_eq!(changed.as_deref(), after, "from {before}");
        }
    }

    #[test]
    fn a_list_keeps_its_layout() {
        for (before, after) in [
            ("acronyms = [\"A\"]\n", "acronyms = [\"A\", \"NRB\"]\n"),
            ("acronyms = []\n", "acronyms = [\"NRB\"]\n"),
            ("acronyms = [ \"A\", \"B\" ]\n", "acronyms = [ \"A\", \"B\", \"NRB\" ]\n"),
            (
                "acronyms = [\n    \"A\", # one\n    \"B\", # two\n]\n",
                "acronyms = [\n    \"A\", # one\n    \"B\", # two\n    \"NRB\",\n]\n",
            ),
            (
                "acronyms = [\n  \"A\",\n  \"B\"\n]\n",
                "acronyms = [\n  \"A\",\n  \"B\",\n  \"NRB\"\n]\n",
            ),
            (
                "[[acronyms]]\nacronym = \"A\"\n",
                "[[acronyms]]\nacronym = \"A\"\n\n[[acronyms]]\nacronym = \"NRB\"\n",
            ),
        ] {
            assert_eq!(with_acronym(before, "NRB", None).as_deref(), Some(after));
        }
        let with_meaning =
            with_acronym("acronyms = [\"A\"]\n", "NRB", Some("National River Bureau"));
        let expected =
            "acronyms = [\"A\", { acronym = \"NRB\", meaning = \"National River Bureau\" }]\n";
        assert_eq!(with_meaning.as_deref(), Some(expected));
    }
}
