//! The JSON Schema of `presscheck.toml`, made of what the program itself knows: its keys, its rules
//! with their options and cases, and its house profiles.
//!
//! It is written in draft 7, which every editor's TOML support reads.

use serde_json::{Map, Value, json};

use crate::finding::Level;
use crate::house::{House, KEYS, Key, KeyKind, house_names, house_summary};
use crate::rule::{OptionSpec, OptionValue, RuleSetting};

/// Where the schema is published.
const ADDRESS: &str = "https://presscheck.example/presscheck.schema.json";

/// What stands at the top of the schema.
const ABOUT: &str = "Configuration of Presscheck, a linter for press-release drafts. The file lies \
                     beside the drafts; the nearest one above a draft is used.";

/// What each level means; `off` is one too.
const LEVELS: [(&str, &str); 4] = [
    ("off", "The rule says nothing"),
    ("info", "Worth a look"),
    ("warning", "Most likely wrong"),
    ("error", "Wrong"),
];

/// The schema for the rules of `house`, own ones included.
pub fn of_house(house: &House) -> Value {
    let names: Vec<&str> = house.rules.iter().map(|it| &*it.page.name).collect();
    let mut schema = object_of(KEYS);
    let rest = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": ADDRESS,
        "title": "presscheck.toml",
        "description": ABOUT,
        // Whoever has rule pages of their own has rules that nobody here can know.
        "if": { "not": { "required": ["pages"] } },
        "then": only_known_rules(),
        "definitions": {
            "level": level(),
            "known-rule": { "enum": names },
            "date": date(),
            "texts": {
                "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
            },
            "own-rule": own_rule(),
            "rules": rules(house)
        }
    });
    if let (Value::Object(schema), Value::Object(rest)) = (&mut schema, rest) {
        schema.extend(rest);
    }
    schema
}

/// A table of these keys, and of no others.
fn object_of(keys: &[Key]) -> Value {
    let properties: Map<String, Value> =
        keys.iter().map(|it| (it.name.to_owned(), of_key(it))).collect();
    let needed: Vec<&str> = keys.iter().filter(|it| it.needed).map(|it| it.name).collect();
    let mut object =
        json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if !needed.is_empty() {
        object["required"] = json!(needed);
    }
    object
}

fn of_key(key: &Key) -> Value {
    let mut schema = match key.kind {
        KeyKind::Text | KeyKind::LongText => json!({ "type": "string" }),
        // Beside `$ref`, draft 7 reads nothing.
        KeyKind::Texts | KeyKind::Globs => json!({ "allOf": [{ "$ref": "#/definitions/texts" }] }),
        KeyKind::Bool => json!({ "type": "boolean", "default": false }),
        KeyKind::Number(least) => json!({ "type": "integer", "minimum": least }),
        KeyKind::Years => json!({ "type": "array", "items": { "type": "integer" } }),
        KeyKind::Date => json!({ "allOf": [{ "$ref": "#/definitions/date" }] }),
        KeyKind::House => house_profile(),
        KeyKind::Rule => rule_name(),
        KeyKind::Rules => json!({
            "anyOf": [rule_name(), { "type": "array", "items": rule_name() }]
        }),
        KeyKind::RuleSettings => json!({ "allOf": [{ "$ref": "#/definitions/rules" }] }),
        KeyKind::Acronyms(keys) => json!({
            "type": "array",
            "items": { "anyOf": [{ "type": "string" }, object_of(keys)] }
        }),
        KeyKind::Tables(keys) => json!({ "type": "array", "items": object_of(keys) }),
    };
    schema["description"] = json!(key.help);
    schema
}

/// A rule's name: one that is known, or one of a page of the project's own.
fn rule_name() -> Value {
    json!({ "anyOf": [{ "$ref": "#/definitions/known-rule" }, { "type": "string" }] })
}

/// That every rule which is named anywhere is a known one.
fn only_known_rules() -> Value {
    let known = json!({ "$ref": "#/definitions/known-rule" });
    let rules = json!({ "propertyNames": known });
    json!({ "properties": {
        "rules": rules,
        "earlier": { "items": { "properties": { "rules": rules } } },
        "ignore": { "items": { "properties": { "rule": known } } },
        "examples": { "items": { "properties": { "rules": {
            "anyOf": [known, { "type": "array", "items": known }]
        } } } }
    } })
}

fn house_profile() -> Value {
    let names: Vec<&str> = house_names().collect();
    let summaries: Vec<String> =
        names.iter().map(|it| house_summary(it).unwrap_or_default()).collect();
    json!({ "type": "string", "default": "default", "enum": names, "x-taplo": documented(&summaries) })
}

/// What Taplo shows beside the values of an `enum`.
fn documented(values: &[String]) -> Value {
    json!({ "docs": { "enumValues": values } })
}

fn level() -> Value {
    let names: Vec<&str> = LEVELS.iter().map(|it| it.0).collect();
    let meanings: Vec<String> = LEVELS.iter().map(|it| it.1.to_owned()).collect();
    json!({
        "description": "How much the findings matter",
        "type": "string",
        "enum": names,
        "x-taplo": documented(&meanings)
    })
}

/// A day; `"2026-03"` and `"2026"` stand for the first of a month or year.
fn date() -> Value {
    json!({
        "type": "string",
        "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])([T ].*)?)?)?$"
    })
}

/// What a rule of the project's own takes.
fn own_rule() -> Value {
    json!({
        "description": "A level, or a table with `level`, `cases` and options",
        "anyOf": [{ "$ref": "#/definitions/level" }, {
            "type": "object",
            "properties": {
                "level": { "$ref": "#/definitions/level" },
                "cases": {
                    "description": "Levels of the rule’s cases, where they differ from the rule’s",
                    "type": "object",
                    "additionalProperties": { "$ref": "#/definitions/level" }
                }
            }
        }]
    })
}

fn rules(house: &House) -> Value {
    let properties: Map<String, Value> =
        house.rules.iter().map(|it| (it.page.name.to_string(), rule(it))).collect();
    json!({
        "description": "How much each rule matters, and its options",
        "type": "object",
        "properties": properties,
        "additionalProperties": { "$ref": "#/definitions/own-rule" }
    })
}

/// A rule: a level, or a table of its level, its cases and its options.
fn rule(setting: &RuleSetting) -> Value {
    let page = &setting.page;
    let mut properties = Map::new();
    let with_default = |level: Option<Level>, help: &str| {
        json!({
            "allOf": [{ "$ref": "#/definitions/level" }],
            "description": help,
            "default": level.map_or("off", Level::name)
        })
    };
    properties.insert("level".to_owned(), with_default(page.level, "How much the findings matter"));
    if !page.cases.is_empty() {
        let cases: Map<String, Value> = page
            .cases
            .iter()
            .map(|(name, level)| {
                let help = format!("How much the case “{name}” of `{}` matters", page.name);
                (name.clone(), with_default(*level, &help))
            })
            .collect();
        let cases = json!({
            "description": "Levels of the rule’s cases, where they differ from the rule’s",
            "type": "object",
            "additionalProperties": false,
            "properties": cases
        });
        properties.insert("cases".to_owned(), cases);
    }
    properties.extend(page.options.iter().map(|it| (it.name.clone(), option(it))));
    let mut schema = json!({
        "description": page.summary,
        "anyOf": [
            { "$ref": "#/definitions/level" },
            { "type": "object", "additionalProperties": false, "properties": properties }
        ]
    });
    if &*page.group != "own" {
        schema["default"] = json!(page.level.map_or("off", Level::name));
    }
    schema
}

fn option(spec: &OptionSpec) -> Value {
    let mut schema = match &spec.default {
        OptionValue::Bool(default) => json!({ "type": "boolean", "default": default }),
        OptionValue::Integer(default) => json!({ "type": "integer", "default": default }),
        OptionValue::Text(default) => json!({ "type": "string", "default": default }),
        OptionValue::Texts(default) => {
            json!({ "type": "array", "items": { "type": "string" }, "default": default })
        }
    };
    if matches!(spec.default, OptionValue::Text(_)) && !spec.choices.is_empty() {
        schema["enum"] = json!(spec.choices);
    }
    schema["description"] = json!(sentence(&spec.help));
    schema
}

/// A page says what an option does in lower case, as part of a line.
fn sentence(help: &str) -> String {
    let mut characters = help.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
