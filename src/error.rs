//! What a run can end with, and how it is told.

use std::io::Write;
use std::path::PathBuf;

use crate::config::error::ConfigError;
use crate::deliver::{self, Failure};
use crate::exit::Exit;
use crate::frames::FrameError;
use crate::frames::collect::Unread;
use crate::ledger::Fault;
use crate::locale::{Locale, Text};
use crate::matomo::MatomoError;
use crate::secret;

#[derive(Debug)]
pub enum RunError {
    Config(ConfigError),
    Matomo(MatomoError),
    /// A defect of this program.
    Frames(FrameError),
    Output(Text),
    /// Lines of a ledger that are wrong.
    Ledger(PathBuf, Vec<Fault>),
    /// Targets of `send` that were not served.
    Delivery(Vec<Failure>),
}

impl From<ConfigError> for RunError {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<deliver::Error> for RunError {
    fn from(error: deliver::Error) -> Self {
        match error {
            deliver::Error::Config(error) => Self::Config(error),
            deliver::Error::Output(text) => Self::Output(text),
            deliver::Error::Targets(failures) => Self::Delivery(failures),
        }
    }
}

impl From<MatomoError> for RunError {
    fn from(error: MatomoError) -> Self {
        Self::Matomo(error)
    }
}

impl From<FrameError> for RunError {
    fn from(error: FrameError) -> Self {
        Self::Frames(error)
    }
}

impl From<Unread> for RunError {
    fn from(error: Unread) -> Self {
        match error {
            Unread::Matomo(error) => Self::Matomo(error),
            Unread::Frames(error) => Self::Frames(error),
        }
    }
}

impl RunError {
    pub fn text(&self) -> Text {
        match self {
            Self::Delivery(failures) => Text::new("delivery-failed").with("count", failures.len() as u64),
            Self::Ledger(path, faults) => {
                Text::new("ledger-faults").with("path", secret::path(path)).with("count", faults.len() as u64)
            }
            Self::Config(error) => error.text().clone(),
            Self::Matomo(error) => error.text(),
            Self::Frames(error) => Text::new("internal").with("reason", error.to_string()),
            Self::Output(text) => text.clone(),
        }
    }

    pub fn exit(&self) -> Exit {
        match self {
            Self::Config(_) | Self::Ledger(..) => Exit::Usage,
            Self::Matomo(MatomoError::Usage(_)) => Exit::Usage,
            Self::Matomo(MatomoError::NotRecorded(_)) => Exit::DeliveryFailed,
            Self::Matomo(_) | Self::Frames(_) => Exit::Unreadable,
            Self::Output(_) | Self::Delivery(_) => Exit::DeliveryFailed,
        }
    }

    /// Prints the message and what to do about it.
    pub fn print(&self, locale: &Locale, err: &mut dyn Write) -> Exit {
        self.print_with(locale, err, "\n")
    }

    /// The same on one line, as mail from cron is read.
    pub fn print_line(&self, locale: &Locale, err: &mut dyn Write) -> Exit {
        self.print_with(locale, err, " – ")
    }

    fn print_with(&self, locale: &Locale, err: &mut dyn Write, separator: &str) -> Exit {
        if let Self::Delivery(failures) = self {
            failures.iter().for_each(|failure| print_failure(failure, locale, err));
            return self.exit();
        }
        let text = self.text();
        let _ = write!(err, "{} {}", locale.get("error-prefix"), locale.text(&text));
        if let Some(hint) = locale.attribute(&text, "hint") {
            let _ = write!(err, "{separator}{} {hint}", locale.get("hint-prefix"));
        }
        let _ = writeln!(err);
        if let Self::Ledger(_, faults) = self {
            for fault in faults {
                let _ = writeln!(err, "  {}", locale.text(&fault.text));
            }
        }
        self.exit()
    }
}

/// A target that was not served, on one line: it is read in the mail of cron.
fn print_failure(failure: &Failure, locale: &Locale, err: &mut dyn Write) {
    let text = &failure.error.0;
    let hint = locale.attribute(text, "hint").unwrap_or_default();
    let line = locale.text(
        &Text::new("delivery-line")
            .with("target", failure.target.clone())
            .with("message", text.clone())
            .with("hint", hint),
    );
    let _ = writeln!(err, "{} {line}", locale.get("error-prefix"));
}
