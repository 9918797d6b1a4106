//! Where a project's `presscheck.toml` says something.

use toml::de::{DeTable, DeValue};
use tower_lsp::lsp_types::{Location, Url};

use crate::server::projects::Project;
use crate::server::state::State;
use crate::text::Span;

/// What an entry of a list has to say: a key and its value, dates as `2014-11-07`.
pub(super) type Wanted<'a> = (&'a str, &'a str);

/// The place of the first of the `wanted` values, in the entry of the list `list` that has all of
/// them; `None` if there is none, or no configuration file.
pub(super) fn location(
    state: &State,
    project: &Project,
    list: &str,
    wanted: &[Wanted<'_>],
) -> Option<Location> {
    let file = project.file.as_ref()?;
    let text = file.text.to_string();
    let span = entry(&text, list, wanted)?;
    let open = file.open.and_then(|revision| state.document_of_revision(revision));
    let uri = match open {
        Some(open) => open.uri.clone(),
        None => Url::from_file_path(&file.path).ok()?,
    };
    Some(Location::new(uri, state.client.encoding.range(&file.text, span)))
}

fn entry(text: &str, list: &str, wanted: &[Wanted<'_>]) -> Option<Span> {
    let table = DeTable::parse(text).ok()?;
    let entries = table.get_ref().get(list)?.get_ref().as_array()?;
    let (first, first_value) = wanted.first()?;
    entries.iter().find_map(|entry| {
        if let Some(words) = entry.get_ref().as_str() {
            // `acronyms = ["EU"]`
            return (words == *first_value).then(|| Span::from(entry.span()));
        }
        let fields = entry.get_ref().as_table()?;
        let says = |(key, value): &Wanted<'_>| {
            fields.get(*key).is_some_and(|it| match it.get_ref() {
                DeValue::String(text) => text == value,
                DeValue::Datetime(date) => date.to_string() == *value,
                _ => false,
            })
        };
        wanted.iter().all(says).then_some(())?;
        Some(Span::from(fields.get(*first)?.span()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_found_by_what_it_says() {
        let text = "acronyms = [\"EU\", { acronym = \"RP\", meaning = \"River Permit\" }]\n\n\
                    [[counts]]\norganisation = \"ORMA\"\nfrom = 2009-10-12\n\n\
                    [[counts]]\norganisation = \"ORMA\"\nfrom = 2011-10-31\n";
        let found = |list: &str, wanted: &[Wanted<'_>]| {
            entry(text, list, wanted).map(|it| (it.start, &text[it.range()]))
        };
        let second = found("counts", &[("organisation", "ORMA"), ("from", "2011-10-31")]);
        assert_eq!(second, Some((text.rfind("\"ORMA\"").unwrap(), "\"ORMA\"")));
        assert_eq!(found("acronyms", &[("acronym", "EU")]).unwrap().1, "\"EU\"");
        assert_eq!(found("acronyms", &[("acronym", "RP")]).unwrap().1, "\"RP\"");
        assert_eq!(found("people", &[("name", "ORMA")]), None);
        assert_eq!(found("counts", &[("organisation", "NLU")]), None);
    }
}
