//! Fixing a draft until nothing is left to fix.

use crate::engine::{Analysis, Earlier, Engine, Source, Stop};
use crate::finding::{FixMode, apply_edits, plan_fixes};

/// A fix may bring out what another rule can fix; rules that undo one another would never end.
const MOST_ROUNDS: usize = 8;

/// A draft after fixing.
#[derive(Debug)]
pub struct Fixed {
    /// Its text.
    pub text: String,
    /// What is left in it.
    pub analysis: Analysis,
    /// How many findings were mended.
    pub mended: usize,
    /// How many findings were left though they have a fix that could have been applied, because
    /// there was no end of fixing in sight.
    pub skipped: usize,
}

impl Engine {
    /// Applies fixes round after round until no more can be applied, at most eight rounds.
    pub fn fix(&self, source: &Source<'_>, mode: FixMode) -> Fixed {
        let mut text = source.text.to_owned();
        let mut analysis = self.check(source);
        let mut mended = 0;
        for _ in 0..MOST_ROUNDS {
            let applied = plan_fixes(&analysis.findings, mode);
            if applied.edits.is_empty() {
                return Fixed { text, analysis, mended, skipped: 0 };
            }
            mended += applied.mended;
            let fixed = apply_edits(&text, &applied.edits);
            let earlier = Earlier { text: &text, analysis: &analysis };
            let source = Source { text: &fixed, ..*source };
            analysis = match self.recheck(&source, Some(earlier), &Stop::never()) {
                Some(analysis) => analysis,
                None => unreachable!("an analysis that nobody stops ends"),
            };
            text = fixed;
        }
        let left = plan_fixes(&analysis.findings, mode);
        Fixed { text, analysis, mended, skipped: left.mended + left.postponed }
    }
}
