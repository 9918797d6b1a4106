//! The names of places: sorted, folded, in blocks of front-coded entries.
//!
//! An entry is one byte (two bits: what follows; six: how many bytes it shares with the name
//! before), the rest of the name with the high bit set on its last byte, and the places that bear
//! it. Places with it as their main name are not written down: they are numbered in the same order,
//! so a count is enough, and for the usual case of one not even that.

use std::cmp::Ordering;
use std::iter::FusedIterator;

use super::places::{Place, record};

static NAMES: &[u8] = include_bytes!("../../rules/data/gazetteer/names.bin");

/// For each block of [`NAMES`], in three bytes each: where it starts, and the number of the first
/// place whose main name stands in it or later.
static BLOCKS: &[u8] = include_bytes!("../../rules/data/gazetteer/name-blocks.bin");

/// The places that bear a name, most populous first, and whether it is their main name.
#[derive(Clone, Debug, Default)]
pub(super) struct Matches {
    /// Numbers of the places with it as their main name.
    main: std::ops::Range<u32>,
    /// Three-byte numbers of the places with it as another name.
    other: &'static [u8],
}

impl Matches {
    pub(super) fn is_empty(&self) -> bool {
        self.main.is_empty() && self.other.is_empty()
    }
}

impl Iterator for Matches {
    type Item = (Place, bool);

    fn next(&mut self) -> Option<(Place, bool)> {
        let main = (!self.main.is_empty()).then_some(Place(self.main.start));
        let other = (!self.other.is_empty()).then(|| Place(record(self.other, 0)));
        let take_main = match (main, other) {
            (Some(main), Some(other)) => main.population() >= other.population(),
            (main, _) => main.is_some(),
        };
        if take_main {
            self.main.next();
            return main.map(|place| (place, true));
        }
        self.other = self.other.get(3..).unwrap_or_default();
        other.map(|place| (place, false))
    }
}

impl FusedIterator for Matches {}

/// One entry of a block.
struct Entry {
    /// Bytes it shares with the name before.
    shared: usize,
    /// The bytes after these; the last has its high bit set.
    rest: &'static [u8],
    places: Matches,
}

/// Reads the entries from an offset on.
struct Entries {
    data: &'static [u8],
    place: u32,
}

impl Entries {
    /// The entries of a block.
    fn of_block(number: usize) -> Self {
        let start = record(BLOCKS, number * 2) as usize;
        let end = if number + 1 < block_count() {
            record(BLOCKS, number * 2 + 2) as usize
        } else {
            NAMES.len()
        };
        Self {
            data: NAMES.get(start..end).unwrap_or_default(),
            place: record(BLOCKS, number * 2 + 1),
        }
    }
}

impl Iterator for Entries {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let (&head, data) = self.data.split_first()?;
        let length = up_to_mark(data)?;
        let (rest, data) = data.split_at_checked(length)?;
        let (main_count, other_count, data) = match (head >> 6, data) {
            (0, data) => (1, 0, data),
            (1, data) => (0, 1, data),
            (_, &[main, other, ref data @ ..]) => (main, usize::from(other), data),
            (_, _) => return None,
        };
        let (other, data) = data.split_at_checked(other_count * 3)?;
        let main = self.place..self.place + u32::from(main_count);
        self.place = main.end;
        self.data = data;
        Some(Entry { shared: usize::from(head & 0x3f), rest, places: Matches { main, other } })
    }
}

/// How many bytes there are up to the first with its high bit set, that one included. Eight are looked
/// at together: few names go on for longer.
fn up_to_mark(data: &[u8]) -> Option<usize> {
    const HIGH_BITS: u64 = u64::from_le_bytes([0x80; 8]);
    let marks = data.first_chunk().map_or(0, |it| u64::from_le_bytes(*it) & HIGH_BITS);
    if marks != 0 {
        return Some(marks.trailing_zeros() as usize / 8 + 1);
    }
    data.iter().position(|byte| byte & 0x80 != 0).map(|last| last + 1)
}

fn block_count() -> usize {
    BLOCKS.len() / 6
}

/// The places that bear a folded name.
pub(super) fn find(name: &str) -> Matches {
    let name = name.as_bytes();
    let Some(block) = last_block(|first| compare(first.rest, name).0 != Ordering::Greater) else {
        return Matches::default();
    };
    // How many bytes of the name the entry before has matched. That entry sorts before the name, so
    // an entry that shares more with it than the name does sorts before the name too, and one that
    // shares less sorts after.
    let mut matched = 0;
    for entry in Entries::of_block(block) {
        match entry.shared.cmp(&matched) {
            Ordering::Greater => {}
            Ordering::Less => break,
            Ordering::Equal => {
                let (order, more) = compare(entry.rest, name.get(matched..).unwrap_or_default());
                match order {
                    Ordering::Less => matched += more,
                    Ordering::Equal => return entry.places,
                    Ordering::Greater => break,
                }
            }
        }
    }
    Matches::default()
}

/// The folded main name of a place.
pub(super) fn main_name(place: Place) -> String {
    let mut name = Vec::new();
    let block = last_block(|first| first.places.main.start <= place.0);
    for entry in block.into_iter().flat_map(Entries::of_block) {
        name.truncate(entry.shared);
        name.extend(entry.rest.iter().map(|byte| byte & 0x7f));
        if entry.places.main.contains(&place.0) {
            break;
        }
    }
    String::from_utf8(name).unwrap_or_default()
}

/// The last block whose first entry passes a test that earlier blocks pass too.
fn last_block(passes: impl Fn(&Entry) -> bool) -> Option<usize> {
    let (mut low, mut high) = (0, block_count());
    while low < high {
        let middle = low.midpoint(high);
        if Entries::of_block(middle).next().is_some_and(|first| passes(&first)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low.checked_sub(1)
}

/// Compares an entry's bytes with a name's, and counts the leading bytes they share.
fn compare(rest: &[u8], name: &[u8]) -> (Ordering, usize) {
    let shared = rest.iter().zip(name).take_while(|(entry, name)| *entry & 0x7f == **name).count();
    let order = match (rest.get(shared), name.get(shared)) {
        (Some(entry), Some(name)) => (entry & 0x7f).cmp(name),
        (entry, name) => entry.is_some().cmp(&name.is_some()),
    };
    (order, shared)
}

/// All names in order, with their places.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = (String, Matches)> {
    let mut name = Vec::new();
    (0..block_count()).flat_map(Entries::of_block).map(move |entry| {
        name.truncate(entry.shared);
        name.extend(entry.rest.iter().map(|byte| byte & 0x7f));
        (String::from_utf8_lossy(&name).into_owned(), entry.places)
    })
}
