//! How the program ended.

use std::process::ExitCode;

/// Exit codes, the same for every command. Of two that apply, the one that
/// stands first in this list is the more harmless.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// `check`: a limit is exceeded.
    GateExceeded = 1,
    /// The options or the configuration are wrong.
    Usage = 2,
    /// Matomo, or one of the selected sites, could not be read.
    Unreadable = 3,
    /// `check`: too few visits for a verdict.
    NoVerdict = 4,
    /// The audit could not be delivered to every target.
    DeliveryFailed = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
