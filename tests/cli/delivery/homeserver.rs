//! A homeserver of Matrix on loopback: as much of its client-server API as a message needs.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use serde_json::{Value, json};

use crate::support::serve;

/// The access token of the account that posts.
pub const TOKEN: &str = "syt_Ym90_s3cr3tM4tr1xT0k3n_1abcde";
pub const ACCOUNT: &str = "@audit:example.fr";
pub const ROOM: &str = "!Salon/équipe:example.fr";
pub const ALIAS: &str = "#equipe:example.fr";
/// A room where the account is not.
pub const ELSEWHERE: &str = "!autre:example.fr";

/// What the server does in place of answering a message.
#[derive(Debug, Clone, Copy)]
pub enum Mishap {
    /// 429, with the wait in milliseconds, in the body.
    Limit(u64),
    /// The message is taken, and a gateway says that it was not.
    LostAnswer(u16),
    /// The message is taken, and nothing is said.
    Silence,
    /// An answer that is none of Matrix.
    Page(u16),
    /// This error.
    Error(u16, &'static str),
}

#[derive(Default)]
struct Seen {
    mishaps: Vec<Mishap>,
    /// Whether the account may only read.
    mute: bool,
    /// Method and address of each request, and when it came.
    requests: Vec<(String, Instant)>,
    /// The transactions, each with what it posted.
    transactions: BTreeMap<String, String>,
    /// What is in the room.
    events: Vec<Value>,
}

type Shared = Arc<Mutex<Seen>>;

/// A running server, ended with the test's process.
pub struct Homeserver {
    address: SocketAddr,
    seen: Shared,
}

impl Homeserver {
    pub fn start(mishaps: &[Mishap]) -> Self {
        Self::with(Seen { mishaps: mishaps.to_vec(), ..Seen::default() })
    }

    /// One where the account is in the room and may not write.
    pub fn mute() -> Self {
        Self::with(Seen { mute: true, ..Seen::default() })
    }

    fn with(seen: Seen) -> Self {
        let seen = Arc::new(Mutex::new(seen));
        let api = Router::new()
            .route("/account/whoami", get(|| async { answer(200, &json!({ "user_id": ACCOUNT })) }))
            .route("/joined_rooms", get(|| async { answer(200, &json!({ "joined_rooms": [ROOM] })) }))
            .route("/directory/room/{alias}", get(directory))
            .route("/rooms/{room}/send/{kind}/{transaction}", put(message))
            .layer(middleware::from_fn(authorized))
            .with_state(Arc::clone(&seen));
        let router = Router::new()
            .nest("/_matrix/client/v3", api)
            .fallback(|| async { error(404, "M_UNRECOGNIZED", "Unrecognized request") })
            .layer(middleware::from_fn_with_state(Arc::clone(&seen), note));
        Self { address: serve(router), seen }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Method and address of each request.
    pub fn requests(&self) -> Vec<String> {
        self.seen.lock().unwrap().requests.iter().map(|(request, _)| request.clone()).collect()
    }

    /// The time between the first and the last request.
    pub fn took(&self) -> Duration {
        let requests = &self.seen.lock().unwrap().requests;
        requests[requests.len() - 1].1 - requests[0].1
    }

    /// What is in the room.
    pub fn events(&self) -> Vec<Value> {
        self.seen.lock().unwrap().events.clone()
    }

    /// The only message.
    pub fn event(&self) -> Value {
        let events = self.events();
        assert_eq!(events.len(), 1, "{events:?}");
        events[0].clone()
    }
}

fn error(status: u16, code: &str, words: &str) -> Response {
    answer(status, &json!({ "errcode": code, "error": words }))
}

fn answer(status: u16, body: &Value) -> Response {
    let json = [("content-type", "application/json")];
    (StatusCode::from_u16(status).unwrap(), json, body.to_string()).into_response()
}

async fn note(State(seen): State<Shared>, request: Request, next: Next) -> Response {
    let line = format!("{} {}", request.method(), request.uri());
    seen.lock().unwrap().requests.push((line, Instant::now()));
    next.run(request).await
}

/// The token is in a header, as query strings are logged. A careless server repeats it.
async fn authorized(headers: HeaderMap, request: Request, next: Next) -> Response {
    match headers.get("authorization").and_then(|value| value.to_str().ok()) {
        None => error(401, "M_MISSING_TOKEN", "Missing access token"),
        Some(value) if value == format!("Bearer {TOKEN}") => next.run(request).await,
        Some(value) => error(401, "M_UNKNOWN_TOKEN", &format!("Unrecognised access token {value}")),
    }
}

async fn directory(Path(alias): Path<String>) -> Response {
    match alias == ALIAS {
        true => answer(200, &json!({ "room_id": ROOM, "servers": ["example.fr"] })),
        false => error(404, "M_NOT_FOUND", &format!("Room alias {alias} not found")),
    }
}

async fn message(
    State(seen): State<Shared>,
    Path((room, kind, transaction)): Path<(String, String, String)>,
    body: String,
) -> Response {
    let mishap = {
        let mut seen = seen.lock().unwrap();
        if room != ROOM {
            return error(403, "M_FORBIDDEN", &format!("User {ACCOUNT} not in room {room}"));
        }
        if seen.mute {
            return error(403, "M_FORBIDDEN", "You don't have permission to post that to the room.");
        }
        let mishap = (!seen.mishaps.is_empty()).then(|| seen.mishaps.remove(0));
        let taken = matches!(mishap, None | Some(Mishap::LostAnswer(_) | Mishap::Silence));
        if taken && !seen.transactions.contains_key(&transaction) {
            if kind != "m.room.message" || body.len() > 65_536 {
                return error(413, "M_TOO_LARGE", "event too large");
            }
            seen.events.push(serde_json::from_str(&body).unwrap());
            let id = format!("$event{}", seen.events.len());
            seen.transactions.insert(transaction.clone(), id);
        }
        mishap
    };
    match mishap {
        None => answer(200, &json!({ "event_id": seen.lock().unwrap().transactions[&transaction] })),
        Some(Mishap::Limit(wait)) => {
            let (code, words) = ("M_LIMIT_EXCEEDED", "Too many requests");
            answer(429, &json!({ "errcode": code, "error": words, "retry_after_ms": wait }))
        }
        Some(Mishap::LostAnswer(status) | Mishap::Page(status)) => {
            (StatusCode::from_u16(status).unwrap(), "<html>no Matrix</html>").into_response()
        }
        Some(Mishap::Silence) => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            StatusCode::OK.into_response()
        }
        Some(Mishap::Error(status, code)) => error(status, code, "as it is"),
    }
}
