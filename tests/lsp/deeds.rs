//! Code actions beyond the fix of one finding: the rule in this draft, the project's configuration,
//! and what is done only when the user has picked it.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::editor::{Editor, after, modern, range, uri_of};

/// An editor that asks for an edit when the user picks an action, and can show a place.
fn lazy() -> Value {
    let mut capabilities = modern();
    capabilities["window"] = json!({ "showDocument": { "support": true } });
    let actions = &mut capabilities["textDocument"]["codeAction"];
    actions["dataSupport"] = json!(true);
    actions["resolveSupport"] = json!({ "properties": ["edit", "command"] });
    capabilities
}

/// A press office with a configuration.
struct Office {
    folder: TempDir,
    configuration: String,
}

impl Office {
    fn new(configuration: &str) -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("presscheck.toml"), configuration).unwrap();
        Self { folder, configuration: configuration.to_owned() }
    }

    fn draft(&self) -> String {
        uri_of(&self.folder.path().join("draft.txt"))
    }

    fn toml(&self) -> String {
        uri_of(&self.folder.path().join("presscheck.toml"))
    }

    /// The configuration after an action.
    fn after(&self, action: &Value) -> String {
        after(&self.configuration, action, &self.toml())
    }
}

fn everywhere() -> Value {
    range((0, 0), (99, 0))
}

fn quick_fixes() -> Value {
    json!({ "diagnostics": [], "only": ["quickfix"] })
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let titles: Vec<&Value> = actions.iter().map(|it| &it["title"]).collect();
    let found = actions.iter().find(|it| it["title"] == title);
    found.unwrap_or_else(|| panic!("no “{title}” among {titles:#?}"))
}

/// Where `part` stands in `text`.
fn place(text: &str, part: &str) -> Value {
    let at = text.find(part).unwrap();
    let line = text[..at].matches('\n').count();
    let before = &text[text[..at].rfind('\n').map_or(0, |it| it + 1)..at];
    let units = |text: &str| text.encode_utf16().count();
    range((line, units(before)), (line, units(before) + units(part)))
}

#[test]
fn the_fixes_of_one_rule_are_applied_at_once() {
    const URI: &str = "file:///tmp/presscheck-test/draft.txt";
    let text = "It was sent to to the the mayor, the mayor said.\n\nValued at at at four .\n";
    let mut editor = Editor::with(modern());
    editor.open(URI, "plaintext", text);
    let actions = editor.actions(URI, range((0, 13), (0, 13)), quick_fixes());
    let action = titled(&actions, "Fix all of “doubled-word” in this draft");
    assert!(action.get("isPreferred").is_none());
    let expected = "It was sent to the mayor, the mayor said.\n\nValued at four .\n";
    assert_eq!(after(text, action, URI), expected);
    // One finding is mended by its own fix.
    editor.replace(URI, 2, "Valued at at four.\n");
    let actions = editor.actions(URI, everywhere(), quick_fixes());
    assert!(!actions.iter().any(|it| it["title"].as_str().unwrap().starts_with("Fix all of")));
}

#[test]
fn the_level_of_a_rule_is_set_in_the_configuration() {
    let office = Office::new(
        "# Ours.\n[rules] # loud\nhype = 'off'   # never\n\n[[people]] # all\nname = \"A B\"\n",
    );
    let mut editor = Editor::with(modern());
    editor.open(&office.draft(), "plaintext", "Valued at at four.\n");
    let actions = editor.actions(&office.draft(), range((0, 8), (0, 8)), quick_fixes());
    for level in ["off", "info", "error"] {
        let title = format!("Set “doubled-word” to {level} in presscheck.toml");
        let expected = office
            .configuration
            .replace("# never\n", &format!("# never\ndoubled-word = \"{level}\"\n"));
        assert_eq!(office.after(titled(&actions, &title)), expected);
    }
    // It is a warning already.
    let has = |title: &str| actions.iter().any(|it| it["title"] == title);
    assert!(!has("Set “doubled-word” to warning in presscheck.toml"));
    // The editor does it, and the finding is gone.
    let action = titled(&actions, "Set “doubled-word” to off in presscheck.toml");
    editor.open(&office.toml(), "toml", &office.after(action));
    while !editor.published(&office.draft())["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .all(|it| it["code"] != "doubled-word")
    {}
    // What holds several rules would fill the menu.
    editor.replace(&office.toml(), 2, "");
    let bad = "Valued at at four .\n\nIt was a world-class “ferry ,he said..\n\nteh NRB met on on 31 April 2026.";
    editor.replace(&office.draft(), 2, bad);
    let actions = editor.actions(&office.draft(), everywhere(), quick_fixes());
    assert!(actions.len() > 4, "{actions:#?}");
    assert!(!actions.iter().any(|it| it["title"].as_str().unwrap().starts_with("Set ")));
}

#[test]
fn an_acronym_is_added_to_the_configuration() {
    let text = "Harbour opens\n\nLUND, Sweden – The council opened the quay on Tuesday and thanked the BKTS for its help.\n";
    let office = Office::new(
        "acronyms = [\n    \"NCB\", # police\n]\n\n[rules]\nacronym-undefined = \"warning\"\n",
    );
    let mut editor = Editor::with(modern());
    editor.open(&office.draft(), "plaintext", text);
    let actions = editor.actions(&office.draft(), place(text, "BKTS"), quick_fixes());
    let action = titled(&actions, "Add “BKTS” to the acronyms in presscheck.toml");
    assert_eq!(action["kind"], "quickfix");
    let expected = office.configuration.replace("# police\n", "# police\n    \"BKTS\",\n");
    assert_eq!(office.after(action), expected);
}

#[test]
fn a_person_is_added_with_what_the_draft_says() {
    let text = "Harbour opens\n\nLUND, Sweden – “Good,” said Director Orla Venn. Ms Venn left on Tuesday.\n";
    let office = Office::new("house = \"un\" # theirs\n");
    let mut editor = Editor::with(modern());
    editor.open(&office.draft(), "plaintext", text);
    // On any mention, a finding or not.
    let context = json!({ "diagnostics": [], "only": ["refactor"] });
    let actions = editor.actions(&office.draft(), place(text, "Ms Venn"), context.clone());
    let action = titled(&actions, "Add “Orla Venn” to the people in presscheck.toml");
    assert_eq!(action["kind"], "refactor.presscheck");
    let expected =
        "house = \"un\" # theirs\n\n[[people]]\nname = \"Orla Venn\"\ntitle = \"Director\"\n";
    assert_eq!(office.after(action), expected);
    // Who is there is not added.
    editor.open(&office.toml(), "toml", expected);
    let actions = editor.actions(&office.draft(), place(text, "Ms Venn"), context);
    let offered = |it: &Value| it["title"].as_str().unwrap().contains("people");
    assert!(!actions.iter().any(offered), "{actions:#?}");
    // Nor is anything offered that nobody asked for.
    let context = json!({ "diagnostics": [], "triggerKind": 2 });
    let actions = editor.actions(&office.draft(), place(text, "Director"), context);
    assert!(!actions.iter().any(|it| it["kind"] == "refactor.presscheck"), "{actions:#?}");
}

#[test]
fn what_is_selected_is_added_as_an_organisation_or_a_term() {
    let text = "The Tideco Harbour Fund paid for the e-ferry.\n";
    let office = Office::new("");
    let mut editor = Editor::with(modern());
    editor.open(&office.draft(), "plaintext", text);
    let context = json!({ "diagnostics": [], "only": ["refactor"] });
    let actions =
        editor.actions(&office.draft(), place(text, "Tideco Harbour Fund"), context.clone());
    let action =
        titled(&actions, "Add “Tideco Harbour Fund” to the organisations in presscheck.toml");
    assert_eq!(office.after(action), "[[organisations]]\nname = \"Tideco Harbour Fund\"\n");
    let actions = editor.actions(&office.draft(), place(text, "e-ferry"), context);
    let action = titled(&actions, "Add “e-ferry” to the terms in presscheck.toml");
    let expected = "[[terms]]\nuse = \"e-ferry\"\navoid = [\"what not to write\"]\n";
    assert_eq!(office.after(action), expected);
}

#[test]
fn which_of_two_spellings_is_the_house_s_can_be_said() {
    let text = "Cooperation between ports grew. The mayors praised the cooperation, and\nasked for more co-operation.\n";
    let office = Office::new("");
    let mut editor = Editor::with(modern());
    editor.open(&office.draft(), "plaintext", text);
    let actions = editor.actions(&office.draft(), place(text, "co-operation"), quick_fixes());
    for (right, wrong) in [("cooperation", "co-operation"), ("co-operation", "cooperation")] {
        let title = format!("Always write “{right}”, not “{wrong}”, in presscheck.toml");
        let expected = format!("[[terms]]\nuse = \"{right}\"\navoid = [\"{wrong}\"]\n");
        assert_eq!(office.after(titled(&actions, &title)), expected);
    }
}

#[test]
fn the_configuration_is_made_where_there_is_none_and_the_client_can() {
    let folder = TempDir::new().unwrap();
    let draft = uri_of(&folder.path().join("draft.txt"));
    let toml = uri_of(&folder.path().join("presscheck.toml"));
    for creates in [true, false] {
        let mut capabilities = lazy();
        if !creates {
            capabilities["workspace"]["workspaceEdit"]["resourceOperations"] = json!([]);
        }
        let mut editor = Editor::with(capabilities);
        editor.open(&draft, "plaintext", "Valued at at four.\n");
        let actions = editor.actions(&draft, everywhere(), quick_fixes());
        let title = "Set “doubled-word” to off in presscheck.toml";
        assert_eq!(actions.iter().any(|it| it["title"] == title), creates);
        if creates {
            let action = editor.request("codeAction/resolve", titled(&actions, title).clone());
            let create = &action["edit"]["documentChanges"][0];
            assert_eq!((&create["kind"], &create["uri"]), (&json!("create"), &json!(toml)));
            assert_eq!(after("", &action, &toml), "[rules]\ndoubled-word = \"off\"\n");
        }
    }
}

#[test]
fn what_an_action_does_is_worked_out_when_it_is_picked() {
    let office = Office::new("# Ours.\n");
    let draft = office.draft();
    let text = "Valued at at four, sent to to Lund.\n";
    let mut editor = Editor::with(lazy());
    editor.open(&draft, "plaintext", text);
    let actions = editor.actions(&draft, range((0, 8), (0, 8)), json!({ "diagnostics": [] }));
    // The fix of a finding is at hand.
    assert!(titled(&actions, "Delete the second “at”").get("edit").is_some());
    for title in [
        "Apply all safe fixes of Presscheck",
        "Fix all of “doubled-word” in this draft",
        "Ignore “doubled-word” here",
        "Set “doubled-word” to off in presscheck.toml",
    ] {
        let action = titled(&actions, title);
        assert!(action.get("edit").is_none(), "{action:#?}");
        let resolved = editor.request("codeAction/resolve", action.clone());
        assert_eq!((&resolved["title"], &resolved["kind"]), (&action["title"], &action["kind"]));
        if title.contains("fixes") || title.contains("Fix") {
            assert_eq!(after(text, &resolved, &draft), "Valued at four, sent to Lund.\n");
        } else {
            assert!(office.after(&resolved).starts_with("# Ours.\n\n["), "{resolved:#?}");
        }
    }
    // An edit that was made for another text is none.
    let action = titled(&actions, "Apply all safe fixes of Presscheck").clone();
    editor.edit(&draft, 2, range((0, 0), (0, 0)), "It is ");
    assert_eq!(editor.refused("codeAction/resolve", action)["code"], -32801);
    for nonsense in [json!({}), json!({ "uri": draft }), json!(7)] {
        let action = json!({ "title": "x", "data": nonsense });
        assert_eq!(editor.refused("codeAction/resolve", action)["code"], -32602);
    }
    // The configuration has become something else meanwhile.
    let actions = editor.actions(&draft, range((0, 14), (0, 14)), quick_fixes());
    let action = titled(&actions, "Set “doubled-word” to off in presscheck.toml").clone();
    fs::write(office.folder.path().join("presscheck.toml"), "= what\n").unwrap();
    assert_eq!(editor.refused("codeAction/resolve", action)["code"], -32803);
}

#[test]
fn the_reason_of_a_suppression_is_selected_to_be_written() {
    let office = Office::new("# 🚀 Ours.\n");
    let mut editor = Editor::silent();
    let result = editor.request("initialize", json!({ "capabilities": lazy() }));
    let commands = &result["capabilities"]["executeCommandProvider"]["commands"];
    assert_eq!(*commands, json!(["presscheck.select"]));
    editor.notify("initialized", json!({}));
    let markdown = uri_of(&office.folder.path().join("draft.md"));
    let text = "# 🚀\n\nValued at at four.\n";
    for (uri, language, old, edited) in [
        (markdown.clone(), "markdown", text, markdown),
        (office.draft(), "plaintext", "# 🚀 Ours.\n", office.toml()),
    ] {
        editor.open(&uri, language, text);
        let actions = editor.actions(&uri, range((2, 8), (2, 8)), quick_fixes());
        let action = titled(&actions, "Ignore “doubled-word” here").clone();
        let action = editor.request("codeAction/resolve", action);
        let new = after(old, &action, &edited);
        let params = json!({ "command": action["command"]["command"], "arguments": action["command"]["arguments"] });
        editor.request("workspace/executeCommand", params);
        let shown = editor.wait_for("a place", |it| it["method"] == "window/showDocument");
        editor.send(&json!({ "jsonrpc": "2.0", "id": shown["id"], "result": { "success": true } }));
        assert_eq!(shown["params"]["uri"], edited);
        assert_eq!(shown["params"]["selection"], place(&new, "say why"), "{new}");
    }
    // Who cannot show a place is not asked to.
    let mut editor = Editor::with(modern());
    editor.open(&office.draft(), "plaintext", text);
    let actions = editor.actions(&office.draft(), range((2, 8), (2, 8)), quick_fixes());
    assert!(titled(&actions, "Ignore “doubled-word” here").get("command").is_none());
}

#[test]
fn alternatives_for_a_conflict_are_all_offered_and_none_is_preferred() {
    let text = "Harbour opens\n\nLUND, Sweden – The ports of Tideco met on Monday 14 April 2026.\n";
    let office = Office::new("");
    let mut editor = Editor::with(modern());
    editor.open(&office.draft(), "plaintext", text);
    let actions = editor.actions(&office.draft(), place(text, "Monday"), quick_fixes());
    for title in ["Make it a Tuesday", "Make it 2025"] {
        let action = titled(&actions, title);
        assert!(action.get("isPreferred").is_none(), "{action:#?}");
        assert_eq!(action["diagnostics"][0]["code"], "weekday-date");
    }
    assert!(!actions.iter().any(|it| it["title"] == "Fix all of “weekday-date” in this draft"));
}

#[test]
fn data_of_a_diagnostic_leads_back_to_its_finding() {
    let office = Office::new("");
    let mut capabilities = modern();
    capabilities["textDocument"]["publishDiagnostics"]["dataSupport"] = json!(true);
    let mut editor = Editor::with(capabilities);
    let text = "Valued at at four, and at at five.\n";
    editor.open(&office.draft(), "plaintext", text);
    let mut second = editor.diagnostics(&office.draft(), 1)[1].clone();
    assert!(second.get("data").is_some());
    // The editor shows it elsewhere.
    second["range"] = range((0, 0), (0, 1));
    let context = json!({ "diagnostics": [second], "only": ["quickfix"] });
    let actions = editor.actions(&office.draft(), everywhere(), context);
    let fixed = after(text, titled(&actions, "Delete the second “at”"), &office.draft());
    assert_eq!(fixed, "Valued at at four, and at five.\n");
}
