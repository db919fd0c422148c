//! Incoming webhooks of Mattermost and Slack.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::redirect;

use super::DeliveryError;
use crate::config::targets::{ChatKind, ChatTarget};
use crate::config::token::Secret;

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
/// the server was not reached, or said so.
pub async fn send(target: &ChatTarget, text: &str) -> Result<(), DeliveryError> {
    let url = target.url.as_ref().map_or("", Secret::reveal);
    let http = client(target)?;
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

fn client(target: &ChatTarget) -> Result<reqwest::Client, DeliveryError> {
    let failed = |error: reqwest::Error| DeliveryError::WebhookConnect { reason: cause(error) };
    // Only fails when a provider is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("matomo-audit/", env!("CARGO_PKG_VERSION")))
        // The address is a secret: it is given to nobody else.
        .redirect(redirect::Policy::none())
        .referer(false)
        .timeout(target.timeout);
    if let Some(pem) = &target.ca {
        builder = builder.tls_certs_merge(reqwest::Certificate::from_pem_bundle(pem).map_err(failed)?);
    }
    builder.build().map_err(failed)
}

async fn attempt(http: &reqwest::Client, url: &str, body: &str) -> Result<(), Refusal> {
    let request = http.post(url).header(CONTENT_TYPE, "application/json").body(body.to_owned());
    let mut response = match request.send().await {
        Ok(response) => response,
        Err(error) => {
            // Not reached: surely not accepted. Anything later may have been.
            let again = error.is_connect();
            let reason = cause(error);
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
    let wait = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    let mut answer = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        answer.extend_from_slice(&chunk);
        if answer.len() > ANSWER {
            break;
        }
    }
    let reason = without(&String::from_utf8_lossy(&answer), url);
    Err(Refusal {
        error: DeliveryError::Webhook { status: status.as_u16(), reason },
        again: status.as_u16() == 429 || status.is_server_error(),
        wait: wait.map(Duration::from_secs),
    })
}

/// An answer without the address and its last part, the secret itself.
fn without(answer: &str, url: &str) -> String {
    let secret = url.rsplit('/').next().unwrap_or_default();
    let answer = answer.replace(url, "***");
    if secret.is_empty() { answer } else { answer.replace(secret, "***") }
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
    fn an_answer_does_not_give_the_address_away() {
        let url = "https://chat.example.fr/hooks/s3cr3t";
        assert_eq!(
            without("no hook s3cr3t at https://chat.example.fr/hooks/s3cr3t", url),
            "no hook *** at ***"
        );
        assert_eq!(without("no", "https://chat.example.fr/hooks/"), "no");
    }
}
