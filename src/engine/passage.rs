//! The way of drafts through the engine, step by step.
//!
//! Each step is taken by every draft before the next one begins. The steps are many and their code is
//! long: a processor that fetched all of it anew for each draft of a folder would wait for code more
//! than it works.

use std::sync::Arc;

use crate::draft::{self, Block, BlockText, Draft, Zone};
use crate::engine::conventions::{BlockFindings, CodedRule, Conventions, keep_in_zones};
use crate::engine::dropping::{drop_explained, suppress};
use crate::engine::memo::{MemoReader, old_places};
use crate::engine::{Analysis, Earlier, Engine, Source, Stop};
use crate::facts::{Before, BlockFacts, Circumstances, Facts, Lists};
use crate::finding::{Finding, keep_line_ends};
use crate::rule::{BlockContext, DraftContext, Sink, zone_at};

/// A draft to check, and what is known of an earlier state of it.
pub(super) struct Task<'a> {
    pub(super) source: Source<'a>,
    pub(super) earlier: Option<Earlier<'a>>,
    /// Whether the analysis is kept, for the next state of the draft: then it is worth while to give
    /// back the room that its lists have not needed.
    pub(super) is_kept: bool,
}

/// How many blocks are looked at together: so few that their words stay at hand from one extractor
/// or rule to the next, and so many that the code of each is fetched seldom.
const BLOCKS_AT_A_TIME: usize = 64;

/// A draft that was cut into blocks.
struct Read {
    draft: Draft,
    /// The place that each block had in the draft before, if its words and zone are the same.
    old: Vec<Option<usize>>,
}

/// A draft whose facts are known.
struct Understood<'a> {
    source: Source<'a>,
    draft: Draft,
    facts: Facts,
    /// The analysis that what was found in its blocks is taken from, if its conventions hold.
    earlier: Option<&'a Analysis>,
    /// The place that each block had there.
    old: Vec<Option<usize>>,
    /// Which conventions hold: see [`Engine::conventions_on`].
    in_force: Option<usize>,
}

/// What was found in the blocks of a draft.
#[derive(Default)]
struct Blocks {
    found: Vec<Option<Arc<BlockFindings>>>,
    /// How many were not kept from before.
    checked: usize,
}

/// Checks drafts. `None` if `stop` was set before the end.
pub(super) fn through(engine: &Engine, tasks: &[Task<'_>], stop: &Stop) -> Option<Vec<Analysis>> {
    let read: Vec<Read> = tasks.iter().map(read).collect();
    let facts = extract(tasks, &read, stop)?;
    let link = |((task, read), facts)| understand(engine, task, read, facts);
    let drafts: Vec<Understood<'_>> = tasks.iter().zip(read).zip(facts).map(link).collect();
    let blocks = check_blocks(engine, &drafts, stop)?;
    let findings = check_drafts(engine, &drafts, &blocks, stop)?;
    let finish = |((draft, blocks), findings)| finish(engine, draft, blocks, findings);
    Some(drafts.into_iter().zip(blocks).zip(findings).map(finish).collect())
}

fn read(task: &Task<'_>) -> Read {
    let Source { text, markup, .. } = task.source;
    let old = task.earlier.map_or(&[][..], |it| &it.analysis.draft.blocks);
    let again = task.earlier.and_then(|Earlier { text: before, analysis }| {
        Draft::reread(text, markup, draft::Earlier { text: before, draft: &analysis.draft })
    });
    let draft = again.unwrap_or_else(|| {
        let mut reader = MemoReader::new(old);
        Draft::parse(text, markup, &mut |text| reader.words(text))
    });
    let old = old_places(&draft.blocks, old);
    Read { draft, old }
}

/// The facts of a draft's blocks, and which facts each has.
type Listed = (Vec<Arc<BlockFacts>>, Vec<Lists>);

/// The facts of a block to share, and which they are.
fn with_lists(facts: BlockFacts) -> (Arc<BlockFacts>, Lists) {
    let lists = facts.lists();
    (Arc::new(facts), lists)
}

/// The facts of a draft of which nothing is known from before.
pub(super) fn facts_of(draft: &Draft) -> Listed {
    let blocks: Vec<(&BlockText, Zone)> =
        draft.blocks.iter().map(|it| (&*it.words, it.zone)).collect();
    let chunks = blocks.chunks(BLOCKS_AT_A_TIME);
    chunks.flat_map(BlockFacts::extract).map(with_lists).unzip()
}

/// The facts of the blocks of each draft.
fn extract(tasks: &[Task<'_>], drafts: &[Read], stop: &Stop) -> Option<Vec<Listed>> {
    let new: Vec<(&BlockText, Zone)> = drafts
        .iter()
        .flat_map(|it| it.draft.blocks.iter().zip(&it.old))
        .filter(|(_, old)| old.is_none())
        .map(|(block, _)| (&*block.words, block.zone))
        .collect();
    let mut found = Vec::with_capacity(new.len() / BLOCKS_AT_A_TIME + 1);
    for blocks in new.chunks(BLOCKS_AT_A_TIME) {
        if stop.is_set() {
            return None;
        }
        found.push(BlockFacts::extract(blocks));
    }
    let mut found = found.into_iter().flatten();
    let mut facts = |task: &Task<'_>, old: Option<usize>| {
        let kept = task.earlier.zip(old).and_then(|(it, old)| it.analysis.facts.shared(old));
        kept.unwrap_or_else(|| {
            let mut facts = found.next().unwrap_or_default();
            if task.is_kept {
                facts.shrink();
            }
            with_lists(facts)
        })
    };
    let each = tasks.iter().zip(drafts);
    Some(each.map(|(task, it)| it.old.iter().map(|old| facts(task, *old)).unzip()).collect())
}

/// In how many blocks a change is small.
const FEW_BLOCKS: usize = 8;

/// The blocks that an edit changed, if it changed few and left all where they are.
fn changed_blocks(old: &[Option<usize>], before: &Draft) -> Option<Vec<usize>> {
    let is_in_place = |(at, old): (usize, &Option<usize>)| old.is_none_or(|it| it == at);
    let is_one_for_one =
        old.len() == before.blocks.len() && old.iter().enumerate().all(is_in_place);
    let changed = || old.iter().enumerate().filter(|(_, it)| it.is_none()).map(|(at, _)| at);
    (is_one_for_one && changed().nth(FEW_BLOCKS).is_none()).then(|| changed().collect())
}

fn understand<'a>(engine: &Engine, task: &Task<'a>, read: Read, facts: Listed) -> Understood<'a> {
    let Read { draft, old } = read;
    let source = task.source;
    let circumstances = Circumstances { file: source.file, release_date: source.release_date };
    let changed = task.earlier.and_then(|it| changed_blocks(&old, &it.analysis.draft));
    let before = task.earlier.zip(changed.as_ref()).map(|(Earlier { analysis, .. }, changed)| {
        Before { draft: &analysis.draft, facts: &analysis.facts, changed }
    });
    let facts = Facts::link(&draft, facts, circumstances, engine.house(), before);
    let in_force = engine.conventions_on(facts.release_date().map(|it| it.date));
    let earlier = task.earlier.map(|it| it.analysis).filter(|it| it.in_force == in_force);
    Understood { source, draft, facts, earlier, old, in_force }
}

/// Asks the rules about the blocks of each draft.
fn check_blocks(engine: &Engine, drafts: &[Understood<'_>], stop: &Stop) -> Option<Vec<Blocks>> {
    let mut all: Vec<Blocks> = drafts.iter().map(|_| Blocks::default()).collect();
    for (conventions, in_force) in in_turn(engine, drafts) {
        let under = |draft: &&Understood<'_>| draft.in_force == in_force;
        let new: Vec<BlockContext<'_>> = drafts.iter().filter(under).flat_map(new_blocks).collect();
        let mut found = Vec::with_capacity(new.len() / BLOCKS_AT_A_TIME + 1);
        for blocks in new.chunks(BLOCKS_AT_A_TIME) {
            if stop.is_set() {
                return None;
            }
            found.push(conventions.check_blocks(blocks));
        }
        let mut found = found.into_iter().flatten();
        for (draft, blocks) in drafts.iter().zip(&mut all).filter(|(it, _)| under(it)) {
            *blocks = assemble(draft, &mut found);
        }
    }
    Some(all)
}

/// The conventions that hold for any of the drafts.
fn in_turn<'a>(
    engine: &'a Engine,
    drafts: &[Understood<'_>],
) -> Vec<(&'a Conventions, Option<usize>)> {
    let mut in_force: Vec<Option<usize>> = drafts.iter().map(|it| it.in_force).collect();
    in_force.sort_unstable();
    in_force.dedup();
    in_force.into_iter().map(|it| (engine.conventions(it), it)).collect()
}

impl Understood<'_> {
    /// The blocks with their facts, and what was found in each before.
    fn blocks(&self) -> impl Iterator<Item = (&Block, &Arc<BlockFacts>, Option<&Kept>)> {
        let kept = self.old.iter().map(|old| self.earlier?.found.get((*old)?));
        let blocks = self.draft.blocks.iter().zip(self.facts.by_block()).zip(kept);
        blocks.map(|((block, facts), kept)| (block, facts, kept))
    }
}

/// What was found in a block before.
type Kept = Option<Arc<BlockFindings>>;

fn new_blocks<'a>(draft: &'a Understood<'_>) -> impl Iterator<Item = BlockContext<'a>> {
    let new = draft.blocks().filter(|(.., kept)| kept.is_none());
    new.map(|(block, facts, _)| BlockContext { words: &block.words, zone: block.zone, facts })
}

/// Puts together what was kept of a draft's blocks and what was found in the others.
fn assemble(draft: &Understood<'_>, new: &mut impl Iterator<Item = BlockFindings>) -> Blocks {
    let mut checked = 0;
    let found = draft.blocks().map(|(.., kept)| match kept {
        Some(kept) => kept.clone(),
        None => {
            checked += 1;
            new.next().filter(|it| !it.is_empty()).map(Arc::new)
        }
    });
    let found = found.collect();
    Blocks { found, checked }
}

/// What was found in the blocks of each draft, and what the rules find in the whole of it.
fn check_drafts(
    engine: &Engine,
    drafts: &[Understood<'_>],
    blocks: &[Blocks],
    stop: &Stop,
) -> Option<Vec<Vec<Finding>>> {
    let mut all: Vec<Vec<Finding>> = drafts.iter().zip(blocks).map(of_blocks).collect();
    for (conventions, in_force) in in_turn(engine, drafts) {
        let house = &conventions.house;
        let mut here: Vec<(DraftContext<'_>, &mut Vec<Finding>)> = drafts
            .iter()
            .zip(&mut all)
            .filter(|(draft, _)| draft.in_force == in_force)
            .map(|(Understood { source, draft, facts, .. }, findings)| {
                (DraftContext { text: source.text, draft, facts, house }, findings)
            })
            .collect();
        for CodedRule { index, rule, zones } in conventions.of_drafts() {
            if stop.is_set() {
                return None;
            }
            let setting = &house.rules[*index];
            for (context, findings) in &mut here {
                let first = findings.len();
                rule.draft(context, &mut Sink::new(setting, findings));
                keep_in_zones(findings, first, |offset| {
                    zones.contains(zone_at(context.draft, context.facts, offset))
                });
            }
        }
    }
    Some(all)
}

/// What was found in the blocks of a draft, with spans of the draft.
fn of_blocks((draft, blocks): (&Understood<'_>, &Blocks)) -> Vec<Finding> {
    let mut all = Vec::new();
    for (block, found) in draft.draft.blocks.iter().zip(&blocks.found) {
        let found = found.iter().flat_map(|it| &it.findings);
        all.extend(found.map(|it| it.shifted(block.span.start)));
    }
    all
}

/// Sorts out what is reported of a draft.
fn finish(
    engine: &Engine,
    understood: Understood<'_>,
    blocks: Blocks,
    mut findings: Vec<Finding>,
) -> Analysis {
    let Understood { source, draft, facts, in_force, .. } = understood;
    let Blocks { found, checked: checked_blocks } = blocks;
    let conventions = engine.conventions(in_force);
    let house = &conventions.house;
    let each = draft.blocks.iter().zip(&found);
    let deferred = each.filter_map(|(it, found)| Some((it, &*found.as_ref()?.deferred)));
    let release_date = facts.release_date().map(|it| it.date);
    conventions.matchers.decide(deferred, release_date, &mut findings);
    drop_explained(house, &mut findings);
    let unused_ignores = suppress(house, &source, &draft, &mut findings);
    findings.sort_by(|a, b| (a.span, b.level, &a.rule).cmp(&(b.span, a.level, &b.rule)));
    findings.dedup();
    keep_line_ends(source.text, &mut findings);
    Analysis { draft, facts, findings, unused_ignores, checked_blocks, found, in_force }
}
