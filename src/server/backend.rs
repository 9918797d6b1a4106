//! What `tower-lsp` calls: every request goes to its handler, with the state as it was when the
//! request came, on a thread where it may compute.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use serde_json::Value;
use tokio::sync::{Semaphore, watch};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem,
    CompletionParams, CompletionResponse, DocumentDiagnosticParams, DocumentDiagnosticReportResult,
    DocumentFormattingParams, DocumentHighlight, DocumentHighlightParams, DocumentLink,
    DocumentLinkParams, DocumentRangeFormattingParams, DocumentSymbolParams,
    DocumentSymbolResponse, ExecuteCommandParams, FoldingRange, FoldingRangeParams,
    GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams, InitializeParams,
    InitializeResult, InitializedParams, InlayHint, InlayHintParams, Location, MessageType,
    PrepareRenameResponse, ReferenceParams, RenameParams, SemanticTokensDeltaParams,
    SemanticTokensFullDeltaResult, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult, SymbolInformation, TextDocumentIdentifier,
    TextDocumentPositionParams, TextEdit, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReportResult, WorkspaceEdit, WorkspaceSymbolParams,
};
use tower_lsp::{Client, LanguageServer};

use crate::engine::Stop;
use crate::server::asking::Asker;
use crate::server::checker::{Checked, check, newest_finished};
use crate::server::gate::snapshot;
use crate::server::handlers::execute_command::Asked;
use crate::server::handlers::{self, DocumentText, RulePage, WantedPage};
use crate::server::outbox::Outbox;
use crate::server::projects::{Project, Projects};
use crate::server::state::{Document, Phase, State};
use crate::server::survey::Survey;
use crate::server::threads::Threads;
use crate::server::watching;
use crate::server::workspace_index::WorkspaceIndex;

/// How many requests compute at a time. The others wait for their turn: each thread that ever analyses
/// keeps what regular expressions have learnt there.
const COMPUTING: usize = 4;

/// The server, to `tower-lsp`.
pub(super) struct Backend {
    client: Client,
    projects: Arc<Projects>,
    threads: Arc<Threads>,
    survey: Arc<Survey>,
    /// Room for requests that compute.
    room: Arc<Semaphore>,
    /// What the client is told before it is answered; set when the server begins to serve.
    outbox: OnceLock<Outbox>,
    /// Asks for the settings; set with it.
    asker: OnceLock<Arc<Asker>>,
    /// The newest state, for who waits for something to change.
    states: watch::Receiver<Arc<State>>,
    index: Arc<WorkspaceIndex>,
}

/// What a handler works on.
pub(super) struct Request {
    /// The state as it was when the request came.
    pub(super) state: Arc<State>,
    pub(super) projects: Arc<Projects>,
    pub(super) survey: Arc<Survey>,
    /// What the drafts of the workspace name.
    pub(super) index: Arc<WorkspaceIndex>,
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

    /// The project of a document.
    pub(super) fn project(&self, document: &Document) -> Arc<Project> {
        self.projects.of(&self.state, document)
    }

    /// The newest analysis of a document that is finished, perhaps of an older text. Waits only if
    /// there is none yet.
    pub(super) fn newest_analysis(&self, document: &Document) -> Option<Arc<Checked>> {
        newest_finished(document).or_else(|| self.check(document).map(|(checked, _)| checked))
    }

    /// The analysis of a document; `None` if it is no draft, or its text is lost.
    pub(super) fn check(&self, document: &Document) -> Option<(Arc<Checked>, Arc<Project>)> {
        self.check_until(document, &self.stop)
    }

    /// Like [`check`](Self::check); also `None` if `stop` was set before the end.
    pub(super) fn check_until(
        &self,
        document: &Document,
        stop: &Stop,
    ) -> Option<(Arc<Checked>, Arc<Project>)> {
        check(&self.state, document, &self.projects, stop)
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
    pub(super) fn new(
        client: Client,
        projects: Arc<Projects>,
        threads: Arc<Threads>,
        states: watch::Receiver<Arc<State>>,
    ) -> Self {
        Self {
            client,
            projects,
            threads,
            survey: Arc::default(),
            room: Arc::new(Semaphore::new(COMPUTING)),
            index: Arc::default(),
            outbox: OnceLock::new(),
            asker: OnceLock::new(),
            states,
        }
    }

    /// Gives the server what it tells its client through, and asks it; the first holds.
    pub(super) fn connect(&self, outbox: Outbox, asker: Arc<Asker>) {
        let _ = self.outbox.set(outbox);
        let _ = self.asker.set(asker);
    }

    /// Runs a handler on a thread where it may take its time.
    async fn answer<T: Send + 'static>(
        &self,
        handler: impl FnOnce(&Request) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.answer_with(snapshot(), handler).await
    }

    /// The same, with a state that may be newer than the request.
    async fn answer_with<T: Send + 'static>(
        &self,
        state: Arc<State>,
        handler: impl FnOnce(&Request) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let wanted = StopWhenDropped(Arc::default());
        let stop = Stop::when_changed(&wanted.0);
        let (projects, survey) = (Arc::clone(&self.projects), Arc::clone(&self.survey));
        let index = Arc::clone(&self.index);
        let request = Request { state, projects, survey, index, stop };
        // Nobody closes it.
        let room = Arc::clone(&self.room).acquire_owned().await;
        let work = move || {
            let _room = room;
            handler(&request)
        };
        match self.threads.run(work).await {
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
        let (client, traits) = (self.client.clone(), Arc::clone(&snapshot().client));
        tokio::spawn(
            async move { client.log_message(MessageType::INFO, traits.to_string()).await },
        );
        if let Some(asker) = self.asker.get() {
            asker.register(&snapshot().client);
            if snapshot().client.gives_settings {
                asker.ask();
            }
        }
        if !snapshot().client.watches_files {
            return;
        }
        let (client, state) = (self.client.clone(), snapshot());
        // The task is never dropped: a reply to a request nobody waits for ends tower-lsp 0.20.
        tokio::spawn(async move { watching::watch(&client, &state, false).await });
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.answer(move |request| handlers::hover::handle(request, &params)).await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        self.answer(move |request| handlers::document_symbol::handle(request, &params)).await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<Vec<SymbolInformation>>> {
        self.answer(move |request| Ok(handlers::workspace_symbol::handle(request, &params))).await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        self.answer(move |request| handlers::definition::handle(request, &params)).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.answer(move |request| handlers::references::handle(request, &params)).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        self.answer(move |request| handlers::references::highlight(request, &params)).await
    }

    async fn prepare_rename(
        &self,
        place: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        self.answer(move |request| handlers::rename::prepare(request, &place)).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let renamed =
            self.answer(move |request| handlers::rename::handle(request, &params)).await?;
        if let Some(message) = renamed.message {
            self.client.show_message(MessageType::INFO, message).await;
        }
        Ok(renamed.edit)
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.answer(move |request| handlers::completion::handle(request, &params)).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        self.answer(move |request| handlers::completion_resolve::handle(request, item)).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.answer(move |request| handlers::code_action::handle(request, &params)).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        self.answer(move |request| handlers::code_action::resolve(request, action)).await
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        self.answer(move |request| handlers::diagnostic::handle(request, &params)).await
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let Some(outbox) = self.outbox.get() else {
            return Err(Error::internal_error());
        };
        let params = Arc::new(params);
        let partial_results = params.partial_result_params.partial_result_token.clone();
        let mut work_done = params.work_done_progress_params.work_done_token.clone();
        // A client that takes the answer in parts, and has one already, asks to be told what is new;
        // of files that nobody watches nothing would be.
        let knows = !params.previous_result_ids.is_empty() && snapshot().client.watches_files;
        let waits = partial_results.is_some() && knows;
        let mut states = self.states.clone();
        let mut state = snapshot();
        loop {
            let shows = state.client.work_done_progress;
            let (teller, told) = outbox.teller(partial_results.clone(), work_done.take(), shows);
            let params = Arc::clone(&params);
            let work = self.answer_with(Arc::clone(&state), move |request| {
                handlers::workspace_diagnostic::handle(request, &params, &teller)
            });
            let outcome = outbox.deliver(told, work).await?;
            if outcome.news || !waits {
                return Ok(WorkspaceDiagnosticReportResult::Report(outcome.report));
            }
            let same = |newer: &Arc<State>| {
                (newer.files, newer.configuration) == (state.files, state.configuration)
            };
            let newer = states.wait_for(|it| !same(it) || it.phase != Phase::Running).await;
            let newer = newer.map(|it| Arc::clone(&it)).map_err(|_| Error::internal_error())?;
            if newer.phase != Phase::Running {
                return Ok(WorkspaceDiagnosticReportResult::Report(outcome.report));
            }
            state = newer;
        }
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
        let asked =
            self.answer(move |request| handlers::execute_command::handle(request, &params)).await?;
        let client = self.client.clone();
        tokio::spawn(async move {
            match asked {
                Asked::Apply(edit) => match client.apply_edit(edit).await {
                    Ok(response) if response.applied => {}
                    Ok(response) => tracing::warn!("an edit was not applied: {response:?}"),
                    Err(error) => tracing::warn!("an edit was not applied: {error}"),
                },
                Asked::Show(params) => {
                    if let Err(error) = client.show_document(params).await {
                        tracing::warn!("a document was not shown: {error}");
                    }
                }
            }
        });
        Ok(None)
    }
}
