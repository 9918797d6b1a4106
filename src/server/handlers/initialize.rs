//! `initialize`: what the server offers.

use tower_lsp::lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, DiagnosticOptions,
    DiagnosticServerCapabilities, ExecuteCommandOptions, FileOperationFilter, FileOperationPattern,
    FileOperationPatternKind, FileOperationRegistrationOptions, HoverProviderCapability,
    InitializeResult, OneOf, SaveOptions, ServerCapabilities, ServerInfo,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, WorkDoneProgressOptions,
    WorkspaceFileOperationsServerCapabilities, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};

use crate::server::client::ClientTraits;
use crate::server::handlers::code_action::{ADD, FIX_ALL};
use crate::server::handlers::execute_command::{APPLY_EDIT, SELECT};

/// Introduces the server to the client.
pub(in crate::server) fn handle(client: &ClientTraits) -> InitializeResult {
    let literals = client.code_action_literals;
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
            include_text: Some(false),
        })),
        ..TextDocumentSyncOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![
            CodeActionKind::QUICKFIX,
            CodeActionKind::from(ADD),
            CodeActionKind::from(FIX_ALL),
        ]),
        resolve_provider: Some(client.resolves_action_edits),
        ..CodeActionOptions::default()
    };
    let commands: Vec<&str> =
        [(APPLY_EDIT, !literals && client.applies_edits), (SELECT, client.selects_placeholders())]
            .into_iter()
            .filter_map(|(command, sent)| sent.then_some(command))
            .collect();
    let commands = (!commands.is_empty()).then(|| ExecuteCommandOptions {
        commands: commands.into_iter().map(str::to_owned).collect(),
        ..ExecuteCommandOptions::default()
    });
    // What the diagnostics of a draft depend on beside it is its configuration: the client is told to
    // ask again, and need not do so whenever another document changes.
    let diagnostics = DiagnosticOptions {
        identifier: Some("presscheck".to_owned()),
        inter_file_dependencies: false,
        workspace_diagnostics: true,
        work_done_progress_options: WorkDoneProgressOptions { work_done_progress: Some(true) },
    };
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(OneOf::Left(true)),
    };
    InitializeResult {
        capabilities: ServerCapabilities {
            diagnostic_provider: client
                .pulls_diagnostics
                .then_some(DiagnosticServerCapabilities::Options(diagnostics)),
            position_encoding: Some(client.encoding.kind()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            code_action_provider: Some(if literals {
                CodeActionProviderCapability::Options(actions)
            } else {
                CodeActionProviderCapability::Simple(true)
            }),
            execute_command_provider: commands,
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(folders),
                file_operations: file_operations(client),
            }),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: "presscheck".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

/// What the client is to tell of the user's doings with files, as far as it does.
fn file_operations(client: &ClientTraits) -> Option<WorkspaceFileOperationsServerCapabilities> {
    let told = client.file_operations;
    let filter = |glob: &str, matches| FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: FileOperationPattern {
            glob: glob.to_owned(),
            matches: Some(matches),
            options: None,
        },
    };
    let filters = vec![
        filter("**/*.{md,markdown,txt}", FileOperationPatternKind::File),
        filter("**/presscheck.toml", FileOperationPatternKind::File),
        filter("**", FileOperationPatternKind::Folder),
    ];
    let options = FileOperationRegistrationOptions { filters };
    (told.create || told.rename || told.delete).then(|| WorkspaceFileOperationsServerCapabilities {
        did_create: told.create.then(|| options.clone()),
        did_rename: told.rename.then(|| options.clone()),
        did_delete: told.delete.then(|| options.clone()),
        ..WorkspaceFileOperationsServerCapabilities::default()
    })
}
