//! `attribution-verb`: people say things.

use crate::finding::{Edit, Fix};
use crate::rule::{Asks, BlockContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "attribution-verb",
    asks: Asks::Blocks,
    build: |options: &Options| {
        Box::new(AttributionVerb {
            avoid: options.texts("avoid").to_vec(),
            use_: options.text("use").to_owned(),
        })
    },
};

struct AttributionVerb {
    avoid: Vec<String>,
    use_: String,
}

impl Rule for AttributionVerb {
    fn block(&self, block: &BlockContext<'_>, sink: &mut Sink<'_>) {
        let mut reported = None;
        for piece in &block.facts.quotations {
            // A verb between two halves of a quotation speaks for both.
            let Some(verb) = piece.attribution.map(|it| it.verb).filter(|it| Some(*it) != reported)
            else {
                continue;
            };
            let found = &block.text()[verb.range()];
            if !self.avoid.iter().any(|it| it.eq_ignore_ascii_case(found)) {
                continue;
            }
            reported = Some(verb);
            sink.report(verb, format!("“{found}” draws attention to itself: “{}”", self.use_)).fix(
                Fix::by_hand(
                    format!("Write “{}”", self.use_),
                    vec![Edit::replace(verb, self.use_.clone())],
                ),
            );
        }
    }
}
