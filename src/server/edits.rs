//! Changes to files as the protocol sends them.

use std::collections::HashMap;
use std::ops::Range;

use ropey::Rope;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use tower_lsp::lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, CreateFile, CreateFileOptions, DocumentChangeOperation,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range as LspRange,
    ResourceOp, TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

use crate::finding::Edit;
use crate::server::client::ClientTraits;
use crate::server::state::Document;
use crate::text::Span;

/// Sorted, disjoint edits of an open document, as an edit for its client.
pub(super) fn of_document(
    client: &ClientTraits,
    document: &Document,
    edits: &[Edit],
) -> WorkspaceEdit {
    of_files(client, vec![in_document(client, document, edits)])
}

/// The edits of one file, open or not: its address, the version in the editor, and they.
pub(super) type FileEdits = (Url, Option<i32>, Vec<TextEdit>);

/// Sorted, disjoint edits of an open document.
pub(super) fn in_document(client: &ClientTraits, document: &Document, edits: &[Edit]) -> FileEdits {
    let edits = text_edits(client, &document.text, edits);
    (document.uri.clone(), Some(document.version), edits)
}

/// Edits of files that belong together, for a client that shows what is said of them: a label, and
/// what the user should know.
pub(super) fn annotated(
    files: Vec<FileEdits>,
    label: String,
    description: Option<String>,
) -> WorkspaceEdit {
    let id = "presscheck".to_owned();
    let annotated =
        |text_edit| OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: id.clone() });
    let edits = files.into_iter().map(|(uri, version, edits)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(annotated).collect(),
    });
    let document_changes = Some(DocumentChanges::Edits(edits.collect()));
    let annotation = ChangeAnnotation { label, needs_confirmation: Some(false), description };
    WorkspaceEdit {
        document_changes,
        change_annotations: Some(HashMap::from([(id, annotation)])),
        ..WorkspaceEdit::default()
    }
}

/// Edits of files.
pub(super) fn of_files(client: &ClientTraits, files: Vec<FileEdits>) -> WorkspaceEdit {
    if client.document_changes {
        let edits =
            files.into_iter().map(|(uri, version, edits)| document_edit(uri, version, edits));
        let changes = DocumentChanges::Edits(edits.collect());
        WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
    } else {
        let changes = files.into_iter().map(|(uri, _, edits)| (uri, edits));
        WorkspaceEdit { changes: Some(changes.collect()), ..WorkspaceEdit::default() }
    }
}

/// An edit that makes a file, if there is none, and puts `text` at its start.
pub(super) fn of_new_file(uri: Url, text: String) -> WorkspaceEdit {
    let options = CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
    let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
    let start = LspRange::new(Position::new(0, 0), Position::new(0, 0));
    let edit = document_edit(uri, None, vec![TextEdit::new(start, text)]);
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(vec![
            DocumentChangeOperation::Op(ResourceOp::Create(create)),
            DocumentChangeOperation::Edit(edit),
        ])),
        ..WorkspaceEdit::default()
    }
}

fn document_edit(uri: Url, version: Option<i32>, edits: Vec<TextEdit>) -> TextDocumentEdit {
    TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    }
}

/// Sorted, disjoint edits of a text, as the client takes them.
pub(super) fn text_edits(client: &ClientTraits, text: &Rope, edits: &[Edit]) -> Vec<TextEdit> {
    // Clients that never heard of other encodings than UTF-16 are known to count in something else,
    // and to spoil the text with edits on lines where that differs. Columns of 0 are safe.
    let risky = !client.negotiates_encoding
        && edits
            .iter()
            .any(|it| !is_ascii_up_to(text, it.span.start) || !is_ascii_up_to(text, it.span.end));
    if risky {
        let old = text.to_string();
        let new = crate::finding::apply_edits(&old, edits);
        return line_edits(&old, &new)
            .iter()
            .map(|it| TextEdit::new(client.encoding.range(text, it.span), it.replacement.clone()))
            .collect();
    }
    edits
        .iter()
        .map(|it| TextEdit::new(client.encoding.range(text, it.span), it.replacement.clone()))
        .collect()
}

/// Whether there is nothing but ASCII before the byte at `offset`, in its line.
fn is_ascii_up_to(text: &Rope, offset: usize) -> bool {
    let start = text.line_to_byte(text.byte_to_line(offset));
    text.byte_slice(start..offset).bytes().all(|it| it.is_ascii())
}

/// The edits that make `new` of `old`, as small as a comparison of lines makes them.
pub(super) fn between(old: &str, new: &str) -> Vec<Edit> {
    line_edits(old, new).iter().map(|it| before_last_line_end(old, trimmed(old, it))).collect()
}

/// The same edit, before the last line end and not after it: Neovim leaves an empty line where whole
/// lines are put after the last one.
fn before_last_line_end(old: &str, edit: Edit) -> Edit {
    let line_end = if old.ends_with("\r\n") { "\r\n" } else { "\n" };
    match edit.replacement.strip_suffix(line_end) {
        Some(lines) if edit.span == Span::at(old.len()) && old.ends_with(line_end) => {
            Edit::insert(old.len() - line_end.len(), format!("{line_end}{lines}"))
        }
        _ => edit,
    }
}

/// Edits of whole lines that make `new` of `old`.
fn line_edits(old: &str, new: &str) -> Vec<Edit> {
    let old_lines: Vec<&str> = old.split_inclusive('\n').collect();
    let new_lines: Vec<&str> = new.split_inclusive('\n').collect();
    let ends = |lines: &[&str]| -> Vec<usize> {
        let mut end = 0;
        let ends = lines.iter().map(|line| {
            end += line.len();
            end
        });
        std::iter::once(0).chain(ends).collect()
    };
    let (old_at, new_at) = (ends(&old_lines), ends(&new_lines));
    let edit = |from: Range<usize>, to: Range<usize>| {
        let span = Span::new(old_at[from.start], old_at[from.end]);
        Edit::replace(span, &new[new_at[to.start]..new_at[to.end]])
    };
    let mut edits = Vec::new();
    for change in capture_diff_slices(Algorithm::Myers, &old_lines, &new_lines) {
        let (from, to) = (change.old_range(), change.new_range());
        if change.tag() == DiffTag::Equal {
            continue;
        }
        if from.len() == to.len() {
            edits.extend(from.zip(to).map(|(from, to)| edit(from..from + 1, to..to + 1)));
        } else {
            edits.push(edit(from, to));
        }
    }
    edits
}

/// The same edit without what it does not change at its ends.
pub(super) fn trimmed(old: &str, edit: &Edit) -> Edit {
    let before = &old[edit.span.range()];
    let after = &*edit.replacement;
    let same = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    // A line end of two characters is one to the client: no position lies inside.
    let splits = |at: usize| old[..at].ends_with('\r') && old[at..].starts_with('\n');
    let mut start = same(&mut before.chars().zip(after.chars()));
    start -= usize::from(splits(edit.span.start + start));
    let (before, after) = (&before[start..], &after[start..]);
    let mut end = same(&mut before.chars().rev().zip(after.chars().rev()));
    end -= usize::from(end > 0 && splits(edit.span.end - end));
    Edit::replace(
        Span::new(edit.span.start + start, edit.span.end - end),
        &after[..after.len() - end],
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::finding::apply_edits;

    #[test]
    fn edits_touch_only_what_changes() {
        let old = "One line.\nThe the end.\nLast.";
        let new = "One line.\nThe end.\nLast!";
        let edits = between(old, new);
        assert_eq!(apply_edits(old, &edits), new);
        let touched: usize = edits.iter().map(|it| it.span.len()).sum();
        assert!(touched < 10, "{edits:?}");
    }

    #[test]
    fn edits_do_not_begin_or_end_inside_a_line_end() {
        for (old, new) in [("a\r\nb", "a\nb"), ("a b\r\n", "a\n"), ("a\r\n", "a\rb\n")] {
            let edits = between(old, new);
            assert_eq!(apply_edits(old, &edits), new);
            let inside = |at: usize| old[..at].ends_with('\r') && old[at..].starts_with('\n');
            assert!(!edits.iter().any(|it| inside(it.span.start) || inside(it.span.end)));
        }
    }

    #[test]
    fn whole_lines_at_the_end_go_before_the_last_line_end() {
        let edits = between("a\r\n", "a\r\nb\r\n");
        assert_eq!(edits, [Edit::insert(1, "\r\nb")]);
        assert_eq!(between("", "b\n"), [Edit::insert(0, "b\n")]);
        assert_eq!(between("a\n", "a\nb"), [Edit::insert(2, "b")]);
    }

    proptest! {
        #[test]
        fn edits_make_the_new_text_of_the_old_one(
            old in "[ab’🚀\r\n]{0,20}",
            new in "[ab’🚀\r\n]{0,20}",
        ) {
            prop_assert_eq!(apply_edits(&old, &between(&old, &new)), new.clone());
            prop_assert_eq!(apply_edits(&old, &line_edits(&old, &new)), new);
        }
    }
}
