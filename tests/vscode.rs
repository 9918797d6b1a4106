//! VS Code, in a browser, with the extension in `editors/vscode` as its users install it.
//!
//! `tests/install/vscode.sh` installs what this needs. Where a registry did not answer it leaves the
//! reason, and nothing is tested. With `PRESSCHECK_PICTURES=1` the pictures of the extension's README
//! are taken anew.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::env;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

const DRAFT: &str = "\
18 May 2026

Thirty pilots learn to bring ferries through ice

SPLIT, Croatia – The Winter Harbour School opened on Monday with pilots from all 42 member \
countries of the International Harbours Union (IHU).

The four-day school (18-20 May) takes the the pilots through ice, fog and and darkness.

“Ice is patient, and so must we be,” said IHU Secretary General Tomasz Wrona.

“Tomasz Wrona taught us to wait,” said pilot Ivo Hart.

The IHU’s 41 member countries share the costs. Mr Wrona will hand over the certificates on Friday \
20 May 2026.
";

const CONFIGURATION: &str = "\
# The press office of the International Harbours Union.
house = \"interpol\"

[[people]]
name = \"Elina Harju\"
title = \"Pilot Master\"

[rules]
";

const UNOPENED: &str = "\
# Harbour library opens

TURKU, Finland – The library of of the harbour opened on Monday.
";

const FOREIGN: &str = "\
18 May 2026

New quay opens

TURKU, Finland – The quay opened on Monday, and ships may now call at at the old harbour.
";

/// Nothing takes longer, on however slow a machine.
const PATIENCE: Duration = Duration::from_mins(12);

#[test]
fn vs_code_shows_findings_fixes_and_the_rest() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tools = root.join("target/editors/vscode/node_modules");
    let skipped = root.join("target/editors/vscode-skipped");
    if let Ok(reason) = fs::read_to_string(&skipped) {
        println!("skipped: {}", reason.trim());
        return;
    }
    if !tools.join("code-server").is_dir() {
        let message = "run tests/install.sh to test with VS Code";
        assert!(env::var_os("CI").is_none(), "{message}");
        println!("skipped: {message}");
        return;
    }

    let folder = TempDir::new().unwrap();
    // The editor names files by their real paths.
    let home = folder.path().canonicalize().unwrap();
    let place = |name: &str| home.join(name);
    let [package, package_with_program] = [place("presscheck.vsix"), place("with-program.vsix")];
    let server = Path::new(env!("CARGO_BIN_EXE_presscheck"));
    package_extension(root, &package_with_program, Some(server));
    package_extension(root, &package, None);

    // A program of its own, so that no other test's is taken for it.
    let server = place("bin/presscheck");
    fs::create_dir(place("bin")).unwrap();
    fs::copy(env!("CARGO_BIN_EXE_presscheck"), &server).unwrap();
    let workspace = place("releases");
    fs::create_dir(&workspace).unwrap();
    fs::write(workspace.join("ferry-school.txt"), DRAFT).unwrap();
    fs::create_dir(workspace.join("archive")).unwrap();
    fs::write(workspace.join("archive/library.md"), UNOPENED).unwrap();
    fs::write(workspace.join("presscheck.toml"), CONFIGURATION).unwrap();
    let foreign = place("foreign");
    fs::create_dir_all(foreign.join(".vscode")).unwrap();
    let theirs = json!({ "presscheck.path": "/nowhere/theirs", "presscheck.house": "au" });
    fs::write(foreign.join(".vscode/settings.json"), theirs.to_string()).unwrap();
    fs::write(foreign.join("quay.txt"), FOREIGN).unwrap();
    let settings = place("data/User/settings.json");
    fs::create_dir_all(settings.parent().unwrap()).unwrap();
    fs::write(&settings, self::settings().to_string()).unwrap();

    let editor = CodeServer::start(&tools, &home, &package);
    let mut driver = Command::new("node");
    driver
        .arg(root.join("tests/vscode/drive.mjs"))
        .env("ADDRESS", editor.address())
        .env("WORKSPACE", &workspace)
        .env("FOREIGN", &foreign)
        .env("EXTENSIONS", place("extensions"))
        .env("SETTINGS", &settings)
        .env("SERVER", &server)
        .env("PACKAGE_WITH_PROGRAM", &package_with_program)
        .env("INSTALL", editor.installing().to_string())
        .env("FAILURES", root.join("target/editors"))
        .env("PLAYWRIGHT", tools.join("playwright-core"))
        .env("CHROMIUM", chromium())
        .env("HOME", &home);
    if env::var_os("PRESSCHECK_PICTURES").is_some() {
        driver.env("PICTURES", root.join("editors/vscode/images"));
    }
    let (succeeded, told) = run(driver);
    let logs = if succeeded { String::new() } else { editor.logs() };
    assert!(succeeded && told.contains("DONE"), "{told}\n{logs}");
    println!("{told}");
}

/// What a new user's settings are, without what would come between the test and the editor.
fn settings() -> serde_json::Value {
    json!({
        "workbench.startupEditor": "none",
        "workbench.tips.enabled": false,
        "workbench.secondarySideBar.defaultVisibility": "hidden",
        "chat.commandCenter.enabled": false,
        "chat.disableAIFeatures": true,
        "telemetry.telemetryLevel": "off",
        "extensions.autoUpdate": false,
        "extensions.autoCheckUpdates": false,
        "update.mode": "none",
        "editor.accessibilitySupport": "off",
        "editor.unicodeHighlight.ambiguousCharacters": false,
        "editor.wordWrap": "on",
        "editor.minimap.enabled": false,
        "editor.hover.delay": 100,
        "git.enabled": false,
        "security.workspace.trust.enabled": false,
        "presscheck.path": "/nowhere/presscheck",
        "presscheck.quietMilliseconds": 0
    })
}

/// Makes the package that users install; with a program, one for this system alone.
fn package_extension(root: &Path, package: &Path, program: Option<&Path>) {
    let npm = |task: &str, arguments: &[&Path]| {
        let mut npm = Command::new("npm");
        npm.args(["run", "--silent", task, "--"]).args(arguments);
        let output = npm.current_dir(root.join("editors/vscode")).stdin(Stdio::null()).output();
        let output = output.unwrap();
        let told =
            String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{told}");
        assert!(!told.contains("WARNING"), "{told}");
    };
    let path = Path::new;
    match program {
        None => {
            npm("check", &[]);
            npm("package", &[path("--out"), package]);
        }
        Some(program) => {
            let system = match env::consts::ARCH {
                "aarch64" => "linux-arm64",
                _ => "linux-x64",
            };
            let target = [path("--target"), path(system), path("--server"), program];
            npm("package", &[&[path("--out"), package][..], &target].concat());
        }
    }
}

fn chromium() -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = names
        .iter()
        .flat_map(|name| env::split_paths(&path).map(move |it| it.join(name)))
        .find(|it| it.is_file());
    found.unwrap_or_else(|| panic!("tests/install/vscode.sh installs Chromium or says why not"))
}

/// Runs to the end, or until patience ends; gives whether it succeeded, and what it printed.
fn run(mut command: Command) -> (bool, String) {
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut errors = child.stderr.take().unwrap();
    let errors = thread::spawn(move || {
        let mut told = String::new();
        let _ = errors.read_to_string(&mut told);
        told
    });
    let mut output = child.stdout.take().unwrap();
    let output = thread::spawn(move || {
        let mut told = String::new();
        let _ = output.read_to_string(&mut told);
        told
    });
    let end = Instant::now() + PATIENCE;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if Instant::now() > end {
            let _ = child.kill();
        }
        thread::sleep(Duration::from_millis(50));
    };
    (status.success(), output.join().unwrap() + &errors.join().unwrap())
}

/// VS Code's server, on a port of its own, with a home and settings of its own.
struct CodeServer {
    process: Child,
    home: PathBuf,
    port: u16,
    /// What it was started with.
    arguments: Vec<PathBuf>,
}

impl CodeServer {
    fn start(tools: &Path, home: &Path, package: &Path) -> Self {
        let port = {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            listener.local_addr().unwrap().port()
        };
        let configuration = home.join("config.yaml");
        let address = format!("bind-addr: 127.0.0.1:{port}\nauth: none\ncert: false\n");
        fs::write(&configuration, address).unwrap();
        // The editor asks a login shell what PATH is.
        let profile = format!("PATH=\"{}:$PATH\"\n", home.join("bin").display());
        fs::write(home.join(".profile"), profile).unwrap();
        let arguments: Vec<PathBuf> = vec![
            tools.join("code-server/out/node/entry.js"),
            "--config".into(),
            configuration,
            "--user-data-dir".into(),
            home.join("data"),
            "--extensions-dir".into(),
            home.join("extensions"),
        ];
        let code_server = |output: &str| {
            let log = fs::File::create(home.join(output)).unwrap();
            let mut command = Command::new("node");
            command
                .args(&arguments)
                .env("HOME", home)
                .env("XDG_CONFIG_HOME", home.join("config"))
                .env("XDG_DATA_HOME", home.join("share"))
                .env("SHELL", "/bin/bash")
                .env_remove("CI")
                .stdin(Stdio::null())
                .stdout(log.try_clone().unwrap())
                .stderr(log);
            command
        };
        let installed =
            code_server("install.log").arg("--install-extension").arg(package).status().unwrap();
        let told = fs::read_to_string(home.join("install.log")).unwrap();
        assert!(installed.success(), "{told}");
        let process = code_server("editor.log")
            .args(["--disable-telemetry", "--disable-update-check"])
            .arg("--disable-getting-started-override")
            .spawn()
            .unwrap();
        let mut editor = Self { process, home: home.to_owned(), port, arguments };
        editor.wait_until_it_answers();
        editor
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The arguments to Node that install the package named after them.
    fn installing(&self) -> serde_json::Value {
        let install = Path::new("--install-extension");
        json!(self.arguments.iter().map(PathBuf::as_path).chain([install]).collect::<Vec<_>>())
    }

    fn wait_until_it_answers(&mut self) {
        let end = Instant::now() + PATIENCE;
        while !self.answers() {
            let ended = self.process.try_wait().unwrap();
            assert!(ended.is_none() && Instant::now() < end, "{ended:?}\n{}", self.logs());
            thread::sleep(Duration::from_millis(100));
        }
    }

    fn answers(&self) -> bool {
        let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)) else {
            return false;
        };
        let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
        let request = "GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n";
        let mut answer = String::new();
        stream.write_all(request.as_bytes()).is_ok()
            && stream.read_to_string(&mut answer).is_ok()
            && answer.contains(" 200 ")
    }

    /// What the editor and the extension have written down.
    fn logs(&self) -> String {
        let mut logs = fs::read_to_string(self.home.join("editor.log")).unwrap_or_default();
        let mut folders = vec![self.home.join("data/logs")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.ends_with("Presscheck.log") {
                    logs += &fs::read_to_string(path).unwrap_or_default();
                }
            }
        }
        logs
    }

    /// The processes that were started with this home: some outlive the one that started them.
    fn processes(&self) -> Vec<String> {
        let home = format!("HOME={}", self.home.display());
        let of_this_editor = |process: &PathBuf| {
            let environment = fs::read(process.join("environ")).unwrap_or_default();
            environment.split(|it| *it == 0).any(|it| it == home.as_bytes())
        };
        let processes = fs::read_dir("/proc").unwrap().flatten().map(|it| it.path());
        let names = processes.filter(of_this_editor);
        names.filter_map(|it| Some(it.file_name()?.to_str()?.to_owned())).collect()
    }
}

impl Drop for CodeServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        for process in self.processes() {
            let _ = Command::new("kill").args(["-KILL", &process]).status();
        }
    }
}
