//! What is posted to: incoming webhooks, and rooms of Matrix.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{Client, StatusCode};
use url::Url;

use super::error::{DeliveryError, quote};
use super::matrix;
use crate::config::targets::{ChatTarget, Place};
use crate::config::token::Secret;
use crate::echo::Echo;
use crate::http::{self, Failure};
use crate::locale::{Text, Value};
use crate::reason::{common, innermost};

/// Attempts after the first one.
const RETRIES: u32 = 3;
/// As much of an answer as an error may need.
const ANSWER: usize = 4096;

/// Posts the message.
pub async fn send(target: &ChatTarget, body: &str) -> Result<(), DeliveryError> {
    match &target.place {
        // Tried again only when it was surely not accepted: the server was not reached, or said to
        // come back later.
        Place::Webhook(url) => {
            let webhook = Webhook::new(target, url.as_ref())?;
            repeat(async || webhook.post(body).await).await.map_err(|refusal| refusal.error)
        }
        Place::Matrix(room) => matrix::send(target, room, body).await,
    }
}

/// Makes attempts until one is no good, or says that no other would be.
pub async fn repeat<T>(attempt: impl AsyncFn() -> Result<T, Refusal>) -> Result<T, Refusal> {
    let mut delays = http::delays(Some(RETRIES));
    loop {
        let refusal = match attempt().await {
            Ok(done) => return Ok(done),
            Err(refusal) => refusal,
        };
        let delay = delays.next().filter(|_| refusal.again && refusal.wait <= http::MAX_WAIT);
        let Some(delay) = delay.map(|delay| delay.max(refusal.wait)) else { return Err(refusal) };
        log::info!("{:?}: again in {:.1} s", refusal.error, delay.as_secs_f32());
        tokio::time::sleep(delay).await;
    }
}

/// What is known of a target without a message.
pub async fn test(target: &ChatTarget) -> Result<Text, DeliveryError> {
    match &target.place {
        Place::Webhook(url) => {
            Webhook::new(target, url.as_ref())?.reach().await?;
            Ok(Text::new("checked-chat"))
        }
        Place::Matrix(room) => matrix::test(target, room).await,
    }
}

/// Why one attempt failed, and whether another one may be made.
pub struct Refusal {
    pub error: DeliveryError,
    pub again: bool,
    /// What the server asks for.
    pub wait: Duration,
    /// Whether the server says that it may not be.
    pub forbidden: bool,
}

struct Webhook {
    http: Client,
    url: Url,
    timeout: Duration,
    /// The address is a secret: what repeats it is not shown.
    echo: Echo,
}

impl Webhook {
    fn new(target: &ChatTarget, url: Option<&Secret>) -> Result<Self, DeliveryError> {
        let failed = |reason: Value| DeliveryError::because(Text::new("delivery-webhook-connect"), reason);
        let words = |error: &dyn std::error::Error| failed(quote(&error.to_string()).into());
        let url = url.map_or("", Secret::reveal);
        let url = Url::parse(url).map_err(|error| words(&error))?;
        let http = http::client(&http::Options {
            url: &url,
            ca: target.ca.as_ref(),
            proxy: None,
            timeout: target.timeout,
            connect_timeout: None,
        });
        let echo = Echo::new(secrets(&url)).map_err(|error| words(&error))?;
        Ok(Self { http: http.map_err(failed)?, url, timeout: target.timeout, echo })
    }

    /// Whether its server can be reached. It is not asked for the webhook, which would post.
    async fn reach(&self) -> Result<(), DeliveryError> {
        let Ok(root) = self.url.join("/") else { return Ok(()) };
        match self.http.head(without_login(root)).send().await {
            Ok(_) => Ok(()),
            // Nothing was posted, whenever it failed.
            Err(error) => {
                let reason = reason(&Failure::from(error), &self.echo, self.timeout);
                Err(DeliveryError::because(Text::new("delivery-webhook-connect"), reason))
            }
        }
    }

    async fn post(&self, body: &str) -> Result<(), Refusal> {
        let request = self.http.post(self.url.clone()).header(CONTENT_TYPE, "application/json");
        let mut response =
            request.body(body.to_owned()).send().await.map_err(|error| self.unanswered(error.into()))?;
        let status = response.status();
        if status.is_success() {
            return Ok(());
        }
        let again = is_later(status, response.headers());
        let wait = http::retry_after(response.headers()).unwrap_or_default();
        let mut answer = Vec::new();
        // What can be had of it.
        let _ = http::read(&mut response, ANSWER, &mut answer).await;
        let id = match status.as_u16() {
            _ if again => "delivery-webhook-later",
            300..=399 => "delivery-webhook-redirected",
            400 | 401 | 403 | 404 | 410 => "delivery-webhook-gone",
            500..=599 => "delivery-webhook-failed",
            _ => "delivery-webhook",
        };
        let text = Text::new(id).with("status", status.as_str().to_owned());
        let reason = quote(self.echo.hide_all(&String::from_utf8_lossy(&answer)));
        Err(Refusal { error: DeliveryError::because(text, reason), again, wait, forbidden: false })
    }

    fn unanswered(&self, failure: Failure) -> Refusal {
        // Not reached: surely not accepted. Anything later may have been.
        let (id, again) = match failure {
            Failure::Connect(_) => ("delivery-webhook-connect", true),
            Failure::Interrupted(_) | Failure::TimedOut => ("delivery-webhook-unknown", false),
        };
        let reason = reason(&failure, &self.echo, self.timeout);
        let error = DeliveryError::because(Text::new(id), reason);
        Refusal { error, again, wait: Duration::ZERO, forbidden: false }
    }
}

/// Why there was no answer.
pub fn reason(failure: &Failure, echo: &Echo, timeout: Duration) -> Value {
    match failure {
        Failure::Connect(error) | Failure::Interrupted(error) => match common(error) {
            Some(text) => text.into(),
            None => quote(echo.hide_all(&innermost(error))).into(),
        },
        Failure::TimedOut => Text::new("reason-no-answer").with("seconds", timeout.as_secs()).into(),
    }
}

/// An address without the user name and the password in it.
fn without_login(mut url: Url) -> Url {
    // Only an address without a host has no room for them, and no server either.
    let _ = url.set_username("").and_then(|()| url.set_password(None));
    url
}

/// What is secret of the address of a webhook: the end of its path, and anything else in it but the host.
fn secrets(url: &Url) -> Vec<String> {
    // That of a workflow is signed: all else in it is told by the service itself.
    if let Some((_, signature)) = url.query_pairs().find(|(name, _)| name == "sig") {
        return vec![signature.into_owned()];
    }
    let end = url.path().rsplit('/').find(|part| !part.is_empty()).map(str::to_owned);
    let parts = url.query_pairs().map(|(_, value)| value.into_owned());
    let login = [url.username(), url.password().unwrap_or_default()].map(str::to_owned);
    end.into_iter().chain(parts).chain(login).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_hidden_with_all_its_parts() {
        let echo = |url: &str| Echo::new(secrets(&url.parse().unwrap())).unwrap();
        let hook = echo("https://me:pa55@chat.example.fr/hooks/s3cr3t%20x?token=t0k3n");
        for words in [
            "no hook s3cr3t x",
            r"at https:\/\/me:pa55@chat.example.fr\/hooks\/s3cr3t%20x",
            "Cannot POST /hooks/S3CR3T%20X",
            r"s3cr\u0033t x",
            "token t0k3n",
            "not pa55",
        ] {
            assert_eq!(hook.hide_all(words), "***", "{words}");
        }
        let words = "no such hook at chat.example.fr";
        assert_eq!(hook.hide_all(words), words);
        assert_eq!(echo("https://chat.example.fr/hooks/").hide_all("no"), "no");
        let workflow = echo("https://x.logic.azure.com/workflows/1/paths/invoke?sv=1.0&sig=s1gn%2F");
        assert_eq!(workflow.hide_all("no card in version 1.0"), "no card in version 1.0");
        assert_eq!(workflow.hide_all("no s1gn/"), "***");
    }
}
