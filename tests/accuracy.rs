//! Clean drafts are clean, and what is planted in them is found.

#![allow(clippy::expect_used)]
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "accuracy/harness/mod.rs"]
mod harness;

use harness::corpus::{Corpus, usual_folder};
use harness::{Clean, measure};
use presscheck::Level;

#[test]
fn no_clean_draft_has_an_error_or_a_warning() {
    let drafts = Clean::all();
    assert!(drafts.len() >= 44, "only {} drafts", drafts.len());
    let alarms: Vec<String> = drafts
        .iter()
        .flat_map(|draft| {
            draft.alarms(Level::Warning).map(|it| {
                format!("{}: {} “{}”: {}", draft.file, it.rule, draft.at(it.span), it.message)
            })
        })
        .collect();
    assert!(alarms.is_empty(), "\n{}", alarms.join("\n"));
}

#[test]
fn planted_defects_are_found() {
    let measured = measure(&Clean::all());
    let (planted, found) = measured.total();
    println!("{}{}", measured.table(), measured.details());
    assert!(found * 100 >= planted * 95, "{found} of {planted} found");
    let weak: Vec<_> =
        measured.by_rule().into_iter().filter(|it| it.found * 100 < it.planted * 85).collect();
    assert!(weak.is_empty(), "{weak:?}");
    let strays: usize = measured.by_rule().iter().map(|it| it.unexpected).sum();
    assert!(strays * 200 <= planted, "{strays} findings that nobody planted");
}

#[test]
fn what_is_known_of_real_releases_is_found() {
    let Some(corpus) = Corpus::read(&usual_folder()) else {
        println!("skipped: ../shared/corpus is not there");
        return;
    };
    println!("{}", corpus.table());
    for finding in corpus.list(Level::Error, Some((10, 1))) {
        println!("{finding}");
    }
    if let Some(labels) = corpus.labels() {
        println!("{labels}");
    }
}
