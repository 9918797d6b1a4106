//! Comparing titles: the same office, another one, or the same words in another order.

use crate::facts::people::Title;
use crate::facts::people::title_words::is_abbreviation;
use crate::text::Span;

/// How two titles of one person go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Match {
    /// They can both be right.
    Compatible,
    /// The same words in another order.
    Reordered,
    /// One person cannot have both.
    Conflict,
}

/// Offices that lose their meaning with a “deputy” before them. Ranks of the police, the forces and
/// universities are not among them: “Associate Professor Berg” is rightly “Professor Berg”.
const LOWERED: [&str; 13] = [
    "president",
    "director",
    "minister",
    "prime minister",
    "secretary general",
    "director general",
    "chairman",
    "chairwoman",
    "chairperson",
    "chair",
    "chief executive officer",
    "governor",
    "ombudsman",
];

/// Offices at the top of one organisation, each held by another person.
const TOP: [&str; 4] = ["secretary general", "president", "director general", "high commissioner"];

/// Offices that nobody holds who speaks for somebody else.
const SPOKEN_FOR: [&str; 9] = [
    "president",
    "secretary general",
    "director general",
    "minister",
    "prime minister",
    "chief executive officer",
    "chairman",
    "mayor",
    "governor",
];

/// Offices of state, in pairs that one person does not hold at a time.
const OF_STATE: [(&str, &str); 4] = [
    ("prime minister", "president"),
    ("mayor", "governor"),
    ("senator", "governor"),
    ("premier", "governor"),
];

/// Ranks, of which one person has one.
const RANKS: [&str; 11] = [
    "constable",
    "sergeant",
    "lieutenant",
    "captain",
    "major",
    "colonel",
    "inspector",
    "superintendent",
    "brigadier",
    "general",
    "admiral",
];

/// What ministers are for; words of one line mean the same.
const PORTFOLIOS: &[&[&str]] = &[
    &["finance", "finances", "treasury", "economy", "economic", "budget"],
    &["interior", "internal", "home"],
    &["foreign", "external"],
    &["defence", "defense", "war"],
    &["health"],
    &["education", "schools"],
    &["justice"],
    &["trade", "commerce"],
    &["environment", "climate", "ecology"],
    &["energy", "power"],
    &["agriculture", "fisheries", "farming", "food"],
    &["labour", "labor", "employment", "work", "jobs"],
    &["transport", "transportation", "infrastructure"],
    &["culture", "arts", "heritage"],
    &["immigration", "migration"],
    &["tourism"],
    &["science", "research", "technology"],
    &["sport", "sports"],
    &["housing"],
];

/// How `later` goes with `earlier`; `same_organisation` is false where both name one, and not the
/// same.
pub(crate) fn compare(earlier: &Title, later: &Title, same_organisation: bool) -> Match {
    if is_reordered(&earlier.words, &later.words) {
        return Match::Reordered;
    }
    if earlier.former || later.former || !same_organisation {
        return Match::Compatible;
    }
    // Somebody with several offices may be called by any of them.
    let ([one], [other]) = (earlier.heads.as_slice(), later.heads.as_slice()) else {
        return Match::Compatible;
    };
    let conflict = if one.name == other.name {
        let lowered = one.rank != other.rank
            && LOWERED.contains(&one.name.as_str())
            && of_same_field(earlier, later);
        lowered || one.rank == other.rank && other_portfolio(earlier, later)
    } else {
        let pair = |list: &[&str]| {
            list.contains(&one.name.as_str()) && list.contains(&other.name.as_str())
        };
        // “Lieutenant Colonel” has two words of the list, and is one rank.
        let part_of = |a: &Title, b: &str| a.words.iter().any(|it| it == b);
        let ranks = rank(&one.name).zip(rank(&other.name)).is_some_and(|(one, other)| one != other)
            && earlier.before_name
            && later.before_name
            && !part_of(earlier, &other.name)
            && !part_of(later, &one.name);
        let no_rank = one.rank.is_none() && other.rank.is_none();
        let spokes = |a: &str, b: &str| a.starts_with("spokes") && SPOKEN_FOR.contains(&b);
        ranks
            || no_rank
                && (pair(&TOP)
                    || is_chief_officer(&one.name) && is_chief_officer(&other.name)
                    || spokes(&one.name, &other.name)
                    || spokes(&other.name, &one.name)
                    || OF_STATE.iter().any(|&(a, b)| {
                        (one.name == a && other.name == b) || (one.name == b && other.name == a)
                    }))
    };
    if conflict { Match::Conflict } else { Match::Compatible }
}

/// The rank in an office's name: “general” in “major general”.
fn rank(name: &str) -> Option<&'static str> {
    const GENERALS: [&str; 3] = ["major general", "lieutenant general", "brigadier general"];
    let name = if GENERALS.contains(&name) { "general" } else { name };
    RANKS.into_iter().find(|it| *it == name)
}

fn is_chief_officer(name: &str) -> bool {
    name.starts_with("chief ") && name.ends_with(" officer")
}

/// The words that say what a title is for.
fn field(title: &Title) -> impl Iterator<Item = &String> {
    title.words.iter().filter(|word| {
        !is_abbreviation(word)
            && title.heads.iter().all(|head| {
                !head.name.split(' ').any(|it| it == **word)
                    && head.rank.as_deref() != Some(word.as_str())
            })
    })
}

/// Whether the titles are for the same thing, or one does not say for what.
fn of_same_field(one: &Title, other: &Title) -> bool {
    let (mut a, mut b) = (field(one).peekable(), field(other).peekable());
    if a.peek().is_none() || b.peek().is_none() {
        return true;
    }
    let others: Vec<&String> = b.collect();
    a.any(|word| others.iter().any(|it| is_same_stem(it, word)))
}

/// Whether both are ministers, for different things.
fn other_portfolio(one: &Title, other: &Title) -> bool {
    let portfolios = |title: &Title| -> Vec<usize> {
        field(title)
            .filter_map(|word| PORTFOLIOS.iter().position(|names| names.contains(&word.as_str())))
            .collect()
    };
    let is_minister = |title: &Title| title.heads.iter().all(|it| it.name == "minister");
    let (a, b) = (portfolios(one), portfolios(other));
    is_minister(one)
        && is_minister(other)
        && !a.is_empty()
        && !b.is_empty()
        && !a.iter().any(|it| b.contains(it))
}

/// Whether a role such as “the President” can be short for the title.
pub(crate) fn answers(role: &Title, title: &Title) -> bool {
    role.heads.iter().any(|head| {
        let last = head.name.rsplit(' ').next().unwrap_or_default();
        title.heads.iter().any(|it| it.name == head.name)
            || title.words.iter().any(|it| it == last)
            || family_of(last).is_some_and(|family| {
                title.heads.iter().any(|it| family_of(&it.name) == Some(family))
            })
    })
}

/// “chairman”, “chairwoman”, “chair”: one office, whoever holds it.
pub(crate) fn family_of(name: &str) -> Option<&'static str> {
    ["chair", "spokes", "congress", "council", "ombuds"]
        .into_iter()
        .find(|family| name.starts_with(family))
}

/// Whether the titles have the same words in another order, and not only the organisation's name
/// moved: “ACME Secretary General” and “Secretary General of ACME” are the same.
pub(crate) fn is_reordered(one: &[String], other: &[String]) -> bool {
    if one.len() != other.len() || one.len() < 4 {
        return false;
    }
    // Five letters: “Norway” and “Norwegian”. All the other words have to agree as well.
    let same = |a: &str, b: &str| is_same_but_for_ending(a, b, 5);
    let aligned = |a: &[String], b: &[String]| a.iter().zip(b).all(|(a, b)| same(a, b));
    if aligned(one, other) {
        return false;
    }
    let mut left: Vec<&String> = other.iter().collect();
    for word in one {
        let Some(at) = left.iter().position(|it| same(it, word)) else {
            return false;
        };
        left.swap_remove(at);
    }
    // One word moved from one end to the other.
    !aligned(&one[1..], &other[..other.len() - 1]) && !aligned(&one[..one.len() - 1], &other[1..])
}

/// Whether the words are the same but for an ending: “Hungary” and “Hungarian”.
fn is_same_stem(one: &str, other: &str) -> bool {
    is_same_but_for_ending(one, other, 3)
}

fn is_same_but_for_ending(one: &str, other: &str, longest_ending: usize) -> bool {
    if one == other {
        return true;
    }
    let common = one
        .char_indices()
        .zip(other.chars())
        .find(|((_, a), b)| a != b)
        .map_or(one.len().min(other.len()), |((at, _), _)| at);
    let ending =
        |word: &str| word.get(common..).is_some_and(|it| it.chars().count() <= longest_ending);
    common >= 4 && ending(one) && ending(other)
}

/// Whether two organisations, as written, can be the same one; where one is not named they can.
pub(crate) fn can_be_same_organisation(
    one: Option<(&str, Span)>,
    other: Option<(&str, Span)>,
) -> bool {
    let (Some((one_text, one)), Some((other_text, other))) = (one, other) else {
        return true;
    };
    let words = |text: &str, span: Span| -> Vec<String> {
        text.get(span.range())
            .unwrap_or_default()
            .split(|it: char| !it.is_alphanumeric())
            .filter(|it| it.len() > 2)
            .map(str::to_lowercase)
            .collect()
    };
    let (a, b) = (words(one_text, one), words(other_text, other));
    a.iter().any(|it| b.iter().any(|other| is_same_stem(it, other)))
}

#[cfg(test)]
mod tests {
    use super::is_reordered;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_moved_organisation_is_no_other_order() {
        let reordered = |a: &str, b: &str| is_reordered(&words(a), &words(b));
        assert!(reordered(
            "chief warden norwegian coast patrol",
            "norway coast patrol chief warden"
        ));
        assert!(!reordered("acme deputy secretary general", "deputy secretary general acme"));
        assert!(!reordered("minister defence", "defence minister"));
        assert!(!reordered("chief warden coast patrol", "chief warden coast patrol"));
    }
}
