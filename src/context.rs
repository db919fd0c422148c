//! The outside world, captured once in `main` and passed down.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// What the program may know of its surroundings. Nothing below `main` reads
/// the clock, the environment or the terminal on its own.
#[derive(Debug, Clone)]
pub struct Context {
    pub now: Timestamp,
    /// Time zone of the machine, for the time of generation only: periods are
    /// in each site's own time zone.
    pub time_zone: TimeZone,
    pub env: BTreeMap<String, String>,
    /// Effective user id, where there are such: whose files are the user's own.
    pub user: Option<u32>,
    /// Working directory, where `matomo-audit.toml` is looked for.
    pub dir: PathBuf,
    pub stdin_is_terminal: bool,
    pub stdout_is_terminal: bool,
    pub stderr_is_terminal: bool,
    /// Columns of the terminal, when there is one.
    pub width: Option<u16>,
}

impl Context {
    /// A variable of the environment; an empty one counts as absent, as shells
    /// and CI systems set empty variables for missing secrets.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.env.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }
}
