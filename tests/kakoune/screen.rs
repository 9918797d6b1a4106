//! Kakoune without a terminal: it is sent keys, and sends what it would draw, both as JSON.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Nothing takes longer, on however slow a machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// Wide enough for every line of the draft.
const ROWS: u32 = 40;
const COLUMNS: u32 = 400;

/// What a user sees.
#[derive(Debug, Default)]
pub(crate) struct Screen {
    /// The lines of the window: pieces with their colour.
    lines: Vec<Vec<(String, String)>>,
    /// The prompt with what is typed in it, or a message.
    pub(crate) prompt: String,
    /// The bar with the file and the place.
    pub(crate) bar: String,
    /// The entries of a menu.
    pub(crate) menu: Vec<String>,
    /// The box beside the text.
    pub(crate) info: String,
}

impl Screen {
    /// The lines of the window, without what fills it.
    pub(crate) fn lines(&self) -> Vec<String> {
        let line = |it: &Vec<(String, String)>| {
            let line: String = it.iter().map(|(_, text)| text.as_str()).collect();
            line.trim_end().to_owned()
        };
        self.lines.iter().map(line).collect()
    }

    /// The number of the first line that has these words, from 1.
    pub(crate) fn line_of(&self, words: &str) -> Option<usize> {
        self.lines().iter().position(|it| it.contains(words)).map(|it| it + 1)
    }

    pub(crate) fn has(&self, words: &str) -> bool {
        self.line_of(words).is_some()
    }

    /// The words in a colour in which kak-lsp shows findings.
    pub(crate) fn findings(&self) -> Vec<(&str, &str)> {
        self.coloured(|index| index > 0)
    }

    /// The signs in the margin.
    pub(crate) fn signs(&self) -> Vec<(&str, &str)> {
        self.coloured(|index| index == 0)
    }

    fn coloured(&self, place: impl Fn(usize) -> bool) -> Vec<(&str, &str)> {
        let lines = self.lines.iter().flat_map(|it| it.iter().enumerate());
        lines
            .filter(|(index, (colour, _))| place(*index) && ["red", "yellow"].contains(&&**colour))
            .map(|(_, (colour, text))| (colour.as_str(), text.as_str()))
            .collect()
    }

    /// What is drawn changes.
    fn apply(&mut self, message: &Value) {
        let parameters = &message["params"];
        match message["method"].as_str().unwrap() {
            "draw" => {
                let pieces = |line: &Value| line.as_array().unwrap().iter().map(piece).collect();
                self.lines = parameters[0].as_array().unwrap().iter().map(pieces).collect();
            }
            "draw_status" => {
                self.prompt = text(&parameters[0]);
                self.bar = text(&parameters[1]);
            }
            "menu_show" => {
                let entries = parameters[0].as_array().unwrap().iter();
                self.menu = entries.map(|it| text(it).trim_end().to_owned()).collect();
            }
            "menu_hide" => self.menu.clear(),
            "info_show" => {
                let lines: Vec<String> =
                    parameters[1].as_array().unwrap().iter().map(text).collect();
                self.info = lines.join("\n");
            }
            "info_hide" => self.info.clear(),
            _ => {}
        }
    }
}

fn piece(atom: &Value) -> (String, String) {
    let colour = atom["face"]["fg"].as_str().unwrap();
    (colour.to_owned(), atom["contents"].as_str().unwrap().to_owned())
}

fn text(line: &Value) -> String {
    line.as_array().unwrap().iter().map(|it| piece(it).1).collect()
}

/// A Kakoune that runs.
pub(crate) struct Kakoune {
    process: Child,
    keys: ChildStdin,
    drawn: Receiver<Value>,
    screen: Screen,
}

impl Kakoune {
    /// Starts it on a file.
    pub(crate) fn start(mut editor: Command, file: &str) -> Self {
        editor
            .args(["-ui", "json", file])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut process = editor.spawn().unwrap();
        let keys = process.stdin.take().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let (send, drawn) = channel();
        thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                if send.send(serde_json::from_str(&line).unwrap()).is_err() {
                    break;
                }
            }
        });
        let mut kakoune = Self { process, keys, drawn, screen: Screen::default() };
        // It takes no notice before it has drawn something.
        kakoune.until("a window", |screen| !screen.lines.is_empty());
        kakoune.send("resize", &json!([ROWS, COLUMNS]));
        kakoune
    }

    fn send(&mut self, method: &str, parameters: &Value) {
        let message = json!({ "jsonrpc": "2.0", "method": method, "params": parameters });
        // In one piece: what it reads of a message that is not whole yet, it may throw away.
        self.keys.write_all(format!("{message}\n").as_bytes()).unwrap();
    }

    /// Presses keys, which are written as Kakoune writes them.
    pub(crate) fn press(&mut self, keys: &str) {
        self.send("keys", &json!([keys]));
    }

    /// Runs a command as a user types it.
    pub(crate) fn command(&mut self, command: &str) {
        self.press(&format!(":{command}<ret>"));
    }

    /// Puts the selection on the first place that has these words; `\K` leaves out what is before.
    pub(crate) fn select(&mut self, words: &str) {
        // A search begins behind the cursor, and goes on at the beginning.
        self.press(&format!("ge/{words}<ret>"));
    }

    /// Looks at the screen until it is as wanted.
    pub(crate) fn until(&mut self, what: &str, mut condition: impl FnMut(&Screen) -> bool) {
        self.until_some(what, |screen| condition(screen).then_some(()));
    }

    /// Looks at the screen until what is wanted can be read from it.
    pub(crate) fn until_some<T>(
        &mut self,
        what: &str,
        mut condition: impl FnMut(&Screen) -> Option<T>,
    ) -> T {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(seen) = condition(&self.screen) {
                return seen;
            }
            match self.drawn.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(message) => self.screen.apply(&message),
                Err(RecvTimeoutError::Timeout) => {
                    panic!("waited in vain for {what}; seen: {:#?}", self.screen)
                }
                Err(RecvTimeoutError::Disconnected) => {
                    let mut told = String::new();
                    let _ = self.process.stderr.take().unwrap().read_to_string(&mut told);
                    panic!("Kakoune ended, no {what}; told: {told}; seen: {:#?}", self.screen)
                }
            }
        }
    }

    /// Leaves Kakoune, in whose log no error may stand.
    pub(crate) fn leave(mut self) {
        self.command("buffer *debug*");
        let log = self.until_some("the log", |screen| {
            screen.bar.contains("*debug*").then(|| screen.lines().join("\n"))
        });
        assert!(log.contains("Starting language server presscheck"), "{log}");
        // On a slow machine what Kakoune asks by itself may come before the server is ready; kak-lsp
        // keeps it till then, and calls that an error.
        let error = |it: &str| it.contains("LSP: ERRO") && !it.contains("still not initialized");
        assert!(!log.lines().any(error), "{log}");
        self.command("quit!");
        assert!(self.ended(), "Kakoune does not end");
    }

    /// Whether it ends, and ends well.
    fn ended(&mut self) -> bool {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status.success();
            }
            thread::sleep(Duration::from_millis(10));
        }
        false
    }
}

impl Drop for Kakoune {
    /// After a test that failed; kak-lsp ends with the editor, if that can still say so.
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(None)) {
            let leave =
                json!({ "jsonrpc": "2.0", "method": "keys", "params": ["<esc><esc>:quit!<ret>"] });
            if writeln!(self.keys, "{leave}").is_err() || !self.ended() {
                let _ = self.process.kill();
                let _ = self.process.wait();
            }
        }
    }
}
