//! What holds for any text.

use std::sync::LazyLock;

use jiff::civil::Date;
use presscheck::draft::Draft;
use presscheck::finding::{FixMode, apply_edits, plan_fixes};
use presscheck::{Analysis, Earlier, Edit, Engine, House, Level, Markup, Source, Span, Stop};
use proptest::prelude::*;

/// Every rule, also those that are off.
static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let mut house = House::default_house();
    for rule in &mut house.rules {
        rule.level.get_or_insert(Level::Info);
    }
    Engine::new(house)
});

/// Every rule, with conventions that changed at two dates.
static INTERPOL: LazyLock<Engine> = LazyLock::new(|| {
    let mut house = House::resolve(Some("interpol"), None, &[]).house;
    for rule in &mut house.rules {
        rule.level.get_or_insert(Level::Info);
    }
    Engine::new(house)
});

/// Pieces of press releases, whole and broken.
const PIECES: &[&str] = &[
    "TURKU, Finland – ",
    "SPLIT – ",
    "18 May 2026",
    "Monday 18 May 2026",
    "31 September 2026",
    "14-16 May",
    "the three-day conference ",
    "today",
    "next month",
    "the 22th session ",
    "42 member countries ",
    "41 member states ",
    "International Harbours Union (IHU) ",
    "IHU’s ",
    "Secretary General Tomasz Wrona ",
    "Mr Wrona ",
    "Mr. Solheim ",
    "the the ",
    "said ",
    "“Yes,” ",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "it's ",
    "organised ",
    "organized ",
    "colour ",
    "color ",
    "per cent ",
    "5% ",
    "EUR 6 million ",
    "1,152,8883 ",
    "10:30 ",
    "5.30pm ",
    "closed.All ",
    "include;",
    "Helping ports ",
    ".",
    ". ",
    ", ",
    ",",
    ":",
    ": ",
    ";",
    " – ",
    " - ",
    "--",
    "...",
    "..",
    "!",
    "1 / 12",
    "[insert name]",
    "XX",
    "TK ",
    "Lorem ipsum ",
    "###",
    "ENDS",
    "About the IHU",
    "Contact",
    "press@harbours-union.org",
    "+358 2 481 0134",
    "www.harbours-union.org/a?utm_source=b",
    "All news",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    " ",
    "  ",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "• ",
    "- ",
    "1. ",
    "# ",
    "> ",
    "**",
    "`",
    "<!-- presscheck-ignore doubled-word: why -->",
    "---\ndate: 2026-05-18\n---\n",
    "é",
    "e\u{301}",
    "👩‍👩‍👧‍👦",
    "صباح",
    "港口",
    "\u{1}",
    "\0",
    "a",
    "A",
    "The ",
    "harbour ",
    "ferry ",
    "(left)",
    "Photo: ",
    "Embargoed until Tuesday",
    "FOR IMMEDIATE RELEASE",
    "in Lyon, France to ",
];

fn pieces() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

fn texts() -> impl Strategy<Value = String> {
    proptest::collection::vec(pieces(), 0..60).prop_map(|it| it.concat())
}

/// What makes something else of the text around it.
const MARKS: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "```\n",
    "~~~",
    "<!-- ",
    " -->",
    "<div>\n",
    "<pre>",
    "</pre>",
    "===",
    "---",
    "+++",
    "[1]: /quay\n",
    "[the plan][1]",
    "[quay](https://x.example)",
    "| a | b |\n|---|---|\n",
    "    ",
    "- ",
    "> ",
    "# ",
    "* * *",
    "![",
    "](x.jpg)",
    "[^1]",
    "[^1]: left",
    "• ",
    "•\n",
    "closed.All came.Then ",
];

/// Texts of several paragraphs, of which some begin in the first column behind a blank line.
fn pages() -> impl Strategy<Value = String> {
    let words = || proptest::collection::vec(pieces(), 1..8).prop_map(|it| it.concat());
    let paragraph = prop_oneof![
        3 => words(),
        4 => words().prop_map(|it| format!("The {it}ferry left the quay.")),
        1 => (proptest::sample::select(MARKS), words()).prop_map(|(mark, it)| format!("{mark}{it}")),
    ];
    proptest::collection::vec(paragraph, 1..16).prop_map(|it| it.join("\n\n"))
}

/// What somebody types, pastes or deletes: where, as a share of the text, how much of it, and what
/// comes in its place.
fn edits() -> impl Strategy<Value = (f64, f64, String)> {
    let replacement = prop_oneof![
        3 => pieces(),
        2 => proptest::sample::select(MARKS).prop_map(str::to_owned),
        1 => Just(String::new()),
        1 => texts(),
    ];
    (0.0..=1.0f64, prop_oneof![Just(0.0), 0.0..=0.05f64, 0.0..=0.3f64], replacement)
}

fn markups() -> impl Strategy<Value = Markup> {
    prop_oneof![Just(Markup::Plain), Just(Markup::Markdown)]
}

/// Before, between and after the dates at which the conventions of a house changed, or not known.
fn earlier_times() -> impl Strategy<Value = Option<Date>> {
    let of = |year| Just(Some(jiff::civil::date(year, 6, 1)));
    prop_oneof![Just(None), of(2003), of(2008), of(2026)]
}

fn source(text: &str, markup: Markup) -> Source<'_> {
    Source { markup, file: Some("2026-05-18-draft.txt"), ..Source::plain(text) }
}

fn assert_in_order(edits: &[Edit]) {
    for pair in edits.windows(2) {
        let (one, next) = (pair[0].span, pair[1].span);
        assert!(one.end <= next.start && one != next, "{one:?} and {next:?} overlap");
    }
}

/// What may not differ between two analyses of one text.
fn shown(analysis: &Analysis) -> String {
    let Draft { blocks, lost_breaks, front_matter, comments, links, length, .. } = &analysis.draft;
    let mut shown = format!("{lost_breaks:?} {front_matter:?} {comments:?} {links:?} {length}");
    for block in blocks {
        let place = (block.span, block.marker, block.indent, block.blank_lines_before);
        let breaks = (block.after_lost_break, block.same_line);
        let (kind, zone, text) = (block.kind, block.zone, block.text());
        shown += &format!("\n{kind:?} {zone:?} {place:?} {breaks:?} {text:?}");
    }
    for person in &analysis.facts.people().persons {
        let flags = (person.certain, person.shares_name, person.has_namesake);
        shown += &format!("\n{} {flags:?} {:?}", person.name(), person.mentions);
    }
    let quotations = analysis.facts.quotations();
    shown += &format!("\n{quotations:?} {:?}", analysis.facts.release_date());
    shown + &format!("\n{:#?}\n{:?}", analysis.findings, analysis.unused_ignores)
}

/// The nearest place to `share` of the way through the text that a character does not span.
fn place(text: &str, share: f64) -> usize {
    #[expect(clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share is in 0..=1")]
    let mut place = (text.len() as f64 * share) as usize;
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_lie_in_the_text_and_on_characters(text in texts(), markup in markups()) {
        let within = |span: Span| text.get(span.range()).is_some();
        for finding in ENGINE.check(&source(&text, markup)).findings {
            prop_assert!(within(finding.span), "{finding:?}");
            prop_assert!(finding.related.iter().all(|it| within(it.span)), "{finding:?}");
            prop_assert!(!finding.message.is_empty() && !finding.message.ends_with('.'), "{finding:?}");
            for fix in &finding.fixes {
                prop_assert!(fix.edits.iter().all(|it| within(it.span)), "{finding:?}");
                prop_assert!(apply_edits(&text, &fix.edits) != text, "{finding:?} changes nothing");
                assert_in_order(&fix.edits);
            }
        }
    }

    #[test]
    fn fixes_that_are_applied_together_do_not_touch(text in texts(), markup in markups()) {
        let findings = ENGINE.check(&source(&text, markup)).findings;
        for mode in [FixMode::Safe, FixMode::Unsafe] {
            assert_in_order(&plan_fixes(&findings, mode).edits);
        }
    }

    #[test]
    fn fixing_ends_and_fixing_again_changes_nothing(text in texts(), markup in markups()) {
        for mode in [FixMode::Safe, FixMode::Unsafe] {
            let fixed = ENGINE.fix(&source(&text, markup), mode);
            prop_assert_eq!(fixed.skipped, 0, "{:?} does not end: {:?}", &text, &fixed.text);
            let again = ENGINE.fix(&source(&fixed.text, markup), mode);
            prop_assert_eq!(&again.text, &fixed.text);
            prop_assert_eq!(again.mended, 0);
        }
    }

    #[test]
    fn checking_twice_finds_the_same(text in texts(), markup in markups()) {
        let source = source(&text, markup);
        prop_assert_eq!(shown(&ENGINE.check(&source)), shown(&ENGINE.check(&source)));
    }

    #[test]
    fn a_recheck_finds_what_a_check_finds(
        text in prop_oneof![texts(), pages()],
        markup in markups(),
        edits in proptest::collection::vec(edits(), 1..6),
    ) {
        let mut text = text;
        let mut analysis = ENGINE.check(&source(&text, markup));
        for (from, length, replacement) in edits {
            let start = place(&text, from);
            let end = place(&text, (from + length).min(1.0));
            let before = text.clone();
            text.replace_range(start..end, &replacement);
            let earlier = Some(Earlier { text: &before, analysis: &analysis });
            let again = ENGINE.recheck(&source(&text, markup), earlier, &Stop::never());
            analysis = again.expect("nobody stopped it");
            prop_assert_eq!(shown(&analysis), shown(&ENGINE.check(&source(&text, markup))), "{:?}", &text);
        }
    }

    #[test]
    fn drafts_checked_together_are_checked_as_each_alone(
        drafts in proptest::collection::vec((texts(), markups(), earlier_times()), 1..6),
    ) {
        // A house whose conventions of earlier times hold for some of the drafts and not for others.
        let sources: Vec<Source<'_>> = drafts
            .iter()
            .map(|(text, markup, date)| Source { release_date: *date, ..source(text, *markup) })
            .collect();
        let together = INTERPOL.check_all(&sources);
        prop_assert_eq!(together.len(), sources.len());
        for (source, analysis) in sources.iter().zip(&together) {
            prop_assert_eq!(shown(analysis), shown(&INTERPOL.check(source)), "{:?}", source.text);
        }
    }
}
