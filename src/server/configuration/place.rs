//! Where in a `presscheck.toml` the cursor is, also while the line is half typed.

use std::collections::HashMap;

use toml_parser::Source;
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};

use crate::text::Span;

/// One step from a table to what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Step {
    /// The value of a key.
    Key(String),
    /// An entry of a list.
    Item(usize),
}

/// From the top of the file to a value.
pub(super) type Path = Vec<Step>;

/// What stands at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// The name of a key, or a place for one.
    Key {
        /// Whether “=” follows.
        has_value: bool,
        /// Whether it is the first thing of its line, in a table that is not written inline.
        begins_line: bool,
    },
    /// A part of a table’s name between brackets.
    Header {
        /// From the first bracket to the last, or to where they should be.
        brackets: Span,
    },
    /// A value, or a place for one.
    Value,
}

/// A place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) at: At,
    /// The table whose key it is; of a value, the value itself.
    pub(super) path: Path,
    /// The name or the value that is there, in bytes; empty where there is none yet.
    pub(super) span: Span,
    /// The keys that the table has, the one at the cursor left out, and the names of the tables and
    /// lists of tables that it holds.
    pub(super) present: Vec<(String, Holds)>,
}

/// What a key of a table stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A value, or a table.
    One,
    /// A list of tables, to which another can be added.
    Tables,
}

/// How deep lists and inline tables may lie in one another; beyond, nobody wants completion.
const DEEPEST: u32 = 32;

/// The place at the byte `offset` of `text`; `None` in a comment and where nothing can stand.
pub(super) fn at(text: &str, offset: usize) -> Option<Place> {
    let tokens = Source::new(text).lex().into_vec();
    let mut events: Vec<Event> = Vec::new();
    let mut keep = |event: Event| events.push(event);
    parse_document(&tokens, &mut RecursionGuard::new(&mut keep, DEEPEST), &mut ());
    let mut walk = Walk::new(text, offset);
    for event in &events {
        walk.step(event);
    }
    walk.finish()
}

/// What a piece of text can be, as the events tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Key,
    AfterKey,
    Value,
    Nothing,
}

enum Frame {
    Table(Path),
    InlineTable(Path),
    List(Path, usize),
}

/// The table name that is being read.
struct Header {
    start: usize,
    of_list: bool,
    names: Vec<Name>,
}

/// A name as it is meant, and where it is written.
type Name = (String, Span);

/// What tables hold: names, for what they stand, and where that is written.
type Present = HashMap<Path, Vec<(String, Holds, Span)>>;

struct Walk<'a> {
    text: &'a str,
    offset: usize,
    frames: Vec<Frame>,
    header: Option<Header>,
    /// The names of the key that is being read.
    names: Vec<Name>,
    /// Where the value of that key lies.
    target: Path,
    slot: Slot,
    line_start: usize,
    /// How many tables a list has so far.
    lists: HashMap<Path, usize>,
    present: Present,
    /// What the events before the cursor make of it.
    gap: Option<Place>,
    found: Option<Place>,
    passed: bool,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, offset: usize) -> Self {
        let mut walk = Self {
            text,
            offset,
            frames: vec![Frame::Table(Path::new())],
            header: None,
            names: Vec::new(),
            target: Path::new(),
            slot: Slot::Key,
            line_start: 0,
            lists: HashMap::new(),
            present: HashMap::new(),
            gap: None,
            found: None,
            passed: false,
        };
        walk.note_gap();
        walk
    }

    fn step(&mut self, event: &Event) {
        let span = Span::new(event.span().start(), event.span().end());
        // What ends before the cursor decides what can stand there.
        if span.end > self.offset || self.is_supplied(event, span) {
            self.passed = true;
        }
        let here = span.start <= self.offset && self.offset <= span.end;
        match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                self.frames.truncate(1);
                self.names.clear();
                let of_list = event.kind() == EventKind::ArrayTableOpen;
                self.header = Some(Header { start: span.start, of_list, names: Vec::new() });
                self.slot = Slot::Key;
            }
            EventKind::SimpleKey => {
                if here && self.found.is_none() {
                    self.found = Some(self.key(span));
                }
                let name = (unquoted(&self.text[span.range()]), span);
                match &mut self.header {
                    Some(header) => header.names.push(name),
                    None => self.names.push(name),
                }
                self.slot = Slot::AfterKey;
            }
            EventKind::KeySep => {
                self.slot = Slot::Key;
            }
            EventKind::StdTableClose | EventKind::ArrayTableClose => {
                self.close_header();
                self.slot = Slot::Nothing;
            }
            EventKind::KeyValSep => {
                self.open_value();
                if let Some(Place { at: At::Key { has_value, .. }, .. }) = &mut self.found
                    && !span.is_empty()
                    && span.start >= self.offset
                    && self.text.get(self.offset..span.start).is_some_and(|it| !it.contains('\n'))
                {
                    *has_value = true;
                }
            }
            EventKind::Scalar => {
                if here && self.found.is_none() && self.slot == Slot::Value {
                    self.found = Some(self.value(span));
                }
                self.slot = Slot::Nothing;
            }
            EventKind::ArrayOpen => {
                self.frames.push(Frame::List(std::mem::take(&mut self.target), 0));
                self.aim_at_item();
            }
            EventKind::InlineTableOpen => {
                self.frames.push(Frame::InlineTable(std::mem::take(&mut self.target)));
                self.names.clear();
                self.slot = Slot::Key;
            }
            EventKind::ArrayClose | EventKind::InlineTableClose => {
                if self.frames.len() > 1 {
                    self.frames.pop();
                }
                self.slot = Slot::Nothing;
            }
            EventKind::ValueSep => {
                if let Some(Frame::List(_, index)) = self.frames.last_mut() {
                    *index += 1;
                    self.aim_at_item();
                } else {
                    self.names.clear();
                    self.slot = Slot::Key;
                }
            }
            EventKind::Newline => {
                self.close_header();
                self.line_start = span.end;
                if let Some(Frame::Table(_)) = self.frames.last() {
                    self.names.clear();
                    self.slot = Slot::Key;
                }
            }
            EventKind::Comment | EventKind::Error => {
                if span.start < self.offset && self.offset <= span.end && self.found.is_none() {
                    // Nothing can stand there.
                    self.gap = None;
                    self.passed = true;
                }
                if event.kind() == EventKind::Error {
                    self.slot = Slot::Nothing;
                }
            }
            EventKind::Whitespace => {}
        }
        if !self.passed {
            self.note_gap();
        }
    }

    /// Whether the event ends something that nobody has closed, and only white space stands between
    /// there and the cursor.
    fn is_supplied(&self, event: &Event, span: Span) -> bool {
        let closes = matches!(event.kind(), EventKind::ArrayClose | EventKind::InlineTableClose);
        let between = self.text.get(span.end..self.offset);
        closes && span.is_empty() && between.is_some_and(|it| it.trim().is_empty())
    }

    fn finish(mut self) -> Option<Place> {
        self.close_header();
        let mut place = self.found.or(self.gap)?;
        if place.at != At::Value {
            let names = self.present.remove(&place.path).unwrap_or_default();
            // The name at the cursor may be another one when it is completed.
            let others = names.into_iter().filter(|it| !touches(it.2, self.offset));
            place.present = others.map(|(name, holds, _)| (name, holds)).collect();
        }
        Some(place)
    }

    /// Notes what an empty place at the cursor would be.
    fn note_gap(&mut self) {
        let span = Span::at(self.offset);
        self.gap = match self.slot {
            Slot::Key => Some(self.key(span)),
            Slot::Value => Some(self.value(span)),
            Slot::AfterKey | Slot::Nothing => None,
        };
    }

    fn key(&self, span: Span) -> Place {
        let (at, path) = if let Some(header) = &self.header {
            let end = self.text[span.end..].find('\n').map_or(self.text.len(), |it| span.end + it);
            let after = &self.text[span.end..end];
            let closing: usize = after
                .find(|it: char| it != ']' && it != ' ')
                .map_or_else(|| after.trim_end().len(), |it| after[..it].trim_end().len());
            let brackets = Span::new(header.start, span.end + closing);
            (
                At::Header { brackets },
                header.names.iter().map(|it| Step::Key(it.0.clone())).collect(),
            )
        } else {
            let in_table = matches!(self.frames.last(), Some(Frame::Table(_)));
            let begins_line = in_table
                && self.names.is_empty()
                && self.text[self.line_start.min(span.start)..span.start].trim().is_empty();
            let mut path = self.table();
            path.extend(self.names.iter().map(|it| Step::Key(it.0.clone())));
            (At::Key { has_value: false, begins_line }, path)
        };
        Place { at, path, span, present: Vec::new() }
    }

    fn value(&self, span: Span) -> Place {
        Place { at: At::Value, path: self.target.clone(), span, present: Vec::new() }
    }

    /// The table in which a key would stand.
    fn table(&self) -> Path {
        match self.frames.last() {
            Some(Frame::Table(path) | Frame::InlineTable(path) | Frame::List(path, _)) => {
                path.clone()
            }
            None => Path::new(),
        }
    }

    /// A key has its “=”: it is there, and its value comes.
    fn open_value(&mut self) {
        let mut path = self.table();
        for (name, span) in std::mem::take(&mut self.names) {
            note(&mut self.present, &path, &name, Holds::One, span);
            path.push(Step::Key(name));
        }
        self.target = path;
        self.slot = Slot::Value;
    }

    fn aim_at_item(&mut self) {
        if let Some(Frame::List(path, index)) = self.frames.last() {
            self.target = path.clone();
            self.target.push(Step::Item(*index));
            self.slot = Slot::Value;
        }
    }

    /// A table’s name has ended, closed or not.
    fn close_header(&mut self) {
        let Some(header) = self.header.take() else {
            return;
        };
        let (mut path, mut names) = (Path::new(), Path::new());
        let last = header.names.len().saturating_sub(1);
        for (index, (name, span)) in header.names.into_iter().enumerate() {
            let of_list = header.of_list && index == last;
            let holds = if of_list { Holds::Tables } else { Holds::One };
            note(&mut self.present, &names, &name, holds, span);
            names.push(Step::Key(name.clone()));
            path.push(Step::Key(name));
            if of_list {
                let count = self.lists.entry(path.clone()).or_default();
                path.push(Step::Item(*count));
                *count += 1;
            } else if let Some(count) = self.lists.get(&path) {
                path.push(Step::Item(count.saturating_sub(1)));
            }
        }
        self.frames.clear();
        self.frames.push(Frame::Table(path));
    }
}

fn note(present: &mut Present, path: &Path, name: &str, holds: Holds, span: Span) {
    if !name.is_empty() {
        present.entry(path.clone()).or_default().push((name.to_owned(), holds, span));
    }
}

fn touches(span: Span, offset: usize) -> bool {
    span.start <= offset && offset <= span.end
}

/// A key or a text without its quotation marks, closed or not.
pub(super) fn unquoted(written: &str) -> String {
    let mark = written.chars().next().filter(|it| matches!(it, '"' | '\''));
    match mark {
        Some(mark) => written.trim_start_matches(mark).trim_end_matches(mark).to_owned(),
        None => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place at “|”, in short: what it is, the path, what is written, what is there already.
    fn shown(text: &str) -> String {
        let offset = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        let Some(place) = at(&text, offset) else {
            return "nothing".to_owned();
        };
        let steps: Vec<String> = place
            .path
            .iter()
            .map(|it| match it {
                Step::Key(name) => name.clone(),
                Step::Item(index) => index.to_string(),
            })
            .collect();
        let what = match &place.at {
            At::Key { has_value: true, .. } => "key=",
            At::Key { begins_line: true, .. } => "line",
            At::Key { .. } => "key",
            At::Header { brackets } => &format!("header {}", &text[brackets.range()]),
            At::Value => "value",
        };
        let present: Vec<&str> = place.present.iter().map(|it| it.0.as_str()).collect();
        let written = &text[place.span.range()];
        format!("{what} /{} ‹{written}› [{}]", steps.join("/"), present.join(" "))
    }

    #[test]
    fn keys_and_what_is_there_already() {
        for (text, expected) in [
            ("|", "line / ‹› []"),
            ("hou|", "line / ‹hou› []"),
            ("house = 'un'\n|\n[rules]\nhype = 'off'\n", "line / ‹› [house rules]"),
            ("[rules]\nhy|\ndoubled-word = 'off'\n", "line /rules ‹hy› [doubled-word]"),
            ("[rules]\nhy|pe = 'off'\n", "key= /rules ‹hype› []"),
            ("[rules]\n\n|", "line /rules ‹› []"),
            ("[[people]]\nname = 'A'\n[[people]]\n|", "line /people/1 ‹› []"),
            ("[[people]]\nname = 'A'\nti|\n", "line /people/0 ‹ti› [name]"),
            (
                "[[people]]\nname = 'A'\n[rules]\n[[people]]\n|\nname = 'B'",
                "line /people/1 ‹› [name]",
            ),
            ("rules.hy|", "key /rules ‹hy› []"),
            ("rules.|", "key /rules ‹› []"),
            ("[rules]\nhype = { level = 'off', |", "key /rules/hype ‹› [level]"),
            ("[rules]\nhype = { | }", "key /rules/hype ‹› []"),
            ("[rules]\nhype = { le| }", "key /rules/hype ‹le› []"),
            ("acronyms = ['A', { acr| }]", "key /acronyms/1 ‹acr› []"),
            ("[rules.hype]\nlevel = 'off'\nca|", "line /rules/hype ‹ca› [level]"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn values() {
        for (text, expected) in [
            ("house = |", "value /house ‹› []"),
            ("house =|", "value /house ‹› []"),
            ("house = |\nexclude = []\n", "value /house ‹› []"),
            ("house = \"in|", "value /house ‹\"in› []"),
            ("house = \"in|\"\n", "value /house ‹\"in\"› []"),
            ("house = \"|\"", "value /house ‹\"\"› []"),
            ("house = in|", "value /house ‹in› []"),
            ("[rules]\nhype = { level = | }", "value /rules/hype/level ‹› []"),
            ("[rules]\nhype = { cases = { a = \"|", "value /rules/hype/cases/a ‹\"› []"),
            ("[[examples]]\nrules = [\"hype\", |]", "value /examples/0/rules/1 ‹› []"),
            ("[[examples]]\nrules = [\"hype\", \"d|\n", "value /examples/0/rules/1 ‹\"d› []"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn table_names() {
        for (text, expected) in [
            ("[|", "header [ / ‹› []"),
            ("[ru|]\n", "header [ru] / ‹ru› []"),
            ("[[pe|]]\nname = 'A'\n", "header [[pe]] / ‹pe› []"),
            ("[[pe|\n[rules]\n", "header [[pe / ‹pe› [rules]"),
            ("[rules.hy|]", "header [rules.hy] /rules ‹hy› []"),
            ("[rules.|", "header [rules. /rules ‹› []"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn nothing_can_stand_there() {
        for text in ["# hou|", "house = 'un' |", "house |", "house = 'un' # the|", "[rules] |"] {
            assert_eq!(shown(text), "nothing", "{text}");
        }
    }

    #[test]
    fn no_text_is_too_wild() {
        let wild = [
            "[[[[",
            "]]",
            "= =",
            "\"",
            "'''",
            "\"\"\"",
            "a.b.=.",
            "{{{{",
            "[a\n[b\n",
            "🚀 = 🚀\n[🚀",
        ];
        for text in wild {
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                at(text, offset);
            }
        }
        at(&"[".repeat(100_000), 50_000);
        at(&"a = [".repeat(20_000), 50_000);
        at(&"{a=".repeat(20_000), 50_000);
    }
}
