//! Twenty thousand edits and requests, made the way three editors make them: nothing goes wrong, the
//! server has the client's text at every hundredth, and its memory stays what it was.
//!
//! The random numbers begin with a fixed seed; `PRESSCHECK_SOAK_SEED` sets another one, and
//! `PRESSCHECK_SOAK_TIMES` makes it that many times as long.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stdout, reason = "the figures are worth seeing")]

mod lsp {
    pub(crate) mod declared;
    #[expect(dead_code, reason = "what the tests of single features need")]
    pub(crate) mod editor;
    #[expect(dead_code, reason = "what is asked for when nobody types")]
    pub(crate) mod features;
}

use std::env;
use std::fs;
use std::path::Path;
use std::time::Instant;

use lsp::declared::{Text, Units};
use lsp::editor::Editor;
use lsp::features;
use serde_json::{Value, json};

const SEED: u64 = 20_260_518;
/// What all three do together.
const STEPS: usize = 20_000;
/// After how many steps the texts are compared.
const ROUND: usize = 100;
/// A draft that has grown beyond this is cut down, in bytes.
const LONG: usize = 2_500;

/// What Kate is told when it asks for what was not offered.
const METHOD_NOT_FOUND: i64 = -32601;
/// The answer to a request that was taken back.
const REQUEST_CANCELLED: i64 = -32800;
/// The answer to a request that makes no sense any more, for the client to ask again.
const SERVER_CANCELLED: i64 = -32802;

/// What is typed or pasted.
const PIECES: [&str; 16] = [
    "the ",
    "the the ",
    "e",
    " ",
    ".",
    "\n",
    "\n\n",
    "’",
    "🚀",
    "“We are are proud,” said Oda Brevik. ",
    "Harbour Master Oda Brevik ",
    "12 ferries",
    "the Tarnwick Harbour Union (THU) ",
    "Tuesday 19 May 2026",
    "- naïve\r\n",
    "https://www.example.org/quay ",
];

/// How an editor tells of changes, and what else it does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// One change at a time, and questions about the line.
    Neovim,
    /// Several changes at a time from the last to the first, and questions after every change, which
    /// it takes back when the user types on.
    VsCode,
    /// The whole text after every change; all fixes are applied at once.
    Kate,
}

/// Random numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap()
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// An editor that is typed into at random.
struct Typist {
    name: &'static str,
    manner: Manner,
    numbers: Numbers,
    editor: Editor,
    uri: String,
    version: i64,
    text: String,
    units: Units,
    /// The requests that wait for an answer, and the code of the error that it may be.
    asked: Vec<(i64, i64)>,
    diagnostics: Vec<Value>,
    answered: usize,
}

impl Typist {
    fn new(name: &'static str, manner: Manner, seed: u64) -> Self {
        let introduction =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/lsp/clients/{name}.json"));
        let mut params: Value =
            serde_json::from_str(&fs::read_to_string(introduction).unwrap()).unwrap();
        params["processId"] = Value::Null;
        // Checked after every change, or when asked for and when the user rests.
        let quiet = if manner == Manner::Kate { 0 } else { 40 };
        params["initializationOptions"] = json!({ "quietMilliseconds": quiet });
        let editor = Editor::introduced(params);
        let units = editor.witness.units();
        let mut typist = Self {
            name,
            manner,
            numbers: Numbers(seed),
            editor,
            uri: String::new(),
            version: 0,
            text: String::new(),
            units,
            asked: Vec::new(),
            diagnostics: Vec::new(),
            answered: 0,
        };
        typist.open("draft.txt", features::TAIL.to_owned());
        typist
    }

    fn open(&mut self, file: &str, text: String) {
        if !self.uri.is_empty() {
            self.editor.close(&self.uri);
        }
        self.uri = format!("file:///tmp/presscheck-soak/{}/{file}", self.name);
        self.text = text;
        self.version = 1;
        self.editor.open(&self.uri, "plaintext", &self.text);
    }

    /// A place in the text.
    fn place(&mut self) -> usize {
        let at = self.numbers.below(self.text.len() + 1);
        self.place_before(at)
    }

    /// The nearest place where a cursor can stand: neither inside a character nor inside a line end.
    fn place_before(&self, mut at: usize) -> usize {
        let inside = |at: usize| {
            !self.text.is_char_boundary(at)
                || (self.text[..at].ends_with('\r') && self.text[at..].starts_with('\n'))
        };
        while inside(at) {
            at -= 1;
        }
        at
    }

    /// One thing that a user does.
    fn step(&mut self) {
        match self.numbers.below(100) {
            0..85 => self.type_somewhere(),
            85..97 => self.ask(),
            97 => self.apply_fixes(),
            98 => {
                let saved = json!({ "textDocument": { "uri": self.uri } });
                self.editor.notify("textDocument/didSave", saved);
            }
            _ => {
                let text = std::mem::take(&mut self.text);
                let file = if self.numbers.one_in(2) { "draft.txt" } else { "draft.md" };
                self.open(file, text);
            }
        }
    }

    fn type_somewhere(&mut self) {
        let mut changes = Vec::new();
        let several = if self.manner == Manner::VsCode && self.numbers.one_in(10) { 3 } else { 1 };
        let mut places: Vec<usize> = (0..several).map(|_| self.place()).collect();
        places.sort_unstable();
        places.dedup();
        // From the last to the first, none moves another.
        let mut end_of_next = usize::MAX;
        for start in places.into_iter().rev() {
            let mut end = start;
            if self.numbers.one_in(3) {
                let length = self.numbers.below(if self.text.len() > LONG { 2_000 } else { 12 });
                end = (start + length).min(self.text.len()).min(end_of_next);
                end = self.place_before(end);
            }
            end_of_next = start;
            let piece = if self.text.len() > LONG && end > start {
                ""
            } else {
                PIECES[self.numbers.below(PIECES.len())]
            };
            changes.push((start, end.max(start), piece.to_owned()));
        }
        self.change(&changes);
    }

    /// Makes changes, each of the text after those before it.
    fn change(&mut self, changes: &[(usize, usize, String)]) {
        let mut events = Vec::new();
        for (start, end, piece) in changes {
            let text = Text::new(&*self.text);
            let mut range = json!({
                "start": text.position(self.units, *start),
                "end": text.position(self.units, *end)
            });
            let rest = &self.text[*end..];
            let at_line_end = rest.is_empty() || rest.starts_with(['\r', '\n']);
            if self.manner == Manner::Neovim && at_line_end && self.numbers.one_in(4) {
                // It is known to speak of columns beyond the line.
                let column = range["end"]["character"].as_u64().unwrap();
                range["end"]["character"] = json!(column + 1);
            }
            events.push(json!({ "range": range, "text": piece }));
            self.text.replace_range(*start..*end, piece);
        }
        if self.manner == Manner::Kate {
            events = vec![json!({ "text": self.text })];
        }
        self.version += 1;
        self.editor.notify(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": self.uri, "version": self.version },
                "contentChanges": events
            }),
        );
        let symbols = json!({ "textDocument": { "uri": self.uri } });
        match self.manner {
            // It asks for these after every change, offered or not.
            Manner::Kate if self.numbers.one_in(8) => {
                self.send("textDocument/documentSymbol", symbols);
            }
            Manner::VsCode if self.numbers.one_in(8) => self.ask(),
            Manner::VsCode if features::pulls(&self.editor) && self.numbers.one_in(4) => {
                self.send("textDocument/diagnostic", symbols);
            }
            _ => {}
        }
    }

    fn send(&mut self, method: &str, params: Value) {
        let id = self.editor.ask(method, params);
        let mut allowed = METHOD_NOT_FOUND;
        if self.manner == Manner::VsCode && self.numbers.one_in(5) {
            self.editor.notify("$/cancelRequest", json!({ "id": id }));
            allowed = REQUEST_CANCELLED;
        } else if method == "textDocument/diagnostic" {
            // The text may change before its turn comes.
            allowed = SERVER_CANCELLED;
        } else if method == "textDocument/prepareRename" {
            allowed = features::REQUEST_FAILED;
        }
        self.asked.push((id, allowed));
    }

    /// Asks for something that is offered.
    fn ask(&mut self) {
        let offset = self.place();
        let place = Text::new(&*self.text).position(self.units, offset);
        let mut requests = features::about_place(&self.editor, &self.uri, &place);
        if self.numbers.one_in(4) {
            requests = features::about_document(&self.editor, &self.uri);
        }
        let (method, params) = requests.swap_remove(self.numbers.below(requests.len()));
        self.send(method, params);
    }

    /// Applies what the server offers to mend, as this editor does.
    fn apply_fixes(&mut self) {
        self.settle();
        let mut context = json!({ "diagnostics": [], "only": ["source.fixAll"] });
        if self.manner == Manner::Kate {
            let which = self.numbers.below(self.diagnostics.len());
            let named: Vec<&Value> = self.diagnostics.iter().skip(which).take(1).collect();
            context = json!({ "diagnostics": named });
        }
        let text = Text::new(&*self.text);
        let whole = json!({
            "start": { "line": 0, "character": 0 },
            "end": text.position(self.units, self.text.len())
        });
        let actions = features::actions(&mut self.editor, &self.uri, whole, context);
        let mut edits: Vec<(usize, usize, String)> = Vec::new();
        for action in &actions {
            let changes = &action["edit"]["changes"][&self.uri];
            let versioned = &action["edit"]["documentChanges"][0]["edits"];
            let listed = if changes.is_null() { versioned } else { changes };
            for edit in listed.as_array().into_iter().flatten() {
                let at = |end: &str| text.exact(self.units, &edit["range"][end]).unwrap();
                let new = edit["newText"].as_str().unwrap().to_owned();
                edits.push((at("start"), at("end"), new));
            }
        }
        edits.sort();
        edits.reverse();
        if !edits.is_empty() {
            self.change(&edits);
        }
    }

    /// Waits for every answer.
    fn settle(&mut self) {
        for (id, allowed) in std::mem::take(&mut self.asked) {
            let answer = self.editor.answer(id);
            let code = &answer["error"]["code"];
            assert!(code.is_null() || *code == allowed, "{}: {answer}", self.name);
            self.answered += 1;
        }
        features::reply(&mut self.editor);
        for message in self.editor.everything_unread() {
            if message["method"] == "textDocument/publishDiagnostics" {
                let diagnostics = message["params"]["diagnostics"].as_array().unwrap();
                self.diagnostics.clone_from(diagnostics);
            }
            // Errors and warnings, shown or in the log.
            let said = message["method"] == "window/showMessage"
                || message["method"] == "window/logMessage";
            let harmless = message["params"]["type"].as_u64().is_some_and(|it| it > 2);
            assert!(!said || harmless, "{}: {message}", self.name);
        }
    }

    /// Both have the same text, and nothing is open.
    fn compare(&mut self) {
        self.settle();
        assert_eq!(self.editor.witness.unanswered(), Vec::<&str>::new(), "{}", self.name);
        assert_eq!(self.editor.text(&self.uri), self.text, "{}", self.name);
        if features::pulls(&self.editor) {
            self.diagnostics = features::diagnostics(&mut self.editor, &self.uri, self.version);
        }
        let seen = self.editor.witness.texts.now[&self.uri].text.clone().unwrap();
        assert_eq!(seen.content, self.text, "{}", self.name);
    }

    /// A long draft for a while.
    fn visit_a_long_draft(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.open("long.txt", features::TAIL.repeat(15));
        for _ in 0..10 {
            let at = self.place();
            self.change(&[(at, at, "long ".to_owned())]);
        }
        self.ask();
        self.compare();
        self.open("draft.txt", text);
    }
}

/// The memory that a process has, in kilobytes, where the system says so.
fn memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn soak(name: &'static str, manner: Manner, steps: usize) {
    let set = |name: &str| env::var(name).ok().map(|it| it.parse::<u64>().unwrap());
    let seed = set("PRESSCHECK_SOAK_SEED").unwrap_or(SEED);
    let steps = steps * set("PRESSCHECK_SOAK_TIMES").map_or(1, |it| usize::try_from(it).unwrap());
    println!("{name}: {steps} steps with the seed {seed}");
    let begin = Instant::now();
    let mut typist = Typist::new(name, manner, seed + steps as u64);
    let rounds = steps / ROUND;
    let mut sizes = Vec::new();
    for round in 0..rounds {
        for _ in 0..ROUND {
            typist.step();
        }
        typist.compare();
        if round % 20 == 4 {
            typist.visit_a_long_draft();
        }
        sizes.extend(memory(typist.editor.server.id()));
    }
    println!("{name}: {} answers in {:?}", typist.answered, begin.elapsed());
    assert!(typist.answered > steps / 10, "{name}: {} answers", typist.answered);
    assert!(typist.editor.leave().success());
    if sizes.len() < rounds {
        println!("{name}: the memory is not known here");
        return;
    }
    // What is kept to be used again fills up first; a leak goes on.
    let most = |quarter: usize| {
        let range = quarter * rounds / 4..(quarter + 1) * rounds / 4;
        sizes[range].iter().max().copied().unwrap()
    };
    let quarters: Vec<u64> = (0..4).map(most).collect();
    println!("{name}: at most {quarters:?} kB in each quarter");
    let before = quarters[1].max(quarters[2]);
    let allowed = before + before / 10 + 4_000;
    assert!(quarters[3] < allowed, "{name}: memory grows: {quarters:?} kB");
}

#[test]
fn neovim_types_on() {
    soak("neovim-0.11.4", Manner::Neovim, STEPS * 7 / 20);
}

#[test]
fn vs_code_types_on() {
    soak("vscode-1.139.1", Manner::VsCode, STEPS * 7 / 20);
}

#[test]
fn kate_types_on() {
    soak("kate-22.12", Manner::Kate, STEPS * 6 / 20);
}
