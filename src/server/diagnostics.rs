//! Findings as the editor shows them.

use ropey::Rope;
use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, NumberOrString, Url,
};

use crate::finding::{Finding, Level};
use crate::rule::Problem;
use crate::server::client::ClientTraits;
use crate::server::links::rule_page;
use crate::server::state::Document;
use crate::text::Span;

/// The rule under which faults of a configuration are reported.
const CONFIGURATION_RULE: &str = "configuration";

/// Who says it.
const SOURCE: &str = "presscheck";

/// The diagnostic of a finding in an open draft.
pub(super) fn of_finding(
    client: &ClientTraits,
    document: &Document,
    finding: &Finding,
) -> Diagnostic {
    let mut diagnostic = of_finding_in(client, &document.uri, &document.text, finding);
    if client.diagnostic_data {
        let at =
            At { revision: document.revision, start: finding.span.start, end: finding.span.end };
        diagnostic.data = serde_json::to_value(at).ok();
    }
    diagnostic
}

/// Where exactly a finding stands, for the client to keep and to give back.
#[derive(Debug, Deserialize, Serialize)]
struct At {
    /// The revision of the document.
    revision: u64,
    /// In bytes.
    start: usize,
    end: usize,
}

/// The diagnostic of a finding in a text at `uri`, open or not.
pub(super) fn of_finding_in(
    client: &ClientTraits,
    uri: &Url,
    text: &Rope,
    finding: &Finding,
) -> Diagnostic {
    let mut message = finding.message.clone();
    if let Some(help) = &finding.help {
        message.push('\n');
        message.push_str(help);
    }
    let mut related_information = None;
    if client.related_information {
        let related = finding.related.iter().map(|it| DiagnosticRelatedInformation {
            location: Location::new(uri.clone(), client.encoding.range(text, it.span)),
            message: it.message.clone(),
        });
        related_information = Some(related.collect::<Vec<_>>()).filter(|it| !it.is_empty());
    } else {
        // Without its other side, a conflict cannot be understood.
        for related in &finding.related {
            let line = client.encoding.position(text, related.span.start).line + 1;
            message.push_str(&format!("\nline {line}: {}", related.message));
        }
    }
    let tags =
        (finding.unnecessary && client.unnecessary_tag).then(|| vec![DiagnosticTag::UNNECESSARY]);
    let at = (text, finding.span);
    let diagnostic = diagnostic(client, at, &finding.rule, finding.level, message);
    Diagnostic { related_information, tags, ..diagnostic }
}

/// The diagnostic of a fault in a configuration file.
pub(super) fn of_problem(client: &ClientTraits, text: &Rope, problem: &Problem) -> Diagnostic {
    let mut message = problem.message.clone();
    if let Some(help) = &problem.help {
        message.push('\n');
        message.push_str(help);
    }
    diagnostic(client, (text, problem.span), CONFIGURATION_RULE, Level::Error, message)
}

/// The diagnostic of an `[[ignore]]` entry that suppresses nothing.
pub(super) fn of_unused_ignore(
    client: &ClientTraits,
    text: &Rope,
    span: Span,
    rule: &str,
    level: Level,
) -> Diagnostic {
    let message = format!("nothing in this file is suppressed by this entry for “{rule}”");
    diagnostic(client, (text, span), "unused-suppression", level, message)
}

fn diagnostic(
    client: &ClientTraits,
    (text, span): (&Rope, Span),
    rule: &str,
    level: Level,
    message: String,
) -> Diagnostic {
    let page = rule_page(rule).filter(|_| client.code_description);
    Diagnostic {
        range: client.encoding.range(text, span),
        severity: Some(match level {
            Level::Error => DiagnosticSeverity::ERROR,
            Level::Warning => DiagnosticSeverity::WARNING,
            Level::Info => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(rule.to_owned())),
        code_description: page.map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message,
        ..Diagnostic::default()
    }
}

/// The diagnostic of a file that cannot be read.
pub(super) fn of_failure(message: String) -> Diagnostic {
    Diagnostic {
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some(SOURCE.to_owned()),
        message,
        ..Diagnostic::default()
    }
}

/// Whether a client's diagnostic is one of this rule.
pub(super) fn is_of_rule(diagnostic: &Diagnostic, rule: &str) -> bool {
    match &diagnostic.code {
        Some(NumberOrString::String(code)) => code == rule,
        Some(NumberOrString::Number(_)) => false,
        None => true,
    }
}

/// The findings in an open draft that a client's diagnostics speak of. The client may show a
/// diagnostic where its text was some edits ago, so the nearest that says the same is taken.
pub(super) fn meant_by<'a>(
    client: &ClientTraits,
    document: &Document,
    findings: &'a [Finding],
    diagnostics: &[Diagnostic],
) -> Vec<&'a Finding> {
    let mut meant: Vec<&Finding> = Vec::new();
    for diagnostic in diagnostics {
        let of_rule: Vec<&Finding> =
            findings.iter().filter(|it| is_of_rule(diagnostic, &it.rule)).collect();
        let exactly = exactly_meant(document, diagnostic);
        let exactly = exactly.and_then(|span| of_rule.iter().find(|it| it.span == span));
        let says = |it: &&&Finding| diagnostic.message.starts_with(&it.message);
        let at = client.encoding.offset(&document.text, diagnostic.range.start);
        let nearest = of_rule.iter().filter(says).min_by_key(|it| it.span.start.abs_diff(at));
        let here =
            |it: &&&Finding| client.encoding.range(&document.text, it.span) == diagnostic.range;
        // A client may have a message of its own.
        if let Some(finding) = exactly.or(nearest).or_else(|| of_rule.iter().find(here))
            && !meant.iter().any(|it| std::ptr::eq::<Finding>(*it, *finding))
        {
            meant.push(*finding);
        }
    }
    meant
}

/// Where the finding of a diagnostic stands, if the client gave back its data and the text is
/// still the same.
fn exactly_meant(document: &Document, diagnostic: &Diagnostic) -> Option<Span> {
    let at = At::deserialize(diagnostic.data.as_ref()?).ok()?;
    (at.revision == document.revision).then(|| Span::new(at.start, at.end))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::finding::Related;
    use crate::server::state::State;

    fn document() -> Arc<Document> {
        let mut state = State::default();
        let uri = Url::parse("file:///draft.txt").unwrap();
        state.open(uri.clone(), "", 1, Some("190 countries.\n\n“195 countries”.\n"));
        Arc::clone(state.document(&uri).unwrap())
    }

    fn conflict() -> Finding {
        Finding {
            rule: "counts-agree".into(),
            level: Level::Error,
            span: Span::new(0, 3),
            message: "“190” here".to_owned(),
            help: Some("ask who counted".to_owned()),
            related: vec![Related {
                span: Span::new(19, 22), message: "“195” there".to_owned()
            }],
            fixes: Vec::new(),
            unnecessary: true,
        }
    }

    #[test]
    fn the_other_side_of_a_conflict_is_shown_where_it_stands() {
        let client = ClientTraits {
            related_information: true,
            unnecessary_tag: true,
            ..ClientTraits::default()
        };
        let diagnostic = of_finding(&client, &document(), &conflict());
        assert_eq!(diagnostic.message, "“190” here\nask who counted");
        assert_eq!(diagnostic.severity, Some(DiagnosticSeverity::ERROR));
        assert_eq!(diagnostic.tags, Some(vec![DiagnosticTag::UNNECESSARY]));
        let related = diagnostic.related_information.unwrap();
        assert_eq!(related[0].message, "“195” there");
        assert_eq!(related[0].location.range.start.line, 2);
        assert_eq!(related[0].location.range.start.character, 1);
    }

    #[test]
    fn a_client_that_cannot_show_another_place_is_told_its_line() {
        let diagnostic = of_finding(&ClientTraits::default(), &document(), &conflict());
        assert_eq!(diagnostic.message, "“190” here\nask who counted\nline 3: “195” there");
        assert_eq!((diagnostic.related_information, diagnostic.tags), (None, None));
    }
}
