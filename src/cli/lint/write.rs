//! Writing a fixed draft back, or showing what would be written.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use similar::TextDiff;
use tempfile::NamedTempFile;

use crate::cli::lint::Fixing;
use crate::cli::lint::check::Checked;
use crate::cli::lint::inputs::Job;

/// Lines shown round each change.
const CONTEXT: usize = 3;

/// Brings what fixing changed to where it belongs: the draft's file, standard output for standard
/// input, or a diff on standard output.
pub(super) fn fixed(
    job: &Job,
    draft: &Checked,
    fixing: Fixing,
    out: &mut dyn Write,
) -> Result<(), String> {
    let written = match &draft.fixed {
        Some(fixed) if fixing.dry => diff(&job.shown, &draft.text, fixed, out),
        Some(fixed) if job.stdin.is_none() => replace(&job.path, fixed),
        _ if fixing.dry || job.stdin.is_none() => Ok(()),
        fixed => out.write_all(fixed.as_ref().unwrap_or(&draft.text).as_bytes()),
    };
    written.map_err(|error| format!("it cannot be written: {error}"))
}

/// Replaces the file at `path` in one step: another program sees the old text or the new one.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    // A link stays one; what it leads to is replaced.
    let path = path.canonicalize()?;
    let mode = fs::metadata(&path)?.permissions();
    if mode.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(mode)?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

fn diff(path: &str, old: &str, new: &str, out: &mut dyn Write) -> io::Result<()> {
    let diff = TextDiff::from_lines(old, new);
    let mut unified = diff.unified_diff();
    unified.context_radius(CONTEXT).header(path, path).to_writer(out)
}
