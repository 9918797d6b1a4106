//! Completion in drafts: what is offered where, in which form, and what is left alone.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::clients::introductions;
use crate::editor::{Editor, modern, offset, position};

/// What VS Code says of completion.
pub(crate) fn rich() -> Value {
    let mut capabilities = modern();
    capabilities["textDocument"]["completion"] = json!({
        "contextSupport": true,
        "completionItem": {
            "snippetSupport": true,
            "insertReplaceSupport": true,
            "labelDetailsSupport": true,
            "documentationFormat": ["markdown", "plaintext"],
            "insertTextModeSupport": { "valueSet": [1, 2] },
            "resolveSupport": { "properties": ["documentation", "detail"] }
        },
        "completionItemKind": { "valueSet": (1..=25).collect::<Vec<_>>() }
    });
    capabilities
}

/// What an old client says of it: nothing.
pub(crate) fn poor() -> Value {
    let mut capabilities = modern();
    capabilities["textDocument"]["completion"] = json!({ "completionItem": {} });
    capabilities
}

/// The items at “|” in a document.
pub(crate) fn items(editor: &mut Editor, uri: &str, language: &str, marked: &str) -> Vec<Value> {
    let text = marked.replacen('|', "", 1);
    editor.open(uri, language, &text);
    ask(editor, uri, marked, &json!({ "triggerKind": 1 }))
}

/// The items at “|” in a document that is open.
pub(crate) fn ask(editor: &mut Editor, uri: &str, marked: &str, context: &Value) -> Vec<Value> {
    let before = &marked[..marked.find('|').unwrap()];
    let line = before.matches('\n').count();
    let column = before[before.rfind('\n').map_or(0, |it| it + 1)..].encode_utf16().count();
    let params = json!({
        "textDocument": { "uri": uri }, "position": position(line, column), "context": context
    });
    let list = editor.request("textDocument/completion", params);
    list["items"].as_array().cloned().unwrap_or_default()
}

pub(crate) fn labels(items: &[Value]) -> Vec<&str> {
    items.iter().map(|it| it["label"].as_str().unwrap()).collect()
}

pub(crate) fn labelled<'a>(items: &'a [Value], label: &str) -> &'a Value {
    let found = items.iter().find(|it| it["label"] == label);
    found.unwrap_or_else(|| panic!("no “{label}” in {:?}", labels(items)))
}

/// The text after an item was taken, which is shown with its snippet’s marks.
pub(crate) fn taken(marked: &str, item: &Value) -> String {
    let mut text = marked.replacen('|', "", 1);
    let edit = &item["textEdit"];
    let range = edit.get("range").unwrap_or(&edit["insert"]);
    let (start, end) = (offset(&text, &range["start"]), offset(&text, &range["end"]));
    // What the client compares begins like what it replaces, or the item is not shown.
    let cursor = marked.find('|').unwrap();
    let filter = item["filterText"].as_str().unwrap();
    let typed = &text[start..cursor];
    assert!(filter.starts_with(typed), "“{filter}” does not begin with “{typed}”");
    text.replace_range(start..end, edit["newText"].as_str().unwrap());
    text
}

const HOUSE: &str = r#"
house = "interpol"
[[people]]
name = "Orla Venn"
title = "Harbour Master"
organisation = "Tideco"
[[people]]
name = "Jürgen Åse Holt"
[[organisations]]
name = "Tideco"
acronym = "TDC"
wrong = ["TideCo"]
own = true
[[organisations]]
name = "Ørsund Ferry Council"
[[counts]]
organisation = "Tideco"
noun = "member ports"
from = 2024-03-01
count = 12
source = "the port register, March 2024"
[[counts]]
organisation = "Tideco"
noun = "member ports"
from = 2026-03-01
count = 13
source = "the port register, March 2026"
[[terms]]
use = "Quay Assembly"
avoid = ["Dock Assembly"]
[[boilerplates]]
organisation = "Tideco"
text = "Tideco keeps the ports of the northern coast open all year."
"#;

/// A house’s folder with one draft in it.
struct Office {
    _folder: TempDir,
    editor: Editor,
    uri: String,
    language: &'static str,
}

impl Office {
    fn with(capabilities: Value, configuration: &str, name: &str) -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("presscheck.toml"), configuration).unwrap();
        let uri = format!("file://{}", folder.path().join(name).display());
        let language = match Path::new(name).extension() {
            Some(ending) if ending == "md" => "markdown",
            _ => "plaintext",
        };
        Self { _folder: folder, editor: Editor::with(capabilities), uri, language }
    }

    fn new() -> Self {
        Self::with(rich(), HOUSE, "2026-05-18-opening.txt")
    }

    fn items(&mut self, marked: &str) -> Vec<Value> {
        items(&mut self.editor, &self.uri, self.language, marked)
    }

    /// The draft after the item of that label was taken.
    fn taken(&mut self, marked: &str, label: &str) -> String {
        let items = self.items(marked);
        taken(marked, labelled(&items, label))
    }

    fn quiet(&mut self, marked: &str) {
        let items = self.items(marked);
        assert!(items.is_empty(), "{marked}: {:?}", labels(&items));
    }
}

const HEAD: &str = "New quay opens\n\nOSLO, Norway – The port opened its quay on Monday.\n\n";

fn body(text: &str) -> String {
    format!("{HEAD}{text}")
}

#[test]
fn a_person_comes_with_title_first_and_in_short_form_below() {
    let mut office = Office::new();
    for typed in ["Orl|", "Harb|", "Orla V|", "Harbour Master O|", "Ven|"] {
        let text = office.taken(&body(typed), "Harbour Master Orla Venn");
        assert_eq!(text, body("Harbour Master Orla Venn"), "{typed}");
    }
    let above = "Harbour Master Orla Venn opened it. ";
    let marked = body(&format!("{above}The ships waited, said Orl|"));
    let items = office.items(&marked);
    assert_eq!(labels(&items)[..2], ["Venn", "Orla Venn"]);
    assert_eq!(taken(&marked, &items[0]), body(&format!("{above}The ships waited, said Venn")));
    assert_eq!(items[0]["detail"], "Harbour Master Orla Venn");
    // Below the cursor is not above it.
    let items = office.items(&body("Then Orl|\n\nHarbour Master Orla Venn opened it.\n"));
    assert_eq!(labels(&items)[0], "Harbour Master Orla Venn");
}

#[test]
fn several_words_are_a_snippet_where_snippets_are_known() {
    let marked = body("Harbour Master Orla Venn opened it. The ships waited, said Orl|");
    let items = Office::new().items(&marked);
    assert!(labelled(&items, "Venn").get("insertTextFormat").is_none());
    assert_eq!(labelled(&items, "Orla Venn")["insertTextFormat"], 2);
}

#[test]
fn the_short_form_is_the_houses() {
    let draft = |typed: &str| {
        body(&format!("Harbour Master Orla Venn opened it. Ms Venn spoke. Later {typed}"))
    };
    for (option, expected) in [
        ("\"surname\"", "Venn"),
        ("\"title\"", "Harbour Master Venn"),
        ("\"honorific\"", "Ms Venn"),
    ] {
        let configuration = format!(
            "rules.person-first-mention.second-mention = {option}\n[[people]]\nname = \"Orla Venn\"\ntitle = \"Harbour Master\"\n"
        );
        let mut office = Office::with(rich(), &configuration, "draft.txt");
        let items = office.items(&draft("Ven|"));
        assert_eq!(labels(&items)[0], expected);
    }
}

#[test]
fn whom_the_draft_introduces_is_known_below() {
    let mut office = Office::new();
    let text =
        "Deputy Director Anna Berg opened the quay with a short speech on the ferries. Later ";
    let marked = body(&format!("{text}Ann|"));
    let items = office.items(&marked);
    assert_eq!(taken(&marked, &items[0]), body(&format!("{text}Berg")));
}

#[test]
fn who_holds_an_office_on_the_day_of_the_release_is_known() {
    let mut office = Office::with(rich(), "house = \"interpol\"\n", "2012-05-18-quay.txt");
    let text = office.taken(&body("Ronald|"), "Secretary General Ronald K. Noble");
    assert_eq!(text, body("Secretary General Ronald K. Noble"));
    let mut office = Office::with(rich(), "house = \"interpol\"\n", "2016-05-18-quay.txt");
    office.quiet(&body("Ronald|"));
    let text = office.taken(&body("Jurg|"), "Secretary General Jürgen Stock");
    assert_eq!(text, body("Secretary General Jürgen Stock"));
}

#[test]
fn organisations_are_completed_by_right_and_wrong_names() {
    let mut office = Office::new();
    assert_eq!(office.taken(&body("At Tid|"), "Tideco"), body("At Tideco"));
    assert_eq!(office.taken(&body("At TideC|"), "Tideco"), body("At Tideco"));
    assert_eq!(
        office.taken(&body("At Council|"), "Ørsund Ferry Council"),
        body("At Ørsund Ferry Council")
    );
    assert_eq!(
        office.taken(&body("At Ferry Cou|"), "Ørsund Ferry Council"),
        body("At Ørsund Ferry Council")
    );
    assert_eq!(office.taken(&body("At TD|"), "TDC"), body("At TDC"));
    // Behind a curly quote and an emoji, columns are not bytes.
    assert_eq!(
        office.taken(&body("It’s 🚀 at Fer|"), "Ørsund Ferry Council"),
        body("It’s 🚀 at Ørsund Ferry Council")
    );
}

#[test]
fn the_count_is_that_of_the_day_with_its_source() {
    let mut office = Office::new();
    let items = office.items(&body("The 13 mem|"));
    let item = labelled(&items, "13 member ports");
    assert_eq!(taken(&body("The 13 mem|"), item), body("The 13 member ports"));
    let told = item["documentation"]["value"].as_str().unwrap();
    assert!(
        told.contains("1 March 2026") && told.contains("the port register, March 2026"),
        "{told}"
    );
    assert!(!labels(&items).contains(&"12 member ports"));
    assert_eq!(
        office.taken(&body("Of Tideco’s mem|"), "13 member ports"),
        body("Of Tideco’s 13 member ports")
    );
    let mut office = Office::with(rich(), HOUSE, "2025-05-18-opening.txt");
    let items = office.items(&body("Of Tideco’s mem|"));
    assert_eq!(labels(&items), ["12 member ports"]);
}

#[test]
fn acronyms_are_known_below_their_definition() {
    let mut office = Office::new();
    let above = "The International River Permit (IRP) is new. ";
    assert_eq!(
        office.taken(&body(&format!("{above}The IR|")), "IRP"),
        body(&format!("{above}The IRP"))
    );
    let marked = body(&format!("{above}The River Per|"));
    assert_eq!(office.taken(&marked, "IRP"), body(&format!("{above}The IRP")));
    office.quiet(&body("The IR|\n\nThe International River Permit (IRP) is new.\n"));
    // The house's own.
    assert_eq!(office.taken(&body("each National Cen|"), "NCB"), body("each NCB"));
}

#[test]
fn terms_are_what_the_house_writes() {
    let mut office = Office::new();
    assert_eq!(office.taken(&body("the Quay As|"), "Quay Assembly"), body("the Quay Assembly"));
    assert_eq!(office.taken(&body("the Dock As|"), "Quay Assembly"), body("the Quay Assembly"));
}

#[test]
fn the_date_is_that_of_the_release_in_the_houses_form() {
    let mut office = Office::new();
    assert_eq!(
        office.taken(&body("It opened on 18 M|"), "18 May 2026"),
        body("It opened on 18 May 2026")
    );
    let mut office = Office::with(rich(), "house = \"ap\"\n", "2026-11-22-quay.txt");
    assert_eq!(
        office.taken(&body("It opened on Nov|"), "Nov. 22, 2026"),
        body("It opened on Nov. 22, 2026")
    );
}

#[test]
fn without_a_release_date_it_is_today() {
    let before = jiff::Zoned::now().date();
    let mut office = Office::with(rich(), "house = \"un\"\n", "quay.txt");
    let items = office.items("New quay opens\n\nThe port opened its quay in |\n");
    let days = [before, jiff::Zoned::now().date()];
    let written = days.map(|it| presscheck::facts::release_date::written(it, false));
    let item = items.iter().find(|it| it["detail"] == "today").unwrap();
    assert!(written.iter().any(|it| item["label"] == it.as_str()), "{item}");
}

#[test]
fn the_dateline_has_the_houses_form() {
    let mut office = Office::new();
    let open = "New quay opens\n\n|";
    let items = office.items(open);
    let item = &items[0];
    assert_eq!(item["insertTextFormat"], 2);
    assert_eq!(taken(open, item), "New quay opens\n\n${1:CITY}, ${2:Country} – $0");
    assert_eq!(
        office.taken("New quay opens\n\nLyon|", "LYON, France – "),
        "New quay opens\n\nLYON, France – "
    );
    for (house, expected) in [
        ("osce", "LYON, 18 May 2026 – "),
        ("eu", "Lyon, 18 May 2026 – "),
        ("ap", "LYON, May 18, 2026 – "),
    ] {
        let configuration = format!("house = \"{house}\"\n");
        let mut office = Office::with(rich(), &configuration, "2026-05-18-quay.txt");
        let text = office.taken("New quay opens\n\nLyon|", expected);
        assert_eq!(text, format!("New quay opens\n\n{expected}"), "{house}");
    }
    // A house without, a city in the text, a second dateline, a headline.
    let mut none = Office::with(rich(), "house = \"un\"\n", "2026-05-18-quay.txt");
    none.quiet("New quay opens\n\nLyon|");
    office.quiet(&body("Lyon|"));
    office.quiet("Lyon|");
}

#[test]
fn a_client_without_snippets_is_sent_no_places_to_fill_in() {
    let mut office = Office::with(poor(), HOUSE, "2026-05-18-opening.txt");
    let items = office.items("New quay opens\n\n|");
    assert!(!items.is_empty());
    for item in &items {
        assert!(item.get("insertTextFormat").is_none(), "{item}");
        assert!(!item["textEdit"]["newText"].as_str().unwrap().contains('$'), "{item}");
        assert!(item.get("labelDetails").is_none() && item.get("data").is_none(), "{item}");
        assert!(item["kind"].as_u64().unwrap() <= 18, "{item}");
        if let Some(told) = item.get("documentation") {
            // Neither kind of markup was declared: it is a string.
            assert!(!told.as_str().unwrap().contains("**"), "{told}");
        }
    }
}

#[test]
fn what_the_client_declares_it_gets() {
    let mut office = Office::new();
    let items = office.items(&body("said Orl|aff"));
    let item = labelled(&items, "Harbour Master Orla Venn");
    let edit = &item["textEdit"];
    assert_eq!(edit["insert"]["start"], edit["replace"]["start"]);
    assert_eq!(edit["replace"]["end"]["character"], 11);
    assert_eq!(edit["insert"]["end"]["character"], 8);
    assert_eq!(item["documentation"]["kind"], "markdown");
    let items = office.items(&body("At TD|"));
    assert_eq!(items[0]["labelDetails"]["description"], "Tideco");
}

#[test]
fn the_boilerplate_is_offered_at_the_end() {
    let mut office = Office::new();
    let text = "Tideco keeps the ports of the northern coast open all year.";
    assert_eq!(
        office.taken(&body("Abo|"), "About Tideco"),
        body(&format!("About Tideco\n\n{text}"))
    );
    assert_eq!(
        office.taken(&body("About Tideco\n\n|"), "About Tideco"),
        body(&format!("About Tideco\n\n{text}"))
    );
    let items = office.items(&body(&format!("About Tideco\n\n{text}\n\nAbo|")));
    assert!(!labels(&items).contains(&"About Tideco"));
    office.quiet(&body("It is Abo|"));
    let mut office = Office::with(rich(), HOUSE, "2026-05-18-opening.md");
    assert_eq!(
        office.taken(&body("Abo|"), "About Tideco"),
        body(&format!("## About Tideco\n\n{text}"))
    );
}

#[test]
fn the_end_mark_is_the_houses() {
    let mut office = Office::with(rich(), "house = \"ap\"\n", "2026-05-18-quay.txt");
    assert_eq!(office.taken(&body("The end.\n\n#|"), "###"), body("The end.\n\n###"));
    assert_eq!(labels(&office.items(&body("The end.\n\n|")))[0], "###");
    office.quiet(&body(
        "The end.\n\n#|\n\nNot yet: the ships waited for the tide and for the pilot.\n",
    ));
    office.quiet(&body("The end.\n\n###\n\n#|"));
    // The house that writes none, and the one that does not say.
    let mut none = Office::new();
    none.quiet(&body("The end.\n\n#|"));
    let mut any = Office::with(rich(), "", "2026-05-18-quay.txt");
    assert_eq!(any.taken(&body("The end.\n\nEN|"), "ENDS"), body("The end.\n\nENDS"));
    assert_eq!(any.taken(&body("The end.\n\n- 3|"), "- 30 -"), body("The end.\n\n- 30 -"));
}

#[test]
fn prose_is_written_in_peace() {
    let mut office = Office::new();
    for typed in [
        "har|",
        "the harbour mas|",
        "orl|",
        "In|",
        "The|",
        "O|",
        "x@Orl|",
        "https://Tid|",
        "member por|",
    ] {
        office.quiet(&body(typed));
    }
    // Behind a space that was only typed.
    office.editor.open(&office.uri, "plaintext", &body("The "));
    for sign in [" ", ".", "\"", "[", "!", "="] {
        let context = json!({ "triggerKind": 2, "triggerCharacter": sign });
        let items = ask(&mut office.editor, &office.uri, &body("The |"), &context);
        assert!(items.is_empty(), "{sign}: {:?}", labels(&items));
    }
    // Asked for, everything is there.
    let asked = office.items(&body("The |"));
    for label in
        ["Harbour Master Orla Venn", "Tideco", "13 member ports", "Quay Assembly", "18 May 2026"]
    {
        labelled(&asked, label);
    }
}

#[test]
fn quotations_get_names_and_nothing_of_the_houses() {
    let mut office = Office::new();
    for line in ["“We thank Orl|", "“We thank Orl| very much,” she said.", "\"We thank Orl|"]
    {
        let items = office.items(&body(line));
        assert_eq!(labels(&items), ["Orla Venn"], "{line}");
    }
    office.quiet(&body("“We are 13 mem|"));
    office.quiet(&body("“The Quay As|"));
    office.quiet(&body("“It was on 18 M|"));
    let items = office.items(&body("“We are,” she told |"));
    labelled(&items, "13 member ports");
    let items = office.items(&body("“We are |"));
    assert!(
        !labels(&items).iter().any(|it| it.starts_with("13 ") || it.contains("Master")),
        "{:?}",
        labels(&items)
    );
    // Headlines have no room for titles.
    assert_eq!(labels(&office.items("Quay opened by Orl|")), ["Orla Venn"]);
}

#[test]
fn comments_name_the_rules_that_they_keep_quiet() {
    let mut office = Office::with(rich(), "", "quay.md");
    let below = "\n\nThe the quay was very unique.\n";
    let marked = format!("# Quay opens\n\n<!-- presscheck-ignore |{below}");
    let items = office.items(&marked);
    assert_eq!(items[0]["label"], "doubled-word");
    assert_eq!(
        taken(&marked, &items[0]),
        format!("# Quay opens\n\n<!-- presscheck-ignore doubled-word{below}")
    );
    assert!(items.len() > 50 && !labels(&items).contains(&"unused-suppression"));
    let context = json!({ "triggerKind": 2, "triggerCharacter": " " });
    assert_eq!(ask(&mut office.editor, &office.uri, &marked, &context).len(), items.len());
    let resolved = office.editor.request("completionItem/resolve", items[0].clone());
    let told = resolved["documentation"]["value"].as_str().unwrap();
    assert!(told.starts_with("**doubled-word**"), "{told}");

    let marked = format!("<!-- presscheck-ignore-file wee| -->{below}");
    assert_eq!(
        office.taken(&marked, "weekday-date"),
        format!("<!-- presscheck-ignore-file weekday-date -->{below}")
    );
    let marked = format!("<!|{below}");
    assert_eq!(
        office.taken(&marked, "presscheck-ignore"),
        format!("<!-- presscheck-ignore ${{1:rule}}: ${{2:reason}} -->{below}")
    );
    let marked = format!("<!-- pre|{below}");
    office.taken(&marked, "presscheck-ignore-file");
    office.quiet(&format!("<!-- presscheck-ignore doubled-word: had |{below}"));
    office.quiet(&format!("<!-- a note of Orl| -->{below}"));
    let mut plain = Office::with(rich(), "", "quay.txt");
    plain.quiet(&format!("<!-- presscheck-ignore wee|{below}"));
}

#[test]
fn a_long_draft_is_answered_from_the_newest_analysis() {
    let mut office = Office::new();
    let paragraph = "The ships waited for the tide, and the pilots counted them twice a day.\n\n";
    let long = format!("{HEAD}Harbour Master Orla Venn opened it.\n\n{}", paragraph.repeat(8_000));
    let typed = "Then Ven|";
    let marked = format!("{long}{typed}");
    let mut text = format!("{long}Then Ve");
    office.editor.open(&office.uri, "plaintext", &text);
    office.editor.published(&office.uri);
    let line = long.matches('\n').count();
    let end = json!({ "start": position(line, 7), "end": position(line, 7) });
    office.editor.edit(&office.uri, 2, end, "n");
    text.push('n');
    let items = ask(&mut office.editor, &office.uri, &marked, &json!({ "triggerKind": 1 }));
    assert!(taken(&marked, &items[0]).ends_with("\n\nThen Venn"), "{:?}", labels(&items));
    assert_eq!(items[0]["detail"], "Harbour Master Orla Venn");
}

#[test]
fn a_client_that_never_agreed_how_to_count_replaces_by_itself() {
    let mut capabilities = poor();
    capabilities["general"] = json!({});
    let mut office = Office::with(capabilities, HOUSE, "2026-05-18-opening.txt");
    let items = office.items(&body("It’s at Tid|"));
    let item = labelled(&items, "Tideco");
    assert!(item.get("textEdit").is_none());
    assert_eq!(item["insertText"], "Tideco");
    let items = office.items(&body("It is at Tid|"));
    assert!(labelled(&items, "Tideco").get("textEdit").is_some());
}

#[test]
fn what_is_no_draft_is_not_completed() {
    let mut office =
        Office::with(rich(), &format!("exclude = [\"old\"]\n{HOUSE}"), "old/README.txt");
    office.quiet(&body("Orl|"));
    let gone = json!({ "textDocument": { "uri": "untitled:gone" }, "position": position(0, 0) });
    office.editor.refused("textDocument/completion", gone);
}

#[test]
fn every_editor_is_sent_the_completion_it_declares() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("presscheck.toml"), HOUSE).unwrap();
    let draft = format!("file://{}", folder.path().join("2026-05-18-opening.md").display());
    let configuration = format!("file://{}", folder.path().join("presscheck.toml").display());
    for (name, params) in introductions() {
        let declared = params["capabilities"].pointer("/textDocument/completion");
        let declared = declared.cloned().unwrap_or_default();
        let takes =
            |place: &str| declared["completionItem"].pointer(place).cloned().unwrap_or_default();
        let mut editor = Editor::silent();
        let offered = editor.request("initialize", params.clone());
        editor.notify("initialized", json!({}));
        let resolves = takes("/resolveSupport/properties");
        let resolves = resolves.as_array().is_some_and(|it| it.contains(&json!("documentation")));
        let provider = &offered["capabilities"]["completionProvider"];
        assert_eq!(provider["resolveProvider"] == true, resolves, "{name}");
        let mut all = items(&mut editor, &draft, "markdown", "# New quay opens\n\n|");
        all.extend(items(
            &mut editor,
            &draft,
            "markdown",
            "# Quay opens\n\n<!-- presscheck-ignore |",
        ));
        all.extend(items(&mut editor, &configuration, "toml", "[rules]\n|\n"));
        all.extend(items(&mut editor, &configuration, "toml", "house = \"|\""));
        assert!(all.len() > 100, "{name}: {}", all.len());
        let formats = takes("/documentationFormat");
        let kinds = declared["completionItemKind"]["valueSet"].as_array().cloned();
        for item in &all {
            assert!(
                item.get("insertTextFormat").is_none() || takes("/snippetSupport") == true,
                "{name}: {item}"
            );
            assert!(
                item.get("labelDetails").is_none() || takes("/labelDetailsSupport") == true,
                "{name}: {item}"
            );
            assert!(
                item.get("insertTextMode").is_none() || !takes("/insertTextModeSupport").is_null(),
                "{name}: {item}"
            );
            assert!(
                item["textEdit"].get("insert").is_none() || takes("/insertReplaceSupport") == true,
                "{name}: {item}"
            );
            assert!(item.get("data").is_none() || resolves, "{name}: {item}");
            let kind = &item["kind"];
            let known = kinds.as_ref().map_or(kind.as_u64() <= Some(18), |it| it.contains(kind));
            assert!(known, "{name}: {item}");
            let format = &item["documentation"]["kind"];
            assert!(
                *format != "markdown" || formats.as_array().is_some_and(|it| it.contains(format)),
                "{name}: {item}"
            );
        }
    }
}
