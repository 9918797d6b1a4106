//! Quotations: their marks, and who speaks.

use presscheck::Span;
use presscheck::draft::Zone;

use crate::harness::clean::{Clean, Hit, PARAGRAPHS, PROSE, expression};
use crate::harness::plant::{Kind, Plant};

pub(super) const KINDS: &[Kind] = &[
    Kind::new("quote-balance", "a closing mark lost", lost_closing)
        .in_paragraph()
        .also(&["quote-style"]),
    Kind::new("quote-balance", "an opening mark lost", lost_opening)
        .in_paragraph()
        .also(&["quote-style"]),
    Kind::new("quote-style", "a straight mark that closes a curly one", straight_closing)
        .in_paragraph(),
    Kind::new("quote-style", "one quotation between straight marks", straight_pair).in_paragraph(),
    Kind::new("quote-spacing", "a space inside the opening mark", inner_space),
    Kind::new("quote-spacing", "no space after the closing mark", joined_verb),
    Kind::new("quote-punctuation", "the comma outside the marks", outer_comma),
    Kind::new("quote-attribution", "a quotation that nobody says", nobody_says).in_paragraph(),
    Kind::new("quote-duplicate", "a quotation that stands twice", twice_quoted).in_paragraph(),
    Kind::new("attribution-verb", "a verb that gushes", gushing),
];

/// A quotation that ends before its verb: the mark behind the comma.
fn closing_before_verb(clean: &Clean) -> Vec<Hit> {
    clean.find_also_quoted(PARAGRAPHS, r"\p{L}(,)([”’]) (\p{L})")
}

/// Paragraphs that begin with a mark and close it within themselves.
fn whole_quotations(clean: &Clean) -> Vec<Hit> {
    clean.find_also_quoted(PARAGRAPHS, r"^([“‘])([^“”]{40,}?)([,.?!])([”’]) ")
}

fn lost_closing(clean: &Clean) -> Vec<Plant> {
    let hits = closing_before_verb(clean).into_iter();
    hits.map(|it| Plant::delete(it.group(2))).collect()
}

fn lost_opening(clean: &Clean) -> Vec<Plant> {
    let hits = whole_quotations(clean).into_iter();
    hits.map(|it| Plant::delete(it.group(1)).at(it.whole())).collect()
}

fn straight_closing(clean: &Clean) -> Vec<Plant> {
    let hits = closing_before_verb(clean).into_iter();
    hits.filter(|it| clean.at(it.group(2)) == "”")
        .map(|it| Plant::replace(it.group(2), "\""))
        .collect()
}

fn straight_pair(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find_also_quoted(PARAGRAPHS, r"(“)[^“”]+(”)").into_iter();
    hits.map(|it| {
        Plant::replace(it.group(1), "\"").and(Plant::replace(it.group(2), "\"")).at(it.whole())
    })
    .collect()
}

fn inner_space(clean: &Clean) -> Vec<Plant> {
    let hits = clean.find_also_quoted(PROSE, r"[“‘](\p{Lu})").into_iter();
    hits.map(|it| Plant::insert(it.group(1).start, " ").at(it.whole())).collect()
}

fn joined_verb(clean: &Clean) -> Vec<Plant> {
    let hits = closing_before_verb(clean).into_iter();
    hits.map(|it| Plant::delete(Span::new(it.group(2).end, it.group(3).start)).at(it.whole()))
        .collect()
}

fn outer_comma(clean: &Clean) -> Vec<Plant> {
    let hits = closing_before_verb(clean);
    // Among few nobody can tell which is the odd one.
    if hits.len() < 4 {
        return Vec::new();
    }
    let hits = hits.into_iter();
    hits.map(|it| {
        let mark = clean.at(it.group(2));
        let both = Span::new(it.group(1).start, it.group(2).end);
        Plant::replace(both, format!("{mark},")).at(it.whole())
    })
    .collect()
}

/// The speaker is cut out of a quotation whose neighbours name nobody.
fn nobody_says(clean: &Clean) -> Vec<Plant> {
    let draft = &clean.analysis.draft;
    let names_nobody = |index: Option<usize>| {
        let Some(block) = index.and_then(|it| draft.blocks.get(it)) else { return false };
        let people = index.and_then(|it| clean.analysis.facts.of_block(it)).map(|it| &it.people);
        let text = clean.at(block.span);
        matches!(block.zone, Zone::Lead | Zone::Body)
            && people.is_some_and(|it| it.named.is_empty() && it.roles.is_empty())
            && ["“", "‘", " said", " told", ":"].iter().all(|it| !text.contains(it))
    };
    let mut plants = Vec::new();
    for (at, block) in draft.blocks.iter().enumerate() {
        if !PARAGRAPHS.contains(&block.zone)
            || !names_nobody(at.checked_sub(1))
            || !names_nobody(Some(at + 1))
        {
            continue;
        }
        let said = r"^[“‘][^“”]{40,}?(,[”’] said [^“”]*?\. [“‘])[^“”]+[”’]$";
        let expression = expression(said);
        if let Some(cut) = expression.captures(clean.at(block.span)).and_then(|it| it.get(1)) {
            let cut = Span::from(cut.range()).shifted(block.span.start);
            plants.push(Plant::replace(cut, ". ").at(block.span));
        }
    }
    plants
}

fn twice_quoted(clean: &Clean) -> Vec<Plant> {
    let mut plants = Vec::new();
    let last = clean.blocks(PARAGRAPHS).last().map(|it| it.end);
    for hit in whole_quotations(clean) {
        let quotation = clean.at(hit.group(2));
        let Some(end) = last.filter(|it| *it > hit.whole().end) else { continue };
        if quotation.split_whitespace().count() < 9 {
            continue;
        }
        let (open, close) = (clean.at(hit.group(1)), clean.at(hit.group(4)));
        let again = format!("\n\n{open}{quotation},{close} a spokesperson added.");
        plants.push(Plant::insert(end, again).or_at(hit.whole()));
    }
    plants
}

fn gushing(clean: &Clean) -> Vec<Plant> {
    let verb = r"[”’] (said|added|concluded)\b";
    let hits = clean.find_also_quoted(PARAGRAPHS, verb).into_iter();
    let verbs = ["enthused", "gushed", "quipped", "opined"].into_iter().cycle();
    hits.zip(verbs).map(|(it, verb)| Plant::replace(it.group(1), verb)).collect()
}
