//! Where the documentation is.

use tower_lsp::lsp_types::Url;

/// The folder of the documentation that has a page for each rule. The one place to change when the
/// documentation moves.
const RULE_PAGES: &str = "https://presscheck.example/rules/";

/// The address of a rule's page.
pub(super) fn rule_page(rule: &str) -> Option<Url> {
    Url::parse(RULE_PAGES).ok()?.join(rule).ok()
}
