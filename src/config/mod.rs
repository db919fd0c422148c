//! What is to be done: options, environment and file brought together.
//!
//! Precedence: option, then environment, then file, then default.

pub mod error;
pub mod file;
pub mod input;
mod mistake;
pub mod targets;
pub mod token;
pub mod warning;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use url::Url;

use crate::channels::Channels;
use crate::cli::{GateArgs, General, Select};
use crate::context::Context;
use crate::http::is_loopback;
use crate::ledger::{Ledger, Plan};
use crate::locale::{Lang, Text};
use crate::period::Unit;
use crate::secret;
use crate::severity::Severity;
use crate::tls::Certificates;
use crate::values::{Confidence, Share};
use error::ConfigError;
use file::{FileConfig, GoalName, SiteName};
pub use file::{Network, Pages, Rule, Thresholds};
use input::{Input, Unfit};
use token::Token;
use warning::Warning;

const FILE_NAME: &str = "matomo-audit.toml";
/// Variable that holds the token.
const TOKEN: &str = "MATOMO_TOKEN_AUTH";
/// Most sites that are named one by one: more are a mistake or an attack, as `all` says the same in
/// a word. Each costs two requests at least, so that as many take an hour.
pub const MAX_SITES: usize = 10_000;
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
            Err(_) if text.is_empty() => return Err(empty("--site")),
            Err(_) => Self::Name(text.to_owned()),
        })
    }
}

/// Where the answers come from.
#[derive(Debug, Clone)]
pub enum Origin {
    Server {
        url: Url,
        token: Token,
        /// Trusted besides those of the system.
        ca: Option<Certificates>,
    },
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
    /// The names that tags may have.
    pub plan: Plan,
    /// The links that the team shares; `None` without a ledger.
    pub ledger: Option<Ledger>,
    /// Whether entry pages are read: segmented reports, which are slow the first time.
    pub entry_pages: bool,
    pub gate: Gate,
    /// What the user should know of the files that were read.
    pub warnings: Vec<Warning>,
}

/// The configuration file that applies, if any.
#[derive(Debug, Default)]
pub struct Loaded {
    pub path: PathBuf,
    pub config: FileConfig,
    /// Whether it was found in the working directory.
    found: bool,
    /// What the user should know of the file.
    pub warnings: Vec<Warning>,
}

impl Loaded {
    /// Finds and reads the file: `--config`, `MATOMO_AUDIT_CONFIG`, the working directory, then the
    /// user's configuration folder.
    pub fn find(general: &General, context: &Context) -> Result<Self, ConfigError> {
        let named = general.config.clone().or_else(|| context.var("MATOMO_AUDIT_CONFIG").map(PathBuf::from));
        let here = context.dir.join(FILE_NAME);
        match (named, own_path(context)) {
            (Some(path), _) => Self::read(context.dir.join(path), context, false),
            // Whatever it is: a pipe or a broken link is told, not passed over.
            _ if here.symlink_metadata().is_ok() => Self::read(here, context, true),
            (None, Some(own)) if own.exists() => Self::read(own, context, false),
            (None, _) => Ok(Self::default()),
        }
    }

    /// Reads a file. One that was `found` where the program happened to start must be the user's
    /// own, as it says where the token is sent; one that was named is read on purpose, and the
    /// user's folder is their own.
    fn read(path: PathBuf, context: &Context, found: bool) -> Result<Self, ConfigError> {
        let unreadable =
            |problem: Unfit| ConfigError::in_file(problem.explain(Text::new("config-unreadable")), &path);
        let input = input::read(&path).map_err(unreadable)?;
        if found {
            let link = input::link_owner(&path);
            for owner in [input.owner, link].into_iter().flatten() {
                refuse_stranger(&path, owner, context)?;
            }
        }
        let text = input.text().map_err(unreadable)?;
        let config = file::parse(&path, text)?;
        targets::refuse_secrets(&path, &config)?;
        if config.thresholds.watch > config.thresholds.red_flag {
            let text = Text::new("config-thresholds")
                .with("watch", config.thresholds.watch.to_string())
                .with("red_flag", config.thresholds.red_flag.to_string());
            return Err(ConfigError::in_file(text, &path));
        }
        config.plan.check().map_err(|text| ConfigError::in_file(text, &path))?;
        // It holds no secret, so that others may read it.
        let warnings = input.writable.then(|| Warning::Writable { path: path.clone() }).into_iter().collect();
        Ok(Self { path, config, found, warnings })
    }

    /// What to say when a file of the working directory sends the token to another host than the
    /// user's own file does. Without one of their own, it is told where a token of the environment
    /// (`sent`) leaves the machine.
    fn stray(&self, url: &Url, sent: bool, context: &Context) -> Option<Warning> {
        let host = own_path(context).and_then(|own| host_of(&own));
        let differs = host.as_deref() != url.host_str() && (host.is_some() || (sent && !is_loopback(url)));
        (self.found && differs).then(|| Warning::Found {
            path: self.path.clone(),
            host: url.host_str().unwrap_or_default().to_owned(),
        })
    }

    /// A path of the file, relative to the file.
    fn resolve(&self, path: &Path) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(path)
    }

    /// The file of the ledger, where the configuration names one.
    pub fn ledger(&self) -> Option<PathBuf> {
        self.config.links.ledger.as_deref().map(|path| self.resolve(path))
    }

    /// The certificates of a file, which `target` names.
    pub fn certificates(
        &self,
        target: &str,
        path: Option<&Path>,
    ) -> Result<Option<Certificates>, ConfigError> {
        let Some(path) = path else { return Ok(None) };
        let path = self.resolve(path);
        let wrong = |problem: Unfit| {
            let text = Text::new("config-target-file").with("target", target.to_owned());
            ConfigError::in_file(problem.explain(text), &path)
        };
        input::certificates(&path).map(Some).map_err(wrong)
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
            None => settings.server(loaded, select, context)?,
        };
        settings.record = select.record.as_ref().map(|folder| context.dir.join(folder));
        let today = context.now.to_zoned_datetime(context.time_zone.clone()).date();
        let future = select.until.filter(|until| *until > today);
        settings.warnings.extend(future.map(|until| Warning::Future { until, today }));
        Ok(settings)
    }

    fn server(&mut self, loaded: &Loaded, select: &Select, context: &Context) -> Result<Origin, ConfigError> {
        let Address { url, from_file } = address(select, &loaded.config, context)?;
        let found = token(loaded, context)?;
        if from_file {
            self.warnings.extend(loaded.stray(&url, !found.from_file, context));
        }
        self.warnings.extend(found.warning);
        let ca = loaded.certificates("[network] ca_file", self.network.ca_file.as_deref())?;
        Ok(Origin::Server { url, token: found.token, ca })
    }

    /// Makes the window as long as the streak that the gate looks for.
    pub fn cover_streak(&mut self) -> Result<(), ConfigError> {
        self.last = self.last.max(u16::try_from(self.gate.consecutive).unwrap_or(u16::MAX));
        match self.last > self.unit.max_last() {
            true => Err(too_many_periods(self.unit)),
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
            ([], named) => named.iter().map(selector).collect::<Result<Vec<_>, _>>()?,
            (named, _) => named.iter().map(|name| Selector::parse(name)).collect::<Result<_, _>>()?,
        };
        if sites.len() > MAX_SITES {
            let text = Text::new("config-too-many-sites").with("sites", sites.len() as u64);
            return Err(ConfigError::of(text.with("max", MAX_SITES as u64)));
        }
        let unit = select.period.or(config.period).unwrap_or(Unit::Week);
        // A configured number of weeks means nothing for days that were asked for.
        let configured = config.last.filter(|_| unit == config.period.unwrap_or(Unit::Week));
        let last = match select.last.or(configured) {
            Some(last) => u16::try_from(last.get()).unwrap_or(u16::MAX),
            None => unit.default_last(),
        };
        if last > unit.max_last() {
            return Err(too_many_periods(unit));
        }
        let channels = Channels::builtin().configured(&config.channel).map_err(|message| {
            ConfigError::in_file(Text::new("config-channel").with("message", message), &loaded.path)
        })?;
        check_used(loaded, &channels)?;
        let goal = select.goal.clone().or_else(|| config.goal.as_ref().map(goal_name));
        if goal.as_ref().is_some_and(|goal| goal.trim().is_empty()) {
            return Err(empty("--goal"));
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
            plan: config.plan.clone(),
            ledger: None,
            entry_pages: true,
            gate: Gate::resolve(config, gate),
            warnings: loaded.warnings.clone(),
        })
    }
}

impl Gate {
    fn resolve(config: &FileConfig, args: &GateArgs) -> Self {
        // One limit on the command line replaces both of the file: who types `--max-direct` does
        // not mean to be caught by a limit they forgot.
        let named = args.max_direct.is_some() || args.max_untracked.is_some();
        let (max_direct, max_untracked) = match named {
            true => (args.max_direct, args.max_untracked),
            false => (config.check.max_direct, config.check.max_untracked),
        };
        let none = max_direct.is_none() && max_untracked.is_none();
        let min_visits = args.min_visits.or(config.check.min_visits).unwrap_or(config.thresholds.min_visits);
        Self {
            max_direct: max_direct.map(Share::fraction),
            max_untracked: match none {
                true => Some(config.thresholds.red_flag.fraction()),
                false => max_untracked.map(Share::fraction),
            },
            min_visits: u64::from(min_visits.get()),
            confidence: args.confidence.or(config.check.confidence).map(Confidence::percent),
            consecutive: args.consecutive.or(config.check.consecutive).map_or(1, |n| n.get() as usize),
            fail_on: args.fail_on.or(config.check.fail_on),
        }
    }
}

/// A selection that says nothing, such as a variable of CI that is not set.
fn empty(option: &'static str) -> ConfigError {
    ConfigError::of(Text::new("config-empty-value").with("option", option))
}

fn too_many_periods(unit: Unit) -> ConfigError {
    let text = Text::new("config-too-many-periods").with("unit", unit.id());
    ConfigError::of(text.with("max", u64::from(unit.max_last())))
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
            let text = Text::new("config-unknown-channel").with("name", name.clone());
            return Err(ConfigError::in_file(text.with("known", known.join(", ")), &loaded.path));
        }
    }
    Ok(())
}

/// The user's own configuration file, whether it is there or not.
fn own_path(context: &Context) -> Option<PathBuf> {
    let folder = match (context.var("XDG_CONFIG_HOME"), context.var("HOME")) {
        (Some(folder), _) => PathBuf::from(folder),
        (None, home) => Path::new(home?).join(".config"),
    };
    Some(folder.join("matomo-audit").join(FILE_NAME))
}

/// Refuses what neither the user nor root owns, as ssh does: root can read the token and change
/// this program. Who runs it as root in a folder of somebody else names the file, too.
fn refuse_stranger(path: &Path, owner: u32, context: &Context) -> Result<(), ConfigError> {
    match context.user {
        Some(user) if owner != user && owner != 0 => {
            let text = Text::new("config-owner").with("owner", input::user_name(owner));
            Err(ConfigError::in_file(text.with("user", input::user_name(user)), path))
        }
        _ => Ok(()),
    }
}

/// The host that a configuration names. One with a mistake names none: it is not the one that
/// applies.
fn host_of(path: &Path) -> Option<String> {
    let config = file::parse(path, input::read(path).ok()?.text().ok()?).ok()?;
    matomo_url(&config.url?, true).ok()?.host_str().map(str::to_owned)
}

/// What to say of a secret that others can read.
fn open_secret(path: &Path, input: &Input) -> Option<Warning> {
    input.open.then(|| Warning::Readable { path: path.to_owned() })
}

/// The token, and where it was found.
struct Found {
    token: Token,
    from_file: bool,
    /// About the file.
    warning: Option<Warning>,
}

fn token(loaded: &Loaded, context: &Context) -> Result<Found, ConfigError> {
    let found = match context.var(TOKEN).and_then(Token::new) {
        Some(token) => Found { token, from_file: false, warning: None },
        None => {
            let Some(path) = &loaded.config.token_file else {
                return Err(ConfigError::new("config-no-token"));
            };
            let path = loaded.resolve(path);
            let wrong = |problem: Unfit| {
                ConfigError::in_secret_file(problem.explain(Text::new("config-token-file")), &path)
            };
            let input = input::read(&path).map_err(wrong)?;
            let token = input.secret(Some(TOKEN)).map_err(wrong)?;
            Found { token, from_file: true, warning: open_secret(&path, &input) }
        }
    };
    // Matomo would refuse it, and count a failed login.
    if found.token.reveal().chars().any(|c| !c.is_ascii_graphic() || matches!(c, '"' | '\'' | '=')) {
        return Err(ConfigError::new("config-token-form"));
    }
    Ok(found)
}

/// The address of Matomo, and where it was found.
struct Address {
    url: Url,
    from_file: bool,
}

fn address(select: &Select, config: &FileConfig, context: &Context) -> Result<Address, ConfigError> {
    let given =
        select.url.as_deref().filter(|url| !url.trim().is_empty()).or_else(|| context.var("MATOMO_URL"));
    let text = given.or(config.url.as_deref()).ok_or_else(|| ConfigError::new("config-no-url"))?;
    Ok(Address { url: matomo_url(text, config.network.allow_http)?, from_file: given.is_none() })
}

/// The folder that holds Matomo's `index.php`, from what people paste: with or without `index.php`,
/// a query or a final slash.
fn matomo_url(text: &str, allow_http: bool) -> Result<Url, ConfigError> {
    let text = text.trim();
    if let Some(right) = with_scheme(text) {
        return Err(ConfigError::of(Text::new("config-url-no-scheme").with_markup("right", right)));
    }
    let mut url = Url::parse(text).map_err(|error| {
        ConfigError::of(Text::new("config-url-invalid").with("reason", url_problem(error)))
    })?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(ConfigError::of(Text::new("config-url-scheme").with("scheme", url.scheme().to_owned())));
    }
    // They would be printed with the address.
    if !url.username().is_empty() || url.password().is_some() {
        return Err(ConfigError::new("config-url-credentials"));
    }
    if secret::is_webhook(&url) {
        return Err(ConfigError::new("config-url-webhook"));
    }
    if url.scheme() == "http" && !allow_http && !is_loopback(&url) {
        let host = url.host_str().unwrap_or_default().to_owned();
        return Err(ConfigError::of(Text::new("config-plain-http").with("host", host)));
    }
    url.set_query(None);
    url.set_fragment(None);
    let folder = SCRIPTS.iter().fold(url.path(), |path, script| path.trim_end_matches(script));
    let folder = folder.trim_end_matches('/').to_owned() + "/";
    url.set_path(&folder);
    Ok(url)
}

/// The address that was meant by one without its scheme: `stats.example.fr:8443/matomo`.
fn with_scheme(text: &str) -> Option<String> {
    if text.contains("://") {
        return None;
    }
    let mut url = matomo_url(&format!("https://{text}"), true).ok()?;
    if is_loopback(&url) {
        url.set_scheme("http").ok()?;
    } else if !url.host_str()?.contains('.') {
        return None;
    }
    // Whole, so that it can be pasted, unless a part of it may be a secret.
    if secret::is_random(url.path()) {
        url.set_path("");
    }
    Some(url.as_str().trim_end_matches('/').to_owned())
}

/// Why a text is no address.
fn url_problem(error: url::ParseError) -> Text {
    use url::ParseError::{EmptyHost, InvalidPort, RelativeUrlWithoutBase};

    Text::new("url-problem").with(
        "problem",
        match error {
            RelativeUrlWithoutBase => "scheme",
            EmptyHost => "no-host",
            InvalidPort => "port",
            _ => "host",
        },
    )
}

#[cfg(test)]
mod example_tests;
#[cfg(test)]
mod message_tests;
#[cfg(test)]
mod tests;
