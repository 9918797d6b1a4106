//! Finding in the JSON Schema what can stand at a place of the file.

use serde_json::Value;

use crate::house::House;
use crate::schema;
use crate::server::configuration::place::Step;

/// The schema for a house.
pub(super) struct Guide {
    schema: Value,
}

/// What can stand at a place: one schema for each way to write it.
pub(super) type Ways<'a> = Vec<&'a Value>;

impl Guide {
    /// The guide to the rules of `house`, own ones included.
    pub(super) fn new(house: &House) -> Self {
        Self { schema: schema::of_house(house) }
    }

    /// What can stand at `path`; nothing if no such key is known.
    pub(super) fn ways(&self, path: &[Step]) -> Ways<'_> {
        let mut ways = self.expand(&self.schema);
        for step in path {
            let mut inside = Vec::new();
            for way in &ways {
                let next = match step {
                    Step::Key(name) => property(way, name),
                    Step::Item(_) => way.get("items"),
                };
                if let Some(next) = next {
                    inside.append(&mut self.expand(next));
                }
            }
            ways = inside;
        }
        ways
    }

    /// The keys of the table at `path`, with what the schema says of each.
    pub(super) fn keys(&self, path: &[Step]) -> Vec<(&str, &Value)> {
        let tables = self.ways(path).into_iter().filter_map(|it| it.get("properties")?.as_object());
        let keys = tables.flatten();
        keys.map(|(name, schema)| (name.as_str(), schema)).collect()
    }

    /// The keys of the table at `path` that it is of no use without.
    pub(super) fn needed(&self, path: &[Step]) -> Vec<&str> {
        let lists = self.ways(path).into_iter().filter_map(|it| it.get("required")?.as_array());
        lists.flatten().filter_map(Value::as_str).collect()
    }

    /// What the schema says at `path` itself, before the ways to write it.
    pub(super) fn about(&self, path: &[Step]) -> Option<&Value> {
        let (last, table) = path.split_last()?;
        let ways = self.ways(table);
        ways.into_iter().find_map(|it| match last {
            Step::Key(name) => property(it, name),
            Step::Item(_) => it.get("items"),
        })
    }

    /// A schema with what it refers to, and each of its alternatives.
    pub(super) fn expand<'a>(&'a self, schema: &'a Value) -> Ways<'a> {
        let mut ways = vec![schema];
        if let Some(name) = schema.get("$ref").and_then(Value::as_str)
            && let Some(definition) = self.schema.pointer(name.trim_start_matches('#'))
        {
            ways.append(&mut self.expand(definition));
        }
        for key in ["allOf", "anyOf"] {
            for part in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
                ways.append(&mut self.expand(part));
            }
        }
        ways
    }
}

fn property<'a>(table: &'a Value, name: &str) -> Option<&'a Value> {
    table
        .get("properties")
        .and_then(|it| it.get(name))
        .or_else(|| table.get("additionalProperties").filter(|it| it.is_object()))
}

/// The values of an `enum`, each with what it means where that is said.
pub(super) fn choices<'a>(ways: &[&'a Value]) -> Vec<(&'a str, Option<&'a str>)> {
    let mut choices: Vec<(&str, Option<&str>)> = Vec::new();
    for way in ways {
        let meanings = way.pointer("/x-taplo/docs/enumValues").and_then(Value::as_array);
        let values = way.get("enum").and_then(Value::as_array);
        for (index, value) in values.into_iter().flatten().enumerate() {
            let meaning = meanings.and_then(|it| it.get(index)).and_then(Value::as_str);
            if let Some(value) = value.as_str()
                && !choices.iter().any(|it| it.0 == value)
            {
                choices.push((value, meaning));
            }
        }
    }
    choices
}

/// Whether one of the ways to write it is of that type.
pub(super) fn takes(ways: &[&Value], kind: &str) -> bool {
    ways.iter().any(|it| it.get("type").and_then(Value::as_str) == Some(kind))
}
