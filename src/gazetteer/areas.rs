//! Countries and first-level regions, and the names they go by.
//!
//! Both tables are text and are searched line by line as they lie; where the lines start is worked
//! out by the compiler.

use std::cmp::Ordering;
use std::fmt;

use super::fold;

/// `code <tab> usual name <tab> codes of the countries it may also be said to lie in`, by code. A
/// line's number is the area's number in the places' records.
static AREAS: Lines<{ count_lines(AREAS_TEXT) }> = Lines::new(AREAS_TEXT);
const AREAS_TEXT: &str = include_str!("../../rules/data/gazetteer/areas.tsv");

/// `folded name <tab> kind:code kind:code …`, by name; the likeliest meaning first.
static NAMES: Lines<{ count_lines(NAMES_TEXT) }> = Lines::new(NAMES_TEXT);
const NAMES_TEXT: &str = include_str!("../../rules/data/gazetteer/area-names.tsv");

/// A country, or a territory with a country code of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(u16);

/// A state, province or other first-level region, or one of the United Kingdom's countries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(u16);

/// A country or a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// A country or territory.
    Country(Country),
    /// A first-level region of a country.
    Region(Region),
}

impl Country {
    /// Its ISO 3166-1 code of two letters; “XK” for Kosovo.
    pub fn code(self) -> &'static str {
        field(AREAS.get(self.0.into()), 0)
    }

    /// Its usual English name.
    pub fn name(self) -> &'static str {
        field(AREAS.get(self.0.into()), 1)
    }

    /// Whether it may also be said to lie in `country`: Puerto Rico in the United States.
    fn lies_within(self, country: Self) -> bool {
        let within = field(AREAS.get(self.0.into()), 2);
        !within.is_empty() && within.split(' ').any(|code| code == country.code())
    }
}

impl Region {
    /// Its ISO 3166-2 code, such as “US-CA”.
    pub fn code(self) -> &'static str {
        field(AREAS.get(self.0.into()), 0)
    }

    /// Its English name.
    pub fn name(self) -> &'static str {
        field(AREAS.get(self.0.into()), 1)
    }

    /// The country it is a region of.
    pub fn country(self) -> Country {
        with_code(self.country_code()).and_then(Area::as_country).unwrap_or(Country(self.0))
    }

    fn country_code(self) -> &'static str {
        self.code().split_once('-').map_or("", |(country, _)| country)
    }
}

impl Area {
    /// Its ISO 3166 code: “FR”, “US-CA”.
    pub fn code(self) -> &'static str {
        match self {
            Self::Country(country) => country.code(),
            Self::Region(region) => region.code(),
        }
    }

    /// Its usual English name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Country(country) => country.name(),
            Self::Region(region) => region.name(),
        }
    }

    /// Whether it is `other`, a region of it, or a territory that may be said to lie in it: Hong
    /// Kong lies in Hong Kong and in China.
    pub fn lies_in(self, other: Self) -> bool {
        if self == other {
            return true;
        }
        match (self, other) {
            (Self::Region(region), Self::Country(country)) => {
                region.country_code() == country.code()
            }
            (Self::Country(territory), Self::Country(country)) => territory.lies_within(country),
            (_, Self::Region(_)) => false,
        }
    }

    /// The country, if it is one.
    pub fn as_country(self) -> Option<Country> {
        match self {
            Self::Country(country) => Some(country),
            Self::Region(_) => None,
        }
    }

    /// The region, if it is one.
    pub fn as_region(self) -> Option<Region> {
        match self {
            Self::Country(_) => None,
            Self::Region(region) => Some(region),
        }
    }

    /// The area with this number, that is, on this line of the table.
    pub(super) fn with_number(number: u16) -> Self {
        let code = field(AREAS.get(number.into()), 0);
        if code.contains('-') {
            Self::Region(Region(number))
        } else {
            Self::Country(Country(number))
        }
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// How a name stands for an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name in full: usual, official, former, native.
    Name,
    /// A short form that is written in capitals: “UK”.
    Capitals,
    /// An abbreviation of a region's name: “Calif.”
    Abbreviation,
    /// An ISO or postal code, in capitals.
    Code,
    /// The name of a part of it: “Sicily”.
    Part,
}

impl Kind {
    /// Whether the name is one wherever it stands, not only behind a city.
    pub(super) const fn is_written_out(self) -> bool {
        matches!(self, Self::Name | Self::Capitals | Self::Part)
    }
}

/// One meaning of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meaning {
    pub(super) area: Area,
    pub(super) kind: Kind,
}

/// The meanings of a name, the likeliest first.
#[derive(Clone, Debug)]
pub(super) struct Meanings {
    /// `kind:code kind:code …`
    unread: &'static str,
    /// Whether the name was written in capitals, so that codes count.
    in_capitals: bool,
}

impl Meanings {
    pub(super) const NONE: Self = Self { unread: "", in_capitals: false };

    pub(super) fn is_empty(&self) -> bool {
        self.clone().next().is_none()
    }
}

impl Iterator for Meanings {
    type Item = Meaning;

    fn next(&mut self) -> Option<Meaning> {
        while !self.unread.is_empty() {
            let (first, unread) = self.unread.split_once(' ').unwrap_or((self.unread, ""));
            self.unread = unread;
            if let Some(meaning) = meaning(first)
                && (self.in_capitals || !matches!(meaning.kind, Kind::Capitals | Kind::Code))
            {
                return Some(meaning);
            }
        }
        None
    }
}

/// What `name` can stand for. A leading “the” is ignored.
pub(super) fn named(name: &str) -> Meanings {
    let line = fold(name).and_then(|folded| {
        let folded = folded.as_str();
        NAMES.find(folded).or_else(|| NAMES.find(folded.strip_prefix("the ")?))
    });
    match line {
        Some(line) => {
            Meanings { unread: field(line, 1), in_capitals: !name.contains(char::is_lowercase) }
        }
        None => Meanings::NONE,
    }
}

/// Reads `kind:code`.
fn meaning(text: &str) -> Option<Meaning> {
    let (kind, code) = text.split_once(':')?;
    let kind = match kind {
        "n" => Kind::Name,
        "c" => Kind::Capitals,
        "a" => Kind::Abbreviation,
        "k" => Kind::Code,
        _ => Kind::Part,
    };
    Some(Meaning { area: with_code(code)?, kind })
}

/// The area with an ISO code.
fn with_code(code: &str) -> Option<Area> {
    let line = AREAS.position(code)?;
    u16::try_from(line).ok().map(Area::with_number)
}

/// The tab-separated field `at` of a line.
fn field(line: &str, at: usize) -> &str {
    line.split('\t').nth(at).unwrap_or_default()
}

/// How the first field of a line is sorted beside `key`: no key has a tab, which comes before all it
/// may have.
fn first_field_cmp(line: &str, key: &str) -> Ordering {
    let (line, key) = (line.as_bytes(), key.as_bytes());
    let length = line.len().min(key.len());
    line[..length].cmp(&key[..length]).then_with(|| match line.get(length) {
        Some(b'\t') | None if length == key.len() => Ordering::Equal,
        Some(_) => Ordering::Greater,
        None => Ordering::Less,
    })
}

/// A text whose lines are sorted by their first field, with the offsets where they start.
struct Lines<const N: usize> {
    text: &'static str,
    starts: [u32; N],
}

impl<const N: usize> Lines<N> {
    const fn new(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = [0; N];
        let mut line = 1;
        let mut at = 0;
        while line < N {
            if bytes[at] == b'\n' {
                starts[line] = at as u32 + 1;
                line += 1;
            }
            at += 1;
        }
        Self { text, starts }
    }

    /// The line with this number, from zero; empty beyond the last.
    fn get(&self, number: usize) -> &'static str {
        let Some(&start) = self.starts.get(number) else {
            return "";
        };
        let end = self.starts.get(number + 1).map_or(self.text.len(), |&next| next as usize);
        let line = self.text.get(start as usize..end).unwrap_or_default();
        line.strip_suffix('\n').unwrap_or(line)
    }

    /// The number of the line whose first field is `key`.
    fn position(&self, key: &str) -> Option<usize> {
        let (mut low, mut high) = (0, N);
        while low < high {
            let middle = low.midpoint(high);
            match first_field_cmp(self.get(middle), key) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The line whose first field is `key`.
    fn find(&self, key: &str) -> Option<&'static str> {
        self.position(key).map(|number| self.get(number))
    }
}

const fn count_lines(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut lines = 0;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'\n' {
            lines += 1;
        }
        at += 1;
    }
    lines
}
