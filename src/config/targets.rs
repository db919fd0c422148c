//! Where `send` delivers: each target checked, with its secrets, before anything is asked of
//! Matomo.

mod matrix;

use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::message::Mailbox;
pub use matrix::Matrix;
use url::Url;

use super::error::ConfigError;
use super::file::{Chat, FileConfig, Mail, Tls};
use super::input::Unfit;
use super::token::Secret;
use super::warning::Warning;
use super::{Loaded, input, open_secret, url_problem};
use crate::context::Context;
use crate::format::{ChatKind, Format};
use crate::http::{is_local, is_loopback};
use crate::locale::Text;
use crate::secret;
use crate::tls::Certificates;
use crate::values::When;

/// Variable that holds the password of the SMTP server.
pub const PASSWORD: &str = "MATOMO_AUDIT_SMTP_PASSWORD";

/// Most recipients of the mail: every server takes 100 (RFC 5321, 4.5.3.1.8), and each costs a turn
/// on the line, so that 10,000 take minutes.
const MAX_RECIPIENTS: usize = 100;

/// Everything that `send` delivers to.
#[derive(Debug)]
pub struct Targets {
    pub mail: Option<MailTarget>,
    pub chats: Vec<ChatTarget>,
    /// What the user should know of the files that were read.
    pub warnings: Vec<Warning>,
}

#[derive(Debug)]
pub struct MailTarget {
    pub from: Mailbox,
    pub to: Vec<Mailbox>,
    pub cc: Vec<Mailbox>,
    /// The one who gets it in place of all others: a trial.
    pub only: Option<Mailbox>,
    pub reply_to: Option<Mailbox>,
    pub when: When,
    pub attach: Vec<Attached>,
    pub transport: Transport,
    pub timeout: Duration,
}

/// A file to attach.
#[derive(Debug)]
pub struct Attached {
    pub extension: String,
    pub format: Format,
}

#[derive(Debug)]
pub enum Transport {
    Smtp(Smtp),
    /// A command that takes the message.
    Sendmail(PathBuf),
}

#[derive(Debug)]
pub struct Smtp {
    pub host: String,
    pub port: u16,
    pub protection: Protection,
    pub login: Option<Login>,
    /// Trusted besides those of the system.
    pub ca: Option<Certificates>,
}

/// How a connection to an SMTP server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    Implicit,
    StartTls,
    /// STARTTLS if the server offers it: a server on this machine, whose connection nobody else
    /// sees.
    IfOffered,
    None,
}

#[derive(Debug)]
pub struct Login {
    pub user: String,
    pub password: Secret,
}

#[derive(Debug)]
pub struct ChatTarget {
    pub name: String,
    pub kind: ChatKind,
    pub when: When,
    pub place: Place,
    /// Trusted besides those of the system.
    pub ca: Option<Certificates>,
    pub timeout: Duration,
}

/// Where a chat takes messages.
#[derive(Debug)]
pub enum Place {
    /// Its address; missing in a dry run only.
    Webhook(Option<Secret>),
    Matrix(Matrix),
}

/// What the options of `send` say of the targets.
#[derive(Debug, Default)]
pub struct Wanted<'a> {
    /// In place of what the configuration says.
    pub when: Option<When>,
    /// The one person who is to get the mail.
    pub to: Option<&'a str>,
    /// Whether nothing will be sent, so that secrets may be missing.
    pub dry: bool,
}

impl MailTarget {
    /// Those who get it, and those who get a copy.
    pub fn recipients(&self) -> (&[Mailbox], &[Mailbox]) {
        match &self.only {
            Some(only) => (std::slice::from_ref(only), &[]),
            None => (&self.to, &self.cc),
        }
    }
}

impl Targets {
    /// All configured targets.
    pub fn resolve(loaded: &Loaded, wanted: &Wanted<'_>, context: &Context) -> Result<Self, ConfigError> {
        let config = &loaded.config;
        if config.mail.is_none() && config.chat.is_empty() {
            return Err(ConfigError::new("config-no-target"));
        }
        let only = wanted.to.map(only).transpose()?;
        if only.is_some() && config.mail.is_none() {
            return Err(ConfigError::new("config-to-no-mail"));
        }
        // A trial asks for the message itself, not for what would call for it.
        let when = wanted.when.or(only.is_some().then_some(When::Always));
        let mut resolver = Resolver { loaded, when, secrets: !wanted.dry, context, warnings: Vec::new() };
        let mut chats: Vec<ChatTarget> = Vec::new();
        for chat in &config.chat {
            if chats.iter().any(|other| other.name == chat.name) {
                let text = Text::new("config-chat-twice").with("name", chat.name.clone());
                return Err(ConfigError::of(text));
            }
            // A trial posts nothing, so that it needs no secret of a chat.
            resolver.secrets = !wanted.dry && only.is_none();
            chats.push(resolver.chat(chat)?);
        }
        resolver.secrets = !wanted.dry;
        let mail = config.mail.as_ref().map(|mail| resolver.mail(mail)).transpose()?;
        let mail = mail.map(|mail| MailTarget { only, ..mail });
        Ok(Self { mail, chats, warnings: resolver.warnings })
    }
}

/// A secret in the file is refused, whatever the command: files are shared, copied and committed.
pub fn refuse_secrets(path: &Path, config: &FileConfig) -> Result<(), ConfigError> {
    let found = |key: &'static str, instead: &'static str| {
        let text = Text::new("config-secret-in-file").with("key", key).with("instead", instead);
        Err(ConfigError::in_file(text, path))
    };
    if config.mail.as_ref().is_some_and(|mail| mail.password.is_some()) {
        return found("mail.password", "MATOMO_AUDIT_SMTP_PASSWORD, mail.password_file");
    }
    if config.chat.iter().any(|chat| chat.url.is_some()) {
        return found("chat.url", "chat.url_env, chat.url_file");
    }
    if config.chat.iter().any(|chat| chat.token.is_some()) {
        return found("chat.token", "chat.token_env, chat.token_file");
    }
    refuse_misplaced(config)
}

/// Refuses what is no name where one belongs: it would be shown, and may be the address of a
/// webhook or a password.
fn refuse_misplaced(config: &FileConfig) -> Result<(), ConfigError> {
    for (chat, position) in config.chat.iter().zip(1_u64..) {
        let wrong = |id| Err(ConfigError::of(Text::new(id).with("position", position)));
        if chat.name.contains("://") || secret::is_random(&chat.name) {
            return wrong("config-chat-name");
        }
        let not_a_variable = |variable: &&str| !secret::is_variable(variable);
        if chat.url_env.as_deref().filter(not_a_variable).is_some() {
            return wrong("config-chat-variable");
        }
        if chat.token_env.as_deref().filter(not_a_variable).is_some() {
            return wrong("config-chat-token-variable");
        }
    }
    let smtp = config.mail.as_ref().and_then(|mail| mail.smtp.as_deref());
    match smtp.is_some_and(|host| !secret::is_host(host.trim())) {
        true => Err(ConfigError::new("config-mail-host")),
        false => Ok(()),
    }
}

struct Resolver<'a> {
    loaded: &'a Loaded,
    when: Option<When>,
    secrets: bool,
    context: &'a Context,
    warnings: Vec<Warning>,
}

impl Resolver<'_> {
    fn mail(&mut self, mail: &Mail) -> Result<MailTarget, ConfigError> {
        let missing = |key| missing("[mail]", key);
        if mail.from.trim().is_empty() {
            return Err(missing("from"));
        }
        if mail.to.is_empty() {
            return Err(missing("to"));
        }
        let count = mail.to.len() + mail.cc.len();
        if count > MAX_RECIPIENTS {
            let text = Text::new("config-mail-recipients").with("count", count as u64);
            return Err(ConfigError::of(text.with("limit", MAX_RECIPIENTS as u64)));
        }
        let list = |key, addresses: &[String]| {
            addresses.iter().map(|address| mailbox(key, address)).collect::<Result<Vec<_>, _>>()
        };
        let transport = match (&mail.smtp, &mail.sendmail) {
            (Some(host), None) => Transport::Smtp(self.smtp(mail, host.trim())?),
            (None, Some(command)) => Transport::Sendmail(self.sendmail(command)?),
            (None, None) => return Err(missing("smtp")),
            (Some(_), Some(_)) => return Err(too_many("[mail]", "smtp, sendmail")),
        };
        Ok(MailTarget {
            from: mailbox("from", &mail.from)?,
            to: list("to", &mail.to)?,
            cc: list("cc", &mail.cc)?,
            only: None,
            reply_to: mail.reply_to.as_ref().map(|address| mailbox("reply_to", address)).transpose()?,
            when: self.when.unwrap_or(mail.when),
            attach: mail.attach.iter().map(|name| attachment(name)).collect::<Result<_, _>>()?,
            transport,
            timeout: Duration::from_secs(mail.timeout.get().into()),
        })
    }

    fn smtp(&mut self, mail: &Mail, host: &str) -> Result<Smtp, ConfigError> {
        let local = is_local(host);
        let protection = match mail.tls {
            Tls::Implicit => Protection::Implicit,
            Tls::StartTls if local => Protection::IfOffered,
            Tls::StartTls => Protection::StartTls,
            Tls::None => Protection::None,
        };
        if mail.user.is_some() && protection == Protection::None && !local {
            let text = Text::new("config-mail-plain-password").with("host", host.to_owned());
            return Err(ConfigError::of(text));
        }
        let port = mail.port.unwrap_or(mail.tls.port());
        let login = match &mail.user {
            Some(user) => self.password(mail, user)?.map(|password| Login { user: user.clone(), password }),
            None if mail.password_file.is_some() => return Err(missing("[mail]", "user")),
            None => None,
        };
        let ca = self.loaded.certificates("[mail] ca_file", mail.ca_file.as_deref())?;
        Ok(Smtp { host: host.to_owned(), port, protection, login, ca })
    }

    fn password(&mut self, mail: &Mail, user: &str) -> Result<Option<Secret>, ConfigError> {
        let secret = match (self.context.var(PASSWORD).and_then(Secret::new), &mail.password_file) {
            (Some(password), _) => Some(password),
            (None, Some(path)) => self.secret_file("[mail] password_file", path, Some(PASSWORD))?,
            (None, None) => None,
        };
        match secret.is_none() && self.secrets {
            true => Err(ConfigError::of(Text::new("config-mail-no-password").with("user", user.to_owned()))),
            false => Ok(secret),
        }
    }

    fn sendmail(&self, command: &Path) -> Result<PathBuf, ConfigError> {
        let path = self.loaded.resolve(command);
        let wrong =
            |problem: Unfit| ConfigError::in_file(problem.explain(Text::new("config-sendmail")), &path);
        let metadata = path.metadata().map_err(|error| wrong(error.into()))?;
        if !metadata.is_file() {
            return Err(wrong(input::kind(&metadata)));
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            if metadata.permissions().mode() & 0o111 == 0 {
                return Err(wrong(Unfit::NotExecutable));
            }
        }
        Ok(path)
    }

    fn chat(&mut self, chat: &Chat) -> Result<ChatTarget, ConfigError> {
        let target = format!("[[chat]] {}", chat.name);
        if chat.name.trim().is_empty() {
            return Err(missing(&target, "name"));
        }
        refuse_other_keys(chat, &target)?;
        let place = match chat.kind {
            ChatKind::Matrix => Place::Matrix(self.matrix(chat, &target)?),
            _ => Place::Webhook(self.webhook(chat, &target)?),
        };
        Ok(ChatTarget {
            name: chat.name.clone(),
            kind: chat.kind,
            when: self.when.unwrap_or(chat.when),
            place,
            ca: self.loaded.certificates(&format!("{target} ca_file"), chat.ca_file.as_deref())?,
            timeout: Duration::from_secs(chat.timeout.get().into()),
        })
    }

    fn webhook(&mut self, chat: &Chat, target: &str) -> Result<Option<Secret>, ConfigError> {
        let url = match (&chat.url_env, &chat.url_file) {
            (Some(variable), None) => self.context.var(variable).and_then(Secret::new),
            (None, Some(path)) => self.secret_file(&format!("{target} url_file"), path, None)?,
            (None, None) => return Err(missing(target, "url_env")),
            (Some(_), Some(_)) => return Err(too_many(target, "url_env, url_file")),
        };
        match url {
            Some(url) => webhook(&chat.name, url).map(Some),
            None if self.secrets => {
                let variable = secret::variable(chat.url_env.as_deref().unwrap_or_default());
                let text = Text::new("config-chat-no-url").with("name", chat.name.clone());
                Err(ConfigError::of(text.with("variable", variable.to_owned())))
            }
            None => Ok(None),
        }
    }

    /// The secret of a file; `None` in a dry run that cannot read it.
    fn secret_file(
        &mut self,
        target: &str,
        path: &Path,
        variable: Option<&str>,
    ) -> Result<Option<Secret>, ConfigError> {
        let path = self.loaded.resolve(path);
        let secret = input::read(&path).and_then(|input| {
            self.warnings.extend(open_secret(&path, &input));
            input.secret(variable)
        });
        match secret {
            Err(problem) if self.secrets => {
                let text = Text::new("config-target-file").with("target", target.to_owned());
                Err(ConfigError::in_secret_file(problem.explain(text), &path))
            }
            secret => Ok(secret.ok()),
        }
    }
}

/// A key that a target lacks.
fn missing(target: &str, key: &'static str) -> ConfigError {
    ConfigError::of(Text::new("config-target-key").with("target", target.to_owned()).with("key", key))
}

/// Keys of which a target takes one.
fn too_many(target: &str, keys: &'static str) -> ConfigError {
    ConfigError::of(Text::new("config-target-keys").with("target", target.to_owned()).with("keys", keys))
}

fn mailbox(key: &'static str, text: &str) -> Result<Mailbox, ConfigError> {
    one_address(text).ok_or_else(|| {
        ConfigError::of(Text::new("config-mail-address").with("key", key).with("address", text.to_owned()))
    })
}

/// The address of `--to`.
fn only(text: &str) -> Result<Mailbox, ConfigError> {
    let wrong = || ConfigError::of(Text::new("config-to").with("address", text.to_owned()));
    one_address(text).ok_or_else(wrong)
}

/// Refuses the keys of a webhook for a room of Matrix, and those of a room for a webhook.
fn refuse_other_keys(chat: &Chat, target: &str) -> Result<(), ConfigError> {
    let webhook = [("url_env", chat.url_env.is_some()), ("url_file", chat.url_file.is_some())];
    let room = [
        ("homeserver", chat.homeserver.is_some()),
        ("room", chat.room.is_some()),
        ("token_env", chat.token_env.is_some()),
        ("token_file", chat.token_file.is_some()),
    ];
    let others: &[(&'static str, bool)] = if chat.kind == ChatKind::Matrix { &webhook } else { &room };
    let Some((key, _)) = others.iter().find(|(_, given)| *given) else { return Ok(()) };
    let kind: &'static str = chat.kind.into();
    let text = Text::new("config-chat-other-kind").with("target", target.to_owned()).with("key", *key);
    Err(ConfigError::of(text.with("kind", kind.to_lowercase())))
}

/// One address. What stands behind it is refused, rather than left unsent.
fn one_address(text: &str) -> Option<Mailbox> {
    let text = text.trim();
    let mailbox: Mailbox = text.parse().ok()?;
    let address: &str = mailbox.email.as_ref();
    let whole = text.strip_suffix('>').unwrap_or(text).ends_with(address);
    (whole && address.is_ascii() && !text.contains(char::is_control)).then_some(mailbox)
}

fn attachment(name: &str) -> Result<Attached, ConfigError> {
    let extension = name.trim_start_matches('.').to_ascii_lowercase();
    match Format::of_extension(&extension) {
        Some(format) => Ok(Attached { extension, format }),
        None => Err(ConfigError::of(Text::new("config-mail-attach").with("name", name.to_owned()))),
    }
}

/// The address of a webhook: with TLS, unless it is on this machine.
fn webhook(name: &str, url: Secret) -> Result<Secret, ConfigError> {
    let wrong = |reason: Text| {
        ConfigError::of(Text::new("config-chat-url").with("name", name.to_owned()).with("reason", reason))
    };
    let parsed = Url::parse(url.reveal()).map_err(|error| wrong(url_problem(error)))?;
    match parsed.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(&parsed) => Ok(url),
        "http" => Err(wrong(Text::new("url-problem").with("problem", "plain"))),
        _ => Err(wrong(Text::new("url-problem").with("problem", "scheme"))),
    }
}

#[cfg(test)]
mod tests;
