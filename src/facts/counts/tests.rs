use super::*;

fn counts(text: &str) -> Vec<(u64, String, Cue, bool)> {
    extract(&BlockText::new(text), Zone::Body)
        .into_iter()
        .map(|it| (it.value, it.lemma.clone(), it.cue, it.is_membership_total()))
        .collect()
}

fn one(text: &str) -> (u64, String, Cue, bool) {
    let found = counts(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found[0].clone()
}

fn owner(text: &str) -> Option<String> {
    let block = BlockText::new(text);
    match extract(&block, Zone::Body).first()?.owner {
        Owner::Named(span) => Some(block.text[span.range()].to_owned()),
        Owner::Speaker => Some("(speaker)".to_owned()),
        Owner::Unnamed => Some("(unnamed)".to_owned()),
        Owner::Unclear => Some("(unclear)".to_owned()),
    }
}

#[test]
fn totals_of_membership_have_a_cue() {
    for (text, value, cue) in [
        ("It serves all 190 member countries in tackling crime.", 190, Cue::All),
        ("ORMA and its one hundred and ninety member states met.", 190, Cue::Possessive),
        ("We thank all of our 190 member countries.", 190, Cue::All),
        ("ORMA’s 190 member countries met.", 190, Cue::Possessive),
        ("The 193 Member States of the United Rivers met.", 193, Cue::Definite),
        ("It is one of 57 participating States.", 57, Cue::OneOf),
        ("ORMA has a membership of 190 countries.", 190, Cue::MembershipOf),
        ("ORMA, with 190 member countries, met.", 190, Cue::Has),
    ] {
        let (found, _, found_cue, total) = one(text);
        assert_eq!((found, found_cue), (value, cue), "{text}");
        assert!(total || cue == Cue::MembershipOf, "{text}");
    }
}

#[test]
fn parts_of_a_membership_are_no_totals() {
    for text in [
        "64 ORMA member countries have recognised the permit.",
        "Only 12 member countries came.",
        "Some 40 member countries came.",
        "More than 190 member countries exist.",
        "A total of 144 member countries were represented.",
        "Its 46 European member countries met.",
        "Its 12 member countries in the region met.",
        "All 12 member countries present agreed.",
        "ORMA’s 189 other member countries agreed.",
        "The 12 member countries that signed it met.",
        "In 1923 the body had its 20 member countries sign.",
        "All 46 of ORMA’s member countries in Europe came.",
        "ORMA’s 190+ member countries agreed.",
        "The 13 members of ORMA’s board agreed.",
        "All 45 member countries of the Northern group agreed.",
        "When all 200 member countries have joined, it ends.",
        "The treaty, with its 12 member countries from Africa, stands.",
    ] {
        assert!(counts(text).iter().all(|it| !it.3), "{text}: {:?}", counts(text));
    }
}

#[test]
fn counts_know_their_noun() {
    assert_eq!(one("Some 630 police chiefs and officials came.").1, "chief");
    assert_eq!(one("In all, 140 delegates came.").1, "delegate");
    assert_eq!(one("A total of 144 countries were represented.").2, Cue::TotalOf);
    assert_eq!(one("It has 12 high-level sports officials.").1, "official");
    assert_eq!(one("Only 12 countries took part.").1, "country");
    assert_eq!(one("More than 40 people came.").1, "person");
    assert_eq!(one("Twenty-five officers came.").0, 25);
    assert_eq!(one("All 46 of ORMA’s Northern National Bureaus met.").1, "bureau");
    assert_eq!(one("Just one member country objected.").1, "country");
}

#[test]
fn what_is_no_count_is_left_out() {
    for text in [
        "It costs $12 millions dollars.",
        "About 40% members agreed.",
        "It lasted 10 days.",
        "She is 32 years old.",
        "On 14 May delegates left.",
        "The 2013 delegates left.",
        "Call 555 0123 members.",
        "At 17:30 delegates left.",
        "It stands at 12 Rivers Street.",
        "The 190-member body met.",
        "The 12-15 delegates met.",
        "Windows for Apollo 11 astronauts.",
        "Article 12 members stay.",
        "to help one or all of our member countries",
        "It sells 7 day passes for 10 km trails.",
        "One needs time, and one global view.",
    ] {
        assert_eq!(counts(text), [], "{text}");
    }
}

#[test]
fn owners_are_named_or_not() {
    let named = |text: &str, name: &str| assert_eq!(owner(text).as_deref(), Some(name), "{text}");
    named("ORMA’s 190 member countries met.", "ORMA");
    named("The 193 Member States of the United Rivers met.", "United Rivers");
    named("It serves the 190 ORMA member countries.", "ORMA");
    named("The European Union and its 27 Member States agreed.", "European Union");
    named("ORMA works with the UR and its 27 Member States.", "UR");
    named("We serve our 190 member countries.", "(speaker)");
    named("It serves all 190 member countries.", "(unnamed)");
    named("It serves its 190 member countries.", "(unnamed)");
    named("The Council of Lakes and its 46 member states met.", "Council of Lakes");
    named("ORMA told the UR that its 190 member countries agreed.", "(unclear)");
    named("The 54 member countries of the Commonwealth met.", "Commonwealth");
    named("The Commonwealth comprises 53 member states.", "Commonwealth");
    named("Ruritania asked its 12 member states.", "(unnamed)");
    named("Then Ruritania asked its 12 member states.", "(unclear)");
    named("MINSK, Belarus – ORMA gathers its 190 member countries.", "ORMA");
}
