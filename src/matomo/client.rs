//! HTTP to one Matomo.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, LOCATION, RETRY_AFTER};
use reqwest::{Response, StatusCode, redirect};
use tokio::time::{timeout, timeout_at};
use url::Url;

use super::answer::refusal;
use super::echo::Echo;
use super::error::MatomoError;
use super::pace::{Outcome, Pace, Turn, delays};
use super::request::Request;
use crate::config::token::Token;
use crate::config::{Network, is_loopback};
use crate::secret;

/// Largest answer to one call that is no report: an error page, at most.
const ERROR_BYTES: usize = 64 * 1024;
/// How long the words of an error are waited for: its status has come, and
/// meanwhile nobody sends.
const ERROR_TIME: Duration = Duration::from_secs(5);

/// A connection to one Matomo.
pub struct Client {
    http: reqwest::Client,
    /// The folder of `index.php`.
    url: Url,
    token: Token,
    echo: Echo,
    network: Network,
    pace: Pace,
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
        } else if is_loopback(url) {
            // The proxy of the environment is for other machines: the token
            // would leave this one, and in clear.
            builder = builder.no_proxy();
        }
        let http = builder.build().map_err(|error| setup(cause(&error)))?;
        let echo = Echo::new(&token).map_err(|error| setup(error.to_string()))?;
        Ok(Self { http, url: url.clone(), token, echo, network: network.clone(), pace: Pace::new(network) })
    }

    pub fn address(&self) -> String {
        self.url.to_string()
    }

    pub fn max_rows(&self) -> u32 {
        self.network.max_rows.get()
    }

    /// Several calls in one request.
    pub async fn bulk(&self, requests: &[Request]) -> Result<Vec<u8>, MatomoError> {
        let urls: Vec<_> = requests
            .iter()
            .enumerate()
            .map(|(index, request)| (format!("urls[{index}]"), request.query()))
            .collect();
        let method = "API.getBulkRequest";
        let body = self.post(method, urls, None).await?;
        // Instead of an array: an error of the whole request, with status 200.
        match refusal(&body) {
            Some(message) => Err(MatomoError::Api { method: method.to_owned(), message }),
            None => Ok(body),
        }
    }

    /// One call in a request of its own.
    pub async fn single(&self, request: &Request) -> Result<Vec<u8>, MatomoError> {
        let params = request.params.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        let site = request.params.get("idSite").map(String::as_str);
        self.post(request.method, params.collect(), site).await
    }

    /// `site`: the one that the request is about, if it is about one.
    async fn post(
        &self,
        method: &str,
        mut form: Vec<(String, String)>,
        site: Option<&str>,
    ) -> Result<Vec<u8>, MatomoError> {
        // Module, format and method go in the address: with one of them only
        // in the body, an error is an HTML page. The token never does.
        let mut url = self.url.clone();
        url.set_path(&format!("{}index.php", self.url.path()));
        url.set_query(Some(&format!("module=API&format=json&method={method}")));
        form.push(("token_auth".to_owned(), self.token.reveal().to_owned()));

        let mut delays = delays(self.network.retries.get());
        let mut last = None;
        loop {
            let mut turn = match self.pace.turn(last.is_some()).await {
                Ok(turn) => turn,
                Err(stop) => return Err(last.unwrap_or(MatomoError::NotAsked { stop })),
            };
            let call = Call { url: &url, form: &form, method, site };
            let attempt = timeout_at(self.pace.deadline(), self.attempt(&call, &mut turn)).await;
            let out_of_time =
                || MatomoError::OutOfTime { url: self.address(), seconds: self.network.run_timeout.get() };
            let error = match attempt.unwrap_or_else(|_| Err(out_of_time())) {
                Ok(body) => {
                    turn.end(Outcome::Answered);
                    return Ok(body);
                }
                Err(error) => error,
            };
            let again = turn.end(error.outcome());
            let Some(delay) = delays.next().filter(|_| again) else { return Err(error) };
            log::info!("{error:?}: again in {:.1} s or later", delay.as_secs_f32());
            last = Some(error);
            self.pace.rest(delay).await;
        }
    }

    async fn attempt(&self, call: &Call<'_>, turn: &mut Turn<'_>) -> Result<Vec<u8>, MatomoError> {
        log::info!("POST {}", call.url);
        let sent = self.http.post(call.url.clone()).form(call.form).send().await;
        let mut response = sent.map_err(|error| self.transport(error))?;
        let status = response.status();
        let headers = response.headers().clone();
        if !status.is_success() {
            turn.hold();
            let page = self.page(&mut response).await;
            log::info!("{status}, {} bytes", page.body.len());
            return Err(self.error(status, &headers, &page, call));
        }
        let body = self.body(&mut response).await?;
        log::info!("{status}, {} bytes", body.len());
        match self.refused(&headers, &body) {
            Some(error) => Err(error),
            None => Ok(body),
        }
    }

    async fn body(&self, response: &mut Response) -> Result<Vec<u8>, MatomoError> {
        let limit_mib = self.network.max_answer.get();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.transport(error))? {
            if body.len() + chunk.len() > limit_mib as usize * 1024 * 1024 {
                return Err(MatomoError::TooLarge { url: self.address(), limit_mib });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(self.echo.hide(body))
    }

    /// What can be had of the body of an error.
    async fn page(&self, response: &mut Response) -> Page {
        let mut body = Vec::new();
        let read = async {
            while body.len() < ERROR_BYTES {
                match response.chunk().await {
                    Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                    Ok(None) => break,
                    Err(_) => return false,
                }
            }
            true
        };
        let whole = timeout(ERROR_TIME, read).await.unwrap_or(false);
        body.truncate(ERROR_BYTES);
        Page { body: self.echo.hide(body), whole }
    }

    fn header(&self, headers: &HeaderMap, name: reqwest::header::HeaderName) -> String {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        self.echo.hide_text(value.unwrap_or_default())
    }

    /// The error behind a status that is no success.
    fn error(&self, status: StatusCode, headers: &HeaderMap, page: &Page, call: &Call<'_>) -> MatomoError {
        let url = self.address();
        if status.is_redirection() {
            return self.redirected(status, headers);
        }
        let content_type = self.header(headers, CONTENT_TYPE);
        let matomo = refusal(&page.body);
        let words = matomo.clone().unwrap_or_else(|| excerpt(&page.body));
        let wait = retry_after(&self.header(headers, RETRY_AFTER), &self.header(headers, DATE))
            .map(Duration::from_secs);
        match status {
            StatusCode::UNAUTHORIZED => {
                let words = if words.is_empty() { status.to_string() } else { words };
                MatomoError::Unauthorized { url, status: status.as_u16(), message: words }
            }
            _ if is_lockout(&words) || is_lockout(&String::from_utf8_lossy(&page.body)) => {
                MatomoError::LockedOut { url, message: words }
            }
            StatusCode::TOO_MANY_REQUESTS => MatomoError::RateLimited { url, wait },
            // The same words as for a site without access in a bulk.
            StatusCode::FORBIDDEN if matomo.is_some() && call.is_named_in(&words) => {
                MatomoError::Api { method: call.method.to_owned(), message: words }
            }
            StatusCode::FORBIDDEN if matomo.is_some() => MatomoError::Forbidden { url, message: words },
            // A firewall answers with a page of its own.
            StatusCode::FORBIDDEN | StatusCode::INTERNAL_SERVER_ERROR
                if !page.whole && !page.is_html(&content_type) =>
            {
                MatomoError::Unclear { url, status: status.as_u16() }
            }
            _ => MatomoError::Status {
                url,
                status: status.as_u16(),
                wait,
                content_type,
                excerpt: words,
                by_matomo: matomo.is_some(),
            },
        }
    }

    fn redirected(&self, status: StatusCode, headers: &HeaderMap) -> MatomoError {
        let location = self.header(headers, LOCATION);
        let to = self.url.join(&location).map(|mut to| {
            to.set_query(None);
            to.to_string()
        });
        let to = secret::without_login(&to.unwrap_or(location)).into_owned();
        MatomoError::Redirected { url: self.address(), status: status.as_u16(), to }
    }

    /// The error in an answer with status 200 that is no report, if it is one.
    fn refused(&self, headers: &HeaderMap, body: &[u8]) -> Option<MatomoError> {
        let url = self.address();
        match refusal(body) {
            Some(message) if is_lockout(&message) => return Some(MatomoError::LockedOut { url, message }),
            Some(message) if is_bad_token(&message) => {
                return Some(MatomoError::Unauthorized { url, status: StatusCode::OK.as_u16(), message });
            }
            _ => {}
        }
        match body.trim_ascii_start().first() {
            None => Some(MatomoError::Empty { url }),
            // Every answer that is asked for is an array or an object.
            Some(b'[' | b'{') => None,
            Some(_) => {
                let content_type = self.header(headers, CONTENT_TYPE);
                Some(MatomoError::NotJson { url, content_type, excerpt: excerpt(body) })
            }
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

/// One request, and what errors must know of it.
struct Call<'a> {
    url: &'a Url,
    form: &'a [(String, String)],
    method: &'a str,
    site: Option<&'a str>,
}

impl Call<'_> {
    /// Whether a message of Matomo names the site that was asked for, which
    /// "no access to the site" does in every language.
    fn is_named_in(&self, message: &str) -> bool {
        let mut numbers = message.split(|c: char| !c.is_ascii_digit());
        self.site.is_some_and(|site| numbers.any(|number| number == site))
    }
}

/// The body of an error.
struct Page {
    body: Vec<u8>,
    /// Whether it is all of it, or all that is worth reading.
    whole: bool,
}

impl Page {
    fn is_html(&self, content_type: &str) -> bool {
        content_type.to_ascii_lowercase().contains("html") && !self.body.trim_ascii_start().starts_with(b"{")
    }
}

/// "Too many failed logins" comes with status 500 and has no code of its own.
/// In another language than these it is Matomo's own failure, twice the same.
fn is_lockout(message: &str) -> bool {
    let message = message.to_lowercase();
    ["failed logins", "échecs de connexion", "tentatives de connexion"]
        .iter()
        .any(|words| message.contains(words))
}

/// Before version 5, a refused token has status 200.
fn is_bad_token(message: &str) -> bool {
    message.to_ascii_lowercase().contains("unable to authenticate")
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
