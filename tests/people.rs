//! Who is found in a draft, and what the house knows of them.

#![allow(clippy::unwrap_used)]

use presscheck::facts::people::Form;
use presscheck::house::KnownPerson;
use presscheck::{Analysis, Engine, House, Source};

/// Puts a headline and a lead above the text, so that it is read as running text.
fn draft(text: &str) -> String {
    format!(
        "Harbour opens for the season\n\nOSLO, Norway – The harbour has opened for the season, and \
         the first of the new ferries has left the quay.\n\n{text}\n"
    )
}

fn check(text: &str) -> Analysis {
    Engine::new(House::default_house()).check(&Source::plain(&draft(text)))
}

fn names(text: &str) -> Vec<String> {
    let analysis = check(text);
    let persons = &analysis.facts.people().persons;
    persons.iter().filter(|it| it.certain).map(|it| it.name().to_owned()).collect()
}

/// The title phrases that the text gives to the person of that name.
fn titles(text: &str, name: &str) -> Vec<String> {
    let analysis = check(text);
    let mut titles = Vec::new();
    for person in analysis.facts.people().persons.iter().filter(|it| it.name() == name) {
        for mention in &person.mentions {
            let block = &analysis.draft.blocks[mention.block_index];
            let facts = analysis.facts.of_block(mention.block_index);
            let named = facts.zip(mention.named).map(|(facts, it)| &facts.people.named[it]);
            for title in named.iter().flat_map(|it| &it.titles) {
                titles.push(block.text()[title.span.range()].to_owned());
            }
        }
    }
    titles
}

#[test]
fn titles_stand_before_and_after_names() {
    assert_eq!(
        titles("ACME Secretary General Anna K. Berg spoke.", "Anna K. Berg"),
        ["ACME Secretary General"]
    );
    assert_eq!(
        titles("Tunde Okonkwo, ACME’s Director of Support, left.", "Tunde Okonkwo"),
        ["ACME’s Director of Support"]
    );
    assert_eq!(
        titles("The Head of the Road Office, Zsófia Papp, spoke.", "Zsófia Papp"),
        ["Head of the Road Office"]
    );
    assert_eq!(
        titles("Eva Holm, a criminal investigations manager at the RO, said no.", "Eva Holm"),
        ["criminal investigations manager at the RO"]
    );
    assert_eq!(
        titles("Carla Lund, Chairman and Chief Executive of Lund Ferries, waved.", "Carla Lund"),
        ["Chairman and Chief Executive of Lund Ferries"]
    );
    assert_eq!(
        titles("Minister for Roads and Ports Anna Berg (left) waved.", "Anna Berg"),
        ["Minister for Roads and Ports"]
    );
}

#[test]
fn names_have_particles_initials_suffixes_and_apostrophes() {
    assert_eq!(names("Director Ludwig van den Berg spoke."), ["Ludwig van den Berg"]);
    assert_eq!(names("Director Mick O’Hara’s plan failed."), ["Mick O’Hara"]);
    assert_eq!(names("Judge Tom McVey Jr. retired."), ["Tom McVey"]);
    assert_eq!(names("Sean Moe, PhD, was there."), ["Sean Moe"]);
    assert_eq!(names("Dr. Anne-Marie Lund-Holm was there."), ["Anne-Marie Lund-Holm"]);
    assert_eq!(names("President KHOO Mei Ling was there."), ["KHOO Mei Ling"]);
    assert_eq!(names("“Yes,” said Tselane Mokoena."), ["Tselane Mokoena"]);
}

#[test]
fn short_forms_are_linked_to_the_person() {
    let forms = |text: &str, name: &str| -> Vec<Form> {
        let analysis = check(text);
        let person = analysis.facts.people().persons.iter().find(|it| it.name() == name).cloned();
        person.unwrap().mentions.iter().map(|it| it.form).collect()
    };
    assert_eq!(
        forms(
            "Director Anna Berg spoke. “Yes,” said Ms Berg. Director Berg left, Berg said.",
            "Anna Berg"
        ),
        [Form::Full, Form::Honorific, Form::Titled, Form::Bare]
    );
    assert_eq!(
        forms("Sergeant Luis Urrutia Montes left. “I did,” Urrutia said.", "Luis Urrutia Montes"),
        [Form::Full, Form::Bare]
    );
    assert_eq!(
        forms("Director Kim Yong Ho spoke. “Yes,” said Mr Kim.", "Kim Yong Ho"),
        [Form::Full, Form::Honorific]
    );
}

/// What the text calls the person of that name, mention by mention.
fn mentions(text: &str, name: &str) -> Vec<String> {
    let whole = draft(text);
    let analysis = Engine::new(House::default_house()).check(&Source::plain(&whole));
    let persons = &analysis.facts.people().persons;
    let person = persons.iter().find(|it| it.name() == name);
    let mentions = person.into_iter().flat_map(|it| &it.mentions);
    mentions.map(|it| whole[it.span.range()].to_owned()).collect()
}

#[test]
fn a_family_name_may_be_a_word_where_something_tells_of_a_person() {
    assert_eq!(
        mentions(
            "Secretary General Jürgen Stock spoke. “Yes,” said Mr Stock. Secretary General Stock \
             left. The Stock Exchange fell, Stock said.",
            "Jürgen Stock"
        ),
        ["Secretary General Jürgen Stock", "Mr Stock", "Secretary General Stock", "Stock"]
    );
    for (text, name) in [
        ("Jürgen Stock, ACME Secretary General, spoke.", "Jürgen Stock"),
        ("Kaja Stock, Secretary General of ACME, spoke.", "Kaja Stock"),
        ("Minister Theresa May spoke in May.", "Theresa May"),
        ("Anna Law, Director of the Harbour Office, spoke.", "Anna Law"),
        ("“Yes,” said Director Charlotte Church.", "Charlotte Church"),
        ("Director John Park said no.", "John Park"),
        ("The Director of the Harbour Office, Anna Bank, spoke.", "Anna Bank"),
        ("Doris Day spoke.", "Doris Day"),
        ("Ms Summit spoke.", "Summit"),
        ("Dr North spoke.", "North"),
        ("Mr He spoke.", "He"),
        ("Anna Head spoke.", "Anna Head"),
        ("President Park Chunghee spoke.", "Park Chunghee"),
        ("Minister June Holm spoke.", "June Holm"),
        ("Anna Rose and Director Tom Price spoke.", "Anna Rose"),
    ] {
        assert!(names(text).contains(&name.to_owned()), "{text} has {:?}", names(text));
    }
    assert_eq!(
        mentions("Minister Theresa May spoke. “Yes,” May said. May 5 is a holiday.", "Theresa May")
            .len(),
        2
    );
}

#[test]
fn words_that_are_family_names_too_stay_what_they_are() {
    for text in [
        "The World Bank, the Stock Exchange and the Price Index are near the Rose Garden.",
        "Grace Church, James Street and Victoria Park are closed on Victoria Day.",
        "King James Park and Queen Mary College are near Chancellor Street.",
        "The CEO Summit, the General Fund and the Premier Bank are old.",
        "Kelly Law is a firm, and Labour Law is a field. Austin West is a suburb.",
        "In May and in March the French and the English met in the West.",
        "The office at Ocean Dr. North has moved. Stock prices fell in the North.",
        "Secretary General of Stock Exchanges is a title. The Department Head left.",
        "Class A Common Stock and Rolling Stock were sold, and Series B Stock too.",
        "Al-Qaida and El Niño are no people. Director de Operaciones is a title.",
    ] {
        assert_eq!(names(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn family_names_with_particles_are_linked() {
    assert_eq!(
        mentions(
            "Director Jan van den Berg spoke. “Yes,” said Mr van den Berg. Director van den Berg \
             left. Van den Berg said so, and van den Berg left. Mr Van den Berg and Mr Berg came. \
             Mr von Berg did not.",
            "Jan van den Berg"
        ),
        [
            "Director Jan van den Berg",
            "Mr van den Berg",
            "Director van den Berg",
            "Van den Berg",
            "van den Berg",
            "Mr Van den Berg",
            "Mr Berg",
        ]
    );
    for (full, short) in [
        ("Maria de Souza", ["Ms de Souza", "Ms De Souza"]),
        ("Ursula von der Leyen", ["Ms von der Leyen", "President von der Leyen"]),
        ("Ahmed al-Rashid", ["Mr al-Rashid", "Mr Al-Rashid"]),
        ("Ahmed Al-Rashid", ["Mr Al-Rashid", "Mr Rashid"]),
        ("Hamid El Sayed", ["Mr El Sayed", "Minister El Sayed"]),
        ("Osman bin Karim", ["Mr bin Karim", "Director bin Karim"]),
        ("Mick O’Hara", ["Mr O’Hara", "Judge O’Hara"]),
        ("Tom McVey", ["Mr McVey", "Judge McVey"]),
    ] {
        let text = format!("Director {full} spoke. {} left. {} came back.", short[0], short[1]);
        let first = format!("Director {full}");
        assert_eq!(mentions(&text, full), [&*first, short[0], short[1]]);
    }
}

#[test]
fn two_people_of_one_family_name_are_two() {
    assert_eq!(names("Director Anna Berg met Director Carl Berg."), ["Anna Berg", "Carl Berg"]);
}

#[test]
fn organisations_places_and_headings_are_no_people() {
    for text in [
        "Kingsford Airport and the Security Council met Northern Bank.",
        "The General Assembly of the Chief Harbour Office met in Beverly Hills.",
        "The Premier Harbour Hotel is near President Street and Charlotte Avenue.",
        "Our partner Acme Robotics met industry leader Berg Systems.",
        "Vice President Clinical Operations, Director Business Development, Head of Global Sales",
        "In May and April the Memorandum of Understanding was signed on Monday.",
        "Berg Lund Holm Opens New Harbour With Director Anna Berg Of Oslo",
        "The Mary Lund Foundation and the John Berg Award are old.",
    ] {
        assert_eq!(names(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_house_knows_how_its_people_are_spelled_and_called() {
    let mut house = House::default_house();
    house.people.push(KnownPerson {
        name: "Anna Bergqvist".to_owned(),
        surname: None,
        title: Some("Secretary General".to_owned()),
        organisation: Some("ACME".to_owned()),
        aliases: vec!["the ACME Chief".to_owned()],
    });
    let engine = Engine::new(house);
    let findings = |text: &str| -> Vec<(String, String)> {
        let text = draft(text);
        let analysis = engine.check(&Source::plain(&text));
        let findings = analysis.findings.iter();
        let findings = findings.filter(|it| ["name-spelling", "person-title"].contains(&&*it.rule));
        findings.map(|it| (text[it.span.range()].to_owned(), it.message.clone())).collect()
    };
    assert_eq!(
        findings("Secretary General Anna Bergqist spoke."),
        [(
            "Bergqist".to_owned(),
            "“Bergqist” differs from “Anna Bergqvist”, as the house spells it".to_owned()
        )]
    );
    assert_eq!(
        findings(
            "“Yes,” said ACME Secretary General Anna Bergqvist.\n\n“No,” added the ACME Chief."
        ),
        []
    );
}
