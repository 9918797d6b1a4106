//! The organisations, acronyms and house terms that a draft names, and where it names them.
//!
//! What the house knows, what the draft itself explains (“International River Permit (IRP)”) and
//! whom its people work for are brought together: one name, however it is written.

mod organisations;

use rustc_hash::FxHashMap;

use crate::draft::{Block, BlockText, Shape, Token, Zone};
use crate::facts::counts::Owner;
use crate::rule::DraftContext;
use crate::server::outline::single_spaced;
use crate::text::Span;

/// How a name can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormKind {
    /// The name in full.
    Full,
    /// Its acronym.
    Acronym,
    /// Another right form.
    Alias,
    /// A form that the house does not want.
    Wrong,
}

/// One way of writing a name.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// The words, with single spaces.
    pub(super) text: String,
    /// What they are to the name.
    pub(super) kind: FormKind,
}

/// Which list of the house has the name; the number is its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// [`House::organisations`](crate::house::House::organisations).
    Organisation(usize),
    /// [`House::acronyms`](crate::house::House::acronyms).
    Acronym(usize),
    /// [`House::terms`](crate::house::House::terms).
    Term(usize),
}

/// Something that has a name.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Every way of writing it.
    pub(super) forms: Vec<Form>,
    /// Where the draft explains its acronym first: the acronym and the name, in the draft.
    pub(super) definition: Option<(Span, Span)>,
    /// Which list of the house has it.
    pub(super) origin: Option<Origin>,
}

/// A place where a name stands. Spans are bytes in the draft's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// Index into [`Names::known`].
    pub(super) name: usize,
    /// Index into [`Name::forms`].
    pub(super) form: usize,
    /// The words, without “’s” and the “s” of a plural acronym.
    pub(super) span: Span,
}

/// The names of a draft.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// What has a name, whether the draft names it or only the house knows it.
    pub(super) known: Vec<Name>,
    /// Where the draft names it, in the order of the text.
    pub(super) occurrences: Vec<Occurrence>,
    /// Whose form it is; terms are left out.
    by_form: FxHashMap<String, usize>,
}

impl Name {
    /// The name in full; `None` if only its acronym is known.
    pub(super) fn full(&self) -> Option<&str> {
        self.form(FormKind::Full)
    }

    /// Its acronym.
    pub(super) fn acronym(&self) -> Option<&str> {
        self.form(FormKind::Acronym)
    }

    /// What to call it.
    pub(super) fn shown(&self) -> &str {
        self.full().or_else(|| self.acronym()).unwrap_or_default()
    }

    /// Whether it is a word of the house and not somebody's name.
    pub(super) fn is_term(&self) -> bool {
        matches!(self.origin, Some(Origin::Term(_)))
    }

    fn form(&self, kind: FormKind) -> Option<&str> {
        self.forms.iter().find(|it| it.kind == kind).map(|it| it.text.as_str())
    }
}

impl Names {
    /// Finds the names of a draft.
    pub(super) fn of(context: &DraftContext<'_>) -> Self {
        let mut names = Self::default();
        names.add_house(context);
        names.add_definitions(context);
        names.add_acronyms(context);
        names.add_others(context);
        names.occurrences = Finder::new(&names.known).run(context);
        names.leave_out_people(context);
        names
    }

    /// The places where the name stands, in the order of the text.
    pub(super) fn places(&self, name: usize) -> impl Iterator<Item = &Occurrence> {
        self.occurrences.iter().filter(move |it| it.name == name)
    }

    /// The places where other words stand that the names do not know, in the order of the text.
    pub(super) fn places_of_words(context: &DraftContext<'_>, words: &str) -> Vec<Span> {
        if words.is_empty() {
            return Vec::new();
        }
        let form = Form { text: words.to_owned(), kind: FormKind::Alias };
        let name = Name { forms: vec![form], definition: None, origin: None };
        Finder::new(&[name]).run(context).into_iter().map(|it| it.span).collect()
    }

    /// “KHOO Boon Hui” has no acronym in it.
    fn leave_out_people(&mut self, context: &DraftContext<'_>) {
        let persons = &context.facts.people().persons;
        let mentions = persons.iter().flat_map(|it| &it.mentions);
        let mut people: Vec<Span> = mentions.map(|it| it.name).collect();
        people.sort();
        self.occurrences.retain(|it| {
            let next = people.partition_point(|name| name.start <= it.span.start);
            let before = next.checked_sub(1).and_then(|before| people.get(before));
            before.is_none_or(|name| !name.contains(it.span))
        });
    }

    /// A new name without a form.
    fn push(&mut self, origin: Option<Origin>) -> usize {
        self.known.push(Name { forms: Vec::new(), definition: None, origin });
        self.known.len() - 1
    }

    /// Adds a form to a name that does not have it yet. A form means the first that has it.
    fn add(&mut self, name: usize, text: &str, kind: FormKind) {
        let Some(known) = self.known.get_mut(name) else {
            return;
        };
        if text.is_empty() || known.forms.iter().any(|it| it.text == text) {
            return;
        }
        known.forms.push(Form { text: text.to_owned(), kind });
        if !known.is_term() {
            self.by_form.entry(text.to_owned()).or_insert(name);
        }
    }

    fn add_house(&mut self, context: &DraftContext<'_>) {
        for (index, known) in context.house.organisations.iter().enumerate() {
            let name = self.push(Some(Origin::Organisation(index)));
            self.add(name, &known.name, FormKind::Full);
            self.add(name, known.acronym.as_deref().unwrap_or_default(), FormKind::Acronym);
            for (forms, kind) in
                [(&known.aliases, FormKind::Alias), (&known.wrong, FormKind::Wrong)]
            {
                for form in forms {
                    self.add(name, form, kind);
                }
            }
        }
        for (index, known) in context.house.acronyms.iter().enumerate() {
            if !self.by_form.contains_key(&known.acronym) {
                let name = self.push(Some(Origin::Acronym(index)));
                self.add(name, &known.acronym, FormKind::Acronym);
                self.add(name, known.meaning.as_deref().unwrap_or_default(), FormKind::Full);
            }
        }
        for (index, term) in context.house.terms.iter().enumerate() {
            let name = self.push(Some(Origin::Term(index)));
            // A form with “*” stands for many.
            let written = |it: &&String| !it.contains('*');
            for form in Some(&term.use_).into_iter().filter(written) {
                self.add(name, form, FormKind::Full);
            }
            for form in term.avoid.iter().filter(written) {
                self.add(name, form, FormKind::Wrong);
            }
        }
    }

    fn add_definitions(&mut self, context: &DraftContext<'_>) {
        for it in context.facts.acronym_definitions(context.draft) {
            let acronym = words_at(it.block, it.fact.acronym);
            let full = words_at(it.block, it.fact.name);
            let known = self.by_form.get(&acronym).or_else(|| self.by_form.get(&full)).copied();
            let name = known.unwrap_or_else(|| self.push(None));
            self.add(name, &full, FormKind::Full);
            self.add(name, &acronym, FormKind::Acronym);
            let place = (it.to_draft(it.fact.acronym), it.to_draft(it.fact.name));
            if let Some(name) = self.known.get_mut(name) {
                name.definition.get_or_insert(place);
            }
        }
    }

    fn add_acronyms(&mut self, context: &DraftContext<'_>) {
        // “GENEVA” is none.
        let acronyms = context.facts.acronyms(context.draft);
        for it in acronyms.filter(|it| it.zone() != Zone::Dateline) {
            self.add_if_new(&words_at(it.block, it.fact.span), FormKind::Acronym);
        }
    }

    fn add_if_new(&mut self, words: &str, kind: FormKind) {
        if !self.by_form.contains_key(words) {
            let name = self.push(None);
            self.add(name, words, kind);
        }
    }

    /// Organisations that show themselves: beside people and counts, below the release, by their
    /// words.
    fn add_others(&mut self, context: &DraftContext<'_>) {
        for (index, block) in context.blocks().iter().enumerate() {
            let Some(facts) = context.facts.of_block(index) else {
                continue;
            };
            let named = facts.people.named.iter().flat_map(|it| &it.titles);
            let roles = facts.people.roles.iter().map(|it| &it.title);
            let employers = named.chain(roles).filter_map(|it| it.organisation);
            let owners = facts.counts.iter().filter_map(|it| match it.owner {
                Owner::Named(span) => Some(span),
                _ => None,
            });
            let about = (block.zone == Zone::Boilerplate)
                .then(|| block.text().strip_prefix("About "))
                .flatten()
                .filter(|it| it.len() < LONGEST_HEADING && !it.contains(['.', ',']))
                .map(|it| Span::new(block.text().len() - it.len(), block.text().len()));
            let others = organisations::of(block);
            for span in employers.chain(owners).chain(about).chain(others) {
                let words = words_at(block, span);
                let words = words.strip_prefix("the ").unwrap_or(&words);
                // “ORMA’s Sales Office” is none of its names.
                if !words.contains(['’', '\'']) && is_name_of_several_words(words) {
                    self.add_if_new(words, FormKind::Full);
                }
            }
        }
    }
}

/// Longest line that is only “About” and a name, in bytes.
const LONGEST_HEADING: usize = 80;

/// One capitalised word (“Norwegian”) may be anything.
fn is_name_of_several_words(words: &str) -> bool {
    let capital = |it: &&str| it.starts_with(char::is_uppercase);
    words.split(' ').filter(capital).count() >= 2
}

/// The words at a span of a block, with single spaces.
fn words_at(block: &Block, span: Span) -> String {
    single_spaced(block.text().get(span.range()).unwrap_or_default())
}

/// A form, word by word.
struct Wanted {
    name: usize,
    form: usize,
    words: Vec<String>,
    is_acronym: bool,
}

/// Looks for all forms in one walk over the draft.
struct Finder {
    by_first_word: FxHashMap<String, Vec<Wanted>>,
}

impl Finder {
    fn new(names: &[Name]) -> Self {
        let mut by_first_word: FxHashMap<String, Vec<Wanted>> = FxHashMap::default();
        for (index, name) in names.iter().enumerate() {
            for (form_index, form) in name.forms.iter().enumerate() {
                let read = BlockText::new(&form.text);
                let words: Vec<String> =
                    read.tokens.iter().map(|it| read.text_of(it).to_owned()).collect();
                if let Some(first) = words.first() {
                    by_first_word.entry(first.to_lowercase()).or_default().push(Wanted {
                        name: index,
                        form: form_index,
                        is_acronym: form.kind == FormKind::Acronym,
                        words,
                    });
                }
            }
        }
        for wanted in by_first_word.values_mut() {
            // The longest is the one that is meant.
            wanted.sort_by_key(|it| std::cmp::Reverse(it.words.len()));
        }
        Self { by_first_word }
    }

    fn run(&self, context: &DraftContext<'_>) -> Vec<Occurrence> {
        let mut found = Vec::new();
        for (index, block) in context.blocks().iter().enumerate() {
            let Some(facts) = context.facts.of_block(index) else {
                continue;
            };
            let is_acronym = |span: Span| {
                block.zone != Zone::Dateline && facts.acronyms.iter().any(|it| it.span == span)
            };
            let mut at = 0;
            while let Some(token) = block.tokens().get(at) {
                let candidates = self.candidates(block, token);
                let hit = candidates.iter().find_map(|it| {
                    let span = it.matches(block, at)?;
                    // “NURSES WHO CARE” names no organisation.
                    (!it.is_acronym || is_acronym(span)).then_some((*it, span))
                });
                if let Some((wanted, span)) = hit {
                    let span = block.to_draft(span);
                    found.push(Occurrence { name: wanted.name, form: wanted.form, span });
                    at += wanted.words.len();
                } else {
                    at += 1;
                }
            }
        }
        found
    }

    /// The forms that may begin at a token: by the whole word, without “’s”, and for a plural
    /// acronym without its “s”.
    fn candidates(&self, block: &Block, token: &Token) -> Vec<&Wanted> {
        if !token.is_wordlike() {
            return Vec::new();
        }
        let stem = block.text()[token.stem_span().range()].to_lowercase();
        let whole = block.words.text_of(token).to_lowercase();
        let singular = token.has(Shape::MIXED_CAPITALS).then(|| stem.strip_suffix('s')).flatten();
        let mut keys = vec![stem.as_str()];
        keys.extend(singular);
        if whole != stem {
            keys.push(&whole);
        }
        keys.iter().flat_map(|it| self.by_first_word.get(*it).into_iter().flatten()).collect()
    }
}

impl Wanted {
    /// The place of the form at token `at` of a block, if it stands there.
    fn matches(&self, block: &Block, at: usize) -> Option<Span> {
        let tokens = block.tokens().get(at..at + self.words.len())?;
        let (last_word, words) = self.words.split_last()?;
        let (last, before) = tokens.split_last()?;
        for (index, (token, word)) in before.iter().zip(words).enumerate() {
            let text = block.words.text_of(token);
            let article = index == 0 && word.eq_ignore_ascii_case("the");
            if !(text == word || article && text.eq_ignore_ascii_case(word)) {
                return None;
            }
        }
        let start = tokens.first()?.start as usize;
        let stem = &block.text()[last.stem_span().range()];
        let end = if stem == last_word {
            last.stem_end as usize
        } else if block.words.text_of(last) == last_word {
            last.end as usize
        } else if self.is_acronym && stem.strip_suffix('s') == Some(last_word) {
            last.stem_end as usize - 1
        } else {
            return None;
        };
        Some(Span::new(start, end))
    }
}
