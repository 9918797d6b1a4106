//! What the reporters write of findings that were made by hand.

#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use presscheck::report::{FileReport, Format, Look, Report, Summary};
use presscheck::{Edit, Finding, Fix, Level, Related, Span};

const TEXT: &str = "TURKU, Finland – All 42 member countries came.\n\
    \n\
    The 41 member countries agreed.\n";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn conflict() -> Finding {
    Finding {
        rule: "member-count-conflict".into(),
        level: Level::Error,
        span: span("41 member countries"),
        message: "“41 member countries”, but “42 member countries” above".to_owned(),
        help: Some("one of the two is wrong".to_owned()),
        related: vec![Related { span: span("42"), message: "42 here".to_owned() }],
        fixes: vec![
            Fix::by_hand("Write “42” here", vec![Edit::replace(span("41"), "42")]),
            Fix::by_hand("Write “41” above", vec![Edit::replace(span("42"), "41")]),
        ],
        unnecessary: false,
    }
}

fn written(format: Format, files: Vec<FileReport>) -> String {
    let mut summary = Summary { drafts: 1, ..Summary::default() };
    for file in &files {
        summary.add(&file.findings);
    }
    let report = Report { files, pages: Vec::new(), summary, failures: Vec::new() };
    let mut out = Vec::new();
    report.write(format, Look { width: 100, colours: false }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_person_sees_both_places_of_a_conflict_and_every_fix() {
    let shown = written(Format::Human, vec![FileReport::new("a.txt", TEXT, vec![conflict()])]);
    let expected = "\
error[member-count-conflict]: “41 member countries”, but “42 member countries” above
 --> a.txt:3:5
  |
1 | TURKU, Finland – All 42 member countries came.
  |                      -- 42 here
2 |
3 | The 41 member countries agreed.
  |     ^^^^^^^^^^^^^^^^^^^
  |
  = unsafe fix: Write “42” here
  = unsafe fix: Write “41” above
  = help: one of the two is wrong

Checked 1 draft: 1 finding (1 error) in 1 file
";
    assert_eq!(shown, expected);
}

#[test]
fn a_span_of_many_lines_is_shown_by_its_first() {
    let text = "one\n".repeat(300);
    let mut finding = conflict();
    finding.related.clear();
    finding.span = Span::new(4, text.len());
    let shown = written(Format::Human, vec![FileReport::new("a.txt", text, vec![finding])]);
    assert!(shown.contains("2 | one\n  | ^^^ … to line 300\n"), "{shown}");
    assert!(shown.lines().count() < 15, "{shown}");
}

#[test]
fn a_person_sees_some_of_many_other_places_and_hears_of_the_rest() {
    let mut finding = conflict();
    finding.related = vec![finding.related[0].clone(); 9];
    let shown = written(Format::Human, vec![FileReport::new("a.txt", TEXT, vec![finding])]);
    assert_eq!(shown.matches("= note: line 1: 42 here").count(), 5, "{shown}");
}

#[test]
fn what_steers_a_terminal_is_not_passed_on() {
    let text = "a\u{1b}[31m\u{9b}31m\u{202e}b c";
    let mut finding = conflict();
    finding.related.clear();
    finding.message = format!("“{text}” is odd");
    finding.span = Span::new(0, text.len());
    let file = FileReport::new("a\u{1b}[31m.txt", text, vec![finding]);
    let shown = written(Format::Human, vec![file]);
    let steers = |it: char| it != '\n' && it.is_control() || it == '\u{202e}';
    assert!(!shown.contains(steers), "{shown:?}");
}

#[test]
fn json_has_every_place_as_line_column_and_offset() {
    let shown = written(Format::Json, vec![FileReport::new("a.txt", TEXT, vec![conflict()])]);
    let findings: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let place = |line: usize, column: usize, offset: usize| serde_json::json!({"line": line, "column": column, "offset": offset});
    let at = |words: &str| TEXT.find(words).unwrap();
    let expected = serde_json::json!([{
        "path": "a.txt",
        "rule": "member-count-conflict",
        "severity": "error",
        "message": "“41 member countries”, but “42 member countries” above",
        "start": place(3, 5, at("41")),
        "end": place(3, 24, at(" agreed")),
        "related": [{
            "message": "42 here",
            "path": "a.txt",
            "start": place(1, 22, at("42")),
            "end": place(1, 24, at("42") + 2),
        }],
        "fixes": [
            {
                "title": "Write “42” here",
                "safety": "unsafe",
                "edits": [{"start": place(3, 5, at("41")), "end": place(3, 7, at("41") + 2), "replacement": "42"}],
            },
            {
                "title": "Write “41” above",
                "safety": "unsafe",
                "edits": [{"start": place(1, 22, at("42")), "end": place(1, 24, at("42") + 2), "replacement": "41"}],
            },
        ],
    }]);
    assert_eq!(findings, expected);
    assert_eq!(written(Format::Json, Vec::new()), "[]\n");
}

#[test]
fn github_gets_no_line_that_ends_too_soon() {
    let mut finding = conflict();
    finding.message = "100 % of\nlines".to_owned();
    let file = FileReport::new("news, old/a:b.txt", TEXT, vec![finding]);
    assert_eq!(
        written(Format::Github, vec![file]),
        "::error file=news%2C old/a%3Ab.txt,line=3,endLine=3,col=5,endColumn=24,\
         title=member-count-conflict::100 %25 of%0Alines%0ALine 1: 42 here%0A\
         one of the two is wrong\n"
    );
}
