//! Why a target could not be served.

use crate::locale::Text;

/// Longest reason that is shown, in characters.
const REASON: usize = 300;

/// A target that was not served.
#[derive(Debug)]
pub struct Failure {
    pub target: String,
    pub error: DeliveryError,
}

#[derive(Debug)]
pub enum DeliveryError {
    /// The message could not be put together.
    Build {
        reason: String,
    },
    Connect {
        server: String,
        reason: String,
    },
    /// The server's certificate is not trusted.
    Certificate {
        server: String,
        reason: String,
    },
    NoStartTls {
        server: String,
    },
    /// Something else than TLS where TLS must be: another port, or answers
    /// that somebody on the way put behind those of the server.
    NotTls {
        server: String,
    },
    /// More than any answer has.
    Endless {
        server: String,
    },
    /// An answer that is none to what was asked.
    Unexpected {
        server: String,
        reason: String,
    },
    /// The server refuses for now only (4xx).
    NotNow {
        server: String,
        reason: String,
    },
    Login {
        server: String,
        reason: String,
    },
    /// No answer in time, and nothing was accepted before.
    TimedOut {
        server: String,
        seconds: u64,
    },
    Sender {
        server: String,
        reason: String,
    },
    /// Recipients that the server refused; the message went to the others, if any.
    Recipients {
        server: String,
        refused: String,
        others: bool,
        /// Whether all are refused for now only (4xx), as by greylisting.
        passing: bool,
    },
    /// The server refused the message itself.
    Refused {
        server: String,
        reason: String,
    },
    /// The connection broke off after the message was handed over: nobody
    /// knows whether it was accepted, so it is not sent again.
    Unknown {
        server: String,
        reason: String,
    },
    Sendmail {
        command: String,
        reason: String,
    },
    /// A webhook's answer. Its address is a secret, so that it is not shown.
    Webhook {
        status: u16,
        reason: String,
        /// Whether it said to come back later, so that nothing was posted.
        later: bool,
    },
    WebhookConnect {
        reason: String,
    },
    WebhookUnknown {
        reason: String,
    },
}

impl DeliveryError {
    /// The message; its attribute `hint` says what to do.
    pub fn text(&self) -> Text {
        match self {
            Self::Build { reason } => Text::new("delivery-build").with("reason", quote(reason)),
            Self::Connect { server, reason } => {
                Text::new("delivery-connect").with("server", server.clone()).with("reason", quote(reason))
            }
            Self::Certificate { server, reason } => {
                Text::new("delivery-certificate").with("server", server.clone()).with("reason", quote(reason))
            }
            Self::NoStartTls { server } => Text::new("delivery-no-starttls").with("server", server.clone()),
            Self::NotTls { server } => Text::new("delivery-not-tls").with("server", server.clone()),
            Self::Endless { server } => Text::new("delivery-endless").with("server", server.clone()),
            Self::Unexpected { server, reason } => {
                Text::new("delivery-unexpected").with("server", server.clone()).with("reason", quote(reason))
            }
            Self::NotNow { server, reason } => {
                Text::new("delivery-not-now").with("server", server.clone()).with("reason", quote(reason))
            }
            Self::Login { server, reason } => {
                Text::new("delivery-login").with("server", server.clone()).with("reason", quote(reason))
            }
            Self::TimedOut { server, seconds } => {
                Text::new("delivery-timed-out").with("server", server.clone()).with("seconds", *seconds)
            }
            Self::Sender { server, reason } => {
                Text::new("delivery-sender").with("server", server.clone()).with("reason", quote(reason))
            }
            Self::Recipients { server, refused, others, passing } => {
                let id = match (others, passing) {
                    (true, false) => "delivery-recipients",
                    (false, false) => "delivery-no-recipient",
                    (true, true) => "delivery-recipients-not-now",
                    (false, true) => "delivery-no-recipient-now",
                };
                Text::new(id).with("server", server.clone()).with("refused", quote(refused))
            }
            Self::Refused { server, reason } => {
                Text::new("delivery-refused").with("server", server.clone()).with("reason", quote(reason))
            }
            Self::Unknown { server, reason } => {
                Text::new("delivery-unknown").with("server", server.clone()).with("reason", quote(reason))
            }
            Self::Sendmail { command, reason } => {
                Text::new("delivery-sendmail").with("command", command.clone()).with("reason", quote(reason))
            }
            Self::Webhook { status, reason, later } => {
                let id = match status {
                    _ if *later => "delivery-webhook-later",
                    300..=399 => "delivery-webhook-redirected",
                    400 | 401 | 403 | 404 | 410 => "delivery-webhook-gone",
                    500..=599 => "delivery-webhook-failed",
                    _ => "delivery-webhook",
                };
                Text::new(id).with("status", status.to_string()).with("reason", quote(reason))
            }
            Self::WebhookConnect { reason } => {
                Text::new("delivery-webhook-connect").with("reason", quote(reason))
            }
            Self::WebhookUnknown { reason } => {
                Text::new("delivery-webhook-unknown").with("reason", quote(reason))
            }
        }
    }
}

/// The beginning of a text, on one line.
fn quote(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(REASON) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
