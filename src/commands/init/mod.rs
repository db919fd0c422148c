//! The first set-up: asks what it needs, tries it, writes it, and ends with the first verdict.

mod after;
mod ask;
mod delivery;
mod file;
mod matomo;
mod sites;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Run;
use crate::cli::GateArgs;
use crate::cli::Select;
use crate::cli::init::InitArgs;
use crate::config::error::ConfigError;
use crate::config::file::FileConfig;
use crate::config::token::Secret;
use crate::config::{self, CONFIG, Loaded, Settings, TOKEN, URL};
use crate::context::Context;
use crate::deliver;
use crate::error::RunError;
use crate::exit::Exit;
use crate::locale::Text;
use crate::replace;
use crate::secret;

/// The files of the secrets, beside the configuration.
const TOKEN_FILE: &str = "matomo-token";
const PASSWORD_FILE: &str = "smtp-password";
const CHAT_FILE: &str = "chat-secret";
/// The ledger that is proposed.
const LEDGER: &str = "links.csv";

/// What was answered so far.
struct Draft {
    path: PathBuf,
    config: FileConfig,
    /// The surroundings, with the answers in the place of what the environment says.
    context: Context,
    /// By the name of their file.
    secrets: BTreeMap<&'static str, Secret>,
}

impl Draft {
    fn new(path: PathBuf, context: &Context) -> Self {
        let mut context = context.clone();
        for variable in [CONFIG, URL, TOKEN] {
            context.env.remove(variable);
        }
        Self { path, config: FileConfig::default(), context, secrets: BTreeMap::new() }
    }

    fn folder(&self) -> &Path {
        replace::folder(&self.path)
    }

    /// Keeps a secret for its file; until that is there, it is in a variable.
    fn keep(&mut self, file: &'static str, variable: &'static str, secret: Secret) {
        self.context.env.insert(variable.to_owned(), secret.reveal().to_owned());
        self.secrets.insert(file, secret);
    }

    /// The configuration as it will be read.
    fn loaded(&self) -> Loaded {
        let mut loaded = Loaded::default();
        loaded.path.clone_from(&self.path);
        loaded.config = self.config.clone();
        loaded
    }

    fn settings(&self) -> Result<Settings, ConfigError> {
        Settings::resolve(&self.loaded(), &Select::default(), &GateArgs::default(), &self.context)
    }

    /// Refuses to begin where a file would have to be replaced.
    fn refuse_present(&self) -> Result<(), RunError> {
        let secrets = [TOKEN_FILE, PASSWORD_FILE, CHAT_FILE].map(|name| self.folder().join(name));
        let all = std::iter::once(&self.path).chain(&secrets);
        let present: Vec<_> = all.filter(|path| path.symlink_metadata().is_ok()).collect();
        if present.is_empty() {
            return Ok(deliver::file::check(&self.path)?);
        }
        let names = present.iter().map(|path| secret::path(path)).collect::<Vec<_>>().join(", ");
        let text = Text::new("init-present").with("count", present.len() as u64);
        Err(ConfigError::of(text.with_markup("names", crate::escape::line(&names))).into())
    }
}

impl Run<'_, '_> {
    pub fn init(&mut self, args: &InitArgs) -> Result<Exit, RunError> {
        let mut draft = Draft::new(config::new_place(&self.cli.general, self.context), self.context);
        if !args.dry_run {
            draft.refuse_present()?;
        }
        let lacking = ask::lacking(args, self.context);
        if !self.asks() && !lacking.is_empty() {
            return Ok(self.refuse(lacking));
        }
        draft.config.lang = Some(self.locale.lang);
        let listed = self.init_matomo(args, &mut draft)?;
        self.init_sites(args, &listed, &mut draft)?;
        self.init_goal(args, &listed, &mut draft)?;
        let seen = self.init_look(&draft)?;
        self.init_channels(args, seen.as_ref(), &mut draft)?;
        self.init_delivery(args, seen.as_ref(), &mut draft)?;
        self.init_ledger(args, &mut draft)?;
        let text = file::text(&draft.config, self.locale)?;
        file::check(&draft, &text)?;
        if args.dry_run {
            return self.document(&text);
        }
        let written = file::write(&draft, &text)?;
        self.tell_written(&written);
        self.schedules(&draft)?;
        self.first_verdict(&draft)
    }
}
