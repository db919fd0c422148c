//! Where the report goes.

mod chat;
#[expect(deprecated, reason = "lettre has no other way to speak TLS first over a stream that it is given")]
mod encrypted;
mod error;
pub mod file;
mod mail;
mod matrix;
mod smtp;
pub mod test;
mod wire;

use std::io::Write;
use std::path::{Path, PathBuf};

use error::DeliveryError;
pub use error::{Error, Failure};
use jiff::Timestamp;
use lettre::Message;
use lettre::message::Mailbox;

use crate::config::targets::{ChatTarget, MailTarget, Targets};
use crate::context::Context;
use crate::format::Format;
use crate::locale::{Locale, Text};
use crate::model::{Report, SiteReport, Verdict};
use crate::render;
use crate::values::When;
use crate::words::Words;

/// What is to be sent, and what is not.
#[derive(Debug)]
pub struct Shipment<'a> {
    pub parcels: Vec<Parcel<'a>>,
    /// That a target gets nothing, and why.
    pub withheld: Vec<Text>,
}

/// What came of it.
#[derive(Debug)]
pub struct Sent {
    /// That a target was served.
    pub sent: Vec<Text>,
    pub failures: Vec<Failure>,
}

/// What one target is to be sent.
#[derive(Debug)]
pub struct Parcel<'a> {
    /// How errors call the target.
    target: String,
    /// Who gets it, without a secret.
    recipient: Text,
    content: Result<Content<'a>, DeliveryError>,
}

#[derive(Debug)]
enum Content<'a> {
    Mail(&'a MailTarget, Box<Message>),
    Chat(&'a ChatTarget, String),
}

/// A parcel for each target that the verdict calls for, and for the others the reason.
pub fn prepare<'a>(
    targets: &'a Targets,
    report: &Report,
    locale: &Locale,
    now: Timestamp,
    render: impl Fn(Format) -> String,
) -> Shipment<'a> {
    let words = Words::new(report, locale);
    let (mails, mails_left) = due(&targets.mail, |mail| mail.when, report);
    let trial = targets.mail.as_ref().filter(|mail| mail.only.is_some());
    let (chats, chats_left) = match trial {
        Some(_) => (Vec::new(), Vec::new()),
        None => due(&targets.chats, |chat| chat.when, report),
    };
    let mails = mails.into_iter().map(|mail| {
        let message = mail::build(mail, report, &render::mail::message(words), now, &render);
        let content = message.map(|message| Content::Mail(mail, Box::new(message)));
        Parcel { target: locale.get("delivery-mail"), recipient: mail_recipient(mail.recipients()), content }
    });
    let chats = chats.into_iter().map(|chat| Parcel {
        target: chat.name.clone(),
        recipient: chat_recipient(chat),
        content: Ok(Content::Chat(chat, render::chat::payload(words, chat.kind))),
    });
    let left = mails_left
        .into_iter()
        .map(|mail| withheld(mail_recipient(mail.recipients()), mail.when, report, locale));
    let chats_left =
        chats_left.into_iter().map(|chat| withheld(chat_recipient(chat), chat.when, report, locale));
    let spared = trial.map(|mail| spared(mail, &targets.chats)).unwrap_or_default();
    Shipment {
        parcels: mails.chain(chats).collect(),
        withheld: left.chain(chats_left).chain(spared).collect(),
    }
}

/// That all but the one person of a trial get nothing.
fn spared(mail: &MailTarget, chats: &[ChatTarget]) -> Vec<Text> {
    let all = std::iter::once(mail_recipient((&mail.to, &mail.cc))).chain(chats.iter().map(chat_recipient));
    all.map(|recipient| Text::new("delivery-spared").with("recipient", recipient)).collect()
}

/// The targets that the verdict calls for, and the others.
fn due<'a, T>(
    targets: impl IntoIterator<Item = &'a T>,
    when: impl Fn(&T) -> When,
    report: &Report,
) -> (Vec<&'a T>, Vec<&'a T>) {
    targets.into_iter().partition(|target| is_due(when(target), report))
}

/// The first address stands for all: a list may have a hundred.
fn mail_recipient((to, cc): (&[Mailbox], &[Mailbox])) -> Text {
    let first = to.first().map(|to| to.email.to_string()).unwrap_or_default();
    let others = (to.len() + cc.len()).saturating_sub(1) as u64;
    Text::new("delivery-recipient-mail").with("address", first).with("others", others)
}

/// By its name: the address is a secret.
fn chat_recipient(chat: &ChatTarget) -> Text {
    let kind: &'static str = chat.kind.into();
    Text::new("delivery-recipient-chat").with("name", chat.name.clone()).with("kind", kind)
}

/// Why a target gets nothing: what it waits for, and what was there.
fn withheld(recipient: Text, when: When, report: &Report, locale: &Locale) -> Text {
    let verdicts = [Verdict::RedFlag, Verdict::Watch, Verdict::Inconclusive, Verdict::Clear];
    let found = verdicts.into_iter().filter(|verdict| report.sites_with(*verdict) > 0).map(|verdict| {
        let name = locale.get(&format!("verdict-name-{}", verdict.id()));
        format!("{} {name}", report.sites_with(verdict))
    });
    let found = found.collect::<Vec<_>>().join(", ");
    Text::new("delivery-withheld")
        .with("recipient", recipient)
        .with("when", if report.sites.is_empty() { "unread" } else { when.id() })
        .with("found", found)
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
pub async fn send(parcels: Vec<Parcel<'_>>, context: &Context) -> Sent {
    let (mut served, mut failures) = (Vec::new(), Vec::new());
    for Parcel { target, recipient, content } in parcels {
        let sent = match content {
            Ok(Content::Mail(mail, message)) => mail::send(mail, &message, context).await,
            Ok(Content::Chat(chat, text)) => chat::send(chat, &text).await,
            Err(error) => Err(error),
        };
        match sent {
            Ok(()) => served.push(Text::new("delivery-sent").with("recipient", recipient)),
            Err(error) => failures.push(Failure { target, error }),
        }
    }
    Sent { sent: served, failures }
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
    for Parcel { target, content, .. } in parcels {
        let (path, bytes) = match content {
            Ok(Content::Mail(_, message)) => (folder.join(MAIL_FILE), message.formatted()),
            Ok(Content::Chat(chat, text)) => {
                let taken = |path: &Path| files.iter().any(|(other, _)| is_one(other, path));
                (free_path(folder, &chat.name, taken), text.into())
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
