//! Runs editors that others wrote, as a user has set them up, in a folder of their own.
//!
//! What is looked at is done by a script in the editor's own language, which fails by itself. It
//! says what it has seen, and at last that it is done: a script that ended early, or looked at
//! nothing, has not passed.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// An editor that waits for a key would wait for ever.
const PATIENCE: Duration = Duration::from_mins(3);

/// What a script says when it has looked at everything.
const DONE: &str = "DONE";

/// The draft that every editor opens.
const DRAFT: &str = include_str!("draft.txt");

/// The folder of this project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program of that name that a user would run.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|it| it.join(program)).find(|it| it.is_file())
}

/// Says why something is not tested. Standard error itself, for what a test prints is swallowed.
pub(crate) fn skipped(what: &str, reason: &str) {
    let line = format!("skipped: {what}: {reason}; tests/install.sh says more\n");
    let _ = io::stderr().write_all(line.as_bytes());
}

/// A user's home, with a folder of drafts in it.
pub(crate) struct Home {
    folder: TempDir,
}

impl Home {
    /// A home with a draft and a configuration.
    pub(crate) fn new() -> Self {
        let home = Self { folder: TempDir::new().unwrap() };
        home.write("drafts/draft.txt", DRAFT);
        home.write("drafts/presscheck.toml", "# Ours.\n");
        home
    }

    /// A place in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and makes the folders it is in.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// An editor, to be started in the folder of drafts, with this build of Presscheck found first.
    pub(crate) fn editor(&self, program: &Path) -> Command {
        self.editor_with(program, &[])
    }

    /// The same for an editor that needs other programs, which are in those folders.
    pub(crate) fn editor_with(&self, program: &Path, folders: &[&Path]) -> Command {
        let presscheck = Path::new(env!("CARGO_BIN_EXE_presscheck")).parent().unwrap();
        let first = [presscheck].into_iter().chain(folders.iter().copied()).map(Path::to_owned);
        let path = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(first.chain(env::split_paths(&path)));
        let mut command = Command::new(program);
        command
            .current_dir(self.path("drafts"))
            .env("PATH", path.unwrap())
            .env("HOME", self.path(""))
            .env("LC_ALL", "C.UTF-8")
            .env("TERM", "xterm");
        for variable in ["CONFIG", "DATA", "STATE", "CACHE", "RUNTIME"] {
            let name = variable.to_lowercase();
            fs::create_dir_all(self.path(&name)).unwrap();
            let suffix = if variable == "RUNTIME" { "DIR" } else { "HOME" };
            command.env(format!("XDG_{variable}_{suffix}"), self.path(&name));
        }
        command
    }
}

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Runs an editor until it ends by itself, and gives what its script has said.
///
/// # Panics
/// If it fails, takes too long, or its script did not look at everything.
pub(crate) fn run(mut editor: Command) -> String {
    editor.stdin(Stdio::null());
    let (success, said, told) = finish(&mut editor);
    judge(&editor, success, &said, &told);
    said
}

/// Like [`run`], for an editor that draws on a terminal: its script writes to the file `LOOK_LOG`.
///
/// # Panics
/// Like [`run`].
pub(crate) fn run_in_terminal(mut editor: Command, home: &Home) {
    let log = home.path("log");
    // A terminal whose input ends hangs up.
    editor.stdin(Stdio::piped()).env("LOOK_LOG", &log);
    let (success, drawn, told) = finish(&mut editor);
    let said = fs::read_to_string(log).unwrap_or_else(|_| format!("nothing; drawn: {drawn:?}"));
    judge(&editor, success, &said, &told);
}

fn judge(editor: &Command, success: bool, said: &str, told: &str) {
    let shown = format!("{editor:?}\n{said}\n{told}");
    assert!(success, "{shown}");
    let mut lines = said.lines().filter(|it| !it.trim().is_empty());
    assert_eq!(lines.next_back().map(str::trim), Some(DONE), "{shown}");
    assert!(lines.any(|it| it.starts_with("seen: ")), "looked at nothing: {shown}");
}

/// Waits for the end; gives whether it was a good one, and what was written.
fn finish(editor: &mut Command) -> (bool, String, String) {
    let mut child = editor
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{editor:?} cannot be started: {error}"));
    let input = child.stdin.take();
    let reader = |mut pipe: Box<dyn Read + Send>| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = pipe.read_to_end(&mut bytes);
            String::from_utf8_lossy(&bytes).into_owned()
        })
    };
    let said = reader(Box::new(child.stdout.take().unwrap()));
    let told = reader(Box::new(child.stderr.take().unwrap()));
    let end = Instant::now() + PATIENCE;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break Some(status);
        }
        if Instant::now() > end {
            child.kill().unwrap();
            child.wait().unwrap();
            break None;
        }
        thread::sleep(Duration::from_millis(10));
    };
    drop(input);
    let (said, told) = (said.join().unwrap(), told.join().unwrap());
    let told = if status.is_none() { format!("{told}\nnot done after {PATIENCE:?}") } else { told };
    (status.is_some_and(|it| it.success()), said, told)
}

/// A script of the tests.
pub(crate) fn script(folder: &str, name: impl AsRef<OsStr>) -> PathBuf {
    root().join("tests").join(folder).join(name.as_ref())
}

/// The first block in that language under that heading of `editors/README.md`: what a user copies.
pub(crate) fn documented(heading: &str, language: &str) -> String {
    documented_blocks(heading, language).swap_remove(0)
}

/// Every block in that language under that heading.
pub(crate) fn documented_blocks(heading: &str, language: &str) -> Vec<String> {
    let page = fs::read_to_string(root().join("editors/README.md")).unwrap();
    let (_, section) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let fence = format!("```{language}\n");
    let blocks = section.split(&fence).skip(1).map(|it| it.split_once("\n```").unwrap().0);
    blocks.map(|it| it.replace("/path/to/presscheck", root().to_str().unwrap())).collect()
}
