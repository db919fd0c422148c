//! HTTP to one Matomo.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION};
use reqwest::{Response, StatusCode};
use tokio::time::{timeout, timeout_at};
use url::Url;

use super::answer::refusal;
use super::error::{MatomoError, Status};
use super::pace::{Outcome, Pace, Turn};
use super::request::Request;
use crate::api::Method;
use crate::config::Network;
use crate::config::token::Token;
use crate::echo::Echo;
use crate::http::{self, Failure};
use crate::secret;
use crate::tls::Certificates;

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
    /// `ca` holds certificates to trust besides the system's.
    pub fn new(
        url: &Url,
        token: Token,
        ca: Option<&Certificates>,
        network: &Network,
    ) -> Result<Self, MatomoError> {
        let http = http::client(&http::Options {
            url,
            ca,
            proxy: network.proxy.as_deref(),
            timeout: Duration::from_secs(network.timeout.get().into()),
            connect_timeout: Some(Duration::from_secs(network.connect_timeout.get().into())),
        });
        let http = http.map_err(MatomoError::setup)?;
        let secret = Some(&token).filter(|token| !token.is_public()).map(|token| token.reveal().to_owned());
        let echo = Echo::new(secret).map_err(|error| MatomoError::setup(error.to_string()))?;
        Ok(Self { http, url: url.clone(), token, echo, network: network.clone(), pace: Pace::new(network) })
    }

    pub fn address(&self) -> String {
        self.url.to_string()
    }

    /// Whether it asks without a token.
    pub fn is_public(&self) -> bool {
        self.token.is_public()
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
        let method = Method::Bulk;
        let body = self.post(method, urls, None).await?;
        // Instead of an array: an error of the whole request, with status 200.
        match refusal(&body) {
            Some(message) => Err(MatomoError::api(method, &message)),
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
        method: Method,
        mut form: Vec<(String, String)>,
        site: Option<&str>,
    ) -> Result<Vec<u8>, MatomoError> {
        // Module, format and method go in the address: with one of them only
        // in the body, an error is an HTML page. The token never does.
        let mut url = self.url.clone();
        url.set_path(&format!("{}index.php", self.url.path()));
        url.set_query(Some(&format!("module=API&format=json&method={method}")));
        form.push(("token_auth".to_owned(), self.token.reveal().to_owned()));

        let mut delays = http::delays(Some(self.network.retries.get()));
        let mut last = None;
        loop {
            let mut turn = match self.pace.turn(last.is_some()).await {
                Ok(turn) => turn,
                Err(stop) => return Err(last.unwrap_or(MatomoError::NotAsked(stop))),
            };
            let call = Call { url: &url, form: &form, method, site };
            let attempt = timeout_at(self.pace.deadline(), self.attempt(&call, &mut turn)).await;
            let out_of_time = || MatomoError::out_of_time(self.url.as_str(), self.network.run_timeout.get());
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
        let mut response = sent.map_err(|error| self.transport(error.into()))?;
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
        let whole = http::read(response, limit_mib as usize * 1024 * 1024, &mut body).await;
        match whole.map_err(|failure| self.transport(failure))? {
            true => Ok(self.echo.hide(body)),
            false => Err(MatomoError::too_large(self.url.as_str(), limit_mib)),
        }
    }

    /// What can be had of the body of an error.
    async fn page(&self, response: &mut Response) -> Page {
        let mut body = Vec::new();
        let read = timeout(ERROR_TIME, http::read(response, ERROR_BYTES, &mut body)).await;
        let whole = read.is_ok_and(|read| read.is_ok());
        Page { body: self.echo.hide(body), whole }
    }

    fn header(&self, headers: &HeaderMap, name: reqwest::header::HeaderName) -> String {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        self.echo.hide_text(value.unwrap_or_default())
    }

    /// The error behind a status that is no success.
    fn error(&self, status: StatusCode, headers: &HeaderMap, page: &Page, call: &Call<'_>) -> MatomoError {
        let url = self.url.as_str();
        if status.is_redirection() {
            return self.redirected(status, headers);
        }
        let content_type = self.header(headers, CONTENT_TYPE);
        let matomo = refusal(&page.body);
        let words = matomo.clone().unwrap_or_else(|| excerpt(&page.body));
        let wait = http::retry_after(headers);
        match status {
            StatusCode::UNAUTHORIZED => {
                let words = if words.is_empty() { status.to_string() } else { words };
                self.unauthorized(status, &words)
            }
            _ if is_lockout(&words) || is_lockout(&String::from_utf8_lossy(&page.body)) => {
                MatomoError::locked_out(url, &words)
            }
            StatusCode::TOO_MANY_REQUESTS => MatomoError::rate_limited(url, wait),
            // The same words as for a site without access in a bulk.
            StatusCode::FORBIDDEN if matomo.is_some() && call.is_named_in(&words) => {
                MatomoError::api(call.method, &words)
            }
            StatusCode::FORBIDDEN if matomo.is_some() && self.is_public() => {
                MatomoError::not_public(url, &words)
            }
            StatusCode::FORBIDDEN if matomo.is_some() => MatomoError::forbidden(url, &words),
            // A firewall answers with a page of its own.
            StatusCode::FORBIDDEN | StatusCode::INTERNAL_SERVER_ERROR
                if !page.whole && !page.is_html(&content_type) =>
            {
                MatomoError::unclear(url, status.as_u16())
            }
            _ => {
                let (code, by_matomo) = (status.as_u16(), matomo.is_some());
                let (content_type, words) = (&*content_type, &*words);
                MatomoError::status(url, &Status { code, wait, content_type, words, by_matomo })
            }
        }
    }

    fn unauthorized(&self, status: StatusCode, words: &str) -> MatomoError {
        match self.is_public() {
            true => MatomoError::not_public(self.url.as_str(), words),
            false => MatomoError::unauthorized(self.url.as_str(), status.as_u16(), words),
        }
    }

    fn redirected(&self, status: StatusCode, headers: &HeaderMap) -> MatomoError {
        let location = self.header(headers, LOCATION);
        let to = self.url.join(&location).map(|mut to| {
            to.set_query(None);
            to.to_string()
        });
        let to = to.unwrap_or(location);
        MatomoError::redirected(self.url.as_str(), status.as_u16(), &secret::without_login(&to))
    }

    /// The error in an answer with status 200 that is no report, if it is one.
    fn refused(&self, headers: &HeaderMap, body: &[u8]) -> Option<MatomoError> {
        let url = self.url.as_str();
        match refusal(body) {
            Some(message) if is_lockout(&message) => return Some(MatomoError::locked_out(url, &message)),
            Some(message) if is_bad_token(&message) => {
                return Some(self.unauthorized(StatusCode::OK, &message));
            }
            _ => {}
        }
        match body.trim_ascii_start().first() {
            None => Some(MatomoError::empty(url)),
            // Every answer that is asked for is an array or an object.
            Some(b'[' | b'{') => None,
            Some(_) => Some(MatomoError::not_json(url, &self.header(headers, CONTENT_TYPE), &excerpt(body))),
        }
    }

    fn transport(&self, failure: Failure) -> MatomoError {
        let url = self.url.as_str();
        match failure {
            Failure::Connect(error) => MatomoError::connect(url, &error),
            Failure::TimedOut => MatomoError::timed_out(url, self.network.timeout.get()),
            Failure::Interrupted(error) => MatomoError::interrupted(url, &error),
        }
    }
}

/// One request, and what errors must know of it.
struct Call<'a> {
    url: &'a Url,
    form: &'a [(String, String)],
    method: Method,
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
