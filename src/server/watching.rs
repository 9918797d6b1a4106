//! Which files the client is asked to watch: configurations, the pages of own rules, and drafts that
//! are not open, where the client asks for what is found in them.

use std::path::Path;

use tower_lsp::Client;
use tower_lsp::lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, OneOf, Registration,
    RelativePattern, Unregistration, Url,
};

use crate::server::state::State;
use crate::workspace::{CONFIG_NAME, resolve};

const ID: &str = "presscheck-configurations";
const METHOD: &str = "workspace/didChangeWatchedFiles";

/// Asks the client to watch files, if it can; `again` where it has been asked before.
pub(super) async fn watch(client: &Client, state: &State, again: bool) {
    if again {
        let before = Unregistration { id: ID.to_owned(), method: METHOD.to_owned() };
        if let Err(error) = client.unregister_capability(vec![before]).await {
            tracing::warn!("the client goes on watching the files of before: {error}");
        }
    }
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: watchers(state) };
    let registration = Registration {
        id: ID.to_owned(),
        method: METHOD.to_owned(),
        register_options: serde_json::to_value(options).ok(),
    };
    if let Err(error) = client.register_capability(vec![registration]).await {
        tracing::warn!("the client does not watch the configuration files: {error}");
    }
}

fn watchers(state: &State) -> Vec<FileSystemWatcher> {
    let watcher = |glob_pattern| FileSystemWatcher { glob_pattern, kind: None };
    let files = [
        format!("**/{CONFIG_NAME}"),
        // The project's own rule pages are Markdown.
        if state.client.pulls_diagnostics { "**/*.{md,markdown,txt}" } else { "**/*.md" }
            .to_owned(),
    ];
    if !state.client.relative_patterns || state.folders.is_empty() {
        return files.into_iter().map(|it| watcher(GlobPattern::String(it))).collect();
    }
    let mut watchers = Vec::new();
    let mut watch = |folder: &Path, pattern: &str| {
        if let Ok(base) = Url::from_directory_path(folder) {
            let pattern = pattern.to_owned();
            let relative = RelativePattern { base_uri: OneOf::Right(base), pattern };
            watchers.push(watcher(GlobPattern::Relative(relative)));
        }
    };
    for folder in &state.folders {
        for pattern in &files {
            watch(folder, pattern);
        }
        // A configuration above the folder counts too; other clients only watch what is in it.
        let above = resolve(folder);
        let above = above.ancestors().skip(1).find(|it| it.join(CONFIG_NAME).is_file());
        if let Some(above) = above {
            watch(above, CONFIG_NAME);
        }
    }
    watchers
}
