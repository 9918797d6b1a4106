//! Marks and spaces.

use presscheck::draft::Zone;
use presscheck::{Markup, Span};

use crate::harness::clean::{Clean, PROSE};
use crate::harness::plant::{Kind, Plant};
use crate::harness::words::MONTHS;

pub(super) const KINDS: &[Kind] = &[
    Kind::new("space-after-stop", "a paragraph break lost", lost_break),
    Kind::new("space-after-stop", "no space between two sentences", joined_sentences),
    Kind::new("space-after-comma", "no space after a comma", joined_comma),
    Kind::new("space-before-punctuation", "a space before a comma", spaced_comma),
    Kind::new("double-space", "two spaces between words", double_space),
    Kind::new("trailing-space", "spaces at the end of a line", trailing_space),
    Kind::new("doubled-punctuation", "two full stops", doubled_stop),
    Kind::new("doubled-punctuation", "two commas", doubled_comma),
    Kind::new("doubled-word", "a small word twice", doubled_small_word),
    Kind::new("doubled-word", "a noun twice", doubled_noun),
    Kind::new("mojibake", "an apostrophe in the wrong encoding", broken_apostrophe),
    Kind::new("mojibake", "a letter in the wrong encoding", broken_letter).also(&[
        "name-spelling",
        "person-title",
        "person-first-mention",
    ]),
    Kind::new("invisible-characters", "a zero-width space in a word", zero_width),
    Kind::new("invisible-characters", "a no-break space at the end of a line", hard_space),
    Kind::new("apostrophe-style", "one straight apostrophe", straight_apostrophe),
    Kind::new("range-dash", "one range with another mark", other_range_mark),
    Kind::new("dash-style", "a double hyphen for a dash", typewriter_dash),
    Kind::new("comma-pair", "no comma behind the country", open_country),
    Kind::new("compound-hyphen", "“four day meeting”", open_compound),
    Kind::new("footnote-residue", "a footnote’s figure behind a word", footnote),
];

fn lost_break(clean: &Clean) -> Vec<Plant> {
    let pairs = clean.neighbours().into_iter();
    pairs.map(|(one, other)| Plant::delete(Span::new(one.end, other.start))).collect()
}

fn joined_sentences(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, r"\p{Ll}{3}\.( )\p{Lu}\p{Ll}").into_iter();
    hits.map(|it| Plant::delete(it.group(1))).collect()
}

fn joined_comma(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, r"\p{Ll},( )\p{Ll}").into_iter();
    hits.map(|it| Plant::delete(it.group(1))).collect()
}

fn spaced_comma(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, r"\p{Ll}(,) \p{Ll}").into_iter();
    hits.map(|it| Plant::insert(it.group(1).start, " ")).collect()
}

fn double_space(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, r"\p{Ll}(?-u: )(\p{Ll})").into_iter();
    hits.map(|it| Plant::insert(it.group(1).start, " ")).collect()
}

fn trailing_space(clean: &Clean) -> Vec<Plant> {
    if clean.markup == Markup::Markdown {
        return Vec::new();
    }
    let blocks = clean.blocks(PROSE).into_iter();
    blocks.map(|it| Plant::insert(it.end, "  ")).collect()
}

fn doubled_stop(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, r"\p{Ll}{3}(\.)(?: \p{Lu}|$)").into_iter();
    hits.map(|it| Plant::insert(it.group(1).end, ".").or_at(it.group(1))).collect()
}

fn doubled_comma(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, r"\p{Ll}(,) \p{Ll}").into_iter();
    hits.map(|it| Plant::insert(it.group(1).end, ",").or_at(it.group(1))).collect()
}

fn doubled_small_word(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, r"\p{Ll} (the|of|in|and|to|with|for|by) \p{L}").into_iter();
    hits.map(|it| {
        let word = clean.at(it.group(1));
        Plant::insert(it.group(1).end, format!(" {word}")).or_at(it.group(1))
    })
    .collect()
}

fn doubled_noun(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, r"\bthe (\p{Ll}{4,}) (?:of|in|and|will|was|that)\b").into_iter();
    hits.map(|it| {
        let word = clean.at(it.group(1));
        Plant::insert(it.group(1).end, format!(" {word}")).or_at(it.group(1))
    })
    .collect()
}

fn broken_apostrophe(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, r"\p{L}(’)\p{L}").into_iter();
    hits.map(|it| Plant::replace(it.group(1), "â€™").at(it.whole())).collect()
}

fn broken_letter(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, r"\p{L}*([éèáíóúüöäßñç])\p{L}+").into_iter();
    hits.map(|it| {
        // The bytes of the letter, each read as one character.
        let broken: String = clean.at(it.group(1)).bytes().map(char::from).collect();
        Plant::replace(it.group(1), broken).at(it.whole())
    })
    .collect()
}

fn zero_width(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, r"\b\p{Ll}{3}(\p{Ll})\p{Ll}{2,}").into_iter();
    hits.map(|it| Plant::insert(it.group(1).start, "\u{200b}").at(it.whole())).collect()
}

fn hard_space(clean: &Clean) -> Vec<Plant> {
    let blocks = clean.blocks(PROSE).into_iter();
    blocks.map(|it| Plant::insert(it.end, "\u{a0}")).collect()
}

fn straight_apostrophe(clean: &Clean) -> Vec<Plant> {
    let pattern = r"\p{L}+(’)\p{L}+";
    let zones = [Zone::Lead, Zone::Body, Zone::ListItem, Zone::Boilerplate, Zone::Notes];
    // Among two nobody can tell which is the odd one.
    if clean.find_also_quoted(&zones, pattern).len() < 3 {
        return Vec::new();
    }
    let hits = clean.find(PROSE, pattern).into_iter();
    hits.map(|it| Plant::replace(it.group(1), "'").at(it.whole())).collect()
}

fn other_range_mark(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(PROSE, &format!(r"\b\d{{1,2}}([-–])\d{{1,2}} {MONTHS}"));
    if hits.len() < 2 {
        return Vec::new();
    }
    let plants = hits.iter().map(|it| {
        let mark = if clean.at(it.group(1)) == "-" { "–" } else { "-" };
        let mut plant = Plant::replace(it.group(1), mark);
        for other in &hits {
            plant = plant.or_at(other.whole());
        }
        plant
    });
    plants.collect()
}

fn typewriter_dash(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(&[Zone::Body], r"\p{Ll}( [–—] )\p{Ll}");
    if hits.len() < 2 {
        return Vec::new();
    }
    hits.iter().map(|it| Plant::replace(it.group(1), " -- ")).collect()
}

fn open_country(clean: &Clean) -> Vec<Plant> {
    let pair = r"\b(?:in|at|from|of) \p{Lu}[\p{L}’]+(?: \p{Lu}\p{L}+)?, \p{Lu}\p{Ll}+(,) (?:in|on|where|from|and|will|to|who|that)\b";
    let hits = clean.find(PROSE, pair).into_iter();
    hits.map(|it| Plant::delete(it.group(1)).at(it.whole())).collect()
}

fn open_compound(clean: &Clean) -> Vec<Plant> {
    let hits = clean
        .find(
            PROSE,
            r"(?i)\b(?:two|three|four|five|seven|eight|nine|ten)(-)(?:day|year|week) \p{L}+",
        )
        .into_iter();
    hits.map(|it| Plant::replace(it.group(1), " ").at(it.whole())).collect()
}

fn footnote(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find(&[Zone::Lead, Zone::Body], r"\b\p{Ll}{5,}(\.)(?: \p{Lu}|$)").into_iter();
    hits.map(|it| Plant::insert(it.group(1).start, "1").at(it.whole())).collect()
}
