//! The configuration file: its keys, their types and their defaults.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::error::ConfigError;
use super::mistake;
use crate::channels::ChannelConfig;
use crate::format::{ChatKind, CsvStyle};
use crate::ledger::Plan;
use crate::locale::Lang;
use crate::period::Unit;
use crate::severity::Severity;
use crate::values::{Bounded, Confidence, Share, When};

/// Everything the file can hold. A missing key has the default value; an unknown one is refused.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FileConfig {
    pub url: Option<String>,
    pub token_file: Option<PathBuf>,
    /// Reads what is shown to everybody, where there is no token.
    pub anonymous: bool,
    pub sites: Vec<SiteName>,
    pub period: Option<Unit>,
    pub last: Option<Bounded<1, 1825>>,
    pub lang: Option<Lang>,
    /// Goal whose conversions are counted, by id or name; all without it.
    pub goal: Option<GoalName>,
    pub network: Network,
    pub thresholds: Thresholds,
    pub channels: UsedChannels,
    pub channel: BTreeMap<String, ChannelConfig>,
    pub pages: Pages,
    /// What becomes of a finding, by its id.
    pub findings: BTreeMap<String, Rule>,
    pub check: Check,
    pub output: Output,
    pub links: Links,
    pub plan: Plan,
    /// Where `send` mails the report; nowhere without it.
    pub mail: Option<Mail>,
    /// The chat channels that `send` posts to.
    pub chat: Vec<Chat>,
}

/// A goal: its id or its name. What it is not is told by the message `value-goal`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged, expecting = "value-goal")]
pub enum GoalName {
    Id(u64),
    Name(String),
}

/// What becomes of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rule {
    Off,
    Notice,
    Warning,
    Critical,
}

/// What is known of entry pages beyond the built-in rules; it goes before them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Pages {
    /// Whole paths; a final slash and the case do not matter.
    pub home: Vec<String>,
    /// Paths with all below them (`/dossier`), or words that are a part of a path (`login`).
    pub application: Vec<String>,
    /// The same, for pages that the rules would take for home or application pages.
    pub deep: Vec<String>,
}

/// A site in a list: its id or its name. What it is not is told by the message `value-site`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged, expecting = "value-site")]
pub enum SiteName {
    Id(u64),
    Name(String),
}

/// How Matomo is reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Network {
    /// Seconds for one answer: a segment that was never processed takes up to 25.
    pub timeout: Bounded<1, 600>,
    /// Seconds to reach the server.
    pub connect_timeout: Bounded<1, 120>,
    /// Seconds for all requests of a run. The default is less than the half hour after which the CI
    /// job of the documentation is cut off without a word.
    pub run_timeout: Bounded<1, 86_400>,
    /// Attempts after the first one.
    pub retries: Bounded<0, 10>,
    /// Requests at the same time.
    pub concurrency: Bounded<1, 16>,
    /// Largest answer that is read, in MiB.
    pub max_answer: Bounded<1, 1024>,
    /// Most rows of one report, over all its periods: Matomo keeps 1,000 of a period by itself, so
    /// that the default is 520 weeks of it, in some 100 MB.
    pub max_rows: Bounded<1, 10_000_000>,
    /// Certificate authority to trust besides the system's, in PEM.
    pub ca_file: Option<PathBuf>,
    /// Allows http:// to a host that is not this machine.
    pub allow_http: bool,
    /// Proxy instead of the one of the environment, also for this machine, for which the
    /// environment's is not used.
    pub proxy: Option<String>,
}

impl Default for Network {
    fn default() -> Self {
        Self {
            timeout: Bounded::new(90),
            connect_timeout: Bounded::new(10),
            run_timeout: Bounded::new(1_500),
            retries: Bounded::new(3),
            concurrency: Bounded::new(4),
            max_answer: Bounded::new(64),
            max_rows: Bounded::new(500_000),
            ca_file: None,
            allow_http: false,
            proxy: None,
        }
    }
}

/// Where a verdict changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Thresholds {
    /// Untracked share above which a period is to be watched.
    pub watch: Share,
    /// Untracked share above which it is red-flagged: untracked traffic is the majority.
    pub red_flag: Share,
    /// Visits below which there is no verdict.
    pub min_visits: Bounded<1, 1_000_000>,
    /// Coverage from which a channel counts as covered: a few stray visits come from links that
    /// people copied themselves.
    pub covered: Share,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            watch: Share::new(0.30),
            red_flag: Share::new(0.50),
            min_visits: Bounded::new(100),
            covered: Share::new(0.95),
        }
    }
}

/// What the team says of its channels.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UsedChannels {
    /// Ids of the channels where the team shares links.
    pub used: Vec<String>,
}

/// Limits of `check`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Check {
    pub max_direct: Option<Share>,
    pub max_untracked: Option<Share>,
    pub min_visits: Option<Bounded<1, 1_000_000>>,
    pub confidence: Option<Confidence>,
    pub consecutive: Option<Bounded<1, 520>>,
    /// Findings of this severity or above fail the gate too.
    pub fail_on: Option<Severity>,
}

/// How reports are written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Output {
    pub csv: CsvStyle,
}

/// The links that the team shares.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Links {
    /// File with one line a link.
    pub ledger: Option<PathBuf>,
}

/// The report by e-mail.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// `Statistiques <stats@example.fr>`, or the address alone.
    pub from: String,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    /// Where answers go; to `from` without it.
    pub reply_to: Option<String>,
    pub when: When,
    /// Attached files by their extension, as with -o: `html`, `csv`, `json`, `txt`.
    pub attach: Vec<String>,
    /// SMTP server: its host name.
    pub smtp: Option<String>,
    /// Its port; 465 with implicit TLS, 587 with STARTTLS, 25 with none.
    pub port: Option<u16>,
    pub tls: Tls,
    /// Login; its password comes from `MATOMO_AUDIT_SMTP_PASSWORD` or `password_file`.
    pub user: Option<String>,
    /// File with the password alone, on one line.
    pub password_file: Option<PathBuf>,
    /// Certificate authority to trust besides the system's, in PEM.
    pub ca_file: Option<PathBuf>,
    /// Command that takes the message instead of a server, such as /usr/sbin/sendmail.
    pub sendmail: Option<PathBuf>,
    /// Seconds for each answer of the server or for the command.
    pub timeout: Bounded<1, 600>,
    /// No key: a password in the file is refused without showing it.
    #[serde(skip_serializing)]
    pub password: Option<IgnoredAny>,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            from: String::new(),
            to: Vec::new(),
            cc: Vec::new(),
            reply_to: None,
            when: When::default(),
            attach: Vec::new(),
            smtp: None,
            port: None,
            tls: Tls::default(),
            user: None,
            password_file: None,
            ca_file: None,
            sendmail: None,
            timeout: Bounded::new(60),
            password: None,
        }
    }
}

/// How the connection to the SMTP server is protected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// From the first byte on.
    Implicit,
    /// Begun by a command; a server that does not offer it is refused, unless it is on this
    /// machine.
    #[default]
    StartTls,
    /// Not at all; then no password is sent but to this machine.
    None,
}

impl Tls {
    /// The port on which it is usual.
    pub fn port(self) -> u16 {
        match self {
            Self::Implicit => 465,
            Self::StartTls => 587,
            Self::None => 25,
        }
    }
}

/// The report in a chat channel, by an incoming webhook or in a room of Matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Chat {
    /// How messages and errors call this target.
    pub name: String,
    pub kind: ChatKind,
    /// Environment variable that holds the webhook's address, which is a secret.
    pub url_env: Option<String>,
    /// File that holds it alone, on one line.
    pub url_file: Option<PathBuf>,
    /// Of a room of Matrix: the address of its server.
    pub homeserver: Option<String>,
    /// Id or alias of that room.
    pub room: Option<String>,
    /// Environment variable that holds the access token of the account that posts.
    pub token_env: Option<String>,
    /// File that holds it alone, on one line.
    pub token_file: Option<PathBuf>,
    pub when: When,
    /// Certificate authority to trust besides the system's, in PEM.
    pub ca_file: Option<PathBuf>,
    /// Seconds for one answer.
    pub timeout: Bounded<1, 600>,
    /// No key: an address in the file is refused without showing it.
    #[serde(skip_serializing)]
    pub url: Option<IgnoredAny>,
    /// No key either.
    #[serde(skip_serializing)]
    pub token: Option<IgnoredAny>,
}

impl Default for Chat {
    fn default() -> Self {
        Self {
            name: "chat".to_owned(),
            kind: ChatKind::default(),
            url_env: None,
            url_file: None,
            homeserver: None,
            room: None,
            token_env: None,
            token_file: None,
            when: When::default(),
            ca_file: None,
            timeout: Bounded::new(30),
            url: None,
            token: None,
        }
    }
}

/// Reads a configuration; an error names the file, the line and the key.
pub fn parse(path: &Path, text: &str) -> Result<FileConfig, ConfigError> {
    toml::from_str(text).map_err(|error| mistake::explain(path, text, &error))
}
