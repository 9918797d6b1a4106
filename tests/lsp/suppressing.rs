//! “Ignore … here”: a comment in Markdown, an `[[ignore]]` entry elsewhere.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::editor::{Editor, after, modern, modern_but, range, uri_of};

/// The action that suppresses the finding at a place, if it is offered.
fn suppression(editor: &mut Editor, uri: &str, line: usize, character: usize) -> Option<Value> {
    let place = range((line, character), (line, character));
    let context = json!({ "diagnostics": [], "only": ["quickfix"] });
    let actions = editor.actions(uri, place, context);
    actions.into_iter().find(|it| it["title"] == "Ignore “doubled-word” here")
}

#[test]
fn in_markdown_a_comment_before_the_block_suppresses_a_finding() {
    const URI: &str = "file:///tmp/presscheck-test/draft.md";
    for (text, line, expected) in [
        (
            "# A heading\n\nOne.\nValued at at four,\nand more.\n",
            3,
            "# A heading\n\n<!-- presscheck-ignore doubled-word: say why -->\nOne.\nValued at at four,\nand more.\n",
        ),
        (
            "# Valued at at four\n\nText.\n",
            0,
            "<!-- presscheck-ignore doubled-word: say why -->\n# Valued at at four\n\nText.\n",
        ),
        (
            "- One.\n- Valued at at four.\n",
            1,
            "- One.\n<!-- presscheck-ignore doubled-word: say why -->\n- Valued at at four.\n",
        ),
        (
            "One.\r\n\r\nValued at at four.\r\n",
            2,
            "One.\r\n\r\n<!-- presscheck-ignore doubled-word: say why -->\r\nValued at at four.\r\n",
        ),
    ] {
        let mut editor = Editor::with(modern());
        editor.open(URI, "markdown", text);
        assert_eq!(editor.diagnostics(URI, 1).len(), 1, "{text}");
        let character = text.lines().nth(line).unwrap().find("at at").unwrap();
        let action = suppression(&mut editor, URI, line, character).unwrap();
        let suppressed = after(text, &action, URI);
        assert_eq!(suppressed, expected);
        editor.replace(URI, 2, &suppressed);
        assert_eq!(editor.diagnostics(URI, 2), [] as [Value; 0], "{suppressed}");
    }
}

#[test]
fn in_plain_text_an_entry_in_the_configuration_suppresses_a_finding() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("drafts")).unwrap();
    let configuration = folder.path().join("presscheck.toml");
    let before = "# Ours.\n\n[[ignore]] # an old one\nfile = \"a.txt\"\nrule = \"doubled-word\"\n";
    fs::write(&configuration, before).unwrap();
    let draft = uri_of(&folder.path().join("drafts/opening.txt"));
    let mut editor = Editor::with(modern());
    editor.open(&draft, "plaintext", "Valued at at four.\n");
    assert_eq!(editor.diagnostics(&draft, 1).len(), 1);

    let action = suppression(&mut editor, &draft, 0, 9).unwrap();
    let entry = "\n[[ignore]]\nfile = \"drafts/opening.txt\"\nrule = \"doubled-word\"\n\
                 words = \"at at\"\nreason = \"say why\"\n";
    let text = after(before, &action, &uri_of(&configuration));
    assert_eq!(text, format!("{before}{entry}"));

    // The text in the editor counts over the one on the disk.
    let unsaved = "# Not saved yet.\n";
    editor.open(&uri_of(&configuration), "toml", unsaved);
    let action = suppression(&mut editor, &draft, 0, 9).unwrap();
    let text = after(unsaved, &action, &uri_of(&configuration));
    assert_eq!(text, format!("{unsaved}{entry}"));
}

#[test]
fn the_configuration_is_made_if_there_is_none_and_the_client_can() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("drafts")).unwrap();
    let draft = uri_of(&folder.path().join("drafts/opening.txt"));
    let start = |capabilities: Value| {
        let mut editor = Editor::introduced(json!({
            "processId": null,
            "clientInfo": { "name": "test" },
            "workspaceFolders": [{ "uri": uri_of(folder.path()), "name": "releases" }],
            "capabilities": capabilities
        }));
        editor.open(&draft, "plaintext", "Valued at at four.\n");
        editor
    };
    let mut editor = start(modern());
    let action = suppression(&mut editor, &draft, 0, 9).unwrap();
    let configuration = uri_of(&folder.path().join("presscheck.toml"));
    let create = &action["edit"]["documentChanges"][0];
    assert_eq!((&create["kind"], &create["uri"]), (&json!("create"), &json!(configuration)));
    let text = after("", &action, &configuration);
    assert!(text.starts_with("[[ignore]]\nfile = \"drafts/opening.txt\"\n"), "{text}");

    let mut editor =
        start(modern_but("/workspace/workspaceEdit/resourceOperations", json!(["rename"])));
    assert_eq!(suppression(&mut editor, &draft, 0, 9), None);
}

#[test]
fn a_draft_without_a_file_has_no_entry() {
    let mut editor = Editor::with(modern());
    editor.open("untitled:Untitled-1", "plaintext", "Valued at at four.\n");
    assert_eq!(suppression(&mut editor, "untitled:Untitled-1", 0, 9), None);
}

#[test]
fn a_configuration_that_is_no_toml_is_left_alone() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("presscheck.toml"), "= what\n").unwrap();
    let draft = uri_of(&folder.path().join("opening.txt"));
    let mut editor = Editor::with(modern());
    editor.open(&draft, "plaintext", "Valued at at four.\n");
    assert_eq!(suppression(&mut editor, &draft, 0, 9), None);
}
