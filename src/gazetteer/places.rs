//! The places themselves: one record each, found by number.

use super::areas::{Area, Country};
use super::names;

/// Three bytes a place, low byte first: nine bits for the number of its area, above them fifteen
/// for the population (eleven for its leading digits, four for how many zeros follow).
static RECORDS: &[u8] = include_bytes!("../../rules/data/gazetteer/places.bin");

/// How places are written whose name is not just their folded name with capitals: the number of
/// entries, then for each the place's number and where its name starts, then the names. All
/// numbers are three bytes.
static DISPLAY_NAMES: &[u8] = include_bytes!("../../rules/data/gazetteer/display-names.bin");

/// A place, by its number. Places are numbered in the order of their folded main names; those of
/// one name, by falling population.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place(pub(super) u32);

impl Place {
    /// The narrowest area it lies in.
    pub(super) fn area(self) -> Area {
        Area::with_number((self.record() & 0x1ff) as u16)
    }

    /// Inhabitants, to three significant digits.
    pub(super) fn population(self) -> u32 {
        let code = self.record() >> 9;
        (code & 0x7ff).saturating_mul(10_u32.saturating_pow(code >> 11))
    }

    /// Its main name.
    pub(super) fn name(self) -> String {
        self.display_name().map_or_else(|| title(&names::main_name(self)), str::to_owned)
    }

    fn record(self) -> u32 {
        record(RECORDS, self.0 as usize)
    }

    pub(super) fn display_name(self) -> Option<&'static str> {
        let count = record(DISPLAY_NAMES, 0) as usize;
        let (index, names) = DISPLAY_NAMES.get(3..)?.split_at_checked(count * 6)?;
        let (index, _) = index.as_chunks::<6>();
        let at = index.binary_search_by_key(&self.0, |entry| record(entry, 0)).ok()?;
        let start = record(index.get(at)?, 1) as usize;
        let end = index.get(at + 1).map_or(names.len(), |next| record(next, 1) as usize);
        std::str::from_utf8(names.get(start..end)?).ok()
    }
}

/// The three-byte number at place `at` of a table; 0 beyond its end.
pub(super) fn record(table: &[u8], at: usize) -> u32 {
    match table.as_chunks::<3>().0.get(at) {
        Some(&[low, middle, high]) => u32::from_le_bytes([low, middle, high, 0]),
        None => 0,
    }
}

/// How many places of a country have more inhabitants than that.
pub(super) fn more_populous(country: Country, inhabitants: u32) -> usize {
    /// Nine bits of a record number its area.
    const AREAS: usize = 1 << 9;
    let mut lies_there = [false; AREAS];
    for (number, there) in (0..).zip(&mut lies_there) {
        *there = match Area::with_number(number) {
            Area::Country(it) => it == country,
            Area::Region(it) => it.country() == country,
        };
    }
    (0..count())
        .map(Place)
        .filter(|it| {
            let area = (it.record() & 0x1ff) as usize;
            lies_there.get(area).is_some_and(|it| *it) && it.population() > inhabitants
        })
        .count()
}

/// How many places there are.
pub(super) fn count() -> u32 {
    (RECORDS.len() / 3) as u32
}

/// A folded name with its words capitalised.
fn title(folded: &str) -> String {
    let mut title = folded.to_owned();
    let mut at_start = true;
    for byte in 0..title.len() {
        if at_start && let Some(letter) = title.get_mut(byte..=byte) {
            letter.make_ascii_uppercase();
        }
        at_start = title.as_bytes().get(byte) == Some(&b' ');
    }
    title
}
