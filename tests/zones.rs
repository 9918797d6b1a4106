//! The parts of a release are told apart, in plain text and in Markdown.

use presscheck::draft::Zone;
use presscheck::{Engine, House, Source};

/// Zone and first words of each block.
fn zones(source: &Source<'_>) -> Vec<(Zone, String)> {
    let analysis = Engine::new(House::default_house()).check(source);
    analysis
        .draft
        .blocks
        .iter()
        .map(|block| {
            let text = &source.text[block.span.range()];
            (block.zone, text.split_whitespace().take(3).collect::<Vec<_>>().join(" "))
        })
        .collect()
}

fn expect(source: &Source<'_>, expected: &[(Zone, &str)]) {
    let found = zones(source);
    let found: Vec<(Zone, &str)> =
        found.iter().map(|(zone, text)| (*zone, text.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_release_in_plain_text() {
    let text = "\
All news
FOR IMMEDIATE RELEASE
EMBARGOED UNTIL 00:01 GMT, 5 March 2026
5 March 2026

Harbour Council opens new quay
First ferry sails on Tuesday

OSLO, Norway – The Harbour Council opened the new quay for coastal ferries on Tuesday.

The council voted for three things:

  • longer opening hours;
  • cheaper berths.

Mayor Anna Berg said:

The quay is ready, and so are we, for every ferry that comes.

Mayor Anna Berg (left) cuts the ribbon

1 / 3

About the Harbour Council

The Harbour Council runs the harbour of the northern town.

Notes to editors

The council was founded in 1921.

Media contact

Ole Lund, press@harbour.example

- 30 -

Printed on Tuesday
";
    expect(
        &Source::plain(text),
        &[
            (Zone::PageChrome, "All news"),
            (Zone::ReleaseLine, "FOR IMMEDIATE RELEASE"),
            (Zone::Embargo, "EMBARGOED UNTIL 00:01"),
            (Zone::DateLine, "5 March 2026"),
            (Zone::Headline, "Harbour Council opens"),
            (Zone::SubHeadline, "First ferry sails"),
            (Zone::Dateline, "OSLO, Norway –"),
            (Zone::Lead, "The Harbour Council"),
            (Zone::Body, "The council voted"),
            (Zone::ListItem, "longer opening hours;"),
            (Zone::ListItem, "cheaper berths."),
            (Zone::Body, "Mayor Anna Berg"),
            (Zone::Quotation, "The quay is"),
            (Zone::Caption, "Mayor Anna Berg"),
            (Zone::PhotoCounter, "1 / 3"),
            (Zone::Boilerplate, "About the Harbour"),
            (Zone::Boilerplate, "The Harbour Council"),
            (Zone::Notes, "Notes to editors"),
            (Zone::Notes, "The council was"),
            (Zone::Contact, "Media contact"),
            (Zone::Contact, "Ole Lund, press@harbour.example"),
            (Zone::EndMark, "- 30 -"),
            (Zone::AfterEnd, "Printed on Tuesday"),
        ],
    );
}

#[test]
fn a_release_in_markdown() {
    let text = "\
---
date: 2026-03-05
---
# Harbour Council opens *new* quay

**OSLO, Norway** – The Harbour Council opened the [new quay](https://harbour.example) on Tuesday.

> The quay is ready.

## What comes next

1. Longer opening hours
2. Cheaper berths

![The mayor cuts the ribbon](ribbon.jpg)

| Berth | Price |
|---|---|
| North | 40 |
";
    expect(
        &Source::markdown(text),
        &[
            (Zone::Headline, "Harbour Council opens"),
            (Zone::Dateline, "OSLO, Norway** –"),
            (Zone::Lead, "The Harbour Council"),
            (Zone::Quotation, "The quay is"),
            (Zone::Heading, "What comes next"),
            (Zone::ListItem, "Longer opening hours"),
            (Zone::ListItem, "Cheaper berths"),
            (Zone::Caption, "The mayor cuts"),
            (Zone::Table, "Berth"),
            (Zone::Table, "Price"),
            (Zone::Table, "North"),
            (Zone::Table, "40"),
        ],
    );
}

#[test]
fn markup_is_never_prose() {
    let text = "# Harbour opens\n\nThe quay `the the` is [the](https://the.example/the-the) quay, \
                <b>the</b> old `code` one.\n\n```\nthe the the\n```\n";
    let analysis = Engine::new(House::default_house()).check(&Source::markdown(text));
    assert!(
        analysis.findings.iter().all(|it| &*it.rule != "doubled-word"),
        "{:?}",
        analysis.findings
    );
}
