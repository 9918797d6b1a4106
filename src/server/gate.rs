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

use futures_util::future::{self, BoxFuture, FutureExt};
use serde_json::Value;
use tokio::sync::Notify;
use tower_lsp::jsonrpc::{Error, ErrorCode, Request, Response};
use tower_service::Service;

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
        // What is left is for tower-lsp: `initialized`, `$/cancelRequest`, `exit`, unknown ones.
        let exits = request.method() == "exit";
        // None of them waits for anything.
        let inner = &mut self.inner;
        let result = SNAPSHOT.sync_scope(self.session.snapshot(), || {
            settled(call(inner, request)).now_or_never()
        });
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
        let session = &mut self.session;
        // A panic here leaves the state as it was.
        let _ = catch_unwind(AssertUnwindSafe(|| session.request(&request)));
        let method = request.method().to_owned();
        let answer = settled(call(&mut self.inner, request));
        SNAPSHOT
            .scope(self.session.snapshot(), answer)
            .map(move |result| match result {
                Ok(response) => Ok(response),
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

enum Failure<E> {
    Service(E),
    Panic,
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
