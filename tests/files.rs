//! Which files are read, and what is written to them.

#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const FAULTY: &str = "Quay opens\n\nThe the quay opened.\n";
const FIXED: &str = "Quay opens\n\nThe quay opened.\n";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn presscheck(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_presscheck"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// Path and rule of every finding, and the exit code.
fn found(folder: &Path, arguments: &[&str]) -> (Vec<String>, Option<i32>) {
    let output = presscheck(folder, &[&["lint", "--format", "json"], arguments].concat());
    let findings: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let shown = |it: &Value| {
        let line = &it["start"]["line"];
        format!("{}:{line} {}", it["path"].as_str().unwrap(), it["rule"].as_str().unwrap())
    };
    (findings.as_array().unwrap().iter().map(shown).collect(), output.status.code())
}

fn doubled(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let (found, _) = found(folder, &[&["--select", "doubled-word"], arguments].concat());
    found.into_iter().map(|it| it.replace(":3 doubled-word", "")).collect()
}

#[test]
fn a_folder_is_searched_for_drafts() {
    let folder = folder(&[
        ("a.txt", FAULTY),
        ("b.md", FAULTY),
        ("news/c.markdown", FAULTY),
        ("news/README.md", FAULTY),
        ("CHANGELOG.md", FAULTY),
        ("LICENSE.txt", FAULTY),
        (".hidden.txt", FAULTY),
        (".drafts/d.txt", FAULTY),
        ("notes.rst", FAULTY),
    ]);
    let root = folder.path();
    assert_eq!(doubled(root, &["."]), ["a.txt", "b.md", "news/c.markdown"]);
    assert_eq!(doubled(root, &[]), ["a.txt", "b.md", "news/c.markdown"]);
    assert_eq!(doubled(root, &["news", "a.txt", "news/c.markdown"]), ["a.txt", "news/c.markdown"]);
    assert_eq!(doubled(root, &[".drafts"]), [".drafts/d.txt"]);
    assert_eq!(doubled(root, &["news/README.md", "notes.rst"]), ["news/README.md", "notes.rst"]);
}

#[test]
fn the_configuration_changes_which_files_are_drafts() {
    let folder = folder(&[
        (
            "presscheck.toml",
            "include = [\"*.rst\", \".drafts/**\"]\nexclude = [\"old/\", \"draft-?.txt\"]\n",
        ),
        ("a.txt", FAULTY),
        ("draft-1.txt", FAULTY),
        ("old/b.txt", FAULTY),
        ("notes/c.rst", FAULTY),
        (".drafts/d.txt", FAULTY),
        (".other/e.txt", FAULTY),
    ]);
    let root = folder.path();
    assert_eq!(doubled(root, &["."]), [".drafts/d.txt", "a.txt", "notes/c.rst"]);
    assert_eq!(doubled(root, &["old/b.txt", "draft-1.txt"]), ["draft-1.txt", "old/b.txt"]);
    assert_eq!(doubled(root, &["notes"]), ["notes/c.rst"]);
    let (_, code) = found(root, &["old"]);
    assert_eq!(code, Some(2), "a folder without a draft");
}

#[test]
fn files_that_git_ignores_are_no_drafts() {
    let folder = folder(&[(".gitignore", "old.txt\n"), ("old.txt", FAULTY), ("a.txt", FAULTY)]);
    fs::create_dir(folder.path().join(".git")).unwrap();
    assert_eq!(doubled(folder.path(), &["."]), ["a.txt"]);
}

#[test]
fn the_nearest_configuration_holds_and_its_mistakes_are_told_once() {
    let folder = folder(&[
        ("presscheck.toml", "[rules]\ndoubled-word = \"off\"\n"),
        ("a.txt", FAULTY),
        ("b.txt", FAULTY),
        ("deep/presscheck.toml", "# The second one.\nexlude = [\"x\"]\n"),
        ("deep/er/c.txt", FAULTY),
    ]);
    let (found, code) = found(folder.path(), &["--ignore", "structure", "."]);
    assert_eq!(found, ["deep/er/c.txt:3 doubled-word", "deep/presscheck.toml:2 configuration"]);
    assert_eq!(code, Some(2));
    let output = presscheck(folder.path(), &["lint", "deep"]);
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.contains("error[configuration]") && shown.contains("“exclude”"), "{shown}");
    let (_, code) = self::found(folder.path(), &["--config", "presscheck.toml", "deep"]);
    assert_ne!(code, Some(2), "another configuration was asked for");
}

#[test]
fn a_rule_page_of_ones_own_is_read() {
    let page = "+++\nsummary = \"No quay\"\nsince = \"0.1.0\"\n[substitution]\n\"quay\" = \"pier\"\n+++\n\
        ## Why\nQuays are old.\n";
    let folder = folder(&[
        ("presscheck.toml", "pages = [\"style/*.md\"]\n"),
        ("style/no-quay.md", page),
        ("style/quay.txt", "Pier opens\n\nThe pier opened.\n"),
        ("a.txt", "Pier opens\n\nThe quay opened.\n"),
    ]);
    let (found, _) = found(folder.path(), &["--select", "no-quay", "."]);
    assert_eq!(found, ["a.txt:3 no-quay"]);
    let output = presscheck(folder.path(), &["explain", "no-quay"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("Quays are old."));
    fs::write(folder.path().join("presscheck.toml"), "pages = [\"styles/*.md\"]\n").unwrap();
    let (found, code) = self::found(folder.path(), &["--select", "doubled-word", "a.txt"]);
    assert_eq!((found, code), (vec!["presscheck.toml:1 configuration".to_owned()], Some(2)));
}

#[test]
fn an_entry_that_suppresses_nothing_is_told_when_its_drafts_were_checked() {
    let entry = |file: &str| format!("[[ignore]]\nfile = \"{file}\"\nrule = \"doubled-word\"\n");
    let text = [entry("a.txt"), entry("news/*.txt"), entry("gone.txt")].concat();
    let folder = folder(&[
        ("presscheck.toml", text.as_str()),
        ("a.txt", FIXED),
        ("news/b.txt", FAULTY),
        ("news/c.txt", FIXED),
    ]);
    let unused = |arguments: &[&str]| -> Vec<String> {
        let (found, _) = found(folder.path(), arguments);
        found.into_iter().filter(|it| it.contains("unused")).collect()
    };
    let of_line = |line: usize| format!("presscheck.toml:{line} unused-suppression");
    assert_eq!(unused(&["."]), [of_line(1), of_line(7)]);
    assert_eq!(unused(&["a.txt"]), [of_line(1)]);
    assert_eq!(unused(&["news/c.txt"]), Vec::<String>::new());
    assert_eq!(unused(&["news"]), Vec::<String>::new());
    assert_eq!(unused(&["--ignore", "doubled-word", "."]), Vec::<String>::new());
}

#[test]
fn fixing_keeps_line_ends_byte_order_mark_and_mode() {
    let folder = folder(&[("a.txt", "\u{feff}Quay opens\r\n\r\nThe the quay opened.\r\n")]);
    let path = folder.path().join("a.txt");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    }
    presscheck(folder.path(), &["lint", "--select", "doubled-word", "--fix", "a.txt"]);
    let fixed = fs::read_to_string(&path).unwrap();
    assert_eq!(fixed, "\u{feff}Quay opens\r\n\r\nThe quay opened.\r\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "a temporary file was left behind");
}

#[test]
fn a_paragraph_break_that_is_restored_ends_as_the_others_do() {
    let text = "18 May 2026\r\n\r\nQuay opens on the island\r\n\r\nTURKU, Finland – The quay of the \
        island opened on Monday.All the ferries came.The pilots came too.Nobody stayed away.\r\n";
    let folder = folder(&[("a.txt", text)]);
    presscheck(folder.path(), &["lint", "--unsafe-fixes", "a.txt"]);
    let fixed = fs::read_to_string(folder.path().join("a.txt")).unwrap();
    assert_ne!(fixed, text);
    assert_eq!(fixed.replace("\r\n", "").matches(['\r', '\n']).count(), 0, "{fixed:?}");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let folder = folder(&[("real/a.txt", FAULTY)]);
    let link = folder.path().join("link.txt");
    std::os::unix::fs::symlink("real/a.txt", &link).unwrap();
    presscheck(folder.path(), &["lint", "--select", "doubled-word", "--fix", "link.txt"]);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(folder.path().join("real/a.txt")).unwrap(), FIXED);
}

#[test]
fn fixes_of_an_unsafe_kind_are_applied_only_when_asked_for() {
    let text = "18 May 2026\n\nQuay opens on the island\n\nTURKU, Finland – The quay opens on \
        Monday 30 October 2026.\n";
    let folder = folder(&[("a.txt", text)]);
    let lint = |arguments: &[&str]| {
        presscheck(folder.path(), &[&["lint", "--select", "weekday-date"], arguments].concat());
        fs::read_to_string(folder.path().join("a.txt")).unwrap()
    };
    assert_eq!(lint(&["--fix"]), text);
    assert_eq!(lint(&["--diff", "--unsafe-fixes"]), text);
    assert_eq!(lint(&["--unsafe-fixes"]), text.replace("Monday", "Friday"));
}

#[test]
fn the_release_date_comes_from_the_text_then_the_option_then_the_name() {
    let folder = folder(&[
        ("2026-05-20-quay.txt", "Quay opens on the island\n\nThe quay opened on Monday 18 May.\n"),
        ("quay.txt", "Quay opens on the island\n\nThe quay opened on Monday 18 May.\n"),
    ]);
    let rules = |arguments: &[&str]| {
        let select = ["--select", "weekday-date"];
        found(folder.path(), &[&select, arguments].concat()).0
    };
    assert_eq!(rules(&["2026-05-20-quay.txt"]), Vec::<String>::new());
    assert_eq!(rules(&["--date", "2026-05-20", "quay.txt"]), Vec::<String>::new());
    assert_eq!(rules(&["--date", "2025-05-20", "quay.txt"]), ["quay.txt:3 weekday-date"]);
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let folder = folder(&[("a.txt", &FAULTY.repeat(3000))]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_presscheck"))
        .args(["lint", "--select", "doubled-word", "a.txt"])
        .current_dir(folder.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn the_catalogue_lists_every_rule() {
    let folder = folder(&[]);
    let output = presscheck(folder.path(), &["rules"]);
    let shown = String::from_utf8_lossy(&output.stdout);
    for (name, group, _) in presscheck::rules::PAGES {
        assert!(shown.lines().any(|it| it.trim_start().starts_with(name)), "{name}");
        assert!(shown.lines().any(|it| it == *group), "{group}");
        assert!(presscheck(folder.path(), &["explain", name]).status.success(), "{name}");
    }
}
