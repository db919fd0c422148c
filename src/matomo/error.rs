//! Why Matomo could not be read.

use std::path::PathBuf;

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
        message: String,
    },
    LockedOut {
        url: String,
        message: String,
    },
    RateLimited {
        url: String,
        wait: Option<u64>,
    },
    /// Any other status that is not a success.
    Status {
        url: String,
        status: u16,
        wait: Option<u64>,
        content_type: String,
        excerpt: String,
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
    /// A recording that could not be written.
    NotRecorded {
        path: PathBuf,
        reason: String,
    },
}

impl MatomoError {
    /// Whether asking again may help: never after a refused login, since 20 of
    /// those lock the caller out of Matomo for an hour.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Connect { .. } | Self::TimedOut { .. } | Self::Interrupted { .. } => true,
            Self::RateLimited { .. } => true,
            Self::Status { status, .. } => matches!(status, 502..=504),
            _ => false,
        }
    }

    /// Seconds that the server asked to wait.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::RateLimited { wait, .. } | Self::Status { wait, .. } => *wait,
            _ => None,
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
            Self::Unauthorized { url, message } => {
                Text::new("matomo-unauthorized").with("url", quote(url)).with("message", quote(message))
            }
            Self::LockedOut { url, message } => {
                Text::new("matomo-locked-out").with("url", quote(url)).with("message", quote(message))
            }
            Self::RateLimited { url, wait } => Text::new("matomo-rate-limited")
                .with("url", quote(url))
                .with("wait", wait.map_or_else(|| "none".to_owned(), |wait| wait.to_string())),
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
            Self::Recording { path, reason } => {
                Text::new("matomo-recording").with("path", secret::path(path)).with("reason", quote(reason))
            }
        }
    }
}

/// The beginning of a text, on one line.
pub(super) fn quote(text: &str) -> Foreign {
    let start = text.char_indices().nth(QUOTE).map_or(text, |(end, _)| &text[..end]);
    start.split_whitespace().collect::<Vec<_>>().join(" ").into()
}
