//! What became of something over the window, without any memory of earlier audits.

use serde::Serialize;

use super::Finding;
use crate::period::Period;

/// Whether a finding is of the last period, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Of the last period, and of none before it.
    New,
    /// Of the last period too; `None` where the window does not tell since when.
    Ongoing { since: Option<Period> },
    /// Not of the last period any more: nothing to do.
    Fading { since: Period },
}

impl State {
    pub fn id(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Ongoing { .. } => "ongoing",
            Self::Fading { .. } => "fading",
        }
    }

    pub fn since(self) -> Option<Period> {
        match self {
            Self::New => None,
            Self::Ongoing { since } => since,
            Self::Fading { since } => Some(since),
        }
    }

    pub fn is_fading(self) -> bool {
        matches!(self, Self::Fading { .. })
    }
}

/// The first and the latest period in which something was seen: indexes of the site's window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    pub first: u64,
    pub latest: u64,
}

impl Seen {
    pub fn new(first: u64, latest: u64) -> Self {
        Self { first, latest }
    }

    /// When either was seen.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::new(self.first.min(other.first), self.latest.max(other.latest))
    }

    /// When any of them was seen; `None` of nothing.
    pub fn any(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        all.into_iter().reduce(Self::and)
    }
}

/// Something that was mended with the last period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Mended {
    /// A channel whose visits of the last period are all tagged.
    Channel { channel: String, tagged: u64 },
    /// A finding that the last period shows nothing of.
    Finding { finding: &'static str },
}

impl Finding {
    /// Whether it is of the last period: only then there is something to do.
    pub fn is_active(&self) -> bool {
        !self.state.is_fading()
    }

    /// Whether it asks for an action of its own.
    pub fn is_cause(&self) -> bool {
        self.is_active() && self.cause.is_none()
    }
}
