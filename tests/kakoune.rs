//! Kakoune with kak-lsp, set up as `editors/README.md` says: what a user sees of each thing that the
//! server does.
//!
//! `tests/install.sh` installs it. Kakoune's own language can neither wait nor look at what is drawn;
//! so the tests press keys and look at the screen.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod editors;
#[path = "kakoune/screen.rs"]
mod screen;

use std::fs;

use editors::{Home, documented, documented_blocks, on_path, root, skipped};
use screen::Kakoune;

/// What the draft has when it is opened.
const FOUND: [(&str, &str); 3] =
    [("yellow", "and and"), ("red", "41 member countries"), ("red", "Monday 30 October 2026")];

/// The server's line in the documented configuration, behind which settings are put.
const ROOTS: &str = "root_globs = [\"presscheck.toml\", \".git\"]\n";

/// The last line of the documented configuration, for who uses kak-lsp for nothing else.
const ENABLE: &str =
    "hook global WinCreate (.*[.](txt|md|markdown)|(.*/)?presscheck[.]toml) lsp-enable-window";

/// Opens the draft in Kakoune, which has that in its `kakrc`.
fn opened_with(feature: &str, home: &Home, configuration: &str) -> Option<Kakoune> {
    let what = format!("Kakoune: {feature}");
    let Some(kak) = on_path("kak") else {
        skipped(&what, "it is not installed");
        return None;
    };
    let client = root().join("target/editors/kakoune/bin");
    if !client.join("kak-lsp").exists() {
        skipped(&what, "kak-lsp is not installed");
        return None;
    }
    // A client that outlived its editor would stay for five hours.
    let kakrc = format!("{configuration}\nset-option global lsp_timeout 180\n");
    home.write("config/kak/kakrc", &kakrc);
    Some(Kakoune::start(home.editor_with(&kak, &[&client]), "draft.txt"))
}

/// Opens the draft with the documented configuration, and waits for its findings.
fn opened(feature: &str, home: &Home) -> Option<Kakoune> {
    let mut kakoune = opened_with(feature, home, &documented("Kakoune", "kak"))?;
    kakoune.until("the findings", |screen| screen.findings() == FOUND);
    Some(kakoune)
}

/// Chooses from the menu at these words, as a user does who types the entry.
fn act(kakoune: &mut Kakoune, words: &str, title: &str) {
    kakoune.select(words);
    kakoune.command("lsp-code-actions");
    kakoune.until(title, |screen| screen.menu.iter().any(|it| it == title));
    kakoune.press(title);
    kakoune.until("the title", |screen| screen.prompt.contains(title));
    kakoune.press("<ret>");
}

#[test]
fn findings_are_coloured_flagged_listed_and_follow_the_text() {
    let home = Home::new();
    let Some(mut kakoune) = opened("findings", &home) else { return };
    kakoune.until("flags", |it| it.signs() == [("yellow", "!"), ("red", "*")]);

    kakoune.command("lsp-diagnostics");
    kakoune.until("a doubled word", |it| {
        it.has("draft.txt:5:68: [warning][presscheck][presscheck][doubled-word] “and” stands twice")
    });
    kakoune.until("a count", |it| it.has("draft.txt:11:5: [error]"));
    kakoune.until("the other count", |it| it.has("draft.txt:3:135: [presscheck] “42 member"));
    kakoune.press("/11:83<ret><ret>");
    kakoune.until("the place of the listed finding", |it| it.bar.contains("draft.txt 11:83"));

    kakoune.select("🚢");
    kakoune.press("O🚀 A line of of words.<esc>");
    let more = [&[("yellow", "of of")], &FOUND[..]].concat();
    kakoune.until("another finding", |it| it.findings() == more);
    kakoune.leave();
}

#[test]
fn actions_fix_the_draft_and_edit_the_configuration() {
    let home = Home::new();
    let Some(mut kakoune) = opened("actions", &home) else { return };
    act(&mut kakoune, "and and", "Delete the second “and”");
    kakoune.until("one finding less", |it| it.findings() == FOUND[1..]);
    kakoune.until("the fixed line", |it| {
        it.has("🚢 The school’s programme was drawn up with the port of Split, and the harbour’s")
    });

    act(&mut kakoune, "41 member countries", "Make every mention 42");
    kakoune.until("another", |it| it.findings() == FOUND[2..]);
    kakoune.until("the other number", |it| it.has("The 42 member countries of the IHU"));

    act(&mut kakoune, "Monday 30 October", "Ignore “weekday-date” here");
    kakoune.until("no finding", |it| it.findings().is_empty());
    kakoune.command("edit presscheck.toml");
    kakoune.until("its comment", |it| it.has("# Ours."));
    kakoune.until("an entry", |it| it.has("rule = \"weekday-date\""));
    kakoune.leave();
}

#[test]
fn saving_applies_the_safe_fixes() {
    let home = Home::new();
    let configuration = documented_blocks("Kakoune", "kak")[..2].join("\n");
    let Some(mut kakoune) = opened_with("fix on save", &home, &configuration) else { return };
    kakoune.until("the findings", |screen| screen.findings() == FOUND);
    // At once, before it is told to the server by itself.
    kakoune.select("🚢");
    kakoune.press("O🚀 A line of of words.<esc>:write<ret>");
    kakoune.until("the unsafe ones are left", |it| it.findings() == FOUND[1..]);
    kakoune.until("it is saved", |it| !it.bar.contains("[+]"));
    let saved = fs::read_to_string(home.path("drafts/draft.txt")).unwrap();
    assert!(saved.contains("\n🚀 A line of words.\n🚢 The school’s"), "{saved}");
    assert!(saved.contains("port of Split, and the harbour’s"), "{saved}");

    kakoune.press("ggOX<esc>:write<ret>");
    kakoune.until("nothing to fix", |it| it.has("X") && !it.bar.contains("[+]"));
    assert!(fs::read_to_string(home.path("drafts/draft.txt")).unwrap().starts_with("X\nHarbours"));
    kakoune.leave();
}

#[test]
fn hover_explains_a_finding() {
    let home = Home::new();
    let Some(mut kakoune) = opened("hover", &home) else { return };
    kakoune.select("Monday 30");
    kakoune.command("lsp-hover");
    kakoune.until("the finding", |it| it.info.contains("30 October 2026 is a Friday"));
    kakoune.until("its rule", |it| it.info.contains("The weekday beside a date"));
    kakoune.leave();
}

#[test]
fn the_parts_of_a_draft_and_the_people_of_all_are_listed() {
    let home = Home::new();
    let Some(mut kakoune) = opened("symbols", &home) else { return };
    kakoune.command("lsp-document-symbol");
    kakoune.until("the headline", |it| it.has("1:1:  Harbours union trains 130 pilots"));
    kakoune.until("a speaker", |it| it.has("7:1:  ├── Tomasz Wrona"));
    kakoune.command("buffer draft.txt");
    kakoune.command("lsp-goto-document-symbol Contact");
    kakoune.until("a part", |it| it.bar.contains("draft.txt 16:"));
    kakoune.command("lsp-workspace-symbol Wrona");
    kakoune.until("somebody", |it| {
        it.bar.contains("*symbols*") && it.has("draft.txt:7:69: Tomasz Wrona")
    });
    kakoune.leave();
}

#[test]
fn a_short_name_leads_to_the_full_one_and_to_every_mention() {
    let home = Home::new();
    let Some(mut kakoune) = opened("navigation", &home) else { return };
    kakoune.select("Mr \\KWrona");
    kakoune.command("lsp-definition");
    kakoune.until("the first mention", |it| it.bar.contains("draft.txt 7:"));
    kakoune.select("IHU(?= share)");
    kakoune.command("lsp-definition");
    kakoune.until("the definition of an acronym", |it| it.bar.contains("draft.txt 3:"));

    kakoune.select("Mr \\KWrona");
    kakoune.command("lsp-references");
    kakoune.until("every mention", |it| {
        it.bar.contains("*goto*")
            && ["draft.txt:7:47:", "draft.txt:7:69:", "draft.txt:9:65:", "draft.txt:11:162:"]
                .iter()
                .all(|place| it.has(place))
    });
    kakoune.leave();
}

#[test]
fn every_mention_is_selected() {
    let home = Home::new();
    let Some(mut kakoune) = opened("highlights", &home) else { return };
    kakoune.select("Mr \\KWrona");
    kakoune.command("lsp-highlight-references");
    kakoune.until("four selections", |it| it.bar.contains("4 sels"));
    // What is typed then goes to all of them.
    kakoune.press("cSomebody<esc>");
    kakoune.until("each of them", |it| {
        it.has("said Somebody Somebody.")
            && it.has("Mr Somebody added")
            && it.has("report to Somebody.")
    });
    kakoune.leave();
}

#[test]
fn rename_changes_a_name_everywhere() {
    let home = Home::new();
    let Some(mut kakoune) = opened("rename", &home) else { return };
    kakoune.select("Mr \\KWrona");
    kakoune.command("lsp-rename-prompt");
    kakoune.until("the old name", |it| it.prompt.contains("New name: Wrona"));
    kakoune.press("<c-u>Wronski<ret>");
    kakoune.until("every place", |it| {
        it.has("Secretary General Tomasz Wronski.")
            && it.has("Mr Wronski added")
            && it.has("report to Tomasz Wronski.")
    });
    kakoune.leave();
}

#[test]
fn a_name_is_completed() {
    let home = Home::new();
    let Some(mut kakoune) = opened("completion", &home) else { return };
    kakoune.select("“No pilot");
    kakoune.press("xc🚢 The school was opened by Tom");
    kakoune.until("a name", |it| it.menu.iter().any(|it| it.starts_with("Tomasz Wrona ")));
    kakoune.press("<c-n>");
    kakoune.until("it is in the text", |it| it.has("🚢 The school was opened by Tomasz Wrona"));
    kakoune.until("who that is", |it| it.info.contains("IHU Secretary General"));
    kakoune.press("<esc>");
    kakoune.leave();
}

#[test]
fn formatting_tidies_the_typography() {
    let home = Home::new();
    let Some(mut kakoune) = opened("formatting", &home) else { return };
    kakoune.select("🚢");
    // Until it is told to the server, formatting would be that of the text before.
    kakoune.press("xc🚢 The school’s programme  was the port’s , as all say.<ret><esc>");
    kakoune.until("the new line is checked", |it| it.findings().contains(&("yellow", "port’s ,")));
    kakoune.command("lsp-formatting");
    kakoune.until("spaces", |it| it.has("🚢 The school’s programme was the port’s, as all say."));
    kakoune.until("nothing else", |it| it.findings() == FOUND[1..]);
    kakoune.leave();
}

#[test]
fn the_configuration_takes_effect_and_has_findings_of_its_own() {
    let home = Home::new();
    let Some(mut kakoune) = opened("configuration", &home) else { return };
    kakoune.command("edit presscheck.toml");
    kakoune.until("it is open", |it| it.has("# Ours."));
    kakoune.press("ggO[rules]<ret>doubled-word = \"off\"<ret>weekday-date = \"of\"<esc>");
    // Kakoune colours values itself; in the margin they are seen.
    kakoune.until("a finding in it", |it| it.signs() == [("red", "*")]);
    kakoune.select("\"\\Kof(?=\")");
    kakoune.command("lsp-hover");
    kakoune.until("what is wrong", |it| it.info.contains("unknown level “of”"));
    // It is not saved.
    kakoune.command("buffer draft.txt");
    kakoune.until("one finding less", |it| it.findings() == FOUND[1..]);
    kakoune.leave();
}

#[test]
fn what_other_programs_write_into_the_configuration_takes_effect() {
    let home = Home::new();
    let Some(mut kakoune) = opened("watching", &home) else { return };
    home.write("drafts/presscheck.toml", "[rules]\ndoubled-word = \"off\"\n");
    kakoune.until("one finding less", |it| it.findings() == FOUND[1..]);
    kakoune.leave();
}

#[test]
fn the_house_can_be_set() {
    let home = Home::new();
    let block = documented("Kakoune", "kak");
    assert!(block.contains(ROOTS), "{block}");
    let settings = format!("{ROOTS}{}\n", documented("Kakoune", "toml"));
    let configuration = block.replace(ROOTS, &settings);
    let Some(mut kakoune) = opened_with("settings", &home, &configuration) else { return };
    kakoune.until("findings", |it| it.findings().len() >= FOUND.len());
    kakoune.command("lsp-code-lens");
    kakoune.until("the house", |it| it.menu.iter().any(|it| it.ends_with("house interpol")));
    kakoune.press("<esc>");
    kakoune.leave();
}

#[test]
fn it_gets_along_with_other_servers() {
    let home = Home::new();
    let block = documented("Kakoune", "kak");
    assert!(block.ends_with(ENABLE), "{block}");
    let configuration = block.replace(ENABLE, "lsp-enable");
    let Some(mut kakoune) = opened_with("lsp-enable", &home, &configuration) else { return };
    kakoune.until("the findings", |it| it.findings() == FOUND);
    kakoune.command("edit presscheck.toml");
    kakoune.until("it is open", |it| it.has("# Ours."));
    kakoune.press("ggi[rules]<ret>doubled-word = \"of\"<ret><esc>");
    kakoune.until("a finding in it", |it| it.signs() == [("red", "*")]);
    kakoune.leave();
}
