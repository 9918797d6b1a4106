//! What the client declares of folding, links, lenses, hints and coloured zones.

use serde_json::Value;
use tower_lsp::lsp_types::{
    ClientCapabilities, FoldingRangeKind, SemanticTokensClientCapabilities,
    SemanticTokensFullOptions, TokenFormat,
};

/// The command that shows the findings of a draft; the client has it, or nobody.
const SHOW_FINDINGS: &str = "presscheck.showFindings";

/// What the server needs to know of the client for what helps to write.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "the protocol declares them one by one")]
pub(in crate::server) struct WritingTraits {
    /// How it folds; `None` if it does not say that it does.
    pub(in crate::server) folding: Option<FoldingTraits>,
    /// Whether it shows links.
    pub(in crate::server) links: bool,
    /// Whether a link may say what it does.
    pub(in crate::server) link_tooltips: bool,
    /// Whether it shows lenses.
    pub(in crate::server) lenses: bool,
    /// Whether it can be told that lenses have changed.
    pub(in crate::server) refreshes_lenses: bool,
    /// The command behind the lens; empty if the client has none.
    pub(in crate::server) show_findings: &'static str,
    /// Whether it shows hints in the text.
    pub(in crate::server) hints: bool,
    /// Whether it can be told that hints have changed.
    pub(in crate::server) refreshes_hints: bool,
    /// How it colours; `None` if nothing could be sent to it.
    pub(in crate::server) tokens: Option<TokenTraits>,
}

/// How the client folds.
#[derive(Clone, Debug, Default)]
pub(in crate::server) struct FoldingTraits {
    /// Whether only whole lines can be folded.
    pub(in crate::server) lines_only: bool,
    /// How many ranges it wants at most.
    pub(in crate::server) limit: Option<usize>,
    /// The kinds of ranges that it knows.
    pub(in crate::server) kinds: Vec<FoldingRangeKind>,
    /// Whether it shows a text for what is folded.
    pub(in crate::server) collapsed_text: bool,
}

/// How the client colours.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "the protocol declares them one by one")]
pub(in crate::server) struct TokenTraits {
    /// Whether it asks for a whole document.
    pub(in crate::server) full: bool,
    /// Whether it asks for what has changed.
    pub(in crate::server) delta: bool,
    /// Whether it asks for a range.
    pub(in crate::server) range: bool,
    /// The types of tokens that it knows.
    pub(in crate::server) types: Vec<String>,
    /// The modifiers of tokens that it knows.
    pub(in crate::server) modifiers: Vec<String>,
    /// Whether tokens only add to what it colours by itself.
    pub(in crate::server) augments: bool,
}

impl WritingTraits {
    /// Reads them from the client's capabilities.
    pub(super) fn of(capabilities: &ClientCapabilities) -> Self {
        let ClientCapabilities { workspace, text_document, experimental, .. } = capabilities;
        let (workspace, text) = (workspace.as_ref(), text_document.as_ref());
        let folding = text.and_then(|it| it.folding_range.as_ref()).map(|it| FoldingTraits {
            lines_only: it.line_folding_only == Some(true),
            limit: it.range_limit.map(|it| it as usize),
            kinds: it
                .folding_range_kind
                .as_ref()
                .and_then(|it| it.value_set.clone())
                .unwrap_or_default(),
            collapsed_text: it
                .folding_range
                .as_ref()
                .is_some_and(|it| it.collapsed_text == Some(true)),
        });
        let links = text.and_then(|it| it.document_link.as_ref());
        let commands = experimental.as_ref().and_then(|it| it.get("presscheckCommands"));
        let shows_findings = commands
            .and_then(Value::as_array)
            .is_some_and(|it| it.iter().any(|it| it == SHOW_FINDINGS));
        Self {
            folding,
            links: links.is_some(),
            link_tooltips: links.is_some_and(|it| it.tooltip_support == Some(true)),
            lenses: text.is_some_and(|it| it.code_lens.is_some()),
            refreshes_lenses: workspace
                .and_then(|it| it.code_lens.as_ref())
                .is_some_and(|it| it.refresh_support == Some(true)),
            show_findings: if shows_findings { SHOW_FINDINGS } else { "" },
            hints: text.is_some_and(|it| it.inlay_hint.is_some()),
            refreshes_hints: workspace
                .and_then(|it| it.inlay_hint.as_ref())
                .is_some_and(|it| it.refresh_support == Some(true)),
            tokens: text.and_then(|it| it.semantic_tokens.as_ref()).and_then(TokenTraits::of),
        }
    }
}

impl TokenTraits {
    fn of(declared: &SemanticTokensClientCapabilities) -> Option<Self> {
        let requests = &declared.requests;
        let (full, delta) = match requests.full {
            Some(SemanticTokensFullOptions::Bool(full)) => (full, false),
            Some(SemanticTokensFullOptions::Delta { delta }) => (true, delta == Some(true)),
            None => (false, false),
        };
        let range = requests.range == Some(true);
        let understands = declared.formats.contains(&TokenFormat::RELATIVE)
            && !declared.token_types.is_empty()
            && (full || range);
        understands.then(|| Self {
            full,
            delta,
            range,
            types: declared.token_types.iter().map(|it| it.as_str().to_owned()).collect(),
            modifiers: declared.token_modifiers.iter().map(|it| it.as_str().to_owned()).collect(),
            augments: declared.augments_syntax_tokens == Some(true),
        })
    }
}
