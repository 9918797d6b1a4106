//! What the server tells while it works on a request: parts of the answer, and how far it has got.
//!
//! The protocol wants these before the answer. `tower-lsp` 0.20 writes notifications and answers from
//! two queues, in either order. So [`Outbox::flush`] sends a message through the queue of the
//! notifications that never leaves it, and waits until it has come to the end.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future;
use futures_util::stream::{Stream, StreamExt};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tower_lsp::jsonrpc::Request;
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{ProgressToken, WorkDoneProgressCreateParams};
use tower_lsp::{Client, ClientSocket, Loopback};

/// Sends notifications, and knows when they are out.
#[derive(Clone)]
pub(super) struct Outbox {
    client: Client,
    waiting: Arc<Waiting>,
}

/// Who waits until a mark has come through the queue, by the mark.
#[derive(Default)]
struct Waiting {
    marks: AtomicU64,
    by_mark: Mutex<HashMap<u64, oneshot::Sender<()>>>,
}

impl Outbox {
    /// An outbox for what `client` sends, and the end of its queue to serve with.
    pub(super) fn new(client: Client, socket: ClientSocket) -> (Self, OutboxEnd) {
        let waiting = Arc::<Waiting>::default();
        let end = OutboxEnd { socket, waiting: Arc::clone(&waiting) };
        (Self { client, waiting }, end)
    }

    /// Sends a notification about the progress of something.
    async fn progress(&self, progress: Progress) {
        self.client.send_notification::<ProgressNotification>(progress).await;
    }

    /// Waits until everything that was sent so far will be written before anything sent from now on.
    async fn flush(&self) {
        let mark = self.waiting.marks.fetch_add(1, Ordering::Relaxed);
        let (sender, passed) = oneshot::channel();
        self.waiting.by_mark.lock().unwrap_or_else(PoisonError::into_inner).insert(mark, sender);
        self.client.send_notification::<MarkNotification>(mark).await;
        let _ = passed.await;
    }

    /// Does `work`, which tells what it has to tell; then all of that is out.
    pub(super) async fn deliver<T>(
        &self,
        mut told: mpsc::UnboundedReceiver<Progress>,
        work: impl Future<Output = T>,
    ) -> T {
        tokio::pin!(work);
        let mut any = false;
        let result = loop {
            tokio::select! {
                biased;
                Some(progress) = told.recv() => {
                    any = true;
                    self.progress(progress).await;
                }
                result = &mut work => break result,
            }
        };
        while let Ok(progress) = told.try_recv() {
            any = true;
            self.progress(progress).await;
        }
        if any {
            self.flush().await;
        }
        result
    }

    /// A progress that the server begins by itself: the client is asked for it when there is
    /// something to tell.
    fn begun_here(&self) -> mpsc::UnboundedSender<Value> {
        let (sender, mut steps) = mpsc::unbounded_channel::<Value>();
        let outbox = self.clone();
        let mark = self.waiting.marks.fetch_add(1, Ordering::Relaxed);
        let token = ProgressToken::String(format!("presscheck-{mark}"));
        // The task is never dropped: a reply to a request nobody waits for ends tower-lsp 0.20.
        tokio::spawn(async move {
            let Some(first) = steps.recv().await else {
                return;
            };
            let params = WorkDoneProgressCreateParams { token: token.clone() };
            let asked = outbox.client.send_request::<WorkDoneProgressCreate>(params);
            if let Err(error) = asked.await {
                tracing::debug!("the client shows no progress: {error}");
                return;
            }
            let mut step = Some(first);
            let mut ended = false;
            while let Some(value) = step {
                ended = value["kind"] == "end";
                outbox.progress(Progress { token: token.clone(), value }).await;
                step = steps.recv().await;
            }
            // The work was given up.
            if !ended {
                outbox.progress(Progress { token, value: json!({ "kind": "end" }) }).await;
            }
        });
        sender
    }

    /// Tells of the work on a request, whose client gave these tokens. Where it gave none for the
    /// progress, the server begins one if the client `allows` it.
    pub(super) fn teller(
        &self,
        partial_results: Option<ProgressToken>,
        work_done: Option<ProgressToken>,
        allows: bool,
    ) -> (Teller, mpsc::UnboundedReceiver<Progress>) {
        let (sender, told) = mpsc::unbounded_channel();
        let progress = match work_done {
            Some(token) => WorkDone::Theirs(token),
            None if allows => WorkDone::Ours(self.begun_here()),
            None => WorkDone::Untold,
        };
        (Teller { sender, partial_results, progress }, told)
    }
}

/// What a handler tells the client of its work. Telling never waits.
pub(super) struct Teller {
    sender: mpsc::UnboundedSender<Progress>,
    partial_results: Option<ProgressToken>,
    progress: WorkDone,
}

enum WorkDone {
    Untold,
    Theirs(ProgressToken),
    Ours(mpsc::UnboundedSender<Value>),
}

impl Teller {
    /// Sends a part of the answer, if the client takes it in parts; else gives it back.
    pub(super) fn part<T: Serialize>(&self, part: T) -> Option<T> {
        let Some(token) = self.partial_results.clone() else {
            return Some(part);
        };
        match serde_json::to_value(&part) {
            Ok(value) => {
                let _ = self.sender.send(Progress { token, value });
                None
            }
            Err(_) => Some(part),
        }
    }

    /// Whether the client asked to be told, or the work is worth telling of by the server's own
    /// account.
    pub(super) fn is_asked(&self) -> bool {
        matches!(self.progress, WorkDone::Theirs(_))
    }

    /// Says what is begun.
    pub(super) fn begin(&self, title: &str, message: &str) {
        self.step(json!({
            "kind": "begin", "title": title, "message": message, "percentage": 0
        }));
    }

    /// Says how far it has got.
    pub(super) fn report(&self, message: &str, percentage: usize) {
        self.step(json!({ "kind": "report", "message": message, "percentage": percentage }));
    }

    /// Says that it is done.
    pub(super) fn end(&self, message: &str) {
        self.step(json!({ "kind": "end", "message": message }));
    }

    fn step(&self, value: Value) {
        // Nobody listens any more only when the request was taken back.
        match &self.progress {
            WorkDone::Untold => {}
            WorkDone::Theirs(token) => {
                let _ = self.sender.send(Progress { token: token.clone(), value });
            }
            WorkDone::Ours(sender) => {
                let _ = sender.send(value);
            }
        }
    }
}

/// The parameters of `$/progress`, whatever it is about.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Progress {
    token: ProgressToken,
    value: Value,
}

enum ProgressNotification {}

impl Notification for ProgressNotification {
    type Params = Progress;
    const METHOD: &'static str = "$/progress";
}

/// Never leaves the server.
enum MarkNotification {}

impl Notification for MarkNotification {
    type Params = u64;
    const METHOD: &'static str = "presscheck/mark";
}

/// The end of the client's queue: everything that goes out to the client, the marks left out.
pub(super) struct OutboxEnd {
    socket: ClientSocket,
    waiting: Arc<Waiting>,
}

impl Loopback for OutboxEnd {
    type RequestStream = Pin<Box<dyn Stream<Item = Request> + Send>>;
    type ResponseSink = <ClientSocket as Loopback>::ResponseSink;

    fn split(self) -> (Self::RequestStream, Self::ResponseSink) {
        let (messages, responses) = self.socket.split();
        let waiting = self.waiting;
        let messages = messages.filter(move |message| {
            let is_mark = message.method() == MarkNotification::METHOD;
            if is_mark && let Some(mark) = message.params().and_then(Value::as_u64) {
                let mut by_mark = waiting.by_mark.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(waiter) = by_mark.remove(&mark) {
                    let _ = waiter.send(());
                }
            }
            future::ready(!is_mark)
        });
        (messages.boxed(), responses)
    }
}
