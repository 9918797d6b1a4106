//! Hover in `presscheck.toml`: what a key means, what it takes, and what it is without the file.

use serde_json::Value;
use tower_lsp::lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use crate::finding::Level;
use crate::house::House;
use crate::rule::{OptionValue, RuleSetting};
use crate::server::backend::Request;
use crate::server::configuration::guide::{Guide, choices};
use crate::server::configuration::house_of;
use crate::server::configuration::place::{self, At, Step, unquoted};
use crate::server::links::rule_page;
use crate::server::state::Document;

/// Explains what stands at a position.
pub(in crate::server) fn hover(
    request: &Request,
    document: &Document,
    position: Position,
) -> Option<Hover> {
    let client = &request.state.client;
    let text = document.text.to_string();
    let offset = client.encoding.offset(&document.text, position);
    let place = place::at(&text, offset)?;
    if place.span.is_empty() {
        return None;
    }
    let house = &house_of(request, document, &text, offset);
    let guide = Guide::new(house);
    let written = unquoted(&text[place.span.range()]);
    let told = match place.at {
        At::Value => of_value(&guide, house, &place.path, &written)?,
        At::Key { .. } | At::Header { .. } => {
            let mut path = place.path.clone();
            path.push(Step::Key(written));
            of_key(&guide, house, &path)?
        }
    };
    let (kind, value) = if client.markdown_hover {
        (MarkupKind::Markdown, told)
    } else {
        (MarkupKind::PlainText, told.replace("**", "").replace('`', ""))
    };
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value }),
        range: Some(client.encoding.range(&document.text, place.span)),
    })
}

/// What a value means, where it is one of few.
fn of_value(guide: &Guide, house: &House, path: &[Step], written: &str) -> Option<String> {
    let ways = guide.ways(path);
    let (_, meaning) = choices(&ways).into_iter().find(|it| it.0 == written)?;
    if let Some(setting) = house.rule(written).filter(|_| is_rule_name(path)) {
        return Some(of_rule(setting, house));
    }
    Some(match meaning {
        Some(meaning) => format!("**{written}**\n\n{meaning}"),
        None => format!("**{written}**\n\n{}", of_key(guide, house, path)?),
    })
}

/// Whether the value at `path` names a rule.
fn is_rule_name(path: &[Step]) -> bool {
    let mut names = path.iter().filter_map(|it| match it {
        Step::Key(name) => Some(name.as_str()),
        Step::Item(_) => None,
    });
    matches!(
        (names.next(), names.next()),
        (Some("ignore"), Some("rule")) | (Some("examples"), Some("rules"))
    )
}

/// The rule that a path leads to or into, and what of the rule’s table it names.
pub(super) fn rule_at<'a>(
    house: &'a House,
    path: &[Step],
) -> Option<(&'a RuleSetting, Vec<String>)> {
    let mut names = path.iter().filter_map(|it| match it {
        Step::Key(name) => Some(name.clone()),
        Step::Item(_) => None,
    });
    let first = names.next()?;
    if first == "earlier" && names.next()? != "rules" || first != "earlier" && first != "rules" {
        return None;
    }
    Some((house.rule(&names.next()?)?, names.collect()))
}

/// What a key means, in Markdown.
pub(super) fn of_key(guide: &Guide, house: &House, path: &[Step]) -> Option<String> {
    let about = guide.about(path)?;
    if let Some((setting, inside)) = rule_at(house, path) {
        return Some(match inside.as_slice() {
            [] => of_rule(setting, house),
            [option] => of_option(guide, house, setting, option, about),
            _ => of_schema(guide, path, about),
        });
    }
    Some(of_schema(guide, path, about))
}

/// What the schema says of a key.
fn of_schema(guide: &Guide, path: &[Step], about: &Value) -> String {
    let name = path.iter().rev().find_map(|it| match it {
        Step::Key(name) => Some(name.as_str()),
        Step::Item(_) => None,
    });
    let mut told = format!("**{}**", name.unwrap_or_default());
    if let Some(description) = about.get("description").and_then(Value::as_str) {
        told.push_str(&format!("\n\n{description}"));
    }
    if let Some(default) = about.get("default") {
        told.push_str(&format!("\n\nDefault: `{default}`"));
    }
    told.push_str(&listed_choices(guide, about));
    told
}

fn listed_choices(guide: &Guide, about: &Value) -> String {
    let choices = choices(&guide.expand(about));
    if choices.is_empty() || choices.len() > 12 {
        return String::new();
    }
    let values: Vec<String> = choices.iter().map(|it| format!("`\"{}\"`", it.0)).collect();
    format!("\n\nOne of {}", values.join(", "))
}

/// What a rule asks for, how strict it is, and where its page is.
fn of_rule(setting: &RuleSetting, house: &House) -> String {
    let page = &setting.page;
    let level = |level: Option<Level>| level.map_or("off", Level::name);
    let mut told =
        format!("**{}**\n\n{}\n\nDefault: `\"{}\"`", page.name, page.summary, level(page.level));
    let shipped = shipped_setting(house, &page.name);
    if let Some(shipped) = shipped.filter(|it| it.level != page.level) {
        told.push_str(&format!(", in the house “{}” `\"{}\"`", house.name, level(shipped.level)));
    }
    if !page.options.is_empty() {
        let options: Vec<String> = page.options.iter().map(|it| format!("`{}`", it.name)).collect();
        told.push_str(&format!("\n\nOptions: {}", options.join(", ")));
    }
    if !page.cases.is_empty() {
        let cases: Vec<String> =
            page.cases.iter().map(|it| format!("`{}` (`\"{}\"`)", it.0, level(it.1))).collect();
        told.push_str(&format!("\n\nCases: {}", cases.join(", ")));
    }
    if &*page.group != "own"
        && let Some(address) = rule_page(&page.name)
    {
        told.push_str(&format!("\n\n{address}"));
    }
    told
}

/// What an option does, and what it is where nobody sets it.
fn of_option(
    guide: &Guide,
    house: &House,
    setting: &RuleSetting,
    option: &str,
    about: &Value,
) -> String {
    let description = about.get("description").and_then(Value::as_str).unwrap_or_default();
    let mut told = format!("**{option}** of `{}`\n\n{description}", setting.page.name);
    if let Some(spec) = setting.page.options.iter().find(|it| it.name == option) {
        told.push_str(&format!("\n\nTakes {}", spec.default.kind().describe()));
    }
    if let Some(default) = about.get("default") {
        told.push_str(&format!("\n\nDefault: `{default}`"));
        let shipped = shipped_setting(house, &setting.page.name);
        let value = shipped
            .and_then(|it| it.options.iter().find(|it| it.0 == option).map(|it| as_json(it.1)));
        if let Some(value) = value.filter(|it| it != default) {
            told.push_str(&format!(", in the house “{}” `{value}`", house.name));
        }
    }
    told.push_str(&listed_choices(guide, about));
    told
}

/// The rule as the profile has it, without the project’s own file.
fn shipped_setting(house: &House, rule: &str) -> Option<RuleSetting> {
    House::shipped(&house.name)?.rule(rule).cloned()
}

fn as_json(value: &OptionValue) -> Value {
    match value {
        OptionValue::Bool(it) => (*it).into(),
        OptionValue::Integer(it) => (*it).into(),
        OptionValue::Text(it) => it.clone().into(),
        OptionValue::Texts(it) => it.clone().into(),
    }
}
