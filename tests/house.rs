//! Profiles, `presscheck.toml` and own rule pages: what holds, and what is said of mistakes.

#![allow(clippy::unwrap_used)]

use presscheck::house::{ConfigFile, OwnPage, Resolved, house_names};
use presscheck::{Engine, House, Level, Source};

fn project(text: &str) -> Resolved {
    with_pages(text, &[])
}

fn with_pages(text: &str, pages: &[(&str, &str)]) -> Resolved {
    let file = ConfigFile { path: "presscheck.toml".to_owned(), text: text.to_owned() };
    let pages: Vec<OwnPage> = pages
        .iter()
        .map(|(name, text)| OwnPage {
            path: format!("style/{name}.md"),
            name: (*name).to_owned(),
            text: (*text).to_owned(),
        })
        .collect();
    House::resolve(None, Some(&file), &pages)
}

/// The problems of a project: what they are about, what they say, what they advise.
fn problems(text: &str) -> Vec<(String, String, String)> {
    project(text)
        .problems
        .into_iter()
        .map(|(path, problem)| {
            assert_eq!(path, "presscheck.toml");
            let about = text[problem.span.range()].to_owned();
            (about, problem.message, problem.help.unwrap_or_default())
        })
        .collect()
}

fn only_problem(text: &str) -> (String, String, String) {
    let mut problems = problems(text);
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems.remove(0)
}

fn lint(house: House, text: &str) -> Vec<String> {
    let analysis = Engine::new(house).check(&Source::plain(text));
    let shown = |it: &presscheck::Finding| {
        format!("{} {}: {}", it.level.name(), it.rule, &text[it.span.range()])
    };
    analysis.findings.iter().map(shown).collect()
}

#[test]
fn shipped_profiles_and_pages_have_no_fault() {
    for name in house_names() {
        let resolved = House::resolve(Some(name), None, &[]);
        assert!(resolved.problems.is_empty(), "{name}: {:?}", resolved.problems);
        assert_eq!(resolved.house.name, name);
    }
}

#[test]
fn shipped_facts_name_their_source_and_agree_with_one_another() {
    for name in house_names() {
        let house = House::resolve(Some(name), None, &[]).house;
        let sources = house.counts.iter().map(|it| &it.source);
        let sources = sources.chain(house.offices.iter().map(|it| &it.source));
        for source in sources.chain(house.series.iter().map(|it| &it.source)) {
            assert!(!source.is_empty());
            assert!(!source.contains("general knowledge"), "{source}");
        }
        for count in &house.counts {
            assert!(
                house.organisations.iter().any(|it| it.name == count.organisation),
                "no [[organisations]] entry for {}",
                count.organisation
            );
        }
        for office in &house.offices {
            assert!(office.to.is_none_or(|to| to > office.from), "{}", office.name);
        }
        for series in &house.series {
            assert!(series.skipped.iter().all(|&it| it != series.first.1), "{}", series.name);
        }
    }
}

#[test]
fn a_count_holds_from_its_day_until_the_next() {
    let house = House::resolve(Some("interpol"), None, &[]).house;
    let on = |year: i16, month: i8, day: i8| {
        let date = jiff::civil::date(year, month, day);
        let rows = house.counts.iter().filter(|it| it.organisation == "INTERPOL");
        rows.filter(|it| it.from <= date).max_by_key(|it| it.from).and_then(|it| it.count)
    };
    assert_eq!(on(2006, 5, 18), Some(184));
    assert_eq!(on(2013, 10, 24), Some(190));
    assert_eq!(on(2025, 6, 1), Some(196));
    assert_eq!(on(2007, 3, 1), None);
    assert_eq!(on(2027, 1, 1), None);
}

#[test]
fn a_project_lays_itself_over_the_house_it_picks() {
    let resolved = project(
        "house = \"interpol\"\n\
         include = [\"drafts/**\"]\n\
         exclude = \"old\"\n\
         [rules]\n\
         hype = \"off\"\n\
         wordiness = { level = \"error\" }\n\
         spelling-variant = { ending = \"ise\", cases = { hyphen = \"off\" } }\n\
         [[organisations]]\n\
         name = \"Tideco\"\n\
         wrong = [\"TideCo\"]\n",
    );
    assert!(resolved.problems.is_empty(), "{:?}", resolved.problems);
    assert_eq!(resolved.include, ["drafts/**"]);
    assert_eq!(resolved.exclude, ["old"]);
    let house = resolved.house;
    assert_eq!(house.name, "interpol");
    assert_eq!(house.rule("hype").unwrap().level, None);
    assert_eq!(house.rule("wordiness").unwrap().level, Some(Level::Error));
    assert_eq!(house.rule("spelling-variant").unwrap().case_level("hyphen"), None);
    assert!(house.organisations.iter().any(|it| it.name == "Europol"));
    let text = "TideCo met Interpol in order to re-unite a world-class crew that it recognizes.\n";
    assert_eq!(
        lint(house, text),
        [
            "warning organisation-name: TideCo",
            "warning organisation-name: Interpol",
            "error wordiness: in order to",
            "info spelling-variant: recognizes",
        ]
    );
}

#[test]
fn the_house_of_the_command_line_comes_first() {
    let file =
        ConfigFile { path: "presscheck.toml".to_owned(), text: "house = \"interpol\"".to_owned() };
    assert_eq!(House::resolve(Some("default"), Some(&file), &[]).house.name, "default");
    let resolved = House::resolve(Some("interpool"), Some(&file), &[]);
    assert_eq!(resolved.problems[0].1.help.as_deref(), Some("did you mean “interpol”?"));
}

#[test]
fn unknown_names_are_reported_where_they_stand() {
    let (about, message, help) = only_problem("hous = \"interpol\"");
    assert_eq!((&*about, &*message), ("hous", "unknown key in presscheck.toml “hous”"));
    assert_eq!(help, "did you mean “house”?");

    let (about, message, help) = only_problem("house = \"interpool\"");
    assert_eq!((&*about, &*message), ("\"interpool\"", "unknown house “interpool”"));
    assert_eq!(help, "did you mean “interpol”?");

    let (about, _, help) = only_problem("[rules]\nhyp = \"off\"");
    assert_eq!((&*about, &*help), ("hyp", "did you mean “hype”?"));

    let (about, message, help) = only_problem("[rules]\nhype = \"warn\"");
    assert_eq!((&*about, &*message), ("\"warn\"", "unknown level “warn”"));
    assert_eq!(help, "did you mean “warning”?");

    let (about, _, help) = only_problem("[rules]\nspelling-variant = { endings = \"ise\" }");
    assert_eq!((&*about, &*help), ("endings", "did you mean “ending”?"));

    let (about, _, help) = only_problem("[rules]\nspelling-variant = { ending = \"isse\" }");
    assert_eq!((&*about, &*help), ("\"isse\"", "did you mean “ise”?"));

    let (_, message, _) = only_problem("[rules]\nspelling-variant = { ending = 3 }");
    assert_eq!(message, "“ending” takes a text");

    let text = "[rules]\nspelling-variant = { cases = { hyphens = \"off\" } }";
    let (about, _, help) = only_problem(text);
    assert_eq!((&*about, &*help), ("hyphens", "did you mean “hyphen”?"));

    let (about, _, help) = only_problem("[[people]]\nname = \"Orla Venn\"\ntitel = \"Mayor\"");
    assert_eq!((&*about, &*help), ("titel", "did you mean “title”?"));
}

#[test]
fn missing_and_wrong_values_are_reported_and_the_rest_holds() {
    let (_, message, _) = only_problem("[[counts]]\norganisation = \"Tideco\"\nfrom = 2020-01-01");
    assert_eq!(message, "an entry of [[counts]] needs “noun”");

    let (about, message, _) = only_problem("[[people]]\nname = 7");
    assert_eq!((&*about, &*message), ("7", "“name” takes a text, not integer"));

    let text = "[[offices]]\ntitle = \"Chair\"\norganisation = \"Tideco\"\nname = \"Orla Venn\"\n\
                from = 2020-01-01\nto = 2019-01-01";
    assert_eq!(only_problem(text).1, "“to” is before “from”, 2020-01-01");

    let (_, message, _) = only_problem("[[ignore]]\nfile = \"a.txt\"\nrule = \"hyype\"");
    assert_eq!(message, "unknown rule “hyype”");

    let resolved = project("house = \"interpol\"\nhype = \"off\"\n[rules]\nwordiness = \"off\"");
    assert_eq!(resolved.problems.len(), 1);
    assert_eq!(resolved.house.name, "interpol");
    assert_eq!(resolved.house.rule("wordiness").unwrap().level, None);

    let resolved = project("house = \"interpol");
    assert!(resolved.problems[0].1.message.starts_with("this is not TOML"));
    assert_eq!(resolved.house.name, "default");
}

const PLAIN_WORDS: &str = "+++\nsummary = \"Plain words\"\nlevel = \"error\"\nfix = \"unsafe\"\n\
    [substitution]\n\"utilis*\" = \"us*\"\n+++\n## Flagged\n```draft\n\
    The crew utilises a rope.\n         ^^^^^^^^ plain-words: “utilises” can be “uses”\n```\n";

#[test]
fn an_own_page_is_a_rule_like_any_other() {
    let resolved = with_pages("pages = \"style/*.md\"", &[("plain-words", PLAIN_WORDS)]);
    assert!(resolved.problems.is_empty(), "{:?}", resolved.problems);
    let found = lint(resolved.house, "A day in port\n\nThe crew utilised a rope.");
    assert!(found.contains(&"error plain-words: utilised".to_owned()), "{found:?}");

    let off = "[rules]\nplain-words = \"off\"";
    let resolved = with_pages(off, &[("plain-words", PLAIN_WORDS)]);
    assert!(resolved.problems.is_empty(), "{:?}", resolved.problems);
    assert_eq!(resolved.house.rule("plain-words").unwrap().level, None);
}

#[test]
fn an_own_page_whose_example_fails_is_not_loaded() {
    let page = PLAIN_WORDS.replace("“uses”", "“employs”");
    let resolved = with_pages("[rules]\nplain-words = \"info\"", &[("plain-words", &page)]);
    let [(path, problem)] = &resolved.problems[..] else {
        panic!("{:?}", resolved.problems);
    };
    assert_eq!(path, "style/plain-words.md");
    assert_eq!(&page[problem.span.range()], "```draft");
    assert!(problem.message.contains("the example on line 9 does not hold"), "{}", problem.message);
    assert!(problem.message.contains("“employs”"), "{}", problem.message);
    assert!(resolved.house.rule("plain-words").is_none());
}

#[test]
fn faults_of_an_own_page_have_their_place() {
    let fault = |name: &str, page: &str| {
        let resolved = with_pages("", &[(name, page)]);
        let (path, problem) = resolved.problems.into_iter().next().expect("a problem");
        assert_eq!(path, format!("style/{name}.md"));
        (page[problem.span.range()].to_owned(), problem.message)
    };
    let page = |front: &str| format!("+++\nsummary = \"Plain words\"\n{front}\n+++\n");
    let (about, message) = fault("own", &page("message = \"m\"\n[pattern]\nregex = ['(rope']"));
    assert_eq!(about, "'(rope'");
    assert!(message.contains("“(rope” is no regular expression: unclosed group"), "{message}");

    let (about, message) =
        fault("own", &page("message = \"“{fund}”\"\n[pattern]\nwords = [\"rope\"]"));
    assert_eq!((&*about, &*message), ("\"“{fund}”\"", "unknown placeholder “fund”"));

    let (_, message) = fault("own", &page("[pattern]\nwords = [\"rope\"]"));
    assert_eq!(message, "what a [pattern] finds needs a “message”, here or for the whole page");

    let (about, message) = fault("own", &page("[substitution]\n\"–\" = \"x\""));
    assert_eq!(about, "\"–\"");
    assert!(message.contains("needs a letter or a figure"), "{message}");

    let (_, message) =
        fault("own", &page("[substitution]\n\"rope\" = { use = \"line\", case = \"x\" }"));
    assert_eq!(message, "unknown case “x”");

    let (_, message) = fault("own", &page("[consistency]\npairs = [[\"rope\"]]"));
    assert!(message.starts_with("a pair has two or more forms"), "{message}");

    let (about, message) = fault("own", &page("[substitutions]\n\"rope\" = \"line\""));
    assert_eq!((&*about, &*message), ("substitutions", "unknown key in this page “substitutions”"));

    let (_, message) = fault("own", &page(""));
    assert!(message.starts_with("a page of your own needs a [substitution]"), "{message}");

    let (_, message) = fault("hype", &page("[substitution]\n\"rope\" = \"line\""));
    assert!(message.starts_with("there is a rule “hype” of Presscheck already"), "{message}");

    let (_, message) = fault("Own rule", &page("[substitution]\n\"rope\" = \"line\""));
    assert!(message.starts_with("“Own rule” is no name for a rule"), "{message}");
}

#[test]
fn a_term_with_a_day_holds_from_that_day() {
    let text = "[[terms]]\nuse = \"Kyiv\"\navoid = [\"Kiev\"]\nfrom = 2019-06-01\n\
                [[terms]]\nuse = \"Tidewater\"\navoid = [\"TideWater\", \"Tide Water\"]";
    let engine = Engine::new(project(text).house);
    let found = |date: Option<jiff::civil::Date>| {
        let draft = "The team of TideWater met in Kiev.";
        let source = Source { release_date: date, ..Source::plain(draft) };
        let findings = engine.check(&source).findings;
        let terms = findings.iter().filter(|it| &*it.rule == "house-terms");
        terms.map(|it| draft[it.span.range()].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(Some(jiff::civil::date(2020, 1, 1))), ["TideWater", "Kiev"]);
    assert_eq!(found(Some(jiff::civil::date(2010, 1, 1))), ["TideWater"]);
    assert_eq!(found(None), ["TideWater"]);
}

#[test]
fn globs_of_own_pages_are_known_before_the_pages_are_read() {
    let globs = House::page_globs("house = \"interpol\"\npages = [\"style/*.md\", \"more/a.md\"]");
    assert_eq!(globs, ["style/*.md", "more/a.md"]);
    assert_eq!(House::page_globs("pages = "), [""; 0]);
}

#[test]
fn conventions_of_earlier_times_hold_for_drafts_of_their_time() {
    let text = "[rules]\nhype = \"off\"\nwordiness = \"error\"\n\
                [[earlier]]\nuntil = 2005-12-31\nrules = { wordiness = \"off\" }\n\
                [[earlier]]\nuntil = 2009-12-31\nrules = { hype = \"warning\" }";
    let resolved = project(text);
    assert!(resolved.problems.is_empty(), "{:?}", resolved.problems);
    let engine = Engine::new(resolved.house);
    let draft = "The crew works on a world-class quay in order to rest.";
    let found = |date: Option<&str>| {
        let date = date.map(|it| it.parse().unwrap());
        let source = Source { release_date: date, ..Source::plain(draft) };
        let findings = engine.check(&source).findings;
        let wanted = findings.iter().filter(|it| matches!(&*it.rule, "hype" | "wordiness"));
        wanted.map(|it| format!("{} {}", it.level.name(), it.rule)).collect::<Vec<_>>()
    };
    assert_eq!(found(Some("2004-03-01")), [""; 0]);
    assert_eq!(found(Some("2005-12-31")), [""; 0]);
    assert_eq!(found(Some("2006-01-01")), ["warning hype", "error wordiness"]);
    assert_eq!(found(Some("2010-01-01")), ["error wordiness"]);
    assert_eq!(found(None), ["error wordiness"]);
}

#[test]
fn an_edit_of_the_release_date_changes_the_conventions_that_hold() {
    let text = "[[earlier]]\nuntil = 2005-12-31\nrules = { wordiness = \"off\" }";
    let engine = Engine::new(project(text).house);
    let draft = |year: u16| format!("3 March {year}\n\nThe crew works in order to rest.");
    let (before, after) = (draft(2004), draft(2014));
    let kept = engine.check(&Source::plain(&before));
    let earlier = presscheck::Earlier { text: &before, analysis: &kept };
    let again = engine
        .recheck(&Source::plain(&after), Some(earlier), &presscheck::engine::Stop::never())
        .unwrap();
    let rules = |it: &presscheck::Analysis| {
        it.findings.iter().filter(|it| &*it.rule == "wordiness").count()
    };
    assert_eq!((rules(&kept), rules(&again)), (0, 1));
}

#[test]
fn mistakes_in_earlier_conventions_and_examples_have_their_place() {
    let (about, message, _) =
        only_problem("[[earlier]]\nuntil = 2005-12-31\nrules = { hyp = \"off\" }");
    assert_eq!((&*about, &*message), ("hyp", "unknown rule “hyp”"));
    let (_, message, _) = only_problem("[[earlier]]\nrules = { hype = \"off\" }");
    assert_eq!(message, "an entry of [[earlier]] needs “until”");
    let (about, _, help) = only_problem("[[examples]]\ndraft = \"\"\nrules = [\"hyp\"]");
    assert_eq!((&*about, &*help), ("\"hyp\"", "did you mean “hype”?"));
}

#[test]
fn the_conventions_of_interpol_follow_the_release_date() {
    let engine = Engine::new(House::shipped("interpol").unwrap());
    let about = |date: &str, lead: &str| {
        let text = format!("{date}\n\nHarbour police meet\n\n{lead}");
        let findings = engine.check(&Source::plain(&text)).findings;
        let wanted = findings.into_iter().filter(|it| it.rule.starts_with("dateline"));
        wanted.map(|it| it.message).collect::<Vec<_>>()
    };
    let bare = "BERLIN - Police officers from ten harbours met for the first time in a decade.";
    assert_eq!(about("3 March 2005", bare), [""; 0]);
    assert!(
        about("3 March 2012", bare)
            .contains(&"the dateline ends with a hyphen; here it ends with an en dash".to_owned())
    );
    let whole = "BERLIN, Germany – Police officers from ten harbours met for the first time.";
    assert_eq!(about("3 March 2012", whole), [""; 0]);
    assert_eq!(
        about("3 March 2005", whole),
        ["the dateline ends with an en dash; here it ends with a hyphen"]
    );
}

#[test]
fn the_strict_profile_turns_every_rule_on_and_nothing_is_only_info() {
    let house = House::shipped("strict").unwrap();
    for rule in house.rules.iter().filter(|it| !matches!(&*it.page.group, "program" | "own")) {
        assert!(rule.level > Some(Level::Info), "{}", rule.page.name);
        for (case, level) in &rule.cases {
            assert!(*level > Some(Level::Info), "{}: {case}", rule.page.name);
        }
    }
}
