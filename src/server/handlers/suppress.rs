//! Not to be told again: a comment in Markdown, an `[[ignore]]` entry of the configuration for
//! everything else.

use toml_edit::Value;

use crate::draft::{Block, BlockKind};
use crate::finding::{Edit, Finding, Ignore};
use crate::server::checker::Checked;
use crate::server::config_edits::with_entry;
use crate::server::edits;
use crate::server::handlers::configure::{Target, folder_for};
use crate::server::handlers::deeds::{Done, Scene};
use crate::server::state::Kind;
use crate::text::{Markup, Span};

/// What stands for the reason until somebody writes one.
const REASON: &str = "say why";

/// The edit after which `finding` is not reported any more; `None` if there is no way to say so.
pub(super) fn edit(scene: &Scene<'_>, finding: &Finding) -> Option<Done> {
    if !may_be_suppressed(scene, finding) {
        return None;
    }
    match comment_for(scene, finding) {
        Some(comment) => Some(with_comment(scene, &comment)),
        None => entry(scene, finding),
    }
}

/// Whether there is a way to say so; `configurable` where the project's file can be changed, or
/// made.
pub(super) fn is_possible(scene: &Scene<'_>, finding: &Finding, configurable: bool) -> bool {
    may_be_suppressed(scene, finding)
        && (configurable && scene.document.path.is_some() || comment_for(scene, finding).is_some())
}

/// What the program says about suppressions and configurations is mended, not suppressed.
fn may_be_suppressed(scene: &Scene<'_>, finding: &Finding) -> bool {
    let page = scene.checked.engine.house().page(&finding.rule);
    page.is_some_and(|it| &*it.group != "program")
}

/// The comment before the finding's block; `None` where no comment can stand.
fn comment_for(scene: &Scene<'_>, finding: &Finding) -> Option<Edit> {
    if scene.document.kind != Kind::Draft(Markup::Markdown) {
        return None;
    }
    let checked = scene.checked;
    let draft = &checked.analysis.draft;
    let block: &Block = draft.blocks.get(draft.block_at(finding.span.start)?)?;
    let holds = block.span.start <= finding.span.start && finding.span.start <= block.span.end;
    if !holds || block.same_line || block.kind == BlockKind::TableCell {
        return None;
    }
    let before = &checked.text[..block.span.start];
    let line_start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line_end = if checked.text.contains("\r\n") { "\r\n" } else { "\n" };
    let comment = format!("<!-- presscheck-ignore {}: {REASON} -->{line_end}", finding.rule);
    Some(Edit::insert(line_start, comment))
}

fn with_comment(scene: &Scene<'_>, comment: &Edit) -> Done {
    let (client, document) = (&scene.state.client, scene.document);
    let edit = edits::of_document(client, document, std::slice::from_ref(comment));
    // What is selected stands in the line that the comment has then.
    let select = comment.replacement.rfind(REASON).map(|at| {
        let mut text = document.text.clone();
        let start = text.byte_to_char(comment.span.start);
        text.insert(start, &comment.replacement);
        let at = comment.span.start + at;
        let range = client.encoding.range(&text, Span::new(at, at + REASON.len()));
        (document.uri.clone(), range)
    });
    Done { edit, select }
}

/// The `[[ignore]]` entry in the configuration, which is made if there is none.
fn entry(scene: &Scene<'_>, finding: &Finding) -> Option<Done> {
    let draft = scene.document.path.as_deref()?;
    let words = words(scene.checked, finding);
    let name = if scene.project.file.is_some() {
        scene.project.name_of(draft)?
    } else {
        let folder = folder_for(scene.state, Some(draft))?;
        let below = draft.strip_prefix(&folder).ok()?;
        let parts: Vec<_> = below.iter().map(|it| it.to_string_lossy()).collect();
        parts.join("/")
    };
    let fields = [
        ("file", Some(&*name)),
        ("rule", Some(&*finding.rule)),
        ("words", words.as_deref()),
        ("reason", Some(REASON)),
    ];
    let fields = fields.into_iter().filter_map(|(key, it)| Some((key, Value::from(it?))));
    let target = Target::of(scene)?;
    let new = with_entry(&target.text, "ignore", &fields.collect::<Vec<_>>())?;
    Some(target.change_to(scene.state, new, Some(REASON)))
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
