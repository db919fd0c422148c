//! Why Matomo could not be read. The kinds differ in what they mean for the run; each carries its message, whose
//! attribute `hint` says what to try.

use std::path::Path;
use std::time::Duration;

use super::pace::{Outcome, Stop};
use crate::api::Method;
use crate::escape::{self, Foreign};
use crate::http;
use crate::locale::{Text, Value};
use crate::reason;
use crate::secret;

/// How a replay answers a call that was not recorded; the dates that were follow.
pub const NOT_IN_RECORDING: &str = "not in the recording:";

/// How much of a text is looked at, in characters. What is shown of it is far
/// shorter, so that no personal data is cut in two before it is recognised.
const QUOTE: usize = 10 * escape::MAX_LABEL;

#[derive(Debug, Clone, PartialEq)]
pub enum MatomoError {
    /// What was selected or configured is wrong, rather than Matomo unreadable.
    Usage(Text),
    /// The recording of the run could not be written.
    NotRecorded(Text),
    /// Nothing that concerns the other requests.
    Unreadable(Text),
    /// A failure of Matomo's own, in its words: twice the same is no failure of one site.
    Failed { text: Text, words: String },
    /// Matomo asks to come later.
    Later { text: Text, wait: Option<Duration> },
    /// No answer, or not to its end.
    Unanswered(Text),
    /// What ends the run: never ask again after a refused login, since 20 of
    /// those lock the caller out of Matomo for an hour.
    Ended { text: Text, stop: Stop },
    /// Not sent, since the run had ended.
    NotAsked(Stop),
}

impl MatomoError {
    /// What it means for the other requests of the run, and whether asking
    /// again may help.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Ended { stop, .. } => Outcome::Ended(*stop),
            Self::Later { wait, .. } => Outcome::Later(*wait),
            Self::Unanswered(_) => Outcome::Unanswered,
            Self::Failed { words, .. } => Outcome::Failed(words.clone()),
            Self::Usage(_) | Self::NotRecorded(_) | Self::Unreadable(_) | Self::NotAsked(_) => {
                Outcome::Answered
            }
        }
    }

    /// Whether the token was refused, or may have been: then a report that
    /// could be spared is no detail.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Ended { stop, .. } | Self::NotAsked(stop) if stop.is_refusal())
    }

    pub fn text(&self) -> Text {
        match self {
            Self::Usage(text) | Self::NotRecorded(text) | Self::Unreadable(text) | Self::Unanswered(text) => {
                text.clone()
            }
            Self::Failed { text, .. } | Self::Later { text, .. } | Self::Ended { text, .. } => text.clone(),
            Self::NotAsked(stop) => Text::new("matomo-not-asked").with("stop", stop.id()),
        }
    }
}

/// Of a connection.
impl MatomoError {
    pub fn setup(reason: impl Into<Value>) -> Self {
        Self::Usage(Text::new("matomo-setup").with("reason", reason))
    }

    pub fn connect(url: &str, error: &reqwest::Error) -> Self {
        if let Some(rustls::Error::InvalidMessage(_)) = reason::carried(error) {
            return Self::Unanswered(not_tls(url));
        }
        Self::Unanswered(about("matomo-connect", url).with("reason", reason::reason(error)))
    }

    pub fn timed_out(url: &str, seconds: u32) -> Self {
        Self::Unanswered(about("matomo-timed-out", url).with("seconds", u64::from(seconds)))
    }

    pub fn interrupted(url: &str, error: &reqwest::Error) -> Self {
        Self::Unanswered(about("matomo-interrupted", url).with("reason", reason::reason(error)))
    }

    /// The time of the run ended before the answer came.
    pub fn out_of_time(url: &str, seconds: u32) -> Self {
        let text = about("matomo-out-of-time", url).with("seconds", u64::from(seconds));
        Self::Ended { text, stop: Stop::OutOfTime }
    }
}

/// Of a status.
impl MatomoError {
    pub fn redirected(url: &str, status: u16, to: &str) -> Self {
        Self::Unreadable(with_status("matomo-redirected", url, status).with("to", quote(to)))
    }

    /// 401: the token is wrong, expired, or does not give access.
    pub fn unauthorized(url: &str, status: u16, message: &str) -> Self {
        let text = with_status("matomo-unauthorized", url, status).with("message", quote(message));
        Self::Ended { text, stop: Stop::Token }
    }

    /// 401 or 403 without a token: nothing is shown to everybody.
    pub fn not_public(url: &str, message: &str) -> Self {
        let text = about("matomo-not-public", url).with("message", quote(message));
        Self::Ended { text, stop: Stop::Token }
    }

    /// 403 of Matomo itself, about no site: the token gives no access.
    pub fn forbidden(url: &str, message: &str) -> Self {
        let text = about("matomo-forbidden", url).with("message", quote(message));
        Self::Ended { text, stop: Stop::Token }
    }

    /// 403 or 500 without its words: it may be about the token, or a lockout.
    pub fn unclear(url: &str, status: u16) -> Self {
        Self::Ended { text: with_status("matomo-unclear", url, status), stop: Stop::Unclear }
    }

    pub fn locked_out(url: &str, message: &str) -> Self {
        let text = about("matomo-locked-out", url).with("message", quote(message));
        Self::Ended { text, stop: Stop::LockedOut }
    }

    pub fn rate_limited(url: &str, wait: Option<Duration>) -> Self {
        let seconds = wait.map_or_else(|| "none".to_owned(), |wait| wait.as_secs().to_string());
        Self::Later { text: about("matomo-rate-limited", url).with("wait", seconds), wait }
    }

    /// Any other status that is not a success.
    pub fn status(url: &str, status: &Status<'_>) -> Self {
        let id = match status.code {
            403 => "matomo-status-forbidden",
            404 | 405 => "matomo-status-not-found",
            503 => "matomo-status-maintenance",
            _ => "matomo-status",
        };
        let text = with_status(id, url, status.code)
            .with("content_type", quote(status.content_type))
            .with("excerpt", quote(status.words));
        match status.code {
            503 => Self::Later { text, wait: status.wait },
            // Of a proxy, about a Matomo that does not answer it.
            502 | 504 => Self::Unanswered(text),
            500 if status.by_matomo => Self::Failed { text, words: status.words.to_owned() },
            _ => Self::Unreadable(text),
        }
    }
}

/// An answer whose status is no success.
#[derive(Debug)]
pub struct Status<'a> {
    pub code: u16,
    pub wait: Option<Duration>,
    pub content_type: &'a str,
    pub words: &'a str,
    /// Whether Matomo says it, and not what stands before it.
    pub by_matomo: bool,
}

/// Of an answer that is no report.
impl MatomoError {
    pub fn not_json(url: &str, content_type: &str, excerpt: &str) -> Self {
        let text = about("matomo-not-json", url).with("content_type", quote(content_type));
        Self::Unreadable(text.with("excerpt", quote(excerpt)))
    }

    pub fn empty(url: &str) -> Self {
        Self::Unreadable(about("matomo-empty", url))
    }

    /// JSON that ends early, or is no JSON after its first character.
    pub fn truncated(url: &str, bytes: usize, reason: impl Into<Value>) -> Self {
        let text = about("matomo-truncated", url).with("bytes", bytes as f64);
        Self::Unreadable(text.with("reason", reason))
    }

    pub fn too_large(url: &str, limit_mib: u32) -> Self {
        Self::Unreadable(about("matomo-too-large", url).with("limit", u64::from(limit_mib)))
    }

    pub fn too_many_rows(method: Method, limit: u32) -> Self {
        Self::Unreadable(of("matomo-too-many-rows", method).with("limit", u64::from(limit)))
    }

    /// Matomo's own `{"result":"error"}`.
    pub fn api(method: Method, message: &str) -> Self {
        Self::Unreadable(match message.strip_prefix(NOT_IN_RECORDING).map(str::trim) {
            Some(dates) => of("matomo-not-in-recording", method).with("dates", quote(or_none(dates))),
            None => of("matomo-api", method).with("message", quote(message)),
        })
    }

    /// JSON of another form than the report's.
    pub fn shape(method: Method, reason: impl Into<Value>) -> Self {
        Self::Unreadable(of("matomo-shape", method).with("reason", reason))
    }
}

/// Of sites.
impl MatomoError {
    pub fn no_sites() -> Self {
        Self::Unreadable(Text::new("matomo-no-sites"))
    }

    /// None that everybody may see.
    pub fn no_public_sites(url: &str) -> Self {
        Self::Unreadable(about("matomo-no-public-sites", url))
    }

    /// A site in Matomo's list that cannot be asked for.
    pub fn site_id(id: &str) -> Self {
        Self::Unreadable(Text::new("matomo-site-id").with("id", quote(id)))
    }

    pub fn site_not_visible(site: u64) -> Self {
        Self::Unreadable(Text::new("matomo-site-not-visible").with("site", site.to_string()))
    }

    pub fn site_unknown(name: &str, near: &str) -> Self {
        let text = Text::new("matomo-site-unknown").with("name", quote(name));
        Self::Usage(text.with("near", or_none(near).to_owned()))
    }

    pub fn site_ambiguous(name: &str, matches: String) -> Self {
        Self::Usage(Text::new("matomo-site-ambiguous").with("name", quote(name)).with("matches", matches))
    }

    pub fn time_zone(zone: &str) -> Self {
        Self::Unreadable(Text::new("matomo-time-zone").with("zone", quote(zone)))
    }
}

/// Of a recording.
impl MatomoError {
    pub fn not_recorded(path: &Path, error: &std::io::Error) -> Self {
        Self::NotRecorded(at("matomo-not-recorded", path).with("reason", reason::reason(error)))
    }

    /// A folder for a recording that holds something already.
    pub fn not_empty(path: &Path) -> Self {
        Self::NotRecorded(at("matomo-not-empty", path))
    }

    pub fn recording(path: &Path, reason: impl Into<Value>) -> Self {
        Self::Unreadable(at("matomo-recording", path).with("reason", reason))
    }

    /// A file that a recording may not hold: `outside`, `special` or `large`.
    pub fn recording_file(path: &Path, problem: &'static str) -> Self {
        Self::Unreadable(at("matomo-recording-file", path).with("problem", problem))
    }

    /// A recording of no site.
    pub fn recording_empty(path: &Path) -> Self {
        Self::Unreadable(at("matomo-recording-empty", path))
    }
}

fn about(id: &'static str, url: &str) -> Text {
    Text::new(id).with("url", quote(url))
}

/// What answers `https` is no TLS: the same port in clear on this machine, else the usual port.
fn not_tls(url: &str) -> Text {
    let parsed = url::Url::parse(url).ok();
    let local = parsed.as_ref().is_some_and(http::is_loopback);
    let right = parsed.and_then(|mut url| {
        if local {
            url.set_scheme("http").ok()?
        } else {
            url.set_port(None).ok()?
        }
        Some(url.to_string())
    });
    let text = about("matomo-not-tls", url).with("local", if local { "yes" } else { "no" });
    text.with("right", quote(right.as_deref().unwrap_or(url)))
}

fn with_status(id: &'static str, url: &str, status: u16) -> Text {
    about(id, url).with("status", status.to_string())
}

fn of(id: &'static str, method: Method) -> Text {
    Text::new(id).with("method", method.name())
}

fn at(id: &'static str, path: &Path) -> Text {
    Text::new(id).with("path", secret::path(path))
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}

/// The beginning of a text, on one line.
pub(super) fn quote(text: &str) -> Foreign {
    let start = text.char_indices().nth(QUOTE).map_or(text, |(end, _)| &text[..end]);
    start.split_whitespace().collect::<Vec<_>>().join(" ").into()
}
