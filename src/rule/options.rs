//! What a house or a project can set of a rule.

use toml::Spanned;
use toml::de::DeValue;

use crate::rule::reader::Problem;
use crate::text::Span;

/// The value of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionValue {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
}

/// What kind of value an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionKind {
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer,
    /// A text.
    Text,
    /// A list of texts.
    Texts,
}

/// An option as the rule's page declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionSpec {
    /// Its name.
    pub name: String,
    /// Its value where nobody sets it.
    pub default: OptionValue,
    /// The values it can take, if they are few.
    pub choices: Vec<String>,
    /// What it does, in a few words.
    pub help: String,
}

impl OptionValue {
    /// What kind of value this is.
    pub fn kind(&self) -> OptionKind {
        match self {
            OptionValue::Bool(_) => OptionKind::Bool,
            OptionValue::Integer(_) => OptionKind::Integer,
            OptionValue::Text(_) => OptionKind::Text,
            OptionValue::Texts(_) => OptionKind::Texts,
        }
    }

    /// Reads a value of any kind.
    pub(crate) fn read(value: &DeValue<'_>) -> Option<Self> {
        match value {
            DeValue::Boolean(it) => Some(OptionValue::Bool(*it)),
            DeValue::String(it) => Some(OptionValue::Text(it.to_string())),
            DeValue::Integer(it) => {
                i64::from_str_radix(it.as_str(), it.radix()).ok().map(OptionValue::Integer)
            }
            DeValue::Array(items) => items
                .iter()
                .map(|item| item.get_ref().as_str().map(str::to_owned))
                .collect::<Option<_>>()
                .map(OptionValue::Texts),
            _ => None,
        }
    }
}

impl OptionKind {
    /// The kind in words: “true or false”.
    pub fn describe(self) -> &'static str {
        match self {
            OptionKind::Bool => "true or false",
            OptionKind::Integer => "a whole number",
            OptionKind::Text => "a text",
            OptionKind::Texts => "a list of texts",
        }
    }
}

impl OptionSpec {
    /// Reads a value for this option.
    ///
    /// # Errors
    /// A problem if the value is of another kind or none of the choices; its span is that of the
    /// value in its own text.
    pub(crate) fn read(&self, value: &Spanned<DeValue<'_>>) -> Result<OptionValue, Problem> {
        let span = Span::from(value.span());
        let read = OptionValue::read(value.get_ref());
        let Some(read) = read.filter(|it| it.kind() == self.default.kind()) else {
            let wanted = self.default.kind().describe();
            return Err(Problem::new(span, format!("“{}” takes {wanted}", self.name)));
        };
        if let OptionValue::Text(text) = &read
            && !self.choices.is_empty()
            && !self.choices.contains(text)
        {
            let choices = self.choices.iter().map(String::as_str);
            let what = format!("value of “{}”:", self.name);
            let mut problem = Problem::unknown(span, what.trim_end_matches(':'), text, choices);
            if problem.help.is_none() {
                problem.help = Some(format!("choose one of {}", self.choices.join(", ")));
            }
            return Err(problem);
        }
        Ok(read)
    }
}

/// The options of one rule, every one with a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    values: Vec<(String, OptionValue)>,
}

impl Options {
    /// The defaults of the page.
    pub fn defaults(specs: &[OptionSpec]) -> Self {
        Self { values: specs.iter().map(|it| (it.name.clone(), it.default.clone())).collect() }
    }

    /// Sets an option that the page declares.
    pub(crate) fn set(&mut self, name: &str, value: OptionValue) {
        if let Some(slot) = self.values.iter_mut().find(|(it, _)| it == name) {
            slot.1 = value;
        }
    }

    /// Every option with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &OptionValue)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value))
    }

    fn get(&self, name: &str) -> Option<&OptionValue> {
        self.values.iter().find(|(it, _)| it == name).map(|(_, value)| value)
    }

    /// The value of a yes-or-no option; `false` if the page declares none of that name.
    pub fn bool(&self, name: &str) -> bool {
        matches!(self.get(name), Some(OptionValue::Bool(true)))
    }

    /// The value of a number option; 0 if the page declares none of that name.
    pub fn integer(&self, name: &str) -> i64 {
        match self.get(name) {
            Some(OptionValue::Integer(it)) => *it,
            _ => 0,
        }
    }

    /// The value of a text option; empty if the page declares none of that name.
    pub fn text(&self, name: &str) -> &str {
        match self.get(name) {
            Some(OptionValue::Text(it)) => it,
            _ => "",
        }
    }

    /// The value of a list option; empty if the page declares none of that name.
    pub fn texts(&self, name: &str) -> &[String] {
        match self.get(name) {
            Some(OptionValue::Texts(it)) => it,
            _ => &[],
        }
    }
}
