//! Where the report goes.

mod chat;
#[expect(deprecated, reason = "lettre has no other way to speak TLS first over a stream that it is given")]
mod encrypted;
mod error;
pub mod file;
mod mail;
mod smtp;
mod wire;

use std::io::Write;
use std::path::{Path, PathBuf};

use error::DeliveryError;
pub use error::{Error, Failure};
use jiff::Timestamp;
use lettre::Message;

use crate::config::targets::{ChatTarget, MailTarget, Targets};
use crate::context::Context;
use crate::format::Format;
use crate::locale::Locale;
use crate::model::{Report, SiteReport, Verdict};
use crate::render;
use crate::values::When;
use crate::words::Words;

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
    let words = Words::new(report, locale);
    let mail = targets.mail.iter().filter(|mail| is_due(mail.when, report)).map(|mail| {
        let message = mail::build(mail, report, &render::mail::message(words), now, &render);
        let content = message.map(|message| Content::Mail(mail, Box::new(message)));
        Parcel { target: locale.get("delivery-mail"), content }
    });
    let chats = targets.chats.iter().filter(|chat| is_due(chat.when, report)).map(|chat| Parcel {
        target: chat.name.clone(),
        content: Ok(Content::Chat(chat, render::chat::message(words, chat.kind))),
    });
    mail.chain(chats).collect()
}

fn is_due(when: When, report: &Report) -> bool {
    let worst = report.worst();
    match when {
        When::Always => worst.is_some(),
        // A leak is no matter of shares.
        When::Watch => report.sites.iter().any(SiteReport::needs_attention),
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

/// The file of a dry run that holds the e-mail.
const MAIL_FILE: &str = "matomo-audit.eml";
/// Most characters of a target's name in a file's, so that it stays below the
/// 255 bytes of common file systems.
const NAME: usize = 50;

/// Whether what would be sent can be written into a folder, before anything is fetched for it.
pub fn check_folder(folder: &Path) -> Result<(), Error> {
    file::check(&folder.join(MAIL_FILE))
}

/// Writes what would be sent into a folder, all of it or nothing, and says where.
pub fn write(parcels: Vec<Parcel<'_>>, folder: &Path, out: &mut dyn Write) -> Result<Vec<PathBuf>, Error> {
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for Parcel { target, content } in parcels {
        let (path, bytes) = match content {
            Ok(Content::Mail(_, message)) => (folder.join(MAIL_FILE), message.formatted()),
            Ok(Content::Chat(chat, text)) => {
                let taken = |path: &Path| files.iter().any(|(other, _)| is_one(other, path));
                (free_path(folder, &chat.name, taken), chat::payload(chat, &text).into())
            }
            Err(error) => return Err(Error::Targets(vec![Failure { target, error }])),
        };
        files.push((path, bytes));
    }
    let paths = files.iter().map(|(path, _)| path.clone()).collect();
    file::write_all(files, out)?;
    Ok(paths)
}

/// The file of a chat, with a number when another one's name gives the same.
fn free_path(folder: &Path, name: &str, taken: impl Fn(&Path) -> bool) -> PathBuf {
    let name = file_name(name);
    let plain = folder.join(format!("matomo-audit.{name}.json"));
    let numbered = (2..).map(|number| folder.join(format!("matomo-audit.{name}-{number}.json")));
    std::iter::once(plain.clone()).chain(numbered).find(|path| !taken(path)).unwrap_or(plain)
}

/// Whether two paths are one file where case makes no difference, as on a Mac.
fn is_one(a: &Path, b: &Path) -> bool {
    a.to_string_lossy().to_lowercase() == b.to_string_lossy().to_lowercase()
}

/// A target's name as a part of a file's.
fn file_name(name: &str) -> String {
    name.chars().take(NAME).map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect()
}
