//! The configuration file itself.

use std::fmt::Write as _;

use super::{Run, finding, wait, wait_all};
use crate::cli::Select;
use crate::cli::config::{ConfigArgs, ConfigCommand};
use crate::config;
use crate::config::Settings;
use crate::config::check::{Checked, Fault};
use crate::config::error::ConfigError;
use crate::config::targets::{Targets, Wanted};
use crate::deliver::test::{self, Tested};
use crate::error::RunError;
use crate::escape::Foreign;
use crate::exit::Exit;
use crate::ledger::Ledger;
use crate::locale::Text;
use crate::matomo::{Instance, Listed, MatomoError, SiteInfo, Source};
use crate::secret;
use crate::values::Bounded;

/// Most sites that are named one by one.
const NAMED: usize = 10;

impl Run<'_, '_> {
    pub fn config(&mut self, args: &ConfigArgs) -> Result<Exit, RunError> {
        match args.command {
            ConfigCommand::Example => self.document(config::example(self.locale.lang)),
            ConfigCommand::Check => self.check_configuration(),
        }
    }

    /// Reads the file to its end, then tries what it leads to. Where the file is wrong, nothing else is: a token must
    /// not be sent for what a mistake has left of it.
    fn check_configuration(&mut self) -> Result<Exit, RunError> {
        let mut checked = Checked::read(&self.cli.general, self.context)?;
        self.check_names(&mut checked);
        let path = checked.path().to_owned();
        let path = secret::path(&path);
        let faults = checked.faults();
        if !faults.is_empty() {
            for fault in &faults {
                self.tell_fault(&path, fault)?;
            }
            let text = Text::new("checked-faults").with("count", faults.len() as u64);
            self.say(&text)?;
            return Ok(Exit::Usage);
        }
        self.good(&Text::new("checked-file").with("path", path))?;
        let settings = self.settings(&Select::default(), &Default::default())?;
        let matomo = self.check_matomo(settings)?;
        let delivery = self.check_targets()?;
        // The first of the two is what the second needs.
        Ok(if matomo == Exit::Done { delivery } else { matomo })
    }

    /// What only other parts of the program know by name: findings, and the ledger.
    fn check_names(&self, checked: &mut Checked) {
        let names: Vec<_> = checked.loaded.config.findings.keys().cloned().collect();
        for name in names {
            if let Err(text) = finding(&name, "config-unknown-finding") {
                let error = ConfigError::in_file(text, checked.path());
                checked.note(&format!("findings.{name}"), error);
            }
        }
        let ledger = checked.loaded.ledger().filter(|path| path.symlink_metadata().is_ok());
        if let Some(path) = ledger
            && let Err(text) = Ledger::read(&path)
        {
            checked.note("links.ledger", ConfigError::in_file(text, &path));
        }
    }

    fn check_matomo(&mut self, mut settings: Settings) -> Result<Exit, RunError> {
        // Whoever waits for the answer tries again.
        settings.network.retries = Bounded::new(0);
        let read = wait(async {
            let source = Source::open(&settings)?;
            Ok::<_, MatomoError>((Listed::read(&source).await?, source.is_public()))
        });
        let (listed, public) = match read {
            Ok(read) => read,
            Err(error) => return self.bad_matomo(&error),
        };
        let instance = &listed.instance;
        self.good(&checked(instance, public))?;
        let selected = match listed.select(&settings.sites, |_| true) {
            Ok(selected) => selected,
            Err(error) => return self.bad_matomo(&error.into()),
        };
        self.name_sites(&selected.sites)?;
        let missing = selected.missing.iter().map(|id| (Some(*id), MatomoError::site_not_visible(*id)));
        let unusable = selected.unusable.iter().map(|site| (None, site.error()));
        let mut exit = Exit::Done;
        for (id, error) in missing.chain(unusable) {
            let site = id.map_or_else(|| "none".to_owned(), |id| id.to_string());
            self.bad(&Text::new("checked-site-error").with("site", site), &error.text())?;
            exit = Exit::Unreadable;
        }
        Ok(exit)
    }

    /// The sites that will be audited.
    fn name_sites(&mut self, sites: &[SiteInfo]) -> Result<(), RunError> {
        for site in sites.iter().take(NAMED) {
            let text = Text::new("checked-site").with("site", site.id.to_string());
            self.say(&text.with("name", Foreign::new(&site.name)))?;
        }
        match sites.len().saturating_sub(NAMED) {
            0 => Ok(()),
            more => self.say(&Text::new("checked-more-sites").with("more", more as u64)),
        }
    }

    fn check_targets(&mut self) -> Result<Exit, RunError> {
        let config = &self.loaded.config;
        if config.mail.is_none() && config.chat.is_empty() {
            self.say(&Text::new("checked-no-target"))?;
            return Ok(Exit::Done);
        }
        let targets = Targets::resolve(self.loaded, &Wanted::default(), self.context)?;
        self.warn(&targets.warnings);
        let mut exit = Exit::Done;
        for Tested { recipient, result } in wait_all(test::test(&targets))? {
            match result {
                Ok(works) => {
                    self.good(&Text::new("checked-of").with("what", recipient).with("said", works))?
                }
                Err(text) => {
                    self.bad(&recipient, &text)?;
                    exit = Exit::DeliveryFailed;
                }
            }
        }
        Ok(exit)
    }

    fn bad_matomo(&mut self, error: &RunError) -> Result<Exit, RunError> {
        self.bad(&Text::new("checked-matomo-error"), &error.text())?;
        Ok(error.exit())
    }

    fn good(&mut self, text: &Text) -> Result<(), RunError> {
        let line = format!("✓ {}\n", self.locale.text(text));
        self.print(&line)
    }

    /// What does not work, with what to do about it.
    fn bad(&mut self, what: &Text, error: &Text) -> Result<(), RunError> {
        let text = Text::new("checked-of").with("what", what.clone()).with("said", error.clone());
        self.failed(&text, error)
    }

    fn tell_fault(&mut self, path: &str, fault: &Fault) -> Result<(), RunError> {
        let error = fault.error.text();
        match fault.line {
            Some(line) => {
                let place = Text::new("checked-place").with("path", path.to_owned());
                self.bad(&place.with("line", line.to_string()), error)
            }
            None => self.failed(error, error),
        }
    }

    fn failed(&mut self, text: &Text, error: &Text) -> Result<(), RunError> {
        let mut lines = format!("✗ {}\n", self.locale.text(text));
        if let Some(hint) = self.locale.attribute(error, "hint") {
            let _ = writeln!(lines, "  {hint}");
        }
        self.print(&lines)
    }

    fn say(&mut self, text: &Text) -> Result<(), RunError> {
        let line = format!("  {}\n", self.locale.text(text));
        self.print(&line)
    }
}

/// What Matomo says of itself.
pub(super) fn checked(instance: &Instance, public: bool) -> Text {
    let plugin = match instance.campaign_dimensions {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    };
    let version = if instance.version.is_empty() { "none".into() } else { Foreign::new(&instance.version) };
    Text::new("checked-matomo")
        .with("url", instance.url.clone())
        .with("version", version)
        .with("public", if public { "yes" } else { "no" })
        .with("sites", instance.sites.len() as u64)
        .with("plugin", plugin)
}
