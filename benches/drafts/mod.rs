//! Releases for measuring: made from parts, the same in every run, no two sentences alike. They keep to
//! the conventions, as most of what is checked does: what is measured is checking, not reporting.

use std::fmt::Write as _;

const GIVEN: [&str; 12] = [
    "Astrid", "Bruno", "Celia", "Dagmar", "Elias", "Frida", "Goran", "Hedda", "Isak", "Jonna",
    "Karel", "Liv",
];
const FAMILY: [&str; 12] = [
    "Almqvist",
    "Brandvold",
    "Castellan",
    "Dufresne",
    "Eklöf",
    "Farkas",
    "Grünwald",
    "Halloran",
    "Ibsen-Lund",
    "Jovanović",
    "Kettunen",
    "Lindahl",
];
const TITLES: [&str; 8] = [
    "Director General",
    "Minister for Ports",
    "Mayor",
    "Chief Executive",
    "Head of Operations",
    "Commissioner for Ferries",
    "Secretary General",
    "spokesperson",
];
const BODIES: [(&str, &str); 6] = [
    ("Northern Harbour Authority", "NHA"),
    ("Council of Coastal Towns", "CCT"),
    ("Institute for Tidal Studies", "ITS"),
    ("Federation of Ferry Lines", "FFL"),
    ("Office for Sea Safety", "OSS"),
    ("Agency for Inland Waterways", "AIW"),
];
const CITIES: [&str; 10] = [
    "OSLO, Norway",
    "LISBON, Portugal",
    "TALLINN, Estonia",
    "VALLETTA, Malta",
    "DUBLIN, Ireland",
    "GDANSK, Poland",
    "ROTTERDAM, Netherlands",
    "SPLIT, Croatia",
    "TURKU, Finland",
    "HAMBURG, Germany",
];
const THINGS: [&str; 10] = [
    "quay",
    "lock",
    "ferry line",
    "pilot scheme",
    "tide table",
    "berth",
    "lighthouse",
    "channel",
    "rescue plan",
    "ticket office",
];
const QUALITIES: [&str; 10] = [
    "new",
    "regional",
    "shared",
    "seasonal",
    "revised",
    "northern",
    "joint",
    "public",
    "deeper",
    "all-weather",
];
const VERBS: [&str; 8] =
    ["open", "extend", "finance", "rebuild", "measure", "protect", "connect", "renew"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A generator of numbers that are alike in every run (xorshift).
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % limit
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    fn date(&mut self) -> String {
        format!("{} {} {}", self.below(28) + 1, self.pick(&MONTHS), 2019 + self.below(8))
    }

    fn person(&mut self) -> String {
        format!("{} {}", self.pick(&GIVEN), self.pick(&FAMILY))
    }
}

fn sentence(numbers: &mut Numbers, body: (&str, &str), speaker: &str, title: &str) -> String {
    let thing = *numbers.pick(&THINGS);
    let quality = *numbers.pick(&QUALITIES);
    let verb = *numbers.pick(&VERBS);
    let count = numbers.below(900) + 12;
    let date = numbers.date();
    match numbers.below(9) {
        0 => format!("The {} will {verb} a {quality} {thing} in {count} towns by {date}.", body.1),
        1 => format!(
            "“We want to {verb} the {quality} {thing} before {date},” said {speaker}, {title} of the {}.",
            body.1
        ),
        2 => format!(
            "Some {count} guests came to see the {thing}, which has served the {quality} coast since {}.",
            1900 + numbers.below(110)
        ),
        3 => format!(
            "Under the {quality} plan, all {} member towns {verb} their {thing} and report to the {} each year.",
            30 + body.0.len(),
            body.1
        ),
        4 => format!(
            "The {thing} costs €{count} million, of which {}.{} per cent is paid by the towns’ own funds.",
            numbers.below(80),
            numbers.below(10)
        ),
        5 => format!(
            "A {quality} {thing} follows in the {}th year of the {}; the council’s vote was {count} to {}.",
            numbers.below(7) + 24,
            body.1,
            numbers.below(11) + 2
        ),
        6 => format!(
            "{speaker} added that the {thing} would {verb} {count} jobs, and that the {quality} one was “only a start”."
        ),
        7 => format!(
            "Tickets are sold until {date} at www.ferries.example/{count}, or by writing to desk{count}@harbour.example."
        ),
        _ => format!(
            "If the {thing} succeeds, {} further towns intend to {verb} a {quality} one of their own.",
            numbers.below(40) + 2
        ),
    }
}

/// A release of about `bytes` bytes.
pub(crate) fn release(numbers: &mut Numbers, bytes: usize) -> String {
    let body = *numbers.pick(&BODIES);
    let speaker = numbers.person();
    let title = *numbers.pick(&TITLES);
    let mut text = String::with_capacity(bytes + 1024);
    let _ = writeln!(text, "{}\n", numbers.date());
    let _ = writeln!(
        text,
        "{} to {} its {} {}\n",
        body.0,
        numbers.pick(&VERBS),
        numbers.pick(&QUALITIES),
        numbers.pick(&THINGS)
    );
    let _ = write!(text, "{} – ", numbers.pick(&CITIES));
    let _ = write!(
        text,
        "The {} ({}) will {} its {} {} by {}, it said in a statement.\n\n",
        body.0,
        body.1,
        numbers.pick(&VERBS),
        numbers.pick(&QUALITIES),
        numbers.pick(&THINGS),
        numbers.date()
    );
    while text.len() < bytes {
        for _ in 0..numbers.below(2) + 2 {
            text.push_str(&sentence(numbers, body, &speaker, title));
            text.push(' ');
        }
        text.pop();
        text.push_str("\n\n");
    }
    let _ = write!(
        text,
        "About the {}\n\nThe {} was founded in {}.\n",
        body.0,
        body.0,
        1900 + numbers.below(100)
    );
    text
}
