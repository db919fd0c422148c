//! Rooms of Matrix, by the client-server API of their homeserver.
//!
//! Each message has one transaction, however often it is handed over: the homeserver shows it once. So
//! it is tried again, whatever became of an attempt.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, Method, StatusCode};
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};
use url::Url;

use super::chat::{Refusal, reason, repeat};
use super::error::{DeliveryError, quote};
use crate::config::targets::{ChatTarget, Matrix};
use crate::config::token::Secret;
use crate::echo::Echo;
use crate::http::{self, Failure};
use crate::locale::{Text, Value};

/// Most bytes of an answer that are read; the longest is the list of the account's rooms.
const ANSWER: usize = 1024 * 1024;

/// Posts the message, once.
pub async fn send(target: &ChatTarget, room: &Matrix, body: &str) -> Result<(), DeliveryError> {
    let server = Homeserver::new(target, room)?;
    let id = server.room_id(&room.room).await?;
    let transaction = transaction(&id, body);
    let path = ["rooms", &id, "send", "m.room.message", &transaction];
    match repeat(async || server.ask(Method::PUT, &path, Some(body)).await).await {
        Ok(answer) if answer["event_id"].is_string() => Ok(()),
        Ok(_) => Err(DeliveryError(Text::new("delivery-matrix-none"))),
        Err(refusal) if refusal.forbidden => Err(server.stranger(&id).await.unwrap_or(refusal.error)),
        Err(refusal) => Err(refusal.error),
    }
}

/// Whether the account of the token is in the room: what can be seen without a message.
pub async fn test(target: &ChatTarget, room: &Matrix) -> Result<Text, DeliveryError> {
    let server = Homeserver::new(target, room)?;
    let account = server.account().await?;
    let id = server.room_id(&room.room).await?;
    match server.stranger(&id).await {
        Some(error) => Err(error),
        None => Ok(Text::new("checked-matrix").with("account", account)),
    }
}

/// The same for the same message, and for no other.
fn transaction(room: &str, body: &str) -> String {
    let hash = Sha256::new().chain_update(room).chain_update([0]).chain_update(body).finalize();
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

struct Homeserver {
    http: Client,
    url: Url,
    /// With the token, and not shown.
    authorization: HeaderValue,
    timeout: Duration,
    echo: Echo,
}

impl Homeserver {
    fn new(target: &ChatTarget, room: &Matrix) -> Result<Self, DeliveryError> {
        let failed = |reason: Value| DeliveryError::because(Text::new("delivery-matrix-connect"), reason);
        let words = |error: &dyn std::error::Error| failed(quote(&error.to_string()).into());
        let token = room.token.as_ref().map_or("", Secret::reveal);
        let mut authorization =
            HeaderValue::from_str(&format!("Bearer {token}")).map_err(|error| words(&error))?;
        authorization.set_sensitive(true);
        let http = http::client(&http::Options {
            url: &room.homeserver,
            ca: target.ca.as_ref(),
            proxy: None,
            timeout: target.timeout,
            connect_timeout: None,
        });
        let echo = Echo::new([token.to_owned()]).map_err(|error| words(&error))?;
        let url = room.homeserver.clone();
        Ok(Self { http: http.map_err(failed)?, url, authorization, timeout: target.timeout, echo })
    }

    /// The id of a room that is named by its id or by its alias.
    async fn room_id(&self, room: &str) -> Result<String, DeliveryError> {
        if !room.starts_with('#') {
            return Ok(room.to_owned());
        }
        let answer = self.get(&["directory", "room", room]).await?;
        answer["room_id"]
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| DeliveryError(Text::new("delivery-matrix-none")))
    }

    /// The account that the token is of.
    async fn account(&self) -> Result<String, DeliveryError> {
        let answer = self.get(&["account", "whoami"]).await?;
        let account = answer["user_id"].as_str().map(quote);
        account.ok_or_else(|| DeliveryError(Text::new("delivery-matrix-none")))
    }

    /// What to say when the account is not in the room, which servers tell by the same code as
    /// that it may not write there.
    async fn stranger(&self, room: &str) -> Option<DeliveryError> {
        let answer = self.get(&["joined_rooms"]).await.ok()?;
        let joined = answer["joined_rooms"].as_array()?;
        if joined.iter().any(|joined| joined == room) {
            return None;
        }
        let account = self.account().await.ok()?;
        Some(DeliveryError(Text::new("delivery-matrix-stranger").with("account", account)))
    }

    async fn get(&self, path: &[&str]) -> Result<Json, DeliveryError> {
        repeat(async || self.ask(Method::GET, path, None).await).await.map_err(|refusal| refusal.error)
    }

    /// One request; `path` is below the API's own.
    async fn ask(&self, method: Method, path: &[&str], body: Option<&str>) -> Result<Json, Refusal> {
        let mut url = self.url.clone();
        if let Ok(mut parts) = url.path_segments_mut() {
            parts.pop_if_empty().extend(["_matrix", "client", "v3"]).extend(path);
        }
        let mut request = self.http.request(method, url).header(AUTHORIZATION, self.authorization.clone());
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, "application/json").body(body.to_owned());
        }
        let mut response = request.send().await.map_err(|error| self.unanswered(error.into()))?;
        let wait = http::retry_after(response.headers());
        let mut answer = Vec::new();
        let whole = http::read(&mut response, ANSWER, &mut answer).await;
        match response.status() {
            status if status.is_success() => {
                whole.map_err(|failure| self.unanswered(failure))?;
                // What is no JSON is no homeserver's.
                Ok(serde_json::from_slice(&answer).unwrap_or_default())
            }
            status => Err(self.refused(status, &answer, wait)),
        }
    }

    fn refused(&self, status: StatusCode, answer: &[u8], wait: Option<Duration>) -> Refusal {
        let json: Json = serde_json::from_slice(answer).unwrap_or_default();
        let code = json["errcode"].as_str().unwrap_or_default();
        // Not read from a web page, in whose place a homeserver would say why.
        let said = format!("{code} {}", json["error"].as_str().unwrap_or_default());
        let id = match (status.as_u16(), code) {
            (429, _) => "delivery-matrix-later",
            (300..=399, _) => "delivery-matrix-redirected",
            (_, "M_UNKNOWN_TOKEN" | "M_MISSING_TOKEN") => "delivery-matrix-token",
            (_, "M_FORBIDDEN") => "delivery-matrix-forbidden",
            (_, "M_NOT_FOUND") => "delivery-matrix-no-room",
            (400..=499, "" | "M_UNRECOGNIZED") => "delivery-matrix-none",
            (500..=599, _) => "delivery-matrix-failed",
            _ => "delivery-matrix-refused",
        };
        let text = Text::new(id).with("status", status.as_str().to_owned());
        let reason = quote(self.echo.hide_all(said.trim()));
        let asked = json["retry_after_ms"].as_u64().map(Duration::from_millis);
        Refusal {
            error: DeliveryError::because(text, reason),
            again: matches!(id, "delivery-matrix-later" | "delivery-matrix-failed"),
            wait: wait.or(asked).unwrap_or_default(),
            forbidden: id == "delivery-matrix-forbidden",
        }
    }

    fn unanswered(&self, failure: Failure) -> Refusal {
        let id = match failure {
            Failure::Connect(_) => "delivery-matrix-connect",
            Failure::Interrupted(_) | Failure::TimedOut => "delivery-matrix-unknown",
        };
        let reason = reason(&failure, &self.echo, self.timeout);
        let error = DeliveryError::because(Text::new(id), reason);
        Refusal { error, again: true, wait: Duration::ZERO, forbidden: false }
    }
}
