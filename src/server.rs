//! The language server.

use std::io;
use std::process::ExitCode;

/// Serves a client on standard input and output until it leaves.
///
/// # Errors
/// There is no server in this build.
pub fn run() -> io::Result<ExitCode> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "this build has no language server"))
}
