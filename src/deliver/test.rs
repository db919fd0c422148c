//! Whether the targets can be served, as far as that is seen without sending anything.

use super::error::DeliveryError;
use super::smtp::Session;
use super::{chat, chat_recipient, mail_recipient};
use crate::config::targets::{MailTarget, Targets, Transport};
use crate::locale::Text;

/// What is known of a target now.
#[derive(Debug)]
pub struct Tested {
    /// Who gets it, without a secret.
    pub recipient: Text,
    /// What works, or the message of what does not.
    pub result: Result<Text, Text>,
}

/// Tests all; one that fails does not stop the others.
pub async fn test(targets: &Targets) -> Vec<Tested> {
    let mut tested = Vec::new();
    if let Some(target) = &targets.mail {
        let result = mail(target).await.map_err(|error| error.0);
        tested.push(Tested { recipient: mail_recipient(target.recipients()), result });
    }
    for target in &targets.chats {
        let result = chat::test(target).await;
        tested.push(Tested { recipient: chat_recipient(target), result: result.map_err(|error| error.0) });
    }
    tested
}

async fn mail(target: &MailTarget) -> Result<Text, DeliveryError> {
    let smtp = match &target.transport {
        Transport::Smtp(smtp) => smtp,
        // That it can be run was seen when the configuration was read.
        Transport::Sendmail(command) => {
            let text = Text::new("checked-sendmail");
            return Ok(text.with("command", command.display().to_string()));
        }
    };
    let encrypted = Session::new(smtp, target.timeout)?.test().await?;
    let text = Text::new("checked-smtp").with("server", format!("{}:{}", smtp.host, smtp.port));
    let text = text.with("tls", if encrypted { "yes" } else { "no" });
    Ok(text.with("login", if smtp.login.is_some() { "yes" } else { "no" }))
}
