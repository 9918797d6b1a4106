//! Where the release date is found, and what follows from it.

use jiff::civil::{Date, Weekday, date};

use crate::facts::dates::PartialDate;
use crate::facts::relative::RelativeDate;
use crate::facts::release_date::search::date_in_name;
use crate::facts::release_date::{ReleaseDateSource, days_of};
use crate::{Analysis, Engine, House, Source};

fn analyse(source: Source<'_>) -> Analysis {
    Engine::new(House::default_house()).check(&source)
}

fn found(text: &str) -> Option<(Date, ReleaseDateSource)> {
    analyse(Source::plain(text)).facts.release_date().map(|it| (it.date, it.source))
}

const BODY: &str = "The ferry operators of the northern lakes have agreed on a common \
    timetable, which gives commuters from twelve villages a connection every half hour.";

#[test]
fn a_date_line_above_or_below_states_it() {
    for line in [
        "16 May 2013 - Media release",
        "Published May 16, 2013",
        "Thursday, 16 May 2013",
        "2013-05-16 11:10:53",
        "Media Statement – 16th May 2013",
        "May 16, 2013 05:30 PM Eastern Standard Time",
    ] {
        let expected = Some((date(2013, 5, 16), ReleaseDateSource::DateLine));
        assert_eq!(found(&format!("Ferries agree\n\n{line}\n\n{BODY}")), expected, "{line}");
        if !line.starts_with("2013-") {
            let text = format!("Ferries agree\n\n{BODY}\n\n{line}");
            assert_eq!(found(&text), expected, "{line}");
        }
    }
}

#[test]
fn a_dateline_states_it() {
    for opening in [
        "OSLO, 16 May 2013 – ",
        "OSLO, Norway, May 16, 2013 /LakeWire/ -- ",
        "OSLO - May 16, 2013 (LAKEWIRE) - ",
        "(LakeWire) - May 16, 2013 - Oslo, Norway — ",
    ] {
        assert_eq!(
            found(&format!("Ferries agree\n\n{opening}{BODY}")),
            Some((date(2013, 5, 16), ReleaseDateSource::Dateline)),
            "{opening}"
        );
    }
}

#[test]
fn today_with_its_date_states_it() {
    let text = "Ferries agree\n\nThe operators of the northern lakes announced today \
        (16 May 2013) that they have agreed on a common timetable for the summer.";
    assert_eq!(found(text), Some((date(2013, 5, 16), ReleaseDateSource::BesideToday)));
}

#[test]
fn the_date_of_an_event_is_not_the_release_date() {
    assert_eq!(found(&format!("Ferries agree\n\nOn 16 May 2013 {BODY}")), None);
    assert_eq!(found(&format!("Ferries agree\n\n{BODY} It began on May 2, 2013.")), None);
    assert_eq!(found(&format!("Ferries agree\n\n{BODY}\n\nWhen: 16 May 2013\n\nMore.")), None);
}

#[test]
fn the_text_comes_first_then_the_user_then_metadata_then_the_name() {
    let with = |text: &str, user: Option<Date>| {
        let source = Source {
            file: Some("drafts/2013-05-19-ferries.txt"),
            release_date: user,
            ..Source::plain(text)
        };
        analyse(source).facts.release_date().map(|it| it.source)
    };
    let user = Some(date(2013, 5, 17));
    let plain = format!("Ferries agree\n\n{BODY}");
    let dated = format!("16 May 2013\n\nFerries agree\n\n{BODY}");
    let described = format!("---\ndate: 2013-05-18\n---\n{plain}");
    assert_eq!(with(&dated, user), Some(ReleaseDateSource::DateLine));
    assert_eq!(with(&described, user), Some(ReleaseDateSource::User));
    assert_eq!(with(&described, None), Some(ReleaseDateSource::FrontMatter));
    assert_eq!(with(&plain, None), Some(ReleaseDateSource::FileName));
}

#[test]
fn names_of_files_bear_dates() {
    assert_eq!(date_in_name("2006-05-18-lakes.txt"), Some(date(2006, 5, 18)));
    assert_eq!(date_in_name("news/2006/05/18/opening.md"), Some(date(2006, 5, 18)));
    assert_eq!(date_in_name("20060518_lakes.md"), Some(date(2006, 5, 18)));
    assert_eq!(date_in_name("case-120060518.md"), None);
    assert_eq!(date_in_name("2006-13-18.md"), None);
}

#[test]
fn closed_today_and_a_range_give_day_and_month() {
    let text = "OSLO, Norway – The lakes conference closed today with an accord.\n\n\
        Twelve towns took part in the meeting on 17-18 May.";
    let analysis = analyse(Source::plain(text));
    assert_eq!(
        analysis.facts.inferred_release_day().map(|it| it.date),
        Some(PartialDate::of_day(5, 18))
    );
    let opened = text.replace("closed", "opened");
    let analysis = analyse(Source::plain(&opened));
    assert_eq!(
        analysis.facts.inferred_release_day().map(|it| it.date),
        Some(PartialDate::of_day(5, 17))
    );
}

#[test]
fn a_date_without_its_year_lies_near_the_release() {
    let text = format!("28 December 2013\n\nFerries agree\n\n{BODY}");
    let facts = analyse(Source::plain(&text)).facts;
    assert_eq!(facts.resolve(PartialDate::of_day(1, 4)), Some(date(2014, 1, 4)));
    assert_eq!(facts.resolve(PartialDate::of_day(12, 1)), Some(date(2013, 12, 1)));
}

#[test]
fn relative_dates_count_from_the_release() {
    let thursday = date(2013, 5, 16);
    let of = |it| days_of(it, thursday);
    assert_eq!(of(RelativeDate::Day(-1)), Some((date(2013, 5, 15), date(2013, 5, 15))));
    assert_eq!(of(RelativeDate::Month(1)), Some((date(2013, 6, 1), date(2013, 6, 30))));
    assert_eq!(of(RelativeDate::Week(0)), Some((date(2013, 5, 13), date(2013, 5, 19))));
    assert_eq!(
        of(RelativeDate::Weekday(Weekday::Friday, 0)),
        Some((date(2013, 5, 17), date(2013, 5, 17)))
    );
    assert_eq!(
        of(RelativeDate::Weekday(Weekday::Monday, 0)),
        Some((date(2013, 5, 20), date(2013, 5, 20)))
    );
}
