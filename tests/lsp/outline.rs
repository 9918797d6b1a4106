//! Document symbols: the outline of a release.

use serde_json::{Value, json};

use crate::editor::{Editor, modern};
use crate::release::{RELEASE, words_in};

const URI: &str = "untitled:release";

fn nesting() -> Value {
    let mut capabilities = modern();
    let support = json!({ "hierarchicalDocumentSymbolSupport": true });
    capabilities["textDocument"]["documentSymbol"] = support;
    capabilities
}

fn symbols(editor: &mut Editor, language: &str, text: &str) -> Vec<Value> {
    editor.open(URI, language, text);
    let params = json!({ "textDocument": { "uri": URI } });
    editor.request("textDocument/documentSymbol", params).as_array().unwrap().clone()
}

/// The names as an editor shows them, those inside others indented, each with its detail.
fn shown(symbols: &[Value], depth: usize, lines: &mut Vec<String>) {
    for it in symbols {
        let detail = it["detail"].as_str().unwrap_or_default();
        lines.push(format!("{}{} | {detail}", "  ".repeat(depth), it["name"].as_str().unwrap()));
        if let Some(children) = it["children"].as_array() {
            shown(children, depth + 1, lines);
        }
    }
}

/// Asserts what editors refuse otherwise: a selection lies inside its range, a part in its holder,
/// and nothing has an empty name.
fn assert_sound(symbols: &[Value], holder: Option<&Value>) {
    let at = |it: &Value, end: &str| {
        (it[end]["line"].as_u64().unwrap(), it[end]["character"].as_u64().unwrap())
    };
    let holds = |outer: &Value, inner: &Value| {
        at(outer, "start") <= at(inner, "start") && at(inner, "end") <= at(outer, "end")
    };
    for it in symbols {
        assert_ne!(it["name"], "", "{it}");
        assert!(holds(&it["range"], &it["selectionRange"]), "{it}");
        assert!(holder.is_none_or(|holder| holds(holder, &it["range"])), "{it}");
        assert_sound(it["children"].as_array().map_or(&[], Vec::as_slice), Some(&it["range"]));
    }
}

#[test]
fn the_outline_has_parts_quotations_and_captions() {
    let mut editor = Editor::with(nesting());
    let symbols = symbols(&mut editor, "plaintext", RELEASE);
    assert_sound(&symbols, None);
    let mut lines = Vec::new();
    shown(&symbols, 0, &mut lines);
    let outline = lines.join("\n") + "\n";
    for line in [
        "Lake council opens river school in Ven | headline",
        "18 May 2026 | date line",
        "GENEVA, Switzerland – | dateline",
        "Lead | The Ven Lake Council opened its river school today …",
        "  Johan Lund | “The lakes need wardens, and Anna Berg will find them,”",
        "  Johan Lund | “Ms Berg knows every river that runs into them.”",
        "  Anna Berg | “We begin with forty wardens, and the OLC pays,”",
        "Photo: the OLC’s wardens on the quay | caption",
        "About the Ven Lake Council | boilerplate",
        "Contact | \n",
    ] {
        assert!(outline.contains(line), "{line}\n\n{outline}");
    }
}

#[test]
fn what_follows_a_heading_stands_below_it() {
    let text = "# Lake school opens\n\nThe school opened in the town of Ven on Monday morning, and the \
                first wardens came.\n\nIt has room for forty of them.\n\n## Lessons\n\n“Every lake has a warden in the end,” said Mayor Johan Lund.\n\n\
                - one\n- two\n\n## Costs\n\nThe council pays for it.\n";
    let mut editor = Editor::with(nesting());
    let symbols = symbols(&mut editor, "markdown", text);
    assert_sound(&symbols, None);
    let lessons = symbols.iter().find(|it| it["name"] == "Lessons").unwrap();
    let children: Vec<&str> = lessons["children"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    assert_eq!(children, ["Johan Lund", "List item"]);
    let whole = words_in(text, &lessons["range"]);
    assert!(whole.starts_with("Lessons") && whole.ends_with("two"), "{whole}");
    assert!(symbols.iter().any(|it| it["name"] == "Costs"));
}

#[test]
fn a_client_without_nested_outlines_gets_a_flat_one() {
    let mut editor = Editor::with(modern());
    let symbols = symbols(&mut editor, "plaintext", RELEASE);
    let quotation = symbols.iter().find(|it| it["name"] == "Johan Lund").unwrap();
    assert_eq!(quotation["containerName"], "Body");
    assert_eq!(quotation["location"]["uri"], URI);
    for it in &symbols {
        assert!(it.get("children").is_none() && it.get("selectionRange").is_none(), "{it}");
        assert!(it["location"]["range"].is_object(), "{it}");
    }
}

#[test]
fn quotations_over_paragraphs_and_broken_ones_stay_inside_their_parts() {
    let texts = [
        "Harbour opens\n\nOSLO, Norway – “It is ready, and we wait.\n\n“We wait for them,” said \
         Johan Lund.\n\n“And so on",
        "“",
        "",
        "# 🚀\n\n> “Come”\n\n| a | “b c d e f g” |\n|---|---|\n| c | d |\n",
    ];
    let mut editor = Editor::with(nesting());
    for (version, text) in (2..).zip(texts) {
        editor.open(URI, "markdown", "");
        editor.replace(URI, version, text);
        let params = json!({ "textDocument": { "uri": URI } });
        let symbols = editor.request("textDocument/documentSymbol", params);
        assert_sound(symbols.as_array().unwrap(), None);
    }
}
