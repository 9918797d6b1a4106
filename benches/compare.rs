//! The program beside others, in one run: `cargo bench --bench compare`.
//!
//! Writes a folder of 10 MB of releases, then runs `presscheck lint`, `typos` (if it is on the PATH or
//! in `target/tools`) and `wc -w` over it in turn, and over one draft of 5 KB. Prints CPU time, user and
//! system, of the median run, and the ratios; the ratios are what to quote. Linux and macOS only.

// A measurement prints, and has nobody to report a failure to.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::cast_precision_loss)]

mod drafts;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

use drafts::{Numbers, release};

const FILES: usize = 3_000;
const BYTES: usize = 10 * 1024 * 1024;
const RUNS: usize = 7;

fn main() {
    // `cargo test --benches` builds and starts this too; there is nothing to test.
    if std::env::args().any(|it| it == "--test") {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/compare");
    let folder = root.join("drafts");
    write_drafts(&folder);
    let one = root.join("one.txt");
    fs::write(&one, release(&mut Numbers::new(7), 5_000)).unwrap();

    let presscheck = PathBuf::from(env!("CARGO_BIN_EXE_presscheck"));
    println!("10 MB in {FILES} files, CPU seconds of the median of {RUNS} runs:");
    let files = format!("find {} -type f -print0 | xargs -0 wc -w", folder.display());
    let words = ("wc -w", vec![PathBuf::from("sh"), "-c".into(), files.into()]);
    compare(&presscheck, &folder, words);
    println!("\none draft of 5 KB:");
    let words = ("wc -w", vec![PathBuf::from("wc"), "-w".into(), one.clone()]);
    compare(&presscheck, &one, words);
}

fn compare(presscheck: &Path, drafts: &Path, words: (&str, Vec<PathBuf>)) {
    let mut commands =
        vec![("presscheck", vec![presscheck.to_owned(), "lint".into(), drafts.to_owned()])];
    match typos() {
        Some(typos) => commands.push(("typos", vec![typos, drafts.to_owned()])),
        None => println!("  (typos is not installed; tests/install.sh installs it)"),
    }
    commands.push(words);
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); commands.len()];
    for run in 0..=RUNS {
        for (command, times) in commands.iter().zip(&mut times) {
            let time = cpu_seconds(&command.1);
            // The first run warms the disk's cache.
            if run > 0 {
                times.push(time);
            }
        }
    }
    let medians: Vec<f64> = times
        .iter_mut()
        .map(|it| {
            it.sort_by(f64::total_cmp);
            it[it.len() / 2]
        })
        .collect();
    for ((name, _), median) in commands.iter().zip(&medians) {
        println!("  {name:<12}{median:>8.4}   presscheck takes {:.2} of it", medians[0] / median);
    }
}

/// CPU time, user and system, of one run of a command, in seconds.
fn cpu_seconds(command: &[PathBuf]) -> f64 {
    let spent = || {
        let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
        (usage.user_time().num_microseconds() + usage.system_time().num_microseconds()) as f64 / 1e6
    };
    let before = spent();
    Command::new(&command[0])
        .args(&command[1..])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    spent() - before
}

fn typos() -> Option<PathBuf> {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/bin/typos");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).map(|it| it.join("typos"));
    std::iter::once(tools).chain(on_path).find(|it| it.is_file())
}

fn write_drafts(folder: &Path) {
    let mut numbers = Numbers::new(3);
    for number in 0..FILES {
        let sub = folder.join(format!("{:02}", number / 100));
        fs::create_dir_all(&sub).unwrap();
        let bytes = BYTES / FILES * (50 + numbers.below(100)) / 100;
        fs::write(sub.join(format!("release-{number:04}.txt")), release(&mut numbers, bytes))
            .unwrap();
    }
}
