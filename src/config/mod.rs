//! What is to be done: options, environment and file brought together.
//!
//! Precedence: option, then environment, then file, then default.

pub mod error;
pub mod file;
pub mod targets;
pub mod token;
pub mod values;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use url::{Host, Url};

use crate::channels::Channels;
use crate::cli::{GateArgs, General, Select};
use crate::context::Context;
use crate::locale::Lang;
use crate::period::Unit;
use crate::severity::Severity;
use error::ConfigError;
use file::{FileConfig, GoalName, SiteName};
pub use file::{Network, Pages, Rule, Thresholds};
use token::Token;

const FILE_NAME: &str = "matomo-audit.toml";
/// What people copy from the browser or from the tracking code.
const SCRIPTS: [&str; 3] = ["index.php", "matomo.php", "piwik.php"];

/// A site as the user names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    All,
    Id(u64),
    Name(String),
}

impl Selector {
    fn parse(text: &str) -> Result<Self, ConfigError> {
        let text = text.trim();
        Ok(match text.parse() {
            Ok(id) => Self::Id(id),
            Err(_) if text.eq_ignore_ascii_case("all") => Self::All,
            Err(_) if text.is_empty() => return Err(ConfigError::EmptyValue { option: "--site" }),
            Err(_) => Self::Name(text.to_owned()),
        })
    }
}

/// Where the answers come from.
#[derive(Debug, Clone)]
pub enum Origin {
    Server { url: Url, token: Token },
    Replay(PathBuf),
    Demo,
}

/// The limits of `check`.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    pub max_direct: Option<f64>,
    pub max_untracked: Option<f64>,
    pub min_visits: u64,
    /// In percent; `None` compares the share itself.
    pub confidence: Option<f64>,
    pub consecutive: usize,
    /// Findings of this severity or above fail the gate too.
    pub fail_on: Option<Severity>,
}

/// The settings of one run, checked.
#[derive(Debug, Clone)]
pub struct Settings {
    pub origin: Origin,
    pub sites: Vec<Selector>,
    pub unit: Unit,
    pub last: u16,
    pub until: Option<Date>,
    pub record: Option<PathBuf>,
    pub network: Network,
    pub thresholds: Thresholds,
    pub channels: Channels,
    pub used_channels: Vec<String>,
    pub pages: Pages,
    pub findings: BTreeMap<String, Rule>,
    /// Id or name of the goal whose conversions are counted.
    pub goal: Option<String>,
    /// Whether entry pages are read: segmented reports, which are slow the first time.
    pub entry_pages: bool,
    pub gate: Gate,
}

/// The configuration file that applies, if any.
#[derive(Debug, Default)]
pub struct Loaded {
    pub path: PathBuf,
    pub config: FileConfig,
}

impl Loaded {
    /// Finds and reads the file: `--config`, `MATOMO_AUDIT_CONFIG`, the working
    /// directory, then the user's configuration folder.
    pub fn find(general: &General, context: &Context) -> Result<Self, ConfigError> {
        let named = general.config.clone().or_else(|| context.var("MATOMO_AUDIT_CONFIG").map(PathBuf::from));
        let path = match named {
            Some(path) => context.dir.join(path),
            None => {
                let folder = match (context.var("XDG_CONFIG_HOME"), context.var("HOME")) {
                    (Some(folder), _) => Some(PathBuf::from(folder)),
                    (None, home) => home.map(|home| Path::new(home).join(".config")),
                };
                let candidates = [
                    Some(context.dir.join(FILE_NAME)),
                    folder.map(|folder| folder.join("matomo-audit").join(FILE_NAME)),
                ];
                match candidates.into_iter().flatten().find(|path| path.is_file()) {
                    Some(path) => path,
                    None => return Ok(Self::default()),
                }
            }
        };
        let text = std::fs::read_to_string(&path)
            .map_err(|error| ConfigError::Unreadable { path: path.clone(), reason: error.to_string() })?;
        let config = file::parse(&path, &text)?;
        targets::refuse_secrets(&path, &config)?;
        if config.thresholds.watch > config.thresholds.red_flag {
            return Err(ConfigError::Thresholds {
                watch: config.thresholds.watch.to_string(),
                red_flag: config.thresholds.red_flag.to_string(),
                path,
            });
        }
        Ok(Self { path, config })
    }

    /// A path of the file, relative to the file.
    fn resolve(&self, path: &Path) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(path)
    }

    /// The language: option, file, environment.
    pub fn lang(&self, general: &General, context: &Context) -> Lang {
        general.lang.or(self.config.lang).unwrap_or_else(|| Lang::of_environment(context))
    }
}

impl Settings {
    /// Brings everything together for a command that reads Matomo.
    pub fn resolve(
        loaded: &Loaded,
        select: &Select,
        gate: &GateArgs,
        context: &Context,
    ) -> Result<Self, ConfigError> {
        let mut settings = Self::without_origin(loaded, select, gate)?;
        settings.origin = match &select.replay {
            Some(folder) => Origin::Replay(context.dir.join(folder)),
            None => Origin::Server {
                url: server_url(select, &loaded.config, context)?,
                token: token(loaded, context)?,
            },
        };
        settings.record = select.record.as_ref().map(|folder| context.dir.join(folder));
        if let Some(ca_file) = &mut settings.network.ca_file {
            *ca_file = loaded.resolve(ca_file);
        }
        Ok(settings)
    }

    /// Makes the window as long as the streak that the gate looks for.
    pub fn cover_streak(&mut self) -> Result<(), ConfigError> {
        self.last = self.last.max(u16::try_from(self.gate.consecutive).unwrap_or(u16::MAX));
        match self.last > self.unit.max_last() {
            true => Err(ConfigError::TooManyPeriods { unit: self.unit.id(), max: self.unit.max_last() }),
            false => Ok(()),
        }
    }

    /// The settings of the demo: the defaults, whatever the configuration says.
    pub fn demo() -> Result<Self, ConfigError> {
        Self::without_origin(&Loaded::default(), &Select::default(), &GateArgs::default())
    }

    fn without_origin(loaded: &Loaded, select: &Select, gate: &GateArgs) -> Result<Self, ConfigError> {
        let config = &loaded.config;
        let sites = match (&select.sites[..], &config.sites[..]) {
            ([], []) => vec![Selector::All],
            ([], named) => named.iter().map(selector).collect::<Result<_, _>>()?,
            (named, _) => named.iter().map(|name| Selector::parse(name)).collect::<Result<_, _>>()?,
        };
        let unit = select.period.or(config.period).unwrap_or(Unit::Week);
        // A configured number of weeks means nothing for days that were asked for.
        let configured = config.last.filter(|_| unit == config.period.unwrap_or(Unit::Week));
        let last = match select.last.or(configured) {
            Some(last) => u16::try_from(last.get()).unwrap_or(u16::MAX),
            None => unit.default_last(),
        };
        if last > unit.max_last() {
            return Err(ConfigError::TooManyPeriods { unit: unit.id(), max: unit.max_last() });
        }
        let channels = Channels::builtin()
            .configured(&config.channel)
            .map_err(|error| ConfigError::Channel { path: loaded.path.clone(), error })?;
        check_used(loaded, &channels)?;
        let goal = select.goal.clone().or_else(|| config.goal.as_ref().map(goal_name));
        if goal.as_ref().is_some_and(|goal| goal.trim().is_empty()) {
            return Err(ConfigError::EmptyValue { option: "--goal" });
        }
        Ok(Self {
            origin: Origin::Demo,
            sites,
            unit,
            last,
            until: select.until,
            record: None,
            network: config.network.clone(),
            thresholds: config.thresholds.clone(),
            channels,
            used_channels: config.channels.used.clone(),
            pages: config.pages.clone(),
            findings: config.findings.clone(),
            goal,
            entry_pages: true,
            gate: Gate::resolve(config, gate),
        })
    }
}

impl Gate {
    fn resolve(config: &FileConfig, args: &GateArgs) -> Self {
        // One limit on the command line replaces both of the file: who types
        // `--max-direct` does not mean to be caught by a limit they forgot.
        let named = args.max_direct.is_some() || args.max_untracked.is_some();
        let (max_direct, max_untracked) = match named {
            true => (args.max_direct, args.max_untracked),
            false => (config.check.max_direct, config.check.max_untracked),
        };
        let none = max_direct.is_none() && max_untracked.is_none();
        let min_visits = args.min_visits.or(config.check.min_visits).unwrap_or(config.thresholds.min_visits);
        Self {
            max_direct: max_direct.map(values::Share::fraction),
            max_untracked: match none {
                true => Some(config.thresholds.red_flag.fraction()),
                false => max_untracked.map(values::Share::fraction),
            },
            min_visits: u64::from(min_visits.get()),
            confidence: args.confidence.or(config.check.confidence.map(|confidence| confidence.0)),
            consecutive: args.consecutive.or(config.check.consecutive).map_or(1, |n| n.get() as usize),
            fail_on: args.fail_on.or(config.check.fail_on),
        }
    }
}

fn selector(name: &SiteName) -> Result<Selector, ConfigError> {
    match name {
        SiteName::Id(id) => Ok(Selector::Id(*id)),
        SiteName::Name(name) => Selector::parse(name),
    }
}

fn goal_name(name: &GoalName) -> String {
    match name {
        GoalName::Id(id) => id.to_string(),
        GoalName::Name(name) => name.clone(),
    }
}

fn check_used(loaded: &Loaded, channels: &Channels) -> Result<(), ConfigError> {
    for name in &loaded.config.channels.used {
        if channels.get(name).is_none() {
            let known: Vec<_> =
                channels.iter().filter(|channel| channel.shared).map(|c| c.id.as_str()).collect();
            return Err(ConfigError::UnknownUsedChannel {
                path: loaded.path.clone(),
                name: name.clone(),
                known: known.join(", "),
            });
        }
    }
    Ok(())
}

fn token(loaded: &Loaded, context: &Context) -> Result<Token, ConfigError> {
    let token = match context.var("MATOMO_TOKEN_AUTH").and_then(Token::new) {
        Some(token) => token,
        None => {
            let Some(path) = &loaded.config.token_file else { return Err(ConfigError::NoToken) };
            let path = loaded.resolve(path);
            let text = std::fs::read_to_string(&path)
                .map_err(|error| ConfigError::TokenFile { path: path.clone(), reason: error.to_string() })?;
            Token::new(&text).ok_or_else(|| ConfigError::TokenFile { path, reason: "empty".to_owned() })?
        }
    };
    // Matomo would refuse it, and count a failed login.
    if token.reveal().chars().any(|c| !c.is_ascii_graphic() || matches!(c, '"' | '\'')) {
        return Err(ConfigError::TokenForm);
    }
    Ok(token)
}

fn server_url(select: &Select, config: &FileConfig, context: &Context) -> Result<Url, ConfigError> {
    let text = select
        .url
        .as_deref()
        .filter(|url| !url.trim().is_empty())
        .or_else(|| context.var("MATOMO_URL"))
        .or(config.url.as_deref())
        .ok_or(ConfigError::NoUrl)?;
    matomo_url(text, config.network.allow_http)
}

/// The folder that holds Matomo's `index.php`, from what people paste: with or
/// without `index.php`, a query or a final slash.
fn matomo_url(text: &str, allow_http: bool) -> Result<Url, ConfigError> {
    let mut url =
        Url::parse(text.trim()).map_err(|error| ConfigError::UrlInvalid { reason: error.to_string() })?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(ConfigError::UrlScheme { scheme: url.scheme().to_owned() });
    }
    // They would be printed with the address.
    if !url.username().is_empty() || url.password().is_some() {
        return Err(ConfigError::UrlCredentials);
    }
    if url.scheme() == "http" && !allow_http && !is_loopback(&url) {
        return Err(ConfigError::PlainHttp { host: url.host_str().unwrap_or_default().to_owned() });
    }
    url.set_query(None);
    url.set_fragment(None);
    let folder = SCRIPTS.iter().fold(url.path(), |path, script| path.trim_end_matches(script));
    let folder = folder.trim_end_matches('/').to_owned() + "/";
    url.set_path(&folder);
    Ok(url)
}

/// Whether the address is of this machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod example_tests;
#[cfg(test)]
mod tests;
