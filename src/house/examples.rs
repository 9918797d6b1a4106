//! Reading `[[examples]]`: drafts that show what a project's facts find.

use crate::house::{House, HouseExample};
use crate::rule::reader::TableReader;
use crate::rule::{Example, ExampleKind, Problem};

/// Reads the examples of a project whose file reads `text`.
pub(super) fn read(
    reader: &mut TableReader<'_, '_>,
    house: &House,
    text: &str,
) -> Vec<HouseExample> {
    let mut examples = Vec::new();
    for (table, span) in reader.tables("examples") {
        let mut fields = reader.inner(table, "an entry of [[examples]]");
        let draft = fields.required_text("draft", span);
        let mut rules = Vec::new();
        for (name, name_span) in fields.texts("rules").unwrap_or_default() {
            if house.rule(name).is_some() {
                rules.push(name.to_owned());
            } else {
                let known = house.rules.iter().map(|it| &*it.page.name);
                fields.problem(Problem::unknown(name_span, "rule", name, known));
            }
        }
        let mut attributes = Vec::new();
        if let Some((date, _)) = fields.date("date") {
            attributes.push(("date".to_owned(), date.to_string()));
        }
        if let Some((file, _)) = fields.text("file") {
            attributes.push(("file".to_owned(), file.to_owned()));
        }
        if fields.bool("markdown") == Some(true) {
            attributes.push(("markdown".to_owned(), String::new()));
        }
        fields.finish();
        let Some(draft) = draft else { continue };
        let lines: Vec<&str> = draft.lines().collect();
        let mut example = Example::read(ExampleKind::Flagged, &lines);
        example.attributes = attributes;
        example.line = text[..span.start].matches('\n').count() + 1;
        examples.push(HouseExample { example, rules, span });
    }
    examples
}
