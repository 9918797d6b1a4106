//! How long the engine takes: `cargo bench --bench engine`.

mod drafts;

use divan::Bencher;
use divan::counter::BytesCount;
use presscheck::{Earlier, Engine, House, Source, Stop};

use drafts::{Numbers, release};

fn main() {
    divan::main();
}

/// Making the engine: what every start of the program pays.
#[divan::bench]
fn start() -> Engine {
    Engine::new(House::default_house())
}

/// A draft that was never seen.
#[divan::bench(args = [5_000, 100_000, 1_000_000])]
fn cold(bencher: Bencher<'_, '_>, bytes: usize) {
    let engine = Engine::new(House::default_house());
    let text = release(&mut Numbers::new(1), bytes);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| engine.check(&Source::plain(&text)).findings.len());
}

/// One letter typed into the middle of a draft that was just checked.
#[divan::bench(args = [5_000, 100_000, 1_000_000])]
fn keystroke(bencher: Bencher<'_, '_>, bytes: usize) {
    let engine = Engine::new(House::default_house());
    let text = release(&mut Numbers::new(1), bytes);
    let before = engine.check(&Source::plain(&text));
    let middle = text[..text.len() / 2].rfind(". ").map_or(0, |it| it + 2);
    let edited = format!("{}x{}", &text[..middle], &text[middle..]);
    let earlier = Earlier { text: &text, analysis: &before };
    bencher.bench(|| {
        engine
            .recheck(&Source::plain(&edited), Some(earlier), &Stop::never())
            .map(|it| it.checked_blocks)
    });
}
