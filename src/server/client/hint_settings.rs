//! Which hints the user wants to see in the text.

use serde_json::Value;

use crate::rule::nearest;

/// The names of the settings.
const NAMES: [&str; 3] = ["relativeDates", "weekdays", "inQuotations"];

/// What the user sets under `inlayHints`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::server) struct HintSettings {
    /// The date behind “today” and “next month”.
    pub(in crate::server) relative_dates: bool,
    /// The weekday behind a full date.
    pub(in crate::server) weekdays: bool,
    /// Hints inside quotations too.
    pub(in crate::server) in_quotations: bool,
}

impl Default for HintSettings {
    fn default() -> Self {
        Self { relative_dates: true, weekdays: true, in_quotations: false }
    }
}

impl HintSettings {
    /// Reads the value of `inlayHints`; says what cannot be read, which is then left as it is.
    pub(super) fn read(&mut self, value: &Value) -> Vec<String> {
        let settings = match value {
            Value::Null => {
                *self = Self::default();
                return Vec::new();
            }
            Value::Object(settings) => settings,
            other => {
                let names = NAMES.map(|it| format!("“{it}”")).join(", ");
                return vec![format!("“inlayHints” is an object with {names}, and not {other}")];
            }
        };
        let mut wrong = Vec::new();
        for (name, value) in settings {
            let setting = match &**name {
                "relativeDates" => &mut self.relative_dates,
                "weekdays" => &mut self.weekdays,
                "inQuotations" => &mut self.in_quotations,
                _ => {
                    let near = match nearest(name, NAMES) {
                        Some(near) => format!("did you mean “{near}”?"),
                        None => format!("there are “{}”", NAMES.join("”, “")),
                    };
                    wrong.push(format!("“inlayHints” has no “{name}”; {near}"));
                    continue;
                }
            };
            match value {
                Value::Bool(value) => *setting = *value,
                other => {
                    wrong.push(format!("“inlayHints.{name}” is true or false, and not {other}"));
                }
            }
        }
        wrong
    }

    /// Sets back what `value`, that of `inlayHints`, does not say.
    pub(super) fn forget_absent(&mut self, value: Option<&Value>, initial: Self) {
        let says = |name: &str| value.is_some_and(|it| it.get(name).is_some());
        for (name, setting, before) in [
            ("relativeDates", &mut self.relative_dates, initial.relative_dates),
            ("weekdays", &mut self.weekdays, initial.weekdays),
            ("inQuotations", &mut self.in_quotations, initial.in_quotations),
        ] {
            if !says(name) {
                *setting = before;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_cannot_be_read_is_said_and_left_as_it_is() {
        let mut settings = HintSettings::default();
        let wrong =
            settings.read(&json!({ "weekdays": false, "inQuotations": "yes", "weekday": 1 }));
        assert!(!settings.weekdays && !settings.in_quotations && settings.relative_dates);
        assert_eq!(
            wrong,
            [
                "“inlayHints.inQuotations” is true or false, and not \"yes\"",
                "“inlayHints” has no “weekday”; did you mean “weekdays”?"
            ]
        );
        assert_eq!(
            settings.read(&json!(true)),
            [
                "“inlayHints” is an object with “relativeDates”, “weekdays”, “inQuotations”, and not true"
            ]
        );
        assert_eq!(settings.read(&Value::Null), [] as [&str; 0]);
        assert_eq!(settings, HintSettings::default());
    }
}
