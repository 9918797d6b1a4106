//! Plants every kind of defect in every draft, and counts what the rules say.

use std::thread;

use presscheck::{Earlier, Finding, Span, Stop};

use super::clean::{Clean, line};
use super::kinds;
use super::plant::{Kind, Plant, Reach, touches};

/// How often one kind is planted in one draft.
const SITES: usize = 3;

/// What became of a kind of defect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Its rule is there.
    Built,
    /// There is no such rule yet.
    NotBuilt,
    /// No house of a draft that has a place for it turns the rule on.
    Off,
}

/// One kind of defect over all drafts.
pub(crate) struct Row {
    pub(crate) rule: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) standing: Standing,
    pub(crate) planted: usize,
    pub(crate) found: usize,
    pub(crate) missed: Vec<String>,
    pub(crate) unexpected: Vec<String>,
}

/// What was measured.
pub(crate) struct Measured {
    pub(crate) rows: Vec<Row>,
}

impl Measured {
    /// Planted and found, over the rules that are there.
    pub(crate) fn total(&self) -> (usize, usize) {
        self.rows.iter().fold((0, 0), |sum, it| (sum.0 + it.planted, sum.1 + it.found))
    }

    /// The counts of each rule that is there, in the order of their names.
    pub(crate) fn by_rule(&self) -> Vec<RuleCounts> {
        let mut rules: Vec<RuleCounts> = Vec::new();
        for row in self.rows.iter().filter(|it| it.standing == Standing::Built) {
            let at = rules.iter().position(|it| it.rule == row.rule).unwrap_or_else(|| {
                rules.push(RuleCounts { rule: row.rule, planted: 0, found: 0, unexpected: 0 });
                rules.len() - 1
            });
            rules[at].planted += row.planted;
            rules[at].found += row.found;
            rules[at].unexpected += row.unexpected.len();
        }
        rules.sort_unstable_by_key(|it| it.rule);
        rules
    }
}

/// What was planted for a rule, and what it found.
#[derive(Debug)]
pub(crate) struct RuleCounts {
    pub(crate) rule: &'static str,
    pub(crate) planted: usize,
    pub(crate) found: usize,
    pub(crate) unexpected: usize,
}

/// Plants each defect in each draft that has a place for it.
pub(crate) fn measure(drafts: &[Clean]) -> Measured {
    let kinds: Vec<&Kind> = kinds::all().collect();
    let workers = thread::available_parallelism().map_or(1, usize::from).min(kinds.len());
    let mut rows: Vec<(usize, Row)> = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers)
            .map(|worker| {
                let share = kinds.iter().enumerate().skip(worker).step_by(workers);
                scope.spawn(move || {
                    share.map(|(at, kind)| (at, row(kind, drafts))).collect::<Vec<_>>()
                })
            })
            .collect();
        handles.into_iter().flat_map(|it| it.join().expect("a worker ends")).collect()
    });
    rows.sort_by_key(|it| it.0);
    Measured { rows: rows.into_iter().map(|it| it.1).collect() }
}

fn row(kind: &Kind, drafts: &[Clean]) -> Row {
    let mut row = Row {
        rule: kind.rule,
        kind: kind.name,
        standing: Standing::NotBuilt,
        planted: 0,
        found: 0,
        missed: Vec::new(),
        unexpected: Vec::new(),
    };
    for clean in drafts {
        let Some(setting) = clean.engine.house().rule(kind.rule) else { continue };
        if setting.level.is_none() {
            if row.standing == Standing::NotBuilt {
                row.standing = Standing::Off;
            }
            continue;
        }
        row.standing = Standing::Built;
        for plant in few((kind.sites)(clean)) {
            try_one(kind, clean, &plant, &mut row);
        }
    }
    row
}

/// The first, the last and those in the middle: the same ones every time.
fn few(plants: Vec<Plant>) -> Vec<Plant> {
    let count = plants.len();
    if count <= SITES {
        return plants;
    }
    let chosen: Vec<usize> = (0..SITES).map(|it| it * (count - 1) / (SITES - 1)).collect();
    let kept = plants.into_iter().enumerate().filter(|(at, _)| chosen.contains(at));
    kept.map(|it| it.1).collect()
}

fn try_one(kind: &Kind, clean: &Clean, plant: &Plant, row: &mut Row) {
    let text = plant.text(&clean.text);
    let source = clean.source(&text);
    let earlier = Earlier { text: &clean.text, analysis: &clean.analysis };
    let Some(after) = clean.engine.recheck(&source, Some(earlier), &Stop::never()) else {
        return;
    };
    let places = plant.places(&text, kind.reach);
    let before: Vec<(&str, Span)> =
        clean.analysis.findings.iter().map(|it| (&*it.rule, plant.moved(it.span))).collect();
    let was_there = |it: &Finding| before.contains(&(&*it.rule, it.span));
    let fresh: Vec<&Finding> = after.findings.iter().filter(|it| !was_there(it)).collect();
    let right = |it: &Finding| {
        *it.rule == *kind.rule && (kind.reach == Reach::Anywhere || touches(it, &places))
    };
    row.planted += 1;
    let at = places.first().copied().unwrap_or_default();
    if fresh.iter().any(|it| right(it)) {
        row.found += 1;
    } else {
        row.missed.push(format!("{}: {}", clean.file, excerpt(&text, at)));
    }
    // Whatever another rule says of the planted place, the defect is the cause.
    let around = plant.places(&text, Reach::Paragraph);
    for finding in fresh {
        let caused = kind.also.contains(&&*finding.rule) || touches(finding, &around);
        if !right(finding) && !caused {
            row.unexpected.push(format!(
                "{}: {} ({}): {} | after: {}",
                clean.file,
                finding.rule,
                finding.level.name(),
                finding.message,
                excerpt(&text, at)
            ));
        }
    }
}

/// A place with some words around it, on one line.
pub(crate) fn excerpt(text: &str, span: Span) -> String {
    let around = line(text, span);
    let clip = |offset: usize| {
        let mut offset = offset.clamp(around.start, around.end);
        while !text.is_char_boundary(offset) {
            offset += 1;
        }
        offset
    };
    let shown =
        &text[clip(span.start.saturating_sub(60))..clip(span.end.min(span.start + 120) + 60)];
    shown.replace('\n', " ⏎ ")
}
