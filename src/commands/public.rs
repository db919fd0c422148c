//! A run without a token, and a Matomo that would answer without one.

use std::borrow::Cow;
use std::iter;

use super::link::measured::quicken;
use super::{Run, wait};
use crate::cli::{GateArgs, Select};
use crate::config::Settings;
use crate::config::error::ConfigError;
use crate::escape::Foreign;
use crate::frames::collect;
use crate::locale::Text;
use crate::secret;

impl Run<'_, '_> {
    /// The error of a run. Where it is for want of a token alone, Matomo is asked once whether it shows the sites to
    /// everybody: a run that has lost its token must not take what it is shown for all there is.
    pub(super) fn without_token(&self, error: ConfigError, select: &Select) -> ConfigError {
        if error.text().id != "config-no-token" {
            return error;
        }
        match self.public_sites(select) {
            Some(sites) => {
                let text = Text::new("config-no-token-public").with("sites", sites);
                ConfigError::of(text.with("command", Foreign::new(&self.as_typed("--anonymous"))))
            }
            None => error,
        }
    }

    /// How many of the selected sites can be read without a token; none where one of them cannot.
    fn public_sites(&self, select: &Select) -> Option<u64> {
        let select = Select { anonymous: true, ..select.clone() };
        let mut settings =
            Settings::resolve(self.loaded, &select, &GateArgs::default(), self.context).ok()?;
        quicken(&mut settings);
        let sites = wait(collect::sites(&settings, self.context)).ok()?;
        (!sites.is_empty()).then_some(sites.len() as u64)
    }

    /// The command of this run with one more option.
    fn as_typed(&self, option: &str) -> String {
        let typed = self.cli.general.typed.iter().map(|word| shown(word));
        let words: Vec<_> =
            iter::once("matomo-audit".into()).chain(typed).chain(iter::once(option.into())).collect();
        shlex::try_join(words.iter().map(AsRef::as_ref)).unwrap_or_default()
    }
}

/// A word of the command without what may be secret in it: the query of an address, as it is copied from a browser,
/// may hold a token.
fn shown(word: &str) -> Cow<'_, str> {
    match word.contains("://") {
        true => word.split(['?', '#']).next().unwrap_or_default().into(),
        false => secret::scrub(word),
    }
}
