//! The engine: a text goes in, an analysis comes out.

mod examples;
mod fixing;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::draft::{Block, BlockText, Draft, Zone, ZoneSet};
use crate::facts::{BlockFacts, Circumstances, Facts};
use crate::finding::{Finding, Suppression, keep_line_ends};
use crate::house::House;
use crate::rule::{
    BlockContext, Deferred, DraftContext, Matchers, MatchersBuilder, Rule, Sink, nearest, zone_at,
};
use crate::rules;
use crate::text::{Markup, Span};

pub use examples::{ExampleFailure, run_examples};
pub use fixing::Fixed;

/// A draft to check.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The draft's text.
    pub text: &'a str,
    /// How it is written.
    pub markup: Markup,
    /// The file's path relative to the project's configuration, with forward slashes, or its name.
    pub file: Option<&'a str>,
    /// The release date, where the user gives it.
    pub release_date: Option<Date>,
}

impl<'a> Source<'a> {
    /// A draft in plain text of which nothing else is known.
    pub fn plain(text: &'a str) -> Self {
        Self { text, markup: Markup::Plain, file: None, release_date: None }
    }

    /// A draft in Markdown of which nothing else is known.
    pub fn markdown(text: &'a str) -> Self {
        Self { markup: Markup::Markdown, ..Self::plain(text) }
    }
}

/// Says when an analysis is no longer wanted.
#[derive(Clone, Debug, Default)]
pub struct Stop {
    generation: Option<(Arc<AtomicU64>, u64)>,
}

impl Stop {
    /// Never stops.
    pub fn never() -> Self {
        Self::default()
    }

    /// Stops when `counter` leaves the value it has now.
    pub fn when_changed(counter: &Arc<AtomicU64>) -> Self {
        let now = counter.load(Ordering::Acquire);
        Self { generation: Some((Arc::clone(counter), now)) }
    }

    /// Whether the analysis is no longer wanted.
    pub fn is_set(&self) -> bool {
        self.generation
            .as_ref()
            .is_some_and(|(counter, was)| counter.load(Ordering::Acquire) != *was)
    }
}

/// What was found out about a block; kept while its text and its zone stay the same.
#[derive(Debug)]
struct BlockAnalysis {
    words: Arc<BlockText>,
    zone: Zone,
    facts: Arc<BlockFacts>,
    /// Spans are bytes from the start of the block.
    findings: Vec<Finding>,
    /// What the declarative rules found and only the whole draft decides.
    deferred: Vec<Deferred>,
}

/// A checked draft.
#[derive(Debug)]
pub struct Analysis {
    /// The draft's parts.
    pub draft: Draft,
    /// The draft's facts.
    pub facts: Facts,
    /// What the rules found, in the order of the text.
    pub findings: Vec<Finding>,
    /// The house's `[[ignore]]` entries that are about this file and suppressed nothing, as indices
    /// into [`House::ignores`].
    pub unused_ignores: Vec<usize>,
    /// How many blocks were looked at anew; the others were kept from the analysis before.
    pub checked_blocks: usize,
    blocks: Vec<Arc<BlockAnalysis>>,
}

/// A coded rule of the house that is on.
struct CodedRule {
    /// Its place in the house's list.
    index: usize,
    /// Where it looks, beside the rule: it is asked for every block.
    zones: ZoneSet,
    rule: Box<dyn Rule>,
}

/// Checks drafts for one house. Immutable: a change of configuration makes another engine.
pub struct Engine {
    house: House,
    coded: Vec<CodedRule>,
    matchers: Matchers,
}

impl Engine {
    /// An engine with the rules, options and facts of `house`.
    pub fn new(house: House) -> Self {
        let mut coded = Vec::new();
        let mut matchers = MatchersBuilder::default();
        for (index, setting) in house.rules.iter().enumerate() {
            if setting.level.is_none() {
                continue;
            }
            matchers.add(setting, &house);
            if let Some(entry) = rules::ENTRIES.iter().find(|it| *it.name == *setting.page.name) {
                let rule = (entry.build)(&setting.options);
                coded.push(CodedRule { index, zones: setting.page.zones, rule });
            }
        }
        Self { house, coded, matchers: matchers.build() }
    }

    /// The house the engine checks for.
    pub fn house(&self) -> &House {
        &self.house
    }

    /// Checks a draft.
    pub fn check(&self, source: &Source<'_>) -> Analysis {
        match self.recheck(source, None, &Stop::never()) {
            Some(analysis) => analysis,
            None => unreachable!("an analysis that nobody stops ends"),
        }
    }

    /// Checks a draft, keeping what can be kept of an earlier analysis by this engine. The result
    /// is the same as without it. `None` if `stop` was set before the end.
    pub fn recheck(
        &self,
        source: &Source<'_>,
        previous: Option<&Analysis>,
        stop: &Stop,
    ) -> Option<Analysis> {
        let memo = Memo::new(previous);
        let draft = Draft::parse(source.text, source.markup, &|text| memo.words(text));
        let mut checked_blocks = 0;
        let mut blocks = Vec::with_capacity(draft.blocks.len());
        for block in &draft.blocks {
            if stop.is_set() {
                return None;
            }
            blocks.push(memo.analysis(block).unwrap_or_else(|| {
                checked_blocks += 1;
                Arc::new(self.check_block(block))
            }));
        }
        let circumstances = Circumstances { file: source.file, release_date: source.release_date };
        let block_facts = blocks.iter().map(|it| Arc::clone(&it.facts)).collect();
        let facts = Facts::link(&draft, block_facts, circumstances, &self.house);

        let mut findings = Vec::new();
        for (block, analysis) in draft.blocks.iter().zip(&blocks) {
            findings.extend(analysis.findings.iter().map(|it| it.shifted(block.span.start)));
        }
        let context =
            DraftContext { text: source.text, draft: &draft, facts: &facts, house: &self.house };
        for CodedRule { index, rule, zones } in &self.coded {
            if stop.is_set() {
                return None;
            }
            let setting = &self.house.rules[*index];
            let first = findings.len();
            rule.draft(&context, &mut Sink::new(setting, &mut findings));
            keep_in_zones(&mut findings, first, |offset| {
                zones.contains(zone_at(&draft, &facts, offset))
            });
        }
        let deferred = draft.blocks.iter().zip(&blocks).map(|(it, held)| (it, &*held.deferred));
        let release_date = facts.release_date().map(|it| it.date);
        self.matchers.decide(deferred, release_date, &mut findings);
        self.drop_explained(&mut findings);
        let unused_ignores = self.suppress(source, &draft, &mut findings);
        findings.sort_by(|a, b| (a.span, b.level, &a.rule).cmp(&(b.span, a.level, &b.rule)));
        findings.dedup();
        keep_line_ends(source.text, &mut findings);
        Some(Analysis { draft, facts, findings, unused_ignores, checked_blocks, blocks })
    }

    fn check_block(&self, block: &Block) -> BlockAnalysis {
        let facts = BlockFacts::extract(&block.words, block.zone, &self.house);
        let context = BlockContext { words: &block.words, zone: block.zone, facts: &facts };
        let mut findings = Vec::new();
        for CodedRule { index, zones, rule } in &self.coded {
            if !zones.contains(block.zone) && !zones.contains(Zone::Quotation) {
                continue;
            }
            let setting = &self.house.rules[*index];
            let first = findings.len();
            rule.block(&context, &mut Sink::new(setting, &mut findings));
            keep_in_zones(&mut findings, first, |offset| zones.contains(context.zone_at(offset)));
        }
        let mut deferred = Vec::new();
        self.matchers.check(&context, &mut findings, &mut deferred);
        BlockAnalysis {
            words: Arc::clone(&block.words),
            zone: block.zone,
            facts: Arc::new(facts),
            findings,
            deferred,
        }
    }

    /// Drops what follows from a root cause that is reported itself.
    fn drop_explained(&self, findings: &mut Vec<Finding>) {
        let causes: Vec<(Span, &[String])> = findings
            .iter()
            .filter_map(|finding| {
                let explains = &self.house.rule(&finding.rule)?.page.explains;
                (!explains.is_empty()).then_some((finding.span, explains.as_slice()))
            })
            .collect();
        if causes.is_empty() {
            return;
        }
        findings.retain(|finding| {
            !causes.iter().any(|(span, explains)| {
                span.contains(finding.span) && explains.iter().any(|it| **it == *finding.rule)
            })
        });
    }

    /// Drops what somebody said not to report, and reports what was said for nothing. Returns the
    /// `[[ignore]]` entries about this file that suppressed nothing.
    fn suppress(
        &self,
        source: &Source<'_>,
        draft: &Draft,
        findings: &mut Vec<Finding>,
    ) -> Vec<usize> {
        let suppressions = Suppression::all_in(draft);
        let ignores: Vec<(usize, &crate::finding::Ignore)> = self
            .house
            .ignores
            .iter()
            .enumerate()
            .filter(|(_, it)| source.file.is_some_and(|file| it.is_about(file)))
            .collect();
        if suppressions.is_empty() && ignores.is_empty() {
            return Vec::new();
        }
        let mut used = vec![false; suppressions.len()];
        let mut used_ignores = vec![false; ignores.len()];
        findings.retain(|finding| {
            let mut keep = true;
            for (suppression, used) in suppressions.iter().zip(&mut used) {
                if suppression.covers(finding) {
                    *used = true;
                    keep = false;
                }
            }
            for ((_, ignore), used) in ignores.iter().zip(&mut used_ignores) {
                if ignore.covers(finding, source.text) {
                    *used = true;
                    keep = false;
                }
            }
            keep
        });
        self.report_unused(&suppressions, &used, findings);
        ignores
            .iter()
            .zip(used_ignores)
            .filter(|(_, used)| !used)
            .map(|((index, _), _)| *index)
            .collect()
    }

    fn report_unused(
        &self,
        suppressions: &[Suppression],
        used: &[bool],
        findings: &mut Vec<Finding>,
    ) {
        let Some(setting) = self.house.rule("unused-suppression") else {
            return;
        };
        let mut sink = Sink::new(setting, findings);
        for (suppression, used) in suppressions.iter().zip(used) {
            if *used {
                continue;
            }
            match self.house.rule(&suppression.rule) {
                Some(rule) if rule.level.is_none() => {}
                Some(_) => {
                    let message = format!("nothing here is suppressed by “{}”", suppression.rule);
                    sink.report(suppression.span, message).fix(crate::finding::Fix::safe(
                        "Delete the comment",
                        vec![crate::finding::Edit::delete(suppression.span)],
                    ));
                }
                None => {
                    let message = format!("there is no rule “{}”", suppression.rule);
                    let known = self.house.rules.iter().map(|it| &*it.page.name);
                    let finding = sink.report(suppression.rule_span, message);
                    if let Some(name) = nearest(&suppression.rule, known) {
                        finding.help(format!("did you mean “{name}”?"));
                    }
                }
            }
        }
    }
}

/// What an earlier analysis found out, by text.
struct Memo<'a> {
    by_text: FxHashMap<&'a str, &'a Arc<BlockAnalysis>>,
    by_zone: FxHashMap<(*const BlockText, Zone), &'a Arc<BlockAnalysis>>,
}

impl<'a> Memo<'a> {
    fn new(previous: Option<&'a Analysis>) -> Self {
        let blocks = previous.map_or(&[][..], |it| &it.blocks);
        Self {
            by_text: blocks.iter().map(|it| (&*it.words.text, it)).collect(),
            by_zone: blocks.iter().map(|it| ((Arc::as_ptr(&it.words), it.zone), it)).collect(),
        }
    }

    fn words(&self, text: &str) -> Option<Arc<BlockText>> {
        self.by_text.get(text).map(|it| Arc::clone(&it.words))
    }

    fn analysis(&self, block: &Block) -> Option<Arc<BlockAnalysis>> {
        let key = (Arc::as_ptr(&block.words), block.zone);
        self.by_zone.get(&key).map(|it| Arc::clone(it))
    }
}

/// Drops the findings from `first` on that do not begin where their rule looks.
fn keep_in_zones(findings: &mut Vec<Finding>, first: usize, looks_at: impl Fn(usize) -> bool) {
    if findings.len() > first {
        let mut kept = findings.split_off(first);
        kept.retain(|it| looks_at(it.span.start));
        findings.append(&mut kept);
    }
}
