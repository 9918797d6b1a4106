//! The rules that drafts of one time are held to, ready to be asked.

use crate::draft::{Zone, ZoneSet};
use crate::finding::Finding;
use crate::house::House;
use crate::rule::{Asks, BlockContext, Deferred, Matchers, MatchersBuilder, Rule, Sink};
use crate::rules;

/// A coded rule of the house that is on.
pub(super) struct CodedRule {
    /// Its place in the house's list.
    pub(super) index: usize,
    /// Where it looks, beside the rule: it is asked for every block.
    pub(super) zones: ZoneSet,
    pub(super) rule: Box<dyn Rule>,
}

/// The rules of a house that are on, with their options.
pub(super) struct Conventions {
    pub(super) house: House,
    coded: Vec<CodedRule>,
    /// Those of them that look at single blocks, as indices.
    of_blocks: Vec<usize>,
    /// Those of them that look at the whole draft, as indices.
    of_drafts: Vec<usize>,
    pub(super) matchers: Matchers,
}

impl Conventions {
    pub(super) fn new(house: House) -> Self {
        let mut coded = Vec::new();
        let (mut of_blocks, mut of_drafts) = (Vec::new(), Vec::new());
        let mut matchers = MatchersBuilder::default();
        for (index, setting) in house.rules.iter().enumerate() {
            if setting.level.is_none() {
                continue;
            }
            matchers.add(setting, &house);
            if let Some(entry) = rules::ENTRIES.iter().find(|it| *it.name == *setting.page.name) {
                if entry.asks != Asks::Draft {
                    of_blocks.push(coded.len());
                }
                if entry.asks != Asks::Blocks {
                    of_drafts.push(coded.len());
                }
                let rule = (entry.build)(&setting.options);
                coded.push(CodedRule { index, zones: setting.page.zones, rule });
            }
        }
        Self { house, coded, of_blocks, of_drafts, matchers: matchers.build() }
    }

    /// The rules that look at the whole draft.
    pub(super) fn of_drafts(&self) -> impl Iterator<Item = &CodedRule> {
        self.of_drafts.iter().map(|&it| &self.coded[it])
    }

    /// What the rules find in blocks, with spans from the start of each, and what only the whole
    /// draft decides. One rule after the other goes through all blocks, and not the other way round:
    /// so its code is fetched once.
    pub(super) fn check_blocks(&self, blocks: &[BlockContext<'_>]) -> Vec<BlockFindings> {
        let mut found: Vec<BlockFindings> =
            blocks.iter().map(|_| BlockFindings::default()).collect();
        for CodedRule { index, zones, rule } in self.of_blocks.iter().map(|&it| &self.coded[it]) {
            let setting = &self.house.rules[*index];
            let looks_at_quotations = zones.contains(Zone::Quotation);
            for (block, BlockFindings { findings, .. }) in blocks.iter().zip(&mut found) {
                if !looks_at_quotations && !zones.contains(block.zone) {
                    continue;
                }
                let first = findings.len();
                rule.block(block, &mut Sink::new(setting, findings));
                keep_in_zones(findings, first, |offset| zones.contains(block.zone_at(offset)));
            }
        }
        for (block, BlockFindings { findings, deferred }) in blocks.iter().zip(&mut found) {
            self.matchers.check(block, findings, deferred);
        }
        found
    }
}

/// What was found in one block. Spans are bytes from its start.
#[derive(Debug, Default)]
pub(super) struct BlockFindings {
    pub(super) findings: Vec<Finding>,
    /// What the declarative rules found and only the whole draft decides.
    pub(super) deferred: Vec<Deferred>,
}

impl BlockFindings {
    pub(super) fn is_empty(&self) -> bool {
        self.findings.is_empty() && self.deferred.is_empty()
    }
}

/// Drops the findings from `first` on that do not begin where their rule looks.
pub(super) fn keep_in_zones(
    findings: &mut Vec<Finding>,
    first: usize,
    looks_at: impl Fn(usize) -> bool,
) {
    if findings.len() > first {
        let mut kept = findings.split_off(first);
        kept.retain(|it| looks_at(it.span.start));
        findings.append(&mut kept);
    }
}
