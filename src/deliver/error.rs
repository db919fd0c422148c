//! Why a file could not be written or a target not be served.

use crate::config::error::ConfigError;
use crate::locale::{Text, Value};

/// Longest reason that is shown, in characters.
const REASON: usize = 300;

/// Why nothing, or not all, was delivered.
#[derive(Debug)]
pub enum Error {
    /// A file of which the options say too little.
    Config(ConfigError),
    /// A file, or standard output, that could not be written.
    Output(Text),
    /// Targets of `send` that were not served.
    Targets(Vec<Failure>),
}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

/// A target that was not served.
#[derive(Debug)]
pub struct Failure {
    pub target: String,
    pub error: DeliveryError,
}

/// The message; its attribute `hint` says what to do.
#[derive(Debug)]
pub struct DeliveryError(pub Text);

impl DeliveryError {
    /// A message with the reason for it.
    pub fn because(text: Text, reason: impl Into<Value>) -> Self {
        Self(text.with("reason", reason))
    }
}

/// The beginning of what a server or a command said, on one line.
pub fn quote(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(REASON) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
