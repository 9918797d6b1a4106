//! Choosing the fixes that can be applied together, and applying them.

use crate::finding::{Edit, Finding, Fix, Safety};

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
    let mut applied = Applied::default();
    for finding in findings {
        let Some(fix) = choose(finding, mode) else {
            continue;
        };
        if fix.edits.iter().any(|edit| applied.edits.iter().any(|other| touches(edit, other))) {
            applied.postponed += 1;
        } else {
            applied.edits.extend(fix.edits.iter().cloned());
            applied.mended += 1;
        }
    }
    applied.edits.sort_by_key(|edit| edit.span);
    applied
}

fn choose(finding: &Finding, mode: FixMode) -> Option<&Fix> {
    finding.safe_fix().or(match (mode, finding.fixes.as_slice()) {
        (FixMode::Unsafe, [only]) if only.safety == Safety::Unsafe => Some(only),
        _ => None,
    })
}

/// Two edits that meet at a place are kept apart too: their order would matter.
fn touches(one: &Edit, other: &Edit) -> bool {
    one.span.start <= other.span.end && other.span.start <= one.span.end
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
