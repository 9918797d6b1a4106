//! A keystroke re-checks the block it falls into, and no other.

#![allow(clippy::unwrap_used)]

use presscheck::{Earlier, Engine, House, Source, Stop};

const RELEASE: &str = "\
Harbour Council opens new quay

OSLO, Norway – The Harbour Council opened the new quay for coastal ferries on Tuesday.

“We are ready,” said Mayor Anna Berg.

The ferries will sail every day of the week until the end of September.
";

#[test]
fn an_edit_inside_a_block_rechecks_that_block_alone() {
    let engine = Engine::new(House::default_house());
    let before = engine.check(&Source::plain(RELEASE));
    assert_eq!(before.checked_blocks, before.draft.blocks.len());

    let edited = RELEASE.replace("every day", "every single day");
    let earlier = Earlier { text: RELEASE, analysis: &before };
    let after = engine.recheck(&Source::plain(&edited), Some(earlier), &Stop::never()).unwrap();
    assert_eq!(after.checked_blocks, 1);
    assert_eq!(after.findings, engine.check(&Source::plain(&edited)).findings);
}

#[test]
fn a_block_whose_zone_changes_is_rechecked_too() {
    let engine = Engine::new(House::default_house());
    let before = engine.check(&Source::plain(RELEASE));
    // Under an end mark, what was body is so no longer.
    let edited = RELEASE.replace("\n\n“We", "\n\nENDS\n\n“We");
    let earlier = Earlier { text: RELEASE, analysis: &before };
    let after = engine.recheck(&Source::plain(&edited), Some(earlier), &Stop::never()).unwrap();
    assert_eq!(after.checked_blocks, 3);
    assert_eq!(after.findings, engine.check(&Source::plain(&edited)).findings);
}

#[test]
fn an_analysis_that_is_not_wanted_any_more_stops() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    let engine = Engine::new(House::default_house());
    let generation = Arc::new(AtomicU64::new(1));
    let stop = Stop::when_changed(&generation);
    generation.fetch_add(1, Ordering::Release);
    assert!(engine.recheck(&Source::plain(RELEASE), None, &stop).is_none());
}
