//! A rule's page as a reader gets to see it.

use crate::finding::Level;
use crate::rule::RuleSetting;

impl RuleSetting {
    /// The rule's page in Markdown, with what the house makes of the rule at its top.
    pub fn explained(&self) -> String {
        let page = &self.page;
        let mut text = format!("# {}\n\n{}\n\n", page.name, page.summary);
        text.push_str(&format!("- group: {}\n", page.group));
        text.push_str(&format!("- level: {}\n", Level::name_or_off(self.level)));
        for (case, level) in &self.cases {
            text.push_str(&format!("  - case {case}: {}\n", Level::name_or_off(*level)));
        }
        text.push_str(&format!("- fix: {}\n", page.fix));
        if !page.explains.is_empty() {
            let rules = page.explains.join(", ");
            text.push_str(&format!("- explains, and keeps from being reported: {rules}\n"));
        }
        if !page.since.is_empty() {
            text.push_str(&format!("- since: {}\n", page.since));
        }
        for option in &page.options {
            let kind = option.default.kind().describe();
            text.push_str(&format!("- option {}: {} ({kind})\n", option.name, option.help));
        }
        text.push_str(&format!("\n{}\n", page.body.trim()));
        text
    }
}
