//! E-mail, by SMTP or by a command that takes the message.

use std::future::Future;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use email_encoding::headers::rfc2047;
use email_encoding::headers::writer::EmailWriter;
use jiff::Timestamp;
use lettre::address::Envelope;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, MultiPart, SinglePart};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSendmailTransport, AsyncTransport, Message, Tokio1Executor};

use super::DeliveryError;
use crate::config::targets::{MailTarget, Protection, Smtp, Transport};
use crate::report::{self, Format, Report};

/// The whole message: both bodies, then the attachments.
pub fn build(
    target: &MailTarget,
    report: &Report,
    content: &report::mail::Message,
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
    for to in &target.to {
        builder = builder.to(to.clone());
    }
    for cc in &target.cc {
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
    message.map_err(|error| DeliveryError::Build { reason: error.to_string() })
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
fn message_id(target: &MailTarget, content: &report::mail::Message, now: Timestamp) -> String {
    let mut hasher = DefaultHasher::new();
    (target.to.iter().map(ToString::to_string).collect::<Vec<_>>(), &content.subject, &content.text)
        .hash(&mut hasher);
    format!("<{}.{:016x}@{}>", now.as_nanosecond(), hasher.finish(), target.from.email.domain())
}

fn attachments(target: &MailTarget, report: &Report, render: impl Fn(Format) -> String) -> Vec<SinglePart> {
    let day = report.window.period.to;
    let mut parts = Vec::new();
    for (extension, format) in &target.attach {
        let name = format!("matomo-audit-{day}.{extension}");
        parts.push(attachment(name, extension, render(*format)));
        if *format == Format::Csv {
            let name = format!("matomo-audit-{day}.channels.csv");
            parts.push(attachment(name, extension, render(Format::CsvChannels)));
        }
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
pub async fn send(target: &MailTarget, message: &Message) -> Result<(), DeliveryError> {
    let bytes = message.formatted();
    match &target.transport {
        Transport::Smtp(smtp) => {
            Session { smtp, server: format!("{}:{}", smtp.host, smtp.port), timeout: target.timeout }
                .send(message.envelope(), &bytes)
                .await
        }
        Transport::Sendmail(command) => sendmail(command, message.envelope(), &bytes, target.timeout).await,
    }
}

async fn sendmail(
    command: &Path,
    envelope: &Envelope,
    bytes: &[u8],
    timeout: Duration,
) -> Result<(), DeliveryError> {
    let error = |reason: String| DeliveryError::Sendmail { command: command.display().to_string(), reason };
    let transport = AsyncSendmailTransport::<Tokio1Executor>::new_with_command(command);
    match tokio::time::timeout(timeout, transport.send_raw(envelope, bytes)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(failure)) => {
            let said = reason(&failure);
            Err(error(if said.trim().is_empty() { "it gave no reason".to_owned() } else { said }))
        }
        Err(_) => Err(DeliveryError::Unknown {
            server: command.display().to_string(),
            reason: format!("no end after {} s", timeout.as_secs()),
        }),
    }
}

/// One conversation with an SMTP server, step by step, so that an error says
/// which step it was.
struct Session<'a> {
    smtp: &'a Smtp,
    server: String,
    timeout: Duration,
}

impl Session<'_> {
    async fn send(&self, envelope: &Envelope, bytes: &[u8]) -> Result<(), DeliveryError> {
        let mut connection = self.connect().await?;
        self.login(&mut connection).await?;
        let refused = self.address(&mut connection, envelope).await?;
        self.hand_over(&mut connection, bytes).await?;
        // The message is accepted: nothing that follows makes it undone.
        let _ = tokio::time::timeout(self.timeout, connection.quit()).await;
        match refused.is_empty() {
            true => Ok(()),
            false => Err(self.recipients(&refused, true)),
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, DeliveryError> {
        let hello = ClientId::default();
        let address = (self.smtp.host.trim_matches(['[', ']']), self.smtp.port);
        let implicit = match self.smtp.protection {
            Protection::Implicit => Some(self.tls()?),
            _ => None,
        };
        let connecting =
            AsyncSmtpConnection::connect_tokio1(address, Some(self.timeout), &hello, implicit, None);
        let mut connection = self.step(connecting, |error| self.connection(&error)).await?;
        let starttls = match self.smtp.protection {
            Protection::StartTls if !connection.can_starttls() => {
                connection.abort().await;
                return Err(DeliveryError::NoStartTls { server: self.server.clone() });
            }
            Protection::StartTls => true,
            Protection::IfOffered => connection.can_starttls(),
            Protection::Implicit | Protection::None => false,
        };
        if starttls {
            let tls = self.tls()?;
            self.step(connection.starttls(tls, &hello), |error| self.connection(&error)).await?;
        }
        Ok(connection)
    }

    fn tls(&self) -> Result<TlsParameters, DeliveryError> {
        let failed = |error: SmtpError| self.connection(&error);
        let mut builder = TlsParameters::builder(self.smtp.host.trim_matches(['[', ']']).to_owned());
        if let Some(pem) = &self.smtp.ca {
            builder = builder.add_root_certificate(Certificate::from_pem(pem).map_err(failed)?);
        }
        builder.build().map_err(failed)
    }

    async fn login(&self, connection: &mut AsyncSmtpConnection) -> Result<(), DeliveryError> {
        let Some(login) = &self.smtp.login else { return Ok(()) };
        let credentials = Credentials::new(login.user.clone(), login.password.reveal().to_owned());
        let refused = |error: SmtpError| DeliveryError::Login {
            server: self.server.clone(),
            // A server has no reason to repeat it, but it could.
            reason: reason(&error).replace(login.password.reveal(), "***"),
        };
        let mechanisms = [Mechanism::Plain, Mechanism::Login];
        let answer = self.step(connection.auth(&mechanisms, &credentials), refused).await;
        if answer.is_err() {
            connection.abort().await;
        }
        answer.map(|_| ())
    }

    /// Names the sender and the recipients; returns those that are refused. A
    /// message for four people reaches three when one address is wrong.
    async fn address(
        &self,
        connection: &mut AsyncSmtpConnection,
        envelope: &Envelope,
    ) -> Result<Vec<String>, DeliveryError> {
        let mail = Mail::new(envelope.from().cloned(), Vec::new());
        let refused =
            |error: SmtpError| DeliveryError::Sender { server: self.server.clone(), reason: reason(&error) };
        self.step(connection.command(mail), refused).await?;
        let mut refused = Vec::new();
        for address in envelope.to() {
            let recipient = Rcpt::new(address.clone(), Vec::new());
            let answer = tokio::time::timeout(self.timeout, connection.command(recipient)).await;
            match answer {
                Ok(Ok(_)) => {}
                Ok(Err(error)) if error.status().is_some() => {
                    refused.push(format!("{address} ({})", reason(&error)));
                }
                Ok(Err(error)) => return Err(self.connection(&error)),
                Err(_) => return Err(self.timed_out()),
            }
        }
        if refused.len() == envelope.to().len() {
            connection.abort().await;
            return Err(self.recipients(&refused, false));
        }
        Ok(refused)
    }

    async fn hand_over(
        &self,
        connection: &mut AsyncSmtpConnection,
        bytes: &[u8],
    ) -> Result<(), DeliveryError> {
        let refused =
            |error: SmtpError| DeliveryError::Refused { server: self.server.clone(), reason: reason(&error) };
        self.step(connection.command(Data), refused).await?;
        let unknown = |reason: String| DeliveryError::Unknown { server: self.server.clone(), reason };
        match tokio::time::timeout(self.timeout, connection.message(bytes)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) if error.status().is_some() => Err(refused(error)),
            Ok(Err(error)) => Err(unknown(reason(&error))),
            Err(_) => Err(unknown(format!("no answer in {} s", self.timeout.as_secs()))),
        }
    }

    /// One step before anything is accepted, in time or not at all.
    async fn step<T>(
        &self,
        work: impl Future<Output = Result<T, SmtpError>>,
        refused: impl Fn(SmtpError) -> DeliveryError,
    ) -> Result<T, DeliveryError> {
        match tokio::time::timeout(self.timeout, work).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) if error.is_timeout() => Err(self.timed_out()),
            Ok(Err(error)) => Err(refused(error)),
            Err(_) => Err(self.timed_out()),
        }
    }

    fn connection(&self, error: &SmtpError) -> DeliveryError {
        let (server, reason) = (self.server.clone(), reason(error));
        match is_certificate(error) {
            true => DeliveryError::Certificate { server, reason },
            false => DeliveryError::Connect { server, reason },
        }
    }

    fn timed_out(&self) -> DeliveryError {
        DeliveryError::TimedOut { server: self.server.clone(), seconds: self.timeout.as_secs() }
    }

    fn recipients(&self, refused: &[String], others: bool) -> DeliveryError {
        DeliveryError::Recipients { server: self.server.clone(), refused: refused.join(", "), others }
    }
}

/// Whether the connection failed for the server's certificate.
fn is_certificate(error: &SmtpError) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        // An I/O error hides the one that it carries from `source`.
        let carried = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let tls = carried.and_then(|carried| carried.downcast_ref::<rustls::Error>());
        if matches!(tls, Some(rustls::Error::InvalidCertificate(_))) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// The innermost words of an error; an answer of the server with its code.
fn reason(error: &(dyn std::error::Error + 'static)) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    match error.downcast_ref::<SmtpError>().and_then(SmtpError::status) {
        Some(code) => format!("{code} {cause}"),
        None => cause.to_string(),
    }
}
