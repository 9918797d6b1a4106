//! Workspace symbols: people, organisations and acronyms over all drafts of the workspace.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::editor::{Editor, modern};
use crate::release::{RELEASE, place};

const OTHER: &str = "\
Tide school closes

The Tide Office for Rivers (TOR) closed its school on Monday, President Karin Holm said.

“The TOR has no more money,” Holm said. “Ask Mayor Johan Lund of Ven about it.”
";

fn workspace() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().canonicalize().unwrap();
    fs::create_dir(path.join("2025")).unwrap();
    fs::write(path.join("opening.txt"), RELEASE).unwrap();
    fs::write(path.join("2025/closing.md"), OTHER).unwrap();
    (folder, path)
}

fn editor_in(folders: &[&Path]) -> Editor {
    let folders: Vec<Value> = folders
        .iter()
        .map(|it| json!({ "uri": uri(it), "name": it.file_name().unwrap().to_string_lossy() }))
        .collect();
    Editor::introduced(json!({
        "processId": null,
        "workspaceFolders": folders,
        "initializationOptions": { "quietMilliseconds": 0 },
        "capabilities": modern()
    }))
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// Names and files of the symbols that go with a query.
fn found(editor: &mut Editor, query: &str) -> Vec<(String, String)> {
    let symbols = editor.request("workspace/symbol", json!({ "query": query }));
    let shown = |it: &Value| {
        let uri = it["location"]["uri"].as_str().unwrap();
        let file = uri.rsplit('/').next().unwrap();
        (it["name"].as_str().unwrap().to_owned(), file.to_owned())
    };
    symbols.as_array().unwrap().iter().map(shown).collect()
}

fn is(found: &[(&str, &str)]) -> Vec<(String, String)> {
    found.iter().map(|(name, file)| ((*name).to_owned(), (*file).to_owned())).collect()
}

#[test]
fn people_organisations_and_acronyms_of_drafts_that_are_not_open_are_found() {
    let (_folder, path) = workspace();
    let mut editor = editor_in(&[&path]);
    assert_eq!(found(&mut editor, "karin"), is(&[("Karin Holm", "closing.md")]));
    assert_eq!(found(&mut editor, "holm k"), is(&[("Karin Holm", "closing.md")]));
    let both = [("Johan Lund", "closing.md"), ("Johan Lund", "opening.txt")];
    assert_eq!(found(&mut editor, "LUND"), is(&both));
    assert_eq!(found(&mut editor, "tor")[0], is(&[("TOR", "closing.md")])[0]);
    assert_eq!(found(&mut editor, "tofri"), is(&[("Tide Office for Rivers", "closing.md")]));
    assert_eq!(found(&mut editor, "tide off"), is(&[("Tide Office for Rivers", "closing.md")]));
    assert_eq!(found(&mut editor, "ven lake"), is(&[("Ven Lake Council", "opening.txt")]));
    assert_eq!(found(&mut editor, "zzz"), is(&[]));
    let all = found(&mut editor, "");
    assert!(all.len() >= 8, "{all:?}");
}

#[test]
fn a_symbol_says_what_it_is_and_where() {
    let (_folder, path) = workspace();
    let mut editor = editor_in(&[&path]);
    let symbols = editor.request("workspace/symbol", json!({ "query": "anna" }));
    let symbol = &symbols[0];
    assert_eq!(symbol["containerName"], "Director of Support");
    assert_eq!(symbol["location"]["uri"], uri(&path.join("opening.txt")));
    let ((line, start), _) = place(RELEASE, "Anna", 0);
    let there = json!({ "line": line, "character": start });
    assert_eq!(symbol["location"]["range"]["start"], there);
    let symbols = editor.request("workspace/symbol", json!({ "query": "olc" }));
    assert_eq!(symbols[0]["containerName"], "Open Lakes Charter");
}

#[test]
fn an_open_text_counts_over_the_file() {
    let (_folder, path) = workspace();
    let mut editor = editor_in(&[&path]);
    assert_eq!(found(&mut editor, "karin").len(), 1);
    let draft = uri(&path.join("2025/closing.md"));
    editor.open(&draft, "markdown", &OTHER.replace("Karin Holm", "Signe Holm"));
    assert_eq!(found(&mut editor, "karin"), is(&[]));
    assert_eq!(found(&mut editor, "signe"), is(&[("Signe Holm", "closing.md")]));
    editor.replace(&draft, 2, OTHER);
    assert_eq!(found(&mut editor, "karin").len(), 1);
    editor.open("untitled:new", "plaintext", &OTHER.replace("Karin Holm", "Signe Holm"));
    assert_eq!(found(&mut editor, "signe"), is(&[("Signe Holm", "untitled:new")]));
    editor.close("untitled:new");
    assert_eq!(found(&mut editor, "signe"), is(&[]));
}

#[test]
fn a_file_that_changes_is_read_again() {
    let (_folder, path) = workspace();
    let mut editor = editor_in(&[&path]);
    assert_eq!(found(&mut editor, "karin").len(), 1);
    let file = path.join("2025/closing.md");
    fs::write(&file, OTHER.replace("Karin Holm", "Ingeborg Holm")).unwrap();
    fs::write(path.join("third.txt"), OTHER).unwrap();
    let changes = json!({ "changes": [{ "uri": uri(&file), "type": 2 }] });
    editor.notify("workspace/didChangeWatchedFiles", changes.clone());
    assert_eq!(found(&mut editor, "ingeborg"), is(&[("Ingeborg Holm", "closing.md")]));
    assert_eq!(found(&mut editor, "karin"), is(&[("Karin Holm", "third.txt")]));
    fs::remove_file(&file).unwrap();
    editor.notify("workspace/didChangeWatchedFiles", changes);
    assert_eq!(found(&mut editor, "ingeborg"), is(&[]));
}

#[test]
fn what_the_project_leaves_out_is_left_out() {
    let (_folder, path) = workspace();
    fs::write(path.join("presscheck.toml"), "exclude = [\"2025/**\"]\n").unwrap();
    let mut editor = editor_in(&[&path]);
    assert_eq!(found(&mut editor, "karin"), is(&[]));
    assert_eq!(found(&mut editor, "anna").len(), 1);
}

#[test]
fn every_folder_of_the_workspace_is_looked_in() {
    let (_one, first) = workspace();
    let (_two, second) = workspace();
    let mut editor = editor_in(&[&first, &second, &first.join("2025")]);
    assert_eq!(found(&mut editor, "karin").len(), 2);
    let event = json!({ "added": [], "removed": [{ "uri": uri(&second), "name": "second" }] });
    editor.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    assert_eq!(found(&mut editor, "karin").len(), 1);
}

#[test]
fn a_file_that_cannot_be_read_hides_no_other() {
    let (_folder, path) = workspace();
    fs::write(path.join("broken.txt"), b"Anna Berg \xff\xfe said").unwrap();
    let mut editor = editor_in(&[&path]);
    assert_eq!(found(&mut editor, "karin").len(), 1);
}

#[test]
fn many_drafts_are_read_once() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().canonicalize().unwrap();
    for number in 0..300 {
        let text = OTHER.replace("Karin Holm", &format!("Karin Holm{}", letters(number)));
        fs::write(path.join(format!("release-{number}.txt")), text).unwrap();
    }
    let mut editor = editor_in(&[&path]);
    assert_eq!(found(&mut editor, "karin").len(), 300);
    // Nothing is read for the next key press: the files may be gone for all it matters.
    for number in 0..300 {
        fs::remove_file(path.join(format!("release-{number}.txt"))).unwrap();
    }
    assert_eq!(found(&mut editor, "karin h").len(), 300);
    editor.notify("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    assert_eq!(found(&mut editor, "karin ho").len(), 0);
}

/// A number in letters, to make names of it.
fn letters(number: usize) -> String {
    let letter = |it: usize| char::from(b'a' + it as u8);
    format!("{}{}", letter(number / 26), letter(number % 26))
}
