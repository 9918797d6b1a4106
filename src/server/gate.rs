//! The order gate, between `tower-lsp`'s reader and its service.
//!
//! `tower-lsp` 0.20 reads messages in order, but runs their handlers concurrently. It calls
//! [`Gate::call`] once for each message, in the order in which they came, before it queues what
//! `call` returns. So everything that must be ordered happens in `call` itself: notifications are
//! applied to the state, and requests get the state as it then is.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::thread;
use std::time::Instant;

use futures_util::future::{self, BoxFuture, FutureExt};
use serde_json::{Value, json};
use tokio::sync::Notify;
use tower_lsp::jsonrpc::{Error, ErrorCode, Request, Response};
use tower_service::Service;

use crate::server::client::drop_unreadable_capabilities;
use crate::server::frames::UNREADABLE;
use crate::server::session::Session;
use crate::server::state::State;

tokio::task_local! {
    static SNAPSHOT: Arc<State>;
}

/// The state for the request that is being handled: as it was when the request came.
pub(super) fn snapshot() -> Arc<State> {
    SNAPSHOT.with(Arc::clone)
}

/// Stands around `tower-lsp`'s service.
pub(super) struct Gate<S> {
    inner: S,
    session: Session,
    exit: Arc<Notify>,
}

impl<S> Gate<S> {
    /// A gate around `inner`; `exit` is told when the client wants the server to end.
    pub(super) fn new(inner: S, session: Session, exit: Arc<Notify>) -> Self {
        Self { inner, session, exit }
    }
}

type Answer<E> = BoxFuture<'static, Result<Option<Response>, E>>;

impl<S> Service<Request> for Gate<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Error: Send + 'static,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Answer<S::Error>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if request.id().is_none() {
            self.notification(request)
        } else if request.method() == UNREADABLE {
            self.unreadable(&request)
        } else {
            self.request(request)
        }
    }
}

impl<S> Gate<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Error: Send + 'static,
    S::Future: Send + 'static,
{
    /// Applies a notification here and now: nothing of it waits for its turn behind slow requests.
    fn notification(&mut self, request: Request) -> Answer<S::Error> {
        let session = &mut self.session;
        match catch_unwind(AssertUnwindSafe(|| session.notification(&request))) {
            Ok(true) => return future::ok(None).boxed(),
            Ok(false) => {}
            Err(_) => {
                self.session.stumbled(&request);
                return future::ok(None).boxed();
            }
        }
        // tower-lsp would take `shutdown` for what it is even where it asks for no answer.
        let exits = request.method() == "exit";
        if !exits && !matches!(request.method(), "initialized" | "$/cancelRequest") {
            tracing::debug!("the notification “{}” is not known", request.method());
            return future::ok(None).boxed();
        }
        let request = made_readable(request);
        // None of these waits for anything.
        let inner = &mut self.inner;
        let result = SNAPSHOT
            .sync_scope(self.session.snapshot(), || settled(call(inner, request)).now_or_never());
        if exits {
            self.exit.notify_one();
        }
        match result {
            Some(Err(Failure::Service(error))) => future::err(error).boxed(),
            _ => future::ok(None).boxed(),
        }
    }

    fn request(&mut self, request: Request) -> Answer<S::Error> {
        let id = request.id().cloned();
        let request = made_readable(request);
        // As before this request: nothing may be told before the answer to “initialize”.
        let (tracer, came) = (self.session.tracer(), Instant::now());
        let session = &mut self.session;
        // A panic here leaves the state as it was.
        let _ = catch_unwind(AssertUnwindSafe(|| session.request(&request)));
        let method = request.method().to_owned();
        let answer = settled(call(&mut self.inner, request));
        SNAPSHOT
            .scope(self.session.snapshot(), answer)
            .map(move |result| match result {
                Ok(response) => {
                    let took = came.elapsed().as_millis();
                    tracer.tell(
                        || format!("“{method}” was answered after {took} ms"),
                        || outcome_of(response.as_ref()),
                    );
                    Ok(response)
                }
                Err(Failure::Service(error)) => Err(error),
                Err(Failure::Panic) => {
                    tracing::error!("an error in Presscheck while it answered “{method}”");
                    Ok(id.map(|id| Response::from_error(id, Error::internal_error())))
                }
            })
            .boxed()
    }

    /// Answers what was not a message.
    fn unreadable(&mut self, request: &Request) -> Answer<S::Error> {
        let text = |key: &str| {
            let value = request.params().and_then(|it| it.get(key));
            value.and_then(Value::as_str).unwrap_or_default()
        };
        let code = request.params().and_then(|it| it.get("code")).and_then(Value::as_i64);
        let reason = text("reason");
        tracing::error!("{reason}");
        self.session.unreadable(reason, text("body"));
        let error = Error {
            code: ErrorCode::from(code.unwrap_or(-32700)),
            message: reason.to_owned().into(),
            data: None,
        };
        let id = request.id().cloned().unwrap_or_default();
        future::ok(Some(Response::from_error(id, error))).boxed()
    }
}

/// How a request ended, in a word.
fn outcome_of(response: Option<&Response>) -> String {
    match response.and_then(Response::error) {
        Some(error) => format!("refused: {} ({})", error.message, error.code.code()),
        None => "with a result".to_owned(),
    }
}

enum Failure<E> {
    Service(E),
    Panic,
}

/// The request as `tower-lsp` takes it. It refuses parameters where there are none to give, even
/// `null`, and wants an object where it is always empty; clients take neither so seriously.
fn made_readable(request: Request) -> Request {
    let (method, id, params) = request.into_parts();
    let params = match (&*method, params) {
        ("initialized", _) => Some(json!({})),
        ("shutdown", _) => None,
        ("initialize", Some(mut params)) => {
            drop_unreadable_capabilities(&mut params);
            Some(params)
        }
        (_, params) => params,
    };
    let mut request = Request::build(method);
    if let Some(id) = id {
        request = request.id(id);
    }
    if let Some(params) = params {
        request = request.params(params);
    }
    request.finish()
}

/// Calls a service, and is there for its panic.
fn call<S: Service<Request>>(service: &mut S, request: Request) -> thread::Result<S::Future> {
    catch_unwind(AssertUnwindSafe(|| service.call(request)))
}

/// The outcome of a call; a panic, in the call or in what it returned, is an outcome too.
async fn settled<F, E>(called: thread::Result<F>) -> Result<Option<Response>, Failure<E>>
where
    F: Future<Output = Result<Option<Response>, E>>,
{
    let Ok(future) = called else {
        return Err(Failure::Panic);
    };
    match AssertUnwindSafe(future).catch_unwind().await {
        Ok(result) => result.map_err(Failure::Service),
        Err(_) => Err(Failure::Panic),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
    use tokio::sync::{mpsc, watch};
    use tokio::task::JoinHandle;
    use tokio::time::timeout;
    use tower_lsp::{ExitedError, LanguageServer, LspService, Server};

    use super::*;

    /// A service whose requests panic, never end, or are answered with the version of the document
    /// `file:///a` that they see.
    struct Unruly(LspService<Nothing>);

    struct Nothing;

    #[tower_lsp::async_trait]
    impl LanguageServer for Nothing {
        async fn initialize(
            &self,
            _: tower_lsp::lsp_types::InitializeParams,
        ) -> tower_lsp::jsonrpc::Result<tower_lsp::lsp_types::InitializeResult> {
            Ok(tower_lsp::lsp_types::InitializeResult::default())
        }

        async fn shutdown(&self) -> tower_lsp::jsonrpc::Result<()> {
            Ok(())
        }
    }

    impl Service<Request> for Unruly {
        type Response = Option<Response>;
        type Error = ExitedError;
        type Future = Answer<ExitedError>;

        fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
            self.0.poll_ready(context)
        }

        fn call(&mut self, request: Request) -> Self::Future {
            let id = request.id().cloned().unwrap_or_default();
            match request.method() {
                "panics/at-once" => panic!("at once"),
                "panics/later" => async { panic!("later") }.boxed(),
                "never/ends" => future::pending().boxed(),
                "sees/version" => async move {
                    tokio::task::yield_now().await;
                    let uri = tower_lsp::lsp_types::Url::parse("file:///a").unwrap();
                    let version = snapshot().document(&uri).map(|it| it.version);
                    Ok(Some(Response::from_ok(id, json!(version))))
                }
                .boxed(),
                _ => self.0.call(request),
            }
        }
    }

    struct Wire {
        input: DuplexStream,
        output: DuplexStream,
        server: JoinHandle<()>,
        exit: Arc<Notify>,
    }

    impl Wire {
        async fn new() -> Self {
            let (service, socket) = LspService::new(|_| Nothing);
            let (states, _) = watch::channel(Arc::new(State::default()));
            let (notices, _) = mpsc::unbounded_channel();
            let exit = Arc::new(Notify::new());
            let session = Session::new(states, notices);
            let gate = Gate::new(Unruly(service), session, Arc::clone(&exit));
            let (input, server_input) = duplex(1 << 20);
            let (server_output, output) = duplex(1 << 20);
            let server = Server::new(server_input, server_output, socket).concurrency_level(64);
            let mut wire = Self { input, output, server: tokio::spawn(server.serve(gate)), exit };
            wire.ask(0, "initialize", json!({ "capabilities": {} })).await;
            wire.answer().await;
            wire
        }

        async fn send(&mut self, message: Value) {
            let body = message.to_string();
            let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
            self.input.write_all(frame.as_bytes()).await.unwrap();
        }

        async fn ask(&mut self, id: i64, method: &str, params: Value) {
            let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
            self.send(message).await;
        }

        async fn notify(&mut self, method: &str, params: Value) {
            self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params })).await;
        }

        async fn answer(&mut self) -> Value {
            timeout(Duration::from_secs(30), read(&mut self.output)).await.unwrap()
        }
    }

    async fn read(output: &mut (impl AsyncRead + Unpin)) -> Value {
        let mut header = String::new();
        while !header.ends_with("\r\n\r\n") {
            header.push(char::from(output.read_u8().await.unwrap()));
        }
        let length = header.trim().strip_prefix("Content-Length: ").unwrap();
        let mut body = vec![0; length.parse().unwrap()];
        output.read_exact(&mut body).await.unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    #[tokio::test]
    async fn a_panic_in_a_handler_is_answered_and_survived() {
        let mut wire = Wire::new().await;
        for (id, method) in [(1, "panics/at-once"), (2, "panics/later")] {
            wire.ask(id, method, json!({})).await;
            let answer = wire.answer().await;
            assert_eq!((&answer["id"], &answer["error"]["code"]), (&json!(id), &json!(-32603)));
        }
        wire.ask(3, "sees/version", json!({})).await;
        assert_eq!(wire.answer().await["result"], Value::Null);
    }

    #[tokio::test]
    async fn requests_that_never_end_do_not_keep_changes_waiting() {
        let mut wire = Wire::new().await;
        for id in 1..=64 {
            wire.ask(id, "never/ends", json!({})).await;
        }
        let document = json!({ "uri": "file:///a", "languageId": "", "version": 1, "text": "" });
        wire.notify("textDocument/didOpen", json!({ "textDocument": document })).await;
        for version in 2..50 {
            let document = json!({ "uri": "file:///a", "version": version });
            let params = json!({ "textDocument": document, "contentChanges": [] });
            wire.notify("textDocument/didChange", params).await;
        }
        // A request that is let in now would see the newest version; there is no room for it, but
        // the changes have been made, and the server leaves when it is asked to.
        wire.notify("exit", json!(null)).await;
        timeout(Duration::from_secs(30), wire.exit.notified()).await.unwrap();
    }

    #[tokio::test]
    async fn a_few_slow_requests_keep_nothing_waiting() {
        let mut wire = Wire::new().await;
        for id in 1..=8 {
            wire.ask(id, "never/ends", json!({})).await;
        }
        let document = json!({ "uri": "file:///a", "languageId": "", "version": 7, "text": "" });
        wire.notify("textDocument/didOpen", json!({ "textDocument": document })).await;
        wire.ask(9, "sees/version", json!({})).await;
        let answer = wire.answer().await;
        assert_eq!((&answer["id"], &answer["result"]), (&json!(9), &json!(7)));
    }

    #[tokio::test]
    async fn every_request_sees_the_version_at_which_it_came() {
        let mut wire = Wire::new().await;
        let document = json!({ "uri": "file:///a", "languageId": "", "version": 0, "text": "" });
        wire.notify("textDocument/didOpen", json!({ "textDocument": document })).await;
        for version in 1..=400 {
            let document = json!({ "uri": "file:///a", "version": version });
            let params = json!({ "textDocument": document, "contentChanges": [] });
            wire.notify("textDocument/didChange", params).await;
            wire.ask(version, "sees/version", json!({})).await;
        }
        for _ in 1..=400 {
            let answer = wire.answer().await;
            assert_eq!(answer["id"], answer["result"]);
        }
    }

    #[tokio::test]
    async fn the_server_lives_until_it_is_asked_to_leave() {
        let mut wire = Wire::new().await;
        wire.notify("shutdown", json!(null)).await;
        wire.ask(1, "sees/version", json!({})).await;
        wire.answer().await;
        wire.ask(2, "shutdown", json!(null)).await;
        assert_eq!(wire.answer().await["result"], Value::Null);
        wire.notify("exit", json!(null)).await;
        timeout(Duration::from_secs(30), wire.exit.notified()).await.unwrap();
        drop(wire.input);
        timeout(Duration::from_secs(30), wire.server).await.unwrap().unwrap();
    }
    /// Why `frames` is there. When this fails, `tower-lsp` has learnt to go on, and `frames` may go.
    #[tokio::test]
    async fn what_cannot_be_decoded_ends_tower_lsp_by_itself() {
        let mut wire = Wire::new().await;
        wire.input.write_all(b"Content-Length: 5\r\n\r\nhello").await.unwrap();
        assert_eq!(wire.answer().await["error"]["code"], -32700);
        timeout(Duration::from_secs(30), wire.server).await.unwrap().unwrap();
    }
}
