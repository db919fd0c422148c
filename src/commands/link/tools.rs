//! What the commands that use a link have in common.

use std::io::Write as _;
use std::path::Path;

use crate::commands::Run;
use crate::config::error::ConfigError;
use crate::error::RunError;
use crate::escape::Foreign;
use crate::ledger::wanted::check_address;
use crate::ledger::{Carrier, IdRule, Ledger, Link};
use crate::locale::Text;

/// The address that is shared, or the short one where there is one and it is asked for; a ledger may hold anything.
pub(super) fn web_address(link: &Link, carrier: Carrier, short: bool) -> Result<String, RunError> {
    let address = if short && !link.short.is_empty() { link.short.clone() } else { link.address(carrier) };
    match check_address(address.trim()) {
        Ok(()) => Ok(address.trim().to_owned()),
        Err(_) => {
            Err(ConfigError::of(Text::new("link-no-address").with("id", Foreign::new(&link.id))).into())
        }
    }
}

impl Run<'_, '_> {
    /// The ledger, and the link of an id; that other lines are wrong is a warning.
    pub(super) fn known(&mut self, path: &Path, id: &str) -> Result<(Ledger, Link), RunError> {
        let ledger = Ledger::read(path).map_err(ConfigError::of)?;
        let link = ledger.get(id).map_err(ConfigError::of)?.clone();
        self.tell_faulty(&ledger);
        Ok((ledger, link))
    }

    /// That other lines than those asked for are wrong.
    pub(super) fn tell_faulty(&mut self, ledger: &Ledger) {
        let lines = ledger.faulty_lines();
        if lines > 0 {
            let text = Text::new("ledger-faults-elsewhere").with("count", lines as u64);
            self.caution(&text.with("path", self.named(&ledger.path)));
        }
    }

    /// How an id travels in an address that nobody wrote down.
    pub(super) fn usual_carrier(&self) -> Carrier {
        match self.loaded.config.plan.id {
            IdRule::Auto => Carrier::Id,
            IdRule::None => Carrier::None,
        }
    }

    /// A warning.
    pub(in crate::commands) fn caution(&mut self, text: &Text) {
        if !self.cli.general.quiet {
            let _ = writeln!(self.err, "{} {}", self.locale.get("warning-prefix"), self.locale.text(text));
        }
    }
}
