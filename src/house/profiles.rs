//! The profiles that are shipped.

/// Name and text of every shipped profile.
pub(super) const PROFILES: &[(&str, &str)] = &[
    ("default", include_str!("../../rules/houses/default.toml")),
    ("interpol", include_str!("../../rules/houses/interpol.toml")),
];

/// The names of the shipped profiles.
pub fn house_names() -> impl Iterator<Item = &'static str> {
    PROFILES.iter().map(|(name, _)| *name)
}
