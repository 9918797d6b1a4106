//! What may know of what: the protocol stays in the server, files and the environment at the edges.

#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

/// Lines of code outside `allowed` (files or folders under `src/`) that hold one of `words`.
fn strays(words: &[&str], allowed: &[&str]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 20, "the sources were not found");
    let mut strays = Vec::new();
    for file in files {
        let name = file.strip_prefix(&root).unwrap();
        if allowed.iter().any(|it| name.starts_with(it) || name == Path::new(&format!("{it}.rs"))) {
            continue;
        }
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let is_code = !line.trim_start().starts_with("//");
            if is_code && words.iter().any(|it| line.contains(it)) {
                strays.push(format!("src/{}:{}: {line}", name.display(), number + 1));
            }
        }
    }
    strays
}

#[test]
fn only_the_server_knows_the_protocol() {
    let strays = strays(&["tower_lsp", "lsp_types"], &["server"]);
    assert!(strays.is_empty(), "\n{}", strays.join("\n"));
}

#[test]
fn only_the_edges_know_files_and_the_environment() {
    let words = ["std::fs", "std::env", "std::{fs", "std::{env"];
    let strays = strays(&words, &["cli", "server", "workspace", "main"]);
    assert!(strays.is_empty(), "\n{}", strays.join("\n"));
}

#[test]
fn the_engine_knows_no_clock_and_no_console() {
    let words = ["SystemTime", "Instant::now", "jiff::Zoned", "Timestamp::now", "std::io::std"];
    let strays = strays(&words, &["cli", "server", "workspace", "main"]);
    assert!(strays.is_empty(), "\n{}", strays.join("\n"));
}

#[test]
fn the_engine_builds_without_command_line_and_server() {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--lib", "--no-default-features", "--quiet"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
