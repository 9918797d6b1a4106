//! Messages and replacements with named places: `“{found}” can be “{use}”`.

use crate::rule::reader::Problem;
use crate::text::Span;

/// A text with named places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Place(String),
}

impl Template {
    /// A template without places.
    pub(crate) fn text(text: &str) -> Self {
        Self { parts: vec![Part::Text(text.to_owned())] }
    }

    /// Reads a template in which the places of `names` can stand.
    ///
    /// # Errors
    /// A problem at `span` if a place is not closed or of another name.
    pub(crate) fn parse(written: &str, span: Span, names: &[&str]) -> Result<Self, Problem> {
        let mut parts = Vec::new();
        let mut rest = written;
        while let Some((text, from_brace)) = rest.split_once('{') {
            let Some((name, after)) = from_brace.split_once('}') else {
                let message = "“{” opens a place that no “}” closes";
                return Err(Problem::new(span, message));
            };
            if !names.contains(&name) {
                let mut problem =
                    Problem::unknown(span, "placeholder", name, names.iter().copied());
                if problem.help.is_none() && !names.is_empty() {
                    let known: Vec<String> = names.iter().map(|it| format!("{{{it}}}")).collect();
                    problem.help = Some(format!("choose one of {}", known.join(", ")));
                }
                return Err(problem);
            }
            if !text.is_empty() {
                parts.push(Part::Text(text.to_owned()));
            }
            parts.push(Part::Place(name.to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Ok(Self { parts })
    }

    /// The text with `value` in its places.
    pub(crate) fn render(&self, value: &dyn Fn(&str) -> String) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.clone(),
                Part::Place(name) => value(name),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled() {
        let template = Template::parse("“{found}” → {use}", Span::at(0), &["found", "use"]);
        let filled = template.unwrap().render(&|name| name.to_uppercase());
        assert_eq!(filled, "“FOUND” → USE");
    }

    #[test]
    fn a_misspelt_place_names_the_right_one() {
        let problem = Template::parse("{fuond}", Span::at(7), &["found", "use"]).unwrap_err();
        assert_eq!(problem.message, "unknown placeholder “fuond”");
        assert_eq!(problem.help.as_deref(), Some("did you mean “found”?"));
        assert!(Template::parse("a {found", Span::at(0), &["found"]).is_err());
    }
}
