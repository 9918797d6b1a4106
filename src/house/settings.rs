//! Reading `[rules]`: how strict each rule is, and its options.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::finding::Level;
use crate::house::{EarlierConventions, House};
use crate::rule::reader::TableReader;
use crate::rule::{Problem, RuleSetting, level_of};
use crate::text::Span;

/// Lays a `[rules]` table over the settings of the house, today's and those of earlier times. `absent`
/// names rules of the project whose pages could not be loaded: it is said elsewhere what is wrong
/// with them.
pub(super) fn lay(reader: &mut TableReader<'_, '_>, house: &mut House, absent: &[String]) {
    let Some(table) = reader.table("rules") else {
        return;
    };
    for earlier in &mut house.earlier {
        // The same table: its mistakes are reported once, below.
        let mut reported_below = Vec::new();
        let mut again = reader.silent(&mut reported_below);
        lay_rules(&mut again, table, &mut earlier.rules, absent);
    }
    lay_rules(reader, table, &mut house.rules, absent);
}

/// Reads `[[earlier]]`: what was different until a day. The rest is as it is today.
pub(super) fn lay_earlier(reader: &mut TableReader<'_, '_>, house: &mut House, absent: &[String]) {
    for (table, span) in reader.tables("earlier") {
        let mut fields = reader.inner(table, "an entry of [[earlier]]");
        let until = fields.date("until");
        if until.is_none() && !fields.has("until") {
            fields.missing("until", span);
        }
        let rules = fields.table("rules");
        if let Some((until, _)) = until {
            let at = house.earlier.partition_point(|it| it.until < until);
            if house.earlier.get(at).is_none_or(|it| it.until != until) {
                house.earlier.insert(at, EarlierConventions { until, rules: house.rules.clone() });
            }
            if let Some(table) = rules {
                lay_rules(&mut fields, table, &mut house.earlier[at].rules, absent);
            }
        }
        fields.finish();
    }
}

fn lay_rules(
    reader: &mut TableReader<'_, '_>,
    table: &DeTable<'_>,
    rules: &mut [RuleSetting],
    absent: &[String],
) {
    for (name, value) in table {
        let span = reader.span(name);
        let name: &str = name.get_ref();
        let index = rules.binary_search_by(|it| (*it.page.name).cmp(name));
        let Ok(index) = index else {
            if !absent.iter().any(|it| it == name) {
                let known = rules.iter().map(|it| &*it.page.name);
                reader.problem(Problem::unknown(span, "rule", name, known));
            }
            continue;
        };
        let setting = &mut rules[index];
        match value.get_ref().as_table() {
            None => set_level(reader, value, &mut setting.level),
            Some(table) => lay_rule(reader, table, setting),
        }
    }
}

/// Sets `level` to what `value` says, if that is a level.
fn set_level(
    reader: &mut TableReader<'_, '_>,
    value: &Spanned<DeValue<'_>>,
    level: &mut Option<Level>,
) {
    let span = reader.span(value);
    let Some(name) = value.get_ref().as_str() else {
        let found = value.get_ref().type_str();
        let message =
            format!("a rule takes a level (off, info, warning, error) or a table, not {found}");
        reader.problem(Problem::new(span, message));
        return;
    };
    match level_of(name, span) {
        Ok(it) => *level = it,
        Err(problem) => reader.problem(problem),
    }
}

fn lay_rule(reader: &mut TableReader<'_, '_>, table: &DeTable<'_>, setting: &mut RuleSetting) {
    for (key, value) in table {
        let span = reader.span(key);
        let key: &str = key.get_ref();
        if key == "level" {
            set_level(reader, value, &mut setting.level);
        } else if key == "cases" {
            lay_cases(reader, value, setting);
        } else if let Some(spec) = setting.page.options.iter().find(|it| it.name == key) {
            match spec.read(value) {
                Ok(value) => setting.options.set(key, value),
                Err(problem) => reader.problem(problem),
            }
        } else {
            let options = setting.page.options.iter().map(|it| it.name.as_str());
            let known = ["level", "cases"].into_iter().chain(options);
            let what = format!("option of “{}”:", setting.page.name);
            reader.problem(Problem::unknown(span, what.trim_end_matches(':'), key, known));
        }
    }
}

fn lay_cases(
    reader: &mut TableReader<'_, '_>,
    value: &Spanned<DeValue<'_>>,
    setting: &mut RuleSetting,
) {
    let span: Span = reader.span(value);
    let Some(table) = value.get_ref().as_table() else {
        let message = "“cases” takes a table: cases = { alias = \"info\" }";
        reader.problem(Problem::new(span, message));
        return;
    };
    for (name, value) in table {
        let name_span = reader.span(name);
        let name: &str = name.get_ref();
        if let Some(case) = setting.cases.iter_mut().find(|(it, _)| it == name) {
            set_level(reader, value, &mut case.1);
        } else {
            let what = format!("case of “{}”:", setting.page.name);
            let known = setting.cases.iter().map(|(it, _)| it.as_str());
            reader.problem(Problem::unknown(name_span, what.trim_end_matches(':'), name, known));
        }
    }
}
