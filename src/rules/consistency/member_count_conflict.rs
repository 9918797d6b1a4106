//! `member-count-conflict`: two numbers of members for one organisation.

use crate::facts::MembershipTotal;
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "member-count-conflict",
    asks: Asks::Draft,
    build: |_: &Options| Box::new(MemberCountConflict),
};

struct MemberCountConflict;

/// How many numbers are offered as the right one: of more, a list helps nobody choose.
const MOST_FIXES: usize = 4;

/// How many other places are shown.
const MOST_RELATED: usize = 8;

impl Rule for MemberCountConflict {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let memberships = draft.facts.membership_totals();
        let mut groups: Vec<Vec<&MembershipTotal>> = Vec::new();
        for total in &memberships.totals {
            let same = |other: &&MembershipTotal| {
                other.organisation == total.organisation && other.lemma == total.lemma
            };
            match groups.iter_mut().find(|group| group.first().is_some_and(same)) {
                Some(group) => group.push(total),
                None => groups.push(vec![total]),
            }
        }
        for group in groups {
            // Where the text reports a change, the number before and the number after are right.
            let changes = |it: &&MembershipTotal| memberships.changes.contains(&it.value);
            if !group.iter().any(changes) {
                report(draft, &group, sink);
            }
        }
    }
}

fn report(draft: &DraftContext<'_>, group: &[&MembershipTotal], sink: &mut Sink<'_>) {
    let mut values: Vec<(u64, usize)> = Vec::new();
    for total in group {
        match values.iter_mut().find(|(value, _)| *value == total.value) {
            Some((_, times)) => *times += 1,
            None => values.push((total.value, 1)),
        }
    }
    if values.len() < 2 {
        return;
    }
    // The most frequent comes first; of equals, what the text says first.
    values.sort_by_key(|&(_, times)| std::cmp::Reverse(times));
    let Some(&(usual, _)) = values.first() else {
        return;
    };
    let Some(first) = group.iter().find(|it| it.value == usual) else {
        return;
    };
    let mut fixes: Vec<Fix> =
        values.iter().take(MOST_FIXES).filter_map(|&(value, _)| make_all(group, value)).collect();
    // Where quotations leave only one way, that would be a choice already made.
    if fixes.len() < 2 {
        fixes.clear();
    }
    for total in group.iter().filter(|it| it.value != usual) {
        let message = format!(
            "“{}”, but “{}” elsewhere",
            draft.text_at(total.span),
            draft.text_at(first.span)
        );
        let finding = sink.report(total.span, message);
        let others = group.iter().filter(|it| it.value != total.value);
        for other in others.take(MOST_RELATED) {
            finding.related(other.span, format!("“{}”", draft.text_at(other.span)));
        }
        for fix in &fixes {
            finding.fix(fix.clone());
        }
        if total.is_quoted {
            finding.help("the quotation stays as it is: ask the speaker which number is meant");
        }
    }
}

/// Writes `value` wherever another number stands outside quotations.
fn make_all(group: &[&MembershipTotal], value: u64) -> Option<Fix> {
    let edits: Vec<Edit> = group
        .iter()
        .filter(|it| it.value != value && !it.is_quoted)
        .map(|it| Edit::replace(it.number, value.to_string()))
        .collect();
    let some_quoted = group.iter().any(|it| it.value != value && it.is_quoted);
    let title = if some_quoted {
        format!("Make every mention outside quotations {value}")
    } else {
        format!("Make every mention {value}")
    };
    (!edits.is_empty()).then(|| Fix::by_hand(title, edits))
}

#[cfg(test)]
mod tests {
    use crate::engine::{Engine, Source};
    use crate::finding::{Finding, apply_edits};
    use crate::house::House;

    fn finding(text: &str) -> Finding {
        let engine = Engine::new(House::default_house());
        let mut findings = engine.check(&Source::plain(text)).findings;
        findings.retain(|it| &*it.rule == "member-count-conflict");
        assert_eq!(findings.len(), 1, "{text}");
        findings.remove(0)
    }

    #[test]
    fn the_fixes_are_alternatives_for_all_mentions() {
        let text = "Rivers meet\n\nORMA’s 190 member countries met. ORMA’s 188 member countries \
                    agreed. ORMA’s one hundred and ninety member countries left.";
        let fixed: Vec<(String, String)> = finding(text)
            .fixes
            .into_iter()
            .map(|it| (it.title, apply_edits(text, &it.edits)))
            .collect();
        assert_eq!(
            fixed,
            [
                ("Make every mention 190".to_owned(), text.replace("188", "190")),
                (
                    "Make every mention 188".to_owned(),
                    text.replace("190", "188").replace("one hundred and ninety", "188")
                ),
            ]
        );
    }

    #[test]
    fn a_quotation_is_never_edited() {
        let text = "Rivers meet\n\nORMA’s 190 member countries met. ORMA’s 188 member countries \
                    agreed.\n\n“All our 188 member countries agreed,” said ORMA President Ann Berg.";
        let engine = Engine::new(House::default_house());
        for finding in engine.check(&Source::plain(text)).findings {
            for fix in finding.fixes.iter().filter(|_| &*finding.rule == "member-count-conflict") {
                assert!(apply_edits(text, &fix.edits).contains("“All our 188 member countries"));
            }
        }
        let quoted = "Rivers meet\n\nORMA’s 190 member countries met.\n\n“All our 188 member \
                      countries agreed,” said ORMA President Ann Berg.";
        assert!(finding(quoted).fixes.is_empty());
        assert!(finding(quoted).help.is_some());
    }
}
