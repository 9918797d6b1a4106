//! Somebody with a new account, Rust and Neovim does what the README says, and sees the findings
//! underlined.
//!
//! The commands are those of the README, in its order, in a shell on a terminal of their own.
//! Rust, and the crates that it has fetched already, are lent to the account; the program is built
//! from nothing.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod editors;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, id};
use std::thread;
use std::time::{Duration, Instant};

use editors::{on_path, root, skipped};
use tempfile::TempDir;

/// The headings under which the README says how to begin.
const HEADINGS: [&str; 2] = ["Install", "In an editor"];

/// What is wrong in the example that the README opens, as it stands on the screen.
const UNDERLINED: [&str; 2] = ["and and", "41 member countries"];

/// Building everything anew takes long.
const PATIENCE: Duration = Duration::from_mins(20);

/// What a user has to have, for the test to make them one and to watch.
const NEEDED: [&str; 7] = ["useradd", "userdel", "runuser", "tmux", "nvim", "git", "cp"];

#[test]
fn the_readme_leads_to_a_finding_in_an_editor() {
    let what = "the README’s commands under a new account";
    if String::from_utf8_lossy(&run("id", &["-u"]).stdout).trim() != "0" {
        skipped(what, "only root can make an account");
        return;
    }
    if let Some(missing) = NEEDED.iter().find(|it| on_path(it).is_none()) {
        skipped(what, &format!("{missing} is not installed"));
        return;
    }
    let account = Account::new();
    let commands = commands();
    assert!(commands.contains("cargo install"), "{commands}");
    assert!(commands.trim_end().ends_with("nvim examples/faulty.txt"), "{commands}");
    let mut terminal = account.terminal(&commands);
    terminal.wait("the findings underlined", |screen| {
        let underlined = underlined(screen);
        UNDERLINED.iter().all(|words| underlined.iter().any(|it| it == words))
    });
    terminal.keys(":qall!\n");
    terminal.wait_for_end();
    assert_eq!(account.read("status"), "0\n", "a command of the README failed");
}

/// The README's commands that begin with a prompt: all blocks for the shell under the headings.
fn commands() -> String {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let mut commands = String::new();
    for heading in HEADINGS {
        let (_, section) = readme.split_once(&format!("\n## {heading}\n")).unwrap();
        let section = section.split("\n## ").next().unwrap();
        for block in section.split("\n```sh\n").skip(1) {
            commands.push_str(block.split("\n```").next().unwrap());
            commands.push('\n');
        }
    }
    commands
}

fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"))
}

fn succeed(program: &str, arguments: &[&str]) {
    let output = run(program, arguments);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {told}");
}

/// A user's account that ends with the test.
struct Account {
    folder: TempDir,
    name: String,
}

impl Account {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let name = format!("reader{}", id());
        let account = Self { folder, name };
        let home = account.path("home");
        let shell = ["--create-home", "--home-dir", &home, "--shell", "/bin/bash", &account.name];
        succeed("useradd", &shell);
        account.take_project();
        account.lend_rust();
        for own in ["home", "presscheck"] {
            let owner = format!("{0}:{0}", account.name);
            succeed("chown", &["-R", &owner, &account.path(own)]);
        }
        account
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// This project as it stands.
    fn take_project(&self) {
        let output = Command::new("git")
            .args(["ls-files", "-co", "--exclude-standard", "-z"])
            .current_dir(root())
            .output()
            .unwrap();
        for file in String::from_utf8_lossy(&output.stdout).split('\0') {
            let (from, to) = (root().join(file), Path::new(&self.path("presscheck")).join(file));
            if from.is_file() {
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::copy(from, to).unwrap();
            }
        }
    }

    /// The installed Rust, which may lie where others cannot read, and the crates it has fetched.
    fn lend_rust(&self) {
        let output = Command::new("rustc")
            .args(["--print", "sysroot"])
            .current_dir(root())
            .output()
            .unwrap();
        let installed = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        fs::create_dir(self.path("rust")).unwrap();
        for part in ["bin", "lib", "libexec"] {
            let from = format!("{installed}/{part}");
            if Path::new(&from).exists() {
                let links = run("cp", &["-al", &from, &self.path("rust")]);
                if !links.status.success() {
                    succeed("cp", &["-a", &from, &self.path("rust")]);
                }
            }
        }
        let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from);
        let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
        let registry = cargo.unwrap_or_else(|| home.join(".cargo")).join("registry");
        let own = self.path("home/.cargo/registry");
        fs::create_dir_all(&own).unwrap();
        for part in ["cache", "index"] {
            if let Some(from) = registry.join(part).to_str().filter(|it| Path::new(it).exists()) {
                succeed("cp", &["-r", from, &own]);
            }
        }
    }

    /// A terminal in which the account's shell runs `commands`.
    fn terminal(&self, commands: &str) -> Terminal<'_> {
        let status = self.path("status");
        fs::write(self.path("commands"), commands).unwrap();
        let (home, rust) = (self.path("home"), self.path("rust"));
        let path = format!("{home}/.cargo/bin:{rust}/bin:/usr/local/bin:/usr/bin:/bin");
        let environment = [
            format!("HOME={home}"),
            format!("USER={}", self.name),
            format!("PATH={path}"),
            "TERM=screen-256color".to_owned(),
            "LANG=C.UTF-8".to_owned(),
            // What is built is thrown away: it need not be fast.
            "CARGO_PROFILE_RELEASE_LTO=off".to_owned(),
            "CARGO_PROFILE_RELEASE_OPT_LEVEL=0".to_owned(),
            "CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16".to_owned(),
        ];
        let shell = format!(
            "cd {project} && runuser -u {user} -- env -i {environment} bash -eu {commands}; \
             echo $? > {status}",
            project = self.path("presscheck"),
            user = self.name,
            environment = environment.join(" "),
            commands = self.path("commands"),
        );
        let terminal = Terminal { account: self, socket: self.path("tmux") };
        terminal.tmux(&["-f", "/dev/null", "new-session", "-d", "-x", "220", "-y", "50", &shell]);
        terminal
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        run("userdel", &[&self.name]);
    }
}

/// A terminal whose screen can be read.
struct Terminal<'a> {
    account: &'a Account,
    socket: String,
}

impl Terminal<'_> {
    fn tmux(&self, arguments: &[&str]) -> Output {
        Command::new("tmux")
            .args(["-u", "-S", &self.socket])
            .args(arguments)
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap()
    }

    /// What is on the screen, with the escape sequences of its colours.
    fn screen(&self) -> Option<String> {
        let output = self.tmux(&["capture-pane", "-p", "-e"]);
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn keys(&self, keys: &str) {
        for line in keys.split_inclusive('\n') {
            self.tmux(&["send-keys", "-l", line.trim_end_matches('\n')]);
            if line.ends_with('\n') {
                self.tmux(&["send-keys", "Enter"]);
            }
        }
    }

    fn wait(&mut self, what: &str, seen: impl Fn(&str) -> bool) {
        let end = Instant::now() + PATIENCE;
        let mut last = String::new();
        loop {
            let Some(screen) = self.screen() else {
                panic!(
                    "no {what}: the commands have ended, {}\n{last}",
                    self.account.read("status")
                );
            };
            if seen(&screen) {
                return;
            }
            last = screen;
            assert!(Instant::now() < end, "no {what} after {PATIENCE:?}:\n{last}");
            thread::sleep(Duration::from_millis(100));
        }
    }

    fn wait_for_end(&mut self) {
        let end = Instant::now() + Duration::from_mins(1);
        while let Some(screen) = self.screen() {
            assert!(Instant::now() < end, "the editor does not end:\n{screen}");
            thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Terminal<'_> {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

/// The words that are underlined on a screen.
fn underlined(screen: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in screen.lines() {
        let mut is_underlined = false;
        let mut words = String::new();
        for (index, piece) in line.split("\u{1b}[").enumerate() {
            let (codes, text) =
                if index == 0 { ("", piece) } else { piece.split_once('m').unwrap_or(("", piece)) };
            for code in codes.split(';') {
                match code {
                    "0" | "" if index > 0 => is_underlined = false,
                    "24" => is_underlined = false,
                    // 4:3 and the like are other shapes of line.
                    _ if code == "4" || (code.starts_with("4:") && code != "4:0") => {
                        is_underlined = true;
                    }
                    _ => {}
                }
            }
            if is_underlined {
                words.push_str(text);
            } else if !words.is_empty() {
                found.push(std::mem::take(&mut words));
            }
        }
        found.extend(Some(words).filter(|it| !it.is_empty()));
    }
    found
}
