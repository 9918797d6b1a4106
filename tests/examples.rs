//! The drafts that are shipped as examples show what the README and the profiles say of them.

#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use presscheck::house::{ConfigFile, house_names};
use presscheck::{Engine, Finding, House, Source};
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Where the drafts of a profile lie, from the root.
fn folder(house: &str) -> PathBuf {
    match house {
        "default" => PathBuf::from("examples"),
        _ => Path::new("examples/houses").join(house),
    }
}

/// What the program prints, started in the root.
fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_presscheck"))
        .arg("lint")
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What the program finds in a draft, each as “rule: words”.
fn found(path: &Path, arguments: &[&str]) -> Vec<String> {
    let json = printed(&[&["--format", "json", path.to_str().unwrap()], arguments].concat());
    let text = fs::read_to_string(root().join(path)).unwrap();
    let findings: Vec<Value> = serde_json::from_str(&json).unwrap();
    let offset = |it: &Value| usize::try_from(it["offset"].as_u64().unwrap()).unwrap();
    let shown = |it: &Value| {
        let words = &text[offset(&it["start"])..offset(&it["end"])];
        format!("{}: {words}", it["rule"].as_str().unwrap())
    };
    findings.iter().map(shown).collect()
}

fn findings(name: &str) -> Vec<Finding> {
    let text = fs::read_to_string(root().join("examples").join(name)).unwrap();
    let source = Source { file: Some(name), ..Source::plain(&text) };
    Engine::new(House::default_house()).check(&source).findings
}

#[test]
fn the_clean_draft_is_clean() {
    let found = findings("clean.txt");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_faulty_draft_has_a_dozen_defects_of_different_kinds() {
    let found = findings("faulty.txt");
    let rules: BTreeSet<&str> = found.iter().map(|it| &*it.rule).collect();
    assert!(rules.len() >= 12, "{rules:?}");
    for rule in [
        "headline-missing",
        "ordinal-suffix",
        "space-after-stop",
        "photo-counter",
        "duration-range",
        "spelling-variant",
        "doubled-word",
        "quote-style",
        "person-title",
        "member-count-conflict",
        "apostrophe-style",
        "weekday-date",
        "impossible-date",
        "placeholder",
    ] {
        assert!(rules.contains(rule), "{rule} found nothing; found were {rules:?}");
    }
}

#[test]
fn the_first_command_of_the_readme_reads_two_drafts() {
    let output = printed(&["examples"]);
    assert!(output.contains("\nChecked 2 drafts: "), "{output}");
    assert!(!output.contains("examples/houses"), "{output}");
}

#[test]
fn every_profile_has_a_clean_draft_and_a_faulty_one() {
    for house in house_names() {
        let folder = root().join(folder(house));
        for name in ["clean.txt", "faulty.txt"] {
            assert!(folder.join(name).is_file(), "no {name} in {}", folder.display());
        }
        let path = folder.join("presscheck.toml");
        let text = fs::read_to_string(&path).unwrap();
        let file = ConfigFile { path: path.display().to_string(), text };
        let resolved = House::resolve(None, Some(&file), &[]);
        assert!(resolved.problems.is_empty(), "{:?}", resolved.problems);
        assert_eq!(resolved.house.name, house);
        assert!(house == "default" || FAULTY.iter().any(|(it, _)| *it == house), "{house}");
    }
}

#[test]
fn the_clean_drafts_of_the_profiles_are_clean() {
    for house in house_names() {
        for entry in fs::read_dir(root().join(folder(house))).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name.starts_with("clean") {
                let path = folder(house).join(name);
                assert_eq!(found(&path, &[]), [""; 0], "{}", path.display());
            }
        }
    }
}

#[test]
fn the_faulty_drafts_of_the_profiles_have_their_defects() {
    for (house, expected) in FAULTY {
        let found = found(&folder(house).join("faulty.txt"), &[]);
        assert_eq!(found, expected, "{house}");
    }
}

#[test]
fn most_defects_are_ones_in_that_house_alone() {
    for (house, expected) in FAULTY {
        let elsewhere = found(&folder(house).join("faulty.txt"), &["--house", "default"]);
        assert!(2 * elsewhere.len() <= expected.len(), "{house}: {elsewhere:#?}");
    }
}

#[test]
fn a_draft_is_held_to_the_forms_of_its_year() {
    let text = fs::read_to_string(root().join("examples/houses/interpol/clean-2005.txt")).unwrap();
    let later = text.replacen("2005", "2015", 1);
    assert_ne!(text, later);
    let house = House::resolve(Some("interpol"), None, &[]).house;
    let analysis = Engine::new(house).check(&Source::plain(&later));
    let rules: BTreeSet<&str> = analysis.findings.iter().map(|it| &*it.rule).collect();
    for rule in
        ["dateline-form", "dateline-place", "headline-case", "honorific-stop", "quote-style"]
    {
        assert!(rules.contains(rule), "{rule} found nothing; found were {rules:?}");
    }
}

/// Every defect of the faulty drafts, as “rule: words”.
const FAULTY: [(&str, &[&str]); 9] = [
    (
        "ap",
        &[
            "dateline-form: Grand Marais",
            "date-form: 26 June",
            "time-form: 17:30",
            "spelling-variant: centre",
            "quote-punctuation: ”,",
            "date-form: September 12",
            "which-comma: which pays",
            "unit-form: 9 percent",
            "quote-style: ‘",
            "honorific-stop: Mr",
            "person-first-mention: Mr Niemi",
            "end-mark: - 30 -",
        ],
    ),
    (
        "au",
        &[
            "member-count-fact: 54 Member States",
            "time-form: 5:30 p.m.",
            "house-terms: member countries",
            "spelling-variant: program",
            "spelling-variant: center",
            "spelling-variant: organize",
            "weekday-date: Monday, 30 September 2026",
            "house-terms: member states",
            "date-form: October 12, 2026",
        ],
    ),
    (
        "eu",
        &[
            "headline-case: Night Trains: Member States Back the Single Ticket",
            "dateline-form: BRUSSELS, Belgium –",
            "member-count-fact: 28 Member States",
            "date-form: March 11, 2026",
            "unit-form: 38 percent",
            "spelling-variant: organize",
            "house-terms: member countries",
            "organisation-name: EUROPOL",
            "spelling-variant: program",
            "house-terms: the Czech Republic",
            "house-terms: Turkey",
            "time-form: 9:30 p.m.",
        ],
    ),
    (
        "govuk",
        &[
            "headline-case: Island Ferries Carry 10,000 Bicycles In First Fortnight",
            "dateline-form: WICK HAVEN, Scotland –",
            "relative-date: today",
            "number-style: three",
            "unit-form: 18 per cent",
            "unit-form: GBP 120,000",
            "honorific-stop: Mr.",
            "list-punctuation: Haven;",
            "spelling-variant: organize",
            "range-dash: 20-24 July",
            "date-form: August 8",
            "time-form: 17:30",
        ],
    ),
    (
        "interpol",
        &[
            "headline-case: Harbour Police Begin Training Against Theft Of Boats",
            "dateline-place: RIJEKA",
            "dateline-form: RIJEKA -",
            "organisation-name: Interpol",
            "spelling-variant: organised",
            "unit-form: €300,000",
            "quote-style: '",
            "quote-style: 'You learn to read a hull with your fingers,'",
            "list-punctuation: one",
            "honorific-stop: Mr.",
            "member-count-fact: 195 member countries",
            "end-mark: ###",
        ],
    ),
    (
        "osce",
        &[
            "dateline-form: Vienna",
            "member-count-fact: 56 participating States",
            "duration-range: three-day",
            "spelling-variant: organized",
            "spelling-variant: center",
            "unit-form: 85%",
            "house-terms: Member states",
            "date-form: March 15th, 2026",
            "date-form: March 15th, 2026",
            "spelling-variant: program",
        ],
    ),
    (
        "strict",
        &[
            "release-length: Library ship ends its summer voyage with 14,000 visitors",
            "release-line: Library ship ends its summer voyage with 14,000 visitors",
            "dateline-place: TROMSØ",
            "quote-missing: The library ship Havbok came home today after a voyage to 43 islands, and all but three of her 11,000 books came home with her.",
            "wordiness: in order to",
            "first-person: We",
            "gendered-title: spokesman",
            "range-dash: 2-6 July",
            "which-comma: which takes",
            "boilerplate: print",
            "contact-missing: print",
            "end-mark: print",
        ],
    ),
    (
        "un",
        &[
            "dateline-form: ROME –",
            "possessive-form: UN’s",
            "member-count-fact: 192 Member States",
            "number-style: 12 700",
            "unit-form: 64 percent",
            "number-style: 8",
            "quote-style: ‘",
            "house-terms: Vietnam",
            "house-terms: South Korea",
            "spelling-variant: organise",
            "house-terms: member countries",
            "spelling-variant: co-operation",
        ],
    ),
    (
        "who",
        &[
            "headline-case: Guide Helps Teachers To Test the Hearing of Children",
            "dateline-form: GENEVA, Switzerland –",
            "organisation-name: World Health Organisation",
            "member-count-fact: 193 Member States",
            "number-style: 48,000",
            "unit-form: 9 per cent",
            "honorific-stop: Dr.",
            "number-style: twelve",
            "person-first-mention: Fersen",
            "spelling-variant: organised",
            "house-terms: Member countries",
        ],
    ),
];
