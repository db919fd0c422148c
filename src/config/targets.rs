//! Where `send` delivers: each target checked, with its secrets, before
//! anything is asked of Matomo.

use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::message::Mailbox;
use url::Url;

use super::error::ConfigError;
pub use super::file::ChatKind;
use super::file::{Chat, FileConfig, Mail, Tls};
use super::token::Secret;
use super::warning::Warning;
use super::{Loaded, input, open_secret};
use crate::context::Context;
use crate::format::Format;
use crate::http::{is_local, is_loopback};
use crate::secret;
use crate::tls::Certificates;
use crate::values::When;

/// Variable that holds the password of the SMTP server.
const PASSWORD: &str = "MATOMO_AUDIT_SMTP_PASSWORD";

/// Most recipients of the mail: every server takes 100 (RFC 5321, 4.5.3.1.8),
/// and each costs a turn on the line, so that 10,000 take minutes.
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
    pub reply_to: Option<Mailbox>,
    pub when: When,
    /// Extension and format of each attached file.
    pub attach: Vec<(String, Format)>,
    pub transport: Transport,
    pub timeout: Duration,
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
    /// STARTTLS if the server offers it: a server on this machine, whose
    /// connection nobody else sees.
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
    /// Missing in a dry run only.
    pub url: Option<Secret>,
    /// Trusted besides those of the system.
    pub ca: Option<Certificates>,
    pub timeout: Duration,
}

impl Targets {
    /// All configured targets. `when` replaces what the configuration says.
    /// With `secrets` false, as for a dry run, they may be missing.
    pub fn resolve(
        loaded: &Loaded,
        when: Option<When>,
        secrets: bool,
        context: &Context,
    ) -> Result<Self, ConfigError> {
        let config = &loaded.config;
        if config.mail.is_none() && config.chat.is_empty() {
            return Err(ConfigError::NoTarget);
        }
        let mut resolver = Resolver { loaded, when, secrets, context, warnings: Vec::new() };
        let mut chats: Vec<ChatTarget> = Vec::new();
        for chat in &config.chat {
            if chats.iter().any(|other| other.name == chat.name) {
                return Err(ConfigError::ChatTwice { name: chat.name.clone() });
            }
            chats.push(resolver.chat(chat)?);
        }
        let mail = config.mail.as_ref().map(|mail| resolver.mail(mail)).transpose()?;
        Ok(Self { mail, chats, warnings: resolver.warnings })
    }
}

/// A secret in the file is refused, whatever the command: files are shared,
/// copied and committed.
pub fn refuse_secrets(path: &Path, config: &FileConfig) -> Result<(), ConfigError> {
    let found = |key, instead| Err(ConfigError::SecretInFile { path: path.to_owned(), key, instead });
    if config.mail.as_ref().is_some_and(|mail| mail.password.is_some()) {
        return found("mail.password", "MATOMO_AUDIT_SMTP_PASSWORD, mail.password_file");
    }
    if config.chat.iter().any(|chat| chat.url.is_some()) {
        return found("chat.url", "chat.url_env, chat.url_file");
    }
    refuse_misplaced(config)
}

/// Refuses what is no name where one belongs: it would be shown, and may be the address of a webhook or a
/// password.
fn refuse_misplaced(config: &FileConfig) -> Result<(), ConfigError> {
    for (chat, position) in config.chat.iter().zip(1..) {
        if chat.name.contains("://") || secret::is_random(&chat.name) {
            return Err(ConfigError::ChatName { position });
        }
        if chat.url_env.as_deref().is_some_and(|variable| !secret::is_variable(variable)) {
            return Err(ConfigError::ChatVariable { position });
        }
    }
    let smtp = config.mail.as_ref().and_then(|mail| mail.smtp.as_deref());
    match smtp.is_some_and(|host| !secret::is_host(host.trim())) {
        true => Err(ConfigError::MailHost),
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
        let missing = |key| ConfigError::TargetKey { target: "[mail]".to_owned(), key };
        if mail.from.trim().is_empty() {
            return Err(missing("from"));
        }
        if mail.to.is_empty() {
            return Err(missing("to"));
        }
        let count = mail.to.len() + mail.cc.len();
        if count > MAX_RECIPIENTS {
            return Err(ConfigError::MailRecipients { count, limit: MAX_RECIPIENTS });
        }
        let list = |key, addresses: &[String]| {
            addresses.iter().map(|address| mailbox(key, address)).collect::<Result<Vec<_>, _>>()
        };
        let transport = match (&mail.smtp, &mail.sendmail) {
            (Some(host), None) => Transport::Smtp(self.smtp(mail, host.trim())?),
            (None, Some(command)) => Transport::Sendmail(self.sendmail(command)?),
            (None, None) => return Err(missing("smtp")),
            (Some(_), Some(_)) => {
                let keys = "smtp, sendmail";
                return Err(ConfigError::TargetKeys { target: "[mail]".to_owned(), keys });
            }
        };
        Ok(MailTarget {
            from: mailbox("from", &mail.from)?,
            to: list("to", &mail.to)?,
            cc: list("cc", &mail.cc)?,
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
            return Err(ConfigError::MailPlainPassword { host: host.to_owned() });
        }
        let port = mail.port.unwrap_or(match mail.tls {
            Tls::Implicit => 465,
            Tls::StartTls => 587,
            Tls::None => 25,
        });
        let login = match &mail.user {
            Some(user) => self.password(mail, user)?.map(|password| Login { user: user.clone(), password }),
            None if mail.password_file.is_some() => {
                return Err(ConfigError::TargetKey { target: "[mail]".to_owned(), key: "user" });
            }
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
            true => Err(ConfigError::MailNoPassword { user: user.to_owned() }),
            false => Ok(secret),
        }
    }

    fn sendmail(&self, command: &Path) -> Result<PathBuf, ConfigError> {
        let path = self.loaded.resolve(command);
        let wrong = |reason| ConfigError::Sendmail { path: path.clone(), reason };
        let metadata = path.metadata().map_err(|_| wrong("not found"))?;
        if !metadata.is_file() {
            return Err(wrong("not a file"));
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            if metadata.permissions().mode() & 0o111 == 0 {
                return Err(wrong("not executable"));
            }
        }
        Ok(path)
    }

    fn chat(&mut self, chat: &Chat) -> Result<ChatTarget, ConfigError> {
        let target = format!("[[chat]] {}", chat.name);
        if chat.name.trim().is_empty() {
            return Err(ConfigError::TargetKey { target, key: "name" });
        }
        let url = match (&chat.url_env, &chat.url_file) {
            (Some(variable), None) => self.context.var(variable).and_then(Secret::new),
            (None, Some(path)) => self.secret_file(&format!("{target} url_file"), path, None)?,
            (None, None) => return Err(ConfigError::TargetKey { target, key: "url_env" }),
            (Some(_), Some(_)) => return Err(ConfigError::TargetKeys { target, keys: "url_env, url_file" }),
        };
        let url = match url {
            Some(url) => Some(webhook(&chat.name, url)?),
            None if self.secrets => {
                let variable = chat.url_env.clone().unwrap_or_default();
                return Err(ConfigError::ChatNoUrl { name: chat.name.clone(), variable });
            }
            None => None,
        };
        Ok(ChatTarget {
            name: chat.name.clone(),
            kind: chat.kind,
            when: self.when.unwrap_or(chat.when),
            url,
            ca: self.loaded.certificates(&format!("{target} ca_file"), chat.ca_file.as_deref())?,
            timeout: Duration::from_secs(chat.timeout.get().into()),
        })
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
                Err(ConfigError::TargetFile { target: target.to_owned(), path, problem, secret: true })
            }
            secret => Ok(secret.ok()),
        }
    }
}

/// One address. What stands behind it is refused, rather than left unsent.
fn mailbox(key: &'static str, text: &str) -> Result<Mailbox, ConfigError> {
    let wrong = || ConfigError::MailAddress { key, address: text.to_owned() };
    let text = text.trim();
    let mailbox: Mailbox = text.parse().map_err(|_| wrong())?;
    let address: &str = mailbox.email.as_ref();
    let whole = text.strip_suffix('>').unwrap_or(text).ends_with(address);
    match whole && address.is_ascii() && !text.contains(char::is_control) {
        true => Ok(mailbox),
        false => Err(wrong()),
    }
}

fn attachment(name: &str) -> Result<(String, Format), ConfigError> {
    let extension = name.trim_start_matches('.').to_ascii_lowercase();
    match Format::of_extension(&extension) {
        Some(format) => Ok((extension, format)),
        None => Err(ConfigError::MailAttach { name: name.to_owned() }),
    }
}

/// The address of a webhook: with TLS, unless it is on this machine.
fn webhook(name: &str, url: Secret) -> Result<Secret, ConfigError> {
    let wrong = |reason: &str| ConfigError::ChatUrl { name: name.to_owned(), reason: reason.to_owned() };
    let parsed = Url::parse(url.reveal()).map_err(|error| wrong(&error.to_string()))?;
    match parsed.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(&parsed) => Ok(url),
        "http" => Err(wrong("http:// would send it unprotected")),
        _ => Err(wrong("it does not begin with https://")),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::config::file::parse;

    const MAIL: &str = "[mail]\nfrom = \"s@example.fr\"\nto = [\"a@example.fr\"]\n";

    fn resolve(text: &str, env: &[(&str, &str)]) -> Result<Targets, ConfigError> {
        let context = Context {
            now: Timestamp::UNIX_EPOCH,
            time_zone: TimeZone::UTC,
            env: env.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
            user: None,
            dir: PathBuf::new(),
            stdout_is_terminal: false,
            stderr_is_terminal: false,
            width: None,
        };
        let path = PathBuf::from("matomo-audit.toml");
        let config = parse(&path, text)?;
        refuse_secrets(&path, &config)?;
        Targets::resolve(&Loaded { path, config, ..Loaded::default() }, None, true, &context)
    }

    fn smtp(keys: &str) -> Result<Smtp, ConfigError> {
        let env = [(PASSWORD, "hunter2")];
        let targets = resolve(&format!("{MAIL}{keys}"), &env)?;
        match targets.mail.unwrap().transport {
            Transport::Smtp(smtp) => Ok(smtp),
            Transport::Sendmail(_) => panic!("no SMTP"),
        }
    }

    #[test]
    fn the_port_follows_the_protection() {
        let of = |keys: &str| smtp(keys).map(|smtp| (smtp.port, smtp.protection)).unwrap();
        let host = "smtp = \"smtp.example.fr\"\n";
        assert_eq!(of(host), (587, Protection::StartTls));
        assert_eq!(of(&format!("{host}tls = \"implicit\"")), (465, Protection::Implicit));
        assert_eq!(of(&format!("{host}tls = \"none\"")), (25, Protection::None));
        assert_eq!(of(&format!("{host}port = 2525")), (2525, Protection::StartTls));
        for local in ["localhost", "127.0.0.1", "::1"] {
            assert_eq!(of(&format!("smtp = \"{local}\"")), (587, Protection::IfOffered), "{local}");
        }
    }

    #[test]
    fn no_password_goes_unprotected_over_a_network() {
        let keys = "tls = \"none\"\nuser = \"stats\"\n";
        let error = smtp(&format!("{keys}smtp = \"smtp.example.fr\"")).unwrap_err();
        assert!(matches!(error, ConfigError::MailPlainPassword { .. }), "{error:?}");
        assert!(smtp(&format!("{keys}smtp = \"localhost\"")).unwrap().login.is_some());
    }

    #[test]
    fn an_address_is_one_address() {
        for good in ["a@example.fr", "Équipe <a@example.fr>", "\"Dupont, A.\" <a@example.fr>"] {
            assert!(mailbox("to", good).is_ok(), "{good}");
        }
        for bad in ["", "a", "a@", "a@example.fr, b@example.fr", "A <a@example.fr> <b@x.fr>", "é@example.fr"]
        {
            assert!(mailbox("to", bad).is_err(), "{bad}");
        }
        assert!(mailbox("to", "A\r\nBcc: b@x.fr <a@example.fr>").is_err());
    }

    #[test]
    fn secrets_are_neither_missing_nor_in_the_file_nor_shown() {
        let host = "smtp = \"smtp.example.fr\"\nuser = \"stats\"\n";
        let error = resolve(&format!("{MAIL}{host}"), &[]).unwrap_err();
        assert!(matches!(error, ConfigError::MailNoPassword { .. }), "{error:?}");
        let error = resolve(&format!("{MAIL}{host}password = \"hunter2\""), &[]).unwrap_err();
        assert!(matches!(error, ConfigError::SecretInFile { .. }), "{error:?}");
        let chat = "[[chat]]\nurl = \"https://chat.example.fr/hooks/hunter2\"";
        assert!(!format!("{:?}", resolve(chat, &[]).unwrap_err()).contains("hunter2"));
        assert!(!format!("{:?}", smtp(host).unwrap()).contains("hunter2"));
    }

    #[test]
    fn a_webhook_is_reached_by_https() {
        let chat = |url: &str| resolve("[[chat]]\nname = \"team\"\nurl_env = \"HOOK\"", &[("HOOK", url)]);
        for good in ["https://chat.example.fr/hooks/x", "http://127.0.0.1:8065/hooks/x"] {
            assert!(chat(good).is_ok(), "{good}");
        }
        for bad in ["http://chat.example.fr/hooks/x", "chat.example.fr/hooks/x", "file:///hooks/x"] {
            let error = chat(bad).unwrap_err();
            assert!(matches!(error, ConfigError::ChatUrl { .. }), "{bad}: {error:?}");
            assert!(!format!("{error:?}").contains("hooks"), "{error:?}");
        }
        assert!(matches!(chat("").unwrap_err(), ConfigError::ChatNoUrl { .. }));
    }

    #[test]
    fn a_target_needs_its_keys_and_a_name_of_its_own() {
        assert!(matches!(resolve("", &[]), Err(ConfigError::NoTarget)));
        assert!(matches!(resolve(MAIL, &[]), Err(ConfigError::TargetKey { key: "smtp", .. })));
        let both = format!("{MAIL}smtp = \"a.fr\"\nsendmail = \"/bin/sh\"");
        assert!(matches!(resolve(&both, &[]), Err(ConfigError::TargetKeys { .. })));
        let attach = format!("{MAIL}smtp = \"a.fr\"\nattach = [\"exe\"]");
        assert!(matches!(resolve(&attach, &[]), Err(ConfigError::MailAttach { .. })));
        let twice = "[[chat]]\nurl_env = \"HOOK\"\n[[chat]]\nurl_env = \"HOOK\"";
        let error = resolve(twice, &[("HOOK", "https://chat.example.fr/hooks/x")]).unwrap_err();
        assert!(matches!(error, ConfigError::ChatTwice { .. }), "{error:?}");
        let missing = format!("{MAIL}sendmail = \"/nowhere/sendmail\"");
        assert!(matches!(resolve(&missing, &[]), Err(ConfigError::Sendmail { .. })));
    }
}
