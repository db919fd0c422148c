//! One conversation with an SMTP server, step by step, so that an error says which step it was.

use std::error::Error;
use std::fmt::Display;
use std::future::Future;
use std::io;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use lettre::address::Envelope;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, AsyncTokioStream, TlsParameters, TlsParametersBuilder,
};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::{Response, Severity};

use super::encrypted::Encrypted;
use super::error::{DeliveryError, quote};
use super::wire::{Endless, Wire};
use crate::config::targets::{Login, Protection, Smtp};
use crate::echo::Echo;
use crate::locale::{Text, Value};
use crate::reason::{carried, common, innermost};
use crate::tls::Certificates;

/// How the server invites to send the message itself.
const GO_AHEAD: u16 = 354;
/// Longest wait for the answer to QUIT, on which nothing depends.
const GOODBYE: Duration = Duration::from_secs(5);

pub struct Session<'a> {
    smtp: &'a Smtp,
    server: String,
    timeout: Duration,
    /// The password is not shown, should an answer repeat it.
    echo: Echo,
}

/// A recipient that the server refused.
struct Refusal {
    /// The address, and what the server said.
    words: String,
    /// Whether it refuses for now only.
    passing: bool,
}

impl<'a> Session<'a> {
    pub fn new(smtp: &'a Smtp, timeout: Duration) -> Result<Self, DeliveryError> {
        let server = format!("{}:{}", smtp.host, smtp.port);
        let echo = Echo::new(smtp.login.iter().flat_map(forms));
        let echo = echo.map_err(|error| {
            DeliveryError::because(Text::new("delivery-build"), quote(&error.to_string()))
        })?;
        Ok(Self { smtp, server, timeout, echo })
    }

    fn error(&self, id: &'static str) -> Text {
        Text::new(id).with("server", self.server.clone())
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

    /// Connects, logs in and goes away; returns whether the connection is encrypted.
    pub async fn test(&self) -> Result<bool, DeliveryError> {
        let mut connection = self.connect().await?;
        let encrypted = connection.is_encrypted() || self.smtp.protection == Protection::Implicit;
        let accepted = self.login(&mut connection).await;
        let _ = tokio::time::timeout(GOODBYE, connection.abort()).await;
        accepted.map(|()| encrypted)
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
                return Err(DeliveryError(self.error("delivery-no-starttls")));
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
        let builder = TlsParameters::builder(self.host().to_owned());
        let extra = Certificates::besides_the_system(self.smtp.ca.as_ref()).for_mail().map_err(failed)?;
        extra.into_iter().fold(builder, TlsParametersBuilder::add_root_certificate).build().map_err(failed)
    }

    async fn login(&self, connection: &mut AsyncSmtpConnection) -> Result<(), DeliveryError> {
        let Some(login) = &self.smtp.login else { return Ok(()) };
        let credentials = Credentials::new(login.user.clone(), login.password.reveal().to_owned());
        let mechanisms = [Mechanism::Plain, Mechanism::Login];
        let answer = self
            .step(connection.auth(&mechanisms, &credentials), |error| self.refusal(&error, "delivery-login"));
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
        let answer =
            self.step(connection.command(mail), |error| self.refusal(&error, "delivery-sender")).await?;
        self.accepted(&answer)?;
        let mut refused = Vec::new();
        for address in envelope.to() {
            let recipient = Rcpt::new(address.clone(), Vec::new());
            match self.in_time(connection.command(recipient)).await? {
                Ok(answer) => self.accepted(&answer)?,
                Err(error) => {
                    let Some(status) = error.status() else { return Err(self.connection(&error)) };
                    refused.push(Refusal {
                        words: format!("{address} ({})", self.said(status, &innermost(&error))),
                        passing: error.is_transient(),
                    });
                }
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
        let refused = |error: SmtpError| self.refusal(&error, "delivery-refused");
        let answer = self.step(connection.command(Data), refused).await?;
        if !answer.has_code(GO_AHEAD) {
            return Err(self.unexpected(&answer));
        }
        let unknown = |reason: Value| DeliveryError::because(self.error("delivery-unknown"), reason);
        match tokio::time::timeout(self.timeout, connection.message(bytes)).await {
            Ok(Ok(answer)) => self.accepted(&answer).map_err(|_| unknown(self.words(&answer).into())),
            Ok(Err(error)) if error.status().is_some() => Err(refused(error)),
            Ok(Err(error)) => Err(unknown(self.reason(&error))),
            Err(_) => {
                let silent = Text::new("reason-no-answer").with("seconds", self.timeout.as_secs());
                Err(unknown(silent.into()))
            }
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
    fn refusal(&self, error: &SmtpError, id: &'static str) -> DeliveryError {
        match error.is_permanent() || error.is_client() {
            true => DeliveryError::because(self.error(id), self.reason(error)),
            false => self.connection(error),
        }
    }

    fn connection(&self, error: &(dyn Error + 'static)) -> DeliveryError {
        if carried::<Endless>(error).is_some() {
            return DeliveryError(self.error("delivery-endless"));
        }
        let id = match carried::<rustls::Error>(error) {
            Some(rustls::Error::InvalidCertificate(_)) => "delivery-certificate",
            Some(rustls::Error::InvalidMessage(_)) => {
                return DeliveryError(self.error("delivery-not-tls"));
            }
            _ if error.downcast_ref().is_some_and(SmtpError::is_transient) => "delivery-not-now",
            _ => "delivery-connect",
        };
        DeliveryError::because(self.error(id), self.reason(error))
    }

    fn unexpected(&self, answer: &Response) -> DeliveryError {
        DeliveryError::because(self.error("delivery-unexpected"), self.words(answer))
    }

    fn timed_out(&self) -> DeliveryError {
        DeliveryError(self.error("delivery-timed-out").with("seconds", self.timeout.as_secs()))
    }

    fn recipients(&self, refused: &[Refusal], others: bool) -> DeliveryError {
        let words: Vec<_> = refused.iter().map(|refusal| refusal.words.as_str()).collect();
        let id = match (others, refused.iter().all(|refusal| refusal.passing)) {
            (true, false) => "delivery-recipients",
            (false, false) => "delivery-no-recipient",
            (true, true) => "delivery-recipients-not-now",
            (false, true) => "delivery-no-recipient-now",
        };
        DeliveryError(self.error(id).with("refused", quote(&words.join(", "))))
    }

    /// What the server said, with its code, or else what went wrong.
    fn reason(&self, error: &(dyn Error + 'static)) -> Value {
        match error.downcast_ref().and_then(SmtpError::status) {
            Some(code) => self.said(code, &innermost(error)).into(),
            None => {
                common(error).map_or_else(|| quote(self.echo.hide_all(&innermost(error))).into(), Value::from)
            }
        }
    }

    fn words(&self, answer: &Response) -> String {
        self.said(answer.code(), &answer.message().collect::<Vec<_>>().join(" "))
    }

    fn said(&self, code: impl Display, words: &str) -> String {
        quote(&format!("{code} {}", self.echo.hide_all(words)))
    }
}

/// The forms in which a password is sent.
fn forms(login: &Login) -> [String; 3] {
    let password = login.password.reveal();
    [password.to_owned(), base64(password), base64(&format!("\0{}\0{password}", login.user))]
}

/// Base64 without what depends on the bytes that follow.
fn base64(text: &str) -> String {
    let whole = text.len() * 4 / 3;
    BASE64_STANDARD.encode(text).chars().take(whole).collect()
}

fn is_timeout(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref().is_some_and(SmtpError::is_timeout)
        || error.downcast_ref().is_some_and(|error: &io::Error| error.kind() == io::ErrorKind::TimedOut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::token::Secret;

    #[test]
    fn a_password_is_hidden_in_every_form_in_which_it_is_sent() {
        let password = Secret::new("p4ss W0rd%41é").unwrap();
        let echo = Echo::new(forms(&Login { user: "stats".to_owned(), password })).unwrap();
        for sent in ["p4ss W0rd%41é", "p4ss W0rd%41é\r\n", "\0stats\0p4ss W0rd%41é"] {
            let words = format!("got {}", BASE64_STANDARD.encode(sent));
            assert_eq!(echo.hide_all(&words), "***", "{words}");
        }
        assert_eq!(echo.hide_all("no p4ss W0rd%41é"), "***");
        assert_eq!(echo.hide_all("535 5.7.8 Wrong password"), "535 5.7.8 Wrong password");
    }
}
