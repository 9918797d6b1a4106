//! The README shows what the program prints.
//!
//! When that has changed the test rewrites the README, fails once, and passes the next time.

#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use presscheck::{House, Level};

/// Findings of the example that the README shows: a few that show what Presscheck is for.
const SHOWN: [&str; 4] =
    ["[weekday-date]", "[member-count-conflict]", "[person-title]", "[doubled-word]"];

/// What the README's first command prints of these findings, and its last line.
fn output() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_presscheck"))
        .args(["lint", "examples"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let findings = text.split("\n\n");
    let shown = |it: &&str| {
        it.starts_with("Checked")
            || SHOWN.iter().any(|rule| it.lines().next().is_some_and(|line| line.contains(rule)))
    };
    let shown: Vec<&str> = findings.filter(shown).map(str::trim_end).collect();
    assert_eq!(shown.len(), SHOWN.len() + 1, "{text}");
    format!("```text\n{}\n```\n", shown.join("\n\n"))
}

fn rules() -> String {
    let house = House::default_house();
    let mut groups: Vec<&str> = house.rules.iter().map(|it| &*it.page.group).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut table = "| rule | level | what it asks for |\n|---|---|---|\n".to_owned();
    for group in groups {
        for rule in house.rules.iter().filter(|it| *it.page.group == *group) {
            let (name, level) = (&rule.page.name, rule.level.map_or("off", Level::name));
            let summary = &rule.page.summary;
            writeln!(table, "| [{name}](rules/{group}/{name}.md) | {level} | {summary} |").unwrap();
        }
    }
    table
}

/// Puts `text` between the comments that begin and end the part of that name.
fn replace(readme: &str, part: &str, text: &str) -> String {
    let begin = readme.find(&format!("<!-- {part}:")).unwrap();
    let from = begin + readme[begin..].find("-->\n").unwrap() + 4;
    let to = readme.find(&format!("<!-- /{part} -->")).unwrap();
    format!("{}{text}{}", &readme[..from], &readme[to..])
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let current = replace(&replace(&readme, "output", &output()), "rules", &rules());
    if current != readme {
        fs::write(&path, current).unwrap();
        panic!("README.md was stale and has been rewritten; run the tests again");
    }
}
