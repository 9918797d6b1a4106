//! `spelling-variant`: all words in -ise and -ize are spelled alike. The page’s pairs are looked for
//! by its matcher.

use crate::draft::Zone;
use crate::facts::{Ending, EndingUse, Lists, Located};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "spelling-variant",
    asks: Asks::Draft,
    build: |options: &Options| {
        let house = match options.text("ending") {
            "ise" => Some(Ending::Ise),
            "ize" => Some(Ending::Ize),
            _ => None,
        };
        Box::new(SpellingVariant { house })
    },
};

struct SpellingVariant {
    /// What the house writes, if it says so.
    house: Option<Ending>,
}

impl Rule for SpellingVariant {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let zones = sink.zones();
        let (mut own, mut quoted) = (Vec::new(), Vec::new());
        for it in draft.facts.all(draft.draft, Lists::ENDINGS, |block| &block.endings) {
            let zone = it.zone_at(it.fact.span.start);
            if zones.contains(zone) {
                own.push(it);
            } else if zones.contains(it.zone()) && zone == Zone::Quotation {
                quoted.push(it);
            }
        }
        let Some(kept) = self.house.or_else(|| weigh(&own, &quoted)) else {
            return;
        };
        let first_kept = own.iter().find(|it| it.fact.ending == kept);
        let name = match kept {
            Ending::Ise => "-ise",
            Ending::Ize => "-ize",
        };
        for it in own.iter().filter(|it| it.fact.ending != kept) {
            let span = it.to_draft(it.fact.span);
            let found = draft.text_at(span);
            let finding = match first_kept {
                None => {
                    let message = format!("“{found}” is not the house’s spelling, {name}");
                    sink.report_case("house", span, message)
                }
                Some(first) => {
                    let first = first.to_draft(first.fact.span);
                    let other = draft.text_at(first);
                    let message = format!("“{found}” here, but {name} elsewhere: “{other}”");
                    sink.report(span, message)
                        .related(first, format!("“{other}” stands here first"))
                }
            };
            let letter = it.to_draft(Span::new(it.fact.letter, it.fact.letter + 1));
            let edit = Edit::replace(letter, other_letter(draft.text_at(letter)));
            let title = format!("Spell it {name}");
            finding.fix(if self.house.is_some() {
                Fix::safe(title, vec![edit])
            } else {
                Fix::by_hand(title, vec![edit])
            });
        }
    }
}

/// The spelling that the draft keeps to, if it has both: the more frequent; of two that are used
/// alike the one that quotations have more often, then the one that came first.
fn weigh(own: &[Located<'_, EndingUse>], quoted: &[Located<'_, EndingUse>]) -> Option<Ending> {
    let count = |uses: &[Located<'_, EndingUse>], ending: Ending| {
        uses.iter().filter(|it| it.fact.ending == ending).count()
    };
    let (ise, ize) = (count(own, Ending::Ise), count(own, Ending::Ize));
    if ise == 0 || ize == 0 {
        return None;
    }
    let by_weight =
        ise.cmp(&ize).then_with(|| count(quoted, Ending::Ise).cmp(&count(quoted, Ending::Ize)));
    match by_weight {
        std::cmp::Ordering::Greater => Some(Ending::Ise),
        std::cmp::Ordering::Less => Some(Ending::Ize),
        std::cmp::Ordering::Equal => own.first().map(|it| it.fact.ending),
    }
}

fn other_letter(letter: &str) -> &'static str {
    match letter {
        "s" => "z",
        "S" => "Z",
        "Z" => "S",
        _ => "s",
    }
}
