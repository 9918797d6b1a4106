//! The real pre-commit, in a real repository, with the hooks of `.pre-commit-hooks.yaml`.
//! `tests/install.sh` installs it.

#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program that `tests/install.sh` put there.
fn pre_commit() -> PathBuf {
    let program = root().join("target/checkers/bin/pre-commit");
    assert!(program.exists(), "pre-commit is missing: run tests/install.sh first");
    program
}

/// Runs a program in `folder`, with this build of Presscheck and pre-commit found first.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    let presscheck = Path::new(env!("CARGO_BIN_EXE_presscheck")).parent().unwrap().to_owned();
    let own = [presscheck, pre_commit().parent().unwrap().to_owned()];
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(own.into_iter().chain(std::env::split_paths(&inherited)));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env("PATH", path.unwrap());
    for variable in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        command.env_remove(variable);
    }
    // What pre-commit builds is thrown away: it need not be fast, and is kept for the next run.
    command
        .env("CARGO_TARGET_DIR", root().join("target/pre-commit"))
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_TERM_COLOR", "never")
        .env("PRE_COMMIT_HOME", folder.parent().unwrap_or(folder).join("pre-commit-home"));
    command.output().unwrap_or_else(|error| panic!("{program} cannot be started: {error}"))
}

fn succeed(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = run(folder, program, arguments);
    let told = told(&output);
    assert!(output.status.success(), "{program} {arguments:?} failed:\n{told}");
    told
}

fn told(output: &Output) -> String {
    let out = String::from_utf8_lossy(&output.stdout);
    format!("{out}{}", String::from_utf8_lossy(&output.stderr))
}

fn commit(folder: &Path) -> Output {
    succeed(folder, "git", &["add", "--all"]);
    run(folder, "git", &["commit", "--quiet", "--message", "drafts"])
}

fn new_repository(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    succeed(folder, "git", &["init", "--quiet", "--initial-branch=main"]);
    succeed(folder, "git", &["config", "user.name", "Press office"]);
    succeed(folder, "git", &["config", "user.email", "press@harbours-union.org"]);
    succeed(folder, "git", &["config", "commit.gpgsign", "false"]);
}

/// This project as it stands, committed: pre-commit clones the repository of a hook.
fn hook_repository(folder: &Path) -> String {
    new_repository(folder);
    let output = Command::new("git")
        .args(["ls-files", "-co", "--exclude-standard", "-z"])
        .current_dir(root())
        .output()
        .unwrap();
    let listed = String::from_utf8_lossy(&output.stdout);
    for file in listed.split('\0').filter(|it| !it.is_empty()) {
        let (from, to) = (root().join(file), folder.join(file));
        if from.is_file() {
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(from, to).unwrap();
        }
    }
    succeed(folder, "git", &["add", "--all"]);
    succeed(folder, "git", &["commit", "--quiet", "--message", "presscheck"]);
    succeed(folder, "git", &["rev-parse", "HEAD"]).trim().to_owned()
}

/// A hook blocks a commit of the faulty example and lets the clean one through.
fn blocks_the_faulty_draft_only(hook: &str) {
    let folder = TempDir::new().unwrap();
    let hooks = folder.path().join("presscheck");
    let revision = hook_repository(&hooks);
    let office = folder.path().join("office");
    new_repository(&office);
    let configuration = format!(
        "repos:\n- repo: {}\n  rev: {revision}\n  hooks:\n  - id: {hook}\n",
        hooks.display()
    );
    fs::write(office.join(".pre-commit-config.yaml"), configuration).unwrap();
    succeed(&office, "pre-commit", &["install"]);

    // No draft: the file that describes a repository is none.
    fs::write(office.join("README.md"), "# Drafts\n\nThe the drafts of the press office.\n")
        .unwrap();
    let described = commit(&office);
    assert!(described.status.success(), "{}", told(&described));

    fs::copy(root().join("examples/faulty.txt"), office.join("draft.txt")).unwrap();
    let blocked = commit(&office);
    let shown = told(&blocked);
    assert_eq!(blocked.status.code(), Some(1), "{shown}");
    assert!(shown.contains("error[weekday-date]") && shown.contains("draft.txt:"), "{shown}");

    fs::copy(root().join("examples/clean.txt"), office.join("draft.txt")).unwrap();
    let passed = commit(&office);
    assert!(passed.status.success(), "{}", told(&passed));
    let log = succeed(&office, "git", &["log", "--oneline"]);
    assert_eq!(log.lines().count(), 2, "{log}");
}

#[test]
fn the_hook_that_uses_the_installed_program_blocks_a_commit() {
    blocks_the_faulty_draft_only("presscheck-system");
}

#[test]
fn the_hook_that_builds_the_program_blocks_a_commit() {
    blocks_the_faulty_draft_only("presscheck");
}

#[test]
fn the_hooks_are_declared_as_pre_commit_wants() {
    let folder = TempDir::new().unwrap();
    let manifest = root().join(".pre-commit-hooks.yaml");
    let inside = folder.path().join("inside");
    fs::create_dir(&inside).unwrap();
    succeed(&inside, "pre-commit", &["validate-manifest", manifest.to_str().unwrap()]);
}
