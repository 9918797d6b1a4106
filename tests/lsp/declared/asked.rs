//! What the server sends by itself: notifications, and requests to the client.

use serde_json::{Value, json};

use super::Faults;

/// Checks a message that is no answer.
pub(super) fn check(faults: &mut Faults<'_>, message: &Value, method: &str, params: &Value) {
    let is_request = message.get("id").is_some();
    let needed = match method {
        "window/logMessage" | "window/showMessage" => {
            let kind = params["type"].as_u64().unwrap_or_default();
            faults.unless((1..=5).contains(&kind) && params["message"].is_string(), || {
                format!("no message: {params}")
            });
            None
        }
        "$/logTrace" => None,
        "window/showMessageRequest" => None,
        "textDocument/publishDiagnostics" => {
            published(faults, params);
            None
        }
        "presscheck/status" => {
            status(faults, params);
            Some("/experimental/presscheckStatus")
        }
        "client/registerCapability" => {
            registrations(faults, params);
            None
        }
        "client/unregisterCapability" => {
            for one in params["unregisterations"].as_array().into_iter().flatten() {
                let id = one["id"].as_str().unwrap_or_default();
                faults.unless(faults.session.registered.contains_key(id), || {
                    format!("“{id}” is withdrawn and was never registered")
                });
            }
            None
        }
        "workspace/applyEdit" => {
            faults.workspace_edit(&params["edit"]);
            Some("/workspace/applyEdit")
        }
        "workspace/configuration" => {
            faults.unless(params["items"].is_array(), || format!("no items: {params}"));
            Some("/workspace/configuration")
        }
        "workspace/workspaceFolders" => Some("/workspace/workspaceFolders"),
        "window/workDoneProgress/create" => Some("/window/workDoneProgress"),
        "window/showDocument" => Some("/window/showDocument/support"),
        "workspace/codeLens/refresh" => Some("/workspace/codeLens/refreshSupport"),
        "workspace/semanticTokens/refresh" => Some("/workspace/semanticTokens/refreshSupport"),
        "workspace/inlayHint/refresh" => Some("/workspace/inlayHint/refreshSupport"),
        "workspace/diagnostic/refresh" => Some("/workspace/diagnostics/refreshSupport"),
        "workspace/foldingRange/refresh" => Some("/workspace/foldingRange/refreshSupport"),
        _ => {
            faults.add(format!("no client expects “{method}”"));
            return;
        }
    };
    if let Some(needed) = needed {
        let declared = faults.session.takes(needed);
        faults.unless(declared, || format!("“{method}” without {needed}"));
    }
    let answered = !method.contains("Message")
        && !method.contains("publish")
        && !method.starts_with("presscheck/")
        && !method.starts_with("$/");
    faults.unless(is_request == (answered || method == "window/showMessageRequest"), || {
        format!("“{method}” as a request, or not as one: {message}")
    });
    if method == "$/logTrace" {
        // Whoever wants a trace says so; `$/setTrace` may have been sent since.
        faults.unless(params["message"].is_string(), || format!("no trace: {params}"));
    }
}

fn published(faults: &mut Faults<'_>, params: &Value) {
    let Some(uri) = params["uri"].as_str() else {
        faults.add(format!("diagnostics of no document: {params}"));
        return;
    };
    faults.unless(!faults.session.pulls(), || {
        format!("diagnostics are pushed to a client that pulls them: {params}")
    });
    match params["diagnostics"].as_array() {
        Some(diagnostics) => {
            for diagnostic in diagnostics {
                faults.diagnostic(uri, diagnostic);
            }
        }
        None => faults.add(format!("no list of diagnostics: {params}")),
    }
}

fn status(faults: &mut Faults<'_>, params: &Value) {
    let states = ["checking", "clean", "findings", "not-a-draft", "failed"];
    let state = params["state"].as_str().unwrap_or_default();
    let count = |name: &str| params[name].as_u64();
    faults.unless(
        params["uri"].is_string()
            && states.contains(&state)
            && params["house"].is_string()
            && params["message"].is_string(),
        || format!("no status: {params}"),
    );
    let counts = [count("errors"), count("warnings"), count("infos")];
    let sum: u64 = counts.iter().flatten().sum();
    let fits = match state {
        "clean" | "not-a-draft" | "failed" => sum == 0,
        "findings" => sum > 0,
        _ => true,
    };
    faults.unless(fits && counts.iter().all(Option::is_some), || {
        format!("the counts of a status are not those of its state: {params}")
    });
}

fn registrations(faults: &mut Faults<'_>, params: &Value) {
    let Some(registrations) = params["registrations"].as_array() else {
        faults.add(format!("no registrations: {params}"));
        return;
    };
    for registration in registrations {
        let method = registration["method"].as_str().unwrap_or_default();
        let id = registration["id"].as_str().unwrap_or_default();
        faults.unless(!id.is_empty() && !faults.session.registered.contains_key(id), || {
            format!("registered twice, or without an id: {registration}")
        });
        let place = capability(method);
        faults.unless(faults.session.takes(&format!("{place}/dynamicRegistration")), || {
            format!("“{method}” is registered without {place}/dynamicRegistration")
        });
        if method == "workspace/didChangeWatchedFiles" {
            let watchers = registration["registerOptions"]["watchers"].as_array();
            faults.unless(watchers.is_some_and(|it| !it.is_empty()), || {
                format!("nothing is watched: {registration}")
            });
            for watcher in watchers.into_iter().flatten() {
                let relative = watcher["globPattern"].is_object();
                let place = "/workspace/didChangeWatchedFiles/relativePatternSupport";
                faults.unless(!relative || faults.session.takes(place), || {
                    format!("a relative pattern without {place}: {watcher}")
                });
            }
        }
        let name = super::answers::provider(method);
        let offer = name.map(|it| &faults.session.server["capabilities"][it]);
        faults.unless(offer.is_none_or(|it| it.is_null() || *it == json!(false)), || {
            format!("“{method}” is registered and was offered already")
        });
    }
}

/// Where a client declares that a method may be registered later.
fn capability(method: &str) -> String {
    match method {
        "textDocument/didOpen"
        | "textDocument/didChange"
        | "textDocument/didClose"
        | "textDocument/didSave"
        | "textDocument/willSave"
        | "textDocument/willSaveWaitUntil" => "/textDocument/synchronization".to_owned(),
        "workspace/didRenameFiles"
        | "workspace/willRenameFiles"
        | "workspace/didCreateFiles"
        | "workspace/willCreateFiles"
        | "workspace/didDeleteFiles"
        | "workspace/willDeleteFiles" => "/workspace/fileOperations".to_owned(),
        _ => format!("/{method}"),
    }
}
