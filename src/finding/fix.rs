//! Choosing the fixes that can be applied together, and applying them.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use crate::finding::{Edit, Finding, Fix, Safety};
use crate::text::Span;

/// Which fixes are applied without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixMode {
    /// The safe ones.
    Safe,
    /// The safe ones, and an unsafe one that is the only fix of its finding.
    Unsafe,
}

/// What one round of fixing chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The edits, sorted and disjoint.
    pub edits: Vec<Edit>,
    /// How many findings they mend.
    pub mended: usize,
    /// How many findings had a fix that would have touched another's; a further round may take them.
    pub postponed: usize,
}

/// Chooses, in the order of the findings, the fixes that touch no span of a fix chosen before.
///
/// Of a finding's fixes the first safe one is taken; under [`FixMode::Unsafe`] a finding's only fix
/// is taken whatever its safety. Alternatives are never chosen between.
pub fn plan_fixes(findings: &[Finding], mode: FixMode) -> Applied {
    let mut chosen = Chosen::default();
    let mut applied = Applied::default();
    for finding in findings {
        let Some(fix) = choose(finding, mode) else {
            continue;
        };
        if fix.edits.iter().any(|edit| chosen.touch(edit)) {
            applied.postponed += 1;
        } else {
            for edit in &fix.edits {
                chosen.0.insert(edit.span, edit);
            }
            applied.mended += 1;
        }
    }
    applied.edits = chosen.0.into_values().cloned().collect();
    applied
}

/// Edits that touch none of one another, unless they are of one fix; by their spans.
#[derive(Default)]
struct Chosen<'a>(BTreeMap<Span, &'a Edit>);

impl Chosen<'_> {
    /// Whether `edit` touches one of them. Two edits that meet at a place are kept apart too: their
    /// order would matter.
    fn touch(&self, edit: &Edit) -> bool {
        // As they are disjoint, the last that starts early enough is the one that ends last.
        let before = self.0.range(..=Span::new(edit.span.end, usize::MAX)).next_back();
        before.is_some_and(|(_, other)| edit.span.start <= other.span.end)
    }
}

fn choose(finding: &Finding, mode: FixMode) -> Option<&Fix> {
    finding.safe_fix().or(match (mode, finding.fixes.as_slice()) {
        (FixMode::Unsafe, [only]) if only.safety == Safety::Unsafe => Some(only),
        _ => None,
    })
}

/// The text after `edits`, which are sorted and disjoint.
pub fn apply_edits(text: &str, edits: &[Edit]) -> String {
    let mut fixed = String::with_capacity(text.len());
    let mut copied = 0;
    for edit in edits {
        fixed.push_str(&text[copied..edit.span.start]);
        fixed.push_str(&edit.replacement);
        copied = edit.span.end;
    }
    fixed.push_str(&text[copied..]);
    fixed
}

/// Writes the line ends in the fixes of `findings` as `text` has most of its own, so that a fixed
/// draft has one kind of them.
pub(crate) fn keep_line_ends(text: &str, findings: &mut [Finding]) {
    let line_end = LazyCell::new(|| most_frequent_line_end(text));
    let fixes = findings.iter_mut().flat_map(|it| &mut it.fixes);
    for edit in fixes.flat_map(|it| &mut it.edits) {
        if edit.replacement.contains('\n') && *line_end != "\n" {
            edit.replacement = edit.replacement.replace("\r\n", "\n").replace('\n', &line_end);
        }
    }
}

fn most_frequent_line_end(text: &str) -> &'static str {
    let both = text.matches("\r\n").count();
    let feeds = text.matches('\n').count() - both;
    let returns = text.matches('\r').count() - both;
    match both.max(feeds).max(returns) {
        most if most == feeds => "\n",
        most if most == both => "\r\n",
        _ => "\r",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Level;

    fn finding(fixes: Vec<Fix>) -> Finding {
        Finding {
            rule: "a".into(),
            level: Level::Warning,
            span: Span::at(0),
            message: String::new(),
            help: None,
            related: Vec::new(),
            fixes,
            unnecessary: false,
        }
    }

    fn delete(start: usize, end: usize) -> Edit {
        Edit::delete(Span::new(start, end))
    }

    #[test]
    fn fixes_that_touch_wait_for_the_next_round() {
        let findings = [
            finding(vec![Fix::safe("", vec![delete(10, 12), delete(20, 22)])]),
            finding(vec![Fix::safe("", vec![delete(0, 3), delete(12, 13)])]),
            finding(vec![Fix::safe("", vec![delete(14, 19)])]),
            finding(vec![Fix::safe("", vec![delete(0, 30)])]),
            finding(vec![Fix::safe("", vec![delete(0, 3)])]),
        ];
        let applied = plan_fixes(&findings, FixMode::Safe);
        assert_eq!((applied.mended, applied.postponed), (3, 2));
        let spans: Vec<_> = applied.edits.iter().map(|it| it.span.range()).collect();
        assert_eq!(spans, [0..3, 10..12, 14..19, 20..22]);
    }

    #[test]
    fn only_a_lone_unsafe_fix_is_taken_and_only_when_asked() {
        let one = Fix::by_hand("", vec![delete(0, 1)]);
        let other = Fix::by_hand("", vec![delete(4, 5)]);
        let findings = [finding(vec![one.clone()]), finding(vec![other.clone(), other])];
        assert_eq!(plan_fixes(&findings, FixMode::Safe).mended, 0);
        assert_eq!(plan_fixes(&findings, FixMode::Unsafe).edits, one.edits);
    }

    #[test]
    fn line_ends_of_fixes_are_those_of_the_text() {
        for (text, expected) in [
            ("a\r\nb\r\nc\n", "x\r\n\r\ny"),
            ("a\rb", "x\r\ry"),
            ("a\r\nb\nc", "x\n\ny"),
            ("a", "x\n\ny"),
        ] {
            let edit = Edit::insert(0, "x\n\ny");
            let mut findings = [finding(vec![Fix::safe("", vec![edit])])];
            keep_line_ends(text, &mut findings);
            assert_eq!(findings[0].fixes[0].edits[0].replacement, expected, "{text:?}");
        }
    }
}
