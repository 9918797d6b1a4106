//! What the gazetteer knows of a dateline.

use crate::draft::dateline;
use crate::gazetteer::{Area, City, Verdict, areas, cities, city_in, is_country_or_region};
use crate::server::cards::Card;
use crate::server::records::with_weekday;
use crate::server::under_cursor::Lookup;

/// A card for each place of the dateline: “Lomé/Addis Ababa” has two.
pub(super) fn dateline(lookup: &Lookup<'_>, block: usize) -> Vec<Card> {
    let Some(block) = lookup.context.blocks().get(block) else {
        return Vec::new();
    };
    let Some(read) = dateline::read(&block.words) else {
        return Vec::new();
    };
    let words = |span| lookup.words_at(block.to_draft(span));
    let mut places = read.places.iter().copied().map(words);
    let first = places.next().unwrap_or_default();
    let area = places.collect::<Vec<_>>().join(", ");
    let several = cities(&first).next().is_none() && first.contains('/');
    let names: Vec<&str> =
        if several { first.split('/').map(str::trim).collect() } else { vec![&first] };
    let mut cards: Vec<Card> =
        names.into_iter().filter(|it| !it.is_empty()).map(|it| place(it, &area)).collect();
    if let (Some(card), Some(date)) =
        (cards.last_mut(), lookup.context.facts.release_date().filter(|_| read.date.is_some()))
    {
        card.line("Release date", with_weekday(date.date));
    }
    cards
}

fn place(name: &str, area: &str) -> Card {
    let mut card = Card::new(name, "dateline");
    let found = if area.is_empty() { None } else { Some(city_in(name, area)) };
    let unknown = "not in the gazetteer";
    match found {
        Some(Verdict::Known(Some(city))) => city_lines(&mut card, name, city),
        Some(Verdict::Known(None)) => card.line("Place", format!("in {area}")),
        Some(Verdict::Elsewhere { cities, certain }) => {
            let doubt = if certain { "is not in" } else { "is not known in" };
            card.line("Place", format!("the gazetteer knows {name}, but it {doubt} {area}"));
            for city in cities.take(3) {
                card.line("There is", described(city));
            }
        }
        Some(Verdict::UnknownCity) => {
            card.line("Place", unknown);
            let country = areas(area).next().map(Area::name);
            card.line("Country or region", country.unwrap_or(area));
        }
        Some(Verdict::UnknownCountry) => {
            card.line("Country or region", format!("{area}: {unknown}"));
            match cities(name).next() {
                Some(city) => city_lines(&mut card, name, city),
                None => card.line("Place", unknown),
            }
        }
        None => match cities(name).next() {
            Some(city) => city_lines(&mut card, name, city),
            None if is_country_or_region(name) => card.line("Place", "a country or region"),
            None => card.line("Place", unknown),
        },
    }
    card
}

fn city_lines(card: &mut Card, name: &str, city: City) {
    card.line("Place", city.name());
    let region = city.region.map(|it| format!("{}, ", it.name())).unwrap_or_default();
    card.line("Country", format!("{region}{}", city.country.name()));
    if city.population > 0 {
        let in_country = match city.rank_in_country() {
            1 => "the most populous place of the country".to_owned(),
            rank => format!("number {rank} in the country"),
        };
        card.line("Inhabitants", format!("about {}, {in_country}", grouped(city.population)));
    }
    let namesakes: Vec<City> = cities(name).collect();
    if namesakes.len() > 1
        && let Some(rank) = namesakes.iter().position(|it| it.is_same_place(city))
    {
        let place = match rank {
            0 => "the most populous".to_owned(),
            rank => format!("number {}", rank + 1),
        };
        card.line("Of that name", format!("{place} of {} places", namesakes.len()));
    }
    let local = city.name();
    if !local.eq_ignore_ascii_case(name) {
        card.line("Usual or local form", local);
    }
}

/// “Paris, Texas, United States, about 25,200 inhabitants”.
fn described(city: City) -> String {
    let region = city.region.map(|it| format!("{}, ", it.name())).unwrap_or_default();
    let inhabitants = if city.population > 0 {
        format!(", about {} inhabitants", grouped(city.population))
    } else {
        String::new()
    };
    format!("{}, {region}{}{inhabitants}", city.name(), city.country.name())
}

/// “1,250,000”.
fn grouped(number: u32) -> String {
    let figures = number.to_string();
    let mut grouped = String::new();
    for (at, figure) in figures.chars().enumerate() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(figure);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        assert_eq!(grouped(950), "950");
        assert_eq!(grouped(25_200), "25,200");
        assert_eq!(grouped(1_250_000), "1,250,000");
    }
}
