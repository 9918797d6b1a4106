//! What the client says it can take: that decides what it is sent.

use std::fmt;
mod hint_settings;
mod writing;

use std::path::PathBuf;

use serde_json::{Value, json};
use tower_lsp::lsp_types::{
    ClientCapabilities, DiagnosticTag, InitializeParams, MarkupKind, ResourceOperationKind,
};

use crate::house::house_names;
use crate::server::completion::CompletionTraits;
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
    /// Whether an edit may be of other files than the one that it was asked for in.
    pub(super) changes_files: bool,
    /// Whether it shows what is said of a change; see [`edits::annotated`](super::edits::annotated).
    pub(super) annotates_changes: bool,
    /// Whether it asks what is renamed before it asks for a new name.
    pub(super) prepares_rename: bool,
    /// Whether the parts of an outline may hold others.
    pub(super) nested_symbols: bool,
    /// Whether a definition may say which words led to it.
    pub(super) definition_links: bool,
    /// Whether hovers may be in Markdown.
    pub(super) markdown_hover: bool,
    /// What it takes of completion.
    pub(super) completion: CompletionTraits,
    /// Whether it can be asked to watch files.
    pub(super) watches_files: bool,
    /// Whether it can be asked for the user's settings.
    pub(super) gives_settings: bool,
    /// Whether it can be asked to tell when they change.
    pub(super) registers_settings: bool,
    /// Whether it asks for diagnostics itself, and is sent none that it did not ask for. A client
    /// that cannot be told to ask again would go on showing what a configuration of before said:
    /// it is sent them.
    pub(super) pulls_diagnostics: bool,
    /// Whether a report on one document may come with reports on others.
    pub(super) related_documents: bool,
    /// Whether it keeps the data of a diagnostic, and gives it back.
    pub(super) diagnostic_data: bool,
    /// Whether it asks for the edit of a code action when the user picks it.
    pub(super) resolves_action_edits: bool,
    /// Whether it takes the command of a code action then, too.
    pub(super) resolves_action_commands: bool,
    /// Whether the server may begin to show how far it has got.
    pub(super) work_done_progress: bool,
    /// Whether it can show a document, and a place in it.
    pub(super) shows_documents: bool,
    /// Whether it watches files by patterns relative to a folder.
    pub(super) relative_patterns: bool,
    /// Whether it tells of files that the user makes, renames and deletes in it.
    pub(super) file_operations: FileOperations,
    /// Whether it shows what becomes of each document: `presscheck/status`.
    pub(super) shows_status: bool,
    /// Whether it says who it is.
    pub(super) named: bool,
    /// What it takes of folding, links, lenses, hints and coloured zones.
    pub(super) writing: WritingTraits,
}

/// Which of the user's doings with files the client tells of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FileOperations {
    pub(super) create: bool,
    pub(super) rename: bool,
    pub(super) delete: bool,
}

/// What was agreed with the client, for whoever reads its log.
impl fmt::Display for ClientTraits {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let either =
            |yes: bool, one: &'static str, other: &'static str| if yes { one } else { other };
        write!(
            formatter,
            "Presscheck {}: columns are counted in {}; diagnostics are {}; changes of files on the \
             disk are {}",
            env!("CARGO_PKG_VERSION"),
            self.encoding.kind().as_str(),
            either(self.pulls_diagnostics, "asked for", "sent"),
            either(self.watches_files, "watched for", "seen when something is saved or opened"),
        )
    }
}

impl ClientTraits {
    /// Reads them from the request that begins the session.
    pub(super) fn of(params: &InitializeParams) -> Self {
        let ClientCapabilities { workspace, text_document, general, window, experimental } =
            &params.capabilities;
        let encodings = general.as_ref().and_then(|it| it.position_encodings.as_deref());
        let workspace = workspace.as_ref();
        let edits = workspace.and_then(|it| it.workspace_edit.as_ref());
        let text_document = text_document.as_ref();
        let published = text_document.and_then(|it| it.publish_diagnostics.as_ref());
        let actions = text_document.and_then(|it| it.code_action.as_ref());
        let hover = text_document.and_then(|it| it.hover.as_ref());
        let window = window.as_ref();
        let keeping_data = actions.filter(|it| it.data_support == Some(true));
        let resolving = keeping_data.and_then(|it| it.resolve_support.as_ref());
        let resolves_property = |property: &str| {
            resolving.is_some_and(|it| it.properties.iter().any(|it| it == property))
        };
        let experimental = |name: &str| {
            experimental.as_ref().and_then(|it| it.get(name)) == Some(&Value::Bool(true))
        };
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
            changes_files: edits.is_some()
                || workspace.is_some_and(|it| it.apply_edit == Some(true)),
            annotates_changes: edits.is_some_and(|it| {
                it.document_changes == Some(true) && it.change_annotation_support.is_some()
            }),
            prepares_rename: text_document
                .and_then(|it| it.rename.as_ref())
                .is_some_and(|it| it.prepare_support == Some(true)),
            nested_symbols: text_document
                .and_then(|it| it.document_symbol.as_ref())
                .is_some_and(|it| it.hierarchical_document_symbol_support == Some(true)),
            definition_links: text_document
                .and_then(|it| it.definition.as_ref())
                .is_some_and(|it| it.link_support == Some(true)),
            markdown_hover: hover
                .and_then(|it| it.content_format.as_ref())
                .is_some_and(|it| it.contains(&MarkupKind::Markdown)),
            completion: CompletionTraits::of(text_document.and_then(|it| it.completion.as_ref())),
            watches_files: workspace
                .and_then(|it| it.did_change_watched_files.as_ref())
                .is_some_and(|it| it.dynamic_registration == Some(true)),
            gives_settings: workspace.is_some_and(|it| it.configuration == Some(true)),
            registers_settings: workspace
                .and_then(|it| it.did_change_configuration.as_ref())
                .is_some_and(|it| it.dynamic_registration == Some(true)),
            // Half of what it takes is misspelt in lsp-types: see `with_unread`.
            pulls_diagnostics: false,
            related_documents: text_document
                .and_then(|it| it.diagnostic.as_ref())
                .is_some_and(|it| it.related_document_support == Some(true)),
            diagnostic_data: published.is_some_and(|it| it.data_support == Some(true)),
            resolves_action_edits: resolves_property("edit"),
            resolves_action_commands: resolves_property("command"),
            work_done_progress: window.is_some_and(|it| it.work_done_progress == Some(true)),
            shows_documents: window
                .and_then(|it| it.show_document.as_ref())
                .is_some_and(|it| it.support),
            relative_patterns: workspace
                .and_then(|it| it.did_change_watched_files.as_ref())
                .is_some_and(|it| it.relative_pattern_support == Some(true)),
            file_operations: workspace
                .and_then(|it| it.file_operations.as_ref())
                .map(|it| FileOperations {
                    create: it.did_create == Some(true),
                    rename: it.did_rename == Some(true),
                    delete: it.did_delete == Some(true),
                })
                .unwrap_or_default(),
            shows_status: experimental("presscheckStatus"),
            named: params.client_info.is_some(),
            writing: WritingTraits::of(&params.capabilities),
        }
    }

    /// Adds what lsp-types 0.94 does not know, or misspells, from the parameters as they came.
    ///
    /// A client may describe the diagnostics that it pulls apart from those that it is sent; it
    /// shows both in the same way, so what it says of either holds.
    pub(super) fn with_unread(mut self, params: &Value) -> Self {
        let declared =
            |place: &str| params.pointer(&format!("/capabilities{place}")) == Some(&json!(true));
        let pulled = |name: &str| declared(&format!("/textDocument/diagnostic/{name}"));
        self.pulls_diagnostics = declared("/workspace/diagnostics/refreshSupport")
            && params
                .pointer("/capabilities/textDocument/diagnostic")
                .is_some_and(Value::is_object);
        self.related_information |= pulled("relatedInformation");
        self.code_description |= pulled("codeDescriptionSupport");
        self.diagnostic_data |= pulled("dataSupport");
        let tags = params.pointer("/capabilities/textDocument/diagnostic/tagSupport/valueSet");
        let unnecessary = json!(DiagnosticTag::UNNECESSARY);
        self.unnecessary_tag |=
            tags.and_then(Value::as_array).is_some_and(|it| it.contains(&unnecessary));
        self
    }

    /// Whether it can be told to select what the user is to fill in, after it has applied an edit.
    pub(super) fn selects_placeholders(&self) -> bool {
        self.shows_documents && self.code_action_literals
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

    /// Reads all that the user sets, as the client was asked for it: what is not there is what it
    /// was at the beginning of the session.
    pub(super) fn read_whole(&mut self, value: &Value, initial: &Self) -> Vec<String> {
        let there = value.get("presscheck").unwrap_or(value);
        if there.get("quietMilliseconds").is_none() {
            self.quiet = initial.quiet;
        }
        if there.get("house").is_none() {
            self.house.clone_from(&initial.house);
        }
        self.hints.forget_absent(there.get("inlayHints"), initial.hints);
        self.read(value)
    }
}
