//! Organisations that only their own words show to be some: “Harbour Board”, “Ministry of Health”.

use crate::draft::{Block, Class, Shape, Token, TokenKind, Zone};
use crate::text::Span;

/// Words by which an organisation is known; many others of their class are said of streets and
/// treaties too.
const HEADS: [&str; 48] = [
    "agency",
    "alliance",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "centre",
    "center",
    "club",
    "college",
    "commission",
    "committee",
    "company",
    "corp",
    "corporation",
    "council",
    "department",
    "federation",
    "foundation",
    "fund",
    "gmbh",
    "group",
    "holdings",
    "hospital",
    "inc",
    "institute",
    "institution",
    "laboratory",
    "limited",
    "llc",
    "ltd",
    "ministry",
    "museum",
    "network",
    "office",
    "organisation",
    "organization",
    "parliament",
    "plc",
    "police",
    "secretariat",
    "society",
    "trust",
    "union",
    "university",
    "ventures",
];

/// Longest name, in words on either side of the one that shows what it is.
const LONGEST: usize = 8;

/// The organisations that a block of text names, in bytes from its start, without “’s”.
pub(super) fn of(block: &Block) -> Vec<Span> {
    // Where every word is a capital, capitals show no names.
    let is_text = matches!(
        block.zone,
        Zone::Lead
            | Zone::Body
            | Zone::ListItem
            | Zone::Caption
            | Zone::Boilerplate
            | Zone::Notes
            | Zone::Contact
    );
    if !is_text {
        return Vec::new();
    }
    let mut found: Vec<Span> = Vec::new();
    for (at, token) in block.tokens().iter().enumerate() {
        let is_head = token.is_capitalised_word()
            && token.is(Class::ORGANISATION)
            && HEADS.iter().any(|it| it.eq_ignore_ascii_case(stem(block, token)));
        let is_taken = found.last().is_some_and(|it| (token.start as usize) < it.end);
        if is_head && !is_taken {
            found.extend(around(block, at));
        }
    }
    found
}

fn stem<'a>(block: &'a Block, token: &Token) -> &'a str {
    &block.text()[token.stem_span().range()]
}

/// The name with the head at token `head`: the capitalised words before it, and “of …” after it.
fn around(block: &Block, head: usize) -> Option<Span> {
    let tokens = block.tokens();
    let is_name = |it: &Token| {
        it.is_capitalised_word() && !it.is(Class::FUNCTION | Class::HONORIFIC | Class::SPEECH)
    };
    let joined = |it: &Token| it.has(Shape::SPACE_BEFORE);
    let before = tokens[..head]
        .iter()
        .rev()
        .take(LONGEST)
        .take_while(|it| is_name(it) && !it.has(Shape::POSSESSIVE))
        .count();
    let first = head - before;
    let mut last = head;
    let mut words = before + 1;
    if !tokens[head].has(Shape::POSSESSIVE) {
        let mut at = head + 1;
        while let Some(link) = tokens.get(at).filter(|it| joined(it) && at <= head + LONGEST) {
            let links = match stem(block, link) {
                "of" | "for" => last == head,
                "and" | "&" => last > head,
                _ => false,
            };
            let article = tokens.get(at + 1).is_some_and(|it| stem(block, it) == "the");
            let next = at + 1 + usize::from(links && article);
            let goes_on = tokens.get(next).is_some_and(|it| {
                is_name(it) && !(it.is(Class::GIVEN_NAME) && stem(block, link) == "and")
            });
            if links && goes_on {
                last = next;
            } else if last > head && at == last + 1 && is_name(link) {
                last = at;
            } else {
                break;
            }
            words += 1;
            if tokens[last].has(Shape::POSSESSIVE) {
                break;
            }
            at = last + 1;
        }
    }
    let is_one_line = tokens[first..=last].iter().all(|it| it.kind == TokenKind::Word);
    (words > 1 && is_one_line)
        .then(|| Span::new(tokens[first].start as usize, tokens[last].stem_end as usize))
}

#[cfg(test)]
mod tests {
    use crate::{Engine, House, Source};

    fn organisations(text: &str) -> Vec<String> {
        let text = format!(
            "Harbour opens for the season\n\nOSLO, Norway – The harbour has opened for the season, \
             and the first of the new ferries has left the quay.\n\n{text}\n"
        );
        let draft = Engine::new(House::default_house()).check(&Source::plain(&text)).draft;
        let of_block = |it: &crate::draft::Block| -> Vec<String> {
            super::of(it).into_iter().map(|span| it.text()[span.range()].to_owned()).collect()
        };
        draft.blocks.iter().flat_map(of_block).collect()
    }

    #[test]
    fn capitalised_words_round_a_telling_one_are_a_name() {
        let text = "The Harbour Board met the Ministry of Health and Care on Monday.";
        assert_eq!(organisations(text), ["Harbour Board", "Ministry of Health and Care"]);
        let text = "Money of the Ven Lake Council’s wardens came from the Office for the Coast.";
        assert_eq!(organisations(text), ["Ven Lake Council", "Office for the Coast"]);
    }

    #[test]
    fn a_word_alone_and_a_street_are_none() {
        let text = "The Council met in Harbour Street, and its board and Anna Berg were there.";
        assert!(organisations(text).is_empty());
        let text = "The Department of Roads and Anna Berg came to see the harbour on Monday.";
        assert_eq!(organisations(text), ["Department of Roads"]);
    }
}
