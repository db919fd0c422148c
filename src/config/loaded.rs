//! The configuration file that applies: where it is found, and whether it may be used.

use std::path::{Path, PathBuf};

use url::Url;

use super::error::ConfigError;
use super::file::{self, FileConfig, Thresholds};
use super::input::{self, Input, Unfit};
use super::warning::Warning;
use super::{matomo_url, targets};
use crate::cli::General;
use crate::context::Context;
use crate::http::is_loopback;
use crate::locale::{Lang, Text};
use crate::secret;
use crate::tls::Certificates;

pub(super) const FILE_NAME: &str = "matomo-audit.toml";
/// Variable that names the file.
pub const CONFIG: &str = "MATOMO_AUDIT_CONFIG";

/// The configuration file that applies, if any.
#[derive(Debug, Default)]
pub struct Loaded {
    pub path: PathBuf,
    pub config: FileConfig,
    /// Whether it was found in the working directory.
    pub(super) found: bool,
    /// What the user should know of the file.
    pub warnings: Vec<Warning>,
}

impl Loaded {
    /// Finds and reads the file that applies; the defaults where there is none.
    pub fn find(general: &General, context: &Context) -> Result<Self, ConfigError> {
        match place(general, context) {
            Some((path, found)) => Self::read(path, context, found),
            None => Ok(Self::default()),
        }
    }

    fn read(path: PathBuf, context: &Context, found: bool) -> Result<Self, ConfigError> {
        let input = open(&path, found, context)?;
        let text = input.text().map_err(|problem| unreadable(&path, &problem))?;
        let config = file::parse(&path, text)?;
        targets::refuse_secrets(&path, &config)?;
        check_thresholds(&path, &config.thresholds)?;
        config.plan.check().map_err(|text| ConfigError::in_file(text, &path))?;
        Ok(Self::of(path, config, found, &input))
    }

    pub(super) fn of(path: PathBuf, config: FileConfig, found: bool, input: &Input) -> Self {
        // It holds no secret, so that others may read it.
        let warnings = input.writable.then(|| Warning::Writable { path: path.clone() }).into_iter().collect();
        Self { path, config, found, warnings }
    }

    /// What to say when a file of the working directory sends the token to another host than the
    /// user's own file does. Without one of their own, it is told where a token of the environment
    /// (`sent`) leaves the machine.
    pub(super) fn stray(&self, url: &Url, sent: bool, context: &Context) -> Option<Warning> {
        let host = own_path(context).and_then(|own| host_of(&own));
        let differs = host.as_deref() != url.host_str() && (host.is_some() || (sent && !is_loopback(url)));
        (self.found && differs).then(|| Warning::Found {
            path: self.path.clone(),
            host: url.host_str().unwrap_or_default().to_owned(),
        })
    }

    /// A path of the file, relative to the file.
    pub(super) fn resolve(&self, path: &Path) -> PathBuf {
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

/// The file that applies, and whether it was found in the working directory: `--config`, `MATOMO_AUDIT_CONFIG`, the
/// working directory, then the user's configuration folder.
pub(super) fn place(general: &General, context: &Context) -> Option<(PathBuf, bool)> {
    let here = context.dir.join(FILE_NAME);
    match named(general, context) {
        Some(path) => Some((path, false)),
        // Whatever it is: a pipe or a broken link is told, not passed over.
        None if here.symlink_metadata().is_ok() => Some((here, true)),
        None => own_path(context).filter(|own| own.exists()).map(|own| (own, false)),
    }
}

fn named(general: &General, context: &Context) -> Option<PathBuf> {
    let named = general.config.clone().or_else(|| context.var(CONFIG).map(PathBuf::from));
    named.map(|path| context.dir.join(path))
}

/// Where a new file goes: where one is looked for first.
pub fn new_place(general: &General, context: &Context) -> PathBuf {
    named(general, context).unwrap_or_else(|| context.dir.join(FILE_NAME))
}

/// That there is no file, with the places where one is looked for.
pub(super) fn none(context: &Context) -> ConfigError {
    let own = own_path(context).unwrap_or_else(|| PathBuf::from(FILE_NAME));
    let text = Text::new("config-none").with("own", secret::path(&own));
    ConfigError::in_file(text, &context.dir.join(FILE_NAME))
}

/// Reads the bytes of a file. One that was `found` where the program happened to start must be the user's
/// own, as it says where the token is sent; one that was named is read on purpose, and the user's folder is their
/// own.
pub(super) fn open(path: &Path, found: bool, context: &Context) -> Result<Input, ConfigError> {
    let input = input::read(path).map_err(|problem| unreadable(path, &problem))?;
    if found {
        let link = input::link_owner(path);
        for owner in [input.owner, link].into_iter().flatten() {
            refuse_stranger(path, owner, context)?;
        }
    }
    Ok(input)
}

pub(super) fn unreadable(path: &Path, problem: &Unfit) -> ConfigError {
    ConfigError::in_file(problem.explain(Text::new("config-unreadable")), path)
}

/// Refuses a red flag that comes before the watch.
pub(super) fn check_thresholds(path: &Path, thresholds: &Thresholds) -> Result<(), ConfigError> {
    if thresholds.watch <= thresholds.red_flag {
        return Ok(());
    }
    let text = Text::new("config-thresholds")
        .with("watch", thresholds.watch.to_string())
        .with("red_flag", thresholds.red_flag.to_string());
    Err(ConfigError::in_file(text, path))
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
pub(super) fn refuse_stranger(path: &Path, owner: u32, context: &Context) -> Result<(), ConfigError> {
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
