//! The threads that compute.
//!
//! What is to be done goes to the thread that has been idle for the shortest time. So one thread does
//! nearly everything while somebody types: what regular expressions have learnt and the memory that
//! is free again are at hand there, and no other thread keeps any.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::oneshot;

/// Something to do; it calls what it is given when the thread is free again.
type Work = Box<dyn FnOnce(&dyn Fn()) + Send>;

/// Threads that compute, as many as there has ever been work for at a time.
#[derive(Default)]
pub(super) struct Threads {
    idle: Mutex<Vec<Sender<Work>>>,
}

impl Threads {
    /// Has `work` done, at once. The receiver fails if the work panics or no thread can be had.
    pub(super) fn run<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> oneshot::Receiver<T> {
        let (sender, receiver) = oneshot::channel();
        let work: Work = Box::new(move |free| {
            let result = catch_unwind(AssertUnwindSafe(work));
            // Before anybody learns of it: whoever does may have more to do.
            free();
            if let Ok(result) = result {
                let _ = sender.send(result);
            }
        });
        let thread = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(thread) = thread.or_else(|| self.start()) {
            let _ = thread.send(work);
        }
        receiver
    }

    /// A new thread; `None` if the system has none to give.
    fn start(self: &Arc<Self>) -> Option<Sender<Work>> {
        let (sender, works) = channel::<Work>();
        let (threads, own) = (Arc::clone(self), sender.clone());
        let started = thread::Builder::new().name("presscheck".to_owned()).spawn(move || {
            let free = || {
                let mut idle = threads.idle.lock().unwrap_or_else(PoisonError::into_inner);
                idle.push(own.clone());
            };
            for work in works {
                work(&free);
            }
        });
        match started {
            Ok(_) => Some(sender),
            Err(error) => {
                tracing::error!("no thread can be started: {error}");
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_after_the_other_is_done_by_one_thread_and_a_panic_ends_none() {
        let threads = Arc::new(Threads::default());
        let first = threads.run(|| thread::current().id()).blocking_recv().unwrap();
        assert!(threads.run(|| panic!("on purpose")).blocking_recv().is_err());
        let (begun, may_go_on) = (channel(), channel::<()>());
        let busy = threads.run(move || {
            begun.0.send(()).unwrap();
            may_go_on.1.recv().unwrap();
            thread::current().id()
        });
        begun.1.recv().unwrap();
        let meanwhile = threads.run(|| thread::current().id()).blocking_recv().unwrap();
        may_go_on.0.send(()).unwrap();
        assert_eq!(busy.blocking_recv().unwrap(), first);
        assert_ne!(meanwhile, first);
    }
}
