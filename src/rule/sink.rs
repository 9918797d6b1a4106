//! Where findings go.

use std::sync::Arc;

use crate::draft::ZoneSet;
use crate::finding::{Finding, Fix, Level, Related};
use crate::rule::RuleSetting;
use crate::text::Span;

/// Takes the findings of one rule, with the levels that the house gave it.
pub struct Sink<'a> {
    setting: &'a RuleSetting,
    findings: &'a mut Vec<Finding>,
    /// What is reported in a case that is off goes here, and nowhere else.
    discarded: Option<Finding>,
}

impl<'a> Sink<'a> {
    /// A sink for the rule of `setting` that adds to `findings`.
    pub fn new(setting: &'a RuleSetting, findings: &'a mut Vec<Finding>) -> Self {
        Self { setting, findings, discarded: None }
    }

    /// Where the rule looks.
    pub fn zones(&self) -> ZoneSet {
        self.setting.page.zones
    }

    /// Reports `message` at `span`; the rest is added to what is returned.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Finding {
        self.add(self.setting.level, span, message.into())
    }

    /// Reports a case of the rule that the page names, at that case's level.
    pub fn report_case(
        &mut self,
        case: &str,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.add(self.setting.case_level(case), span, message.into())
    }

    fn add(&mut self, level: Option<Level>, span: Span, message: String) -> &mut Finding {
        let Some(level) = level else {
            return self.discarded.insert(blank(&self.setting.page.name));
        };
        let index = self.findings.len();
        self.findings.push(Finding { level, span, message, ..blank(&self.setting.page.name) });
        &mut self.findings[index]
    }
}

fn blank(rule: &Arc<str>) -> Finding {
    Finding {
        rule: Arc::clone(rule),
        level: Level::Info,
        span: Span::default(),
        message: String::new(),
        help: None,
        related: Vec::new(),
        fixes: Vec::new(),
        unnecessary: false,
    }
}

impl Finding {
    /// Says what to do, where no fix can do it.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Shows another place of the draft.
    pub fn related(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.related.push(Related { span, message: message.into() });
        self
    }

    /// Offers a fix; the best is offered first.
    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fixes.push(fix);
        self
    }

    /// Marks the span as residue that an editor may fade.
    pub fn unnecessary(&mut self) -> &mut Self {
        self.unnecessary = true;
        self
    }
}
