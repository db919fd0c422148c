//! Where direct visits entered.

use serde::Serialize;

use crate::escape::Foreign;
use crate::locale::Text;

/// Direct visits of the last closed period by the page that they entered on.
#[derive(Debug, Clone, Default)]
pub struct EntryPages {
    /// Why they cannot be told; `None` when they can.
    pub unavailable: Option<Text>,
    pub home: u64,
    /// Pages that nobody types: most likely untagged links.
    pub deep: u64,
    /// Pages that one comes back to: login, personal space.
    pub application: u64,
    /// Deep pages, most visits first: "tag these first".
    pub top: Vec<DeepPage>,
    /// Links to paste to the first page, one for each channel that leaves no referrer and is used.
    pub links: Vec<SharedLink>,
}

impl EntryPages {
    pub fn total(&self) -> u64 {
        self.home + self.deep + self.application
    }
}

/// A tagged link to paste, for one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SharedLink {
    /// Id of the channel.
    pub channel: String,
    pub link: Foreign,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeepPage {
    /// Without its query; `?…` at its end where that tells the page.
    pub path: Foreign,
    pub visits: u64,
    /// A tagged link to paste, for the first channel of the links; `None` to a page that a link would not lead to, or that is not to be shared.
    pub link: Option<Foreign>,
}
