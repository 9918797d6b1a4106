//! Runs the server on standard input and output.

use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{BufReader, duplex, stdin, stdout};
use tokio::sync::{Mutex, Notify, mpsc, watch};
use tokio::time::timeout;
use tower_lsp::{LspService, Server};
use tracing_subscriber::EnvFilter;

use crate::server::asking::Asker;
use crate::server::backend::Backend;
use crate::server::frames;
use crate::server::gate::Gate;
use crate::server::outbox::Outbox;
use crate::server::projects::Projects;
use crate::server::refresher::Refresher;
use crate::server::scheduler::Scheduler;
use crate::server::session::Session;
use crate::server::state::{Phase, State};
use crate::server::threads::Threads;

/// How many requests are worked on at a time.
const CONCURRENCY: usize = 64;

/// What is read ahead of the messages that are worked on, in bytes.
const READ_AHEAD: usize = 64 * 1024;

/// How long answers may take to reach a client that has said that it is leaving.
const FAREWELL: Duration = Duration::from_millis(500);

/// Serves a client on standard input and output until it leaves. The exit code says whether it
/// took its leave as the protocol asks: with `shutdown`.
///
/// Messages for whoever looks after the server go to standard error; the environment variable
/// `PRESSCHECK_LOG` says how many, as in `PRESSCHECK_LOG=debug`.
///
/// # Errors
/// The threads that the server works on cannot be started.
pub fn run() -> io::Result<ExitCode> {
    let filter =
        EnvFilter::try_from_env("PRESSCHECK_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    // Fails if the program has set up its logging already, which then holds.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).try_init();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let left_well = runtime.block_on(serve());
    // Neither a read of standard input that nobody will answer nor an analysis keeps the server.
    runtime.shutdown_background();
    Ok(if left_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Serves until the client leaves; whether it said before that it would.
async fn serve() -> bool {
    let (states, new_states) = watch::channel(Arc::new(State::default()));
    let (notices, new_notices) = mpsc::unbounded_channel();
    let projects = Arc::new(Projects::default());
    let threads = Arc::new(Threads::default());
    let exit = Arc::new(Notify::new());
    let last_state = new_states.clone();

    let mut client_of_service = None;
    let (service, socket) = LspService::build(|client| {
        client_of_service = Some(client.clone());
        let threads = Arc::clone(&threads);
        Backend::new(client, Arc::clone(&projects), threads, new_states.clone())
    })
    .custom_method("presscheck/text", Backend::text)
    .custom_method("presscheck/rulePage", Backend::rule_page)
    .finish();
    let Some(client) = client_of_service else {
        return false;
    };
    let (messages, passed_on) = duplex(READ_AHEAD);
    // The reader alone holds it: when it ends, the server's input does.
    let passed_on = Arc::new(Mutex::new(passed_on));
    let asker = Arc::new(Asker::new(client.clone(), Arc::downgrade(&passed_on)));
    let (outbox, socket) = Outbox::new(client.clone(), socket);
    service.inner().connect(outbox, Arc::clone(&asker));
    let refresher = Refresher::new(client.clone(), Arc::clone(&projects), Arc::clone(&threads));
    tokio::spawn(refresher.run(last_state.clone()));
    let scheduler = Scheduler::new(client, asker, projects, threads);
    tokio::spawn(scheduler.run(new_states, new_notices));
    let gate = Gate::new(service, Session::new(states, notices), Arc::clone(&exit));

    let reader = tokio::spawn(async move {
        if let Err(error) = frames::pass_on(BufReader::new(stdin()), &passed_on).await {
            tracing::error!("standard input cannot be read: {error}");
        }
    });
    let server = Server::new(messages, stdout(), socket).concurrency_level(CONCURRENCY);
    let mut server = tokio::spawn(server.serve(gate));
    tokio::select! {
        ended = &mut server => {
            if let Err(error) = ended {
                tracing::error!("the connection broke: {error}");
            }
        }
        () = exit.notified() => {
            // The client may keep standard input open; without a reader the server's input ends.
            reader.abort();
            let _ = timeout(FAREWELL, &mut server).await;
        }
    }
    let phase = last_state.borrow().phase;
    phase == Phase::ShutDown
}
