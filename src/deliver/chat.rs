//! Incoming webhooks of Mattermost and Slack.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, RETRY_AFTER};
use reqwest::{StatusCode, redirect};
use url::Url;

use super::DeliveryError;
use super::secrets::Secrets;
use crate::config::is_loopback;
use crate::config::targets::ChatTarget;
use crate::config::token::Secret;
use crate::format::ChatKind;

/// Attempts after the first one.
const RETRIES: usize = 3;
/// Longest wait that a server's `Retry-After` is honoured for.
const MAX_WAIT: Duration = Duration::from_secs(60);
/// As much of an answer as an error may need.
const ANSWER: usize = 4096;

/// The body of the request.
pub fn payload(target: &ChatTarget, text: &str) -> String {
    match target.kind {
        ChatKind::Mattermost => serde_json::json!({ "text": text }),
        // No previews of what a label may point to.
        ChatKind::Slack => {
            serde_json::json!({ "text": text, "unfurl_links": false, "unfurl_media": false })
        }
    }
    .to_string()
}

/// Posts the message. It is tried again only when it was surely not accepted:
/// the server was not reached, or said to come back later.
pub async fn send(target: &ChatTarget, text: &str) -> Result<(), DeliveryError> {
    let url = target.url.as_ref().map_or("", Secret::reveal);
    let http = client(target, url)?;
    let body = payload(target, text);
    let backoff = ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(500))
        .with_max_delay(Duration::from_secs(20))
        .with_max_times(RETRIES)
        .with_jitter();
    (|| attempt(&http, url, &body))
        .retry(backoff)
        .when(|refusal: &Refusal| refusal.again)
        .adjust(|refusal, delay| match (delay, refusal.wait) {
            (Some(_), Some(wait)) if wait > MAX_WAIT => None,
            (Some(delay), Some(wait)) => Some(delay.max(wait)),
            (delay, _) => delay,
        })
        .notify(|refusal, delay| log::info!("{:?}: again in {:.1} s", refusal.error, delay.as_secs_f32()))
        .await
        .map_err(|refusal| refusal.error)
}

/// Why one attempt failed, and whether another one may be made.
struct Refusal {
    error: DeliveryError,
    again: bool,
    wait: Option<Duration>,
}

fn client(target: &ChatTarget, url: &str) -> Result<reqwest::Client, DeliveryError> {
    let failed = |error: reqwest::Error| DeliveryError::WebhookConnect { reason: cause(error) };
    // Only fails when a provider is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("matomo-audit/", env!("CARGO_PKG_VERSION")))
        // The address is a secret: it is given to nobody else.
        .redirect(redirect::Policy::none())
        .referer(false)
        .timeout(target.timeout);
    // A proxy elsewhere cannot reach this machine, and would be told the secret.
    if Url::parse(url).is_ok_and(|url| is_loopback(&url)) {
        builder = builder.no_proxy();
    }
    if let Some(pem) = &target.ca {
        builder = builder.tls_certs_merge(reqwest::Certificate::from_pem_bundle(pem).map_err(failed)?);
    }
    builder.build().map_err(failed)
}

async fn attempt(http: &reqwest::Client, url: &str, body: &str) -> Result<(), Refusal> {
    let secrets = Secrets::of_webhook(url);
    let request = http.post(url).header(CONTENT_TYPE, "application/json").body(body.to_owned());
    let mut response = match request.send().await {
        Ok(response) => response,
        Err(error) => {
            // Not reached: surely not accepted. Anything later may have been.
            let again = error.is_connect();
            let reason = secrets.hide(&cause(error));
            let error = match again {
                true => DeliveryError::WebhookConnect { reason },
                false => DeliveryError::WebhookUnknown { reason },
            };
            return Err(Refusal { error, again, wait: None });
        }
    };
    let status = response.status();
    if status.is_success() {
        return Ok(());
    }
    let later = is_later(status, response.headers());
    let wait = retry_after(response.headers());
    let mut answer = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        answer.extend_from_slice(&chunk);
        if answer.len() > ANSWER {
            break;
        }
    }
    let reason = secrets.hide(&String::from_utf8_lossy(&answer));
    Err(Refusal {
        error: DeliveryError::Webhook { status: status.as_u16(), reason, later },
        again: later,
        wait,
    })
}

/// Whether the answer says that nothing was taken and to come back later. Any
/// other error of a server, such as a gateway's 504, may come after the post.
fn is_later(status: StatusCode, headers: &HeaderMap) -> bool {
    match status {
        StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::SERVICE_UNAVAILABLE => headers.contains_key(RETRY_AFTER),
        _ => false,
    }
}

/// How long to wait: seconds, or a date, which is read against the server's own clock.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().trim();
    let date = |name| jiff::fmt::rfc2822::parse(text(name)).ok().map(|date| date.timestamp());
    match text(RETRY_AFTER).parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => {
            Some(Duration::try_from(date(RETRY_AFTER)?.duration_since(date(DATE)?)).unwrap_or_default())
        }
    }
}

/// The innermost reason of an error, which never has the address in it.
fn cause(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
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
}
