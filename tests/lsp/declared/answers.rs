//! The server's answers to the client's requests.

use serde_json::{Value, json};

use super::{Faults, Units};

/// The capability by which a server offers a method.
pub(super) fn provider(method: &str) -> Option<&'static str> {
    Some(match method {
        "textDocument/hover" => "hoverProvider",
        "textDocument/completion" => "completionProvider",
        "textDocument/signatureHelp" => "signatureHelpProvider",
        "textDocument/definition" => "definitionProvider",
        "textDocument/declaration" => "declarationProvider",
        "textDocument/typeDefinition" => "typeDefinitionProvider",
        "textDocument/implementation" => "implementationProvider",
        "textDocument/references" => "referencesProvider",
        "textDocument/documentHighlight" => "documentHighlightProvider",
        "textDocument/documentSymbol" => "documentSymbolProvider",
        "textDocument/codeAction" => "codeActionProvider",
        "textDocument/codeLens" => "codeLensProvider",
        "textDocument/documentLink" => "documentLinkProvider",
        "textDocument/formatting" => "documentFormattingProvider",
        "textDocument/rangeFormatting" => "documentRangeFormattingProvider",
        "textDocument/onTypeFormatting" => "documentOnTypeFormattingProvider",
        "textDocument/rename" | "textDocument/prepareRename" => "renameProvider",
        "textDocument/foldingRange" => "foldingRangeProvider",
        "textDocument/selectionRange" => "selectionRangeProvider",
        "textDocument/inlayHint" => "inlayHintProvider",
        "textDocument/diagnostic" | "workspace/diagnostic" => "diagnosticProvider",
        "textDocument/semanticTokens/full" | "textDocument/semanticTokens/range" => {
            "semanticTokensProvider"
        }
        "workspace/symbol" => "workspaceSymbolProvider",
        "workspace/executeCommand" => "executeCommandProvider",
        _ => return None,
    })
}

/// Checks an answer that is an error.
pub(super) fn error(faults: &mut Faults<'_>, method: &str, error: &Value) {
    let fine = error["code"].is_i64() && error["message"].as_str().is_some_and(|it| !it.is_empty());
    faults.unless(fine, || format!("an error without code or message: {error}"));
    if error["code"] == -32601
        && let Some(name) = provider(method)
    {
        let offered = faults.session.offered(name, method);
        faults.unless(offered.is_null(), || format!("“{method}” is offered and refused: {error}"));
    }
}

/// Checks a part of an answer, sent as progress.
pub(super) fn part(faults: &mut Faults<'_>, method: &str, params: &Value, value: &Value) {
    match method {
        "workspace/diagnostic" => workspace_diagnostics(faults, params, &value["items"]),
        "textDocument/diagnostic" => {
            let related = faults.session.takes("/textDocument/diagnostic/relatedDocumentSupport");
            faults.unless(related, || format!("documents that were not asked for: {value}"));
        }
        _ => check(faults, method, params, value),
    }
}

/// Checks an answer.
pub(super) fn check(faults: &mut Faults<'_>, method: &str, params: &Value, result: &Value) {
    let uri = params["textDocument"]["uri"].as_str().unwrap_or_default().to_owned();
    let items = || result.as_array().into_iter().flatten();
    if result.is_null() {
        let needed = matches!(
            method,
            "initialize"
                | "textDocument/diagnostic"
                | "workspace/diagnostic"
                | "codeAction/resolve"
        );
        faults.unless(!needed, || format!("“{method}” is answered with nothing"));
        return;
    }
    match method {
        "initialize" => introduction(faults, result),
        "textDocument/hover" => {
            faults.markup(&result["contents"], "/textDocument/hover/contentFormat");
            if !result["range"].is_null() {
                faults.range(&uri, &result["range"]);
            }
        }
        "textDocument/codeAction" => code_actions(faults, params, result),
        "codeAction/resolve" => {
            resolved(faults, "/textDocument/codeAction/resolveSupport", &[], params, result);
            if !result["edit"].is_null() {
                faults.workspace_edit(&result["edit"]);
            }
        }
        "textDocument/completion" => completions(faults, params, result),
        "completionItem/resolve" => {
            let place = "/textDocument/completion/completionItem/resolveSupport";
            resolved(faults, place, &["detail", "documentation"], params, result);
            completion(faults, None, result);
        }
        "textDocument/documentSymbol" => faults.document_symbols(&uri, result),
        "workspace/symbol" => {
            for symbol in items() {
                let place = "/workspace/symbol";
                faults.kind(&symbol["kind"], &format!("{place}/symbolKind/valueSet"), 18);
                faults.only_listed(symbol, "tags", &format!("{place}/tagSupport/valueSet"));
                let lazily = format!("{place}/resolveSupport/properties");
                if symbol["location"]["range"].is_null()
                    && faults.session.lists(&lazily, &json!("location.range"))
                {
                    continue;
                }
                faults.location(&symbol["location"]);
            }
        }
        "textDocument/definition"
        | "textDocument/declaration"
        | "textDocument/typeDefinition"
        | "textDocument/implementation" => {
            let one = std::slice::from_ref(result);
            let places = result.as_array().map_or(one, Vec::as_slice);
            let name = method.trim_start_matches("textDocument/");
            for place in places {
                if place["targetUri"].is_null() {
                    faults.location(place);
                    continue;
                }
                let needed = format!("/textDocument/{name}/linkSupport");
                faults
                    .unless(faults.session.takes(&needed), || format!("without {needed}: {place}"));
                let target = place["targetUri"].as_str().unwrap_or_default();
                faults.range(target, &place["targetRange"]);
                faults.range(target, &place["targetSelectionRange"]);
                if !place["originSelectionRange"].is_null() {
                    faults.range(&uri, &place["originSelectionRange"]);
                }
            }
        }
        "textDocument/references" => items().for_each(|it| faults.location(it)),
        "textDocument/documentHighlight" => {
            for one in items() {
                faults.range(&uri, &one["range"]);
                let kind = &one["kind"];
                let known = kind.is_null() || (1..=3).contains(&kind.as_u64().unwrap_or_default());
                faults.unless(known, || format!("an unknown kind: {one}"));
            }
        }
        "textDocument/prepareRename" => {
            if result["defaultBehavior"].is_null() {
                let range = if result["range"].is_null() { result } else { &result["range"] };
                faults.range(&uri, range);
            } else {
                let place = "/textDocument/rename/prepareSupportDefaultBehavior";
                let declared = !faults.session.declared(place).is_null();
                faults.unless(declared, || format!("without {place}: {result}"));
            }
        }
        "textDocument/rename" => faults.workspace_edit(result),
        "textDocument/formatting"
        | "textDocument/rangeFormatting"
        | "textDocument/onTypeFormatting" => faults.text_edits(&uri, result),
        "textDocument/foldingRange" => folds(faults, &uri, result),
        "textDocument/documentLink" => {
            for link in items() {
                faults.range(&uri, &link["range"]);
                faults.only_if(link, "tooltip", "/textDocument/documentLink/tooltipSupport");
            }
        }
        "textDocument/codeLens" => {
            for lens in items() {
                faults.range(&uri, &lens["range"]);
                if lens["command"].is_null() {
                    let resolves = faults.session.offered("codeLensProvider", method);
                    let fine = resolves["resolveProvider"] == true;
                    faults.unless(fine, || format!("a lens that shows nothing: {lens}"));
                } else {
                    faults.command(&lens["command"]);
                }
            }
        }
        "textDocument/inlayHint" => hints(faults, &uri, result),
        "textDocument/semanticTokens/full"
        | "textDocument/semanticTokens/range"
        | "textDocument/semanticTokens/full/delta" => faults.tokens(&uri, result),
        "textDocument/diagnostic" => {
            report(faults, &uri, &params["previousResultId"], result);
            let place = "/textDocument/diagnostic/relatedDocumentSupport";
            faults.only_if(result, "relatedDocuments", place);
        }
        "workspace/diagnostic" => workspace_diagnostics(faults, params, &result["items"]),
        _ => {}
    }
}

fn introduction(faults: &mut Faults<'_>, result: &Value) {
    let capabilities = &result["capabilities"];
    let encoding = &capabilities["positionEncoding"];
    let place = "/general/positionEncodings";
    let offered = *encoding == json!("utf-16") || faults.session.lists(place, encoding);
    faults.unless(encoding.is_null() || offered, || {
        format!("the encoding {encoding} is not in {place}")
    });
    faults.unless(Units::named(encoding).is_some(), || format!("no encoding: {encoding}"));
    for (name, place) in [
        ("codeActionProvider", "/textDocument/codeAction/codeActionLiteralSupport"),
        ("renameProvider", "/textDocument/rename/prepareSupport"),
        ("diagnosticProvider", "/textDocument/diagnostic"),
    ] {
        let declared = faults.session.declared(place);
        let declared = declared.is_object() || *declared == json!(true);
        faults.unless(!capabilities[name].is_object() || declared, || {
            format!("“{name}” has options without {place}: {}", capabilities[name])
        });
    }
    if capabilities["semanticTokensProvider"].is_object() {
        faults.legend(&capabilities["semanticTokensProvider"]);
    }
    let place = "/textDocument/documentSymbol/labelSupport";
    faults.only_if(&capabilities["documentSymbolProvider"], "label", place);
}

fn code_actions(faults: &mut Faults<'_>, params: &Value, result: &Value) {
    let place = "/textDocument/codeAction";
    let uri = params["textDocument"]["uri"].as_str().unwrap_or_default().to_owned();
    let mut fixes = Vec::new();
    for action in result.as_array().into_iter().flatten() {
        faults.unless(action["title"].as_str().is_some_and(|it| !it.is_empty()), || {
            format!("an action without a title: {action}")
        });
        if action["command"].is_string() {
            faults.command(action);
            continue;
        }
        let literals = faults.session.declared(&format!("{place}/codeActionLiteralSupport"));
        faults.unless(literals.is_object(), || format!("the client takes commands: {action}"));
        faults.only_if(action, "isPreferred", &format!("{place}/isPreferredSupport"));
        faults.only_if(action, "disabled", &format!("{place}/disabledSupport"));
        faults.only_if(action, "data", &format!("{place}/dataSupport"));
        let kind = action["kind"].as_str().unwrap_or_default();
        let only = params["context"]["only"].as_array();
        let wanted = only.is_none_or(|it| {
            it.iter().filter_map(Value::as_str).any(|wanted| {
                wanted.is_empty() || kind == wanted || kind.starts_with(&format!("{wanted}."))
            })
        });
        faults.unless(wanted, || format!("an action of a kind that was not asked for: {action}"));
        for diagnostic in action["diagnostics"].as_array().into_iter().flatten() {
            faults.diagnostic(&uri, diagnostic);
        }
        let named = params["context"]["diagnostics"].as_array();
        if kind == "quickfix"
            && let Some(named) = named.filter(|it| !it.is_empty())
        {
            let of = &action["diagnostics"][0];
            let meant = of.is_null() || named.iter().any(|it| it["code"] == of["code"]);
            faults.unless(meant, || format!("a fix of something else than was named: {action}"));
        }
        if !action["command"].is_null() {
            faults.command(&action["command"]);
        }
        if !action["edit"].is_null() {
            faults.workspace_edit(&action["edit"]);
        } else if action["command"].is_null() && action["disabled"].is_null() {
            let lazily = format!("{place}/resolveSupport/properties");
            let resolves = faults.session.offered("codeActionProvider", "textDocument/codeAction")
                ["resolveProvider"]
                == true;
            let fine = resolves && faults.session.lists(&lazily, &json!("edit"));
            faults.unless(fine, || format!("an action that does nothing: {action}"));
        }
        if kind == "quickfix" {
            fixes.push(action);
        }
    }
    // Who cannot be told which is best, and does not say who it is, may apply all of them.
    let applies_all = faults.session.client["clientInfo"].is_null()
        && !faults.session.takes(&format!("{place}/isPreferredSupport"));
    if applies_all {
        for (at, fix) in fixes.iter().enumerate() {
            let again = fixes[..at].iter().any(|it| it["diagnostics"] == fix["diagnostics"]);
            faults.unless(!again, || format!("a second fix of the same: {fix}"));
        }
        let edits = |it: &&Value| it["edit"]["changes"][&uri].as_array().cloned();
        let edits: Vec<Value> = fixes.iter().filter_map(edits).flatten().collect();
        faults.text_edits(&uri, &Value::from(edits));
    }
}

/// What a resolved item has that it had not before must be something that the client waits for.
fn resolved(faults: &mut Faults<'_>, place: &str, always: &[&str], before: &Value, after: &Value) {
    for (name, value) in after.as_object().into_iter().flatten() {
        let lazily = faults.session.lists(&format!("{place}/properties"), &json!(name));
        let fine = lazily || before.get(name) == Some(value) || always.contains(&name.as_str());
        faults.unless(fine, || format!("“{name}” is resolved, which is not in {place}: {after}"));
    }
}

fn completions(faults: &mut Faults<'_>, params: &Value, result: &Value) {
    let defaults = &result["itemDefaults"];
    for (name, _) in defaults.as_object().into_iter().flatten() {
        let place = "/textDocument/completion/completionList/itemDefaults";
        faults.unless(faults.session.lists(place, &json!(name)), || {
            format!("the default “{name}” is not in {place}")
        });
    }
    let items = if result.is_array() { result } else { &result["items"] };
    faults.unless(items.is_array(), || format!("no list of completions: {result}"));
    for item in items.as_array().into_iter().flatten() {
        completion(faults, Some(params), item);
    }
}

fn completion(faults: &mut Faults<'_>, params: Option<&Value>, item: &Value) {
    let place = "/textDocument/completion/completionItem";
    let of = |name: &str| format!("{place}/{name}");
    faults.unless(item["label"].as_str().is_some_and(|it| !it.is_empty()), || {
        format!("a completion without a label: {item}")
    });
    if !item["kind"].is_null() {
        faults.kind(&item["kind"], "/textDocument/completion/completionItemKind/valueSet", 18);
    }
    let snippet = item["insertTextFormat"] == 2;
    faults.unless(!snippet || faults.session.takes(&of("snippetSupport")), || {
        format!("a snippet without {}: {item}", of("snippetSupport"))
    });
    faults.only_if(item, "commitCharacters", &of("commitCharactersSupport"));
    faults.only_if(item, "deprecated", &of("deprecatedSupport"));
    faults.only_if(item, "preselect", &of("preselectSupport"));
    faults.only_if(item, "labelDetails", &of("labelDetailsSupport"));
    faults.only_listed(item, "tags", &of("tagSupport/valueSet"));
    if !item["insertTextMode"].is_null() {
        let place = of("insertTextModeSupport/valueSet");
        faults.unless(faults.session.lists(&place, &item["insertTextMode"]), || {
            format!("“insertTextMode” is not in {place}: {item}")
        });
    }
    if !item["documentation"].is_null() {
        faults.markup(&item["documentation"], &of("documentationFormat"));
    }
    let Some(params) = params else {
        return;
    };
    let uri = params["textDocument"]["uri"].as_str().unwrap_or_default().to_owned();
    let edit = &item["textEdit"];
    if !edit.is_null() {
        let mut ranges = vec![&edit["range"]];
        if edit["range"].is_null() {
            let place = of("insertReplaceSupport");
            faults.unless(faults.session.takes(&place), || format!("without {place}: {item}"));
            ranges = vec![&edit["insert"], &edit["replace"]];
        }
        let at = |it: &Value| (it["line"].as_u64(), it["character"].as_u64());
        for range in ranges {
            faults.range(&uri, range);
            let (start, end) = (at(&range["start"]), at(&range["end"]));
            // A client's position may lie beyond its line, or its text.
            let here = match faults.then.get(&uri).and_then(|it| it.text.as_ref()) {
                Some(text) => {
                    let units = faults.session.units;
                    at(&text.position(units, text.clamped(units, &params["position"])))
                }
                None => at(&params["position"]),
            };
            let fine = start.0 == end.0 && start.0 == here.0 && start <= here;
            faults.unless(fine, || format!("a completion of another place: {item}"));
        }
    }
    if !item["additionalTextEdits"].is_null() {
        faults.text_edits(&uri, &item["additionalTextEdits"]);
    }
}

fn folds(faults: &mut Faults<'_>, uri: &str, result: &Value) {
    let place = "/textDocument/foldingRange";
    let folds = result.as_array().map(Vec::as_slice).unwrap_or_default();
    for fold in folds {
        let at = |name: &str| fold[name].as_u64();
        let (Some(start), Some(end)) = (at("startLine"), at("endLine")) else {
            faults.add(format!("no fold: {fold}"));
            continue;
        };
        faults.unless(start <= end, || format!("a fold that ends before it starts: {fold}"));
        for (line, column) in [(start, at("startCharacter")), (end, at("endCharacter"))] {
            faults.position(uri, &json!({ "line": line, "character": column.unwrap_or(0) }));
        }
        faults.only_if(fold, "collapsedText", &format!("{place}/foldingRange/collapsedText"));
        let kinds = format!("{place}/foldingRangeKind/valueSet");
        let known = ["comment", "imports", "region"].iter().any(|it| fold["kind"] == *it);
        let listed = if faults.session.declared(&kinds).is_null() {
            known
        } else {
            faults.session.lists(&kinds, &fold["kind"])
        };
        faults.unless(fold["kind"].is_null() || listed, || format!("not in {kinds}: {fold}"));
    }
    let most = faults.session.declared(&format!("{place}/rangeLimit")).as_u64();
    let most = most.unwrap_or(u64::MAX);
    faults.unless(folds.len() as u64 <= most, || format!("{} folds, {most} at most", folds.len()));
}

fn hints(faults: &mut Faults<'_>, uri: &str, result: &Value) {
    for hint in result.as_array().into_iter().flatten() {
        faults.position(uri, &hint["position"]);
        let label = &hint["label"];
        let text = |it: &Value| it.as_str().is_some_and(|it| !it.is_empty());
        let parts = label.as_array();
        faults.unless(
            text(label) || parts.is_some_and(|it| it.iter().all(|it| text(&it["value"]))),
            || format!("a hint that shows nothing: {hint}"),
        );
        if !hint["textEdits"].is_null() {
            faults.text_edits(uri, &hint["textEdits"]);
        }
        for part in parts.into_iter().flatten().filter(|it| !it["command"].is_null()) {
            faults.command(&part["command"]);
        }
    }
}

/// A report on one document.
fn report(faults: &mut Faults<'_>, uri: &str, previous: &Value, report: &Value) {
    match report["kind"].as_str() {
        Some("full") => {
            faults.unless(report["items"].is_array(), || format!("no list: {report}"));
            for diagnostic in report["items"].as_array().into_iter().flatten() {
                faults.diagnostic(uri, diagnostic);
            }
        }
        Some("unchanged") => {
            let same = report["resultId"].is_string() && report["resultId"] == *previous;
            faults.unless(same, || format!("unchanged since {previous}? {report}"));
        }
        _ => faults.add(format!("no report: {report}")),
    }
}

fn workspace_diagnostics(faults: &mut Faults<'_>, params: &Value, items: &Value) {
    let Some(items) = items.as_array() else {
        faults.add(format!("no list of reports: {items}"));
        return;
    };
    for item in items {
        let uri = item["uri"].as_str().unwrap_or_default();
        let version = &item["version"];
        faults.unless(!uri.is_empty() && (version.is_null() || version.is_i64()), || {
            format!("a report on no document: {item}")
        });
        let known = params["previousResultIds"].as_array();
        let known = known.and_then(|it| it.iter().find(|it| it["uri"] == uri));
        report(faults, uri, known.map_or(&Value::Null, |it| &it["value"]), item);
    }
}
