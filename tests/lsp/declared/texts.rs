//! The texts of the open documents as the client has them, computed apart from the server.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, OnceLock};

use serde_json::Value;

/// How many bytes of earlier versions of a document are kept.
const KEPT: usize = 1 << 20;

/// What columns are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Units {
    Utf8,
    #[default]
    Utf16,
    Utf32,
}

impl Units {
    /// The units of a `positionEncoding`; the protocol's own where it is absent.
    pub(crate) fn named(name: &Value) -> Option<Self> {
        match name.as_str() {
            Some("utf-8") => Some(Self::Utf8),
            Some("utf-16") => Some(Self::Utf16),
            Some("utf-32") => Some(Self::Utf32),
            Some(_) => None,
            None => Some(Self::Utf16),
        }
    }

    fn of(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    /// How many units a string has.
    pub(crate) fn count(self, text: &str) -> usize {
        text.chars().map(|it| self.of(it)).sum()
    }
}

/// A text with its lines.
#[derive(Debug, Default)]
pub(crate) struct Text {
    pub(crate) content: String,
    starts: OnceLock<Vec<usize>>,
}

impl Text {
    pub(crate) fn new(content: impl Into<String>) -> Self {
        Self { content: content.into(), starts: OnceLock::new() }
    }

    fn starts(&self) -> &[usize] {
        self.starts.get_or_init(|| {
            let bytes = self.content.as_bytes();
            let ends = bytes.iter().enumerate().filter(|&(at, byte)| {
                *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
            });
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        })
    }

    /// How many lines there are; there is one after the last line end.
    pub(crate) fn lines(&self) -> usize {
        self.starts().len()
    }

    /// A line without its end; `None` if there are not so many.
    pub(crate) fn line(&self, number: usize) -> Option<&str> {
        let start = *self.starts().get(number)?;
        let end = self.starts().get(number + 1).copied().unwrap_or(self.content.len());
        Some(self.content[start..end].trim_end_matches(['\n', '\r']))
    }

    /// The byte at a position that exists and is not inside a character.
    pub(crate) fn exact(&self, units: Units, position: &Value) -> Option<usize> {
        let number = position["line"].as_u64()? as usize;
        let wanted = position["character"].as_u64()? as usize;
        let line = self.line(number)?;
        let start = self.starts()[number];
        let mut column = 0;
        for (at, character) in line.char_indices() {
            if column == wanted {
                return Some(start + at);
            }
            column += units.of(character);
        }
        (column == wanted).then_some(start + line.len())
    }

    /// The byte at a position; one beyond the line or the text is at its end.
    pub(crate) fn clamped(&self, units: Units, position: &Value) -> usize {
        let number = position["line"].as_u64().unwrap_or_default() as usize;
        let wanted = position["character"].as_u64().unwrap_or_default() as usize;
        let Some(line) = self.line(number) else {
            return self.content.len();
        };
        let mut column = 0;
        for (at, character) in line.char_indices() {
            if column + units.of(character) > wanted {
                return self.starts()[number] + at;
            }
            column += units.of(character);
        }
        self.starts()[number] + line.len()
    }

    /// What stands before a byte in its line.
    pub(crate) fn before(&self, offset: usize) -> &str {
        let number = self.starts().partition_point(|it| *it <= offset) - 1;
        &self.content[self.starts()[number]..offset]
    }

    /// The position of a byte.
    pub(crate) fn position(&self, units: Units, offset: usize) -> Value {
        let number = self.starts().partition_point(|it| *it <= offset) - 1;
        let column = units.count(&self.content[self.starts()[number]..offset]);
        serde_json::json!({ "line": number, "character": column })
    }

    /// The text after a change event of `textDocument/didChange`; `None` if it cannot be read.
    fn after(&self, units: Units, change: &Value) -> Option<String> {
        let text = change["text"].as_str()?;
        let range = &change["range"];
        if range.is_null() {
            return Some(text.to_owned());
        }
        for end in ["start", "end"] {
            range[end]["line"].as_u64()?;
            range[end]["character"].as_u64()?;
        }
        let start = self.clamped(units, &range["start"]);
        let end = self.clamped(units, &range["end"]);
        if end < start {
            return None;
        }
        Some([&self.content[..start], text, &self.content[end..]].concat())
    }
}

/// A document as it is open with the client.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) version: i64,
    /// `None` once the client has sent something that cannot be read.
    pub(crate) text: Option<Arc<Text>>,
}

/// The open documents by their URI.
pub(crate) type Snapshot = BTreeMap<String, Document>;

/// All open documents, and what they were.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub(crate) now: Snapshot,
    earlier: BTreeMap<String, VecDeque<Document>>,
}

impl Texts {
    /// Takes in a notification of the client.
    pub(crate) fn client_sent(&mut self, units: Units, method: &str, params: &Value) {
        let named = &params["textDocument"];
        let Some(uri) = named["uri"].as_str() else {
            return;
        };
        match method {
            "textDocument/didOpen" => {
                let text = named["text"].as_str().map(|it| Arc::new(Text::new(it)));
                let version = named["version"].as_i64();
                let text = text.filter(|_| version.is_some() && named["languageId"].is_string());
                let document = Document { version: version.unwrap_or_default(), text };
                self.remember(uri, document);
            }
            "textDocument/didChange" => {
                let Some(document) = self.now.get(uri).cloned() else {
                    return;
                };
                let version = named["version"].as_i64();
                let mut text = document.text.filter(|_| version.is_some());
                match params["contentChanges"].as_array() {
                    Some(changes) => {
                        for change in changes {
                            let before = text.take().or_else(|| {
                                // Whatever it was, a whole text takes its place.
                                change["range"].is_null().then(Arc::default)
                            });
                            text = before
                                .and_then(|it| it.after(units, change))
                                .map(|it| Arc::new(Text::new(it)));
                        }
                    }
                    None => text = None,
                }
                let version = version.unwrap_or(document.version);
                self.remember(uri, Document { version, text });
            }
            "textDocument/didClose" => {
                self.now.remove(uri);
            }
            _ => {}
        }
    }

    fn remember(&mut self, uri: &str, document: Document) {
        let earlier = self.earlier.entry(uri.to_owned()).or_default();
        earlier.push_back(document.clone());
        let size = |it: &Document| 64 + it.text.as_ref().map_or(0, |text| text.content.len());
        let mut kept: usize = earlier.iter().map(size).sum();
        while kept > KEPT && earlier.len() > 1 {
            kept -= earlier.pop_front().as_ref().map_or(0, size);
        }
        self.now.insert(uri.to_owned(), document);
    }

    /// What a document was in a version: more than one, if it was closed and opened again; none, if
    /// the client never sent that version, or too long ago.
    pub(crate) fn at(&self, uri: &str, version: i64) -> Vec<&Document> {
        let earlier = self.earlier.get(uri).into_iter().flatten();
        earlier.rev().filter(|it| it.version == version).collect()
    }

    /// Forgets every text: the client has sent what cannot be understood here.
    pub(crate) fn lose(&mut self) {
        self.earlier.clear();
        for document in self.now.values_mut() {
            document.text = None;
        }
    }
}
