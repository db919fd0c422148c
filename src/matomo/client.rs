//! HTTP to one Matomo.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, LOCATION, RETRY_AFTER};
use reqwest::{StatusCode, redirect};
use url::Url;

use super::answer::refusal;
use super::error::MatomoError;
use super::request::Request;
use crate::config::Network;
use crate::config::token::Token;
use crate::secret;

/// Longest wait that a server's `Retry-After` is honoured for: past it, a
/// person is better served by an error.
const MAX_WAIT: Duration = Duration::from_secs(120);
/// Largest answer to one call that is no report: an error page, at most.
const ERROR_BYTES: usize = 64 * 1024;

/// What stands in the place of a token that a server echoed.
const HIDDEN: &str = "***";

/// A connection to one Matomo.
pub struct Client {
    http: reqwest::Client,
    /// The folder of `index.php`.
    url: Url,
    token: Token,
    network: Network,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("url", &self.url.as_str()).finish_non_exhaustive()
    }
}

impl Client {
    /// `ca` holds certificates to trust besides the system's, in PEM.
    pub fn new(url: &Url, token: Token, ca: Option<&[u8]>, network: &Network) -> Result<Self, MatomoError> {
        let setup = |reason: String| MatomoError::Setup { reason };
        // Only fails when a provider is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("matomo-audit/", env!("CARGO_PKG_VERSION")))
            // A followed redirect would turn the POST into a GET without its body.
            .redirect(redirect::Policy::none())
            .referer(false)
            .timeout(Duration::from_secs(network.timeout.get().into()))
            .connect_timeout(Duration::from_secs(network.connect_timeout.get().into()));
        if let Some(pem) = ca {
            let certificates = reqwest::Certificate::from_pem_bundle(pem);
            builder = builder.tls_certs_merge(certificates.map_err(|error| setup(cause(&error)))?);
        }
        if let Some(proxy) = &network.proxy {
            let proxy = reqwest::Proxy::all(proxy).map_err(|_| setup("the proxy is not a URL".to_owned()))?;
            builder = builder.proxy(proxy);
        }
        let http = builder.build().map_err(|error| setup(cause(&error)))?;
        Ok(Self { http, url: url.clone(), token, network: network.clone() })
    }

    pub fn address(&self) -> String {
        self.url.to_string()
    }

    /// Several calls in one request.
    pub async fn bulk(&self, requests: &[Request]) -> Result<Vec<u8>, MatomoError> {
        let urls: Vec<_> = requests
            .iter()
            .enumerate()
            .map(|(index, request)| (format!("urls[{index}]"), request.query()))
            .collect();
        let method = "API.getBulkRequest";
        let body = self.post(method, urls).await?;
        // Instead of an array: an error of the whole request, with status 200.
        match refusal(&body) {
            Some(message) => Err(MatomoError::Api { method: method.to_owned(), message }),
            None => Ok(body),
        }
    }

    /// One call in a request of its own.
    pub async fn single(&self, request: &Request) -> Result<Vec<u8>, MatomoError> {
        let params = request.params.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        self.post(request.method, params.collect()).await
    }

    async fn post(&self, method: &str, mut form: Vec<(String, String)>) -> Result<Vec<u8>, MatomoError> {
        // Module, format and method go in the address: with one of them only
        // in the body, an error is an HTML page. The token never does.
        let mut url = self.url.clone();
        url.set_path(&format!("{}index.php", self.url.path()));
        url.set_query(Some(&format!("module=API&format=json&method={method}")));
        form.push(("token_auth".to_owned(), self.token.reveal().to_owned()));

        let backoff = ExponentialBuilder::default()
            .with_min_delay(Duration::from_millis(250))
            .with_max_delay(Duration::from_secs(20))
            .with_max_times(self.network.retries.get() as usize)
            .with_jitter();
        (|| self.attempt(&url, &form))
            .retry(backoff)
            .when(MatomoError::is_transient)
            .adjust(|error, delay| {
                let wait = error.retry_after().map(Duration::from_secs);
                match (delay, wait) {
                    (Some(_), Some(wait)) if wait > MAX_WAIT => None,
                    (Some(delay), Some(wait)) => Some(delay.max(wait)),
                    (delay, _) => delay,
                }
            })
            .notify(|error, delay| log::info!("{:?}: again in {:.1} s", error, delay.as_secs_f32()))
            .await
    }

    async fn attempt(&self, url: &Url, form: &[(String, String)]) -> Result<Vec<u8>, MatomoError> {
        log::info!("POST {url}");
        let sent = self.http.post(url.clone()).form(form).send().await;
        let mut response = sent.map_err(|error| self.transport(error))?;
        let status = response.status();
        let headers = response.headers().clone();
        let limit = match status.is_success() {
            true => self.network.max_answer.get() as usize * 1024 * 1024,
            false => ERROR_BYTES,
        };
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.transport(error))? {
            if body.len() + chunk.len() > limit {
                if !status.is_success() {
                    break;
                }
                let limit_mib = self.network.max_answer.get();
                return Err(MatomoError::TooLarge { url: self.address(), limit_mib });
            }
            body.extend_from_slice(&chunk);
        }
        log::info!("{status}, {} bytes", body.len());
        let body = without(body, self.token.reveal());
        match self.refused(status, &headers, &body) {
            Some(error) => Err(error),
            None => Ok(body),
        }
    }

    /// The error in an answer that is no report, if it is one.
    fn refused(&self, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Option<MatomoError> {
        let url = self.address();
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let text = |name| header(name).replace(self.token.reveal(), HIDDEN);
        let content_type = text(CONTENT_TYPE);
        if status.is_redirection() {
            let to = self.url.join(&text(LOCATION)).map(|mut to| {
                to.set_query(None);
                to.to_string()
            });
            let to = to.unwrap_or_else(|_| text(LOCATION));
            let to = secret::without_login(&to).into_owned();
            return Some(MatomoError::Redirected { url, status: status.as_u16(), to });
        }
        let message = refusal(body);
        if message.as_deref().is_some_and(is_lockout) {
            return Some(MatomoError::LockedOut { url, message: message.unwrap_or_default() });
        }
        let wait = || retry_after(&text(RETRY_AFTER), &text(DATE));
        match status {
            StatusCode::UNAUTHORIZED => {
                let message = message.unwrap_or_else(|| "401 Unauthorized".to_owned());
                Some(MatomoError::Unauthorized { url, message })
            }
            StatusCode::TOO_MANY_REQUESTS => Some(MatomoError::RateLimited { url, wait: wait() }),
            status if !status.is_success() => {
                let excerpt = message.unwrap_or_else(|| excerpt(body));
                Some(MatomoError::Status {
                    url,
                    status: status.as_u16(),
                    wait: wait(),
                    content_type,
                    excerpt,
                })
            }
            _ => match body.trim_ascii_start().first() {
                None => Some(MatomoError::Empty { url }),
                // Every answer that is asked for is an array or an object.
                Some(b'[' | b'{') => None,
                Some(_) => Some(MatomoError::NotJson { url, content_type, excerpt: excerpt(body) }),
            },
        }
    }

    fn transport(&self, error: reqwest::Error) -> MatomoError {
        let url = self.address();
        // The address of the request is left out: it says nothing more.
        let error = error.without_url();
        if error.is_timeout() && !error.is_connect() {
            return MatomoError::TimedOut { url, seconds: self.network.timeout.get() };
        }
        let reason = cause(&error);
        match error.is_connect() {
            true => MatomoError::Connect { url, reason },
            false => MatomoError::Interrupted { url, reason },
        }
    }
}

/// The answer without the token: should a server echo it, it goes no further,
/// neither into a message nor into a recording.
fn without(body: Vec<u8>, token: &str) -> Vec<u8> {
    let token = token.as_bytes();
    if !body.windows(token.len()).any(|window| window == token) {
        return body;
    }
    let mut clean = Vec::with_capacity(body.len());
    let mut rest = &body[..];
    while let Some(at) = rest.windows(token.len()).position(|window| window == token) {
        clean.extend_from_slice(&rest[..at]);
        clean.extend_from_slice(HIDDEN.as_bytes());
        rest = &rest[at + token.len()..];
    }
    clean.extend_from_slice(rest);
    clean
}

/// "Too many failed logins" comes with status 500 and has no code of its own.
/// In another language it is still a final 500, with Matomo's words.
fn is_lockout(message: &str) -> bool {
    message.to_ascii_lowercase().contains("failed logins")
}

/// Seconds to wait, from a number or an HTTP date, which is read against the
/// server's own clock.
fn retry_after(value: &str, date: &str) -> Option<u64> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(seconds);
    }
    let until = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    let now = jiff::fmt::rfc2822::parse(date).ok()?.timestamp();
    Some(u64::try_from(until.duration_since(now).as_secs()).unwrap_or(0))
}

/// The words of a page, without its markup.
fn excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(ERROR_BYTES)]);
    let mut words = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                words.push(' ');
            }
            c if !inside => words.push(c),
            _ => {}
        }
    }
    words.split_whitespace().take(30).collect::<Vec<_>>().join(" ")
}

/// The innermost reason of an error: the outer ones only say "error sending request".
fn cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}
