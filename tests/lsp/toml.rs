//! Completion, hover and diagnostics in `presscheck.toml`.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::completion::{items, labelled, labels, poor, rich, taken};
use crate::editor::{Editor, after, modern, modern_but, position, range};

struct File {
    _folder: TempDir,
    editor: Editor,
    uri: String,
}

impl File {
    fn with(capabilities: Value) -> Self {
        let folder = TempDir::new().unwrap();
        let uri = format!("file://{}", folder.path().join("presscheck.toml").display());
        Self { _folder: folder, editor: Editor::with(capabilities), uri }
    }

    fn items(&mut self, marked: &str) -> Vec<Value> {
        items(&mut self.editor, &self.uri, "toml", marked)
    }

    fn taken(&mut self, marked: &str, label: &str) -> String {
        let items = self.items(marked);
        taken(marked, labelled(&items, label))
    }

    fn hover(&mut self, marked: &str) -> Value {
        let text = marked.replacen('|', "", 1);
        self.editor.open(&self.uri, "toml", &text);
        let before = &marked[..marked.find('|').unwrap()];
        let line = before.matches('\n').count();
        let column = before[before.rfind('\n').map_or(0, |it| it + 1)..].encode_utf16().count();
        let params =
            json!({ "textDocument": { "uri": self.uri }, "position": position(line, column) });
        self.editor.request("textDocument/hover", params)
    }

    fn told(&mut self, marked: &str) -> String {
        let hover = self.hover(marked);
        hover["contents"]["value"]
            .as_str()
            .unwrap_or_else(|| panic!("{marked}: {hover}"))
            .to_owned()
    }
}

#[test]
fn keys_that_can_stand_there_and_do_not_yet() {
    let mut file = File::with(poor());
    let items = file.items("house = \"un\"\n|\n[rules]\n");
    let found = labels(&items);
    assert!(found.contains(&"include") && found.contains(&"[[people]]"), "{found:?}");
    assert!(!found.contains(&"house") && !found.contains(&"[rules]"), "{found:?}");
    let items = file.items("[[people]]\nname = \"Orla Venn\"\n|\n");
    let found = labels(&items);
    assert_eq!(found[..4], ["aliases", "organisation", "surname", "title"]);
    // What is needed comes first.
    assert_eq!(labels(&file.items("[[counts]]\n|\n"))[..3], ["from", "noun", "organisation"]);
    assert_eq!(file.taken("[[counts]]\nno|\n", "noun"), "[[counts]]\nnoun = \n");
    // A name that has its value is only renamed.
    assert_eq!(
        file.taken("[[counts]]\nno| = \"ports\"\n", "noun"),
        "[[counts]]\nnoun = \"ports\"\n"
    );
    assert_eq!(file.taken("acronyms = [{ acr| }]", "acronym"), "acronyms = [{ acronym =  }]");
}

#[test]
fn rules_with_their_options_and_cases() {
    let mut file = File::with(rich());
    let marked = "[rules]\nhy|\ndoubled-word = \"off\"\n";
    let items = file.items(marked);
    let found = labels(&items);
    assert!(!found.contains(&"doubled-word") && found.len() > 50);
    assert_eq!(
        taken(marked, labelled(&items, "hype")),
        "[rules]\nhype = \"${1|off,info,warning,error|}\"\ndoubled-word = \"off\"\n"
    );
    let hype = labelled(&items, "hype");
    assert!(hype["detail"].as_str().is_some_and(|it| it.len() > 10));
    let resolved = file.editor.request("completionItem/resolve", hype.clone());
    assert!(resolved["documentation"]["value"].as_str().unwrap().starts_with("**hype**"));

    let found = file.items("[rules]\ndateline-form = { |");
    assert_eq!(labels(&found), ["capitals", "cases", "form", "level", "separator"]);
    let found = file.items("[rules]\ndateline-form = { level = \"off\", c| }");
    assert_eq!(labels(&found), ["capitals", "cases", "form", "separator"]);
    assert_eq!(
        file.taken("[rules]\ndateline-form = { cap| }", "capitals"),
        "[rules]\ndateline-form = { capitals = ${1|true,false|} }"
    );
    let found = file.items("[rules.dateline-form.cases]\n|");
    assert_eq!(labels(&found)[..2], ["missing", "second"]);
    let found = file.items("[[earlier]]\nrules = { dateline-form = { form = \"|\" } }");
    assert_eq!(labels(&found)[..2], ["any", "city"]);
}

#[test]
fn a_client_that_does_not_resolve_has_it_all_at_once() {
    let mut file = File::with(poor());
    let items = file.items("[rules]\nhy|\n");
    let hype = labelled(&items, "hype");
    assert!(hype.get("data").is_none());
    assert!(hype["documentation"].as_str().unwrap().contains("Default: \"info\""), "{hype}");
}

#[test]
fn values_inside_and_outside_of_their_marks() {
    let mut file = File::with(rich());
    for marked in [
        "house = |",
        "house = in|",
        "house = \"|",
        "house = \"in|",
        "house = \"|\"",
        "house = \"in|\"",
    ] {
        assert_eq!(file.taken(marked, "interpol"), "house = \"interpol\"", "{marked}");
    }
    let items = file.items("house = |");
    assert_eq!(items.len(), 10);
    assert!(labelled(&items, "un")["detail"].as_str().unwrap().contains("United Nations"));
    assert_eq!(labels(&file.items("[rules]\nhype = \"|\"")), ["off", "info", "warning", "error"]);
    assert_eq!(file.taken("[rules]\nhype = |", "{ }"), "[rules]\nhype = { $1 }");
    assert_eq!(
        file.taken("[rules]\nhype = { level = \"o| }", "off"),
        "[rules]\nhype = { level = \"off\" }"
    );
    assert_eq!(labels(&file.items("[rules]\ndateline-form = { capitals = | }")), ["true", "false"]);
    assert_eq!(labels(&file.items("[[organisations]]\nown = |")), ["true", "false"]);
    let items = file.items("[[ignore]]\nrule = \"doub|\"");
    labelled(&items, "doubled-word");
    let items = file.items("[[examples]]\nrules = [\"hype\", \"d|");
    labelled(&items, "doubled-word");
    let items = file.items("house = \"interpol\"\n[[counts]]\norganisation = \"|\"");
    labelled(&items, "Europol");
    assert!(file.items("include = [\"|\"]").is_empty());
    assert!(file.items("# house = |").is_empty());
    assert!(file.items("house = \"un\" |").is_empty());
}

#[test]
fn tables_by_name() {
    let mut file = File::with(rich());
    assert_eq!(file.taken("[[pe|\n", "[[people]]"), "[[people]]\nname = \"$1\"\n");
    assert_eq!(file.taken("[[pe|]]\nname = \"A\"\n", "[[people]]"), "[[people]]\nname = \"A\"\n");
    assert_eq!(file.taken("[ru|]\n", "[rules]"), "[rules]\n");
    assert_eq!(
        file.taken("[rules]\nhype = \"off\"\n\n[te|", "[[terms]]"),
        "[rules]\nhype = \"off\"\n\n[[terms]]\nuse = \"$1\"\navoid = [$2]"
    );
    let items = file.items("[rules]\n\n[|");
    assert!(!labels(&items).contains(&"[rules]"));
    assert_eq!(file.taken("[rules.dateline-f|\n", "dateline-form"), "[rules.dateline-form]\n");
}

#[test]
fn the_rules_of_ones_own_are_rules() {
    let folder = TempDir::new().unwrap();
    std::fs::write(
        folder.path().join("plain-words.md"),
        "+++\nsummary = \"Plain words\"\nlevel = \"info\"\n[substitution]\n\"utilise\" = \"use\"\n+++\nPlain.\n\n## Flagged\n```draft\nQuay opens\n\nThey utilise the quay for the ferries of the islands.\n     ^^^^^^^ plain-words\n```\n",
    )
    .unwrap();
    let uri = format!("file://{}", folder.path().join("presscheck.toml").display());
    let mut editor = Editor::with(rich());
    let items = items(&mut editor, &uri, "toml", "pages = [\"*.md\"]\n[rules]\npl|\n");
    assert_eq!(labelled(&items, "plain-words")["detail"], "Plain words");
}

#[test]
fn hover_says_what_a_key_means() {
    let mut file = File::with(rich());
    let hover = file.hover("ho|use = \"un\"\n");
    assert_eq!(hover["range"]["end"], position(0, 5));
    let told = file.told("ho|use = \"un\"\n");
    assert!(told.contains("profile") && told.contains("Default: `\"default\"`"), "{told}");
    assert!(file.told("house = \"u|n\"\n").contains("United Nations"));
    assert!(file.told("[[peo|ple]]\n").contains("People"));
    assert!(file.told("[[people]]\nsurn|ame = \"A\"\n").contains("family name"));
    assert!(file.told("[[people]]\nna|me").contains("full name"));
    let told = file.told("house = \"osce\"\n[rules]\ndateline-f|orm = { form = \"any\" }\n");
    assert!(
        told.contains("one dateline") && told.contains("https://") && told.contains("`separator`"),
        "{told}"
    );
    let told = file.told("house = \"osce\"\n[rules]\ndateline-form = { fo|rm = \"any\" }\n");
    assert!(
        told.contains("Default: `\"any\"`")
            && told.contains("`\"city-date\"`")
            && told.contains("One of"),
        "{told}"
    );
    assert!(file.told("[rules]\nhype = { level = \"in|fo\" }\n").contains("Worth a look"));
    assert!(file.told("[rules]\nhype = \"o|ff\"\n").contains("says nothing"));
    assert!(file.told("[[ignore]]\nrule = \"hy|pe\"\n").contains("Default"));
    assert!(file.hover("# ho|use\n").is_null());
    assert!(file.hover("nonse|nse = 1\n").is_null());
    assert!(file.hover("[[people]]\nname = \"Or|la\"\n").is_null());
    let mut plain = modern();
    plain["textDocument"]["hover"] = json!({});
    let mut file = File::with(plain);
    let told = file.told("[rules]\nhy|pe = \"off\"\n");
    assert!(!told.contains('`') && !told.contains("**"), "{told}");
}

#[test]
fn what_is_wrong_is_shown_where_it_stands() {
    let mut file = File::with(modern());
    for (text, line, start, end) in [
        ("# 🚀\nhous = \"un\"\n", 1, 0, 4),
        ("house = \"nobody\"\n", 0, 8, 16),
        ("include = 3\n", 0, 10, 11),
        ("[rules]\nhype = \"of\"\n", 1, 7, 11),
        ("[rules]\nhype = { lvel = \"off\" }\n", 1, 9, 13),
        ("[rules]\ndateline-form = { capitals = \"yes\" }\n", 1, 29, 34),
        ("[rules]\ndateline-form = { form = \"round\" }\n", 1, 25, 32),
        ("[rules]\ndateline-form = { cases = { thrid = \"off\" } }\n", 1, 28, 33),
        ("[[people]]\nname = 7\n", 1, 7, 8),
        ("[[people]]\nname = \"🚀 A\"\ntitel = \"B\"\n", 2, 0, 5),
        ("[[counts]]\norganisation = \"A\"\nnoun = \"b\"\nfrom = \"soon\"\n", 3, 7, 13),
        ("[[series]]\nname = \"A\"\nnumber = -2\nyear = 2026\n", 2, 9, 11),
        ("[[ignore]]\nfile = \"a\"\nrule = \"hyp\"\n", 2, 7, 12),
    ] {
        file.editor.open(&file.uri, "toml", text);
        let range = json!({ "start": position(line, start), "end": position(line, end) });
        let published = loop {
            let published = file.editor.published(&file.uri);
            if published["diagnostics"] != json!([]) {
                break published;
            }
        };
        let diagnostics = published["diagnostics"].as_array().unwrap();
        assert_eq!(diagnostics.len(), 1, "{text}: {published}");
        assert_eq!(diagnostics[0]["range"], range, "{text}: {published}");
        file.editor.close(&file.uri);
        file.editor.published(&file.uri);
    }
}

impl File {
    /// What is wrong with `text`, as it is published.
    fn faults(&mut self, text: &str) -> Vec<Value> {
        self.editor.open(&self.uri, "toml", text);
        loop {
            let published = self.editor.published(&self.uri);
            let faults = published["diagnostics"].as_array().unwrap();
            if !faults.is_empty() {
                return faults.clone();
            }
        }
    }

    fn actions(&mut self, context: Value) -> Vec<Value> {
        self.editor.actions(&self.uri, range((0, 0), (99, 0)), context)
    }
}

fn unfiltered() -> Value {
    json!({ "diagnostics": [] })
}

#[test]
fn a_name_that_is_not_known_is_mended_by_the_nearest() {
    for (text, right) in [
        ("# 🚀\nhous = \"un\" # ours\n", "# 🚀\nhouse = \"un\" # ours\n"),
        ("\"hous\" = \"un\"\n", "\"house\" = \"un\"\n"),
        ("house = 'interpole'\n", "house = 'interpol'\n"),
        ("house = \"\"\"interpole\"\"\"\n", "house = \"\"\"interpol\"\"\"\n"),
        ("[rulez]\nhype = \"off\"\n", "[rules]\nhype = \"off\"\n"),
        ("[rules]\nhyp = \"off\"\n", "[rules]\nhype = \"off\"\n"),
        ("[rules]\nhype = \"warn\" # loud\n", "[rules]\nhype = \"warning\" # loud\n"),
        ("[rules]\nhype = { lvel = \"off\" }\n", "[rules]\nhype = { level = \"off\" }\n"),
        (
            "[rules]\ndateline-form = { seperator = \"dash\" }\n",
            "[rules]\ndateline-form = { separator = \"dash\" }\n",
        ),
        (
            "[rules]\ndateline-form = { cases = { misssing = \"off\" } }\n",
            "[rules]\ndateline-form = { cases = { missing = \"off\" } }\n",
        ),
        (
            "[[people]]\nname = \"A B\"\ntitel = \"C\"\n",
            "[[people]]\nname = \"A B\"\ntitle = \"C\"\n",
        ),
        (
            "[[ignore]]\nfile = \"a\"\nrule = \"doubled-wrod\"\n",
            "[[ignore]]\nfile = \"a\"\nrule = \"doubled-word\"\n",
        ),
    ] {
        let mut file = File::with(modern());
        let faults = file.faults(text);
        let actions = file.actions(json!({ "diagnostics": [], "only": ["quickfix"] }));
        let action = &actions[0];
        assert_eq!(after(text, action, &file.uri), right, "{actions:#?}");
        assert_eq!(action["kind"], "quickfix");
        assert!(faults.contains(&action["diagnostics"][0]), "{actions:#?}\n{faults:#?}");
        assert_eq!(actions.len() == 1, action["isPreferred"] == true, "{actions:#?}");
        assert_eq!(action["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    }
}

#[test]
fn several_names_that_may_be_meant_are_all_offered_and_none_preferred() {
    let mut file = File::with(modern());
    file.faults("[rules]\nspace-after = \"off\"\n");
    let actions = file.actions(unfiltered());
    let titles: Vec<&str> = actions.iter().map(|it| it["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Write “space-after-stop”", "Write “space-after-comma”"]);
    assert!(actions.iter().all(|it| it.get("isPreferred").is_none()), "{actions:#?}");
}

#[test]
fn a_mistake_that_no_other_name_mends_is_offered_nothing() {
    for text in [
        "zzz = 1\n",
        "house = 3\n",
        "house = \n",
        // The right key is there already.
        "house = \"un\"\nhous = \"un\"\n",
    ] {
        let mut file = File::with(modern());
        file.faults(text);
        assert_eq!(file.actions(unfiltered()), [] as [Value; 0], "{text}");
    }
    let mut file = File::with(modern());
    file.editor.open(&file.uri, "toml", "house = \"un\"\n");
    assert_eq!(file.actions(unfiltered()), [] as [Value; 0]);
}

#[test]
fn the_mistakes_that_a_client_names_are_the_ones_that_are_mended() {
    let mut file = File::with(modern());
    let text = "hous = \"un\"\n\n[rules]\nhyp = \"off\"\n";
    let faults = file.faults(text);
    let titles = |actions: &[Value]| -> Vec<String> {
        actions.iter().map(|it| it["title"].as_str().unwrap().to_owned()).collect()
    };
    let one = |it: &Value| json!({ "diagnostics": [it] });
    assert_eq!(titles(&file.actions(one(&faults[0]))), ["Write “house”"]);
    assert_eq!(titles(&file.actions(one(&faults[1])))[0], "Write “hype”");
    let foreign = json!({
        "range": range((0, 0), (0, 4)), "message": "no", "code": "E1", "source": "other"
    });
    assert_eq!(file.actions(one(&foreign)), [] as [Value; 0]);
    assert_eq!(
        file.actions(json!({ "diagnostics": [], "only": ["source.fixAll"] })),
        [] as [Value; 0]
    );
    // Only where the cursor is.
    let here = file.editor.actions(&file.uri, range((0, 2), (0, 2)), unfiltered());
    assert_eq!(titles(&here), ["Write “house”"]);
    // An edit has moved it since it was shown.
    file.editor.edit(&file.uri, 2, range((0, 0), (0, 0)), "# A line.\n");
    let moved = format!("# A line.\n{text}");
    let actions = file.actions(one(&faults[1]));
    assert_eq!(after(&moved, &actions[0], &file.uri), moved.replace("hyp ", "hype "));
}

#[test]
fn a_right_name_comes_in_the_form_that_the_client_takes() {
    let text = "# 🚀\nhous = \"un\"\n";
    let right = "# 🚀\nhouse = \"un\"\n";
    let edits = json!({ "documentChanges": false });
    let mut file = File::with(modern_but("/workspace/workspaceEdit", edits));
    file.faults(text);
    let actions = file.actions(unfiltered());
    assert!(actions[0]["edit"].get("documentChanges").is_none());
    assert_eq!(after(text, &actions[0], &file.uri), right);

    let unpreferred =
        json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } });
    let mut file = File::with(modern_but("/textDocument/codeAction", unpreferred));
    file.faults(text);
    assert!(file.actions(unfiltered())[0].get("isPreferred").is_none());

    let mut file = File::with(json!({ "workspace": { "applyEdit": true } }));
    file.faults(text);
    let command = &file.actions(unfiltered())[0];
    assert_eq!(command["command"], "presscheck.applyEdit");
    let params = json!({ "command": command["command"], "arguments": command["arguments"] });
    assert_eq!(file.editor.request("workspace/executeCommand", params), Value::Null);
    let sent = file.editor.wait_for("the edit", |it| it["method"] == "workspace/applyEdit");
    assert_eq!(after(text, &sent["params"], &file.uri), right);

    let mut file = File::with(json!({}));
    file.faults(text);
    assert_eq!(file.actions(unfiltered()), [] as [Value; 0]);

    // A client that may apply all it is sent gets one name for each mistake.
    let capabilities = modern_but("/textDocument/codeAction/isPreferredSupport", json!(false));
    let folder = TempDir::new().unwrap();
    let uri = format!("file://{}", folder.path().join("presscheck.toml").display());
    let editor = Editor::introduced(json!({ "processId": 1, "capabilities": capabilities }));
    let mut file = File { _folder: folder, editor, uri };
    let text = "[rules]\nspace-after = \"off\"\nhyp = \"warn\"\n";
    let faults = file.faults(text);
    let actions = file.actions(unfiltered());
    assert_eq!(actions.len(), faults.len(), "{actions:#?}");
}
