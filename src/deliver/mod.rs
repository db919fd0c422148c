//! Where the report goes.

mod chat;
#[expect(deprecated, reason = "lettre has no other way to speak TLS first over a stream that it is given")]
mod encrypted;
mod error;
pub mod file;
mod mail;
mod secrets;
mod smtp;
mod wire;

use std::path::{Path, PathBuf};

pub use error::{DeliveryError, Failure};
use jiff::Timestamp;
use lettre::Message;

use crate::config::targets::{ChatTarget, MailTarget, Targets, When};
use crate::error::RunError;
use crate::context::Context;
use crate::locale::Locale;
use crate::report::{self, Format, Report, Verdict};

/// What one target is to be sent.
#[derive(Debug)]
pub struct Parcel<'a> {
    /// How errors call the target.
    target: String,
    content: Result<Content<'a>, DeliveryError>,
}

#[derive(Debug)]
enum Content<'a> {
    Mail(&'a MailTarget, Box<Message>),
    Chat(&'a ChatTarget, String),
}

/// A parcel for each target that the verdict calls for.
pub fn prepare<'a>(
    targets: &'a Targets,
    report: &Report,
    locale: &Locale,
    now: Timestamp,
    render: impl Fn(Format) -> String,
) -> Vec<Parcel<'a>> {
    let mail = targets.mail.iter().filter(|mail| is_due(mail.when, report)).map(|mail| {
        let message = mail::build(mail, report, &report::mail::message(report, locale), now, &render);
        let content = message.map(|message| Content::Mail(mail, Box::new(message)));
        Parcel { target: locale.get("delivery-mail"), content }
    });
    let chats = targets.chats.iter().filter(|chat| is_due(chat.when, report)).map(|chat| Parcel {
        target: chat.name.clone(),
        content: Ok(Content::Chat(chat, report::chat::message(report, locale, chat.kind))),
    });
    mail.chain(chats).collect()
}

fn is_due(when: When, report: &Report) -> bool {
    let worst = report.worst();
    match when {
        When::Always => worst.is_some(),
        When::Watch => worst >= Some(Verdict::Watch),
        When::RedFlag => worst >= Some(Verdict::RedFlag),
    }
}

/// Sends all; one that fails does not stop the others.
pub async fn send(parcels: Vec<Parcel<'_>>, context: &Context) -> Vec<Failure> {
    let mut failures = Vec::new();
    for Parcel { target, content } in parcels {
        let sent = match content {
            Ok(Content::Mail(mail, message)) => mail::send(mail, &message, context).await,
            Ok(Content::Chat(chat, text)) => chat::send(chat, &text).await,
            Err(error) => Err(error),
        };
        match sent {
            Ok(()) => log::info!("{target}: sent"),
            Err(error) => failures.push(Failure { target, error }),
        }
    }
    failures
}

/// Writes what would be sent into a folder, and says where.
pub fn write(parcels: Vec<Parcel<'_>>, folder: &Path) -> Result<Vec<PathBuf>, RunError> {
    let mut paths = Vec::new();
    for Parcel { target, content } in parcels {
        let (name, bytes) = match content {
            Ok(Content::Mail(_, message)) => ("matomo-audit.eml".to_owned(), message.formatted()),
            Ok(Content::Chat(chat, text)) => {
                (format!("matomo-audit.{}.json", file_name(&chat.name)), chat::payload(chat, &text).into())
            }
            Err(error) => return Err(RunError::Delivery(vec![Failure { target, error }])),
        };
        let path = folder.join(name);
        file::write_bytes(&path, &bytes)?;
        paths.push(path);
    }
    Ok(paths)
}

/// A target's name as a part of a file's.
fn file_name(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect()
}
