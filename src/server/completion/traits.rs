//! What the client says it can take of completion.

use tower_lsp::lsp_types::{
    CompletionClientCapabilities, CompletionItemKind, InsertTextMode, MarkupKind,
};

/// What the server needs to know of the client to complete.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::server) struct CompletionTraits {
    /// Whether an item may have places to fill in.
    pub(in crate::server) snippets: bool,
    /// Whether an item may say what it replaces and what it is inserted before.
    pub(super) insert_replace: bool,
    /// Whether it shows a second text beside the label.
    pub(super) label_details: bool,
    /// Whether documentation may be in Markdown.
    pub(super) markdown: bool,
    /// Whether the documentation of an item may say that it is not in Markdown.
    pub(super) plain: bool,
    /// Whether it asks for the documentation when it shows an item.
    pub(in crate::server) resolves_documentation: bool,
    /// Whether it can be told to leave the white space of several lines as it is.
    pub(super) as_is: bool,
    /// The kinds of items that it knows; `None` if it names none.
    kinds: Option<Vec<CompletionItemKind>>,
}

impl CompletionTraits {
    /// Reads them from what the client declares.
    pub(in crate::server) fn of(declared: Option<&CompletionClientCapabilities>) -> Self {
        let item = declared.and_then(|it| it.completion_item.as_ref());
        let Some(item) = item else {
            return Self::default();
        };
        let resolved = item.resolve_support.as_ref().map(|it| it.properties.as_slice());
        let modes = item.insert_text_mode_support.as_ref();
        Self {
            snippets: item.snippet_support == Some(true),
            insert_replace: item.insert_replace_support == Some(true),
            label_details: item.label_details_support == Some(true),
            markdown: item
                .documentation_format
                .as_ref()
                .is_some_and(|it| it.contains(&MarkupKind::Markdown)),
            plain: item
                .documentation_format
                .as_ref()
                .is_some_and(|it| it.contains(&MarkupKind::PlainText)),
            resolves_documentation: resolved
                .is_some_and(|it| it.iter().any(|property| property == "documentation")),
            as_is: modes.is_some_and(|it| it.value_set.contains(&InsertTextMode::AS_IS)),
            kinds: declared
                .and_then(|it| it.completion_item_kind.as_ref())
                .and_then(|it| it.value_set.clone()),
        }
    }

    /// `kind`, or `fallback`, which every client knows, if the client does not know it.
    pub(super) fn kind(
        &self,
        kind: CompletionItemKind,
        fallback: CompletionItemKind,
    ) -> CompletionItemKind {
        // A client that names none knows those of the protocol's first version.
        let later = [CompletionItemKind::ENUM_MEMBER, CompletionItemKind::STRUCT];
        let known = self.kinds.as_ref().map_or(!later.contains(&kind), |it| it.contains(&kind));
        if known { kind } else { fallback }
    }
}
