//! Texts that a linter should survive, through the library and through the program.

#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::Write as _;
use std::process::{Command, Stdio};

use presscheck::finding::FixMode;
use presscheck::{Engine, House, Level, Markup, Source};

/// Names and texts, every one valid UTF-8.
fn texts() -> Vec<(&'static str, String)> {
    vec![
        ("empty", String::new()),
        ("one byte", "a".to_owned()),
        ("one line end", "\n".to_owned()),
        ("one quotation mark", "“".to_owned()),
        ("only quotation marks", "“”‘’\"'«»„".repeat(500)),
        (
            "lines ending in CR LF",
            "Quay opens\r\n\r\nTURKU, Finland – The the quay opened.\r\n".repeat(20),
        ),
        ("lines ending in CR", "Quay opens\r\rTURKU, Finland – The the quay opened.\r".repeat(20)),
        ("a byte order mark", "\u{feff}Quay opens\n\nThe the quay opened today.\n".to_owned()),
        ("only a byte order mark", "\u{feff}".to_owned()),
        ("10,000 nested quotations", format!("{}x{}", "“‘".repeat(5000), "’”".repeat(5000))),
        ("10,000 opening marks", "“a ".repeat(10_000)),
        ("10,000 quoted lines", format!("{}x", "> ".repeat(10_000))),
        ("10,000 brackets", format!("{}x{}", "[(".repeat(5000), ")]".repeat(5000))),
        ("10,000 emphases", "*_".repeat(5000)),
        (
            "deep lists",
            (0..300).fold(String::new(), |text, depth| text + &"  ".repeat(depth) + "- item\n"),
        ),
        ("right to left", "\u{202e}صرّح المدير العام بأن المؤتمر انتهى اليوم.\u{202c}\n".repeat(30)),
        ("emoji", "👩‍👩‍👧‍👦 opens 🏗️ on 18 May 2026 🇫🇮🇫🇮🇫🇮.\n".repeat(30)),
        ("combining marks", format!("e{} said the the mayor.", "\u{301}".repeat(3000))),
        ("wide characters", "港口于今天开放。".repeat(200)),
        ("NUL bytes", "The\0 the \0\0 quay.\n".repeat(10)),
        ("control characters", (0..32u8).map(char::from).collect::<String>().repeat(50)),
        ("the engine's own marks", "\u{1}\u{2} a \u{2}\u{1} b\n\n\u{1}".repeat(50)),
        ("figures", "1,2,3.4-5/6 ".repeat(2000)),
        ("long figures", "9".repeat(10_000)),
        ("dates without end", "31 February 99999 – 0/0/0 – 24th of 13 2026-99-99 ".repeat(300)),
        ("only white space", " \t\u{a0}\u{2009}\u{200b}\n".repeat(500)),
        ("front matter without end", format!("---\n{}", "title: x\n".repeat(500))),
        ("comments without end", "<!-- presscheck-ignore ".repeat(500)),
    ]
}

/// Every rule, also those that are off, in every shipped house.
fn engines() -> Vec<Engine> {
    let engine = |name: &str| {
        let mut house = House::shipped(name).unwrap();
        for rule in &mut house.rules {
            rule.level.get_or_insert(Level::Info);
        }
        Engine::new(house)
    };
    presscheck::house::house_names().map(engine).collect()
}

#[test]
fn the_library_survives_every_text() {
    for engine in engines() {
        for (name, text) in texts() {
            for markup in [Markup::Plain, Markup::Markdown] {
                let source = Source { markup, ..Source::plain(&text) };
                for finding in engine.check(&source).findings {
                    assert!(text.get(finding.span.range()).is_some(), "{name}: {finding:?}");
                }
                engine.fix(&source, FixMode::Unsafe);
            }
        }
    }
}

/// Runs the program on standard input; its exit code and what it says.
fn lint(text: &[u8], file: &str) -> (Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_presscheck"))
        .args(["lint", "--stdin-filename", file, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn the_program_survives_every_text() {
    for (name, text) in texts() {
        for file in ["draft.txt", "draft.md"] {
            let (code, told) = lint(text.as_bytes(), file);
            let expected: &[i32] = if text.contains('\0') { &[2] } else { &[0, 1] };
            assert!(code.is_some_and(|it| expected.contains(&it)), "{name}: {code:?}, {told}");
        }
    }
}

#[test]
fn the_program_tells_what_is_no_text() {
    for (bytes, expected) in [
        (&b"caf\xe9 opens\n"[..], "not UTF-8 text: byte 0xE9 at offset 3"),
        (b"\xff\xfeT\0h\0e\0", "UTF-16"),
        (b"%PDF-1.7\n\0\0\0", "binary file"),
        (b"\xe2\x80", "byte 0xE2 at offset 0"),
    ] {
        let (code, told) = lint(bytes, "draft.txt");
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains(expected), "{told}");
    }
}

#[test]
fn the_program_survives_five_megabytes_on_one_line() {
    let sentence =
        "The harbour office said on 18 May 2026 that “the the quay” is open, and and busy. ";
    let text = sentence.repeat(5_000_000 / sentence.len());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("line.txt");
    std::fs::write(&path, &text).unwrap();
    for format in ["human", "json", "github", "sarif"] {
        let output = Command::new(env!("CARGO_BIN_EXE_presscheck"))
            .args(["lint", "--select", "doubled-word", "--format", format])
            .arg(&path)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{format}: {told}");
    }
    let fixed = Command::new(env!("CARGO_BIN_EXE_presscheck"))
        .args(["lint", "--select", "doubled-word", "--fix"])
        .arg(&path)
        .output()
        .unwrap();
    assert_eq!(fixed.status.code(), Some(0));
    assert!(!std::fs::read_to_string(&path).unwrap().contains("and and"));
}
