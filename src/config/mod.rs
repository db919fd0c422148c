//! What is to be done: options, environment and file brought together.
//!
//! Precedence: option, then environment, then file, then default.

pub mod check;
pub mod error;
mod example;
pub mod file;
pub mod input;
mod loaded;
mod mistake;
pub mod targets;
pub mod token;
pub mod warning;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use url::Url;

use crate::channels::Channels;
use crate::cli::{GateArgs, Select};
use crate::context::Context;
use crate::http::is_loopback;
use crate::ledger::{Ledger, Plan};
use crate::locale::Text;
use crate::period::Unit;
use crate::secret;
use crate::severity::Severity;
use crate::tls::Certificates;
use crate::values::{Confidence, Share};
use error::ConfigError;
pub use example::example;
use file::{FileConfig, GoalName, SiteName};
pub use file::{Network, Pages, Rule, Thresholds};
use input::{Input, Unfit};
pub use loaded::{CONFIG, Loaded, new_place};
use token::Token;
use warning::Warning;

/// Variable that holds the address of Matomo.
pub const URL: &str = "MATOMO_URL";
/// Variable that holds the token.
pub const TOKEN: &str = "MATOMO_TOKEN_AUTH";
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
        let is_public = is_public(loaded, select, context);
        let Address { url, from_file } = address(select, &loaded.config, is_public, context)?;
        let found = if is_public { Found::nothing() } else { token(loaded, context)? };
        if from_file {
            self.warnings.extend(loaded.stray(&url, found.sent, context));
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

/// What to say of a secret that others can read.
fn open_secret(path: &Path, input: &Input) -> Option<Warning> {
    input.open.then(|| Warning::Readable { path: path.to_owned() })
}

/// The token, and where it was found.
struct Found {
    token: Token,
    /// Whether it is a secret of the environment.
    sent: bool,
    /// About the file.
    warning: Option<Warning>,
}

impl Found {
    /// For what is shown to everybody.
    fn nothing() -> Self {
        Self { token: Token::public(), sent: false, warning: None }
    }
}

/// Whether no token is sent: the option says so, or the configuration for want of one.
fn is_public(loaded: &Loaded, select: &Select, context: &Context) -> bool {
    let config = &loaded.config;
    let has_token = config.token_file.is_some() || context.var(TOKEN).and_then(Token::new).is_some();
    select.anonymous || (config.anonymous && !has_token)
}

fn token(loaded: &Loaded, context: &Context) -> Result<Found, ConfigError> {
    let found = match context.var(TOKEN).and_then(Token::new) {
        Some(token) => Found { token, sent: true, warning: None },
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
            Found { token, sent: false, warning: open_secret(&path, &input) }
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

fn address(
    select: &Select,
    config: &FileConfig,
    is_public: bool,
    context: &Context,
) -> Result<Address, ConfigError> {
    let given = select.url.as_deref().filter(|url| !url.trim().is_empty()).or_else(|| context.var(URL));
    let text = given.or(config.url.as_deref()).ok_or_else(|| ConfigError::new("config-no-url"))?;
    // Nothing that is sent needs protection where there is no token.
    let allow_http = config.network.allow_http || is_public;
    Ok(Address { url: matomo_url(text, allow_http)?, from_file: given.is_none() })
}

/// The folder that holds Matomo's `index.php`, from what people paste: with or without `index.php`,
/// a query or a final slash.
pub fn matomo_url(text: &str, allow_http: bool) -> Result<Url, ConfigError> {
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
