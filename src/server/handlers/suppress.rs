//! Not to be told again: a comment in Markdown, an `[[ignore]]` entry of the configuration for
//! everything else.

use std::path::{Path, PathBuf};

use ropey::Rope;
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Value};
use tower_lsp::lsp_types::{Url, WorkspaceEdit};

use crate::draft::{Block, BlockKind};
use crate::finding::{Edit, Finding, Ignore};
use crate::server::checker::Checked;
use crate::server::edits;
use crate::server::projects::Project;
use crate::server::state::{Document, Kind, State};
use crate::text::{Markup, Span};
use crate::workspace::{CONFIG_NAME, read_text};

/// The edit after which `finding` is not reported any more; `None` if there is no way to say so.
pub(super) fn edit(
    state: &State,
    document: &Document,
    checked: &Checked,
    project: &Project,
    finding: &Finding,
) -> Option<WorkspaceEdit> {
    // What the program says about suppressions and configurations is mended, not suppressed.
    let group = &checked.engine.house().page(&finding.rule)?.group;
    if &**group == "program" {
        return None;
    }
    if document.kind == Kind::Draft(Markup::Markdown)
        && let Some(comment) = comment(checked, finding)
    {
        return Some(edits::of_document(&state.client, document, &[comment]));
    }
    entry(state, document, checked, project, finding)
}

/// The comment before the finding's block; `None` where no comment can stand.
fn comment(checked: &Checked, finding: &Finding) -> Option<Edit> {
    let draft = &checked.analysis.draft;
    let block: &Block = draft.blocks.get(draft.block_at(finding.span.start)?)?;
    let holds = block.span.start <= finding.span.start && finding.span.start <= block.span.end;
    if !holds || block.same_line || block.kind == BlockKind::TableCell {
        return None;
    }
    let before = &checked.text[..block.span.start];
    let line_start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line_end = if checked.text.contains("\r\n") { "\r\n" } else { "\n" };
    let comment = format!("<!-- presscheck-ignore {} -->{line_end}", finding.rule);
    Some(Edit::insert(line_start, comment))
}

/// The `[[ignore]]` entry in the configuration, which is made if there is none.
fn entry(
    state: &State,
    document: &Document,
    checked: &Checked,
    project: &Project,
    finding: &Finding,
) -> Option<WorkspaceEdit> {
    let draft = document.path.as_deref()?;
    let words = words(checked, finding);
    let Some(file) = &project.file else {
        let folder = folder_for(state, draft)?;
        let path = folder.join(CONFIG_NAME);
        if !state.client.creates_files || path.exists() {
            return None;
        }
        let parts: Vec<_> =
            draft.strip_prefix(&folder).ok()?.iter().map(|it| it.to_string_lossy()).collect();
        let name = parts.join("/");
        let text = with_entry("", &name, finding, words.as_deref())?;
        return Some(edits::of_new_file(Url::from_file_path(path).ok()?, text));
    };
    let open = file.open.and_then(|revision| state.document_of_revision(revision));
    let old = match open {
        Some(open) => open.text.to_string(),
        // The file may have changed since it was read.
        None => read_text(&file.path).ok()?,
    };
    let new = with_entry(&old, &project.name_of(draft)?, finding, words.as_deref())?;
    let changes = edits::between(&old, &new);
    let changes = edits::text_edits(&state.client, &Rope::from_str(&old), &changes);
    let (uri, version) = match open {
        Some(open) => (open.uri.clone(), Some(open.version)),
        None => (Url::from_file_path(&file.path).ok()?, None),
    };
    Some(edits::of_file(&state.client, uri, version, changes))
}

/// Where a project's configuration belongs: the innermost open folder that holds the draft, or the
/// draft's own.
fn folder_for(state: &State, draft: &Path) -> Option<PathBuf> {
    let holding = state.folders.iter().filter(|it| draft.starts_with(it));
    let innermost = holding.max_by_key(|it| it.components().count());
    innermost.cloned().or_else(|| draft.parent().map(Path::to_owned))
}

/// Words by which the finding is known again when the text around it has changed: those it stands
/// on, and for a place between words those around it. `None` if no words will do.
fn words(checked: &Checked, finding: &Finding) -> Option<String> {
    const MOST_WORDS: usize = 8;
    let text = &checked.text;
    let from = text[..finding.span.start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let found = text.get(finding.span.range()).unwrap_or_default();
    let candidates = [
        found.trim().to_owned(),
        first_words(found.trim(), MOST_WORDS).to_owned(),
        first_words(text.get(from..).unwrap_or_default(), 2).to_owned(),
    ];
    candidates.into_iter().find(|words| {
        let ignore = Ignore {
            file: String::new(),
            rule: finding.rule.clone(),
            words: Some(words.clone()),
            reason: None,
            span: Span::default(),
        };
        let short = words.split_whitespace().count() <= MOST_WORDS && !words.contains(['\n', '\r']);
        !words.is_empty() && short && ignore.covers(finding, text)
    })
}

/// The first words of the first line of `text`.
fn first_words(text: &str, most: usize) -> &str {
    let line = text.lines().next().unwrap_or_default();
    let ends = line.match_indices(char::is_whitespace).map(|(at, _)| at);
    line[..ends.chain([line.len()]).nth(most - 1).unwrap_or(line.len())].trim()
}

/// The configuration `text` with one more entry; `None` if it is no TOML, or has something else in
/// that place.
fn with_entry(text: &str, file: &str, finding: &Finding, words: Option<&str>) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let entries = [
        ("file", Some(file)),
        ("rule", Some(&*finding.rule)),
        ("words", words),
        // For the user to fill in.
        ("reason", Some("")),
    ];
    let mut entry = InlineTable::new();
    for (key, value) in entries {
        if let Some(value) = value {
            entry.insert(key, value.into());
        }
    }
    match document.get_mut("ignore") {
        Some(Item::Value(Value::Array(entries))) => {
            entries.push(entry);
            Some(document.to_string())
        }
        // Written at the end, it leaves every other byte as it is.
        None | Some(Item::ArrayOfTables(_)) => {
            let mut tables = ArrayOfTables::new();
            tables.push(entry.into_table());
            let mut entry = DocumentMut::new();
            entry.insert("ignore", Item::ArrayOfTables(tables));
            let gap = match text {
                "" => "",
                _ if text.ends_with('\n') => "\n",
                _ => "\n\n",
            };
            Some(format!("{text}{gap}{entry}"))
        }
        Some(_) => None,
    }
}
