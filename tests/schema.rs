//! The JSON Schema of `presscheck.toml`: `editors/presscheck.schema.json` is what the program says,
//! the schema is one, and it takes what the program takes. `tests/install.sh` installs the judge.
//!
//! When a rule, an option or a key has changed the first test rewrites the file, fails once, and
//! passes the next time.

#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use presscheck::house::{ConfigFile, KEYS, Key, KeyKind};
use presscheck::{House, schema};
use serde_json::{Value, json};

const FILE: &str = "editors/presscheck.schema.json";

/// Reads a schema and texts that it is to judge; prints, for each, what is wrong with it.
const VALIDATE: &str = r"
import json, sys
import jsonschema
schema, documents = json.load(sys.stdin)
validator = jsonschema.validators.validator_for(schema)
assert validator is jsonschema.Draft7Validator, validator
validator.check_schema(schema)
judge = validator(schema)
json.dump([[error.message[:300] for error in judge.iter_errors(it)] for it in documents], sys.stdout)
";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn printed() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_presscheck")).arg("schema").output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_file_is_what_the_program_prints() {
    let (path, printed) = (root().join(FILE), printed());
    if fs::read_to_string(&path).unwrap_or_default() != printed {
        fs::write(&path, printed).unwrap();
        panic!("{FILE} was stale and has been rewritten; run the tests again");
    }
}

/// What the schema has against each of these configurations.
fn judged(texts: &[String]) -> Vec<Vec<String>> {
    let python = root().join("target/checkers/bin/python");
    assert!(python.exists(), "the reader of schemas is missing: run tests/install.sh first");
    let documents: Vec<Value> = texts.iter().map(|it| as_json(it)).collect();
    let mut judge = Command::new(python)
        .args(["-c", VALIDATE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let schema: Value = serde_json::from_str(&printed()).unwrap();
    let mut input = judge.stdin.take().unwrap();
    write!(input, "{}", json!([schema, documents])).unwrap();
    drop(input);
    let output = judge.wait_with_output().unwrap();
    assert!(output.status.success(), "the schema is none");
    let judged: Vec<Vec<String>> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(judged.len(), texts.len());
    judged
}

fn as_json(text: &str) -> Value {
    fn of(value: &toml::Value) -> Value {
        match value {
            toml::Value::String(it) => json!(it),
            toml::Value::Integer(it) => json!(it),
            toml::Value::Float(it) => json!(it),
            toml::Value::Boolean(it) => json!(it),
            // As editors do: JSON has no dates.
            toml::Value::Datetime(it) => json!(it.to_string()),
            toml::Value::Array(items) => items.iter().map(of).collect(),
            toml::Value::Table(table) => {
                table.iter().map(|(key, value)| (key.clone(), of(value))).collect()
            }
        }
    }
    of(&toml::Value::Table(text.parse().unwrap_or_else(|wrong| panic!("{wrong}\n{text}"))))
}

/// What the program has against a configuration.
fn problems(text: &str) -> Vec<String> {
    let config = ConfigFile { path: "presscheck.toml".to_owned(), text: text.to_owned() };
    let resolved = House::resolve(None, Some(&config), &[]);
    resolved.problems.into_iter().map(|(_, it)| it.message).collect()
}

fn configurations(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            configurations(&path, found);
        } else if path.file_name().is_some_and(|it| it == "presscheck.toml") {
            found.push(path);
        }
    }
}

#[test]
fn every_example_of_the_repository_is_valid() {
    let mut files = Vec::new();
    for folder in ["examples", "tests/cli", "tests/accuracy"] {
        configurations(&root().join(folder), &mut files);
    }
    let mut texts: Vec<String> = files.iter().map(|it| fs::read_to_string(it).unwrap()).collect();
    for page in ["README.md", "docs/configuration.md", "docs/own-rules.md"] {
        let page = fs::read_to_string(root().join(page)).unwrap();
        let fenced = page.split("```toml\n").skip(1).map(|it| it.split("```").next().unwrap());
        // A page also shows rule pages, rules and manifests of other programs.
        texts.extend(
            fenced
                .filter(|it| {
                    it.parse().is_ok_and(|it: toml::Table| {
                        !it.is_empty()
                            && it.keys().all(|key| KEYS.iter().any(|known| known.name == key))
                    })
                })
                .map(str::to_owned),
        );
    }
    assert!(files.len() >= 10 && texts.len() >= files.len() + 4, "{files:?}, {}", texts.len());
    for (text, wrong) in texts.iter().zip(judged(&texts)) {
        assert_eq!(wrong, [] as [String; 0], "{text}");
    }
}

/// A value for every key, such as the program takes.
fn value(key: &Key) -> String {
    match key.kind {
        KeyKind::Text | KeyKind::LongText | KeyKind::Globs => "\"Orla Venn\"".to_owned(),
        KeyKind::Texts => "[\"Orla Venn\", \"Venn\"]".to_owned(),
        KeyKind::Bool => "true".to_owned(),
        KeyKind::Number(_) => "3".to_owned(),
        KeyKind::Years => "[2020, 2021]".to_owned(),
        KeyKind::Date => "2026-03-31".to_owned(),
        KeyKind::House => "\"interpol\"".to_owned(),
        KeyKind::Rule => "\"hype\"".to_owned(),
        KeyKind::Rules => "[\"hype\", \"doubled-word\"]".to_owned(),
        KeyKind::RuleSettings => {
            "{ hype = \"off\", doubled-word = { level = \"error\" } }".to_owned()
        }
        KeyKind::Acronyms(keys) => format!("[\"ORP\", {}]", table(keys, None)),
        KeyKind::Tables(keys) => format!("[{}]", table(keys, None)),
    }
}

/// A table with all keys but one.
fn table(keys: &[Key], without: Option<&str>) -> String {
    let entries: Vec<String> = keys
        .iter()
        .filter(|it| Some(it.name) != without)
        .map(|it| format!("{} = {}", it.name, value(it)))
        .collect();
    format!("{{ {} }}", entries.join(", "))
}

/// Every table of the file, with a configuration that has it.
fn tables() -> Vec<(&'static str, &'static [Key])> {
    let tables = KEYS.iter().filter_map(|it| match it.kind {
        KeyKind::Acronyms(keys) | KeyKind::Tables(keys) => Some((it.name, keys)),
        _ => None,
    });
    tables.collect()
}

#[test]
fn what_has_every_key_is_valid_and_read() {
    let lines: Vec<String> = KEYS.iter().map(|it| format!("{} = {}", it.name, value(it))).collect();
    let whole = lines.join("\n");
    assert_eq!(problems(&whole), [] as [String; 0]);
    assert_eq!(judged(&[whole])[0], [] as [String; 0]);
}

#[test]
fn every_option_of_every_rule_is_valid_with_its_default_and_each_choice() {
    let mut texts = Vec::new();
    for setting in &House::default_house().rules {
        let name = &setting.page.name;
        for level in ["off", "info", "warning", "error"] {
            texts.push(format!("rules.{name} = \"{level}\"\n"));
        }
        for (case, _) in &setting.page.cases {
            texts.push(format!("rules.{name}.cases.{case} = \"off\"\n"));
        }
        for option in &setting.page.options {
            let mut choices: Vec<Value> = option.choices.iter().map(|it| json!(it)).collect();
            match &option.default {
                presscheck::rule::OptionValue::Bool(_) => {
                    choices.extend([json!(true), json!(false)]);
                }
                presscheck::rule::OptionValue::Integer(it) => choices.push(json!(it)),
                presscheck::rule::OptionValue::Text(it) => choices.push(json!(it)),
                presscheck::rule::OptionValue::Texts(it) => choices.push(json!(it)),
            }
            for choice in choices {
                texts.push(format!("rules.{name}.{} = {choice}\n", option.name));
            }
        }
    }
    assert!(texts.len() > 500, "{}", texts.len());
    for (text, wrong) in texts.iter().zip(judged(&texts)) {
        assert_eq!(wrong, [] as [String; 0], "{text}");
        assert_eq!(problems(text), [] as [String; 0], "{text}");
    }
}

/// What is broken is broken for the schema and for the program.
#[test]
fn what_is_broken_is_not_valid() {
    let mut texts: Vec<String> = [
        "hous = \"interpol\"",
        "house = \"nobody\"",
        "house = 3",
        "include = 3",
        "include = [3]",
        "[rules]\nhyp = \"off\"",
        "[rules]\nhype = \"of\"",
        "[rules]\nhype = true",
        "[rules]\nhype = { lvel = \"off\" }",
        "[rules]\nlead-length = { words = \"many\" }",
        "[rules]\nquote-style = { marks = \"round\" }",
        "[rules]\nquote-style = { cases = { nothing = \"off\" } }",
        "[rules]\ndateline-form = { capitals = \"yes\" }",
        "[rules]\nspelling-variant = { use = \"programme\" }",
        "[[earlier]]\nuntil = 2005-12-31\nrules = { hyp = \"off\" }",
        "[[earlier]]\nuntil = \"long ago\"",
        "[people]\nname = \"Orla Venn\"",
        "[[people]]\nname = 7",
        "[[counts]]\norganisation = \"Tideco\"\nnoun = \"ports\"\nfrom = 2026-03-31\ncount = 0",
        "[[counts]]\norganisation = \"Tideco\"\nnoun = \"ports\"\nfrom = \"March\"",
        "[[series]]\nname = \"Regatta\"\nnumber = -3\nyear = 2026",
        "[[terms]]\nuse = \"quay\"",
        "[[organisations]]\nname = \"Tideco\"\nown = \"yes\"",
        "[[ignore]]\nfile = \"a.txt\"\nrule = \"hyp\"",
        "[[examples]]\ndraft = \"a\"\nrules = [\"hyp\"]",
        "acronyms = \"ORP\"",
        "acronyms = [3]",
    ]
    .map(str::to_owned)
    .to_vec();
    for (name, keys) in tables() {
        for key in keys.iter().filter(|it| it.needed) {
            texts.push(format!("{name} = [{}]", table(keys, Some(key.name))));
        }
        let unknown = table(keys, None).replacen('{', "{ colour = \"red\",", 1);
        texts.push(format!("{name} = [{unknown}]"));
    }
    for (text, wrong) in texts.iter().zip(judged(&texts)) {
        assert_ne!(wrong, [] as [String; 0], "the schema takes\n{text}");
        assert_ne!(problems(text), [] as [String; 0], "the program takes\n{text}");
    }
}

#[test]
fn rules_of_the_projects_own_are_no_mistakes_where_there_are_pages() {
    let own = "[rules]\nplain-words = \"off\"\nhype = { level = \"off\" }\n";
    let texts = [format!("pages = [\"style/*.md\"]\n{own}"), own.to_owned()];
    let judged = judged(&texts);
    assert_eq!((judged[0].len(), judged[1].len()), (0, 1), "{judged:?}");
}

#[test]
fn every_key_has_a_description() {
    fn walk(path: &str, schema: &Value, missing: &mut Vec<String>, seen: &mut usize) {
        if let Some(properties) = schema["properties"].as_object() {
            for (name, value) in properties {
                *seen += 1;
                let path = format!("{path}.{name}");
                if value["description"].as_str().is_none_or(|it| it.len() < 3) {
                    // What is only known of a value of its definition is described there.
                    if value.get("$ref").is_none() {
                        missing.push(path.clone());
                    }
                }
                walk(&path, value, missing, seen);
            }
        }
        for key in ["anyOf", "allOf"] {
            for value in schema[key].as_array().into_iter().flatten() {
                walk(path, value, missing, seen);
            }
        }
        walk_items(path, &schema["items"], missing, seen);
        for (name, value) in schema["definitions"].as_object().into_iter().flatten() {
            walk(&format!("{path}#{name}"), value, missing, seen);
        }
    }
    fn walk_items(path: &str, items: &Value, missing: &mut Vec<String>, seen: &mut usize) {
        if items.is_object() {
            walk(&format!("{path}[]"), items, missing, seen);
        }
    }
    let (mut missing, mut seen) = (Vec::new(), 0);
    walk("", &schema::of_house(&House::default_house()), &mut missing, &mut seen);
    assert!(seen > 300, "{seen}");
    assert_eq!(missing, [] as [String; 0]);
}

/// Every key stands in the documentation, under the heading of its table, and no other does.
#[test]
fn the_documentation_lists_the_same_keys() {
    let page = fs::read_to_string(root().join("docs/configuration.md")).unwrap();
    let listed = |heading: &str| -> Vec<String> {
        let section = page.split("\n## ").find(|it| it.starts_with(heading));
        let section = section.unwrap_or_else(|| panic!("no section {heading}"));
        let rows = section.lines().filter(|it| it.starts_with("| `"));
        let names = rows.flat_map(|it| it.split('|').nth(1).unwrap().split(','));
        let mut names: Vec<String> =
            names.map(|it| it.trim().trim_matches('`').to_owned()).collect();
        names.sort();
        names
    };
    for (name, keys) in tables().into_iter().filter(|it| it.0 != "acronyms") {
        let mut known: Vec<&str> = keys.iter().map(|it| it.name).collect();
        known.sort_unstable();
        assert_eq!(listed(&format!("`[[{name}]]`")), known, "[[{name}]]");
    }
    for key in KEYS {
        let heading = [format!("## `[{}]`", key.name), format!("## `[[{}]]`", key.name)];
        let described = heading.iter().any(|it| page.contains(it.as_str()))
            || page.contains(&format!("| `{}` |", key.name))
            || page.contains(&format!("## `{}`", key.name));
        assert!(described, "docs/configuration.md says nothing of “{}”", key.name);
    }
}
