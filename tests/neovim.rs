//! Neovim shows the findings of a draft and applies fixes, with the set-up in `editors/neovim`.
//!
//! `tests/install.sh` installs the two versions. Without them nothing is tested, except where `CI`
//! is set: there they must be present.

#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

const DRAFT: &str = "\
The 🚀 ferry’s price is valued at at four million

The plan plan was sent to to the mayor, who said that the the ship sails.
";

const SEEN: &str = "\
FOUND
  1:35-40 doubled-word “at” stands twice
  3:4-13 doubled-word “plan” stands twice
  3:23-28 doubled-word “to” stands twice
  3:54-61 doubled-word “the” stands twice
  |The 🚀 ferry’s price is valued at at four million
  |
  |The plan plan was sent to to the mayor, who said that the the ship sails.
QUICK FIX
  3:4-13 doubled-word “plan” stands twice
  3:23-28 doubled-word “to” stands twice
  3:54-61 doubled-word “the” stands twice
  |The 🚀 ferry’s price is valued at four million
  |
  |The plan plan was sent to to the mayor, who said that the the ship sails.
";

/// The versions of Neovim that are there.
fn versions() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let on_path = env::var_os("PATH")
        .into_iter()
        .flat_map(|path| env::split_paths(&path).map(|it| it.join("nvim")).collect::<Vec<_>>());
    let old = on_path.into_iter().find(|it| it.is_file());
    let new = Some(root.join("target/editors/neovim/bin/nvim")).filter(|it| it.is_file());
    old.into_iter().chain(new).collect()
}

#[test]
fn neovim_shows_findings_and_applies_fixes() {
    let versions = versions();
    if versions.len() < 2 {
        let message = format!("run tests/install.sh to test with two versions, not {versions:?}");
        assert!(env::var_os("CI").is_none(), "{message}");
        println!("{message}");
    }
    for neovim in versions {
        drive(&neovim);
    }
}

fn drive(neovim: &Path) {
    let folder = TempDir::new().unwrap();
    let draft = folder.path().join("draft.txt");
    fs::write(&draft, DRAFT).unwrap();
    let configuration = folder.path().join("presscheck.toml");
    fs::write(&configuration, "# Ours.\n").unwrap();
    let output = run(neovim, &draft);
    let seen = String::from_utf8(output.stdout).unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    let name = neovim.display();
    assert!(output.status.success(), "{name}:\n{seen}\n{told}");
    assert!(seen.starts_with(SEEN), "{name}:\n{seen}\n{told}");
    for expected in [
        "FIX ALL\n  4:4-13 doubled-word “plan” stands twice\n",
        "  |The plan plan was sent to the mayor, who said that the ship sails.\n",
        "HOVER **doubled-word** (warning)\n",
        "IGNORED\n  |🚀 A line\n",
    ] {
        assert!(seen.contains(expected), "{name}: no {expected:?} in\n{seen}\n{told}");
    }
    let configuration = fs::read_to_string(configuration).unwrap();
    assert_eq!(
        configuration,
        "# Ours.\n\n[[ignore]]\nfile = \"draft.txt\"\nrule = \"doubled-word\"\n\
         words = \"plan plan\"\nreason = \"\"\n",
        "{name}"
    );
}

/// Runs the script. A Neovim that waits for a key would wait for ever.
fn run(neovim: &Path, draft: &Path) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let server = Path::new(env!("CARGO_BIN_EXE_presscheck")).parent().unwrap();
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([server.to_owned()].into_iter().chain(env::split_paths(&path)));
    let home = draft.parent().unwrap();
    let script = root.join("tests/neovim/draft.lua");
    let mut child = Command::new(neovim)
        .args(["--headless", "-u", "NONE", "-i", "NONE", "-n", "--cmd"])
        .arg(format!("set runtimepath+={}", root.join("editors/neovim").display()))
        .arg("-c")
        .arg(format!("luafile {}", script.display()))
        .current_dir(home)
        .env("PATH", path.unwrap())
        .env("DRAFT", draft)
        .env("HOME", home)
        .env("XDG_STATE_HOME", home)
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let end = Instant::now() + Duration::from_mins(2);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > end {
            child.kill().unwrap();
            break;
        }
        thread::sleep(Duration::from_millis(20));
    }
    child.wait_with_output().unwrap()
}
