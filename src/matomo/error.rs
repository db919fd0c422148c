//! Why Matomo could not be read.

use std::path::PathBuf;
use std::time::Duration;

use super::pace::{Outcome, Stop};
use crate::escape::{self, Foreign};
use crate::locale::Text;
use crate::secret;

/// How a replay answers a call that was not recorded; the dates that were follow.
pub const NOT_IN_RECORDING: &str = "not in the recording:";

/// How much of a text is looked at, in characters. What is shown of it is far
/// shorter, so that no personal data is cut in two before it is recognised.
const QUOTE: usize = 10 * escape::MAX_LABEL;

#[derive(Debug, Clone, PartialEq)]
pub enum MatomoError {
    Setup {
        reason: String,
    },
    Connect {
        url: String,
        reason: String,
    },
    TimedOut {
        url: String,
        seconds: u32,
    },
    Interrupted {
        url: String,
        reason: String,
    },
    Redirected {
        url: String,
        status: u16,
        to: String,
    },
    /// 401: the token is wrong, expired, or does not give access.
    Unauthorized {
        url: String,
        status: u16,
        message: String,
    },
    /// 403 of Matomo itself, about no site: the token gives no access.
    Forbidden {
        url: String,
        message: String,
    },
    /// 403 or 500 without its words: it may be about the token, or a lockout.
    Unclear {
        url: String,
        status: u16,
    },
    LockedOut {
        url: String,
        message: String,
    },
    RateLimited {
        url: String,
        wait: Option<Duration>,
    },
    /// Any other status that is not a success.
    Status {
        url: String,
        status: u16,
        wait: Option<Duration>,
        content_type: String,
        excerpt: String,
        /// Whether Matomo says it, and not what stands before it.
        by_matomo: bool,
    },
    /// The time of the run ended before the answer came.
    OutOfTime {
        url: String,
        seconds: u32,
    },
    /// Not sent, since the run had ended.
    NotAsked {
        stop: Stop,
    },
    NotJson {
        url: String,
        content_type: String,
        excerpt: String,
    },
    Empty {
        url: String,
    },
    /// JSON that ends early, or is no JSON after its first character.
    Truncated {
        url: String,
        bytes: usize,
        reason: String,
    },
    TooLarge {
        url: String,
        limit_mib: u32,
    },
    TooManyRows {
        method: String,
        limit: u32,
    },
    /// Matomo's own `{"result":"error"}`.
    Api {
        method: String,
        message: String,
    },
    /// JSON of another form than the report's.
    Shape {
        method: String,
        reason: String,
    },
    NoSites,
    /// A site in Matomo's list that cannot be asked for.
    SiteId {
        id: String,
    },
    SiteNotVisible {
        site: u64,
    },
    SiteUnknown {
        name: String,
        near: String,
    },
    SiteAmbiguous {
        name: String,
        matches: String,
    },
    TimeZone {
        zone: String,
    },
    Recording {
        path: PathBuf,
        reason: String,
    },
    /// A folder for a recording that holds something already.
    NotEmpty {
        path: PathBuf,
    },
    /// A file that a recording may not hold: `outside`, `special` or `large`.
    RecordingFile {
        path: PathBuf,
        problem: &'static str,
    },
    /// A recording of no site.
    RecordingEmpty {
        path: PathBuf,
    },
    /// A recording that could not be written.
    NotRecorded {
        path: PathBuf,
        reason: String,
    },
}

impl MatomoError {
    /// What it means for the other requests of the run, and whether asking
    /// again may help: never after a refused login, since 20 of those lock the
    /// caller out of Matomo for an hour.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Unauthorized { .. } | Self::Forbidden { .. } => Outcome::Ended(Stop::Token),
            Self::LockedOut { .. } => Outcome::Ended(Stop::LockedOut),
            Self::Unclear { .. } => Outcome::Ended(Stop::Unclear),
            Self::OutOfTime { .. } => Outcome::Ended(Stop::OutOfTime),
            Self::RateLimited { wait, .. } | Self::Status { status: 503, wait, .. } => Outcome::Later(*wait),
            // Of a proxy, about a Matomo that does not answer it.
            Self::Status { status: 502 | 504, .. } => Outcome::Unanswered,
            Self::Connect { .. } | Self::TimedOut { .. } | Self::Interrupted { .. } => Outcome::Unanswered,
            Self::Status { status: 500, by_matomo: true, excerpt, .. } => Outcome::Failed(excerpt.clone()),
            _ => Outcome::Answered,
        }
    }

    /// Whether the token was refused, or may have been: then a report that
    /// could be spared is no detail.
    pub fn is_refusal(&self) -> bool {
        match (self, self.outcome()) {
            (Self::NotAsked { stop }, _) => stop.is_refusal(),
            (_, Outcome::Ended(stop)) => stop.is_refusal(),
            _ => false,
        }
    }

    /// Whether the user's selection is wrong, rather than Matomo unreadable.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::SiteUnknown { .. } | Self::SiteAmbiguous { .. } | Self::Setup { .. })
    }

    /// The message; its attribute `hint` says what to try.
    pub fn text(&self) -> Text {
        match self {
            Self::Setup { reason } => Text::new("matomo-setup").with("reason", quote(reason)),
            Self::Connect { url, reason } => {
                Text::new("matomo-connect").with("url", quote(url)).with("reason", quote(reason))
            }
            Self::TimedOut { url, seconds } => {
                Text::new("matomo-timed-out").with("url", quote(url)).with("seconds", u64::from(*seconds))
            }
            Self::Interrupted { url, reason } => {
                Text::new("matomo-interrupted").with("url", quote(url)).with("reason", quote(reason))
            }
            Self::Redirected { url, status, to } => Text::new("matomo-redirected")
                .with("url", quote(url))
                .with("status", status.to_string())
                .with("to", quote(to)),
            Self::Unauthorized { url, status, message } => Text::new("matomo-unauthorized")
                .with("url", quote(url))
                .with("status", status.to_string())
                .with("message", quote(message)),
            Self::Forbidden { url, message } => {
                Text::new("matomo-forbidden").with("url", quote(url)).with("message", quote(message))
            }
            Self::Unclear { url, status } => {
                Text::new("matomo-unclear").with("url", quote(url)).with("status", status.to_string())
            }
            Self::OutOfTime { url, seconds } => {
                Text::new("matomo-out-of-time").with("url", quote(url)).with("seconds", u64::from(*seconds))
            }
            Self::NotAsked { stop } => Text::new("matomo-not-asked").with("stop", stop.id()),
            Self::LockedOut { url, message } => {
                Text::new("matomo-locked-out").with("url", quote(url)).with("message", quote(message))
            }
            Self::RateLimited { url, wait } => Text::new("matomo-rate-limited")
                .with("url", quote(url))
                .with("wait", wait.map_or_else(|| "none".to_owned(), |wait| wait.as_secs().to_string())),
            Self::Status { url, status, content_type, excerpt, .. } => {
                let id = match status {
                    403 => "matomo-status-forbidden",
                    404 | 405 => "matomo-status-not-found",
                    503 => "matomo-status-maintenance",
                    _ => "matomo-status",
                };
                Text::new(id)
                    .with("url", quote(url))
                    .with("status", status.to_string())
                    .with("content_type", quote(content_type))
                    .with("excerpt", quote(excerpt))
            }
            Self::NotJson { url, content_type, excerpt } => Text::new("matomo-not-json")
                .with("url", quote(url))
                .with("content_type", quote(content_type))
                .with("excerpt", quote(excerpt)),
            Self::Empty { url } => Text::new("matomo-empty").with("url", quote(url)),
            Self::Truncated { url, bytes, reason } => Text::new("matomo-truncated")
                .with("url", quote(url))
                .with("bytes", *bytes as f64)
                .with("reason", quote(reason)),
            Self::TooLarge { url, limit_mib } => {
                Text::new("matomo-too-large").with("url", quote(url)).with("limit", u64::from(*limit_mib))
            }
            Self::TooManyRows { method, limit } => Text::new("matomo-too-many-rows")
                .with("method", quote(method))
                .with("limit", u64::from(*limit)),
            Self::Api { method, message } if message.starts_with(NOT_IN_RECORDING) => {
                let dates = message.trim_start_matches(NOT_IN_RECORDING).trim();
                let dates = if dates.is_empty() { "none" } else { dates };
                Text::new("matomo-not-in-recording")
                    .with("method", method.clone())
                    .with("dates", quote(dates))
            }
            Self::Api { method, message } => {
                Text::new("matomo-api").with("method", quote(method)).with("message", quote(message))
            }
            Self::Shape { method, reason } => {
                Text::new("matomo-shape").with("method", quote(method)).with("reason", quote(reason))
            }
            Self::NoSites => Text::new("matomo-no-sites"),
            Self::SiteId { id } => Text::new("matomo-site-id").with("id", quote(id)),
            Self::SiteNotVisible { site } => {
                Text::new("matomo-site-not-visible").with("site", site.to_string())
            }
            Self::SiteUnknown { name, near } => Text::new("matomo-site-unknown")
                .with("name", quote(name))
                .with("near", if near.is_empty() { "none".to_owned() } else { near.clone() }),
            Self::SiteAmbiguous { name, matches } => {
                Text::new("matomo-site-ambiguous").with("name", quote(name)).with("matches", matches.clone())
            }
            Self::TimeZone { zone } => Text::new("matomo-time-zone").with("zone", quote(zone)),
            Self::NotRecorded { path, reason } => Text::new("matomo-not-recorded")
                .with("path", secret::path(path))
                .with("reason", quote(reason)),
            Self::NotEmpty { path } => Text::new("matomo-not-empty").with("path", secret::path(path)),
            Self::Recording { path, reason } => {
                Text::new("matomo-recording").with("path", secret::path(path)).with("reason", quote(reason))
            }
            Self::RecordingFile { path, problem } => {
                Text::new("matomo-recording-file").with("path", secret::path(path)).with("problem", *problem)
            }
            Self::RecordingEmpty { path } => {
                Text::new("matomo-recording-empty").with("path", secret::path(path))
            }
        }
    }
}

/// The beginning of a text, on one line.
pub(super) fn quote(text: &str) -> Foreign {
    let start = text.char_indices().nth(QUOTE).map_or(text, |(end, _)| &text[..end]);
    start.split_whitespace().collect::<Vec<_>>().join(" ").into()
}
