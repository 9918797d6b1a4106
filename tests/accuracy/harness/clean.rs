//! The clean drafts, and how to find a place in them.

use std::collections::HashMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jiff::civil::Date;
use presscheck::draft::{BlockKind, Zone};
use presscheck::{Analysis, Engine, House, Level, Markup, Source, Span};
use regex::Regex;

/// The zones of running text.
pub(crate) const PROSE: &[Zone] = &[Zone::Lead, Zone::Body, Zone::ListItem];

/// Lead and body.
pub(crate) const PARAGRAPHS: &[Zone] = &[Zone::Lead, Zone::Body];

/// A draft without a defect.
pub(crate) struct Clean {
    /// The file's name.
    pub(crate) file: String,
    pub(crate) text: String,
    pub(crate) markup: Markup,
    pub(crate) engine: Arc<Engine>,
    /// What the program says of it.
    pub(crate) analysis: Analysis,
    /// Where the text does not state it.
    given_date: Option<Date>,
}

/// A match of an expression: the whole of it, and its groups.
pub(crate) struct Hit {
    groups: Vec<Option<Span>>,
    /// The zone it stands in.
    pub(crate) zone: Zone,
}

impl Hit {
    pub(crate) fn whole(&self) -> Span {
        self.group(0)
    }

    pub(crate) fn group(&self, index: usize) -> Span {
        self.has(index).unwrap_or_default()
    }

    pub(crate) fn has(&self, index: usize) -> Option<Span> {
        self.groups.get(index).copied().flatten()
    }
}

impl Clean {
    /// The drafts of `tests/accuracy/drafts`, in the order of their names.
    pub(crate) fn all() -> Vec<Clean> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accuracy");
        let known = fs::read_to_string(folder.join("drafts.toml")).expect("drafts.toml is there");
        let known: toml::Table = known.parse().expect("drafts.toml is TOML");
        let mut files: Vec<PathBuf> = fs::read_dir(folder.join("drafts"))
            .expect("the drafts are there")
            .map(|it| it.expect("the folder can be read").path())
            .collect();
        files.sort();
        let mut engines = HashMap::new();
        files.iter().map(|it| Clean::read(it, &known, &mut engines)).collect()
    }

    fn read(path: &Path, known: &toml::Table, engines: &mut HashMap<String, Arc<Engine>>) -> Self {
        let file = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let name = file.rsplit_once('.').map_or(&*file, |it| it.0).to_owned();
        let entry = |key: &str| known.get(&name)?.get(key);
        let house = entry("house").and_then(toml::Value::as_str);
        let house = house.or_else(|| name.split('-').next()).unwrap_or("default");
        let engine = engine_of(house, engines);
        let given_date = entry("date").and_then(toml::Value::as_str);
        let given_date = given_date.map(|it| it.parse().expect("a date in drafts.toml is a date"));
        let text = fs::read_to_string(path).expect("a draft can be read");
        let markup = if path.extension().is_some_and(|it| it == "md") {
            Markup::Markdown
        } else {
            Markup::Plain
        };
        let source = Source { text: &text, markup, file: Some(&file), release_date: given_date };
        let analysis = engine.check(&source);
        Self { file, text, markup, engine, analysis, given_date }
    }

    /// The release date that stands beside the draft and not in it.
    pub(crate) fn given(&self) -> Option<Date> {
        self.given_date
    }

    /// A text in this draft's place.
    pub(crate) fn source<'a>(&'a self, text: &'a str) -> Source<'a> {
        Source { text, markup: self.markup, file: Some(&self.file), release_date: self.given_date }
    }

    /// What the program reports here from `level` on.
    pub(crate) fn alarms(&self, level: Level) -> impl Iterator<Item = &presscheck::Finding> {
        self.analysis.findings.iter().filter(move |it| it.level >= level)
    }

    /// The release date.
    pub(crate) fn date(&self) -> Option<Date> {
        self.analysis.facts.release_date().map(|it| it.date)
    }

    pub(crate) fn at(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The blocks of these zones, in order.
    pub(crate) fn blocks(&self, zones: &[Zone]) -> Vec<Span> {
        self.kinds(zones).into_iter().map(|it| it.0).collect()
    }

    fn kinds(&self, zones: &[Zone]) -> Vec<(Span, Zone, BlockKind)> {
        let blocks = self.analysis.draft.blocks.iter();
        blocks.filter(|it| zones.contains(&it.zone)).map(|it| (it.span, it.zone, it.kind)).collect()
    }

    /// Paragraphs of lead and body that are wholly the draft's own words.
    pub(crate) fn own_paragraphs(&self) -> Vec<Span> {
        let mut own = self.blocks(PARAGRAPHS);
        own.retain(|it| !self.at(*it).contains(['“', '‘', '"']));
        own
    }

    /// Paragraphs whose next paragraph follows after a blank line, with that paragraph.
    pub(crate) fn neighbours(&self) -> Vec<(Span, Span)> {
        let paragraphs = self.blocks(&[Zone::Lead, Zone::Body, Zone::ListItem, Zone::Heading]);
        let pairs = paragraphs.windows(2).map(|it| (it[0], it[1]));
        pairs
            .filter(|(one, other)| {
                self.text[one.end..other.start].chars().all(char::is_whitespace)
                    && self.at(*one).ends_with(['.', '”', '’'])
                    && self
                        .at(*other)
                        .starts_with(|it: char| it.is_uppercase() || "“‘".contains(it))
            })
            .collect()
    }

    /// The lists: the block before each, and its items.
    pub(crate) fn lists(&self) -> Vec<(Span, Vec<Span>)> {
        let blocks = &self.analysis.draft.blocks;
        let mut lists: Vec<(Span, Vec<Span>)> = Vec::new();
        for pair in blocks.windows(2) {
            if pair[1].zone != Zone::ListItem {
                continue;
            }
            if pair[0].zone != Zone::ListItem {
                lists.push((pair[0].span, Vec::new()));
            }
            if let Some((_, items)) = lists.last_mut() {
                items.push(pair[1].span);
            }
        }
        lists
    }

    /// Matches in these zones, somebody's words left out.
    pub(crate) fn find(&self, zones: &[Zone], pattern: &str) -> Vec<Hit> {
        let mut hits = self.find_also_quoted(zones, pattern);
        hits.retain(|it| !self.is_quoted(it.whole().start));
        hits
    }

    /// Matches in these zones, somebody's words included.
    pub(crate) fn find_also_quoted(&self, zones: &[Zone], pattern: &str) -> Vec<Hit> {
        let expression = expression(pattern);
        let mut hits = Vec::new();
        for (block, zone, _) in self.kinds(zones) {
            hits.extend(
                captures(&expression, &self.text, block.range()).map(|groups| Hit { groups, zone }),
            );
        }
        hits
    }

    /// Matches anywhere.
    pub(crate) fn find_anywhere(&self, pattern: &str) -> Vec<Hit> {
        captures(&expression(pattern), &self.text, 0..self.text.len())
            .map(|groups| Hit { groups, zone: Zone::Body })
            .collect()
    }

    /// Whether the byte at `offset` stands between the marks of a quotation of its paragraph.
    pub(crate) fn is_quoted(&self, offset: usize) -> bool {
        let blocks = &self.analysis.draft.blocks;
        let Some(block) = self.analysis.draft.block_at(offset).map(|it| &blocks[it]) else {
            return false;
        };
        let before = &self.text[block.span.start..offset];
        let (mut double, mut single) = (false, false);
        let mut last = ' ';
        for letter in before.chars() {
            match letter {
                '“' => double = true,
                '”' => double = false,
                '‘' => single = true,
                '’' if !last.is_alphanumeric() => single = false,
                _ => {}
            }
            last = letter;
        }
        block.zone == Zone::Quotation || double || single
    }

    /// How often a word stands in the text.
    pub(crate) fn count(&self, word: &str) -> usize {
        self.places(word).len()
    }

    /// Where a word or phrase stands in the text, as a whole.
    pub(crate) fn places(&self, word: &str) -> Vec<Span> {
        let letter = |it: char| it.is_alphanumeric();
        self.text
            .match_indices(word)
            .map(|(start, it)| Span::new(start, start + it.len()))
            .filter(|it| {
                !self.text[..it.start].ends_with(letter) && !self.text[it.end..].starts_with(letter)
            })
            .collect()
    }

    /// The line that holds the byte at `offset`.
    pub(crate) fn line(&self, offset: usize) -> Span {
        line(&self.text, Span::at(offset))
    }
}

/// The whole lines that hold a span.
pub(crate) fn line(text: &str, span: Span) -> Span {
    let start = text[..span.start].rfind('\n').map_or(0, |it| it + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |it| span.end + it);
    Span::new(start, end)
}

/// The paragraphs that hold a span: from blank line to blank line.
pub(crate) fn paragraph(text: &str, span: Span) -> Span {
    let mut found = line(text, span);
    while found.start > 0 {
        let before = line(text, Span::at(found.start - 1));
        if text[before.range()].trim().is_empty() {
            break;
        }
        found.start = before.start;
    }
    while found.end < text.len() {
        let after = line(text, Span::at(found.end + 1));
        if text[after.range()].trim().is_empty() {
            break;
        }
        found.end = after.end;
    }
    found
}

fn captures<'a>(
    expression: &'a Regex,
    text: &'a str,
    range: Range<usize>,
) -> impl Iterator<Item = Vec<Option<Span>>> + 'a {
    let start = range.start;
    expression.captures_iter(&text[range]).map(move |captures| {
        let spans = captures.iter().map(|it| it.map(|it| Span::from(it.range()).shifted(start)));
        spans.collect()
    })
}

/// An expression, compiled once. A space in it stands for any white space.
pub(crate) fn expression(pattern: &str) -> Regex {
    static KNOWN: LazyLock<Mutex<HashMap<String, Regex>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known
        .entry(pattern.to_owned())
        .or_insert_with(|| {
            Regex::new(&pattern.replace(' ', r"\s+")).expect("the expression is one")
        })
        .clone()
}

fn engine_of(house: &str, engines: &mut HashMap<String, Arc<Engine>>) -> Arc<Engine> {
    let make = || {
        let house = House::shipped(house).unwrap_or_else(House::default_house);
        Arc::new(Engine::new(house))
    };
    Arc::clone(engines.entry(house.to_owned()).or_insert_with(make))
}
