//! An incoming webhook on loopback, which answers as it is told.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::post;

use crate::support::serve;

/// The part of the address that is the secret.
pub const SECRET: &str = "s3cr3t0fth3w3bh00k";

/// One answer.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    Status(u16),
    /// A status with a `Retry-After`.
    Later(u16, &'static str),
    /// Takes the message and never answers.
    Silence,
}

#[derive(Default)]
struct Seen {
    answers: Vec<Answer>,
    bodies: Vec<String>,
}

/// A running webhook, ended with the test's process.
pub struct Webhook {
    address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
}

impl Webhook {
    /// Gives the answers in their order, then 200.
    pub fn start(answers: &[Answer]) -> Self {
        let seen = Arc::new(Mutex::new(Seen { answers: answers.to_vec(), ..Seen::default() }));
        let router =
            Router::new().route(&format!("/hooks/{SECRET}"), post(answer)).with_state(Arc::clone(&seen));
        Self { address: serve(router), seen }
    }

    pub fn url(&self) -> String {
        format!("http://{}/hooks/{SECRET}", self.address)
    }

    /// The bodies of all requests.
    pub fn bodies(&self) -> Vec<String> {
        self.seen.lock().unwrap().bodies.clone()
    }

    /// The text of the only message.
    pub fn text(&self) -> String {
        let bodies = self.bodies();
        assert_eq!(bodies.len(), 1, "{bodies:?}");
        let payload: serde_json::Value = serde_json::from_str(&bodies[0]).unwrap();
        payload["text"].as_str().unwrap().to_owned()
    }
}

async fn answer(State(seen): State<Arc<Mutex<Seen>>>, body: String) -> axum::response::Response {
    let answer = {
        let mut seen = seen.lock().unwrap();
        seen.bodies.push(body);
        if seen.answers.is_empty() { Answer::Status(200) } else { seen.answers.remove(0) }
    };
    match answer {
        // Some servers name the address in their errors.
        Answer::Status(status) => {
            let words = if status == 200 { "ok".to_owned() } else { format!("refused: /hooks/{SECRET}") };
            (StatusCode::from_u16(status).unwrap(), words).into_response()
        }
        Answer::Later(status, wait) => {
            (StatusCode::from_u16(status).unwrap(), [("retry-after", wait)], "").into_response()
        }
        Answer::Silence => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            StatusCode::OK.into_response()
        }
    }
}
