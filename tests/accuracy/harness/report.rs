//! What was measured, as tables of plain text.

use std::fmt::Write;

use super::measure::{Measured, Standing};

impl Measured {
    /// The table by rule and kind.
    pub(crate) fn table(&self) -> String {
        let mut table = String::new();
        line(&mut table, ["rule", "planted", "found", "recall", "unexpected", ""]);
        let mut rows: Vec<_> = self.rows.iter().collect();
        rows.sort_by_key(|it| it.rule);
        for rule in self.by_rule() {
            let counts = |planted: usize, found: usize, unexpected: usize| {
                [
                    planted.to_string(),
                    found.to_string(),
                    per_cent(found, planted),
                    unexpected.to_string(),
                ]
            };
            let [planted, found, recall, strays] =
                counts(rule.planted, rule.found, rule.unexpected);
            line(&mut table, [rule.rule, &planted, &found, &recall, &strays, ""]);
            let kinds: Vec<_> = rows.iter().filter(|it| it.rule == rule.rule).collect();
            for row in &kinds {
                let [planted, found, recall, strays] =
                    counts(row.planted, row.found, row.unexpected.len());
                let name = if kinds.len() > 1 { "  of these" } else { continue };
                line(&mut table, [name, &planted, &found, &recall, &strays, row.kind]);
            }
        }
        let (planted, found) = self.total();
        let unexpected: usize = self.rows.iter().map(|it| it.unexpected.len()).sum();
        let rules = self.by_rule().len();
        let _ = writeln!(
            table,
            "\n{planted} defects of {} kinds and {rules} rules planted, {found} found: {}; {unexpected} unexpected findings",
            rows.iter().filter(|it| it.standing == Standing::Built && it.planted > 0).count(),
            per_cent(found, planted),
        );
        for (standing, says) in
            [(Standing::NotBuilt, "rule not built"), (Standing::Off, "rule off in every house")]
        {
            for row in rows.iter().filter(|it| it.standing == standing) {
                let _ = writeln!(table, "{says}: {} ({})", row.rule, row.kind);
            }
        }
        for row in rows.iter().filter(|it| it.standing == Standing::Built && it.planted == 0) {
            let _ = writeln!(table, "no place for it in any draft: {} ({})", row.rule, row.kind);
        }
        table
    }

    /// Every planted defect that was not found, and every finding that nobody planted.
    pub(crate) fn details(&self) -> String {
        let mut details = String::new();
        for row in &self.rows {
            for missed in &row.missed {
                let _ = writeln!(details, "missed {} ({}): {missed}", row.rule, row.kind);
            }
            for unexpected in &row.unexpected {
                let _ = writeln!(details, "unexpected [{} ({})]: {unexpected}", row.rule, row.kind);
            }
        }
        details
    }
}

fn line(table: &mut String, cells: [&str; 6]) {
    let [rule, planted, found, recall, unexpected, kind] = cells;
    let _ = writeln!(table, "{rule:<26}{planted:>8}{found:>7}{recall:>9}{unexpected:>12}  {kind}");
}

/// “97.5 %”.
pub(crate) fn per_cent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let tenths = part * 1000 / whole;
    format!("{}.{} %", tenths / 10, tenths % 10)
}
