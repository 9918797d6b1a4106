//! What helps to write is offered to each editor as it introduced itself, and answered as it says.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::editor::Editor;
use crate::writing::{URI, about, about_range, everywhere};

const TEXT: &str = "Harbour opens its new quay 🚀\r\n\r\n\
    OSLO, Norway, 15 June 2026 – The quay opened today , as www.harbour.example says.\r\n\r\n\
    About the harbour\r\nThe Harbour Trust runs the port.\r\n";

#[test]
fn every_editor_is_offered_what_it_declares_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lsp/clients");
    let mut editors = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let params: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let declared = |place: &str| params["capabilities"]["textDocument"].pointer(place).cloned();
        let mut editor = Editor::silent();
        let offered = editor.request("initialize", params.clone())["capabilities"].clone();
        editor.notify("initialized", json!({}));
        editor.open(URI, "plaintext", TEXT);

        for (capability, provider) in [
            ("/foldingRange", "foldingRangeProvider"),
            ("/documentLink", "documentLinkProvider"),
            ("/codeLens", "codeLensProvider"),
            ("/inlayHint", "inlayHintProvider"),
        ] {
            let is_offered = offered.get(provider).is_some();
            assert_eq!(is_offered, declared(capability).is_some(), "{name}: {provider}");
        }
        assert_eq!(offered["documentFormattingProvider"], true, "{name}");
        assert_eq!(offered["documentRangeFormattingProvider"], true, "{name}");

        let folds = editor.request("textDocument/foldingRange", about(URI));
        assert_eq!(folds.as_array().unwrap().len(), 1, "{name}");
        let kinds = declared("/foldingRange/foldingRangeKind/valueSet").unwrap_or_default();
        let knows_regions = kinds.as_array().is_some_and(|it| it.contains(&json!("region")));
        assert_eq!(folds[0].get("kind").is_some(), knows_regions, "{name}");
        let links = editor.request("textDocument/documentLink", about(URI));
        let tooltips = declared("/documentLink/tooltipSupport") == Some(json!(true));
        assert_eq!(links[0].get("tooltip").is_some(), tooltips, "{name}");
        let hints = editor.request("textDocument/inlayHint", about_range(URI, everywhere()));
        assert_eq!(hints.as_array().unwrap().len(), 2, "{name}");
        let lenses = editor.request("textDocument/codeLens", about(URI));
        assert_eq!(lenses[0]["command"]["command"], "", "{name}");

        let known = declared("/semanticTokens/tokenTypes").unwrap_or_default();
        let known = known.as_array().cloned().unwrap_or_default();
        let provider = &offered["semanticTokensProvider"];
        assert_eq!(provider.is_object(), !known.is_empty(), "{name}");
        if provider.is_object() {
            let legend = provider["legend"]["tokenTypes"].as_array().unwrap();
            assert!(!legend.is_empty() && legend.iter().all(|it| known.contains(it)), "{name}");
            let tokens = editor.request("textDocument/semanticTokens/full", about(URI));
            assert!(!tokens["data"].as_array().unwrap().is_empty(), "{name}");
        }
        editors += 1;
    }
    assert!(editors >= 10);
}
