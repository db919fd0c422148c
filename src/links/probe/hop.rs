//! One address after the other, as far as the redirects lead.

use reqwest::header::LOCATION;
use reqwest::{Method, Response, StatusCode};
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::guard::Private;
use super::{BODY, Probe, REDIRECTS};
use crate::escape::Foreign;
use crate::http::{Failure, read};
use crate::links::shown;
use crate::locale::{Text, Value};
use crate::reason::{comes_from, reason};

/// The way of an address.
#[derive(Debug, Clone)]
pub struct Chain {
    /// Each address that was requested, the first one too.
    pub hops: Vec<Url>,
    /// Why it does not end in a page.
    pub failure: Option<Text>,
}

pub async fn follow(probe: &Probe, address: &str) -> Chain {
    let mut chain = Chain { hops: Vec::new(), failure: None };
    let mut next = Url::parse(address).ok().filter(is_web).ok_or_else(|| not_web(address));
    loop {
        match next {
            Err(text) => {
                chain.failure = Some(text);
                return chain;
            }
            Ok(url) if chain.hops.contains(&url) => {
                chain.failure = Some(Text::new("link-check-loop").with("address", shown(url.as_str())));
                return chain;
            }
            Ok(url) if chain.hops.len() > REDIRECTS => {
                let text = Text::new("link-check-many").with("most", REDIRECTS as u64);
                chain.failure = Some(text.with("address", shown(url.as_str())));
                return chain;
            }
            Ok(url) => {
                chain.hops.push(url.clone());
                match step(probe, &url).await {
                    Ok(None) => return chain,
                    Ok(Some(to)) => next = Ok(to),
                    Err(text) => next = Err(text),
                }
            }
        }
    }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

fn not_web(address: &str) -> Text {
    Text::new("link-check-scheme").with("address", shown(address))
}

/// Where an address redirects to; nowhere, if it is a page.
async fn step(probe: &Probe, url: &Url) -> Result<Option<Url>, Text> {
    let host = url.host_str().unwrap_or_default();
    if probe.ours.refuses(url) {
        return Err(Text::new("link-check-private").with("host", Foreign::new(host)));
    }
    let over = |_| Text::new("link-check-time");
    let turn = timeout_at(probe.end, probe.turn(host)).await.map_err(over)?;
    if Instant::now() >= probe.end {
        return Err(Text::new("link-check-time"));
    }
    let mut response = timeout_at(probe.end, request(probe, url, Method::HEAD)).await.map_err(over)??;
    if response.status().as_u16() >= 400 {
        // Some servers know no HEAD, and say so in many ways.
        response = timeout_at(probe.end, request(probe, url, Method::GET)).await.map_err(over)??;
        // The first bytes let the server end in peace; what they are does not matter.
        let _ = timeout_at(probe.end, read(&mut response, BODY, &mut Vec::new())).await;
    }
    drop(turn);
    let status = response.status();
    match redirect(url, &response) {
        Some(to) => to.map(Some),
        None if status.is_success() => Ok(None),
        None => {
            let text = Text::new("link-check-status").with("address", shown(url.as_str()));
            Err(text.with("status", status.as_u16().to_string()))
        }
    }
}

/// The answer to a request; none, if the server is not reached.
async fn request(probe: &Probe, url: &Url, method: Method) -> Result<Response, Text> {
    log::info!("{method} {}", shown(url.as_str()));
    let host = Foreign::new(url.host_str().unwrap_or_default());
    probe.client(url).request(method, url.clone()).send().await.map_err(|error| {
        if comes_from::<Private>(&error) {
            return Text::new("link-check-private").with("host", host);
        }
        let reason: Value = match Failure::from(error) {
            Failure::Connect(error) | Failure::Interrupted(error) => reason(&error),
            Failure::TimedOut => Text::new("reason-timed-out").into(),
        };
        Text::new("link-check-unreached").with("host", host).with("reason", reason)
    })
}

/// Where an answer leads, if it is a redirect.
fn redirect(url: &Url, response: &Response) -> Option<Result<Url, Text>> {
    use StatusCode as S;
    let redirects =
        [S::MOVED_PERMANENTLY, S::FOUND, S::SEE_OTHER, S::TEMPORARY_REDIRECT, S::PERMANENT_REDIRECT];
    if !redirects.contains(&response.status()) {
        return None;
    }
    let Some(location) = response.headers().get(LOCATION) else {
        return Some(Err(Text::new("link-check-no-location").with("address", shown(url.as_str()))));
    };
    let location = String::from_utf8_lossy(location.as_bytes());
    let to = url.join(location.trim()).ok().filter(is_web);
    Some(to.ok_or_else(|| not_web(&location)).map(|mut to| {
        // As browsers do.
        if to.fragment().is_none() {
            to.set_fragment(url.fragment());
        }
        // A login that a server hands out is not for us.
        let _ = to.set_username("").and_then(|()| to.set_password(None));
        to
    }))
}
