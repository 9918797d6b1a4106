//! The engine: a text goes in, an analysis comes out.

mod conventions;
mod dropping;
mod examples;
mod fixing;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::draft::{Block, BlockText, Draft, Zone};
use crate::facts::{BlockFacts, Circumstances, Facts};
use crate::finding::{Finding, keep_line_ends};
use crate::house::House;
use crate::rule::{BlockContext, Deferred, DraftContext, Sink, zone_at};
use crate::text::Markup;

use conventions::{BlockFindings, CodedRule, Conventions, keep_in_zones};
use dropping::{drop_explained, suppress};
pub use examples::{ExampleFailure, run_examples, run_house_example};
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
    /// Counters, with the value that each had.
    counters: Vec<(Arc<AtomicU64>, u64)>,
}

impl Stop {
    /// Never stops.
    pub fn never() -> Self {
        Self::default()
    }

    /// Stops when `counter` leaves the value it has now.
    pub fn when_changed(counter: &Arc<AtomicU64>) -> Self {
        let now = counter.load(Ordering::Acquire);
        Self { counters: vec![(Arc::clone(counter), now)] }
    }

    /// Stops when either does.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        Self { counters: [&*self.counters, &*other.counters].concat() }
    }

    /// Whether the analysis is no longer wanted.
    pub fn is_set(&self) -> bool {
        self.counters.iter().any(|(counter, was)| counter.load(Ordering::Acquire) != *was)
    }
}

/// What was found out about a block; kept while its text and its zone stay the same.
#[derive(Debug)]
struct BlockAnalysis {
    words: Arc<BlockText>,
    zone: Zone,
    facts: Arc<BlockFacts>,
    /// Whose rules were asked: see [`Engine::conventions_on`].
    conventions: Option<usize>,
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

/// Checks drafts for one house. Immutable: a change of configuration makes another engine.
pub struct Engine {
    newest: Conventions,
    /// In the order of [`House::earlier`]; made when the first draft of that time is read.
    earlier: Vec<OnceLock<Conventions>>,
}

impl Engine {
    /// An engine with the rules, options and facts of `house`.
    pub fn new(house: House) -> Self {
        let earlier = house.earlier.iter().map(|_| OnceLock::new()).collect();
        Self { newest: Conventions::new(house), earlier }
    }

    /// The house the engine checks for.
    pub fn house(&self) -> &House {
        &self.newest.house
    }

    /// The place in [`House::earlier`] of the conventions that a draft released on `date` is held
    /// to; `None` for the newest, which also hold where nobody knows the date.
    fn conventions_on(&self, date: Option<Date>) -> Option<usize> {
        let date = date?;
        self.house().earlier.iter().position(|it| date <= it.until)
    }

    fn conventions(&self, index: Option<usize>) -> &Conventions {
        let earlier =
            index.and_then(|it| Some((self.house().earlier.get(it)?, self.earlier.get(it)?)));
        match earlier {
            None => &self.newest,
            Some((earlier, made)) => made.get_or_init(|| {
                Conventions::new(House { rules: earlier.rules.clone(), ..self.house().clone() })
            }),
        }
    }

    /// Checks a draft.
    pub fn check(&self, source: &Source<'_>) -> Analysis {
        match self.recheck(source, None, &Stop::never()) {
            Some(analysis) => analysis,
            None => unreachable!("an analysis that nobody stops ends"),
        }
    }

    /// Reads a draft without asking any rule: for who wants to know what it says, and not whether
    /// that is right.
    pub fn read(&self, source: &Source<'_>) -> (Draft, Facts) {
        let draft = Draft::parse(source.text, source.markup, &mut |_| None);
        let kept = vec![None; draft.blocks.len()];
        let facts = extract(&draft.blocks, &kept, &Stop::never()).unwrap_or_default();
        let circumstances = Circumstances { file: source.file, release_date: source.release_date };
        let facts = Facts::link(&draft, facts, circumstances, self.house());
        (draft, facts)
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
        let mut reader = memo.reader();
        let draft = Draft::parse(source.text, source.markup, &mut |text| reader.words(text));
        let kept = memo.analyses(&draft.blocks);
        let block_facts = extract(&draft.blocks, &kept, stop)?;
        let circumstances = Circumstances { file: source.file, release_date: source.release_date };
        let facts = Facts::link(&draft, block_facts, circumstances, self.house());
        let release_date = facts.release_date().map(|it| it.date);
        let in_force = self.conventions_on(release_date);
        let conventions = self.conventions(in_force);

        let (blocks, checked_blocks) =
            check_blocks(&draft.blocks, facts.by_block(), &kept, (conventions, in_force), stop)?;
        let mut findings = Vec::new();
        for (block, analysis) in draft.blocks.iter().zip(&blocks) {
            findings.extend(analysis.findings.iter().map(|it| it.shifted(block.span.start)));
        }
        let house = &conventions.house;
        let context = DraftContext { text: source.text, draft: &draft, facts: &facts, house };
        for CodedRule { index, rule, zones } in conventions.of_drafts() {
            if stop.is_set() {
                return None;
            }
            let setting = &house.rules[*index];
            let first = findings.len();
            rule.draft(&context, &mut Sink::new(setting, &mut findings));
            keep_in_zones(&mut findings, first, |offset| {
                zones.contains(zone_at(&draft, &facts, offset))
            });
        }
        let deferred = draft.blocks.iter().zip(&blocks).map(|(it, held)| (it, &*held.deferred));
        conventions.matchers.decide(deferred, release_date, &mut findings);
        drop_explained(house, &mut findings);
        let unused_ignores = suppress(house, source, &draft, &mut findings);
        findings.sort_by(|a, b| (a.span, b.level, &a.rule).cmp(&(b.span, a.level, &b.rule)));
        findings.dedup();
        keep_line_ends(source.text, &mut findings);
        Some(Analysis { draft, facts, findings, unused_ignores, checked_blocks, blocks })
    }
}

/// How many blocks are looked at together: so few that their words stay at hand from one extractor
/// or rule to the next, and so many that the code of each is fetched seldom.
const BLOCKS_AT_A_TIME: usize = 64;

/// The facts of the blocks. `None` if `stop` was set before the end.
fn extract(
    blocks: &[Block],
    kept: &[Option<&Arc<BlockAnalysis>>],
    stop: &Stop,
) -> Option<Vec<Arc<BlockFacts>>> {
    let mut facts = Vec::with_capacity(blocks.len());
    for (blocks, kept) in blocks.chunks(BLOCKS_AT_A_TIME).zip(kept.chunks(BLOCKS_AT_A_TIME)) {
        if stop.is_set() {
            return None;
        }
        let new: Vec<(&BlockText, Zone)> = blocks
            .iter()
            .zip(kept)
            .filter(|(_, kept)| kept.is_none())
            .map(|(block, _)| (&*block.words, block.zone))
            .collect();
        let mut new = BlockFacts::extract(&new).into_iter();
        facts.extend(kept.iter().filter_map(|kept| match kept {
            Some(kept) => Some(Arc::clone(&kept.facts)),
            None => new.next().map(Arc::new),
        }));
    }
    Some(facts)
}

/// Asks the rules about the blocks, and says how many were not kept from an earlier analysis. `None`
/// if `stop` was set before the end.
fn check_blocks(
    blocks: &[Block],
    facts: &[Arc<BlockFacts>],
    kept: &[Option<&Arc<BlockAnalysis>>],
    (conventions, in_force): (&Conventions, Option<usize>),
    stop: &Stop,
) -> Option<(Vec<Arc<BlockAnalysis>>, usize)> {
    let mut analyses = Vec::with_capacity(blocks.len());
    let mut checked = 0;
    let chunks = blocks.chunks(BLOCKS_AT_A_TIME).zip(facts.chunks(BLOCKS_AT_A_TIME));
    for ((blocks, facts), kept) in chunks.zip(kept.chunks(BLOCKS_AT_A_TIME)) {
        if stop.is_set() {
            return None;
        }
        let kept: Vec<Option<&Arc<BlockAnalysis>>> =
            kept.iter().map(|kept| kept.filter(|it| it.conventions == in_force)).collect();
        let new: Vec<BlockContext<'_>> = blocks
            .iter()
            .zip(facts)
            .zip(&kept)
            .filter(|(_, kept)| kept.is_none())
            .map(|((block, facts), _)| BlockContext {
                words: &block.words,
                zone: block.zone,
                facts,
            })
            .collect();
        checked += new.len();
        let mut new = conventions.check_blocks(&new).into_iter();
        for ((block, facts), kept) in blocks.iter().zip(facts).zip(kept) {
            analyses.push(match kept {
                Some(kept) => Arc::clone(kept),
                None => {
                    let BlockFindings { findings, deferred } = new.next().unwrap_or_default();
                    Arc::new(BlockAnalysis {
                        words: Arc::clone(&block.words),
                        zone: block.zone,
                        facts: Arc::clone(facts),
                        conventions: in_force,
                        findings,
                        deferred,
                    })
                }
            });
        }
    }
    Some((analyses, checked))
}

/// What an earlier analysis found out.
struct Memo<'a> {
    blocks: &'a [Arc<BlockAnalysis>],
}

/// How far from the last block that was found the next one is looked for, in blocks.
const NEAR: usize = 3;

/// How many blocks may be new before they are looked for elsewhere: a text that is typed has one or
/// two.
const MOST_NEW: usize = 2;

/// Takes words from a [`Memo`]. Most blocks stand where they stood, one behind the other: they are
/// looked for there first.
struct MemoReader<'a> {
    blocks: &'a [Arc<BlockAnalysis>],
    /// The block behind the last one that was found.
    next: usize,
    /// How many were not found near their place.
    missed: usize,
    /// Their places by their texts; made when first needed.
    by_text: Option<FxHashMap<&'a str, usize>>,
}

impl<'a> Memo<'a> {
    fn new(previous: Option<&'a Analysis>) -> Self {
        Self { blocks: previous.map_or(&[], |it| &it.blocks) }
    }

    fn reader(&self) -> MemoReader<'a> {
        MemoReader { blocks: self.blocks, next: 0, missed: 0, by_text: None }
    }

    /// What is known of each block with the same words in the same zone.
    fn analyses(&self, blocks: &[Block]) -> Vec<Option<&'a Arc<BlockAnalysis>>> {
        let mut next = 0;
        let mut by_zone: Option<FxHashMap<(*const BlockText, Zone), usize>> = None;
        let find = |block: &Block| {
            // Words that nobody else holds are new.
            if Arc::strong_count(&block.words) == 1 {
                return None;
            }
            let is_same = |kept: &BlockAnalysis| {
                Arc::ptr_eq(&kept.words, &block.words) && kept.zone == block.zone
            };
            let near = self.blocks.iter().enumerate().skip(next).take(NEAR);
            let found = near.into_iter().find(|(_, it)| is_same(it)).map(|(at, _)| at);
            let at = found.or_else(|| {
                let all = || {
                    let all = self.blocks.iter().enumerate();
                    all.map(|(at, it)| ((Arc::as_ptr(&it.words), it.zone), at)).collect()
                };
                let key = (Arc::as_ptr(&block.words), block.zone);
                by_zone.get_or_insert_with(all).get(&key).copied()
            })?;
            next = at + 1;
            self.blocks.get(at)
        };
        blocks.iter().map(find).collect()
    }
}

impl MemoReader<'_> {
    fn words(&mut self, text: &str) -> Option<Arc<BlockText>> {
        if self.blocks.is_empty() {
            return None;
        }
        let near = self.blocks.iter().enumerate().skip(self.next).take(NEAR);
        let found = near.into_iter().find(|(_, it)| it.words.text == text).map(|(at, _)| at);
        let at = found.or_else(|| {
            self.missed += 1;
            if self.missed <= MOST_NEW {
                return None;
            }
            let all = self.blocks.iter().enumerate().map(|(at, it)| (&*it.words.text, at));
            self.by_text.get_or_insert_with(|| all.collect()).get(text).copied()
        })?;
        let kept = self.blocks.get(at)?;
        self.next = at + 1;
        Some(Arc::clone(&kept.words))
    }
}
