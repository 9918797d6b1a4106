//! What the client says it can take: that decides what it is sent.

mod hint_settings;
mod writing;

use std::path::PathBuf;

use serde_json::{Value, json};
use tower_lsp::lsp_types::{
    ClientCapabilities, DiagnosticTag, InitializeParams, MarkupKind, ResourceOperationKind,
};

use crate::house::house_names;
use crate::server::proto::Encoding;

pub(super) use hint_settings::HintSettings;
pub(super) use writing::{FoldingTraits, TokenTraits, WritingTraits};

/// What the server needs to know of the client.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "the protocol declares them one by one")]
pub(super) struct ClientTraits {
    /// What columns are counted in.
    pub(super) encoding: Encoding,
    /// Whether it counts as the protocol says; some clients that were not asked do not.
    pub(super) negotiates_encoding: bool,
    /// Whether it shows other places with a diagnostic.
    pub(super) related_information: bool,
    /// Whether it shows a link with a diagnostic.
    pub(super) code_description: bool,
    /// Whether it fades what is marked as unnecessary.
    pub(super) unnecessary_tag: bool,
    /// Whether an edit may name the version that it was made for.
    pub(super) document_changes: bool,
    /// Whether an edit may create a file.
    pub(super) creates_files: bool,
    /// Whether it takes code actions, and not only commands.
    pub(super) code_action_literals: bool,
    /// Whether it can be told which code action is the best.
    pub(super) preferred_actions: bool,
    /// Whether it applies an edit that the server sends.
    pub(super) applies_edits: bool,
    /// Whether hovers may be in Markdown.
    pub(super) markdown_hover: bool,
    /// Whether it can be asked to watch files.
    pub(super) watches_files: bool,
    /// Whether it says who it is.
    pub(super) named: bool,
    /// What it takes of folding, links, lenses, hints and coloured zones.
    pub(super) writing: WritingTraits,
}

impl ClientTraits {
    /// Reads them from the request that begins the session.
    pub(super) fn of(params: &InitializeParams) -> Self {
        let ClientCapabilities { workspace, text_document, general, .. } = &params.capabilities;
        let encodings = general.as_ref().and_then(|it| it.position_encodings.as_deref());
        let workspace = workspace.as_ref();
        let edits = workspace.and_then(|it| it.workspace_edit.as_ref());
        let text_document = text_document.as_ref();
        let published = text_document.and_then(|it| it.publish_diagnostics.as_ref());
        let actions = text_document.and_then(|it| it.code_action.as_ref());
        let hover = text_document.and_then(|it| it.hover.as_ref());
        Self {
            encoding: Encoding::negotiate(encodings),
            negotiates_encoding: encodings.is_some(),
            related_information: published.is_some_and(|it| it.related_information == Some(true)),
            code_description: published.is_some_and(|it| it.code_description_support == Some(true)),
            unnecessary_tag: published
                .and_then(|it| it.tag_support.as_ref())
                .is_some_and(|it| it.value_set.contains(&DiagnosticTag::UNNECESSARY)),
            document_changes: edits.is_some_and(|it| it.document_changes == Some(true)),
            creates_files: edits
                .and_then(|it| it.resource_operations.as_ref())
                .is_some_and(|it| it.contains(&ResourceOperationKind::Create)),
            code_action_literals: actions
                .is_some_and(|it| it.code_action_literal_support.is_some()),
            preferred_actions: actions.is_some_and(|it| it.is_preferred_support == Some(true)),
            applies_edits: workspace.is_some_and(|it| it.apply_edit == Some(true)),
            markdown_hover: hover
                .and_then(|it| it.content_format.as_ref())
                .is_some_and(|it| it.contains(&MarkupKind::Markdown)),
            watches_files: workspace
                .and_then(|it| it.did_change_watched_files.as_ref())
                .is_some_and(|it| it.dynamic_registration == Some(true)),
            named: params.client_info.is_some(),
            writing: WritingTraits::of(&params.capabilities),
        }
    }

    /// Whether it is a client that may apply every quick fix it is sent at once, without a menu.
    pub(super) fn applies_everything(&self) -> bool {
        !self.preferred_actions && !self.named
    }
}

/// Takes out the capabilities that lsp-types 0.94 cannot read, because a newer version of the
/// protocol allows other values: what is not declared is not sent, and the rest still holds.
pub(super) fn drop_unreadable_capabilities(params: &mut Value) {
    let Some(Value::Object(sections)) = params.get_mut("capabilities") else {
        return;
    };
    let is_readable = |section: &str, capabilities: Value| {
        serde_json::from_value::<ClientCapabilities>(json!({ section: capabilities })).is_ok()
    };
    sections.retain(|section, capabilities| {
        if is_readable(section, capabilities.clone()) {
            return true;
        }
        if let Value::Object(capabilities) = capabilities {
            capabilities.retain(|name, value| {
                let readable = is_readable(section, json!({ name: value }));
                if !readable {
                    tracing::warn!("the capability “{section}.{name}” cannot be read");
                }
                readable
            });
        }
        is_readable(section, capabilities.clone())
    });
}

/// The folders that the user works in.
pub(super) fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let listed = params.workspace_folders.iter().flatten().map(|it| &it.uri);
    let mut folders: Vec<PathBuf> = listed.filter_map(|it| it.to_file_path().ok()).collect();
    if folders.is_empty() {
        // What older clients send instead.
        folders.extend(params.root_uri.iter().filter_map(|it| it.to_file_path().ok()));
    }
    folders
}

/// What the user sets in the editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settings {
    /// How long nobody types before a draft is checked, in milliseconds.
    pub(super) quiet: u64,
    /// The profile, whatever the project picks.
    pub(super) house: Option<String>,
    /// Which hints are shown in the text.
    pub(super) hints: HintSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self { quiet: 150, house: None, hints: HintSettings::default() }
    }
}

impl Settings {
    /// Reads `quietMilliseconds`, `house` and `inlayHints`; says what cannot be read, which is then left as it is.
    pub(super) fn read(&mut self, value: &Value) -> Vec<String> {
        // `workspace/didChangeConfiguration` has them under the server's name, or not.
        let value = value.get("presscheck").unwrap_or(value);
        let mut wrong = Vec::new();
        match value.get("quietMilliseconds").map(|it| (it, it.as_u64())) {
            Some((_, Some(quiet))) => self.quiet = quiet.min(10_000),
            Some((Value::Null, _)) => self.quiet = Self::default().quiet,
            Some(_) => wrong.push("“quietMilliseconds” is a number, 0 or more".to_owned()),
            None => {}
        }
        match value.get("house") {
            Some(Value::String(house)) if house_names().any(|it| it == house) => {
                self.house = Some(house.clone());
            }
            Some(Value::Null) => self.house = None,
            Some(other) => {
                let names: Vec<&str> = house_names().collect();
                wrong.push(format!("“house” is one of {}, and not {other}", names.join(", ")));
            }
            None => {}
        }
        if let Some(hints) = value.get("inlayHints") {
            wrong.extend(self.hints.read(hints));
        }
        wrong
    }
}
