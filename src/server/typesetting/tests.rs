use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::house::House;
use crate::text::Markup;

fn format(engine: &Engine, source: &Source<'_>, within: Span, wishes: Wishes) -> Vec<Edit> {
    let analysis = engine.check(source);
    let edits = typeset(engine, source, &analysis, within, wishes, &Stop::never()).unwrap();
    assert!(edits.windows(2).all(|it| it[0].span.end <= it[1].span.start), "{edits:?}");
    assert!(edits.iter().all(|it| within.contains(it.span)), "{edits:?} outside of {within:?}");
    edits
}

/// What stands between the quotation marks of a text, without white space.
fn quoted(engine: &Engine, source: &Source<'_>) -> Vec<String> {
    let analysis = engine.check(source);
    let mut quoted = Vec::new();
    for (index, block) in analysis.draft.blocks.iter().enumerate() {
        for piece in &analysis.facts.of_block(index).unwrap().quotations {
            let end = piece.close.map_or(piece.span.end, |it| it.span.start);
            let inside = block.to_draft(Span::new(piece.open.span.end, end));
            quoted.push(source.text[inside.range()].split_whitespace().collect());
        }
    }
    quoted
}

/// Formats a text and holds the result against what formatting promises.
fn checked(engine: &Engine, source: &Source<'_>, wishes: Wishes) -> String {
    let whole = Span::new(0, source.text.len());
    let formatted = apply_edits(source.text, &format(engine, source, whole, wishes));
    let again = Source { text: &formatted, ..*source };
    let more = format(engine, &again, Span::new(0, formatted.len()), wishes);
    assert_eq!(more, [], "{:?} was {:?}", formatted, source.text);
    let letters = |it: &str| it.chars().filter(|it| it.is_alphanumeric()).collect::<String>();
    assert_eq!(letters(source.text), letters(&formatted));
    formatted
}

#[test]
fn the_examples_of_every_rule_keep_their_words_and_quotations() {
    let engine = Engine::new(House::default_house());
    let (mut examples, mut formatted) = (0, 0);
    for rule in &engine.house().rules {
        for example in rule.page.examples() {
            let markdown = example.attributes.iter().any(|(name, _)| name == "markdown");
            let markup = if markdown { Markup::Markdown } else { Markup::Plain };
            let source = Source { markup, ..Source::plain(&example.text) };
            let text = checked(&engine, &source, Wishes::default());
            let squeezed: String = text.split_whitespace().collect();
            for words in quoted(&engine, &source) {
                assert!(squeezed.contains(&words), "{words} in {}", example.text);
            }
            examples += 1;
            formatted += usize::from(text != example.text);
        }
    }
    assert!(examples > 200 && formatted > 20, "{formatted} of {examples}");
}

#[test]
fn words_stay_though_a_rule_would_delete_one() {
    let engine = Engine::new(House::default_house());
    let source = Source::plain("The quay is valued at at  four million.\n");
    let formatted = checked(&engine, &source, Wishes::default());
    assert_eq!(formatted, "The quay is valued at at four million.\n");
}

#[test]
fn a_rule_that_is_off_formats_nothing() {
    let mut house = House::default_house();
    house.select(&[], &["double-space".to_owned()]);
    let text = "Harbour opens\n\nThe quay  is open , and the ferry sails.\n";
    let formatted = checked(&Engine::new(house), &Source::plain(text), Wishes::default());
    assert_eq!(formatted, text.replace(" ,", ","));
}

fn wishes() -> impl Strategy<Value = Wishes> {
    (any::<Option<bool>>(), any::<Option<bool>>(), any::<Option<bool>>()).prop_map(
        |(trim_line_ends, final_line_break, trim_final_line_breaks)| Wishes {
            trim_line_ends,
            final_line_break,
            trim_final_line_breaks,
        },
    )
}

proptest! {
    // Each case is some ten analyses.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_formatted_once_and_for_all(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "The ", "quay", " don't", " don’t", "“", "”", "\"", "‘", "’", " ", "  ", "\u{a0}", ",",
                " , ", ".", "..", " - ", " – ", "—", "--", "\n", "\r\n", "\n\n", " \n", "\t", "🚀", "17-18 May",
                "17–19 May", " said", "- ", "# ", "> ", "\u{ad}",
            ]),
            0..40,
        ),
        markdown: bool,
        wishes in wishes(),
        part in (0..=100_usize, 0..=100_usize),
    ) {
        let engine = ENGINE.with(Arc::clone);
        let text = words.concat();
        let markup = if markdown { Markup::Markdown } else { Markup::Plain };
        let source = Source { markup, ..Source::plain(&text) };
        checked(&engine, &source, wishes);
        let at = |percent: usize| text.floor_char_boundary(text.len() * percent / 100);
        let (one, other) = (at(part.0), at(part.1));
        format(&engine, &source, Span::new(one.min(other), one.max(other)), wishes);
    }
}

thread_local! {
    static ENGINE: Arc<Engine> = Arc::new(Engine::new(House::default_house()));
}
