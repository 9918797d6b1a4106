//! `initialize`: what the server offers.

use tower_lsp::lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    ExecuteCommandOptions, HoverProviderCapability, InitializeResult, OneOf, SaveOptions,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};

use crate::server::client::ClientTraits;
use crate::server::handlers::code_action::FIX_ALL;
use crate::server::handlers::execute_command::APPLY_EDIT;

/// Introduces the server to the client.
pub(in crate::server) fn handle(client: &ClientTraits) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
            include_text: Some(false),
        })),
        ..TextDocumentSyncOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::from(FIX_ALL)]),
        ..CodeActionOptions::default()
    };
    let commands = ExecuteCommandOptions {
        commands: vec![APPLY_EDIT.to_owned()],
        ..ExecuteCommandOptions::default()
    };
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(OneOf::Left(true)),
    };
    let literals = client.code_action_literals;
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(client.encoding.kind()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
            completion_provider: Some(completion(client)),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            code_action_provider: Some(if literals {
                CodeActionProviderCapability::Options(actions)
            } else {
                CodeActionProviderCapability::Simple(true)
            }),
            execute_command_provider: (!literals && client.applies_edits).then_some(commands),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(folders),
                file_operations: None,
            }),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: "presscheck".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

/// What a client is to ask completion after, beside letters: what opens a table, a key’s value or a
/// text of a configuration, a comment or an end mark of a draft, and the space behind
/// `presscheck-ignore`.
const TRIGGERS: [&str; 8] = ["[", ".", "=", "\"", "{", "#", "!", " "];

fn completion(client: &ClientTraits) -> CompletionOptions {
    CompletionOptions {
        trigger_characters: Some(TRIGGERS.map(str::to_owned).to_vec()),
        resolve_provider: client.completion.resolves_documentation.then_some(true),
        ..CompletionOptions::default()
    }
}
