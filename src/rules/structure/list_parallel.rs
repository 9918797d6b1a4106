//! `list-parallel`: the items of a list begin alike.

use crate::draft::lists::List;
use crate::draft::{Block, Class, Shape, Token, TokenKind};
use crate::rule::{Asks, BlockContext, DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry =
    Entry { name: "list-parallel", asks: Asks::Both, build: |_: &Options| Box::new(ListParallel) };

struct ListParallel;

/// Two items that begin differently say nothing of which is wrong.
const FEWEST_ITEMS: usize = 3;

/// What an item begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// “Opening the lock”.
    Participle,
    /// “to open the lock”.
    Infinitive,
    /// “open the lock”, with a verb that is no noun.
    Verb,
    /// “the lock”.
    Noun,
    /// Anything else: it may be any of these.
    Unknown,
}

impl Form {
    const KNOWN: [Form; 4] = [Form::Participle, Form::Infinitive, Form::Verb, Form::Noun];

    const fn name(self) -> &'static str {
        match self {
            Form::Participle => "a form in -ing",
            Form::Infinitive => "“to”",
            Form::Verb => "a verb",
            Form::Noun => "a noun",
            Form::Unknown => "another form",
        }
    }
}

impl Rule for ListParallel {
    /// A list that has lost its line breaks.
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        for run in &block.facts.run_in_lists {
            let starts: Vec<&[Token]> = run.items.iter().map(|&it| &block.tokens()[it..]).collect();
            let forms: Vec<Form> = starts.iter().map(|it| form(block.text(), it)).collect();
            let Some((usual, odd)) = odd_form(&forms) else { continue };
            let shown = |at: usize| starts[at].first().map_or("", |it| block.text_of(it));
            let message = format!(
                "“{}” begins an item with {}; the others begin with {}",
                shown(odd),
                forms[odd].name(),
                usual.name()
            );
            let finding = sink.report(run.span, message);
            if let Some(first) = starts[odd].first() {
                finding.related(first.span(), "this item begins in another way");
            }
        }
    }

    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        for list in draft.draft.lists(draft.text) {
            if list.items.len() >= FEWEST_ITEMS {
                check(draft, &list, sink);
            }
        }
    }
}

fn check(draft: &DraftContext<'_>, list: &List, sink: &mut Sink<'_>) {
    let blocks: Vec<&Block> = list.items.iter().map(|&it| &draft.blocks()[it]).collect();
    let forms: Vec<Form> = blocks.iter().map(|it| form(it.text(), it.tokens())).collect();
    if let Some((usual, odd)) = odd_form(&forms) {
        let Some(first) = blocks[odd].tokens().first() else { return };
        let word = blocks[odd].words.text_of(first);
        let message = format!(
            "“{word}” begins this item with {}; the others begin with {}",
            forms[odd].name(),
            usual.name()
        );
        sink.report(blocks[odd].to_draft(first.span()), message);
        return;
    }
    if let Some(odd) = odd_case(&blocks) {
        let Some(first) = blocks[odd].tokens().first() else { return };
        let word = blocks[odd].words.text_of(first);
        let (is, others) = if first.has(Shape::CAPITAL) {
            ("with a capital", "small")
        } else {
            ("small", "with a capital")
        };
        let message = format!("“{word}” begins this item {is}; the others begin {others}");
        sink.report(blocks[odd].to_draft(first.span()), message);
    }
}

/// The form of the others, and the one item that begins in another. Where two do, the list may be of
/// two kinds.
fn odd_form(forms: &[Form]) -> Option<(Form, usize)> {
    if forms.len() < FEWEST_ITEMS {
        return None;
    }
    let times = |form: Form| forms.iter().filter(|it| **it == form).count();
    let usual = Form::KNOWN.into_iter().max_by_key(|&it| times(it))?;
    let mut odd = forms.iter().enumerate().filter(|(_, it)| **it != usual && **it != Form::Unknown);
    let (at, _) = odd.next()?;
    // An item that may be anything is no witness.
    let clear = times(usual) + 1 == forms.len() && odd.next().is_none();
    clear.then_some((usual, at))
}

fn odd_case(blocks: &[&Block]) -> Option<usize> {
    let firsts: Option<Vec<&Token>> = blocks
        .iter()
        .map(|it| it.tokens().first().filter(|it| it.kind == TokenKind::Word))
        .collect();
    let firsts = firsts?;
    let capitals = firsts.iter().filter(|it| it.has(Shape::CAPITAL)).count();
    let small = firsts.len() - capitals;
    if capitals == 1 && small >= FEWEST_ITEMS {
        let at = firsts.iter().position(|it| it.has(Shape::CAPITAL))?;
        // A name keeps its capital.
        (form(blocks[at].text(), blocks[at].tokens()) != Form::Unknown).then_some(at)
    } else if small == 1 && capitals >= FEWEST_ITEMS {
        let at = firsts.iter().position(|it| !it.has(Shape::CAPITAL))?;
        let word = blocks[at].words.text_of(firsts[at]);
        // “iPhone”, “e-mail”, “de Vries”
        let own = word.chars().any(char::is_uppercase)
            || word.chars().count() == 1
            || firsts[at].is(Class::PARTICLE);
        (!own).then_some(at)
    } else {
        None
    }
}

/// Whether the word in -ing is that of a verb that is no noun: “putting”, “giving”, “adopting”.
fn is_form_of_verb(word: &str) -> bool {
    let stem = word[..word.len() - 3].to_ascii_lowercase();
    let (with_e, mut undoubled) = (format!("{stem}e"), stem.clone());
    undoubled.pop();
    VERBS.iter().any(|it| *it == stem || *it == with_e || *it == undoubled)
}

/// What the item that begins with `tokens` begins with.
fn form(text: &str, tokens: &[Token]) -> Form {
    let [first, rest @ ..] = tokens else { return Form::Unknown };
    if first.kind != TokenKind::Word || first.has(Shape::ALL_CAPITALS) && first.span().len() > 1 {
        return Form::Unknown;
    }
    // “Safety: …”, “Opening hours – …” are labels.
    let label = rest
        .iter()
        .take(6)
        .any(|it| matches!(it.kind, TokenKind::Colon | TokenKind::Dash | TokenKind::OpenBracket));
    let Some(second) = rest.first().filter(|_| !label) else { return Form::Unknown };
    let word = &text[first.span().range()];
    let is = |words: &[&str]| words.iter().any(|it| it.eq_ignore_ascii_case(word));
    let goes_on = second.kind == TokenKind::Word && !second.has(Shape::CAPITAL);
    if is(&["to"]) {
        return if goes_on { Form::Infinitive } else { Form::Unknown };
    }
    // “The Hague”, “A Day at Sea” may be names.
    if first.is(Class::ARTICLE) || is(&["its", "our", "their", "his", "her", "your", "my"]) {
        return if goes_on { Form::Noun } else { Form::Unknown };
    }
    // “Training in …”, “Funding of …” are nouns, and so is “Meeting room”.
    if word.len() >= 6 && word.ends_with("ing") && second.kind == TokenKind::Word {
        let object = second.is(Class::ARTICLE | Class::POSSESSIVE_DETERMINER | Class::NUMBER_WORD)
            || goes_on && !second.is(Class::FUNCTION) && !is(&NOUNS_IN_ING)
            || goes_on && is_form_of_verb(word) && !is(&NOUNS_IN_ING);
        return if object { Form::Participle } else { Form::Unknown };
    }
    if is(&VERBS) && second.kind == TokenKind::Word { Form::Verb } else { Form::Unknown }
}

/// Words in -ing that stand before nouns.
const NOUNS_IN_ING: [&str; 30] = [
    "accounting",
    "advertising",
    "banking",
    "boarding",
    "building",
    "catering",
    "clothing",
    "consulting",
    "dining",
    "engineering",
    "evening",
    "fishing",
    "funding",
    "gaming",
    "housing",
    "learning",
    "lightning",
    "living",
    "marketing",
    "meeting",
    "mining",
    "morning",
    "opening",
    "parking",
    "planning",
    "shipping",
    "shopping",
    "spring",
    "swimming",
    "training",
];

/// Verbs of lists of aims, which are no nouns.
const VERBS: [&str; 74] = [
    "accelerate",
    "achieve",
    "adopt",
    "allow",
    "apply",
    "assess",
    "assist",
    "become",
    "begin",
    "bring",
    "build",
    "choose",
    "complete",
    "consider",
    "continue",
    "create",
    "define",
    "deliver",
    "describe",
    "develop",
    "eliminate",
    "enable",
    "encourage",
    "enhance",
    "ensure",
    "establish",
    "examine",
    "expand",
    "explore",
    "facilitate",
    "foster",
    "generate",
    "identify",
    "implement",
    "improve",
    "introduce",
    "invest",
    "learn",
    "maintain",
    "make",
    "minimise",
    "minimize",
    "optimise",
    "optimize",
    "prepare",
    "prevent",
    "promote",
    "protect",
    "provide",
    "publish",
    "raise",
    "reduce",
    "replace",
    "secure",
    "seek",
    "send",
    "strengthen",
    "understand",
    "unite",
    "write",
    "give",
    "keep",
    "put",
    "appoint",
    "take",
    "add",
    "invite",
    "extend",
    "organise",
    "organize",
    "recognise",
    "recognize",
    "remove",
    "require",
];
