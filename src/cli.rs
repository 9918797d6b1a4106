//! The command line: arguments, the files they name, and exit codes.

mod arguments;
mod catalogue;
mod lint;
mod output;
mod test;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser as _;

use arguments::{Arguments, Command};
pub(crate) use output::Output;

/// Nothing at or above the level that counts was found.
const CLEAN: u8 = 0;
/// Something was.
const FOUND: u8 = 1;
/// The work could not be done.
const FAILED: u8 = 2;

/// Runs the command that the program's arguments name.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    run(&arguments).unwrap_or_else(|error| {
        output::tell(&format!("{error:#}"));
        ExitCode::from(FAILED)
    })
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let code = match &arguments.command {
        Command::Lint(options) => lint::run(options)?,
        Command::Explain { rule, project } => catalogue::explain(rule, project)?,
        Command::Rules { project, format } => catalogue::list(project, *format)?,
        Command::Test { project } => test::run(project)?,
        Command::Schema => catalogue::schema()?,
        #[cfg(feature = "lsp")]
        Command::Lsp { stdio: _ } => return Ok(crate::server::run()?),
    };
    Ok(ExitCode::from(code))
}
