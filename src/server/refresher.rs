//! Tells the client to ask again for what it shows in the text, where that has changed and no edit
//! of the text would make it ask.

use std::collections::HashMap;

use tower_lsp::Client;
use tower_lsp::lsp_types::Url;

use crate::server::client::WritingTraits;

/// Remembers what the client can have seen.
pub(super) struct Refresher {
    client: Client,
    /// The text of each draft's lens at its last check.
    lenses: HashMap<Url, String>,
    /// The state's count of configuration changes for which hints were asked.
    configuration: u64,
}

impl Refresher {
    /// A refresher that asks `client`.
    pub(super) fn new(client: Client) -> Self {
        Self { client, lenses: HashMap::new(), configuration: 0 }
    }

    /// Forgets the drafts that are not open any more.
    pub(super) fn keep(&mut self, is_open: impl Fn(&Url) -> bool) {
        self.lenses.retain(|uri, _| is_open(uri));
    }

    /// Takes in that a draft was checked: the text of its lens, and the state's count of
    /// configuration changes for which that holds.
    pub(super) fn checked(
        &mut self,
        traits: &WritingTraits,
        uri: &Url,
        lens: &str,
        configuration: u64,
    ) {
        let before = self.lenses.insert(uri.clone(), lens.to_owned());
        if traits.refreshes_lenses && before.is_some_and(|it| it != lens) {
            let client = self.client.clone();
            // A task of its own, never dropped: a reply to a request that nobody waits for ends
            // tower-lsp 0.20.
            tokio::spawn(async move {
                if let Err(error) = client.code_lens_refresh().await {
                    tracing::debug!("the client does not refresh its lenses: {error}");
                }
            });
        }
        // Once for all drafts.
        if traits.refreshes_hints && self.configuration < configuration {
            let client = self.client.clone();
            tokio::spawn(async move {
                if let Err(error) = client.inlay_hint_refresh().await {
                    tracing::debug!("the client does not refresh its hints: {error}");
                }
            });
        }
        self.configuration = self.configuration.max(configuration);
    }
}
