//! Reading what a house knows: people, organisations, counts, offices, series, terms, boilerplates,
//! acronyms.

use toml::de::DeTable;

use crate::finding::Ignore;
use crate::house::{
    Boilerplate, DatedCount, House, KnownAcronym, KnownPerson, OfficeHolder, Organisation, Series,
    Term,
};
use crate::rule::Problem;
use crate::rule::reader::TableReader;
use crate::text::Span;

/// Reads every list of facts and lays it over what the house knows already: an entry about the same
/// thing replaces the one before.
pub(super) fn lay(reader: &mut TableReader<'_, '_>, house: &mut House) {
    for person in read(reader, "people", "an entry of [[people]]", person) {
        replace(&mut house.people, person, |a, b| a.name == b.name);
    }
    for organisation in read(reader, "organisations", "an entry of [[organisations]]", organisation)
    {
        replace(&mut house.organisations, organisation, |a, b| a.name == b.name);
    }
    for count in read(reader, "counts", "an entry of [[counts]]", count) {
        replace(&mut house.counts, count, |a, b| {
            a.organisation == b.organisation && a.from == b.from
        });
    }
    house.counts.sort_by(|a, b| (&a.organisation, a.from).cmp(&(&b.organisation, b.from)));
    for office in read(reader, "offices", "an entry of [[offices]]", office) {
        replace(&mut house.offices, office, |a, b| {
            (&a.title, &a.organisation, a.from) == (&b.title, &b.organisation, b.from)
        });
    }
    for series in read(reader, "series", "an entry of [[series]]", series) {
        replace(&mut house.series, series, |a, b| {
            a.name == b.name && a.organisation == b.organisation
        });
    }
    for term in read(reader, "terms", "an entry of [[terms]]", term) {
        replace(&mut house.terms, term, |a, b| a.use_ == b.use_);
    }
    for boilerplate in read(reader, "boilerplates", "an entry of [[boilerplates]]", boilerplate) {
        replace(&mut house.boilerplates, boilerplate, |a, b| a.organisation == b.organisation);
    }
    for acronym in acronyms(reader) {
        replace(&mut house.acronyms, acronym, |a, b| a.acronym == b.acronym);
    }
    house.acronyms.sort_by(|a, b| compare_capitals(&a.acronym, &b.acronym));
}

/// The order of acronyms: whether they are in capitals does not matter.
pub(super) fn compare_capitals(one: &str, other: &str) -> std::cmp::Ordering {
    one.bytes()
        .map(|it| it.to_ascii_uppercase())
        .cmp(other.bytes().map(|it| it.to_ascii_uppercase()))
}

/// Reads `[[ignore]]`.
pub(super) fn ignores(reader: &mut TableReader<'_, '_>, house: &mut House) {
    let mut ignores = Vec::new();
    for (table, span) in reader.tables("ignore") {
        let mut fields = reader.inner(table, "an entry of [[ignore]]");
        let file = fields.required_text("file", span);
        let rule = fields.text("rule");
        let words = fields.text("words").map(|(it, _)| it.to_owned());
        let reason = fields.text("reason").map(|(it, _)| it.to_owned());
        match rule {
            None if table.contains_key("rule") => {}
            None => fields.missing("rule", span),
            Some((name, name_span)) if house.rule(name).is_none() => {
                let known = house.rules.iter().map(|it| &*it.page.name);
                fields.problem(Problem::unknown(name_span, "rule", name, known));
            }
            Some((name, _)) => ignores.extend(file.map(|file| Ignore {
                file,
                rule: name.into(),
                words,
                reason,
                span,
            })),
        }
        fields.finish();
    }
    house.ignores.extend(ignores);
}

fn replace<T>(list: &mut Vec<T>, entry: T, same: impl Fn(&T, &T) -> bool) {
    match list.iter_mut().find(|it| same(it, &entry)) {
        Some(old) => *old = entry,
        None => list.push(entry),
    }
}

fn read<T>(
    reader: &mut TableReader<'_, '_>,
    key: &'static str,
    what: &'static str,
    entry: impl Fn(&mut TableReader<'_, '_>, Span) -> Option<T>,
) -> Vec<T> {
    let tables: Vec<(&DeTable<'_>, Span)> = reader.tables(key);
    let mut entries = Vec::new();
    for (table, span) in tables {
        let mut fields = reader.inner(table, what);
        entries.extend(entry(&mut fields, span));
        fields.finish();
    }
    entries
}

fn text(fields: &mut TableReader<'_, '_>, key: &'static str) -> Option<String> {
    fields.text(key).map(|(it, _)| it.to_owned())
}

fn list(fields: &mut TableReader<'_, '_>, key: &'static str) -> Vec<String> {
    fields.texts(key).unwrap_or_default().into_iter().map(|(it, _)| it.to_owned()).collect()
}

fn person(fields: &mut TableReader<'_, '_>, span: Span) -> Option<KnownPerson> {
    let name = fields.required_text("name", span);
    let (surname, title) = (text(fields, "surname"), text(fields, "title"));
    let (organisation, aliases) = (text(fields, "organisation"), list(fields, "aliases"));
    Some(KnownPerson { name: name?, surname, title, organisation, aliases })
}

fn organisation(fields: &mut TableReader<'_, '_>, span: Span) -> Option<Organisation> {
    let name = fields.required_text("name", span);
    let (acronym, aliases) = (text(fields, "acronym"), list(fields, "aliases"));
    let (wrong, own) = (list(fields, "wrong"), fields.bool("own").unwrap_or(false));
    Some(Organisation { name: name?, acronym, aliases, wrong, own })
}

fn count(fields: &mut TableReader<'_, '_>, span: Span) -> Option<DatedCount> {
    let organisation = fields.required_text("organisation", span);
    let noun = fields.required_text("noun", span);
    let from = required_date(fields, "from", span);
    let count = match fields.integer("count") {
        None => None,
        Some((number, number_span)) => {
            let count = u64::try_from(number).ok().filter(|&it| it > 0);
            if count.is_none() {
                let message = "a count is at least 1; leave it out from the day on which nobody \
                               knows it";
                fields.problem(Problem::new(number_span, message));
            }
            Some(count?)
        }
    };
    let source = text(fields, "source").unwrap_or_default();
    Some(DatedCount { organisation: organisation?, noun: noun?, from: from?, count, source })
}

fn office(fields: &mut TableReader<'_, '_>, span: Span) -> Option<OfficeHolder> {
    let title = fields.required_text("title", span);
    let organisation = fields.required_text("organisation", span);
    let name = fields.required_text("name", span);
    let surname = text(fields, "surname");
    let from = required_date(fields, "from", span);
    let to = fields.date("to");
    let source = text(fields, "source").unwrap_or_default();
    if let (Some(from), Some((to, to_span))) = (from, to)
        && to < from
    {
        fields.problem(Problem::new(to_span, format!("“to” is before “from”, {from}")));
    }
    Some(OfficeHolder {
        title: title?,
        organisation: organisation?,
        name: name?,
        surname,
        from: from?,
        to: to.map(|(it, _)| it),
        source,
    })
}

fn series(fields: &mut TableReader<'_, '_>, span: Span) -> Option<Series> {
    let name = fields.required_text("name", span);
    let organisation = text(fields, "organisation");
    let number = required_number(fields, "number", 0..=i64::MAX, span);
    let year = required_number(fields, "year", 1..=9999, span);
    let skipped = fields.integers("skipped");
    let skipped = skipped.into_iter().filter_map(|it| i16::try_from(it).ok()).collect();
    let source = text(fields, "source").unwrap_or_default();
    let first = (u64::try_from(number?).ok()?, i16::try_from(year?).ok()?);
    Some(Series { name: name?, organisation, first, skipped, source })
}

fn boilerplate(fields: &mut TableReader<'_, '_>, span: Span) -> Option<Boilerplate> {
    let organisation = fields.required_text("organisation", span);
    let text = fields.required_text("text", span);
    Some(Boilerplate { organisation: organisation?, text: text? })
}

fn term(fields: &mut TableReader<'_, '_>, span: Span) -> Option<Term> {
    let use_ = fields.required_text("use", span);
    let avoid = list(fields, "avoid");
    let from = fields.date("from").map(|(it, _)| it);
    if avoid.is_empty() {
        fields.missing("avoid", span);
    }
    Some(Term { use_: use_?, avoid, from })
}

/// `acronyms = ["EU", { acronym = "ITD", meaning = "INTERPOL Travel Document" }]`, or `[[acronyms]]`.
fn acronyms(reader: &mut TableReader<'_, '_>) -> Vec<KnownAcronym> {
    let Some(value) = reader.value("acronyms") else {
        return Vec::new();
    };
    let Some(items) = value.get_ref().as_array() else {
        reader.wrong_type("acronyms", "a list of acronyms", value);
        return Vec::new();
    };
    let mut acronyms = Vec::new();
    for item in items {
        let span = reader.span(item);
        if let Some(acronym) = item.get_ref().as_str() {
            acronyms.push(KnownAcronym { acronym: acronym.to_owned(), meaning: None });
        } else if let Some(table) = item.get_ref().as_table() {
            let mut fields = reader.inner(table, "an entry of [[acronyms]]");
            let acronym = fields.required_text("acronym", span);
            let meaning = text(&mut fields, "meaning");
            acronyms.extend(acronym.map(|acronym| KnownAcronym { acronym, meaning }));
            fields.finish();
        } else {
            reader.wrong_type("acronyms", "texts, or tables with “acronym”", item);
        }
    }
    acronyms
}

fn required_date(
    fields: &mut TableReader<'_, '_>,
    key: &'static str,
    span: Span,
) -> Option<jiff::civil::Date> {
    let there = fields.has(key);
    let date = fields.date(key);
    if !there {
        fields.missing(key, span);
    }
    date.map(|(it, _)| it)
}

/// A whole number that has to be there and to lie in a range.
fn required_number(
    fields: &mut TableReader<'_, '_>,
    key: &'static str,
    range: std::ops::RangeInclusive<i64>,
    span: Span,
) -> Option<i64> {
    let there = fields.has(key);
    let integer = fields.integer(key);
    if !there {
        fields.missing(key, span);
    }
    let (number, number_span) = integer?;
    if !range.contains(&number) {
        let message = match *range.end() {
            i64::MAX => format!("“{key}” is at least {}", range.start()),
            end => format!("“{key}” lies between {} and {end}", range.start()),
        };
        fields.problem(Problem::new(number_span, message));
        return None;
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;
    use crate::house::keys::{self, Key};

    type Reads = fn(&mut TableReader<'_, '_>);

    #[test]
    fn the_keys_that_are_read_are_those_that_are_described() {
        let tables: [(&[Key], Reads); 7] = [
            (keys::PERSON, |it| drop(person(it, Span::default()))),
            (keys::ORGANISATION, |it| drop(organisation(it, Span::default()))),
            (keys::COUNT, |it| drop(count(it, Span::default()))),
            (keys::OFFICE, |it| drop(office(it, Span::default()))),
            (keys::SERIES, |it| drop(series(it, Span::default()))),
            (keys::TERM, |it| drop(term(it, Span::default()))),
            (keys::BOILERPLATE, |it| drop(boilerplate(it, Span::default()))),
        ];
        for (described, reads) in tables {
            let table = DeTable::parse("").unwrap();
            let mut problems = Vec::new();
            let mut reader = TableReader::new(table.get_ref(), 0, "a test", &mut problems);
            reads(&mut reader);
            let mut read: Vec<&str> = reader.asked().to_vec();
            let mut known: Vec<&str> = described.iter().map(|it| it.name).collect();
            read.sort_unstable();
            read.dedup();
            known.sort_unstable();
            assert_eq!(read, known);
            let missing: Vec<&str> =
                described.iter().filter(|it| it.needed).map(|it| it.name).collect();
            for name in &missing {
                let told = problems.iter().any(|it| it.message.contains(&format!("“{name}”")));
                assert!(told, "“{name}” may be missing");
            }
            assert_eq!(problems.len(), missing.len(), "{problems:?}");
        }
    }
}
