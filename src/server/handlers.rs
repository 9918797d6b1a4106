//! The requests the server answers, one a file: each a function of the state as it was when the
//! request came.

pub(super) mod code_action;
pub(super) mod code_lens;
pub(super) mod completion;
pub(super) mod completion_resolve;
mod config_fixes;
mod configure;
mod deeds;
pub(super) mod definition;
pub(super) mod diagnostic;
pub(super) mod document_link;
pub(super) mod document_symbol;
pub(super) mod execute_command;
mod fix_all;
pub(super) mod folding_range;
pub(super) mod formatting;
pub(super) mod hover;
pub(super) mod initialize;
pub(super) mod inlay_hint;
pub(super) mod references;
pub(super) mod rename;
pub(super) mod rule_page;
pub(super) mod semantic_tokens;
mod suppress;
pub(super) mod text;
pub(super) mod workspace_diagnostic;
pub(super) mod workspace_symbol;

pub(super) use rule_page::{RulePage, WantedPage};
pub(super) use semantic_tokens::SentTokens;
pub(super) use text::DocumentText;
