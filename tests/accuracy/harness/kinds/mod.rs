//! The kinds of defects, a file a group. Each finds its places by itself in any clean draft.

mod consistency;
mod counts;
mod dates;
mod people;
mod quotes;
mod residue;
mod structure;
mod style;
mod typography;

use super::plant::Kind;

/// Every kind.
pub(super) fn all() -> impl Iterator<Item = &'static Kind> {
    [
        structure::KINDS,
        dates::KINDS,
        counts::KINDS,
        people::KINDS,
        consistency::KINDS,
        quotes::KINDS,
        typography::KINDS,
        residue::KINDS,
        style::KINDS,
    ]
    .into_iter()
    .flatten()
}
