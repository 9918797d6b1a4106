//! Countries, regions and cities: which names are places, and which city lies where.
//!
//! The gazetteer knows some 215,000 places, from about 500 inhabitants up, under 327,000 names;
//! every country under its usual, official and former names; and the first-level regions of the
//! United States, Canada, Australia and the United Kingdom. `rules/data/gazetteer/README.md` tells
//! where the data comes from and how it is made. It is part of the program and is read as it lies:
//! nothing is parsed at start, and a look-up takes about a microsecond and allocates nothing.
//!
//! A name is looked up in its folded form ([`fold()`]), so capitals, accents, hyphens, stops and
//! “St.” for “Saint” make no difference. Cities go by their names in many languages (“Lion” is
//! Lyon), which is right for asking whether a city lies in a country: every name that is accepted
//! prevents a false alarm. To ask whether words are a place at all, look at [`City::is_main_name`]
//! and [`City::population`] too.
//!
//! ```
//! use presscheck::gazetteer::{Verdict, city_in};
//!
//! assert!(matches!(city_in("MARRAKECH", "Morocco"), Verdict::Known(Some(_))));
//! assert!(matches!(city_in("Marrakesh", "Tunisia"), Verdict::Elsewhere { certain: true, .. }));
//! ```

mod areas;
mod fold;
mod names;
mod places;
#[cfg(test)]
mod tests;

use std::iter::FusedIterator;

pub use areas::{Area, Country, Region};
pub use fold::{Folded, LONGEST_NAME, fold};

use areas::{Kind, Meanings};
use names::Matches;

/// A city, town or village, under the name it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct City {
    /// The country or territory it lies in.
    pub country: Country,
    /// Its first-level region, in the countries whose regions are known.
    pub region: Option<Region>,
    /// Inhabitants, to about three significant digits; 0 where the source gives no number.
    pub population: u32,
    /// Whether it was asked for by its main name (“Kyiv”) and not by another (“Kiev”).
    pub is_main_name: bool,
    place: places::Place,
}

impl City {
    /// Its main name as it is usually written: “Kyiv”, whichever name it was found under.
    ///
    /// For places below 5,000 inhabitants, accents and hyphens are lost.
    pub fn name(self) -> String {
        self.place.name()
    }

    /// Its rank among the places of its country: 1 for the most populous. Territories with a country
    /// code of their own are countries. Looks at every place there is, which takes milliseconds.
    pub fn rank_in_country(self) -> usize {
        1 + places::more_populous(self.country, self.population)
    }

    /// Where it lies, as narrowly as the gazetteer knows: the region, else the country.
    pub fn area(self) -> Area {
        self.region.map_or(Area::Country(self.country), Area::Region)
    }

    /// Whether both are the same place, under whichever names they were found.
    pub fn is_same_place(self, other: Self) -> bool {
        self.place == other.place
    }

    /// Whether it lies in `area`, in the wide sense of [`Area::lies_in`].
    pub fn lies_in(self, area: Area) -> bool {
        self.area().lies_in(area)
    }
}

/// The cities of one name, most populous first.
#[derive(Clone, Debug, Default)]
pub struct Cities {
    matches: Matches,
}

impl Iterator for Cities {
    type Item = City;

    fn next(&mut self) -> Option<City> {
        let (place, is_main_name) = self.matches.next()?;
        let (country, region) = match place.area() {
            Area::Country(country) => (country, None),
            Area::Region(region) => (region.country(), Some(region)),
        };
        Some(City { country, region, population: place.population(), is_main_name, place })
    }
}

impl FusedIterator for Cities {}

/// What the gazetteer says to “CITY, Country”.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// Right. The most populous city of that name there; none where the name is itself that of a
    /// country or region (“HONG KONG SAR, China”).
    Known(Option<City>),
    /// The name is known, but not there.
    Elsewhere {
        /// The cities that bear the name, most populous first.
        cities: Cities,
        /// Whether they are so well known that the area must be wrong. If not, a small place that
        /// the gazetteer does not know may be meant.
        certain: bool,
    },
    /// The country or region is known, the city is not.
    UnknownCity,
    /// What stands behind the city is no country or region that the gazetteer knows: misspelt,
    /// written in another script, or a region of a country whose regions it does not know.
    UnknownCountry,
}

/// The cities that bear `name`, most populous first.
///
/// A leading “the” or “city of” and a trailing “city” are ignored if the name is not known with
/// them. Countries are not cities, but Singapore, Monaco and Luxembourg are both.
pub fn cities(name: &str) -> Cities {
    let Some(folded) = fold(name) else {
        return Cities::default();
    };
    let folded = folded.as_str();
    let shorter = [
        folded.strip_prefix("the "),
        folded.strip_prefix("city of "),
        folded.strip_suffix(" city"),
    ];
    let matches = std::iter::once(folded)
        .chain(shorter.into_iter().flatten())
        .map(names::find)
        .find(|matches| !matches.is_empty());
    Cities { matches: matches.unwrap_or_default() }
}

/// The countries and territories that `name` stands for, the likeliest first.
///
/// Usual, official, former and some native names count, and the short forms that are written in
/// capitals (“UK”, “U.S.”). Two-letter codes do not; nor do parts of a country, such as “Sicily”.
/// Names of states that no longer exist stand for their successors.
pub fn countries(name: &str) -> impl Iterator<Item = Country> {
    areas::named(name)
        .filter(|meaning| matches!(meaning.kind, Kind::Name | Kind::Capitals))
        .filter_map(|meaning| meaning.area.as_country())
}

/// The country or territory that `name` most likely stands for; see [`countries`].
pub fn country(name: &str) -> Option<Country> {
    countries(name).next()
}

/// The regions that `name` stands for: in full, as an abbreviation (“Calif.”) or, in capitals, as
/// a postal code (“CA”).
///
/// “La.”, “Me.” and “OK” are regions too: ask only where a region can stand.
pub fn region(name: &str) -> impl Iterator<Item = Region> {
    areas::named(name)
        .filter(|meaning| meaning.kind != Kind::Part)
        .filter_map(|meaning| meaning.area.as_region())
}

/// All that `name` may mean behind a city: [`countries`], [`region`]s, ISO country codes in
/// capitals, and the countries that have a part of that name (“PALERMO, Sicily”).
pub fn areas(name: &str) -> impl Iterator<Item = Area> {
    areas::named(name).map(|meaning| meaning.area)
}

/// Whether `name` is a place: a country, region or well-known part of one in full, a country's
/// short form in capitals, or a city of any size.
///
/// Abbreviations and codes of regions are not. Many a surname is some village's name: where that
/// matters, ask [`is_country_or_region`] and the [`cities`].
pub fn is_place(name: &str) -> bool {
    is_country_or_region(name) || cities(name).next().is_some()
}

/// Whether `name` is a country, region or well-known part of one in full, or a country's short form
/// in capitals.
pub fn is_country_or_region(name: &str) -> bool {
    areas::named(name).any(|meaning| meaning.kind.is_written_out())
}

/// Whether the city `name` lies in `area`: a country or region in any form, or several of them with
/// commas between (“Texas, USA”), which must then agree with one and the same city.
///
/// Any city of that name in any meaning of the area is enough.
pub fn city_in(name: &str, area: &str) -> Verdict {
    let whole = areas::named(area);
    if !whole.is_empty() {
        return city_in_all(name, &[whole]);
    }
    let mut parts = [Meanings::NONE; 3];
    let mut known = 0;
    for part in area.split(',').map(areas::named).filter(|part| !part.is_empty()).take(parts.len())
    {
        parts[known] = part;
        known += 1;
    }
    city_in_all(name, &parts[..known])
}

/// [`city_in`] for areas by their meanings, each of which must fit.
fn city_in_all(name: &str, areas: &[Meanings]) -> Verdict {
    if areas.is_empty() {
        return Verdict::UnknownCountry;
    }
    let fits = |place: Area| {
        areas.iter().all(|meanings| meanings.clone().any(|meaning| place.lies_in(meaning.area)))
    };
    let cities = cities(name);
    if let Some(city) = cities.clone().find(|city| fits(city.area())) {
        return Verdict::Known(Some(city));
    }
    if areas::named(name).any(|meaning| meaning.kind.is_written_out() && fits(meaning.area)) {
        return Verdict::Known(None);
    }
    if cities.clone().next().is_none() {
        return Verdict::UnknownCity;
    }
    let certain = areas.iter().any(|meanings| contradicts(&cities, meanings));
    Verdict::Elsewhere { cities, certain }
}

/// Whether `cities` are so well known where they are that no small namesake in the area is meant.
///
/// In the new world hamlets are named after famous cities: of the names of post offices in the
/// United States, one in five is unknown here in its own state and known elsewhere. So for a state
/// or province only a city of the same country counts, and only a large one; that leaves one name
/// of post offices in five hundred. Every meaning of the area must be contradicted.
fn contradicts(cities: &Cities, area: &Meanings) -> bool {
    area.clone().all(|meaning| {
        let well_known = |city: City| match meaning.area {
            Area::Region(region) if region.country().code() != "GB" => {
                city.country == region.country() && city.is_main_name && city.population >= 500_000
            }
            Area::Country(_) | Area::Region(_) => city.population >= 100_000,
        };
        cities.clone().any(well_known) && !cities.clone().any(|city| city.lies_in(meaning.area))
    })
}
