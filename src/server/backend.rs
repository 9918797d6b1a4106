//! What `tower-lsp` calls: every request goes to its handler, with the state as it was when the
//! request came, on a thread where it may compute.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;
use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams,
    DidChangeWatchedFilesRegistrationOptions, DocumentFormattingParams, DocumentLink,
    DocumentLinkParams, DocumentRangeFormattingParams, ExecuteCommandParams, FileSystemWatcher,
    FoldingRange, FoldingRangeParams, GlobPattern, Hover, HoverParams, InitializeParams,
    InitializeResult, InitializedParams, InlayHint, InlayHintParams, Registration,
    SemanticTokensDeltaParams, SemanticTokensFullDeltaResult, SemanticTokensParams,
    SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult,
    TextDocumentIdentifier, TextEdit,
};
use tower_lsp::{Client, LanguageServer};

use crate::engine::Stop;
use crate::server::checker::{Checked, check};
use crate::server::gate::snapshot;
use crate::server::handlers::{self, DocumentText, RulePage, WantedPage};
use crate::server::projects::{Project, Projects};
use crate::server::state::{Document, State};

/// The server, to `tower-lsp`.
pub(super) struct Backend {
    client: Client,
    projects: Arc<Projects>,
}

/// What a handler works on.
pub(super) struct Request {
    /// The state as it was when the request came.
    pub(super) state: Arc<State>,
    projects: Arc<Projects>,
    /// Set when the client does not want the answer any more.
    pub(super) stop: Stop,
}

impl Request {
    /// The open document that a request is about.
    ///
    /// # Errors
    /// If it is not open.
    pub(super) fn document(&self, named: &TextDocumentIdentifier) -> Result<&Document> {
        match self.state.document(&named.uri) {
            Some(document) => Ok(document),
            None => Err(Error::invalid_params(format!("“{}” is not open", named.uri))),
        }
    }

    /// The analysis of a document; `None` if it is no draft, or its text is lost.
    pub(super) fn check(&self, document: &Document) -> Option<(Arc<Checked>, Arc<Project>)> {
        check(&self.state, document, &self.projects, &self.stop)
    }

    /// The configuration for an open document.
    pub(super) fn project(&self, document: &Document) -> Arc<Project> {
        self.projects.of(&self.state, document)
    }
}

/// Stops an analysis when the request that asked for it is dropped.
struct StopWhenDropped(Arc<AtomicU64>);

impl Drop for StopWhenDropped {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::AcqRel);
    }
}

impl Backend {
    /// A server that talks to `client`.
    pub(super) fn new(client: Client, projects: Arc<Projects>) -> Self {
        Self { client, projects }
    }

    /// Runs a handler on a thread where it may take its time.
    async fn answer<T: Send + 'static>(
        &self,
        handler: impl FnOnce(&Request) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let wanted = StopWhenDropped(Arc::default());
        let stop = Stop::when_changed(&wanted.0);
        let request = Request { state: snapshot(), projects: Arc::clone(&self.projects), stop };
        match spawn_blocking(move || handler(&request)).await {
            Ok(answer) => answer,
            Err(_) => Err(Error::internal_error()),
        }
    }

    /// `presscheck/text`: the text as the server has it, for tests and for finding out what an
    /// editor sends.
    pub(super) async fn text(&self, named: TextDocumentIdentifier) -> Result<DocumentText> {
        self.answer(move |request| handlers::text::handle(request, &named)).await
    }

    /// `presscheck/rulePage`: the page of a rule, for editors that show it.
    pub(super) async fn rule_page(&self, wanted: WantedPage) -> Result<RulePage> {
        self.answer(move |request| handlers::rule_page::handle(request, &wanted)).await
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        Ok(handlers::initialize::handle(&snapshot().client))
    }

    async fn initialized(&self, _: InitializedParams) {
        if !snapshot().client.watches_files {
            return;
        }
        let client = self.client.clone();
        // The task is never dropped: a reply to a request nobody waits for ends tower-lsp 0.20.
        tokio::spawn(async move { watch_configurations(&client).await });
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.answer(move |request| handlers::hover::handle(request, &params)).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.answer(move |request| handlers::code_action::handle(request, &params)).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.answer(move |request| handlers::inlay_hint::handle(request, &params)).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.answer(move |request| handlers::formatting::handle(request, &params)).await
    }

    async fn range_formatting(
        &self,
        params: DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        self.answer(move |request| handlers::formatting::handle_range(request, &params)).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.answer(move |request| handlers::folding_range::handle(request, &params)).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.answer(move |request| handlers::document_link::handle(request, &params)).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.answer(move |request| handlers::code_lens::handle(request, &params)).await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        self.answer(move |request| handlers::semantic_tokens::handle(request, &params)).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        self.answer(move |request| handlers::semantic_tokens::handle_delta(request, &params)).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        self.answer(move |request| handlers::semantic_tokens::handle_range(request, &params)).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        let edit =
            self.answer(move |request| handlers::execute_command::handle(request, &params)).await?;
        let client = self.client.clone();
        tokio::spawn(async move {
            match client.apply_edit(edit).await {
                Ok(response) if response.applied => {}
                Ok(response) => tracing::warn!("an edit was not applied: {response:?}"),
                Err(error) => tracing::warn!("an edit was not applied: {error}"),
            }
        });
        Ok(None)
    }
}

/// Asks the client to watch the configuration files, if it can.
async fn watch_configurations(client: &Client) {
    let watcher = |pattern: &str| FileSystemWatcher {
        glob_pattern: GlobPattern::String(pattern.to_owned()),
        kind: None,
    };
    let options = DidChangeWatchedFilesRegistrationOptions {
        // The project's own rule pages are Markdown.
        watchers: vec![watcher("**/presscheck.toml"), watcher("**/*.md")],
    };
    let registration = Registration {
        id: "presscheck-configurations".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    };
    if let Err(error) = client.register_capability(vec![registration]).await {
        tracing::warn!("the client does not watch the configuration files: {error}");
    }
}
