//! The requests the server answers, one a file: each a function of the state as it was when the
//! request came.

pub(super) mod code_action;
mod configure;
mod deeds;
pub(super) mod diagnostic;
pub(super) mod execute_command;
mod fix_all;
pub(super) mod hover;
pub(super) mod initialize;
mod suppress;
pub(super) mod text;
pub(super) mod workspace_diagnostic;

pub(super) use text::DocumentText;
