//! One conversation with an SMTP server, step by step, so that an error says which step it was.

use std::error::Error;
use std::fmt::Display;
use std::future::Future;
use std::io;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, AsyncTokioStream, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::{Response, Severity};

use super::DeliveryError;
use super::encrypted::Encrypted;
use super::secrets::Secrets;
use super::wire::{Endless, Wire};
use crate::config::targets::{Protection, Smtp};

/// How the server invites to send the message itself.
const GO_AHEAD: u16 = 354;
/// Longest wait for the answer to QUIT, on which nothing depends.
const GOODBYE: Duration = Duration::from_secs(5);

pub struct Session<'a> {
    smtp: &'a Smtp,
    server: String,
    timeout: Duration,
    /// Not shown, should an answer repeat them.
    secrets: Secrets,
}

/// A recipient that the server refused.
struct Refusal {
    /// The address, and what the server said.
    words: String,
    /// Whether it refuses for now only.
    passing: bool,
}

impl<'a> Session<'a> {
    pub fn new(smtp: &'a Smtp, timeout: Duration) -> Self {
        let server = format!("{}:{}", smtp.host, smtp.port);
        Self { smtp, server, timeout, secrets: Secrets::of_login(smtp.login.as_ref()) }
    }

    pub async fn send(&self, envelope: &Envelope, bytes: &[u8]) -> Result<(), DeliveryError> {
        let mut connection = self.connect().await?;
        let accepted = self.deliver(&mut connection, envelope, bytes).await;
        // The message is accepted or not: nothing that follows changes it.
        let _ = tokio::time::timeout(GOODBYE, connection.abort()).await;
        let refused = accepted?;
        match refused.is_empty() {
            true => Ok(()),
            false => Err(self.recipients(&refused, true)),
        }
    }

    /// From the login to the message; returns the recipients that are refused.
    async fn deliver(
        &self,
        connection: &mut AsyncSmtpConnection,
        envelope: &Envelope,
        bytes: &[u8],
    ) -> Result<Vec<Refusal>, DeliveryError> {
        self.login(connection).await?;
        let refused = self.address(connection, envelope).await?;
        self.hand_over(connection, bytes).await?;
        Ok(refused)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, DeliveryError> {
        let hello = ClientId::default();
        let stream = self.stream().await?;
        let greeting = AsyncSmtpConnection::connect_with_transport(stream, &hello);
        let mut connection = self.step(greeting, |error| self.connection(&error)).await?;
        let starttls = match self.smtp.protection {
            Protection::StartTls if !connection.can_starttls() => {
                let _ = tokio::time::timeout(GOODBYE, connection.abort()).await;
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

    /// The connection before the first word.
    async fn stream(&self) -> Result<Box<dyn AsyncTokioStream>, DeliveryError> {
        let connecting = Wire::connect(self.host(), self.smtp.port);
        let wire = self.step(connecting, |error| self.connection(&error)).await?;
        if self.smtp.protection != Protection::Implicit {
            return Ok(Box::new(wire));
        }
        let handshake = Encrypted::over(wire, self.tls()?);
        Ok(Box::new(self.step(handshake, |error| self.connection(&error)).await?))
    }

    fn host(&self) -> &str {
        self.smtp.host.trim_matches(['[', ']'])
    }

    fn tls(&self) -> Result<TlsParameters, DeliveryError> {
        let failed = |error: SmtpError| self.connection(&error);
        let mut builder = TlsParameters::builder(self.host().to_owned());
        if let Some(pem) = &self.smtp.ca {
            builder = builder.add_root_certificate(Certificate::from_pem(pem).map_err(failed)?);
        }
        builder.build().map_err(failed)
    }

    async fn login(&self, connection: &mut AsyncSmtpConnection) -> Result<(), DeliveryError> {
        let Some(login) = &self.smtp.login else { return Ok(()) };
        let credentials = Credentials::new(login.user.clone(), login.password.reveal().to_owned());
        let mechanisms = [Mechanism::Plain, Mechanism::Login];
        let refused = |server, reason| DeliveryError::Login { server, reason };
        let answer =
            self.step(connection.auth(&mechanisms, &credentials), |error| self.refusal(&error, refused));
        self.accepted(&answer.await?)
    }

    /// Names the sender and the recipients; returns those that are refused. A
    /// message for four people reaches three when one address is wrong.
    async fn address(
        &self,
        connection: &mut AsyncSmtpConnection,
        envelope: &Envelope,
    ) -> Result<Vec<Refusal>, DeliveryError> {
        let mail = Mail::new(envelope.from().cloned(), Vec::new());
        let refused = |server, reason| DeliveryError::Sender { server, reason };
        let answer = self.step(connection.command(mail), |error| self.refusal(&error, refused)).await?;
        self.accepted(&answer)?;
        let mut refused = Vec::new();
        for address in envelope.to() {
            let recipient = Rcpt::new(address.clone(), Vec::new());
            match self.in_time(connection.command(recipient)).await? {
                Ok(answer) => self.accepted(&answer)?,
                Err(error) if error.status().is_some() => refused.push(Refusal {
                    words: format!("{address} ({})", self.reason(&error)),
                    passing: error.is_transient(),
                }),
                Err(error) => return Err(self.connection(&error)),
            }
        }
        match refused.len() == envelope.to().len() {
            true => Err(self.recipients(&refused, false)),
            false => Ok(refused),
        }
    }

    async fn hand_over(
        &self,
        connection: &mut AsyncSmtpConnection,
        bytes: &[u8],
    ) -> Result<(), DeliveryError> {
        let refused = |server, reason| DeliveryError::Refused { server, reason };
        let answer = self.step(connection.command(Data), |error| self.refusal(&error, refused)).await?;
        if !answer.has_code(GO_AHEAD) {
            return Err(self.unexpected(&answer));
        }
        let unknown = |reason: String| DeliveryError::Unknown { server: self.server.clone(), reason };
        match tokio::time::timeout(self.timeout, connection.message(bytes)).await {
            Ok(Ok(answer)) => self.accepted(&answer).map_err(|_| unknown(self.words(&answer))),
            Ok(Err(error)) if error.status().is_some() => Err(self.refusal(&error, refused)),
            Ok(Err(error)) => Err(unknown(self.reason(&error))),
            Err(_) => Err(unknown(format!("no answer in {} s", self.timeout.as_secs()))),
        }
    }

    /// Whether an answer means yes. lettre takes "go on" (3xx) for it, too.
    fn accepted(&self, answer: &Response) -> Result<(), DeliveryError> {
        match answer.code().severity {
            Severity::PositiveCompletion => Ok(()),
            _ => Err(self.unexpected(answer)),
        }
    }

    /// One step before anything is accepted, in time or not at all.
    async fn step<T, E: Error + 'static>(
        &self,
        work: impl Future<Output = Result<T, E>>,
        failed: impl Fn(E) -> DeliveryError,
    ) -> Result<T, DeliveryError> {
        match self.in_time(work).await? {
            Err(error) if is_timeout(&error) => Err(self.timed_out()),
            answer => answer.map_err(failed),
        }
    }

    async fn in_time<T>(&self, work: impl Future<Output = T>) -> Result<T, DeliveryError> {
        tokio::time::timeout(self.timeout, work).await.map_err(|_| self.timed_out())
    }

    /// What an answer that means no is in this step, and any other failure.
    fn refusal(&self, error: &SmtpError, refused: fn(String, String) -> DeliveryError) -> DeliveryError {
        match error.is_permanent() || error.is_client() {
            true => refused(self.server.clone(), self.reason(error)),
            false => self.connection(error),
        }
    }

    fn connection(&self, error: &(dyn Error + 'static)) -> DeliveryError {
        let (server, reason) = (self.server.clone(), self.reason(error));
        if carried::<Endless>(error).is_some() {
            return DeliveryError::Endless { server };
        }
        match carried::<rustls::Error>(error) {
            Some(rustls::Error::InvalidCertificate(_)) => DeliveryError::Certificate { server, reason },
            Some(rustls::Error::InvalidMessage(_)) => DeliveryError::NotTls { server },
            _ if error.downcast_ref().is_some_and(SmtpError::is_transient) => {
                DeliveryError::NotNow { server, reason }
            }
            _ => DeliveryError::Connect { server, reason },
        }
    }

    fn unexpected(&self, answer: &Response) -> DeliveryError {
        DeliveryError::Unexpected { server: self.server.clone(), reason: self.words(answer) }
    }

    fn timed_out(&self) -> DeliveryError {
        DeliveryError::TimedOut { server: self.server.clone(), seconds: self.timeout.as_secs() }
    }

    fn recipients(&self, refused: &[Refusal], others: bool) -> DeliveryError {
        let words: Vec<_> = refused.iter().map(|refusal| refusal.words.as_str()).collect();
        DeliveryError::Recipients {
            server: self.server.clone(),
            refused: words.join(", "),
            others,
            passing: refused.iter().all(|refusal| refusal.passing),
        }
    }

    /// The innermost words of an error; an answer of the server with its code.
    fn reason(&self, error: &(dyn Error + 'static)) -> String {
        match error.downcast_ref().and_then(SmtpError::status) {
            Some(code) => self.said(code, &innermost(error)),
            None => self.secrets.hide(&innermost(error)),
        }
    }

    fn words(&self, answer: &Response) -> String {
        self.said(answer.code(), &answer.message().collect::<Vec<_>>().join(" "))
    }

    fn said(&self, code: impl Display, words: &str) -> String {
        format!("{code} {}", self.secrets.hide(words))
    }
}

/// The innermost words of an error.
pub fn innermost(error: &(dyn Error + 'static)) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

fn is_timeout(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref().is_some_and(SmtpError::is_timeout)
        || error.downcast_ref().is_some_and(|error: &io::Error| error.kind() == io::ErrorKind::TimedOut)
}

/// The error of a kind that stands behind another one. An I/O error hides the one that it carries from `source`.
fn carried<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        let inside = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if let Some(found) = inside.and_then(|inside| inside.downcast_ref()) {
            return Some(found);
        }
        cause = error.source();
    }
    None
}
