//! `presscheck/rulePage`: a rule explained, for editors with a view for it.

use std::fs;

use serde_json::json;

use crate::editor::{Editor, modern};

#[test]
fn a_page_says_what_the_rule_is_and_why() {
    let mut editor = Editor::with(modern());
    let page = editor.request("presscheck/rulePage", json!({ "rule": "doubled-word" }));
    assert_eq!(page["rule"], "doubled-word");
    assert_eq!(page["title"], "No word stands twice in a row");
    let markdown = page["markdown"].as_str().unwrap();
    assert!(
        markdown.starts_with("# doubled-word\n\nNo word stands twice in a row\n"),
        "{markdown}"
    );
    for part in ["- level: warning\n", "\n## Why\n", "\n## Flagged\n", "\n## Not flagged\n"] {
        assert!(markdown.contains(part), "no {part:?} in {markdown}");
    }
}

#[test]
fn a_rule_that_nobody_knows_is_refused_with_the_nearest() {
    let mut editor = Editor::with(modern());
    let error = editor.refused("presscheck/rulePage", json!({ "rule": "double-word" }));
    assert_eq!(error["code"], -32602);
    assert_eq!(error["message"], "there is no rule “double-word”; did you mean “doubled-word”?");
    let error = editor.refused("presscheck/rulePage", json!({ "rule": "🚀" }));
    assert_eq!(error["message"], "there is no rule “🚀”");
    let error = editor.refused("presscheck/rulePage", json!({}));
    assert_eq!(error["code"], -32602);
    let uri = "file:///tmp/presscheck-test/not-open.txt";
    let params = json!({ "rule": "doubled-word", "uri": uri });
    assert_eq!(editor.refused("presscheck/rulePage", params)["code"], -32602);
}

#[test]
fn a_page_is_that_of_the_drafts_house() {
    let folder = tempfile::tempdir().unwrap();
    let config = "pages = [\"pages/*.md\"]\n\n[rules]\ndoubled-word = \"error\"\n";
    fs::write(folder.path().join("presscheck.toml"), config).unwrap();
    fs::create_dir(folder.path().join("pages")).unwrap();
    let own = "+++\nsummary = \"The quay is never called a pier\"\nlevel = \"info\"\nfix = \"unsafe\"\n\n\
               [substitution]\n\"pier\" = \"quay\"\n+++\nOurs.\n\n## Why\nIt is one.\n\n\
               ## Flagged\n```draft\nThe pier is open to all ferries.\n    ^^^^ no-pier\n```\n\n\
               ## Not flagged\n```draft\nThe quay is open to all ferries.\n```\n";
    fs::write(folder.path().join("pages/no-pier.md"), own).unwrap();
    let draft = format!("file://{}/draft.txt", folder.path().display());
    let mut editor = Editor::with(modern());
    editor.open(&draft, "plaintext", "Harbour opens\n");
    let params = json!({ "rule": "doubled-word", "uri": draft });
    let page = editor.request("presscheck/rulePage", params);
    assert!(page["markdown"].as_str().unwrap().contains("- level: error\n"), "{page:#}");
    // Of all the drafts that are open, this one knows it.
    let page = editor.request("presscheck/rulePage", json!({ "rule": "no-pier" }));
    assert_eq!(page["title"], "The quay is never called a pier");
}
