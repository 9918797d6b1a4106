//! Ranges, edits of texts and edits of files.

use serde_json::{Value, json};

use super::Faults;

impl Faults<'_> {
    /// A range whose ends stand in the document, where that is known.
    pub(super) fn range(&mut self, uri: &str, range: &Value) {
        let at = |end: &str| (range[end]["line"].as_u64(), range[end]["character"].as_u64());
        let (start, end) = (at("start"), at("end"));
        if start.0.is_none() || start.1.is_none() || end.0.is_none() || end.1.is_none() {
            self.add(format!("no range: {range}"));
            return;
        }
        self.unless(start <= end, || format!("a range that ends before it starts: {range}"));
        self.position(uri, &range["start"]);
        self.position(uri, &range["end"]);
    }

    /// A position that stands in the document, where that is known.
    pub(super) fn position(&mut self, uri: &str, position: &Value) {
        let Some(text) = self.then.get(uri).and_then(|it| it.text.clone()) else {
            return;
        };
        if text.exact(self.session.units, position).is_none() {
            self.add(format!(
                "no place in {uri} with {} lines, or inside a character: {position}",
                text.lines()
            ));
        }
    }

    /// Edits of one document that can be applied together.
    pub(super) fn text_edits(&mut self, uri: &str, edits: &Value) {
        let Some(edits) = edits.as_array() else {
            self.add(format!("edits are a list: {edits}"));
            return;
        };
        for edit in edits {
            self.range(uri, &edit["range"]);
            self.unless(edit["newText"].is_string(), || format!("an edit without text: {edit}"));
            self.safe_columns(uri, edit);
        }
        let at = |range: &Value, end: &str| {
            (range[end]["line"].as_u64(), range[end]["character"].as_u64())
        };
        let mut ranges: Vec<_> =
            edits.iter().map(|it| (at(&it["range"], "start"), at(&it["range"], "end"))).collect();
        ranges.sort_unstable();
        for pair in ranges.windows(2) {
            self.unless(pair[0].1 <= pair[1].0, || format!("edits overlap: {edits:?}"));
        }
    }

    /// Clients that never heard of encodings may count anything: on lines where that matters, only
    /// the first column is safe.
    fn safe_columns(&mut self, uri: &str, edit: &Value) {
        if self.session.declared("/general/positionEncodings").is_array() {
            return;
        }
        let Some(text) = self.then.get(uri).and_then(|it| it.text.clone()) else {
            return;
        };
        for end in ["start", "end"] {
            let position = &edit["range"][end];
            let Some(offset) = text.exact(self.session.units, position) else {
                continue;
            };
            let before = text.before(offset);
            // A last line without a line end can be named in no other way.
            let safe = before.is_ascii() || offset == text.content.len();
            self.unless(safe, || format!("a column after more than ASCII: {edit}"));
        }
    }

    /// A change of several files.
    pub(super) fn workspace_edit(&mut self, edit: &Value) {
        if !edit.is_object() {
            self.add(format!("no edit: {edit}"));
            return;
        }
        for (uri, edits) in edit["changes"].as_object().into_iter().flatten() {
            self.text_edits(uri, edits);
        }
        let annotates = "/workspace/workspaceEdit/changeAnnotationSupport";
        let annotating = self.session.declared(annotates).is_object();
        self.unless(annotating || edit["changeAnnotations"].is_null(), || {
            format!("“changeAnnotations” without {annotates}: {edit}")
        });
        let Some(changes) = edit["documentChanges"].as_array() else {
            return;
        };
        let declared = self.session.takes("/workspace/workspaceEdit/documentChanges");
        let operations = "/workspace/workspaceEdit/resourceOperations";
        // Older clients declare operations only, which come in no other place.
        let has_operations = self.session.declared(operations).is_array();
        let operating = changes.iter().any(|it| it["kind"].is_string());
        self.unless(declared || (operating && has_operations), || {
            format!("“documentChanges” without /workspace/workspaceEdit/documentChanges: {edit}")
        });
        self.unless(edit["changes"].is_null(), || format!("an edit in two forms: {edit}"));
        for change in changes {
            if change["kind"].is_string() {
                self.unless(self.session.lists(operations, &change["kind"]), || {
                    format!("{} is not in {operations}", change["kind"])
                });
                continue;
            }
            let uri = change["textDocument"]["uri"].as_str().unwrap_or_default().to_owned();
            self.unless(!uri.is_empty(), || format!("an edit of no document: {change}"));
            let version = &change["textDocument"]["version"];
            let open = self.then.get(&uri).map(|it| json!(it.version));
            self.unless(version.is_null() || Some(version) == open.as_ref(), || {
                format!("an edit of version {version}, the client has {open:?}: {change}")
            });
            self.text_edits(&uri, &change["edits"]);
            for edit in change["edits"].as_array().into_iter().flatten() {
                self.only_if(edit, "snippet", "/workspace/workspaceEdit/snippetEditSupport");
                self.unless(annotating || edit["annotationId"].is_null(), || {
                    format!("“annotationId” without {annotates}: {edit}")
                });
            }
        }
    }
}
