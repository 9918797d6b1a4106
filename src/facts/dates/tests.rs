//! What is read as a date, and what is not.

use crate::draft::BlockText;
use crate::facts::dates::{DateForm, extract, weekday_name};

/// Every single date, as text and what was understood; then every range.
fn read(text: &str) -> Vec<String> {
    let words = BlockText::new(text);
    let dates = extract(&words);
    let weekday = |it: &super::DateMention| {
        it.weekday.map_or(String::new(), |it| format!("{} ", weekday_name(it.weekday)))
    };
    let single = dates
        .single
        .iter()
        .map(|it| format!("{} = {}{}", &text[it.span.range()], weekday(it), it.date));
    let ranges = dates.ranges.iter().map(|it| {
        let (start, end) = (&it.start, &it.end);
        format!(
            "{} = {}{} to {}{}",
            &text[it.span.range()],
            weekday(start),
            start.date,
            weekday(end),
            end.date
        )
    });
    single.chain(ranges).collect()
}

#[test]
fn dates_in_words() {
    assert_eq!(read("on 16 May 2013."), ["16 May 2013 = 16 May 2013"]);
    assert_eq!(read("on May 16, 2013, the"), ["May 16, 2013 = 16 May 2013"]);
    assert_eq!(read("on Sept. 20, 2023"), ["Sept. 20, 2023 = 20 September 2023"]);
    assert_eq!(read("the 16th of May"), ["16th of May = 16 May"]);
    assert_eq!(read("on 16th May"), ["16th May = 16 May"]);
    assert_eq!(read("in May 2013"), ["May 2013 = May 2013"]);
    assert_eq!(read("on 14 May the"), ["14 May = 14 May"]);
    assert_eq!(read("March 20,2009"), ["March 20,2009 = 20 March 2009"]);
    assert_eq!(read("July 17, 2025Doors open"), ["July 17, 2025 = 17 July 2025"]);
}

#[test]
fn weekdays_go_with_their_dates() {
    assert_eq!(read("Thursday 16 May 2013"), ["Thursday 16 May 2013 = Thursday 16 May 2013"]);
    assert_eq!(read("Friday, Jan. 15, 2025"), ["Friday, Jan. 15, 2025 = Friday 15 January 2025"]);
    assert_eq!(read("Friday (30 June 2022)"), ["Friday (30 June 2022) = Friday 30 June 2022"]);
    assert_eq!(read("16 May 2013 (Thursday)"), ["16 May 2013 (Thursday) = Thursday 16 May 2013"]);
    assert_eq!(read("Tues. 3 June"), ["Tues. 3 June = Tuesday 3 June"]);
    assert_eq!(read("Thursday the 16th of May"), ["Thursday the 16th of May = Thursday 16 May"]);
    assert_eq!(read("reply by Monday\nMarch 14, 2025"), ["March 14, 2025 = 14 March 2025"]);
    assert_eq!(read("Friday and Saturday, May 2"), ["May 2 = 2 May"]);
    assert_eq!(read("Monday-Friday, June 2"), ["June 2 = 2 June"]);
}

#[test]
fn dates_in_figures() {
    assert_eq!(read("2013-05-16"), ["2013-05-16 = 16 May 2013"]);
    assert_eq!(read("2013-05-16T17:30:00"), ["2013-05-16 = 16 May 2013"]);
    assert_eq!(read("16/05/2013"), ["16/05/2013 = 16 May 2013"]);
    assert_eq!(read("05/16/2013"), ["05/16/2013 = 16 May 2013"]);
    assert_eq!(read("16.05.2013"), ["16.05.2013 = 16 May 2013"]);
    assert_eq!(read("03/04/2013"), ["03/04/2013 = 2013"]);
    assert_eq!(read("05/05/2013"), ["05/05/2013 = 5 May 2013"]);
    let words = BlockText::new("03/04/2013");
    assert_eq!(extract(&words).single[0].form, DateForm::AmbiguousFigures);
}

#[test]
fn ranges_fill_in_what_one_end_leaves_out() {
    assert_eq!(read("(14-16 May)"), ["14-16 May = 14 May to 16 May"]);
    assert_eq!(read("14–16 May 2013"), ["14–16 May 2013 = 14 May 2013 to 16 May 2013"]);
    assert_eq!(read("from 8 to 11 November"), ["8 to 11 November = 8 November to 11 November"]);
    assert_eq!(read("30 April - 2 May"), ["30 April - 2 May = 30 April to 2 May"]);
    assert_eq!(
        read("August 10 to 18, 2019"),
        ["August 10 to 18, 2019 = 10 August 2019 to 18 August 2019"]
    );
    assert_eq!(read("3 – 7 November"), ["3 – 7 November = 3 November to 7 November"]);
    assert_eq!(read("between 14 and 16 May"), ["14 and 16 May = 14 May to 16 May"]);
    assert_eq!(read("June 24-26"), ["June 24-26 = 24 June to 26 June"]);
    assert_eq!(
        read("December 28 – January 3, 2025"),
        ["December 28 – January 3, 2025 = 28 December 2024 to 3 January 2025"]
    );
    assert_eq!(
        read("Friday 5 to Sunday 7 June"),
        ["Friday 5 to Sunday 7 June = Friday 5 June to Sunday 7 June"]
    );
    assert_eq!(
        read("from Monday, June 2, to Friday, June 6, 2025"),
        ["Monday, June 2, to Friday, June 6, 2025 = Monday 2 June 2025 to Friday 6 June 2025"]
    );
    assert_eq!(
        read("June to November 2022"),
        ["June to November 2022 = June 2022 to November 2022"]
    );
}

#[test]
fn ranges_of_years() {
    assert_eq!(read("(2014-16)"), ["2014-16 = 2014 to 2016"]);
    assert_eq!(read("2014–2016"), ["2014–2016 = 2014 to 2016"]);
    assert_eq!(read("1999-2012"), ["1999-2012 = 1999 to 2012"]);
    assert_eq!(read("2014/15"), ["2014/15 = 2014 to 2015"]);
    assert!(read("ISO 27001-2013, (02) 5550-2014-1988, case 2014-05-112").is_empty());
}

#[test]
fn lists_of_days_share_their_year() {
    assert_eq!(
        read("Friday, May 2, 9 and 16, 2025"),
        ["Friday, May 2 = Friday 2 May 2025", "9 = 9 May 2025", "16 = 16 May 2025"]
    );
    assert_eq!(read("On May 2, 15 people"), ["May 2 = 2 May"]);
}

#[test]
fn counts_and_times_are_no_dates() {
    assert!(read("you may 15 times march 20 miles, in May, at 17:30, $16 May be").is_empty());
    assert_eq!(read("June 7 – 10 a.m."), ["June 7 = 7 June"]);
    assert_eq!(read("16 May 2013 – 14 people"), ["16 May 2013 = 16 May 2013"]);
    assert_eq!(read("Release No. 22 – 14 May"), ["14 May = 14 May"]);
    assert!(read("from 1900 to 2000 people").is_empty());
}
