//! `list-punctuation`: the items of a list end alike.

use crate::draft::lists::List;
use crate::draft::{Block, Shape, TokenKind};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "list-punctuation",
    asks: Asks::Draft,
    build: |options: &Options| {
        Box::new(ListPunctuation {
            style: match options.text("style") {
                "semicolons" => Some(End::Semicolon),
                "stops" => Some(End::Stop),
                "none" => Some(End::Nothing),
                _ => None,
            },
        })
    },
};

struct ListPunctuation {
    /// How the house ends all items but the last.
    style: Option<End>,
}

/// Two items that end differently say nothing of which is wrong.
const FEWEST_ITEMS: usize = 3;

/// How an item ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Nothing,
    Comma,
    Semicolon,
    Stop,
}

impl End {
    const ALL: [End; 4] = [End::Nothing, End::Comma, End::Semicolon, End::Stop];

    const fn mark(self) -> &'static str {
        match self {
            End::Nothing => "",
            End::Comma => ",",
            End::Semicolon => ";",
            End::Stop => ".",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            End::Nothing => "no mark",
            End::Comma => "a comma",
            End::Semicolon => "a semicolon",
            End::Stop => "a full stop",
        }
    }

    /// How the last item ends where the others end like this.
    fn fits_last(self, last: End) -> bool {
        match self {
            End::Nothing => matches!(last, End::Nothing | End::Stop),
            End::Comma | End::Semicolon | End::Stop => last == End::Stop,
        }
    }
}

/// Who says how the items end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ruling {
    /// Most of its items.
    List,
    /// The house, against most of the items.
    House,
}

/// An item with its end; the span is the mark, or the place where one would stand.
struct Item<'a> {
    block: &'a Block,
    end: End,
    mark: Span,
}

impl Rule for ListPunctuation {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        for list in draft.draft.lists(draft.text) {
            self.check(draft, &list, sink);
        }
    }
}

impl ListPunctuation {
    fn check(&self, draft: &DraftContext<'_>, list: &List, sink: &mut Sink<'_>) {
        if list.items.len() < FEWEST_ITEMS || !list.is_flat || is_broken(draft, list) {
            return;
        }
        let items: Option<Vec<Item<'_>>> =
            list.items.iter().map(|&it| item(&draft.blocks()[it])).collect();
        // An item of several sentences, one that ends in brackets or an address: each has its own end.
        let Some(items) = items else { return };
        let Some((closing, others)) = items.split_last() else { return };
        let usual = usual_end(others, closing);
        let Some(wanted) = self.style.or(usual) else { return };
        let ruling = if usual == Some(wanted) { Ruling::List } else { Ruling::House };
        // The rest of the sentence may stand below the list.
        let goes_on = draft
            .blocks()
            .get(list.end)
            .is_some_and(|it| it.text().starts_with(char::is_lowercase));
        for item in others.iter().filter(|it| it.end != wanted) {
            report(item, wanted, ruling, sink);
        }
        let fits = wanted.fits_last(closing.end) || goes_on;
        if !fits {
            let end = if wanted == End::Nothing { End::Nothing } else { End::Stop };
            report(closing, end, ruling, sink);
        }
    }
}

/// Items that lost a break do not end where they seem to.
fn is_broken(draft: &DraftContext<'_>, list: &List) -> bool {
    let joined = |index: usize| draft.blocks().get(index).is_some_and(|it| it.same_line);
    list.items.iter().any(|&it| joined(it)) || joined(list.end)
}

/// How most items end, if the others are exceptions.
fn usual_end(others: &[Item<'_>], last: &Item<'_>) -> Option<End> {
    let times = |end: End| others.iter().filter(|it| it.end == end).count();
    let usual = End::ALL.into_iter().max_by_key(|&end| {
        // Of two that are as frequent, the one that the last item speaks for.
        2 * times(end) + usize::from(end.fits_last(last.end) && end != End::Nothing)
    })?;
    let exceptions = others.len() - times(usual);
    (exceptions * 3 <= others.len()
        || others.len() == 2 && exceptions == 1 && last.end == End::Stop)
        .then_some(usual)
}

fn item(block: &Block) -> Option<Item<'_>> {
    if block.words.sentences.len() != 1 {
        return None;
    }
    let tokens = block.tokens();
    let (last, before) = tokens.split_last()?;
    // “…; and”
    let link = ["and", "or"].contains(&block.words.text_of(last));
    let last = if link { before.last()? } else { last };
    let end = match last.kind {
        TokenKind::Stop if last.has(Shape::ABBREVIATION) => return None,
        TokenKind::Stop if block.words.text_of(last) == "." => End::Stop,
        TokenKind::Comma => End::Comma,
        TokenKind::Semicolon => End::Semicolon,
        TokenKind::Word | TokenKind::Number | TokenKind::Ordinal | TokenKind::Code if !link => {
            End::Nothing
        }
        _ => return None,
    };
    let after = Span::at(last.end as usize);
    let mark = if end == End::Nothing { after } else { last.span() };
    Some(Item { block, end, mark })
}

fn report(item: &Item<'_>, wanted: End, ruling: Ruling, sink: &mut Sink<'_>) {
    let block = item.block;
    let word = block.tokens().iter().rfind(|it| it.is_wordlike() && it.span().end <= item.mark.end);
    let shown = word.map_or(item.mark, |it| it.span().join(item.mark));
    let found = item.end.name();
    let message = match (wanted, ruling) {
        (End::Stop, Ruling::List) => {
            format!("this item ends with {found}; it should end with a full stop")
        }
        (_, Ruling::List) => {
            format!("this item ends with {found}; the others end with {}", wanted.name())
        }
        (_, Ruling::House) => {
            format!("this item ends with {found}; in this house it ends with {}", wanted.name())
        }
    };
    let title = format!("End it with {}", wanted.name());
    let edits = vec![Edit::replace(block.to_draft(item.mark), wanted.mark())];
    // To give a list another style than its own is for its author to decide.
    let fix = match ruling {
        Ruling::List => Fix::safe(title, edits),
        Ruling::House => Fix::by_hand(title, edits),
    };
    sink.report(block.to_draft(shown), message).fix(fix);
}
