//! Writing to standard output and standard error.

use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};

use crate::report::Look;

/// Where no terminal says how wide it is.
const USUAL_WIDTH: u16 = 100;

/// How much is collected before it is written, in bytes.
const BUFFER: usize = 64 * 1024;

/// Standard output, locked and buffered. Once nobody reads it any more, what is written is
/// dropped: `presscheck lint | head` is no error.
pub(crate) struct Output {
    stream: BufWriter<AutoStream<StdoutLock<'static>>>,
    /// How a report looks there.
    pub(crate) look: Look,
    closed: bool,
}

impl Output {
    pub(crate) fn new() -> Self {
        let stdout = io::stdout();
        let width = if stdout.is_terminal() {
            terminal_size::terminal_size().map_or(USUAL_WIDTH, |(width, _)| width.0)
        } else {
            USUAL_WIDTH
        };
        let choice = AutoStream::choice(&stdout);
        let colours = choice != ColorChoice::Never;
        let look = Look { width: usize::from(width), colours };
        // Without colours there is nothing to translate for the terminal.
        let choice = if colours { choice } else { ColorChoice::AlwaysAnsi };
        let stream = BufWriter::with_capacity(BUFFER, AutoStream::new(stdout.lock(), choice));
        Self { stream, look, closed: false }
    }

    fn forgive(&mut self, result: io::Result<()>) -> io::Result<()> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            other => other,
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.closed {
            let result = self.stream.write_all(bytes);
            self.forgive(result)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let result = self.stream.flush();
        self.forgive(result)
    }
}

/// Says something on standard error. If that fails, there is nobody left to tell.
pub(crate) fn tell(message: &str) {
    let _ = writeln!(anstream::stderr().lock(), "presscheck: {message}");
}
