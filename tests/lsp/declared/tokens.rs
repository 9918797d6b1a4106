//! Semantic tokens: five numbers a token, each place from the one before.

use serde_json::Value;

use super::Faults;

const PLACE: &str = "/textDocument/semanticTokens";

/// The names that the protocol gives to modifiers.
const MODIFIERS: [&str; 10] = [
    "declaration",
    "definition",
    "readonly",
    "static",
    "deprecated",
    "abstract",
    "async",
    "modification",
    "documentation",
    "defaultLibrary",
];

impl Faults<'_> {
    /// The names that stand for the numbers are those that the client knows.
    pub(super) fn legend(&mut self, offer: &Value) {
        let legend = &offer["legend"];
        self.only_listed(legend, "tokenTypes", &format!("{PLACE}/tokenTypes"));
        // A name that is not the protocol's is for whoever gives it a colour, and harms nobody.
        let own = |it: &Value| MODIFIERS.iter().all(|name| it != name);
        let modifiers = legend["tokenModifiers"].as_array().cloned().unwrap_or_default();
        for modifier in modifiers.iter().filter(|it| !own(it)) {
            let place = format!("{PLACE}/tokenModifiers");
            let listed = self.session.lists(&place, modifier);
            self.unless(listed, || format!("the modifier {modifier} is not in {place}"));
        }
        let relative = self.session.lists(&format!("{PLACE}/formats"), &"relative".into());
        self.unless(relative, || format!("without {PLACE}/formats: {offer}"));
    }

    /// The tokens of a document, if they are sent whole.
    pub(super) fn tokens(&mut self, uri: &str, result: &Value) {
        let Some(data) = result["data"].as_array() else {
            self.unless(result["edits"].is_array(), || format!("no tokens: {result}"));
            return;
        };
        let numbers: Vec<usize> =
            data.iter().filter_map(|it| Some(it.as_u64()? as usize)).collect();
        self.unless(numbers.len() == data.len() && data.len().is_multiple_of(5), || {
            format!("tokens are five numbers each: {result}")
        });
        let offer =
            self.session.offered("semanticTokensProvider", "textDocument/semanticTokens").clone();
        let count = |name: &str| offer["legend"][name].as_array().map_or(0, Vec::len);
        let (types, modifiers) = (count("tokenTypes"), count("tokenModifiers"));
        let text = self.then.get(uri).and_then(|it| it.text.clone());
        let overlapping = self.session.takes(&format!("{PLACE}/overlappingTokenSupport"));
        let multiline = self.session.takes(&format!("{PLACE}/multilineTokenSupport"));
        let (mut line, mut column, mut end) = (0, 0, 0);
        for token in numbers.chunks_exact(5) {
            let &[lines, columns, length, kind, modified] = token else { continue };
            if lines > 0 {
                (line, column, end) = (line + lines, 0, 0);
            }
            column += columns;
            self.unless(kind < types && modified >> modifiers == 0, || {
                format!("a token that the legend does not name: {token:?}")
            });
            self.unless(length > 0, || format!("a token of nothing: {token:?}"));
            self.unless(overlapping || column >= end, || {
                format!("tokens overlap in line {line}: {token:?}")
            });
            end = column + length;
            if let Some(text) = &text {
                let width = text.line(line).map(|it| self.session.units.count(it));
                self.unless(multiline || width.is_some_and(|it| end <= it), || {
                    format!("a token beyond line {line} of {width:?}: {token:?}")
                });
            }
        }
    }
}
