//! `initialize`: what the server offers.

use tower_lsp::lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions,
    CompletionOptions, DiagnosticOptions, DiagnosticServerCapabilities, DocumentLinkOptions,
    ExecuteCommandOptions, FileOperationFilter, FileOperationPattern, FileOperationPatternKind,
    FileOperationRegistrationOptions, FoldingRangeProviderCapability, HoverProviderCapability,
    InitializeResult, OneOf, RenameOptions, SaveOptions, ServerCapabilities, ServerInfo,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, WorkDoneProgressOptions,
    WorkspaceFileOperationsServerCapabilities, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};

use crate::server::client::ClientTraits;
use crate::server::handlers::code_action::{ADD, FIX_ALL};
use crate::server::handlers::execute_command::{APPLY_EDIT, SELECT};
use crate::server::handlers::semantic_tokens;

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
    let writing = &client.writing;
    let links = || DocumentLinkOptions {
        resolve_provider: Some(false),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    };
    InitializeResult {
        capabilities: ServerCapabilities {
            diagnostic_provider: client
                .pulls_diagnostics
                .then_some(DiagnosticServerCapabilities::Options(diagnostics)),
            position_encoding: Some(client.encoding.kind()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
            completion_provider: Some(completion(client)),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            rename_provider: Some(if client.prepares_rename {
                OneOf::Right(RenameOptions {
                    prepare_provider: Some(true),
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                })
            } else {
                OneOf::Left(true)
            }),
            code_action_provider: Some(if literals {
                CodeActionProviderCapability::Options(actions)
            } else {
                CodeActionProviderCapability::Simple(true)
            }),
            execute_command_provider: commands,
            // Older editors format without saying that they can.
            document_formatting_provider: Some(OneOf::Left(true)),
            document_range_formatting_provider: Some(OneOf::Left(true)),
            folding_range_provider: writing
                .folding
                .is_some()
                .then_some(FoldingRangeProviderCapability::Simple(true)),
            document_link_provider: writing.links.then(links),
            code_lens_provider: writing
                .lenses
                .then_some(CodeLensOptions { resolve_provider: Some(false) }),
            inlay_hint_provider: writing.hints.then_some(OneOf::Left(true)),
            semantic_tokens_provider: writing.tokens.as_ref().map(semantic_tokens::offer),
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
