//! `dateline-place`: the city lies in the country that the dateline names.

use crate::draft::dateline::{self, Dateline};
use crate::draft::{Block, Zone};
use crate::finding::{Edit, Fix};
use crate::gazetteer::{self, Cities, Verdict};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

pub(crate) static ENTRY: Entry = Entry {
    name: "dateline-place",
    asks: Asks::Draft,
    build: |options: &Options| {
        Box::new(DatelinePlace {
            country: options.bool("country"),
            stand_alone: options.texts("stand-alone").iter().map(|it| it.to_uppercase()).collect(),
        })
    },
};

struct DatelinePlace {
    country: bool,
    /// In capitals.
    stand_alone: Vec<String>,
}

/// How unlike a country's name a misspelt one may be, in letters.
const SLIP: usize = 2;

impl Rule for DatelinePlace {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        for block in draft.blocks().iter().filter(|it| it.zone == Zone::Dateline) {
            if let Some(dateline) = dateline::read(&block.words) {
                self.check(draft, block, &dateline, sink);
            }
        }
    }
}

impl DatelinePlace {
    fn check(
        &self,
        draft: &DraftContext<'_>,
        block: &Block,
        dateline: &Dateline,
        sink: &mut Sink<'_>,
    ) {
        let Some(&city_span) = dateline.places.first() else { return };
        let city_span = block.to_draft(city_span);
        let city = draft.text_at(city_span);
        // “TEMPE, Ariz. & BILLERICA, Mass.” and “Lomé/Addis Ababa” name two cities.
        let several = |text: &str| text.contains(['&', '/']) || text.contains(" and ");
        let Some((&first, rest)) = dateline.places[1..].split_first() else {
            self.check_alone(city_span, city, sink);
            return;
        };
        let area_span =
            rest.last().map_or(block.to_draft(first), |&last| block.to_draft(first.join(last)));
        let area = draft.text_at(area_span);
        if several(city) || several(area) {
            return;
        }
        match gazetteer::city_in(city, area) {
            Verdict::Elsewhere { cities, certain: true } => {
                let known = describe(cities);
                let message = format!("“{city}” is not in {area}, but in {known}");
                sink.report(city_span.join(area_span), message)
                    .help("correct the city or the country");
            }
            Verdict::UnknownCountry => report_slip(city, area, area_span, sink),
            _ => {}
        }
    }

    fn check_alone(&self, span: Span, city: &str, sink: &mut Sink<'_>) {
        let needs_none = !self.country
            || self.stand_alone.contains(&city.to_uppercase())
            || gazetteer::country(city).is_some();
        if needs_none {
            return;
        }
        let finding = sink.report(span, format!("“{city}” stands without its country"));
        if let Some(known) = gazetteer::cities(city).next() {
            let country = known.country.name();
            finding.fix(Fix::by_hand(
                format!("Add “{country}”"),
                vec![Edit::insert(span.end, format!(", {country}"))],
            ));
        }
    }
}

/// A country that does not exist, and is spelled almost like one that has this city.
fn report_slip(city: &str, area: &str, span: Span, sink: &mut Sink<'_>) {
    let meant = gazetteer::cities(city).take(8).map(|it| it.country.name()).find(|name| {
        strsim::damerau_levenshtein(&name.to_lowercase(), &area.to_lowercase()) <= SLIP
    });
    if let Some(country) = meant {
        let message = format!("“{area}” is no country; “{city}” is in {country}");
        sink.report(span, message)
            .fix(Fix::by_hand(format!("Write “{country}”"), vec![Edit::replace(span, country)]));
    }
}

/// The one or two areas where the best-known cities of a name are.
fn describe(cities: Cities) -> String {
    let mut areas: Vec<String> = Vec::new();
    for city in cities.take(6) {
        let area = city.area().name().to_owned();
        if !areas.contains(&area) {
            areas.push(area);
        }
    }
    areas.truncate(2);
    areas.join(" or ")
}
