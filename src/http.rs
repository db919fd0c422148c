//! HTTP, as it is spoken to Matomo and to webhooks: who is trusted and who is told, how much is read, and how long
//! is waited before a request is repeated.

use std::time::Duration;

use backon::{BackoffBuilder as _, ExponentialBackoff, ExponentialBuilder};
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use reqwest::{Client, ClientBuilder, Proxy, Response, redirect};
use url::{Host, Url};

use crate::locale::{Text, Value};
use crate::reason::reason;
use crate::tls::Certificates;

/// First and longest wait before a repetition, unless the server names one: short for a connection that failed by
/// chance, and no burden on a server that is down.
const MIN_DELAY: Duration = Duration::from_millis(250);
pub const MAX_DELAY: Duration = Duration::from_secs(20);
/// Longest wait that a server's `Retry-After` is honoured for: past it, a person is better served by an error.
pub const MAX_WAIT: Duration = Duration::from_secs(120);

/// To whom a client speaks, and how.
#[derive(Debug)]
pub struct Options<'a> {
    pub url: &'a Url,
    /// Trusted besides those of the system.
    pub ca: Option<&'a Certificates>,
    /// In place of that of the environment.
    pub proxy: Option<&'a str>,
    pub timeout: Duration,
    pub connect_timeout: Option<Duration>,
}

/// A client that tells nobody else what it is told: no redirect, no referrer. Else, the reason why there is none.
pub fn client(options: &Options<'_>) -> Result<Client, Value> {
    builder(options)?.build().map_err(|error| reason(&error))
}

/// The same, before it is built.
pub fn builder(options: &Options<'_>) -> Result<ClientBuilder, Value> {
    // Only fails when a provider is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = Client::builder()
        .user_agent(concat!("matomo-audit/", env!("CARGO_PKG_VERSION")))
        // A redirect would turn a POST into a GET without its body, and may lead to anybody.
        .redirect(redirect::Policy::none())
        .referer(false)
        .timeout(options.timeout);
    if let Some(timeout) = options.connect_timeout {
        builder = builder.connect_timeout(timeout);
    }
    let extra = Certificates::besides_the_system(options.ca);
    builder = builder.tls_certs_merge(extra.for_http().map_err(|error| reason(&error))?);
    if let Some(proxy) = options.proxy {
        builder = builder.proxy(Proxy::all(proxy).map_err(|_| Text::new("http-proxy"))?);
    } else if is_loopback(options.url) {
        // The proxy of the environment is for other machines: the secrets of a request would leave this one, and
        // in clear.
        builder = builder.no_proxy();
    }
    Ok(builder)
}

/// Why there is no answer, or no end of it.
#[derive(Debug)]
pub enum Failure {
    /// The server was not reached.
    Connect(reqwest::Error),
    TimedOut,
    Interrupted(reqwest::Error),
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        // The address is left out: it says nothing more, and may be a secret.
        let error = error.without_url();
        match (error.is_connect(), error.is_timeout()) {
            (true, _) => Self::Connect(error),
            (false, true) => Self::TimedOut,
            (false, false) => Self::Interrupted(error),
        }
    }
}

/// Reads a body into `bytes`, of which it makes at most `limit`; returns whether that is all.
pub async fn read(response: &mut Response, limit: usize, bytes: &mut Vec<u8>) -> Result<bool, Failure> {
    while let Some(chunk) = response.chunk().await? {
        let room = limit.saturating_sub(bytes.len());
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() > room {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How long a server asks to wait: seconds, or a date, which is read against its own clock.
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().trim();
    let date = |name| jiff::fmt::rfc2822::parse(text(name)).ok().map(|date| date.timestamp());
    match text(RETRY_AFTER).parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => {
            Some(Duration::try_from(date(RETRY_AFTER)?.duration_since(date(DATE)?)).unwrap_or_default())
        }
    }
}

/// The waits before repetitions, as many of them as `times`, else without end.
pub fn delays(times: Option<u32>) -> ExponentialBackoff {
    let delays =
        ExponentialBuilder::default().with_min_delay(MIN_DELAY).with_max_delay(MAX_DELAY).with_jitter();
    match times {
        Some(times) => delays.with_max_times(times as usize).build(),
        None => delays.without_max_times().build(),
    }
}

/// Whether an address is of this machine.
pub fn is_loopback(url: &Url) -> bool {
    url.host().is_some_and(|host| is_this_machine(&host))
}

/// Whether the name or the address of a host is of this machine.
pub fn is_local(host: &str) -> bool {
    let host = Host::parse(host).or_else(|_| Host::parse(&format!("[{host}]")));
    host.is_ok_and(|host| is_this_machine(&host))
}

fn is_this_machine<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Domain(name) => name.as_ref() == "localhost" || name.as_ref().ends_with(".localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_is_in_seconds_or_until_a_date() {
        let wait = |value: &str, date: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, value.parse().unwrap());
            headers.insert(DATE, date.parse().unwrap());
            retry_after(&headers).map(|wait| wait.as_secs())
        };
        let now = "Mon, 23 Nov 2026 07:00:00 GMT";
        assert_eq!(wait("30", now), Some(30));
        assert_eq!(wait("Mon, 23 Nov 2026 07:00:20 GMT", now), Some(20));
        assert_eq!(wait("Mon, 23 Nov 2026 06:00:00 GMT", now), Some(0));
        assert_eq!(wait("soon", now), None);
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }

    #[test]
    fn this_machine_has_several_names() {
        for host in ["localhost", "matomo.localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"] {
            assert!(is_local(host), "{host}");
        }
        for host in ["localhost.example.fr", "10.0.0.1", "::2", "notlocalhost", ""] {
            assert!(!is_local(host), "{host}");
        }
        assert!(is_loopback(&"http://[::1]:8080/x".parse().unwrap()));
        assert!(!is_loopback(&"http://stats.example.fr/".parse().unwrap()));
    }
}
