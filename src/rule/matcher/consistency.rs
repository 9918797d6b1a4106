//! One of each pair per draft: what the blocks hold is weighed when all of them are known.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::draft::Block;
use crate::finding::{Finding, Fix};
use crate::rule::Sink;
use crate::rule::matcher::needles::FormPlace;
use crate::rule::matcher::pass::{Matchers, shown};
use crate::rule::matcher::replace;
use crate::text::Span;

/// What a block holds and only the whole draft can decide.
#[derive(Clone, Debug)]
pub(crate) enum Deferred {
    /// One form of a pair.
    Variant(VariantUse),
    /// A finding that holds for drafts of that day and later.
    Dated(Date, Finding),
}

/// One form of a pair, as a block uses it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VariantUse {
    pub(super) place: FormPlace,
    /// Bytes from the start of the block.
    pub(super) span: Span,
    pub(super) tail: usize,
    /// Whether it stands in somebody's words: evidence, but nothing to mend.
    pub(super) quoted: bool,
}

/// A use with its block.
type Located<'a> = (&'a Block, &'a VariantUse);

impl Matchers {
    /// Reports the forms that a draft does not keep to, and what holds from its date on. The blocks
    /// come in the order of the text; spans of the findings are bytes of the draft.
    pub(crate) fn decide<'a>(
        &self,
        blocks: impl Iterator<Item = (&'a Block, &'a [Deferred])>,
        release_date: Option<Date>,
        findings: &mut Vec<Finding>,
    ) {
        let mut sets: FxHashMap<(usize, usize), Vec<Located<'_>>> = FxHashMap::default();
        for (block, deferred) in blocks {
            for it in deferred {
                match it {
                    Deferred::Variant(it) => {
                        let set = sets.entry((it.place.rule, it.place.set)).or_default();
                        set.push((block, it));
                    }
                    Deferred::Dated(from, finding) => {
                        if release_date.is_some_and(|it| it >= *from) {
                            findings.push(finding.shifted(block.span.start));
                        }
                    }
                }
            }
        }
        for ((rule, set), uses) in sets {
            self.decide_set(rule, set, &uses, findings);
        }
    }

    fn decide_set(
        &self,
        rule: usize,
        set: usize,
        uses: &[Located<'_>],
        findings: &mut Vec<Finding>,
    ) {
        let rule = &self.rules[rule];
        let forms = &rule.matcher.sets[set].forms;
        let is_preferred = |form: usize| {
            forms[form].phrases.iter().any(|phrase| {
                rule.preferred.iter().any(|it| it.trim_end_matches('*') == phrase.text())
            })
        };
        let preferred = (0..forms.len()).find(|&it| is_preferred(it));
        let prose = |form: usize| {
            uses.iter().filter(move |(_, it)| it.place.form == form && !it.quoted).count()
        };
        let quoted = |form: usize| {
            uses.iter().filter(move |(_, it)| it.place.form == form && it.quoted).count()
        };
        let in_use = (0..forms.len()).filter(|&it| prose(it) > 0);
        let is_mixed = in_use.clone().count() > 1;
        let kept = match preferred {
            Some(form) => form,
            None if !is_mixed => return,
            None => {
                // Of two forms that are used alike the one that came first is kept.
                let first = |form: usize| uses.iter().position(|(_, it)| it.place.form == form);
                let best =
                    in_use.max_by_key(|&it| (prose(it), quoted(it), std::cmp::Reverse(first(it))));
                let Some(best) = best else { return };
                best
            }
        };
        let first_kept = uses.iter().find(|(_, it)| it.place.form == kept && !it.quoted);
        for (block, it) in uses.iter().filter(|(_, it)| it.place.form != kept && !it.quoted) {
            let text = block.text();
            let raw = &text[it.span.range()];
            let found = shown(raw);
            let phrase = &forms[kept].phrases[it.place.inflection];
            let written = format!("{}{}", phrase.text(), &text[it.tail..it.span.end]);
            let replacement = replace::in_case_of(raw, &written);
            let message = match &rule.matcher.set_message {
                Some(template) => template.render(&|name| {
                    if name == "use" { replacement.clone() } else { found.clone() }
                }),
                None if first_kept.is_some() => {
                    format!("“{found}” here, but “{replacement}” elsewhere in this draft")
                }
                None => format!("the house writes “{replacement}”, not “{found}”"),
            };
            let span = it.span.shifted(block.span.start);
            let mut sink = Sink::new(&rule.setting, findings);
            let finding = match preferred {
                Some(_) if first_kept.is_none() => sink.report_case("house", span, message),
                _ => sink.report(span, message),
            };
            if let Some((block, it)) = first_kept {
                let seen = shown(&block.text()[it.span.range()]);
                finding.related(
                    it.span.shifted(block.span.start),
                    format!("“{seen}” stands here first"),
                );
            }
            if rule.setting.page.fix != "none" {
                let mut edit = replace::edit(text, it.span, &replacement);
                edit.span = edit.span.shifted(block.span.start);
                let title = format!("Write “{replacement}”");
                let safe = preferred.is_some();
                finding.fix(if safe {
                    Fix::safe(title, vec![edit])
                } else {
                    Fix::by_hand(title, vec![edit])
                });
            }
        }
    }
}
