//! E-mail, by SMTP or by a command that takes the message.

use std::fs::File;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Seek as _, Write as _};
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, SystemTime};

use email_encoding::headers::rfc2047;
use email_encoding::headers::writer::EmailWriter;
use jiff::Timestamp;
use lettre::Message;
use lettre::address::Envelope;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, MultiPart, SinglePart};
use tokio::io::AsyncReadExt as _;
use tokio::process::Command;

use super::error::{DeliveryError, quote};
use super::smtp::Session;
use crate::config::targets::{Attached, MailTarget, Transport};
use crate::context::Context;
use crate::format::Format;
use crate::locale::{Text, Value};
use crate::model::Report;
use crate::reason::reason;
use crate::render;

/// The variables that a command gets. None of them holds a secret, as any other may: the token, a password
/// and the addresses of webhooks come from the environment, under names that are configured.
const ENVIRONMENT: [&str; 18] = [
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "TMPDIR",
    "TZ",
    // Where msmtp looks for its configuration.
    "XDG_CONFIG_HOME",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_ADDRESS",
    "LC_COLLATE",
    "LC_CTYPE",
    "LC_MESSAGES",
    "LC_MONETARY",
    "LC_NAME",
    "LC_NUMERIC",
    "LC_TIME",
];
/// As many bytes of a command's complaint as an error may need.
const COMPLAINT: u64 = 4096;

/// The whole message: both bodies, then the attachments.
pub fn build(
    target: &MailTarget,
    report: &Report,
    content: &render::mail::Message,
    now: Timestamp,
    render: impl Fn(Format) -> String,
) -> Result<Message, DeliveryError> {
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    let mut builder = Message::builder()
        .from(target.from.clone())
        .date(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
        .message_id(Some(message_id(target, content, now)))
        .raw_header(subject(&content.subject))
        // No out-of-office answers: the first is the standard, the second Exchange's.
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("X-Auto-Response-Suppress", "All"));
    let (to, cc) = target.recipients();
    for to in to {
        builder = builder.to(to.clone());
    }
    for cc in cc {
        builder = builder.cc(cc.clone());
    }
    if let Some(reply_to) = &target.reply_to {
        builder = builder.reply_to(reply_to.clone());
    }
    let bodies = MultiPart::alternative_plain_html(content.text.clone(), content.html.clone());
    let attachments = attachments(target, report, render);
    let message = match attachments.is_empty() {
        true => builder.multipart(bodies),
        false => {
            let mixed = MultiPart::mixed().multipart(bodies);
            builder.multipart(attachments.into_iter().fold(mixed, MultiPart::singlepart))
        }
    };
    message.map_err(|error| DeliveryError::because(Text::new("delivery-build"), quote(&error.to_string())))
}

/// Encoded from end to end: lettre leaves words of ASCII as they are, and a site
/// may be called `=?utf-8?q?…?=`, which a reader of mail would decode.
fn subject(text: &str) -> HeaderValue {
    const NAME: &str = "Subject";
    let mut encoded = String::new();
    // Writing into memory does not fail.
    let _ = rfc2047::encode(text, &mut EmailWriter::new(&mut encoded, NAME.len() + ": ".len(), 0, false));
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(NAME), text.to_owned(), encoded)
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// Unique by the time, and by the content when two are sent at once. The
/// domain is the sender's: the machine's name is nobody's business.
fn message_id(target: &MailTarget, content: &render::mail::Message, now: Timestamp) -> String {
    let mut hasher = DefaultHasher::new();
    (
        target.recipients().0.iter().map(ToString::to_string).collect::<Vec<_>>(),
        &content.subject,
        &content.text,
    )
        .hash(&mut hasher);
    format!("<{}.{:016x}@{}>", now.as_nanosecond(), hasher.finish(), target.from.email.domain())
}

fn attachments(target: &MailTarget, report: &Report, render: impl Fn(Format) -> String) -> Vec<SinglePart> {
    let day = report.window.period.to;
    let mut parts = Vec::new();
    for Attached { extension, format } in &target.attach {
        let name = format!("matomo-audit-{day}.{extension}");
        parts.push(attachment(name, extension, render(*format)));
        parts.extend(format.beside().iter().map(|(beside, format)| {
            attachment(format!("matomo-audit-{day}.{beside}"), extension, render(*format))
        }));
    }
    parts
}

fn attachment(name: String, extension: &str, text: String) -> SinglePart {
    let kind = match extension {
        "html" | "htm" => "text/html; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "json" => "application/json",
        _ => "text/plain; charset=utf-8",
    };
    Attachment::new(name).body(text, ContentType::parse(kind).unwrap_or(ContentType::TEXT_PLAIN))
}

/// Sends the message once. Nothing is tried again: after the message was
/// handed over, a second attempt could deliver it twice.
pub async fn send(target: &MailTarget, message: &Message, context: &Context) -> Result<(), DeliveryError> {
    let (envelope, bytes) = (message.envelope(), message.formatted());
    match &target.transport {
        Transport::Smtp(smtp) => Session::new(smtp, target.timeout)?.send(envelope, &bytes).await,
        Transport::Sendmail(command) => {
            let sending = sendmail(command, envelope, &bytes, context);
            tokio::time::timeout(target.timeout, sending).await.unwrap_or_else(|_| {
                let unknown = Text::new("delivery-unknown").with("server", command.display().to_string());
                let no_end = Text::new("reason-no-end").with("seconds", target.timeout.as_secs());
                Err(DeliveryError::because(unknown, no_end))
            })
        }
    }
}

/// Gives the message to a command, as lettre's own transport does, but with none of the secrets that are in
/// the environment, and from a file: a command that outlives this program never takes a part for the whole.
async fn sendmail(
    command: &Path,
    envelope: &Envelope,
    bytes: &[u8],
    context: &Context,
) -> Result<(), DeliveryError> {
    let error = |reason: Value| {
        let failed = Text::new("delivery-sendmail").with("command", command.display().to_string());
        DeliveryError::because(failed, reason)
    };
    let failed = |failure: io::Error| error(reason(&failure));
    let mut child = Command::new(command)
        .arg("-i")
        .args(envelope.from().into_iter().flat_map(|from| ["-f", from.as_ref()]))
        .arg("--")
        .args(envelope.to())
        .stdin(unnamed_file(bytes, context).map_err(failed)?)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .env_clear()
        .envs(ENVIRONMENT.into_iter().filter_map(|name| Some((name, context.env.get(name)?))))
        .kill_on_drop(true)
        .spawn()
        .map_err(failed)?;
    let mut said = Vec::new();
    if let Some(stderr) = child.stderr.take() {
        let mut beginning = stderr.take(COMPLAINT);
        beginning.read_to_end(&mut said).await.map_err(failed)?;
        // What more it says is taken, so that it can come to its end.
        tokio::io::copy(&mut beginning.into_inner(), &mut tokio::io::sink()).await.map_err(failed)?;
    }
    let status = child.wait().await.map_err(failed)?;
    let said = String::from_utf8_lossy(&said);
    match said.trim() {
        _ if status.success() => Ok(()),
        "" => Err(error(ended(status))),
        said => Err(error(quote(said).into())),
    }
}

/// How a command ended that said nothing.
fn ended(status: ExitStatus) -> Value {
    match status.code() {
        Some(code) => Text::new("reason-exit").with("code", code.to_string()).into(),
        None => quote(&status.to_string()).into(),
    }
}

/// A file that nobody else can open, to be read from its beginning.
fn unnamed_file(bytes: &[u8], context: &Context) -> io::Result<File> {
    let mut file = tempfile::tempfile_in(context.var("TMPDIR").unwrap_or("/tmp"))?;
    file.write_all(bytes)?;
    file.rewind()?;
    Ok(file)
}
