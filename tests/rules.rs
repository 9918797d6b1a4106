//! Every rule's page reads well, and its examples hold.

#![allow(clippy::unwrap_used)]

use presscheck::House;
use presscheck::engine::run_examples;
use presscheck::rule::Page;
use presscheck::rules;

#[test]
fn the_examples_of_every_page_hold() {
    let mut failures = Vec::new();
    let mut examples = 0;
    for &(name, group, text) in rules::PAGES {
        let page = match Page::parse(name, group, text) {
            Ok(page) => page,
            Err(problems) => {
                failures.push(format!("rules/{group}/{name}.md: {problems:?}"));
                continue;
            }
        };
        examples += page.examples().len();
        let house = |name: Option<&str>| House::shipped(name.unwrap_or("default"));
        for failure in run_examples(&page, &house) {
            failures.push(format!("rules/{group}/{name}.md:{}: {}", failure.line, failure.message));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(examples > 0, "no page has an example");
}

#[test]
fn every_page_says_why_and_shows_both_sides() {
    for &(name, group, text) in rules::PAGES {
        let page = Page::parse(name, group, text).unwrap();
        assert!(page.body.contains("## Why"), "{name}: no “## Why”");
        assert!(!page.summary.ends_with('.'), "{name}: the summary ends with a full stop");
        // A fault of a configuration file cannot be shown in a draft.
        if name != "configuration" {
            for heading in ["## Flagged", "## Not flagged"] {
                assert!(page.body.contains(heading), "{name}: no “{heading}”");
            }
        }
    }
}
