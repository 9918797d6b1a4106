//! The `presscheck` command.

fn main() -> std::process::ExitCode {
    presscheck::cli::main()
}
