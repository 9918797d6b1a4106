//! The engine: a text goes in, an analysis comes out.

mod conventions;
mod dropping;
mod examples;
mod fixing;
mod memo;
mod passage;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::draft::Draft;
use crate::facts::{Circumstances, Facts};
use crate::finding::Finding;
use crate::house::House;
use crate::text::Markup;

use conventions::{BlockFindings, Conventions};
pub use examples::{ExampleFailure, run_examples, run_house_example};
pub use fixing::Fixed;
use passage::Task;

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

/// A draft as it was, with what was found out about it.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'a> {
    /// The text that was checked, and no other: what has not changed since is not read again.
    pub text: &'a str,
    /// What came of it.
    pub analysis: &'a Analysis,
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
    /// What was found in each block; kept while its text and its zone stay the same. Most have
    /// nothing.
    found: Vec<Option<Arc<BlockFindings>>>,
    /// Whose rules were asked: see [`Engine::conventions_on`].
    in_force: Option<usize>,
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
        match self.check_all(std::slice::from_ref(source)).pop() {
            Some(analysis) => analysis,
            None => unreachable!("every draft has an analysis"),
        }
    }

    /// Checks several drafts, each as if it were alone; the results stand in their order. For many
    /// small drafts this is quicker than one after the other: the code of each step is fetched once.
    pub fn check_all(&self, sources: &[Source<'_>]) -> Vec<Analysis> {
        let tasks: Vec<Task<'_>> =
            sources.iter().map(|&source| Task { source, earlier: None, is_kept: false }).collect();
        match passage::through(self, &tasks, &Stop::never()) {
            Some(analyses) => analyses,
            None => unreachable!("an analysis that nobody stops ends"),
        }
    }

    /// Reads a draft without asking any rule: for who wants to know what it says, and not whether
    /// that is right.
    pub fn read(&self, source: &Source<'_>) -> (Draft, Facts) {
        let draft = Draft::parse(source.text, source.markup, &mut |_| None);
        let facts = passage::facts_of(&draft);
        let circumstances = Circumstances { file: source.file, release_date: source.release_date };
        let facts = Facts::link(&draft, facts, circumstances, self.house(), None);
        (draft, facts)
    }

    /// Checks a draft, keeping what can be kept of an earlier analysis by this engine. The result
    /// is the same as without it. `None` if `stop` was set before the end.
    ///
    /// # Panics
    ///
    /// If the text of `earlier` is not the one that its analysis is of; or the findings are wrong then.
    pub fn recheck(
        &self,
        source: &Source<'_>,
        earlier: Option<Earlier<'_>>,
        stop: &Stop,
    ) -> Option<Analysis> {
        passage::through(self, &[Task { source: *source, earlier, is_kept: true }], stop)?.pop()
    }
}
