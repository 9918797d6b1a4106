//! The `presscheck` command.

<<<<<<< HEAD
fn main() -> std::process::ExitCode {
    presscheck::cli::main()
=======
use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(feature = "lsp")]
    if std::env::args().nth(1).as_deref() == Some("lsp") {
        return presscheck::server::run().unwrap_or(ExitCode::FAILURE);
    }
    ExitCode::FAILURE
>>>>>>> server
}
