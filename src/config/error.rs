//! What can be wrong with options and configuration.

use std::path::PathBuf;

use super::input::Unfit;
use crate::locale::Text;
use crate::secret;

#[derive(Debug)]
pub enum ConfigError {
    Unreadable {
        path: PathBuf,
        problem: Unfit,
    },
    /// A file of the working directory that somebody else put there.
    Owner {
        path: PathBuf,
        owner: String,
        user: String,
    },
    /// A key or a value that the file must not hold.
    Invalid {
        path: PathBuf,
        line: usize,
        column: usize,
        source: String,
        message: String,
    },
    UnknownKey {
        place: String,
        wrong: String,
        nearest: String,
    },
    Channel {
        path: PathBuf,
        error: Text,
    },
    Thresholds {
        path: PathBuf,
        watch: String,
        red_flag: String,
    },
    UnknownUsedChannel {
        path: PathBuf,
        name: String,
        known: String,
    },
    UnknownFinding {
        path: PathBuf,
        name: String,
        nearest: String,
    },
    /// A selection that says nothing, such as a variable of CI that is not set.
    EmptyValue {
        option: &'static str,
    },
    /// White space or quotes within the token.
    TokenForm,
    /// `explain` with an id that is none.
    FindingName {
        name: String,
        nearest: String,
    },
    NoUrl,
    UrlInvalid {
        reason: String,
    },
    UrlScheme {
        scheme: String,
    },
    UrlCredentials,
    /// The address of a webhook in place of Matomo's.
    UrlWebhook,
    PlainHttp {
        host: String,
    },
    NoToken,
    TokenFile {
        path: PathBuf,
        problem: Unfit,
    },
    TooManySites {
        sites: usize,
    },
    TooManyPeriods {
        unit: &'static str,
        max: u16,
    },
    OutputExtension {
        path: PathBuf,
    },
    OutputTwice {
        path: PathBuf,
    },
    /// `check -o` with an extension that is none of its formats.
    GateExtension {
        path: PathBuf,
    },
    /// A secret in the configuration file.
    SecretInFile {
        path: PathBuf,
        key: &'static str,
        instead: &'static str,
    },
    /// `send` without `[mail]` and `[[chat]]`.
    NoTarget,
    /// A key that a target lacks.
    TargetKey {
        target: String,
        key: &'static str,
    },
    /// Two keys of which a target takes one.
    TargetKeys {
        target: String,
        keys: &'static str,
    },
    /// More in `smtp` than the name of a host, such as a password.
    MailHost,
    MailAddress {
        key: &'static str,
        address: String,
    },
    MailRecipients {
        count: usize,
        limit: usize,
    },
    MailNoPassword {
        user: String,
    },
    MailPlainPassword {
        host: String,
    },
    MailAttach {
        name: String,
    },
    Sendmail {
        path: PathBuf,
        reason: &'static str,
    },
    /// A file with a secret or certificates.
    TargetFile {
        target: String,
        path: PathBuf,
        problem: Unfit,
        secret: bool,
    },
    /// A value of the `position`th `[[chat]]` that has not the form of a name, and may be a secret.
    ChatName {
        position: usize,
    },
    ChatVariable {
        position: usize,
    },
    ChatTwice {
        name: String,
    },
    ChatNoUrl {
        name: String,
        variable: String,
    },
    /// The address itself is never shown.
    ChatUrl {
        name: String,
        reason: String,
    },
}

impl ConfigError {
    /// The message; its attribute `hint` says what to do. What was written in the wrong place may be a secret:
    /// nothing of the kind is in it.
    pub fn text(&self) -> Text {
        // Paths were looked at part by part.
        self.said().with_lines(&|name, said| match name {
            "path" | "place" => said,
            _ => secret::scrub(&said).into_owned(),
        })
    }

    fn said(&self) -> Text {
        let path = |path: &PathBuf| secret::path(path);
        match self {
            Self::Unreadable { path: file, problem } => {
                problem.explain(Text::new("config-unreadable").with("path", path(file)))
            }
            Self::Owner { path: file, owner, user } => Text::new("config-owner")
                .with("path", path(file))
                .with("owner", owner.clone())
                .with("user", user.clone()),
            Self::Invalid { path: file, line, column, source, message } => Text::new("config-invalid")
                .with("place", format!("{}:{line}:{column}", path(file)))
                .with("source", source.clone())
                .with("message", message.clone()),
            Self::UnknownKey { place, wrong, nearest } => Text::new("config-unknown-key")
                .with("place", place.clone())
                .with("wrong", wrong.clone())
                .with("nearest", nearest.clone()),
            Self::EmptyValue { option } => Text::new("config-empty-value").with("option", *option),
            Self::TokenForm => Text::new("config-token-form"),
            Self::Channel { path: file, error } => {
                Text::new("config-channel").with("path", path(file)).with("message", error.clone())
            }
            Self::Thresholds { path: file, watch, red_flag } => Text::new("config-thresholds")
                .with("path", path(file))
                .with("watch", watch.clone())
                .with("red_flag", red_flag.clone()),
            Self::UnknownUsedChannel { path: file, name, known } => Text::new("config-unknown-channel")
                .with("path", path(file))
                .with("name", name.clone())
                .with("known", known.clone()),
            Self::UnknownFinding { path: file, name, nearest } => Text::new("config-unknown-finding")
                .with("path", path(file))
                .with("name", name.clone())
                .with("nearest", nearest.clone()),
            Self::FindingName { name, nearest } => {
                Text::new("config-finding-name").with("name", name.clone()).with("nearest", nearest.clone())
            }
            Self::NoUrl => Text::new("config-no-url"),
            Self::UrlInvalid { reason } => Text::new("config-url-invalid").with("reason", reason.clone()),
            Self::UrlScheme { scheme } => Text::new("config-url-scheme").with("scheme", scheme.clone()),
            Self::UrlCredentials => Text::new("config-url-credentials"),
            Self::UrlWebhook => Text::new("config-url-webhook"),
            Self::PlainHttp { host } => Text::new("config-plain-http").with("host", host.clone()),
            Self::NoToken => Text::new("config-no-token"),
            Self::TokenFile { path: file, problem } => {
                problem.explain(Text::new("config-token-file").with("path", secret::secret_path(file)))
            }
            Self::TooManySites { sites } => Text::new("config-too-many-sites")
                .with("sites", *sites as u64)
                .with("max", super::MAX_SITES as u64),
            Self::TooManyPeriods { unit, max } => {
                Text::new("config-too-many-periods").with("unit", *unit).with("max", u64::from(*max))
            }
            Self::OutputExtension { path: file } => {
                Text::new("config-output-extension").with("path", path(file))
            }
            Self::OutputTwice { path: file } => Text::new("config-output-twice").with("path", path(file)),
            Self::GateExtension { path: file } => Text::new("config-gate-extension").with("path", path(file)),
            Self::SecretInFile { path: file, key, instead } => Text::new("config-secret-in-file")
                .with("path", path(file))
                .with("key", *key)
                .with("instead", *instead),
            Self::NoTarget => Text::new("config-no-target"),
            Self::TargetKey { target, key } => {
                Text::new("config-target-key").with("target", target.clone()).with("key", *key)
            }
            Self::TargetKeys { target, keys } => {
                Text::new("config-target-keys").with("target", target.clone()).with("keys", *keys)
            }
            Self::MailHost => Text::new("config-mail-host"),
            Self::MailAddress { key, address } => {
                Text::new("config-mail-address").with("key", *key).with("address", address.clone())
            }
            Self::MailRecipients { count, limit } => {
                Text::new("config-mail-recipients").with("count", *count as u64).with("limit", *limit as u64)
            }
            Self::MailNoPassword { user } => Text::new("config-mail-no-password").with("user", user.clone()),
            Self::MailPlainPassword { host } => {
                Text::new("config-mail-plain-password").with("host", host.clone())
            }
            Self::MailAttach { name } => Text::new("config-mail-attach").with("name", name.clone()),
            Self::Sendmail { path: file, reason } => {
                Text::new("config-sendmail").with("path", path(file)).with("reason", *reason)
            }
            Self::TargetFile { target, path: file, problem, secret } => {
                let path = if *secret { secret::secret_path(file) } else { path(file) };
                problem.explain(
                    Text::new("config-target-file").with("target", target.clone()).with("path", path),
                )
            }
            Self::ChatName { position } => Text::new("config-chat-name").with("position", *position as u64),
            Self::ChatVariable { position } => {
                Text::new("config-chat-variable").with("position", *position as u64)
            }
            Self::ChatTwice { name } => Text::new("config-chat-twice").with("name", name.clone()),
            Self::ChatNoUrl { name, variable } => Text::new("config-chat-no-url")
                .with("name", name.clone())
                .with("variable", secret::variable(variable).to_owned()),
            Self::ChatUrl { name, reason } => {
                Text::new("config-chat-url").with("name", name.clone()).with("reason", reason.clone())
            }
        }
    }
}
