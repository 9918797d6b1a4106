use super::*;

fn shown(text: &str) -> Option<(Vec<String>, Option<String>, Separator, String)> {
    let words = BlockText::new(text);
    let dateline = read(&words)?;
    Some((
        dateline.places.iter().map(|it| text[it.range()].to_owned()).collect(),
        dateline.date.map(|it| text[it.range()].to_owned()),
        dateline.separator,
        text[dateline.span.end..].trim().chars().take(8).collect(),
    ))
}

fn places(text: &str) -> Vec<String> {
    shown(text).map(|it| it.0).unwrap_or_default()
}

#[test]
fn the_usual_forms_are_read() {
    assert_eq!(places("GENEVA, Switzerland – Delegates met."), ["GENEVA", "Switzerland"]);
    assert_eq!(places("KIEV - The meeting closed."), ["KIEV"]);
    assert_eq!(
        places("SANTA MARTA DEL MAR, Colombia – A plan."),
        ["SANTA MARTA DEL MAR", "Colombia"]
    );
    assert_eq!(places("ST. LOUIS, Mo. — The company said."), ["ST. LOUIS", "Mo."]);
    assert_eq!(places("(PHOENIX) – The court ruled."), ["PHOENIX"]);
}

#[test]
fn dates_and_wires_belong_to_the_dateline() {
    let (places, date, _, lead) = shown("BELGRADE, 25 April 2015 - The mission said.").unwrap();
    assert_eq!((places, date.as_deref()), (vec!["BELGRADE".to_owned()], Some("25 April 2015")));
    assert_eq!(lead, "The miss");
    for text in [
        "LISBON, PORTUGAL - Global News Newswire - 16 March 2026 - The bank said.",
        "VANCOUVER, BC - November 11, 2025 (NEWSWIRE) - The bank said.",
        "ATLANTA, GA, October 31, 2025 /24-7PressRelease/ -- The bank said.",
        "DENVER, Jan. 9, 2026 /PRNewswire/ -- The bank said.",
        "BOSTON--(BUSINESS WIRE)--The bank said.",
        "Oslo, 4 May 2009: The bank said.",
        "June 28, 2024 (SAINT PAUL) — The bank said.",
        "(NewMediaWire) - June 01, 2025 - GLENDALE, CA – The bank said.",
        "MILWAUKEE (July 14, 2026) — The bank said.",
        "JASPER, Ark. (April 21, 2025) – The bank said.",
    ] {
        assert_eq!(shown(text).map(|it| it.3).as_deref(), Some("The bank"), "{text}");
    }
    for text in [
        "Brussels, 5 March 2014",
        "LOMÉ/ADDIS ABABA, 5 March 2014",
        "College Station, United States - November 20, 2024 / Boat House of the Station /",
    ] {
        assert_eq!(shown(text).map(|it| it.3).as_deref(), Some(""), "{text}");
    }
}

#[test]
fn labels_and_sentences_are_no_datelines() {
    for text in [
        "WHAT: A day for all",
        "NOTE TO INVESTORS: Read this.",
        "FOCUS: The plan",
        "UPDATE – The plan is late.",
        "The plan – a good one – is late.",
        "Anna Berg – who leads the team – said so.",
        "Harbour opens, ferries sail",
    ] {
        assert_eq!(shown(text), None, "{text}");
    }
}
