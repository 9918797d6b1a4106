//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::finding::Level;
use crate::report::Format;

/// Checks press-release drafts: consistency, conventions, typography and residue.
#[derive(Debug, Parser)]
#[command(name = "presscheck", version, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check drafts, and fix them
    Lint(Box<LintOptions>),
    /// Print a rule's page: what it asks for, why, and examples
    Explain {
        /// The rule's name
        rule: String,
        #[command(flatten)]
        project: ProjectOptions,
    },
    /// List all rules
    Rules {
        #[command(flatten)]
        project: ProjectOptions,
        /// How the list is written
        #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
        format: ListFormat,
    },
    /// Run the examples of the project: those of its own rule pages, and [[examples]]
    Test {
        #[command(flatten)]
        project: ProjectOptions,
    },
    /// Print the JSON Schema of presscheck.toml
    Schema,
    /// Run the language server, for an editor
    #[cfg(feature = "lsp")]
    Lsp {
        /// Nothing: standard input and output are what it speaks on; editors say so all the same.
        #[arg(long, hide = true)]
        stdio: bool,
    },
}

/// How the catalogue of rules is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ListFormat {
    /// For a person
    Human,
    /// One JSON array
    Json,
}

/// Which project's settings hold.
#[derive(Args, Debug)]
pub(super) struct ProjectOptions {
    /// The house profile, whatever the configuration says
    #[arg(long, value_name = "NAME")]
    pub(super) house: Option<String>,
    /// The configuration, instead of the nearest presscheck.toml above each draft
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Exit codes: 0, nothing at or above the --fail-on level was found; 1, something was; 2, a file could \
not be read, the configuration is wrong, or there was nothing to check.")]
pub(super) struct LintOptions {
    /// Drafts, folders, or “-” for standard input
    #[arg(default_value = ".", value_name = "PATHS")]
    pub(super) paths: Vec<PathBuf>,
    /// The path that stands for standard input
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_filename: Option<PathBuf>,
    #[command(flatten)]
    pub(super) project: ProjectOptions,
    /// Check only these rules or groups of rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Do not check these rules or groups of rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// The release date of drafts that state none, such as 2026-05-18
    #[arg(long, value_name = "DATE", value_parser = read_date)]
    pub(super) date: Option<Date>,
    /// Apply the fixes that change no fact, no quoted word and no meaning
    #[arg(long)]
    pub(super) fix: bool,
    /// Apply also the other fixes, where they are a finding's only one
    #[arg(long)]
    pub(super) unsafe_fixes: bool,
    /// Show what fixing would change, and write nothing
    #[arg(long, conflicts_with = "format")]
    pub(super) diff: bool,
    /// How findings are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    pub(super) format: FormatName,
    /// The lowest level of findings that makes the exit code 1
    #[arg(long, value_enum, value_name = "LEVEL", default_value = "warning")]
    pub(super) fail_on: LevelName,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FormatName {
    /// For a person
    Human,
    /// One JSON array
    Json,
    /// Annotations for GitHub
    Github,
    /// SARIF 2.1.0
    Sarif,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Human => Format::Human,
            FormatName::Json => Format::Json,
            FormatName::Github => Format::Github,
            FormatName::Sarif => Format::Sarif,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LevelName {
    Error,
    Warning,
    Info,
}

impl From<LevelName> for Level {
    fn from(name: LevelName) -> Self {
        match name {
            LevelName::Error => Level::Error,
            LevelName::Warning => Level::Warning,
            LevelName::Info => Level::Info,
        }
    }
}

fn read_date(written: &str) -> Result<Date, String> {
    written.parse().map_err(|_| "write the date as 2026-05-18".to_owned())
}
