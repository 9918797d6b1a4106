//! `presscheck.toml` in the editor: completion and hover, from the JSON Schema of the file.

pub(super) mod completion;
mod guide;
pub(super) mod hover;
mod place;

use crate::house::House;
use crate::server::backend::Request;
use crate::server::state::Document;
use crate::workspace::Project;

/// The house that a configuration makes. While the line at the byte `offset` of its `text` is half
/// typed, the file is read without it: profile and own rules stay known.
fn house_of(request: &Request, document: &Document, text: &str, offset: usize) -> House {
    let is_toml = |text: &str| toml::de::DeTable::parse(text).is_ok();
    if let Some(path) = document.path.as_deref().filter(|_| !is_toml(text)) {
        let start = text[..offset].rfind('\n').map_or(0, |it| it + 1);
        let end = text[offset..].find('\n').map_or(text.len(), |it| offset + it);
        let others = format!("{}{}", &text[..start], &text[end..]);
        if is_toml(&others) {
            let house = request.state.settings.house.as_deref();
            return Project::of_text(path, others, house).resolved.house;
        }
    }
    request.project(document).engine.house().clone()
}
