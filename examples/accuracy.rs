//! How often the rules are right: `cargo run --release --example accuracy`. See docs/accuracy.md.

// A measurement prints, and has nobody to report a failure to.
#![allow(clippy::print_stdout, clippy::expect_used)]

#[path = "../tests/accuracy/harness/mod.rs"]
mod harness;

use std::path::PathBuf;

use harness::corpus::{Corpus, usual_folder};
use harness::{Clean, measure};
use presscheck::Level;

const USAGE: &str = "accuracy [--details] [--corpus FOLDER] [--list error|warning|info [--sample N] [--seed S]]

--details         every planted defect that was not found, and every finding that nobody planted
--corpus FOLDER   real releases, each with a first line “# source: …”; ../shared/corpus if it is there
--list LEVEL      every finding of that level in the real releases, with its line, and nothing else
--sample N        only N of them, drawn at random
--seed S          another draw";

#[derive(Default)]
struct Arguments {
    details: bool,
    corpus: Option<PathBuf>,
    list: Option<Level>,
    sample: Option<usize>,
    seed: u64,
}

impl Arguments {
    fn read() -> Option<Self> {
        let mut read = Self { seed: 1, ..Self::default() };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            match &*word {
                "--details" => read.details = true,
                "--corpus" => read.corpus = Some(words.next()?.into()),
                "--list" => read.list = Some(Level::from_name(&words.next()?)?),
                "--sample" => read.sample = Some(words.next()?.parse().ok()?),
                "--seed" => read.seed = words.next()?.parse().ok()?,
                _ => return None,
            }
        }
        Some(read)
    }
}

fn main() {
    let Some(arguments) = Arguments::read() else {
        println!("{USAGE}");
        return;
    };
    if arguments.list.is_none() {
        planted(arguments.details);
    }
    let folder = arguments.corpus.clone().unwrap_or_else(usual_folder);
    let Some(corpus) = Corpus::read(&folder) else {
        println!("no real releases: {} is not there", folder.display());
        return;
    };
    if let Some(level) = arguments.list {
        let sample = arguments.sample.map(|it| (it, arguments.seed));
        for finding in corpus.list(level, sample) {
            println!("{finding}");
        }
        return;
    }
    println!("{}", corpus.table());
    if let Some(labels) = corpus.labels() {
        println!("{labels}");
    }
}

fn planted(details: bool) {
    let drafts = Clean::all();
    let words: usize = drafts.iter().map(|it| it.text.split_whitespace().count()).sum();
    println!("{} clean drafts, {words} words", drafts.len());
    for level in Level::ALL.into_iter().rev() {
        let findings = drafts.iter().flat_map(|it| it.analysis.findings.iter());
        println!("  {}: {}", level.name(), findings.filter(|it| it.level == level).count());
    }
    for draft in &drafts {
        for finding in draft.alarms(Level::Info) {
            println!(
                "  {} {} {} “{}”: {}",
                draft.file,
                finding.level.name(),
                finding.rule,
                draft.at(finding.span),
                finding.message
            );
        }
    }
    let measured = measure(&drafts);
    println!("\n{}", measured.table());
    if details {
        println!("{}", measured.details());
    }
}
