//! The white space that nobody sees, as an editor's own options ask for it.

use crate::finding::Edit;
use crate::server::typesetting::Wishes;
use crate::text::{Markup, Span};

/// The edits inside `within` that the editor asks for, whatever the rules say: sorted and disjoint.
pub(super) fn wished(text: &str, markup: Markup, within: Span, wishes: Wishes) -> Vec<Edit> {
    let mut edits = Vec::new();
    if wishes.trim_line_ends == Some(true) {
        edits.extend(line_ends(text, markup).map(Edit::delete));
    }
    let last = end_of_last_line(text);
    if wishes.trim_final_line_breaks == Some(true) && last < text.len() {
        let surplus = Span::new(last, text.len());
        edits.retain(|it| it.span.end < surplus.start);
        edits.push(Edit::delete(surplus));
    }
    if wishes.final_line_break == Some(true)
        && !text.is_empty()
        && !text.ends_with(['\n', '\r'])
        && edits.last().is_none_or(|it| it.span.end < text.len())
    {
        edits.push(Edit::insert(text.len(), if text.contains("\r\n") { "\r\n" } else { "\n" }));
    }
    edits.retain(|it| within.contains(it.span));
    edits
}

/// Whether the editor has nothing against an edit of white space that a rule asks for.
pub(super) fn is_wanted(text: &str, edit: &Edit, wishes: Wishes) -> bool {
    let (before, after) = (&text[edit.span.range()], &text[edit.span.end..]);
    let deletes = edit.replacement.is_empty() && !before.is_empty();
    let is_break = |it: char| matches!(it, '\n' | '\r');
    if deletes && !before.contains(is_break) && (after.is_empty() || after.starts_with(is_break)) {
        return wishes.trim_line_ends != Some(false);
    }
    if after.is_empty() && before.is_empty() && edit.replacement.ends_with(is_break) {
        return wishes.final_line_break != Some(false);
    }
    if after.is_empty() && deletes && before.contains(is_break) {
        return wishes.trim_final_line_breaks != Some(false);
    }
    true
}

/// The white space at the ends of lines. In Markdown two spaces after words break the line.
fn line_ends(text: &str, markup: Markup) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let from = start;
        start += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        let words = line.trim_end_matches([' ', '\t']);
        let breaks =
            markup == Markup::Markdown && !words.is_empty() && line.len() - words.len() >= 2;
        (words.len() < line.len() && !breaks)
            .then(|| Span::new(from + words.len(), from + line.len()))
    })
}

/// Where the first of the line breaks at the end of the text ends; lines of nothing but white space
/// are nothing.
fn end_of_last_line(text: &str) -> usize {
    let words = text.trim_end_matches([' ', '\t', '\n', '\r']);
    let after = &text[words.len()..];
    match after.find(['\n', '\r']) {
        Some(at) if after[at..].starts_with("\r\n") => words.len() + at + 2,
        Some(at) => words.len() + at + 1,
        None => text.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::apply_edits;

    fn all() -> Wishes {
        Wishes {
            trim_line_ends: Some(true),
            final_line_break: Some(true),
            trim_final_line_breaks: Some(true),
        }
    }

    fn after(text: &str, markup: Markup, wishes: Wishes) -> String {
        apply_edits(text, &wished(text, markup, Span::new(0, text.len()), wishes))
    }

    #[test]
    fn wishes_are_fulfilled_once_and_for_all() {
        for (text, markup, expected) in [
            ("a \t\nb  ", Markup::Plain, "a\nb"),
            ("a\r\nb", Markup::Plain, "a\r\nb\r\n"),
            ("a \r\n\r\n \r\n", Markup::Plain, "a\r\n"),
            ("a  \nb \n\n\n", Markup::Markdown, "a  \nb\n"),
            ("", Markup::Plain, ""),
        ] {
            let once = after(text, markup, all());
            let settled = after(&once, markup, all());
            assert!(once == expected || settled == format!("{expected}\n"), "{text:?}: {once:?}");
            assert_eq!(after(&settled, markup, all()), settled);
        }
        assert_eq!(after("a \n\n", Markup::Plain, Wishes::default()), "a \n\n");
    }
}
