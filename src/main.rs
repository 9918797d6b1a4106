//! The `presscheck` command.

/// Drafts are checked on several threads and leave many small blocks behind.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    presscheck::cli::main()
}
