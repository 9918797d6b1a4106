//! The profiles that are shipped.

/// Name and text of every shipped profile.
pub(super) const PROFILES: &[(&str, &str)] = &[
    ("default", include_str!("../../rules/houses/default.toml")),
    ("ap", include_str!("../../rules/houses/ap.toml")),
    ("au", include_str!("../../rules/houses/au.toml")),
    ("eu", include_str!("../../rules/houses/eu.toml")),
    ("govuk", include_str!("../../rules/houses/govuk.toml")),
    ("interpol", include_str!("../../rules/houses/interpol.toml")),
    ("osce", include_str!("../../rules/houses/osce.toml")),
    ("strict", include_str!("../../rules/houses/strict.toml")),
    ("un", include_str!("../../rules/houses/un.toml")),
    ("who", include_str!("../../rules/houses/who.toml")),
];

/// The names of the shipped profiles.
pub fn house_names() -> impl Iterator<Item = &'static str> {
    PROFILES.iter().map(|(name, _)| *name)
}

/// For whom the shipped profile of that name is, in a few words.
pub fn house_summary(name: &str) -> Option<String> {
    let (_, text) = PROFILES.iter().find(|(it, _)| *it == name)?;
    let table = toml::de::DeTable::parse(text).ok()?;
    table.get_ref().get("summary")?.get_ref().as_str().map(str::to_owned)
}
