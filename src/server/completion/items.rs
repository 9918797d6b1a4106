//! Suggestions in the form that the client takes.

use serde_json::Value;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionTextEdit,
    Documentation, InsertReplaceEdit, InsertTextFormat, InsertTextMode, MarkupContent, MarkupKind,
    TextEdit,
};

use crate::server::client::ClientTraits;
use crate::server::state::Document;
use crate::text::Span;

/// What a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::server) enum ItemKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A word of the house, or an acronym.
    Word,
    /// A count, a date, a value of a key.
    Value,
    /// Several lines, or places to fill in.
    Passage,
    /// A key.
    Key,
    /// A table of a configuration.
    Table,
    /// A rule.
    Rule,
}

/// Something that may be meant by what is typed.
#[derive(Clone, Debug)]
pub(in crate::server) struct Suggestion {
    /// What the client shows in its list.
    pub(in crate::server) label: String,
    /// What is shown beside it.
    pub(in crate::server) detail: Option<String>,
    pub(in crate::server) kind: ItemKind,
    /// What is written.
    pub(in crate::server) text: String,
    /// The same with places to fill in, in the protocol's syntax.
    pub(in crate::server) snippet: Option<String>,
    /// Whether it is nothing to a client that knows no places to fill in.
    pub(in crate::server) snippet_only: bool,
    /// What is replaced, in bytes: what is typed up to the cursor, or the whole of a name.
    pub(in crate::server) typed: Span,
    /// Where the word ends in which the cursor stands, in bytes.
    pub(in crate::server) word_end: usize,
    /// What the client compares with what is typed.
    pub(in crate::server) filter: String,
    /// What it is, in Markdown.
    pub(in crate::server) documentation: Option<String>,
    /// What the server needs to say more of it, if the client asks for that.
    pub(in crate::server) data: Option<Value>,
}

impl Suggestion {
    /// The item at place `rank` of the list. `document` is the text that it is for.
    pub(in crate::server) fn into_item(
        self,
        client: &ClientTraits,
        document: &Document,
        rank: usize,
    ) -> CompletionItem {
        let traits = &client.completion;
        // Neovim 0.11 takes no more than the first word of an edit, unless it is a snippet.
        let of_words = || self.text.contains(' ').then(|| escaped(&self.text));
        let snippet = self.snippet.or_else(of_words).filter(|_| traits.snippets);
        let format = snippet.is_some().then_some(InsertTextFormat::SNIPPET);
        let text = snippet.unwrap_or(self.text);
        let several_lines = text.contains('\n');
        let edit = edit(client, document, self.typed, self.word_end, text.clone());
        let insert_text = edit.is_none().then_some(text);
        let label_details = self
            .detail
            .clone()
            .filter(|_| traits.label_details)
            .map(|it| CompletionItemLabelDetails { detail: None, description: Some(it) });
        CompletionItem {
            label: self.label,
            label_details,
            kind: Some(kind(client, self.kind)),
            detail: self.detail,
            documentation: self.documentation.map(|it| documentation(client, &it)),
            sort_text: Some(format!("{rank:04}")),
            filter_text: Some(self.filter),
            insert_text,
            insert_text_format: format,
            insert_text_mode: (several_lines && traits.as_is).then_some(InsertTextMode::AS_IS),
            text_edit: edit,
            data: self.data,
            ..CompletionItem::default()
        }
    }
}

/// The text as a snippet without places to fill in.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// The edit of a suggestion. `None` where the client is to find by itself what it replaces: clients
/// that never heard of other encodings than UTF-16 are known to count in something else, which
/// matters behind the first character that is not ASCII.
fn edit(
    client: &ClientTraits,
    document: &Document,
    typed: Span,
    word_end: usize,
    new_text: String,
) -> Option<CompletionTextEdit> {
    let text = &document.text;
    let line_start = text.line_to_byte(text.byte_to_line(typed.start.min(text.len_bytes())));
    let before = text.byte_slice(line_start..typed.end.min(text.len_bytes()));
    if !client.negotiates_encoding && !before.chunks().all(str::is_ascii) {
        return None;
    }
    let insert = client.encoding.range(text, typed);
    if client.completion.insert_replace && word_end > typed.end {
        let replace = client.encoding.range(text, Span::new(typed.start, word_end));
        let edit = InsertReplaceEdit { new_text, insert, replace };
        return Some(CompletionTextEdit::InsertAndReplace(edit));
    }
    Some(CompletionTextEdit::Edit(TextEdit::new(insert, new_text)))
}

fn kind(client: &ClientTraits, kind: ItemKind) -> CompletionItemKind {
    use CompletionItemKind as Kind;
    let (kind, fallback) = match kind {
        ItemKind::Person => (Kind::VARIABLE, Kind::TEXT),
        ItemKind::Organisation => (Kind::MODULE, Kind::TEXT),
        ItemKind::Word => (Kind::KEYWORD, Kind::TEXT),
        ItemKind::Value => (Kind::VALUE, Kind::TEXT),
        ItemKind::Passage => (Kind::SNIPPET, Kind::TEXT),
        ItemKind::Key => (Kind::PROPERTY, Kind::TEXT),
        ItemKind::Table => (Kind::STRUCT, Kind::MODULE),
        ItemKind::Rule => (Kind::ENUM_MEMBER, Kind::VALUE),
    };
    client.completion.kind(kind, fallback)
}

/// Markdown as the client takes it in documentation of items. A plain string needs no capability.
pub(in crate::server) fn documentation(client: &ClientTraits, markdown: &str) -> Documentation {
    if client.completion.markdown {
        let value = markdown.to_owned();
        return Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value });
    }
    // What our texts use of Markdown reads well without its marks.
    let value = markdown.replace("**", "").replace('`', "");
    if client.completion.plain {
        return Documentation::MarkupContent(MarkupContent { kind: MarkupKind::PlainText, value });
    }
    Documentation::String(value)
}
