//! Diagnostics, markup, places and symbols.

use serde_json::{Value, json};

use super::Faults;

impl Faults<'_> {
    /// A property of diagnostics that clients declare in one of two places: for those that are
    /// pushed, and in newer versions of the protocol for those that are pulled.
    fn of_diagnostics(&self, place: &str) -> bool {
        ["publishDiagnostics", "diagnostic"].iter().any(|it| {
            match self.session.declared(&format!("/textDocument/{it}/{place}")) {
                Value::Bool(takes) => *takes,
                value => !value.is_null(),
            }
        })
    }

    pub(super) fn diagnostic(&mut self, uri: &str, diagnostic: &Value) {
        self.range(uri, &diagnostic["range"]);
        self.unless(diagnostic["message"].as_str().is_some_and(|it| !it.is_empty()), || {
            format!("a diagnostic that says nothing: {diagnostic}")
        });
        let severity = &diagnostic["severity"];
        let known = severity.is_null() || (1..=4).contains(&severity.as_u64().unwrap_or_default());
        self.unless(known, || format!("an unknown severity: {diagnostic}"));
        for (property, place) in [
            ("codeDescription", "codeDescriptionSupport"),
            ("relatedInformation", "relatedInformation"),
            ("data", "dataSupport"),
            ("tags", "tagSupport"),
        ] {
            let fine = diagnostic[property].is_null() || self.of_diagnostics(place);
            self.unless(fine, || format!("“{property}” without {place}: {diagnostic}"));
        }
        for tag in diagnostic["tags"].as_array().into_iter().flatten() {
            let listed = ["publishDiagnostics", "diagnostic"].iter().any(|it| {
                self.session.lists(&format!("/textDocument/{it}/tagSupport/valueSet"), tag)
            });
            self.unless(listed, || format!("the tag {tag} is not declared: {diagnostic}"));
        }
        let description = &diagnostic["codeDescription"];
        self.unless(description.is_null() || description["href"].is_string(), || {
            format!("a link that is none: {diagnostic}")
        });
        for related in diagnostic["relatedInformation"].as_array().into_iter().flatten() {
            self.location(&related["location"]);
            self.unless(related["message"].is_string(), || format!("says nothing: {related}"));
        }
    }

    /// A place in some document.
    pub(super) fn location(&mut self, location: &Value) {
        match location["uri"].as_str() {
            Some(uri) => self.range(uri, &location["range"]),
            None => self.add(format!("no place: {location}")),
        }
    }

    /// A text of a kind that the client lists at `place`.
    pub(super) fn markup(&mut self, contents: &Value, place: &str) {
        let kind = &contents["kind"];
        if kind.is_null() {
            // A plain string, or one in the old form, which every client takes.
            let old = |it: &Value| it.is_string() || it["value"].is_string();
            let fine = old(contents) || contents.as_array().is_some_and(|it| it.iter().all(old));
            self.unless(fine, || format!("no text: {contents}"));
            return;
        }
        let plain = *kind == json!("plaintext") && self.session.declared(place).is_null();
        self.unless(plain || self.session.lists(place, kind), || {
            format!("markup of the kind {kind} is not in {place}")
        });
        self.unless(contents["value"].is_string(), || format!("no text: {contents}"));
    }

    /// The kind of a symbol or a completion: the first of the protocol, unless the client lists
    /// others.
    pub(super) fn kind(&mut self, kind: &Value, place: &str, first: u64) {
        let number = kind.as_u64().unwrap_or_default();
        let fine = if self.session.declared(place).is_null() {
            (1..=first).contains(&number)
        } else {
            self.session.lists(place, kind)
        };
        self.unless(fine, || format!("the kind {kind} is not in {place}"));
    }

    /// The symbols of a document, in either form.
    pub(super) fn document_symbols(&mut self, uri: &str, symbols: &Value) {
        let place = "/textDocument/documentSymbol";
        for symbol in symbols.as_array().into_iter().flatten() {
            let named = symbol["name"].as_str().is_some_and(|it| !it.trim().is_empty());
            self.unless(named, || format!("a symbol without a name: {symbol}"));
            self.kind(&symbol["kind"], &format!("{place}/symbolKind/valueSet"), 18);
            self.only_listed(symbol, "tags", &format!("{place}/tagSupport/valueSet"));
            if symbol["location"].is_object() {
                self.location(&symbol["location"]);
                continue;
            }
            let nested = format!("{place}/hierarchicalDocumentSymbolSupport");
            self.unless(self.session.takes(&nested), || format!("without {nested}: {symbol}"));
            self.range(uri, &symbol["range"]);
            self.range(uri, &symbol["selectionRange"]);
            let holds = |outer: &Value, inner: &Value| {
                let at = |range: &Value, end: &str| {
                    (range[end]["line"].as_u64(), range[end]["character"].as_u64())
                };
                at(outer, "start") <= at(inner, "start") && at(inner, "end") <= at(outer, "end")
            };
            self.unless(holds(&symbol["range"], &symbol["selectionRange"]), || {
                format!("what is selected stands outside its symbol: {symbol}")
            });
            for child in symbol["children"].as_array().into_iter().flatten() {
                self.unless(holds(&symbol["range"], &child["range"]), || {
                    format!("a part stands outside its whole: {child}")
                });
            }
            self.document_symbols(uri, &symbol["children"]);
        }
    }

    /// A command, which somebody must know.
    pub(super) fn command(&mut self, command: &Value) {
        let Some(name) = command["command"].as_str() else {
            self.add(format!("no command: {command}"));
            return;
        };
        self.unless(command["title"].is_string(), || format!("without a title: {command}"));
        let server = &self.session.server["capabilities"]["executeCommandProvider"]["commands"];
        let known = name.is_empty()
            || server.as_array().is_some_and(|it| it.contains(&json!(name)))
            || self.session.lists("/experimental/presscheckCommands", &json!(name));
        self.unless(known, || format!("nobody knows the command: {command}"));
    }
}
