//! `possessive-form`: “Belarus’s” or “Belarus’”, not both.

use rustc_hash::FxHashSet;

use crate::draft::{Class, Shape, TokenKind, Zone, ZoneSet, lexicon};
use crate::facts::{Lists, Located, Person, Sign, SignKind};
use crate::finding::{Edit, Fix};
use crate::gazetteer;
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "possessive-form",
    asks: Asks::Draft,
    build: |options: &Options| {
        let house = match options.text("form") {
            "s" => Some(true),
            "apostrophe" => Some(false),
            _ => None,
        };
        Box::new(PossessiveForm { house, acronyms: options.bool("acronyms") })
    },
};

struct PossessiveForm {
    /// Whether the house writes an “s” after the mark, if it says so.
    house: Option<bool>,
    /// Whether acronyms have a possessive.
    acronyms: bool,
}

/// Names that end in “s” because they are plurals, and the old names that never take another “s”.
const BARE: [&str; 12] = [
    "States",
    "Nations",
    "Netherlands",
    "Philippines",
    "Seychelles",
    "Maldives",
    "Bahamas",
    "Emirates",
    "Islands",
    "Comoros",
    "Jesus",
    "Moses",
];

/// How far back the mark may stand that an apostrophe closes, in tokens.
const LONGEST_QUOTED: usize = 60;

/// A name in the possessive.
struct Possessive<'a> {
    /// The name with its mark.
    span: Span,
    name: &'a str,
    with_s: bool,
}

impl Rule for PossessiveForm {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let zones = sink.zones();
        let mut found = Vec::new();
        for it in draft.facts.signs(draft.draft, Lists::POSSESSIVES) {
            match it.fact.kind {
                SignKind::Possessive { with_s } => {
                    found.extend(read(&it, with_s, zones));
                }
                SignKind::AcronymPossessive if !self.acronyms => report_acronym(draft, &it, sink),
                _ => {}
            }
        }
        self.compare(draft, &found, sink);
    }
}

impl PossessiveForm {
    fn compare(&self, draft: &DraftContext<'_>, found: &[Possessive<'_>], sink: &mut Sink<'_>) {
        let forms = [true, false].map(|with_s| found.iter().any(|it| it.with_s == with_s));
        if found.is_empty() || (self.house.is_none() && forms != [true, true]) {
            return;
        }
        // “the Browns’ boat” is a plural, unless the draft has the name as one of a single bearer.
        let names = |with_s: bool| -> FxHashSet<&str> {
            found.iter().filter(|it| it.with_s == with_s).map(|it| it.name).collect()
        };
        let in_both = &names(true) & &names(false);
        let persons = draft.facts.people().persons.iter().filter(|it| it.certain);
        let surnames: FxHashSet<&str> = persons.map(Person::surname).collect();
        let is_singular =
            |name: &str| in_both.contains(name) || surnames.contains(name) || is_single(name);
        let used: Vec<&Possessive<'_>> = found.iter().filter(|it| is_singular(it.name)).collect();
        let with = used.iter().filter(|it| it.with_s).count();
        let without = used.len() - with;
        let kept = match (self.house, used.first()) {
            (Some(house), _) => house,
            (None, Some(first)) if with > 0 && without > 0 => match with.cmp(&without) {
                std::cmp::Ordering::Greater => true,
                std::cmp::Ordering::Less => false,
                std::cmp::Ordering::Equal => first.with_s,
            },
            _ => return,
        };
        let example = used.iter().find(|it| it.with_s == kept);
        for it in used.iter().filter(|it| it.with_s != kept) {
            let text = draft.text_at(it.span);
            let message = match example.filter(|_| self.house.is_none()) {
                Some(example) => {
                    format!("“{text}” here, but “{}” elsewhere", draft.text_at(example.span))
                }
                None if kept => format!("“{text}”, but the house adds an “s”"),
                None => format!("“{text}”, but the house adds no “s”"),
            };
            let finding = sink.report(it.span, message);
            if let Some(example) = example {
                let other = draft.text_at(example.span);
                finding.related(example.span, format!("“{other}” stands here"));
            }
            if draft.zone_at(it.span.start) != Zone::Quotation {
                let edit = if kept {
                    Edit::insert(it.span.end, "s")
                } else {
                    Edit::delete(Span::new(it.span.end - 1, it.span.end))
                };
                let title = if kept { "Add an “s”" } else { "Delete the “s”" };
                finding.fix(Fix::by_hand(title, vec![edit]));
            }
        }
    }
}

/// The possessive of a name; `None` outside these zones.
fn read<'a>(sign: &Located<'a, Sign>, with_s: bool, zones: ZoneSet) -> Option<Possessive<'a>> {
    let tokens = sign.block.tokens();
    let at = sign.fact.at();
    let token = tokens.get(at)?;
    let words = &sign.block.words;
    // After a single opening mark an apostrophe may close the quotation.
    let may_close = !with_s
        && tokens
            .get(at.saturating_sub(LONGEST_QUOTED)..at)?
            .iter()
            .any(|it| it.kind == TokenKind::OpenQuote && it.has(Shape::SINGLE));
    let (name, span) = if with_s {
        (token.stem_span(), token.span())
    } else {
        let name = tokens.get(at.checked_sub(1)?)?.span();
        (name, name.join(token.span()))
    };
    if !zones.contains(sign.zone_at(span.start)) {
        return None;
    }
    let name = &words.text[name.range()];
    let plural = BARE.contains(&name) || lexicon::class_of(name).intersects(Class::ORGANISATION);
    (!plural && !may_close).then(|| Possessive { span: sign.to_draft(span), name, with_s })
}

/// Whether the name is a given name, or that of one country or region.
fn is_single(name: &str) -> bool {
    lexicon::class_of(name).contains(Class::GIVEN_NAME) || gazetteer::is_country_or_region(name)
}

fn report_acronym(draft: &DraftContext<'_>, sign: &Located<'_, Sign>, sink: &mut Sink<'_>) {
    let Some(token) = sign.block.tokens().get(sign.fact.at()) else { return };
    let span = sign.to_draft(token.span());
    let shown = draft.text_at(span);
    sink.report(span, format!("“{shown}”, but the house gives acronyms no possessive"));
}
